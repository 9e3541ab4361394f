"""Two derivations: the rule of a new operation (06.1) and the best step of a check (06.5)."""

import math

from course_utils.checks.exercise import FunctionExercise

_NAIVE = ("1 / (1 + math.exp(-a))", "math.exp(a) / (1 + math.exp(a))")
_STABLE = "(1 if a >= 0 else e) / (1 + e)"
_SLOPE = "s + a * s * (1 - s)"
_OVERFLOW = (
    "It is right as long as the exponential does not overflow. Take it of -abs(a), which is never "
    "positive, and treat the two signs of a apart."
)
_ONE = "Return both, the result and the slope."


def _slopes(rows):
    """Edits of the slope, also together with a sigmoid that overflows."""
    return {
        (sigmoid, slope): hint for slope, hint in rows.items() for sigmoid in (_STABLE, *_NAIVE)
    }


silu_rule = FunctionExercise(
    name="silu_rule",
    solution="""
def silu_rule(a):
    e = math.exp(-abs(a))  # between 0 and 1: nothing can overflow
    s = (1 if a >= 0 else e) / (1 + e)
    result = a * s
    slope = s + a * s * (1 - s)
    return result, slope
""",
    names={"math": math},
    cases=lambda: [
        (a,) for a in (1.5, -0.7, 3.0, -4.0, 0.0, -9.0, 12.0, -12.0, -30.0, 800.0, -800.0)
    ],
    absolute=1e-9,
    passed="Unlike ReLU it has a small slope below 0, at a = -0.7 still 0.18.",
    edits={
        _STABLE: dict.fromkeys(_NAIVE, _OVERFLOW)
        | {
            "(1 if a >= 0 else e) / (1 + e) if abs(a) <= 10 else float(a > 0)": "Beyond some size "
            "this is ReLU. SiLU only comes near it: at a = -12 it is -7.4e-5, not 0.",
            "1 / (1 + e)": "e = exp(-abs(a)) is right. But where a is negative the sigmoid is "
            "e / (1 + e).",
        },
        (_STABLE, _SLOPE): _slopes(
            {
                "s * (1 - s)": "This is the slope of the sigmoid alone. In the product a · σ(a) "
                "each factor moves: two terms.",
                "s": "Half of the product rule: the first factor moves, the second is held. The "
                "term a · σ'(a) is missing.",
                "a * s * (1 - s)": "Half of the product rule: the second factor moves, the first "
                "is held. The term σ(a) is missing.",
                "s + s * (1 - s)": "The second term has lost its a: the product rule says "
                "σ(a) + a · σ'(a).",
                "s + a * s": "In the second term stands σ instead of its slope σ (1 - σ).",
                "s + a * (1 - s)": "In the second term stands 1 - σ instead of σ (1 - σ).",
                "s + a * a * (1 - a)": "The slope of the sigmoid is σ (1 - σ), at σ(a). Here a "
                "itself stands where σ should: the slope taken at the wrong variable.",
                "a * s * (1 - a * s)": "The slope of the sigmoid is σ (1 - σ). Here the result "
                "a · σ(a) is put in place of σ.",
                "s - a * s * (1 - s)": "The sign of the second term is turned.",
                "s + a * (1 - s**2)": "That is the slope of tanh in the second term, 1 - σ². The "
                "sigmoid's is σ (1 - σ).",
            }
        ),
        ("result = a * s", _SLOPE): {
            ("result = s", slope): "The result is the sigmoid itself. SiLU is a times it."
            for slope in (_SLOPE, "s * (1 - s)")
        },
        "return result, slope": {
            "return slope, result": "They have changed places: first the result, then the slope.",
            "return slope": f"This is the slope alone. {_ONE}",
            "return result": f"This is the result alone. {_ONE}",
        },
    },
)

_ROOT = "(3 * eps * F / M) ** (1 / 3)"

best_step = FunctionExercise(
    name="best_step",
    solution="""
def best_step(M, F, eps):
    # M h / 3 - eps F / h² = 0, so h³ = 3 eps F / M
    return (3 * eps * F / M) ** (1 / 3)
""",
    # Large eps, so that the answers are not all alike within the tolerance.
    cases=lambda: [(2.0, 9.0, 0.024), (0.5, 3.0, 0.7), (6.0, 0.25, 0.01), (1.0, 1.0, 0.3)],
    passed="In the curves above M is about 100 and F is 2.25: that makes 2e-6 for float64 (eps "
    "1.1e-16) and 1.6e-3 for float32 (eps 6e-8), near their lowest points.",
    edits={
        _ROOT: {
            "(6 * eps * F / M) ** (1 / 3)": "This is where both parts are equal. The smallest sum "
            "lies elsewhere: set the derivative of E to 0.",
            "(eps * F / M) ** (1 / 3)": "The 3 is missing: the derivative of M h² / 6 is M h / 3.",
            "3 * eps * F / M": "This is h³. Take the third root.",
            "(3 * eps * F / M) ** (1 / 2)": "A square root where a third root is needed: "
            "M h / 3 = eps F / h² gives h³.",
            "(2 * eps * F / M) ** (1 / 2)": "This is the best step for the difference to one side, "
            "with truncation M h / 2.",
            "(3 * eps * M / F) ** (1 / 3)": "The fraction is upside down. A larger loss F has more "
            "rounding and needs a larger step; more bend M needs a smaller one.",
            "(3 * eps * F / M) ** 1 / 3": "In Python 1/3 needs brackets here: x ** 1 / 3 is "
            "(x ** 1) / 3.",
            "(3 * eps * F / M) ** (1 // 3)": "This rounds 1/3 down: 1 // 3 is 0 in Python.",
            "(3 * eps) ** (1 / 3)": "M and F count too: a steep third derivative needs a smaller "
            "step, a large loss a larger one.",
            "eps ** (1 / 3)": "The third root of eps alone is a good rule of thumb. Derive the "
            "minimum of E(h) for any M and F.",
            f"M / 6 * ({_ROOT}) ** 2 + eps * F / ({_ROOT})": "This is the smallest error E itself. "
            "Asked is the step h at which it is reached.",
            "(12 * eps * F / M) ** (1 / 3)": "The derivative of h² is 2 h: M/6 · 2 h = M h / 3, "
            "not M h / 6.",
            "(eps * F / (3 * M)) ** (1 / 3)": "The 3 stands on the wrong side: M h / 3 = "
            "eps F / h², so h³ = 3 eps F / M.",
        },
    },
)
