"""Explorers with sliders. Each draws with a function that also works without a slider."""

import io

import numpy as np
from matplotlib.figure import Figure

from course_utils import activations
from course_utils.figures import COLOURS

ACTIVATIONS = ["sigmoid", "tanh", "relu", "leaky_relu", "gelu"]


def draw_activation(ax, name, z, flat=0.05):
    """Draw an activation function, its tangent at z, and in grey where its slope is below flat.

    name: one of ACTIVATIONS. Returns (a, slope) at z.
    """
    function = getattr(activations, name)
    derivative = getattr(activations, f"{name}_derivative")
    grid = np.linspace(-6, 6, 601)
    a, slope = float(function(z)), float(derivative(z))
    low, high = (-1.3, 1.3) if name in ("sigmoid", "tanh") else (-1.3, 6.3)
    saturated = np.abs(derivative(grid)) < flat
    ax.fill_between(grid, low, high, where=saturated, color=COLOURS["muted"], alpha=0.3, lw=0)
    ax.plot(grid, function(grid), color=COLOURS[name], lw=2.5)
    near = np.array([z - 1.5, z + 1.5])
    ax.plot(near, a + slope * (near - z), "k--", lw=1.2)
    ax.plot(z, a, "ko")
    ax.set(xlim=(-6, 6), ylim=(low, high), xlabel="z", ylabel="a")
    ax.set_title(f"{name}: a = {a:.3f}, slope {slope:.4f}", fontsize=11)
    return a, slope


def activation_picture(name="sigmoid", z=1.0, flat=0.05):
    """The explorer's picture, as the bytes of a PNG file."""
    figure = Figure(figsize=(6, 3.6), layout="constrained")
    draw_activation(figure.subplots(), name, z, flat)
    content = io.BytesIO()
    figure.savefig(content, format="png", dpi=100)
    return content.getvalue()


def activation_explorer():
    """Choose a function, move z along it, and choose what counts as flat."""
    from ipywidgets import Dropdown, FloatSlider, Image, VBox

    controls = {
        "name": Dropdown(options=ACTIVATIONS, value="sigmoid", description="function"),
        "z": FloatSlider(value=1.0, min=-6, max=6, step=0.1, description="z"),
        "flat": FloatSlider(value=0.05, min=0, max=0.25, step=0.01, description="flat below"),
    }
    # An Image and not an Output widget: nbconvert can run it, and nothing flickers.
    picture = Image(format="png", width=600)

    def update(_=None):
        picture.value = activation_picture(**{key: c.value for key, c in controls.items()})

    for control in controls.values():
        control.observe(update, names="value")
    update()
    return VBox([*controls.values(), picture])
