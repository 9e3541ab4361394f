"""The exercises of lesson 01: what one neuron does and what it can't do."""

from dataclasses import dataclass

import numpy as np
import torch

from course_utils.checks.exercise import (
    FunctionExercise,
    Mistake,
    ValueExercise,
    _contains_ellipsis,
)

# The four inputs of a gate, in the order of the lesson's truth tables.
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def _zero_or_one(answer, *arguments):
    """Call the answer; True and False count as 1 and 0, also as an array or tensor of no axes."""
    value = answer(*arguments)
    if isinstance(value, (bool, np.bool_, np.ndarray, torch.Tensor)) and not np.shape(value):
        return int(value) if np.asarray(value).dtype == bool else value
    return value


# --- 01.1 --------------------------------------------------------------------------------------


def _neuron(x, w, b):
    return int(np.dot(x, w) + b > 0)


def _only_three(x, w, b):
    return int(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b > 0)


def _neuron_cases():
    return [
        (np.array(x), np.array(w), b)
        for x, w, b in [
            ([0.5, 0.9, 0.4], [0.8, 0.5, -1.5], -0.1),
            ([0.5, 0.9, 0.6], [0.8, 0.5, -1.5], -0.1),
            ([0.5, 1.0], [1.0, -0.5], 0.0),  # z is 0
            ([0.5, 1.0], [2.0, 0.5], -1.5),  # z is 0
            ([1.0, 2.0], [1.0, 1.0], -4.0),
            ([1.0, 2.0], [-1.0, -1.0], 4.0),
            ([1.0, 2.0, 0.5, 1.0], [1.0, 0.5, -1.0, 0.5], -1.2),
            ([-2.0, 1.0, 3.0, 0.5], [1.0, 0.5, 0.5, -2.0], 0.75),
            ([-3.0, 2.0, -1.0], [-0.5, 0.25, 2.0], 0.3),
            ([4.0], [-0.5], 2.25),
            ([0.1, 0.2, 3.0], [5.0, 4.0, 0.2], -2.5),
            ([-4.0, -1.0], [-2.0, 0.5], -1.0),
            ([3.0, 1.0], [-1.0, 2.0], 0.5),
            ([0.5, 0.25], [0.25, 0.5], -0.2421875),  # z is 1/128
            ([2.0, 5.0, -1.0], [0.25, -0.75, -1.5], 1.0),
            ([1.0, -2.0, 0.5], [1.5, 1.0, 1.5], -0.5),
        ]
    ]


