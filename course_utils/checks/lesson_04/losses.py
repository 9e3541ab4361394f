"""The loss: exercises 04.3, 04.4 and 04.7."""

import numpy as np

from course_utils import losses
from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 04.3 -----------------------------------------------------------------------------------

_PROBABILITIES = np.array([1 / 10, 1 / 1000, 1 / 4])  # 1/4 is the geometric mean of 1/2 and 1/8
_LOSSES = (2.303, 6.908, 1.386)
_THIRD = np.array([1 / 2, 1 / 8])


def _numbers(answer):
    return np.array([float(number) for number in answer])


def _close(numbers):
    return lambda answer: bool(np.allclose(_numbers(answer), numbers, atol=0.01))


def _only_wrong(place, number=None):
    """Whether only the number at this place differs from the right ones (and is this one)."""

    def test(answer):
        wrong = ~np.isclose(_numbers(answer), _LOSSES, atol=0.01)
        alone = wrong.tolist() == [i == place for i in range(3)]
        return alone and (number is None or bool(np.isclose(answer[place], number, atol=0.01)))

    return test


predicted_losses = ValueExercise(
    name="predicted_losses",
    solution=_LOSSES,
    tolerance=0.005,
    passed="1/1000 is three factors of 1/10 and costs three times as much. 1/2 and 1/8 together "
    "cost what their geometric mean does, 1/4.",
    mistakes={
        "These are logarithms to base 10. The course, like NumPy and PyTorch, takes the natural"
        " logarithm.": _close(-np.log10(_PROBABILITIES)),
        "These are logarithms to base 2, so the losses in bits. The course takes the natural "
        "logarithm.": _close(-np.log2(_PROBABILITIES)),
        "The sizes are right. But the logarithm of a number below 1 is negative, and a loss has"
        " a minus before it.": _close(np.log(_PROBABILITIES)),
        "These are probabilities of the right class. What is the loss of each?": lambda answer: any(
            _close([0.1, 0.001, third])(answer) for third in (0.25, _THIRD.mean(), 1 / 16)
        ),
        "The numbers are right, but not in the order that the task gives.": lambda answer: _close(
            np.sort(_LOSSES)
        )(sorted(answer)),
        "These are the numbers 1/p. The loss is the logarithm of such a number.": lambda answer: (
            _close([10, 1000])(answer[:2])
        ),
        "These are 1 - p, the missing probabilities. The loss is minus the logarithm of p.": _close(
            [0.9, 0.999, 1 - _THIRD.mean()]
        ),
        "The second and third are right. Without knowledge, ten classes share the probability "
        "1: how much has the right one?": _only_wrong(0),
        "The first and third are right. The second is minus the natural logarithm of "
        "1/1000.": _only_wrong(1),
        "The first two are right. The third is minus the logarithm of the mean probability; the"
        " loss is the mean of the two images' own losses.": _only_wrong(2, -np.log(_THIRD.mean())),
        "The first two are right. The third is the sum of both losses: the loss of a batch is "
        "their mean.": _only_wrong(2, -np.log(_THIRD).sum()),
        "The first two are right. The third is the mean of two losses: minus the logarithm of "
        "1/2, and minus the logarithm of 1/8.": _only_wrong(2),
    },
)


# --- 04.4 -----------------------------------------------------------------------------------


def _log_p_cases():
    """Batches whose sizes differ; in the last one answer is surely wrong, and costs infinity."""
    rng = np.random.default_rng(4)
    cases = [
        (losses.log_softmax(rng.normal(size=(n, c)) * 2), rng.integers(0, c, n))
        for n, c in ((5, 3), (1, 4), (7, 10))
    ]
    unlikely = np.log([[0.5, 0.25, 0.25], [1.0, 1e-9, 1e-300]]), np.array([1, 2])
    return [*cases, unlikely, (np.array([[-1.0, -0.5], [-np.inf, 0.0]]), np.array([1, 0]))]


