"""The checks of lesson 04, softmax and loss."""

import functools

import numpy as np

from course_utils import losses
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _silent(answer):
    """Mistakes overflow on purpose: their warnings would only confuse the learner."""

    @functools.wraps(answer)
    def quiet(*arguments):
        with np.errstate(all="ignore"):
            return answer(*arguments)

    return quiet


def _rows(values):
    """Each row divided by its sum."""
    return values / values.sum(axis=1, keepdims=True)


def _one_hot(scores, labels):
    return np.eye(scores.shape[1])[labels]


# --- 04.1 -----------------------------------------------------------------------------------


def _reheat(p, temperature):
    return _rows(p ** (1 / temperature))


reheat = FunctionExercise(
    name="reheat",
    solution=_reheat,
    cases=lambda: [
        (np.array([[0.7, 0.2, 0.1], [0.05, 0.8, 0.15]]), 2.0),
        (np.array([[0.1, 0.2, 0.3, 0.4]]), 0.5),
        (np.array([[0.6, 0.4], [0.25, 0.75], [0.5, 0.5]]), 3),
        (np.array([[0.9, 0.04, 0.06], [0.3, 0.3, 0.4]]), 1.0),
    ],
    passed="The order of the classes stayed: a temperature changes how sure, never which.",
    mistakes=[
        Mistake(
            "The numbers are right, but in a list of rows. Make it an array: np.array(...).",
            lambda p, t: list(_reheat(p, t)),
        ),
        Mistake(
            "This is right for 1/temperature: a high temperature makes your forecast more sure. "
            "The scores are divided by the temperature, not multiplied.",
            lambda p, t: _rows(p**t),
        ),
        Mistake(
            "This takes the probabilities themselves as scores. Which function of p gives numbers "
            "whose differences mean ratios of probabilities?",
            lambda p, t: losses.softmax(p / t),
        ),
        Mistake(
            "This divides after the softmax: the rows no longer have the sum 1. The temperature "
            "belongs to the scores, so first get back to scores.",
            lambda p, t: p / t,
        ),
        Mistake(
            "Each ratio is right, but the rows do not have the sum 1 yet.",
            lambda p, t: p ** (1 / t),
        ),
        Mistake(
            "These are scores, log p / T. One step is left: turn them into probabilities.",
            lambda p, t: np.log(p) / t,
        ),
        Mistake(
            "The forecast comes back as it was. Dividing all probabilities of a row by the same "
            "number and then by their sum cancels; it is the scores that are divided.",
            lambda p, t: p,
        ),
        Mistake(
            "The sum runs along axis 0: here the samples compete with one another. Every row must "
            "have the sum 1.",
            lambda p, t: p ** (1 / t) / (p ** (1 / t)).sum(axis=0),
        ),
        Mistake(
            "The sum runs over the whole batch. Every row must have the sum 1 by itself.",
            lambda p, t: p ** (1 / t) / (p ** (1 / t)).sum(),
        ),
        Mistake(
            "This takes another logarithm than the natural one, and the exponential does not undo "
            "it. (In NumPy, np.log is the natural logarithm.)",
            lambda p, t: _rows(p ** (1 / (t * np.log(10)))),
        ),
        Mistake(
            "This takes another logarithm than the natural one, and the exponential does not undo "
            "it. (In NumPy, np.log is the natural logarithm.)",
            lambda p, t: _rows(p ** (1 / (t * np.log(2)))),
        ),
        Mistake(
            "log(p / (1 - p)) undoes the sigmoid, not the softmax. In a softmax the ratio of two "
            "*classes* is e to the difference of their scores.",
            lambda p, t: _rows((p / (1 - p)) ** (1 / t)),
        ),
        Mistake(
            "This shifts the scores by a number instead of dividing them, and a shift changes "
            "nothing. Look at section 3 again.",
            lambda p, t: p * np.exp(-t),
        ),
    ],
)


# --- 04.2 -----------------------------------------------------------------------------------


def _naive(scores):
    return _rows(np.exp(scores))


