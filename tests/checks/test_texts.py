"""The data files of the checks: their form, and that what stands in them is used."""

import importlib
import re

import pytest
from lessons import CHECKOUT

from course_utils.checks.catalogue import catalogue
from course_utils.checks.functions import FunctionExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import ValueExercise

CHECKS = CHECKOUT / "course_utils" / "checks"
DATA = sorted(CHECKS.glob("lesson_*/*.toml"))
FILES = [path for path in CHECKS.rglob("*") if path.suffix in (".py", ".toml", ".md")]


def module_of(path):
    """The module beside a data file."""
    return importlib.import_module(f"course_utils.checks.{path.parent.name}.{path.stem}")


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_all_that_stands_in_a_file_is_used(path):
    assert not module_of(path).texts.unused()


def test_the_words_of_each_exercise_are_data():
    named = {exercise.name for found in catalogue().values() for exercise in found}
    headed = [name for path in DATA for name in re.findall(r"^\[(\w+)\]$", path.read_text(), re.M)]
    assert sorted({*headed} - {"hints"}) == sorted(named)
    assert len(headed) - headed.count("hints") == len(named), "an exercise stands there twice"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


FUNCTION = """
[double]
passed = "Right."
solution = '''
def double(x):
    y = 2 * x
    return y
'''
"""


@pytest.fixture
def texts(tmp_path):
    """Texts of a file with this text."""

    def written(text):
        (tmp_path / "sums.toml").write_text(text, encoding="utf-8")
        return Texts(tmp_path / "sums.py")

    return written


def mistakes(found):
    """The mistakes of the exercise double as {line that differs: hint}."""
    exercise = FunctionExercise(**found("double"), cases=lambda: [(1,), (3,)])
    lines = exercise.source.split("\n")
    return {
        tuple(line.strip() for line in m.answer.split("\n") if line not in lines): m.hint
        for m in exercise.mistakes
    }


def test_rows_are_edits_in_one_place_or_several(texts):
    found = texts(
        FUNCTION
        + """
[double.edits.'2 * x']
'x' = "Not doubled."
[double.edits.'y = 2 * x && return y']
'z = 3 * x && return z' = "Tripled."
"""
    )
    assert mistakes(found) == {
        ("y = x",): "Not doubled.",
        ("z = 3 * x", "return z"): "Tripled.",
    }


def test_spellings_names_and_families(texts):
    found = texts(
        """
[hints]
much = "Too much."
[families.added]
'{name} + {{1 || {name}, 2}}' = "{what} is added to {name}."
"""
        + FUNCTION
        + """
[double.edits.'2 * x']
'{{3 || 4 || {x}}} * x' = "@much"
'*added' = {name = "x", what = "Something"}
[double.edits.'return y']
'*turned' = {names = "y"}
"""
    )
    rows = mistakes(found)
    assert list(rows) == [
        ("y = 3 * x",),
        ("y = 4 * x",),
        ("y = {x} * x",),
        ("y = x + 1",),
        ("y = x + x, 2",),
        ("return -y",),
    ]
    assert rows["y = 3 * x",] == rows["y = {x} * x",] == "Too much."
    assert rows["y = x + 1",] == "Something is added to x."
    assert rows["return -y",].startswith("The signs are turned")
    assert not found.unused()


def test_mistakes_that_are_no_edits(texts):
    found = texts(
        FUNCTION + "[[double.mistakes]]\nhint = 'Power.'\nanswer = 'return x**{{2 || 3}}'"
    )
    assert mistakes(found) == {("return x**2",): "Power.", ("return x**3",): "Power."}


def test_wrong_values_and_tests_of_values(texts):
    found = texts("[two]\npassed = 'Right.'\n[two.mistakes]\n'(3, 4)' = 'Pair.'\nodd = 'Odd.'")
    two = ValueExercise(**found("two", {"odd": lambda value: value % 2}), solution=2)
    assert [two.judge(value).text for value in ((3, 4), 5)] == ["Pair.", "Odd."]
    by_name = found("two", lambda name: name == "odd")
    assert [mistake.answer for mistake in by_name["mistakes"]] == [False, True]


@pytest.mark.parametrize(
    "text, said",
    [
        ("[double", "sums.toml: Expected"),
        (
            FUNCTION + "[double.edits.'2 * x']\n'x' = 'A.'\n'x' = 'B.'",
            "sums.toml: Cannot overwrite",
        ),
        (
            FUNCTION + "[double.edits.'2 * x']\n'x' = 'A.'\n'{{3 * x || x}}' = 'B.'",
            "'x' stands there",
        ),
        (FUNCTION + "[double.edits.'2 * x']\n'x' = '@sign'", r"\[double\]: no hint .* '@sign'"),
        (FUNCTION + "[double.edits.'2 * x']\n'*signs' = {}", r"\[double\]: no family .* '\*signs'"),
        (FUNCTION + "[double.edits.'2 * x']\n'*turned' = {name = 'y'}", r"\[double\]: .*turned"),
        ("[single]\npassed = 'Right.'", r"sums.toml has no table \[double\]"),
        (
            "[double]\npassed = 'R.'\n[double.mistakes]\nodd = 'Odd.'",
            r"\[double\]: 'odd' is no value",
        ),
    ],
)
def test_what_is_not_understood_is_named(texts, text, said):
    with pytest.raises(ValueError, match=said):
        texts(text)("double")


def test_a_test_without_a_hint_is_named(texts):
    with pytest.raises(ValueError, match=r"sums.toml, \[two\]: no hint for odd"):
        texts("[two]\n[two.mistakes]\n'3' = 'Three.'")("two", {"odd": bool})


def test_an_edit_of_what_is_not_there_is_an_error(texts):
    found = texts(FUNCTION + "[double.edits.'3 * x']\n'x' = 'A.'")
    with pytest.raises(ValueError, match="stands 0 times, not once"):
        FunctionExercise(**found("double"), cases=lambda: [(1,)])


def test_what_nothing_asks_for_is_listed(texts):
    found = texts(
        "[hints]\na = 'A.'\n[families.b]\n'x' = 'B.'\n" + FUNCTION + "[single]\npassed = 'R.'"
    )
    found("double")
    assert found.unused() == ["[single]", "@a", "*b"]
