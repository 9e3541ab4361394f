"""Patterns and weights beside their mirror images: exercises 13.1, 13.3 and 13.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _label_cases():
    six = [[1, 0, 1, 1, 0, 1], [1, 0, 1, 1, 0, 0], [1, 1, 0, 1, 1, 0], [0, 0, 1, 1, 0, 0]]
    six += [[1, 0, 0, 1, 0, 1], [0, 1, 1, 0, 0, 0], [0, 1, 1, 0, 1, 0], [1, 1, 0, 1, 0, 0]]
    five = [[1, 0, 1, 0, 1], [1, 0, 0, 1, 1], [0, 1, 0, 1, 0]]
    eight = [[1, 0, 1, 1, 1, 1, 0, 1], [1, 0, 0, 1, 0, 1, 0, 1], [0, 0, 0, 1, 0, 0, 0, 0]]
    cases = [six, five, eight, [[0, 1, 1]], [[1], [0]], six[:6]]
    return [(np.array(case, float),) for case in cases]


mirror_labels = FunctionExercise(**texts("mirror_labels"), cases=_label_cases)


def _gap_cases():
    rng = np.random.default_rng(114)
    near = np.array([1.0, 2.0, -4.0])
    pair = np.concatenate([near, -near[::-1]])
    runs = np.stack([[pair, -pair], [3 * pair, -3 * pair]])
    noise = rng.normal(size=(2, 2, 6)).round(2)
    four = rng.normal(size=(3, 2, 4)).round(2)
    units = rng.normal(size=(2, 3, 4)).round(2)  # three hidden units, the last the largest
    units[:, 2] *= 5
    return [(runs + 0.1 * noise,), (noise,), (four,), (noise[:1],), (units,)]


mirror_gap = FunctionExercise(**texts("mirror_gap"), cases=_gap_cases)


confused = FunctionExercise(
    **texts("confused"),
    cases=lambda: [
        ([1, 1, 1],),
        ([1, 2, 3],),
        ([1, 2, 4],),
        ([4, 1, 2],),
        ([1, 1, 2],),
        ([2, 3, 4],),
        ([2, 5],),
        ([1, 2, 4, 7],),
        ([1, 2, 4, 8],),
    ],
)
