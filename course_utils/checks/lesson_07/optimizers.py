"""Optimisers: exercises 07.5 to 07.8."""

import functools

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise


def _silent(answer):
    """Mistakes divide by 0 on purpose: their warnings would only confuse the learner."""

    @functools.wraps(answer)
    def quiet(*arguments):
        with np.errstate(all="ignore"):
            return answer(*arguments)

    return quiet


# --- 07.5 -----------------------------------------------------------------------------------


def _step_cases():
    rng = np.random.default_rng(65)
    shapes = [(2, 3), (2,), (4, 2), (4,)]

    def draw():
        return [2 * rng.normal(size=shape) for shape in shapes]

    square = [rng.normal(size=(2, 2)), rng.normal(size=2)]
    return [
        (draw(), draw(), 0.1, 0.5),
        (draw(), draw(), 0.5, 0.0),
        (square, [w + 1 for w in square], 0.2, 1.5),
    ]


def _look_at_step(answer, parameters, gradients, learning_rate, decay):
    arrays = list(parameters)  # what the network holds, whatever becomes of the list
    answer(parameters, gradients, learning_rate, decay)
    names = [f"{'Wb'[i % 2]}{i // 2 + 1}" for i in range(len(arrays))]
    return dict(zip(names, arrays, strict=True)) | {"gradients": gradients}


def _stepping(new_value, changes_gradients=False):
    """An answer that writes new_value(w, dw, rate, decay) into each parameter."""

    def answer(parameters, gradients, learning_rate, decay):
        for w, dw in zip(parameters, gradients, strict=True):
            if changes_gradients and w.ndim == 2:
                dw += decay * w
            w[...] = new_value(w, dw, learning_rate, decay)

    return answer


def _if_weights(slope, otherwise=lambda w, dw, decay: dw):
    """A step of SGD along slope(w, dw, decay) for weights, along another for biases."""
    return _stepping(
        lambda w, dw, rate, decay: w - rate * (slope if w.ndim == 2 else otherwise)(w, dw, decay)
    )


def _with_decay(w, dw, decay):
    return dw + decay * w


