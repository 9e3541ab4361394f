"""The catalogue of the checks: what the teacher's guide lists and the class board counts."""

import re

from lessons import LESSONS, read

from course_utils.checks.catalogue import catalogue, hints


def numbered(notebook):
    """[(number, name)] of the exercises, as the tasks of a lesson say it."""
    tasks = {c.id.removesuffix("-task"): c.source for c in notebook.cells if c.id.endswith("-task")}
    found = {name: re.match(r"### Exercise (\d+\.\d+) ", text) for name, text in tasks.items()}
    return [(match[1], name) for name, match in found.items() if match]


def test_holds_the_exercises_of_each_lesson_in_their_order():
    in_lessons = {path.stem[:2]: numbered(read(path)) for path in LESSONS}
    listed = {number: [(e.number, e.name) for e in found] for number, found in catalogue().items()}
    for lesson, found in in_lessons.items():
        assert listed.pop(lesson, []) == found, "each table of an exercise has its number = "
    assert not listed


def test_each_exercise_has_its_words_and_each_hint_its_own_id():
    seen = {}
    for exercise in (e for found in catalogue().values() for e in found):
        assert exercise.passed
        assert len(hints(exercise)) >= 4
        for name, hint in hints(exercise).items():
            assert seen.setdefault(name, hint) == hint
