"""What layers do with a signal: exercises 02.1, 02.4, 02.5 and 02.6."""

import math

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 02.1 -----------------------------------------------------------------------------------


def _collapse_cases():
    rng = np.random.default_rng(0)
    cases = []
    for n_in, n_hidden, n_out in [(4, 3, 2), (2, 5, 3), (3, 3, 3), (1, 4, 1)]:
        shapes = [(n_hidden, n_in), (n_hidden,), (n_out, n_hidden), (n_out,)]
        cases.append(tuple(rng.normal(size=shape) for shape in shapes))
    return cases


collapse = FunctionExercise(
    name="collapse",
    solution="""
def collapse(W1, b1, W2, b2):
    W = W2 @ W1
    b = W2 @ b1 + b2
    return W, b
""",
    cases=_collapse_cases,
    passed="So biases change nothing: two layers with no activation are one layer.",
    edits={
        "W2 @ W1": {
            "W1 @ W2": "The product is in the wrong order: x meets W1 first, so W1 stands nearest "
            "to x, on the right. Check the shapes: (out, hidden) @ (hidden, in).",
            "W1.T @ W2.T": "This W is transposed: its shape should be (out, in), as for every "
            "layer here.",
            "W2 * W1": "`*` multiplies element by element. A layer after a layer is a matrix "
            "product: @.",
            "W2.T @ W1.T": "One transpose too many: W2 (out, hidden) and W1 (hidden, in) meet in "
            "hidden as they are.",
            "W1 + W2": "W is a sum here. A layer after a layer multiplies.",
        },
        "W2 @ b1 + b2": {
            "b1 + b2": "W is right. But b1 passes through the second layer too: it is multiplied "
            "by W2 before b2 is added.",
            "b2": "W is right, but b1 was forgotten. Put x = 0 into both layers: what comes out?",
            "W2 @ b1": "W is right, but b2 was forgotten: it is added at the very end.",
            "W2 @ (b1 + b2)": "W is right. But b2 is added after W2, so W2 must not multiply it.",
            "b1 @ W2 + b2": "W is right. For b, check the order: `b1 @ W2` multiplies along the "
            "outputs of W2. A layer is x @ W.T + b, with the transpose.",
            "W2 @ b2 + b1": "W is right, but b1 and b2 have changed places: which of them passes "
            "W2?",
            "W2 @ W1 @ b1 + b2": "W is right. But b1 is added after W1, so only W2 is still to "
            "come for it.",
        },
        "return W, b": {
            "return b, W": "Both numbers are there, but the order is (W, b): the weights first.",
            "return W": "This returns only W. Two things are asked for, as a tuple: return W, b.",
        },
    },
)

# --- 02.4 -----------------------------------------------------------------------------------

ten_sigmoids = ValueExercise(
    name="ten_sigmoids",
    solution=4**10,
    tolerance=0.01,
    passed="More than a million times, and that is the best case: every z exactly 0.",
    mistakes={
        "That is the factor by which it is multiplied. How many times smaller is 1 over it.": (
            lambda v: math.isclose(v, 0.25**10, rel_tol=0.01)
        ),
        "The ten factors are multiplied, not added: 1/4 of 1/4 of 1/4 ...": (
            lambda v: v in (40, 2.5, 0.4)
        ),
        "1/2 is the sigmoid's value at z = 0. What is its slope there?": lambda v: v == 2**10,
        "Count the factors: one per sigmoid, and there are ten.": lambda v: v in (4**9, 4**11),
        "Base and exponent are swapped: ten factors of 1/4 each.": 10**4,
        "That is one sigmoid alone. The nudge passes through ten.": lambda v: v in (4, 0.25),
        "1 is the best slope of tanh and ReLU. The sigmoid's best is smaller.": lambda v: v == 1,
        "Not that number. How large is one slope at most, and how often does it count?": (
            lambda v: np.ndim(v) == 0 and np.isfinite(float(v))
        ),
    },
)

# --- 02.5 -----------------------------------------------------------------------------------

