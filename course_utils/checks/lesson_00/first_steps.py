"""The first exercises of all: 00.1 to 00.3."""

import functools

import numpy as np

from course_utils import mnist
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

# --- 00.1 -----------------------------------------------------------------------------------

average = FunctionExercise(
    name="average",
    solution="""
def average(a, b):
    return (a + b) / 2
""",
    cases=lambda: [(2, 4), (1, 4), (-3.0, 8.0), (0.2, 10 / 3), (1e6, -2.5), (-6, -9)],
    passed="That is the whole round: write, run, check. Read on to see what wrong answers get.",
    edits={
        "(a + b) / 2": {
            "a + b / 2": "Only b is halved here. Division comes before addition: what needs "
            "brackets?",
            "a / 2 + b": "Only a is halved here. Division comes before addition: what needs "
            "brackets?",
            "a + b": "This is the sum. An average lies between the two numbers.",
            "(a + b) // 2": "`//` cuts off what comes after the point: 5 // 2 is 2. Which "
            "division keeps it?",
            "round((a + b) / 2)": "The result is rounded. Return it as it is.",
            "round((a + b) / 2, 1)": "The result is rounded. Return it as it is.",
            "round((a + b) / 2, 2)": "The result is rounded. Return it as it is.",
            "round((a + b) / 2, 3)": "The result is rounded. Return it as it is.",
            "int((a + b) / 2)": "The result is cut to a whole number. Return it as it is.",
            "(a - b) / 2": "This is half of the difference: how far each number is from the "
            "average.",
            "(b - a) / 2": "This is half of the difference: how far each number is from the "
            "average.",
            "a * b / 2": "This is half of the product. An average adds.",
            "np.mean(a, b)": "`np.mean` wants all numbers in one list. What stands after the list "
            "is the axis.",
            "np.average(a, b)": "`np.average` wants all numbers in one list. What stands after "
            "the list is the axis.",
            "b": "This is always the second number. Use both.",
            "a": "This is always the first number. Use both.",
        },
    },
)

# --- 00.2 -----------------------------------------------------------------------------------

difference_shape = ValueExercise(
    name="difference_shape",
    solution=(4, 4),
    passed="Now see in the next cell what that does to the mean error.",
    mistakes=[
        Mistake(
            "One would hope so, since p is right. But y has no second axis: write the shapes one "
            "below the other, aligned on the right, and see what stands under the 1.",
            (4, 1),
        ),
        Mistake(
            "That is y's shape. NumPy never drops an axis of p: the result has at least as many "
            "axes as the array with the most.",
            (4,),
        ),
        Mistake(
            "Y does count as (1, 4) here. Now which shape holds both (4, 1) and (1, 4)?", (1, 4)
        ),
        Mistake(
            "Nothing raises here: an axis of length 1 is stretched to fit. To what?",
            lambda v: (
                isinstance(v, (type, Exception))
                or any(word in v.lower() for word in ("error", "rais", "exception", "fail"))
            ),
        ),
        Mistake(
            "That many numbers, yes. How do they stand: as a row, or in rows and columns?",
            lambda v: v == 16 or tuple(v) in [(16,), (1, 16), (16, 1)],
        ),
        Mistake(
            "A shape is a tuple with one length for each axis, such as (2, 3).",
            lambda v: not isinstance(v, (tuple, list)),
        ),
        Mistake(
            "Subtraction joins nothing: no axis gets longer than the longer of its two.",
            lambda v: 8 in tuple(v) or 5 in tuple(v) or tuple(v) == (4, 2),
        ),
        Mistake(
            "Subtraction keeps all its numbers: only sum, mean and the like reduce them to one.",
            lambda v: tuple(v) in [(), (1,), (1, 1)],
        ),
        Mistake(
            "Three axes are too many: p has two, y has one, and none is added beyond the longer.",
            lambda v: len(tuple(v)) > 2,
        ),
    ],
)

