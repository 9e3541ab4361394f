"""Pairs of runs: exercises 14.4 and 14.5."""

import operator

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


upset = FunctionExercise(
    **texts("upset"),
    cases=lambda: [
        (np.array([0.97, 0.96, 0.95]), np.array([0.955, 0.94])),
        (np.array([0.962, 0.966, 0.964, 0.966]), np.array([0.966, 0.959, 0.964, 0.961, 0.97])),
        (np.array([0.9, 0.8]), np.array([0.8, 0.7, 0.8])),
        (np.array([0.5, 0.4, 0.6, 0.7]), np.array([0.1, 0.55, 0.2, 0.3])),
        (np.array([0.9, 0.5, 0.6]), np.array([0.55, 0.8, 0.7])),
    ],
)


def _observe_pairs(answer, runs, factor):
    """The pairs in order, whether they come as tuples, lists or a set."""
    value = answer(runs, factor)
    try:
        pairs = sorted((operator.index(i), operator.index(j)) for i, j in value)
    except (TypeError, ValueError):
        return value
    return {"number of pairs": len(pairs), "pairs": pairs}


def _runs(keys, *settings):
    # Equal values are made anew, so that `is not` finds them different.
    return [
        {key: type(v)("".join(list(str(v)))) for key, v in zip(keys, setting, strict=True)}
        for setting in settings
    ]


def _controlled_cases():
    tanh = [("tanh", 0.4, 1), ("sigmoid", 0.4, 1), ("tanh", 3.0, 1), ("sigmoid", 3.0, 2)]
    more = [("relu", 0.4, 1), ("tanh", 0.4, 1), ("sigmoid", 0.4, 2)]
    widths = [(0, 64, "He"), (1, 64, "He"), (0, 16, "He")]
    widths += [(0, 16, "Glorot"), (0, 16, "He"), (2, 64, "He")]
    rates = [(0.1, 5), (0.1, 6), (0.2, 6), (0.1, 5), (0.2, 5), (0.1, 7)]
    orders = [
        {"depth": 1, "epochs": None, "seed": 3},
        {"seed": 3, "epochs": 2, "depth": 1},
        {"epochs": 2, "depth": 4, "seed": 3},
    ]
    return [
        (_runs(("activation", "rate", "seed"), *tanh, *more), "activation"),
        (_runs(("seed", "width", "start"), *widths), "width"),
        (_runs(("rate", "seed"), *rates), "seed"),
        (_runs(("rate", "depth"), (0.1, 1), (0.2, 2)), "rate"),
        (orders, "epochs"),
    ]


controlled = FunctionExercise(
    **texts("controlled"),
    cases=_controlled_cases,
    observe=_observe_pairs,
)
