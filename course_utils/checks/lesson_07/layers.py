"""Layers that go back: exercises 07.1 to 07.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _dense_cases():
    """Batches of sizes that all differ, a single sample, and a square layer."""
    rng = np.random.default_rng(61)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3), (2, 5, 4)]
    return [tuple(rng.normal(size=s) for s in ((n, o), (n, i), (i, o))) for n, i, o in sizes]


dense_backward = FunctionExercise(**texts("dense_backward"), cases=_dense_cases)


def _scale_cases():
    rng = np.random.default_rng(62)
    sizes = [(4, 3), (1, 2), (3, 3), (2, 5)]
    return [tuple(rng.normal(size=s) for s in ((n, f), (n, f), (f,))) for n, f in sizes]


scale_backward = FunctionExercise(**texts("scale_backward"), cases=_scale_cases)


def _sigmoid_cases():
    rng = np.random.default_rng(63)
    sizes = [(4, 3, 2), (1, 2, 5), (3, 3, 3)]
    return [
        (
            rng.normal(size=(n, o)),
            1 / (1 + np.exp(-2 * rng.normal(size=(n, o)))),
            rng.normal(size=(n, i)),
            rng.normal(size=(o, i)),
        )
        for n, i, o in sizes
    ]


sigmoid_layer_backward = FunctionExercise(**texts("sigmoid_layer_backward"), cases=_sigmoid_cases)
