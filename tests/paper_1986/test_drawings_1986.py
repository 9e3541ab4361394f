"""The drawings of lesson 13 show every number that they are given, at its place."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils.paper_1986 import drawings
from course_utils.plumbing.figures import COLOURS


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_network_names_each_weight_and_bias_once():
    W1 = np.arange(1, 13).reshape(2, 6) * np.array([[1], [-1]])
    _, ax = plt.subplots()
    drawings.draw_network(ax, W1, [[0.1, 0.2]], [[20, -30]], [[0.3]])
    numbers = [float(text.get_text()) for text in ax.texts if text.get_text()]
    assert sorted(numbers) == sorted([*W1.ravel(), 0.1, 0.2, 20, -30, 0.3])
    at = {float(t.get_text()): t.get_position() for t in ax.texts if t.get_text()}
    assert at[1][0] < 0 < at[-7][0]  # unit 1 stands on the left, unit 2 on the right
    assert at[1][1] > at[6][1]  # input 1 stands above input 6
    assert at[0.3][1] < at[20][1] < at[0.1][1]  # the output stands below


def test_squares_have_the_area_and_colour_of_their_weights(monkeypatch):
    monkeypatch.setattr(plt, "show", lambda: None)
    weights = np.array([[[4.0, -1.0, 0.0], [2.0, 1.0, -4.0]]] * 3)
    drawings.show_squares(weights, ["a", "b", "c"], ["up", "down"], "title")
    axes = plt.gcf().axes
    # The course's style, where another test has set it, moves titles to the left.
    titles = [ax.get_title(plt.rcParams["axes.titlelocation"]) for ax in axes if ax.patches]
    assert titles == ["unit 1", "unit 2", "unit 3"]
    squares = axes[1].patches
    areas = [square.get_width() * square.get_height() for square in squares]
    np.testing.assert_allclose(np.array(areas) / areas[0], np.abs(weights[1]).ravel() / 4)
    colours = [matplotlib.colors.to_hex(square.get_facecolor()) for square in squares]
    assert (colours[0], colours[1]) == (COLOURS["positive"], COLOURS["negative"])
    centre = squares[5].get_x() + squares[5].get_width() / 2
    assert centre == pytest.approx(2)
    assert [label.get_text() for label in axes[2].get_xticklabels()] == ["a", "b", "c"]
