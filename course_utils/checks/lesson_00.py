"""The checks of lesson 00."""

import functools

import numpy as np

from course_utils import mnist
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise

average = FunctionExercise(
    name="average",
    solution=lambda a, b: (a + b) / 2,
    cases=lambda: [(2, 4), (1, 4), (-3.0, 8.0), (0.2, 10 / 3), (1e6, -2.5), (-6, -9)],
    passed="That is the whole round: write, run, check. Read on to see what wrong answers get.",
    mistakes=[
        Mistake(
            "only b is halved here. Division comes before addition: what needs brackets?",
            lambda a, b: a + b / 2,
        ),
        Mistake(
            "only a is halved here. Division comes before addition: what needs brackets?",
            lambda a, b: a / 2 + b,
        ),
        Mistake("this is the sum. An average lies between the two numbers.", lambda a, b: a + b),
        Mistake(
            "`//` cuts off what comes after the point: 5 // 2 is 2. Which division keeps it?",
            lambda a, b: (a + b) // 2,
        ),
        Mistake("the result is rounded. Return it as it is.", lambda a, b: round((a + b) / 2)),
        Mistake("the result is rounded. Return it as it is.", lambda a, b: round((a + b) / 2, 1)),
        Mistake("the result is rounded. Return it as it is.", lambda a, b: round((a + b) / 2, 2)),
        Mistake("the result is rounded. Return it as it is.", lambda a, b: round((a + b) / 2, 3)),
        Mistake(
            "the result is cut to a whole number. Return it as it is.",
            lambda a, b: int((a + b) / 2),
        ),
        Mistake(
            "this is half of the difference: how far each number is from the average.",
            lambda a, b: (a - b) / 2,
        ),
        Mistake(
            "this is half of the difference: how far each number is from the average.",
            lambda a, b: (b - a) / 2,
        ),
        Mistake("this is half of the product. An average adds.", lambda a, b: a * b / 2),
        Mistake(
            "`np.mean` wants all numbers in one list. What stands after the list is the axis.",
            lambda a, b: np.mean(a, b),
        ),
        Mistake(
            "`np.average` wants all numbers in one list. What stands after the list is the axis.",
            lambda a, b: np.average(a, b),
        ),
        Mistake("this is always the second number. Use both.", lambda a, b: b),
        Mistake("this is always the first number. Use both.", lambda a, b: a),
    ],
)

