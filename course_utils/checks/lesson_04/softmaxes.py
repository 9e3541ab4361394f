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


# --- 04.2 -----------------------------------------------------------------------------------

_AS_IT_WAS = (
    "The forecast comes back as it was. Dividing all probabilities of a row by the same number and "
    "then by their sum cancels; it is the scores that are divided."
)
_OTHER_LOGARITHM = (
    "This takes another logarithm than the natural one, and the exponential does not undo it. (In "
    "NumPy, np.log is the natural logarithm.)"
)

reheat = FunctionExercise(
    name="reheat",
    solution="""
def reheat(p, temperature):
    # z = log p is one choice of scores, and e^(log p / T) is p to the power 1/T.
    powers = p ** (1 / temperature)
    return powers / powers.sum(axis=1, keepdims=True)
""",
    cases=lambda: [
        (np.array([[0.7, 0.2, 0.1], [0.05, 0.8, 0.15]]), 2.0),
        (np.array([[0.1, 0.2, 0.3, 0.4]]), 0.5),
        (np.array([[0.6, 0.4], [0.25, 0.75], [0.5, 0.5]]), 3),
        (np.array([[0.9, 0.04, 0.06], [0.3, 0.3, 0.4]]), 1.0),
    ],
    passed="The order of the classes stayed: a temperature changes how sure, never which.",
    edits={
        "p ** (1 / temperature)": {
            "p**temperature": "This is right for 1/temperature: a high temperature makes your "
            "forecast more sure. The scores are divided by the temperature, not multiplied.",
            "np.exp(p / temperature)": "This takes the probabilities themselves as scores. Which "
            "function of p gives numbers whose differences mean ratios of probabilities?",
            "p / temperature": _AS_IT_WAS,
            "p ** (1 / (temperature * np.log(10)))": _OTHER_LOGARITHM,
            "p ** (1 / (temperature * np.log(2)))": _OTHER_LOGARITHM,
            "(p / (1 - p)) ** (1 / temperature)": "The function log(p / "
            "(1 - p)) undoes the sigmoid, not the softmax. In a softmax the ratio of two *classes* "
            "is e to the difference of their scores.",
        },
        "powers.sum(axis=1, keepdims=True)": {
            "powers.sum(axis=0)": "The sum runs along axis 0: here the samples compete with one "
            "another. Every row must have the sum 1.",
            "powers.sum()": "The sum runs over the whole batch. Every row must have the sum 1 by "
            "itself.",
        },
        "powers / powers.sum(axis=1, keepdims=True)": {
            "powers": "Each ratio is right, but the rows do not have the sum 1 yet.",
            "p / temperature": "This divides after the softmax: the rows no longer have the sum "
            "1. The temperature belongs to the scores, so first get back to scores.",
            "np.log(p) / temperature": "These are scores, log p / T. One step is left: turn them "
            "into probabilities.",
            "p * np.exp(-temperature)": "This shifts the scores by a number instead of dividing "
            "them, and a shift changes nothing. Look at section 2 again.",
        },
    },
)


# --- 04.6 -----------------------------------------------------------------------------------

_FIXED_CLASS = (
    "The shift is the score of one fixed class, and that need not be the largest: another one far "
    "above it still overflows."
)
_WHOLE = (
    "The sum runs over the whole batch: all probabilities together are 1. Every row must have the "
    "sum 1 by itself."
)
_HIDDEN_NAN = (
    "Here NaN was replaced by a number. The row then no longer is what softmax would give: prevent "
    "the overflow instead of hiding it."
)
_SHIFTED = "scores - scores.max(axis=1, keepdims=True)"
_SUM = "powers.sum(axis=1, keepdims=True)"

