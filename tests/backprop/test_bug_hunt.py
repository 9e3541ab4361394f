"""The patients of lessons 05 and 06: a careful check finds each of them, and no right pass."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch

from course_utils.backprop import bug_hunt
from course_utils.backprop.bug_hunt import NAMES, PATIENTS, PLAIN, RESIDUAL, make_case
from course_utils.gradient_check import check_gradients

each_patient = pytest.mark.parametrize("number", PATIENTS)
each_ward = pytest.mark.parametrize("ward", [PLAIN, RESIDUAL], ids=["plain", "residual"])


def errors(backward, ward, case):
    x, y, params = case
    return check_gradients(lambda p: ward.loss(x, y, **p), backward(x, y, **params), params)


def off(number, case=None):
    """The names of the gradients that the check finds wrong."""
    patient = PATIENTS[number]
    found = errors(patient.backward, patient.ward, case or make_case(patient.ward))
    return {name for name, error in found.items() if error > 1e-5}


def test_there_are_sixteen_in_order():
    assert list(PATIENTS) == list(range(1, 17))


def test_an_edit_that_fits_nowhere_is_refused():
    patient = bug_hunt.Patient(PLAIN, "dz3 = 1", "dz3 = 2", "")
    with pytest.raises(ValueError, match="stands 0 times"):
        bug_hunt.steps_of(patient)


@each_ward
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("n", [1, 2, 7])
def test_the_right_pass_is_never_found(ward, seed, n):
    assert max(errors(ward.right, ward, make_case(ward, seed, n)).values()) < 1e-7


@each_ward
def test_the_right_pass_is_pytorchs(ward):
    x, y, params = make_case(ward)
    leaves = {name: torch.tensor(v, requires_grad=True) for name, v in params.items()}
    first = torch.tensor(x) @ leaves["W1"].T + leaves["b1"]
    if ward is PLAIN:
        answer = torch.sigmoid(torch.tanh(first) @ leaves["W2"].T + leaves["b2"])
    else:
        answer = first + torch.relu(first @ leaves["W2"].T + leaves["b2"])
    loss = ((answer - torch.tensor(y)) ** 2).sum() / len(x)
    loss.backward()
    assert ward.loss(x, y, **params) == pytest.approx(loss.item(), rel=1e-12)
    for name, gradient in ward.right(x, y, **params).items():
        np.testing.assert_allclose(gradient, leaves[name].grad.numpy(), rtol=1e-10, atol=1e-14)


@each_patient
@pytest.mark.parametrize("seed", range(5))
def test_each_patient_is_found_by_the_gradients_behind_the_faulty_line(number, seed):
    patient = PATIENTS[number]
    behind = bug_hunt.reached(patient, patient.line)
    assert behind
    assert off(number, make_case(patient.ward, seed)) == behind


@each_patient
def test_a_patient_changes_none_of_its_arguments(number):
    x, y, params = make_case(PATIENTS[number].ward)
    before = [x.copy(), y.copy(), *(value.copy() for value in params.values())]
    PATIENTS[number].backward(x, y, **params)
    for old, new in zip(before, [x, y, *params.values()], strict=True):
        np.testing.assert_array_equal(old, new)


@each_patient
def test_a_patient_has_one_fault_in_the_line_that_is_named(number):
    patient = PATIENTS[number]
    lines, right = bug_hunt.steps_of(patient), bug_hunt.steps_of(patient.ward.right)
    faulty = patient.line - 1
    if number == 12:  # its line 5 is the first half of the right line, which line 6 throws away
        assert right[4].startswith(lines.pop(4))
        faulty -= 1
    assert lines[:faulty] == right[:faulty]
    rest = lines[faulty + 1 :]
    assert right[len(right) - len(rest) :] == rest
    assert lines[faulty] not in right


def test_the_faults_differ():
    faults = [(p.ward.loss, bug_hunt.steps_of(p)) for p in PATIENTS.values()]
    assert all(faults.count(fault) == 1 for fault in faults)


def test_each_misconception_is_named_with_what_is_true():
    for patient in PATIENTS.values():
        belief, _, truth = patient.misconception.partition(" (")
        assert len(belief.split()) >= 5
        assert truth.endswith(".)")


@pytest.mark.parametrize(
    "number, how",
    [
        (1, "one sample"),
        (2, "one sample"),
        (5, "first layer ≈ 0"),
        (10, "first layer ≈ 0"),
        (14, "all z > 0"),
        (13, "W2 symmetric"),
    ],
)
def test_a_careless_check_lets_them_pass(number, how):
    assert not off(number, bug_hunt.careless_cases(PATIENTS[number].ward)[how])


def test_an_update_too_early_is_a_small_error():
    found = errors(PATIENTS[6].backward, PLAIN, make_case(PLAIN))
    assert 1e-5 < max(found.values()) < 0.01


def test_a_bias_gradient_that_is_not_summed_has_the_wrong_shape():
    assert errors(PATIENTS[9].backward, PLAIN, make_case(PLAIN))["b2"] == np.inf


def test_listing_and_side_by_side():
    first, *_, last = bug_hunt.listing(PATIENTS[6]).splitlines()
    assert (first, last) == ("1  dp = 2 * (p - y) / len(x)", "9  db1 = dz1.sum(axis=0)")
    left, right = bug_hunt.side_by_side([2, 3, 8]).splitlines()[0].split("  ", 1)
    assert (left, right.strip()) == ("patient 2", "patient 3")
    assert bug_hunt.side_by_side([2, 3, 8]).splitlines()[10] == "patient 8"
    for number in PATIENTS:
        assert max(map(len, bug_hunt.side_by_side([number, number]).splitlines())) < 84


def test_what_a_line_reaches():
    assert bug_hunt.reached(bug_hunt.plain_right, 1) == set(NAMES)
    assert bug_hunt.reached(bug_hunt.plain_right, 3) == {"W2"}
    assert bug_hunt.reached(bug_hunt.plain_right, 5) == {"W1", "b1"}
    assert bug_hunt.reached(bug_hunt.plain_right, 8) == {"b1"}
    # Patient 12 throws the result of line 5 away.
    assert bug_hunt.reached(PATIENTS[12], 5) == set()
    assert bug_hunt.reached(PATIENTS[12], 1) == set(NAMES)


def test_the_table_has_a_row_for_each_patient():
    rows = bug_hunt.misconceptions(PATIENTS).splitlines()[2:]
    assert len(rows) == len(PATIENTS)
    assert rows[0].startswith("| 1 | `dp = 2 * (p - y)` | all | ")
    assert "| `W2 = W2 - 0.01 * dW2` | dW1, db1 | " in rows[5]


def test_the_errors_are_printed_per_patient(capsys):
    bug_hunt.show_errors([1, 2])
    header, right, first, second = capsys.readouterr().out.splitlines()
    assert header.split() == ["dW1", "db1", "dW2", "db2"]
    assert right.split() == ["right", "pass", "ok", "ok", "ok", "ok"]
    assert first.split() == ["patient", "1", "0.8", "0.8", "0.8", "0.8"]
    assert second.split() == ["patient", "2", "ok", "0.8", "ok", "ok"]


def test_the_loss_rises_only_with_the_turned_sign_and_two_masks():
    assert [n for n in PATIENTS if not bug_hunt.loss_falls(n, seed=0)] == [7, 11, 14]


def test_the_chart_knows_who_fools_whom():
    chart = bug_hunt.chart()
    assert len(chart) == 2 + len(PATIENTS)
    passed = {
        label: [n for n in PATIENTS if chart[f"patient {n}"].get(label, 1) <= 1e-5]
        for label in chart["patient 16"]
    }
    assert passed == {
        "careful": [],
        "one sample": [1, 2, 11],
        "first layer ≈ 0": [5, 6, 10],
        "all z > 0": [11, 14],
        "W2 symmetric": [13],
        "only dW2": [2, 3, 6, 9, 10, 12, 13, 16],
        "float32": [],
    }
    assert min(chart[name]["float32"] for name in ("right pass", "right pass, skip")) > 0.1
    assert max(chart[name]["careful"] for name in ("right pass", "right pass, skip")) < 1e-7


def test_the_chart_is_red_where_the_check_is_fooled(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    chart = {
        "right": {"careful": 1e-9, "float32": 0.4},
        "ill": {"careful": 0.8, "float32": np.inf, "one sample": 1e-9},
    }
    bug_hunt.show_chart(chart, healthy=["right"])
    ax = plt.gcf().axes[0]
    red = [patch.get_facecolor()[2] < 0.5 for patch in ax.patches]
    assert red == [False, True, False, False, True]
    texts = [text.get_text() for text in ax.texts]
    assert texts == ["ok", "0.4", "0.8", "shape", "ok"]
    plt.close("all")
