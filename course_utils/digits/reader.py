"""The networks that ship with lesson 12: ``python -m course_utils.reader`` trains them again.

The MLP of lesson 11 and the CNN of lesson 15, trained on all training images but the 5,000 for
validation: plainly, and with variations, each image turned, stretched and moved anew in every
epoch. The command trains several seeds of each kind and writes the accuracies of all. It saves the
first of each kind that ships: both MLPs, and the CNN with variations.
"""

import argparse
import json
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from tqdm import tqdm

from course_utils import cnn, digits, mnist
from course_utils.digits import photos
from course_utils.plumbing.options import OneLineParser, folder, whole
from course_utils.training import Net, make_loader, save_model, split_validation

NUMBERS = digits.SHIPPED_MODEL.with_name("reader.json")
PHOTO_SEED = 10  # of the photo-like pictures of the test digits on which the networks are measured
CHOICE_SEED = 1  # of those of the validation digits, on which the preparation's numbers were chosen
SHARES = (0, 0.25, 0.5, 0.75, 1)  # of the slant that is taken away
PENS = ((0, 99), (2.2, 3.5), (2.6, 3.0), (2.6, 3.5), (2.6, 4.0), (3.0, 3.5))  # thinnest, thickest
BATCH_SIZE = 50
CNN_BATCH_SIZE = 128
# What is trained: its name in reader.json, and the file of the first one, if it ships.
KINDS = {
    "plain": digits.SHIPPED_MODEL,
    "varied": digits.VARIED_MODEL,
    "cnn": None,
    "cnn varied": digits.CNN_MODEL,
}


def train(images, labels, seed, epochs, varied):
    """A trained network: Adam at 1e-3, the last quarter of the epochs at 1e-4."""
    torch.manual_seed(seed)
    net = Net()
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
    loader = make_loader(images, labels, BATCH_SIZE, shuffle=True, seed=seed)
    for epoch in range(epochs):
        if epoch >= epochs - epochs // 4:
            optimizer.param_groups[0]["lr"] = 1e-4
        for x, y in tqdm(loader, desc=f"seed {seed}", leave=False):
            if varied:
                x = photos.vary(x, generator)
            optimizer.zero_grad()
            F.nll_loss(net(x), y).backward()
            optimizer.step()
    return net.eval()


def train_cnn(images, labels, seed, epochs, varied):
    """A trained CNN: lesson 15's training."""
    torch.manual_seed(seed)
    vary = photos.vary if varied else None
    return cnn.train(cnn.CNN(), images, labels, seed, epochs, batch_size=CNN_BATCH_SIZE, vary=vary)


def prepare_all(pictures, steps=digits.STEPS):
    """Each picture (N, H, W), uint8, as a row of 784 values, and which could be prepared, (N,)."""
    images, readable = np.zeros((len(pictures), 784), np.float32), np.ones(len(pictures), bool)
    for i, picture in enumerate(pictures):
        try:
            images[i] = digits.prepare(digits.read_grey(picture), steps).ravel()
        except digits.DigitError:
            readable[i] = False
    return torch.from_numpy(images), torch.from_numpy(readable)


@torch.no_grad()
def accuracy(net, images, labels, readable=True):
    """The share of images that are read rightly; one that can't be prepared counts as misread."""
    return ((net(images).argmax(dim=1) == labels) & readable).float().mean().item()


def try_choices(net, images, labels):
    """Accuracies on photo-like pictures for the numbers among which the lesson chose."""
    pictures = photos.photograph(images, CHOICE_SEED)

    def measure(name, step):
        prepared, readable = prepare_all(pictures, digits.STEPS | {name: step})
        return round(accuracy(net, prepared, labels, readable), 4)

    shares = [measure("straighten", partial(digits.straighten, share=share)) for share in SHARES]
    pens = [
        measure("even the pen", partial(digits.even_pen, thinnest=a, thickest=b)) for a, b in PENS
    ]
    return {
        "share of the slant": dict(zip(map(str, SHARES), shares, strict=True)),
        "pen": {f"{a} to {b}": value for (a, b), value in zip(PENS, pens, strict=True)},
    }


def main(arguments=None):
    """Train, measure and save; one line a network."""
    parser = OneLineParser(
        prog="python -m course_utils.reader",
        description="Train the networks that ship with lesson 12.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--seeds", type=whole(1, 1_000), default=5, help="networks of each kind")
    add("--epochs", type=whole(1, 1_000), default=12, help="visits of an MLP to every image")
    add("--cnn-epochs", type=whole(1, 1_000), default=2, help="visits of a CNN to every image")
    add("--test-images", type=whole(1, 10_000), default=10_000, help="on which to measure")
    add("--output", type=folder, default=str(NUMBERS.parent), help="folder to fill")
    options = parser.parse_args(arguments)
    (images, labels), validation = split_validation(*mnist.load_tensors("train"))
    x, y = (part[: options.test_images] for part in mnist.load_tensors("test"))
    prepared, readable = prepare_all(photos.photograph(x, PHOTO_SEED))
    numbers = {
        "epochs": options.epochs,
        "cnn epochs": options.cnn_epochs,
        "test images": len(y),
        "photo seed": PHOTO_SEED,
    }
    threads = torch.get_num_threads()
    for kind, path in KINDS.items():
        is_cnn = kind.startswith("cnn")
        torch.set_num_threads(threads if is_cnn else 1)  # an MLP's batches are too little to share
        train_one = train_cnn if is_cnn else train
        epochs = options.cnn_epochs if is_cnn else options.epochs
        numbers[kind] = {"test": [], "photos": []}
        for seed in range(options.seeds):
            net = train_one(images, labels, seed, epochs, varied="varied" in kind)
            test, photo = accuracy(net, x, y), accuracy(net, prepared, y, readable)
            numbers[kind]["test"].append(round(test, 4))
            numbers[kind]["photos"].append(round(photo, 4))
            print(f"{kind}, seed {seed}: test {test:.4f}, photos {photo:.4f}", flush=True)
            if seed == 0 and path:
                save_model(net, options.output / path.name)
            if seed == 0 and kind == "plain":
                few = (part[: options.test_images] for part in validation)
                numbers["choices on validation photos"] = try_choices(net, *few)
    text = json.dumps(numbers, indent=2) + "\n"
    (options.output / NUMBERS.name).write_text(text, encoding="utf-8")
    return 0