softmax_rows = FunctionExercise(
    name="softmax_rows",
    solution=losses.softmax,
    cases=lambda: [
        (np.array([[2.0, 1.0, -1.0], [0.0, 3.0, 1.0]]),),
        (np.array([[0.5, -0.5, 0.0, 1.5]]),),
        (np.array([[1000.0, 1001.0, 999.0], [3.0, 2.0, 1.0]]),),
        (np.array([[-1000.0, -1001.0, -1003.0, -1002.0], [-5.0, 0.0, 1.0, 2.0]]),),
        (np.array([[1000.0, 1001.0], [-1000.0, -1002.0], [0.0, 1.0]]),),
        (np.array([[0.0, 3000.0, 1.0], [5.0, 2.0, 900.0]]),),
        (np.array([[20_000.0, 0.0, 1.0, 2.0, -9.0], [0.0, 0.0, 0.0, 0.0, -3000.0]]),),
    ],
    passed="With the largest score at 0 no power is above 1, and the sum lies between 1 and C.",
    mistakes=[
        Mistake(
            "The numbers are right, but in a list of rows. Make it an array: np.array(...).",
            lambda z: list(losses.softmax(z)),
        ),
        Mistake(
            "Two things: the sum runs along axis 0, where the samples compete with one another, "
            "and large scores give NaN. Put the axis right first.",
            _silent(lambda z: np.exp(z) / np.exp(z).sum(axis=0)),
        ),
        Mistake(
            "Two things: all probabilities of the batch together have the sum 1, where every row "
            "should, and large scores give NaN. Put the axis right first.",
            _silent(lambda z: np.exp(z) / np.exp(z).sum()),
        ),
        Mistake(
            "It is right for small scores and gives NaN for large ones. Shift the scores before "
            "the exponential, so that the largest exponent is 0.",
            _silent(_naive),
        ),
        Mistake(
            "It survives, until one row lies far below another: the maximum of the whole batch "
            "turns all powers of that row into 0, and 0/0 is NaN. Each row has its own maximum.",
            _silent(lambda z: _naive(z - z.max())),
        ),
        Mistake(
            "The maximum is taken along axis 0, one number a class. A different shift for each "
            "class changes the differences in a row, and with them the probabilities.",
            _silent(lambda z: _naive(z - z.max(axis=0))),
        ),
        Mistake(
            "The columns have the sum 1, not the rows: this is softmax along axis 0, where the "
            "samples compete with one another.",
            lambda z: losses.softmax(z, axis=0),
        ),
        Mistake(
            "The sum runs over the whole batch: all probabilities together are 1. Every row must "
            "have the sum 1 by itself.",
            _silent(lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum()),
        ),
        Mistake(
            "The sum runs over the whole batch, although each row has its own maximum. Add along "
            "the classes only.",
            lambda z: (lambda e: e / e.sum())(np.exp(z - z.max(axis=1, keepdims=True))),
        ),
        Mistake(
            "These are powers of e with the right shift, but not divided by their sum yet.",
            lambda z: np.exp(z - z.max(axis=1, keepdims=True)),
        ),
        Mistake(
            "These are log-probabilities. Asked are the probabilities: numbers from 0 to 1.",
            losses.log_softmax,
        ),
        Mistake(
            "Subtracting the mean helps if all scores of a row are large, but one score far above "
            "the others still overflows. Which shift leaves no exponent above 0?",
            _silent(lambda z: _naive(z - z.mean(axis=1, keepdims=True))),
        ),
        Mistake(
            "Subtracting the smallest score makes every exponent positive, and the largest ones "
            "overflow. Shift the other end of the row to 0.",
            _silent(lambda z: _naive(z - z.min(axis=1, keepdims=True))),
        ),
        Mistake(
            "The shift is the score of one fixed class, and that need not be the largest: another "
            "one far above it still overflows.",
            _silent(lambda z: _naive(z - z[:, :1])),
        ),
        Mistake(
            "The shift is the score of one fixed class, and that need not be the largest: another "
            "one far above it still overflows.",
            _silent(lambda z: _naive(z - z[:, -1:])),
        ),
        Mistake(
            "The powers are right, but each is divided by the sum of its column. Every row must "
            "have the sum 1.",
            _silent(
                lambda z: (lambda e: e / e.sum(axis=0))(np.exp(z - z.max(axis=1, keepdims=True)))
            ),
        ),
        Mistake(
            "The shift is the largest size without its sign, and for a row of negative numbers "
            "that is the wrong end: all powers become 0, and 0/0 is NaN. Take the maximum itself.",
            _silent(lambda z: _naive(z - np.abs(z).max(axis=1, keepdims=True))),
        ),
        Mistake(
            "A fixed number is right for some rows only: others overflow, or all their powers "
            "become 0, and 0/0 is NaN. Let each row choose its own shift.",
            _silent(lambda z: _naive(z - 1000)),
        ),
        Mistake(
            "Dividing all scores by a fixed number is a temperature: it changes the probabilities. "
            "Only adding or subtracting leaves them as they are.",
            _silent(lambda z: _naive(z / 1000)),
        ),
        Mistake(
            "Dividing by the maximum is a temperature: it changes the probabilities. Only adding "
            "or subtracting leaves them as they are.",
            _silent(lambda z: _naive(z / z.max(axis=1, keepdims=True))),
        ),
        Mistake(
            "Here NaN was replaced by a number. The row then no longer is what softmax would "
            "give: prevent the overflow instead of hiding it.",
            _silent(lambda z: np.nan_to_num(_naive(z))),
        ),
        Mistake(
            "Here NaN was replaced by a number. The row then no longer is what softmax would "
            "give: prevent the overflow instead of hiding it.",
            _silent(lambda z: np.nan_to_num(_naive(z), nan=1.0)),
        ),
        Mistake(
            "Cutting the scores off makes different large scores equal: 1000 and 1001 must give "
            "the same probabilities as 0 and 1.",
            _silent(lambda z: _naive(np.clip(z, -500, 500))),
        ),
    ],
)


