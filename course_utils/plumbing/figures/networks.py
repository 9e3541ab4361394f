"""What neurons and layers do: lines, planes, activations, depth."""

import matplotlib.pyplot as plt
import numpy as np

from course_utils.plumbing.figures.style import COLOURS


def draw_neuron_line(ax, w, b, y=None):
    """Draw what a neuron with two inputs decides: w of shape (2,), b a number.

    The blue side is where w·x + b > 0, the dashed lines are z = -1 and z = 1, the arrow has the
    direction of w (not its length), and the grey segment is the way from the origin to the line.
    y: the wanted outputs at (0,0), (0,1), (1,0), (1,1). Then these corners are drawn in place of
    arrow and segment, full for 1 and hollow for 0, with a red cross where the neuron errs.
    """
    w, (low, high) = np.asarray(w, float), (-1.5, 3.0) if y is None else (-0.6, 1.6)
    size = np.linalg.norm(w)
    if size:
        foot = -b * w / size**2  # the point of the line nearest to the origin
        along = np.array([-w[1], w[0]]) / size
        far = 10 * (np.linalg.norm(foot) + high)
        ends = np.array([foot - far * along, foot + far * along])
        side = np.vstack([ends, ends[::-1] + 2 * far * w / size])
        ax.fill(*side.T, color=COLOURS["positive"], alpha=0.18, linewidth=0)
        ax.plot(*ends.T, color="black", linewidth=1.8)
        if y is None:
            for step in (-1, 1):
                line = ends + step * w / size**2
                ax.plot(*line.T, "--", color=COLOURS["muted"], linewidth=0.9)
                place = foot + step * (w / size**2 + along)
                paper = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.5}
                ax.text(*place, f"z = {step}", fontsize=8, ha="center", va="center", bbox=paper)
            ax.plot(*np.array([[0, 0], foot]).T, color=COLOURS["muted"], linewidth=3)
            ax.quiver(*foot, *w / size, angles="xy", scale_units="xy", scale=1, width=0.014)
            ax.text(*foot + 0.85 * w / size + 0.25 * along, "w", ha="center", clip_on=True)
    elif b > 0:
        ax.axhspan(low, high, color=COLOURS["positive"], alpha=0.18, linewidth=0)
    if y is not None:
        corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
        fill = np.where(np.asarray(y, bool), "black", "white")
        ax.scatter(*corners.T, s=80, color=fill, edgecolors="black", linewidths=1.5, zorder=4)
        ax.set(xticks=[0, 1], yticks=[0, 1])
        wrong = corners[(corners @ w + b > 0) != np.asarray(y, bool)]
        ax.scatter(*wrong.T, s=260, marker="x", color=COLOURS["negative"], linewidths=3, zorder=5)
    ax.set(xlim=(low, high), ylim=(low, high), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")


def show_neuron_lines(panels, title):
    """Draw neurons with two inputs side by side: panels is a list of (name, w, b) or
    (name, w, b, y), as draw_neuron_line takes them."""
    size = 3.1 if len(panels) < 4 else 2.5
    figure, axes = plt.subplots(1, len(panels), figsize=(size * len(panels), size + 0.6))
    for ax, (name, *neuron) in zip(axes, panels, strict=True):
        draw_neuron_line(ax, *neuron)
        ax.set_title(name, fontsize=10)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_bent_plane(points, labels, layers, title):
    """What a 2-2-1 network does: the input plane, and where its hidden layer takes that plane.

    points: (N, 2). labels: (N,) of 0 and 1. layers: two pairs (W, b), of shapes (2, 2) and (1, 2).
    Small dots are a grid over the input plane; they are coloured by the output, above 0.5 or not.
    """
    (W1, b1), (W2, b2) = [(np.asarray(W), np.asarray(b)) for W, b in layers]
    sides = np.linspace(-0.5, 1.5, 21)
    grid = np.stack(np.meshgrid(sides, sides), axis=-1).reshape(-1, 2)

    def hidden(x):
        return np.maximum(0, x @ W1.T + b1)

    # A little more than 0.5: rounding must not colour the dots that lie on the border at random.
    above = (hidden(grid) @ W2.T + b2)[:, 0] > 0.5 + 1e-9
    one, zero = COLOURS["positive"], COLOURS["negative"]
    figure, axes = plt.subplots(1, 2, figsize=(9, 4.4))
    for ax, place, offset in zip(axes, (lambda x: x, hidden), ((9, 9), (9, -17)), strict=True):
        ax.scatter(*place(grid).T, s=14, c=np.where(above, one, zero), alpha=0.45, linewidths=0)
        for label, colour, marker in ((0, zero, "s"), (1, one, "o")):
            chosen = place(points[labels == label])
            ax.scatter(*chosen.T, s=130, c=colour, marker=marker, edgecolors="black", zorder=3)
        # Points that meet in one place share one line of text.
        for at in np.unique(place(points).round(6), axis=0):
            names = [
                f"({p[0]:.0f}, {p[1]:.0f})" for p in points if np.allclose(place(p[None])[0], at)
            ]
            text = " and ".join(names)
            paper = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1}
            ax.annotate(
                text, at, xytext=offset, textcoords="offset points", fontsize=10, bbox=paper
            )
    axes[1].margins(0.12)
    for unit, style in enumerate(("--", ":")):
        _draw_line(axes[0], W1[unit], b1[unit], style, f"here unit {unit + 1} starts")
    _draw_line(axes[1], W2[0], b2[0] - 0.5, "-", "here the output is 0.5")
    axes[0].set(title="input plane", xlabel="x1", ylabel="x2")
    axes[1].set(title="hidden space", xlabel="output of unit 1", ylabel="output of unit 2")
    axes[0].set(xlim=(-0.55, 1.75), ylim=(-0.55, 1.75), aspect="equal")
    for ax in axes:
        ax.title.set_fontsize(10)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2, frameon=False)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def _draw_line(ax, w, b, style, label):
    """The line w·x + b = 0 across the present view; nothing where w is zero."""
    limits = ax.get_xlim(), ax.get_ylim()
    norm = np.dot(w, w)
    if norm > 0:
        x, y = -b * w / norm
        ax.axline((x, y), (x - w[1], y + w[0]), color="black", ls=style, lw=1.5, label=label)
    ax.set(xlim=limits[0], ylim=limits[1])


