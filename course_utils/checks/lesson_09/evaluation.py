"""Batch norm in evaluation, its running statistics and how it is melted into the layer before."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_09.draw import draw

# --- 09.4 -----------------------------------------------------------------------------------


def _running_cases():
    cases = []
    for n, d, momentum in ((4, 2, 0.25), (5, 3, 0.4), (2, 4, 0.3), (3, 3, 0.75)):
        running = draw(130 + n, d), np.abs(draw(140 + n, d)) + 0.5
        cases.append((*running, draw(150 + n, n, d), momentum))
    return cases


_MEAN = "(1 - momentum) * running_mean + momentum * x.mean(axis=0)"
_VAR = "(1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)"
_SWAPPED = "The shares have changed places: momentum is the share of the **new** batch."
_NO_MOMENTUM = "0.1 explains the four numbers, but momentum is an argument and may be another one."
_BIASED = (
    "The running variance with N explains 1.0 -> 1.8, but PyTorch says 2.1. (1 - momentum) times 1 "
    "is 0.9; which variance makes up the rest?"
)
_NINE = "The old number always keeps 0.9. Its share is 1 - momentum."
# What goes wrong with a blend of old and new, for a variance of either kind.
_WRONG_BLENDS = {
    "(1 - momentum) * running_var + {new}": "momentum is missing before the batch's variance.",
    "(1 - momentum) * {new} + momentum * running_var": _SWAPPED,
    "0.9 * running_var + 0.1 * {new}": _NO_MOMENTUM,
    "running_var + momentum * {new}": "The old variance keeps all its weight here: from 7.0 this "
    "would not give 7.5.",
    "{new}": "This is the batch's variance alone: the old number is forgotten.",
    "(1 - momentum) * running_var + momentum * np.sqrt({new})": "This mixes in the std. The layer "
    "keeps variances: (7.5 - 0.9 * 7) / 0.1 is 12.",
    "0.9 * running_var + momentum * {new}": _NINE,
    "running_var - momentum * ({new} - running_var)": "The step goes away from the batch's "
    "variance. From 7 towards 12 it must rise: look at the sign.",
}
_OTHER_START = "The distances start from the {}running mean. They start from the batch's own mean."


def _blended(new):
    return f"(1 - momentum) * running_var + momentum * {new}"


running_update = FunctionExercise(
    name="running_update",
    solution="""
def running_update(running_mean, running_var, x, momentum):
    # 2.1 = 0.9 * 1 + 0.1 * 12, and 12 = 36 / 3: this variance divides by N - 1.
    new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    new_var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return new_mean, new_var
""",
    cases=_running_cases,
    passed="You found both: momentum is the share of the new, and this variance divides by N - 1.",
    edits={
        _MEAN: {
            "(1 - momentum) * running_mean + momentum * np.median(x, axis=0)": "This is the "
            "median, which for the column 2, 4, 4, 10 is 4. 20.0 -> 18.5 needs 5.",
            "0.9 * running_mean + momentum * x.mean(axis=0)": _NINE,
            "(1 - momentum) * x.mean(axis=0) + momentum * running_mean": _SWAPPED,
            "0.9 * running_mean + 0.1 * x.mean(axis=0)": _NO_MOMENTUM,
            "running_mean + momentum * x.mean(axis=0)": "The old number keeps all its weight here: "
            "from 20.0 this would give 20.5, not 18.5.",
            "x.mean(axis=0)": "This is the batch's mean alone: the old number is forgotten.",
            "momentum * x.mean(axis=0)": "This is momentum times the batch's mean. It explains 0 "
            "-> 0.5, but not 20 -> 18.5.",
            "(running_mean + x.mean(axis=0)) / 2": "This is the plain average of old and new. "
            "Which shares explain 20.0 -> 18.5?",
            "(1 - momentum) * running_mean + momentum * x.mean()": "One mean for all features is "
            "taken. Each has its own: axis 0.",
            "(1 - momentum) * running_mean + momentum * x.sum(axis=0)": "The batch is summed, not "
            "averaged.",
            "running_mean": "The running mean was not updated.",
            "running_mean - momentum * (x.mean(axis=0) - running_mean)": "The step goes away from "
            "the batch's mean. From 20 towards 5 it must fall: look at the sign.",
        },
        _VAR: {
            _blended("(x.var(axis=0) + 3)"): "9 + 3 = 12 explains this column only. The sum of its "
            "squared distances is 36.",
            _blended("x.var(axis=0)"): _BIASED,
            **{
                blend.format(new=new): hint
                for blend, hint in _WRONG_BLENDS.items()
                for new in ("x.var(axis=0, ddof=1)", "x.var(axis=0)")
            },
            _blended("len(x) * x.var(axis=0) / 3"): "3 is right for this column of four numbers. "
            "What is it for a batch of N?",
            _blended("x.var(axis=0, ddof=1) * len(x) / (len(x) - 1)"): "N / (N - 1) is there "
            "twice: ddof=1 does it already.",
            _blended("4 / 3 * x.var(axis=0)"): "4/3 is right for a batch of four only: it is N / "
            "(N - 1). What is it for other N?",
            _blended("(len(x) - 1) / len(x) * x.var(axis=0)"): "The variance is multiplied by (N - "
            "1) / N. It should come out larger than the one with N, not smaller.",
            _blended("12.0"): "12 is what this one column gives. Compute it from x.",
            _blended("len(x) * x.var(axis=0)"): "The squared distances are summed, 36, and not "
            "divided by anything.",
            **{
                _blended(f"((x - {start}) ** 2).sum(axis=0) / {n}"): _OTHER_START.format(which)
                for start, which in (("running_mean", ""), ("new_mean", "new "))
                for n in ("len(x)", "(len(x) - 1)")
            },
            _blended("x.var(ddof=1)"): "One variance for all features is taken. Each has its own: "
            "axis 0.",
            _blended("x.var()"): "One variance for all features is taken. Each has its own: axis "
            "0.",
            "running_var": "The running variance was not updated.",
        },
        "return new_mean, new_var": {
            "return new_var, new_mean": "The two results have changed places: first the mean, then "
            "the variance.",
            "return new_mean": "Only the first result is returned. Return new_mean, new_var.",
        },
    },
)


# --- 09.5 -----------------------------------------------------------------------------------


def _fold_cases():
    cases = []
    for i, (n_out, n_in, eps) in enumerate(((3, 4, 0.5), (4, 2, 1e-3), (3, 3, 0.25))):
        vectors = [draw(160 + 10 * i + j, n_out) for j in range(4)]
        var = np.abs(draw(200 + i, n_out)) + 0.3
        cases.append((draw(210 + i, n_out, n_in), *vectors, var, eps))
    return cases


_K = "k = gamma / np.sqrt(var + eps)"
_EPS = (
    "In the factor eps is missing under the root, or a fixed one stands there: it is an argument."
)
_WRONG_FACTORS = {
    "gamma / var": "The factor is divided by the variance, without eps and root: sqrt(var + eps).",
    "1 / np.sqrt(var + eps)": "In the factor gamma is missing: the norm multiplies by it after the "
    "division.",
    "gamma": "In the factor the division by the std is missing.",
    "gamma / (var + eps)": "The factor is divided by the variance. The norm divides by its root.",
    "gamma / (np.sqrt(var) + eps)": "In the factor eps stands outside the root: sqrt(var + eps).",
    "gamma / np.sqrt(var + 1e-5)": _EPS,
    "gamma / np.sqrt(var)": _EPS,
    "np.sqrt(var + eps) / gamma": "The factor stands on its head: gamma goes up, the std goes "
    "down.",
    "gamma * np.sqrt(var + eps)": "The factor is multiplied by the std. The norm divides by it.",
}

fold_batch_norm = FunctionExercise(
    name="fold_batch_norm",
    solution="""
