"""The learner's own gradient check: exercise 05.3."""

import re

import numpy as np

from course_utils import gradient_check
from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.lesson_05.gradient_cases import check_cases, grades


def _relative(a, b, norm=np.max):
    """Like relative_error, but broadcasting, and with another way to make one number of many."""
    a, b = np.broadcast_arrays(a, b)
    size = max(np.abs(a).max(), np.abs(b).max())
    return norm(np.abs(a - b)) / size if size else 0.0


def _ratio(a, b):
    """a / b of two numbers, and a where b is 0."""
    return abs(a) / abs(b) if b else abs(a)


def _measured(f, x, h=1e-6, sides=2, divisor=2):
    """numerical_gradient with another step, on one side only, or with another divisor."""
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        nudge = np.zeros_like(x)
        nudge[place] = h
        low = f(x - nudge) if sides == 2 else f(x)
        gradient[place] = (f(x + nudge) - low) / (divisor * h)
    return gradient


_SHAPES = "np.shape(gradients[name]) == value.shape"
_ERROR = "gradient_check.relative_error(gradients[name], measured)"
_MEASURED = "gradient_check.numerical_gradient(loss_of, value)"


def _judged(*errors, shapes=("True", _SHAPES)):
    """Edits of the error, written with g and m: with the look at the shapes, and without."""
    for error in errors:
        error = re.sub(r"\bg\b", "gradients[name]", re.sub(r"\bm\b", "measured", error))
        yield from ((look, error) for look in shapes)


def _same(hint, rows):
    return dict.fromkeys(rows, hint)


_SHAPE = (
    "A gradient of another shape slips through: NumPy stretches it (broadcasting) and subtracts. "
    "Compare the shapes first, and answer np.inf where they differ."
)
_STEP = (
    "Even right gradients get too large an error, so the measured ones must be off. Nudge to both "
    "sides, divide by 2 h, and take h near 1e-6; or use numerical_gradient."
)
_INFINITE = "Where the shapes differ nothing can be compared: the error is infinite, np.inf."

