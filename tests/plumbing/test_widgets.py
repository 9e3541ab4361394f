"""The explorers: their pictures are right without a slider, and a moved slider draws anew."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.figure import Figure

from course_utils.plumbing import figures, widgets


def drawn(w, b, y=None):
    ax = Figure().subplots()
    figures.draw_neuron_line(ax, w, b, y)
    return ax


def title(figure):
    return figure.axes[0].get_title() + figure.axes[0].get_title(loc="left")


@pytest.mark.parametrize("w, b", [((1.5, 2), -2.5), ((2, -1.5), 3), ((0, -1), 0.5), ((1e-3, 0), 1)])
def test_the_line_is_where_z_is_zero_and_the_blue_side_where_it_is_positive(w, b):
    ax = drawn(w, b)
    line = ax.lines[0].get_xydata()
    assert np.allclose(line @ w + b, 0, atol=1e-9)
    (side,) = ax.patches
    points = np.random.default_rng(0).uniform(-1.5, 3, (200, 2))
    assert np.array_equal(side.get_path().contains_points(points), points @ w + b > 0)


def test_the_dashed_lines_are_at_minus_one_and_one():
    ax = drawn((1.5, 2), -2.5)
    assert np.allclose(ax.lines[1].get_xydata() @ (1.5, 2) - 2.5, -1)
    assert np.allclose(ax.lines[2].get_xydata() @ (1.5, 2) - 2.5, 1)


@pytest.mark.parametrize("y, wrong", [([0, 0, 0, 1], 0), ([0, 1, 1, 0], 3), ([1, 1, 1, 0], 4)])
def test_a_cross_marks_each_corner_that_is_wrong(y, wrong):
    ax = drawn((1, 1), -1.5, y)
    assert len(ax.collections[-1].get_offsets()) == wrong


def test_the_title_of_the_line_names_its_length_and_distance():
    figure = widgets.line_figure(1.5, 2.0, -2.5)
    assert "|w| = 2.50" in title(figure)
    assert "1.00 from the origin" in title(figure)


@pytest.mark.parametrize("b, word", [(1, "always"), (0, "never"), (-1, "never")])
def test_without_weights_there_is_no_line(b, word):
    figure = widgets.line_figure(0.0, 0.0, b)
    assert word in title(figure)
    assert not figure.axes[0].lines
    assert bool(figure.axes[0].patches) == (b > 0)


def test_a_moved_slider_draws_anew():
    explorer = widgets.explore_line()
    *sliders, row = explorer.children
    before = bytes(row.children[0].value)
    assert before.startswith(b"\x89PNG")
    sliders[2].value = 1.0
    assert bytes(row.children[0].value) != before


def test_a_page_without_a_kernel_shows_a_sentence():
    data = widgets.explore_line()._repr_mimebundle_()
    assert data["text/plain"].startswith("Sliders above a picture")


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


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


@pytest.mark.parametrize("name", widgets.ACTIVATIONS)
@pytest.mark.parametrize("z", [-6.0, -0.1, 0.0, 2.5, 6.0])
def test_tangent_touches_the_curve_with_its_slope(ax, name, z):
    a, slope = widgets.draw_activation(ax, name, z)
    curve, tangent, point = ax.lines
    assert np.interp(z, *curve.get_data()) == pytest.approx(a, abs=1e-3)
    (x0, x1), (y0, y1) = tangent.get_data()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)
    assert (point.get_xdata()[0], point.get_ydata()[0]) == (z, a)
    assert name in ax.get_title()


def shaded(ax):
    """Where the grey begins and ends, one pair a region."""
    regions = ax.collections[0].get_paths()
    return [(p.vertices[:, 0].min(), p.vertices[:, 0].max()) for p in regions]


def test_both_sides_of_sigmoid_are_shaded_and_only_one_of_relu(ax):
    widgets.draw_activation(ax, "sigmoid", 0.0, flat=0.05)
    (left, right) = shaded(ax)
    # a (1 - a) = 0.05 at z = ±2.887
    assert left == pytest.approx((-6, -2.89), abs=0.03)
    assert right == pytest.approx((2.89, 6), abs=0.03)
    ax.clear()
    widgets.draw_activation(ax, "relu", 0.0)
    assert shaded(ax) == [pytest.approx((-6, 0), abs=0.03)]


def test_activation_explorer_draws_anew_with_each_control():
    function, z, flat, row = widgets.explore_activation().children
    pictures = [bytes(row.children[0].value)]
    for control, value in ((function, "gelu"), (z, -2.0), (flat, 0.1)):
        control.value = value
        pictures.append(bytes(row.children[0].value))
    assert len(set(pictures)) == 4
    assert pictures[0].startswith(b"\x89PNG")
