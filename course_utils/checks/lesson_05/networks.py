"""Backward passes of two networks with one hidden layer of tanh: exercises 05.2 and 05.7."""

from collections.abc import Mapping

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.families import orders
from course_utils.checks.lesson_05.tanh_layers import (
    ONE_ROW,
    TWICE,
    bias,
    everywhere,
    into_tanh,
    slopes,
    weights,
)
from course_utils.losses import softmax

# --- 05.2 -----------------------------------------------------------------------------------


def _network_cases():
    rng = np.random.default_rng(1)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            3 * rng.normal(size=(n, 1)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(1, hidden)),
            rng.normal(size=1),
        )

    return [case(7, 3, 4), case(1, 2, 3), case(3, 4, 2), case(5, 1, 3)]


def _by_name(answer, *arguments):
    """The four gradients with their names, those of the last layer first, as they are computed."""
    gradients = answer(*arguments)
    if isinstance(gradients, Mapping):
        return tuple(gradients.items())
    if not isinstance(gradients, (tuple, list)) or len(gradients) != 4:
        return gradients
    dW1, db1, dW2, db2 = gradients
    return {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


_SIGN = "The sign is turned: the gradient of (z2 - y)² has the sign of z2 - y."
_SQUARE = "The derivative of (z2 - y)² is 2 (z2 - y), without the square."
_DICT = (
    "The four gradients are right, but in a dict. Return them as a tuple: return dW1, db1, dW2, "
    "db2."
)

network_backward = FunctionExercise(
    name="network_backward",
    solution="""
def network_backward(x, y, W1, b1, W2, b2):
    a1 = np.tanh(x @ W1.T + b1)
    z2 = a1 @ W2.T + b2
    dz2 = 2 * (z2 - y) / len(x)
    dW2 = dz2.T @ a1
    db2 = dz2.sum(axis=0)
    da1 = dz2 @ W2
    dz1 = da1 * (1 - a1**2)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return dW1, db1, dW2, db2
""",
    observe=_by_name,
    cases=_network_cases,
    passed="Seven lines. With more layers the last four repeat, nothing new comes.",
    edits={
        "2 * (z2 - y) / len(x)": {
            "2 * (z2 - y)": "Every gradient is N times too large: the loss is a mean, so its 1/N "
            "belongs into dz2.",
            "(z2 - y) / len(x)": "Every gradient is half of what it should be: the square hands "
            "back 2 (z2 - y).",
            "z2 - y": "dz2 = z2 - y is the rule for cross-entropy (lesson 04). Here the loss is a "
            "mean of squares: the 2 and the 1/N are missing.",
            "2 * (z2 - y).mean(axis=0)": ONE_ROW,
            "2 * (z2 - y).mean()": ONE_ROW,
            "2 * (z2 - y).mean(axis=0, keepdims=True)": ONE_ROW,
            "(2 * (z2 - y)).sum(axis=0) / len(x)": ONE_ROW,
            "2 * (y - z2) / len(x)": _SIGN,
            "2 * (y - z2)": _SIGN,
            "(y - z2) / len(x)": _SIGN,
            "y - z2": _SIGN,
            "2 * (z2 - y) / len(x) ** 2": TWICE,
            "2 * (z2 - y) / x.shape[1]": "The mean of the loss runs over the N samples, len(x). "
            "x.shape[1] is the number of inputs.",
            "2 * (z2 - y) / len(x) * (1 - z2**2)": "The output has no activation, so dz2 is "
            "2 (z2 - y) / N, without a factor 1 - z2².",
            "2 * (z2 - y) / len(x) * (1 - np.tanh(z2) ** 2)": "The output has no activation: its "
            "tanh is not part of this network.",
            "2 * np.abs(z2 - y) / len(x)": "There is no absolute value in the derivative of a "
            "square: the sign says on which side of the target the answer lies.",
            "(z2 - y) ** 2 / len(x)": _SQUARE,
            "2 * (z2 - y) ** 2 / len(x)": _SQUARE,
        },
        **weights("dz2", "x @ W1.T + b1"),
        "db2 = dz2.sum(axis=0)": bias("db2", "dz2"),
        "dz2 @ W2": {
            "dz2 @ W2.T": "Back through W2 goes dz2 @ W2, (N, 1) @ (1, hidden), without a "
            "transpose: forward was a1 @ W2.T, and back turns it round.",
        },
        "1 - a1**2": slopes("x @ W1.T + b1"),
        "dz1 = da1 * (1 - a1**2)": into_tanh("dz2"),
        "db1 = dz1.sum(axis=0)": bias("db1", "dz1"),
        "return dW1, db1, dW2, db2": {
            **orders("dW1, db1, dW2, db2"),
            'return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}': _DICT,
            'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}': _DICT,
        },
        **everywhere("dz2"),
    },
)


# --- 05.7 -----------------------------------------------------------------------------------


def _classifier_cases():
    rng = np.random.default_rng(5)

    def case(n, n_in, hidden, classes):
        return (
            rng.normal(size=(n, n_in)),
            np.resize(rng.permutation(classes), n),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(classes, hidden)),
            rng.normal(size=classes),
        )

    return [case(5, 3, 4, 2), case(2, 3, 4, 2), case(1, 3, 4, 2), case(6, 2, 5, 3)]


