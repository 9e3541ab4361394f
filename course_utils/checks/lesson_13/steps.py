"""How long a plateau lasts, and steps that do the same: exercises 13.6 and 13.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


sweeps_left = FunctionExercise(
    **texts("sweeps_left"),
    cases=lambda: [
        (1e-5, 2e-5, 1000),
        (4e-6, 5e-6, 500),
        (2e-5, 8e-5, 2000),
        (1e-5, 1.6e-5, 7),  # so few that rounding shows
        (np.array([1e-5, 3e-6]), np.array([1.25e-5, 4e-6]), 1000),
    ],
    tolerance=2e-3,
)


_STEPS = (6.4, 1.0, 0.0375)


def _is(place, *values):
    """Whether the number at this place is one of the values."""
    return lambda answer: any(np.isclose(float(answer[place]), v, rtol=2e-3) for v in values)


def _is_not(place):
    return lambda answer: not _is(place, _STEPS[place])(answer)


def _no_three_numbers(answer):
    numbers = np.asarray(answer)
    return numbers.shape != (3,) or numbers.dtype.kind not in "iuf"


same_steps = ValueExercise(
    **texts(
        "same_steps",
        {
            "no_three_numbers": _no_three_numbers,
            "first_smaller": _is(0, 0.1 / 64),
            "first_same": _is(0, 0.1),
            "first_factor": _is(0, 64),
            "first_momentum": _is(0, 0.64, 5.76, 57.6),
            "first_root": _is(0, 0.8, 0.0125),
            "first_other": _is_not(0),
            "second_times_09": _is(1, 0.09),
            "second_two_sweeps": _is(1, 0.19),
            "second_multiplied": _is(1, 0.01),
            "second_same": _is(1, 0.1),
            "second_factor": _is(1, 10),
            "second_64": _is(1, 64),
            "second_other": _is_not(1),
            "third_multiplied": _is(2, 15, 6, 2.4),
            "third_64": _is(2, 0.3 / 64 / 0.4, 0.3 / 64),
            "third_mean_alone": _is(2, 0.3 / 20),
            "third_momentum_alone": _is(2, 0.3 / 0.4),
            "third_shortened": _is(2, 0.3 / 20 * 0.4, 0.3 * 0.4),
            "third_06": _is(2, 0.3 / 20 / 0.6, 0.3 / 20 * 0.6),
            "third_09": _is(2, 0.3 / 20 / 0.1),
            "third_other": _is_not(2),
        },
    ),
    solution=_STEPS,
)
