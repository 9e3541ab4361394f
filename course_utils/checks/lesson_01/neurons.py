"""One neuron, computed and tipped over: exercises 01.1 and 01.2."""

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise

# --- 01.1 -----------------------------------------------------------------------------------


def _zero_or_one(answer, *arguments):
    """Call the answer; True and False count as 1 and 0, also as an array or tensor of no axes."""
    value = answer(*arguments)
    if isinstance(value, (bool, np.bool_, np.ndarray, torch.Tensor)) and not np.shape(value):
        return int(value) if np.asarray(value).dtype == bool else value
    return value


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
    solution="""
def neuron(x, w, b):
    z = x @ w + b
    return 1 if z > 0 else 0
""",
    cases=_neuron_cases,
    observe=_zero_or_one,
    passed="It works for any number of inputs; lesson 03 feeds such a neuron 784 pixels.",
    edits={
        "z = x @ w + b\n    return 1 if z > 0 else 0": {
            "return int(x @ w > 0)": "The bias is missing. Without it, an input of only zeros "
            "could never fire the neuron.",
            "return int(x @ w - b > 0)": "The bias is subtracted. It is added here, so a "
            "reluctant neuron has a negative bias.",
            "return int(np.sum(x * w + b) > 0)": "The bias is added once per input. It comes "
            "once, after all products are summed: look at what stands inside your sum or loop. (A "
            "mean in place of the sum does the same.)",
            "return int(np.sum(x * (w + b)) > 0)": "The bias is inside the product, as x · (w + "
            "b). Then an input of 0 switches the bias off as well. Add it after the products.",
            "return int(np.sum(x) * np.sum(w) + b > 0)": "It multiplies the sum of the inputs by "
            "the sum of the weights. Each input has its own weight: multiply in pairs first, then "
            "sum.",
            "return int(np.sum(x + w) + b > 0)": "It adds inputs and weights. A weight says how "
            "much its input counts: multiply.",
            "return int(np.sum(w) + b > 0)": "It sums the weights and never looks at the inputs, "
            "so it answers the same every day.",
            "return int(x @ w + b >= 0)": "Nearly: it fires when z is exactly 0. The step of this "
            "course asks for more than 0.",
            "return int(x @ w + b < 0)": "It fires when z is below 0. Which side of 0 means yes?",
            "return x @ w + b": "This is z, the sum before the activation. The step that makes it "
            "0 or 1 is missing.",
            "return int(x @ w + b)": "It rounds z to a whole number. The step knows only 0 and 1: "
            "is z above 0 or not?",
            "return max(0, x @ w + b)": "This is ReLU, an activation of lesson 02: it keeps z "
            "where z is above 0. The step says 1 there.",
            "return 1 / (1 + np.exp(-x @ w - b))": "This is the sigmoid, which comes at the end "
            "of this lesson. Here the step decides: exactly 1 or 0.",
            "return (x * w + b > 0).astype(int)": "The products are not summed: there is one "
            "number per input. A neuron has one output.",
            "return x * w + b": "The products are not summed: there is one number per input. A "
            "neuron has one output.",
            "return 1 if x @ w + b > 0 else -1": "It says -1 for no. The step of this course says "
            "0 for no.",
            "return int(np.dot(x[:-1], w[:-1]) + b > 0)": "The last input is left out. Where does "
            "your loop or slice end?",
            "return int(np.dot(x[1:], w[1:]) + b > 0)": "The first input is left out. Python "
            "counts from 0.",
            "return int(x[0] * w[0] + b > 0)": "It decides after the first input: the return (or "
            "the step) stands inside the loop.",
            "return int(np.dot(x, np.abs(w)) + b > 0)": "The signs of the weights are lost. A "
            "negative weight speaks against firing.",
            "return int(x @ w + b != 0)": "It tests whether z is 0 or not. The step asks whether "
            "z is above 0.",
            "return np.sign(x @ w + b)": "This is the sign of z, which is -1 for no. The step of "
            "this course says 0 for no.",
            "return int(x @ w + b > 0.5)": "It compares z with 0.5 instead of 0. The bias is "
            "there to move the threshold.",
            "return int(x[-1] * w[-1] + b > 0)": "Only the last input counts: each turn of the "
            "loop forgets the sum so far. Add to z instead of setting it.",
            "return 1": "It answers 1 to everything. Does it use its arguments, or the numbers of "
            "the example?",
            "return 0": "It answers 0 to everything. Print z: does the right thing reach the "
            "comparison?",
            "return int(x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b > 0)": "It counts three "
            "inputs, always. Other neurons have two inputs, or 784: use a loop over all of them, "
            "or a dot product.",
        },
    },
)

