"""What comes back from the loss: exercises 04.5, 04.8 and 04.9."""

import numpy as np

from course_utils import losses
from course_utils.checks.exercise import FunctionExercise

_NAIVE = (
    "The formula is right, but the softmax in it overflows for large scores and gives NaN. Take "
    "losses.softmax."
)
_NAIVE_SOFTMAX = "np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)"


def _score_cases():
    rng = np.random.default_rng(5)
    cases = [(rng.normal(size=(n, c)) * 2, rng.integers(0, c, n)) for n, c in ((5, 3), (1, 4))]
    return [*cases, (np.array([[900.0, 0.0], [1.0, -1.0], [-800.0, 2.0]]), np.array([1, 0, 0]))]


# --- 04.5 -----------------------------------------------------------------------------------

_ONE_HOT = "np.eye(scores.shape[1])[labels]"

loss_gradient = FunctionExercise(
    name="loss_gradient",
    solution="""
def loss_gradient(scores, labels):
    p = losses.softmax(scores)
    return (p - np.eye(scores.shape[1])[labels]) / len(labels)
""",
    names={"losses": losses},
    cases=_score_cases,
    passed="Each row has the sum 0: what one class gains, the others lose.",
    edits={
        "losses.softmax(scores)": {
            "losses.softmax(scores, axis=0)": "The softmax runs along axis 0 here, down the "
            "samples. Each row is one distribution.",
            _NAIVE_SOFTMAX: _NAIVE,
            "losses.log_softmax(scores)": "These are log-probabilities minus labels. The gradient "
            "compares probabilities with the labels.",
            "scores": "Here the one-hot labels are subtracted from the scores. It is the "
            "probabilities that are compared with the labels.",
        },
        "/ len(labels)": {
            "": "Each row is right for itself. But the loss is the mean over N samples: what does "
            "that do to each row's share?",
            "/ scores.size": "This divides by N x C, all entries. The loss is a mean over the N "
            "samples only.",
            "/ scores.shape[1]": "This divides by the number of classes. The loss is a mean over "
            "the samples.",
        },
        _ONE_HOT: {
            "0": "The labels have no part in this: p / N. The rows should have the sum 0; where "
            "does the 1 of the right class go?",
            "np.eye(scores.shape[1])[labels - 1]": "Labels count from 0, as NumPy does: label 0 is "
            "the first column, nothing is to be subtracted from the labels.",
            "labels[:, None]": "The labels are class numbers, such as 2, and here such a number is "
            "subtracted from a whole row. Make each label a row of zeros with a single 1 first.",
            "labels": "The labels are N class numbers, and p has N rows of C. Make each label a "
            "row of zeros with a single 1 first: one-hot.",
        },
        "(p - np.eye(scores.shape[1])[labels]) / len(labels)": {
            "(np.eye(scores.shape[1])[labels] - p) / len(labels)": "The sign is turned: this is "
            "y - p, the direction downhill. The gradient points uphill.",
            "np.eye(scores.shape[1])[labels] - p": "The sign is turned, and the mean's division by "
            "N is missing.",
            "p": "These are only the probabilities: the one-hot labels are missing, and so is the "
            "mean.",
            "p - np.eye(scores.shape[1])[labels] / len(labels)": "The division by N stands at the "
            "labels only: put brackets around p - y.",
            "p / len(labels) - np.eye(scores.shape[1])[labels]": "The division by N stands at the "
            "probabilities only: the 1 of the right class belongs to the mean too.",
            "(p - 1) * np.eye(scores.shape[1])[labels] / len(labels)": "Only the right class has a "
            "gradient here. The wrong classes share the sum S, so their scores count too.",
            "(p - 1) * np.eye(scores.shape[1])[labels]": "Only the right class has a gradient "
            "here, and the mean is missing. The wrong classes share the sum S, so their scores "
            "count too.",
            "p * (1 - p) / len(labels)": "This is p(1 - p), the slope of the softmax itself. The "
            "logarithm and the other classes are still missing.",
            "(p - np.eye(scores.shape[1])[labels]) * p * (1 - p) / len(labels)": "Here p is "
            "multiplied by its slope p(1 - p) after the subtraction, as in squared error. For "
            "cross-entropy 1/p cancels that factor: nothing is left to multiply.",
            "(p - np.eye(scores.shape[1])[labels]).mean(axis=0)": "The mean is taken of the "
            "gradients: one row is left. Each row of scores has its own gradient, and the division "
            "by N is all that remains of the mean.",
            "-np.eye(scores.shape[1])[labels] / p / len(labels)": "This is the derivative with "
            "respect to the probabilities, -1/p at the right class. It still has to pass the "
            "softmax.",
        },
        "return (p - np.eye(scores.shape[1])[labels]) / len(labels)": {
            "e = 2 * (p - np.eye(scores.shape[1])[labels])\n"
            "return p * (e - (p * e).sum(axis=1, keepdims=True)) / len(labels)": "This is the "
            "gradient of the squared error of the probabilities. For cross-entropy the result is "
            "simpler.",
            "p[:, labels] -= 1\nreturn p / len(labels)": "p[:, labels] -= 1 changes whole columns, "
            "for all rows. Each row has one label: use two lists of indices, rows and columns.",
            "p[labels] -= 1\nreturn p / len(labels)": "p[labels] -= 1 changes whole rows, and it "
            "takes the labels for row numbers. Each row has one label: use two lists of indices, "
            "rows and columns.",
        },
    },
)


