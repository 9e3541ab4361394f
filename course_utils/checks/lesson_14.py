"""The checks of lesson 14, claims on trial."""

import math
import operator
import re

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _named(*names):
    """Observe returned values as a dict, so that messages name its parts."""

    def observe(answer, *arguments):
        value = answer(*arguments)
        if isinstance(value, dict):
            return tuple(value)  # names alone: a dict is not what was asked for
        is_row = isinstance(value, (tuple, list)) or np.ndim(value) == 1
        return (
            dict(zip(names, value, strict=True)) if is_row and len(value) == len(names) else value
        )

    return observe


# --- 14.1 ------------------------------------------------------------------------------------


def _z(runs, claimed):
    return (claimed - runs.mean()) / runs.std(ddof=1)


def _share(runs, claimed):
    return (runs >= claimed).mean()


place = FunctionExercise(
    name="place",
    solution=lambda r, c: (_z(r, c), _share(r, c)),
    cases=lambda: [
        (np.array([0.958, 0.9612, 0.963, 0.9669, 0.9655]), 0.9669),
        (np.array([0.968, 0.9551, 0.9602, 0.9588, 0.9619, 0.959, 0.9575]), 0.9581),
        (np.array([0.95, 0.962, 0.953, 0.957]), 0.97),
        (np.array([7.0, 8.0, 6.0, 8.0, 11.0]), 5.5),
    ],
    observe=_named("distance", "share"),
    tolerance=1e-4,  # accuracies in float32 have few digits left after the mean is subtracted
    passed="Two numbers that fail in different ways: together they say much about one report.",
    mistakes=[
        Mistake(
            "the standard deviation divides by n. With ddof=1 it divides by n - 1.",
            lambda r, c: ((c - r.mean()) / r.std(), _share(r, c)),
        ),
        Mistake(
            "the distance is measured in standard errors: you divide by the root of n. That is the "
            "scatter of a **mean** of n runs, but the report is a single run.",
            lambda r, c: (_z(r, c) * np.sqrt(len(r)), _share(r, c)),
        ),
        Mistake(
            "the distance is measured in standard errors, and the standard deviation divides by n. "
            "The report is a single run: compare it with the scatter of single runs, ddof=1.",
            lambda r, c: ((c - r.mean()) / (r.std() / np.sqrt(len(r))), _share(r, c)),
        ),
        Mistake(
            "the sign of the distance is turned round: above the mean it should be positive.",
            lambda r, c: (-_z(r, c), _share(r, c)),
        ),
        Mistake(
            "the distance has lost its sign. Below the mean it should be negative.",
            lambda r, c: (abs(_z(r, c)), _share(r, c)),
        ),
        Mistake(
            "you divide by the variance. The standard deviation is its root.",
            lambda r, c: ((c - r.mean()) / r.var(ddof=1), _share(r, c)),
        ),
        Mistake(
            "you divide by the variance, and by the one that divides by n. The standard deviation "
            "is its root, with ddof=1.",
            lambda r, c: ((c - r.mean()) / r.var(), _share(r, c)),
        ),
        Mistake(
            "the distance is still in units of the accuracy. Divide by the standard deviation of "
            "the runs.",
            lambda r, c: (c - r.mean(), _share(r, c)),
        ),
        Mistake(
            "brackets are missing: only the mean is divided. First the difference, then divide it.",
            lambda r, c: (c - r.mean() / r.std(ddof=1), _share(r, c)),
        ),
        Mistake(
            "the distance starts at the median. It should count from the mean.",
            lambda r, c: ((c - np.median(r)) / r.std(ddof=1), _share(r, c)),
        ),
        Mistake(
            "this divides by the range of the runs, which grows with their number. Divide by their "
            "standard deviation.",
            lambda r, c: ((c - r.mean()) / (r.max() - r.min()), _share(r, c)),
        ),
        Mistake(
            "this divides by the mean: it says by what part the number is larger, not how many "
            "standard deviations away it lies.",
            lambda r, c: ((c - r.mean()) / r.mean(), _share(r, c)),
        ),
        Mistake(
            "the claimed number is among the runs when you take their mean and standard deviation. "
            "Judge it by the others alone.",
            lambda r, c: (_z(np.append(r, c), c), _share(r, c)),
        ),
        Mistake(
            "share leaves out a run exactly as high as the claimed number. The distance is right.",
            lambda r, c: (_z(r, c), (r > c).mean()),
        ),
        Mistake(
            "the distance is right, but share counts the runs below. It should be those as high or "
            "higher.",
            lambda r, c: (_z(r, c), (r < c).mean()),
        ),
        Mistake(
            "the distance is right, but share counts the runs as high or lower. Turn the "
            "comparison round.",
            lambda r, c: (_z(r, c), (r <= c).mean()),
        ),
        Mistake(
            "the distance is right, but share is a count. Divide by the number of runs.",
            lambda r, c: (_z(r, c), (r >= c).sum()),
        ),
        Mistake(
            "the distance is right, but share is in per cent. Let it be between 0 and 1.",
            lambda r, c: (_z(r, c), 100 * _share(r, c)),
        ),
        Mistake(
            "the distance is right, but share is taken from a bell curve. Count the runs: it "
            "should not trust that they scatter like that.",
            lambda r, c: (_z(r, c), 0.5 * math.erfc(_z(r, c) / math.sqrt(2))),
        ),
        Mistake(
            "the two have changed places: first the distance, then the share.",
            lambda r, c: (_share(r, c), _z(r, c)),
        ),
        Mistake("only the distance is returned. Return distance, share.", _z),
        Mistake("only the share is returned. Return distance, share.", _share),
    ],
)

