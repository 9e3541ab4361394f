"""What is sent, and when that is the limit: exercises 17.3 and 17.4."""

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


bytes_sent = FunctionExercise(
    **texts("bytes_sent"),
    cases=lambda: [(59_210, 2), (59_210, 8), (1_000, 5), (59_210, 1), (7_000_000, 64)],
)


best_number = FunctionExercise(
    **texts("best_number"),
    cases=lambda: [
        # compute, send, wait, most: seconds; the best lies inside, at either end, and at a tie
        (1.0, 0.05, 0.001, 64),
        (0.080, 0.002, 0.0001, 32),
        (0.004, 0.010, 0.0005, 16),
        (2.0, 0.010, 0.00001, 8),
        (0.5, 0.0, 0.02, 20),
        (0.3, 0.1, 0.0, 5),
        (0.11, 0.05, 0.02, 6),
        (1.5, 0.0, 0.125, 6),  # three and two take the same time
    ],
)
