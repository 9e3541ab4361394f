"""How far a probability can be trusted, and when it is better to give no answer.

Lesson 12's exercises ask for these functions. confidence is the probability of the digit that was
read, (N,), right whether it was the right one, (N,).
"""

import math

import numpy as np
import torch
import torch.nn.functional as F


def calibration_error(confidence, right, bins=10):
    """How far confidence and accuracy lie apart, on average: a number between 0 and 1.

    The answers are sorted by confidence into bins of equal width; each bin counts by its number of
    answers. This is the expected calibration error of Guo and others, 2017, arXiv:1706.04599.
    """
    confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)
    # Bin 0 holds what is above 0 and at most 1/bins.
    place = np.clip(np.ceil(confidence * bins) - 1, 0, bins - 1)
    total = 0.0
    for b in np.unique(place):
        inside = place == b
        total += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
    return total / len(confidence)


def fit_temperature(scores, labels):
    """The temperature by which to divide scores (N, classes) for the smallest cross-entropy.

    Searched between 0.1 and 10, to two decimals. labels: int64 (N,).
    """
    candidates = torch.arange(0.1, 10, 0.01)
    losses = [F.cross_entropy(scores / t, labels).item() for t in candidates]
    return candidates[np.argmin(losses)].item()


def choose_threshold(confidence, right, wanted):
    """The smallest threshold for which answers with confidence >= threshold are right often enough.

    Often enough: the share of right ones among them is at least wanted. Returns math.inf, answer
    nothing, if no threshold is high enough.
    """
    confidence, right = np.asarray(confidence), np.asarray(right)
    for threshold in np.unique(confidence):  # from the smallest
        if right[confidence >= threshold].mean() >= wanted:
            return threshold
    return math.inf
