"""Statistics of a data set in pieces: exercise 09.1."""

import numpy as np

from course_utils.checks.comparing import as_asked, is_number, plain, same
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw


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


_MEAN = "sum(batch.sum(axis=0) for batch in batches) / n"
_STD = "np.sqrt(sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n)"
_ZERO = "np.where(std < 1e-12, 1, std)"
_CANCELS = (
    "The mean of the squares minus the square of the mean is right on paper. But these are nearly "
    "equal numbers, and rounding decides about what is left: for a feature near 10 million, or one "
    "that is 0.1 in every row. Subtract the mean first, then square."
)
_WITHIN = (
    "The std of what lies inside the batches: each distance starts from its own batch's mean. "
    "Where batches differ from one another, that is too small. Take all distances from the mean of "
    "all rows."
)
_MEAN_OF_STDS = (
    "This is a mean of the batches' own stds. Roots can't be averaged like this, and what differs "
    "between batches is lost. Add up squared distances from the mean of all rows."
)
_NARROW = (
    "It is right, except for a feature near 10 million: float32 keeps only seven digits. Stay with "
    "the float64 of the batches."
)
_ROWS = "np.concatenate(batches)"
_WRONG_STDS = {
    f"np.abs({_ROWS} - mean).mean(axis=0)": "These are mean absolute distances. The std is the "
    "root of the mean squared distance.",
    f"np.sqrt(({_ROWS} ** 2).mean(axis=0) - mean**2)": _CANCELS,
    f"np.sqrt(np.maximum(({_ROWS} ** 2).mean(axis=0) - mean**2, 0))": _CANCELS,
    "np.sqrt(sum(batch.var(axis=0) * len(batch) for batch in batches) / n)": _WITHIN,
    "np.sqrt(np.mean([batch.var(axis=0) for batch in batches], axis=0))": _WITHIN,
    "np.mean([batch.std(axis=0) for batch in batches], axis=0)": _MEAN_OF_STDS,
    "sum(len(batch) * batch.std(axis=0) for batch in batches) / n": _MEAN_OF_STDS,
    "np.std([batch.mean(axis=0) for batch in batches], axis=0)": "This is the std of the batches' "
    "means: what differs inside a batch is lost.",
    f"np.sqrt((({_ROWS} - np.mean([b.mean(0) for b in batches], axis=0)) ** 2).mean(axis=0))": ""
    "The distances start from the mean of the batches' means. Take the mean of all rows.",
    f"{_ROWS}.std(axis=0, ddof=1)": "This divides by N - 1. The task asks for the std of these "
    "rows: divide by N.",
    f"{_ROWS}.var(axis=0)": "This is the variance. The std is its root.",
    "batches[0].std(axis=0)": "This is the std of the first batch only.",
    "batches[-1].std(axis=0)": "This is the std of the last batch only.",
    f"np.full(len(mean), {_ROWS}.std())": "This is one std for all features. Each has its own: "
    "axis 0.",
    f"np.sqrt(({_ROWS} ** 2).mean(axis=0))": "This is the root of the mean square: the distances "
    "start from 0, not from the mean.",
    f"np.sqrt((({_ROWS} - mean) ** 2).sum(axis=0))": "The squared distances are added up and "
    "rooted, but not divided by the number of rows.",
    f"np.sqrt((({_ROWS} - mean) ** 2).sum(axis=0) / len(batches))": "The squared distances are "
    "divided by the number of batches. Divide by that of the rows.",
}
_ADDED = (
    "A small number was added to every std. That changes all of them a little, and a dead feature "
    "is still divided by a tiny number. Replace only the zeros, by 1."
)
_TINY = (
    "The zeros were replaced by a tiny number: whatever such a feature does later is blown up. "
    "Replace them by 1."
)
_LARGE = (
    "Small stds became 1, too. A feature that varies little is left unscaled then: only those that "
    "never change should get 1."
)

statistics_of_batches = FunctionExercise(
    name="statistics_of_batches",
    solution="""
def statistics_of_batches(batches):
    n = sum(len(batch) for batch in batches)
    mean = sum(batch.sum(axis=0) for batch in batches) / n
    # A second visit: every distance is taken from the mean of all rows.
    std = np.sqrt(sum(((batch - mean) ** 2).sum(axis=0) for batch in batches) / n)
    std = np.where(std < 1e-12, 1, std)
    return mean, std
""",
    observe=_observe,
    cases=_cases,
    passed="Two visits to the data, one for the mean and one for the distances from it.",
    edits={
        _MEAN: {
            "np.mean([batch.mean(axis=0) for batch in batches], axis=0)": "This is the mean of the "
            "batches' means. A batch of one row then counts as much as a batch of seven: divide "
            "the sum of all rows by the number of all rows.",
            "sum(batch.sum(axis=0) for batch in batches) / len(batches)": "The sum is divided by "
            "the number of batches. Divide by the number of rows.",
            "sum(batch.sum(axis=0) for batch in batches)": "This is the sum of all rows. Divide it "
            "by how many they are.",
            "batches[0].mean(axis=0)": "This is the mean of the first batch only.",
            "batches[-1].mean(axis=0)": "This is the mean of the last batch only: a loop writes "
            "each batch over the one before.",
            "sum(batch.sum() for batch in batches) / n / batches[0].shape[1]": "This is one mean "
            "for all features. Each has its own: axis 0.",
            f"np.median({_ROWS}, axis=0)": "This is the median, the one in the middle. The mean is "
            "the sum over the number.",
            f"{_ROWS}.astype(np.float32).mean(axis=0)": _NARROW,
        },
        (_MEAN, _ZERO): {
            (f"{_ROWS}.astype(np.float32).mean(axis=0)", "np.where(std < 1e-6, 1, std)"): _NARROW,
        },
        _STD: _WRONG_STDS,
        # the same, with the zeros replaced where they are exactly 0, or left as they are
        (_STD, _ZERO): {
            (wrong, zeros): hint
            for wrong, hint in _WRONG_STDS.items()
            for zeros in ("np.where(std == 0, 1, std)", "np.where(std < 1e-6, 1, std)", "std")
        },
        _ZERO: {
            "std": "A feature that never changes still has std 0 (or nearly), and dividing by it "
            "gives NaN or huge numbers. Replace it by 1.",
            **{f"std + {little}": _ADDED for little in (1e-4, 1e-3, 1e-2)},
            **{f"np.maximum(std, {little})": _TINY for little in (1e-4, 1e-3)},
            **{
                f"np.where(std < {small}, 1, std)": _LARGE for small in (1e-4, 1e-3, 0.01, 0.1, 0.5)
            },
            "np.maximum(std, 1)": "Every std below 1 became 1. Only those of features that never "
            "change should.",
            "np.where(std == 0, 1, std)": "It is right, except for a feature that is 0.1 in every "
            "row: its computed std is about 1e-17, not 0. Compare with a small number, such as "
            "1e-12, instead of with 0.",
        },
        "return mean, std": {
            "return mean": "Only the first result is returned. Return mean, std.",
            "return std, mean": "The two results have changed places: (mean, std).",
        },
    },
)