# --- 04.3 -----------------------------------------------------------------------------------


def _log_with_a_little(little):
    return lambda s: np.log(np.exp(-np.logaddexp(0, -s)) + little)


log_sigmoid = FunctionExercise(
    name="log_sigmoid",
    solution=lambda s: -np.logaddexp(0, -s),
    cases=lambda: [
        (np.array([-2.0, 0.0, 0.5, 3.0]),),
        (np.array([[-40.0, 1.0, 40.0], [5.0, -5.0, -0.1]]),),
        (np.array([1000.0, -1000.0]),),
        (np.array([-750.0]),),
    ],
    passed="For very negative s it is simply s: surely wrong costs as much as the lead.",
    mistakes=[
        Mistake(
            "It is right until the exponential overflows: for s = -1000 it says -inf, and the "
            "right number is -1000. Take the logarithm on paper before you compute.",
            _silent(lambda s: -np.log1p(np.exp(-s))),
        ),
        Mistake(
            "It is right for negative s and NaN or inf for s = 1000, where the exponential "
            "overflows. Make sure that no exponent is above 0, whichever sign s has.",
            _silent(lambda s: s - np.log(1 + np.exp(s))),
        ),
        Mistake(
            "It is right for negative s and NaN for s = 1000: there e^s / (1 + e^s) is inf / inf. "
            "Take the logarithm on paper before you compute.",
            _silent(lambda s: np.log(np.exp(s) / (1 + np.exp(s)))),
        ),
        Mistake(
            "This is the logarithm of the other class's probability: the sign of s is turned.",
            lambda s: -np.logaddexp(0, s),
        ),
        Mistake(
            "The sign is turned: a probability is at most 1, so its logarithm is at most 0.",
            lambda s: np.logaddexp(0, -s),
        ),
        Mistake(
            "This is positive, and it grows with s: it is minus the logarithm of the other "
            "class's probability. Look at both signs.",
            lambda s: np.logaddexp(0, s),
        ),
        Mistake(
            "This is the probability itself (the sigmoid). Asked is its logarithm.",
            lambda s: np.exp(-np.logaddexp(0, -s)),
        ),
        *(
            Mistake(
                "A small number inside the logarithm hides the -inf, but the result is wrong: for "
                "s = -1000 the right one is -1000, and yours stops far above it.",
                _log_with_a_little(little),
            )
            for little in (1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-300)
        ),
        Mistake(
            "Replacing the inf hides the accident, and for s = -1000 the result is still far from "
            "-1000. Take the logarithm on paper before you compute.",
            _silent(lambda s: np.nan_to_num(-np.log1p(np.exp(-s)))),
        ),
        *(
            Mistake(
                "Cutting s off prevents the overflow, but then the result stops too: for s = -1000 "
                "the right one is -1000. Take the logarithm on paper before you compute.",
                functools.partial(lambda s, end: -np.logaddexp(0, -np.clip(s, -end, end)), end=end),
            )
            for end in (20, 30, 50, 80, 88, 100, 500, 700, 709)
        ),
        Mistake(
            "This is what remains far from 0. Near s = 0 the other exponential counts too: at "
            "s = 0 both classes have 1/2.",
            lambda s: np.minimum(s, 0),
        ),
    ],
)


