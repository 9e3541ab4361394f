"""Pairs of runs: exercises 14.4 and 14.5."""

import operator

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake

# --- 14.4 -----------------------------------------------------------------------------------

_ZIPPED = (
    "Run i of A meets only run i of B. Any seed of A may meet any of B: with three and two runs "
    "there are six pairs."
)
_RANKS = (
    "The runs are sorted, and the best of A meets only the best of B. Any seed of A may meet any "
    "of B."
)
_WINS = "((b > a) + 0.5 * (b == a)).sum()"

upset = FunctionExercise(
    name="upset",
    solution="""
def upset(a, b):
    a, b = np.asarray(a)[:, None], np.asarray(b)[None, :]
    return ((b > a) + 0.5 * (b == a)).mean()
""",
    cases=lambda: [
        (np.array([0.97, 0.96, 0.95]), np.array([0.955, 0.94])),
        (np.array([0.962, 0.966, 0.964, 0.966]), np.array([0.966, 0.959, 0.964, 0.961, 0.97])),
        (np.array([0.9, 0.8]), np.array([0.8, 0.7, 0.8])),
        (np.array([0.5, 0.4, 0.6, 0.7]), np.array([0.1, 0.55, 0.2, 0.3])),
        (np.array([0.9, 0.5, 0.6]), np.array([0.55, 0.8, 0.7])),
    ],
    passed="It asks for no bell, no variance: only for all pairs. (Statisticians know it as U.)",
    edits={
        "((b > a) + 0.5 * (b == a)).mean()": {
            "((a > b) + 0.5 * (b == a)).mean()": "This is the share in which A wins. Asked is how "
            "often B does.",
            "(a > b).mean()": "This is the share in which A wins, without the ties. Asked is how "
            "often B does, with half of the ties.",
            "(b > a).mean()": "Ties are left out. Each counts half.",
            "(b >= a).mean()": "Ties count as a whole win of B. Each counts half.",
            "(b > a).sum() / (a != b).sum()": "Ties are taken out of the number of pairs as well. "
            "A tie is a pair, and counts half.",
            _WINS: "This counts the pairs. Divide by their number, the product of both lengths.",
            "(b > a).sum()": "This counts the pairs, and leaves out the ties. Divide by the number "
            "of pairs, and let a tie count half.",
            f"{_WINS} / a.size": "The count is divided by the number of runs of A. How many pairs "
            "are there?",
            f"{_WINS} / b.size": "The count is divided by the number of runs of B. How many pairs "
            "are there?",
            f"{_WINS} / (a.size + b.size)": "The count is divided by the sum of both lengths. "
            "Pairs are their product.",
            "float(b.mean() > a.mean())": "This compares the two means. Asked are single runs: how "
            "often does one of B beat one of A?",
            "(b > a.mean()).mean()": "Each run of B is compared with the mean of A. The other side "
            "trained one network too.",
            "((b > a[0]) + 0.5 * (b == a[0])).sum() / a.size / b.size": "Only the first run of A "
            "meets those of B. Does the return stand inside the loop?",
            "(b > a.max()).mean()": "This asks which runs of B beat the best of A. Asked is any "
            "run against any other.",
            "float(b.max() > a.max())": "This compares the best runs of both. Asked is any run "
            "against any other.",
            "100 * ((b > a) + 0.5 * (b == a)).mean()": "The share is in per cent. Let it be "
            "between 0 and 1.",
            "(b > a) + 0.5 * (b == a)": "One number per pair is returned. The share is their mean.",
        },
    },
    mistakes=[
        Mistake(_ZIPPED, "return np.mean([(y > x) + 0.5 * (y == x) for x, y in zip(a, b)])"),
        Mistake(_ZIPPED, "return np.mean([y > x for x, y in zip(a, b)])"),
        Mistake(_ZIPPED, "return ((b > a) + 0.5 * (b == a)).mean()"),
        Mistake(_ZIPPED, "return (b > a).mean()"),
        Mistake(
            _ZIPPED,
            "return sum((y > x) + 0.5 * (y == x) for x, y in zip(a, b)) / len(a) / len(b)",
        ),
        Mistake(
            _RANKS,
            "return np.mean([(y > x) + 0.5 * (y == x) for x, y in zip(sorted(a), sorted(b))])",
        ),
        Mistake(_RANKS, "return np.mean([y > x for x, y in zip(sorted(a), sorted(b))])"),
        Mistake(_RANKS, "return (np.sort(b) > np.sort(a)).mean()"),
    ],
)

# --- 14.5 -----------------------------------------------------------------------------------


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
    name="controlled",
    solution="""
def controlled(runs, factor):
    pairs = []
    for i in range(len(runs)):
        for j in range(i + 1, len(runs)):
            differ = [key for key in runs[i] if runs[i][key] != runs[j][key]]
            if differ == [factor]:
                pairs.append((i, j))
    return pairs
""",
    cases=_controlled_cases,
    observe=_observe_pairs,
    passed="Whatever differs in such a pair, the factor did it (or luck: then take more pairs).",
    edits={
        "differ == [factor]": {
            "differ == factor": "Nothing was found in any list. Compare like with like: a list or "
            "set of the keys that differ with [factor] or {factor}, not with the word itself.",
            "len(differ) == 1": "These pairs differ in one setting, whichever it is. It must be "
            "`factor`.",
            "factor in differ": "These pairs differ in `factor`, but some of them in other "
            "settings too: that second thing is the confounder.",
            "set(differ) - {'seed'} == {factor}": "The seed may differ in your pairs. Here it is a "
            "setting like any other.",
            "set(differ) <= {factor}": "All other settings are equal, but `factor` is in some "
            "pairs too: two equal runs compare nothing.",
            "differ != [factor]": "These pairs do **not** form a controlled comparison: they are "
            "just the others.",
            "factor not in differ": "These pairs agree in `factor`, so they say nothing about it. "
            "There it must differ, and everywhere else agree.",
        },
        "range(i + 1, len(runs))": {
            "range(len(runs))": "Each pair comes twice, as (i, j) and as (j, i). Keep the one with "
            "i < j.",
            "range(i + 1, min(i + 2, len(runs)))": "Only neighbours in the list are compared. "
            "Every run meets every later one.",
            "range(i + 1, len(runs) - 1)": "The last run of the list never takes part. Where does "
            "the range of j end?",
        },
        ("range(i + 1, len(runs))", "differ == [factor]"): {
            ("range(i, len(runs))", "set(differ) <= {factor}"): "A run makes no pair with itself: "
            "let j begin behind i, and ask that `factor` differs.",
        },
        "range(len(runs))": {
            "range(1)": "Only the first run meets the others. Every run meets every later one.",
        },
        "runs[i][key] != runs[j][key]": {
            "runs[i][key] is not runs[j][key]": "Two equal numbers can be two objects in memory: "
            "compare with != instead of `is not`.",
        },
        "pairs.append((i, j))": {
            "pairs.append((j, i))": "The pairs are right, but turned round: i < j.",
            "pairs.append((i + 1, j + 1))": "Positions are counted from 1. In Python the first run "
            "is number 0.",
            "pairs.append((runs[i], runs[j]))": "These are the settings of the pairs. Return their "
            "positions.",
        },
        "return pairs": {
            "return len(pairs)": "This is the number of pairs. Return the pairs.",
            "return pairs[:1]": "Only the first pair is returned. Does the return stand inside the "
            "loop?",
        },
    },
)