_SURELY_WRONG = (
    "A right class with the probability 0 costs infinity, and the loss must say so: nothing is cut "
    "off, left out or added inside the logarithm."
)
_PICKED = "log_p[np.arange(len(labels)), labels]"

mean_nll = FunctionExercise(
    name="mean_nll",
    solution="""
def mean_nll(log_p, labels):
    return -log_p[np.arange(len(labels)), labels].mean()
""",
    names={"losses": losses},
    cases=_log_p_cases,
    passed="The other columns are not read, yet they count: log-softmax put their sum into each.",
    edits={
        ".mean()": {
            ".sum()": "This is the sum over the samples. The mean does not grow with the batch.",
            ".sum() / log_p.shape[1]": "This divides by the number of classes. The mean is taken "
            "over the N samples.",
            "": "One loss per sample is right so far; asked is one number for the batch, their "
            "mean.",
        },
        "return -log_p[np.arange(len(labels)), labels].mean()": {
            "return log_p[np.arange(len(labels)), labels].mean()": "The minus is missing: "
            "log-probabilities are negative, a loss is positive.",
            "return np.exp(-log_p[np.arange(len(labels)), labels].mean())": "This is e to the "
            "loss: there is an exponential too much.",
            "return -np.log(np.exp(log_p[np.arange(len(labels)), labels]).mean())": "This is the "
            "logarithm of the mean probability. The mean must be taken of the logarithms: "
            "otherwise one surely wrong sample hardly counts.",
            "picked = log_p[np.arange(len(labels)), labels]\n"
            "return -picked[np.isfinite(picked)].mean()": _SURELY_WRONG,
        },
        _PICKED: {
            "log_p[:, labels]": "log_p[:, labels] takes the columns of all labels from every row. "
            "From row n only the entry in column labels[n] counts: give two lists of indices.",
            "log_p[labels, np.arange(len(labels))]": "The two lists of indices have changed "
            "places: rows come first, and sample n is row n. The labels name columns.",
            "log_p[np.arange(len(labels)), labels - 1]": "Labels count from 0, as NumPy does: "
            "label 0 is the first column, nothing is to be subtracted.",
            "log_p[labels]": "log_p[labels] takes whole rows. The labels name columns: one in each "
            "row.",
            "log_p": "This is the mean over all classes, the labels have no part in it. Only the "
            "right class of each row counts.",
            "log_p.max(axis=1)": "This takes the most probable class of each row, not the right "
            "one: a network that is surely wrong would get a loss near 0.",
            "(np.eye(log_p.shape[1])[labels] * log_p)": "The zeros of the one-hot rows are counted "
            "in the mean, so you divide by N x C. Add along the classes first, then take the mean "
            "over the samples.",
            "np.log(log_p[np.arange(len(labels)), labels])": "log_p holds logarithms already; here "
            "the logarithm is taken a second time, of negative numbers.",
            "np.exp(log_p[np.arange(len(labels)), labels])": "This is minus the mean probability: "
            "there is an exponential too much. The loss is the mean of the logarithms.",
            "np.log(losses.softmax(np.exp(log_p)))[np.arange(len(labels)), labels]": "log_p "
            "already went through softmax and logarithm. Pick from it directly.",
            "np.maximum(log_p[np.arange(len(labels)), labels], -100)": _SURELY_WRONG,
            "np.log(np.exp(log_p[np.arange(len(labels)), labels]) + 1e-12)": _SURELY_WRONG,
        },
    },
)


# --- 04.7 -----------------------------------------------------------------------------------

_A_LITTLE = (
    "A small number inside the logarithm hides the -inf, but the result is wrong: for s = -1000 "
    "the right one is -1000, and yours stops far above it."
)
_CUT_OFF = (
    "Cutting s off prevents the overflow, but then the result stops too: for s = -1000 the right "
    "one is -1000. Take the logarithm on paper before you compute."
)
_LOST_DIGITS = (
    "Nearly: for s = 40 the result is 0, and should be -4.2e-18. 1 + e^-40 is rounded to 1, and "
    "its logarithm to 0. np.log1p(v) computes log(1 + v) without that loss."
)
_LITTLE = (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-300)
_ENDS = (20, 30, 50, 80, 88, 100, 500, 700, 709)

