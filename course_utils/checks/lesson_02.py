"""Checks of lesson 02, activation functions."""

import contextlib
import math
from unittest import mock

import numpy as np

from course_utils import activations
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _array(answer, *arguments):
    """The answer's value; a list is as good as an array."""
    value = answer(*arguments)
    return np.array(value) if isinstance(value, (list, tuple)) else value


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
    solution=lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1 + b2),
    cases=_collapse_cases,
    passed="So biases change nothing: two layers with no activation are one layer.",
    mistakes=[
        Mistake(
            "The product is in the wrong order: x meets W1 first, so W1 stands nearest to x, on "
            "the right. Check the shapes: (out, hidden) @ (hidden, in).",
            lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2),
        ),
        Mistake(
            "W is right. But b1 passes through the second layer too: it is multiplied by W2 "
            "before b2 is added.",
            lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2),
        ),
        Mistake(
            "W is right, but b1 was forgotten. Put x = 0 into both layers: what comes out?",
            lambda W1, b1, W2, b2: (W2 @ W1, b2),
        ),
        Mistake(
            "W is right, but b2 was forgotten: it is added at the very end.",
            lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1),
        ),
        Mistake(
            "This W is transposed: its shape should be (out, in), as for every layer here.",
            lambda W1, b1, W2, b2: (W1.T @ W2.T, W2 @ b1 + b2),
        ),
        Mistake(
            "W is right. But b2 is added after W2, so W2 must not multiply it.",
            lambda W1, b1, W2, b2: (W2 @ W1, W2 @ (b1 + b2)),
        ),
        Mistake(
            "W is right. For b, check the order: `b1 @ W2` multiplies along the outputs of W2. "
            "A layer is x @ W.T + b, with the transpose.",
            lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2),
        ),
        Mistake(
            "W is right, but b1 and b2 have changed places: which of them passes W2?",
            lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b2 + b1),
        ),
        Mistake(
            "W is right. But b1 is added after W1, so only W2 is still to come for it.",
            lambda W1, b1, W2, b2: (W2 @ W1, W2 @ W1 @ b1 + b2),
        ),
        Mistake(
            "Both numbers are there, but the order is (W, b): the weights first.",
            lambda W1, b1, W2, b2: (W2 @ b1 + b2, W2 @ W1),
        ),
        Mistake(
            "`*` multiplies element by element. A layer after a layer is a matrix product: @.",
            lambda W1, b1, W2, b2: (W2 * W1, W2 @ b1 + b2),
        ),
    ],
)

# --- 02.2 -----------------------------------------------------------------------------------


def _without_overflow(answer, *arguments):
    """The answer's value; an overflow or an invalid number on the way is raised, not warned of.

    An answer can't switch this off: to silence a warning is no way to avoid an overflow.
    """

    def nothing(*_, **__):
        return contextlib.nullcontext()

    with (
        np.errstate(over="raise", invalid="raise", divide="raise"),
        mock.patch.multiple(np, errstate=nothing, seterr=nothing),
    ):
        return answer(*arguments)


def _one_branch_only(z):
    return 1 / (1 + np.exp(-np.abs(z)))


def _if_on_an_array(z):
    return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))


