"""The checks of lesson 05, backpropagation by hand."""

import contextlib
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from course_utils import gradient_check
from course_utils.backprop import bug_hunt
from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise, attempt
from course_utils.losses import softmax


def _are(*numbers, within=1e-3):
    """A test whether the answer is these numbers; None stands for any."""

    def test(answer):
        return len(answer) == len(numbers) and all(
            wanted is None or abs(float(got) - wanted) < within
            for got, wanted in zip(answer, numbers, strict=True)
        )

    return test


# --- 05.1 ------------------------------------------------------------------------------------

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


# --- 05.2 ------------------------------------------------------------------------------------


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


# --- 05.3 ------------------------------------------------------------------------------------


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
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        check_gradients(answer)
    if not printed.getvalue().startswith("✓"):
        print("check_gradients is not right yet: until then the course's own stands in.")
        return ours
    print("check_gradients as defined in this notebook is right: it is used here.")
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
            print(f"Your check_gradients failed here: {failure}.")
            print("From now on the course's own stands in.")
        return ours(loss, gradients, params)

    return examine


# --- 05.4 ------------------------------------------------------------------------------------

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


# --- 05.5 ------------------------------------------------------------------------------------


def _off(number):
    """Which gradients of a patient depend on the faulty line."""
    patient = bug_hunt.PATIENTS[number]
    return bug_hunt.reached(patient, patient.line)


def _in_words(names, one, many):
    """dW1, dW2 and db2, and behind them the verb for one or for many."""
    *others, last = [f"d{name}" for name in bug_hunt.NAMES if name in names]
    return f"{', '.join(others)} and {last} {many}" if others else f"{last} {one}"


_ASKED_SUSPECTS = (2, 3, 4, 5, 9)
_SUSPECTS = ((8,), (5, 6), (1, 2), (3,), (4,))


def _lines(answer):
    """The lists of lines of an answer, each sorted, as a tuple of tuples."""
    return tuple(tuple(sorted(lines)) for lines in answer)


def _suspected(place, line, listed):
    """Whether a line is (or is not) listed at a place, behind right answers only."""

    def test(answer):
        lines = _lines(answer)
        return (
            len(lines) == len(_SUSPECTS)
            and lines[:place] == _SUSPECTS[:place]
            and (line in lines[place]) is listed
        )

    return test


def _why_not(number, line):
    """Why a fault in a line of the right pass does not explain the errors of a patient."""
    right, off = bug_hunt.PLAIN.right, _off(number)
    reached = bug_hunt.reached(right, line)
    says = f"Patient {number}, line {line}: `{bug_hunt.steps_of(right)[line - 1]}`. "
    if reached - off:
        return (
            f"{says}{_in_words(reached - off, 'uses it and was', 'use it and were')} found right."
        )
    spoilt = _in_words(off - reached, "is", "are")
    return f"{says}{spoilt} off too, and a fault in this line could not reach there."


def _why(number, line):
    off = _in_words(_off(number), "is", "are")
    return (
        f"Patient {number}: {off} off, nothing else. A fault in line {line} would do just that: it "
        "is missing in your list."
    )


suspects = ValueExercise(
    name="suspects",
    solution=_SUSPECTS,
    tolerance=0,
    passed="For three of the five patients only one line is left, and you have seen no code.",
    mistakes=[
        *(
            Mistake(_why_not(number, line), _suspected(place, line, True))
            for place, number in enumerate(_ASKED_SUSPECTS)
            for line in range(1, 9)
            if line not in _SUSPECTS[place]
        ),
        *(
            Mistake(_why(number, line), _suspected(place, line, False))
            for place, number in enumerate(_ASKED_SUSPECTS)
            for line in _SUSPECTS[place]
        ),
        Mistake("Right lines. Write each list in rising order.", lambda a: _lines(a) == _SUSPECTS),
        Mistake(
            "Give five lists of line numbers from 1 to 8, such as [1, 2], also where only one line "
            "is left: [7].",
            lambda answer: len(answer) == 5,
        ),
    ],
)


# --- 05.6 ------------------------------------------------------------------------------------

_ASKED = range(2, 11)  # the patients of 05.6
_LINES = tuple(bug_hunt.PATIENTS[n].line for n in _ASKED)
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