check_gradients = FunctionExercise(
    name="check_gradients",
    solution="""
def check_gradients(loss, gradients, params):
    errors = {}
    for name, value in params.items():

        def loss_of(nudged, name=name):
            return loss({**params, name: nudged})

        if np.shape(gradients[name]) == value.shape:
            measured = gradient_check.numerical_gradient(loss_of, value)
            error = gradient_check.relative_error(gradients[name], measured)
        else:
            error = np.inf
        errors[name] = error
    return errors
""",
    names={
        "gradient_check": gradient_check,
        "relative": _relative,
        "ratio": _ratio,
        "nudge": _measured,
    },
    observe=grades,
    cases=check_cases,
    passed="It finds a turned sign, a factor, one bad number among 120, and a wrong shape.",
    edits={
        _SHAPES: {
            "True": "A wrong shape makes relative_error raise an error, and then no gradient is "
            "judged. Look at the shapes first, and answer np.inf where they differ.",
        },
        (_SHAPES, _ERROR): {
            **_same(
                _SHAPE, _judged("relative(g, m)", "relative(g, m, np.linalg.norm)", shapes=["True"])
            ),
            **_same(
                "Two arrays of the same size, length or number of axes need not have the same "
                "shape: compare np.shape of both.",
                [
                    (f"{of}(gradients[name]) == {of}(value)", "relative(gradients[name], measured)")
                    for of in ("np.ndim", "np.size", "len")
                ],
            ),
            **_same(
                "This is the absolute difference. Where gradients are tiny it is always small, and "
                "where they are large it never is: divide by their size.",
                _judged("np.abs(g - m).max()", "np.linalg.norm(g - m)", "np.abs(g - m).mean()"),
            ),
            **_same(
                "A number is added to the divisor, or holds it up. Where the gradients are smaller "
                "than that number, all is well: divide by their size alone.",
                _judged(
                    "np.abs(g - m).max() / (1 + np.abs(m).max())",
                    "np.abs(g - m).max() / (1e-3 + np.abs(m).max())",
                ),
            ),
            **_same(
                "One wrong number among many gets lost in a mean, a median or a sum over all. Take "
                "the largest difference.",
                _judged(
                    "relative(g, m, np.mean)",
                    "relative(g, m, np.median)",
                    "np.median(np.abs(g - m))",
                    "ratio(np.mean(np.abs(g - m)), np.mean(np.abs(m)))",
                    "ratio(np.mean(g) - np.mean(m), np.mean(m))",
                    "ratio(np.sum(g - m), np.sum(np.abs(m)))",
                    "ratio(np.linalg.norm(g) - np.linalg.norm(m), np.linalg.norm(m))",
                ),
            ),
            **_same(
                "The differences are squared and no root is taken: an error of 0.001 becomes "
                "0.000001. Take np.abs of them.",
                _judged(
                    "ratio(np.sum((g - m) ** 2), np.sum(m**2))",
                    "ratio(np.max((g - m) ** 2), np.max(m**2))",
                ),
            ),
            **_same(
                "The error is rounded, and a small one becomes 0. Return it as it is, and round "
                "where you print it.",
                _judged(*(f"round(relative(g, m), {n})" for n in range(2, 7)), shapes=[_SHAPES]),
            ),
            **_same(
                "Where both gradients are 0 the relative error is 0 / 0. Two zeros agree: their "
                "error is 0.",
                _judged("np.max(np.abs(g - m) / (np.abs(g) + np.abs(m)))"),
            ),
            **_same(
                "Sizes are compared here, without their signs: a gradient with its sign turned "
                "passes.",
                _judged("relative(np.abs(g), np.abs(m))", "relative(g**2, m**2)"),
            ),
            **_same(
                "Without absolute values a difference below 0 counts as no difference: take np.abs "
                "of it before the maximum.",
                _judged(
                    "np.max(g - m) / (np.abs(g).max() + np.abs(m).max() + 1e-300)",
                    "np.max(m - g) / (np.abs(g).max() + np.abs(m).max() + 1e-300)",
                ),
            ),
            **_same(
                "Only the first number of each gradient is compared.",
                _judged("relative(np.ravel(g)[0], np.ravel(m)[0])"),
            ),
            **_same(
                "The answers are True or False. Return the relative error itself, its size is the "
                "diagnosis.",
                _judged("relative(g, m) < 1e-6", "np.allclose(g, m)", shapes=[_SHAPES]),
            ),
            **_same(
                "One error per number is returned. Make one number of them: the largest.",
                _judged("np.abs(g - m) / np.maximum(np.abs(m), 1e-300)", shapes=[_SHAPES]),
            ),
            **_same(
                "These are the measured gradients. What is asked is how far the given ones are "
                "from them.",
                _judged("m"),
            ),
        },
        _ERROR: {
            "-"
            + _ERROR: "The error is below 0. How far two gradients are apart is never negative.",
            "100 * "
            + _ERROR: "The error is too large by a factor: per cent? Return the ratio itself.",
            "gradient_check.relative_error(gradients[name], value)": "The gradients are compared "
            "with the parameters. Measure the gradients of the loss first, with "
            "numerical_gradient.",
        },
        _MEASURED: {
            "np.full_like(value, (loss_of(value + 1e-6) - loss_of(value - 1e-6)) / 2e-6)": "All "
            "numbers of a parameter are nudged together here: that measures the sum of its "
            "gradients. Nudge them one by one, as numerical_gradient does.",
            "nudge(loss_of, value, divisor=-2)": "The measured gradients have their signs turned: "
            "it is the loss above minus the loss below.",
            "np.zeros_like(value)": "The measured gradients are all 0. Does the nudged array reach "
            "the loss, {**params, name: nudged}, with no quotes around `name`?",
            **_same(
                _STEP,
                [
                    "nudge(loss_of, value, divisor=1)",
                    "nudge(loss_of, value, sides=1)",
                    *(f"nudge(loss_of, value, 1e-{n}, sides=1, divisor=1)" for n in range(1, 11)),
                    *(
                        f"nudge(loss_of, value, 1e-{n})"
                        for n in (0, 1, 2, 3, 9, 10, 11, 12, 13, 15)
                    ),
                ],
            ),
            "gradient_check.numerical_gradient(loss_of, gradients[name])": "This is measured at "
            "the wrong point: at the gradients. Nudge the parameter, value.",
        },
        "error = np.inf": {
            "error = 1.0": _INFINITE,
            "error = -np.inf": _INFINITE,
            "error = np.nan": _INFINITE,
            "error = None": _INFINITE,
            "continue": "A gradient of the wrong shape is missing in the result. " + _INFINITE,
        },
        "return errors": {
            "return max(errors.values())": "Only the largest of all errors is returned. Return the "
            "dict: which gradient is off is half of the diagnosis.",
            "return list(errors.values())": "The names are gone. Return the dict, {name: error}.",
        },
    },
    mistakes={
        "Only one parameter is in the result. Is the `return` inside the loop?": """
    for name, value in params.items():
        measured = gradient_check.numerical_gradient(lambda v: loss({**params, name: v}), value)
        return {name: gradient_check.relative_error(gradients[name], measured)}
""",
        "Every function nudges the last parameter. A function looks up `name` when it is called, "
        "and that is after the loop: call it inside, or write `name=name` into its arguments.": """
    errors, last = {}, list(params)[-1]
    for name, value in params.items():
        errors[name] = np.inf
        if np.shape(gradients[name]) == value.shape:
            f = lambda v: loss({**params, last: v})
            measured = gradient_check.numerical_gradient(f, value)
            errors[name] = relative(gradients[name], measured)
    return errors
""",
    },
)
