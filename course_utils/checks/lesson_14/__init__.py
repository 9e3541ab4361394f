"""The checks of lesson 14, claims on trial."""

from course_utils.checks.lesson_14.letters import flaws, testable
from course_utils.checks.lesson_14.pairs import controlled, upset
from course_utils.checks.lesson_14.runs import compare, place
from course_utils.checks.lesson_14.speed import rates
