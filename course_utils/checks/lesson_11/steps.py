"""A training step, and using what it trained: exercises 11.4 and 11.5."""

import torch
import torch.nn.functional as F
from torch import nn

from course_utils.checks.exercise import FunctionExercise


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


_METHOD = (
    "net.forward(...) goes past everything that is attached to the network, such as hooks. Call "
    "the network itself: net(...)."
)

# --- 11.4 -----------------------------------------------------------------------------------


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
    name="classify",
    solution="""
def classify(net, images):
    net.eval()
    with torch.no_grad():
        scores = net(images)
    return scores.argmax(dim=1)
""",
    cases=lambda: [(_four_classes(n, seed)[0],) for n, seed in ((4, 3), (7, 4), (1, 5))],
    observe=_observe_classify,
    passed="The largest score is also the largest probability: no softmax is needed to choose.",
    edits={
        ("net.eval()", "with torch.no_grad():"): {
            ("", "if True:"): "Both net.eval() and torch.no_grad() are missing: dropout is active, "
            "and the graph for gradients is recorded.",
        },
        "net.eval()": {
            "": "The network is still in training mode, so dropout switches off neurons at random "
            "and the answer changes from call to call. Call net.eval() first.",
            "net.training = False": "This sets the flag of the outermost module only; the dropout "
            "inside is still on. net.eval() sets it in all of them.",
        },
        "with torch.no_grad():": {
            "if True:": "The classes are right, but PyTorch recorded the graph for gradients that "
            "nobody asks for. Use torch.no_grad().",
            "torch.set_grad_enabled(False)\nif True:": "This switches recording off for the whole "
            "program: the next training will fail. `with torch.no_grad():` puts it back.",
        },
        "net(images)": {"net.forward(images)": _METHOD},
        "scores.argmax(dim=1)": {
            "scores.argmax(dim=0)": "This looks for the largest score along the wrong axis: down "
            "the images (dim=0). Each row is one image, so look along its row.",
            "scores.argmax()": "This argmax without dim gives one number for the whole batch. "
            "Say along which axis.",
            "scores.argmin(dim=1)": "This chooses the smallest score, the least probable class.",
            "scores.max(dim=1).values": "These are the largest scores themselves. Which class they "
            "stand for is the question.",
            "scores.max(dim=1)": "This max(dim=1) gives the largest scores and their positions. "
            "Return the positions only.",
            "scores": "These are all the scores. Choose one class per image.",
            "scores.softmax(dim=1)": "These are all the probabilities. Choose one class per image.",
        },
    },
)

# --- 11.5 -----------------------------------------------------------------------------------


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
    name="train_step",
    solution="""
def train_step(net, optimizer, x, y):
    net.train()
    optimizer.zero_grad()
    loss = F.cross_entropy(net(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()
""",
    cases=lambda: [
        (*_four_classes(9, 1), "SGD", False),  # in the mode that evaluate() leaves
        (*_four_classes(5, 2), "Adam", True),
    ],
    observe=_observe_train_step,
    passed="Mode, empty gradients, loss, backward, step: the heart of every training program.",
    edits={
        ("optimizer.zero_grad()", "loss.backward()"): {
            ("", "loss.backward()\noptimizer.zero_grad()"): "Here step() finds no gradient, since "
            "zero_grad() has just emptied them: nothing is learned. Empty, then backward, then "
            "step.",
        },
        ("optimizer.zero_grad()", "optimizer.step()"): {
            ("", "optimizer.step()\noptimizer.zero_grad()"): "The gradients are emptied only after "
            "the step. The first step adds to whatever was there before: empty them first.",
        },
        ("optimizer.zero_grad()", "loss.backward()", "optimizer.step()"): {
            ("", "optimizer.step()", "loss.backward()"): "Here step() stands before backward(): it "
            "uses the gradients of the step before.",
        },
        "optimizer.zero_grad()": {
            "": "The gradients of earlier steps are never emptied, so each step adds the old ones "
            "again. Call zero_grad().",
        },
        "net.train()": {
            "": "The network is still in evaluation mode, so dropout is off: call net.train() "
            "first.",
            "net.eval()": "The network is put into evaluation mode. Training needs net.train().",
            "net.training = True": "This sets the flag of the outermost module only; the dropout "
            "inside stays off. net.train() sets it in all of them.",
        },
        "F.cross_entropy(net(x), y)": {
            "F.cross_entropy(net(x).softmax(dim=1), y)": "Softmax before cross_entropy: "
            "cross_entropy already holds the softmax, so it is applied twice. Give it the scores.",
            "F.nll_loss(net(x), y)": "Here nll_loss wants log-probabilities, but this network "
            "returns scores. Which loss takes scores?",
            "F.nll_loss(net(x).softmax(dim=1), y)": "Here nll_loss wants the logarithm of the "
            "probabilities, not the probabilities.",
            "F.nll_loss(net(x).softmax(dim=1).log(), y)": "This is softmax, then log: where a "
            "probability is too small to be a number above 0, its logarithm is infinite. "
            "cross_entropy does both at once, and safely.",
            "F.cross_entropy(net(x), y, reduction='sum')": "The loss is summed over the batch. "
            "Take the mean, or the step grows with the batch.",
            "F.cross_entropy(net(x), y) / len(y)": "The loss is divided by the number of images "
            "twice: cross_entropy does it already.",
            "F.nll_loss(net(x).log_softmax(dim=0), y)": "The softmax runs down the images (dim=0). "
            "The classes of one image stand in its row.",
        },
        "net(x)": {"net.forward(x)": _METHOD},
        "loss.backward()": {
            "": "The call of backward() is missing: without it there are no gradients, and step() "
            "moves nothing.",
        },
        "optimizer.step()": {
            "": "The optimiser's step() is missing: gradients are computed, but no weight moves.",
        },
        "return loss.item()": {
            "return F.cross_entropy(net(x), y).item()": "This is the loss after the step, from a "
            "second pass. Return the one that backward() started from.",
            "return loss": "It returns the loss as a tensor, which can keep the whole graph in "
            "memory. Return a number: loss.item().",
            "net.eval()\nreturn loss.item()": "The network is left in evaluation mode. Whoever "
            "calls this trains on, so leave it in training mode.",
        },
    },
)
