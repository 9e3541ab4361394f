"""The catalogue of the checks: what the teacher's guide lists and the class board counts."""

import re

from lessons import LESSONS, exercises, read

from course_utils.checks.catalogue import catalogue, hints


def test_holds_the_exercises_of_each_lesson():
    in_lessons = {
        path.stem[:2]: [
            (re.search(r"### Exercise (\d+\.\d+) ", cells["task"])[1], name)
            for name, cells in exercises(read(path)).items()
        ]
        for path in LESSONS
    }
    listed = {number: [(e.number, e.name) for e in found] for number, found in catalogue().items()}
    assert listed == {number: named for number, named in in_lessons.items() if named}


def test_each_exercise_has_its_words_and_each_hint_its_own_id():
    seen = {}
    for exercise in (e for found in catalogue().values() for e in found):
        assert exercise.passed
        assert len(hints(exercise)) >= 4
        for name, hint in hints(exercise).items():
            assert seen.setdefault(name, hint) == hint
