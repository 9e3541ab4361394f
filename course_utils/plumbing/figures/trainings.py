"""How a training went, and what it mixes up."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LogNorm

from course_utils.plumbing.figures.style import COLOURS


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
