"""Momentum, by its path: exercise 07.6."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _cases():
    return [
        (np.array([1.0, -2.0]), lambda w: np.array([1.0, 4.0]) * w + 1, [0.1, 0.1, 0.02, 0.2], 0.9),
        (np.array([[0.5], [3.0]]), lambda w: w**3 - w, [0.05, 0.01, 0.1], 0.5),
        (np.array([2.0, 1.0, -1.0]), lambda w: w - w.mean(), [0.3, 0.1], 0.0),
    ]


momentum_path = FunctionExercise(**texts("momentum_path"), cases=_cases)
