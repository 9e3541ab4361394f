"""Networks whose weights are chosen by hand: exercises 03.3 and 03.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts
from course_utils.forward import forward

texts = Texts(__file__)

_SHAPES = "the shapes of W1, b1, W2, b2"


def _observe_network(layers, points, names, otherwise):
    """The shapes of two layers (W, b), and what they give at each named point if they fit.

    otherwise: what to say in place of the shapes if these are not two pairs of arrays.
    """
    seen = {_SHAPES: otherwise}
    try:
        layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in layers]
        seen = {_SHAPES: ", ".join(str(part.shape) for layer in layers for part in layer)}
        outputs = forward(points, layers)[:, 0]
    except (TypeError, ValueError):  # what does not fit is told by its shapes
        return seen
    return seen | {f"output {n}": float(y) for n, y in zip(names, outputs, strict=True)}


# Corners, places between and beyond them, and places so far away that no bias can keep a ReLU on
# and be exact near 0 as well.
_NEAR = [[0, 0], [0, 1], [1, 0], [1, 1], [0.2, 0.9], [-1, 2], [3, 3], [-2, -0.5], [5, 1]]
_FAR = [[-1000, 3000], [3000, -1000], [-1e12, 1e12], [1e12, -1e12]]
_POINTS = np.array([*_NEAR, *_FAR])


def _observe_xor(answer):
    parts = answer()
    layers = (parts[:2], parts[2:]) if isinstance(parts, (tuple, list)) else parts
    names = [f"at ({x[0]:g}, {x[1]:g})" for x in _POINTS]
    return _observe_network(layers, _POINTS, names, "not four arrays, W1, b1, W2, b2")


xor_weights = FunctionExercise(
    **texts("xor_weights"),
    observe=_observe_xor,
    cases=lambda: [()],
)


def _observe_plateau(answer, a, b, c, d):
    places = {
        "left of a": a - 1,
        "at a": a,
        "between a and b": (a + b) / 2,
        "at b": b,
        "between b and c": (b + c) / 2,
        "at c": c,
        "between c and d": (c + d) / 2,
        "at d": d,
        "right of d": d + 3,
    }
    points = np.array(list(places.values()))[:, None]
    return _observe_network(answer(a, b, c, d), points, places, "not two pairs, (W, b)")


plateau = FunctionExercise(
    **texts("plateau"),
    observe=_observe_plateau,
    cases=lambda: [(0.0, 1.0, 2.0, 4.0), (-1.0, 0.5, 0.75, 1.0), (0.1, 0.15, 0.6, 0.9)],
)
