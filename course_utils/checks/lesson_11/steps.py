"""A training step, and using what it trained: exercises 11.4 and 11.5."""

import torch
import torch.nn.functional as F
from torch import nn

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


class _WithDropout(nn.Module):
    """A network that returns scores, and notes in which mode and how it was called."""

    def __init__(self, training, scale=1.0):
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(5)
            self.hidden, self.output = nn.Linear(6, 12), nn.Linear(12, 4)
        self.dropout = nn.Dropout(0.5)
        self.scale = scale
        self.modes, self.called = [], 0
        self.register_forward_hook(self._count)
        self.train(training)

    def _count(self, *_):
        self.called += 1

    def forward(self, x):
        # Dropout is a module of its own: its flag is what counts, not that of the whole.
        outside, inside = (
            "training" if module.training else "evaluation" for module in (self, self.dropout)
        )
        mode = inside if inside == outside else f"{outside} outside, {inside} inside"
        self.modes.append((mode, torch.is_grad_enabled()))
        return self.scale * self.output(self.dropout(F.relu(self.hidden(x))))


def _four_classes(n, seed):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(n, 6, generator=generator)
    return x, torch.randint(0, 4, (n,), generator=generator)


def _observe_classify(answer, images):
    net = _WithDropout(training=True)  # as train_epoch() leaves it
    torch.manual_seed(6)
    with torch.enable_grad():
        digits = answer(net, images)
        records_after = torch.is_grad_enabled()
    return {
        "the digits": digits,
        # Sets, since images may be read one by one.
        "the modes of the network": sorted({mode for mode, _ in net.modes}),
        "gradients recorded": sorted({recorded for _, recorded in net.modes}),
        "the network itself is called": net.called == len(net.modes),
        "the next training can record again": records_after,
    }


classify = FunctionExercise(
    **texts("classify"),
    cases=lambda: [(_four_classes(n, seed)[0],) for n, seed in ((4, 3), (7, 4), (1, 5))],
    observe=_observe_classify,
)


def _observe_train_step(answer, x, y, optimizer_name, training):
    net = _WithDropout(training)
    for parameter in net.parameters():  # left there by something before
        parameter.grad = torch.full_like(parameter, 0.5)
    optimizer = getattr(torch.optim, optimizer_name)(net.parameters(), lr=0.1)
    calls = {"backward": 0, "step": 0}

    def count(name):
        calls[name] += 1

    net.output.bias.register_hook(lambda _: count("backward"))
    optimizer.register_step_post_hook(lambda *_: count("step"))
    torch.manual_seed(6)
    losses = [answer(net, optimizer, x, y) for _ in range(3)]
    if losses[0] is None:
        return None
    loud = _WithDropout(training, scale=500.0)
    return {
        "what it returns": type(losses[0]).__name__,
        "how often backward() and step() ran in three calls": calls,
        "the loss of three steps": losses,
        "the mode of the network": [mode for mode, _ in net.modes],
        "the network itself is called": net.called == len(net.modes),
        "the network is left in training mode": net.training and net.dropout.training,
        "the weights after three steps": [p.detach().clone() for p in net.parameters()],
        "the loss where scores are in the hundreds": answer(
            loud, torch.optim.SGD(loud.parameters(), lr=0), x, y
        ),
    }


train_step = FunctionExercise(
    **texts("train_step"),
    cases=lambda: [
        (*_four_classes(9, 1), "SGD", False),  # in the mode that evaluate() leaves
        (*_four_classes(5, 2), "Adam", True),
    ],
    observe=_observe_train_step,
)
