"""Speeds with their units: exercise 14.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_14.named import named
from course_utils.checks.texts import Texts

texts = Texts(__file__)


rates = FunctionExercise(
    **texts("rates"),
    cases=lambda: [
        (np.array([2.0, 2.5, 4.0, 1.5]), np.array([64, 64, 64, 24])),
        (np.array([250.0, 125.0]), np.array([15, 10])),
        (np.array([0.5, 0.5, 3.0, 0.5, 0.7]), np.array([1, 1, 1, 1, 1])),
        (np.array([800.0]), np.array([1000])),
    ],
    observe=named("updates", "samples"),
)