neuron = FunctionExercise(
    name="neuron",
    solution=_neuron,
    cases=_neuron_cases,
    observe=_zero_or_one,
    passed="It works for any number of inputs; lesson 03 feeds such a neuron 784 pixels.",
    mistakes=[
        Mistake(
            "the bias is missing. Without it, an input of only zeros could never fire the neuron.",
            lambda x, w, b: int(np.dot(x, w) > 0),
        ),
        Mistake(
            "the bias is subtracted. It is added here, so a reluctant neuron has a negative bias.",
            lambda x, w, b: int(np.dot(x, w) - b > 0),
        ),
        Mistake(
            "the bias is added once an input. It comes once, after all products are summed: look "
            "at what stands inside your sum or loop. (A mean in place of the sum does the same.)",
            lambda x, w, b: int(np.sum(x * w + b) > 0),
        ),
        Mistake(
            "the bias is inside the product, as x · (w + b). Then an input of 0 switches the bias "
            "off as well. Add it after the products.",
            lambda x, w, b: int(np.sum(x * (w + b)) > 0),
        ),
        Mistake(
            "it multiplies the sum of the inputs by the sum of the weights. Each input has its own "
            "weight: multiply in pairs first, then sum.",
            lambda x, w, b: int(np.sum(x) * np.sum(w) + b > 0),
        ),
        Mistake(
            "it adds inputs and weights. A weight says how much its input counts: multiply.",
            lambda x, w, b: int(np.sum(x + w) + b > 0),
        ),
        Mistake(
            "it sums the weights and never looks at the inputs, so it answers the same every day.",
            lambda x, w, b: int(np.sum(w) + b > 0),
        ),
        Mistake(
            "nearly: it fires when z is exactly 0. The step of this course asks for more than 0.",
            lambda x, w, b: int(np.dot(x, w) + b >= 0),
        ),
        Mistake(
            "it fires when z is below 0. Which side of 0 means yes?",
            lambda x, w, b: int(np.dot(x, w) + b < 0),
        ),
        Mistake(
            "this is z, the sum before the activation. The step that makes it 0 or 1 is missing.",
            lambda x, w, b: np.dot(x, w) + b,
        ),
        Mistake(
            "it rounds z to a whole number. The step knows only 0 and 1: is z above 0 or not?",
            lambda x, w, b: int(np.dot(x, w) + b),
        ),
        Mistake(
            "this is ReLU, an activation of lesson 02: it keeps z where z is above 0. The step "
            "says 1 there.",
            lambda x, w, b: max(0, np.dot(x, w) + b),
        ),
        Mistake(
            "this is the sigmoid, which comes at the end of this lesson. Here the step decides: "
            "exactly 1 or 0.",
            lambda x, w, b: 1 / (1 + np.exp(-np.dot(x, w) - b)),
        ),
        Mistake(
            "the products are not summed: there is one number an input. A neuron has one output.",
            lambda x, w, b: (x * w + b > 0).astype(int),
        ),
        Mistake(
            "the products are not summed: there is one number an input. A neuron has one output.",
            lambda x, w, b: (x * w + b > 0).astype(int).tolist(),
        ),
        Mistake(
            "the products are not summed: there is one number an input. A neuron has one output.",
            lambda x, w, b: x * w + b,
        ),
        Mistake(
            "it says -1 for no. The step of this course says 0 for no.",
            lambda x, w, b: 1 if np.dot(x, w) + b > 0 else -1,
        ),
        Mistake(
            "the last input is left out. Where does your loop or slice end?",
            lambda x, w, b: int(np.dot(x[:-1], w[:-1]) + b > 0),
        ),
        Mistake(
            "the first input is left out. Python counts from 0.",
            lambda x, w, b: int(np.dot(x[1:], w[1:]) + b > 0),
        ),
        Mistake(
            "it decides after the first input: the return (or the step) stands inside the loop.",
            lambda x, w, b: int(x[0] * w[0] + b > 0),
        ),
        Mistake(
            "the signs of the weights are lost. A negative weight speaks against firing.",
            lambda x, w, b: int(np.dot(x, np.abs(w)) + b > 0),
        ),
        Mistake(
            "it tests whether z is 0 or not. The step asks whether z is above 0.",
            lambda x, w, b: int(np.dot(x, w) + b != 0),
        ),
        Mistake(
            "this is the sign of z, which is -1 for no. The step of this course says 0 for no.",
            lambda x, w, b: np.sign(np.dot(x, w) + b),
        ),
        Mistake(
            "it compares z with 0.5 instead of 0. The bias is there to move the threshold.",
            lambda x, w, b: int(np.dot(x, w) + b > 0.5),
        ),
        Mistake(
            "only the last input counts: each turn of the loop forgets the sum so far. Add to z "
            "instead of setting it.",
            lambda x, w, b: int(x[-1] * w[-1] + b > 0),
        ),
        Mistake(
            "it answers 1 to everything. Does it use its arguments, or the numbers of the example?",
            lambda x, w, b: 1,
        ),
        Mistake(
            "it answers 0 to everything. Print z: does the right thing reach the comparison?",
            lambda x, w, b: 0,
        ),
        Mistake(
            "it counts three inputs, always. Other neurons have two inputs, or 784: use a loop "
            "over all of them, or a dot product.",
            _only_three,
        ),
    ],
)


# --- 01.2 --------------------------------------------------------------------------------------


def _tipping_point(x, w, b, i):
    return x[i] - (np.dot(x, w) + b) / w[i]


def _others(x, w, i):
    return np.dot(x, w) - x[i] * w[i]


