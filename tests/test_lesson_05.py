"""Lesson 05's choice of a gradient check, and what its diagnosis exercise says."""

import pytest

from course_utils import bug_hunt, gradient_check
from course_utils.checks import lesson_05


def test_a_right_check_of_the_learner_examines_the_patients(capsys):
    def mine(loss, gradients, params):
        return gradient_check.check_gradients(loss, gradients, params)

    assert lesson_05.yours_or_ours(mine) is mine
    assert capsys.readouterr().out.startswith("check_gradients as defined in this notebook")


@pytest.mark.parametrize("answer", [lambda *_: ..., lambda *_: {}, None, 3, "check"])
def test_else_the_course_does(answer, capsys):
    assert lesson_05.yours_or_ours(answer) is gradient_check.check_gradients
    assert "the course's own" in capsys.readouterr().out


def test_every_wrong_line_has_its_reason():
    for number in range(2, 11):
        patient = bug_hunt.PATIENTS[number]
        lines = bug_hunt.steps_of(patient.backward)
        for line in range(1, len(lines) + 1):
            if line != patient.line:
                said = lesson_05._wrong_line(number, line)
                assert said.startswith(f"Patient {number}: line {line} is `{lines[line - 1]}`")
                assert said.endswith((".", "?"))
