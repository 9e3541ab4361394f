"""When not to answer: exercise 12.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake

_CONFIDENCE = np.array([0.41, 0.93, 0.62, 0.88, 0.97, 0.75, 0.99, 0.55, 0.81, 0.68])
_RIGHT = np.array([0, 0, 1, 1, 1, 1, 1, 0, 1, 0], dtype=bool)
_TIES = np.array([0.9, 0.5, 0.9, 0.7, 0.7, 0.9, 0.7, 0.95])
_TIES_RIGHT = np.array([1, 0, 1, 1, 0, 1, 1, 1], dtype=bool)
# The same, with the error at another place among the ties: no order of sorting hides it.
_TIES_FIRST, _TIES_LAST = (
    _TIES_RIGHT[[0, 1, 2, 4, 3, 5, 6, 7]],
    _TIES_RIGHT[[0, 1, 2, 3, 6, 5, 4, 7]],
)
_LATE = "The promise can break and hold again: accuracy does not always rise with the threshold. "
_TOGETHER = (
    "Answers with the same confidence pass or fail together; here some of them were counted and "
    "others not."
)
_BELOW = "The other side was kept: these are the answers **below** the threshold."
_GRID = "Only values that occur in confidence come into question, not a grid of others."
_INFINITY = "If no threshold is high enough, the task asks for math.inf."
_COUNT = "This looks only at how many answers to keep, never at which are right."
_SHARE = "right[confidence >= threshold].mean()"
_GRIDS = [
    *(f"np.linspace(0, 1, {n})" for n in (11, 21, 101, 1001)),
    *(f"np.arange(0, 1, {s})" for s in (0.1, 0.05, 0.01, 0.001)),
]
_NO_ANSWER = "(confidence >= threshold).any() and "

choose_threshold = FunctionExercise(
    name="choose_threshold",
    solution=f"""
def choose_threshold(confidence, right, wanted):
    confidence, right = np.asarray(confidence), np.asarray(right)
    for threshold in np.unique(confidence):  # from the smallest
        if {_SHARE} >= wanted:
            return threshold
    return math.inf
""",
    cases=lambda: [
        (_CONFIDENCE, _RIGHT, 0.8),
        (_CONFIDENCE, _RIGHT, 0.7),
        (_CONFIDENCE, _RIGHT, 1.0),
        (_CONFIDENCE, _RIGHT, 0.1),
        (_TIES, _TIES_RIGHT, 0.86),
        (_TIES, _TIES_RIGHT, 0.9),
        (_TIES, _TIES_FIRST, 0.9),
        (_TIES, _TIES_LAST, 0.9),
        (np.array([0.86, 0.4, 0.7, 0.95, 0.6]), np.array([0, 0, 1, 1, 1], dtype=bool), 0.75),
        (np.array([0.9, 0.8, 0.95]), np.array([True, True, False]), 0.75),
        (np.array([0.31, 0.83, 0.52]), np.array([False, True, True]), 0.99),
        (np.array([0.62, 0.97, 0.44]), np.array([False, True, False]), 0.9),
    ],
    passed="The more you ask for, the fewer pictures get an answer; sometimes none.",
    edits={
        f"{_SHARE} >= wanted": {
            "(confidence > threshold).any() and right[confidence > threshold].mean() >= wanted": (
                "Answers **at** the threshold count too: confidence >= threshold, not >."
            ),
            "(right & (confidence >= threshold)).sum() / len(right) >= wanted": "The right answers "
            "are divided by **all** pictures. The accuracy counts only those that get an answer.",
            "right[confidence <= threshold].mean() >= wanted": _BELOW,
            "(confidence < threshold).any() and right[confidence < threshold].mean() >= wanted": (
                _BELOW
            ),
            f"{_SHARE} > wanted": "A share exactly as large as wanted is enough: >=, not >.",
        },
        "np.unique(confidence)": {
            "np.unique(confidence)[:-1]": "The largest confidence is left out. It can be the only "
            "threshold that is high enough.",
            "np.unique(confidence)[1:]": "The smallest confidence is left out. If it is high "
            "enough, everything gets an answer.",
            "np.unique(confidence)[::-1]": "This is the largest threshold that keeps the promise, "
            "and leaves hardly an answer. Asked is the smallest.",
            "confidence": "The candidates must be tried from the smallest to the largest: sort "
            "them first.",
        },
        ("np.unique(confidence)", _SHARE): {(grid, _NO_ANSWER + _SHARE): _GRID for grid in _GRIDS},
        "return math.inf": {
            **{f"return {none}": _INFINITY for none in ("None", "1", "0", "math.nan", "-1")},
            "return confidence.max()": _INFINITY,
        },
    },
    mistakes=[
        Mistake(
            _LATE + "Coming from the top, this stops at the first break; a smaller threshold may "
            "hold again.",
            """
best = math.inf
for threshold in np.unique(confidence)[::-1]:
    if right[confidence >= threshold].mean() < wanted:
        break
    best = threshold
return best
""",
        ),
        Mistake(
            _LATE + "Halving the range again and again needs that it does; try every value.",
            """
values = np.unique(confidence)
low, high = 0, len(values)
while low < high:
    middle = (low + high) // 2
    if right[confidence >= values[middle]].mean() >= wanted:
        high = middle
    else:
        low = middle + 1
return values[low] if low < len(values) else math.inf
""",
        ),
        Mistake(
            _TOGETHER,
            """
order = np.argsort(-confidence, kind="stable")
share = right[order].cumsum() / np.arange(1, len(order) + 1)
good = np.flatnonzero(share >= wanted)
return confidence[order[good[-1]]] if len(good) else math.inf
""",
        ),
        Mistake(
            _TOGETHER,
            """
order = np.argsort(confidence)
for i in range(len(order)):
    if right[order[i:]].mean() >= wanted:
        return confidence[order[i]]
return math.inf
""",
        ),
        Mistake(
            "The wanted accuracy is not a threshold: a confidence of 0.8 and up is more often "
            "right than 0.8, if the network is honest, and if not, who knows.",
            "return wanted",
        ),
        Mistake(_COUNT, "return np.quantile(confidence, 1 - wanted)"),
        Mistake(_COUNT, "return np.quantile(confidence, wanted)"),
        Mistake(
            "This takes the smallest confidence of a **right** answer, whatever else passes with "
            "it.",
            "return confidence[right].min()",
        ),
    ],
)
