"""Batch norm, forward and backward: exercises 09.2 and 09.3."""

import numpy as np

from course_utils import normalization as norm
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import summed_by_feature
from course_utils.checks.lesson_09.draw import draw

# --- 09.2 -----------------------------------------------------------------------------------


def _norm_cases():
    cases = [
        (draw(80 + n, n, d), draw(90 + n, d), draw(95 + n, d), eps)
        for n, d, eps in ((5, 3, 0.25), (2, 4, 0.5), (3, 3, 1e-5))
    ]
    constant = draw(88, 4, 2)
    constant[:, 1] = 3.0
    return [*cases, (constant, np.array([2.0, -1.0]), np.array([0.5, 1.5]), 1e-3)]


_SAME_AXIS = "(x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)"

batch_norm_forward = FunctionExercise(
    name="batch_norm_forward",
    solution="""
def batch_norm_forward(x, gamma, beta, eps):
    xhat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)  # np.var divides by N
    return gamma * xhat + beta
""",
    cases=_norm_cases,
    passed="Each column has mean beta and, up to eps, std |gamma|, whatever it was before.",
    edits={
        _SAME_AXIS: {
            "((x.T - x.mean(axis=1)) / np.sqrt(x.var(axis=1) + eps)).T": "The means run along the "
            "rows, over the features of one sample: that is layer norm. Batch norm takes each "
            "feature over the samples.",
            "(x - x.mean()) / np.sqrt(x.var() + eps)": "This takes one mean and one variance of "
            "the whole batch. Each feature has its own.",
            "(x - x.min(axis=0)) / (np.ptp(x, axis=0) + eps)": "This stretches each column from "
            "its smallest to its largest number. Batch norm takes mean and variance.",
            "(x - x.mean(axis=0)) / x.std(axis=0) + eps": "eps was added to the quotient. It "
            "belongs to the variance, under the root.",
            "x - x.mean(axis=0) / np.sqrt(x.var(axis=0) + eps)": "Brackets: x - mean / std divides "
            "only the mean. The difference is what is divided.",
            "(x - x.mean(axis=0))": "The mean is subtracted, but nothing is divided by the std.",
        },
        "x - x.mean(axis=0)": {
            "x - x.mean()": "The mean is taken of the whole batch. Each feature has its own: axis "
            "0.",
            "x - x.mean(axis=1, keepdims=True)": "The mean runs along the rows. Both mean and "
            "variance run down the columns: axis 0.",
            "x": "The mean is not subtracted: x is only divided by the std.",
            "x.mean(axis=0) - x": "xhat has the wrong sign: it is x minus the mean, so that large "
            "x stay large.",
        },
        "x.var(axis=0)": {
            "x.var(axis=0, ddof=1)": "The variance divides by N - 1 here. In the forward pass "
            "batch norm divides by N.",
            "x.var()": "The variance is taken of the whole batch. Each feature has its own: axis "
            "0.",
            "x.std(axis=0)": "The root is taken of the std, so twice. sqrt(x.var(axis=0) + eps) "
            "takes it once.",
            "(x**2).mean(axis=0)": "This divides by the root of the mean square of x. The variance "
            "is the mean square of x minus its mean.",
            "((x - x.mean(axis=0)) ** 2).sum(axis=0)": "The squared distances are added up but not "
            "divided by N: that is no variance.",
        },
        "/ np.sqrt(": {
            "/ (": "This divides by the variance. Divide by the std, its root (with eps under the "
            "root).",
            "* np.sqrt(": "This multiplies by the std. A wide feature has to become narrower: "
            "divide.",
        },
        "+ eps)": {
            ") + eps": "eps was added to the quotient. It belongs to the variance, under the root.",
            ")": "eps is missing: a feature that never changes divides 0 by 0.",
            "+ 1e-5)": "eps is an argument. Here a fixed 1e-5 stands in its place.",
        },
        ("/ np.sqrt(", "+ eps)"): {
            ("/ (np.sqrt(", ") + eps)"): "eps stands outside the root. It is added to the "
            "variance: sqrt(var + eps).",
        },
        "gamma * xhat + beta": {
            "xhat": "This is xhat: right so far. The scale gamma and the shift beta are still "
            "missing.",
            "gamma * xhat": "The shift beta is missing.",
            "xhat + beta": "The scale gamma is missing.",
            "gamma * (xhat + beta)": "Here gamma multiplies beta too. Scale first, then shift: "
            "gamma * xhat + beta.",
            "beta * xhat + gamma": "gamma and beta have changed places: gamma scales, beta shifts.",
            "gamma * xhat - beta": "beta is subtracted. It is added.",
            "xhat / gamma + beta": "gamma divides here. It multiplies xhat.",
        },
    },
)


# --- 09.3 -----------------------------------------------------------------------------------


def _gradient_cases():
    cases = []
    for n, d in ((5, 3), (3, 4), (4, 4), (7, 2)):
        xhat, std = norm.normalise(draw(100 + n + d, n, d), 0, 0.3)
        cases.append((draw(110 + n, n, d), xhat, std[0], draw(120 + n, d)))
    return cases


_BOX = "(dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std"
_FIRST, _SECOND = "- dxhat.mean(axis=0)", "- xhat * (dxhat * xhat).mean(axis=0)"
_IN_PART = "The box is divided by std only in part: put brackets around all three terms."

