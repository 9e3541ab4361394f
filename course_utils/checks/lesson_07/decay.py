"""SGD with weight decay: exercise 07.9."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise


def _cases():
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


_SLOPE = "dw + decay * w if w.ndim == 2 else dw"
_SQUARE = "W² is added to the gradient. What is needed is the derivative of λ/2 W²."

decayed_step = FunctionExercise(
    name="decayed_step",
    solution="""
def decayed_step(parameters, gradients, learning_rate, decay):
    for w, dw in zip(parameters, gradients, strict=True):
        slope = dw + decay * w if w.ndim == 2 else dw  # dw += ... would write into gradients
        w -= learning_rate * slope
""",
    cases=_cases,
    observe=_look_at_step,
    may_change_arguments=True,
    passed="Each step pulls every weight a little towards 0, in proportion to its size.",
    edits={
        _SLOPE: {
            "dw + decay * w": "The biases are decayed too. The new term sums over the matrices "
            "only.",
            "dw + decay * w if w.ndim == 1 else dw": "It is the other way round: the biases are "
            "decayed and the weights are not.",
            "dw": "This is plain SGD: the new term has no part in it.",
            "dw + decay * dw if w.ndim == 2 else dw": "The whole gradient is multiplied by 1 + λ. "
            "The new term is in proportion to the weight, not to the gradient.",
            "decay * w if w.ndim == 2 else dw": "The decay has replaced the gradient of the loss. "
            "Both add up.",
            "dw + 2 * decay * w if w.ndim == 2 else dw": "The decay is twice too strong. The "
            "derivative of λ/2 W² is λ W: the 2 of the square cancels the 1/2.",
            "dw + decay / 2 * w if w.ndim == 2 else dw": "The decay is twice too weak. The "
            "derivative of λ/2 W² is λ W: the 2 of the square cancels the 1/2.",
            "dw - decay * w if w.ndim == 2 else dw": "The weights grow instead of decaying: the "
            "sign of the new term is turned.",
            "dw + decay / 2 * (w**2).sum() if w.ndim == 2 else dw": "The term itself is added to "
            "the gradient. What is needed is its derivative with respect to each weight.",
            "dw + decay * w**2 if w.ndim == 2 else dw": _SQUARE,
            "dw + decay / 2 * w**2 if w.ndim == 2 else dw": _SQUARE,
            "dw + decay * np.sign(w) if w.ndim == 2 else dw": "The sign of each weight is added, "
            "as for the absolute value. Here the term is a square: its derivative is in proportion "
            "to the weight.",
            "dw + decay if w.ndim == 2 else dw": "λ alone is added to every gradient. The "
            "derivative of λ/2 W² depends on W.",
            "dw + decay * w / w.size if w.ndim == 2 else dw": "The decay is divided by the number "
            "of weights. The term is a sum, not a mean.",
            "dw + decay * w if w.ndim == 2 else 0": "The biases stay as they were. They are not "
            "decayed, but they learn: w -= η dw.",
            "dw\nif w.ndim == 2:\n    slope += decay * w": "The weights are right, but the "
            "gradients were changed: `dw += ...` writes into the caller's array. Make a new one.",
            "dw + decay / learning_rate * w if w.ndim == 2 else dw": "The decay is not multiplied "
            "by the learning rate. It is a part of the gradient.",
            "dw + decay / learning_rate * w": "The decay is not multiplied by the learning rate, "
            "and the biases are decayed too.",
            "dw + decay * (w - learning_rate * dw) if w.ndim == 2 else dw": "The decay is taken of "
            "the weights after the step. Both parts of the gradient belong to the weights before "
            "it.",
        },
        "w -= learning_rate * slope": {
            "w = w - learning_rate * slope": "The parameters are as they were. `w = w - ...` and "
            "`parameters[i] = ...` make a new array and leave the network's own alone; write into "
            "it, `w -= ...` or `w[...] = ...`.",
            "w += learning_rate * slope": "The step goes along the gradient: the loss rises. It "
            "must go against it.",
            "w -= slope": "The learning rate is missing.",
        },
    },
)
