"""Explorers with sliders. Each stands around a drawing function that works without a slider."""

import io

import anywidget
import ipywidgets
import numpy as np
from matplotlib.figure import Figure

from course_utils import activations
from course_utils.losses import softmax
from course_utils.plumbing import figures


class SpokenNames(anywidget.AnyWidget):
    """Gives the handles of the sliders above it the names that stand before them.

    A screen reader reads only what belongs to the handle itself. The sliders appear a moment later
    than this, so it looks several times.
    """

    _esm = """
function render({ el }) {
  let looks = 20;
  const clock = setInterval(() => {
    for (const slider of el.closest(".widget-vbox")?.querySelectorAll(".widget-slider") ?? []) {
      const name = slider.querySelector(".widget-label")?.textContent;
      slider.querySelector("[role=slider]")?.setAttribute("aria-label", name);
    }
    if (--looks === 0) clearInterval(clock);
  }, 250);
  return () => clearInterval(clock);
}
export default { render };
"""


class Explorer(ipywidgets.VBox):
    """Sliders above a picture. On a page without a kernel, a sentence stands in their place."""

    def __repr__(self):
        return "Sliders above a picture: they need a running JupyterLab."


def explorer(draw, **sliders):
    """Sliders above the picture that they draw: draw(**values) returns a matplotlib Figure.

    The picture is an Image, not an Output: it does not flicker, and a notebook can be executed
    without storing the state of its widgets.
    """
    picture = ipywidgets.Image(format="png")

    def draw_anew(_=None):
        png = io.BytesIO()
        draw(**{name: slider.value for name, slider in sliders.items()}).savefig(png, dpi=100)
        picture.value = png.getvalue()

    for slider in sliders.values():
        slider.observe(draw_anew, names="value")
        slider.layout.width = "520px"  # else 121 steps share 124 pixels
    draw_anew()
    # In a column the picture would be stretched to the full width; a row keeps its own size.
    names = SpokenNames(layout={"display": "none"})
    return Explorer([*sliders.values(), ipywidgets.HBox([picture, names])])


def line_figure(w1, w2, b):
    """The decision of the neuron w1 x1 + w2 x2 + b > 0 as a Figure whose title names its line."""
    size = np.hypot(w1, w2)
    figure = Figure(figsize=(4.2, 4.4), layout="constrained")
    ax = figure.subplots()
    figures.draw_neuron_line(ax, (w1, w2), b)
    if size:
        finding = f"|w| = {size:.2f}, the line is {abs(b) / size:.2f} from the origin"
    else:
        finding = f"no weights, no line: the neuron {'always' if b > 0 else 'never'} fires"
    ax.set_title(f"{w1:g}·x₁ {w2:+g}·x₂ {b:+g} > 0\n{finding}", fontsize=11)
    return figure


def explore_line(w1=1.5, w2=2.0, b=-3.0):
    """Sliders for the weights and the bias of a neuron with two inputs, above its picture."""
    sliders = {
        name: ipywidgets.FloatSlider(value, min=-6, max=6, step=0.1, description=name)
        for name, value in {"w1": w1, "w2": w2, "b": b}.items()
    }
    return explorer(line_figure, **sliders)


def draw_softmax(ax, scores, temperature=1.0):
    """Draw the probabilities softmax(scores / temperature) as bars, each with its number."""
    p = softmax([score / temperature for score in scores])
    bars = ax.bar(range(len(p)), p, color=figures.COLOURS["positive"])
    ax.bar_label(bars, labels=[f"{value:.3f}" for value in p], padding=2)
    ax.set(xlabel="score of the class", ylabel="probability", ylim=(0, 1.15))
    ax.set(xticks=range(len(p)), yticks=[0, 0.5, 1])
    ax.set_xticklabels([f"{score:g}" for score in scores])
    ax.set_title(f"temperature {temperature:.3g}", fontsize=11)
    ax.grid(axis="x", visible=False)


def softmax_figure(z0, z1, z2, temperature):
    """One picture of explore_softmax, as a Figure."""
    figure = Figure(figsize=(5, 3))
    draw_softmax(figure.subplots(), (z0, z1, z2), temperature)
    return figure


def explore_softmax(z0=2.0, z1=1.0, z2=-1.0):
    """Sliders for three scores and the temperature, above the bars of their probabilities."""
    sliders = {
        name: ipywidgets.FloatSlider(score, min=-6, max=6, step=0.1, description=name)
        for name, score in {"z0": z0, "z1": z1, "z2": z2}.items()
    }
    temperature = ipywidgets.FloatLogSlider(
        1.0, min=-1, max=1, step=0.05, description="temperature", readout_format=".2f"
    )
    temperature.style.description_width = "initial"
    return explorer(softmax_figure, **sliders, temperature=temperature)


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
    ax.fill_between(
        grid, low, high, where=saturated, color=figures.COLOURS["muted"], alpha=0.3, lw=0
    )
    ax.plot(grid, function(grid), color=figures.COLOURS[name], lw=2.5)
    near = np.array([z - 1.5, z + 1.5])
    ax.plot(near, a + slope * (near - z), "k--", lw=1.2)
    ax.plot(z, a, "ko")
    ax.set(xlim=(-6, 6), ylim=(low, high), xlabel="z", ylabel="a")
    ax.set_title(f"{name}: a = {a:.3f}, slope {slope:.4f}", fontsize=11)
    return a, slope


def activation_figure(name, z, flat):
    """One picture of explore_activation, as a Figure."""
    figure = Figure(figsize=(6, 3.6), layout="constrained")
    draw_activation(figure.subplots(), name, z, flat)
    return figure


def explore_activation():
    """Choose a function, move z along it, and choose below which slope it counts as flat."""
    return explorer(
        activation_figure,
        name=ipywidgets.Dropdown(options=ACTIVATIONS, value="sigmoid", description="function"),
        z=ipywidgets.FloatSlider(1.0, min=-6, max=6, step=0.1, description="z"),
        flat=ipywidgets.FloatSlider(0.05, min=0, max=0.25, step=0.01, description="flat below"),
    )
