"""Batch norm in evaluation, its running statistics and how it is melted into the layer before."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _running_cases():
    cases = []
    for n, d, momentum in ((4, 2, 0.25), (5, 3, 0.4), (2, 4, 0.3), (3, 3, 0.75)):
        running = draw(130 + n, d), np.abs(draw(140 + n, d)) + 0.5
        cases.append((*running, draw(150 + n, n, d), momentum))
    return cases


running_update = FunctionExercise(**texts("running_update"), cases=_running_cases)


def _fold_cases():
    cases = []
    for i, (n_out, n_in, eps) in enumerate(((3, 4, 0.5), (4, 2, 1e-3), (3, 3, 0.25))):
        vectors = [draw(160 + 10 * i + j, n_out) for j in range(4)]
        var = np.abs(draw(200 + i, n_out)) + 0.3
        cases.append((draw(210 + i, n_out, n_in), *vectors, var, eps))
    return cases


fold_batch_norm = FunctionExercise(**texts("fold_batch_norm"), cases=_fold_cases)
