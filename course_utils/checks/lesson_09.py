"""The checks of lesson 09, normalisation."""

import functools

import numpy as np
import torch

from course_utils import normalization as norm
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _array(value):
    """The value as an array, also from a tensor or from lists; anything else as it is."""
    if isinstance(value, torch.Tensor):
        return value.detach().cpu().numpy()
    if isinstance(value, (list, tuple)):
        try:
            return np.array([_array(v) for v in value], dtype=float)
        except (TypeError, ValueError):
            return value
    return value


def _agrees(got, wanted, rtol=1e-5, atol=1e-5):
    try:
        return np.shape(got) == wanted.shape and np.allclose(got, wanted, rtol, atol)
    except (TypeError, ValueError):
        return False


def _one_array(answer, *arguments):
    """Observe one array, whether it comes from NumPy, from PyTorch or as lists."""
    return _array(answer(*arguments))


def _in_order(solution, *names):
    """Observe several results by their names, one after the other up to the first wrong one.

    So a hint speaks of the first wrong part, whatever the later ones are.
    """

    def observe(answer, *arguments):
        right = solution(*arguments)
        value = answer(*arguments)
        if isinstance(value, (np.ndarray, torch.Tensor)) and value.ndim:
            value = list(value)
        if not isinstance(value, (tuple, list)) or len(value) != len(names):
            return value
        seen = {}
        for name, got, wanted in zip(names, value, right, strict=True):
            seen[name] = _array(got)
            if not _agrees(seen[name], wanted):
                break
        return seen

    return observe


def _silent(answer):
    """Mistakes divide by zero on purpose: their warnings would only confuse the learner."""

    @functools.wraps(answer)
    def quiet(*arguments):
        with np.errstate(all="ignore"):
            return answer(*arguments)

    return quiet


def _with(solution, place, part):
    """A function like the solution, but with one of its results replaced by part(*arguments)."""

    def answer(*arguments):
        results = list(solution(*arguments))
        results[place] = part(*arguments)
        return tuple(results)

    return _silent(answer)


def _only_first(solution, names):
    return Mistake(
        f"Only the first result is returned. Return {names}.", lambda *a: solution(*a)[0]
    )


def _draw(seed, *shape):
    """Numbers with a sign, an offset and a size that differ from column to column."""
    rng = np.random.default_rng(seed)
    width = shape[-1]
    return rng.normal(size=shape) * rng.uniform(0.5, 3, width) + rng.normal(0, 3, width)


# --- 09.1 -----------------------------------------------------------------------------------


def _rows(batches):
    return np.concatenate(batches)


def _without_zero(std):
    return np.where(std < 1e-12, 1, std)


def _statistics(batches):
    rows = _rows(batches)
    return rows.mean(axis=0), _without_zero(rows.std(axis=0))


def _batches_cases():
    first = [_draw(71, 4, 3), _draw(72, 1, 3), _draw(73, 7, 3)]
    steady = [np.column_stack([_draw(74 + n, n, 2), np.full(n, n / 2)]) for n in (2, 5)]
    constant = [np.column_stack([_draw(78 + n, n, 1), np.full(n, 2.5)]) for n in (3, 1, 2)]
    # 0.1 + 0.1 + 0.1 is a little more than 0.3, so the computed std is 1e-17.
    rounded = [np.column_stack([np.full(n, 0.1), _draw(76 + n, n, 1)]) for n in (1, 2)]
    far = [_draw(83 + n, n, 2) + np.array([1e7, 0]) for n in (3, 5)]
    return [(first,), (steady,), (constant,), (rounded,), (far,)]


def _observe_statistics(answer, batches):
    """mean and std in order; where rounding decides, only whether they are right.

    What rounding leaves of a wrong formula differs from one spelling of it to the next.
    """
    seen = _in_order(_statistics, "mean", "std")(answer, batches)
    rows = _rows(batches)
    std, mean = rows.std(axis=0), np.abs(rows.mean(axis=0))
    if isinstance(seen, dict) and ((std > 0) & (std < 1e-4 * mean)).any():
        for name, wanted in zip(("mean", "std"), _statistics(batches), strict=True):
            if not _agrees(seen[name], wanted, rtol=1e-9, atol=1e-6):
                return {name: "numbers that are lost in rounding"}
    return seen


_WRONG_MEANS = [
    (
        "This is the mean of the batches' means. A batch of one row then counts as much as a batch "
        "of seven: divide the sum of all rows by the number of all rows.",
        lambda b: np.mean([part.mean(axis=0) for part in b], axis=0),
    ),
    (
        "The sum is divided by the number of batches. Divide by the number of rows.",
        lambda b: _rows(b).sum(axis=0) / len(b),
    ),
    ("This is the sum of all rows. Divide it by how many they are.", lambda b: _rows(b).sum(0)),
    ("This is the mean of the first batch only.", lambda b: b[0].mean(axis=0)),
    (
        "This is the mean of the last batch only: a loop writes each batch over the one before.",
        lambda b: b[-1].mean(axis=0),
    ),
    ("This is one mean for all features. Each has its own: axis 0.", lambda b: _rows(b).mean()),
    (
        "This is the median, the one in the middle. The mean is the sum over the number.",
        lambda b: np.median(_rows(b), axis=0),
    ),
    ("The two results have changed places: (mean, std).", lambda b: _statistics(b)[1]),
    (
        "It is right, except for a feature near 10 million: float32 keeps only seven digits. Stay "
        "with the float64 of the batches.",
        lambda b: _rows(b).astype(np.float32).mean(axis=0),
    ),
]


def _pooled(b, ddof=0):
    within = sum(((part - part.mean(axis=0)) ** 2).sum(axis=0) for part in b)
    return np.sqrt(within / (len(_rows(b)) - ddof))


_WITHIN = (
    "The std of what lies inside the batches: each distance starts from its own batch's mean. "
    "Where batches differ from one another, that is too small. Take all distances from the mean "
    "of all rows."
)
_MEAN_OF_STDS = (
    "This is a mean of the batches' own stds. Roots can't be averaged like this, and what differs "
    "between batches is lost. Add up squared distances from the mean of all rows."
)
_ZERO = (
    "A feature that never changes still has std 0 (or nearly), and dividing by it gives NaN or "
    "huge numbers. Replace it by 1."
)
_CANCELS = (
    "The mean of the squares minus the square of the mean is right on paper. But these are nearly "
    "equal numbers, and rounding decides about what is left: for a feature near 10 million, or one "
    "that is 0.1 in every row. Subtract the mean first, then square."
)


def _by_squares(b):
    return np.sqrt((_rows(b) ** 2).mean(axis=0) - _rows(b).mean(axis=0) ** 2)


def _by_squares_mended(b):
    var = (_rows(b) ** 2).mean(axis=0) - _rows(b).mean(axis=0) ** 2
    return np.sqrt(np.where(var < 1e-12, 1, var))