difference_shape = ValueExercise(
    name="difference_shape",
    solution=(4, 4),
    passed="Now see in the next cell what that does to the mean error.",
    mistakes=[
        Mistake(
            "one would hope so, since p is right. But y has no second axis: write the shapes one "
            "below the other, aligned on the right, and see what stands under the 1.",
            (4, 1),
        ),
        Mistake(
            "that is y's shape. NumPy never drops an axis of p: the result has at least as many "
            "axes as the array with the most.",
            (4,),
        ),
        Mistake(
            "y does count as (1, 4) here. Now which shape holds both (4, 1) and (1, 4)?", (1, 4)
        ),
        Mistake(
            "nothing raises here: an axis of length 1 is stretched to fit. To what?",
            lambda v: (
                isinstance(v, (type, Exception))
                or any(word in v.lower() for word in ("error", "rais", "exception", "fail"))
            ),
        ),
        Mistake(
            "that many numbers, yes. How do they stand: as a row, or in rows and columns?",
            lambda v: v == 16 or tuple(v) in [(16,), (1, 16), (16, 1)],
        ),
        Mistake(
            "a shape is a tuple with one length for each axis, such as (2, 3).",
            lambda v: not isinstance(v, (tuple, list)),
        ),
        Mistake(
            "subtraction joins nothing: no axis gets longer than the longer of its two.",
            lambda v: 8 in tuple(v) or 5 in tuple(v) or tuple(v) == (4, 2),
        ),
        Mistake(
            "subtraction keeps all its numbers: only sum, mean and the like reduce them to one.",
            lambda v: tuple(v) in [(), (1,), (1, 1)],
        ),
        Mistake(
            "three axes are too many: p has two, y has one, and none is added beyond the longer.",
            lambda v: len(tuple(v)) > 2,
        ),
    ],
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
    return _mean_images(images.reshape(-1, 784), labels) / 255


mean_images = FunctionExercise(
    name="mean_images",
    solution=_mean_images,
    cases=_cases,
    passed="Ten rows of 784 numbers: shape (out, in). You have made your first layer of weights.",
    mistakes=[
        Mistake(
            "these are sums: a digit that is frequent gets larger numbers than a rare one. "
            "Divide by how many images were added.",
            _sums,
        ),
        Mistake(
            "each sum is divided by the number of all images. Divide row k by the number of "
            "images with label k.",
            lambda images, labels: _sums(images, labels) / len(images),
        ),
        Mistake(
            "each sum is divided by ten, the number of digits. Divide row k by the number of "
            "images with label k.",
            lambda images, labels: _sums(images, labels) / 10,
        ),
        Mistake(
            "this is one mean for all digits together. Choose the images of one digit first, with "
            "a mask: `labels == k`.",
            lambda images, labels: images.mean(axis=0),
        ),
        Mistake(
            "all ten rows are the same: the mean of all images. The mask `labels == k` must choose "
            "images before the mean.",
            lambda images, labels: np.stack([images.mean(axis=0)] * 10),
        ),
        Mistake(
            "one number for each digit: the mean went over pixels too. Which axis runs over the "
            "images?",
            lambda images, labels: np.array([images[labels == k].mean() for k in range(10)]),
        ),
        Mistake(
            "the ten pieces have different lengths. Each must be a mean over the images, 784 "
            "numbers: is the mean missing, or does it run over axis 1, the pixels of one image?",
            lambda images, labels: np.stack([images[labels == k].mean(axis=1) for k in range(10)]),
        ),
        Mistake(
            "the ten pieces have different lengths. Each must be a mean over the images, 784 "
            "numbers: is the mean missing, or does it run over axis 1, the pixels of one image?",
            lambda images, labels: np.array([images[labels == k].mean(axis=1) for k in range(10)]),
        ),
        Mistake(
            "the numbers are right, but lie on their side: make one row a digit, shape (10, 784).",
            lambda images, labels: _mean_images(images, labels).T,
        ),
        Mistake(
            "the numbers are right, but this is a list of ten arrays. `np.stack` makes one array "
            "of it.",
            lambda images, labels: list(_mean_images(images, labels)),
        ),
        Mistake(
            "row k is the single image number k. `labels == k` finds all images of the digit k.",
            lambda images, labels: images[:10],
        ),
        Mistake(
            "row k is one single image of the digit k. Take the mean of all of them.",
            lambda images, labels: np.stack([images[labels == k][0] for k in range(10)]),
        ),
        Mistake(
            "row k is one single image of the digit k. Take the mean of all of them.",
            lambda images, labels: np.stack([images[labels == k][-1] for k in range(10)]),
        ),
        Mistake(
            "`labels[k]` is the digit that image k shows. `labels == k` finds all images of the "
            "digit k.",
            lambda images, labels: images[labels[:10]],
        ),
        Mistake(
            "`images[labels]` takes the labels for positions: it picks the images number 0 to 9. "
            "`images[labels == k]` picks the images of the digit k.",
            lambda images, labels: np.stack([images[labels].mean(axis=0)] * 10),
        ),
        Mistake(
            "`(old + new) / 2` gives the last image as much weight as all before it together. "
            "Add all images of a digit first, then divide once.",
            _halving,
        ),
        Mistake(
            "`W += ...` adds the mean of each digit to all ten rows. Which row does it belong to?",
            lambda images, labels: np.stack([_mean_images(images, labels).sum(axis=0)] * 10),
        ),
        Mistake(
            "the last image is left out: `range(n)` stops before n already.",
            lambda images, labels: _mean_images(images[:-1], labels[:-1]),
        ),
        Mistake(
            "each sum is divided by 6,000, which fits MNIST only roughly and other images not at "
            "all. Divide row k by the number of images with label k.",
            lambda images, labels: _sums(images, labels) / 6000,
        ),
        Mistake(
            "the numbers are right, but this is a dict. `np.stack` makes one array of a list.",
            lambda images, labels: dict(enumerate(_mean_images(images, labels))),
        ),
        Mistake(
            "nine rows: `range(9)` stops at 8. There are ten digits, 0 to 9.",
            lambda images, labels: _mean_images(images, labels)[:9],
        ),
        Mistake(
            "nine rows: the digits start at 0, and so does `range(10)`.",
            lambda images, labels: _mean_images(images, labels)[1:],
        ),
        Mistake(
            "the last row is NaN, a mean of nothing: there is no digit 10. Which numbers does "
            "`range(10)` give?",
            lambda images, labels: np.vstack(
                [_mean_images(images, labels)[1:], np.full((1, 784), np.nan)]
            ),
        ),
        Mistake(
            "this is the mean of the digit 0 alone: the `return` stands inside the loop.",
            lambda images, labels: _mean_images(images, labels)[0],
        ),
        Mistake(
            "only the row of the digit 0 comes back: the `return` stands inside the loop.",
            lambda images, labels: _mean_images(images, labels)[:1],
        ),
        Mistake(
            "this is the mean of the digit 9 alone: each turn of the loop replaces the one before.",
            lambda images, labels: _mean_images(images, labels)[9],
        ),
        Mistake(
            "these are medians, the values in the middle. Take the mean.",
            lambda images, labels: np.stack(
                [np.median(images[labels == k], axis=0) for k in range(10)]
            ),
        ),
        Mistake(
            "the rows are right, but in the order in which the digits first appear. Row k belongs "
            "to digit k.",
            lambda images, labels: _mean_images(images, labels)[list(dict.fromkeys(labels))],
        ),
        Mistake(
            "the numbers are right, but in one long row. Keep one row for each digit: (10, 784).",
            lambda images, labels: _mean_images(images, labels).ravel(),
        ),
        Mistake(
            "every number is 0. Is W never filled, or is it an array of integers, which cuts means "
            "between 0 and 1 to 0?",
            lambda images, labels: _mean_images(images, labels).astype(int),
        ),
        Mistake(
            "these are the averages of MNIST, whatever the function is given. Use its arguments, "
            "`images` and `labels`, not `x_train` and `y_train`.",
            lambda images, labels: _means_of_mnist(),
        ),
    ],
)
