"""What ships with the page, as classic scripts: weights, some thousand images, a few drawings."""

import base64
import json
import zlib

import numpy as np

from course_utils import digits, mnist, training
from course_utils.digits import handwriting

SCRIPTS = (
    "network.js",
    "prepare.js",
    "files.js",
    "parts.js",
    "read.js",
    "walk.js",
    "train.js",
    "prove.js",
    "app.js",
)
TRAINING_IMAGES = 4_000
HELD_OUT_IMAGES = 1_000


def pack(array):
    """An array's bytes, deflated (without header), as base64 in a dict with their number."""
    raw = np.ascontiguousarray(array).tobytes()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    packed = deflate.compress(raw) + deflate.flush()
    return {"size": len(raw), "data": base64.b64encode(packed).decode("ascii")}


def weights_of(net):
    """All parameters of a Net in one row, float32 (59,210,): W1, b1, W2, b2, ..."""
    return np.concatenate([p.detach().numpy().ravel() for p in net.parameters()])


def images():
    """{"train": (images, labels), "held out": ...}, uint8: what the page trains on and tests on.

    Both are of MNIST's training images; the shipped network has learned from the former and never
    from the latter (training.split_validation). The test images stay out of it.
    """
    train, validation = training.split_validation(*mnist.load_tensors("train"))
    return {
        name: ((255 * x[:n]).round().numpy().astype(np.uint8), y[:n].numpy().astype(np.uint8))
        for name, (x, y), n in (
            ("train", train, TRAINING_IMAGES),
            ("held out", validation, HELD_OUT_IMAGES),
        )
    }


def drawings():
    """Ten digits as strokes, for who can't or won't draw: lists of [x, y] in 0..1."""
    return [
        [stroke.round(3).tolist() for stroke in handwriting.write(digit, seed=0)]
        for digit in range(10)
    ]


def data_scripts():
    """{file name: script}: each defines one entry of LIVE.shipped."""
    net = training.load_model(digits.SHIPPED_MODEL)
    entries = {
        "weights": pack(weights_of(net)),
        "images": {
            name: {"images": pack(x), "labels": pack(y)} for name, (x, y) in images().items()
        },
        "drawings": drawings(),
    }
    return {
        f"{name}.js": f"(LIVE.shipped ??= {{}}).{name} = {json.dumps(entry)};\n"
        for name, entry in entries.items()
    }