# --- 04.4 -----------------------------------------------------------------------------------

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
    mistakes=[
        Mistake(
            "These are logarithms to base 10. The course, like NumPy and PyTorch, takes the "
            "natural logarithm.",
            _close(-np.log10(_PROBABILITIES)),
        ),
        Mistake(
            "These are logarithms to base 2, so the losses in bits. The course takes the natural "
            "logarithm.",
            _close(-np.log2(_PROBABILITIES)),
        ),
        Mistake(
            "The sizes are right. But the logarithm of a number below 1 is negative, and a loss "
            "has a minus before it.",
            _close(np.log(_PROBABILITIES)),
        ),
        Mistake(
            "These are probabilities of the right class. What is the loss of each?",
            lambda answer: any(
                _close([0.1, 0.001, third])(answer) for third in (0.25, _THIRD.mean(), 1 / 16)
            ),
        ),
        Mistake(
            "The numbers are right, but not in the order that the task gives.",
            lambda answer: _close(np.sort(_LOSSES))(sorted(answer)),
        ),
        Mistake(
            "These are the numbers 1/p. The loss is the logarithm of such a number.",
            lambda answer: _close([10, 1000])(answer[:2]),
        ),
        Mistake(
            "These are 1 - p, the missing probabilities. The loss is minus the logarithm of p.",
            _close([0.9, 0.999, 1 - _THIRD.mean()]),
        ),
        Mistake(
            "The second and third are right. Without knowledge, ten classes share the probability "
            "1: how much has the right one?",
            _only_wrong(0),
        ),
        Mistake(
            "The first and third are right. The second is minus the natural logarithm of 1/1000.",
            _only_wrong(1),
        ),
        Mistake(
            "The first two are right. The third is minus the logarithm of the mean probability; "
            "the loss is the mean of the two images' own losses.",
            _only_wrong(2, -np.log(_THIRD.mean())),
        ),
        Mistake(
            "The first two are right. The third is the sum of both losses: the loss of a batch is "
            "their mean.",
            _only_wrong(2, -np.log(_THIRD).sum()),
        ),
        Mistake(
            "The first two are right. The third is the mean of two losses: minus the logarithm of "
            "1/2, and minus the logarithm of 1/8.",
            _only_wrong(2),
        ),
    ],
)


# --- 04.5 -----------------------------------------------------------------------------------


def _picked(log_p, labels):
    return log_p[np.arange(len(labels)), labels]


def _log_p_cases():
    rng = np.random.default_rng(4)
    return [
        (losses.log_softmax(rng.normal(size=(n, c)) * 2), rng.integers(0, c, n))
        for n, c in ((5, 3), (1, 4), (7, 10))
    ]