stable_sigmoid = FunctionExercise(
    name="stable_sigmoid",
    solution=activations.sigmoid,
    observe=_without_overflow,
    cases=lambda: [
        (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]),),
        (np.array([800.0]),),
        (np.array([-800.0]),),
        (np.array([[-1000.0, 1.5, 1000.0], [-2.0, 0.0, 36.0]]),),
        (np.array([-300.0, -1.0, 4.0, 300.0], dtype=np.float32),),
        (-1.5,),
    ],
    passed="Libraries use the same idea: choose the form whose exponential can't grow.",
    mistakes=[
        Mistake(
            "1 / (1 + e^-z) is right on paper, but e^-z overflows where z is very negative. Only "
            "use exponentials of numbers that are zero or below.",
            lambda z: 1 / (1 + np.exp(-z)),
        ),
        Mistake(
            "e^z / (1 + e^z) is right on paper, but e^z overflows where z is very large, and "
            "inf / inf is NaN. Only use exponentials of numbers that are zero or below.",
            lambda z: np.exp(z) / (1 + np.exp(z)),
        ),
        Mistake(
            "np.where computes both of its branches for every z and only then chooses: the branch "
            "that is thrown away still overflows. Make the exponent safe before np.where.",
            lambda z: np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z))),
        ),
        Mistake(
            "Safe, and right for positive z, but it gives z and -z the same value: the result is "
            "never below 0.5. The negative side needs a form of its own.",
            _one_branch_only,
        ),
        Mistake(
            "The sides are swapped: a large z should give a value near 1, and yours gives 0.",
            lambda z: 1 - activations.sigmoid(z),
        ),
        Mistake(
            "An `if` can't decide for a whole array, whose elements differ in sign. Choose element "
            "by element: np.where(condition, value if true, value if false).",
            _if_on_an_array,
        ),
        Mistake(
            "math.exp takes one number, and z may be an array: np.exp takes both.",
            lambda z: 1 / (1 + math.exp(-z)),
        ),
        Mistake(
            "Clipping z to ±500 saves float64, but float32 overflows already from e^89 on. With "
            "-|z| as exponent no clipping is needed.",
            lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500))),
        ),
        Mistake(
            "tanh can't overflow, a good idea, but it runs from -1 to 1: shift and scale it so "
            "that it runs from 0 to 1.",
            lambda z: np.tanh(np.asarray(z) / 2),
        ),
        Mistake(
            "Shift and scale are right, but this curve is twice as steep as the sigmoid: look at "
            "what stands inside tanh.",
            lambda z: (1 + np.tanh(z)) / 2,
        ),
    ],
)

# --- 02.3 -----------------------------------------------------------------------------------

tanh_slope = FunctionExercise(
    name="tanh_slope",
    solution=lambda a: 1 - a**2,
    observe=_array,
    cases=lambda: [
        (np.array([0.0, 0.3, -0.3, 0.9, -0.99]),),
        (np.array([[0.5, -0.25, 0.75], [1.0, -1.0, 0.1]]),),
        (0.6,),
    ],
    passed="At a = 0 the slope is 1, four times the sigmoid's best.",
    mistakes=[
        Mistake(
            "a (1 - a) is the sigmoid's. Start from tanh(z) = 2 σ(2z) - 1.", lambda a: a - a**2
        ),
        Mistake(
            "This takes a for z: a is already tanh(z), so no tanh is left to compute.",
            lambda a: 1 - np.tanh(a) ** 2,
        ),
        Mistake(
            "This gives a slope above 1 for negative a, but tanh is as steep at -z as at z: a must "
            "come in squared.",
            lambda a: 1 - a,
        ),
        Mistake(
            "The right ends, but a straight fall between them. Put σ = (a + 1) / 2 into σ (1 - σ).",
            lambda a: 1 - np.abs(a),
        ),
        Mistake(
            "σ is not a: a is tanh's output, and σ = (a + 1) / 2. Put that into 4 σ (1 - σ).",
            lambda a: 4 * a * (1 - a),
        ),
        Mistake(
            "In Python ^ is not a power but works on bits, and fails for these numbers: a square "
            "is a**2.",
            lambda a: 1 - (a ^ 2),
        ),
        Mistake(
            "A quarter of the truth: the outer 2 and the inner 2 of 2 σ(2z) - 1 each multiply the "
            "slope.",
            lambda a: (1 - a**2) / 4,
        ),
        Mistake(
            "Half of the truth: one of the two factors 2 in 2 σ(2z) - 1 is missing. The chain rule "
            "brings the inner one out.",
            lambda a: (1 - a**2) / 2,
        ),
        Mistake("A sign is wrong: this slope grows where tanh goes flat.", lambda a: 1 + a**2),
        Mistake("The sign is turned: tanh rises everywhere.", lambda a: a**2 - 1),
        Mistake(
            "(1 - a)² is not 1 - a²: the first is 4 at a = -1, where tanh is flat.",
            lambda a: (1 - a) ** 2,
        ),
        Mistake(
            "No square root here: multiply out 4 σ (1 - σ) with σ = (a + 1) / 2.",
            lambda a: np.sqrt(1 - a**2),
        ),
        Mistake("This is a², and the slope at a = 0 would be 0. It is 1 there.", lambda a: a**2),
    ],
)

# --- 02.4 -----------------------------------------------------------------------------------