def fold_batch_norm(W, b, gamma, beta, mean, var, eps):
    k = gamma / np.sqrt(var + eps)
    W2 = k[:, None] * W  # row j holds the weights of output j
    b2 = k * (b - mean) + beta
    return W2, b2
""",
    cases=_fold_cases,
    passed="One layer instead of two, with the same output for every x.",
    edits={
        _K: {
            f"k = {factor}": f"{hint} W2 and b2 both use it."
            for factor, hint in _WRONG_FACTORS.items()
        },
        "k[:, None] * W": {
            **{
                f"({factor})[:, None] * W": f"In W2: {hint}"
                for factor, hint in _WRONG_FACTORS.items()
            },
            "k * W": "W2 is scaled along its columns, and they belong to the inputs. The factor of "
            "output j belongs to row j: make it a column with k[:, None].",
            "W": "W2 is W as it was. x @ W.T is scaled by the norm, so the weights have to be.",
            "k[:, None] * (W - mean[:, None])": "The mean was subtracted from W. It is subtracted "
            "from the output, so it belongs to b2.",
            "k[:, None] * W + beta[:, None]": "beta was added to W. It is added to the output, so "
            "it belongs to b2.",
            "(k[:, None] * W).T": "W2 lies on its side: it must be (out, in), as W is.",
        },
        "k * (b - mean) + beta": {
            "k * (mean - b) + beta": "In b2 the difference is turned round: it is b minus the "
            "mean.",
            "(b - mean) / np.sqrt(var + eps) + beta": "In b2 gamma is missing: b minus the mean is "
            "scaled by all of k.",
            "beta - k * mean": "In b2 the old b is missing: it passes the norm as well.",
            "k * b + beta": "In b2 the mean is missing: the norm subtracts it.",
            "k * (b - mean)": "In b2 the shift beta is missing.",
            "b - k * mean + beta": "In b2 the old b is not scaled: the norm scales all that comes "
            "in.",
            "k * b - mean + beta": "In b2 the mean is not scaled: it is subtracted before the "
            "division.",
            "b - mean + beta": "In b2 neither b nor the mean is scaled.",
            "k * (b - mean + beta)": "In b2 beta is scaled too: it is added after the scaling.",
            "k * (b + mean) + beta": "In b2 the mean has the wrong sign.",
            "k * (b - mean) - beta": "In b2 beta has the wrong sign.",
            "b": "b2 is b as it was.",
            "k * b": "b2 is b times k: mean and beta are missing.",
            "beta": "b2 is beta alone: put x = 0 into the formula of the task.",
            "b + beta": "b2 is b + beta: the mean is missing and b is not scaled.",
        },
        "return W2, b2": {
            "return b2, W2": "The two results have changed places: first W2, then b2.",
            "return W2": "Only the first result is returned. Return W2, b2.",
        },
    },
)
