"""How an exercise is checked: whatever an answer does, one verdict is printed."""

import itertools
import sys
import threading
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
from lessons import CHECKOUT

from course_utils.checks import exercise, lesson_07, running
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def cases():
    return [(np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 0.5]]),), (np.array([[3.0, -1.0]]),)]


row_sums = FunctionExercise(
    name="row_sums",
    solution="""
def row_sums(x):
    return x.sum(axis=1)
""",
    cases=cases,
    passed="Rows are samples.",
    edits={
        "axis=1": {
            "axis=0": "this sums down the columns.",
            "axis=2": "this asks NumPy for an axis that is not there.",
        }
    },
)
half = ValueExercise(
    name="half",
    solution=0.5,
    passed="Yes.",
    mistakes=[
        Mistake("that is a percentage.", 50),
        Mistake("below zero.", lambda value: value < 0),
    ],
)


@pytest.fixture(params=[True, False] if running.FORK else [False], ids=lambda f: f"fork={f}")
def verdict(request, capsys, monkeypatch):
    """The printed verdict on an answer, by each way of running it."""
    monkeypatch.setattr(running, "FORK", request.param)
    monkeypatch.setattr(running, "SECONDS", 0.5)

    def check(answer, by=row_sums):
        by(answer)
        return capsys.readouterr().out

    return check


def test_right_answers_in_several_forms(verdict):
    for answer in (
        lambda x: x.sum(axis=1),
        lambda x: np.array([sum(row) for row in x.tolist()]),
        lambda x: [sum(row) for row in x.tolist()],
        lambda x: tuple(row.sum() for row in x),
        lambda x: torch.from_numpy(x).sum(dim=1),
        lambda x: (x @ np.ones(x.shape[1])).astype(np.float32),
    ):
        assert verdict(answer) == "✓ row_sums: right. Rows are samples.\n"


def test_untouched_stub(verdict):
    def stub(x):
        total = ...
        return total

    def bare(x):
        return ...

    for answer in (stub, bare, ...):
        assert verdict(answer).startswith("○ row_sums: not attempted")


def test_half_filled_stub_is_not_attempted(verdict):
    def answer(x):
        scores = ...
        return scores.sum(axis=1)

    assert verdict(answer).startswith("○ row_sums: not attempted")


def test_ellipsis_as_an_index_is_no_placeholder(verdict):
    def reading(x):
        return x[..., 0]

    def writing(x):
        total = x[:, 0].copy()
        total[...] = 1
        return total

    for answer in (reading, writing):
        assert verdict(answer).startswith("✗ row_sums: ")


def test_known_mistake(verdict):
    assert verdict(lambda x: x.sum(axis=0)) == "✗ row_sums: This sums down the columns.\n"


def test_known_mistake_that_raises(verdict):
    assert "an axis that is not there" in verdict(lambda x: x.sum(axis=2))


def test_another_error_is_not_taken_for_the_known_one(verdict):
    def answer(x):
        raise np.exceptions.AxisError("mine")

    assert "an axis that is not there" not in verdict(answer)


@pytest.mark.parametrize(
    "answer, words",
    [
        (lambda x: None, "returns None"),
        (lambda x: print(x.sum(axis=1)), "returns None"),
        (lambda x: "10", "got '10'"),
        (lambda x: x.sum(axis=1, keepdims=True), "The shape should be (2,), but it is (2, 1)"),
        (lambda x: x.sum(), "The shape should be (2,), but it is ()"),
        (lambda x: -x.sum(axis=1), "the sign is not"),
        (lambda x: 3 * x.sum(axis=1), "3 times"),
        (lambda x: x.sum(axis=1) * np.nan, "NaN"),
        (lambda x: x.sum(axis=1) + 1, "Expected [ 7. , 24.5], got [ 8. , 25.5]"),
        (lambda x: x.sum(axis=1) > 0, "Expected"),
        (lambda x: {}[7], "raises KeyError: 7"),
        (lambda: 1, "raises TypeError"),
        (lambda x: object(), "got a object"),
        (lambda x: sys.exit(), "raises SystemExit"),
        (7, "must be a function, but it is 7"),
        (None, "must be a function, but it is None"),
    ],
)
def test_other_wrong_answers_are_explained(verdict, answer, words):
    said = verdict(answer)
    assert said.startswith("✗ row_sums: ")
    assert words in said


