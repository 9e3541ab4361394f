"""Many samples, many neurons: exercises 01.3 and 01.8."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_01.gates import CORNERS

# --- 01.3 -----------------------------------------------------------------------------------


def _share_cases():
    rng = np.random.default_rng(3)
    wide = rng.normal(size=(7, 4)), rng.normal(size=(1, 4)), np.array([0.4])
    return [
        (
            np.array([[0.5, 0.9, 0.4], [0.5, 0.9, 0.6], [-0.2, 0.3, 0.1], [1.1, 0.8, 0.5]]),
            np.array([[0.8, 0.5, -1.5]]),
            np.array([-0.1]),
            np.array([1, 0, 1, 1]),
        ),
        # Three of the six samples have z = 0.
        (
            np.array([[0.5, 1.0], [1.0, 0.0], [0.5, 0.25], [2.0, 3.0], [-1.0, 2.0], [0.0, 2.0]]),
            np.array([[1.0, 0.5]]),
            np.array([-1.0]),
            np.array([1, 1, 0, 0, 0, 0]),
        ),
        # All are right.
        (
            np.array([[2.0, -1.0], [0.5, 3.0], [1.0, 1.5]]),
            np.array([[-2.0, 1.0]]),
            np.array([0.25]),
            np.array([0, 1, 0]),
        ),
        (*wide, np.array([1, 0, 0, 0, 1, 0, 0])),
        (np.array([[2.0, 1.0, -1.0]]), np.array([[1.0, 0.5, 4.0]]), np.array([2.5]), np.array([1])),
        (np.array([[1.0], [3.0], [5.0]]), np.array([[-1.0]]), np.array([4.0]), np.array([0, 0, 1])),
    ]


def _share(x, W, b, y):
    return np.mean((x @ W.T + b > 0)[:, 0] == y)


share_right = FunctionExercise(
    name="share_right",
    solution="""
def share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return np.mean(a == y)
""",
    cases=_share_cases,
    names={"share": _share},
    passed="Comparing (N, 1) with (N,) is a bug that no error message reports; you avoided it.",
    edits={
        "a = (x @ W.T + b > 0)[:, 0]\n    return np.mean(a == y)": {
            "return np.mean((x @ W.T + b > 0) == y)": "It compares an array of shape (N, 1) with "
            "y of shape (N,), which NumPy stretches to (N, N): each sample against each label. "
            "Bring both to the same shape first.",
            "return np.sum((x @ W.T + b > 0) == y) / len(y)": "More than N comparisons are "
            "summed: an array of shape (N, 1) stands beside y of shape (N,), and NumPy compares "
            "each with each. Bring both to the same shape first.",
            "return share(x, W, 0 * b, y)": "The bias is missing: the layer is x @ W.T + b.",
            "return np.sum((x @ W.T + b > 0)[:, 0] == y)": "This is how many are right. A share "
            "is between 0 and 1.",
            "return 100 * share(x, W, b, y)": "This is a percentage. A share is between 0 and 1.",
            "return share(x, W, b, y) // 1": "// drops what is behind the decimal point, and a "
            "share is all behind it. Divide with a single /.",
            "return (x @ W.T + b > 0)[:, 0] == y": "This says for each sample whether it is "
            "right. Which share of them is?",
            "return np.mean(np.sign(x @ W.T + b)[:, 0] == y)": "It is the sign of z, -1 for no, "
            "that is compared with y. The step says 0 for no.",
            "return share(x, W, -b, y)": "The bias is subtracted. Moved to the other side of >, b "
            "changes its sign.",
            "return share(x, W, b - 0.5, y)": "It compares z with 0.5 instead of 0. The bias is "
            "there to move the threshold.",
            "return np.mean((x @ W.T + b < 0)[:, 0] == y)": "It fires when z is below 0. Which "
            "side of 0 means yes?",
            "return np.mean((x @ W.T + b > 0)[y == 1, 0])": "It looks only at samples with label "
            "1. Saying 0 where y is 0 counts as well.",
            "return np.mean(1.0 * (x @ W.T + b > 0)[:, 0] - y)": "It averages differences, and +1 "
            "and -1 cancel each other. Ask whether a and y are equal.",
            "return 1 - np.mean(1.0 * (x @ W.T + b > 0)[:, 0] - y)": "It averages differences, "
            "and +1 and -1 cancel each other. Ask whether a and y are equal.",
            "return np.mean((x @ W.T + b > 0)[-1] == y)": "It looks at the last sample only: [-1] "
            "takes a row. Which index takes the one column?",
            "return np.mean(((x @ W.T + b > 0) == y)[:, 0])": "It compares all samples with the "
            "first label only. Of y too, each sample has its own.",
            "return 1 - share(x, W, b, y)": "This is the share of wrong answers.",
            "return np.mean((x @ W.T + b > 0))": "This is how often the neuron fires; y is not "
            "compared with it.",
            "return np.mean((x @ W.T + b > 0)[:, 0] * y)": "It counts only samples with both "
            "outputs 1. Saying 0 where y is 0 is right as well.",
            "return np.mean((x @ W.T + b >= 0)[:, 0] == y)": "Nearly: it fires when z is exactly "
            "0. The step asks for more than 0.",
            "return np.mean((x @ W.T + b)[:, 0] == y)": "It compares z with y. z is any number; "
            "only after the step is it 0 or 1.",
            "return np.mean((x @ W + b > 0)[:, 0] == y)": "W is not transposed. Its shape is (1, "
            "in) and x has `in` columns: write the two shapes side by side and look at the inner "
            "sizes.",
            "return np.mean((x @ W.T + b > 0)[0] == y)": "It looks at the first sample only: [0] "
            "takes a row. Which index takes the one column?",
        },
    },
)

# --- 01.8 -----------------------------------------------------------------------------------


def _grid(inputs, weights, biases):
    """All combinations: W of shape (S, inputs) and b of shape (S,)."""
    axes = np.meshgrid(*[weights] * inputs, biases, indexing="ij")
    settings = np.stack(axes, axis=-1).reshape(-1, inputs + 1)
    return settings[:, :-1], settings[:, -1]


def _count_cases():
    one = np.array([[0], [1]])
    four = np.array(list(itertools.product((0, 1), repeat=4)))  # 16 rows: more than 8 bits
    three = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
    return [
        (CORNERS, *_grid(2, np.array([-1, 1]), np.array([-1, 0]))),
        (one, np.array([[3], [2], [-1], [5], [-2]]), np.array([-1, -1, 0, -2, 1])),
        (three, *_grid(3, np.array([-1, 0, 2]), np.array([-2, -1, 0, 1]))),
        (four, *_grid(4, np.array([-1, 1, 2]), np.array([-2, -1, 0]))),
        (CORNERS, np.array([[1, 1], [2, 2]]), np.array([-1, -2])),  # one function, with z = 0
        (CORNERS, np.array([[1, -2], [3, 1], [1, 3], [3, 1]]), np.array([2, -2, -2, -2])),
    ]


def _every_pair(W, b):
    return np.repeat(W, len(b), axis=0), np.tile(b, len(W))


count_functions = FunctionExercise(
    name="count_functions",
    solution="""