# --- 14.2 ------------------------------------------------------------------------------------


def _error(a, b, ddof=1):
    return np.sqrt(a.var(ddof=ddof) / len(a) + b.var(ddof=ddof) / len(b))


def _verdict(difference, error, times=2):
    if difference < -times * error:
        return "a"
    return "b" if difference > times * error else "can't tell"


def _comparison(*, error=_error, difference=lambda a, b: a.mean() - b.mean(), verdict=_verdict):
    """A comparison with one part exchanged, for the mistakes below."""

    def compare(a, b):
        d, e = difference(a, b), error(a, b)
        return d, e, verdict(d, e)

    return compare


def _swapped(difference, error):
    return _verdict(-difference, error)


compare = FunctionExercise(
    name="compare",
    solution=_comparison(),
    cases=lambda: [
        (np.array([2.0, 2, 2, 3, 2]), np.array([8.0, 7, 6, 8, 7, 7, 9])),
        (np.array([5.0, 9, 6]), np.array([4.0, 5, 3, 4, 6, 4, 5, 4])),  # 1.84 errors apart
        (np.array([5.0, 9, 6]), np.array([4.0, 3, 6, 4, 3, 6, 3, 4])),  # 1.99 errors apart
        (np.array([0.31, 0.35, 0.33, 0.36, 0.32, 0.31]), np.array([0.25, 0.28, 0.21, 0.24])),
        (np.array([10.0, 14, 11, 12]), np.array([10.5, 13, 12, 11.9])),
        (np.array([3.0, 4, 3, 5, 4, 4]), np.array([4.9, 7.5, 6.1])),  # 2.9 errors apart
    ],
    observe=_named("difference", "error", "verdict"),
    passed="Difference, error, verdict: a sentence with all three can be believed, or doubted.",
    mistakes=[
        Mistake(
            "error is the scatter of single runs. The mean of n runs scatters less: divide each "
            "variance by its number of runs.",
            _comparison(error=lambda a, b: np.sqrt(a.var(ddof=1) + b.var(ddof=1))),
        ),
        Mistake(
            "the variances divide by n. With ddof=1 they divide by n - 1.",
            _comparison(error=lambda a, b: _error(a, b, ddof=0)),
        ),
        Mistake(
            "the error leaves out b. Both means are uncertain, so both variances add up.",
            _comparison(error=lambda a, b: np.sqrt(a.var(ddof=1) / len(a))),
        ),
        Mistake(
            "the error leaves out a. Both means are uncertain, so both variances add up.",
            _comparison(error=lambda a, b: np.sqrt(b.var(ddof=1) / len(b))),
        ),
        Mistake(
            "the two errors are added as they are. Add their squares (the variances of the means), "
            "and take the root last.",
            _comparison(
                error=lambda a, b: a.std(ddof=1) / np.sqrt(len(a)) + b.std(ddof=1) / np.sqrt(len(b))
            ),
        ),
        Mistake(
            "the variances of the means are subtracted. Luck never cancels luck: they add up.",
            _comparison(
                error=lambda a, b: np.sqrt(abs(a.var(ddof=1) / len(a) - b.var(ddof=1) / len(b)))
            ),
        ),
        Mistake(
            "standard deviations are divided by the numbers of runs. It is the **variances** that "
            "are.",
            _comparison(
                error=lambda a, b: np.sqrt(a.std(ddof=1) / len(a) + b.std(ddof=1) / len(b))
            ),
        ),
        Mistake(
            "both variances are divided by the number of all runs together. Each mean has its own "
            "number.",
            _comparison(
                error=lambda a, b: np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / (len(a) + len(b)))
            ),
        ),
        Mistake(
            "both variances are divided by the number of runs of a. Each mean has its own number.",
            _comparison(error=lambda a, b: np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / len(a))),
        ),
        Mistake(
            "n - 1 is used twice: once in the variance, and once more under it. Divide the "
            "variance (with n - 1) by n.",
            _comparison(
                error=lambda a, b: np.sqrt(
                    a.var(ddof=1) / (len(a) - 1) + b.var(ddof=1) / (len(b) - 1)
                )
            ),
        ),
        Mistake(
            "error is still a variance. Take the root.",
            _comparison(error=lambda a, b: _error(a, b) ** 2),
        ),
        Mistake(
            "error is already doubled. Return one standard error, and double it in the comparison.",
            lambda a, b: (
                a.mean() - b.mean(),
                2 * _error(a, b),
                _verdict(a.mean() - b.mean(), _error(a, b)),
            ),
        ),
        Mistake(
            "difference is b minus a. It should be a minus b.",
            _comparison(difference=lambda a, b: b.mean() - a.mean(), verdict=_swapped),
        ),
        Mistake(
            "difference is b minus a, and the verdict follows it. It should be a minus b, and "
            "smaller is better.",
            _comparison(difference=lambda a, b: b.mean() - a.mean()),
        ),
        Mistake(
            "difference has lost its sign, so the verdict can't tell who is better.",
            _comparison(difference=lambda a, b: abs(a.mean() - b.mean())),
        ),
        Mistake(
            "difference has lost its sign. The verdict is right: keep what it was taken from.",
            lambda a, b: (
                abs(a.mean() - b.mean()),
                _error(a, b),
                _verdict(a.mean() - b.mean(), _error(a, b)),
            ),
        ),
        Mistake(
            "the two numbers are right, but the verdict is turned round: smaller is better.",
            _comparison(verdict=_swapped),
        ),
        Mistake(
            "the two numbers are right, but the verdict never says b. A method can also lose by "
            "more than two errors.",
            _comparison(verdict=lambda d, e: "a" if d < -2 * e else "can't tell"),
        ),
        Mistake(
            "the two numbers are right, but the verdict never says a. With a smaller, difference "
            "is negative.",
            _comparison(verdict=lambda d, e: "b" if d > 2 * e else "can't tell"),
        ),
        Mistake(
            "the two numbers are right, but the verdict says a whenever the two differ. The sign "
            "of the difference tells who won.",
            _comparison(verdict=lambda d, e: "a" if abs(d) > 2 * e else "can't tell"),
        ),
        Mistake(
            "the two numbers are right, but the verdict is content with one error. Luck alone is "
            "off by more than that in about one case of three.",
            _comparison(verdict=lambda d, e: _verdict(d, e, times=1)),
        ),
        Mistake(
            "the two numbers are right, and 1.96 would be the limit of many books. Here the rule "
            "was fixed before: two errors.",
            _comparison(verdict=lambda d, e: _verdict(d, e, times=1.96)),
        ),
        Mistake(
            "the two numbers are right, but the verdict asks for three errors. Here it is two.",
            _comparison(verdict=lambda d, e: _verdict(d, e, times=3)),
        ),
        Mistake(
            "the two numbers are right, but the verdict looks at the means alone. Less than two "
            "errors apart you can't tell.",
            _comparison(verdict=lambda d, e: "a" if d < 0 else "b"),
        ),
        Mistake(
            "the verdict is missing: return difference, error, verdict.",
            lambda a, b: (a.mean() - b.mean(), _error(a, b)),
        ),
        Mistake(
            "one variance is taken of all runs together. It holds the difference of the methods "
            "too: take each method's own.",
            _comparison(
                error=lambda a, b: np.concatenate([a, b]).std(ddof=1) / np.sqrt(len(a) + len(b))
            ),
        ),
        Mistake(
            "this pools the variances, as if both methods scattered alike. Let each keep its own: "
            "its variance over its number of runs.",
            _comparison(
                error=lambda a, b: np.sqrt(
                    ((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1))
                    / (len(a) + len(b) - 2)
                    * (1 / len(a) + 1 / len(b))
                )
            ),
        ),
        *(
            Mistake(
                "this pairs run i of a with run i of b. They are not paired, and need not be "
                "equally many: two means, two variances.",
                paired,
            )
            for paired in (
                lambda a, b: _paired(a - b),
                lambda a, b: _paired(np.array([x - y for x, y in zip(a, b, strict=False)])),
                lambda a, b: _paired(a[: min(len(a), len(b))] - b[: min(len(a), len(b))]),
            )
        ),
    ],
)


