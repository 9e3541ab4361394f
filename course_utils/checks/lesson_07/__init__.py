"""The checks of lesson 07, a network in NumPy."""

from course_utils.checks.lesson_07.adam import adam_step, predicted_steps
from course_utils.checks.lesson_07.batches import make_batches
from course_utils.checks.lesson_07.decay import decayed_step
from course_utils.checks.lesson_07.layers import (
    dense_backward,
    scale_backward,
    sigmoid_layer_backward,
)
from course_utils.checks.lesson_07.momentum import momentum_path
from course_utils.checks.lesson_07.network import network_gradients, yours_or_ours