tipping_point = FunctionExercise(
    name="tipping_point",
    solution=_tipping_point,
    cases=lambda: [
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 2),
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 0),
        (np.array([2.0, -1.0, 3.0, 0.5]), np.array([0.5, 4.0, -0.25, 3.0]), 1.7, 1),
        (np.array([5.0, -2.0]), np.array([-0.4, 2.5]), -3.0, 1),
        (np.array([7.0]), np.array([-2.0]), 5.0, 0),
    ],
    passed="Whatever x[i] was before has no influence on the answer: it cancels out.",
    mistakes=[
        Mistake(
            "this is how far input i has to move, not the value it ends at. Where does it start?",
            lambda x, w, b, i: -(np.dot(x, w) + b) / w[i],
        ),
        Mistake(
            "this is by how much input i must fall, not the value it ends at. Where does it start?",
            lambda x, w, b, i: (np.dot(x, w) + b) / w[i],
        ),
        Mistake(
            "the sign of w[i] is lost. With a negative weight the input must go the other way.",
            lambda x, w, b, i: x[i] - (np.dot(x, w) + b) / abs(w[i]),
        ),
        Mistake(
            "it multiplies by w[i] where it should undo a multiplication by w[i].",
            lambda x, w, b, i: x[i] - (np.dot(x, w) + b) * w[i],
        ),
        Mistake(
            "only the bias is divided by w[i]. All that is left of z must be: look at your "
            "parentheses.",
            lambda x, w, b, i: x[i] - np.dot(x, w) - b / w[i],
        ),
        Mistake(
            "only the bias is divided by w[i]. All that is left of z must be: look at your "
            "parentheses.",
            lambda x, w, b, i: -_others(x, w, i) - b / w[i],
        ),
        Mistake(
            "it counts two or three inputs, always. Use all of them but number i.",
            lambda x, w, b, i: -(x[0] * w[0] + x[1] * w[1] + b) / w[i],
        ),
        Mistake(
            "this is the whole array x with the new value in it. Return only the value.",
            lambda x, w, b, i: np.where(np.arange(len(x)) == i, _tipping_point(x, w, b, i), x),
        ),
        Mistake(
            "this is an answer for every input at once. Only input i was asked for.",
            lambda x, w, b, i: x - (np.dot(x, w) + b) / w,
        ),
        Mistake(
            "the bias is missing from what the other inputs have to be balanced with.",
            lambda x, w, b, i: -_others(x, w, i) / w[i],
        ),
        Mistake(
            "the sign is wrong: input i must cancel the rest of z, not repeat it.",
            lambda x, w, b, i: (_others(x, w, i) + b) / w[i],
        ),
        Mistake(
            "the bias has the wrong sign. Write z = 0 in full and bring one term after the other "
            "to the other side.",
            lambda x, w, b, i: (b - _others(x, w, i)) / w[i],
        ),
        Mistake(
            "this is what the term w[i]·x[i] must be. One step is left to get x[i] alone.",
            lambda x, w, b, i: -(_others(x, w, i) + b),
        ),
        Mistake(
            "it multiplies by w[i] at the end. To undo a multiplication by w[i], do the opposite.",
            lambda x, w, b, i: -(_others(x, w, i) + b) * w[i],
        ),
        Mistake(
            "this solves for the weight w[i]. The weights are fixed; the input moves.",
            lambda x, w, b, i: -(_others(x, w, i) + b) / x[i],
        ),
        Mistake(
            "it adds the change with the wrong sign: z = w·x + b grows by w[i] for each 1 that "
            "x[i] grows, and it has to go down to 0.",
            lambda x, w, b, i: x[i] + (np.dot(x, w) + b) / w[i],
        ),
        Mistake(
            "it moves input i by the whole of z. But z changes by w[i], not by 1, when x[i] "
            "changes by 1.",
            lambda x, w, b, i: x[i] - (np.dot(x, w) + b),
        ),
        Mistake(
            "the other inputs are missing. They keep their values, and so their products stay in "
            "z.",
            lambda x, w, b, i: -b / w[i],
        ),
        Mistake(
            "it always moves the last input. Use the argument i.",
            lambda x, w, b, i: _tipping_point(x, w, b, -1),
        ),
        Mistake(
            "it divides by the other weights too. Only input i moves, so only w[i] counts.",
            lambda x, w, b, i: x[i] - (np.dot(x, w) + b) / np.sum(w),
        ),
    ],
)


# --- 01.3 --------------------------------------------------------------------------------------


def _share_right(x, W, b, y):
    a = (x @ W.T + b > 0)[:, 0]
    return np.mean(a == y)


def _each_neuron_answer(x, W, b):
    return x @ W.T + b > 0


def _share_cases():
    rng = np.random.default_rng(3)
    wide = rng.normal(size=(7, 4)), rng.normal(size=(1, 4)), np.array([0.4])
    return [
        (
            np.array([[0.5, 0.9, 0.4], [0.5, 0.9, 0.6], [-0.2, 0.3, 0.1], [1.1, 0.8, 0.5]]),
            np.array([[0.8, 0.5, -1.5]]),
            np.array([-0.1]),
            np.array([1, 0, 1, 1]),
        ),
        # Three of the six samples have z = 0.
        (
            np.array([[0.5, 1.0], [1.0, 0.0], [0.5, 0.25], [2.0, 3.0], [-1.0, 2.0], [0.0, 2.0]]),
            np.array([[1.0, 0.5]]),
            np.array([-1.0]),
            np.array([1, 1, 0, 0, 0, 0]),
        ),
        # All are right.
        (
            np.array([[2.0, -1.0], [0.5, 3.0], [1.0, 1.5]]),
            np.array([[-2.0, 1.0]]),
            np.array([0.25]),
            np.array([0, 1, 0]),
        ),
        (*wide, np.array([1, 0, 0, 0, 1, 0, 0])),
        (np.array([[2.0, 1.0, -1.0]]), np.array([[1.0, 0.5, 4.0]]), np.array([2.5]), np.array([1])),
        (np.array([[1.0], [3.0], [5.0]]), np.array([[-1.0]]), np.array([4.0]), np.array([0, 0, 1])),
    ]