def _paired(each):
    error = each.std(ddof=1) / np.sqrt(len(each))
    return each.mean(), error, _verdict(each.mean(), error)


# --- 14.3 ------------------------------------------------------------------------------------


def _rates(milliseconds, sizes):
    seconds = milliseconds.sum() / 1000
    return len(milliseconds) / seconds, sizes.sum() / seconds


rates = FunctionExercise(
    name="rates",
    solution=_rates,
    cases=lambda: [
        (np.array([2.0, 2.5, 4.0, 1.5]), np.array([64, 64, 64, 24])),
        (np.array([250.0, 125.0]), np.array([15, 10])),
        (np.array([0.5, 0.5, 3.0, 0.5, 0.7]), np.array([1, 1, 1, 1, 1])),
        (np.array([800.0]), np.array([1000])),
    ],
    observe=_named("updates", "samples"),
    passed="Total work over total time: slow steps count for as long as they last.",
    mistakes=[
        Mistake(
            "the times are milliseconds, and you took them for seconds: both rates are 1,000 "
            "times too small.",
            lambda ms, n: tuple(r / 1000 for r in _rates(ms, n)),
        ),
        Mistake(
            "a millisecond is a thousandth of a second: divide by 1,000 instead of multiplying. "
            "Both rates are a million times too small.",
            lambda ms, n: tuple(r / 1e6 for r in _rates(ms, n)),
        ),
        Mistake(
            "these are means of the single rates. A slow step lasts longer and should count for "
            "longer: divide the whole work by the whole time.",
            lambda ms, n: ((1000 / ms).mean(), (1000 * n / ms).mean()),
        ),
        Mistake(
            "updates is a mean of single rates, and samples builds on it. A slow step lasts longer "
            "and should count for longer: divide the whole work by the whole time.",
            lambda ms, n: ((1000 / ms).mean(), n.mean() * (1000 / ms).mean()),
        ),
        Mistake(
            "the single rates are added up. Divide the whole work by the whole time.",
            lambda ms, n: ((1000 / ms).sum(), (1000 * n / ms).sum()),
        ),
        Mistake(
            "both rates are 1,000 times too large: are the times divided by 1,000 twice?",
            lambda ms, n: tuple(1000 * r for r in _rates(ms, n)),
        ),
        Mistake(
            "updates is right, but samples is a mean of single rates. Divide all samples by the "
            "whole time.",
            lambda ms, n: (_rates(ms, n)[0], (1000 * n / ms).mean()),
        ),
        Mistake(
            "samples is right, but updates is a mean of single rates. Divide the number of updates "
            "by the whole time.",
            lambda ms, n: ((1000 / ms).mean(), _rates(ms, n)[1]),
        ),
        Mistake(
            "the two have changed places: first updates a second, then samples a second.",
            lambda ms, n: _rates(ms, n)[::-1],
        ),
        Mistake(
            "updates is right, but samples takes every batch to be as large as the first. The last "
            "may be smaller.",
            lambda ms, n: (_rates(ms, n)[0], _rates(ms, n)[0] * n[0]),
        ),
        Mistake(
            "updates is right, but samples takes every batch to be as large as the last.",
            lambda ms, n: (_rates(ms, n)[0], _rates(ms, n)[0] * n[-1]),
        ),
        Mistake(
            "these are seconds an update and seconds a sample. Turn both fractions round.",
            lambda ms, n: tuple(1 / r for r in _rates(ms, n)),
        ),
        Mistake(
            "updates is right, but the second number is samples an update: divide by the seconds, "
            "not by the number of updates.",
            lambda ms, n: (_rates(ms, n)[0], n.mean()),
        ),
        Mistake(
            "this is the median of single steps, as in the lesson. Over the whole time slow steps "
            "count too.",
            lambda ms, n: (1000 / np.median(ms), n.mean() * 1000 / np.median(ms)),
        ),
        Mistake(
            "this is the median of single steps, as in the lesson. Over the whole time slow steps "
            "count too.",
            lambda ms, n: (1000 / np.median(ms), np.median(n) * 1000 / np.median(ms)),
        ),
        Mistake(
            "this judges by the fastest step alone. Over the whole time slow steps count too.",
            lambda ms, n: (1000 / ms.min(), n.sum() / len(n) * 1000 / ms.min()),
        ),
        Mistake(
            "one rate for each step is returned. Both should be one number, over the whole time.",
            lambda ms, n: (1000 / ms, 1000 * n / ms),
        ),
        Mistake(
            "only updates a second are returned. Return both: updates, samples.",
            lambda ms, n: _rates(ms, n)[0],
        ),
        Mistake(
            "only samples a second are returned. Return both: updates, samples.",
            lambda ms, n: _rates(ms, n)[1],
        ),
        Mistake(
            "samples is right, but updates counts 1 for all steps together: how many updates were "
            "there?",
            lambda ms, n: (1000 / ms.sum(), _rates(ms, n)[1]),
        ),
    ],
)

