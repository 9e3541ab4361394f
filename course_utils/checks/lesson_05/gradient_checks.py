"""The learner's own gradient check: exercise 05.3."""

import numpy as np

from course_utils import gradient_check
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_05.gradient_cases import check_cases, grades
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _relative(a, b, norm=np.max):
    """Like relative_error, but broadcasting, and with another way to make one number of many."""
    a, b = np.broadcast_arrays(a, b)
    size = max(np.abs(a).max(), np.abs(b).max())
    return norm(np.abs(a - b)) / size if size else 0.0


def _ratio(a, b):
    """a / b of two numbers, and a where b is 0."""
    return abs(a) / abs(b) if b else abs(a)


def _measured(f, x, h=1e-6, sides=2, divisor=2):
    """numerical_gradient with another step, on one side only, or with another divisor."""
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = h
        low = f(x - nudge) if sides == 2 else f(x)
        gradient[place] = (f(x + nudge) - low) / (divisor * h)
    return gradient


check_gradients = FunctionExercise(
    **texts("check_gradients"),
    names={
        "gradient_check": gradient_check,
        "relative": _relative,
        "ratio": _ratio,
        "nudge": _measured,
    },
    observe=grades,
    cases=check_cases,
)