mean_nll = FunctionExercise(
    name="mean_nll",
    solution=losses.nll_loss,
    cases=_log_p_cases,
    passed="The other columns are not read, yet they count: log-softmax put their sum into each.",
    mistakes=[
        Mistake(
            "This is the sum over the samples. The mean does not grow with the batch.",
            lambda log_p, y: -_picked(log_p, y).sum(),
        ),
        Mistake(
            "The minus is missing: log-probabilities are negative, a loss is positive.",
            lambda log_p, y: _picked(log_p, y).mean(),
        ),
        Mistake(
            "log_p holds logarithms already; here the logarithm is taken a second time, of "
            "negative numbers.",
            _silent(lambda log_p, y: -np.log(_picked(log_p, y)).mean()),
        ),
        Mistake(
            "log_p[:, labels] takes the columns of all labels from every row. From row n only the "
            "entry in column labels[n] counts: give two lists of indices.",
            lambda log_p, y: -log_p[:, y].mean(),
        ),
        Mistake(
            "The two lists of indices have changed places: rows come first, and sample n is row n. "
            "The labels name columns.",
            lambda log_p, y: -log_p[y, np.arange(len(y))].mean(),
        ),
        Mistake(
            "This divides by the number of classes. The mean is taken over the N samples.",
            lambda log_p, y: -_picked(log_p, y).sum() / log_p.shape[1],
        ),
        Mistake(
            "Labels count from 0, as NumPy does: label 0 is the first column, nothing is to be "
            "subtracted.",
            lambda log_p, y: -_picked(log_p, y - 1).mean(),
        ),
        Mistake(
            "log_p[labels] takes whole rows. The labels name columns: one in each row.",
            lambda log_p, y: -log_p[y].mean(),
        ),
        Mistake(
            "This is the mean over all classes, the labels have no part in it. Only the right "
            "class of each row counts.",
            lambda log_p, y: -log_p.mean(),
        ),
        Mistake(
            "This takes the most probable class of each row, not the right one: a network that is "
            "surely wrong would get a loss near 0.",
            lambda log_p, y: -log_p.max(axis=1).mean(),
        ),
        Mistake(
            "The zeros of the one-hot rows are counted in the mean, so you divide by N x C. Add "
            "along the classes first, then take the mean over the samples.",
            lambda log_p, y: -(_one_hot(log_p, y) * log_p).mean(),
        ),
        Mistake(
            "This is minus the mean probability: there is an exponential too much. The loss is "
            "the mean of the logarithms.",
            lambda log_p, y: -np.exp(_picked(log_p, y)).mean(),
        ),
        Mistake(
            "This is the logarithm of the mean probability. The mean must be taken of the "
            "logarithms: otherwise one surely wrong sample hardly counts.",
            lambda log_p, y: -np.log(np.exp(_picked(log_p, y)).mean()),
        ),
        Mistake(
            "One loss a sample is right so far; asked is one number for the batch, their mean.",
            lambda log_p, y: -_picked(log_p, y),
        ),
        Mistake(
            "This is e to the loss: there is an exponential too much.",
            lambda log_p, y: np.exp(-_picked(log_p, y).mean()),
        ),
        Mistake(
            "log_p already went through softmax and logarithm. Pick from it directly.",
            lambda log_p, y: losses.nll_loss(np.log(losses.softmax(np.exp(log_p))), y),
        ),
    ],
)


# --- 04.6 -----------------------------------------------------------------------------------


def _score_cases():
    rng = np.random.default_rng(5)
    cases = [(rng.normal(size=(n, c)) * 2, rng.integers(0, c, n)) for n, c in ((5, 3), (1, 4))]
    return [*cases, (np.array([[900.0, 0.0], [1.0, -1.0], [-800.0, 2.0]]), np.array([1, 0, 0]))]


def _columns_minus_one(scores, labels):
    p = losses.softmax(scores)
    p[:, labels] -= 1
    return p / len(labels)


def _naive_gradient(scores, labels):
    with np.errstate(all="ignore"):
        return (_naive(scores) - _one_hot(scores, labels)) / len(labels)


_NAIVE = (
    "The formula is right, but the softmax in it overflows for large scores and gives NaN. Take "
    "losses.softmax, or your own of exercise 04.2."
)


def _rows_minus_one(scores, labels):
    p = losses.softmax(scores)
    p[labels] -= 1
    return p / len(labels)


