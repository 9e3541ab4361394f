"""How far optimisers step, and one step of Adam: exercises 07.7 and 07.8."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


_STEP = {"SGD": 0.0001, "momentum": 0.001, "Adam": 0.1}


def _part(i, *values):
    """Whether number i of the answer is one of these, up to rounding."""
    return lambda answer: any(np.isclose(abs(answer[i]), v, rtol=1e-3, atol=0) for v in values)


def _are_lengths(numbers):
    return np.allclose(numbers, list(_STEP.values()), rtol=1e-3, atol=0)


predicted_steps = ValueExercise(
    **texts(
        "predicted_steps",
        {
            "negative": lambda answer: any(v < 0 for v in answer) and _are_lengths(np.abs(answer)),
            "other_order": lambda answer: len(answer) == 3 and _are_lengths(sorted(answer)),
            "ratios": lambda answer: np.allclose(answer, (1, 10, 1000), rtol=1e-3),
            "whole_way": _part(0, 0.01),
            "sgd_gradient": _part(0, 0.001),
            "sgd_rate": _part(0, 0.1),
            "momentum_as_sgd": _part(1, 0.0001),
            "momentum_by_09": _part(1, 0.00009, 0.00019, 0.9, 0.0009),
            "momentum_velocity": _part(1, 0.01),
            "adam_gradient": _part(2, 0.0001, 0.001, 0.00001, 1e-6, 1e-7),
            "adam_without_rate": _part(2, 1),
            "adam_without_root": _part(2, 100, 1000),
            "adam_uncorrected": _part(2, 0.1 * (1 - 0.9**100) / (1 - 0.999**100) ** 0.5, 0.316),
        },
    ),
    solution=tuple(_STEP.values()),
    tolerance=2e-6,
)


def _cases():
    """First and later steps; gradients of many sizes, down to 0, so that epsilon shows."""
    rng = np.random.default_rng(68)
    w = rng.normal(size=6)
    sizes = np.array([3.0, -0.5, 1e-3, -1e-7, 2e-8, 0.0])
    m, v = rng.normal(size=(2, 3)), rng.random((2, 3)) + 0.5
    return [
        (w, np.zeros(6), np.zeros(6), sizes, 1, 0.5),
        (w, 0.1 * sizes, 0.02 * sizes**2, -sizes, 7, 0.2),
        (rng.normal(size=(2, 3)), m, v, rng.normal(size=(2, 3)), 400, 0.01),
    ]


adam_step = FunctionExercise(**texts("adam_step"), cases=_cases, tolerance=1e-7)