decayed_step = FunctionExercise(
    name="decayed_step",
    solution=_if_weights(_with_decay),
    cases=_step_cases,
    observe=_look_at_step,
    may_change_arguments=True,
    passed="Each step pulls every weight a little towards 0, in proportion to its size.",
    mistakes=[
        Mistake(
            "The parameters are as they were. `w = w - ...` and `parameters[i] = ...` make a new "
            "array and leave the network's own alone; write into it, `w -= ...` or `w[...] = ...`.",
            lambda parameters, gradients, learning_rate, decay: None,
        ),
        Mistake(
            "The weights are right, but the gradients were changed: `dw += ...` writes into the "
            "caller's array. Make a new one.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw, changes_gradients=True),
        ),
        Mistake(
            "The biases are decayed too. The new term sums over the matrices only.",
            _if_weights(_with_decay, _with_decay),
        ),
        Mistake(
            "It is the other way round: the biases are decayed and the weights are not.",
            _if_weights(lambda w, dw, decay: dw, _with_decay),
        ),
        Mistake(
            "This is plain SGD: the new term has no part in it.",
            _if_weights(lambda w, dw, decay: dw),
        ),
        Mistake(
            "The decay is twice too strong. The derivative of λ/2 W² is λ W: the 2 of the square "
            "cancels the 1/2.",
            _if_weights(lambda w, dw, decay: dw + 2 * decay * w),
        ),
        Mistake(
            "The decay is twice too weak. The derivative of λ/2 W² is λ W: the 2 of the square "
            "cancels the 1/2.",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * w),
        ),
        Mistake(
            "The weights grow instead of decaying: the sign of the new term is turned.",
            _if_weights(lambda w, dw, decay: dw - decay * w),
        ),
        Mistake(
            "The term itself is added to the gradient. What is needed is its derivative with "
            "respect to each weight.",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * (w**2).sum()),
        ),
        Mistake(
            "W² is added to the gradient. What is needed is the derivative of λ/2 W².",
            _if_weights(lambda w, dw, decay: dw + decay * w**2),
        ),
        Mistake(
            "W² is added to the gradient. What is needed is the derivative of λ/2 W².",
            _if_weights(lambda w, dw, decay: dw + decay / 2 * w**2),
        ),
        Mistake(
            "The sign of each weight is added, as for the absolute value. Here the term is a "
            "square: its derivative is in proportion to the weight.",
            _if_weights(lambda w, dw, decay: dw + decay * np.sign(w)),
        ),
        Mistake(
            "λ alone is added to every gradient. The derivative of λ/2 W² depends on W.",
            _if_weights(lambda w, dw, decay: dw + decay),
        ),
        Mistake(
            "The decay is divided by the number of weights. The term is a sum, not a mean.",
            _if_weights(lambda w, dw, decay: dw + decay * w / w.size),
        ),
        Mistake(
            "The step goes along the gradient: the loss rises. It must go against it.",
            _stepping(
                lambda w, dw, rate, decay: w + rate * (dw + decay * w if w.ndim == 2 else dw)
            ),
        ),
        Mistake(
            "The decay is not multiplied by the learning rate. It is a part of the gradient.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw - (w.ndim == 2) * decay * w),
        ),
        Mistake(
            "The decay is not multiplied by the learning rate, and the biases are decayed too.",
            _stepping(lambda w, dw, rate, decay: w - rate * dw - decay * w),
        ),
        Mistake(
            "The biases stay as they were. They are not decayed, but they learn: w -= η dw.",
            _stepping(lambda w, dw, rate, decay: w - rate * (w.ndim == 2) * (dw + decay * w)),
        ),
        Mistake(
            "The learning rate is missing.",
            _stepping(lambda w, dw, rate, decay: w - dw - (w.ndim == 2) * decay * w),
        ),
        Mistake(
            "The decay is taken of the weights after the step. Both parts of the gradient belong "
            "to the weights before it.",
            _stepping(
                lambda w, dw, rate, decay: (w - rate * dw) * (1 - (w.ndim == 2) * rate * decay)
            ),
        ),
        Mistake(
            "The decay has replaced the gradient of the loss. Both add up.",
            _if_weights(lambda w, dw, decay: decay * w),
        ),
        Mistake(
            "The whole gradient is multiplied by 1 + λ. The new term is in proportion to the "
            "weight, not to the gradient.",
            _if_weights(lambda w, dw, decay: dw + decay * dw),
        ),
    ],
)


# --- 07.7 -----------------------------------------------------------------------------------

_STEP = {"SGD": 0.0001, "momentum": 0.001, "Adam": 0.1}


def _part(i, *values):
    """Whether number i of the answer is one of these, up to rounding."""
    return lambda answer: any(np.isclose(abs(answer[i]), v, rtol=1e-3, atol=0) for v in values)