batch_norm_gradients = FunctionExercise(
    name="batch_norm_gradients",
    solution="""
def batch_norm_gradients(dy, xhat, std, gamma):
    dxhat = dy * gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    dgamma = (dy * xhat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    return dx, dgamma, dbeta
""",
    cases=_gradient_cases,
    passed="Three ways in one line. Sum a column of dx: it is 0.",
    edits={
        "dxhat = dy * gamma": {
            "dxhat = dy": "gamma is missing: the box holds dxhat, which is gamma times dy.",
            "dxhat = dy / gamma": "dy is divided by gamma. From y = gamma xhat + beta follows "
            "dxhat = gamma dy.",
            "dxhat = dy * gamma**2": "gamma is there twice: it is in dxhat already.",
        },
        _BOX: {
            "dxhat / std": "This treats mean and variance as constants: only way 1. Each x is in "
            "the mean and the variance of its column, and through them in all the xhat of that "
            "column.",
            "dy / std": "Mean and variance are treated as constants, and gamma is missing too: "
            "dxhat is gamma dy.",
            "(dxhat - dxhat.sum(axis=0) - xhat * (dxhat * xhat).sum(axis=0)) / std": "These are "
            "sums where the box has means: divide both by N.",
            "(dxhat - dy.mean(axis=0) - xhat * (dy * xhat).mean(axis=0)) / std": "Only the first "
            "term is multiplied by gamma. All three hold dxhat = gamma dy.",
            "(dxhat - dxhat.mean() - xhat * (dxhat * xhat).mean()) / std": "The means run over the "
            "whole array. Each column has its own.",
            "dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0) / std": _IN_PART,
            "dxhat / std - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)": _IN_PART,
            "(dxhat + dxhat.mean(axis=0) + xhat * (dxhat * xhat).mean(axis=0)) / std": "Both ways "
            "through the statistics are added. They are subtracted.",
            "(dxhat - dxhat.mean(axis=0)) / std - xhat * (dxhat * xhat).mean(axis=0)": "Way 2 "
            "lacks one division by std: it is in the brackets too, or, way by way, dvar is divided "
            "by std**3.",
            "(dxhat - dxhat.mean(axis=0)) / std - xhat * (dxhat * xhat).mean(axis=0) * std**0.5": ""
            "In dvar stands std to the power of -1.5. That is the power of var + eps; std is its "
            "root already, so std**-3.",
        },
        ("dxhat.mean(axis=0)", "(dxhat * xhat).mean(axis=0)"): {
            (
                "dxhat.sum(axis=0) / (len(dy) - 1)",
                "(dxhat * xhat).sum(axis=0) / (len(dy) - 1)",
            ): "The means divide by N - 1. xhat was made with a variance that divides by N.",
            (
                "dxhat.mean(axis=1, keepdims=True)",
                "(dxhat * xhat).mean(axis=1, keepdims=True)",
            ): "The means run along the rows, over the features. In batch norm the samples of one "
            "column belong together.",
        },
        _FIRST: {
            "": "Way 3 is missing, the one through the mean: the sum of dx over a column must be "
            "0.",
            "- dxhat.sum(axis=0)": "The first of the two is a sum. Both are means over the "
            "samples.",
            "+ dxhat.mean(axis=0)": "Way 3 is added. Both ways through the statistics are "
            "subtracted.",
        },
        _SECOND: {
            "": "Way 2 is missing, the one through the variance: the part along xhat must go as "
            "well. (If you wrote it as a product of two means: the mean of xhat is 0. Multiply "
            "first.)",
            "- xhat * (dxhat * xhat).sum(axis=0)": "The second of the two is a sum. Both are means "
            "over the samples.",
            "+ xhat * (dxhat * xhat).mean(axis=0)": "Way 2 is added. Both ways through the "
            "statistics are subtracted.",
            "- dxhat * (xhat * xhat).mean(axis=0)": "In way 2 the mean is of the product dxhat * "
            "xhat, and it is multiplied by xhat; here the two have changed places.",
            "- xhat * (dxhat * xhat).mean(axis=0) / std**2": "In way 2 the distances x - mean are "
            "needed, and they are xhat * std: if you write the three ways one by one, put c = xhat "
            "* std first.",
            "- (dxhat * xhat).mean(axis=0)": "In way 2 the mean of dxhat * xhat must be multiplied "
            "by each sample's own xhat.",
            "- xhat * (dxhat * xhat).mean(axis=0) / 2": "Way 2 is there only by half: the 2 of the "
            "square and the 1/2 of the root cancel.",
            "- 2 * xhat * (dxhat * xhat).mean(axis=0)": "Way 2 is there twice: the 2 of the square "
            "and the 1/2 of the root cancel.",
            "- xhat * dxhat.mean(axis=0)": "In way 2 the mean is taken of dxhat alone. It is the "
            "mean of the products dxhat * xhat.",
        },
        "/ std": {
            "": "The division by std is missing.",
            "* std": "This multiplies by std. A wide column was made narrower, so a nudge of its x "
            "counts less: divide.",
            "/ std**2": "This divides by the variance. std is the root already.",
        },
        "(dy * xhat).sum(axis=0)": {
            **summed_by_feature("dgamma", "dy * xhat", "gamma"),
            "dy.sum(axis=0)": "dgamma and dbeta have changed places: gamma multiplies xhat, so its "
            "gradient holds xhat.",
            "(dxhat * xhat).sum(axis=0)": "dgamma holds gamma itself. In y = gamma xhat + beta the "
            "slope by gamma is xhat: use dy, not dxhat.",
        },
        "dy.sum(axis=0)": {
            **summed_by_feature("dbeta", "dy", "beta"),
            "dxhat.sum(axis=0)": "dbeta holds gamma. beta is added after the scaling: use dy, not "
            "dxhat.",
            "(dy * xhat).sum(axis=0)": "dbeta holds xhat. In y = gamma xhat + beta the slope by "
            "beta is 1.",
        },
        "return dx, dgamma, dbeta": {
            "return dx": "Only the first result is returned. Return dx, dgamma, dbeta.",
        },
    },
)