_WRONG_STDS = [
    (
        "These are mean absolute distances. The std is the root of the mean squared distance.",
        lambda b: np.abs(_rows(b) - _rows(b).mean(axis=0)).mean(axis=0),
    ),
    (_CANCELS, _by_squares),
    (_CANCELS, _by_squares_mended),
    (_WITHIN, _pooled),
    (_WITHIN, lambda b: np.sqrt(np.mean([part.var(axis=0) for part in b], axis=0))),
    (_MEAN_OF_STDS, lambda b: np.mean([part.std(axis=0) for part in b], axis=0)),
    (
        _MEAN_OF_STDS,
        lambda b: sum(len(part) * part.std(axis=0) for part in b) / len(_rows(b)),
    ),
    (
        "This is the std of the batches' means: what differs inside a batch is lost.",
        lambda b: np.std([part.mean(axis=0) for part in b], axis=0),
    ),
    (
        "The distances start from the mean of the batches' means. Take the mean of all rows.",
        lambda b: np.sqrt(
            ((_rows(b) - np.mean([part.mean(axis=0) for part in b], axis=0)) ** 2).mean(axis=0)
        ),
    ),
    (
        "This divides by N - 1. The task asks for the std of these rows: divide by N.",
        lambda b: _rows(b).std(axis=0, ddof=1),
    ),
    ("This is the variance. The std is its root.", lambda b: _rows(b).var(axis=0)),
    ("This is the std of the first batch only.", lambda b: b[0].std(axis=0)),
    ("This is the std of the last batch only.", lambda b: b[-1].std(axis=0)),
    (
        "This is one std for all features. Each has its own: axis 0.",
        lambda b: np.full(b[0].shape[1], _rows(b).std()),
    ),
    (
        "This is the root of the mean square: the distances start from 0, not from the mean.",
        lambda b: np.sqrt((_rows(b) ** 2).mean(axis=0)),
    ),
    (
        "The squared distances are added up and rooted, but not divided by the number of rows.",
        lambda b: np.sqrt(((_rows(b) - _rows(b).mean(axis=0)) ** 2).sum(axis=0)),
    ),
    (
        "The squared distances are divided by the number of batches. Divide by that of the rows.",
        lambda b: np.sqrt(((_rows(b) - _rows(b).mean(axis=0)) ** 2).sum(axis=0) / len(b)),
    ),
]
_WRONG_ZEROS = [
    (_ZERO, lambda b: _rows(b).std(axis=0)),
    *(
        (
            "A small number was added to every std. That changes all of them a little, and a dead "
            "feature is still divided by a tiny number. Replace only the zeros, by 1.",
            functools.partial(lambda b, little: _rows(b).std(axis=0) + little, little=little),
        )
        for little in (1e-4, 1e-3, 1e-2)
    ),
    *(
        (
            "The zeros were replaced by a tiny number: whatever such a feature does later is blown "
            "up. Replace them by 1.",
            functools.partial(
                lambda b, little: np.maximum(_rows(b).std(axis=0), little), little=little
            ),
        )
        for little in (1e-4, 1e-3, 1e-2)
    ),
    (
        "Every std below 1 became 1. Only those of features that never change should.",
        lambda b: np.maximum(_rows(b).std(axis=0), 1),
    ),
    (
        "It is right, except for a feature that is 0.1 in every row: its computed std is about "
        "1e-17, not 0. Compare with a small number, such as 1e-12, instead of with 0.",
        lambda b: (lambda std: np.where(std == 0, 1, std))(_rows(b).std(axis=0)),
    ),
]


statistics_of_batches = FunctionExercise(
    name="statistics_of_batches",
    solution=_statistics,
    observe=_observe_statistics,
    cases=_batches_cases,
    passed="Two visits to the data, one for the mean and one for the distances from it.",
    mistakes=[
        *(Mistake(hint, _with(_statistics, 0, mean)) for hint, mean in _WRONG_MEANS),
        *(
            Mistake(hint, _with(_statistics, 1, zeros(std)))
            for hint, std in _WRONG_STDS
            # with the zeros replaced, replaced where they are exactly 0, or left as they are
            for zeros in (
                lambda std: lambda b: _without_zero(std(b)),
                lambda std: lambda b: (lambda s: np.where(s == 0, 1, s))(std(b)),
                lambda std: std,
            )
        ),
        *(Mistake(hint, _with(_statistics, 1, std)) for hint, std in _WRONG_ZEROS),
        _only_first(_statistics, "mean, std"),
    ],
)


# --- 09.2 -----------------------------------------------------------------------------------


def _batch_norm(x, gamma, beta, eps):
    return norm.batch_norm(x, gamma, beta, eps)[0]


def _norm_cases():
    cases = [
        (_draw(80 + n, n, d), _draw(90 + n, d), _draw(95 + n, d), eps)
        for n, d, eps in ((5, 3, 0.25), (2, 4, 0.5), (3, 3, 1e-5))
    ]
    constant = _draw(88, 4, 2)
    constant[:, 1] = 3.0
    return [*cases, (constant, np.array([2.0, -1.0]), np.array([0.5, 1.5]), 1e-3)]


def _forward(axis=0, ddof=0, divisor=lambda var, eps: np.sqrt(var + eps)):
    def answer(x, gamma, beta, eps):
        var = x.var(axis=axis, ddof=ddof, keepdims=True)
        return gamma * (x - x.mean(axis=axis, keepdims=True)) / divisor(var, eps) + beta

    return _silent(answer)


def _on_xhat(change):
    """An answer with the right xhat, and change(xhat, gamma, beta) after it."""
    return lambda x, gamma, beta, eps: change(norm.normalise(x, 0, eps)[0], gamma, beta)


_DDOF = "The variance divides by N - 1 here. In the forward pass batch norm divides by N."
_DIVISORS = [
    (
        "eps stands outside the root. It is added to the variance: sqrt(var + eps).",
        lambda var, eps: np.sqrt(var) + eps,
    ),
    (
        "eps is missing: a feature that never changes divides 0 by 0.",
        lambda var, eps: np.sqrt(var),
    ),
    (
        "This divides by the variance. Divide by the std, its root (with eps under the root).",
        lambda var, eps: var + eps,
    ),
    (
        "This multiplies by the std. A wide feature has to become narrower: divide.",
        lambda var, eps: 1 / np.sqrt(var + eps),
    ),
    (
        "The squared distances are added up but not divided by N: that is no variance.",
        None,
    ),
]


def _sum_of_squares(x, gamma, beta, eps):
    c = x - x.mean(axis=0)
    return gamma * c / np.sqrt((c**2).sum(axis=0) + eps) + beta


