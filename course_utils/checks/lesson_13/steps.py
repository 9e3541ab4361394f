"""How long a plateau lasts, and steps that do the same: exercises 13.6 and 13.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 13.6 -----------------------------------------------------------------------------------

_LEFT = "1 / p_now / fall_per_sweep"
_TO_ONE = (
    "This lets p itself grow by the same amount in each sweep, up to {}. It is 1/p that changes "
    "evenly, and it falls, to nearly 0."
)
_BY_FACTOR = (
    "This lets p grow by the same factor again and again, up to {}. It is 1/p that changes evenly."
)

_NEARLY_0 = (
    "Nearly 0. Either it is turned over, or p stands where 1/p belongs: what is left is 1 / p_now, "
    "and that is divided by the fall of 1/p per sweep."
)

sweeps_left = FunctionExercise(
    name="sweeps_left",
    solution="""
def sweeps_left(p_then, p_now, sweeps):
    fall_per_sweep = (1 / p_then - 1 / p_now) / sweeps
    return 1 / p_now / fall_per_sweep
""",
    cases=lambda: [
        (1e-5, 2e-5, 1000),
        (4e-6, 5e-6, 500),
        (2e-5, 8e-5, 2000),
        (1e-5, 1.6e-5, 7),  # so few that rounding shows
        (np.array([1e-5, 3e-6]), np.array([1.25e-5, 4e-6]), 1000),
    ],
    tolerance=2e-3,  # to 1/p = 1 or 2 instead of 0 is right as well
    passed="From 1 in 100,000 to 2 in 100,000 in 1,000 sweeps means: 1,000 more, not 50,000.",
    edits={
        _LEFT: {
            "1 / p_then / fall_per_sweep": "This counts from the first measurement, or takes the "
            "speed of 1/p from the last moment alone. Asked are the sweeps left after the second "
            "measurement; the speed is the whole change of 1/p, divided by the sweeps.",
            "(1 - p_now) / ((p_now - p_then) / sweeps)": _TO_ONE.format("1"),
            "(0.5 - p_now) / ((p_now - p_then) / sweeps)": _TO_ONE.format("1/2"),
            "-np.log(p_now) / (np.log(p_now / p_then) / sweeps)": _BY_FACTOR.format("1"),
            "np.log(0.5 / p_now) / (np.log(p_now / p_then) / sweeps)": _BY_FACTOR.format("1/2"),
            "1 / p_now": "This is how far 1/p still has to fall, not yet how long it takes. Divide "
            "by its fall per sweep.",
            "fall_per_sweep": "This is the fall of 1/p per sweep. How many sweeps does it need for "
            "what is left?",
            "p_now / fall_per_sweep": _NEARLY_0,
            "fall_per_sweep / (1 / p_now)": _NEARLY_0,
            "1 / p_now // fall_per_sweep": "Whole-number division drops the rest of a sweep: use / "
            "instead of //.",
        },
        "(1 / p_then - 1 / p_now)": {
            "(1 / p_now - 1 / p_then)": "The sign: 1/p falls, so its first value is the larger "
            "one.",
        },
        "/ sweeps": {
            "": "The fall per sweep was not divided by the sweeps between the two measurements.",
            "* sweeps": "The sweeps stand on the wrong side: the fall per sweep is the whole fall "
            "divided by them.",
        },
    },
)


# --- 13.7 -----------------------------------------------------------------------------------

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
    name="same_steps",
    solution=_STEPS,
    passed="Sum or mean, momentum or none: look at what a weight moves in the end, not at `step`.",
    mistakes={
        "Three numbers are wanted, in brackets: (first, second, third).": _no_three_numbers,
        "The first: this makes the step 64 times smaller. The mean has already made the gradient "
        "smaller.": _is(0, 0.1 / 64),
        "The first: the same step is what failed. By which factor is the gradient of a mean over "
        "64 patterns smaller than that of their sum?": _is(0, 0.1),
        "The first: 64 is the factor between the two steps, not yet the step. (If it came from "
        "the momentum: that is the same in both runs and needs no correction.)": _is(0, 64),
        "The first: the momentum is the same in both runs. It needs no correction.": _is(
            0, 0.64, 5.76, 57.6
        ),
        "The first: the square root of 64 belongs to noise. Here the gradient itself is 64 times "
        "smaller.": _is(0, 0.8, 0.0125),
        "The first is not it. Both runs must add the same numbers to the weights.": _is_not(0),
        "The second: 0.9 times the step is the smaller part. Add up what one gradient moves in "
        "all sweeps together: 1 + 0.9 + 0.81 + ...": _is(1, 0.09),
        "The second: only the first two sweeps are counted, 1 + 0.9. The echoes go on: 1 + 0.9 + "
        "0.81 + ...": _is(1, 0.19),
        "The second: (1 - 0.9) divides, it does not multiply. With momentum a gradient acts "
        "again and again, so without it the step must be larger.": _is(1, 0.01),
        "The second: 0.1 again would leave the momentum out without a substitute.": _is(1, 0.1),
        "The second: 10 is the factor 1 / (1 - 0.9), not yet the step.": _is(1, 10),
        "The second: the sum is meant, as in the paper, so no factor of 64.": _is(1, 64),
        "The second is not it. 1 + 0.9 + 0.9² + ... = 1 / (1 - 0.9).": _is_not(1),
        "The third: multiplied by 20, where the mean divides by it.": _is(2, 15, 6, 2.4),
        "The third: here the batch has 20 patterns, not 64.": _is(2, 0.3 / 64 / 0.4, 0.3 / 64),
        "The third: the mean over 20 is there, the momentum is not yet. It makes the way 1 / (1 "
        "- 0.6) times longer.": _is(2, 0.3 / 20),
        "The third: the momentum is there, the mean over 20 patterns is not yet.": _is(
            2, 0.3 / 0.4
        ),
        "The third: momentum lengthens the way, so its factor is 1 / (1 - 0.6), not 1 - 0.6.": _is(
            2, 0.3 / 20 * 0.4, 0.3 * 0.4
        ),
        "The third: the factor of a momentum of 0.6 is 1 / (1 - 0.6), not 1 / 0.6 or 0.6.": _is(
            2, 0.3 / 20 / 0.6, 0.3 / 20 * 0.6
        ),
        "The third: 0.6 has another factor than 0.9 had.": _is(2, 0.3 / 20 / 0.1),
        "The third is not it. Two factors: one of the mean, one of the momentum.": _is_not(2),
    },
)
