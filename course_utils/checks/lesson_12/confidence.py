"""Is a confidence honest? Exercises 12.5 and 12.6."""

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise, Mistake
from course_utils.digits import calibration

# --- 12.5 -----------------------------------------------------------------------------------


def _answers(seed, n, low, bias):
    random = np.random.default_rng(seed)
    confidence = random.uniform(low, 0.999, n)
    return confidence, random.random(n) < confidence + bias * (confidence - 0.5)


def _calibration_cases():
    sure = np.array([1.0, 1.0, 1.0, 0.97, 0.62, 0.64, 0.35, 1.0])
    hits = np.array([True, True, False, True, False, False, True, False])
    return [
        _answers(0, 200, 0.15, -0.5),
        (*_answers(1, 57, 0.55, 0.0), 5),
        (sure, hits),
        (sure, hits, 4),
        # Too modest below, too sure above: with signs the gaps would cancel.
        (np.array([0.22, 0.24, 0.27, 0.83, 0.86]), np.array([True, True, False, False, False])),
        (*_answers(2, 31, 0.3, 0.3), 20),
        # On the borders of bins, and in the first one.
        (
            np.array([0.5, 0.75, 0.75, 0.625, 0.125, 0.25, 0.5, 0.875, 0.375]),
            np.array([False, True, True, False, True, False, False, True, True]),
            4,
        ),
    ]


_SIGNS = (
    "The gaps keep their signs, so that too much in one bin and too little in another cancel. Take "
    "the size of each gap before you add."
)
_LEFT_OUT = "One bin is left out, the first or the last: range(bins) goes from 0 to bins - 1."
_PLACE = "np.clip(np.ceil(confidence * bins) - 1, 0, bins - 1)"
_GAP = "abs(confidence[inside].mean() - right[inside].mean())"
_WEIGHTED = f"inside.sum() * {_GAP}"
_IN_FLOATS = "confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)"

calibration_error = FunctionExercise(
    name="calibration_error",
    solution=f"""
def calibration_error(confidence, right, bins=10):
    {_IN_FLOATS}
    # Bin 0 holds what is above 0 and at most 1/bins.
    place = {_PLACE}
    total = 0.0
    for b in np.unique(place):
        inside = place == b
        total += {_WEIGHTED}
    return total / len(confidence)
""",
    cases=_calibration_cases,
    passed="Each bin counts by its answers, and an empty one not at all.",
    edits={
        (_WEIGHTED, "return total / len(confidence)"): {
            (_GAP, "return total / len(np.unique(place))"): "All filled bins count alike here, one "
            "with a single answer as much as one with thousands. Weigh each by its number of "
            "answers.",
            (_GAP, "return total / bins"): "All bins count alike here, even the empty ones. Weigh "
            "each by its number of answers.",
            (_GAP, "return total"): "These gaps are added up without weights. Weigh each by its "
            "share of the answers.",
        },
        (f"total += {_WEIGHTED}", "return total / len(confidence)"): {
            (f"total = max(total, {_GAP})", "return total"): "This is the largest gap. Asked is "
            "the mean one.",
        },
        _WEIGHTED: {
            "inside.sum() * (confidence[inside].mean() - right[inside].mean())": _SIGNS,
            "inside.sum() * (right[inside].mean() - confidence[inside].mean())": _SIGNS,
            "inside.sum() * abs((b + 0.5) / bins - right[inside].mean())": "The middle of a bin "
            "stands in for the mean confidence of the answers in it. In the last bin most answers "
            "lie far above the middle.",
            f"inside.sum() * {_GAP} ** 2": "The gaps are squared. The formula takes their size.",
        },
        ("np.unique(place)", _PLACE): {
            ("range(bins)", _PLACE): "The mean over an empty bin is 0/0, NaN, and it spreads. "
            "Leave empty bins out.",
        },
        _PLACE: {
            "np.minimum(np.floor(confidence * bins), bins - 1)": "An answer on the border of two "
            "bins goes to the upper one here. It belongs to the lower one: low < confidence <= "
            "high.",
        },
        "np.unique(place)": {
            "np.unique(place)[np.unique(place) > 0]": _LEFT_OUT,
            "np.unique(place)[np.unique(place) < bins - 1]": _LEFT_OUT,
        },
        "return total / len(confidence)": {
            "return total": "Each gap is multiplied by its number of answers, but the sum is not "
            "yet divided by the number of all answers.",
            "return 100 * total / len(confidence)": "These are percent. The mean gap of two shares "
            "is a number between 0 and 1.",
        },
        _IN_FLOATS: {
            f"bins = 10\n{_IN_FLOATS}": "The argument bins is not used: there are always 10.",
        },
    },
    mistakes=[
        Mistake(
            "An answer with confidence exactly 1 falls into no bin. It belongs to the last one: "
            "low < confidence <= high.",
            """
total = 0
for b in range(bins):
    inside = (confidence >= b / bins) & (confidence < (b + 1) / bins)
    if inside.any():
        total += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
return total / len(confidence)
""",
        ),
        Mistake(
            "This is one gap for all answers together, without bins: too modest and too sure "
            "cancel in it.",
            "return abs(np.mean(confidence) - np.mean(right))",
        ),
        *(
            Mistake(
                f"An answer on the border of two bins {what}. It belongs to the lower one: low < "
                "confidence <= high.",
                f"""
total = 0
for b in range(bins):
    inside = (confidence {low} b / bins) & (confidence {high} (b + 1) / bins)
    if inside.any():
        total += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
return total / len(confidence)
""",
            )
            for what, low, high in (("falls into none", ">", "<"), ("is counted twice", ">=", "<="))
        ),
        Mistake(
            "These bins hold equally many answers. Asked are bins of equal **width**, b/B to "
            "(b+1)/B.",
            """
total = 0
for inside in np.array_split(np.argsort(confidence), bins):
    if len(inside):
        total += len(inside) * abs(confidence[inside].mean() - right[inside].mean())
return total / len(confidence)
""",
        ),
        Mistake(
            "This compares each single answer with 0 or 1, without bins. No single answer can be "
            "right at 80 %: first take means over a bin.",
            "return np.abs(confidence - np.asarray(right, dtype=float)).mean()",
        ),
        Mistake(
            "This is the mean squared difference of single answers (the Brier score). First take "
            "means over a bin.",
            "return ((confidence - np.asarray(right, dtype=float)) ** 2).mean()",
        ),
    ],
)

