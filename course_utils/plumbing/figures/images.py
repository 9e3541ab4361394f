"""Pictures of digits, of pixels and of weights."""

import matplotlib.pyplot as plt
import numpy as np

from course_utils.plumbing.figures.style import COLOURS, percent


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
