"""What makes a training fast, cure by cure, as lesson 16 teaches it, and how times are compared.

Shapes: images (N, 784), float32 in [0, 1] or the bytes 0..255; labels int64 (N,). The staircase of
all cures, measured, is in course_utils/plumbing/staircase.py.
"""

import statistics
import sys
import time
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn

SIZES = (784, 64, 64, 64, 10)
# Seconds in which this program computes; what others do meanwhile does not count. For one thread
# only. (Windows counts them in steps of 16 ms, too coarse for what is timed here.)
CLOCK = time.perf_counter if sys.platform == "win32" else time.process_time


def whole_batches(images, labels, batch_size, generator=None):
    """Yield the batches (x, y) of one epoch in a random order, each cut out in one go."""
    order = torch.randperm(len(labels), generator=generator)
    for chosen in order.split(batch_size):
        yield images[chosen], labels[chosen]


def evaluate_one_by_one(net, batches):
    """Accuracy by a look at one image at a time, as the article describes it."""
    hits = seen = 0
    with torch.no_grad():
        for x, y in batches:
            for log_p, label in zip(net(x), y, strict=True):
                if torch.argmax(log_p) == label:
                    hits += 1
                seen += 1
    return hits / seen


def evaluate_at_once(net, images, labels):
    """Accuracy by one pass over all images."""
    with torch.no_grad():
        digits = net(images).argmax(dim=1)
    return (digits == labels).float().mean().item()


def train_steps(net, optimizer, batches):
    """The training step of lesson 11 for each batch, and nothing beside it."""
    for x, y in batches:
        optimizer.zero_grad()
        loss = F.nll_loss(net(x), y)
        loss.backward()
        optimizer.step()


def train_by_hand(net, optimizer, batches):
    """The same for a FlatNet, whose optimizer holds its values and gradients."""
    for x, y in batches:
        net.forward(x)
        net.backward(y)
        optimizer.step()


def rise_and_fall(done, peak, warm_up=0.25):
    """The learning rate when a share done of the training, 0 to 1, is behind us."""
    return peak * min(done / warm_up, (1 - done) / (1 - warm_up))


class FlatBuffers:
    """The numbers of a network without autograd: weights in one vector, buffers that stay.

    values and gradients have the same layout; weights[k], shape (in, out), and the rest are views.
    """

    def __init__(self, batch_size, sizes=SIZES):
        self.shapes = list(pairwise(sizes))
        lengths = [n for i, o in self.shapes for n in (i * o, o)]
        self.values, self.gradients = torch.zeros(sum(lengths)), torch.zeros(sum(lengths))
        parts, slopes = self.values.split(lengths), self.gradients.split(lengths)
        self.weights = [w.view(s) for w, s in zip(parts[::2], self.shapes, strict=True)]
        self.weight_slopes = [w.view(s) for w, s in zip(slopes[::2], self.shapes, strict=True)]
        self.biases, self.bias_slopes = parts[1::2], slopes[1::2]
        self.outputs = [torch.empty(batch_size, n) for n in sizes]  # outputs[0] is the input
        self.deltas = [torch.empty(batch_size, n) for n in sizes]  # the loss's slope at each output

    def copy_from(self, net):
        """Take over the weights of a network of nn.Linear layers."""
        layers = [module for module in net.modules() if isinstance(module, nn.Linear)]
        for w, b, layer in zip(self.weights, self.biases, layers, strict=True):
            w.copy_(layer.weight.detach().T)
            b.copy_(layer.bias.detach())

    def __call__(self, x):
        """Logits of any number of images, which later calls leave as they are."""
        return torch.cat([self.forward(part).clone() for part in x.split(len(self.outputs[0]))])


class FlatForward(FlatBuffers):
    """784-64-64-64-10 by hand, forward.

    x are floats in [0, 1], or bytes, (n, 784) with n <= batch_size. forward returns the
    logits, which the next call overwrites.
    """

    def forward(self, x):
        h = [buffer[: len(x)] for buffer in self.outputs]
        h[0].copy_(x)
        if x.dtype == torch.uint8:
            h[0].mul_(1 / 255)
        for k, (w, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            torch.addmm(b, h[k], w, out=h[k + 1])
            if k < len(self.weights) - 1:
                h[k + 1].relu_()
        return h[-1]


class FlatNet(FlatForward):
    """The same with a backward pass.

    backward fills the gradients for the mean loss of the last forward pass and returns the
    probability of each right label.
    """

    def backward(self, labels):
        n = len(labels)
        h, d = [b[:n] for b in self.outputs], [b[:n] for b in self.deltas]
        torch.softmax(h[-1], dim=1, out=d[-1])
        p = d[-1].gather(1, labels[:, None])  # (n, 1), of the right digits
        d[-1].scatter_(1, labels[:, None], p - 1).div_(n)  # softmax minus one-hot
        for k in reversed(range(len(self.weights))):
            torch.mm(h[k].T, d[k + 1], out=self.weight_slopes[k])
            torch.sum(d[k + 1], dim=0, out=self.bias_slopes[k])
            if k > 0:  # nobody needs the gradient at the pixels
                torch.mm(d[k + 1], self.weights[k].T, out=d[k])
                d[k].mul_(h[k].sign())  # ReLU: 1 where it let the value through, else 0
        return p.squeeze(1)


def step_flop(sizes, batch_size):
    """Operations of the matrix products of one training step, forward and backward."""
    forward = sum(i * o for i, o in pairwise(sizes))
    backward = 2 * forward - sizes[0] * sizes[1]
    return 2 * batch_size * (forward + backward)


def matrix_speed(size=1024, rounds=20, clock=time.perf_counter):
    """GFLOP/s of PyTorch's threads at multiplying two square matrices: the best of some rounds."""
    a, b, product = torch.rand(size, size), torch.rand(size, size), torch.empty(size, size)
    seconds = []
    for _ in range(rounds):
        start = clock()
        torch.mm(a, b, out=product)
        seconds.append(clock() - start)
    return 2 * size**3 / min(seconds) / 1e9


def memory_speed(numbers=20_000_000, rounds=10, clock=time.perf_counter):
    """GB/s of copying a tensor larger than any cache, read and written: the best of some rounds."""
    source, target = torch.rand(numbers), torch.empty(numbers)
    seconds = []
    for _ in range(rounds):
        start = clock()
        target.copy_(source)
        seconds.append(clock() - start)
    return 2 * 4 * numbers / min(seconds) / 1e9


def compare(first, second, rounds=5, clock=CLOCK):
    """How many times sooner the second program ends than the first, by medians, in turns."""
    first()
    second()  # warm up both
    times = {first: [], second: []}
    for _ in range(rounds):
        for program in (first, second):
            start = clock()
            program()
            times[program].append(clock() - start)
    return statistics.median(times[first]) / statistics.median(times[second])
