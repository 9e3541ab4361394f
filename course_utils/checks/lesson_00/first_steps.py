"""The first exercises of all: 00.1 to 00.3."""

import functools

import numpy as np

from course_utils import mnist
from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


average = FunctionExercise(
    **texts("average"),
    cases=lambda: [(2, 4), (1, 4), (-3.0, 8.0), (0.2, 10 / 3), (1e6, -2.5), (-6, -9)],
)


difference_shape = ValueExercise(
    **texts(
        "difference_shape",
        {
            "raises": lambda v: (
                isinstance(v, (type, Exception))
                or any(word in v.lower() for word in ("error", "rais", "exception", "fail"))
            ),
            "sixteen": lambda v: v == 16 or tuple(v) in [(16,), (1, 16), (16, 1)],
            "no_tuple": lambda v: not isinstance(v, (tuple, list)),
            "joined": lambda v: 8 in tuple(v) or 5 in tuple(v) or tuple(v) == (4, 2),
            "reduced": lambda v: tuple(v) in [(), (1,), (1, 1)],
            "three_axes": lambda v: len(tuple(v)) > 2,
        },
    ),
    solution=(4, 4),
)


def _mean_images(images, labels):
    return np.stack([images[labels == k].mean(axis=0) for k in range(10)])


def _sums(images, labels):
    return np.stack([images[labels == k].sum(axis=0) for k in range(10)])


def _cases():
    rng = np.random.default_rng(0)
    cases = []
    # All ten digits, not equally often, in no order. No digit stands at its own index, and twice
    # looking up (`labels[labels[k]]`) does not lead back to k.
    for n, first in ((23, [3, 7, 0, 9, 1, 8, 2, 4, 5, 6]), (37, [6, 0, 3, 7, 5, 9, 8, 1, 4, 2])):
        labels = np.concatenate([first, rng.choice(10, n - 10, p=np.arange(10) / 45)])
        cases.append((rng.uniform(0, 1, (n, 784)), labels))
    return cases


def _halving(images, labels):
    W = np.zeros((10, 784))
    for image, label in zip(images, labels, strict=True):
        W[label] = (W[label] + image) / 2
    return W


@functools.cache
def _means_of_mnist():
    images, labels = mnist.load_arrays("train")
    return _mean_images(images.reshape(-1, 784).astype(np.float32) / 255, labels)


mean_images = FunctionExercise(
    **texts("mean_images"),
    cases=_cases,
    names={
        "means": _mean_images,
        "sums": _sums,
        "halving": _halving,
        "means_of_mnist": _means_of_mnist,
    },
)
