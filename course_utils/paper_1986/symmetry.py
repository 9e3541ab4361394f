"""The symmetry network of Rumelhart, Hinton and Williams (Nature 323, 533-536, 1986), lesson 13.

A network of a few inputs, a few hidden units and one output, all logistic, trained on all patterns
at once with squared error and momentum. Many runs are trained together: each array has the runs in
its first axis, (runs, ...), and a single network is the same arrays without that axis.

    x (N, in)      patterns, rows are samples        y (N, 1)        1 where a pattern is symmetric
    W1 (runs, hidden, in), b1 (runs, 1, hidden)      a (runs, N, hidden)
    W2 (runs, 1, hidden),  b2 (runs, 1, 1)           p (runs, N, 1)

`weights` is always the list [W1, b1, W2, b2], all float64.
"""

import numpy as np

from course_utils.losses import of_floats


def all_patterns(length=6):
    """Every pattern of zeros and ones, x (2**length, length), and y (2**length, 1), 1 = symmetric.

    Symmetric patterns read the same backwards. Raises ValueError unless length is a whole number
    from 1 to 16.
    """
    if not isinstance(length, (int, np.integer)) or not 1 <= length <= 16:
        raise ValueError(f"length must be a whole number from 1 to 16, not {length!r}")
    x = (np.arange(2**length)[:, None] >> np.arange(length)[::-1]) & 1  # binary digits
    y = (x == x[:, ::-1]).all(axis=1, keepdims=True)
    return x.astype(float), y.astype(float)


@of_floats("z")
def logistic(z):
    """1 / (1 + e^-z): the sigmoid of lesson 02, in a form several times as fast.

    Below z = -700, where e^-z would overflow, it stays at its value there, 1e-304.
    """
    return 1 / (1 + np.exp(-np.maximum(z, -700)))


def new_networks(seeds, hidden=2, limit=0.3, inputs=6):
    """One network a seed, as [W1, b1, W2, b2]; all numbers uniform between -limit and limit.

    A seed gives the same network in any list of seeds. Raises ValueError if there are no seeds.
    """
    shapes = [(hidden, inputs), (1, hidden), (1, hidden), (1, 1)]
    generators = [np.random.default_rng(seed) for seed in seeds]
    if not generators:
        raise ValueError("give at least one seed, for example range(100)")
    networks = [[g.uniform(-limit, limit, shape) for shape in shapes] for g in generators]
    return [np.stack(arrays) for arrays in zip(*networks, strict=True)]


def check_network(weights, x, y):
    """Raise TypeError or ValueError, with what to do, unless all shapes fit and all is float64."""
    W1, b1, W2, b2 = weights
    for name, array in zip(("W1", "b1", "W2", "b2", "x", "y"), (*weights, x, y), strict=True):
        if not isinstance(array, np.ndarray) or array.dtype != np.float64:
            kind = getattr(array, "dtype", type(array).__name__)
            raise TypeError(f"{name} must be a float64 array, not {kind}: use np.array(..., float)")
    hidden, inputs = W1.shape[-2:]
    if x.ndim != 2 or x.shape[1] != inputs:
        raise ValueError(f"x must be (N, {inputs}) for this W1, not {x.shape}")
    if y.shape != (len(x), 1):
        raise ValueError(f"y must be ({len(x)}, 1), one column, not {y.shape}")
    tails = (b1.shape[-2:], W2.shape[-2:], b2.shape[-2:])
    if tails != ((1, hidden), (1, hidden), (1, 1)):
        raise ValueError(
            f"b1, W2, b2 must end in (1, {hidden}), (1, {hidden}), (1, 1), not {tails}"
        )


def forward(weights, x):
    """Outputs of the hidden units, a (..., N, hidden), and of the network, p (..., N, 1)."""
    W1, b1, W2, b2 = weights
    a = logistic(x @ W1.mT + b1)
    p = logistic(a @ W2.mT + b2)
    return a, p


def total_error(p, y):
    """E = 1/2 sum (p - y)^2 over all patterns: one number a run."""
    return ((p - y) ** 2).sum(axis=(-2, -1)) / 2


def backward(weights, x, y, a, p):
    """The gradient of E with respect to each of [W1, b1, W2, b2], in the same shapes."""
    W2 = weights[2]
    dz2 = (p - y) * p * (1 - p)  # (..., N, 1)
    dz1 = (dz2 @ W2) * a * (1 - a)  # (..., N, hidden)
    ones = np.ones((1, len(x)))
    return [dz1.mT @ x, ones @ dz1, dz2.mT @ a, ones @ dz2]


def train(weights, x, y, sweeps, step=0.1, momentum=0.9, mean=False):
    """Change the weights in place, `sweeps` times, each time by the gradient over all patterns.

    The change of a weight is -step * gradient + momentum * its last change. mean: use the gradient
    of the mean over the patterns instead of that of their sum.
    Returns two arrays: after how many sweeps each run first had all patterns on the right side of
    0.5, (runs,), NaN where it never did; and E before each sweep and after the last,
    (sweeps + 1, runs).
    Raises TypeError and ValueError for arrays that do not fit and settings out of range.
    """
    check_network(weights, x, y)
    if weights[0].ndim != 3:
        raise ValueError("train takes a stack of runs: W1 must be (runs, hidden, in)")
    if not step > 0 or not 0 <= momentum < 1:
        raise ValueError(f"need step > 0 and 0 <= momentum < 1, not {step} and {momentum}")
    share = len(x) if mean else 1
    changes = [np.zeros_like(w) for w in weights]
    solved_after, errors = np.full(len(weights[0]), np.nan), []
    for sweep in range(sweeps + 1):
        a, p = forward(weights, x)
        errors.append(total_error(p, y))
        right = ((p > 0.5) == (y > 0.5)).all(axis=(1, 2))
        solved_after[np.isnan(solved_after) & right] = sweep
        if sweep < sweeps:
            gradients = backward(weights, x, y, a, p)
            for w, change, gradient in zip(weights, changes, gradients, strict=True):
                change *= momentum
                change -= step * (gradient / share)
                w += change
    return solved_after, np.array(errors)
