"""The checks of lesson 07, a network in NumPy."""

from course_utils.checks.lesson_07.batches import make_batches
from course_utils.checks.lesson_07.layers import (
    dense_backward,
    scale_backward,
    sigmoid_layer_backward,
)
from course_utils.checks.lesson_07.momentum import momentum_path
from course_utils.checks.lesson_07.optimizers import (
    adam_step,
    decayed_step,
    predicted_steps,
)

__all__ = [
    "adam_step",
    "decayed_step",
    "dense_backward",
    "make_batches",
    "momentum_path",
    "predicted_steps",
    "scale_backward",
    "sigmoid_layer_backward",
]
