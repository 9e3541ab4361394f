"""When not to answer: exercise 12.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)

_CONFIDENCE = np.array([0.41, 0.93, 0.62, 0.88, 0.97, 0.75, 0.99, 0.55, 0.81, 0.68])
_RIGHT = np.array([0, 0, 1, 1, 1, 1, 1, 0, 1, 0], dtype=bool)
_TIES = np.array([0.9, 0.5, 0.9, 0.7, 0.7, 0.9, 0.7, 0.95])
_TIES_RIGHT = np.array([1, 0, 1, 1, 0, 1, 1, 1], dtype=bool)
# The same, with the error at another place among the ties: no order of sorting hides it.
_TIES_FIRST, _TIES_LAST = (
    _TIES_RIGHT[[0, 1, 2, 4, 3, 5, 6, 7]],
    _TIES_RIGHT[[0, 1, 2, 3, 6, 5, 4, 7]],
)

choose_threshold = FunctionExercise(
    **texts("choose_threshold"),
    cases=lambda: [
        (_CONFIDENCE, _RIGHT, 0.8),
        (_CONFIDENCE, _RIGHT, 0.7),
        (_CONFIDENCE, _RIGHT, 1.0),
        (_CONFIDENCE, _RIGHT, 0.1),
        (_TIES, _TIES_RIGHT, 0.86),
        (_TIES, _TIES_RIGHT, 0.9),
        (_TIES, _TIES_FIRST, 0.9),
        (_TIES, _TIES_LAST, 0.9),
        (np.array([0.86, 0.4, 0.7, 0.95, 0.6]), np.array([0, 0, 1, 1, 1], dtype=bool), 0.75),
        (np.array([0.9, 0.8, 0.95]), np.array([True, True, False]), 0.75),
        (np.array([0.31, 0.83, 0.52]), np.array([False, True, True]), 0.99),
        (np.array([0.62, 0.97, 0.44]), np.array([False, True, False]), 0.9),
    ],
)