def show_forward(image, activations, shares, title):
    """One image on its way through a network: the image, each hidden layer, the ten shares.

    image: 784 values. activations: one array (units,) a hidden layer. shares: (10,), they sum to 1.
    """
    figure, axes = plt.subplots(
        1, len(activations) + 2, figsize=(9, 4.2), width_ratios=[2, *[1] * len(activations), 1.4]
    )
    axes[0].imshow(np.asarray(image).reshape(28, 28), interpolation="nearest")
    axes[0].set_title("input: 784 values", fontsize=10)
    axes[0].axis("off")
    largest = max(a.max() for a in activations)
    for i, (ax, a) in enumerate(zip(axes[1:-1], activations, strict=True), start=1):
        ax.barh(range(len(a)), a, color=COLOURS["relu"], height=0.8)
        ax.set(xlim=(0, largest * 1.05), ylim=(len(a) - 0.5, -0.5), xlabel="a")
        ax.set_title(f"hidden {i}:\n{(a > 0).sum()} of {len(a)} on", fontsize=10)
    axes[1].set_ylabel("neuron")
    axes[-1].barh(range(10), 100 * np.asarray(shares), color=COLOURS["positive"])
    axes[-1].set(ylim=(9.5, -0.5), yticks=range(10), xlabel="%", ylabel="digit")
    axes[-1].set_title("output:\nten shares", fontsize=10)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_depth_map(shares, depths, title):
    """Draw what is left of a nudge against depth, one panel per activation, one row per start.

    shares: {activation: {name of the start: shares, one for each of the depths}}. The colour is
    log10 of the share: white is 1, red is vanishing and blue exploding; beyond 1e-12 and 1e12 the
    colour stays.
    """
    figure, panels = plt.subplots(1, len(shares), figsize=(9, 2.8), sharey=True)
    for ax, (activation, rows) in zip(panels, shares.items(), strict=True):
        logs = np.log10(np.maximum(np.array(list(rows.values())), 1e-300))
        picture = ax.imshow(logs, cmap="RdBu", vmin=-12, vmax=12, aspect="auto")
        shown = range(0, len(depths), 2)
        ax.set(xticks=shown, xticklabels=[depths[i] for i in shown], xlabel="layers")
        ax.set_yticks(range(len(rows)), list(rows))
        ax.set_title(activation)
        ax.grid(False)
    panels[0].set_ylabel("first weights, spread")
    figure.colorbar(picture, ax=panels, label="log10 of what is left", extend="both")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()
