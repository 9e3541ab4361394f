"""The two kinds of drawing in Rumelhart, Hinton and Williams (1986): a network with its weights
written on the arrows, and weights as squares whose area is their size (lesson 13)."""

import matplotlib.pyplot as plt
import numpy as np

from course_utils.plumbing.figures import COLOURS


def _colour(number):
    return COLOURS["positive" if number > 0 else "negative"]


def draw_network(ax, W1, b1, W2, b2):
    """Draw a network with two hidden units: weights beside the arrows, biases inside the units.

    W1 (2, in), b1 and W2 with two numbers, b2 with one. The inputs stand in a column with a line
    through its middle, a hidden unit on each side, the output below. Blue is positive, red is
    negative, and the width of an arrow is the size of its weight.
    """
    W1, b1, W2, b2 = np.asarray(W1), np.ravel(b1), np.ravel(W2), np.ravel(b2)
    count = W1.shape[1]
    heights = np.arange(count)[::-1] - (count - 1) / 2
    units = [(-2.6, 0.0), (2.6, 0.0)]
    output = (0.0, heights[-1] - 1.7)
    largest = max(np.abs(W1).max(), np.abs(W2).max())

    def arrow(start, end, weight, at, shift):
        style = {"arrowstyle": "-|>", "shrinkA": 11, "shrinkB": 19, "color": _colour(weight)}
        style["linewidth"] = 0.5 + 2.5 * abs(weight) / largest
        ax.annotate("", end, start, arrowprops=style)
        x, y = (s + at * (e - s) for s, e in zip(start, end, strict=True))
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
        ax.text(x, y + shift, f"{weight:.1f}", fontsize=9, ha="center", va="center", bbox=paper)

    for unit, (place, row) in enumerate(zip(units, W1, strict=True)):
        for height, weight in zip(heights, row, strict=True):
            arrow((0.0, height), place, weight, 0.36, 0.0)
        arrow(place, output, W2[unit], 0.5, 0.0)
    for height in heights:
        ax.plot(0, height, "o", markersize=15, color="white", markeredgecolor="black")
    for place, bias in zip([*units, output], [*b1, b2[0]], strict=True):
        ax.plot(*place, "o", markersize=30, color="white", markeredgecolor="black")
        ax.text(*place, f"{bias:.1f}", fontsize=9, ha="center", va="center")
    ax.axhline(0, linestyle=":", color=COLOURS["muted"], zorder=0)
    ax.set(xlim=(-3.4, 3.4), ylim=(output[1] - 0.6, heights[0] + 0.5))
    ax.axis("off")


def show_squares(weights, columns, rows, title):
    """Draw the weights of several units, (units, len(rows), len(columns)), one panel a unit.

    The area of a square is the size of its weight, compared with the largest of all units; blue is
    positive and red negative. columns, rows: their names; the columns are named below the last row
    of panels.
    """
    weights = np.asarray(weights)
    largest = np.abs(weights).max()
    figure, axes = plt.subplots(-(-len(weights) // 2), 2, figsize=(9.4, 4.6), squeeze=False)
    for ax in axes.flat[len(weights) :]:
        ax.axis("off")
    for unit, (ax, block) in enumerate(zip(axes.flat, weights, strict=False)):
        for (i, j), weight in np.ndenumerate(block):
            side = 0.94 * np.sqrt(abs(weight) / largest)
            corner = (j - side / 2, i - side / 2)
            ax.add_patch(plt.Rectangle(corner, side, side, color=_colour(weight), linewidth=0))
        ax.set(xlim=(-0.6, len(columns) - 0.4), ylim=(len(rows) - 0.4, -0.6), aspect="equal")
        ax.set_yticks(range(len(rows)), rows, fontsize=9)
        ax.set_xticks([])
        ax.set_title(f"unit {unit + 1}", fontsize=10)
        ax.grid(False)
    for ax in axes[-1]:
        ax.set_xticks(range(len(columns)), columns, fontsize=9, rotation=90)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()
