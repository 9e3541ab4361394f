"""SGD with weight decay: exercise 07.9."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


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


decayed_step = FunctionExercise(
    **texts("decayed_step"),
    cases=_cases,
    observe=_look_at_step,
    may_change_arguments=True,
)
