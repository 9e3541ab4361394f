"""The line and its scale: exercises 01.4 and 01.5."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


distance = FunctionExercise(
    **texts("distance"),
    cases=lambda: [
        (np.array([[0.0, 0.0], [3.0, 1.0], [0.6, 0.8]]), np.array([1.5, 2.0]), -2.5),
        (np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([-3.0, 0.5]), 2.0),
        (np.array([[2.0, -1.0, 0.5]]), np.array([0.5, 0.25, -2.0]), 0.7),
        (np.array([[5.0], [-5.0], [2.0]]), np.array([-4.0]), 3.0),
    ],
)


def _is_number(value):
    return isinstance(value, (int, float, np.number))


ten_times = ValueExercise(
    **texts(
        "ten_times",
        {
            "no_three_numbers": lambda t: (
                not isinstance(t, (tuple, list)) or len(t) != 3 or not all(map(_is_number, t))
            ),
            "first_right": lambda t: t[0] == 0 and t[2] != 1,
            "ratio_ten_times": lambda t: t[0] == 1000 and t[2] == 1,
            "no_change_of_size": lambda t: t[0] == 1000,
            "z_unchanged": lambda t: t[0] == 0 and t[1] == 1 and t[2] == 1,
            "z_hundredfold": lambda t: t[1] == 100,
            "two_right": lambda t: t[0] == 0 and t[2] == 1,
            "answer_changes": lambda t: t[0] != 0,
        },
    ),
    solution=(0, 10, 1),
)
