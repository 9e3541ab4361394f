"""Many samples, many neurons: exercises 01.3 and 01.8."""

import itertools

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_01.gates import CORNERS
from course_utils.checks.texts import Texts

texts = Texts(__file__)


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


share_right = FunctionExercise(**texts("share_right"), cases=_share_cases, names={"share": _share})


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
    **texts("count_functions"),
    cases=_count_cases,
    names={"every_pair": _every_pair},
)
