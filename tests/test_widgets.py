"""The explorers draw what their sliders say."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course_utils import widgets


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


def test_explorer_draws_what_its_controls_say():
    function, z, flat, picture = widgets.activation_explorer().children
    assert picture.value == widgets.activation_picture("sigmoid", 1.0, 0.05)
    function.value, z.value, flat.value = "gelu", -2.0, 0.1
    assert picture.value == widgets.activation_picture("gelu", -2.0, 0.1)
    assert picture.value != widgets.activation_picture("gelu", -2.0, 0.05)