batch_norm_forward = FunctionExercise(
    name="batch_norm_forward",
    solution=_batch_norm,
    observe=_one_array,
    cases=_norm_cases,
    passed="Each column has mean beta and std gamma, whatever it was before.",
    mistakes=[
        Mistake(
            "The means run along the rows, over the features of one sample: that is layer norm. "
            "Batch norm takes each feature over the samples.",
            _forward(axis=1),
        ),
        Mistake(
            "This takes one mean and one variance of the whole batch. Each feature has its own.",
            _forward(axis=None),
        ),
        Mistake(_DDOF, _forward(ddof=1)),
        *(Mistake(hint, _forward(divisor=d)) for hint, d in _DIVISORS if d),
        *(
            Mistake(f"Two things. {_DDOF} And: {hint}", _forward(ddof=1, divisor=d))
            for hint, d in _DIVISORS
            if d
        ),
        Mistake(_DIVISORS[-1][0], _sum_of_squares),
        Mistake(
            "This is xhat: right so far. The scale gamma and the shift beta are still missing.",
            _on_xhat(lambda xhat, gamma, beta: xhat),
        ),
        Mistake("The shift beta is missing.", _on_xhat(lambda xhat, gamma, beta: gamma * xhat)),
        Mistake("The scale gamma is missing.", _on_xhat(lambda xhat, gamma, beta: xhat + beta)),
        Mistake(
            "Here gamma multiplies beta too. Scale first, then shift: gamma * xhat + beta.",
            _on_xhat(lambda xhat, gamma, beta: gamma * (xhat + beta)),
        ),
        Mistake(
            "gamma and beta have changed places: gamma scales, beta shifts.",
            _on_xhat(lambda xhat, gamma, beta: beta * xhat + gamma),
        ),
        Mistake(
            "beta is subtracted. It is added.",
            _on_xhat(lambda xhat, gamma, beta: gamma * xhat - beta),
        ),
        Mistake(
            "xhat has the wrong sign: it is x minus the mean, so that large x stay large.",
            _on_xhat(lambda xhat, gamma, beta: beta - gamma * xhat),
        ),
        Mistake(
            "eps is an argument. Here a fixed 1e-5 stands in its place.",
            lambda x, gamma, beta, eps: _batch_norm(x, gamma, beta, 1e-5),
        ),
        Mistake(
            "eps was added to the quotient. It belongs to the variance, under the root.",
            _silent(
                lambda x, gamma, beta, eps: (
                    gamma * ((x - x.mean(axis=0)) / x.std(axis=0) + eps) + beta
                )
            ),
        ),
        Mistake(
            "The root is taken of the std, so twice. sqrt(x.var(axis=0) + eps) takes it once.",
            lambda x, gamma, beta, eps: (
                gamma * (x - x.mean(axis=0)) / np.sqrt(x.std(axis=0) + eps) + beta
            ),
        ),
        Mistake(
            "This divides by the root of the mean square of x. The variance is the mean square of "
            "x minus its mean.",
            lambda x, gamma, beta, eps: (
                gamma * (x - x.mean(axis=0)) / np.sqrt((x**2).mean(axis=0) + eps) + beta
            ),
        ),
        Mistake(
            "The mean is taken of the whole batch. Each feature has its own: axis 0.",
            lambda x, gamma, beta, eps: (
                gamma * (x - x.mean()) / np.sqrt(x.var(axis=0) + eps) + beta
            ),
        ),
        Mistake(
            "The mean runs along the rows. Both mean and variance run down the columns: axis 0.",
            lambda x, gamma, beta, eps: (
                gamma * (x - _mean(x, 1)) / np.sqrt(x.var(axis=0) + eps) + beta
            ),
        ),
        Mistake(
            "The variance is taken of the whole batch. Each feature has its own: axis 0.",
            lambda x, gamma, beta, eps: (
                gamma * (x - x.mean(axis=0)) / np.sqrt(x.var() + eps) + beta
            ),
        ),
        Mistake(
            "This stretches each column from its smallest to its largest number. Batch norm takes "
            "mean and variance.",
            _silent(
                lambda x, gamma, beta, eps: (
                    gamma * (x - x.min(axis=0)) / (np.ptp(x, axis=0) + eps) + beta
                )
            ),
        ),
        Mistake(
            "gamma divides here. It multiplies xhat.",
            _on_xhat(lambda xhat, gamma, beta: xhat / gamma + beta),
        ),
        Mistake(
            "The mean is not subtracted: x is only divided by the std.",
            lambda x, gamma, beta, eps: gamma * x / np.sqrt(x.var(axis=0) + eps) + beta,
        ),
        Mistake(
            "The mean is subtracted, but nothing is divided by the std.",
            lambda x, gamma, beta, eps: gamma * (x - x.mean(axis=0)) + beta,
        ),
        Mistake(
            "Brackets: x - mean / std divides only the mean. The difference is what is divided.",
            lambda x, gamma, beta, eps: (
                gamma * (x - x.mean(axis=0) / np.sqrt(x.var(axis=0) + eps)) + beta
            ),
        ),
    ],
)


# --- 09.3 -----------------------------------------------------------------------------------


def _gradients(dy, xhat, std, gamma):
    return norm.batch_norm_backward(dy, (xhat, std, gamma))


def _gradient_cases():
    cases = []
    for n, d in ((5, 3), (3, 4), (4, 4), (7, 2)):
        xhat, std = norm.normalise(_draw(100 + n + d, n, d), 0, 0.3)
        cases.append((_draw(110 + n, n, d), xhat, std[0], _draw(120 + n, d)))
    return cases


def _mean(values, axis=0):
    return values.mean(axis=axis, keepdims=True)


def _box(dxhat, xhat, std, mean=_mean):
    return (dxhat - mean(dxhat) - xhat * mean(dxhat * xhat)) / std


def _total(values):
    return values.sum(axis=0)


def _less(values):
    return values.sum(axis=0) / max(len(values) - 1, 1)


