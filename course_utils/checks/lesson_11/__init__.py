"""The checks of lesson 11, training on MNIST."""

from course_utils.checks.lesson_11.errors import recall, worst_errors
from course_utils.checks.lesson_11.numbers import (
    choose_epoch,
    deviations,
    gradient_ratio,
    initial_loss,
    mean_over_examples,
)
from course_utils.checks.lesson_11.shuffling import shuffle_pixels
from course_utils.checks.lesson_11.steps import classify, train_step
