"""The backward pass of the paper: exercise 13.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _cases():
    rng = np.random.default_rng(112)
    cases = []
    for n, hidden in [(5, 2), (1, 3), (3, 3), (4, 1)]:
        a, p = rng.uniform(0.05, 0.95, (n, hidden)), rng.uniform(0.05, 0.95, (n, 1))
        cases.append((a, p, rng.integers(0, 2, (n, 1)).astype(float), rng.normal(size=(1, hidden))))
    return cases


deltas = FunctionExercise(**texts("deltas"), cases=_cases)