# --- 04.8 -----------------------------------------------------------------------------------

floor_twice = FunctionExercise(
    name="floor_twice",
    solution="""
def floor_twice(classes):
    # The scores of the second softmax are 1 and C - 1 times 0: p = e / (e + C - 1).
    return -np.log(np.e / (np.e + classes - 1))
""",
    cases=lambda: [(10,), (2,), (3,), (1000,)],
    tolerance=1e-3,
    passed="The more classes, the higher: for 1000 classes it is 5.91, about log 1000 - 1.",
    edits={
        "-np.log(np.e / (np.e + classes - 1))": {
            "0": "0 is the best loss of one softmax, with p = 1. After a second softmax p can't "
            "reach 1, because its scores are at most 1 point apart.",
            "np.log(classes)": "This is log C, the loss of knowing nothing, when all scores are "
            "equal. In the best case the right class leads by 1 point.",
            "np.log(np.e + classes - 1)": "This is the largest loss, not the smallest: here a "
            "wrong class has the score 1. In the best case the right one has it.",
            "np.log((np.e + classes) / np.e)": "The right class is counted twice in the sum: "
            "beside it there are C - 1 others.",
            "np.log(classes) - 1": "The sum of the powers is not C: the right class counts e in "
            "it, the C - 1 others 1 each.",
            "np.log((np.e + 1) / np.e)": "The other classes are missing but one: there are C - 1 "
            "of them, each with e to the 0.",
            "np.log(np.e / (np.e + classes - 1))": "The minus is missing: the logarithm of a "
            "probability is negative, a loss is not.",
            "np.e / (np.e + classes - 1)": "This is the best probability of the right class. Asked "
            "is the loss, one step more.",
            "1.46115": "1.461 is right for ten classes. The function must work for any number of "
            "them.",
        },
    },
)


# --- 04.9 -----------------------------------------------------------------------------------


def _smooth_cases():
    cases = zip(_score_cases(), (0.1, 0.3, 0.0), strict=True)
    far = np.array([[3.0, 0.0, -1.0], [900.0, 1.0, 0.0]]), np.array([2, 0]), 0.5
    return [*((scores, labels, s) for (scores, labels), s in cases), far]


_Y = "np.eye(classes)[labels]"

smooth_gradient = FunctionExercise(
    name="smooth_gradient",
    solution="""
def smooth_gradient(scores, labels, s):
    # L = -sum q z + log S, because q sums to 1. So dz = p - q: only the sum of y mattered.
    classes = scores.shape[1]
    q = (1 - s) * np.eye(classes)[labels] + s / classes
    return (losses.softmax(scores) - q) / len(labels)
""",
    names={"losses": losses},
    cases=_smooth_cases,
    passed="It is p - q: the derivation needed only that the target row has the sum 1.",
    edits={
        "(1 - s) * np.eye(classes)[labels] + s / classes": {
            "np.eye(classes)[labels]": "This is the gradient without smoothing. The target row is "
            "q, not the one-hot row.",
            f"(1 - s) * {_Y} + s / (classes - 1) * (1 - {_Y})": "Your right class lost s without "
            "getting its own share s / C, and the wrong classes share all of s. In the task each "
            "class gets s / C, also the right one.",
            f"(1 - s) * {_Y} + s / classes * (1 - {_Y})": "The wrong classes get their s / C, but "
            "the right one only 1 - s: the target rows do not have the sum 1. It gets a share too.",
            "(1 - s) * np.eye(classes)[labels] + s": "Each class gets the whole s here: the target "
            "rows do not have the sum 1. The s is shared by C classes.",
            "(1 - s) * np.eye(classes)[labels]": "The right class is lowered to 1 - s, but nobody "
            "gets what it lost: the target rows do not have the sum 1.",
            "np.eye(classes)[labels] + s / classes": "The share is added, but the one-hot row is "
            "not lowered by the factor 1 - s: the target rows have a sum above 1.",
            "(1 - s) * np.eye(classes)[labels] + s / len(labels)": "The share is s / N here, by "
            "the number of samples. It is shared by the C classes.",
            "(1 - s) * np.eye(classes)[labels] - s / classes": "The share s / C has the wrong "
            "sign: it is part of q, and all of q is subtracted. Brackets help.",
            "s * np.eye(classes)[labels] + (1 - s) / classes": "s and 1 - s have changed places: "
            "at s = 0 the target must be the one-hot row.",
        },
        "/ len(labels)": {
            "": "Each row is right for itself, but the loss is the mean over N samples.",
            "/ classes": "This divides by the number of classes. The loss is a mean over the N "
            "samples.",
        },
        "losses.softmax(scores)": {_NAIVE_SOFTMAX: _NAIVE},
        "(losses.softmax(scores) - q) / len(labels)": {
            "(q - losses.softmax(scores)) / len(labels)": "The sign is turned: the gradient points "
            "to where the loss rises.",
            "-q / losses.softmax(scores) / len(labels)": "This is the derivative with respect to "
            "the probabilities, -q/p. It still has to pass the softmax.",
            "(1 - s) * (losses.softmax(scores) - np.eye(classes)[labels]) / len(labels)": "The "
            "whole gradient is multiplied by 1 - s: the smoothed share s / C has its part of p as "
            "well. Derive with the full row q.",
            "((1 - s) * losses.softmax(scores) + s / classes - np.eye(classes)[labels]) / "
            "len(labels)": "Here the probabilities are smoothed, and the labels are not. The "
            "target is what changes; p stays the softmax.",
        },
    },
)