# --- 01.2 -----------------------------------------------------------------------------------


def _others(x, w, i):
    return x @ w - x[i] * w[i]


tipping_point = FunctionExercise(
    name="tipping_point",
    solution="""
def tipping_point(x, w, b, i):
    z = x @ w + b
    return x[i] - z / w[i]
""",
    cases=lambda: [
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 2),
        (np.array([0.5, 0.9, 0.4]), np.array([0.8, 0.5, -1.5]), -0.1, 0),
        (np.array([2.0, -1.0, 3.0, 0.5]), np.array([0.5, 4.0, -0.25, 3.0]), 1.7, 1),
        (np.array([5.0, -2.0]), np.array([-0.4, 2.5]), -3.0, 1),
        (np.array([7.0]), np.array([-2.0]), 5.0, 0),
    ],
    names={"others": _others},
    passed="Whatever x[i] was before has no influence on the answer: it cancels out.",
    edits={
        "z = x @ w + b\n    return x[i] - z / w[i]": {
            "return -(x @ w + b) / w[i]": "This is how far input i has to move, not the value it "
            "ends at. Where does it start?",
            "return (x @ w + b) / w[i]": "This is by how much input i must fall, not the value it "
            "ends at. Where does it start?",
            "return x[i] - (x @ w + b) / abs(w[i])": "The sign of w[i] is lost. With a negative "
            "weight the input must go the other way.",
            "return x[i] - (x @ w + b) * w[i]": "It multiplies by w[i] where it should undo a "
            "multiplication by w[i].",
            "return x[i] - x @ w - b / w[i]": "Only the bias is divided by w[i]. All that is left "
            "of z must be: look at your parentheses.",
            "return -others(x, w, i) - b / w[i]": "Only the bias is divided by w[i]. All that is "
            "left of z must be: look at your parentheses.",
            "return -(x[0] * w[0] + x[1] * w[1] + b) / w[i]": "It counts two or three inputs, "
            "always. Use all of them but number i.",
            "return np.where(np.arange(len(x)) == i, x[i] - (x @ w + b) / w[i], x)": "This is the "
            "whole array x with the new value in it. Return only the value.",
            "return x - (x @ w + b) / w": "This is an answer for every input at once. Only input "
            "i was asked for.",
            "return -others(x, w, i) / w[i]": "The bias is missing from what the other inputs "
            "have to be balanced with.",
            "return (others(x, w, i) + b) / w[i]": "The sign is wrong: input i must cancel the "
            "rest of z, not repeat it.",
            "return (b - others(x, w, i)) / w[i]": "The bias has the wrong sign. Write z = 0 in "
            "full and bring one term after the other to the other side.",
            "return -(others(x, w, i) + b)": "This is what the term w[i]·x[i] must be. One step "
            "is left to get x[i] alone.",
            "return -(others(x, w, i) + b) * w[i]": "It multiplies by w[i] at the end. To undo a "
            "multiplication by w[i], do the opposite.",
            "return -(others(x, w, i) + b) / x[i]": "This solves for the weight w[i]. The weights "
            "are fixed; the input moves.",
            "return x[i] + (x @ w + b) / w[i]": "It adds the change with the wrong sign: z = w·x "
            "+ b grows by w[i] for each 1 that x[i] grows, and it has to go down to 0.",
            "return x[i] - (x @ w + b)": "It moves input i by the whole of z. But z changes by "
            "w[i], not by 1, when x[i] changes by 1.",
            "return -b / w[i]": "The other inputs are missing. They keep their values, and so "
            "their products stay in z.",
            "return x[-1] - (x @ w + b) / w[-1]": "It always moves the last input. Use the "
            "argument i.",
            "return x[i] - (x @ w + b) / np.sum(w)": "It divides by the other weights too. Only "
            "input i moves, so only w[i] counts.",
        },
    },
)
