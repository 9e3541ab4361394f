"""Imports inside course_utils go one way, towards the taught code, and never in circles."""

import ast
from pathlib import Path

import pytest
from lessons import CHECKOUT, LESSONS, imports, read

HOUSE = CHECKOUT / "course_utils"
TAUGHT, PLUMBING, CHECKS = "taught code", "plumbing", "checks"
ROOMS = {"backprop", "digits", "paper_1986", "claims", "live"}  # each serves a lesson, or a few
BOARD = "board"  # serves who teaches: it reads the checks, and nobody imports it
# The live network shows the network that reads digits.
GUESTS = {"live": "digits"}
# Commands keep their short names: each of these files only opens a door to another room.
DOORS = {
    "check_env": "plumbing",
    "lab": "plumbing",
    "progress": "plumbing",
    "reader": "digits",
    "student": "plumbing",
}
# Each command ends in the one; the others keep the verdicts of all checks, and send them.
FOR_ALL = "course_utils.plumbing.terminal"
KEEPERS = {"course_utils.plumbing.progress", "course_utils.plumbing.classroom"}
# A lesson's checks may take the right answers from the room of that lesson.
REFERENCES = {
    "lesson_05": "backprop",
    "lesson_06": "backprop",
    "lesson_12": "digits",
    "lesson_13": "paper_1986",
}


def is_door(node):
    """Whether a statement runs only when its file is started as a command, so nobody imports it."""
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def name_of(path):
    """course_utils/digits/__init__.py -> course_utils.digits"""
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(HOUSE.rglob("*.py"))}


def imported(source, module="", package=False):
    """The modules of course_utils that a program imports, wherever the statement stands."""
    found = set()
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not is_door(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:  # from . import x
                parts = module.split(".")
                above = parts[: len(parts) - node.level + package]
                origin = ".".join([*above, *filter(None, [node.module])])
            inside = {f"{origin}.{alias.name}" for alias in node.names}
            found |= (inside & set(MODULES)) or {origin}
    return {name for name in found if name in MODULES and name != "course_utils"}


ARROWS = {
    name: imported(path.read_text(encoding="utf-8"), name, path.name == "__init__.py")
    for name, path in MODULES.items()
}


def room(module):
    parts = module.split(".")[1:]
    return parts[0] if (HOUSE / parts[0]).is_dir() else TAUGHT


def allowed(start, end):
    """Whether module start may import module end."""
    a, b = room(start), room(end)
    if end == FOR_ALL or (start == "course_utils.checks.verdict" and end in KEEPERS):
        return True
    if start.removeprefix("course_utils.") in DOORS:
        return b == DOORS[start.removeprefix("course_utils.")]
    if end.removeprefix("course_utils.") in DOORS:
        return False
    if b == TAUGHT or a == b or GUESTS.get(a) == b:
        return True
    if a == CHECKS:
        return end == "course_utils.plumbing.edits" or any(
            f".{lesson}" in start and b == other for lesson, other in REFERENCES.items()
        )
    if a == BOARD:
        return b in (PLUMBING, CHECKS)
    return a in ROOMS and b == PLUMBING


def test_each_folder_is_a_known_room():
    folders = {path.parent.relative_to(HOUSE).parts[0] for path in HOUSE.glob("*/*.py")}
    assert folders == ROOMS | {PLUMBING, CHECKS, BOARD}, "a new room? Say above whom it serves"


@pytest.mark.parametrize("module", MODULES)
def test_arrows_go_one_way(module):
    wrong = [end for end in sorted(ARROWS[module]) if not allowed(module, end)]
    assert not wrong, f"{module} may not import {', '.join(wrong)}: see 'The house' in CONTRIBUTING"


@pytest.mark.parametrize(
    "start, end, right",
    [
        ("training", "mnist", True),
        ("plumbing.widgets", "losses", True),
        ("digits.pad", "plumbing.figures", True),
        ("digits.pad", "digits.pictures", True),
        ("checks.lesson_12", "digits.calibration", True),
        ("check_env", "plumbing.check_env", True),
        ("live.data", "digits.handwriting", True),
        ("board.words", "checks.catalogue", True),
        ("board.__main__", "plumbing.options", True),
        ("checks.verdict", "plumbing.classroom", True),
        ("losses", "plumbing.figures", False),
        ("training", "digits.pictures", False),
        ("plumbing.figures", "digits", False),
        ("digits.pad", "paper_1986.symmetry", False),
        ("digits.pad", "checks.exercise", False),
        ("digits.pad", "live.page", False),
        ("live.data", "paper_1986.symmetry", False),
        ("plumbing.figures", "checks", False),
        ("training", "checks.lesson_11", False),
        ("plumbing.classroom", "board.store", False),
        ("checks.verdict", "board.store", False),
        ("board.words", "digits.pictures", False),
        ("digits.pad", "board.store", False),
        ("checks.mistakes", "plumbing.edits", True),
        ("checks.lesson_12", "plumbing.figures", False),
        ("checks.lesson_12", "paper_1986.symmetry", False),
        ("digits.pad", "check_env", False),
    ],
)
def test_what_is_allowed(start, end, right):
    assert allowed(f"course_utils.{start}", f"course_utils.{end}") == right


@pytest.mark.parametrize(
    "source, found",
    [
        ("from course_utils import training, mnist", "training mnist"),
        ("import course_utils.plumbing.figures as f", "plumbing.figures"),
        ("def f():\n    from course_utils.digits.pictures import DigitError", "digits.pictures"),
        ("from course_utils.digits import prepare, pad", "digits.pad"),
        ("from course_utils.digits import prepare", "digits"),
        ("from ..losses import softmax", "losses"),
        ("from . import pictures", "digits.pictures"),
        ("import numpy as np", ""),
        ('if __name__ == "__main__":\n    from course_utils import mnist', ""),
    ],
)
def test_every_form_of_import_is_seen(source, found):
    names = {f"course_utils.{name}" for name in found.split()}
    assert imported(source, "course_utils.digits.pad") == names


def test_no_circles():
    """Rooms are left out one by one that import nothing more; what stays stands in a circle."""
    left = {name: set(ends) - {name} for name, ends in ARROWS.items()}
    while free := [name for name, ends in left.items() if not ends & set(left)]:
        for name in free:
            del left[name]
    assert not left, f"these import each other in a circle: {', '.join(left)}"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lesson_takes_its_own_checks_and_rooms(path):
    ends = imported(imports(read(path)))
    checks = {end for end in ends if room(end) == CHECKS}
    number = path.stem[:2]
    assert all(f".lesson_{number}" in end for end in checks), f"checks of another lesson: {checks}"


@pytest.mark.parametrize(
    "command",
    [
        "check_env",
        "lab",
        "progress",
        "student",
        "reader",
        "digits",
        "claims",
        "training",
        "distributed",
        "live",
        "board",
    ],
)
def test_command_keeps_its_short_name(command):
    path = HOUSE / command
    path = path / "__main__.py" if path.is_dir() else path.with_suffix(".py")
    assert 'if __name__ == "__main__"' in path.read_text(encoding="utf-8")


def test_nothing_happens_at_import():
    """At the top stand definitions, constants and imports; no call by itself, no loop, no file."""
    harmless = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Assign,
        ast.AnnAssign,
    )
    for path in MODULES.values():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert isinstance(node, harmless) or words or is_door(node), (
                f"{Path(path).name}, line {node.lineno}: this runs at import"
            )
