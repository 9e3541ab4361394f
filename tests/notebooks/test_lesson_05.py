"""Lesson 05's choice of a gradient check, and what its diagnosis exercise says."""

import sys

import numpy as np
import pytest

from course_utils import gradient_check, losses
from course_utils.backprop import bug_hunt
from course_utils.checks import lesson_05, running
from course_utils.checks.lesson_05 import diagnosis


def case():
    """A loss, its right gradients and its params."""
    params = {"W": np.array([[1.0, -2.0]]), "b": np.array([3.0])}
    return lambda p: float((p["W"] ** 2).sum() + p["b"][0]), {"W": 2 * params["W"]}, params


def examined(examine):
    loss, gradients, params = case()
    return examine(loss, gradients | {"b": np.array([2.0])}, params)


def test_a_right_check_of_the_learner_examines_the_patients(capsys, monkeypatch):
    monkeypatch.setattr(running, "FORK", False)  # in a child process nobody could count calls
    calls = []

    def mine(loss, gradients, params):
        calls.append(params)
        errors = gradient_check.check_gradients(loss, gradients, params)
        return {name: np.array([errors[name]]) for name in reversed(errors)}

    examine = lesson_05.yours_or_ours(mine)
    assert capsys.readouterr().out.startswith("check_gradients as defined in this notebook")
    before = len(calls)
    errors = examined(examine)
    assert len(calls) == before + 1
    assert list(errors) == ["W", "b"]  # in order, as plain numbers
    assert errors["W"] < 1e-8
    assert errors["b"] == pytest.approx(0.5)
    assert all(type(error) is float for error in errors.values())
    assert capsys.readouterr().out == ""


def forever():
    while True:
        pass


@pytest.mark.parametrize(
    "fail, words",
    [
        (lambda: 1 / 0, "It raises ZeroDivisionError"),
        (sys.exit, "It raises SystemExit"),
        (forever, "It did not finish"),
        (lambda: None, "It raises TypeError"),
        (lambda: {"W": 0.0}, "It raises KeyError: 'b'"),
        (lambda: {"W": 0.0, "b": np.zeros(2)}, "It raises ValueError"),
        (lambda: {"W": 0.0, "b": "small"}, "It raises ValueError"),
    ],
)
def test_where_the_learners_fails_at_a_patient_the_course_takes_over(
    fail, words, capsys, monkeypatch
):
    ill = []

    def mine(loss, gradients, params):
        if not ill:
            return gradient_check.check_gradients(loss, gradients, params)
        for name in params:
            params[name] += 1  # left behind by a failing check
        return fail()

    examine = lesson_05.yours_or_ours(mine)
    capsys.readouterr()
    ill.append(True)
    monkeypatch.setattr(running, "SECONDS", 0.3)
    loss, gradients, params = case()
    gradients["b"] = np.array([2.0])
    errors = examine(loss, gradients, params)
    said = capsys.readouterr().out
    assert said.startswith(f"Your check_gradients failed here: {words}")
    assert errors == gradient_check.check_gradients(*case()[:1], gradients, case()[2])
    examine(loss, gradients, params)
    assert capsys.readouterr().out == ""  # said once


@pytest.mark.parametrize("answer", [lambda *_: ..., lambda *_: {}, None, 3, "check"])
def test_else_the_course_does(answer, capsys):
    assert lesson_05.yours_or_ours(answer) is gradient_check.check_gradients
    assert "the course's own" in capsys.readouterr().out


def test_every_wrong_line_has_its_reason():
    for number in range(2, 11):
        patient = bug_hunt.PATIENTS[number]
        lines = bug_hunt.steps_of(patient)
        for line in range(1, len(lines) + 1):
            if line != patient.line:
                said = diagnosis._wrong_line(number, line)
                assert said.startswith(f"Patient {number}: line {line} is `{lines[line - 1]}`")
                assert said.endswith((".", "?"))


def loss(x, labels, W1, b1, W2, b2):
    return losses.cross_entropy(np.tanh(x @ W1.T + b1) @ W2.T + b2, labels)


def test_a_right_pass_is_proven_with_the_learners_check(capsys):
    right = lesson_05.classifier_backward.solution
    lesson_05.prove(right, loss, gradient_check.check_gradients)
    said = capsys.readouterr().out
    assert "as defined in this notebook is right" in said
    assert said.count(" ok") == 12
    assert said.endswith("✓ Proven: nobody had to know the answer.\n")


def test_a_wrong_pass_is_not_proven(capsys):
    def wrong(*arguments):
        gradients = lesson_05.classifier_backward.solution(*arguments)
        return gradients | {"W1": 2 * gradients["W1"]}

    lesson_05.prove(wrong, loss, None)
    said = capsys.readouterr().out
    assert "the course's own stands in" in said
    assert said.count("0.5") == 3
    assert said.endswith("✗ Not proven.\n")


@pytest.mark.parametrize(
    "answer, words",
    [
        (lambda *_: ..., "Nothing to prove yet"),
        (lambda *_: None, "it must return a dict"),
        (lambda *_: {"W1": 0}, "it must return a dict"),
        (lambda: 1, "It raises TypeError"),
        (None, "It raises TypeError"),
    ],
)
def test_what_can_not_be_proven(answer, words, capsys):
    lesson_05.prove(answer, loss, None)
    assert words in capsys.readouterr().out
