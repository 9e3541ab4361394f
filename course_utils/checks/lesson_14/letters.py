"""Sentences to judge by letters: exercises 14.6 and 14.7."""

from course_utils.checks.exercise import ValueExercise
from course_utils.checks.texts import Texts
from course_utils.checks.values import letters

texts = Texts(__file__)


def _in_any_order(answer):
    given = letters(sorted(answer) if isinstance(answer, (set, frozenset)) else answer)
    return "".join(sorted(set(given))) if isinstance(given, str) else given


def _has(letter):
    return lambda answer: letter in _in_any_order(answer)


testable = ValueExercise(
    **texts(
        "testable",
        {
            "no_letters": lambda answer: not isinstance(_in_any_order(answer), str),
            "other_letters": lambda answer: not set(_in_any_order(answer)) <= set("ABCDEF"),
            "A": _has("A"),
            "C": _has("C"),
            "D": _has("D"),
            "F": _has("F"),
        },
    ),
    solution="BE",
    observe=_in_any_order,
)


_FLAWS = "ABCDGEF"


_FORM = {
    "letters": lambda answer: not isinstance(letters(answer), str),
    "seven": lambda answer: len(letters(answer)) != 7,
    "a_to_i": lambda answer: not set(letters(answer)) <= set("ABCDEFGHI"),
}


def _test(mistake):
    """The test for a mistake: of the form, or "3 B" for a letter, "3 other" for any wrong one."""
    if mistake in _FORM:
        return _FORM[mistake]
    number, letter = mistake.split()
    place = int(number) - 1

    def makes(answer):
        given = letters(answer)[place]
        return given == letter if letter != "other" else given != _FLAWS[place]

    return makes


flaws = ValueExercise(**texts("flaws", _test), solution=_FLAWS, observe=letters)
