"""The checks of lesson 15, convolution."""

from course_utils.checks.lesson_15.backward import filter_backward, input_gradient
from course_utils.checks.lesson_15.forward import filter_map
from course_utils.checks.lesson_15.sizes import layer_weights, output_size, receptive_field

__all__ = [
    "filter_backward",
    "filter_map",
    "input_gradient",
    "layer_weights",
    "output_size",
    "receptive_field",
]
