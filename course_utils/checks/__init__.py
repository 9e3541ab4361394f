"""The checks of the exercises, one module a lesson: ``from course_utils.checks import lesson_08``."""