_WRONG_DX = [
    (
        "This treats mean and variance as constants: only way 1. Each x is in the mean and the "
        "variance of its column, and through them in all the xhat of that column.",
        lambda dy, xhat, std, gamma: dy * gamma / std,
    ),
    (
        "Mean and variance are treated as constants, and gamma is missing too: dxhat is gamma dy.",
        lambda dy, xhat, std, gamma: dy / std,
    ),
    (
        "Way 2 is missing, the one through the variance: the part along xhat must go as well. (If "
        "you wrote it as a product of two means: the mean of xhat is 0. Multiply first.)",
        lambda dy, xhat, std, gamma: (dy * gamma - _mean(dy * gamma)) / std,
    ),
    (
        "Way 3 is missing, the one through the mean: the sum of dx over a column must be 0.",
        lambda dy, xhat, std, gamma: (dy * gamma - xhat * _mean(dy * gamma * xhat)) / std,
    ),
    (
        "These are sums where the box has means: divide both by N.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, std, _total),
    ),
    (
        "The first of the two is a sum. Both are means over the samples.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _total(dy * gamma) - xhat * _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "The second of the two is a sum. Both are means over the samples.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - xhat * _total(dy * gamma * xhat)) / std
        ),
    ),
    (
        "The means divide by N - 1. xhat was made with a variance that divides by N.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, std, _less),
    ),
    (
        "gamma is missing: the box holds dxhat, which is gamma times dy.",
        lambda dy, xhat, std, gamma: _box(dy, xhat, std),
    ),
    (
        "Only the first term is multiplied by gamma. All three hold dxhat = gamma dy.",
        lambda dy, xhat, std, gamma: (dy * gamma - _mean(dy) - xhat * _mean(dy * xhat)) / std,
    ),
    (
        "dy is divided by gamma. From y = gamma xhat + beta follows dxhat = gamma dy.",
        lambda dy, xhat, std, gamma: _box(dy / gamma, xhat, std),
    ),
    (
        "gamma is there twice: it is in dxhat already.",
        lambda dy, xhat, std, gamma: gamma * _box(dy * gamma, xhat, std),
    ),
    (
        "In way 2 the mean is of the product dxhat * xhat, and it is multiplied by xhat; here the "
        "two have changed places.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - dy * gamma * _mean(xhat * xhat)) / std
        ),
    ),
    (
        "In way 2 the distances x - mean are needed, and they are xhat * std: if you write the "
        "three ways one by one, put c = xhat * std first.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - xhat * _mean(dy * gamma * xhat) / std**2) / std
        ),
    ),
    (
        "The means run along the rows, over the features. In batch norm the samples of one column "
        "belong together.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, std, functools.partial(_mean, axis=1)),
    ),
    (
        "The means run over the whole array. Each column has its own.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, std, np.mean),
    ),
    (
        "The division by std is missing.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, 1),
    ),
    (
        "This multiplies by std. A wide column was made narrower, so a nudge of its x counts less: "
        "divide.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, 1 / std),
    ),
    (
        "This divides by the variance. std is the root already.",
        lambda dy, xhat, std, gamma: _box(dy * gamma, xhat, std**2),
    ),
    (
        "The box is divided by std only in part: put brackets around all three terms.",
        lambda dy, xhat, std, gamma: (
            dy * gamma - _mean(dy * gamma) - xhat * _mean(dy * gamma * xhat) / std
        ),
    ),
    (
        "The box is divided by std only in part: put brackets around all three terms.",
        lambda dy, xhat, std, gamma: (
            dy * gamma / std - _mean(dy * gamma) - xhat * _mean(dy * gamma * xhat)
        ),
    ),
    (
        "Way 2 is added. Both ways through the statistics are subtracted.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) + xhat * _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "Way 3 is added. Both ways through the statistics are subtracted.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma + _mean(dy * gamma) - xhat * _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "Both ways through the statistics are added. They are subtracted.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma + _mean(dy * gamma) + xhat * _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "In way 2 the mean of dxhat * xhat must be multiplied by each sample's own xhat.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "Way 2 is there only by half: the 2 of the square and the 1/2 of the root cancel.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - xhat * _mean(dy * gamma * xhat) / 2) / std
        ),
    ),
    (
        "Way 2 is there twice: the 2 of the square and the 1/2 of the root cancel.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - 2 * xhat * _mean(dy * gamma * xhat)) / std
        ),
    ),
    (
        "Way 2 lacks one division by std: it is in the brackets too, or, way by way, dvar is "
        "divided by std**3.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma)) / std - xhat * _mean(dy * gamma * xhat)
        ),
    ),
    (
        "In dvar stands std to the power of -1.5. That is the power of var + eps; std is its root "
        "already, so std**-3.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma)) / std - xhat * _mean(dy * gamma * xhat) * std**0.5
        ),
    ),
    (
        "In way 2 the mean is taken of dxhat alone. It is the mean of the products dxhat * xhat.",
        lambda dy, xhat, std, gamma: (
            (dy * gamma - _mean(dy * gamma) - xhat * _mean(dy * gamma)) / std
        ),
    ),
]
_WRONG_DGAMMA = [
    (
        "dgamma is a mean. gamma serves all samples, and what it did to each of them adds up.",
        lambda dy, xhat, std, gamma: (dy * xhat).mean(axis=0),
    ),
    (
        "dgamma and dbeta have changed places: gamma multiplies xhat, so its gradient holds xhat.",
        lambda dy, xhat, std, gamma: dy.sum(axis=0),
    ),
    (
        "dgamma holds gamma itself. In y = gamma xhat + beta the slope by gamma is xhat: use dy, "
        "not dxhat.",
        lambda dy, xhat, std, gamma: (dy * gamma * xhat).sum(axis=0),
    ),
    (
        "dgamma is summed over the features. gamma has one number a feature: sum the samples.",
        lambda dy, xhat, std, gamma: (dy * xhat).sum(axis=1),
    ),
    (
        "dgamma is one number for all. gamma has one number a feature: sum the samples, axis 0.",
        lambda dy, xhat, std, gamma: (dy * xhat).sum(),
    ),
    (
        "dgamma is not summed over the samples: gamma has the shape (D,), and so has its gradient.",
        lambda dy, xhat, std, gamma: dy * xhat,
    ),
]
_WRONG_DBETA = [
    (
        "dbeta is a mean. beta is added to every sample, and what it did to each adds up.",
        lambda dy, xhat, std, gamma: dy.mean(axis=0),
    ),
    (
        "dbeta holds gamma. beta is added after the scaling: use dy, not dxhat.",
        lambda dy, xhat, std, gamma: (dy * gamma).sum(axis=0),
    ),
    (
        "dbeta is summed over the features. beta has one number a feature: sum the samples.",
        lambda dy, xhat, std, gamma: dy.sum(axis=1),
    ),
    (
        "dbeta is one number for all. beta has one number a feature: sum the samples, axis 0.",
        lambda dy, xhat, std, gamma: dy.sum(),
    ),
    (
        "dbeta is not summed over the samples: beta has the shape (D,), and so has its gradient.",
        lambda dy, xhat, std, gamma: dy,
    ),
    (
        "dbeta holds xhat. In y = gamma xhat + beta the slope by beta is 1.",
        lambda dy, xhat, std, gamma: (dy * xhat).sum(axis=0),
    ),
]


def _mistakes(solution, names, *lists):
    """One Mistake for each wrong variant of each result; lists[i] belongs to result i."""
    found = [
        Mistake(hint, _with(solution, place, part))
        for place, variants in enumerate(lists)
        for hint, part in variants
    ]
    return [*found, _only_first(solution, names)]


batch_norm_gradients = FunctionExercise(
    name="batch_norm_gradients",
    solution=_gradients,
    observe=_in_order(_gradients, "dx", "dgamma", "dbeta"),
    cases=_gradient_cases,
    passed="Three ways in one line. Sum a column of dx: it is 0.",
    mistakes=_mistakes(_gradients, "dx, dgamma, dbeta", _WRONG_DX, _WRONG_DGAMMA, _WRONG_DBETA),
)


# --- 09.4 -----------------------------------------------------------------------------------


def _running(running_mean, running_var, x, momentum):
    return norm.update_running(running_mean, running_var, x, momentum)


def _running_cases():
    cases = []
    for n, d, momentum in ((4, 2, 0.25), (5, 3, 0.4), (2, 4, 0.3), (3, 3, 0.75)):
        running = _draw(130 + n, d), np.abs(_draw(140 + n, d)) + 0.5
        cases.append((*running, _draw(150 + n, n, d), momentum))
    return cases


def _blend(old, new, momentum):
    return (1 - momentum) * old + momentum * new