_LABELS = (
    "The labels are numbers of classes. In p - y, y is one row per sample: 1 at the right class, 0 "
    "elsewhere, np.eye(len(b2))[labels]."
)
_MINUS = "The sign is turned: the gradient of the scores is p - y, and its mean divides by N."
_TWO = (
    "The 2 belongs to the squared error. Cross-entropy hands back p - y, and its mean divides by N."
)

classifier_backward = FunctionExercise(
    name="classifier_backward",
    solution="""
def classifier_backward(x, labels, W1, b1, W2, b2):
    a1 = np.tanh(x @ W1.T + b1)
    p = softmax(a1 @ W2.T + b2)
    y = np.eye(len(b2))[labels]
    dscores = (p - y) / len(x)
    dW2 = dscores.T @ a1
    db2 = dscores.sum(axis=0)
    da1 = dscores @ W2
    dz1 = da1 * (1 - a1**2)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
""",
    names={"softmax": softmax},
    cases=_classifier_cases,
    passed="From nothing. The next cell proves it without knowing the answer.",
    edits={
        "softmax(a1 @ W2.T + b2)": {
            "softmax(a1 @ W2.T + b2, axis=0)": "The softmax runs along a row, over the classes of "
            "one sample (axis 1), not over the samples.",
            "softmax(np.tanh(a1 @ W2.T + b2))": "The scores have no activation: only the hidden "
            "layer has tanh.",
            "1 / (1 + np.exp(-(a1 @ W2.T + b2)))": "That is the sigmoid. The probabilities of the "
            "classes are softmax(scores).",
            "a1 @ W2.T + b2": "These are scores minus y. It is the probabilities, softmax(scores), "
            "from which y is taken.",
        },
        "np.eye(len(b2))[labels]": {
            "labels[:, None]": _LABELS,
            "labels": _LABELS,
            "np.eye(2)[labels]": "np.eye(2) is for two classes. Other sizes must work too: there "
            "are as many classes as b2 has numbers.",
            "np.eye(len(x))[labels]": "y has one column per class, not one per sample.",
        },
        ("np.eye(len(b2))[labels]", "(p - y) / len(x)"): {
            ("labels", "p - y"): f"{_LABELS} And the loss is a mean: divide by N.",
            ("labels[:, None]", "p - y"): f"{_LABELS} And the loss is a mean: divide by N.",
        },
        "(p - y) / len(x)": {
            "p - y": "Every gradient is N times too large: the loss is a mean over the samples, so "
            "its 1/N belongs into the gradient of the scores.",
            "(y - p) / len(x)": _MINUS,
            "y - p": _MINUS,
            "2 * (p - y) / len(x)": _TWO,
            "2 * (p - y)": _TWO,
            "(p - y).mean(axis=0)": ONE_ROW,
            "(p - y).mean()": ONE_ROW,
            "(p - y).mean(axis=0, keepdims=True)": ONE_ROW,
            "(p - y) / p.size": "The mean runs over the N samples, not over all N · classes "
            "numbers.",
            "(p - y) / len(x) ** 2": TWICE,
            "(p - y) / len(x) * p * (1 - p)": "p - y has the slope of softmax in it already "
            "(lesson 04): here it counts twice.",
            "(p - y) / len(x) * (1 - p**2)": "The scores have no tanh: no slope belongs here.",
            "p / len(x)": "y is missing: at the right class the gradient is p - 1.",
            "(p - 1) / len(x)": "p - 1 holds at the right class only. At the others y is 0, and "
            "the gradient is p.",
            "-y / p / len(x)": "This is how the loss changes with p. Go on to the scores: through "
            "softmax it becomes p - y.",
            "(p - y[0]) / len(x)": "This takes the label of the first sample for all of them.",
            "(p - (y.sum(axis=0) > 0)) / len(x)": "p[:, labels] takes whole columns, for all "
            "samples. One place per row is p[np.arange(len(x)), labels].",
            "abs(p - y) / len(x)": "No absolute value: the sign says whether a score should rise "
            "or fall.",
            "(p - y) ** 2 / len(x)": "No square: cross-entropy hands back p - y itself.",
        },
        **weights("dscores", "x @ W1.T + b1"),
        "db2 = dscores.sum(axis=0)": bias("db2", "dscores"),
        "dscores @ W2": {
            "dscores @ W2.T": "Back through W2 goes dscores @ W2, (N, 2) @ (2, 4), without a "
            "transpose: forward was a1 @ W2.T, and back turns it round.",
        },
        "1 - a1**2": slopes("x @ W1.T + b1"),
        "dz1 = da1 * (1 - a1**2)": into_tanh("dscores"),
        "db1 = dz1.sum(axis=0)": bias("db1", "dz1"),
        'return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}': {
            'return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}': "The gradients are right. "
            'Name each like its parameter: {"W1": ..., "b1": ..., "W2": ..., "b2": ...}.',
            "return dW1, db1, dW2, db2": "The gradients are right, but in a tuple. Return a dict, "
            '{"W1": dW1, ...}, so that the gradient check can match the names.',
            'return {"W1": dW2, "b1": db2, "W2": dW1, "b2": db1}': "The two layers are exchanged: "
            "W1 and b1 belong to the hidden layer.",
        },
        **everywhere("dscores"),
    },
)