share_right = FunctionExercise(
    name="share_right",
    solution=_share_right,
    cases=_share_cases,
    passed="Comparing (N, 1) with (N,) is a bug that no error message reports; you avoided it.",
    mistakes=[
        Mistake(
            "it compares an array of shape (N, 1) with y of shape (N,), which NumPy stretches to "
            "(N, N): each sample against each label. Bring both to the same shape first.",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b) == y),
        ),
        Mistake(
            "more than N comparisons are summed: an array of shape (N, 1) stands beside y of shape "
            "(N,), and NumPy compares each with each. Bring both to the same shape first.",
            lambda x, W, b, y: np.sum(_each_neuron_answer(x, W, b) == y) / len(y),
        ),
        Mistake(
            "the bias is missing: the layer is x @ W.T + b.",
            lambda x, W, b, y: _share_right(x, W, 0 * b, y),
        ),
        Mistake(
            "this is how many are right. A share is between 0 and 1.",
            lambda x, W, b, y: np.sum(_each_neuron_answer(x, W, b)[:, 0] == y),
        ),
        Mistake(
            "this is a percentage. A share is between 0 and 1.",
            lambda x, W, b, y: 100 * _share_right(x, W, b, y),
        ),
        Mistake(
            "// drops what is behind the decimal point, and a share is all behind it. Divide with "
            "a single /.",
            lambda x, W, b, y: _share_right(x, W, b, y) // 1,
        ),
        Mistake(
            "this says for each sample whether it is right. Which share of them is?",
            lambda x, W, b, y: _each_neuron_answer(x, W, b)[:, 0] == y,
        ),
        Mistake(
            "it is the sign of z, -1 for no, that is compared with y. The step says 0 for no.",
            lambda x, W, b, y: np.mean(np.sign(x @ W.T + b)[:, 0] == y),
        ),
        Mistake(
            "the bias is subtracted. Moved to the other side of >, b changes its sign.",
            lambda x, W, b, y: _share_right(x, W, -b, y),
        ),
        Mistake(
            "it compares z with 0.5 instead of 0. The bias is there to move the threshold.",
            lambda x, W, b, y: _share_right(x, W, b - 0.5, y),
        ),
        Mistake(
            "it fires when z is below 0. Which side of 0 means yes?",
            lambda x, W, b, y: np.mean((x @ W.T + b < 0)[:, 0] == y),
        ),
        Mistake(
            "it looks only at samples with label 1. Saying 0 where y is 0 counts as well.",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b)[y == 1, 0]),
        ),
        Mistake(
            "it averages differences, and +1 and -1 cancel each other. Ask whether a and y are "
            "equal.",
            lambda x, W, b, y: np.mean(1.0 * _each_neuron_answer(x, W, b)[:, 0] - y),
        ),
        Mistake(
            "it averages differences, and +1 and -1 cancel each other. Ask whether a and y are "
            "equal.",
            lambda x, W, b, y: 1 - np.mean(1.0 * _each_neuron_answer(x, W, b)[:, 0] - y),
        ),
        Mistake(
            "it looks at the last sample only: [-1] takes a row. Which index takes the one column?",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b)[-1] == y),
        ),
        Mistake(
            "it compares all samples with the first label only. Of y too, each sample has its own.",
            lambda x, W, b, y: np.mean((_each_neuron_answer(x, W, b) == y)[:, 0]),
        ),
        Mistake(
            "this is the share of wrong answers.",
            lambda x, W, b, y: 1 - _share_right(x, W, b, y),
        ),
        Mistake(
            "this is how often the neuron fires; y is not compared with it.",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b)),
        ),
        Mistake(
            "it counts only samples with both outputs 1. Saying 0 where y is 0 is right as well.",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b)[:, 0] * y),
        ),
        Mistake(
            "nearly: it fires when z is exactly 0. The step asks for more than 0.",
            lambda x, W, b, y: np.mean((x @ W.T + b >= 0)[:, 0] == y),
        ),
        Mistake(
            "it compares z with y. z is any number; only after the step is it 0 or 1.",
            lambda x, W, b, y: np.mean((x @ W.T + b)[:, 0] == y),
        ),
        Mistake(
            "W is not transposed. Its shape is (1, in) and x has `in` columns: write the two "
            "shapes side by side and look at the inner sizes.",
            lambda x, W, b, y: np.mean((x @ W + b > 0)[:, 0] == y),
        ),
        Mistake(
            "it looks at the first sample only: [0] takes a row. Which index takes the one column?",
            lambda x, W, b, y: np.mean(_each_neuron_answer(x, W, b)[0] == y),
        ),
    ],
)