# --- 00.3 -----------------------------------------------------------------------------------


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
    name="mean_images",
    solution="""
def mean_images(images, labels):
    W = np.stack([images[labels == k].mean(axis=0) for k in range(10)])
    return W
""",
    cases=_cases,
    names={
        "means": _mean_images,
        "sums": _sums,
        "halving": _halving,
        "means_of_mnist": _means_of_mnist,
    },
    passed="Ten rows of 784 numbers: shape (out, in). You have made your first layer of weights.",
    edits={
        "np.stack([images[labels == k].mean(axis=0) for k in range(10)])": {
            "sums(images, labels)": "These are sums: a digit that is frequent gets larger numbers "
            "than a rare one. Divide by how many images were added.",
            "sums(images, labels) / len(images)": "Each sum is divided by the number of all "
            "images. Divide row k by the number of images with label k.",
            "sums(images, labels) / 10": "Each sum is divided by ten, the number of digits. "
            "Divide row k by the number of images with label k.",
            "images.mean(axis=0)": "This is one mean for all digits together. Choose the images "
            "of one digit first, with a mask: `labels == k`.",
            "np.stack([images.mean(axis=0)] * 10)": "All ten rows are the same: the mean of all "
            "images. The mask `labels == k` must choose images before the mean.",
            "np.array([images[labels == k].mean() for k in range(10)])": "One number for each "
            "digit: the mean went over pixels too. Which axis runs over the images?",
            "np.stack([images[labels == k].mean(axis=1) for k in range(10)])": "The ten pieces "
            "have different lengths. Each must be a mean over the images, 784 numbers: is the "
            "mean missing, or does it run over axis 1, the pixels of one image?",
            "np.array([images[labels == k].mean(axis=1) for k in range(10)])": "The ten pieces "
            "have different lengths. Each must be a mean over the images, 784 numbers: is the "
            "mean missing, or does it run over axis 1, the pixels of one image?",
            "means(images, labels).T": "The numbers are right, but lie on their side: make one "
            "row a digit, shape (10, 784).",
            "images[:10]": "Row k is the single image number k. `labels == k` finds all images of "
            "the digit k.",
            "np.stack([images[labels == k][0] for k in range(10)])": "Row k is one single image "
            "of the digit k. Take the mean of all of them.",
            "np.stack([images[labels == k][-1] for k in range(10)])": "Row k is one single image "
            "of the digit k. Take the mean of all of them.",
            "images[labels[:10]]": "`labels[k]` is the digit that image k shows. `labels == k` "
            "finds all images of the digit k.",
            "np.stack([images[labels].mean(axis=0)] * 10)": "`images[labels]` takes the labels "
            "for positions: it picks the images number 0 to 9. `images[labels == k]` picks the "
            "images of the digit k.",
            "halving(images, labels)": "`(old + new) / 2` gives the last image as much weight as "
            "all before it together. Add all images of a digit first, then divide once.",
            "np.stack([means(images, labels).sum(axis=0)] * 10)": "`W += ...` adds the mean of "
            "each digit to all ten rows. Which row does it belong to?",
            "means(images[:-1], labels[:-1])": "The last image is left out: `range(n)` stops "
            "before n already.",
            "sums(images, labels) / 6000": "Each sum is divided by 6,000, which fits MNIST only "
            "roughly and other images not at all. Divide row k by the number of images with label "
            "k.",
            "dict(enumerate(means(images, labels)))": "The numbers are right, but this is a dict. "
            "`np.stack` makes one array of a list.",
            "means(images, labels)[:9]": "Nine rows: `range(9)` stops at 8. There are ten digits, "
            "0 to 9.",
            "means(images, labels)[1:]": "Nine rows: the digits start at 0, and so does "
            "`range(10)`.",
            "np.vstack([means(images, labels)[1:], np.full((1, 784), np.nan)])": "The last row is "
            "NaN, a mean of nothing: there is no digit 10. Which numbers does `range(10)` give?",
            "means(images, labels)[0]": "This is the mean of the digit 0 alone: the `return` "
            "stands inside the loop.",
            "means(images, labels)[:1]": "Only the row of the digit 0 comes back: the `return` "
            "stands inside the loop.",
            "means(images, labels)[9]": "This is the mean of the digit 9 alone: each turn of the "
            "loop replaces the one before.",
            "np.stack([np.median(images[labels == k], axis=0) for k in range(10)])": "These are "
            "medians, the values in the middle. Take the mean.",
            "means(images, labels)[list(dict.fromkeys(labels))]": "The rows are right, but in the "
            "order in which the digits first appear. Row k belongs to digit k.",
            "means(images, labels).ravel()": "The numbers are right, but in one long row. Keep "
            "one row for each digit: (10, 784).",
            "means(images, labels).astype(int)": "Every number is 0. Is W never filled, or is it "
            "an array of integers, which cuts means between 0 and 1 to 0?",
            "means_of_mnist()": "These are the averages of MNIST, whatever the function is given. "
            "Use its arguments, `images` and `labels`, not `x_train` and `y_train`.",
        },
    },
)
