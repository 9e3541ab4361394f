"""Softmax, cross-entropy and its gradient in NumPy, as lesson 04 builds them.

Scores are any real numbers, one row a sample, shape (N, C); labels are whole numbers 0..C-1, shape
(N,). float32 and float64 are kept; whole numbers and float16, whose sums overflow beyond 65,504,
are computed in float64.
No finite score overflows an exponential. A score of -inf means probability 0.
"""

import functools
import inspect

import numpy as np


def as_floats(values):
    """The values as an array of floats: float32 and float64 stay, any other becomes float64."""
    values = np.asarray(values)
    return values if values.dtype in (np.float32, np.float64) else values.astype(float)


def of_floats(*names):
    """A decorator: the function gets the arguments of these names as floats, whatever they were.

    The lessons teach the functions without it; here it keeps pixels (uint8) from wrapping around.
    """

    def decorate(function):
        signature = inspect.signature(function)

        @functools.wraps(function)
        def converted(*values, **named):
            bound = signature.bind(*values, **named)
            for name in names:
                bound.arguments[name] = as_floats(bound.arguments[name])
            return function(*bound.args, **bound.kwargs)

        return converted

    return decorate


def softmax(scores, axis=-1):
    """Probabilities along axis, of the scores' shape: positive (or rounded to 0), with sum 1."""
    scores = as_floats(scores)
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def log_softmax(scores, axis=-1):
    """Logarithms of the probabilities along axis, by log-sum-exp: finite even where p rounds to 0.

    Finite means: as long as the difference of two scores is a number that the dtype can hold.
    """
    scores = as_floats(scores)
    shifted = scores - scores.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def check_labels(scores, labels):
    """Raise ValueError unless scores are (N, C) and labels N whole numbers from 0 to C - 1."""
    if scores.ndim != 2 or 0 in scores.shape:
        raise ValueError(f"need one row of scores per sample, shape (N, C), not {scores.shape}")
    if labels.shape != scores.shape[:1]:
        raise ValueError(f"need {len(scores)} labels, shape (N,), not shape {labels.shape}")
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels must be whole numbers, not {labels.dtype}")
    if labels.min() < 0 or labels.max() >= scores.shape[1]:
        raise ValueError(f"labels must lie in 0..{scores.shape[1] - 1}")


def nll_loss(log_p, labels):
    """The mean over the samples of minus the log-probability of the right class, a number.

    log_p: (N, C), labels: (N,). Raises ValueError for other shapes and for impossible labels.
    """
    log_p, labels = as_floats(log_p), np.asarray(labels)
    check_labels(log_p, labels)
    return -log_p[np.arange(len(labels)), labels].mean()


def cross_entropy(scores, labels):
    """The mean cross-entropy of scores (N, C) and labels (N,), a number.

    Raises ValueError for other shapes and for impossible labels.
    """
    return nll_loss(log_softmax(scores), labels)


def cross_entropy_gradient(scores, labels):
    """The derivative of cross_entropy(scores, labels) by each score, shape (N, C): (p - y) / N.

    Raises ValueError for other shapes and for impossible labels.
    """
    scores, labels = as_floats(scores), np.asarray(labels)
    check_labels(scores, labels)
    gradient = softmax(scores)
    gradient[np.arange(len(labels)), labels] -= 1
    return gradient / len(labels)