# --- 01.4 --------------------------------------------------------------------------------------


def _distance(x, w, b):
    return (x @ w + b) / np.linalg.norm(w)


distance = FunctionExercise(
    name="distance",
    solution=_distance,
    cases=lambda: [
        (np.array([[0.0, 0.0], [3.0, 1.0], [0.6, 0.8]]), np.array([1.5, 2.0]), -2.5),
        (np.array([[1.0, -2.0], [0.5, 4.0]]), np.array([-3.0, 0.5]), 2.0),
        (np.array([[2.0, -1.0, 0.5]]), np.array([0.5, 0.25, -2.0]), 0.7),
        (np.array([[5.0], [-5.0], [2.0]]), np.array([-4.0]), 3.0),
    ],
    passed="With three inputs the line has become a plane, and the same formula holds.",
    mistakes=[
        Mistake(
            "this is z. A step of length 1 along w changes z by |w|, so z is not yet a distance.",
            lambda x, w, b: x @ w + b,
        ),
        Mistake(
            "it takes the length of w from two weights. w may have more, or only one.",
            lambda x, w, b: (x @ w + b) / np.hypot(w[0], w[1]),
        ),
        Mistake(
            "it takes the length of w from two weights. w may have more, or only one.",
            lambda x, w, b: (x @ w + b) / np.hypot(*w),
        ),
        Mistake(
            "it divides by 2.5, the |w| of the example. Compute the length of the w that is given.",
            lambda x, w, b: (x @ w + b) / 2.5,
        ),
        Mistake(
            "it uses |b|, which is right only where b is negative. In z the bias is added as it "
            "is.",
            lambda x, w, b: (x @ w - abs(b)) / np.linalg.norm(w),
        ),
        Mistake(
            "it says 0 where the neuron is silent. There the distance is negative, not 0.",
            lambda x, w, b: np.maximum(0, _distance(x, w, b)),
        ),
        Mistake(
            "each point should give one number, shape (N,), but this is a column, shape (N, 1).",
            lambda x, w, b: _distance(x, w, b)[:, None],
        ),
        Mistake(
            "it divides by the largest weight. The length of an arrow comes from Pythagoras.",
            lambda x, w, b: (x @ w + b) / np.abs(w).max(),
        ),
        Mistake(
            "it divides by the number of weights. The length of an arrow comes from Pythagoras.",
            lambda x, w, b: (x @ w + b) / len(w),
        ),
        Mistake(
            "this is the distance from the point w. Asked is the distance from the line z = 0.",
            lambda x, w, b: np.linalg.norm(x - w, axis=1),
        ),
        Mistake(
            "it divides by |w|², the squared length. Is there a square root missing?",
            lambda x, w, b: (x @ w + b) / (w @ w),
        ),
        Mistake(
            "the bias is missing: this is the distance from a parallel line through the origin.",
            lambda x, w, b: x @ w / np.linalg.norm(w),
        ),
        Mistake(
            "only the product is divided, not the bias. Look at your parentheses.",
            lambda x, w, b: x @ w / np.linalg.norm(w) + b,
        ),
        Mistake(
            "only the bias is divided, not the product. Look at your parentheses.",
            lambda x, w, b: x @ w + b / np.linalg.norm(w),
        ),
        Mistake(
            "the sign is lost: points on the side where the neuron is silent have a negative "
            "distance here.",
            lambda x, w, b: np.abs(x @ w + b) / np.linalg.norm(w),
        ),
        Mistake(
            "the bias is subtracted. In z it is added.",
            lambda x, w, b: (x @ w - b) / np.linalg.norm(w),
        ),
        Mistake(
            "it measures to one point of the line, the one nearest to the origin. The nearest "
            "point of the line is another one for each x.",
            lambda x, w, b: np.linalg.norm(x + b * w / (w @ w), axis=1),
        ),
        Mistake(
            "it divides by the sum of the |weights|. The length of an arrow comes from Pythagoras.",
            lambda x, w, b: (x @ w + b) / np.abs(w).sum(),
        ),
        Mistake(
            "it divides by the sum of the weights, where positive and negative ones cancel. The "
            "length of an arrow comes from Pythagoras.",
            lambda x, w, b: (x @ w + b) / w.sum(),
        ),
        Mistake(
            "it divides by the length of each x. How steeply z rises depends on w alone.",
            lambda x, w, b: (x @ w + b) / (np.linalg.norm(x, axis=1) + (x == 0).all(axis=1)),
        ),
        Mistake(
            "it multiplies by |w|. Walking a distance d along w multiplies by |w|; here you go the "
            "other way, from z to d.",
            lambda x, w, b: (x @ w + b) * np.linalg.norm(w),
        ),
        Mistake(
            "it includes the bias in the length of w. The bias shifts the line and turns nothing.",
            lambda x, w, b: (x @ w + b) / np.sqrt(w @ w + b**2),
        ),
        Mistake(
            "this is the distance of the line from the origin, for each point the same. x must "
            "come in.",
            lambda x, w, b: np.full(len(x), abs(b) / np.linalg.norm(w)),
        ),
    ],
)


