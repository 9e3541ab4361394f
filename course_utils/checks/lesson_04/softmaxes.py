"""Softmax: exercises 04.1, 04.2 and 04.6."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _moderate_cases():
    """Batches of sizes that differ, one sample, and square ones, where a wrong axis hides."""
    rng = np.random.default_rng(41)
    return [(rng.normal(0, 2, shape).round(1),) for shape in [(4, 3), (1, 5), (3, 3), (2, 6)]]


first_softmax = FunctionExercise(**texts("first_softmax"), cases=_moderate_cases)


reheat = FunctionExercise(
    **texts("reheat"),
    cases=lambda: [
        (np.array([[0.7, 0.2, 0.1], [0.05, 0.8, 0.15]]), 2.0),
        (np.array([[0.1, 0.2, 0.3, 0.4]]), 0.5),
        (np.array([[0.6, 0.4], [0.25, 0.75], [0.5, 0.5]]), 3),
        (np.array([[0.9, 0.04, 0.06], [0.3, 0.3, 0.4]]), 1.0),
    ],
)


softmax_rows = FunctionExercise(
    **texts("softmax_rows"),
    absolute=0,
    cases=lambda: [
        (np.array([[2.0, 1.0, -1.0], [0.0, 3.0, 1.0]]),),
        (np.array([[0.5, -0.5, 0.0, 1.5]]),),
        (np.array([[1000.0, 1001.0, 999.0], [3.0, 2.0, 1.0]]),),
        (np.array([[-1000.0, -1001.0, -1003.0, -1002.0], [-5.0, 0.0, 1.0, 2.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 1.0]]),),
        (np.array([[0.0, 3000.0, 1.0], [5.0, 2.0, 900.0]]),),
        (np.array([[20_000.0, 0.0, 1.0, 2.0, -9.0], [0.0, 0.0, 0.0, 0.0, -3000.0]]),),
        # e to the 720 overflows, while e to the -720 is a number.
        (np.array([[0.0, 720.0, 719.0], [1.0, 2.0, 3.0]]),),
    ],
)
