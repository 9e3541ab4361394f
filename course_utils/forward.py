"""The forward pass of lesson 03 in NumPy: one layer, and a network of layers with ReLU between.

Rows are samples. A layer is a pair (W, b): W of shape (out, in), b of shape (out,).
"""

import numpy as np

from course_utils.losses import of_floats


@of_floats("x", "W", "b")
def linear(x, W, b):
    """One layer for a batch, before the activation: z = x @ W.T + b.

    x: (N, in). W: (out, in), row k holds the weights of neuron k. b: (out,).
    Returns z, (N, out). Raises ValueError, with both shapes, where they do not fit.
    """
    if x.ndim != 2 or W.ndim != 2 or x.shape[1] != W.shape[1]:
        raise ValueError(
            f"x {x.shape} does not fit W {W.shape}: they must be (N, in) and (out, in)"
        )
    if b.shape != W.shape[:1]:
        raise ValueError(f"b {b.shape} does not fit W {W.shape}: b must be {W.shape[:1]}")
    return x @ W.T + b


def forward(x, layers):
    """The scores of a network for a batch: ReLU after every layer except the last.

    x: (N, in of the first layer). layers: one or more pairs (W, b), first to last.
    Returns (N, out of the last layer). Raises ValueError where shapes do not fit.
    """
    *hidden, last = layers
    for W, b in hidden:
        x = np.maximum(0, linear(x, W, b))
    return linear(x, *last)
