"""A filter over an image of several channels: exercise 15.1."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _cases():
    """Images that are not square, filters without symmetry, strides that leave a rest."""
    rng = np.random.default_rng(151)
    sizes = [(2, 5, 6, 3, 1), (3, 7, 5, 2, 2), (1, 6, 9, 3, 2), (2, 8, 7, 2, 3), (2, 4, 3, 3, 1)]
    return [
        (rng.normal(size=(c, h, w)), rng.normal(size=(c, k, k)), float(rng.normal()), stride)
        for c, h, w, k, stride in sizes
    ]


filter_map = FunctionExercise(**texts("filter_map"), cases=_cases)
