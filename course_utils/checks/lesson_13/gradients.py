"""The backward pass of the paper: exercise 13.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise


def _cases():
    rng = np.random.default_rng(112)
    cases = []
    for n, hidden in [(5, 2), (1, 3), (3, 3), (4, 1)]:
        a, p = rng.uniform(0.05, 0.95, (n, hidden)), rng.uniform(0.05, 0.95, (n, 1))
        cases.append((a, p, rng.integers(0, 2, (n, 1)).astype(float), rng.normal(size=(1, hidden))))
    return cases


_DZ2, _DZ1 = "(p - y) * p * (1 - p)", "(dz2 @ W2) * a * (1 - a)"
_SLOPE = "np.exp(-{0}) / (1 + np.exp(-{0})) ** 2"
_ONE_FACTOR = "In dz1, one factor a too many or too few: the slope is a (1 - a)."

deltas = FunctionExercise(
    name="deltas",
    solution="""
def deltas(a, p, y, W2):
    dz2 = (p - y) * p * (1 - p)
    dz1 = (dz2 @ W2) * a * (1 - a)
    return dz2, dz1
""",
    cases=_cases,
    passed="Equations 4, 5 and 7 of the paper. Everything else in its backward pass is a product.",
    edits={
        "return dz2, dz1": {
            "return dz1, dz2": "Both are right, in the other order: first dz2, of the output, then "
            "dz1.",
            "return dz2": "Only one array comes back. Return both, (dz2, dz1).",
        },
        _DZ2: {
            "p - y": "dz2 is the p - y of cross-entropy. With squared error the slope of the "
            "logistic function stays in: how much does p move when z2 moves?",
            "(y - p) * p * (1 - p)": "The sign is turned: with E = ½ (p - y)², a p above y has a "
            "positive gradient.",
            "2 * (p - y) * p * (1 - p)": "Twice too large: the ½ in E takes away the 2 of the "
            "square.",
            "(p - y) * p * (1 - p) / len(p)": "Divided by the number of patterns: that belongs to "
            "a mean, but the paper's E is a sum over the patterns.",
            f"(p - y) * {_SLOPE.format('p')}": "p is already the output of the logistic function; "
            "here its slope is taken as if p were z. Write the slope with the output alone.",
            "p * (1 - p)": "The error p - y itself is missing in dz2: this is only the slope.",
            "(p - y) * y * (1 - y)": "The slope in dz2 is taken from the label y, which is 0 or 1: "
            "that gives 0 everywhere. It is the output p that the logistic function computed.",
            "(p - y) ** 2 * p * (1 - p)": "The error is squared in dz2. The square is gone when E "
            "is differentiated: p - y.",
            "np.abs(p - y) * p * (1 - p)": "The error has lost its sign: p - y, not its size.",
            "(p - y) * p": "dz2 has p where the slope p (1 - p) belongs.",
            "(p - y) * (1 - p)": "dz2 has 1 - p where the slope p (1 - p) belongs.",
        },
        _DZ1: {
            f"(dz2 @ W2) * {_SLOPE.format('a')}": "a (or p) is already the output of the logistic "
            "function; here its slope is taken as if a were z1. Write the slope with the output "
            "alone.",
            "(dz2 @ W2) * p * (1 - p)": "In dz1 the slope is that of the output, p (1 - p), once "
            "more. The hidden units have their own outputs, a.",
            "dz2 @ W2": "dz1 stops at da, the gradient with respect to the outputs of the hidden "
            "units. One slope is left on the way to z1.",
            "dz2 * a * (1 - a)": "In dz1 the weights are missing: how strongly does each hidden "
            "unit act on the output?",
            "(dz2 @ W2) * (1 - a**2)": "1 - a² is the slope of tanh. These hidden units are "
            "logistic.",
            "((p - y) @ W2) * a * (1 - a)": "In dz1 the slope of the hidden units was taken, but "
            "dz2 lost that of the output before it was sent back.",
            "(dz2 @ W2) * (1 - a)": _ONE_FACTOR,
            "(dz2 @ W2) * a": _ONE_FACTOR,
            "dz2.T @ a": "This is dW2, the gradient with respect to the weights, or a product with "
            "the shape of W2. dz1 has the shape of a: each pattern sends its own dz2 back through "
            "W2.",
        },
        (_DZ2, _DZ1): {
            ("p - y", "dz2 @ W2"): "Both slopes are missing: this is the way back through a "
            "network without logistic units. p (1 - p) belongs to dz2, a (1 - a) to dz1.",
        },
    },
)
