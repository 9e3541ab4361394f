"""Softmax: exercises 04.1, 04.2 and 04.6."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise

# --- 04.1 -----------------------------------------------------------------------------------


def _moderate_cases():
    """Batches of sizes that differ, one sample, and square ones, where a wrong axis hides."""
    rng = np.random.default_rng(41)
    return [(rng.normal(0, 2, shape).round(1),) for shape in [(4, 3), (1, 5), (3, 3), (2, 6)]]


_WHOLE_BATCH = (
    "All powers are divided by one sum, that of the whole batch. Each row needs its own sum: along "
    "axis=1."
)
_OVER_SAMPLES = (
    "The sums run over the samples (axis=0), so the samples of a batch compete with each other. "
    "The classes of one row must share 1."
)

first_softmax = FunctionExercise(
    name="first_softmax",
    solution="""
def first_softmax(scores):
    powers = np.exp(scores)
    return powers / powers.sum(axis=1, keepdims=True)
""",
    cases=_moderate_cases,
    passed="Each row sums to 1, also in a square batch, where a wrong axis hides.",
    edits={
        "powers.sum(axis=1, keepdims=True)": {
            "powers.sum(axis=0, keepdims=True)": _OVER_SAMPLES,
            "powers.sum(axis=0)": _OVER_SAMPLES,
            "powers.sum()": _WHOLE_BATCH,
            "powers.sum(axis=1)": "The sums have the shape (N,), and NumPy lines that up with the "
            "columns. Keep the summed axis: keepdims=True.",
            "powers.max(axis=1, keepdims=True)": "The powers are divided by the largest one, so "
            "the rows do not sum to 1. Divide by the sum.",
            "scores.sum(axis=1, keepdims=True)": "The sum is that of the scores. Add up the "
            "powers: then each row sums to 1.",
        },
        "np.exp(scores)": {
            "scores": "This divides the scores themselves by their sum. First e to the power of "
            "each score.",
            "2**scores": "The powers are those of 2. Softmax takes powers of e.",
            "np.exp(-scores)": "The highest score gets the smallest probability: a minus sign too "
            "many.",
        },
        "return powers / powers.sum(axis=1, keepdims=True)": {
            "return powers": "These are the powers alone. Divide each by the sum of its row.",
            "return scores.argmax(axis=1)": "This names the best class. Asked are the "
            "probabilities of all.",
            "return np.log(powers / powers.sum(axis=1, keepdims=True))": "These are logarithms of "
            "the probabilities.",
        },
    },
)
