"""The command ``python -m course_utils.training``: lesson 11's training in a"""

import argparse
import math
import sys

import torch
from matplotlib.figure import Figure

from course_utils import mnist
from course_utils.plumbing.check_env import usable_cores
from course_utils.plumbing.folders import work_folder
from course_utils.plumbing.options import OneLineParser, folder, positive, whole
from course_utils.training import (
    Net,
    evaluate,
    make_loader,
    predict,
    save_model,
    split_validation,
    train_epoch,
)

GUESSING = math.log(10)  # the loss of a network that gives every digit the same probability


def main(arguments=None):
    """Train, print the accuracies, save the model and a picture of predictions."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    train, validation = split_validation(*mnist.load_tensors("train"))
    test = mnist.load_tensors("test")
    train_loader = make_loader(*train, options.batch_size, True, options.seed)
    validation_loader = make_loader(*validation, 1_000)

    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=options.learning_rate, fused=True)
    output = options.output if "output" in options else work_folder("training")
    model = output / "mnist_mlp.pt"
    print(f"initial accuracy: {evaluate(net, validation_loader)[1]:.4f}")
    try:
        for epoch in range(options.epochs):
            train_epoch(net, train_loader, optimizer)
            loss, accuracy = evaluate(net, validation_loader)
            if not loss < 2 * GUESSING:  # NaN is not less either
                return _stop_diverged(model, epoch)
            print(f"epoch {epoch} accuracy: {accuracy:.4f}", flush=True)
            save_model(net, model)
    except KeyboardInterrupt:
        kept = f"the last finished epoch is in {model}" if epoch else "no epoch was finished"
        print(f"\nStopped: {kept}.", file=sys.stderr)
        return 130
    print(f"test accuracy: {evaluate(net, make_loader(*test, 1_000))[1]:.4f}")
    picture = output / "predictions.png"
    _draw_predictions(net, *test, picture)
    print(f"saved: {model}, {picture}")
    return 0


def _draw_predictions(net, images, labels, path):
    figure = Figure(figsize=(8, 3.6), layout="constrained")
    for i, axes in enumerate(figure.subplots(2, 6).flat):
        digit, p = predict(net, images[i])
        axes.imshow(images[i].reshape(28, 28), cmap="gray_r")
        verdict = "right" if digit == labels[i] else f"wrong: it is a {labels[i]}"
        axes.set_title(f"{digit} ({p[digit]:.0%})\n{verdict}", fontsize=9)
        axes.axis("off")
    figure.savefig(path, dpi=120)


def _stop_diverged(model, epoch):
    kept = f"the model of epoch {epoch - 1} is in {model}" if epoch else "nothing was saved"
    print(
        f"Stopped: the training diverged in epoch {epoch}, its loss is beyond all bounds; {kept}. "
        "Choose a smaller --learning-rate, such as 0.001.",
        file=sys.stderr,
    )
    return 1


def _options(arguments):
    parser = OneLineParser(
        prog="python -m course_utils.training",
        description="Train a 784-64-64-64-10 network on MNIST, as lesson 11 does.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add, cores = parser.add_argument, usable_cores()
    add("--epochs", type=whole(1, 10_000), default=2, help="visits to every training image")
    add("--batch-size", type=whole(1, 55_000), default=15, help="images per update")
    add("--learning-rate", type=positive, default=1e-3, help="step size of Adam")
    add("--seed", type=whole(0, 2**32 - 1), default=0, help="of the weights and the batch order")
    add("--threads", type=whole(1, cores), default=1, help="batches of 15 gain from no more")
    add(
        "--output",
        type=folder,
        default=argparse.SUPPRESS,
        help="folder to fill (default: build/training in the course's folder, or one of your own "
        "where that can't be written)",
    )
    return parser.parse_args(arguments)