def _diagonal_only(scores, labels):
    p, y = losses.softmax(scores), _one_hot(scores, labels)
    return (p - 1) * y / len(labels)


def _squared(scores, labels):
    p = losses.softmax(scores)
    e = 2 * (p - _one_hot(scores, labels))
    return p * (e - (p * e).sum(axis=1, keepdims=True)) / len(labels)


loss_gradient = FunctionExercise(
    name="loss_gradient",
    solution=losses.cross_entropy_gradient,
    cases=_score_cases,
    passed="Each row has the sum 0: what one class gains, the others lose.",
    mistakes=[
        Mistake(
            "The numbers are right, but in a list of rows. Make it an array: np.array(...).",
            lambda z, y: list(losses.cross_entropy_gradient(z, y)),
        ),
        Mistake(
            "The softmax runs along axis 0 here, down the samples. Each row is one distribution.",
            lambda z, y: (losses.softmax(z, axis=0) - _one_hot(z, y)) / len(y),
        ),
        Mistake(
            "Each row is right for itself. But the loss is the mean over N samples: what does "
            "that do to each row's share?",
            lambda z, y: losses.softmax(z) - _one_hot(z, y),
        ),
        Mistake(
            "The sign is turned: this is y - p, the direction downhill. The gradient points "
            "uphill.",
            lambda z, y: (_one_hot(z, y) - losses.softmax(z)) / len(y),
        ),
        Mistake(
            "The sign is turned, and the mean's division by N is missing.",
            lambda z, y: _one_hot(z, y) - losses.softmax(z),
        ),
        Mistake(
            "The labels have no part in this: p / N. The rows should have the sum 0; where does "
            "the 1 of the right class go?",
            lambda z, y: losses.softmax(z) / len(y),
        ),
        Mistake(
            "These are only the probabilities: the one-hot labels are missing, and so is the mean.",
            lambda z, y: losses.softmax(z),
        ),
        Mistake(
            "This divides by N x C, all entries. The loss is a mean over the N samples only.",
            lambda z, y: (losses.softmax(z) - _one_hot(z, y)) / z.size,
        ),
        Mistake(
            "This divides by the number of classes. The loss is a mean over the samples.",
            lambda z, y: (losses.softmax(z) - _one_hot(z, y)) / z.shape[1],
        ),
        Mistake(
            "Only the right class has a gradient here: the diagonal of the Jacobian alone. The "
            "wrong classes share the sum S, so their scores count too.",
            _diagonal_only,
        ),
        Mistake(
            "Only the right class has a gradient here, the diagonal of the Jacobian alone, and "
            "the mean is missing.",
            lambda z, y: _diagonal_only(z, y) * len(y),
        ),
        Mistake(
            "This is p(1 - p), the diagonal of the Jacobian. It is the slope of the softmax, and "
            "the logarithm and the other classes are still missing.",
            lambda z, y: losses.softmax(z) * (1 - losses.softmax(z)) / len(y),
        ),
        Mistake(
            "Here p is multiplied by its slope p(1 - p) after the subtraction, as in squared "
            "error. For cross-entropy 1/p cancels that factor: nothing is left to multiply.",
            lambda z, y: (lambda p: (p - _one_hot(z, y)) * p * (1 - p))(losses.softmax(z)) / len(y),
        ),
        Mistake(
            "This is the gradient of the squared error of the probabilities. For cross-entropy "
            "the result is simpler.",
            _squared,
        ),
        Mistake(
            "p[:, labels] -= 1 changes whole columns, for all rows. Each row has one label: use "
            "two lists of indices, rows and columns.",
            _columns_minus_one,
        ),
        Mistake(
            "p[labels] -= 1 changes whole rows, and it takes the labels for row numbers. Each row "
            "has one label: use two lists of indices, rows and columns.",
            _rows_minus_one,
        ),
        Mistake(_NAIVE, _naive_gradient),
        Mistake(
            "Labels count from 0, as NumPy does: label 0 is the first column, nothing is to be "
            "subtracted from the labels.",
            lambda z, y: (losses.softmax(z) - _one_hot(z, y - 1)) / len(y),
        ),
        Mistake(
            "The division by N stands at the labels only: put brackets around p - y.",
            lambda z, y: losses.softmax(z) - _one_hot(z, y) / len(y),
        ),
        Mistake(
            "The division by N stands at the probabilities only: the 1 of the right class belongs "
            "to the mean too.",
            lambda z, y: losses.softmax(z) / len(y) - _one_hot(z, y),
        ),
        Mistake(
            "The labels are class numbers, such as 2, and here such a number is subtracted from a "
            "whole row. Make each label a row of zeros with a single 1 first.",
            lambda z, y: (losses.softmax(z) - y[:, None]) / len(y),
        ),
        Mistake(
            "These are log-probabilities minus labels. The gradient compares probabilities with "
            "the labels.",
            lambda z, y: (losses.log_softmax(z) - _one_hot(z, y)) / len(y),
        ),
        Mistake(
            "The mean is taken of the gradients: one row is left. Each row of scores has its own "
            "gradient, and the division by N is all that remains of the mean.",
            lambda z, y: (losses.softmax(z) - _one_hot(z, y)).mean(axis=0),
        ),
        Mistake(
            "This is the derivative with respect to the probabilities, -1/p at the right "
            "class. It still has to pass the softmax.",
            _silent(lambda z, y: -_one_hot(z, y) / losses.softmax(z) / len(y)),
        ),
        Mistake(
            "Here the one-hot labels are subtracted from the scores. It is the probabilities "
            "that are compared with the labels.",
            lambda z, y: (z - _one_hot(z, y)) / len(y),
        ),
    ],
)


