"""Fair trials: exercises 08.1, 08.3 and 08.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import alone, orders

# --- 08.1 -----------------------------------------------------------------------------------

controls = FunctionExercise(
    name="controls",
    solution="""
def controls(z):
    only_centred = 1 / (1 + np.exp(-z)) - 0.5
    only_steeper = 2 / (1 + np.exp(-2 * z))
    return only_centred, only_steeper
""",
    cases=lambda: [(np.linspace(-4, 5, 10),), (np.array([[0.0, 1.5], [-2.5, 0.25]]),)],
    passed="One change at a time: whatever differs between two of the four has one cause.",
    edits={
        "return only_centred, only_steeper": {
            **orders("only_centred, only_steeper"),
            **alone("only_centred, only_steeper"),
        },
        "1 / (1 + np.exp(-z)) - 0.5": {
            "1 / (1 + np.exp(-z)) - 1": "only_centred runs from -1 to 0: too far down. The middle "
            "of the sigmoid, 1/2, must come to 0.",
            "1 / (1 + np.exp(-z))": "only_centred is still the sigmoid: nothing has moved.",
            "2 / (1 + np.exp(-z)) - 1": "only_centred is centred, but also twice as steep as the "
            "sigmoid: its slope at 0 must stay 1/4.",
            "np.tanh(z)": "only_centred is tanh itself, centred and steeper: two changes at once.",
            "np.tanh(z) / 2": "only_centred has the right values at the ends, but at 0 its slope "
            "is 1/2: it must stay 1/4, as the sigmoid's.",
            "1 / (1 + np.exp(-z)) + 0.5": "only_centred moved up instead of down.",
            "1 / (1 + np.exp(-(z - 0.5)))": "only_centred moved to the side. Move the outputs "
            "down, not the inputs.",
        },
        "2 / (1 + np.exp(-2 * z))": {
            "1 / (1 + np.exp(-2 * z))": "only_steeper has a slope of 1/2 at 0, and tanh has 1: the "
            "inner 2 alone is half of it. Its values should run to 2.",
            "1 / (1 + np.exp(-4 * z))": "only_steeper has the right slope at 0, but another curve "
            "than tanh: it must be tanh moved up, from 0 to 2.",
            "2 / (1 + np.exp(-z))": "only_steeper has a slope of 1/2 at 0, and tanh has 1: the "
            "outer 2 alone is half of it.",
            "4 / (1 + np.exp(-z))": "only_steeper has the right slope at 0, but runs from 0 to 4: "
            "it must be tanh moved up, from 0 to 2.",
            "np.tanh(z)": "only_steeper is tanh itself: steeper and centred, two changes at once.",
            "2 / (1 + np.exp(2 * z))": "only_steeper falls: a sign in the exponent is turned.",
            "np.tanh(z) + 0.5": "only_steeper is negative for negative z: tanh must move up by 1.",
        },
    },
)

# --- 08.3 -----------------------------------------------------------------------------------

_RATES = np.array([0.01, 0.1, 0.3, 1.0])


def _rate_cases():
    """Best in the middle, at either edge, decided by one lucky seed, a fall and a rise."""
    inside = [[0.2, 0.25, 0.3], [0.6, 0.7, 0.65], [0.9, 0.8, 0.88], [0.5, 0.1, 0.2]]
    lucky = [[0.2, 0.2, 0.2], [0.80, 0.82, 0.81], [0.95, 0.3, 0.4], [0.1, 0.1, 0.1]]
    last = [[0.2, 0.25, 0.3], [0.6, 0.7, 0.65], [0.8, 0.8, 0.78], [0.9, 0.85, 0.95]]
    again = [[0.3, 0.4, 0.2], [0.7, 0.7, 0.6], [0.5, 0.5, 0.4], [0.9, 0.9, 0.9]]
    fallen = [[0.6, 0.5, 0.5], [0.4, 0.4, 0.4], [0.7, 0.8, 0.8], [0.1, 0.1, 0.1]]
    unlucky = [[0.2, 0.2, 0.2], [0.6, 0.6, 0.6], [0.9, 0.9, 0.5], [0.1, 0.1, 0.1]]
    tables = [inside, lucky, unlucky, last, inside[2:] + inside[:2], again, fallen]
    return [(_RATES, np.array(table)) for table in tables] + [
        (np.array([0.2, 0.5, 2.0]), np.array([[0.1, 0.2], [0.3, 0.5], [0.4, 0.1]])),
        (np.array([0.1, 0.2, 0.5, 1.0, 2.0]), np.array([[0.1], [0.3], [0.8], [0.4], [0.2]])),
    ]


best_rate = FunctionExercise(
    name="best_rate",
    solution="""
def best_rate(rates, accuracies):
    best = accuracies.mean(axis=1).argmax()
    return rates[best] if 0 < best < len(rates) - 1 else None