softmax_rows = FunctionExercise(
    name="softmax_rows",
    solution="""
def softmax_rows(scores):
    # Each row's own maximum: the largest power is e^0 = 1, so the sum lies between 1 and C.
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
""",
    absolute=0,
    cases=lambda: [
        (np.array([[2.0, 1.0, -1.0], [0.0, 3.0, 1.0]]),),
        (np.array([[0.5, -0.5, 0.0, 1.5]]),),
        (np.array([[1000.0, 1001.0, 999.0], [3.0, 2.0, 1.0]]),),
        (np.array([[-1000.0, -1001.0, -1003.0, -1002.0], [-5.0, 0.0, 1.0, 2.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 1.0]]),),
        (np.array([[0.0, 3000.0, 1.0], [5.0, 2.0, 900.0]]),),
        (np.array([[20_000.0, 0.0, 1.0, 2.0, -9.0], [0.0, 0.0, 0.0, 0.0, -3000.0]]),),
        # e to the 720 overflows, while e to the -720 is a number.
        (np.array([[0.0, 720.0, 719.0], [1.0, 2.0, 3.0]]),),
    ],
    passed="With the largest score at 0 no power is above 1, and the sum lies between 1 and C.",
    edits={
        (_SHIFTED, _SUM): {
            ("scores", "powers.sum(axis=0)"): "Two things: the sum runs along axis 0, where the "
            "samples compete with one another, and large scores give NaN. Put the axis right "
            "first.",
            ("scores", "powers.sum()"): "Two things: all probabilities of the batch together have "
            "the sum 1, where every row should, and large scores give NaN. Put the axis right "
            "first.",
            ("scores - scores.max(axis=0)", "powers.sum(axis=0)"): "The columns have the sum 1, "
            "not the rows: this is softmax along axis 0, where the samples compete with one "
            "another.",
            ("scores - scores.max()", "powers.sum()"): _WHOLE,
        },
        _SHIFTED: {
            "scores": "It is right for small scores and gives NaN for large ones. Shift the scores "
            "before the exponential, so that the largest exponent is 0.",
            "scores - scores.max()": "It survives, until one row lies far below another: the "
            "maximum of the whole batch turns all powers of that row into 0, and 0/0 is NaN. Each "
            "row has its own maximum.",
            "scores - scores.max(axis=0)": "The maximum is taken along axis 0, one number per "
            "class. A different shift for each class changes the differences in a row, and with "
            "them the probabilities.",
            "scores - scores.mean(axis=1, keepdims=True)": "Subtracting the mean helps if all "
            "scores of a row are large, but one score far above the others still overflows. Which "
            "shift leaves no exponent above 0?",
            "scores - scores.min(axis=1, keepdims=True)": "Subtracting the smallest score makes "
            "every exponent positive, and the largest ones overflow. Shift the other end of the "
            "row to 0.",
            "scores - scores[:, :1]": _FIXED_CLASS,
            "scores - scores[:, -1:]": _FIXED_CLASS,
            "scores - np.abs(scores).max(axis=1, keepdims=True)": "The shift is the largest size "
            "without its sign, and for a row of negative numbers that is the wrong end: all powers "
            "become 0, and 0/0 is NaN. Take the maximum itself.",
            "scores - 1000": "A fixed number is right for some rows only: others overflow, or all "
            "their powers become 0, and 0/0 is NaN. Let each row choose its own shift.",
            "scores / 1000": "Dividing all scores by a fixed number is a temperature: it changes "
            "the probabilities. Only adding or subtracting leaves them as they are.",
            "scores / scores.max(axis=1, keepdims=True)": "Dividing by the maximum is a "
            "temperature: it changes the probabilities. Only adding or subtracting leaves them as "
            "they are.",
            "np.clip(scores, -500, 500)": "Cutting the scores off makes different large scores "
            "equal: 1000 and 1001 must give the same probabilities as 0 and 1.",
        },
        _SUM: {
            "powers.sum()": "The sum runs over the whole batch, although each row has its own "
            "maximum. Add along the classes only.",
            "powers.sum(axis=0)": "The powers are right, but each is divided by the sum of its "
            "column. Every row must have the sum 1.",
        },
        "return powers / powers.sum(axis=1, keepdims=True)": {
            "return powers": "These are powers of e with the right shift, but not divided by their "
            "sum yet.",
            "shifted = scores - scores.max(axis=1, keepdims=True)\n"
            "return shifted - np.log(powers.sum(axis=1, keepdims=True))": "These are "
            "log-probabilities. Asked are the probabilities: numbers from 0 to 1.",
            "return 1 / np.exp(scores[:, None, :] - scores[:, :, None]).sum(axis=2)": "Powers of "
            "differences still overflow: the answer is right only because 1 / inf is 0, and "
            "e to the -720, a small number, is lost. Leave no exponent above 0.",
        },
        (_SHIFTED, "powers / powers.sum(axis=1, keepdims=True)"): {
            (
                "scores",
                "np.nan_to_num(powers / powers.sum(axis=1, keepdims=True))",
            ): _HIDDEN_NAN,
            (
                "scores",
                "np.nan_to_num(powers / powers.sum(axis=1, keepdims=True), nan=1.0)",
            ): _HIDDEN_NAN,
        },
    },
)
