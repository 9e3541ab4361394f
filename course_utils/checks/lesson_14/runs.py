"""One report among runs, and two methods beside each other: exercises 14.1 and 14.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake
from course_utils.checks.lesson_14.named import named

# --- 14.1 -----------------------------------------------------------------------------------

place = FunctionExercise(
    name="place",
    solution="""
def place(runs, claimed):
    runs = np.asarray(runs)
    distance = (claimed - runs.mean()) / runs.std(ddof=1)
    share = (runs >= claimed).mean()
    return distance, share
""",
    cases=lambda: [
        (np.array([0.958, 0.9612, 0.963, 0.9669, 0.9655]), 0.9669),
        (np.array([0.968, 0.9551, 0.9602, 0.9588, 0.9619, 0.959, 0.9575]), 0.9581),
        (np.array([0.95, 0.962, 0.953, 0.957]), 0.97),
        (np.array([7.0, 8.0, 6.0, 8.0, 11.0]), 5.5),
    ],
    observe=named("distance", "share"),
    tolerance=1e-4,  # accuracies in float32 have few digits left after the mean is subtracted
    passed="Two numbers that fail in different ways: together they say much about one report.",
    edits={
        "(claimed - runs.mean()) / runs.std(ddof=1)": {
            "(claimed - runs.mean()) / runs.std()": "The standard deviation divides by n. With "
            "ddof=1 it divides by n - 1.",
            "(claimed - runs.mean()) / runs.std(ddof=1) * np.sqrt(len(runs))": "The distance is "
            "measured in standard errors: you divide by the root of n. That is the scatter of a "
            "**mean** of n runs, but the report is a single run.",
            "(claimed - runs.mean()) / (runs.std() / np.sqrt(len(runs)))": "The distance is "
            "measured in standard errors, and the standard deviation divides by n. The report is a "
            "single run: compare it with the scatter of single runs, ddof=1.",
            "(runs.mean() - claimed) / runs.std(ddof=1)": "The sign of the distance is turned "
            "round: above the mean it should be positive.",
            "abs(claimed - runs.mean()) / runs.std(ddof=1)": "The distance has lost its sign. "
            "Below the mean it should be negative.",
            "(claimed - runs.mean()) / runs.var(ddof=1)": "You divide by the variance. The "
            "standard deviation is its root.",
            "(claimed - runs.mean()) / runs.var()": "You divide by the variance, and by the one "
            "that divides by n. The standard deviation is its root, with ddof=1.",
            "claimed - runs.mean()": "The distance is still in units of the accuracy. Divide by "
            "the standard deviation of the runs.",
            "claimed - runs.mean() / runs.std(ddof=1)": "Brackets are missing: only the mean is "
            "divided. First the difference, then divide it.",
            "(claimed - np.median(runs)) / runs.std(ddof=1)": "The distance starts at the median. "
            "It should count from the mean.",
            "(claimed - runs.mean()) / np.ptp(runs)": "This divides by the range of the runs, "
            "which grows with their number. Divide by their standard deviation.",
            "(claimed - runs.mean()) / runs.mean()": "This divides by the mean: it says by what "
            "part the number is larger, not how many standard deviations away it lies.",
            "(claimed - np.append(runs, claimed).mean()) / np.append(runs, claimed).std(ddof=1)": (
                "The claimed number is among the runs when you take their mean and standard "
                "deviation. Judge it by the others alone."
            ),
        },
        "(runs >= claimed).mean()": {
            "(runs > claimed).mean()": "share leaves out a run exactly as high as the claimed "
            "number.",
            "(runs < claimed).mean()": "share counts the runs below. It should be those as high or "
            "higher.",
            "(runs <= claimed).mean()": "share counts the runs as high or lower. Turn the "
            "comparison round.",
            "(runs >= claimed).sum()": "share is a count. Divide by the number of runs.",
            "100 * (runs >= claimed).mean()": "share is in per cent. Let it be between 0 and 1.",
            "0.5 * math.erfc(distance / math.sqrt(2))": "share is taken from a bell curve. Count "
            "the runs: it should not trust that they scatter like that.",
        },
        "return distance, share": {
            "return share, distance": "The two have changed places: first the distance, then the "
            "share.",
            "return distance": "Only the distance is returned. Return distance, share.",
            "return share": "Only the share is returned. Return distance, share.",
        },
    },
)

# --- 14.2 -----------------------------------------------------------------------------------

_SINGLE = (
    "error is the scatter of single runs. The mean of n runs scatters less: divide each variance "
    "by its number of runs."
)
_OWN_NUMBER = "Each mean has its own number."
_PAIRED = (
    "This pairs run i of a with run i of b. They are not paired, and need not be equally many: two "
    "means, two variances."
)
_ONE_PAIR = """
    each = {each}
    difference, error = each.mean(), each.std(ddof=1) / np.sqrt(len(each))
    verdict = "a" if difference < -2 * error else "b" if difference > 2 * error else "can't tell"
    return difference, error, verdict
