"""The explorers: their pictures are right without a slider, and a moved slider draws anew."""

import numpy as np
import pytest
import torch
from matplotlib.figure import Figure

from course_utils import widgets


@pytest.mark.parametrize("temperature", [0.1, 1.0, 10.0])
def test_softmax_bars_are_the_probabilities(temperature):
    scores = [2.0, 1.0, -1.0, 0.0]
    ax = Figure().subplots()
    widgets.draw_softmax(ax, scores, temperature)
    p = (torch.tensor(scores) / temperature).softmax(0)
    np.testing.assert_allclose([bar.get_height() for bar in ax.patches], p, rtol=1e-6)
    assert [label.get_text() for label in ax.texts] == [f"{value:.3f}" for value in p.tolist()]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2", "1", "-1", "0"]


def test_softmax_explorer_draws_anew_with_each_slider():
    explorer = widgets.explore_softmax()
    *sliders, row = explorer.children
    assert [slider.description for slider in sliders] == ["z0", "z1", "z2", "temperature"]
    pictures = [bytes(row.children[0].value)]
    for slider in sliders:
        slider.value = 3.0
        pictures.append(bytes(row.children[0].value))
    assert len(set(pictures)) == 5
    assert pictures[0].startswith(b"\x89PNG")