def test_no_factor_is_named_where_only_the_zeros_differ(capsys):
    relu = FunctionExercise(
        name="relu",
        solution="def relu(z):\n    return np.maximum(0, z)",
        cases=lambda: [(np.array([-1.0, 2.0, 3.0]),)],
        passed="Yes.",
    )
    relu(np.abs)
    assert "Expected [0., 2., 3.], got [1., 2., 3.]" in capsys.readouterr().out


def test_the_call_that_failed_is_shown(verdict):
    assert "called with shape" not in verdict(lambda x: x.sum(axis=0))
    assert "(called with [[ 1. ,  2. ,  4. ]" in verdict(lambda x: x.sum(axis=1) + 1)


def test_the_first_wrong_number_of_a_large_array_is_named(verdict):
    by = FunctionExercise("f", "def f(n):\n    return np.arange(n)", lambda: [(12,)], "Yes.")

    def answer(n):
        numbers = np.arange(n)
        numbers[7:9] = 0
        return numbers

    said = verdict(answer, by)
    assert "2 of 12 numbers are off. The first, at [7], should be 7, but it is 0" in said


def test_endless_recursion(verdict):
    def answer(x):
        return answer(x)

    assert "calls itself without end" in verdict(answer)


def test_endless_loop_is_stopped(verdict):
    def answer(x):
        while True:
            pass

    threads = threading.active_count()
    assert "did not finish within 0.5 seconds" in verdict(answer)
    assert threading.active_count() == threads


def test_endless_loop_that_catches_everything_is_stopped(verdict):
    def answer(x):
        for _ in itertools.count():
            try:  # noqa: SIM105
                sum(range(1000))
            except:  # noqa: E722
                pass

    threads = threading.active_count()
    assert "did not finish" in verdict(answer)
    assert threading.active_count() == threads


def test_endless_print_is_cut(verdict):
    def answer(x):
        while True:
            print("again and again")

    said = verdict(answer)
    assert "did not finish" in said
    assert "It printed: again and again" in said
    assert len(said) < 1000


def test_print_beside_a_right_answer_is_hidden(verdict):
    def answer(x):
        print("looking at", x)
        return x.sum(axis=1)

    assert verdict(answer) == "✓ row_sums: right. Rows are samples.\n"


def test_changed_argument(verdict):
    def answer(x):
        x += 1
        return (x - 1).sum(axis=1)

    assert "changes its arguments" in verdict(answer)


def test_a_later_change_of_the_returned_array_is_no_cheat(verdict):
    kept = np.zeros(2)

    def answer(x):
        kept[: len(x)] = x.sum(axis=1)
        return kept[: len(x)]

    assert verdict(answer).startswith("✓")


def test_value_that_breaks_comparison(verdict):
    class Odd:
        def __eq__(self, other):
            raise RuntimeError("no")

        def __bool__(self):
            raise RuntimeError("no")

    assert verdict(lambda x: Odd()).startswith("✗ row_sums: ")
    assert verdict(Odd(), half).startswith("✗ half: ")


@pytest.mark.parametrize(
    "answer, words",
    [
        (0.5, "✓ half: right. Yes."),
        (torch.tensor(0.5), "✓"),
        (np.float32(0.5), "✓"),
        (..., "○ half: not attempted"),
        ((..., 1), "○ half: not attempted"),
        (50, "✗ half: That is a percentage."),
        (-3, "✗ half: Below zero."),
        ("a half", "✗ half: Expected a number, but it is 'a half'"),
        (None, "✗ half: Expected a number, but it is None"),
        (True, "✗ half: Expected a number, but it is True"),
        (lambda: 0.5, "✗ half: half must be a value, but it is a function"),
        (0.7, "✗ half: Not that"),
        ([0.5], "✗ half: Expected a number, but it is (0.5)"),
    ],
)
def test_values(verdict, answer, words):
    assert verdict(answer, half).startswith(words)