log_sigmoid = FunctionExercise(
    name="log_sigmoid",
    solution="""
def log_sigmoid(s):
    # log(1 / (1 + e^-s)) = -log(e^0 + e^-s), and logaddexp(a, b) = log(e^a + e^b) is stable.
    return -np.logaddexp(0, -s)
""",
    absolute=0,
    cases=lambda: [
        (np.array([-2.0, 0.0, 0.5, 3.0]),),
        (np.array([[-40.0, 1.0, 40.0], [5.0, -5.0, -0.1]]),),
        (np.array([1000.0, -1000.0]),),
        (np.array([-750.0]),),
    ],
    passed="For very negative s it is simply s: surely wrong costs as much as the lead.",
    edits={
        "-np.logaddexp(0, -s)": {
            "-np.log1p(np.exp(-s))": "It is right until the exponential overflows: for s = -1000 "
            "it says -inf, and the right number is -1000. Take the logarithm on paper before you "
            "compute.",
            "-np.log(1 + np.exp(-s))": "For s = -1000 the exponential overflows, and the right "
            "number is -1000. Take the logarithm on paper before you compute. (And for s = 40, 1 + "
            "e^-40 is rounded to 1: np.log1p keeps the rest.)",
            "s - np.log(1 + np.exp(s))": "It is right for negative s and NaN or inf for s = 1000, "
            "where the exponential overflows. Make sure that no exponent is above 0, whichever "
            "sign s has.",
            "s - np.log1p(np.exp(s))": "It is right for negative s and NaN or inf for s = 1000, "
            "where the exponential overflows. Make sure that no exponent is above 0, whichever "
            "sign s has.",
            "np.log(np.exp(s) / (1 + np.exp(s)))": "It is right for negative s and NaN for s = "
            "1000: there e^s / (1 + e^s) is inf / inf. Take the logarithm on paper before you "
            "compute.",
            "-np.logaddexp(0, s)": "This is the logarithm of the other class's probability: the "
            "sign of s is turned.",
            "np.logaddexp(0, -s)": "The sign is turned: a probability is at most 1, so its "
            "logarithm is at most 0.",
            "np.logaddexp(0, s)": "This is positive, and it grows with s: it is minus the "
            "logarithm of the other class's probability. Look at both signs.",
            "np.exp(-np.logaddexp(0, -s))": "This is the probability itself (the sigmoid). Asked "
            "is its logarithm.",
            "np.nan_to_num(-np.log1p(np.exp(-s)))": "Replacing the inf hides the accident, and for "
            "s = -1000 the result is still far from -1000. Take the logarithm on paper before you "
            "compute.",
            "np.nan_to_num(-np.log(1 + np.exp(-s)))": "Replacing the inf hides the accident, and "
            "for s = -1000 the result is still far from -1000. Take the logarithm on paper before "
            "you compute.",
            "np.minimum(s, 0)": "This is what remains far from 0. Near s = 0 the other exponential "
            "counts too: at s = 0 both classes have 1/2.",
            "np.minimum(s, 0) - np.log(1 + np.exp(-np.abs(s)))": _LOST_DIGITS,
            **{f"np.log(1 / (1 + np.exp(-s)) + {little})": _A_LITTLE for little in _LITTLE},
            **{f"-np.logaddexp(0, -np.clip(s, -{end}, {end}))": _CUT_OFF for end in _ENDS},
            "-np.log1p(np.exp(np.minimum(-s, 700)))": _CUT_OFF,
            "-np.log(1 + np.exp(np.minimum(-s, 700)))": _CUT_OFF,
            **{f"-np.log(1 + np.exp(-np.clip(s, -{end}, {end})))": _CUT_OFF for end in _ENDS},
        },
    },
)