def _wrong_line(number, line):
    """The hint for a wrong line: what the pattern of the errors says against it."""
    patient, off = bug_hunt.PATIENTS[number], _off(number)
    says = f"Patient {number}: line {line} is `{bug_hunt.steps_of(patient)[line - 1]}`. "
    reached = bug_hunt.reached(patient, line)
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
    counts = [len(bug_hunt.steps_of(bug_hunt.PATIENTS[n])) for n in _ASKED]
    return len(answer) == len(_LINES) and any(
        line not in range(1, count + 1) for line, count in zip(answer, counts, strict=True)
    )


faulty_lines = ValueExercise(
    name="faulty_lines",
    solution=_LINES,
    tolerance=0,
    passed="Nine diagnoses. Most of them you had narrowed down to two lines before you read any.",
    mistakes=[
        *(
            Mistake(_wrong_line(number, line), _chosen(place, line))
            for place, number in enumerate(_ASKED)
            for line in range(1, len(bug_hunt.steps_of(bug_hunt.PATIENTS[number])) + 1)
            if line != bug_hunt.PATIENTS[number].line
        ),
        Mistake(
            "Give line numbers as they are printed: whole numbers from 1 to the last line.",
            _not_a_line,
        ),
    ],
)


# --- 05.7 ------------------------------------------------------------------------------------