def count_functions(x, W, b):
    a = x @ W.T + b > 0
    return np.unique(a, axis=1).shape[1]
""",
    cases=_count_cases,
    names={"every_pair": _every_pair},
    passed="You turned 'what can a neuron do?' into a number. The next cell uses this idea.",
    edits={
        "a = x @ W.T + b > 0\n    return np.unique(a, axis=1).shape[1]": {
            "return len(W)": "This is the number of settings. Many settings give the same truth "
            "table: count each table once.",
            "return len(np.unique(x @ W.T + b > 0))": "This counts different outputs (0 and 1), "
            "since np.unique without an axis flattens the array. You want different columns.",
            "return len(np.unique(x @ W.T + b > 0, axis=0))": "It compares rows, which are "
            "inputs. The truth table of one neuron is a column.",
            "return len(np.unique(x @ W.T + b > 0, axis=1))": "It takes the length of np.unique's "
            "result, which is its number of rows. The different tables stand in its columns.",
            "return np.unique(x @ W.T + b, axis=1).shape[1]": "It counts different values of z. "
            "Neurons with different z may give the same outputs: apply the step first.",
            "return len(np.unique((x @ W.T + b > 0).sum(axis=0)))": "It counts how often the "
            "neurons fire, and so takes two tables with equally many ones for the same.",
            "return np.unique(np.sign(x @ W.T + b), axis=1).shape[1]": "The sign of z has three "
            "values, -1, 0 and 1, so some tables are counted twice. The step has two.",
            "return (lambda V, c: np.unique(x @ V.T + c > 0, "
            "axis=1).shape[1])(*every_pair(W, b))": "It pairs every row of W with "
            "every bias. Row s of W and b[s] are one setting.",
            "return np.unique(x @ W.T + b > 0, axis=1).size": "It counts all entries of the "
            "different tables. How many columns are there?",
            "return np.unique(x @ W.T + b > 0, axis=1).shape": "This is the shape of the array of "
            "tables. Which of its two numbers is asked for?",
            "return 1 + int(np.diff(x @ W.T + b > 0, axis=1).any(axis=0).sum())": "It compares "
            "each table with the one before it only, so a table that comes back later is counted "
            "again.",
            "return len(np.unique(W, axis=0))": "It counts different weights. Different weights "
            "may give the same table.",
            "return 2 ** len(x)": "This is the number of all Boolean functions, whether a neuron "
            "can do them or not. Count what the settings W and b really reach.",
            "return np.unique(x @ W.T > 0, axis=1).shape[1]": "The bias is missing, so all lines "
            "pass through the origin.",
            "return np.unique(x @ W.T + b >= 0, axis=1).shape[1]": "Nearly: it fires when z is "
            "exactly 0. The step asks for more than 0.",
            "return np.unique(x @ W.T + b > 0, axis=1)": "This is the table itself, or the list "
            "of tables. The answer is one number.",
            "return len(np.unique((2 ** np.arange(len(x)) @ (x @ W.T > -b)).astype(np.uint8)))": (
                "A number made from more than eight bits does not fit into uint8: it wraps round, "
                "and different tables become equal."
            ),
        },
    },
)
