"""What lesson 06 says of its own experiments."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from lessons import CHECKOUT, code_cells, imports, read

NOTEBOOK = read(CHECKOUT / "notebooks" / "06_tape.ipynb")
CELLS = {cell.id: cell.source for cell in code_cells(NOTEBOOK)}


@pytest.fixture(scope="module")
def lesson():
    """The names of the lesson's cells up to the training and the step sizes."""
    namespace = {}
    exec(imports(NOTEBOOK), namespace)
    for name in (
        "bare",
        "record",
        "node",
        "value",
        "ledger-numpy",
        "xor",
        "train-xor",
        "step-sizes",
    ):
        exec(CELLS[name], namespace)
    return namespace


def test_the_bare_node_has_the_gradients_of_the_tape_by_hand(lesson):
    w, x, b = (lesson["Bare"](number) for number in (2.0, 3.0, -1.0))
    z = w * x + b
    (z * z).backward()
    assert [node.grad for node in (w, x, b)] == [30, 20, 10]
    lines = [line for line in CELLS["bare"].splitlines() if line]
    assert len(lines) == 14
    assert "in fourteen lines" in NOTEBOOK.cells[0].source


@pytest.mark.parametrize("units, low, high", [(2, 0, 11), (4, 17, 20)])
def test_with_two_hidden_units_half_of_the_starts_learn_xor_with_four_nearly_all(
    lesson, units, low, high
):
    solved = 0
    for seed in range(20):
        _, outputs = lesson["train_xor"](seed, units)
        solved += [z > 0.5 for z in outputs] == [False, True, True, False]
    assert low <= solved <= high


@pytest.mark.parametrize(
    "dtype, sides, steps, errors",
    [
        (np.float64, 1, (1e-10, 1e-7), (1e-9, 1e-7)),
        (np.float64, 2, (1e-7, 1e-5), (1e-12, 1e-9)),
        (np.float32, 2, (1e-4, 1e-2), (1e-6, 1e-4)),
    ],
)
def test_the_best_step_lies_where_the_lesson_says(lesson, dtype, sides, steps, errors):
    tried = 10.0 ** np.arange(-15, -0.9, 0.25)
    found = np.array([lesson["step_error"](h, dtype, sides) for h in tried])
    assert steps[0] < tried[found.argmin()] < steps[1]
    assert errors[0] < found.min() < errors[1]


def test_in_float32_the_courses_step_gives_the_error_of_a_real_bug(lesson):
    assert 0.005 < lesson["step_error"](1e-6, np.float32, 2) < 0.5


def test_from_1e_4_to_1e_7_any_step_would_do(lesson):
    for h in (1e-4, 1e-5, 1e-6, 1e-7):
        assert lesson["step_error"](h, np.float64, 2) < 1e-6


def test_a_formula_of_the_learners_own_draws_itself(lesson, monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    exec(CELLS["own-formula"], lesson)
    assert "sum −1.105" in [text.get_text() for text in plt.gcf().axes[0].texts]
    plt.close("all")