# --- 01.5 --------------------------------------------------------------------------------------


@dataclass(eq=False)
class SeveralNumbers(ValueExercise):
    """The check of a tuple of numbers, which may also be given as an array."""

    def judge(self, answer):
        if isinstance(answer, (np.ndarray, torch.Tensor)) and answer.ndim == 1:
            answer = tuple(answer.tolist())
        return super().judge(answer)


def _is_number(value):
    return isinstance(value, (int, float, np.number))


ten_times = SeveralNumbers(
    name="ten_times",
    solution=(0, 10, 1),
    passed="Only z notices the factor. So w and b hold more than the line: also how steep z is.",
    mistakes=[
        Mistake(
            "the answer is three numbers in parentheses: (points, factor of z, factor of the "
            "distance).",
            lambda t: (
                not isinstance(t, (tuple, list)) or len(t) != 3 or not all(map(_is_number, t))
            ),
        ),
        Mistake(
            "the first and the last can't both be so: if the line moved, the points between its "
            "old and its new place would change sides.",
            lambda t: t[0] == 0 and t[2] != 1,
        ),
        Mistake(
            "the distance of the line can't stay while all points change: from where to where "
            "would they go? Multiply z = 0.3 and z = -0.3 by 10 and apply the step.",
            lambda t: t[0] == 1000 and t[2] == 1,
        ),
        Mistake(
            "all points would change only if every z changed its sign. Does a factor of 10 do so?",
            lambda t: t[0] == 1000,
        ),
        Mistake(
            "z = w·x + b, and both terms are 10 times as large. Put in one point and compute.",
            lambda t: t[0] == 0 and t[1] == 1 and t[2] == 1,
        ),
        Mistake(
            "each product in z holds one weight, so the factor comes out once, not squared.",
            lambda t: t[1] == 100,
        ),
        Mistake(
            "the first and the last are right. For the second put one point into z = w·x + b, once "
            "with the old numbers and once with the new.",
            lambda t: t[0] == 0 and t[2] == 1,
        ),
        Mistake(
            "a point changes its answer only if its z changes sign. Which points do, when each z "
            "is multiplied by 10?",
            lambda t: t[0] != 0,
        ),
    ],
)


# --- 01.6 and 01.7 -----------------------------------------------------------------------------


def _table(answer):
    """The truth table (four 0 or 1) of an answer (w1, w2, b), or None if it is no such answer.

    What is 0 but for rounding, as 0.1 + 0.2 - 0.3, is taken as 0: not fired.
    """
    try:
        values = tuple(answer)
        if any(isinstance(value, str) for value in values):
            return None
        w1, w2, b = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    if not np.isfinite([w1, w2, b]).all():
        return None
    rounding = 1e-9 * (abs(w1) + abs(w2) + abs(b))
    return tuple(int(z > rounding) for z in CORNERS @ (w1, w2) + b)


def _touches(answer, corner):
    """Whether a corner lies exactly on the line of an answer (w1, w2, b)."""
    w1, w2, b = (float(value) for value in answer)
    return (w1 != 0 or w2 != 0) and bool(np.isclose(np.dot(corner, (w1, w2)) + b, 0))


