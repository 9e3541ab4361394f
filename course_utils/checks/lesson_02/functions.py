"""Activation functions and their slopes: exercises 02.2, 02.3 and 02.7."""

import contextlib
from unittest import mock

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake


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


# --- 02.2 -----------------------------------------------------------------------------------

_TAIL = (
    "Near 0 it holds, but the far left is lost: sigmoid(-20) is 2e-9, and sigmoid(-100) is 4e-44. "
    "Small is not zero, and no z needs to be cut off: which exponential is small there by itself?"
)

_CANCELLED = (
    "On the far left this is a difference of two nearly equal numbers (1 - p, or 1 + tanh), which "
    "leaves no digits: sigmoid(-40) is 4e-18, not 0. Which exponential is small there by itself?"
)

stable_sigmoid = FunctionExercise(
    name="stable_sigmoid",
    solution="""
def stable_sigmoid(z):
    e = np.exp(-np.abs(z))  # between 0 and 1
    return np.where(z >= 0, 1, e) / (1 + e)
""",
    observe=_without_overflow,
    absolute=0,
    cases=lambda: [
        (np.array([-2.0, -0.5, 0.0, 0.5, 3.0]),),
        (np.array([800.0]),),
        (np.array([-800.0]),),
        (np.array([[-1000.0, 1.5, 1000.0], [-2.0, 0.0, 36.0]]),),
        (np.array([-300.0, -1.0, 4.0, 300.0], dtype=np.float32),),
        (np.array([-11.0, -20.0, -36.0, -100.0, -700.0]),),
        (-1.5,),
    ],
    passed="Libraries use the same idea: choose the form whose exponential can't grow.",
    mistakes=[
        Mistake(
            "1 / (1 + e^-z) is right on paper, but e^-z overflows where z is very negative. Only "
            "use exponentials of numbers that are zero or below.",
            "return 1 / (1 + np.exp(-z))",
        ),
        Mistake(
            "e^z / (1 + e^z) is right on paper, but e^z overflows where z is very large, and "
            "inf / inf is NaN. Only use exponentials of numbers that are zero or below.",
            "return np.exp(z) / (1 + np.exp(z))",
        ),
        Mistake(
            "np.where computes both of its branches for every z and only then chooses: the branch "
            "that is thrown away still overflows. Make the exponent safe before np.where.",
            "return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))",
        ),
        Mistake(
            "An `if` can't decide for a whole array, whose elements differ in sign. Choose element "
            "by element: np.where(condition, value if true, value if false).",
            "return 1 / (1 + np.exp(-z)) if z >= 0 else np.exp(z) / (1 + np.exp(z))",
        ),
        Mistake(
            "Use np.exp: math.exp takes one number, and z may be an array.",
            "return 1 / (1 + math.exp(-z))",
        ),
        Mistake(
            "Clipping z to ±500 saves float64, but float32 overflows already from e^89 on. With "
            "-|z| as exponent no clipping is needed.",
            "return 1 / (1 + np.exp(-np.clip(z, -500, 500)))",
        ),
        *(
            Mistake(_TAIL, f"return 1 / (1 + np.exp(-np.clip(z, -{n}, {n})))")
            for n in (10, 12, 20, 30, 36, 80, 88)
        ),
        Mistake(
            _TAIL,
            """
            s = 1 / (1 + np.exp(-np.clip(z, -10, 10)))
            return np.where(z > 10, 1, np.where(z < -10, 0, s))
            """,
        ),
        Mistake(
            _CANCELLED,
            """
            p = 1 / (1 + np.exp(-np.abs(z)))
            return np.where(z >= 0, p, 1 - p)
            """,
        ),
        Mistake(
            "A good idea, since tanh can't overflow, but it runs from -1 to 1: shift and scale it "
            "so that it runs from 0 to 1.",
            "return np.tanh(np.asarray(z) / 2)",
        ),
        Mistake(
            "Shift and scale are right, but this curve is twice as steep as the sigmoid: look at "
            "what stands inside tanh.",
            "return (1 + np.tanh(z)) / 2",
        ),
        Mistake(_CANCELLED, "return (1 + np.tanh(np.asarray(z) / 2)) / 2"),
    ],
    edits={
        "np.where(z >= 0, 1, e) / (1 + e)": {
            "1 / (1 + e)": "Safe, and right for positive z, but it gives z and -z the same value: "
            "the result is never below 0.5. The negative side needs a form of its own.",
            "e / (1 + e)": "Safe, and right for negative z, but it gives z and -z the same value: "
            "the result is never above 0.5. The positive side needs a form of its own.",
            "np.where(z >= 0, e, 1) / (1 + e)": "The sides are swapped: a large z should give a "
            "value near 1, and yours gives 0.",
            "np.where(z > 0, 1, np.where(z < 0, e, 0)) / (1 + e)": "At z = 0 both forms give 1/2. "
            "Yours leaves 0 out: one of the two comparisons must include it.",
        },
    },
)

# --- 02.3 -----------------------------------------------------------------------------------

