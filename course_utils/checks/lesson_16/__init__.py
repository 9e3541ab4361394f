"""The checks of lesson 16, training speed."""

from course_utils.checks.lesson_16.arithmetic import least_seconds, step_flop
from course_utils.checks.lesson_16.evaluation import evaluate_at_once
from course_utils.checks.lesson_16.profile import next_cure, self_share, speed_up
from course_utils.checks.lesson_16.timing import faults, times_sooner

__all__ = [
    "evaluate_at_once",
    "faults",
    "least_seconds",
    "next_cure",
    "self_share",
    "speed_up",
    "step_flop",
    "times_sooner",
]
