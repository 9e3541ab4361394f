"""Batch norm, forward and backward: exercises 09.2 and 09.3."""

import numpy as np

from course_utils import normalization as norm
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _norm_cases():
    cases = [
        (draw(80 + n, n, d), draw(90 + n, d), draw(95 + n, d), eps)
        for n, d, eps in ((5, 3, 0.25), (2, 4, 0.5), (3, 3, 1e-5))
    ]
    constant = draw(88, 4, 2)
    constant[:, 1] = 3.0
    return [*cases, (constant, np.array([2.0, -1.0]), np.array([0.5, 1.5]), 1e-3)]


batch_norm_forward = FunctionExercise(**texts("batch_norm_forward"), cases=_norm_cases)


def _gradient_cases():
    cases = []
    for n, d in ((5, 3), (3, 4), (4, 4), (7, 2)):
        xhat, std = norm.normalise(draw(100 + n + d, n, d), 0, 0.3)
        cases.append((draw(110 + n, n, d), xhat, std[0], draw(120 + n, d)))
    return cases


batch_norm_gradients = FunctionExercise(**texts("batch_norm_gradients"), cases=_gradient_cases)