@dataclass(eq=False)
class GateExercise(ValueExercise):
    """The check of weights and a bias, (w1, w2, b), by the truth table that they make.

    solution: one right (w1, w2, b) of many. A mistake's answer is a truth table, or a function
    from the learner's (w1, w2, b) to True.
    """

    def judge(self, answer):
        table = _table(answer)
        if table is not None and table == _table(self.solution):
            answer = self.solution
        elif table is not None:
            b, w1, w2 = (float(value) for value in answer)
            if _table((w1, w2, b)) == _table(self.solution):
                return self.wrong(
                    f"it gives {_in_words(table)}. Is b first? The order is (w1, w2, b)."
                )
            for mistake in self.mistakes:
                if mistake.answer == table:
                    return self.wrong(f"it gives {_in_words(table)}. {mistake.hint}", mistake.id)
                if callable(mistake.answer) and mistake.answer(answer):
                    return self.wrong(f"it gives {_in_words(table)}. {mistake.hint}", mistake.id)
            return self.wrong(
                f"it gives {_in_words(table)}. Compute z at the first corner that is wrong."
            )
        elif isinstance(answer, (tuple, list)) and any(np.ndim(part) for part in answer):
            return self.wrong("put all three numbers into one pair of parentheses: (w1, w2, b).")
        elif isinstance(answer, (tuple, list)) and len(answer) == 4:
            return self.wrong(
                "four numbers are a truth table. Asked is what makes it: (w1, w2, b)."
            )
        elif isinstance(answer, (tuple, list)) and len(answer) == 2:
            return self.wrong(
                "two numbers are not enough: the answer is (w1, w2, b), and the bias is missing."
            )
        elif not callable(answer) and not _contains_ellipsis(answer):
            return self.wrong("the answer is three numbers, (w1, w2, b).")
        return super().judge(answer)


def _in_words(table):
    return f"outputs {table[0]}, {table[1]}, {table[2]}, {table[3]}"


_NEVER, _ALWAYS = (0, 0, 0, 0), (1, 1, 1, 1)
_AND, _OR, _NAND, _NOR = (0, 0, 0, 1), (0, 1, 1, 1), (1, 1, 1, 0), (1, 0, 0, 0)
_ONLY_1, _ONLY_2, _BUT_1, _BUT_2 = (0, 0, 1, 1), (0, 1, 0, 1), (0, 0, 1, 0), (0, 1, 0, 0)

and_neuron = GateExercise(
    name="and_neuron",
    solution=(1, 1, -1.5),
    passed="Any weights do whose sum beats -b while neither does alone: there are endlessly many.",
    mistakes=[
        Mistake(
            "That is OR: one input alone is already enough. Make the neuron more reluctant.",
            _OR,
        ),
        Mistake(
            "That is NAND, the opposite of AND. What does a minus before all three numbers do?",
            _NAND,
        ),
        Mistake(
            "At (1, 1), z is exactly 0, and the step asks for more than 0: the corner lies on the "
            "line. Move the line a little.",
            lambda a: _table(a) == _NEVER and _touches(a, (1, 1)),
        ),
        Mistake(
            "It never fires: even both inputs together do not overcome the bias.",
            _NEVER,
        ),
        Mistake(
            "It always fires, even at (0, 0), where z is the bias alone. So what sign must b have?",
            _ALWAYS,
        ),
        Mistake("It repeats x1 and does not care about x2. Both must have a say.", _ONLY_1),
        Mistake("It repeats x2 and does not care about x1. Both must have a say.", _ONLY_2),
        Mistake("Here x2 speaks against firing. In AND both inputs speak for it.", _BUT_1),
        Mistake("Here x1 speaks against firing. In AND both inputs speak for it.", _BUT_2),
        Mistake(
            "It fires at (0, 0), where z is the bias alone. So what sign must b have?",
            lambda a: _table(a)[0] == 1,
        ),
    ],
)

nand_neuron = GateExercise(
    name="nand_neuron",
    solution=(-1, -1, 1.5),
    passed="Negative weights with a positive bias: it fires by itself until both inputs forbid it.",
    mistakes=[
        Mistake(
            "That is AND. NAND says the opposite at every corner: what turns z into -z?",
            _AND,
        ),
        Mistake(
            "That is NOR, and at (0, 1) or (1, 0) z is exactly 0, which is not enough to fire. A "
            "corner on the line goes to the silent side: move the line a little.",
            lambda a: _table(a) == _NOR and (_touches(a, (0, 1)) or _touches(a, (1, 0))),
        ),
        Mistake(
            "That is NOR: one input is already enough to silence it. It takes both here.",
            _NOR,
        ),
        Mistake("That is OR. At (0, 0) this neuron must fire: z there is the bias alone.", _OR),
        Mistake(
            "It never fires. At (0, 0) z is the bias alone, and it must fire there.",
            _NEVER,
        ),
        Mistake(
            "It always fires: even both inputs together can't silence it. Compute z at (1, 1).",
            _ALWAYS,
        ),
        Mistake(
            "It fires at (1, 1), where both inputs should silence it: what sign must they have?",
            lambda a: _table(a)[3] == 1,
        ),
        Mistake(
            "Only one of the two inputs has a say. Both must be able to keep it from firing.",
            lambda a: _table(a) in [(1, 1, 0, 0), (1, 0, 1, 0)],
        ),
        Mistake(
            "At (0, 0) it is silent. There z is the bias alone: what sign must b have?",
            lambda a: _table(a)[0] == 0,
        ),
    ],
)


