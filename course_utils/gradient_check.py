"""Gradients measured by nudging, and how far another gradient is from them (lesson 05)."""

import numpy as np

from course_utils.losses import of_floats


def numerical_gradient(f, x, h=1e-6):
    """The gradient of f at x by central differences, an array of x's shape.

    f: a function from an array of x's shape to one number; it is called twice for each number of
    x, each time on a copy, so x itself never changes. x: float64, any shape; in float32 the
    rounding of f would swamp the difference. h: how far each number is nudged to both sides.
    Raises TypeError if x is not float64, ValueError if f does not return one number.
    """
    if not isinstance(x, np.ndarray) or x.dtype != np.float64:
        kind = getattr(x, "dtype", type(x).__name__)
        raise TypeError(f"x must be a float64 array, not {kind}: use np.array(x, dtype=float)")
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        sides = []
        for step in (h, -h):
            nudged = x.copy()
            nudged[place] += step
            value = np.asarray(f(nudged), dtype=float)
            if value.size != 1:
                raise ValueError(f"f must return one number, not shape {value.shape}")
            sides.append(value.item())
        gradient[place] = (sides[0] - sides[1]) / (2 * h)
    return gradient


@of_floats("a", "b")
def relative_error(a, b):
    """The largest difference of two gradients of one shape, relative to the largest number in both.

    0 if both are zero everywhere, NaN where a gradient holds NaN. Raises ValueError if the shapes
    differ, since NumPy would broadcast them.
    """
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape:
        raise ValueError(f"two gradients of one thing have one shape, not {a.shape} and {b.shape}")
    size = np.maximum(np.abs(a).max(), np.abs(b).max())  # unlike max(), it keeps a NaN
    return 0.0 if size == 0 else np.abs(a - b).max() / size


def check_gradients(loss, gradients, params):
    """The relative error of each gradient against central differences of the loss, {name: error}.

    loss: a function from a dict like params to one number. params: {name: float64 array}; neither
    the dict nor its arrays change. gradients: {name: array}, what is to be checked. The error is
    inf for a gradient that has not the shape of its parameter.
    """
    errors = {}
    for name, value in params.items():

        def loss_of(nudged, name=name):
            return loss({**params, name: nudged})

        if np.shape(gradients[name]) == value.shape:
            measured = numerical_gradient(loss_of, value)
            error = relative_error(gradients[name], measured)
        else:
            error = np.inf
        errors[name] = error
    return errors
