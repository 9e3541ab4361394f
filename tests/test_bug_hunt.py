"""The patients of lesson 05: a careful gradient check finds each of them, and no right pass."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from lessons import CHECKOUT, code_cells, read

from course_utils.backprop import bug_hunt
from course_utils.backprop.bug_hunt import PATIENTS, PLAIN, RESIDUAL
from course_utils.gradient_check import check_gradients

NAMES = ["W1", "b1", "W2", "b2"]
each_patient = pytest.mark.parametrize("number", PATIENTS)
each_ward = pytest.mark.parametrize("ward", [PLAIN, RESIDUAL], ids=["plain", "residual"])


def make_case(ward, seed=0, n=5, first=1.0):
    """The case that lesson 05 makes."""
    rng = np.random.default_rng(seed)
    outputs = 1 if ward is PLAIN else 4
    x, y = rng.normal(size=(n, 3)), rng.uniform(size=(n, outputs))
    params = {
        "W1": first * rng.normal(size=(4, 3)),
        "b1": first * rng.normal(size=4),
        "W2": rng.normal(size=(outputs, 4)),
        "b2": rng.normal(size=outputs),
    }
    return x, y, params


def errors(backward, ward, case):
    x, y, params = case
    return check_gradients(lambda p: ward.loss(x, y, **p), backward(x, y, **params), params)


def off(number, case=None):
    """The names of the gradients that the check finds wrong."""
    patient = PATIENTS[number]
    found = errors(patient.backward, patient.ward, case or make_case(patient.ward))
    return {name for name, error in found.items() if error > 1e-5}


def test_there_are_at_least_twelve():
    assert len(PATIENTS) >= 12
    assert [p.backward.__name__ for p in PATIENTS.values()] == [f"patient_{n}" for n in PATIENTS]


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
    behind = bug_hunt.reached(patient.backward, patient.line)
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
    lines, right = (
        bug_hunt.steps_of(backward) for backward in (patient.backward, patient.ward.right)
    )
    faulty = patient.line - 1
    if number == 12:  # its line 5 is the first half of the right line, which line 6 throws away
        assert right[4].startswith(lines.pop(4))
        faulty -= 1
    assert lines[:faulty] == right[:faulty]
    rest = lines[faulty + 1 :]
    assert right[len(right) - len(rest) :] == rest
    assert lines[faulty] not in right


def test_the_faults_differ():
    faults = [(p.ward.loss, bug_hunt.steps_of(p.backward)) for p in PATIENTS.values()]
    assert all(faults.count(fault) == 1 for fault in faults)


def test_each_misconception_is_named_with_what_is_true():
    for patient in PATIENTS.values():
        belief, _, truth = patient.misconception.partition(" (")
        assert len(belief.split()) >= 5
        assert truth.endswith(".)")


def careless(ward, how):
    x, y, params = make_case(ward)
    if how == "one sample":
        return make_case(ward, n=1)
    if how == "first layer near 0":
        return make_case(ward, first=1e-3)
    if how == "all z > 0":
        return x, y, {**params, "b2": params["b2"] + 20}
    return x, y, {**params, "W2": params["W2"] + params["W2"].T}


@pytest.mark.parametrize(
    "number, how",
    [
        (1, "one sample"),
        (2, "one sample"),
        (5, "first layer near 0"),
        (10, "first layer near 0"),
        (14, "all z > 0"),
        (13, "symmetric W2"),
    ],
)
def test_a_careless_check_lets_them_pass(number, how):
    assert not off(number, careless(PATIENTS[number].ward, how))


def test_an_update_too_early_is_a_small_error():
    found = errors(PATIENTS[6].backward, PLAIN, make_case(PLAIN))
    assert 1e-5 < max(found.values()) < 0.01


def test_a_bias_gradient_that_is_not_summed_has_the_wrong_shape():
    assert errors(PATIENTS[9].backward, PLAIN, make_case(PLAIN))["b2"] == np.inf


def test_listing_and_side_by_side():
    first, *_, last = bug_hunt.listing(bug_hunt.patient_6).splitlines()
    assert (first, last) == ("1  dp = 2 * (p - y) / len(x)", "9  db1 = dz1.sum(axis=0)")
    left, right = bug_hunt.side_by_side([2, 3]).splitlines()[0].split("  ", 1)
    assert (left, right.strip()) == ("patient 2", "patient 3")
    for number in PATIENTS:
        assert max(map(len, bug_hunt.side_by_side([number, number]).splitlines())) < 84


def test_what_a_line_reaches():
    assert bug_hunt.reached(bug_hunt.plain_right, 1) == set(NAMES)
    assert bug_hunt.reached(bug_hunt.plain_right, 3) == {"W2"}
    assert bug_hunt.reached(bug_hunt.plain_right, 5) == {"W1", "b1"}
    assert bug_hunt.reached(bug_hunt.plain_right, 8) == {"b1"}
    # Patient 12 throws the result of line 5 away.
    assert bug_hunt.reached(bug_hunt.patient_12, 5) == set()
    assert bug_hunt.reached(bug_hunt.patient_12, 1) == set(NAMES)


def test_the_table_has_a_row_for_each_patient():
    rows = bug_hunt.misconceptions().splitlines()[2:]
    assert len(rows) == len(PATIENTS)
    assert rows[0].startswith("| 1 | `dp = 2 * (p - y)` | all | ")
    assert "| `W2 = W2 - 0.01 * dW2` | dW1, db1 | " in rows[5]


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


def test_the_lesson_makes_the_same_case():
    cells = code_cells(read(CHECKOUT / "notebooks" / "05_backprop_by_hand.ipynb"))
    (source,) = [cell.source for cell in cells if cell.id == "make-case"]
    namespace = {"np": np, "bug_hunt": bug_hunt}
    exec(source.split("def errors_of")[0], namespace)
    for ward in (PLAIN, RESIDUAL):
        for options in ({}, {"n": 1}, {"first": 1e-3}, {"seed": 3}):
            ours, theirs = make_case(ward, **options), namespace["make_case"](ward, **options)
            np.testing.assert_array_equal(ours[0], theirs[0])
            np.testing.assert_array_equal(ours[1], theirs[1])
            for name in NAMES:
                np.testing.assert_array_equal(ours[2][name], theirs[2][name])
