"""How far optimisers step, and one step of Adam: exercises 07.7 and 07.8."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, ValueExercise

# --- 07.7 -----------------------------------------------------------------------------------

_STEP = {"SGD": 0.0001, "momentum": 0.001, "Adam": 0.1}


def _part(i, *values):
    """Whether number i of the answer is one of these, up to rounding."""
    return lambda answer: any(np.isclose(abs(answer[i]), v, rtol=1e-3, atol=0) for v in values)


def _are_lengths(numbers):
    return np.allclose(numbers, list(_STEP.values()), rtol=1e-3, atol=0)


predicted_steps = ValueExercise(
    name="predicted_steps",
    solution=tuple(_STEP.values()),
    tolerance=2e-6,
    passed="Adam's step is a thousand times that of SGD, at the same rate and the same gradient.",
    mistakes={
        "Asked are lengths, so none is negative. The rest you can keep.": lambda answer: (
            any(v < 0 for v in answer) and _are_lengths(np.abs(answer))
        ),
        "The lengths are right, but in another order: SGD, momentum, Adam.": lambda answer: (
            len(answer) == 3 and _are_lengths(sorted(answer))
        ),
        "These are ratios, in units of SGD's step. Asked are the lengths.": (
            lambda answer: np.allclose(answer, (1, 10, 1000), rtol=1e-3)
        ),
        "These are the distances of all hundred steps together. Asked is the hundredth alone.": (
            _part(0, 0.01)
        ),
        "SGD's step is not the gradient alone: multiply by the learning rate.": _part(0, 0.001),
        "SGD's step is not the learning rate alone: multiply by the gradient.": _part(0, 0.1),
        "Momentum's step is as long as that of SGD here. But the velocity has added up a hundred "
        "gradients of the same sign by now.": _part(1, 0.0001),
        "0.9 is how much of the velocity is kept at each step, not how much longer the step gets. "
        "Add up 1 + 0.9 + 0.81 + ...": _part(1, 0.00009, 0.00019, 0.9, 0.0009),
        "0.01 is the velocity itself, and the step is that times the rate. (If you added up a "
        "hundred gradients: old ones fade, 1 + 0.9 + 0.81 + ... ends at 10.)": _part(1, 0.01),
        "Adam divides by the root of the mean square, which here is the gradient itself. What is "
        "left of it?": _part(2, 0.0001, 0.001, 0.00001, 1e-6, 1e-7),
        "Adam's ratio of the means is 1 here. The step is that times the learning rate.": _part(
            2, 1
        ),
        "Adam divides by the root of v, not by v itself.": _part(2, 100, 1000),
        "That is Adam without its bias correction. After a hundred steps v is still far below its "
        "final value, but the correction makes up for it.": _part(
            2, 0.1 * (1 - 0.9**100) / (1 - 0.999**100) ** 0.5, 0.316
        ),
    },
)


# --- 07.8 -----------------------------------------------------------------------------------


def _cases():
    """First and later steps; gradients of many sizes, down to 0, so that epsilon shows."""
    rng = np.random.default_rng(68)
    w = rng.normal(size=6)
    sizes = np.array([3.0, -0.5, 1e-3, -1e-7, 2e-8, 0.0])
    m, v = rng.normal(size=(2, 3)), rng.random((2, 3)) + 0.5
    return [
        (w, np.zeros(6), np.zeros(6), sizes, 1, 0.5),
        (w, 0.1 * sizes, 0.02 * sizes**2, -sizes, 7, 0.2),
        (rng.normal(size=(2, 3)), m, v, rng.normal(size=(2, 3)), 400, 0.01),
    ]


_M, _V = "0.9 * m + 0.1 * dw", "0.999 * v + 0.001 * dw**2"
_M_HAT, _V_HAT = "m / (1 - 0.9**t)", "v / (1 - 0.999**t)"
_STEP_OF_ADAM = "m_hat / (np.sqrt(v_hat) + 1e-8)"
_ORDER = "The values are right, but in another order: return w, m, v."

adam_step = FunctionExercise(
    name="adam_step",
    solution="""