"""

compare = FunctionExercise(
    name="compare",
    solution="""
def compare(a, b):
    difference = np.mean(a) - np.mean(b)
    error = np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))
    verdict = "can't tell"
    if difference < -2 * error:
        verdict = "a"
    if difference > 2 * error:
        verdict = "b"
    return difference, error, verdict
""",
    cases=lambda: [
        (np.array([2.0, 2, 2, 3, 2]), np.array([8.0, 7, 6, 8, 7, 7, 9])),
        (np.array([5.0, 9, 6]), np.array([4.0, 5, 3, 4, 6, 4, 5, 4])),  # 1.84 errors apart
        (np.array([5.0, 9, 6]), np.array([4.0, 3, 6, 4, 3, 6, 3, 4])),  # 1.99 errors apart
        (np.array([0.31, 0.35, 0.33, 0.36, 0.32, 0.31]), np.array([0.25, 0.28, 0.21, 0.24])),
        (np.array([10.0, 14, 11, 12]), np.array([10.5, 13, 12, 11.9])),
        (np.array([3.0, 4, 3, 5, 4, 4]), np.array([4.9, 7.5, 6.1])),  # 2.9 errors apart
        # 4 errors apart, in ranges that overlap
        (np.array([1.0, 2, 3, 2, 1, 3, 2, 1, 2]), np.array([3.0, 4, 2, 4, 3, 5, 4, 3, 4])),
        # 2.4 errors apart, while two bars of 2 errors each overlap
        (np.array([1.0, 2, 3, 2, 1, 3]), np.array([3.0, 2, 4, 3, 4, 3])),
    ],
    observe=named("difference", "error", "verdict"),
    passed="Difference, error, verdict: a sentence with all three can be believed, or doubted.",
    edits={
        "np.mean(a) - np.mean(b)": {
            "abs(np.mean(a) - np.mean(b))": "difference has lost its sign, so the verdict can't "
            "tell who is better.",
            "np.mean(b) - np.mean(a)": "difference is b minus a, and the verdict follows it. It "
            "should be a minus b, and smaller is better.",
        },
        "np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))": {
            "np.sqrt(np.var(a, ddof=1) + np.var(b, ddof=1))": _SINGLE,
            "np.sqrt(np.var(a) / len(a) + np.var(b) / len(b))": "The variances divide by n. With "
            "ddof=1 they divide by n - 1.",
            "np.sqrt(np.var(a, ddof=1) / len(a))": "The error leaves out b. Both means are "
            "uncertain, so both variances add up.",
            "np.sqrt(np.var(b, ddof=1) / len(b))": "The error leaves out a. Both means are "
            "uncertain, so both variances add up.",
            "np.std(a, ddof=1) / len(a) ** 0.5 + np.std(b, ddof=1) / len(b) ** 0.5": "The two "
            "errors are added as they are. Add their squares (the variances of the means), and "
            "take the root last.",
            "np.sqrt(abs(np.var(a, ddof=1) / len(a) - np.var(b, ddof=1) / len(b)))": "The "
            "variances of the means are subtracted. Luck never cancels luck: they add up.",
            "np.sqrt(np.std(a, ddof=1) / len(a) + np.std(b, ddof=1) / len(b))": "Standard "
            "deviations are divided by the numbers of runs. It is the **variances** that are.",
            "np.sqrt((np.var(a, ddof=1) + np.var(b, ddof=1)) / (len(a) + len(b)))": "Both "
            f"variances are divided by the number of all runs together. {_OWN_NUMBER}",
            "np.sqrt((np.var(a, ddof=1) + np.var(b, ddof=1)) / len(a))": "Both variances are "
            f"divided by the number of runs of a. {_OWN_NUMBER}",
            "np.sqrt(np.var(a, ddof=1) / (len(a) - 1) + np.var(b, ddof=1) / (len(b) - 1))": (
                "n - 1 is used twice: once in the variance, and once more under it. Divide the "
                "variance (with n - 1) by n."
            ),
            "np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b)": "error is still a variance. "
            "Take the root.",
            "np.std([*a, *b], ddof=1) / np.sqrt(len(a) + len(b))": "One variance is taken of all "
            "runs together. It holds the difference of the methods too: take each method's own.",
            "np.sqrt(((len(a) - 1) * np.var(a, ddof=1) + (len(b) - 1) * np.var(b, ddof=1)) "
            "/ (len(a) + len(b) - 2) * (1 / len(a) + 1 / len(b)))": "This pools the variances, as "
            "if both methods scattered alike. Let each keep its own: its variance over its number "
            "of runs.",
        },
        ("difference < -2 * error", "difference > 2 * error"): {
            ("difference > 2 * error", "difference < -2 * error"): "The verdict is turned round: "
            "smaller is better.",
            ("difference < -2 * error", "False"): "The verdict never says b. A method can also "
            "lose by more than two errors.",
            ("False", "difference > 2 * error"): "The verdict never says a. With a smaller, "
            "difference is negative.",
            ("abs(difference) > 2 * error", "False"): "The verdict says a whenever the two differ. "
            "The sign of the difference tells who won.",
            ("difference < -error", "difference > error"): "The verdict is content with one error. "
            "Luck alone is off by more than that in about one case of three.",
            ("difference < -1.96 * error", "difference > 1.96 * error"): "1.96 would be the limit "
            "of many books. Here the rule was fixed before: two errors.",
            ("difference < -3 * error", "difference > 3 * error"): "The verdict asks for three "
            "errors. Here it is two.",
            ("difference < 0", "difference > 0"): "The verdict looks at the means alone. Less than "
            "two errors apart you can't tell.",
            ("np.max(a) < np.min(b)", "np.min(a) > np.max(b)"): "The verdict looks at the ranges "
            "of the runs: it asks that no run of one reaches the other's. Compare the difference "
            "with two errors.",
            (
                "difference < -2 * (np.std(a, ddof=1) / len(a) ** 0.5 "
                "+ np.std(b, ddof=1) / len(b) ** 0.5)",
                "difference > 2 * (np.std(a, ddof=1) / len(a) ** 0.5 "
                "+ np.std(b, ddof=1) / len(b) ** 0.5)",
            ): "Here two bars of two errors must not overlap. That is a stricter rule: the error "
            "of the difference is smaller than the sum of both.",
        },
        "return difference, error, verdict": {
            "return difference, 2 * error, verdict": "error is already doubled. Return one "
            "standard error, and double it in the comparison.",
            "return -difference, error, verdict": "difference is b minus a. It should be a minus "
            "b.",
            "return abs(difference), error, verdict": "difference has lost its sign. The verdict "
            "is right: keep what it was taken from.",
            "return difference, error": "The verdict is missing: return difference, error, "
            "verdict.",
        },
    },
    mistakes=[
        Mistake(_PAIRED, _ONE_PAIR.format(each=each))
        for each in (
            "np.asarray(a) - np.asarray(b)",
            "np.array([x - y for x, y in zip(a, b)])",
            "np.asarray(a)[: min(len(a), len(b))] - np.asarray(b)[: min(len(a), len(b))]",
        )
    ],
)
