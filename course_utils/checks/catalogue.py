"""What the checks know: the exercises with their pass messages and hints, for whatever lists them.

Each exercise has a `number`, a `name`, the sentence `passed`, and `mistakes`, of which each has an
`id`, which progress keeps, and a `hint`. Mistakes with one hint share one id.
"""

import importlib
import pkgutil
import re

from course_utils import checks
from course_utils.checks.base import Exercise


def catalogue():
    """{number of the lesson: its exercises in their order}, as "07": [dense_backward, ...]."""
    folders = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    return {name[-2:]: of_lesson(name[-2:]) for name in folders if name.startswith("lesson_")}


def of_lesson(number):
    """The exercises of a lesson in their order, as of_lesson("07")."""
    lesson = importlib.import_module(f"course_utils.checks.lesson_{number}")
    exercises = [value for value in vars(lesson).values() if isinstance(value, Exercise)]
    return sorted(exercises, key=lambda e: [int(part) for part in re.findall(r"\d+", e.number)])


def hints(exercise):
    """{id: hint} of an exercise, each hint once, in the order in which they are looked for."""
    return {mistake.id: mistake.hint for mistake in exercise.mistakes}
