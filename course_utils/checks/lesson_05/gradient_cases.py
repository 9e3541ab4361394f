"""Cases for the learner's own gradient check, exercise 05.3, and how its answers are graded."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_utils import gradient_check


@dataclass(frozen=True)
class _Loss:
    """A loss of W, b and a parameter that it does not use, with its right gradients.

    A sum of tanh; in the valley a sum of squares, near whose floor the bend outweighs the slope; on
    the plane a plain sum, whose gradient is the same everywhere.
    """

    c: np.ndarray
    scale: float = 1.0
    shape: str = "tanh"

    def __call__(self, p):
        if self.shape == "plane":
            return float(3 * np.sum(p["W"]) + np.sum(p["b"]))
        if self.shape == "valley":
            return float(3 * np.sum(p["W"] ** 2) + np.sum(p["b"] ** 2))
        return self.scale * float(np.sum(np.tanh(p["W"].sum(axis=0) + p["b"]) * self.c))

    def gradients(self, p):
        if self.shape == "plane":
            W, b = np.full_like(p["W"], 3), np.ones_like(p["b"])
        elif self.shape == "valley":
            W, b = 6 * p["W"], 2 * p["b"]
        else:
            b = self.scale * self.c * (1 - np.tanh(p["W"].sum(axis=0) + p["b"]) ** 2)
            W = np.tile(b, (len(p["W"]), 1))
        return {"W": W, "b": b, "unused": np.zeros(2)}


def _gradient_case(label, shape, spoil=None, scale=1.0, form="tanh"):
    """What the case is about, a loss, the gradients to judge, and the params.

    The numbers of a gradient are of one size, so that all usual relative errors nearly agree.
    """
    rng = np.random.default_rng(shape)
    c = rng.uniform(0.5, 1.5, size=shape[1]) * rng.choice([-1, 1], size=shape[1])
    c[-1] = 2
    loss = _Loss(c, scale, form)
    params = {
        "unused": rng.normal(size=2),
        "b": rng.uniform(-0.3, 0.3, size=shape[1]),
        "W": rng.uniform(-1, 1, size=shape) / shape[0],
    }
    if loss.shape == "valley":
        params["W"] = 1e-5 * np.copysign(1 + np.abs(params["W"]), params["W"])
        params["b"] = 1e-5 * np.copysign(1 + np.abs(params["b"]), params["b"])
    gradients = loss.gradients(params)
    return label, loss, gradients | (spoil(gradients) if spoil else {}), params


def _one_entry(gradients):
    W = gradients["W"].copy()
    W[3, np.abs(W[3]).argmax()] -= 0.001 * np.abs(W).max()
    return {"W": W}


def check_cases():
    """Gradients to judge: right ones, and each kind of wrong one."""
    factors = {
        "the last of b 2 % too large": [1, 1, 1, 1.02],
        "all of b but the first too large": [1, 1.5, 1.5, 1.5, 1.5],
    }
    return [
        _gradient_case("right gradients", (2, 3)),
        _gradient_case("right gradients", (1, 1)),
        _gradient_case("right gradients of a large loss", (3, 2), scale=1e6),
        _gradient_case("right gradients near the floor of a valley", (2, 3), form="valley"),
        _gradient_case("right gradients of a plane", (3, 2), form="plane"),
        _gradient_case("b with its sign turned", (2, 3), lambda g: {"b": -g["b"]}),
        _gradient_case("tiny, W doubled", (3, 2), lambda g: {"W": 2 * g["W"]}, scale=1e-7),
        _gradient_case("W 0.00004 % too large", (3, 2), lambda g: {"W": g["W"] * (1 + 4e-7)}),
        _gradient_case("one number of W 0.1 % off", (10, 12), _one_entry),
        *(
            _gradient_case(label, (2, len(f)), lambda g, f=f: {"b": g["b"] * np.array(f)})
            for label, f in factors.items()
        ),
        _gradient_case("b backwards", (2, 3), lambda g: {"b": g["b"][::-1].copy()}),
        _gradient_case("b as a row", (2, 3), lambda g: {"b": g["b"][None]}),
        _gradient_case("one column of W", (4, 3), lambda g: {"W": g["W"][:, :1]}),
        _gradient_case("W transposed", (2, 3), lambda g: {"W": g["W"].T.copy()}),
    ]


def _grade(error, wanted):
    """A relative error in words: every sensible definition and step gives the same words."""
    if isinstance(error, (str, bytes, type(None))):
        return error
    try:
        numbers = np.asarray(error)
        if numbers.dtype == bool:
            return "True or False"
        number = float(numbers.item())
    except (TypeError, ValueError):
        return "not one number"
    if math.isnan(number):
        return "NaN"
    if math.isinf(wanted) or math.isinf(number):
        return f"{number}" if math.isinf(number) else "a finite number"
    if number < 0:
        return "below 0"
    if wanted < 1e-7:
        return f"{'below' if number < 1e-7 else 'above'} 1e-7"
    if number > 3 * wanted:
        return "too large"
    # 0.05: the norm of a difference in one number among 120, divided by the norms of both
    return f"about {wanted:.1g}" if number > 0.05 * wanted else "too small"


def grades(answer, label, loss, gradients, params):
    """What the learner's check says, in words: so all definitions of the error are alike."""
    right = loss.gradients(params)
    errors = answer(loss, gradients, params)
    if not isinstance(errors, Mapping):
        return errors

    def wanted(name):
        if np.shape(gradients[name]) != right[name].shape:
            return math.inf
        return gradient_check.relative_error(gradients[name], right[name])

    return {
        name: _grade(error, wanted(name)) if name in right else error
        for name, error in errors.items()
    }