# --- 04.7 -----------------------------------------------------------------------------------

floor_twice = FunctionExercise(
    name="floor_twice",
    solution=lambda classes: -np.log(np.e / (np.e + classes - 1)),
    cases=lambda: [(10,), (2,), (3,), (1000,)],
    tolerance=1e-3,
    passed="The more classes, the higher: for 1000 classes it is 5.91, about log 1000 - 1.",
    mistakes=[
        Mistake(
            "0 is the best loss of one softmax, with p = 1. After a second softmax p can't reach "
            "1, because its scores are at most 1 point apart.",
            lambda c: 0,
        ),
        Mistake(
            "This is log C, the loss of knowing nothing, when all scores are equal. In the best "
            "case the right class leads by 1 point.",
            lambda c: np.log(c),
        ),
        Mistake(
            "This is the largest loss, not the smallest: here a wrong class has the score 1. In "
            "the best case the right one has it.",
            lambda c: np.log(np.e + c - 1),
        ),
        Mistake(
            "The right class is counted twice in the sum: beside it there are C - 1 others.",
            lambda c: np.log((np.e + c) / np.e),
        ),
        Mistake(
            "The right class counts e in the sum too: it is e + C - 1, not C.",
            lambda c: np.log(c) - 1,
        ),
        Mistake(
            "The other classes are missing but one: there are C - 1 of them, each with e to the 0.",
            lambda c: np.log((np.e + 1) / np.e) + 0 * c,
        ),
        Mistake(
            "The minus is missing: the logarithm of a probability is negative, a loss is not.",
            lambda c: np.log(np.e / (np.e + c - 1)),
        ),
        Mistake(
            "This is the best probability of the right class. Asked is the loss, one step more.",
            lambda c: np.e / (np.e + c - 1),
        ),
        Mistake(
            "1.461 is right for ten classes. The function must work for any number of them.",
            lambda c: 1.46115 + 0 * c,
        ),
    ],
)


# --- 04.8 -----------------------------------------------------------------------------------


def _smooth(scores, labels, s):
    classes = scores.shape[1]
    q = (1 - s) * _one_hot(scores, labels) + s / classes
    return (losses.softmax(scores) - q) / len(labels)


def _smooth_with(target):
    return lambda z, y, s: (losses.softmax(z) - target(_one_hot(z, y), s, z.shape[1])) / len(y)