predicted_steps = ValueExercise(
    name="predicted_steps",
    solution=tuple(_STEP.values()),
    tolerance=2e-6,
    passed="Adam's step is a thousand times that of SGD, at the same rate and the same gradient.",
    mistakes=[
        Mistake(
            "Asked are lengths, so none is negative. The rest you can keep.",
            lambda answer: (
                any(v < 0 for v in answer)
                and np.allclose(np.abs(answer), list(_STEP.values()), rtol=1e-3, atol=0)
            ),
        ),
        Mistake(
            "The lengths are right, but in another order: SGD, momentum, Adam.",
            lambda answer: np.allclose(sorted(answer), sorted(_STEP.values()), rtol=1e-3, atol=0),
        ),
        Mistake(
            "These are ratios, in units of SGD's step. Asked are the lengths themselves.",
            lambda answer: np.allclose(answer, (1, 10, 1000), rtol=1e-3),
        ),
        Mistake(
            "These are the distances of all hundred steps together. Asked is the hundredth alone.",
            _part(0, 0.01),
        ),
        Mistake(
            "SGD's step is not the gradient alone: multiply by the learning rate.",
            _part(0, 0.001),
        ),
        Mistake(
            "SGD's step is not the learning rate alone: multiply by the gradient.", _part(0, 0.1)
        ),
        Mistake(
            "Momentum's step is as long as that of SGD here. But the velocity has added up a "
            "hundred gradients of the same sign by now.",
            _part(1, 0.0001),
        ),
        Mistake(
            "0.9 is how much of the velocity is kept at each step, not how much longer the step "
            "gets. Add up 1 + 0.9 + 0.81 + ...",
            _part(1, 0.00009, 0.00019, 0.9, 0.0009),
        ),
        Mistake(
            "0.01 is the velocity itself, and the step is that times the rate. (If you added up a "
            "hundred gradients: old ones fade, 1 + 0.9 + 0.81 + ... ends at 10.)",
            _part(1, 0.01),
        ),
        Mistake(
            "Adam divides by the root of the mean square, which here is the gradient itself. What "
            "is left of it?",
            _part(2, 0.0001, 0.001, 0.00001, 1e-6, 1e-7),
        ),
        Mistake(
            "Adam's ratio of the means is 1 here. The step is that times the learning rate.",
            _part(2, 1),
        ),
        Mistake(
            "Adam divides by the root of v, not by v itself.",
            _part(2, 100, 1000),
        ),
        Mistake(
            "That is Adam without its bias correction. After a hundred steps v is still far below "
            "its final value, but the correction makes up for it.",
            _part(2, 0.1 * (1 - 0.9**100) / (1 - 0.999**100) ** 0.5, 0.316),
        ),
    ],
)


# --- 07.8 -----------------------------------------------------------------------------------


def _adam_cases():
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


def _adam(
    mean=lambda m, dw: 0.9 * m + 0.1 * dw,
    square=lambda v, dw: 0.999 * v + 0.001 * dw**2,
    correct_m=lambda m, t: m / (1 - 0.9**t),
    correct_v=lambda v, t: v / (1 - 0.999**t),
    step=lambda m, v, dw: m / (np.sqrt(v) + 1e-8),
    update=lambda w, rate, step: w - rate * step,
    returned=lambda w, m, v, m_hat, v_hat: (w, m, v),
):
    """Adam with one of its parts exchanged."""

    @_silent
    def answer(w, m, v, dw, t, learning_rate):
        m, v = mean(m, dw), square(v, dw)
        m_hat, v_hat = correct_m(m, t), correct_v(v, t)
        w = update(w, learning_rate, step(m_hat, v_hat, dw))
        return returned(w, m, v, m_hat, v_hat)

    return answer


def _as_it_is(value, t):
    return value


@_silent
def _before_the_update(w, m, v, dw, t, learning_rate):
    _, new_m, new_v = _adam()(w, m, v, dw, t, learning_rate)
    step = m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w - learning_rate * step, new_m, new_v


@_silent
def _squared_mean(w, m, v, dw, t, learning_rate):
    m = 0.9 * m + 0.1 * dw
    return _adam(mean=lambda *_: m, square=lambda v, dw: 0.999 * v + 0.001 * m**2)(
        w, m, v, dw, t, learning_rate
    )


@_silent
def _paper_order(w, m, v, dw, t, learning_rate):
    m, v = 0.9 * m + 0.1 * dw, 0.999 * v + 0.001 * dw**2
    rate = learning_rate * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return w - rate * m / (np.sqrt(v) + 1e-8), m, v


_FROM_ZERO = (
    "The correction counts t from 0 here. t is the number of this step, 1 for the first: use it as "
    "it is."
)

