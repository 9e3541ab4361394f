"""What comes back from the loss: exercises 04.5, 04.8 and 04.9."""

import numpy as np

from course_utils import losses
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _score_cases():
    rng = np.random.default_rng(5)
    cases = [(rng.normal(size=(n, c)) * 2, rng.integers(0, c, n)) for n, c in ((5, 3), (1, 4))]
    return [*cases, (np.array([[900.0, 0.0], [1.0, -1.0], [-800.0, 2.0]]), np.array([1, 0, 0]))]


loss_gradient = FunctionExercise(
    **texts("loss_gradient"),
    names={"losses": losses},
    cases=_score_cases,
)


floor_twice = FunctionExercise(
    **texts("floor_twice"),
    cases=lambda: [(10,), (2,), (3,), (1000,)],
    tolerance=1e-3,
)


def _smooth_cases():
    cases = zip(_score_cases(), (0.1, 0.3, 0.0), strict=True)
    far = np.array([[3.0, 0.0, -1.0], [900.0, 1.0, 0.0]]), np.array([2, 0]), 0.5
    return [*((scores, labels, s) for (scores, labels), s in cases), far]


smooth_gradient = FunctionExercise(
    **texts("smooth_gradient"),
    names={"losses": losses},
    cases=_smooth_cases,
)
