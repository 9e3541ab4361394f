"""One neuron, computed and tipped over: exercises 01.1 and 01.2."""

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _zero_or_one(answer, *arguments):
    """Call the answer; True and False count as 1 and 0, also as an array or tensor of no axes."""
    value = answer(*arguments)
    if isinstance(value, (bool, np.bool_, np.ndarray, torch.Tensor)) and not np.shape(value):
        return int(value) if np.asarray(value).dtype == bool else value
    return value


def _neuron_cases():
    return [
        (np.array(x), np.array(w), b)
        for x, w, b in [
            ([0.5, 0.9, 0.4], [0.8, 0.5, -1.5], -0.1),
            ([0.5, 0.9, 0.6], [0.8, 0.5, -1.5], -0.1),
            ([0.5, 1.0], [1.0, -0.5], 0.0),  # z is 0
            ([0.5, 1.0], [2.0, 0.5], -1.5),  # z is 0
            ([1.0, 2.0], [1.0, 1.0], -4.0),
            ([1.0, 2.0], [-1.0, -1.0], 4.0),
            ([1.0, 2.0, 0.5, 1.0], [1.0, 0.5, -1.0, 0.5], -1.2),
            ([-2.0, 1.0, 3.0, 0.5], [1.0, 0.5, 0.5, -2.0], 0.75),
            ([-3.0, 2.0, -1.0], [-0.5, 0.25, 2.0], 0.3),
            ([4.0], [-0.5], 2.25),
            ([0.1, 0.2, 3.0], [5.0, 4.0, 0.2], -2.5),
            ([-4.0, -1.0], [-2.0, 0.5], -1.0),
            ([3.0, 1.0], [-1.0, 2.0], 0.5),
            ([0.5, 0.25], [0.25, 0.5], -0.2421875),  # z is 1/128
            ([2.0, 5.0, -1.0], [0.25, -0.75, -1.5], 1.0),
            ([1.0, -2.0, 0.5], [1.5, 1.0, 1.5], -0.5),
        ]
    ]


neuron = FunctionExercise(**texts("neuron"), cases=_neuron_cases, observe=_zero_or_one)


def _others(x, w, i):
    return x @ w - x[i] * w[i]


tipping_point = FunctionExercise(
    **texts("tipping_point"),
    cases=lambda: [
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 2),
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 0),
        (np.array([2.0, -1.0, 3.0, 0.5]), np.array([0.5, 4.0, -0.25, 3.0]), 1.7, 1),
        (np.array([5.0, -2.0]), np.array([-0.4, 2.5]), -3.0, 1),
        (np.array([7.0]), np.array([-2.0]), 5.0, 0),
    ],
    names={"others": _others},
)
