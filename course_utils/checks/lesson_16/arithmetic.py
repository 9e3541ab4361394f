"""What a training step must cost at least: exercises 16.5 and 16.6."""

from itertools import pairwise

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


step_flop = FunctionExercise(
    **texts("step_flop"),
    cases=lambda: [
        ((784, 64, 64, 64, 10), 15),
        ((784, 64, 64, 64, 10), 256),
        ((3, 4, 2), 5),
        ((6, 2, 5, 3), 1),
        ((7, 2), 4),  # one layer: only its own gradient
    ],
    names={"pairwise": pairwise},
)


least_seconds = FunctionExercise(
    **texts("least_seconds"),
    cases=lambda: [
        (65e6, 1.2e6, 50.0, 10.0),  # the arithmetic decides
        (3.8e6, 0.6e6, 50.0, 10.0),  # the memory decides
        (2e9, 5e8, 8_000.0, 300.0),
        (1e9, 0.0, 20.0, 5.0),
        (0.0, 3e6, 20.0, 5.0),
        (7e9, 6.9e8, 40.0, 16.0),  # nearly the same
    ],
)