_SWAPPED = "The shares have changed places: momentum is the share of the **new** batch."
_NO_MOMENTUM = "0.1 explains the four numbers, but momentum is an argument and may be another one."
_NO_DECAY = "The old number keeps all its weight here: from 20.0 this would give 20.5, not 18.5."
_BIASED = (
    "The running variance with N explains 1.0 -> 1.8, but PyTorch says 2.1. (1 - momentum) times 1 "
    "is 0.9; which variance makes up the rest?"
)


def _of_var(combine, ddof=1):
    return lambda m, v, x, momentum: combine(v, x.var(axis=0, ddof=ddof), momentum)


_WRONG_RUNNING_MEAN = [
    (
        "The two results have changed places: first the mean, then the variance.",
        lambda m, v, x, momentum: _running(m, v, x, momentum)[1],
    ),
    (
        "This is the median, which for the column 2, 4, 4, 10 is 4. 20.0 -> 18.5 needs 5.",
        lambda m, v, x, momentum: _blend(m, np.median(x, axis=0), momentum),
    ),
    (
        "The old number always keeps 0.9. Its share is 1 - momentum.",
        lambda m, v, x, momentum: 0.9 * m + momentum * x.mean(axis=0),
    ),
    (_SWAPPED, lambda m, v, x, momentum: _blend(x.mean(axis=0), m, momentum)),
    (_NO_MOMENTUM, lambda m, v, x, momentum: _blend(m, x.mean(axis=0), 0.1)),
    (_NO_DECAY, lambda m, v, x, momentum: m + momentum * x.mean(axis=0)),
    (
        "This is the batch's mean alone: the old number is forgotten.",
        lambda m, v, x, momentum: x.mean(axis=0),
    ),
    (
        "This is momentum times the batch's mean. It explains 0 -> 0.5, but not 20 -> 18.5.",
        lambda m, v, x, momentum: momentum * x.mean(axis=0),
    ),
    (
        "This is the plain average of old and new. Which shares explain 20.0 -> 18.5?",
        lambda m, v, x, momentum: (m + x.mean(axis=0)) / 2,
    ),
    (
        "One mean for all features is taken. Each has its own: axis 0.",
        lambda m, v, x, momentum: _blend(m, x.mean(), momentum),
    ),
    (
        "The batch is summed, not averaged.",
        lambda m, v, x, momentum: _blend(m, x.sum(axis=0), momentum),
    ),
    ("The running mean was not updated.", lambda m, v, x, momentum: m),
    (
        "The step goes away from the batch's mean. From 20 towards 5 it must fall: look at the "
        "sign.",
        lambda m, v, x, momentum: m - momentum * (x.mean(axis=0) - m),
    ),
]
_WRONG_RUNNING_VAR = [
    (
        "9 + 3 = 12 explains this column only. The sum of its squared distances is 36.",
        _of_var(lambda v, new, momentum: _blend(v, new + 3, momentum), ddof=0),
    ),
    (
        "momentum is missing before the batch's variance.",
        _of_var(lambda v, new, momentum: (1 - momentum) * v + new),
    ),
    (
        "momentum is missing before the batch's variance.",
        _of_var(lambda v, new, momentum: (1 - momentum) * v + new, ddof=0),
    ),
    (_BIASED, _of_var(_blend, ddof=0)),
    (_SWAPPED, _of_var(lambda v, new, momentum: _blend(new, v, momentum))),
    (
        f"{_SWAPPED} And the variance divides by N, which does not explain 2.1.",
        _of_var(lambda v, new, momentum: _blend(new, v, momentum), ddof=0),
    ),
    (_NO_MOMENTUM, _of_var(lambda v, new, momentum: _blend(v, new, 0.1))),
    (
        f"{_NO_MOMENTUM} And the variance divides by N, which does not explain 2.1.",
        _of_var(lambda v, new, momentum: _blend(v, new, 0.1), ddof=0),
    ),
    (
        "The old variance keeps all its weight here: from 7.0 this would not give 7.5.",
        _of_var(lambda v, new, momentum: v + momentum * new),
    ),
    (
        "The old variance keeps all its weight here: from 7.0 this would not give 7.5.",
        _of_var(lambda v, new, momentum: v + momentum * new, ddof=0),
    ),
    (
        "This is the batch's variance alone: the old number is forgotten.",
        _of_var(lambda v, new, momentum: new),
    ),
    (
        "This is the batch's variance alone: the old number is forgotten.",
        _of_var(lambda v, new, momentum: new, ddof=0),
    ),
    (
        "This mixes in the std. The layer keeps variances: (7.5 - 0.9 * 7) / 0.1 is 12.",
        _of_var(lambda v, new, momentum: _blend(v, np.sqrt(new), momentum)),
    ),
    (
        "This mixes in the std. The layer keeps variances: (7.5 - 0.9 * 7) / 0.1 is 12.",
        _of_var(lambda v, new, momentum: _blend(v, np.sqrt(new), momentum), ddof=0),
    ),
    (
        "3 is right for this column of four numbers. What is it for a batch of N?",
        lambda m, v, x, momentum: _blend(v, len(x) * x.var(axis=0) / 3, momentum),
    ),
    (
        "N / (N - 1) is there twice: ddof=1 does it already.",
        lambda m, v, x, momentum: _blend(
            v, x.var(axis=0, ddof=1) * len(x) / (len(x) - 1), momentum
        ),
    ),
    (
        "The old number always keeps 0.9. Its share is 1 - momentum.",
        _of_var(lambda v, new, momentum: 0.9 * v + momentum * new),
    ),
    (
        "4/3 is right for a batch of four only: it is N / (N - 1). What is it for other N?",
        lambda m, v, x, momentum: _blend(v, 4 / 3 * x.var(axis=0), momentum),
    ),
    (
        "The variance is multiplied by (N - 1) / N. It should come out larger than the one with "
        "N, not smaller.",
        lambda m, v, x, momentum: _blend(v, (len(x) - 1) / len(x) * x.var(axis=0), momentum),
    ),
    (
        "12 is what this one column gives. Compute it from x.",
        lambda m, v, x, momentum: _blend(v, np.full(x.shape[1], 12.0), momentum),
    ),
    (
        "The squared distances are summed, 36, and not divided by anything.",
        lambda m, v, x, momentum: _blend(v, len(x) * x.var(axis=0), momentum),
    ),
    *(
        (
            "The distances start from the running mean. They start from the batch's own mean.",
            functools.partial(
                lambda m, v, x, momentum, less: _blend(
                    v, ((x - m) ** 2).sum(axis=0) / (len(x) - less), momentum
                ),
                less=less,
            ),
        )
        for less in (0, 1)
    ),
    *(
        (
            "The distances start from the new running mean. They start from the batch's own mean.",
            functools.partial(
                lambda m, v, x, momentum, less: _blend(
                    v,
                    ((x - _blend(m, x.mean(axis=0), momentum)) ** 2).sum(axis=0) / (len(x) - less),
                    momentum,
                ),
                less=less,
            ),
        )
        for less in (0, 1)
    ),
    (
        "One variance for all features is taken. Each has its own: axis 0.",
        lambda m, v, x, momentum: _blend(v, x.var(ddof=1), momentum),
    ),
    (
        "One variance for all features is taken. Each has its own: axis 0.",
        lambda m, v, x, momentum: _blend(v, x.var(), momentum),
    ),
    (
        "The new mean is right; the variance was not updated.",
        lambda m, v, x, momentum: v,
    ),
]

