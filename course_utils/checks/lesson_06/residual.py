"""A backward pass through a shortcut, and who fools a careless check: exercises 06.2 and 06.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import letters

texts = Texts(__file__)


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


residual_backward = FunctionExercise(**texts("residual_backward"), cases=_residual_cases)


_RIGHT = "ABDCE"


def _wrong_at(place):
    return lambda answer: letters(answer)[place] != _RIGHT[place]


hides_when = ValueExercise(
    **texts(
        "hides_when",
        {
            "letters": lambda answer: (
                not isinstance(letters(answer), str) or sorted(letters(answer)) != sorted(_RIGHT)
            ),
            **{f"place_{i}": _wrong_at(i) for i in range(len(_RIGHT))},
        },
    ),
    solution=_RIGHT,
    observe=letters,
)