def adam_step(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    v = 0.999 * v + 0.001 * dw**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
    cases=_cases,
    tolerance=1e-7,
    passed="Equal to PyTorch's, also where the gradient is 0.",
    edits={
        (_M_HAT, _V_HAT): {
            ("m", "v"): "There is no bias correction in it: the first steps are far too long.",
            ("m / (1 - 0.9) ** t", "v / (1 - 0.999) ** t"): "(1 - 0.9)**t raises the difference to "
            "the power. It must be 1 - 0.9**t.",
            ("m / 1 - 0.9**t", "v / 1 - 0.999**t"): "Brackets: m / 1 - 0.9**t first divides by 1. "
            "It must be m / (1 - 0.9**t).",
            ("m / (1 - 0.9 ** (t - 1))", "v / (1 - 0.999 ** (t - 1))"): "The correction counts t "
            "from 0 here. t is the number of this step, 1 for the first: use it as it is.",
            ("m / (1 - 0.9 ** (t + 1))", "v / (1 - 0.999 ** (t + 1))"): "t is raised by one before "
            "it is used, but it already counts from 1.",
            ("m / (1 - 0.9 * t)", "v / (1 - 0.999 * t)"): "0.9 and 0.999 are multiplied by t. They "
            "are raised to the power t: 0.9**t.",
            ("m / (1 - 0.9)", "v / (1 - 0.999)"): "The correction leaves t out: it divides by 1 - "
            "0.9 and 1 - 0.999 at every step. It must fade away as t grows: 0.9**t.",
            ("m * (1 - 0.9**t)", "v * (1 - 0.999**t)"): "The correction multiplies. Early means "
            "are too small: divide by 1 - 0.9**t.",
            ("m / (1 - 0.999**t)", "v / (1 - 0.9**t)"): "The betas have changed places in the "
            "corrections: m was averaged with 0.9, v with 0.999.",
        },
        _M_HAT: {"m": "Only v is corrected. m began at 0 as well, and is too small at first."},
        _V_HAT: {
            "v": "Only m is corrected. v began at 0 as well, and is too small at first.",
            "v / (1 - 0.999**t) ** 2": "v is corrected after its root is taken: first divide by 1 "
            "- 0.999**t, then the root.",
        },
        (_M, _V): {
            ("0.999 * m + 0.001 * dw", "0.9 * v + 0.1 * dw**2"): "The betas have changed places in "
            "the running means (0.9 belongs to m, 0.999 to v).",
            ("0.1 * m + 0.9 * dw", "0.001 * v + 0.999 * dw**2"): "In the running means beta and 1 "
            "- beta have changed places: the old mean keeps 0.9 (0.999) of its weight, not 0.1 "
            "(0.001).",
            ("0.9 * m + dw", "0.999 * v + dw**2"): "The factors 1 - 0.9 and 1 - 0.999 are missing: "
            "these are sums, not means.",
        },
        _M: {
            "0.9 * m + dw": "m adds all gradients up, as momentum does: here they need the factor "
            "1 - 0.9."
        },
        _V: {
            "0.999 * v + 0.001 * dw": "v must average the squares of the gradients, dw**2; here "
            "the gradients are not squared.",
            "0.999 * v + 0.001 * np.abs(dw)": "v must average the squares of the gradients, dw**2; "
            "here it is their absolute value.",
            "0.999 * v + 0.001 * m**2": "v must average the squares of the gradients; here it "
            "takes the square of the mean m.",
            "0.999 * v + dw**2": "v adds all squares up: they need the factor 1 - 0.999, or it is "
            "no mean.",
            "0.999 * v + (0.001 * dw) ** 2": "The factor of the squares is squared as well: 0.001 "
            "dw², not (0.001 dw)².",
        },
        (_M, _V, _M_HAT, _V_HAT): {
            (
                "0.999 * m + 0.001 * dw",
                "0.9 * v + 0.1 * dw**2",
                "m / (1 - 0.999**t)",
                "v / (1 - 0.9**t)",
            ): "The two betas have changed places: 0.9 belongs to m, 0.999 to v.",
        },
        _STEP_OF_ADAM: {
            "m_hat / np.sqrt(v_hat + 1e-8)": "Epsilon stands under the root: there it counts as "
            "0.0001. Add it after the root.",
            "m_hat / np.sqrt(v_hat)": "Epsilon is missing: where all gradients were 0, the step is "
            "0 / 0.",
            "(m_hat / np.sqrt(v_hat) + 1e-8)": "Epsilon is added to the step instead of to what it "
            "is divided by: brackets.",
            "m_hat / np.sqrt(v_hat) + 1e-8": "Epsilon is added to the new weights instead of to "
            "what the step is divided by: brackets.",
            "m_hat / (np.sqrt(v) / np.sqrt(1 - 0.999**t) + 1e-8 / np.sqrt(1 - 0.999**t))": ""
            "Nearly: this is the order of the PyTorch of old and of a remark in the paper, in "
            "which epsilon is added before v is corrected. Correct v first, take the root, then "
            "add epsilon.",
            "v_hat / (np.sqrt(m_hat) + 1e-8)": "m and v have changed places in the last line: the "
            "mean is divided by the root of the mean square.",
            "m_hat / (v_hat + 1e-8)": "The root is missing: the step is divided by the root of v.",
            "dw / (np.sqrt(v_hat) + 1e-8)": "The step uses the gradient of this batch alone, not "
            "the mean m. (This is RMSprop, an older optimiser.)",
        },
        "w - learning_rate *": {
            "w + learning_rate *": "The step goes along the gradient: the loss rises.",
            "w -": "The learning rate is missing.",
            "learning_rate *": "This is the step, not the new weights: subtract it from w.",
        },
        ("m = 0.9 * m", "v = 0.999 * v", "m / (1", "v / (1"): {
            ("old_m, m = m, 0.9 * m", "old_v, v = v, 0.999 * v", "old_m / (1", "old_v / (1"): "The "
            "step uses the means from before this gradient: first m and v, then w.",
        },
        "return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v": {
            "w = w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)\nreturn w, m_hat, v_hat": ""
            "The step is right, but the corrected means are returned. The next step would correct "
            "them once more: keep m and v themselves.",
            "return m, v, w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)": _ORDER,
            "return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), v, m": _ORDER,
            "return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)": "Only w comes back. The "
            "next step needs m and v too: return w, m, v.",
        },
    },
    mistakes={
        "The new w is right, but m and v come back as they were: the next step would start from "
        "the old means.": """
new_m, new_v = 0.9 * m + 0.1 * dw, 0.999 * v + 0.001 * dw**2
m_hat, v_hat = new_m / (1 - 0.9**t), new_v / (1 - 0.999**t)
return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
""",
    },
)