# --- 12.6 -----------------------------------------------------------------------------------


def _scores(seed, n, classes, factor, shift=0.0):
    """Scores that are `factor` times as large as honest ones, and labels drawn honestly."""
    generator = torch.Generator().manual_seed(seed)
    honest = 2 * torch.randn(n, classes, generator=generator)
    labels = torch.multinomial(honest.softmax(dim=1), 1, generator=generator)[:, 0]
    return factor * honest + shift, labels


_SQUARED = "((scores / t).softmax(1) - F.one_hot(labels, scores.shape[1])).square().sum()"
_UPSIDE_DOWN = "This is 1/T: the scores were multiplied instead of divided."
_END = (
    "This is an end of the range, whatever the scores are. Is it the smallest **cross-entropy**? "
    "Accuracy is the same for all temperatures, and F.nll_loss takes log-probabilities, which "
    "neither scores nor probabilities are."
)
_TOO_EARLY = "The range ends too early: the temperature may be as large as 10."
_TOO_COARSE = "Near, but two decimals are asked: try temperatures 0.01 apart."
_LATE_STOP = (
    "This is one step late: it returns the first temperature at which the loss **rises**, not the "
    "one before, where it was smallest."
)

fit_temperature = FunctionExercise(
    name="fit_temperature",
    solution="""
def fit_temperature(scores, labels):
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()
""",
    cases=lambda: [
        _scores(0, 300, 10, 2.23),
        _scores(4, 250, 4, 0.5, shift=3.0),
        _scores(2, 200, 7, 1.5),
        _scores(3, 150, 5, 7.5),
    ],
    names={"calibration_error": calibration.calibration_error},
    tolerance=0.005,
    absolute=0.005,
    passed="Above 1 where the scores were too loud, below 1 where they were too quiet.",
    edits={
        "F.cross_entropy(scores / t, labels).item()": {
            "F.cross_entropy(scores * t, labels).item()": _UPSIDE_DOWN,
            "F.cross_entropy((scores / t).softmax(dim=1), labels).item()": "Softmax is applied "
            "twice: F.cross_entropy takes scores and does it itself.",
            _SQUARED: (
                "This minimises the squared error of the probabilities. Asked is the cross-entropy."
            ),
            "calibration_error(*((scores / t).softmax(1).amax(1), scores.argmax(1) == labels))": (
                "This minimises the calibration error, which jumps whenever an answer changes its "
                "bin. Asked is the cross-entropy."
            ),
        },
        "return candidates[np.argmin(losses)].item()": {
            "return 1 / candidates[np.argmin(losses)].item()": _UPSIDE_DOWN,
            "return int(np.argmin(losses))": "This is the position in the list of candidates. "
            "Return the temperature at it.",
            "return min(losses)": "This is the smallest cross-entropy. Return the temperature that "
            "reaches it.",
            "return candidates[np.argmin(losses) + 1].item()": _LATE_STOP,
            "return 0.1": _END,
            "return 10.0": _END,
        },
        "torch.arange(0.1, 10, 0.01)": {
            "torch.arange(1.0, 10, 0.01)": "Temperatures below 1 are not tried. Scores can also be "
            "too quiet.",
            **{f"torch.arange(0.1, {high}, 0.01)": _TOO_EARLY for high in (2.0, 3.0, 4.0, 5.0)},
            **{f"torch.arange(0.1, 10, {step})": _TOO_COARSE for step in (0.05, 0.1, 0.5)},
        },
    },
)
