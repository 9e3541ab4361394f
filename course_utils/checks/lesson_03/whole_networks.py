"""Whole networks: exercises 03.4 and 03.6."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


count_parameters = FunctionExercise(
    **texts("count_parameters"),
    names={"pairwise": itertools.pairwise},
    cases=lambda: [
        ([784, 64, 64, 64, 10],),
        ([2, 2, 1],),
        ([3, 5],),
        ([7, 1, 4, 2],),
        ([10, 20, 30, 40, 50, 60],),
    ],
)


def _depth_cases():
    rng = np.random.default_rng(32)
    networks = [(5, [4, 3, 2]), (1, [3, 5, 4, 2]), (3, [2, 2, 2, 2]), (4, [3, 2])]

    def numbers(*shape):
        return rng.normal(0, 2, shape).round(2)

    return [
        (
            numbers(batch, sizes[0]),
            [(numbers(n_out, n_in), numbers(n_out)) for n_in, n_out in itertools.pairwise(sizes)],
        )
        for batch, sizes in networks
    ]


all_activations = FunctionExercise(**texts("all_activations"), cases=_depth_cases)
