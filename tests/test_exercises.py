"""Each exercise: the stub is not attempted, the solution passes, wrong answers get hints."""

import importlib
from pathlib import Path

import pytest
from lessons import LESSONS, exercises, imports, read

from course_utils.checks.exercise import FunctionExercise

NOTEBOOKS = {path.stem: read(path) for path in LESSONS}
EXERCISES = [(lesson, name) for lesson, nb in NOTEBOOKS.items() for name in exercises(nb)]
WRONG = {
    lesson: importlib.import_module(f"wrong_answers.lesson_{lesson[:2]}").WRONG
    for lesson, nb in NOTEBOOKS.items()
    if exercises(nb)
}
WRONG_ANSWERS = [
    pytest.param(lesson, name, answer, hint, id=f"{lesson[:2]}-{name}-{i}")
    for lesson, of_lesson in WRONG.items()
    for name, answers in of_lesson.items()
    for i, (hint, answer) in enumerate(answers)
]


def verdict(lesson, *sources):
    """Run the sources as cells of the lesson would run, and return what the check prints."""
    import contextlib
    import io

    namespace = {}
    exec(imports(NOTEBOOKS[lesson]), namespace)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        for source in sources:
            exec(compile(source, "<cell>", "exec"), namespace)
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
    module = importlib.import_module(f"course_utils.checks.lesson_{lesson[:2]}")
    exercise = getattr(module, name)
    for case in exercise.cases() if isinstance(exercise, FunctionExercise) else []:
        (exercise.observe or (lambda f, *arguments: f(*arguments)))(exercise.solution, *case)


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_stub_lines_are_lines_of_the_solution(lesson, name):
    cells = exercises(NOTEBOOKS[lesson])[name]
    solution = [line.strip() for line in cells["solution"].replace("_solution", "").splitlines()]
    for line in cells["exercise"].splitlines():
        assert "..." in line or line.strip() in solution, line


@pytest.mark.parametrize("lesson, name", EXERCISES)
def test_has_at_least_four_wrong_answers_each_with_its_own_hint(lesson, name):
    hints = [hint for hint, _ in WRONG[lesson][name]]
    assert len(hints) >= 4
    assert len(set(hints)) >= 4


@pytest.mark.parametrize("lesson, name, answer, hint", WRONG_ANSWERS)
def test_wrong_answer_gets_its_hint(lesson, name, answer, hint):
    said = verdict(lesson, answer, exercises(NOTEBOOKS[lesson])[name]["check"])
    assert said.startswith(f"✗ {name}:")
    assert hint in said
    assert "could not be read" not in said


@pytest.mark.parametrize("lesson", WRONG)
def test_no_wrong_answers_without_exercise(lesson):
    assert set(WRONG[lesson]) == set(exercises(NOTEBOOKS[lesson]))


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
    files = {p.stem[-2:] for p in (Path(__file__).parent / "wrong_answers").glob("lesson_*.py")}
    assert files == {lesson[:2] for lesson in WRONG}