relu_backward = FunctionExercise(
    name="relu_backward",
    solution="""
def relu_backward(da, z):
    return da * (z > 0)
""",
    cases=lambda: [
        (
            np.array([[0.5, -2.0, 3.0], [-1.5, 4.0, -0.25]]),
            np.array([[2.0, -1.0, 0.0], [0.7, -3.0, 1e-3]]),
        ),
        (np.array([[-0.3, 0.8]]), np.array([[5.0, -5.0]])),
        (np.array([1.0, 2.0, -7.0]), np.array([-0.5, 0.25, 3.0])),
    ],
    passed="ReLU is a switch: it lets the gradient through or stops it, and never scales it.",
    edits={
        "da * (z > 0)": {
            "np.maximum(da, 0)": "This looks at the sign of da. The gate is set by z: a negative "
            "gradient passes an open gate like any other.",
            "(z > 0) * 1.0": "That is only the slope of ReLU. The chain rule multiplies it by what "
            "arrives, da.",
            "da * np.maximum(z, 0)": "This multiplies by ReLU's output. The chain rule needs its "
            "slope, which is 1 for every positive z, large or small.",
            "da * z": "This multiplies by z itself. The chain rule needs ReLU's slope at z.",
            "da * (z >= 0)": "At z = 0 exactly, this lesson and PyTorch take the slope 0. The rest "
            "is right.",
            "da * (z <= 0)": "The gate is the wrong way round: this lets through where ReLU is "
            "off.",
            "da": "The gradient arrives unchanged: where z is negative ReLU's output does not "
            "move, so nothing may pass there.",
            "da * np.sign(z)": "np.sign is -1 for negative z: this turns the gradient round "
            "instead of stopping it.",
            "np.where(z > 0, da, z)": "Where z is not positive this hands on z. Nothing may pass "
            "there: the gradient is 0.",
            "np.where(z > 0, da, 0.01 * da)": "A hundredth still passes where z is negative: that "
            "is leaky ReLU. ReLU's slope there is 0.",
            "da if z > 0 else 0": "An `if` can't decide for a whole array, whose elements differ "
            "in sign. Choose element by element, with a comparison of arrays: z > 0.",
            "np.maximum(z, 0)": "This is ReLU forward on z. Backward you return a gradient: what "
            "is let through of da.",
            "np.where(da > 0, z, 0)": "This keeps z where it is positive. Keep da there instead.",
            "-da * (z > 0)": "The sign is turned: ReLU rises, so the gradient keeps its sign.",
            "da * (da > 0) * (z > 0)": "Two gates, one of them too many: only the sign of z "
            "decides, not that of da.",
        },
    },
)

# --- 02.6 -----------------------------------------------------------------------------------

lossless_spread = FunctionExercise(
    name="lossless_spread",
    solution="""
def lossless_spread(inputs):
    return np.sqrt(2 / inputs)
""",
    cases=lambda: [(n,) for n in (64, 784, 10, 2, 1)],
    passed="He and others proposed it in 2015. In the map below, its row stays white for ReLU.",
    edits={
        "np.sqrt(2 / inputs)": {
            "np.sqrt(1 / inputs)": "This keeps a nudge without an activation. ReLU then sets half "
            "of the numbers to 0: the weights must make up for that.",
            "2 / np.sqrt(inputs)": "Half of the **numbers** are lost, not half of the length: the "
            "length is a root of a sum of squares, so only a root of 2 is missing.",
            "2 / inputs": "This is the square, the variance. The standard deviation is its root.",
            "1 / inputs": "The sum of n random numbers grows like √n, not like n; and ReLU takes "
            "its half.",
            "np.sqrt(inputs / 2)": "Upside down: more inputs add up to more, so each weight must "
            "be smaller.",
            "np.sqrt(1 / (2 * inputs))": "The factor 2 stands on the wrong side: ReLU takes "
            "something away, so the weights must be larger than without it.",
            "np.sqrt(2) / inputs": "Only the 2 stands under a root. The sum of n random numbers "
            "grows like √n too.",
            "np.sqrt(2 * inputs)": "Upside down: more inputs add up to more, so each weight must "
            "be smaller.",
            "4 / np.sqrt(inputs)": "4 would suit the sigmoid, whose slope is at most 1/4. ReLU's "
            "slope is 1 or 0, half of the time each.",
            "np.sqrt(4 / inputs)": "Half of the **numbers** are lost, not half of the length: the "
            "length is a root of a sum of squares, so only a root of 2 is missing.",
            "0.125": "That is 1/√64, for one size only and without ReLU. Use `inputs`.",
            "np.sqrt(2 / 64)": "This holds for 64 inputs only. Use `inputs`.",
            "np.sqrt(2 // inputs)": "`//` cuts to whole numbers, and 2 // 64 is 0. Divide with /.",
        },
    },
)