ten_sigmoids = ValueExercise(
    name="ten_sigmoids",
    solution=4**10,
    tolerance=0.01,
    passed="More than a million times, and that is the best case: every z exactly 0.",
    mistakes=[
        Mistake(
            "That is the factor by which it is multiplied. How many times smaller is 1 over it.",
            lambda v: math.isclose(v, 0.25**10, rel_tol=0.01),
        ),
        Mistake(
            "The ten factors are multiplied, not added: 1/4 of 1/4 of 1/4 ...",
            lambda value: value in (40, 2.5, 0.4),
        ),
        Mistake(
            "1/2 is the sigmoid's value at z = 0. What is its slope there?", lambda v: v == 2**10
        ),
        Mistake(
            "Count the factors: one a sigmoid, and there are ten.", lambda v: v in (4**9, 4**11)
        ),
        Mistake("Base and exponent are swapped: ten factors of 1/4 each.", 10**4),
        Mistake(
            "That is one sigmoid alone. The nudge passes through ten.",
            lambda v: v in (4, 0.25),
        ),
        Mistake(
            "1 is the best slope of tanh and ReLU. The sigmoid's best is smaller.",
            lambda v: v == 1,
        ),
        Mistake(
            "Not that number. How large is one slope at most, and how often does it count?",
            lambda v: np.ndim(v) == 0 and np.isfinite(float(v)),
        ),
    ],
)

# --- 02.5 -----------------------------------------------------------------------------------

relu_backward = FunctionExercise(
    name="relu_backward",
    solution=lambda da, z: da * (z > 0),
    observe=_array,
    cases=lambda: [
        (
            np.array([[0.5, -2.0, 3.0], [-1.5, 4.0, -0.25]]),
            np.array([[2.0, -1.0, 0.0], [0.7, -3.0, 1e-3]]),
        ),
        (np.array([[-0.3, 0.8]]), np.array([[5.0, -5.0]])),
        (np.array([1.0, 2.0, -7.0]), np.array([-0.5, 0.25, 3.0])),
    ],
    passed="ReLU is a switch: it lets the gradient through or stops it, and never scales it.",
    mistakes=[
        Mistake(
            "This looks at the sign of da. The gate is set by z: a negative gradient passes an "
            "open gate like any other.",
            lambda da, z: np.maximum(da, 0),
        ),
        Mistake(
            "That is only the slope of ReLU. The chain rule multiplies it by what arrives, da.",
            lambda da, z: (z > 0) * 1.0,
        ),
        Mistake(
            "Also only the slope of ReLU, as True and False. Multiply it by what arrives, da.",
            lambda da, z: z > 0,
        ),
        Mistake(
            "This multiplies by ReLU's output. The chain rule needs its slope, which is 1 for "
            "every positive z, large or small.",
            lambda da, z: da * np.maximum(z, 0),
        ),
        Mistake(
            "This multiplies by z itself. The chain rule needs ReLU's slope at z.",
            lambda da, z: da * z,
        ),
        Mistake(
            "Right but for z = 0 exactly, where this lesson and PyTorch take the slope 0.",
            lambda da, z: da * (z >= 0),
        ),
        Mistake(
            "The gate is the wrong way round: this lets through where ReLU is off.",
            lambda da, z: da * (z <= 0),
        ),
        Mistake(
            "The gradient arrives unchanged: where z is negative ReLU's output does not move, so "
            "nothing may pass there.",
            lambda da, z: da,
        ),
        Mistake(
            "np.sign is -1 for negative z: this turns the gradient round instead of stopping it.",
            lambda da, z: da * np.sign(z),
        ),
        Mistake(
            "Where z is not positive this hands on z. Nothing may pass there: the gradient is 0.",
            lambda da, z: np.where(z > 0, da, z),
        ),
        Mistake(
            "A hundredth still passes where z is negative: that is leaky ReLU. ReLU's slope there "
            "is 0.",
            lambda da, z: np.where(z > 0, da, 0.01 * da),
        ),
        Mistake(
            "An `if` can't decide for a whole array, whose elements differ in sign. Choose element "
            "by element, with a comparison of arrays: z > 0.",
            lambda da, z: da if z > 0 else 0,
        ),
        Mistake(
            "This is ReLU forward on z. Backward you return a gradient: what is let through of da.",
            lambda da, z: np.maximum(z, 0),
        ),
        Mistake(
            "This keeps z where it is positive. Keep da there instead.",
            lambda da, z: np.where(da > 0, z, 0),
        ),
    ],
)
