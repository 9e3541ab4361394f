"""The backward pass of a filter: exercises 15.5 and 15.6."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts
from course_utils.convolution import slide

texts = Texts(__file__)


def _input_cases():
    rng = np.random.default_rng(155)
    sizes = [(3, 4, 2), (2, 5, 3), (4, 3, 3), (1, 2, 4), (3, 2, 1)]
    return [(rng.normal(size=(h, w)), rng.normal(size=(k, k))) for h, w, k in sizes]


input_gradient = FunctionExercise(
    **texts("input_gradient"),
    cases=_input_cases,
    names={"slide": slide},
)


def _backward_cases():
    """Strides up to more than the filter, and pixels that no patch holds."""
    rng = np.random.default_rng(156)
    sizes = [(2, 5, 6, 3, 1), (3, 6, 5, 2, 2), (1, 7, 10, 3, 2), (2, 8, 9, 2, 3), (2, 4, 4, 3, 1)]
    cases = []
    for c, h, w, k, stride in sizes:
        dz = rng.normal(size=((h - k) // stride + 1, (w - k) // stride + 1))
        cases.append((dz, rng.normal(size=(c, h, w)), rng.normal(size=(c, k, k)), stride))
    return cases


filter_backward = FunctionExercise(**texts("filter_backward"), cases=_backward_cases)
