"""Small networks on MNIST for experiments: one network a seed, trained all at once.

The networks of a stack share nothing: one call only multiplies for all of them, which is several
times faster than one after the other. Shapes: weights (seeds, out, in), biases (seeds, 1, out),
inputs x (N, in), labels y (N,).
"""

import itertools
import math

import torch
import torch.nn.functional as F
from torch import nn

# The spread (standard deviation) of the first weights, from the layer's inputs and outputs.
INITIALISATIONS = {
    "N(0, 0.01)": lambda inputs, outputs: 0.01,
    "PyTorch": lambda inputs, outputs: 1 / math.sqrt(3 * inputs),
    "Glorot": lambda inputs, outputs: math.sqrt(2 / (inputs + outputs)),
    "He": lambda inputs, outputs: math.sqrt(2 / inputs),
    "N(0, 1)": lambda inputs, outputs: 1.0,
}


def new_networks(sizes, seeds, initialisation="PyTorch", dtype=torch.float32):
    """A stack of networks with the layer sizes given, as a list of (weights, biases).

    Seed s starts with the weights drawn from seed s: normal, with mean zero and the spread that
    INITIALISATIONS names. (PyTorch itself draws uniform numbers of the spread used here.) Biases
    are zero.
    """
    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    layers = []
    for inputs, outputs in itertools.pairwise(sizes):
        spread = INITIALISATIONS[initialisation](inputs, outputs)
        draws = [torch.randn(outputs, inputs, generator=g, dtype=dtype) for g in generators]
        w = (torch.stack(draws) * spread).requires_grad_()
        b = torch.zeros(len(generators), 1, outputs, dtype=dtype, requires_grad=True)
        layers.append((w, b))
    return layers


class BatchNorms(nn.Module):
    """Batch norm of one hidden layer z (seeds, N, width): each network has its own statistics."""

    def __init__(self, seeds, width):
        super().__init__()
        self.norm = nn.BatchNorm1d(seeds * width)

    def forward(self, z):
        seeds, n, width = z.shape
        columns = self.norm(z.transpose(0, 1).reshape(n, seeds * width))
        return columns.reshape(n, seeds, width).transpose(0, 1)


class LayerNorms(nn.Module):
    """Layer norm of one hidden layer z (seeds, N, width): each network has its gamma and beta."""

    def __init__(self, seeds, width):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(seeds, 1, width))
        self.beta = nn.Parameter(torch.zeros(seeds, 1, width))

    def forward(self, z):
        return self.gamma * F.layer_norm(z, z.shape[2:]) + self.beta


def new_norms(kind, sizes, seeds):
    """One BatchNorms, LayerNorms or module of that form (kind) for each hidden layer of a stack."""
    return nn.ModuleList(kind(len(seeds), width) for width in sizes[1:-1])


def forward(layers, x, activation, norms=None):
    """Scores (seeds, N, out) and the list of hidden activations, each (seeds, N, width).

    x: (N, in) for all networks, or (seeds, N, in). activation: a PyTorch function.
    norms: from new_norms, applied before the activation.
    """
    a = x.expand(len(layers[0][0]), -1, -1)
    hidden = []
    for i, (w, b) in enumerate(layers[:-1]):
        z = torch.baddbmm(b, a, w.transpose(1, 2))
        a = activation(z if norms is None else norms[i](z))
        hidden.append(a)
    w, b = layers[-1]
    return torch.baddbmm(b, a, w.transpose(1, 2)), hidden


def losses(scores, y):
    """The mean cross-entropy of each network, shape (seeds,). y: (N,) or (seeds, N)."""
    y = y.expand(len(scores), -1)
    each = F.cross_entropy(scores.flatten(0, 1), y.flatten(), reduction="none")
    return each.reshape(len(scores), -1).mean(dim=1)


@torch.no_grad()
def evaluate(layers, x, y, activation, norms=None):
    """Loss and accuracy of each network, two tensors of shape (seeds,). Norms go to eval()."""
    if norms is not None:
        norms.eval()
    scores, _ = forward(layers, x, activation, norms)
    return losses(scores, y), (scores.argmax(dim=2) == y).float().mean(dim=1)


def train(layers, x, y, activation, learning_rate, epochs=1, batch_size=50, order=0, norms=None):
    """Plain gradient descent on small batches; changes the layers (and norms) in place.

    Each network visits the images in its own order, drawn from the seed `order`. A generator: it
    yields after each epoch, and the caller measures what it wants. Raises ValueError, before any
    weight has changed, for lengths that do not fit and a last batch of one under batch norm.
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} images do not fit {len(y)} labels: give one label per image")
    has_batch_norm = norms is not None and any(
        isinstance(part, nn.BatchNorm1d) for part in norms.modules()
    )
    if has_batch_norm and 1 in (batch_size, len(y) % batch_size):
        raise ValueError(
            f"{len(y)} samples in batches of {batch_size} leave a batch of one, which has no "
            "variance for batch norm: choose another batch size, or leave a sample out"
        )
    generator = torch.Generator().manual_seed(order)
    parameters = [p for layer in layers for p in layer]
    if norms is not None:
        parameters += norms.parameters()
    for epoch in range(epochs):
        if norms is not None:
            norms.train()
        orders = [torch.randperm(len(y), generator=generator) for _ in layers[0][0]]
        for chosen in torch.stack(orders).split(batch_size, dim=1):
            scores, _ = forward(layers, x[chosen], activation, norms)
            # A sum over networks: no gradient crosses from one to another.
            gradients = torch.autograd.grad(losses(scores, y[chosen]).sum(), parameters)
            with torch.no_grad():
                torch._foreach_add_(parameters, gradients, alpha=-learning_rate)
        yield epoch


def gradient_norms(layers, x, y, activation, norms=None):
    """The length of the gradient of each layer's weights, shape (layers, seeds)."""
    scores, _ = forward(layers, x, activation, norms)
    gradients = torch.autograd.grad(losses(scores, y).sum(), [w for w, _ in layers])
    return torch.stack([g.flatten(1).norm(dim=1) for g in gradients])


def copy_networks(layers):
    """The same networks once more, to be trained in another way."""
    return [tuple(p.detach().clone().requires_grad_() for p in layer) for layer in layers]


@torch.no_grad()
def share_on(layers, x, activation, chunk=6_000):
    """Of each hidden unit, the share of the inputs for which its output is above 0.

    Returns one tensor (seeds, width) a hidden layer. The inputs pass in chunks, to save memory.
    """
    on = [torch.zeros(w.shape[:2]) for w, _ in layers[:-1]]
    for part in x.split(chunk):
        for count, a in zip(on, forward(layers, part, activation)[1], strict=True):
            count += (a > 0).sum(dim=1)
    return [count / len(x) for count in on]
