"""Two derivations: the rule of a new operation (06.1) and the best step of a check (06.5)."""

import math

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


silu_rule = FunctionExercise(
    **texts("silu_rule"),
    names={"math": math},
    cases=lambda: [
        (a,) for a in (1.5, -0.7, 3.0, -4.0, 0.0, -9.0, 12.0, -12.0, -30.0, 800.0, -800.0)
    ],
    absolute=1e-9,
)


best_step = FunctionExercise(
    **texts("best_step"),
    # Large eps, so that the answers are not all alike within the tolerance.
    cases=lambda: [(2.0, 9.0, 0.024), (0.5, 3.0, 0.7), (6.0, 0.25, 0.01), (1.0, 1.0, 0.3)],
)