_SHEET = """
def classifier_backward(x, labels, W1, b1, W2, b2):
    a1 = np.tanh(x @ W1.T + b1)
    p = softmax(a1 @ W2.T + b2)
    y = np.eye(len(b2))[labels]
    dscores = (p - y) / len(x)
    dW2 = dscores.T @ a1
    db2 = dscores.sum(axis=0)
    da1 = dscores @ W2
    dz1 = da1 * (1 - a1**2)
    dW1 = dz1.T @ x
    db1 = dz1.sum(axis=0)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
"""
_ONE_ROW = (
    "The labels are numbers of classes. In p - y, y is one row per sample: 1 at the right class, 0 "
    "elsewhere, np.eye(2)[labels]."
)
_BIAS = (
    "A bias is used once per sample, so its gradient is the sum of dz over the samples. The mean "
    "of the loss is in the gradient of the scores already."
)
_ROWS = "db is dz for one sample only. For a batch add up the rows: db has the shape of b."
_EACH = "The sum for a bias runs over the samples only, axis 0: each unit keeps its own."
_TURNED = "A gradient has the shape of its parameter: dW is dz.T @ input, (out, N) @ (N, in)."
_TWICE = (
    "This divides by N twice. The mean of the loss counts once, in the gradient of the scores; all "
    "that follows has it already."
)
_SHEET_EDITS = {
    "softmax(a1 @ W2.T + b2)": [
        (
            "softmax(a1 @ W2.T + b2, axis=0)",
            "The softmax runs along a row, over the classes of one "
            "sample (axis 1), not over the samples.",
        ),
        (
            "softmax(np.tanh(a1 @ W2.T + b2))",
            "The scores have no activation: only the hidden layer has tanh.",
        ),
        (
            "1 / (1 + np.exp(-(a1 @ W2.T + b2)))",
            "That is the sigmoid. The probabilities of the classes are softmax(scores).",
        ),
        (
            "a1 @ W2.T + b2",
            "These are scores minus y. It is the probabilities, softmax(scores), "
            "from which y is taken.",
        ),
    ],
    "np.eye(len(b2))[labels]": [("labels[:, None]", _ONE_ROW), ("labels", _ONE_ROW)],
    "dscores = (p - y) / len(x)": [
        (
            "dscores = p - y",
            "Every gradient is N times too large: the loss is a mean over the samples, "
            "so its 1/N belongs into the gradient of the scores.",
        ),
        ("dscores = (y - p) / len(x)", "The sign is turned: the gradient of the scores is p - y."),
        (
            "dscores = y - p",
            "The sign is turned: the gradient of the scores is p - y. And the loss "
            "is a mean: divide by N.",
        ),
        (
            "dscores = 2 * (p - y) / len(x)",
            "The 2 belongs to the squared error. Cross-entropy hands back p - y.",
        ),
        (
            "dscores = 2 * (p - y)",
            "The 2 belongs to the squared error. Cross-entropy hands back "
            "p - y, and its mean divides by N.",
        ),
        (
            "dscores = (p - y) / p.size",
            "The mean runs over the N samples, not over all N · classes numbers.",
        ),
        (
            "dscores = (p - y) / len(x) * p * (1 - p)",
            "p - y has the slope of softmax in it already (lesson 04): here it counts twice.",
        ),
        (
            "dscores = (p - y) / len(x) * (1 - p**2)",
            "The scores have no tanh: no slope belongs here.",
        ),
        ("dscores = p / len(x)", "y is missing: at the right class the gradient is p - 1."),
        (
            "dscores = (p - 1) / len(x)",
            "p - 1 holds at the right class only. At the others y is 0, and the gradient is p.",
        ),
        (
            "dscores = -y / p / len(x)",
            "This is how the loss changes with p. Go on to the scores: "
            "through softmax it becomes p - y.",
        ),
        (
            "p[:, labels] -= 1; dscores = p / len(x)",
            "p[:, labels] takes whole columns, for all "
            "samples. One place per row is p[np.arange(len(x)), labels].",
        ),
        (
            "dscores = abs(p - y) / len(x)",
            "No absolute value: the sign says whether a score should rise or fall.",
        ),
        ("dscores = (p - y) ** 2 / len(x)", "No square: cross-entropy hands back p - y itself."),
    ],
    "dW2 = dscores.T @ a1": [
        ("dW2 = a1.T @ dscores", _TURNED),
        (
            "dW2 = dscores.T @ (x @ W1.T + b1)",
            "dW2 is the gradient of the scores times what W2 was "
            "multiplied with on the way forward: a1, after the tanh.",
        ),
        ("dW2 = dscores.T @ a1 / len(x)", _TWICE),
        (
            "dW2 = dscores.T @ a1; W2 = W2 - 0.01 * dW2",
            "W2 changes before it is used. A backward pass computes gradients and changes nothing.",
        ),
    ],
    "db2 = dscores.sum(axis=0)": [
        ("db2 = dscores.mean(axis=0)", _BIAS),
        ("db2 = dscores", _ROWS),
        ("db2 = dscores[0]", _ROWS),
        ("db2 = dscores.sum()", _EACH),
        ("db2 = dscores.sum(axis=1)", _EACH),
    ],
    "da1 = dscores @ W2": [
        (
            "da1 = dscores @ W2.T",
            "Back through W2 goes dscores @ W2, (N, 2) @ (2, 4), without a "
            "transpose: forward was a1 @ W2.T, and back turns it round.",
        ),
        ("da1 = dscores @ np.ones_like(W2)", "W2 is missing on the way back to the hidden layer."),
    ],
    "dz1 = da1 * (1 - a1**2)": [
        ("dz1 = da1", _ON_WAY_BACK + "its local derivative. Here it passes unchanged, dz1 = da1."),
        ("dz1 = da1 * (1 - a1)", _ON_WAY_BACK + "not by 1 - a1: the square is missing."),
        (
            "dz1 = da1 * (1 - np.tanh(a1) ** 2)",
            _ON_WAY_BACK + "where a1 is the output of tanh "
            "already. Here tanh is taken once more: a derivative at the wrong variable.",
        ),
        (
            "dz1 = da1 * (1 - (x @ W1.T + b1) ** 2)",
            _ON_WAY_BACK + "not by 1 - z1²: the formula 1 - a² uses the output.",
        ),
        ("dz1 = da1 * a1 * (1 - a1)", _ON_WAY_BACK + "a1 (1 - a1) is the slope of the sigmoid."),
        ("dz1 = da1 * (a1 > 0)", _ON_WAY_BACK + "a mask of 0 and 1 belongs to ReLU."),
        ("dz1 = da1 * a1", _ON_WAY_BACK + "not by tanh itself."),
        (
            "dz1 = 1 - a1**2",
            "dz1 is the gradient da1 times the slope. Here only the slope is left.",
        ),
    ],
    "dW1 = dz1.T @ x": [
        ("dW1 = x.T @ dz1", _TURNED),
        ("dW1 = dz1.T @ x / len(x)", _TWICE),
        ("dW1 = dz1.T @ a1", "W1 was multiplied with x on the way forward: dW1 is dz1.T @ x."),
    ],
    "db1 = dz1.sum(axis=0)": [
        ("db1 = dz1.mean(axis=0)", _BIAS),
        ("db1 = dz1", _ROWS),
        ("db1 = dz1[0]", _ROWS),
        ("db1 = dz1.sum()", _EACH),
        ("db1 = dz1.sum(axis=1)", _EACH),
    ],
    '{"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}': [
        (
            '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}',
            "The gradients are right. Name each "
            'like its parameter: {"W1": ..., "b1": ..., "W2": ..., "b2": ...}.',
        ),
        (
            "(dW1, db1, dW2, db2)",
            "The gradients are right, but in a tuple. Return a dict, "
            '{"W1": dW1, ...}, so that the gradient check can match the names.',
        ),
    ],
}