smooth_gradient = FunctionExercise(
    name="smooth_gradient",
    solution=_smooth,
    cases=lambda: (
        [
            (scores, labels, s)
            for (scores, labels), s in zip(_score_cases(), (0.1, 0.3, 0.0), strict=True)
        ]
        + [(np.array([[3.0, 0.0, -1.0], [900.0, 1.0, 0.0]]), np.array([2, 0]), 0.5)]
    ),
    passed="p - q: the derivation needed only that the target row has the sum 1.",
    mistakes=[
        Mistake(
            "This is the gradient without smoothing. The target row is q, not the one-hot row.",
            lambda z, y, s: losses.cross_entropy_gradient(z, y),
        ),
        Mistake(
            "Each row is right for itself, but the loss is the mean over N samples.",
            lambda z, y, s: _smooth(z, y, s) * len(y),
        ),
        Mistake(
            _NAIVE,
            lambda z, y, s: _naive_gradient(z, y) + s * (_one_hot(z, y) - 1 / z.shape[1]) / len(y),
        ),
        Mistake(
            "This divides by the number of classes. The loss is a mean over the N samples.",
            lambda z, y, s: _smooth(z, y, s) * len(y) / z.shape[1],
        ),
        Mistake(
            "The sign is turned: the gradient points to where the loss rises.",
            lambda z, y, s: -_smooth(z, y, s),
        ),
        Mistake(
            "Your right class lost s without getting its own share s / C, and the wrong classes "
            "share all of s. In the task each class gets s / C, also the right one.",
            _smooth_with(lambda Y, s, c: (1 - s) * Y + s / (c - 1) * (1 - Y)),
        ),
        Mistake(
            "The wrong classes get their s / C, but the right one only 1 - s: the target rows do "
            "not have the sum 1. It gets a share too.",
            _smooth_with(lambda Y, s, c: (1 - s) * Y + s / c * (1 - Y)),
        ),
        Mistake(
            "Each class gets the whole s here: the target rows do not have the sum 1. The s is "
            "shared by C classes.",
            _smooth_with(lambda Y, s, c: (1 - s) * Y + s),
        ),
        Mistake(
            "The right class is lowered to 1 - s, but nobody gets what it lost: the target rows "
            "do not have the sum 1.",
            _smooth_with(lambda Y, s, c: (1 - s) * Y),
        ),
        Mistake(
            "The share is added, but the one-hot row is not lowered by the factor 1 - s: the "
            "target rows have a sum above 1.",
            _smooth_with(lambda Y, s, c: Y + s / c),
        ),
        Mistake(
            "The share is s / N here, by the number of samples. It is shared by the C classes.",
            lambda z, y, s: (losses.softmax(z) - (1 - s) * _one_hot(z, y) - s / len(y)) / len(y),
        ),
        Mistake(
            "The share s / C has the wrong sign: it is part of q, and all of q is subtracted. "
            "Brackets help.",
            lambda z, y, s: (
                (losses.softmax(z) - (1 - s) * _one_hot(z, y) + s / z.shape[1]) / len(y)
            ),
        ),
        Mistake(
            "This is the derivative with respect to the probabilities, -q/p. It still "
            "has to pass the softmax.",
            _silent(
                lambda z, y, s: (
                    -((1 - s) * _one_hot(z, y) + s / z.shape[1]) / losses.softmax(z) / len(y)
                )
            ),
        ),
        Mistake(
            "s and 1 - s have changed places: at s = 0 the target must be the one-hot row.",
            _smooth_with(lambda Y, s, c: s * Y + (1 - s) / c),
        ),
        Mistake(
            "The whole gradient is multiplied by 1 - s: the smoothed share s / C has its part of "
            "p as well. Derive with the full row q.",
            lambda z, y, s: (1 - s) * losses.cross_entropy_gradient(z, y),
        ),
        Mistake(
            "Here the probabilities are smoothed, and the labels are not. The target is what "
            "changes; p stays the softmax.",
            lambda z, y, s: (
                ((1 - s) * losses.softmax(z) + s / z.shape[1] - _one_hot(z, y)) / len(y)
            ),
        ),
    ],
)
