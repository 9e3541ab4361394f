"""What layers do with a signal: exercises 02.1, 02.4, 02.5 and 02.6."""

import math

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _collapse_cases():
    rng = np.random.default_rng(0)
    cases = []
    for n_in, n_hidden, n_out in [(4, 3, 2), (2, 5, 3), (3, 3, 3), (1, 4, 1)]:
        shapes = [(n_hidden, n_in), (n_hidden,), (n_out, n_hidden), (n_out,)]
        cases.append(tuple(rng.normal(size=shape) for shape in shapes))
    return cases


collapse = FunctionExercise(**texts("collapse"), cases=_collapse_cases)


ten_sigmoids = ValueExercise(
    **texts(
        "ten_sigmoids",
        {
            "multiplied": lambda v: math.isclose(v, 0.25**10, rel_tol=0.01),
            "added": lambda v: v in (40, 2.5, 0.4),
            "value_for_slope": lambda v: v == 2**10,
            "miscounted": lambda v: v in (4**9, 4**11),
            "swapped": 10**4,
            "one_layer": lambda v: v in (4, 0.25),
            "slope_one": lambda v: v == 1,
            "another_number": lambda v: np.ndim(v) == 0 and np.isfinite(float(v)),
        },
    ),
    solution=4**10,
    tolerance=0.01,
)


relu_backward = FunctionExercise(
    **texts("relu_backward"),
    cases=lambda: [
        (
            np.array([[0.5, -2.0, 3.0], [-1.5, 4.0, -0.25]]),
            np.array([[2.0, -1.0, 0.0], [0.7, -3.0, 1e-3]]),
        ),
        (np.array([[-0.3, 0.8]]), np.array([[5.0, -5.0]])),
        (np.array([1.0, 2.0, -7.0]), np.array([-0.5, 0.25, 3.0])),
    ],
)


lossless_spread = FunctionExercise(
    **texts("lossless_spread"),
    cases=lambda: [(n,) for n in (64, 784, 10, 2, 1)],
)
