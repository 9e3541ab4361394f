"""The checks of lesson 04, softmax and loss."""

from course_utils.checks.lesson_04.old import (
    floor_twice,
    log_sigmoid,
    loss_gradient,
    mean_nll,
    predicted_losses,
    reheat,
    smooth_gradient,
    softmax_rows,
)
from course_utils.checks.lesson_04.softmaxes import first_softmax

__all__ = [
    "first_softmax",
    "floor_twice",
    "log_sigmoid",
    "loss_gradient",
    "mean_nll",
    "predicted_losses",
    "reheat",
    "smooth_gradient",
    "softmax_rows",
]