adam_step = FunctionExercise(
    name="adam_step",
    solution=_adam(),
    cases=_adam_cases,
    tolerance=1e-9,
    passed="Equal to PyTorch's, also where the gradient is 0.",
    mistakes=[
        Mistake(
            "There is no bias correction in it: the first steps are far too long.",
            _adam(correct_m=_as_it_is, correct_v=_as_it_is),
        ),
        Mistake(
            "Only v is corrected. m began at 0 as well, and is too small at first.",
            _adam(correct_m=_as_it_is),
        ),
        Mistake(
            "Only m is corrected. v began at 0 as well, and is too small at first.",
            _adam(correct_v=_as_it_is),
        ),
        Mistake(
            "The step is right, but the corrected means are returned. The next step would correct "
            "them once more: keep m and v themselves.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (w, m_hat, v_hat)),
        ),
        Mistake(
            "Epsilon stands under the root: there it counts as 0.0001. Add it after the root.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v + 1e-8)),
        ),
        Mistake(
            "Epsilon stands under the root, and v is not corrected.",
            _adam(correct_v=_as_it_is, step=lambda m, v, dw: m / np.sqrt(v + 1e-8)),
        ),
        Mistake(
            "Epsilon stands under the root, and nothing is corrected.",
            _adam(
                correct_m=_as_it_is,
                correct_v=_as_it_is,
                step=lambda m, v, dw: m / np.sqrt(v + 1e-8),
            ),
        ),
        Mistake(
            "Epsilon is missing: where all gradients were 0, the step is 0 / 0.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v)),
        ),
        Mistake(
            "Epsilon is added to the step instead of to what it is divided by: brackets.",
            _adam(step=lambda m, v, dw: m / np.sqrt(v) + 1e-8),
        ),
        Mistake(
            "Epsilon is added to the new weights instead of to what the step is divided by: "
            "brackets.",
            _adam(
                step=lambda m, v, dw: m / np.sqrt(v), update=lambda w, rate, s: w - rate * s + 1e-8
            ),
        ),
        Mistake(
            "v is corrected after its root is taken: first divide by 1 - 0.999**t, then the root.",
            _adam(correct_v=lambda v, t: v / (1 - 0.999**t) ** 2),
        ),
        Mistake(
            "(1 - 0.9)**t raises the difference to the power. It must be 1 - 0.9**t.",
            _adam(correct_m=lambda m, t: m / 0.1**t, correct_v=lambda v, t: v / 0.001**t),
        ),
        Mistake(
            "Nearly: this is the order of the PyTorch of old and of a remark in the paper, in "
            "which epsilon is added before v is corrected. Correct v first, take the root, then "
            "add epsilon.",
            _paper_order,
        ),
        Mistake(
            "The two betas have changed places: 0.9 belongs to m, 0.999 to v.",
            _adam(
                mean=lambda m, dw: 0.999 * m + 0.001 * dw,
                square=lambda v, dw: 0.9 * v + 0.1 * dw**2,
                correct_m=lambda m, t: m / (1 - 0.999**t),
                correct_v=lambda v, t: v / (1 - 0.9**t),
            ),
        ),
        Mistake(
            "The betas have changed places in the running means (0.9 belongs to m, 0.999 to v).",
            _adam(
                mean=lambda m, dw: 0.999 * m + 0.001 * dw,
                square=lambda v, dw: 0.9 * v + 0.1 * dw**2,
            ),
        ),
        Mistake(
            "The betas have changed places in the corrections: m was averaged with 0.9, v with "
            "0.999.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.999**t),
                correct_v=lambda v, t: v / (1 - 0.9**t),
            ),
        ),
        Mistake(
            "In the running means beta and 1 - beta have changed places: the old mean keeps 0.9 "
            "(0.999) of its weight, not 0.1 (0.001).",
            _adam(
                mean=lambda m, dw: 0.1 * m + 0.9 * dw,
                square=lambda v, dw: 0.001 * v + 0.999 * dw**2,
            ),
        ),
        Mistake(
            "m and v have changed places in the last line: the mean is divided by the root of the "
            "mean square.",
            _adam(step=lambda m, v, dw: v / (np.sqrt(m) + 1e-8)),
        ),
        Mistake(
            "v must average the squares of the gradients, dw**2; here the gradients are not "
            "squared.",
            _adam(square=lambda v, dw: 0.999 * v + 0.001 * dw),
        ),
        Mistake(
            "v must average the squares of the gradients, dw**2; here it is their absolute value.",
            _adam(square=lambda v, dw: 0.999 * v + 0.001 * np.abs(dw)),
        ),
        Mistake(
            "v must average the squares of the gradients; here it takes the square of the mean m.",
            _squared_mean,
        ),
        Mistake(
            "Brackets: m / 1 - 0.9**t first divides by 1. It must be m / (1 - 0.9**t).",
            _adam(correct_m=lambda m, t: m / 1 - 0.9**t, correct_v=lambda v, t: v / 1 - 0.999**t),
        ),
        Mistake(
            "v adds all squares up: they need the factor 1 - 0.999, or it is no mean.",
            _adam(square=lambda v, dw: 0.999 * v + dw**2),
        ),
        Mistake(
            "m adds all gradients up, as momentum does: here they need the factor 1 - 0.9.",
            _adam(mean=lambda m, dw: 0.9 * m + dw),
        ),
        Mistake(
            "The factors 1 - 0.9 and 1 - 0.999 are missing: these are sums, not means.",
            _adam(mean=lambda m, dw: 0.9 * m + dw, square=lambda v, dw: 0.999 * v + dw**2),
        ),
        Mistake(
            "The factor of the squares is squared as well: 0.001 dw², not (0.001 dw)².",
            _adam(square=lambda v, dw: 0.999 * v + (0.001 * dw) ** 2),
        ),
        Mistake(
            "The root is missing: the step is divided by the root of v.",
            _adam(step=lambda m, v, dw: m / (v + 1e-8)),
        ),
        Mistake(
            _FROM_ZERO,
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 ** (t - 1)),
                correct_v=lambda v, t: v / (1 - 0.999 ** (t - 1)),
            ),
        ),
        Mistake(
            "t is raised by one before it is used, but it already counts from 1.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 ** (t + 1)),
                correct_v=lambda v, t: v / (1 - 0.999 ** (t + 1)),
            ),
        ),
        Mistake(
            "0.9 and 0.999 are multiplied by t. They are raised to the power t: 0.9**t.",
            _adam(
                correct_m=lambda m, t: m / (1 - 0.9 * t),
                correct_v=lambda v, t: v / (1 - 0.999 * t),
            ),
        ),
        Mistake(
            "The correction leaves t out: it divides by 1 - 0.9 and 1 - 0.999 at every step. It "
            "must fade away as t grows: 0.9**t.",
            _adam(correct_m=lambda m, t: m / (1 - 0.9), correct_v=lambda v, t: v / (1 - 0.999)),
        ),
        Mistake(
            "The correction multiplies. Early means are too small: divide by 1 - 0.9**t.",
            _adam(
                correct_m=lambda m, t: m * (1 - 0.9**t), correct_v=lambda v, t: v * (1 - 0.999**t)
            ),
        ),
        Mistake(
            "The step goes along the gradient: the loss rises.",
            _adam(update=lambda w, rate, step: w + rate * step),
        ),
        Mistake(
            "The learning rate is missing.",
            _adam(update=lambda w, rate, step: w - step),
        ),
        Mistake(
            "The step uses the gradient of this batch alone, not the mean m. (This is RMSprop, an "
            "older optimiser.)",
            _adam(step=lambda m, v, dw: dw / (np.sqrt(v) + 1e-8)),
        ),
        Mistake(
            "The step uses the means from before this gradient: first m and v, then w.",
            _before_the_update,
        ),
        Mistake(
            "The values are right, but in another order: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (m, v, w)),
        ),
        Mistake(
            "The values are right, but in another order: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: (w, v, m)),
        ),
        Mistake(
            "The new w is right, but m and v come back as they were: the next step would start "
            "from the old means.",
            lambda w, m, v, dw, t, rate: (_adam()(w, m, v, dw, t, rate)[0], m, v),
        ),
        Mistake(
            "Only w comes back. The next step needs m and v too: return w, m, v.",
            _adam(returned=lambda w, m, v, m_hat, v_hat: w),
        ),
        Mistake(
            "This is the step, not the new weights: subtract it from w.",
            lambda w, m, v, dw, t, rate: (lambda new: (w - new[0], new[1], new[2]))(
                _adam()(w, m, v, dw, t, rate)
            ),
        ),
    ],
)
