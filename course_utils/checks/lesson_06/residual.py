"""A backward pass through a shortcut, and who fools a careless check: exercises 06.2 and 06.3."""

import numpy as np

from course_utils.backprop import bug_hunt
from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.values import letters


def _residual_cases():
    rng = np.random.default_rng(8)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n, hidden)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(hidden, hidden)),
            rng.normal(size=hidden),
        )

    # Small whole numbers: in the first row z is exactly 0 twice, and 0.001 once.
    corner = (
        np.array([[1.0, -1.0], [2.0, 1.0], [0.0, 3.0]]),
        np.array([[1.0, 4.0, -2.0], [0.0, -3.0, 1.0], [5.0, 2.0, -1.0]]),
        np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, 1.0, -1.0]),
        np.array([[1.0, -1.0, 0.0], [0.0, 1.0, 2.0], [-1.0, 2.0, 1.0]]),
        np.array([-1.0, 2.0, 2.001]),
    )
    return [case(5, 3, 4), case(3, 2, 3), case(1, 4, 3), case(6, 3, 2), corner]


_PATIENTS = {
    11: "This is patient 11: the mask looks at the sign of the gradient. ReLU hands on where its "
    "input z was positive, whatever the gradient is.",
    12: "This is patient 12: h0 has two users, and only what came through the block is left. "
    "Reuse adds up.",
    13: "This is patient 13: a transpose too much. Forward was h0 @ W2.T, so back is dz @ W2; here "
    "W2 is square, and the shapes do not warn you.",
    14: "This is patient 14: the ReLU's mask is missing, dz = dh1. Where z was negative nothing "
    "comes back.",
    15: "This is patient 15: dW2 is transposed. Entry [k, j] of W2 joins input j to unit k, so it "
    "is dz[k] times h0[j]: dz.T @ h0.",
    16: "This is patient 16: only the shortcut's gradient reaches h0. The block hands back "
    "something too, and reuse adds up.",
}


def _patients(right):
    """The patients of bug_hunt that are ill in a line, as rows of edits."""
    return {
        bug_hunt.PATIENTS[number].wrong: hint
        for number, hint in _PATIENTS.items()
        if bug_hunt.PATIENTS[number].right == right
    }


_SIGN = "The sign is turned: the gradient of (h1 - y)² has the sign of h1 - y."
_AT_0 = "All but right. At z = 0 exactly ReLU hands back 0 in this course, as in PyTorch: z > 0."
_MEAN = (
    "A bias counts once for each sample: its gradient is the sum over the samples, and the mean is "
    "in dh1 already."
)
_SHAPE = "db is the sum over the samples: it has the shape of b."
_MASKED = (
    "The shortcut hands back all of dh1, and here only what passed the mask. (If you wrote "
    "`dz = dh1` and then zeros into dz: that is no copy but a second name for dh1.)"
)

