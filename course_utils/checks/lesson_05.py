"""The checks of lesson 05, backpropagation by hand."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_utils import gradient_check
from course_utils.backprop import bug_hunt
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise, attempt


def _are(*numbers, within=1e-3):
    """A test whether the answer is these numbers; None stands for any."""

    def test(answer):
        return len(answer) == len(numbers) and all(
            wanted is None or abs(float(got) - wanted) < within
            for got, wanted in zip(answer, numbers, strict=True)
        )

    return test


# --- 05.1 -----------------------------------------------------------------------------------

reuse_gradients = ValueExercise(
    name="reuse_gradients",
    solution=(-7, -4),
    passed="s hands on one sum, 2 - 6 = -4, and a adds its own -3 to that.",
    mistakes=[
        Mistake("Right numbers, but the first should be that of a.", _are(-4, -7)),
        Mistake(
            "b is right. But a has two users, the product and the sum s: here it has only what "
            "comes through s. What does the product s · a hand to a directly?",
            _are(-4, -4),
        ),
        Mistake(
            "a has only what the product hands to it directly. It also moves s: add what comes "
            "back through s.",
            _are(-3, None),
        ),
        Mistake(
            "s handed on only what came from the product. It is also used by the square, so it "
            "must wait for both and hand on the sum.",
            _are(-1, 2),
        ),
        Mistake(
            "s handed on only what came from the square. It is also used by the product, so it "
            "must wait for both and hand on the sum.",
            _are(-9, -6),
        ),
        Mistake(
            "The square hands back 2 s, not s: it is s · s, and both factors are s.",
            _are(-4, -1),
        ),
        Mistake(
            "Multiply swaps: in s · a, s gets what a holds, and a gets what s holds.",
            _are(-7, -9),
        ),
        Mistake(
            "s = a + b = -3 is negative, and the square hands back 2 s with its sign.",
            _are(5, 8),
        ),
        Mistake("The signs are turned. The last node starts with +1.", _are(7, 4)),
        Mistake(
            "What comes back on two paths is added, not multiplied.",
            lambda answer: _are(None, -12)(answer) or _are(12, None)(answer),
        ),
        Mistake(
            "One of these is f itself, 3. Asked is how f moves when a or b moves.",
            lambda answer: 3 in answer,
        ),
        Mistake(
            "b is right, so s handed on the right sum. What does a get besides it?",
            _are(None, -4),
        ),
        Mistake(
            "a is right. b is used by s alone, and add copies: it gets what s has.",
            _are(-7, None),
        ),
    ],
)


# --- 05.2 -----------------------------------------------------------------------------------


def _network_cases():
    rng = np.random.default_rng(1)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            3 * rng.normal(size=(n, 1)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(1, hidden)),
            rng.normal(size=1),
        )

    return [case(7, 3, 4), case(1, 2, 3), case(3, 4, 2), case(5, 1, 3)]


def _sum(dz):
    return dz.sum(axis=0)


def _by_name(answer, *arguments):
    """The four gradients with their names, those of the last layer first, as they are computed."""
    gradients = answer(*arguments)
    if isinstance(gradients, Mapping):
        return tuple(gradients.items())
    if not isinstance(gradients, (tuple, list)) or len(gradients) != 4:
        return gradients
    dW1, db1, dW2, db2 = gradients
    return {"dW2": dW2, "db2": db2, "dW1": dW1, "db1": db1}


def _network(
    start=lambda z2, y: 2 * (z2 - y) / len(y),
    fed=lambda z1, a1: a1,
    slope=lambda z1, a1: 1 - a1**2,
    bias=_sum,
    bias1=None,
    bias2=None,
    back=lambda dz2, W2: dz2 @ W2,
    weight1=lambda dz1, x: dz1.T @ x,
    weight2=lambda dz2, a1: dz2.T @ a1,
    returned=lambda dW1, db1, dW2, db2: (dW1, db1, dW2, db2),
):
    """The backward pass of 05.2; each argument replaces one part of it by a mistake."""

    def answer(x, y, W1, b1, W2, b2):
        z1 = x @ W1.T + b1
        a1 = np.tanh(z1)
        dz2 = start(a1 @ W2.T + b2, y)
        dz1 = back(dz2, W2) * slope(z1, a1)
        dW2, dW1 = weight2(dz2, fed(z1, a1)), weight1(dz1, x)
        return returned(dW1, (bias1 or bias)(dz1), dW2, (bias2 or bias)(dz2))

    return answer


_ON_WAY_BACK = "On the way back through tanh the gradient is multiplied by 1 - a1², "

network_backward = FunctionExercise(
    name="network_backward",
    solution=_network(),
    observe=_by_name,
    cases=_network_cases,
    passed="Seven lines. With more layers the last four repeat, nothing new comes.",
    mistakes=[
        Mistake(
            "Every gradient is N times too large: the loss is a mean, so its 1/N belongs into dz2.",
            _network(start=lambda z2, y: 2 * (z2 - y)),
        ),
        Mistake(
            "Every gradient is half of what it should be: the square hands back 2 (z2 - y).",
            _network(start=lambda z2, y: (z2 - y) / len(y)),
        ),
        Mistake(
            "dz2 = z2 - y is the rule for cross-entropy (lesson 04). Here the loss is a mean of "
            "squares: the 2 and the 1/N are missing.",
            _network(start=lambda z2, y: z2 - y),
        ),
        *(
            Mistake(
                "The sign is turned: the gradient of (z2 - y)² has the sign of z2 - y.",
                _network(start=start),
            )
            for start in (
                lambda z2, y: 2 * (y - z2) / len(y),
                lambda z2, y: 2 * (y - z2),
                lambda z2, y: (y - z2) / len(y),
                lambda z2, y: y - z2,
            )
        ),
        *(
            Mistake(
                "This divides by N twice. The mean of the loss counts once, in dz2; all that "
                "follows has it already.",
                answer,
            )
            for answer in (
                _network(start=lambda z2, y: 2 * (z2 - y) / len(y) ** 2),
                _network(
                    bias=lambda dz: dz.mean(axis=0),
                    weight1=lambda dz1, x: dz1.T @ x / len(x),
                    weight2=lambda dz2, a1: dz2.T @ a1 / len(a1),
                ),
                _network(
                    weight1=lambda dz1, x: dz1.T @ x / len(x),
                    weight2=lambda dz2, a1: dz2.T @ a1 / len(a1),
                ),
            )
        ),
        *(
            Mistake(
                "A bias is used once for each sample, so its gradient is the sum of dz over the "
                "samples. The mean of the loss is in dz2 already.",
                answer,
            )
            for answer in (
                _network(bias=lambda dz: dz.mean(axis=0)),
                _network(bias1=lambda dz: dz.mean(axis=0)),
                _network(bias2=lambda dz: dz.mean(axis=0)),
            )
        ),
        *(
            Mistake(
                "db is dz for one sample only. For a batch add up the rows: db has the shape of b.",
                answer,
            )
            for answer in (
                _network(bias=lambda dz: dz),
                _network(bias1=lambda dz: dz),
                _network(bias2=lambda dz: dz),
                _network(bias=lambda dz: dz[0]),
                _network(bias2=lambda dz: dz[0]),
                _network(bias1=lambda dz: dz[0]),
            )
        ),
        *(
            Mistake(
                "The sum for a bias runs over the samples only, axis 0: each unit keeps its own.",
                answer,
            )
            for answer in (
                _network(bias=np.sum),
                _network(bias1=np.sum),
                _network(bias1=np.sum, bias2=lambda dz: dz.sum(keepdims=True)[0]),
                _network(bias=lambda dz: dz.sum(axis=1)),
                _network(bias1=lambda dz: dz.sum(axis=1)),
            )
        ),
        Mistake(
            _ON_WAY_BACK + "its local derivative. Here it passes unchanged, dz1 = da1.",
            _network(slope=lambda z1, a1: 1),
        ),
        Mistake(
            _ON_WAY_BACK + "not by 1 - a1: the square is missing.",
            _network(slope=lambda z1, a1: 1 - a1),
        ),
        Mistake(
            _ON_WAY_BACK + "where a1 is the output of tanh already. Here tanh is taken once more: "
            "a derivative at the wrong variable.",
            _network(slope=lambda z1, a1: 1 - np.tanh(a1) ** 2),
        ),
        Mistake(
            _ON_WAY_BACK + "not by 1 - z1²: the formula 1 - a² uses the output.",
            _network(slope=lambda z1, a1: 1 - z1**2),
        ),
        Mistake(
            _ON_WAY_BACK + "a1 (1 - a1) is the slope of the sigmoid.",
            _network(slope=lambda z1, a1: a1 * (1 - a1)),
        ),
        Mistake(
            _ON_WAY_BACK + "a mask of 0 and 1 belongs to ReLU.",
            _network(slope=lambda z1, a1: a1 > 0),
        ),
        Mistake(
            _ON_WAY_BACK + "not by tanh itself.",
            _network(slope=lambda z1, a1: a1),
        ),
        Mistake(
            "dW2 is dz2 times what W2 was multiplied with on the way forward: a1, after the "
            "activation, not z1.",
            _network(fed=lambda z1, a1: z1),
        ),
        *(
            Mistake(
                "A gradient has the shape of its parameter: dW is dz.T @ input, (out, N) @ "
                "(N, in), not input.T @ dz.",
                answer,
            )
            for answer in (
                _network(weight1=lambda dz1, x: x.T @ dz1, weight2=lambda dz2, a1: a1.T @ dz2),
                _network(weight1=lambda dz1, x: x.T @ dz1),
                _network(weight2=lambda dz2, a1: a1.T @ dz2),
            )
        ),
        Mistake(
            "Back through W2 goes dz2 @ W2, (N, 1) @ (1, hidden), without a transpose: forward was "
            "a1 @ W2.T, and back turns it round.",
            _network(back=lambda dz2, W2: dz2 @ W2.T),
        ),
        Mistake(
            "The output has no activation, so dz2 is 2 (z2 - y) / N, without a factor 1 - z2².",
            _network(start=lambda z2, y: 2 * (z2 - y) / len(y) * (1 - z2**2)),
        ),
        Mistake(
            "The output has no activation: its tanh is not part of this network.",
            _network(start=lambda z2, y: 2 * (z2 - y) / len(y) * (1 - np.tanh(z2) ** 2)),
        ),
        Mistake(
            "The four gradients are right, but in another order: dW1, db1, dW2, db2.",
            _network(returned=lambda dW1, db1, dW2, db2: (dW2, db2, dW1, db1)),
        ),
        Mistake(
            "The four gradients are right, but in another order: dW1, db1, dW2, db2.",
            _network(returned=lambda dW1, db1, dW2, db2: (dW1, dW2, db1, db2)),
        ),
        *(
            Mistake(
                "The four gradients are right, but in a dict. Return them as a tuple: "
                "return dW1, db1, dW2, db2.",
                _network(
                    returned=lambda *four, d=d: dict(
                        zip((f"{d}W1", f"{d}b1", f"{d}W2", f"{d}b2"), four, strict=True)
                    )
                ),
            )
            for d in ("", "d")
        ),
        Mistake(
            "There is no absolute value in the derivative of a square: the sign says on which side "
            "of the target the answer lies.",
            _network(start=lambda z2, y: 2 * np.abs(z2 - y) / len(y)),
        ),
        Mistake(
            "The derivative of (z2 - y)² is 2 (z2 - y), without the square.",
            _network(start=lambda z2, y: (z2 - y) ** 2 / len(y)),
        ),
        Mistake(
            "The derivative of (z2 - y)² is 2 (z2 - y), without the square.",
            _network(start=lambda z2, y: 2 * (z2 - y) ** 2 / len(y)),
        ),
        Mistake(
            "dz1 is the gradient da1 times the slope. Here only the slope is left.",
            _network(back=lambda dz2, W2: 1),
        ),
        Mistake(
            "This is dz1 without W2: the gradient goes back through the second layer first.",
            _network(back=lambda dz2, W2: dz2 * np.ones_like(W2)),
        ),
    ],
)


# --- 05.3 -----------------------------------------------------------------------------------

best_step = FunctionExercise(
    name="best_step",
    solution=lambda M, F, eps: (3 * eps * F / M) ** (1 / 3),
    # Large eps, so that the answers are not all alike within the tolerance.
    cases=lambda: [(2.0, 9.0, 0.024), (0.5, 3.0, 0.7), (6.0, 0.25, 0.01), (1.0, 1.0, 0.3)],
    passed="In the curves above M is about 100 and F is 2.25: that makes 2e-6 for float64 (eps "
    "1.1e-16) and 1.6e-3 for float32 (eps 6e-8), near their lowest points.",
    mistakes=[
        Mistake(
            "This is where both parts are equal. The smallest sum lies elsewhere: set the "
            "derivative of E to 0.",
            lambda M, F, eps: (6 * eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "The 3 is missing: the derivative of M h² / 6 is M h / 3.",
            lambda M, F, eps: (eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "This is h³. Take the third root.",
            lambda M, F, eps: 3 * eps * F / M,
        ),
        Mistake(
            "A square root where a third root is needed: M h / 3 = eps F / h² gives h³.",
            lambda M, F, eps: (3 * eps * F / M) ** (1 / 2),
        ),
        Mistake(
            "This is the best step for the difference to one side, with truncation M h / 2.",
            lambda M, F, eps: (2 * eps * F / M) ** (1 / 2),
        ),
        Mistake(
            "The fraction is upside down. A larger loss F has more rounding and needs a larger "
            "step; more bend M needs a smaller one.",
            lambda M, F, eps: (3 * eps * M / F) ** (1 / 3),
        ),
        Mistake(
            "In Python 1/3 needs brackets here: x ** 1 / 3 is (x ** 1) / 3.",
            lambda M, F, eps: (3 * eps * F / M) ** 1 / 3,
        ),
        Mistake(
            "x ** 1 // 3 and x ** (1 // 3) round 1/3 down: 1 // 3 is 0 in Python.",
            lambda M, F, eps: (3 * eps * F / M) ** (1 // 3),
        ),
        Mistake(
            "M and F count too: a steep third derivative needs a smaller step, a large loss a "
            "larger one.",
            lambda M, F, eps: (3 * eps) ** (1 / 3),
        ),
        Mistake(
            "The third root of eps alone is a good rule of thumb. Derive the minimum of E(h) for "
            "any M and F.",
            lambda M, F, eps: eps ** (1 / 3),
        ),
        Mistake(
            "This is the smallest error E itself. Asked is the step h at which it is reached.",
            lambda M, F, eps: (
                M / 6 * (3 * eps * F / M) ** (2 / 3) + eps * F / (3 * eps * F / M) ** (1 / 3)
            ),
        ),
        Mistake(
            "The derivative of h² is 2 h: M/6 · 2 h = M h / 3, not M h / 6.",
            lambda M, F, eps: (12 * eps * F / M) ** (1 / 3),
        ),
        Mistake(
            "The 3 stands on the wrong side: M h / 3 = eps F / h², so h³ = 3 eps F / M.",
            lambda M, F, eps: (eps * F / (3 * M)) ** (1 / 3),
        ),
    ],
)


# --- 05.4 -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Loss:
    """A loss of W, b and a parameter that it does not use, with its right gradients.

    A sum of tanh; or, in the valley, of squares, near whose floor the bend outweighs the slope.
    """

    c: np.ndarray
    scale: float = 1.0
    valley: bool = False

    def __call__(self, p):
        if self.valley:
            return float(3 * np.sum(p["W"] ** 2) + np.sum(p["b"] ** 2))
        return self.scale * float(np.sum(np.tanh(p["W"].sum(axis=0) + p["b"]) * self.c))

    def gradients(self, p):
        if self.valley:
            return {"W": 6 * p["W"], "b": 2 * p["b"], "unused": np.zeros(2)}
        db = self.scale * self.c * (1 - np.tanh(p["W"].sum(axis=0) + p["b"]) ** 2)
        return {"W": np.tile(db, (len(p["W"]), 1)), "b": db, "unused": np.zeros(2)}


def _gradient_case(label, shape, spoil=None, **options):
    """What the case is about, a loss, the gradients to judge, and the params.

    The numbers of a gradient are of one size, so that all usual relative errors nearly agree.
    """
    rng = np.random.default_rng(shape)
    c = rng.uniform(0.5, 1.5, size=shape[1]) * rng.choice([-1, 1], size=shape[1])
    c[-1] = 2
    loss = _Loss(c, **options)
    params = {
        "unused": rng.normal(size=2),
        "b": rng.uniform(-0.3, 0.3, size=shape[1]),
        "W": rng.uniform(-1, 1, size=shape) / shape[0],
    }
    if loss.valley:
        params["W"] = 1e-5 * np.copysign(1 + np.abs(params["W"]), params["W"])
        params["b"] = 1e-5 * np.copysign(1 + np.abs(params["b"]), params["b"])
    gradients = loss.gradients(params)
    return label, loss, gradients | (spoil(gradients) if spoil else {}), params


def _one_entry(gradients):
    W = gradients["W"].copy()
    W[3, np.abs(W[3]).argmax()] -= 0.001 * np.abs(W).max()
    return {"W": W}


def _last_of_b(gradients):
    return {"b": gradients["b"] * np.array([1, 1, 1, 1.02])}


def _all_but_the_first(gradients):
    return {"b": gradients["b"] * np.array([1, 1.5, 1.5, 1.5, 1.5])}


def _check_cases():
    return [
        _gradient_case("right gradients", (2, 3)),
        _gradient_case("right gradients", (1, 1)),
        _gradient_case("right gradients of a large loss", (3, 2), scale=1e6),
        _gradient_case("right gradients near the floor of a valley", (2, 3), valley=True),
        _gradient_case("b with its sign turned", (2, 3), lambda g: {"b": -g["b"]}),
        _gradient_case("tiny, W doubled", (3, 2), lambda g: {"W": 2 * g["W"]}, scale=1e-7),
        _gradient_case("W 0.00004 % too large", (3, 2), lambda g: {"W": g["W"] * (1 + 4e-7)}),
        _gradient_case("one number of W 0.1 % off", (10, 12), _one_entry),
        _gradient_case("the last of b 2 % too large", (2, 4), _last_of_b),
        _gradient_case("all of b but the first too large", (2, 5), _all_but_the_first),
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


def _grades(answer, label, loss, gradients, params):
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


def _checker(compare, f=gradient_check.numerical_gradient, over=None):
    """A check_gradients with one part replaced."""

    def answer(loss, gradients, params):
        return {
            name: compare(
                gradients[name], f(lambda v, n=name: loss({**params, n: v}), params[name])
            )
            for name in over or params
        }

    return answer


def _last_name(loss, gradients, params):
    """The functions are made in one loop and called in another: all nudge the last parameter."""
    last = list(params)[-1]
    return {
        name: _with_shapes(_relative)(
            gradients[name],
            gradient_check.numerical_gradient(lambda v: loss({**params, last: v}), params[name]),
        )
        for name in params
    }


def _with_shapes(compare):
    """compare, but inf where the shapes differ."""
    return lambda a, b: compare(a, b) if np.shape(a) == np.shape(b) else np.inf


def _both(compare):
    """The mistake without and with a look at the shapes."""
    return _checker(compare), _checker(_with_shapes(compare))


def _relative(a, b, norm=np.max):
    with np.errstate(all="ignore"):
        a, b = np.broadcast_arrays(a, b)
        size = max(np.abs(a).max(), np.abs(b).max())
        return norm(np.abs(a - b)) / size if size else 0.0


def _ratio(a, b):
    """a / b of two numbers, and a where b is 0."""
    return abs(a) / abs(b) if b else abs(a)


def _one_by_one(a, b):
    with np.errstate(all="ignore"):
        return np.max(np.abs(a - b) / (np.abs(a) + np.abs(b)))


def _measured(h, sides=2, divisor=2):
    """numerical_gradient with another step, on one side only, or with another divisor."""

    def measure(f, x):
        gradient = np.zeros_like(x)
        for place in np.ndindex(x.shape):
            nudge = np.zeros_like(x)
            nudge[place] = h
            low = f(x - nudge) if sides == 2 else f(x)
            gradient[place] = (f(x + nudge) - low) / (divisor * h)
        return gradient

    return measure


def _all_at_once(f, x, h=1e-6):
    return np.full_like(x, (f(x + h) - f(x - h)) / (2 * h))


_SHAPE = (
    "A gradient of another shape slips through: NumPy stretches it (broadcasting) and subtracts. "
    "Compare the shapes first, and answer np.inf where they differ."
)
_ABSOLUTE = (
    "This is the absolute difference. Where gradients are tiny it is always small, and where they "
    "are large it never is: divide by their size."
)
_MEAN = (
    "One wrong number among many gets lost in a mean, a median or a sum over all. Take the "
    "largest difference."
)
_NO_ABSOLUTE = (
    "Without absolute values a difference below 0 counts as no difference: take np.abs of it "
    "before the maximum."
)
_STEP = (
    "Even right gradients get too large an error, so the measured ones must be off. Nudge to both "
    "sides, divide by 2 h, and take h near 1e-6; or use numerical_gradient."
)

check_gradients = FunctionExercise(
    name="check_gradients",
    solution=gradient_check.check_gradients,
    observe=_grades,
    cases=_check_cases,
    passed="It finds a turned sign, a factor, one bad number among 120, and a wrong shape.",
    mistakes=[
        *(
            Mistake(_SHAPE, answer)
            for answer in (
                _checker(_relative),
                _checker(lambda a, b: _relative(a, b, np.linalg.norm)),
            )
        ),
        Mistake(
            "relative_error raises an error for a wrong shape, and then no gradient is judged. "
            "Look at the shapes first, and answer np.inf where they differ.",
            _checker(gradient_check.relative_error),
        ),
        *(
            Mistake(
                "Two arrays of the same size, length or number of axes need not have the same "
                "shape: compare np.shape of both.",
                _checker(lambda a, b, of=of: _relative(a, b) if of(a) == of(b) else np.inf),
            )
            for of in (np.ndim, np.size, len)
        ),
        *(
            Mistake(_ABSOLUTE, answer)
            for difference in (
                lambda a, b: np.abs(a - b).max(),
                lambda a, b: np.linalg.norm(a - b),
                lambda a, b: np.abs(a - b).mean(),
            )
            for answer in _both(difference)
        ),
        *(
            Mistake(
                "A number is added to the divisor, or holds it up. Where the gradients are "
                "smaller than that number, all is well: divide by their size alone.",
                answer,
            )
            for answer in (
                *_both(lambda a, b: np.abs(a - b).max() / (1 + np.abs(b).max())),
                *_both(lambda a, b: np.abs(a - b).max() / (1e-3 + np.abs(b).max())),
            )
        ),
        *(
            Mistake(_MEAN, answer)
            for mean in (
                lambda a, b: _relative(a, b, np.mean),
                lambda a, b: _relative(a, b, np.median),
                lambda a, b: np.median(np.abs(a - b)),
                lambda a, b: _ratio(np.mean(np.abs(a - b)), np.mean(np.abs(b))),
                lambda a, b: _ratio(np.mean(a) - np.mean(b), np.mean(b)),
                lambda a, b: _ratio(np.sum(a - b), np.sum(np.abs(b))),
                lambda a, b: _ratio(np.linalg.norm(a) - np.linalg.norm(b), np.linalg.norm(b)),
            )
            for answer in _both(mean)
        ),
        *(
            Mistake(
                "The differences are squared and no root is taken: an error of 0.001 becomes "
                "0.000001. Take np.abs of them.",
                answer,
            )
            for square in (
                lambda a, b: _ratio(np.sum((a - b) ** 2), np.sum(b**2)),
                lambda a, b: _ratio(np.max((a - b) ** 2), np.max(b**2)),
            )
            for answer in _both(square)
        ),
        *(
            Mistake(
                "The error is rounded, and a small one becomes 0. Return it as it is, and round "
                "where you print it.",
                _checker(_with_shapes(lambda a, b, n=n: round(_relative(a, b), n))),
            )
            for n in range(2, 7)
        ),
        *(
            Mistake(
                "Where both gradients are 0 the relative error is 0 / 0. Two zeros agree: their "
                "error is 0.",
                answer,
            )
            for answer in _both(_one_by_one)
        ),
        *(
            Mistake(
                "Sizes are compared here, without their signs: a gradient with its sign turned "
                "passes.",
                answer,
            )
            for answer in (
                *_both(lambda a, b: _relative(np.abs(a), np.abs(b))),
                *_both(lambda a, b: _relative(a**2, b**2)),
            )
        ),
        *(
            Mistake(_NO_ABSOLUTE, answer)
            for turn in (1, -1)
            for answer in _both(
                lambda a, b, turn=turn: (
                    np.max(turn * (a - b)) / (np.abs(a).max() + np.abs(b).max() + 1e-300)
                )
            )
        ),
        *(
            Mistake(
                "Only one parameter is in the result. Is the `return` inside the loop?",
                _checker(gradient_check.relative_error, over=over),
            )
            for over in (["W"], ["unused"])
        ),
        *(
            Mistake("Only the first number of each gradient is compared.", answer)
            for answer in _both(lambda a, b: _relative(np.ravel(a)[0], np.ravel(b)[0]))
        ),
        Mistake(
            "All numbers of a parameter are nudged together here: that measures the sum of its "
            "gradients. Nudge them one by one, as numerical_gradient does.",
            _checker(_with_shapes(_relative), f=_all_at_once),
        ),
        Mistake(
            "Every function nudges the last parameter. A function looks up `name` when it is "
            "called, and that is after the loop: call it inside, or write `name=name` into its "
            "arguments.",
            _last_name,
        ),
        Mistake(
            "The measured gradients have their signs turned: it is the loss above minus the loss "
            "below.",
            _checker(_with_shapes(_relative), f=_measured(1e-6, divisor=-2)),
        ),
        Mistake(
            "The measured gradients are all 0. Does the nudged array reach the loss, "
            "{**params, name: nudged}, with no quotes around `name`?",
            _checker(_with_shapes(_relative), f=lambda f, x: np.zeros_like(x)),
        ),
        *(
            Mistake(_STEP, _checker(_with_shapes(_relative), f=measure))
            for measure in (
                _measured(1e-6, divisor=1),
                _measured(1e-6, sides=1, divisor=2),
                *(_measured(10.0**-n, sides=1, divisor=1) for n in range(1, 11)),
                *(_measured(10.0**-n) for n in (0, 1, 2, 3, 9, 10, 11, 12, 13, 15)),
            )
        ),
        *(
            Mistake(
                "The answers are True or False. Return the relative error itself, its size is the "
                "diagnosis.",
                _checker(_with_shapes(compare)),
            )
            for compare in (
                lambda a, b: bool(_relative(a, b) < 1e-6),
                lambda a, b: bool(np.allclose(a, b)),
            )
        ),
        Mistake(
            "These are the measured gradients. What is asked is how far the given ones are from "
            "them.",
            _checker(lambda a, b: b),
        ),
        Mistake(
            "The gradients are compared with the parameters. Measure the gradients of the loss "
            "first, with numerical_gradient.",
            lambda loss, gradients, params: {
                name: _with_shapes(_relative)(gradients[name], params[name]) for name in params
            },
        ),
    ],
)


def yours_or_ours(answer):
    """The learner's check_gradients if it passes the exercise, else the course's; says which.

    Where the learner's fails later, at a patient, it says so once and the course's takes over.
    """
    ours = gradient_check.check_gradients
    if check_gradients.judge(answer).state != "right":
        print(
            "check_gradients is not right yet: until then the course's own examines the patients."
        )
        return ours
    print("check_gradients as defined in this notebook is right: it examines the patients.")
    failures = []

    def examine(loss, gradients, params):
        def work():
            errors = answer(loss, dict(gradients), {n: v.copy() for n, v in params.items()})
            return {name: float(np.asarray(errors[name]).item()) for name in params}

        if not failures:
            errors, failure = attempt(work)
            if failure is None:
                return errors
            failures.append(failure)
            print(f"Your check_gradients failed here: {failure}")
            print("From now on the course's own examines the patients.")
        return ours(loss, gradients, params)

    return examine


# --- 05.5 -----------------------------------------------------------------------------------


def _sigmoid(a):
    e = math.exp(-abs(a))
    return (1 if a >= 0 else e) / (1 + e)


def _silu(slope, result=lambda a, s: a * s, sigmoid=_sigmoid):
    def rule(a):
        s = sigmoid(a)
        return result(a, s), slope(a, s)

    return rule


def _right_slope(a, s):
    return s + a * s * (1 - s)


_OVERFLOW = (
    "It is right as long as the exponential does not overflow. Take it of -abs(a), which is never "
    "positive, and treat the two signs of a apart."
)

silu_rule = FunctionExercise(
    name="silu_rule",
    solution=_silu(_right_slope),
    cases=lambda: [(a,) for a in (1.5, -0.7, 3.0, -4.0, 0.0, -9.0, -30.0, 800.0, -800.0)],
    passed="Unlike ReLU it has a small slope below 0, at a = -0.7 still 0.18.",
    mistakes=[
        Mistake(_OVERFLOW, _silu(_right_slope, sigmoid=lambda a: 1 / (1 + math.exp(-a)))),
        Mistake(_OVERFLOW, _silu(_right_slope, sigmoid=lambda a: math.exp(a) / (1 + math.exp(a)))),
        *(
            Mistake(hint, _silu(slope, sigmoid=sigmoid))
            for hint, slope in (
                (
                    "This is the slope of the sigmoid alone. In the product a · σ(a) each factor "
                    "moves: two terms.",
                    lambda a, s: s * (1 - s),
                ),
                (
                    "Half of the product rule: the first factor moves, the second is held. The "
                    "term a · σ'(a) is missing.",
                    lambda a, s: s,
                ),
                (
                    "Half of the product rule: the second factor moves, the first is held. The "
                    "term σ(a) is missing.",
                    lambda a, s: a * s * (1 - s),
                ),
                (
                    "The second term has lost its a: the product rule says σ(a) + a · σ'(a).",
                    lambda a, s: s + s * (1 - s),
                ),
                (
                    "In the second term stands σ instead of its slope σ (1 - σ).",
                    lambda a, s: s + a * s,
                ),
                (
                    "In the second term stands 1 - σ instead of σ (1 - σ).",
                    lambda a, s: s + a * (1 - s),
                ),
                (
                    "The slope of the sigmoid is σ (1 - σ), at σ(a). Here a itself stands where σ "
                    "should: the slope taken at the wrong variable.",
                    lambda a, s: s + a * a * (1 - a),
                ),
                (
                    "The slope of the sigmoid is σ (1 - σ). Here the result a · σ(a) is put in "
                    "place of σ.",
                    lambda a, s: a * s * (1 - a * s),
                ),
                (
                    "The slope of a product is not the product of the slopes: 1 · σ' is only part "
                    "of it. Look up the product rule.",
                    lambda a, s: 1 * s * (1 - s) * a + 0 * s,
                ),
                ("The sign of the second term is turned.", lambda a, s: s - a * s * (1 - s)),
                (
                    "That is the slope of tanh in the second term, 1 - σ². The sigmoid's is "
                    "σ (1 - σ).",
                    lambda a, s: s + a * (1 - s**2),
                ),
            )
            for sigmoid in (
                _sigmoid,
                lambda a: 1 / (1 + math.exp(-a)),
                lambda a: math.exp(a) / (1 + math.exp(a)),
            )
        ),
        Mistake(
            "The result is the sigmoid itself. SiLU is a times it.",
            _silu(lambda a, s: s * (1 - s), result=lambda a, s: s),
        ),
        Mistake(
            "The result is the sigmoid itself. SiLU is a times it.",
            _silu(_right_slope, result=lambda a, s: s),
        ),
        Mistake(
            "Right, but turned round: first the result, then the slope.",
            lambda a: _silu(_right_slope)(a)[::-1],
        ),
        Mistake(
            "This is the slope alone. Return both, the result and the slope.",
            lambda a: _silu(_right_slope)(a)[1],
        ),
        Mistake(
            "This is the result alone. Return both, the result and the slope.",
            lambda a: _silu(_right_slope)(a)[0],
        ),
    ],
)


# --- 05.6 -----------------------------------------------------------------------------------

two_rates = ValueExercise(
    name="two_rates",
    solution=(1 / 6, 1 / 3),
    passed="An update multiplies w by 1 - 6 η. Beyond 1/3 that is below -1, and w grows.",
    mistakes=[
        Mistake("Right numbers, but turned round.", _are(1 / 3, 1 / 6)),
        Mistake(
            "The numbers are close. Give them to three decimals, or as fractions such as 2 / 7.",
            lambda answer: (
                _are(1 / 6, 1 / 3, within=0.008)(answer) and not _are(1 / 6, 1 / 3)(answer)
            ),
        ),
        Mistake(
            "This takes 3 w as the derivative of 3 w². It is 6 w.",
            _are(1 / 3, 2 / 3),
        ),
        Mistake(
            "This takes 2 w as the derivative: the factor 3 stays. It is 6 w.",
            _are(1 / 2, 1),
        ),
        Mistake(
            "The first is right. With the second nothing ever moves, that is true but no training: "
            "there is another rate, at which w jumps to its mirror image.",
            _are(1 / 6, 0),
        ),
        Mistake(
            "These are the factors 1 - 6 η. Solve them for η.",
            _are(0, -1),
        ),
        Mistake(
            "Rates are positive: the minus is in the update already, w - η dw.",
            lambda answer: min(float(rate) for rate in answer) < 0,
        ),
        Mistake(
            "This is 6, the number in the derivative, and not the rate yet: 1 - 6 η should be 0.",
            _are(6, None),
        ),
        Mistake(
            "The first is right. For the second: which numbers besides w = w₀ have the same loss "
            "as w₀? One update should land there.",
            _are(1 / 6, None),
        ),
        Mistake(
            "The second is right. For the first: one update should land at w = 0.",
            _are(None, 1 / 3),
        ),
    ],
)


# --- 05.7 -----------------------------------------------------------------------------------

_ASKED = range(2, 11)  # the patients of 05.7
_LINES = tuple(bug_hunt.PATIENTS[n].line for n in _ASKED)
_NAMES = ("W1", "b1", "W2", "b2")
# Why the wrong line, where the pattern of the errors alone allows it.
_NOT_THAT = {
    (3, 5): "back through W2 goes dz2 @ W2, and that is what it says.",
    (4, 1): "the derivative of a mean of squares is 2 (p - y) / N, and that is what it says.",
    (6, 6): "it is right. But which W2 does it meet?",
    (6, 7): "it is the slope of tanh at z1, and right. The error of this patient is small, as if "
    "something were nearly right.",
    (7, 2): "the slope of the sigmoid at z2 is right. An error of 2 in all four means that every "
    "sign is turned.",
    (10, 5): "back through W2 goes dz2 @ W2, and that is what it says.",
}


def _off(number):
    """Which gradients of a patient depend on the faulty line."""
    patient = bug_hunt.PATIENTS[number]
    return bug_hunt.reached(patient.backward, patient.line)


def _in_words(names, one, many):
    """dW1, dW2 and db2, and behind them the verb for one or for many."""
    *others, last = [f"d{name}" for name in _NAMES if name in names]
    return f"{', '.join(others)} and {last} {many}" if others else f"{last} {one}"


def _wrong_line(number, line):
    """The hint for a wrong line: what the pattern of the errors says against it."""
    backward, off = bug_hunt.PATIENTS[number].backward, _off(number)
    says = f"Patient {number}: line {line} is `{bug_hunt.steps_of(backward)[line - 1]}`. "
    reached = bug_hunt.reached(backward, line)
    if reached - off:
        right = _in_words(reached - off, "depends on it, and was", "depend on it, and were")
        return f"{says}{right} found right."
    if off - reached:
        spoilt = _in_words(off - reached, "is", "are")
        return f"{says}But {spoilt} off too, and a fault in this line could not reach there."
    return f"{says}Derive it: {_NOT_THAT[number, line]}"


def _chosen(place, line):
    """Whether this line stands at this place, behind right answers only."""
    return lambda answer: (
        len(answer) == len(_LINES)
        and tuple(answer[:place]) == _LINES[:place]
        and answer[place] == line
    )


def _not_a_line(answer):
    counts = [len(bug_hunt.steps_of(bug_hunt.PATIENTS[n].backward)) for n in _ASKED]
    return len(answer) == len(_LINES) and any(
        line not in range(1, count + 1) for line, count in zip(answer, counts, strict=True)
    )


faulty_lines = ValueExercise(
    name="faulty_lines",
    solution=_LINES,
    tolerance=0,
    passed="Nine diagnoses. Most of them you could narrow down to two lines before you read any.",
    mistakes=[
        *(
            Mistake(_wrong_line(number, line), _chosen(place, line))
            for place, number in enumerate(_ASKED)
            for line in range(1, len(bug_hunt.steps_of(bug_hunt.PATIENTS[number].backward)) + 1)
            if line != bug_hunt.PATIENTS[number].line
        ),
        Mistake(
            "Give line numbers as they are printed: whole numbers from 1 to the last line.",
            _not_a_line,
        ),
    ],
)


# --- 05.8 -----------------------------------------------------------------------------------


def _residual_cases():
    rng = np.random.default_rng(8)

    def case(n, n_in, hidden):
        return (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n, hidden)),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(hidden, hidden)),
            rng.normal(size=hidden),
        )

    # Small whole numbers: in the first row z is exactly 0 twice, and 0.001 once.
    corner = (
        np.array([[1.0, -1.0], [2.0, 1.0], [0.0, 3.0]]),
        np.array([[1.0, 4.0, -2.0], [0.0, -3.0, 1.0], [5.0, 2.0, -1.0]]),
        np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, 1.0, -1.0]),
        np.array([[1.0, -1.0, 0.0], [0.0, 1.0, 2.0], [-1.0, 2.0, 1.0]]),
        np.array([-1.0, 2.0, 2.001]),
    )
    return [case(5, 3, 4), case(3, 2, 3), case(1, 4, 3), case(6, 3, 2), corner]


def _residual(
    start=lambda h1, y: 2 * (h1 - y) / len(y),
    mask=lambda h0, z, h1: z > 0,
    through=lambda dh1, dz, W2: dh1 + dz @ W2,
    bias=_sum,
    fed=lambda h0, z, h1: h0,
    hand=lambda dh1, dz: dz,
    last=lambda dh1, dh0, dz: dh0,
):
    """The backward pass of 05.8; each argument replaces one part of it by a mistake."""

    def answer(x, y, W1, b1, W2, b2):
        h0, z, h1 = bug_hunt.residual_forward(x, W1, b1, W2, b2)
        dh1 = start(h1, y)
        dz = dh1 * mask(h0, z, h1)
        dh0 = last(dh1, through(dh1, dz, W2), dz)
        weights = {"W1": dh0.T @ x, "W2": hand(dh1, dz).T @ fed(h0, z, h1)}
        return weights | {"b1": bias(dh0), "b2": bias(hand(dh1, dz))}

    return answer


_PATIENT_HINTS = {
    11: "This is patient 11: the mask looks at the sign of the gradient. ReLU hands on where its "
    "input z was positive, whatever the gradient is.",
    12: "This is patient 12: h0 has two users, and only what came through the block is left. "
    "Reuse adds up.",
    13: "This is patient 13: a transpose too much. Forward was h0 @ W2.T, so back is dz @ W2; here "
    "W2 is square, and the shapes do not warn you.",
    14: "This is patient 14: the ReLU's mask is missing, dz = dh1. Where z was negative nothing "
    "comes back.",
    15: "This is patient 15: dW2 is transposed. Entry [k, j] of W2 joins input j to unit k, so it "
    "is dz[k] times h0[j]: dz.T @ h0.",
    16: "This is patient 16: only the shortcut's gradient reaches h0. The block hands back "
    "something too, and reuse adds up.",
}

residual_backward = FunctionExercise(
    name="residual_backward",
    solution=bug_hunt.residual_right,
    cases=_residual_cases,
    passed="Through the shortcut the gradient reaches h0 unchanged, whatever the block does.",
    mistakes=[
        *(
            Mistake(hint, bug_hunt.PATIENTS[number].backward)
            for number, hint in _PATIENT_HINTS.items()
        ),
        Mistake(
            "Every gradient is N times too large: the loss is a mean over the samples.",
            _residual(start=lambda h1, y: 2 * (h1 - y)),
        ),
        Mistake(
            "The mean runs over the N samples only, not over all N · hidden numbers.",
            _residual(start=lambda h1, y: 2 * (h1 - y) / y.size),
        ),
        Mistake(
            "Every gradient is half of what it should be: the square hands back 2 (h1 - y).",
            _residual(start=lambda h1, y: (h1 - y) / len(y)),
        ),
        Mistake(
            "h1 - y alone: the 2 of the square and the 1/N of the mean are missing.",
            _residual(start=lambda h1, y: h1 - y),
        ),
        *(
            Mistake(
                "The sign is turned: the gradient of (h1 - y)² has the sign of h1 - y.",
                _residual(start=start),
            )
            for start in (
                lambda h1, y: 2 * (y - h1) / len(y),
                lambda h1, y: 2 * (y - h1),
                lambda h1, y: y - h1,
            )
        ),
        Mistake(
            "The mask looks at h1, the output of the whole block. With the shortcut that is not "
            "the output of the ReLU: look at z.",
            _residual(mask=lambda h0, z, h1: h1 > 0),
        ),
        Mistake(
            "The mask looks at h0, the input of the block. The input of the ReLU is z.",
            _residual(mask=lambda h0, z, h1: h0 > 0),
        ),
        *(
            Mistake(
                "All but right. At z = 0 exactly ReLU hands back 0 in this course, as in PyTorch: "
                "z > 0.",
                _residual(mask=mask),
            )
            for mask in (
                lambda h0, z, h1: z >= 0,
                lambda h0, z, h1: np.heaviside(z, 0.5),
            )
        ),
        Mistake(
            "The slope of ReLU is 1 or 0, never -1: where z is negative nothing comes back.",
            _residual(mask=lambda h0, z, h1: np.sign(z)),
        ),
        Mistake(
            "The shortcut hands back all of dh1, and here only what passed the mask. (If you wrote "
            "`dz = dh1` and then zeros into dz: that is no copy but a second name for dh1.)",
            _residual(through=lambda dh1, dz, W2: dz + dz @ W2),
        ),
        Mistake(
            "What goes back through W2 is dz, behind the ReLU's mask, and not dh1.",
            _residual(through=lambda dh1, dz, W2: dh1 + dh1 @ W2),
        ),
        Mistake(
            "dW2 and db2 are made from dz, behind the ReLU's mask, and not from dh1.",
            _residual(hand=lambda dh1, dz: dh1),
        ),
        Mistake(
            "dW1 and db1 are made from dh0, the gradient of what W1 and b1 computed, not from dz.",
            _residual(last=lambda dh1, dh0, dz: dz),
        ),
        Mistake(
            "Here the gradient is multiplied by ReLU's output. Its slope is 1 or 0.",
            _residual(mask=lambda h0, z, h1: np.maximum(z, 0)),
        ),
        Mistake(
            "The mask is turned round: ReLU hands on where z is positive.",
            _residual(mask=lambda h0, z, h1: z < 0),
        ),
        Mistake(
            "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, not with h1.",
            _residual(fed=lambda h0, z, h1: h1),
        ),
        Mistake(
            "W2 was multiplied with h0 on the way forward, so dW2 is dz.T @ h0, not with z.",
            _residual(fed=lambda h0, z, h1: z),
        ),
        Mistake(
            "A bias counts once for each sample: its gradient is the sum over the samples, and the "
            "mean is in dh1 already.",
            _residual(bias=lambda dz: dz.mean(axis=0)),
        ),
        Mistake(
            "db is the sum over the samples: it has the shape of b.",
            _residual(bias=lambda dz: dz),
        ),
        Mistake(
            "The block's gradient is multiplied with the shortcut's. On two paths they add up.",
            _residual(through=lambda dh1, dz, W2: dh1 * (dz @ W2)),
        ),
        Mistake(
            "dz itself does not reach h0: it goes back through W2 first, dz @ W2.",
            _residual(through=lambda dh1, dz, W2: dh1 + dz),
        ),
        Mistake(
            "The shortcut hands back dh1, as it comes from the plus; it does not go through W2.",
            _residual(through=lambda dh1, dz, W2: dh1 @ W2 + dz @ W2),
        ),
    ],
)


# --- 05.9 -----------------------------------------------------------------------------------

_HIDES = ("a", "b", "d", "c", "e")
_THINK_AGAIN = (
    "Patient 1 leaves out the division by N. For which N does a division by N change nothing?",
    "Patient 5 takes z1 for a1 = tanh(z1). Where are these two almost the same number?",
    "Patient 13 takes W2.T for W2. For which W2 is that the same matrix?",
    "Patient 14 leaves out the mask z > 0. When is that mask all ones?",
    "Patient 6 meets a W2 that has moved by 0.01 times its gradient: a very small change. How "
    "large are its errors in the table?",
)


def _letters(answer):
    return tuple(str(letter).strip().lower() for letter in answer)


hides_when = ValueExercise(
    name="hides_when",
    solution=_HIDES,
    passed="So a careful check has none of the five.",
    mistakes=[
        Mistake(
            "Right, but write the letters small and in quotes: ('a', 'b', ...).",
            lambda answer: _letters(answer) == _HIDES,
        ),
        Mistake(
            "Give five letters from a to e, each once.",
            lambda answer: sorted(_letters(answer)) != sorted(_HIDES),
        ),
        *(
            Mistake(hint, lambda answer, i=i: _letters(answer)[i] != _HIDES[i])
            for i, hint in enumerate(_THINK_AGAIN)
        ),
    ],
)
