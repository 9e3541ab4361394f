"""Batch norm and layer norm in NumPy, forward and backward, as lesson 09 builds them.

x: (N, D) floats, one row a sample, one column a feature. gamma, beta: (D,), the learned scale and
shift of each feature. All are of one dtype, which is kept: float32 stays float32. Batch norm takes
mean and variance of each column, layer norm of each row; otherwise they are the same. The formulas
are those of PyTorch's F.batch_norm and F.layer_norm. Sources: Ioffe and Szegedy 2015,
arXiv:1502.03167; Ba, Kiros and Hinton 2016, arXiv:1607.06450.
"""

import numpy as np


def check_rows(x, **vectors):
    """Raise TypeError or ValueError, with the cure, unless x is (N, D) and each vector (D,)."""
    for name, part in {"x": x, **vectors}.items():
        kind = part.dtype if isinstance(part, np.ndarray) else type(part).__name__
        if getattr(kind, "kind", None) != "f":
            cure = f"np.array({name}, dtype=float)"
            raise TypeError(f"{name} must be an array of floats, not {kind}: use {cure}")
        if kind == np.float16:
            raise TypeError(f"the variance of float16 overflows: use {name}.astype(np.float32)")
        if kind != x.dtype:
            raise TypeError(f"{name} is {kind} but x is {x.dtype}: use {name}.astype(x.dtype)")
    if x.ndim != 2 or 0 in x.shape:
        raise ValueError(f"x must be (N, D), one row a sample, not {x.shape}")
    for name, part in vectors.items():
        if part.shape != x.shape[1:]:
            raise ValueError(f"{name} must be {x.shape[1:]}, one a feature, not {part.shape}")


def root(var, eps):
    """The square root of var + eps, of var's shape; ValueError unless eps is above 0."""
    if not 0 < eps < np.inf:
        raise ValueError(f"eps must be a small number above 0, such as 1e-5, not {eps}")
    return np.sqrt(var + eps)


def normalise(x, axis, eps):
    """Mean 0 and variance (almost) 1 along an axis: 0 for each column, 1 for each row.

    Returns xhat, of x's shape, and std, of length 1 along the axis: the root of variance plus eps.
    """
    mu = x.mean(axis=axis, keepdims=True)
    std = root(x.var(axis=axis, keepdims=True), eps)
    return (x - mu) / std, std


def normalise_backward(dxhat, xhat, std, axis):
    """dx, of x's shape, from dxhat and what normalise(x, axis, eps) returned."""
    mean = dxhat.mean(axis=axis, keepdims=True)
    along = (dxhat * xhat).mean(axis=axis, keepdims=True)
    return (dxhat - mean - xhat * along) / std


def norm_backward(dy, cache, axis):
    """dx (N, D), dgamma (D,) and dbeta (D,) of y = gamma * xhat + beta; cache: (xhat, std, gamma).

    Raises ValueError unless dy has the shape of x.
    """
    xhat, std, gamma = cache
    if np.shape(dy) != xhat.shape:
        raise ValueError(f"dy must have the shape of x, {xhat.shape}, not {np.shape(dy)}")
    dx = normalise_backward(dy * gamma, xhat, std, axis)
    return dx, (dy * xhat).sum(axis=0), dy.sum(axis=0)


def batch_norm(x, gamma, beta, eps=1e-5):
    """Batch norm in training: every column by its own mean and variance.

    Returns y (N, D) and the cache for batch_norm_backward. Raises TypeError or ValueError where
    arguments do not fit, and ValueError for a batch of one, as PyTorch does.
    """
    check_rows(x, gamma=gamma, beta=beta)
    if len(x) == 1:
        raise ValueError("a batch of one has no variance: train with two or more samples")
    xhat, std = normalise(x, 0, eps)
    return gamma * xhat + beta, (xhat, std, gamma)


def batch_norm_backward(dy, cache):
    """dx (N, D), dgamma (D,) and dbeta (D,) of batch_norm, from dy (N, D) and its cache."""
    return norm_backward(dy, cache, axis=0)


def update_running(running_mean, running_var, x, momentum=0.1):
    """The running statistics (D,) after one more batch x (N, D), as a new pair (mean, variance).

    momentum is the share of the new batch, as in PyTorch. The batch's variance here divides by
    N - 1. Raises as batch_norm does, and ValueError for a momentum outside of 0 to 1.
    """
    check_rows(x, running_mean=running_mean, running_var=running_var)
    if len(x) == 1 or not 0 <= momentum <= 1:
        raise ValueError("needs two or more samples, and a momentum from 0 to 1")
    mean, var = x.mean(axis=0), x.var(axis=0, ddof=1)
    keep = 1 - momentum
    return keep * running_mean + momentum * mean, keep * running_var + momentum * var


def batch_norm_eval(x, gamma, beta, running_mean, running_var, eps=1e-5):
    """Batch norm in evaluation, y (N, D): by constants, so that no sample depends on another.

    running_mean, running_var: (D,). Raises as batch_norm does, but takes a batch of one.
    """
    check_rows(x, gamma=gamma, beta=beta, running_mean=running_mean, running_var=running_var)
    return gamma * (x - running_mean) / root(running_var, eps) + beta


def layer_norm(x, gamma, beta, eps=1e-5):
    """Layer norm, in training and evaluation alike: every row by its own mean and variance.

    Returns y (N, D) and the cache for layer_norm_backward. Raises as batch_norm does, but takes a
    batch of one.
    """
    check_rows(x, gamma=gamma, beta=beta)
    xhat, std = normalise(x, 1, eps)
    return gamma * xhat + beta, (xhat, std, gamma)


def layer_norm_backward(dy, cache):
    """dx (N, D), dgamma (D,) and dbeta (D,) of layer_norm, from dy (N, D) and its cache."""
    return norm_backward(dy, cache, axis=1)
