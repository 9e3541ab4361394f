"""The exercises of each lesson and the hints in words: what the board says, by name and by id.

Titles come from the lessons; hints from the checks, so that board and learner read the same.
"""

import functools
import re
from dataclasses import dataclass

from course_utils.plumbing import editions

# What a check says without a list of mistakes, by the short name that it gives.
KINDS = {
    "form": "The answer has not the form that was asked for.",
    "no-function": "It is not a function.",
    "function": "It is a function that was not called.",
    "never-ends": "It does not finish: probably a loop that never ends.",
    "not-stopped": "It does not finish, and could not be stopped.",
    "process-ended": "It ends its whole process: too much memory, or too many calls of itself.",
    "raises": "It raises an error.",
    "shapes": "Two shapes do not fit.",
    "shape": "The result has another shape.",
    "changes-arguments": "It changes its arguments.",
    "none": "It returns nothing: is the return missing?",
    "kind": "The result is of another kind, such as a list for one number.",
    "missing-key": "A key is missing in the result.",
    "more-keys": "There is more in the result than was asked for.",
    "not-so": "A property that was asked for does not hold.",
    "nan": "There is NaN in the result: 0/0, log(0) or a root of a negative number.",
    "sign": "The size is right, the sign is not.",
    "factor": "All numbers are off by the same factor.",
    "value": "Another value; no known mistake.",
}
UNKNOWN = "A hint that this edition of the course does not know."


@dataclass(frozen=True)
class Lesson:
    """A lesson: its number and title, and {name of an exercise: its title} in their order."""

    number: str
    title: str
    exercises: dict


class Words:
    """Lessons and hints, as the board needs them."""

    def __init__(self, lessons, hint_texts):
        self.lessons = {lesson.number: lesson for lesson in lessons}
        self._hints = hint_texts
        self.lesson_of = {name: lesson.number for lesson in lessons for name in lesson.exercises}

    def title(self, exercise):
        """The title of an exercise, or None if there is none of this name."""
        number = self.lesson_of.get(exercise)
        return self.lessons[number].exercises[exercise] if number else None

    def is_vague(self, text):
        """Whether these are words for something that is no known mistake."""
        return text == UNKNOWN or text in KINDS.values()

    def hint(self, name):
        """A hint in words, by its id."""
        return KINDS.get(name) or self._hints.get(name) or UNKNOWN


@functools.cache
def of_the_course():
    """The Words of the lessons that lie in this folder. Takes some seconds."""
    from course_utils.checks.catalogue import catalogue, hints  # brings PyTorch

    lessons = [_lesson(editions.read(path)["cells"]) for path in editions.lessons()]
    texts = {}
    for exercises in catalogue().values():
        for exercise in exercises:
            texts |= hints(exercise)
    return Words([lesson for lesson in lessons if lesson.exercises], texts)


def _lesson(cells):
    number, title = re.match(r"# (\d\d) · (.+)", "".join(cells[0]["source"])).groups()
    tasks = {
        cell["id"].removesuffix("-task"): "".join(cell["source"])
        for cell in cells
        if cell["id"].endswith("-task")
    }
    names = [
        cell["id"].removesuffix("-exercise")
        for cell in cells
        if "exercise" in cell["metadata"].get("tags", [])
    ]
    return Lesson(number, title, {name: _title(tasks.get(name, ""), name) for name in names})


def _title(task, name):
    """ "05.2 · The bias" of "### Exercise 05.2 · The bias ●●○"; the name, if there is no title."""
    found = re.match(r"#+ Exercise ([^●○\n]+)", task)
    return found[1].replace("`", "").strip() if found else name