# --- 14.4 ------------------------------------------------------------------------------------


def _wins(a, b, tie=0.5):
    a, b = a[:, None], b[None, :]
    return (b > a) + tie * (b == a)


upset = FunctionExercise(
    name="upset",
    solution=lambda a, b: _wins(a, b).mean(),
    cases=lambda: [
        (np.array([0.97, 0.96, 0.95]), np.array([0.955, 0.94])),
        (np.array([0.962, 0.966, 0.964, 0.966]), np.array([0.966, 0.959, 0.964, 0.961, 0.97])),
        (np.array([0.9, 0.8]), np.array([0.8, 0.7, 0.8])),
        (np.array([0.5, 0.4, 0.6, 0.7]), np.array([0.1, 0.55, 0.2, 0.3])),
    ],
    passed="It asks for no bell, no variance: only for all pairs. (Statisticians know it as U.)",
    mistakes=[
        *(
            Mistake(
                "run i of A meets only run i of B. Any seed of A may meet any of B: with three and "
                "two runs there are six pairs.",
                zipped,
            )
            for zipped in (
                lambda a, b: np.mean([_one(x, y) for x, y in zip(a, b, strict=False)]),
                lambda a, b: np.mean([float(y > x) for x, y in zip(a, b, strict=False)]),
                lambda a, b: ((b > a) + 0.5 * (b == a)).mean(),
                lambda a, b: (b > a).mean(),
                lambda a, b: sum(_one(x, y) for x, y in zip(a, b, strict=False)) / len(a) / len(b),
            )
        ),
        Mistake(
            "this is the share in which A wins. Asked is how often B does.",
            lambda a, b: 1 - _wins(a, b).mean(),
        ),
        Mistake(
            "this is the share in which A wins, without the ties. Asked is how often B does, with "
            "half of the ties.",
            lambda a, b: (a[:, None] > b).mean(),
        ),
        Mistake("ties are left out. Each counts half.", lambda a, b: _wins(a, b, 0).mean()),
        Mistake(
            "ties count as a whole win of B. Each counts half.", lambda a, b: _wins(a, b, 1).mean()
        ),
        Mistake(
            "ties are taken out of the number of pairs as well. A tie is a pair, and counts half.",
            lambda a, b: _wins(a, b, 0).sum() / (a[:, None] != b).sum(),
        ),
        Mistake(
            "this counts the pairs. Divide by their number, the product of both lengths.",
            lambda a, b: _wins(a, b).sum(),
        ),
        Mistake(
            "this counts the pairs, and leaves out the ties. Divide by the number of pairs, and "
            "let a tie count half.",
            lambda a, b: _wins(a, b, 0).sum(),
        ),
        Mistake(
            "the count is divided by the number of runs of A. How many pairs are there?",
            lambda a, b: _wins(a, b).sum() / len(a),
        ),
        Mistake(
            "the count is divided by the number of runs of B. How many pairs are there?",
            lambda a, b: _wins(a, b).sum() / len(b),
        ),
        Mistake(
            "the count is divided by the sum of both lengths. Pairs are their product.",
            lambda a, b: _wins(a, b).sum() / (len(a) + len(b)),
        ),
        Mistake(
            "this compares the two means. Asked are single runs: how often does one of B beat one "
            "of A?",
            lambda a, b: float(b.mean() > a.mean()),
        ),
        Mistake(
            "each run of B is compared with the mean of A. The other side trained one network too.",
            lambda a, b: (b > a.mean()).mean(),
        ),
        Mistake(
            "only the first run of A meets those of B. Does the return stand inside the loop?",
            lambda a, b: _wins(a[:1], b).sum() / len(a) / len(b),
        ),
        Mistake(
            "this asks which runs of B beat the best of A. Asked is any run against any other.",
            lambda a, b: (b > a.max()).mean(),
        ),
        Mistake(
            "this compares the best runs of both. Asked is any run against any other.",
            lambda a, b: float(b.max() > a.max()),
        ),
        Mistake(
            "the share is in per cent. Let it be between 0 and 1.",
            lambda a, b: 100 * _wins(a, b).mean(),
        ),
        Mistake(
            "one number a pair is returned. The share is their mean.",
            lambda a, b: _wins(a, b),
        ),
    ],
)


