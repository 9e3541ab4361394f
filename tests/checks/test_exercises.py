"""Each exercise: the stub is not attempted, the solution passes, wrong answers get hints."""

import contextlib
import importlib
import io
import linecache
import warnings
from pathlib import Path

import numpy as np
import pytest
from lessons import LESSONS, exercises, imports, read

from course_utils.checks import running
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.mistakes import sentence
from course_utils.checks.state import preserved

NOTEBOOKS = {path.stem: read(path) for path in LESSONS}
EXERCISES = [(lesson, name) for lesson, nb in NOTEBOOKS.items() for name in exercises(nb)]
WRONG = {
    lesson: importlib.import_module(f"wrong_answers.lesson_{lesson[:2]}").WRONG
    for lesson, nb in NOTEBOOKS.items()
    if exercises(nb)
}
CHECKS = {
    (lesson, name): getattr(
        importlib.import_module(f"course_utils.checks.lesson_{lesson[:2]}"), name
    )
    for lesson, name in EXERCISES
}
AS_TEXT = [key for key, exercise in CHECKS.items() if getattr(exercise, "source", None)]
WRONG_ANSWERS = [
    pytest.param(lesson, name, answer, hint, id=f"{lesson[:2]}-{name}-{i}")
    for lesson, of_lesson in WRONG.items()
    for name, answers in of_lesson.items()
    for i, (hint, answer) in enumerate(answers)
]


def verdict(lesson, *sources):
    """Run the sources as cells of the lesson would run, and return what the check prints."""
    namespace = {}
    exec(imports(NOTEBOOKS[lesson]), namespace)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for i, source in enumerate(sources):
            lines = source.splitlines(keepends=True)
            linecache.cache[f"<cell {i}>"] = len(source), None, lines, f"<cell {i}>"
            exec(compile(source, f"<cell {i}>", "exec"), namespace)
    return printed.getvalue()


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_stub_is_not_attempted(lesson, name):
    cells = exercises(NOTEBOOKS[lesson])[name]
    assert verdict(lesson, cells["exercise"], cells["check"]).startswith(f"○ {name}: not attempted")


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_solution_passes(lesson, name):
    cells = exercises(NOTEBOOKS[lesson])[name]
    assert cells["check"].strip() in cells["solution"].replace("_solution", "")
    assert "_solution" in cells["solution"], "a solution with the learner's name would tick it off"
    assert verdict(lesson, cells["solution"]).startswith(f"✓ {name}: right")


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_solution_raises_nothing(lesson, name):
    """Else every answer that fails in the same way would be right."""
    exercise = CHECKS[lesson, name]
    with preserved():
        for case in exercise.cases() if isinstance(exercise, FunctionExercise) else []:
            (exercise.observe or (lambda f, *arguments: f(*arguments)))(exercise.solution, *case)


@pytest.mark.parametrize("lesson, name", AS_TEXT)
def test_solution_is_that_of_the_lesson(lesson, name):
    cell = exercises(NOTEBOOKS[lesson])[name]["solution"].replace("_solution", "")
    assert CHECKS[lesson, name].source in cell


@pytest.mark.parametrize("lesson, name", AS_TEXT)
def test_each_mistake_changes_the_answer_and_gets_its_own_hint(lesson, name):
    exercise = CHECKS[lesson, name]
    with preserved(), np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cases = exercise.cases()
        wanted = exercise.observations(exercise.solution, cases)
        for mistake in exercise.mistakes:
            got = exercise.observations(exercise.function(mistake.answer), cases)
            assert not all(map(exercise._same, got, wanted)), f"passes: {mistake}"
            told = exercise.recognise(cases, got, wanted)
            assert told.id == mistake.id, f"{mistake}\n is taken for\n{told}"


@pytest.mark.parametrize("lesson, name", AS_TEXT)
def test_hints_are_sentences(lesson, name):
    exercise = CHECKS[lesson, name]
    for mistake in exercise.mistakes:
        assert mistake.hint == sentence(mistake.hint, exercise.code_names())
        assert mistake.hint.endswith((".", "?", ")")), mistake.hint
        assert not mistake.hint.startswith("Right"), "no such word behind a cross"
    assert exercise.passed == sentence(exercise.passed, exercise.code_names())


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_stub_lines_are_lines_of_the_solution(lesson, name):
    cells = exercises(NOTEBOOKS[lesson])[name]
    solution = [line.strip() for line in cells["solution"].replace("_solution", "").splitlines()]
    for line in cells["exercise"].splitlines():
        assert "..." in line or line.strip() in solution, line


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_has_at_least_four_mistakes_each_with_its_own_hint(lesson, name):
    hints = [hint for hint, _ in WRONG[lesson].get(name, [])]
    hints += [mistake.hint for mistake in getattr(CHECKS[lesson, name], "mistakes", ())]
    assert len(set(hints)) >= 4


@pytest.fixture
def in_a_thread(monkeypatch):
    """The way of other systems, which is also faster for many small checks."""
    monkeypatch.setattr(running, "FORK", False)


@pytest.mark.usefixtures("in_a_thread")
@pytest.mark.parametrize("lesson, name, answer, hint", WRONG_ANSWERS)
def test_wrong_answer_gets_its_hint(lesson, name, answer, hint):
    said = verdict(lesson, answer, exercises(NOTEBOOKS[lesson])[name]["check"])
    assert said.startswith(f"✗ {name}:")
    assert hint.lower() in said.lower()
    assert "could not be read" not in said


@pytest.mark.parametrize("lesson", WRONG)
def test_no_wrong_answers_without_exercise(lesson):
    assert set(WRONG[lesson]) <= set(exercises(NOTEBOOKS[lesson]))


@pytest.mark.usefixtures("in_a_thread")
@pytest.mark.parametrize("lesson, name", EXERCISES)
@pytest.mark.parametrize(
    "answer",
    [
        "def {name}(*arguments):\n    return None",
        "def {name}(*arguments):\n    raise ValueError('mine')",
        "def {name}():\n    return 1",
        "def {name}(*arguments):\n    return 'text'",
        "def {name}(*arguments):\n    return object()",
        "def {name}(*arguments):\n    raise SystemExit",
        "{name} = None",
        "{name} = 'text'",
        "{name} = object()",
        "{name} = []",
    ],
)
def test_careless_answer_gets_a_verdict(lesson, name, answer):
    check = exercises(NOTEBOOKS[lesson])[name]["check"]
    said = verdict(lesson, answer.format(name=name), check)
    assert said.startswith(f"✗ {name}:")
    assert "could not be read" not in said


def test_every_file_of_wrong_answers_is_used():
    files = {p.stem[-2:] for p in (Path(__file__).parents[1] / "wrong_answers").glob("lesson_*.py")}
    assert files == {lesson[:2] for lesson in WRONG}
