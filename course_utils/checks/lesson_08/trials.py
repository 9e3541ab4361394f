"""Fair trials: exercises 08.1, 08.3 and 08.4."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


controls = FunctionExercise(
    **texts("controls"),
    cases=lambda: [(np.linspace(-4, 5, 10),), (np.array([[0.0, 1.5], [-2.5, 0.25]]),)],
)


_RATES = np.array([0.01, 0.1, 0.3, 1.0])


def _rate_cases():
    """Best in the middle, at either edge, decided by one lucky seed, a fall and a rise."""
    inside = [[0.2, 0.25, 0.3], [0.6, 0.7, 0.65], [0.9, 0.8, 0.88], [0.5, 0.1, 0.2]]
    lucky = [[0.2, 0.2, 0.2], [0.80, 0.82, 0.81], [0.95, 0.3, 0.4], [0.1, 0.1, 0.1]]
    last = [[0.2, 0.25, 0.3], [0.6, 0.7, 0.65], [0.8, 0.8, 0.78], [0.9, 0.85, 0.95]]
    again = [[0.3, 0.4, 0.2], [0.7, 0.7, 0.6], [0.5, 0.5, 0.4], [0.9, 0.9, 0.9]]
    fallen = [[0.6, 0.5, 0.5], [0.4, 0.4, 0.4], [0.7, 0.8, 0.8], [0.1, 0.1, 0.1]]
    unlucky = [[0.2, 0.2, 0.2], [0.6, 0.6, 0.6], [0.9, 0.9, 0.5], [0.1, 0.1, 0.1]]
    tables = [inside, lucky, unlucky, last, inside[2:] + inside[:2], again, fallen]
    return [(_RATES, np.array(table)) for table in tables] + [
        (np.array([0.2, 0.5, 2.0]), np.array([[0.1, 0.2], [0.3, 0.5], [0.4, 0.1]])),
        (np.array([0.1, 0.2, 0.5, 1.0, 2.0]), np.array([[0.1], [0.3], [0.8], [0.4], [0.2]])),
    ]


best_rate = FunctionExercise(
    **texts("best_rate"),
    cases=_rate_cases,
    observe=lambda answer, *arguments: {"the rate, or None": answer(*arguments)},
)


def _trial_cases():
    """Clear and unclear, either edge, paired seeds that lie together, unequal best rates."""
    noise = np.array([0.00, 0.05, -0.05, 0.02, -0.02])

    def table(*means, seeds=noise):
        return np.array(means)[:, None] + seeds

    calm = np.array([0.01, -0.01, 0.0, 0.015, -0.015])
    cases = [
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.6, 0.71, 0.3, seeds=noise + calm)),
        (table(0.5, 0.75, 0.6, 0.2), table(0.4, 0.6, 0.70, 0.3, seeds=noise + calm)),
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.6, 0.75, 0.3, seeds=noise + calm)),
        (table(0.5, 0.70, 0.6, 0.2), table(0.4, 0.73, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.6, 0.7, 0.9), table(0.4, 0.6, 0.5, 0.3)),
        (table(0.5, 0.6, 0.3, 0.2), table(0.9, 0.6, 0.5, 0.3)),
        (table(0.9, 0.6, 0.3, 0.2), table(0.2, 0.6, 0.5, 0.3)),
        (table(0.3, 0.6, 0.5, 0.2), table(0.2, 0.6, 0.7, 0.95)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.688, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.686, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.692, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.6946, 0.5, 0.3, seeds=noise + calm)),
        (table(0.5, 0.700, 0.6, 0.2), table(0.4, 0.697, 0.5, 0.3, seeds=noise + calm)),
    ]
    return [(_RATES, a, b) for a, b in cases]


trial = FunctionExercise(**texts("trial"), cases=_trial_cases)