def _one(x, y):
    return float(y > x) + 0.5 * float(y == x)


# --- 14.5 ------------------------------------------------------------------------------------


def _pairs(runs, wanted):
    n = len(runs)
    return [(i, j) for i in range(n) for j in range(i + 1, n) if wanted(runs[i], runs[j])]


def _differ(one, other):
    return {key for key in one if one[key] != other[key]}


def _controlled(runs, factor):
    return _pairs(runs, lambda one, other: _differ(one, other) == {factor})


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


controlled = FunctionExercise(
    name="controlled",
    solution=_controlled,
    cases=lambda: [
        (
            _runs(
                ("activation", "rate", "seed"),
                ("tanh", 0.4, 1),
                ("sigmoid", 0.4, 1),
                ("tanh", 3.0, 1),
                ("sigmoid", 3.0, 2),
                ("relu", 0.4, 1),
                ("tanh", 0.4, 1),
                ("sigmoid", 0.4, 2),
            ),
            "activation",
        ),
        (
            _runs(
                ("seed", "width", "start"),
                (0, 64, "He"),
                (1, 64, "He"),
                (0, 16, "He"),
                (0, 16, "Glorot"),
                (0, 16, "He"),
                (2, 64, "He"),
            ),
            "width",
        ),
        (
            _runs(("rate", "seed"), (0.1, 5), (0.1, 6), (0.2, 6), (0.1, 5), (0.2, 5), (0.1, 7)),
            "seed",
        ),
        (_runs(("rate", "depth"), (0.1, 1), (0.2, 2)), "rate"),
        (
            [
                {"depth": 1, "epochs": None, "seed": 3},
                {"seed": 3, "epochs": 2, "depth": 1},
                {"epochs": 2, "depth": 4, "seed": 3},
            ],
            "epochs",
        ),
    ],
    observe=_observe_pairs,
    passed="Whatever differs in such a pair, the factor did it (or luck: then take more pairs).",
    mistakes=[
        Mistake(
            "nothing was found in any list. Compare like with like: a list or set of the keys that "
            "differ with [factor] or {factor}, not with the word itself.",
            lambda runs, factor: [],
        ),
        Mistake(
            "these pairs differ in one setting, whichever it is. It must be `factor`.",
            lambda runs, factor: _pairs(runs, lambda p, q: len(_differ(p, q)) == 1),
        ),
        Mistake(
            "these pairs differ in `factor`, but some of them in other settings too: that second "
            "thing is the confounder.",
            lambda runs, factor: _pairs(runs, lambda p, q: factor in _differ(p, q)),
        ),
        Mistake(
            "the seed may differ in your pairs. Here it is a setting like any other.",
            lambda runs, factor: _pairs(runs, lambda p, q: _differ(p, q) - {"seed"} == {factor}),
        ),
        Mistake(
            "all other settings are equal, but `factor` is in some pairs too: two equal runs "
            "compare nothing.",
            lambda runs, factor: _pairs(runs, lambda p, q: _differ(p, q) <= {factor}),
        ),
        Mistake(
            "each pair comes twice, as (i, j) and as (j, i). Keep the one with i < j.",
            lambda runs, factor: [
                (i, j)
                for i in range(len(runs))
                for j in range(len(runs))
                if _differ(runs[i], runs[j]) == {factor}
            ],
        ),
        Mistake(
            "a run makes no pair with itself: let j begin behind i, and ask that `factor` differs.",
            lambda runs, factor: [
                (i, j)
                for i in range(len(runs))
                for j in range(i, len(runs))
                if _differ(runs[i], runs[j]) <= {factor}
            ],
        ),
        Mistake(
            "two equal numbers can be two objects in memory: compare with != instead of `is not`.",
            lambda runs, factor: _pairs(
                runs, lambda p, q: [k for k in p if p[k] is not q[k]] == [factor]
            ),
        ),
        Mistake(
            "the pairs are right, but turned round: i < j.",
            lambda runs, factor: [(j, i) for i, j in _controlled(runs, factor)],
        ),
        Mistake(
            "only neighbours in the list are compared. Every run meets every later one.",
            lambda runs, factor: [(i, j) for i, j in _controlled(runs, factor) if j == i + 1],
        ),
        Mistake(
            "only the first run meets the others. Every run meets every later one.",
            lambda runs, factor: [(i, j) for i, j in _controlled(runs, factor) if i == 0],
        ),
        Mistake(
            "the last run of the list never takes part. Where does the range of j end?",
            lambda runs, factor: [p for p in _controlled(runs, factor) if p[1] < len(runs) - 1],
        ),
        Mistake(
            "positions are counted from 1. In Python the first run is number 0.",
            lambda runs, factor: [(i + 1, j + 1) for i, j in _controlled(runs, factor)],
        ),
        Mistake(
            "these are the settings of the pairs. Return their positions.",
            lambda runs, factor: [(runs[i], runs[j]) for i, j in _controlled(runs, factor)],
        ),
        Mistake(
            "this is the number of pairs. Return the pairs.",
            lambda runs, factor: len(_controlled(runs, factor)),
        ),
        Mistake(
            "only the first pair is returned. Does the return stand inside the loop?",
            lambda runs, factor: _controlled(runs, factor)[:1],
        ),
        Mistake(
            "these pairs do **not** form a controlled comparison: they are just the others.",
            lambda runs, factor: _pairs(runs, lambda p, q: _differ(p, q) != {factor}),
        ),
        Mistake(
            "these pairs agree in `factor`, so they say nothing about it. There it must differ, "
            "and everywhere else agree.",
            lambda runs, factor: _pairs(runs, lambda p, q: factor not in _differ(p, q)),
        ),
    ],
)

