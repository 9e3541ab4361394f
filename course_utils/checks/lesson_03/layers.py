"""One layer and its input: exercises 03.1, 03.2 and 03.5."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 03.1 -----------------------------------------------------------------------------------

_LETTERS = {
    "A": "error",
    "B": "right",
    "C": "error",
    "D": "unseen",
    "E": "unseen",
    "F": "unseen",
}


def _normal(answer):
    """The answer with small letters, so that "Error" is "error"."""
    return {letter: str(word).strip().lower() for letter, word in answer.items()}


def _says(letter, *words):
    """A predicate: the answer says one of these words of this letter."""
    return lambda answer: _normal(answer)[letter] in words


unseen_mistakes = ValueExercise(
    name="unseen_mistakes",
    solution=_LETTERS,
    observe=_normal,
    passed="Three of six are wrong without a word. A test with sizes that all differ finds each.",
    mistakes={
        "All six letters are wanted, A to F, each with its word.": lambda answer: (
            set(answer) != set(_LETTERS)
        ),
        'Write "right", "error" or "unseen" behind each letter.': lambda answer: (
            not set(_normal(answer).values()) <= {"right", "error", "unseen"}
        ),
        "Look at A again: in (5, 4) @ (3, 4) the inner numbers are 4 and 3.": _says(
            "A", "right", "unseen"
        ),
        "Look at B again: it is the layer of this lesson. (5, 4) @ (4, 3) is (5, 3), and the 3 of "
        "b meets the 3.": _says("B", "error", "unseen"),
        "C is no layer at all: (5, 3) + (3, 1). From the right, 3 meets 1, and then 5 meets 3: "
        "neither of them is 1.": _says("C", "right", "unseen"),
        "D raises nothing: (1, 3) + (3, 1). A 1 is stretched to fit whatever it meets, on both "
        "sides.": _says("D", "error"),
        "D comes out as (3, 3): one sample went in, and three rows come out. That is not what was "
        "asked for.": _says("D", "right"),
        "E raises nothing: (3, 3) + (3, 1). The 1 of b is stretched over the columns.": _says(
            "E", "error"
        ),
        "E has the right shape, (3, 3). But which bias does sample 0 get? b is a column, so row i "
        "gets b[i] in all its places.": _says("E", "right"),
        "F raises nothing: (5, 3) @ (3, 3) fits without the transpose.": _says("F", "error"),
        "F has the right shape. But x @ W lets x meet the columns of W, and the rows are the "
        "neurons.": _says("F", "right"),
    },
)


# --- 03.2 -----------------------------------------------------------------------------------


def _numbers(rng, *shape):
    """Numbers with a sign, as a learner would print them: two places."""
    return rng.normal(0, 2, shape).round(2)


def _layer_cases():
    """Sizes that all differ, one sample, as many samples as neurons, one neuron, a square W."""
    rng = np.random.default_rng(31)
    sizes = [(4, 5, 3), (4, 1, 3), (2, 3, 3), (3, 4, 1), (3, 3, 3), (1, 2, 6), (3, 5, 3)]
    return [
        (_numbers(rng, n_in, n), _numbers(rng, n_out, n_in), _numbers(rng, n_out))
        for n_in, n, n_out in sizes
    ]


_SIDE = (
    "The numbers are right but lie on their side: (N, out). Columns are samples here, so the "
    "result must be (out, N)."
)
_SAMPLES_GET_B = (
    "b meets the wrong axis: sample i gets b[i]. It belongs to the neurons, and they are the rows "
    "of the result. So b must be a column."
)
_STAR = (
    "* multiplies two arrays number by number. A neuron needs the dot product of its row with a "
    "sample: that is @."
)

column_layer = FunctionExercise(
    name="column_layer",
    solution='''
def column_layer(x, W, b):
    """x (in, N), W (out, in), b (out,) -> z (out, N), before the activation."""
    return W @ x + b[:, None]
''',
    cases=_layer_cases,
    passed="It is our layer, turned: (x @ W.T + b).T. In columns W comes first, and b is a column.",
    edits={
        "W @ x + b[:, None]": {
            "(W @ x + b[:, None]).T": _SIDE,
            "x.T @ W.T + b": _SIDE,
            "x @ W.T + b": "This is the layer for samples in rows. Here they are columns: x has "
            "the shape (in, N).",
            "W @ x[:, 0] + b": "Only the first sample comes out. The result needs one column per "
            "column of x.",
            "W @ x[:, -1] + b": "Only the last sample comes out: a loop writes each sample over "
            "the one before.",
            "x.T @ W.T + b[:, None]": "The product holds the samples in rows here, and b is a "
            "column. Neurons must be the rows of the result.",
            "np.maximum(0, W @ x + b[:, None])": "A ReLU cuts off what is below zero. This task "
            "asks for z, before the activation.",
        },
        "W @ x": {
            "W.T @ x": "W is turned, and need not be: (out, in) @ (in, N) fits as it is.",
            "x @ W": "x comes first in this product. With samples in columns W does: which inner "
            "numbers must be equal?",
            "W * x": _STAR,
            "x * W": _STAR,
        },
        "+ b[:, None]": {
            "+ b": _SAMPLES_GET_B,
            "": "The bias is missing. With x = 0 every neuron must still answer with its own b.",
            "- b[:, None]": "b is subtracted. A neuron computes w · x plus b.",
            "+ b.sum()": "Every neuron gets the sum of all biases. Each has its own.",
            "+ b[0]": "Every neuron gets the first bias, b[0]. Each has its own.",
        },
    },
)


# --- 03.5 -----------------------------------------------------------------------------------


def _images_cases():
    rng = np.random.default_rng(33)
    return [
        (rng.integers(0, top, shape).astype(np.uint8),)
        for shape, top in [((2, 3, 4), 256), ((1, 5, 2), 200), ((4, 2, 2), 256), ((3, 3, 3), 120)]
    ]


_ONE_ROW = "All images became one long row. Keep the first axis: one row per image."
_ONLY_28 = "This fits images of 28 x 28 only. Let reshape find the number of pixels: -1."

images_to_rows = FunctionExercise(
    name="images_to_rows",
    solution='''
def images_to_rows(images):
    """Bytes (N, height, width) -> numbers in [0, 1], (N, height * width)."""
    return images.reshape(len(images), -1) / 255
''',
    cases=_images_cases,
    passed="One image is one row, its lines one after the other.",
    edits={
        "/ 255": {
            "": "The pixels are still 0 to 255. Scale them so that full ink, 255, becomes 1.",
            "// 255": "Every grey became 0: whole numbers (from // or a change of type) drop the "
            "rest.",
            "/ 256": "A byte goes from 0 to 255: divided by 256, full ink would not reach 1.",
            "/ images.max()": "Dividing by the brightest pixel of the batch makes one image depend "
            "on the others beside it. Divide by a constant.",
            "/ images.max(axis=(1, 2))[:, None]": "Each image is divided by its own brightest "
            "pixel, and a pale image becomes as dark as a bold one. Divide all by one constant.",
        },
        "images.reshape(len(images), -1)": {
            "images.transpose(0, 2, 1).reshape(len(images), -1)": "Each image is turned over its "
            "diagonal: columns come after one another instead of lines. The plain reshape, without "
            ".T or order, keeps the lines together.",
            "images.reshape(-1, len(images)).T": "The shape is right, but every row is a mixture "
            "of pixels from all images. Reshape to (images, pixels) at once: no transpose is "
            "needed.",
            "images.reshape(-1)": _ONE_ROW,
            "images.reshape(1, -1)": _ONE_ROW,
            "images.reshape(-1, 784)": _ONLY_28,
            "images.reshape(len(images), 784)": _ONLY_28,
            "images[0].reshape(1, -1)": "This is the first image alone. The result needs a row "
            "per image.",
        },
        "images.reshape(len(images), -1) / 255": {
            "1 - images.reshape(len(images), -1) / 255": "Ink and paper are swapped: 255, full "
            "ink, must become 1.",
            "(images.reshape(len(images), -1) - images.min()) / np.ptp(images)": "The smallest and "
            "largest pixel of the batch decide the scale here, so one image depends on the others "
            "beside it. Divide by a constant.",
        },
    },
)
