"""Networks whose weights are chosen by hand: exercises 03.3 and 03.7."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.forward import forward

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


# --- 03.3 -----------------------------------------------------------------------------------

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


_SAME_UNIT = (
    "Both hidden units are the same neuron, so together they are one. The other must be on where "
    "this one is off."
)
_NO_WAY = (
    "One hidden unit has no way to the output: its weight there is zero, so only half of the plane "
    "is right."
)

xor_weights = FunctionExercise(
    name="xor_weights",
    solution='''
def xor_weights():
    """W1, b1, W2, b2 of a network whose output is |x1 - x2|."""
    W1 = np.array([[1.0, -1.0], [-1.0, 1.0]])
    b1 = np.zeros(2)
    W2 = np.array([[1.0, 1.0]])
    b2 = np.zeros(1)
    return W1, b1, W2, b2
''',
    observe=_observe_xor,
    cases=lambda: [()],
    passed="Each unit holds one side of the fold, and |x1 - x2| has exactly one fold.",
    edits={
        "[[1.0, -1.0], [-1.0, 1.0]]": {
            "[[1.0, -1.0], [1.0, -1.0]]": _SAME_UNIT,
            "[[-1.0, 1.0], [-1.0, 1.0]]": _SAME_UNIT,
            "[[1.0, 1.0], [-1.0, -1.0]]": "One row of W1 is one unit, and here a row holds two "
            "equal weights: one unit adds the inputs up, the other adds and turns the sign. Did "
            "you write the units as columns?",
            "[[1.0, 0.0], [0.0, 1.0]]": "Each hidden unit looks at one input only. Then the output "
            "is a sum over the inputs, and it can't know whether they are equal.",
            "[[1.0, 1.0], [1.0, 1.0]]": "A hidden unit needs one positive and one negative weight. "
            "These add the inputs up.",
        },
        "[[1.0, 1.0]]": {
            "[[1.0, -1.0]]": "The hidden units are right, and then their outputs are subtracted, "
            "which undoes the ReLU: the result is x1 - x2. What turns both pieces upward?",
            "[[-1.0, 1.0]]": "The hidden units are right, and then their outputs are subtracted: "
            "the result is x2 - x1. What turns both pieces upward?",
            "[[-1.0, -1.0]]": "This is -|x1 - x2|: the last layer has the wrong sign.",
            "[[1.0, 0.0]]": _NO_WAY,
            "[[0.0, 1.0]]": _NO_WAY,
        },
        ("[[1.0, -1.0], [-1.0, 1.0]]", "np.zeros(2)", "[[1.0, 1.0]]"): {
            (
                "[[1.0, 1.0], [1.0, 1.0]]",
                "np.array([0.0, -1.0])",
                "[[1.0, -2.0]]",
            ): "These weights solve XOR at the four corners, as the lesson's do, but not |x1 - x2| "
            "between and beyond them: try (0.2, 0.9). The hidden units must see the difference of "
            "the inputs, not their sum.",
        },
        ("[[1.0, 1.0]]", "np.zeros(1)"): {
            ("[[-1.0, -1.0]]", "np.ones(1)"): "1 - |x1 - x2| is right for equal inputs at the "
            "wrong end: two equal inputs must give 0. Look at b2 and the signs of W2.",
        },
    },
)


# --- 03.7 -----------------------------------------------------------------------------------


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


_FALLS_ON = (
    "Beyond d the output keeps falling for ever: nothing stops the slope at d. The fourth ReLU "
    "must bend it back to flat."
)
_NO_WAY_DOWN = (
    "It rises and never comes down again. Two ReLUs make the way up; the way down needs two more."
)

plateau = FunctionExercise(
    name="plateau",
    solution='''
def plateau(a, b, c, d):
    """Layers of a 1-4-1 network: 0, up from a to b, 1, down from c to d, 0."""
    up, down = 1 / (b - a), 1 / (d - c)
    W1 = np.ones((4, 1))
    b1 = -np.array([a, b, c, d])
    W2 = np.array([[up, -up, -down, down]])
    b2 = np.zeros(1)
    return [(W1, b1), (W2, b2)]
''',
    observe=_observe_plateau,
    cases=lambda: [(0.0, 1.0, 2.0, 4.0), (-1.0, 0.5, 0.75, 1.0), (0.1, 0.15, 0.6, 0.9)],
    passed="Set narrow ones side by side, each as high as a curve is there, and they follow it.",
    edits={
        "[[up, -up, -down, down]]": {
            "[[up, -up, -down, 0]]": _FALLS_ON,
            "[[up, -up, 0, 0]]": _NO_WAY_DOWN,
            "[[1, -1, -1, 1]]": "The slopes are all 1, so the top is b - a high. To rise by 1 on "
            "the way from a to b, how steep must it be?",
            "[[up, -up, -up, up]]": "It falls as steeply as it rises, but the way from c to d has "
            "its own length. Each side needs its own slope.",
            "[[up, 0, -down, 0]]": "These are the slopes of the pieces. A ReLU's slope goes on for "
            "ever from its bend, so each output weight must be the change: the new slope minus the "
            "old.",
            "[[down, -down, -up, up]]": "The two slopes are swapped: the way up has the width b - "
            "a, the way down d - c.",
            "[[up, -up, -down, -down]]": "Beyond d it falls even faster: at d the slope must go "
            "back to 0, so add there what c took away.",
            "[[1 / up, -1 / up, -1 / down, 1 / down]]": "The slopes are upside down: multiplied by "
            "the width. Rising by 1 over a width of b - a is a slope of 1 / (b - a).",
            "[[up, up, down, down]]": "All four slopes go up. An output weight says how much the "
            "slope changes at its point: at b it must take away what a brought.",
            "[[up, -up, down, -down]]": "The second hill goes up again: at c the slope must become "
            "negative.",
            "[[-up, up, down, -down]]": "It is a hole, not a plateau: the sign of the last layer "
            "is the wrong way round.",
        },
        ("np.ones((4, 1))", "-np.array([a, b, c, d])", "[[up, -up, -down, down]]"): {
            (
                "np.ones((3, 1))",
                "-np.array([a, b, c])",
                "[[up, -up, -down]]",
            ): _FALLS_ON,
            (
                "np.ones((2, 1))",
                "-np.array([a, b])",
                "[[up, -up]]",
            ): _NO_WAY_DOWN,
        },
        "-np.array([a, b, c, d])": {
            "np.array([a, b, c, d])": "The hidden biases have the wrong sign: relu(x + a) starts "
            "at -a, not at a.",
        },
        "np.zeros(1)": {
            "np.ones(1)": "The ground is not at 0: b2 lifts everything, left of a too.",
        },
    },
)