# --- 14.6 ------------------------------------------------------------------------------------


def _letters(answer):
    """The letters of an answer, however they are typed; anything else as it is."""
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    if isinstance(answer, (tuple, list, set, frozenset)):
        if not all(isinstance(part, str) for part in answer):
            return answer
        answer = " ".join(sorted(answer) if isinstance(answer, (set, frozenset)) else answer)
    if not isinstance(answer, str):
        return answer
    return re.sub(r"\bAND\b|[^A-Z]", "", answer.upper())


def _has(letter):
    return lambda got: letter in got


_testable = ValueExercise(
    name="testable",
    solution="BE",
    passed="Both say what to run, on what, how often, and which number would refute them.",
    mistakes=[
        Mistake(
            'write the letters as one string, such as "AC".', lambda got: not isinstance(got, str)
        ),
        Mistake("use the letters A to F only.", lambda got: not set(got) <= set("ABCDEF")),
        Mistake("name the letters of two sentences.", ""),
        Mistake(
            "A: what is an application, when does deep learning support it, and who counted? "
            "Without that, no number of counted cases could show that it is false.",
            _has("A"),
        ),
        Mistake(
            'C: better at what? And "usually" survives every counterexample.',
            _has("C"),
        ),
        Mistake(
            "D: one backprop of which network, with which batch, on which machine? On one computer "
            "the answer was yes and no.",
            _has("D"),
        ),
        Mistake(
            "F: who finds a case in which tanh is slower can always be told that the settings were "
            "not the right ones.",
            _has("F"),
        ),
        Mistake("B is one of them. One more names what to run and what would refute it.", "B"),
        Mistake("E is one of them. One more names what to run and what would refute it.", "E"),
    ],
)


