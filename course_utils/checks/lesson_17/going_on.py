"""A training that goes on where it was stopped: exercise 17.7, a blank sheet."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _gradient(w, batch):
    """Of half the mean squared distance between w and the rows of a batch, with a bend."""
    return np.tanh(w - batch).mean(axis=0)


def _observe(answer, checkpoint, batches, learning_rate, momentum):
    given = {name: np.copy(value) for name, value in checkpoint.items()}
    given["step"] = checkpoint["step"]
    asked = []

    def gradient(w, batch):
        asked.append(len(batch))
        return _gradient(w, batch)

    weights = answer(given, gradient, [b.copy() for b in batches], learning_rate, momentum)
    return {
        "the weights at the end of the epoch": weights,
        "the sizes of the batches it trained on": asked,
        "the checkpoint stays as it was": all(
            np.array_equal(given[name], value) for name, value in checkpoint.items()
        ),
    }


def _cases():
    """Stopped in the middle, before the first batch, after the last, before a ragged one."""
    rng = np.random.default_rng(177)

    def case(step, sizes, learning_rate, momentum, features):
        w, velocity = rng.normal(size=(2, features))
        batches = [rng.normal(size=(size, features)) for size in sizes]
        checkpoint = {"w": w, "velocity": velocity, "step": step}
        return checkpoint, batches, learning_rate, momentum

    return [
        case(2, (5, 4, 6, 7, 3), 0.3, 0.9, 3),
        case(0, (4, 3, 2), 0.5, 0.5, 2),
        case(3, (6, 5, 4), 0.2, 0.9, 4),
        case(4, (4, 5, 6, 7, 1), 0.7, 0.8, 2),
    ]


go_on = FunctionExercise(**texts("go_on"), cases=_cases, observe=_observe)
