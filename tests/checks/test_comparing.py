"""What counts as equal, and what is said where it is not."""

import linecache

import numpy as np
import pytest
import torch

from course_utils.checks.comparing import plain, same
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.explaining import difference, two
from course_utils.checks.values import letters


def sigmoid(z):
    return np.where(
        z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))
    )


Z = np.array([-40.0, -20.0, -3.0, 0.0, 3.0, 20.0])


@pytest.mark.parametrize(
    "wrong, absolute",
    [
        (lambda z: sigmoid(np.clip(z, -12, 12)), None),
        (lambda z: np.where(z < -10, 0, sigmoid(z)), None),
        (lambda z: np.where(z >= 0, sigmoid(abs(z)), 1 - sigmoid(abs(z))), 0),  # only at -40
    ],
)
def test_a_rule_shows_in_the_tail(wrong, absolute):
    assert not same(plain(wrong(Z)), plain(sigmoid(Z)), 1e-5, absolute)
    assert same(plain(wrong(Z)), plain(sigmoid(Z)), 1e-5, absolute=1e-5)


def test_float32_and_rounding_are_no_mistakes():
    assert same(plain(sigmoid(Z).astype(np.float32)), plain(sigmoid(Z)), 1e-9)
    assert same(
        plain(torch.sigmoid(torch.tensor(Z[1:], dtype=torch.float32))), sigmoid(Z[1:]), 1e-9
    )
    assert same(0.1 + 0.2 - 0.3, 0.0, 1e-5)
    assert not same(1e-9, 0.0, 1e-5)
    assert not same(1e-30, 0.0, 1e-5, absolute=0)


@pytest.mark.parametrize(
    "got, wanted",
    [
        ([1.0, 2.0], np.array([1.0, 2.0])),
        (((1, 2), (3, 4)), np.array([[1.0, 2], [3, 4]])),
        (np.array([1, 2]), (1.0, 2.0)),
        (torch.tensor([[1.0], [2.0]]), ([1.0], [2.0])),
        (1, True),
        (np.array([0, 1]), np.array([False, True])),
        (np.array([False, True]), np.array([0.0, 1.0])),
        (3, 3.0),
        ([], np.array([])),
        (np.float16(0.5), 0.5),
        (10**30, 10**30),
        (np.str_("a"), "a"),
        (float("nan"), np.nan),
        (np.inf, float("inf")),
        ({"W": [1.0]}, {"W": np.array([1.0])}),
    ],
)
def test_what_numpy_turns_into_the_asked_form_is_right(got, wanted):
    assert same(plain(got), plain(wanted), 1e-5)


@pytest.mark.parametrize(
    "got, wanted",
    [
        (0.9999999, True),
        (2, True),
        ("1", 1),
        (None, 0),
        ([1.0], 1.0),
        (np.array([[1.0, 2.0]]), np.array([1.0, 2.0])),
        ([[1.0], [2.0, 3.0]], np.array([1.0, 2.0])),
        (["1", "2"], np.array([1.0, 2.0])),
        ({"W": 1.0, "c": 2.0}, {"W": 1.0}),
        (np.nan, 1.0),
        (np.inf, -np.inf),
        (1e308, np.inf),
        (10**30, 10**30 + 1),
    ],
)
def test_what_is_something_else_is_wrong(got, wanted):
    assert not same(plain(got), plain(wanted), 1e-5 if not isinstance(wanted, int) else 0)


@pytest.mark.parametrize(
    "answer", ["be", "BE", "B, E", "b & e", ["B", "E"], ("b", "e"), np.array(["B", "E"])]
)
def test_letters_are_read_however_they_are_typed(answer):
    assert letters(answer) == "BE"


@pytest.mark.parametrize("answer", ["B and E", {"B", "E"}, ["B", 3], None])
def test_a_sentence_or_a_set_is_no_list_of_letters(answer):
    assert letters(answer) != "BE"


def test_two_numbers_are_never_shown_alike():
    assert two(1.36753, 1.367531) == ("1.36753", "1.367531")
    assert two(1.0, np.nextafter(1.0, 2)) == ("1.0", "1.0000000000000002") or (
        len(set(two(1.0, np.nextafter(1.0, 2)))) == 2
    )
    for got, wanted in ((1.36753, 1.367531), (np.array([2.0, 1.36753]), np.array([2.0, 1.367531]))):
        _, said = difference(got, wanted, 1e-9)
        assert "1.36753" in said
        assert "1.367531" in said


@pytest.mark.parametrize(
    "got, wanted, words",
    [
        (np.ones(5), np.ones((5, 1)), "it is (5,): axis 1 is gone"),
        (np.ones((4, 3)), np.ones(3), "it is (4, 3): axis 0 is one too many (add up along it)"),
        (np.ones((1, 3)), np.ones(3), "axis 0 is one too many (keepdims or reshape left it)"),
        (np.ones((3, 2)), np.ones((2, 3)), "it lies on its side"),
        (np.ones(7), np.ones(3), "The shape should be (3,), but it is (7,)"),
    ],
)
def test_shapes_are_told_by_their_axes(got, wanted, words):
    assert words in difference(got, wanted, 1e-5)[1]


def told(source, by):
    """The verdict on a function that was typed into a cell."""
    linecache.cache["<cell>"] = len(source), None, source.splitlines(keepends=True), "<cell>"
    namespace = {"np": np, "torch": torch}
    exec(compile(source, "<cell>", "exec"), namespace)
    return by.judge(namespace[by.name]).text


gradient = FunctionExercise(
    name="gradient",
    solution="""
def gradient(scores, labels):
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    p[np.arange(len(labels)), labels] -= 1
    return p / len(labels)
""",
    cases=lambda: [(np.array([[1.0, 2, 0], [0, 1, 3]]), np.array([2, 0]))],
    passed="Yes.",
)
product = FunctionExercise(
    name="product",
    solution="""
def product(W1, W2):
    return W2 @ W1
""",
    cases=lambda: [(np.ones((4, 3)), np.ones((2, 4)))],
    passed="Yes.",
)


def test_shapes_that_do_not_fit_are_named_with_what_is_asked():
    said = told(
        """
def gradient(scores, labels):
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return (p - labels) / len(labels)
""",
        gradient,
    )
    assert said == (
        "Two shapes do not fit, in line 4 of the cell: p is (2, 3) and labels is (2,). The result "
        "should have the shape (2, 3)."
    )


@pytest.mark.parametrize(
    "line, operands",
    [
        ("return W1 @ W2", "W1 is (4, 3) and W2 is (2, 4)"),
        ("return np.dot(W1, W2)", "W1 is (4, 3) and W2 is (2, 4)"),
        ("return np.matmul(W1.T, W2.T @ W2.T)", "W2.T is (4, 2) and W2.T is (4, 2)"),
        ("W1 += W2; return W1", "W1 is (4, 3) and W2 is (2, 4)"),
        ("return torch.tensor(W1) @ torch.tensor(W2)", "torch.tensor(W1) is (4, 3) and"),
        ("return torch.tensor(W1) + torch.tensor(W2)", "torch.tensor(W1) is (4, 3) and"),
        ("return [a + b for a, b in [(W1, W2)]]", "a is (4, 3) and b is (2, 4)"),
    ],
)
def test_operands_are_read_from_the_line(line, operands):
    said = told(f"def product(W1, W2):\n    {line}\n", product)
    assert said.startswith("Two shapes do not fit, in line 2 of the cell: ")
    assert operands in said
    assert said.endswith("The result should have the shape (2, 3).")
    for raw in ("core dimension", "broadcast together", "mat1"):
        assert raw not in said