def test_a_constant_factor_must_hold_for_zeros_too(verdict):
    by = FunctionExercise("f", "def f():\n    return np.array([1.0, 2, 0])", lambda: [()], "Yes.")
    assert "times what it should be" not in verdict(lambda: np.array([3.0, 6, 5]), by)
    assert "3 times what it should be" in verdict(lambda: np.array([3.0, 6, 0]), by)


def test_rounding_is_no_constant_factor(verdict):
    by = FunctionExercise(
        "f", "def f():\n    return np.array([0.1, 0.3])", lambda: [()], "Yes.", tolerance=1e-9
    )
    said = verdict(lambda: np.array([0.1, 0.3], dtype=np.float32), by)
    assert said.startswith("✓")


def test_dict_of_observations_names_the_part_that_differs(verdict):
    def observe(answer, n):
        return {"the sum": answer(n), "the type": type(answer(n)).__name__}

    by = FunctionExercise(
        "f", "def f(n):\n    return n + 1", lambda: [(1,)], "Yes.", observe=observe
    )
    assert "it should be int, but it is float" in verdict(lambda n: n + 1.0, by)
    assert "sum: expected 2, got 3" in verdict(lambda n: n + 2, by)


def test_fractions_and_decimals_are_numbers(verdict):
    assert verdict(Fraction(1, 2), half).startswith("✓")
    assert verdict(Decimal("0.5"), half).startswith("✓")
    assert verdict(Fraction(1, 3), half).startswith("✗ half: Not that")
    pair = ValueExercise("pair", (0.5, 2), "Yes.")
    assert verdict((Fraction(1, 2), Decimal(2)), pair).startswith("✓")


def test_several_values_may_come_as_one_row(verdict):
    pair = ValueExercise("pair", (0.5, 2), "Yes.")
    for answer in ([0.5, 2], np.array([0.5, 2]), torch.tensor([0.5, 2])):
        assert verdict(answer, pair).startswith("✓")
    for answer in (np.array([0.5, 3]), np.array([0.5]), np.array([[0.5, 2]]), np.array(0.5)):
        assert verdict(answer, pair).startswith("✗ pair: ")


def test_a_missing_key_is_named(verdict):
    by = FunctionExercise("f", 'def f():\n    return {"W": 1, "b": 2}', lambda: [()], "Yes.")
    assert "b is missing in it: the keys are W, b" in verdict(lambda: {"W": 1}, by)
    assert "b: it returns None" in verdict(lambda: {"W": 1, "b": None}, by)


def test_an_attempt_ends_well_or_with_words(monkeypatch):
    def forever():
        while True:
            pass

    monkeypatch.setattr(running, "SECONDS", 0.3)
    assert exercise.attempt(lambda: 3) == (3, None)
    assert exercise.attempt(lambda: None) == (None, None)
    assert exercise.attempt(lambda: 1 / 0)[1].startswith("It raises ZeroDivisionError: division")
    assert "SystemExit" in exercise.attempt(sys.exit)[1]
    assert "did not finish within 0.3 seconds" in exercise.attempt(forever)[1]


def test_contributing_shows_an_exercise_as_it_is():
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = Path(lesson_07.layers.__file__)
    for kind, file in (("toml", code.with_suffix(".toml")), ("python", code)):
        example = text.split(f"```{kind}\n")[1].split("```")[0].strip()
        assert example in file.read_text(encoding="utf-8")
    assert f"with {len(lesson_07.dense_backward.mistakes)}\nmistakes" in text
