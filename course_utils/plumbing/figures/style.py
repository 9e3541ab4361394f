"""The course's figures: one style, one colour for one thing in every lesson."""

import matplotlib.pyplot as plt
import numpy as np

# petroff10: apart for every kind of colour vision (Petroff 2021, arXiv:2107.02270).
_CYCLE = ["#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300"]
COLOURS = {
    "sigmoid": _CYCLE[0],
    "tanh": _CYCLE[1],
    "relu": _CYCLE[2],
    "leaky_relu": _CYCLE[5],
    "gelu": _CYCLE[4],
    "train": _CYCLE[0],
    "validation": _CYCLE[1],
    "test": _CYCLE[4],
    "article": _CYCLE[2],
    "muted": _CYCLE[3],
    "positive": _CYCLE[0],
    "negative": _CYCLE[2],
}


def use_style():
    """Set the course's style for all figures of this notebook."""
    plt.style.use("petroff10")
    plt.rcParams.update(
        {
            "figure.figsize": (7, 4),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "font.size": 11,
            "axes.titlesize": 12,
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.alpha": 0.3,
            "legend.frameon": False,
            "image.cmap": "gray_r",
        }
    )


def percent(p):
    """A probability as text, cut and not rounded: no softmax ever gives 100 %."""
    return f"{min(np.floor(1000 * float(p)), 999) / 10:.1f}%"


def draw_band(ax, x, rows, colour, label=None, style="o-"):
    """Draw the mean over the seeds as a line and all seeds as a band.

    x: (M,). rows: M times one number a seed, (M, seeds). colour: a name of COLOURS.
    """
    rows = np.array(rows)
    ax.plot(x, rows.mean(axis=1), style, color=COLOURS[colour], label=label)
    low, high = rows.min(axis=1), rows.max(axis=1)
    ax.fill_between(x, low, high, color=COLOURS[colour], alpha=0.2, linewidth=0)