""",
    cases=_rate_cases,
    observe=lambda answer, *arguments: {"the rate, or None": answer(*arguments)},
    passed="None is an answer too: it says that the grid must grow before anyone may judge.",
    edits={
        "accuracies.mean(axis=1).argmax()": {
            "accuracies.max(axis=1).argmax()": "The best single seed decides here. Luck does not "
            "repeat: take the mean over the seeds.",
            "accuracies.min(axis=1).argmax()": "The worst seed decides here. Take the mean over "
            "the seeds.",
            "accuracies.mean(axis=1).argmin()": "That is the worst rate: accuracies are better "
            "when they are larger.",
            "accuracies.mean(axis=0).argmax()": "This takes the mean over the rates. The seeds "
            "stand along axis 1: one row per rate.",
            "accuracies[:, 0].argmax()": "Only the first seed decides here. Take the mean over "
            "all seeds.",
            "int(np.argmax(np.diff(accuracies.mean(axis=1)) < 0))": "This stops at the first fall. "
            "A rise may follow: compare all the rates.",
        },
        "rates[best] if 0 < best < len(rates) - 1 else None": {
            "rates[best]": "A best rate at the edge of the grid is not yet the best: beyond it may "
            "be a better one. Return None then.",
            "best if 0 < best < len(rates) - 1 else None": "This is the position of the rate in "
            "the list. Return the rate itself: rates[...].",
            "rates[best] if best < len(rates) - 1 else None": "The grid has two edges: the "
            "smallest rate is one as well.",
            "rates[best] if best > 0 else None": "The grid has two edges: the largest rate is one "
            "as well.",
            "rates[best] if 0 < best < len(rates) - 1 else rates[best]": "A best rate at the edge "
            "of the grid is not yet the best: beyond it may be a better one. Return None then.",
            "rates[min(max(best, 1), len(rates) - 2)]": "At the edge this takes the neighbour, "
            "which is not the best either. Return None: the grid must grow.",
            "rates[best] if 1 < best < len(rates) - 2 else None": "Only the first and the last "
            "rate are edges. Positions start at 0.",
            "None": "None is only the answer at an edge. Inside, return the rate.",
        },
    },
)

# --- 08.4 -----------------------------------------------------------------------------------


def _trial_cases():
    """Clear and unclear, either edge, paired seeds that lie together, unequal best rates."""
    noise = np.array([0.00, 0.05, -0.05, 0.02, -0.02])

    def table(*means, seeds=noise):
        return np.array(means)[:, None] + seeds

    calm = np.array([0.01, -0.01, 0.0, 0.015, -0.015])
    cases = [
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.6, 0.71, 0.3, seeds=noise + calm)),
        (table(0.5, 0.75, 0.6, 0.2), table(0.4, 0.6, 0.70, 0.3, seeds=noise + calm)),
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.6, 0.75, 0.3, seeds=noise + calm)),
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.73, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.6, 0.7, 0.9), table(0.4, 0.6, 0.5, 0.3)),
        (table(0.5, 0.6, 0.3, 0.2), table(0.9, 0.6, 0.5, 0.3)),
        (table(0.9, 0.6, 0.3, 0.2), table(0.2, 0.6, 0.5, 0.3)),
        (table(0.3, 0.6, 0.5, 0.2), table(0.2, 0.6, 0.7, 0.95)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.688, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.686, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.692, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.6946, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.697, 0.5, 0.3, seeds=noise + calm)),
    ]
    return [(_RATES, a, b) for a, b in cases]


_UNPAIRED = (
    "Seed by seed the two share their luck: take the difference of each pair first, and then its "
    "spread, not the spread of each side."
)

trial = FunctionExercise(
    name="trial",
    solution="""
def trial(rates, a, b):
    best = []
    for accuracies in (a, b):
        i = accuracies.mean(axis=1).argmax()
        if i in (0, len(rates) - 1):
            return "can't tell"
        best.append(accuracies[i])
    difference = best[0] - best[1]  # seed by seed
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    if abs(difference.mean()) <= 2 * error:
        return "can't tell"
    return "a" if difference.mean() > 0 else "b"
""",
    cases=_trial_cases,
    passed="A trial in ten lines: own best rates, the same seeds, and an honest 'can't tell'.",
    edits={
        "accuracies.mean(axis=1).argmax()": {
            "a.mean(axis=1).argmax()": "Both are taken at the best rate of a. Each side needs its "
            "own best rate.",
            "b.mean(axis=1).argmax()": "Both are taken at the best rate of b. Each side needs its "
            "own best rate.",
            "(a + b).mean(axis=1).argmax()": "Both are taken at one common rate. Each side needs "
            "its own best rate.",
        },
        "if i in (0, len(rates) - 1):": {
            "if False:": "A best rate at the edge of the grid is not yet the best: then nobody "
            "can tell.",
            "if i == 0:": "The grid has two edges: the largest rate is one as well.",
            "if i == len(rates) - 1:": "The grid has two edges: the smallest rate is one as well.",
        },
        "difference.std(ddof=1) / np.sqrt(len(difference))": {
            "difference.std(ddof=1)": "That is the spread of single seeds. The error of their mean "
            "is smaller: divide by the root of their number.",
            "difference.std(ddof=1) / len(difference)": "The error of a mean falls with the root "
            "of the number of seeds, not with the number itself.",
            "np.sqrt((best[0].var(ddof=1) + best[1].var(ddof=1)) / len(difference))": _UNPAIRED,
            "0": "Every difference counts here, however small. Compare it with its error.",
        },
        "abs(difference.mean()) <= 2 * error": {
            "abs(difference.mean()) <= error": "One error is not enough: of two equal methods one "
            "would win by chance in about a third of all trials. Ask for two.",
            "difference.mean() <= 2 * error": "b can win as well: compare the size of the "
            "difference, whatever its sign.",
            "abs(difference.mean()) > 2 * error": "Turned round: a difference larger than two "
            "errors is the one that counts.",
        },
        "difference.mean() > 0": {
            "difference.mean() < 0": "Turned round: these are accuracies, and the larger one wins.",
        },
    },
)