# --- 01.8 --------------------------------------------------------------------------------------


def _count_functions(x, W, b):
    return np.unique(x @ W.T + b > 0, axis=1).shape[1]


def _grid(inputs, weights, biases):
    """All combinations: W of shape (S, inputs) and b of shape (S,)."""
    axes = np.meshgrid(*[weights] * inputs, biases, indexing="ij")
    settings = np.stack(axes, axis=-1).reshape(-1, inputs + 1)
    return settings[:, :-1], settings[:, -1]


def _count_cases():
    one = np.array([[0], [1]])
    three = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
    return [
        (CORNERS, *_grid(2, np.array([-1, 1]), np.array([-1, 0]))),
        (one, np.array([[3], [2], [-1], [5], [-2]]), np.array([-1, -1, 0, -2, 1])),
        (three, *_grid(3, np.array([-1, 0, 2]), np.array([-2, -1, 0, 1]))),
        (CORNERS, np.array([[1, 1], [2, 2]]), np.array([-1, -2])),  # one function, with z = 0
        (CORNERS, np.array([[1, -2], [3, 1], [1, 3], [3, 1]]), np.array([2, -2, -2, -2])),
    ]


def _every_pair(W, b):
    return np.repeat(W, len(b), axis=0), np.tile(b, len(W))


count_functions = FunctionExercise(
    name="count_functions",
    solution=_count_functions,
    cases=_count_cases,
    passed="You turned 'what can a neuron do?' into a number. The next cell uses this idea.",
    mistakes=[
        Mistake(
            "this is the number of settings. Many settings give the same truth table: count each "
            "table once.",
            lambda x, W, b: len(W),
        ),
        Mistake(
            "this counts different outputs (0 and 1), since np.unique without an axis flattens the "
            "array. You want different columns.",
            lambda x, W, b: len(np.unique(x @ W.T + b > 0)),
        ),
        Mistake(
            "it compares rows, which are inputs. The truth table of one neuron is a column.",
            lambda x, W, b: len(np.unique(x @ W.T + b > 0, axis=0)),
        ),
        Mistake(
            "it takes the length of np.unique's result, which is its number of rows. The "
            "different tables stand in its columns.",
            lambda x, W, b: len(np.unique(x @ W.T + b > 0, axis=1)),
        ),
        Mistake(
            "it counts different values of z. Neurons with different z may give the same outputs: "
            "apply the step first.",
            lambda x, W, b: np.unique(x @ W.T + b, axis=1).shape[1],
        ),
        Mistake(
            "it counts how often the neurons fire, and so takes two tables with equally many ones "
            "for the same.",
            lambda x, W, b: len(np.unique((x @ W.T + b > 0).sum(axis=0))),
        ),
        Mistake(
            "the sign of z has three values, -1, 0 and 1, so some tables are counted twice. The "
            "step has two.",
            lambda x, W, b: np.unique(np.sign(x @ W.T + b), axis=1).shape[1],
        ),
        Mistake(
            "it pairs every row of W with every bias. Row s of W and b[s] are one setting.",
            lambda x, W, b: _count_functions(x, *_every_pair(W, b)),
        ),
        Mistake(
            "it counts all entries of the different tables. How many columns are there?",
            lambda x, W, b: np.unique(x @ W.T + b > 0, axis=1).size,
        ),
        Mistake(
            "this is the shape of the array of tables. Which of its two numbers is asked for?",
            lambda x, W, b: np.unique(x @ W.T + b > 0, axis=1).shape,
        ),
        Mistake(
            "it compares each table with the one before it only, so a table that comes back later "
            "is counted again.",
            lambda x, W, b: 1 + int(np.diff(x @ W.T + b > 0, axis=1).any(axis=0).sum()),
        ),
        Mistake(
            "it counts different weights. Different weights may give the same table.",
            lambda x, W, b: len(np.unique(W, axis=0)),
        ),
        Mistake(
            "this is the number of all Boolean functions, whether a neuron can do them or not. "
            "Count what the settings W and b really reach.",
            lambda x, W, b: 2 ** len(x),
        ),
        Mistake(
            "the bias is missing, so all lines pass through the origin.",
            lambda x, W, b: np.unique(x @ W.T > 0, axis=1).shape[1],
        ),
        Mistake(
            "nearly: it fires when z is exactly 0. The step asks for more than 0.",
            lambda x, W, b: np.unique(x @ W.T + b >= 0, axis=1).shape[1],
        ),
        Mistake(
            "this is the table itself, or the list of tables. The answer is one number.",
            lambda x, W, b: np.unique(x @ W.T + b > 0, axis=1),
        ),
    ],
)
