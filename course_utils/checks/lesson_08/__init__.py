"""The checks of lesson 08, activations on trial."""

from course_utils.checks.lesson_08.trials import best_rate, controls, trial
from course_utils.checks.lesson_08.units import dead_units
