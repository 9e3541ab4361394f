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


def show_gradient_map(norms, title):
    """Draw the size of gradients against depth, one panel an activation, one row a start.

    norms: {activation: {name of the start: sizes, one a depth from 1 on}}. The colour is
    log10 of the size: white is 1, red is vanishing and blue exploding; beyond 1e-12 and 1e12 the
    colour stays.
    """
    figure, panels = plt.subplots(1, len(norms), figsize=(9, 2.8), sharey=True)
    for ax, (activation, rows) in zip(panels, norms.items(), strict=True):
        logs = np.log10(np.maximum(np.array(list(rows.values())), 1e-300))
        picture = ax.imshow(logs, cmap="RdBu", vmin=-12, vmax=12, aspect="auto")
        depths = range(0, logs.shape[1], 4)
        ax.set(xticks=depths, xticklabels=[d + 1 for d in depths], xlabel="hidden layers")
        ax.set_yticks(range(len(rows)), list(rows))
        ax.set_title(activation)
        ax.grid(False)
    panels[0].set_ylabel("first weights")
    figure.colorbar(picture, ax=panels, label="log10 of the gradient", extend="both")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()


def show_layer_lines(norms, title):
    """Draw the size of the gradient in each layer, one panel a start, one line an activation.

    norms: {name of the start: {activation: array (layers, seeds)}}; the band holds all seeds.
    """
    figure, panels = plt.subplots(1, len(norms), figsize=(9, 3), sharey=True)
    for ax, (start, lines) in zip(panels, norms.items(), strict=True):
        for activation, sizes in lines.items():
            layers = np.arange(1, len(sizes) + 1)
            colour = COLOURS[activation]
            ax.plot(layers, sizes.mean(axis=1), ".-", color=colour, label=activation)
            ax.fill_between(layers, sizes.min(axis=1), sizes.max(axis=1), color=colour, alpha=0.25)
        ax.set(yscale="log", xlabel="layer (1 is next to the input)", title=f"start: {start}")
    panels[0].set_ylabel("gradient of its weights")
    panels[0].legend()
    figure.suptitle(title, x=0.01, ha="left", fontsize=12)
    plt.show()
