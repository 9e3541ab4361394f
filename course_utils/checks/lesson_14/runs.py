"""One report among runs, and two methods beside each other: exercises 14.1 and 14.2."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_14.named import named
from course_utils.checks.texts import Texts

texts = Texts(__file__)


place = FunctionExercise(
    **texts("place"),
    cases=lambda: [
        (np.array([0.958, 0.9612, 0.963, 0.9669, 0.9655]), 0.9669),
        (np.array([0.968, 0.9551, 0.9602, 0.9588, 0.9619, 0.959, 0.9575]), 0.9581),
        (np.array([0.95, 0.962, 0.953, 0.957]), 0.97),
        (np.array([7.0, 8.0, 6.0, 8.0, 11.0]), 5.5),
    ],
    observe=named("distance", "share"),
    tolerance=1e-4,
)


compare = FunctionExercise(
    **texts("compare"),
    cases=lambda: [
        (np.array([2.0, 2, 2, 3, 2]), np.array([8.0, 7, 6, 8, 7, 7, 9])),
        (np.array([5.0, 9, 6]), np.array([4.0, 5, 3, 4, 6, 4, 5, 4])),  # 1.84 errors apart
        (np.array([5.0, 9, 6]), np.array([4.0, 3, 6, 4, 3, 6, 3, 4])),  # 1.99 errors apart
        (np.array([0.31, 0.35, 0.33, 0.36, 0.32, 0.31]), np.array([0.25, 0.28, 0.21, 0.24])),
        (np.array([10.0, 14, 11, 12]), np.array([10.5, 13, 12, 11.9])),
        (np.array([3.0, 4, 3, 5, 4, 4]), np.array([4.9, 7.5, 6.1])),  # 2.9 errors apart
        # 4 errors apart, in ranges that overlap
        (np.array([1.0, 2, 3, 2, 1, 3, 2, 1, 2]), np.array([3.0, 4, 2, 4, 3, 5, 4, 3, 4])),
        # 2.4 errors apart, while two bars of 2 errors each overlap
        (np.array([1.0, 2, 3, 2, 1, 3]), np.array([3.0, 2, 4, 3, 4, 3])),
    ],
    observe=named("difference", "error", "verdict"),
)
