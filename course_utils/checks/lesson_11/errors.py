"""Looking into errors: exercises 11.8 and 11.9."""

import torch
import torch.nn.functional as F

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _confusions():
    small = torch.tensor([[8, 1, 1], [0, 5, 0], [6, 0, 2]])
    large = torch.randint(1, 30, (4, 4), generator=torch.Generator().manual_seed(7))
    return [(small,), (large,)]


recall = FunctionExercise(**texts("recall"), cases=_confusions)


def _predictions(n, classes, seed):
    generator = torch.Generator().manual_seed(seed)
    log_p = F.log_softmax(3 * torch.randn(n, classes, generator=generator), dim=1)
    labels = torch.randint(0, classes, (n,), generator=generator)
    # Two in three are right, so that the wrong ones stand scattered among them.
    right = torch.rand(n, generator=generator) < 2 / 3
    return log_p, torch.where(right, log_p.argmax(dim=1), labels)


def _few_errors():
    """Two errors, one less sure than a right answer; more are asked for than there are."""
    p = [[0.50, 0.45, 0.05], [0.30, 0.30, 0.40], [0.90, 0.06, 0.04], [0.15, 0.60, 0.25]]
    return torch.tensor(p).log(), torch.tensor([0, 0, 0, 2]), 4


worst_errors = FunctionExercise(
    **texts("worst_errors"),
    cases=lambda: [
        (*_predictions(40, 10, 8), 5),
        (*_predictions(45, 4, 9), 3),
        (*_predictions(60, 10, 10), 8),
        _few_errors(),
    ],
)