def _edited(source, *edits):
    """The function of a program after some replacements."""
    for right, wrong in edits:
        assert source.count(right) == 1, right
        source = source.replace(right, wrong)
    namespace = {"np": np, "softmax": softmax}
    exec(source, namespace)
    return namespace["classifier_backward"]


def _classifier_cases():
    rng = np.random.default_rng(5)

    def case(n, n_in, hidden, classes):
        return (
            rng.normal(size=(n, n_in)),
            np.resize(rng.permutation(classes), n),
            rng.normal(size=(hidden, n_in)),
            rng.normal(size=hidden),
            rng.normal(size=(classes, hidden)),
            rng.normal(size=classes),
        )

    return [case(5, 3, 4, 2), case(2, 3, 4, 2), case(1, 3, 4, 2), case(6, 2, 5, 3)]


classifier_backward = FunctionExercise(
    name="classifier_backward",
    solution=_edited(_SHEET),
    cases=_classifier_cases,
    passed="From nothing. The next cell proves it without knowing the answer.",
    mistakes=[
        *(
            Mistake(hint, _edited(_SHEET, (right, wrong)))
            for right, rows in _SHEET_EDITS.items()
            for wrong, hint in rows
        ),
        *(
            Mistake(hint, _edited(_SHEET, *edits))
            for hint, *edits in (
                (
                    _BIAS,
                    ("db2 = dscores.sum(axis=0)", "db2 = dscores.mean(axis=0)"),
                    ("db1 = dz1.sum(axis=0)", "db1 = dz1.mean(axis=0)"),
                ),
                (
                    _ROWS,
                    ("db2 = dscores.sum(axis=0)", "db2 = dscores"),
                    ("db1 = dz1.sum(axis=0)", "db1 = dz1"),
                ),
                (
                    _TURNED,
                    ("dW2 = dscores.T @ a1", "dW2 = a1.T @ dscores"),
                    ("dW1 = dz1.T @ x", "dW1 = x.T @ dz1"),
                ),
                (
                    _TWICE,
                    ("dW2 = dscores.T @ a1", "dW2 = dscores.T @ a1 / len(x)"),
                    ("dW1 = dz1.T @ x", "dW1 = dz1.T @ x / len(x)"),
                    ("db2 = dscores.sum(axis=0)", "db2 = dscores.mean(axis=0)"),
                    ("db1 = dz1.sum(axis=0)", "db1 = dz1.mean(axis=0)"),
                ),
            )
        ),
    ],
)


def prove(answer, loss, check):
    """Print what a gradient check says of a backward pass of the 3-4-2 network, three times.

    answer: the pass. loss(x, labels, W1, b1, W2, b2): its forward pass. check: the learner's
    check_gradients; the course's takes over where it is not right.
    """
    pass_, failure = attempt(lambda: answer(*_classifier_cases()[0]))
    if pass_ is ...:
        print("○ Nothing to prove yet: fill the sheet of exercise 05.7 first.")
        return
    if failure is not None or not isinstance(pass_, Mapping) or set(pass_) != set(bug_hunt.NAMES):
        print(f"✗ No proof: {failure or 'it must return a dict of W1, b1, W2 and b2'}.")
        return
    examine = yours_or_ours(check)
    print(f"{'':10}" + "".join(f"{'d' + name:>10}" for name in bug_hunt.NAMES))
    worst = 0.0
    for seed in (1, 2, 3):
        errors = _proof(answer, loss, examine, seed)
        worst = max(worst, *errors)
        print(f"case {seed:<5}" + "".join(f"{'ok' if e < 1e-6 else f'{e:.2g}':>10}" for e in errors))
    print("✓ Proven: nobody had to know the answer." if worst < 1e-6 else "✗ Not proven.")


def _proof(answer, loss, examine, seed):
    """The relative errors of W1, b1, W2 and b2 for random numbers."""
    rng = np.random.default_rng(seed)
    x, labels = rng.normal(size=(5, 3)), rng.permutation([0, 1, 0, 1, 1])
    shapes = {"W1": (4, 3), "b1": 4, "W2": (2, 4), "b2": 2}
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    gradients = answer(x, labels, **params)
    errors = examine(lambda p: loss(x, labels, **p), gradients, params)
    return [errors[name] for name in bug_hunt.NAMES]
