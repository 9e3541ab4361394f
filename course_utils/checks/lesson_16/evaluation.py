"""The accuracy in one go: exercise 16.4."""

import torch
from torch import nn

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


class _Counting(nn.Module):
    """A network that notes how it was called."""

    def __init__(self):
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(4)
            self.layer = nn.Linear(5, 4)
        self.rows, self.recorded, self.hooked = [], set(), 0
        self.register_forward_hook(self._hook)

    def _hook(self, *_):
        self.hooked += 1

    def forward(self, x):
        self.rows.append(len(x))
        self.recorded.add(torch.is_grad_enabled())
        return torch.log_softmax(3 * self.layer(x), dim=1)


def _observe(answer, images, labels):
    net = _Counting()
    with torch.enable_grad():
        accuracy = answer(net, images, labels)
        records_after = torch.is_grad_enabled()
    if accuracy is None:
        return None
    return {
        "the accuracy": accuracy,
        "how many images the network got at each call": net.rows,
        "gradients recorded": sorted(net.recorded),
        "the network itself is called": net.hooked == len(net.rows),
        "a number that needs no gradient": not getattr(accuracy, "requires_grad", False),
        "the next training can record again": records_after,
    }


def _cases():
    found = []
    for n, seed in ((37, 1), (8, 2), (1, 3), (16, 4)):
        generator = torch.Generator().manual_seed(seed)
        images = torch.randn(n, 5, generator=generator)
        with torch.no_grad():
            labels = _Counting()(images).argmax(dim=1)
        # Every third label is another digit: neither all right nor half.
        if n != 16:  # but one batch in which all are right
            labels[::3] = (labels[::3] + 1) % 4
        found.append((images, labels))
    return found


evaluate_at_once = FunctionExercise(**texts("evaluate_at_once"), cases=_cases, observe=_observe)