tanh_slope = FunctionExercise(
    name="tanh_slope",
    solution="""
def tanh_slope(a):
    # 4 σ (1 - σ) with σ = (1 + a)/2 and 1 - σ = (1 - a)/2 is (1 + a)(1 - a)
    return 1 - a**2
""",
    cases=lambda: [
        (np.array([0.0, 0.3, -0.3, 0.9, -0.99]),),
        (np.array([[0.5, -0.25, 0.75], [1.0, -1.0, 0.1]]),),
        (0.6,),
    ],
    passed="At a = 0 the slope is 1, four times the sigmoid's best.",
    edits={
        "1 - a**2": {
            "a - a**2": "a (1 - a) is the sigmoid's. Start from tanh(z) = 2 σ(2z) - 1.",
            "1 - np.tanh(a) ** 2": "This takes a for z: a is already tanh(z), so no tanh is left "
            "to compute.",
            "1 - a": "This gives a slope above 1 for negative a, but tanh is as steep at -z as at "
            "z: a must come in squared.",
            "1 - np.abs(a)": "The right ends, but a straight fall between them. Put σ = (a + 1) / "
            "2 into σ (1 - σ).",
            "4 * a * (1 - a)": "σ is not a: a is tanh's output, and σ = (a + 1) / 2. Put that into "
            "4 σ (1 - σ).",
            "1 - (a ^ 2)": "In Python ^ is not a power but works on bits, and fails for these "
            "numbers: a square is a**2.",
            "(1 - a**2) / 4": "A quarter of the truth: the outer 2 and the inner 2 of 2 σ(2z) - 1 "
            "each multiply the slope.",
            "(1 - a**2) / 2": "Half of the truth: one of the two factors 2 in 2 σ(2z) - 1 is "
            "missing. The chain rule brings the inner one out.",
            "1 + a**2": "A sign is wrong: this slope grows where tanh goes flat.",
            "a**2 - 1": "The sign is turned: tanh rises everywhere.",
            "(1 - a) ** 2": "(1 - a)² is not 1 - a²: the first is 4 at a = -1, where tanh is flat.",
            "np.sqrt(1 - a**2)": "No square root here: multiply out 4 σ (1 - σ) with σ = (a + 1) / "
            "2.",
            "a**2": "This is a², and the slope at a = 0 would be 0. It is 1 there.",
        },
    },
)

# --- 02.7 -----------------------------------------------------------------------------------

softsign = FunctionExercise(
    name="softsign",
    solution="""
def softsign(z):
    shrink = 1 / (1 + np.abs(z))  # at most 1: its square can't overflow
    return z * shrink, shrink**2
""",
    observe=_without_overflow,
    absolute=1e-30,
    cases=lambda: [
        (np.array([-3.0, -0.5, 0.0, 0.5, 1.0, 20.0]),),
        (np.array([[-4.0, 2.5], [0.25, -9.0], [7.0, -1.0]]),),
        (np.array([-4.0, 3.0, 1e30, -1e30], dtype=np.float32),),
        (np.array([1e6, -1e6, 1e30]),),
    ],
    passed="At z = 20 its slope is 1/441, a million times the sigmoid's: it fades, but slowly.",
    edits={
        "return z * shrink, shrink**2": {
            "return z * shrink": "This is the value alone. Two things are asked for, as a tuple: "
            "return a, slope.",
            "return shrink**2": "This is the slope alone. Two things are asked for, as a tuple: "
            "return a, slope.",
            "return shrink**2, z * shrink": "The parts are right, but in another order: return a, "
            "slope.",
        },
        "z * shrink": {
            "np.abs(z) * shrink": "The value has lost its sign: softsign runs from -1 to 1.",
        },
        "shrink**2": {
            "shrink": "The slope: the denominator is squared by the quotient rule.",
            "(1 - np.abs(z)) * shrink**2": "The slope: a sign in the quotient rule. For z > 0 the "
            "numerator is (1 + z) - z.",
            "(1 + 2 * np.abs(z)) * shrink**2": "The slope: the quotient rule subtracts. For z > 0 "
            "the numerator is (1 + z) - z.",
            "np.sign(z) * shrink**2": "The slope is negative for negative z, but softsign rises "
            "everywhere. For z < 0, |z| is -z: watch the inner derivative.",
            "-(shrink**2)": "The sign of the slope is turned: softsign rises everywhere.",
            "1 - (z * shrink) ** 2": "The slope 1 - a² belongs to tanh. Softsign has another "
            "formula, so another slope: use the quotient rule.",
            "z * shrink * (1 - z * shrink)": "The slope a (1 - a) belongs to the sigmoid. Softsign "
            "has another formula, so another slope: use the quotient rule.",
            "(1 + z) ** -2.0": "The slope holds for z > 0 only. For z < 0 take |z|.",
            "1 / (1 + np.abs(z)) ** 2": "The slope is right on paper, but in float32 the square of "
            "1e30 overflows. Divide first, then square: the square of a small number is no danger.",
        },
        "1 / (1 + np.abs(z))": {
            "1 / (1 + z)": "The denominator is 0 at z = -1, and softsign has |z| in it.",
            "1 / np.abs(z)": "The 1 in the denominator is missing: at z = 0 it divides by 0.",
            "1 / (1 + z**2)": "The denominator holds |z|, not z².",
        },
    },
)