residual_backward = FunctionExercise(
    name="residual_backward",
    solution="""
def residual_backward(x, y, W1, b1, W2, b2):
    h0 = x @ W1.T + b1
    z = h0 @ W2.T + b2
    h1 = h0 + np.maximum(z, 0)
    dh1 = 2 * (h1 - y) / len(x)
    dz = dh1 * (z > 0)
    dW2 = dz.T @ h0
    db2 = dz.sum(axis=0)
    dh0 = dh1 + dz @ W2
    dW1 = dh0.T @ x
    db1 = dh0.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
""",
    cases=_residual_cases,
    passed="Through the shortcut the gradient reaches h0 unchanged, whatever the block does.",
    edits={
        "dh1 = 2 * (h1 - y) / len(x)": {
            "dh1 = 2 * (h1 - y)": "Every gradient is N times too large: the loss is a mean over "
            "the samples.",
            "dh1 = 2 * (h1 - y) / y.size": "The mean runs over the N samples only, not over all "
            "N · hidden numbers.",
            "dh1 = (h1 - y) / len(x)": "Every gradient is half of what it should be: the square "
            "hands back 2 (h1 - y).",
            "dh1 = h1 - y": "The 2 of the square and the 1/N of the mean are missing: this is "
            "h1 - y alone.",
            "dh1 = 2 * (y - h1) / len(x)": _SIGN,
            "dh1 = 2 * (y - h1)": _SIGN,
            "dh1 = y - h1": _SIGN,
        },
        "dz = dh1 * (z > 0)": {
            **_patients("dz = dh1 * (z > 0)"),
            "dz = dh1 * (h1 > 0)": "The mask looks at h1, the output of the whole block. With the "
            "shortcut that is not the output of the ReLU: look at z.",
            "dz = dh1 * (h0 > 0)": "The mask looks at h0, the input of the block. The input of the "
            "ReLU is z.",
            "dz = dh1 * (z >= 0)": _AT_0,
            "dz = dh1 * np.heaviside(z, 0.5)": _AT_0,
            "dz = dh1 * np.sign(z)": "The slope of ReLU is 1 or 0, never -1: where z is negative "
            "nothing comes back.",
            "dz = dh1 * np.maximum(z, 0)": "Here the gradient is multiplied by ReLU's output. Its "
            "slope is 1 or 0.",
            "dz = dh1 * (z < 0)": "The mask is turned round: ReLU hands on where z is positive.",
            "dz = dh1 * (z > 0.01)": "The mask begins at 0 exactly: also a tiny z above 0 passes.",
        },
        "dW2 = dz.T @ h0": {
            **_patients("dW2 = dz.T @ h0"),
            "dW2 = dz.T @ h1": "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, "
            "not with h1.",
            "dW2 = dz.T @ z": "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, "
            "not with z.",
        },
        ("dW2 = dz.T @ h0", "db2 = dz.sum(axis=0)"): {
            ("dW2 = dh1.T @ h0", "db2 = dh1.sum(axis=0)"): "dW2 and db2 are made from dz, behind "
            "the ReLU's mask, and not from dh1.",
        },
        "db2 = dz.sum(axis=0)": {"db2 = dz.mean(axis=0)": _MEAN, "db2 = dz": _SHAPE},
        "dh0 = dh1 + dz @ W2": {
            **_patients("dh0 = dh1 + dz @ W2"),
            "dh0 = dz + dz @ W2": _MASKED,
            "dh0 = dh1 + dh1 @ W2": "What goes back through W2 is dz, behind the ReLU's mask, and "
            "not dh1.",
            "dh0 = dh1 * (dz @ W2)": "The block's gradient is multiplied with the shortcut's. On "
            "two paths they add up.",
            "dh0 = dh1 + dz": "dz itself does not reach h0: it goes back through W2 first, "
            "dz @ W2.",
            "dh0 = dh1 @ W2 + dz @ W2": "The shortcut hands back dh1, as it comes from the plus; "
            "it does not go through W2.",
        },
        ("dW1 = dh0.T @ x", "db1 = dh0.sum(axis=0)"): {
            ("dW1 = dz.T @ x", "db1 = dz.sum(axis=0)"): "dW1 and db1 are made from dh0, the "
            "gradient of what W1 and b1 computed, not from dz.",
        },
        "dW1 = dh0.T @ x": {
            "dW1 = x.T @ dh0": "A gradient has the shape of its parameter: dW1 is dh0.T @ x, "
            "(hidden, N) @ (N, in).",
        },
        "db1 = dh0.sum(axis=0)": {"db1 = dh0.mean(axis=0)": _MEAN, "db1 = dh0": _SHAPE},
        ("db2 = dz.sum(axis=0)", "db1 = dh0.sum(axis=0)"): {
            ("db2 = dz.mean(axis=0)", "db1 = dh0.mean(axis=0)"): _MEAN,
            ("db2 = dz", "db1 = dh0"): _SHAPE,
        },
    },
)


# --- 06.3 -----------------------------------------------------------------------------------

_THINK_AGAIN = (
    "Patient 1 leaves out the division by N. For which N does a division by N change nothing?",
    "Patient 5 takes z1 for a1 = tanh(z1). Where are these two almost the same number?",
    "Patient 13 takes W2.T for W2. For which W2 is that the same matrix?",
    "Patient 14 leaves out the mask z > 0. When is that mask all ones?",
    "Patient 6 meets a W2 that has moved by 0.01 times its gradient: a very small change. How "
    "large are its errors in the table of lesson 05?",
)


hides_when = ValueExercise(
    name="hides_when",
    solution=("a", "b", "d", "c", "e"),
    observe=letters,
    passed="So a careful check has none of the five.",
    mistakes={
        "Give five letters from a to e, each once, in the order of the patients.": lambda answer: (
            not isinstance(letters(answer), str) or sorted(letters(answer)) != sorted("ABDCE")
        )
    }
    | {
        hint: lambda answer, i=i: letters(answer)[i] != "ABDCE"[i]
        for i, hint in enumerate(_THINK_AGAIN)
    },
)
