"""The line and its scale: exercises 01.4 and 01.5."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- 01.4 -----------------------------------------------------------------------------------

distance = FunctionExercise(
    name="distance",
    solution="""
def distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)
""",
    cases=lambda: [
        (np.array([[0.0, 0.0], [3.0, 1.0], [0.6, 0.8]]), np.array([1.5, 2.0]), -2.5),
        (np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([-3.0, 0.5]), 2.0),
        (np.array([[2.0, -1.0, 0.5]]), np.array([0.5, 0.25, -2.0]), 0.7),
        (np.array([[5.0], [-5.0], [2.0]]), np.array([-4.0]), 3.0),
    ],
    passed="With three inputs the line has become a plane, and the same formula holds.",
    edits={
        "return (x @ w + b) / np.linalg.norm(w)": {
            "return x @ w + b": "This is z. A step of length 1 along w changes z by |w|, so z is "
            "not yet a distance.",
            "return (x @ w + b) / np.hypot(w[0], w[1])": "It takes the length of w from two "
            "weights. w may have more, or only one.",
            "return (x @ w + b) / np.hypot(*w)": "It takes the length of w from two weights. w "
            "may have more, or only one.",
            "return (x @ w + b) / 2.5": "It divides by 2.5, the |w| of the example. Compute the "
            "length of the w that is given.",
            "return (x @ w - abs(b)) / np.linalg.norm(w)": "It uses |b|, which is right only "
            "where b is negative. In z the bias is added as it is.",
            "return np.maximum(0, ((x @ w + b) / np.linalg.norm(w)))": "It says 0 where the "
            "neuron is silent. There the distance is negative, not 0.",
            "return ((x @ w + b) / np.linalg.norm(w))[:, None]": "Each point should give one "
            "number, shape (N,), but this is a column, shape (N, 1).",
            "return (x @ w + b) / np.abs(w).max()": "It divides by the largest weight. The length "
            "of an arrow comes from Pythagoras.",
            "return (x @ w + b) / len(w)": "It divides by the number of weights. The length of an "
            "arrow comes from Pythagoras.",
            "return np.linalg.norm(x - w, axis=1)": "This is the distance from the point w. Asked "
            "is the distance from the line z = 0.",
            "return (x @ w + b) / (w @ w)": "It divides by |w|², the squared length. Is there a "
            "square root missing?",
            "return x @ w / np.linalg.norm(w)": "The bias is missing: this is the distance from a "
            "parallel line through the origin.",
            "return x @ w / np.linalg.norm(w) + b": "Only the product is divided, not the bias. "
            "Look at your parentheses.",
            "return x @ w + b / np.linalg.norm(w)": "Only the bias is divided, not the product. "
            "Look at your parentheses.",
            "return np.abs(x @ w + b) / np.linalg.norm(w)": "The sign is lost: points on the side "
            "where the neuron is silent have a negative distance here.",
            "return (x @ w - b) / np.linalg.norm(w)": "The bias is subtracted. In z it is added.",
            "return np.linalg.norm(x + b * w / (w @ w), axis=1)": "It measures to one point of "
            "the line, the one nearest to the origin. The nearest point of the line is another "
            "one for each x.",
            "return (x @ w + b) / np.abs(w).sum()": "It divides by the sum of the |weights|. The "
            "length of an arrow comes from Pythagoras.",
            "return (x @ w + b) / w.sum()": "It divides by the sum of the weights, where positive "
            "and negative ones cancel. The length of an arrow comes from Pythagoras.",
            "return (x @ w + b) / (np.linalg.norm(x, axis=1) + (x == 0).all(axis=1))": "It "
            "divides by the length of each x. How steeply z rises depends on w alone.",
            "return (x @ w + b) * np.linalg.norm(w)": "It multiplies by |w|. Walking a distance d "
            "along w multiplies by |w|; here you go the other way, from z to d.",
            "return (x @ w + b) / np.sqrt(w @ w + b ** 2)": "It includes the bias in the length "
            "of w. The bias shifts the line and turns nothing.",
            "return np.full(len(x), abs(b) / np.linalg.norm(w))": "This is the distance of the "
            "line from the origin, for each point the same. x must come in.",
        },
    },
)

# --- 01.5 -----------------------------------------------------------------------------------


def _is_number(value):
    return isinstance(value, (int, float, np.number))


ten_times = ValueExercise(
    name="ten_times",
    solution=(0, 10, 1),
    passed="Only z notices the factor. So w and b hold more than the line: also how steep z is.",
    mistakes=[
        Mistake(
            "The answer is three numbers in parentheses: (points, factor of z, factor of the "
            "distance).",
            lambda t: (
                not isinstance(t, (tuple, list)) or len(t) != 3 or not all(map(_is_number, t))
            ),
        ),
        Mistake(
            "The first and the last can't both be so: if the line moved, the points between its "
            "old and its new place would change sides.",
            lambda t: t[0] == 0 and t[2] != 1,
        ),
        Mistake(
            "The distance of the line can't stay while all points change: from where to where "
            "would they go? Multiply z = 0.3 and z = -0.3 by 10 and apply the step.",
            lambda t: t[0] == 1000 and t[2] == 1,
        ),
        Mistake(
            "All points would change only if every z changed its sign. Does a factor of 10 do so?",
            lambda t: t[0] == 1000,
        ),
        Mistake(
            "Z = w·x + b, and both terms are 10 times as large. Put in one point and compute.",
            lambda t: t[0] == 0 and t[1] == 1 and t[2] == 1,
        ),
        Mistake(
            "Each product in z holds one weight, so the factor comes out once, not squared.",
            lambda t: t[1] == 100,
        ),
        Mistake(
            "The first and the last are right. For the second put one point into z = w·x + b, once "
            "with the old numbers and once with the new.",
            lambda t: t[0] == 0 and t[2] == 1,
        ),
        Mistake(
            "A point changes its answer only if its z changes sign. Which points do, when each z "
            "is multiplied by 10?",
            lambda t: t[0] != 0,
        ),
    ],
)
