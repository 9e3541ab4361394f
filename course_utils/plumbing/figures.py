"""The course's figures: one style, one colour for one thing in every lesson."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm

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


def show_images(images, titles=None, columns=10, title=None, size=0.9):
    """Draw images (N, 28, 28) or (N, 784) in a grid, ink dark on light paper.

    titles: N short texts, one above each image. size: inches an image.
    """
    images = np.asarray(images).reshape(-1, 28, 28)
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    lines = max((str(t).count("\n") + 1 for t in titles), default=1) if titles is not None else 0
    height = rows * (size + 0.17 * lines) + (0.4 if title else 0)
    figure, axes = plt.subplots(rows, columns, figsize=(columns * size, height), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, image) in enumerate(zip(axes.flat, images, strict=False)):
        ax.imshow(image, interpolation="nearest")
        if titles is not None:
            ax.set_title(titles[i], fontsize=9, loc="center", pad=2)
    if title:
        figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_training(losses, history):
    """Draw a training: the loss of each batch, and loss and accuracy on validation images.

    losses: one number a batch, all epochs in a row. history: pairs (loss, accuracy) on the
    validation images, before training and after each epoch.
    """
    steps = np.linspace(0, len(losses), len(history))
    window = 200
    smooth = np.convolve(losses, np.full(window, 1 / window), mode="valid")
    _, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    left.plot(losses, color=COLOURS["muted"], lw=0.2, alpha=0.6, label="each batch")
    middle = np.arange(len(smooth)) + window / 2
    left.plot(middle, smooth, color=COLOURS["train"], label=f"mean of {window} batches")
    left.plot(steps, [h[0] for h in history], "o", color=COLOURS["validation"], label="validation")
    left.set(yscale="log", ylim=(1e-2, 4), xlabel="step", ylabel="loss")
    fallen = smooth[500] / losses[0]
    left.set_title(f"After 500 steps {fallen:.0%} of the first loss is left")
    for line in left.legend(loc="lower left").get_lines():
        line.set_linewidth(max(1, line.get_linewidth()))  # the thin grey line would not be seen
    right.plot(steps, [h[1] for h in history], "o-", color=COLOURS["validation"])
    for step, (_, accuracy) in zip(steps, history, strict=True):
        side = "right" if step == steps[-1] else "left"  # beside the line, inside the axes
        right.annotate(
            f"{accuracy:.3f}", (step, accuracy), (0, -15), textcoords="offset points", ha=side
        )
    right.set(ylim=(-0.05, 1.05), xlabel="step", ylabel="accuracy on validation images")
    right.margins(x=0.12)
    first, last = history[0][1], history[-1][1]
    right.set_title(f"From {first:.2f} to {last:.2f} in {len(history) - 1} epochs")
    plt.show()


def show_pixels(image, rows, columns, title):
    """Draw one image (28, 28), and beside it the part image[rows, columns] with its numbers.

    rows, columns: slices with a start and a stop.
    """
    part = image[rows, columns]
    _, (whole, detail) = plt.subplots(1, 2, figsize=(8.6, 4.3))
    whole.imshow(image, interpolation="nearest", vmin=0, vmax=255)
    corner = (columns.start - 0.5, rows.start - 0.5)
    frame = plt.Rectangle(corner, part.shape[1], part.shape[0], fill=False, lw=2)
    frame.set_edgecolor(COLOURS["negative"])
    whole.add_patch(frame)
    whole.set(title=title, xlabel="column", ylabel="row", xticks=[0, 27], yticks=[0, 27])
    extent = (columns.start - 0.5, columns.stop - 0.5, rows.stop - 0.5, rows.start - 0.5)
    detail.imshow(part, interpolation="nearest", vmin=0, vmax=255, extent=extent)
    for (i, j), value in np.ndenumerate(part):
        colour = "white" if value > 127 else "black"
        x, y = j + columns.start, i + rows.start
        detail.text(x, y, value, ha="center", va="center", fontsize=8, color=colour)
    detail.set(title="the part in the frame, as numbers", xlabel="column", ylabel="row")
    for ax in (whole, detail):
        ax.grid(False)
    plt.show()


def show_confusion(counts, title):
    """Draw a confusion matrix: counts[i, j] images of digit i were read as digit j, shape (10, 10).

    The colours are logarithmic, or the errors would vanish beside the diagonal.
    """
    counts = np.asarray(counts)
    _, ax = plt.subplots(figsize=(6.2, 5.6))
    # The colour starts below one so that a single error is still seen.
    ax.imshow(np.where(counts > 0, counts, np.nan), norm=LogNorm(0.5, counts.max()), cmap="Blues")
    for i, j in np.argwhere(counts > 0):
        colour = "white" if counts[i, j] > counts.max() / 10 else "black"
        ax.text(j, i, counts[i, j], ha="center", va="center", fontsize=8, color=colour)
    ax.set(title=title, xlabel="read as", ylabel="the digit is", xticks=range(10), yticks=range(10))
    ax.grid(False)
    plt.show()


def show_weights(weights, title, columns=8):
    """Draw the incoming weights of neurons, shape (N, 784), each as a 28 x 28 picture.

    Blue is positive and red negative; each picture has its own scale, white is always zero.
    """
    weights = np.asarray(weights).reshape(-1, 28, 28)
    rows = -(-len(weights) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(columns * 0.95, rows * 0.95 + 0.4))
    for ax, w in zip(axes.flat, weights, strict=True):
        limit = np.abs(w).max()
        ax.imshow(w, cmap="RdBu", vmin=-limit, vmax=limit, interpolation="nearest")
        ax.axis("off")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


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


def draw_band(ax, x, rows, colour, label=None, style="o-"):
    """Draw the mean over the seeds as a line and all seeds as a band.

    x: (M,). rows: M times one number a seed, (M, seeds). colour: a name of COLOURS.
    """
    rows = np.array(rows)
    ax.plot(x, rows.mean(axis=1), style, color=COLOURS[colour], label=label)
    low, high = rows.min(axis=1), rows.max(axis=1)
    ax.fill_between(x, low, high, color=COLOURS[colour], alpha=0.2, linewidth=0)


def show_reading(picture, image, p, title, picture_title="the picture"):
    """A picture (H, W) in brightness, the image (28, 28) that the network gets, ten probabilities.

    image: ink from 0 to 1. p: (10,).
    """
    p = np.asarray(p)
    figure, (left, middle, right) = plt.subplots(1, 3, figsize=(8, 2.5), width_ratios=[1, 1, 1.8])
    left.imshow(picture, cmap="gray", vmin=0, vmax=1)
    left.set_title(picture_title, fontsize=10)
    middle.imshow(image, interpolation="nearest", vmin=0, vmax=1)
    middle.set_title("what the network gets", fontsize=10)
    for ax in (left, middle):
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[["top", "right"]].set_visible(True)
    colours = [COLOURS["positive"] if d == p.argmax() else COLOURS["muted"] for d in range(10)]
    right.barh(range(10), p, color=colours)
    right.set(ylim=(9.6, -0.6), yticks=range(10), xlim=(0, 1), xlabel="probability", ylabel="digit")
    right.set_title(f"read as {p.argmax()}, with {percent(p.max())}", fontsize=10)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_pictures(pictures, titles, columns, title, marked=(), size=1.3):
    """Draw pictures of any sizes, (H, W) in brightness, each with a title of its own above it.

    marked: positions whose titles are red. size: inches a picture.
    """
    rows = -(-len(pictures) // columns)
    lines = max(str(t).count("\n") + 1 for t in titles)
    height = rows * (size + 0.19 * lines) + 0.4
    figure, axes = plt.subplots(rows, columns, figsize=(columns * size, height), squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for i, (ax, picture) in enumerate(zip(axes.flat, pictures, strict=False)):
        ax.imshow(picture, cmap="gray", vmin=0, vmax=1)
        colour = COLOURS["negative"] if i in marked else "black"
        ax.set_title(titles[i], fontsize=9, loc="center", pad=3, color=colour)
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()