def testable(answer):
    """Print the verdict on the letters chosen in exercise 14.6, in any order."""
    letters = _letters(answer)
    _testable("".join(sorted(set(letters))) if isinstance(letters, str) else letters)


# --- 14.7 ------------------------------------------------------------------------------------

_FLAWS = "ABCDGEF"
_FLAW_HINTS = [  # for each sentence: hints for letters that are easily taken, and one for the rest
    {
        "B": "1: luck? It happened in each of ten seeds. But how many things differ between the "
        "two networks?",
        "F": "1: it is worse than an untested cause. Two things were changed, so not even the "
        "effect is known to be SWOOP's.",
        "G": "1: ten seeds are good, but look at what else differs between the two networks.",
        "": "1: count what differs between the two networks that are compared.",
    },
    {
        "A": "2: nothing says that more than the activation changed. But how many networks of each "
        "kind were trained?",
        "C": "2: nothing says that anything was chosen by the test set. But how many networks of "
        "each kind were trained?",
        "G": "2: how far do two runs of the **same** program lie apart?",
        "": "2: one network each, and 0.0013 between them. What did lesson 11 find about ten runs?",
    },
    {
        "B": "3: the best of 40 is partly luck, yes. But on which data was it chosen, and on which "
        "is it reported?",
        "G": "3: choosing a learning rate is fine. On which data was it chosen, and on which is "
        "it reported?",
        "": "3: on which data was the learning rate chosen, and on which is it reported?",
    },
    {
        "E": "4: a source is missing too, but another sentence has nothing else. What is "
        '"a gradient" here, of what, on what?',
        "F": '4: the "thanks to" is untested, but before that: two million of **what**? Another '
        "sentence has a measured effect and an untested cause.",
        "G": "4: two million gradients of what, for which network, on which machine?",
        "": "4: try to check this number on your computer. What would you measure?",
    },
    {
        "B": "5: ten runs, with mean and standard deviation: luck is accounted for.",
        "C": "5: the settings were fixed, so nothing was chosen by the test images.",
        "D": "5: an accuracy is a share of images; it needs no further unit.",
        "": "5: go through the eight questions. Does one of them stay without an answer?",
    },
    {
        "H": "6: next year will show whether it came true, so a result could refute it. But where "
        "does the number come from?",
        "D": "6: the unit is there, per cent of all products. But where does the number come from?",
        "": "6: who counted, and when?",
    },
    {
        "G": "7: the first half is sound. Read the second: was anything done to the zeros alone?",
        "A": "7: SWOOP against ReLU, and only that changed. But the last sentence is about zeros: "
        "were they changed alone?",
        "B": '7: 1.2 is six times its error: no luck. But look at the "because".',
        "": "7: what is measured there, and what is only said?",
    },
]


def _flaw_mistakes():
    yield Mistake(
        "write one letter for each sentence, in their order.", lambda got: not isinstance(got, str)
    )
    yield Mistake("seven letters are needed, one for each sentence.", lambda got: len(got) != 7)
    yield Mistake("use the letters a to i only.", lambda got: not set(got) <= set("ABCDEFGHI"))
    for i, hints in enumerate(_FLAW_HINTS):
        for letter, hint in hints.items():
            yield Mistake(
                hint,
                lambda got, i=i, letter=letter: got[i] == letter if letter else got[i] != _FLAWS[i],
            )


_flaws = ValueExercise(
    name="flaws",
    solution=_FLAWS,
    passed="Only one of seven stands. The eight questions work on any text, this course included.",
    mistakes=list(_flaw_mistakes()),
)


def flaws(answer):
    """Print the verdict on the seven letters of exercise 14.7, as a tuple, list or string."""
    _flaws(answer if isinstance(answer, (set, frozenset)) else _letters(answer))
