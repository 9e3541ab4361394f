"""Dead units: exercise 08.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _dead_cases():
    # Units: active, off in the first batch, off in the last, dead, rarely and weakly on.
    first = np.array([[0.5, 0, 2, 0, 0], [1.5, 0, 0, 0, 0], [0, 0, 1, 0, 1e-30], [2, 0, 3, 0, 0]])
    last = np.array([[0, 0.7, 0, 0, 0], [0.3, 0, 0, 0, 0]])
    middle = np.array([[1.0, 0, 4, 0, 0], [0, 2, 5, 0, 0], [3, 1, 0, 0, 0]])
    wide = np.array([[0, 3.0, 0], [0, 1, 0]])
    once = np.zeros((300, 2))
    once[123, 0] = 0.5
    return [
        ([first, middle, last],),
        ([wide],),
        ([wide, np.array([[0.0, 0.0, 7.0]])],),
        ([once, once[:7]],),
    ]


dead_units = FunctionExercise(**texts("dead_units"), cases=_dead_cases)
