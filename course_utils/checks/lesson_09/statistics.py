"""Statistics of a data set in pieces: exercise 09.1."""

import numpy as np

from course_utils.checks.comparing import as_asked, is_number, plain, same
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _cases():
    first = [draw(71, 4, 3), draw(72, 1, 3), draw(73, 7, 3)]
    steady = [np.column_stack([draw(74 + n, n, 2), np.full(n, n / 2)]) for n in (2, 5)]
    constant = [np.column_stack([draw(78 + n, n, 1), np.full(n, 2.5)]) for n in (3, 1, 2)]
    # 0.1 + 0.1 + 0.1 is a little more than 0.3, so the computed std is 1e-17.
    rounded = [np.column_stack([np.full(n, 0.1), draw(76 + n, n, 1)]) for n in (1, 2)]
    far = [draw(83 + n, n, 2) + np.array([1e7, 0]) for n in (3, 5)]
    small = [draw(65 + n, n, 2) * np.array([1, 0.004]) for n in (4, 3)]  # narrow, not constant
    rare = [draw(67 + n, n, 2) * np.array([1, 2e-5]) for n in (4, 3)]
    return [(first,), (steady,), (constant,), (rounded,), (far,), (small,), (rare,)]


def _observe(answer, batches):
    """mean and std up to the first wrong one; where rounding decides, only whether it is right.

    The std of a wrong mean may be right or wrong, and what rounding leaves of a wrong formula
    differs from one spelling of it to the next.
    """
    rows = np.concatenate(batches)
    mean, std = rows.mean(axis=0), rows.std(axis=0)
    wanted = {"mean": mean, "std": np.where(std < 1e-12, 1, std)}
    value = as_asked(plain(answer(batches)), (0, 0))
    if not isinstance(value, tuple) or len(value) != 2:
        return value
    rounding = ((std > 0) & (std < 1e-4 * np.abs(mean))).any()
    seen = {}
    for (name, right), got in zip(wanted.items(), value, strict=True):
        got = as_asked(got, right)
        seen[name] = np.asarray(got, float) if is_number(got) else got  # float32 must show
        if not same(seen[name], right, 1e-9 if rounding else 1e-5, absolute=1e-6):
            return {name: "numbers that are lost in rounding"} if rounding else seen
    return seen


statistics_of_batches = FunctionExercise(
    **texts("statistics_of_batches"),
    observe=_observe,
    cases=_cases,
)
