"""Losses, means and what to report: exercises 11.1, 11.2, 11.3, 11.6 and 11.7."""

import math

import torch

from course_utils.checks.exercise import FunctionExercise, ValueExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


initial_loss = ValueExercise(
    **texts(
        "initial_loss",
        {
            "log_10": lambda answer: abs(float(answer) - math.log(10)) < 0.01,
            "other_sign": lambda answer: abs(float(answer) + math.log(10)) < 0.01,
            "other_base": lambda answer: abs(abs(float(answer)) - math.log2(10)) < 0.01,
            "one": lambda answer: abs(float(answer)) == 1,
            "share_wrong": lambda answer: math.isclose(abs(float(answer)), 0.9, abs_tol=1e-6),
            "ten": lambda answer: abs(float(answer)) == 10,
        },
    ),
    solution=-0.1,
)


mean_over_examples = FunctionExercise(
    **texts("mean_over_examples"),
    cases=lambda: [
        ([0.5, 0.25, 1.0], [4, 4, 1]),
        ([2.0], [15]),
        ([0.9, 0.1], [100, 50]),
        ([1.0, 2.0, 4.0, 8.0], [3, 3, 3, 2]),
        ([0.371, 2.259], [15, 10]),  # a mean of losses: times its size it is no whole number
    ],
)


gradient_ratio = ValueExercise(**texts("gradient_ratio"), solution=4.0)


choose_epoch = FunctionExercise(
    **texts("choose_epoch"),
    cases=lambda: [
        ([0.91, 0.95, 0.97, 0.96], [0.92, 0.97, 0.955, 0.965]),
        ([0.96, 0.94, 0.95], [0.93, 0.95, 0.94]),
        ([0.90, 0.93, 0.92, 0.91, 0.89], [0.91, 0.92, 0.94, 0.93, 0.95]),
        ([0.92, 0.95, 0.94], [0.93, 0.96, 0.97]),  # here the test images are the easier ones
        ([0.90, 0.93, 0.92, 0.96], [0.92, 0.91, 0.94, 0.93]),  # a fall, then a rise
        ([0.93, 0.95, 0.94, *[0.92] * 20, 0.96], [0.9] * 23 + [0.91]),  # a long fall, then a rise
        ([0.91, 0.95, 0.93, 0.95], [0.90, 0.92, 0.93, 0.94]),  # a tie
        ([0.95, 0.91, 0.95], [0.96, 0.93, 0.94]),
    ],
)


deviations = FunctionExercise(
    **texts("deviations"),
    cases=lambda: [
        (torch.tensor([0.95, 0.96, 0.97, 0.99]), 0.94),
        (torch.tensor([0.1, 0.4, 0.2]), 0.5),
        (torch.tensor([3.0, 5.0, 4.5, 9.0, 3.5]), 4.5),
    ],
)
