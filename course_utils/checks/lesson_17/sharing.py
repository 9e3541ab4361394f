"""Who gets which samples, and one gradient from several: exercises 17.1 and 17.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _gradients():
    """Mean gradients of parts of different sizes, of shapes (5,) and (2, 3)."""
    rng = np.random.default_rng(171)
    return [
        (list(rng.normal(size=(2, 5))), [3, 2]),
        (list(rng.normal(size=(3, 2, 3))), [4, 4, 1]),
        (list(rng.normal(size=(4, 5))), [2, 2, 2, 1]),
        (list(rng.normal(size=(1, 5))), [7]),
        # One process has nothing left: the mean of nothing was set to 0.
        ([rng.normal(size=5), rng.normal(size=5), np.zeros(5)], [2, 1, 0]),
    ]


average_gradients = FunctionExercise(**texts("average_gradients"), cases=_gradients)


def _every_rank(answer, n, world, epoch):
    return {f"rank {rank} of {world}": answer(n, world, rank, epoch) for rank in range(world)}


my_indices = FunctionExercise(
    **texts("my_indices"),
    # Two epochs, ragged and not; one process; more repeats than there are samples.
    cases=lambda: [(8, 2, 0), (7, 3, 1), (7, 3, 2), (10, 4, 5), (5, 1, 3), (3, 8, 4)],
    observe=_every_rank,
)