running_update = FunctionExercise(
    name="running_update",
    solution=_running,
    observe=_in_order(_running, "the new mean", "the new variance"),
    cases=_running_cases,
    passed="You found both: momentum is the share of the new, and this variance divides by N - 1.",
    mistakes=_mistakes(_running, "new_mean, new_var", _WRONG_RUNNING_MEAN, _WRONG_RUNNING_VAR),
)


# --- 09.5 -----------------------------------------------------------------------------------


def _fold(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    return k[:, None] * W, k * (b - mean) + beta


def _fold_cases():
    cases = []
    for i, (n_out, n_in, eps) in enumerate(((3, 4, 0.5), (4, 2, 1e-3), (3, 3, 0.25))):
        vectors = [_draw(160 + 10 * i + j, n_out) for j in range(4)]
        var = np.abs(_draw(200 + i, n_out)) + 0.3
        cases.append((_draw(210 + i, n_out, n_in), *vectors, var, eps))
    return cases


def _scaled(factor):
    """W2 with another factor for its rows, factor(gamma, var, eps)."""
    return lambda W, b, gamma, beta, mean, var, eps: factor(gamma, var, eps)[:, None] * W


def _shifted(b2):
    """b2 from the right factor: b2(k, b, beta, mean)."""
    return lambda W, b, gamma, beta, mean, var, eps: b2(gamma / np.sqrt(var + eps), b, beta, mean)


_WRONG_W2 = [
    ("The two results have changed places: first W2, then b2.", lambda *a: _fold(*a)[1]),
    (
        "W2 is divided by the variance, without eps and root: sqrt(var + eps).",
        _scaled(lambda gamma, var, eps: gamma / var),
    ),
    (
        "W2 is scaled along its columns, and they belong to the inputs. The factor of output j "
        "belongs to row j: make it a column with k[:, None].",
        lambda W, b, gamma, beta, mean, var, eps: gamma / np.sqrt(var + eps) * W,
    ),
    (
        "W2 is W as it was. x @ W.T is scaled by the norm, so the weights have to be.",
        lambda W, b, gamma, beta, mean, var, eps: W,
    ),
    (
        "In W2 gamma is missing: the norm multiplies by it after the division.",
        _scaled(lambda gamma, var, eps: 1 / np.sqrt(var + eps)),
    ),
    (
        "In W2 the division by the std is missing.",
        _scaled(lambda gamma, var, eps: gamma),
    ),
    (
        "W2 is divided by the variance. The norm divides by its root.",
        _scaled(lambda gamma, var, eps: gamma / (var + eps)),
    ),
    (
        "In W2 eps stands outside the root: sqrt(var + eps).",
        _scaled(lambda gamma, var, eps: gamma / (np.sqrt(var) + eps)),
    ),
    (
        "In W2 eps is missing under the root, or a fixed one stands there: eps is an argument.",
        _scaled(lambda gamma, var, eps: gamma / np.sqrt(var)),
    ),
    (
        "W2 is divided by k where it must be multiplied: gamma goes up, the std goes down.",
        _scaled(lambda gamma, var, eps: np.sqrt(var + eps) / gamma),
    ),
    (
        "W2 is multiplied by the std. The norm divides by it.",
        _scaled(lambda gamma, var, eps: gamma * np.sqrt(var + eps)),
    ),
    (
        "The mean was subtracted from W. It is subtracted from the output, so it belongs to b2.",
        lambda W, b, gamma, beta, mean, var, eps: (
            (gamma / np.sqrt(var + eps))[:, None] * (W - mean[:, None])
        ),
    ),
    (
        "beta was added to W. It is added to the output, so it belongs to b2.",
        lambda W, b, gamma, beta, mean, var, eps: (
            (gamma / np.sqrt(var + eps))[:, None] * W + beta[:, None]
        ),
    ),
    (
        "W2 lies on its side: it must be (out, in), as W is.",
        lambda W, b, gamma, beta, mean, var, eps: ((gamma / np.sqrt(var + eps))[:, None] * W).T,
    ),
]
_WRONG_B2 = [
    (
        "W2 is right. In b2 the difference is turned round: it is b minus the mean.",
        _shifted(lambda k, b, beta, mean: k * (mean - b) + beta),
    ),
    (
        "W2 is right. In b2 gamma is missing: b minus the mean is scaled by all of k.",
        lambda W, b, gamma, beta, mean, var, eps: (b - mean) / np.sqrt(var + eps) + beta,
    ),
    (
        "W2 is right. In b2 the old b is missing: it passes the norm as well.",
        _shifted(lambda k, b, beta, mean: beta - k * mean),
    ),
    (
        "W2 is right. In b2 the mean is missing: the norm subtracts it.",
        _shifted(lambda k, b, beta, mean: k * b + beta),
    ),
    (
        "W2 is right. In b2 the shift beta is missing.",
        _shifted(lambda k, b, beta, mean: k * (b - mean)),
    ),
    (
        "W2 is right. In b2 the old b is not scaled: the norm scales all that comes in.",
        _shifted(lambda k, b, beta, mean: b - k * mean + beta),
    ),
    (
        "W2 is right. In b2 the mean is not scaled: it is subtracted before the division.",
        _shifted(lambda k, b, beta, mean: k * b - mean + beta),
    ),
    (
        "W2 is right. In b2 neither b nor the mean is scaled.",
        _shifted(lambda k, b, beta, mean: b - mean + beta),
    ),
    (
        "W2 is right. In b2 beta is scaled too: it is added after the scaling.",
        _shifted(lambda k, b, beta, mean: k * (b - mean + beta)),
    ),
    (
        "W2 is right. In b2 the mean has the wrong sign.",
        _shifted(lambda k, b, beta, mean: k * (b + mean) + beta),
    ),
    (
        "W2 is right. In b2 beta has the wrong sign.",
        _shifted(lambda k, b, beta, mean: k * (b - mean) - beta),
    ),
    ("W2 is right. b2 is b as it was.", _shifted(lambda k, b, beta, mean: b)),
    ("W2 is right. b2 is b times k: mean and beta are missing.", _shifted(lambda k, b, *_: k * b)),
    (
        "W2 is right. b2 is beta alone: put x = 0 into the formula of the task.",
        _shifted(lambda k, b, beta, mean: beta),
    ),
    (
        "W2 is right. b2 is b + beta: the mean is missing and b is not scaled.",
        _shifted(lambda k, b, beta, mean: b + beta),
    ),
]

fold_batch_norm = FunctionExercise(
    name="fold_batch_norm",
    solution=_fold,
    observe=_in_order(_fold, "W2", "b2"),
    cases=_fold_cases,
    passed="One layer instead of two, with the same output for every x.",
    mistakes=_mistakes(_fold, "W2, b2", _WRONG_W2, _WRONG_B2),
)


# --- 09.6 -----------------------------------------------------------------------------------

_NAMES = ("softmax", "layer norm", "batch norm")
_INVARIANT = (
    (True, False, False, False),
    (True, True, False, True),
    (True, True, True, False),
)
_REASONS = {
    (0, 0): "softmax, change 1: e to the 5 stands above and below the fraction line.",
    (0, 1): "softmax, change 2: three times the lead is a much more certain answer. Try (1, 0).",
    (0, 2): "softmax, change 3: inside a row the numbers move against one another.",
    (0, 3): "softmax, change 4: the first row is one of its rows, and its leads grow.",
    (1, 0): "layer norm, change 1: a row's mean rises by 5 as well, and it is subtracted.",
    (1, 1): "layer norm, change 2: the std of a row is 3 times as large as well.",
    (1, 2): "layer norm, change 3: inside a row the numbers move against one another.",
    (1, 3): "layer norm, change 4: the first row has its own std, and no other row looks at it.",
    (2, 0): "batch norm, change 1: a column's mean rises by 5 as well, and it is subtracted.",
    (2, 1): "batch norm, change 2: the std of a column is 3 times as large as well.",
    (2, 2): "batch norm, change 3: a whole column moves by one number. Whose mean is subtracted?",
    (2, 3): "batch norm, change 4: the first row is in the mean and std of every column.",
}


def _table(answer):
    """The learner's table, or an error that a predicate swallows."""
    table = np.array([[_array(value) for value in row] for row in answer])
    if table.shape != (3, 4):
        raise ValueError
    return table


def _is_boolean(answer):
    return _table(answer).dtype == bool


def _wrong_places(answer):
    return list(zip(*np.nonzero(_table(answer) != np.array(_INVARIANT)), strict=True))


def _first_wrong(place):
    return lambda answer: _is_boolean(answer) and _wrong_places(answer)[0] == place


def _is(*rows):
    return lambda answer: _is_boolean(answer) and bool((_table(answer) == np.array(rows)).all())


_SOFTMAX, _LAYER, _BATCH = _INVARIANT

invariances = ValueExercise(
    name="invariances",
    solution=_INVARIANT,
    passed="One, three and three: each function is blind to something else.",
    mistakes=[
        Mistake(
            "Right, in another form: write True and False in three rows in brackets, as the stub "
            "does.",
            lambda answer: bool((_table(answer).astype(float) == np.array(_INVARIANT)).all()),
        ),
        Mistake(
            "Write the words True and False, without quotes, not numbers or texts.",
            lambda answer: not _is_boolean(answer),
        ),
        Mistake(
            "Layer norm and batch norm have changed places: layer norm works along a row (one "
            "sample), batch norm down a column (one feature).",
            _is(_SOFTMAX, _BATCH, _LAYER),
        ),
        Mistake(
            "Everything is turned round: True means that the output stays the same.",
            _is(*(tuple(not v for v in row) for row in _INVARIANT)),
        ),
        Mistake(
            "Softmax is treated as if it were a layer norm. It has no std to divide by: (1, 0) and "
            "(3, 0) give different probabilities.",
            _is(_LAYER, _LAYER, _BATCH),
        ),
        *(Mistake(f"Look again at {reason}", _first_wrong(at)) for at, reason in _REASONS.items()),
    ],
)


# --- 09.7 -----------------------------------------------------------------------------------


def _rms(x, eps, axis=1):
    return np.sqrt((x**2).mean(axis=axis, keepdims=True) + eps)


def _rms_backward(dy, x, gamma, eps):
    r = _rms(x, eps)
    xhat, dxhat = x / r, dy * gamma
    along = (dxhat * xhat).mean(axis=1, keepdims=True)
    return (dxhat - xhat * along) / r, (dy * xhat).sum(axis=0)


def _rms_cases():
    return [
        (_draw(220 + n, n, d), _draw(230 + n, n, d), _draw(240 + n, d), eps)
        for n, d, eps in ((5, 3, 0.5), (2, 4, 1e-3), (3, 2, 0.25), (4, 5, 0.1))
    ]


def _rms_dx(formula, root=_rms):
    """dx by another formula(dxhat, xhat, r, dy, x, gamma) or another root(x, eps)."""

    def dx(dy, x, gamma, eps):
        r = root(x, eps)
        return formula(dy * gamma, x / r, r, dy, x, gamma)

    return dx


def _rms_box(dxhat, xhat, r, *_):
    return (dxhat - xhat * _mean(dxhat * xhat, 1)) / r


def _layer_dx(dy, x, gamma, eps):
    xhat, std = norm.normalise(x, 1, eps)
    return norm.normalise_backward(dy * gamma, xhat, std, 1)


_ONE_R = (
    "The second term lacks one division by r: either an xhat in it is still an x, or the brackets "
    "end before it."
)
_WRONG_RMS_DX = [
    (
        "The two results have changed places: first dx, then dgamma.",
        lambda *a: _rms_backward(*a)[1],
    ),
    (
        "gamma was put into xhat: there it is x / r, and gamma belongs to dxhat = gamma dy.",
        _rms_dx(
            lambda dxhat, xhat, r, dy, x, gamma: (
                (dxhat - gamma * xhat * _mean(dxhat * gamma * xhat, 1)) / r
            )
        ),
    ),
    (
        "dy is divided by gamma. From y = gamma xhat follows dxhat = gamma dy.",
        _rms_dx(
            lambda dxhat, xhat, r, dy, x, gamma: (
                (dy / gamma - xhat * _mean(dy / gamma * xhat, 1)) / r
            )
        ),
    ),
    (
        "r is taken of the whole array. Each row has its own.",
        _rms_dx(_rms_box, lambda x, eps: np.sqrt((x**2).mean() + eps)),
    ),
    (
        "r and the mean are taken of the whole array. Each row has its own.",
        _rms_dx(
            lambda dxhat, xhat, r, *_: (dxhat - xhat * (dxhat * xhat).mean()) / r,
            lambda x, eps: np.sqrt((x**2).mean() + eps),
        ),
    ),
    (
        "This treats r as a constant. Every number of a row is in its r, and so moves the others.",
        _rms_dx(lambda dxhat, xhat, r, *_: dxhat / r),
    ),
    (
        "This treats r as a constant, and gamma is missing too.",
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: dy / r),
    ),
    (
        "The mean of dxhat is subtracted too. That was way 3, through the mean, and RMSNorm has no "
        "mean.",
        _rms_dx(lambda dxhat, xhat, r, *_: norm.normalise_backward(dxhat, xhat, r, 1)),
    ),
    (
        "This is the backward pass of layer norm: RMSNorm subtracts no mean, forward or backward.",
        _layer_dx,
    ),
    (
        "r and the mean run down the columns here. RMSNorm works on each row.",
        lambda dy, x, gamma, eps: _rms_dx(
            lambda dxhat, xhat, r, *_: (dxhat - xhat * _mean(dxhat * xhat, 0)) / r,
            functools.partial(_rms, axis=0),
        )(dy, x, gamma, eps),
    ),
    (
        "r is taken from each row, but the mean of dxhat * xhat runs down the columns.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - xhat * _mean(dxhat * xhat, 0)) / r),
    ),
    (
        "The mean of dxhat * xhat runs over the whole array. Each row has its own.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - xhat * (dxhat * xhat).mean()) / r),
    ),
    (
        "The part along xhat has a sum where it needs a mean: r holds the mean of D squares.",
        _rms_dx(
            lambda dxhat, xhat, r, *_: (dxhat - xhat * (dxhat * xhat).sum(1, keepdims=True)) / r
        ),
    ),
    (
        "The part along xhat is divided by N, the rows. It is a mean over the D features of a row.",
        _rms_dx(
            lambda dxhat, xhat, r, *_: (
                (dxhat - xhat * (dxhat * xhat).sum(1, keepdims=True) / len(xhat)) / r
            )
        ),
    ),
    (
        "gamma is multiplied at the very end. It differs within a row, so it must be inside the "
        "mean: start with dxhat = gamma dy.",
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: gamma * (dy - xhat * _mean(dy * xhat, 1)) / r),
    ),
    (
        "Only the first term holds gamma. The mean is of dxhat * xhat, and dxhat = gamma dy.",
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: (dxhat - xhat * _mean(dy * xhat, 1)) / r),
    ),
    (
        "gamma is missing: start with dxhat = gamma dy.",
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: (dy - xhat * _mean(dy * xhat, 1)) / r),
    ),
    (
        "In the part along xhat stands x, not xhat = x / r.",
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: (dxhat - x * _mean(dxhat * x, 1)) / r),
    ),
    (
        _ONE_R,
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: (dxhat - xhat * _mean(dxhat * x, 1)) / r),
    ),
    (
        _ONE_R,
        _rms_dx(lambda dxhat, xhat, r, dy, x, gamma: (dxhat - x * _mean(dxhat * xhat, 1)) / r),
    ),
    (
        "The division by r is missing.",
        _rms_dx(lambda dxhat, xhat, r, *_: dxhat - xhat * _mean(dxhat * xhat, 1)),
    ),
    (
        "This divides by r twice.",
        _rms_dx(lambda dxhat, xhat, r, *_: _rms_box(dxhat, xhat, r) / r),
    ),
    (
        _ONE_R,
        _rms_dx(lambda dxhat, xhat, r, *_: dxhat / r - xhat * _mean(dxhat * xhat, 1)),
    ),
    (
        "Only the second term is divided by r: put brackets around both.",
        _rms_dx(lambda dxhat, xhat, r, *_: dxhat - xhat * _mean(dxhat * xhat, 1) / r),
    ),
    (
        "The way through r is added. r stands below the fraction line, so it is subtracted.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat + xhat * _mean(dxhat * xhat, 1)) / r),
    ),
    (
        "The mean of dxhat * xhat must be multiplied by each number's own xhat.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - _mean(dxhat * xhat, 1)) / r),
    ),
    (
        "The mean is of the products dxhat * xhat, and it is multiplied by xhat; here the two have "
        "changed places.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - dxhat * _mean(xhat * xhat, 1)) / r),
    ),
    (
        "Only the way of each number through r to itself is counted. r moves the whole row: the "
        "mean runs over dxhat * xhat of all its numbers.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - dxhat * xhat**2 / xhat.shape[1]) / r),
    ),
    (
        "This is a product of two means. Multiply dxhat and xhat first, then take the mean.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - xhat * _mean(dxhat, 1) * _mean(xhat, 1)) / r),
    ),
    (
        "The mean is taken of dxhat alone. It is the mean of the products dxhat * xhat.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - xhat * _mean(dxhat, 1)) / r),
    ),
    (
        "The mean of dxhat is subtracted, as in way 3, and the way through r is missing.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - _mean(dxhat, 1)) / r),
    ),
    (
        "The way through r is there twice: the 2 of the square and the 1/2 of the root cancel.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - 2 * xhat * _mean(dxhat * xhat, 1)) / r),
    ),
    (
        "The way through r is there only by half: the 2 of the square and the 1/2 of the root "
        "cancel.",
        _rms_dx(lambda dxhat, xhat, r, *_: (dxhat - xhat * _mean(dxhat * xhat, 1) / 2) / r),
    ),
    (
        "eps stands outside the root: r is the root of mean square plus eps.",
        _rms_dx(_rms_box, lambda x, eps: np.sqrt((x**2).mean(axis=1, keepdims=True)) + eps),
    ),
    (
        "eps is missing under the root.",
        _rms_dx(_rms_box, lambda x, eps: np.sqrt((x**2).mean(axis=1, keepdims=True))),
    ),
    (
        "r is the root of the sum of squares. Take their mean.",
        _rms_dx(_rms_box, lambda x, eps: np.sqrt((x**2).sum(axis=1, keepdims=True) + eps)),
    ),
    (
        "r is the mean square without its root.",
        _rms_dx(_rms_box, lambda x, eps: (x**2).mean(axis=1, keepdims=True) + eps),
    ),
    (
        "r is made from the variance: the mean is subtracted in it. RMSNorm squares x as it is.",
        _rms_dx(_rms_box, lambda x, eps: np.sqrt(x.var(axis=1, keepdims=True) + eps)),
    ),
]
_WRONG_RMS_DGAMMA = [
    (
        "dx is right. dgamma holds x: gamma multiplies xhat = x / r.",
        lambda dy, x, gamma, eps: (dy * x).sum(axis=0),
    ),
    (
        "dx is right. dgamma is a mean: gamma serves all samples, and what it did adds up.",
        lambda dy, x, gamma, eps: (dy * x / _rms(x, eps)).mean(axis=0),
    ),
    (
        "dx is right. dgamma holds gamma itself: use dy, not dxhat.",
        lambda dy, x, gamma, eps: (dy * gamma * x / _rms(x, eps)).sum(axis=0),
    ),
    (
        "dx is right. dgamma is summed over the features. gamma has one number a feature: sum the "
        "samples.",
        lambda dy, x, gamma, eps: (dy * x / _rms(x, eps)).sum(axis=1),
    ),
    (
        "dx is right. dgamma is one number for all: sum the samples only, axis 0.",
        lambda dy, x, gamma, eps: (dy * x / _rms(x, eps)).sum(),
    ),
    (
        "dx is right. dgamma is the gradient of a shift: gamma multiplies xhat, so xhat is in it.",
        lambda dy, x, gamma, eps: dy.sum(axis=0),
    ),
    (
        "dx is right. dgamma is not summed: it must have gamma's shape, (D,).",
        lambda dy, x, gamma, eps: dy * x / _rms(x, eps),
    ),
]

rms_norm_backward = FunctionExercise(
    name="rms_norm_backward",
    solution=_rms_backward,
    observe=_in_order(_rms_backward, "dx", "dgamma"),
    cases=_rms_cases,
    passed="Two ways in place of three, and one direction less is lost: only the one along xhat.",
    mistakes=_mistakes(_rms_backward, "dx, dgamma", _WRONG_RMS_DX, _WRONG_RMS_DGAMMA),
)
