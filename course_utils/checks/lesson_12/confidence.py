"""Is a confidence honest? Exercises 12.5 and 12.6."""

import numpy as np
import torch

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts
from course_utils.digits import calibration

texts = Texts(__file__)


def _answers(seed, n, low, bias):
    random = np.random.default_rng(seed)
    confidence = random.uniform(low, 0.999, n)
    return confidence, random.random(n) < confidence + bias * (confidence - 0.5)


def _calibration_cases():
    sure = np.array([1.0, 1.0, 1.0, 0.97, 0.62, 0.64, 0.35, 1.0])
    hits = np.array([True, True, False, True, False, False, True, False])
    return [
        _answers(0, 200, 0.15, -0.5),
        (*_answers(1, 57, 0.55, 0.0), 5),
        (sure, hits),
        (sure, hits, 4),
        # Too modest below, too sure above: with signs the gaps would cancel.
        (np.array([0.22, 0.24, 0.27, 0.83, 0.86]), np.array([True, True, False, False, False])),
        (*_answers(2, 31, 0.3, 0.3), 20),
        # On the borders of bins, and in the first one.
        (
            np.array([0.5, 0.75, 0.75, 0.625, 0.125, 0.25, 0.5, 0.875, 0.375]),
            np.array([False, True, True, False, True, False, False, True, True]),
            4,
        ),
    ]


calibration_error = FunctionExercise(**texts("calibration_error"), cases=_calibration_cases)


def _scores(seed, n, classes, factor, shift=0.0):
    """Scores that are `factor` times as large as honest ones, and labels drawn honestly."""
    generator = torch.Generator().manual_seed(seed)
    honest = 2 * torch.randn(n, classes, generator=generator)
    labels = torch.multinomial(honest.softmax(dim=1), 1, generator=generator)[:, 0]
    return factor * honest + shift, labels


def _temperature_cases():
    # The first optimizer of a process imports for seconds: here, not in the answer's own time.
    torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1)
    return [
        _scores(0, 300, 10, 2.23),
        _scores(4, 250, 4, 0.5, shift=3.0),
        _scores(2, 200, 7, 1.5),
        _scores(3, 150, 5, 7.5),
    ]


fit_temperature = FunctionExercise(
    **texts("fit_temperature"),
    cases=_temperature_cases,
    names={"calibration_error": calibration.calibration_error},
    tolerance=0.005,
    absolute=0.005,
)
