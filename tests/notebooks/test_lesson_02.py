"""What lesson 02 says of nudges in deep networks, measured with its own function."""

import numpy as np
import pytest
from lessons import CHECKOUT, code_cells, read

from course_utils import activations
from course_utils.plumbing.experiments import INITIALISATIONS

CELLS = {
    cell.id: cell.source
    for cell in code_cells(read(CHECKOUT / "notebooks" / "02_activation_functions.ipynb"))
}


def left(name, start, depth):
    """log10 of what is left of a nudge, the mean of five seeds as in the lesson's map."""
    names = {"np": np}
    exec(CELLS["nudge-left"], names)
    function = getattr(activations, name)
    slope = getattr(activations, f"{name}_derivative")
    spread = INITIALISATIONS[start](64, 64)
    return np.log10(
        np.mean([names["nudge_left"](function, slope, spread, depth, s) for s in range(5)])
    )


@pytest.mark.parametrize(
    "name, start, low, high",
    [
        ("relu", "He", -1, 1),  # stays white to the end
        ("sigmoid", "N(0, 1)", -3, 0),  # nearly white
        ("sigmoid", "PyTorch", -99, -10),
        ("relu", "N(0, 0.01)", -99, -12),
        ("tanh", "N(0, 0.01)", -99, -12),
        ("relu", "N(0, 1)", 10, 99),
    ],
)
def test_what_is_left_after_19_layers(name, start, low, high):
    assert low < left(name, start, 19) < high


def test_a_layer_of_64_stretches_by_eight_times_the_spread():
    rng = np.random.default_rng(1)
    nudge = rng.normal(size=64)
    factors = [np.linalg.norm(rng.normal(size=(64, 64)) @ nudge) for _ in range(200)]
    assert np.mean(factors) / np.linalg.norm(nudge) == pytest.approx(8, rel=0.02)
