"""A network in NumPy with its gradients, three optimisers and a training loop (lesson 07).

Rows are samples. x: (N, inputs), of the network's dtype; y: (N,) labels, whole numbers. Parameters
and gradients are lists [W1, b1, W2, b2, ...], W of shape (out, in), b of shape (out,).
"""

from itertools import pairwise

import numpy as np

from course_utils.forward import linear
from course_utils.losses import cross_entropy, cross_entropy_gradient


def check_sizes(sizes, dtype):
    """Raise ValueError unless a network can be made of these sizes and this dtype."""
    numbers = sizes if isinstance(sizes, (list, tuple)) else []
    whole = all(isinstance(n, (int, np.integer)) and n > 0 for n in numbers)
    if not whole or len(numbers) < 2:
        raise ValueError(
            "sizes must list two or more whole numbers above 0, from the inputs to the classes, "
            f"such as [784, 64, 10], not {sizes!r}"
        )
    if dtype not in (np.float32, np.float64):
        raise ValueError(f"dtype must be np.float32 or np.float64, not {dtype!r}")


def check_batch(x, W):
    """Raise unless x is a batch for a first layer W: W's dtype and (N, in), with N above 0."""
    if not isinstance(x, np.ndarray):
        raise TypeError(f"x must be a NumPy array, not a {type(x).__name__}")
    if x.dtype != W.dtype:
        scale = " / 255 for pixels" if x.dtype == np.uint8 else ""
        raise TypeError(
            f"x is {x.dtype} and the network {W.dtype}: before training, convert all of x once, "
            f"x.astype(np.{W.dtype}){scale}"
        )
    if x.ndim != 2 or x.shape[1] != W.shape[1] or len(x) == 0:
        raise ValueError(f"x must be (N, {W.shape[1]}), a row for each sample, not {x.shape}")


def check_scores(scores, x):
    """Raise ValueError, and name the culprit, if a score is NaN or infinite."""
    if not np.isfinite(scores).all():
        culprit = "the weights are too large" if np.isfinite(x).all() else "x is not finite"
        raise ValueError(f"NaN or infinity in the scores: {culprit}")


def backpropagate(weights, inputs, dz):
    """The gradients of all parameters, [dW1, db1, dW2, db2, ...], from the last layer's dz.

    weights: [W1, W2, ...], each (out, in). inputs: what each layer received, (N, in); all but the
    first are outputs of ReLU. dz: the gradient with respect to the scores, (N, C), divided by N.
    """
    gradients = []
    for W, a in zip(reversed(weights), reversed(inputs), strict=True):
        gradients = [dz.T @ a, dz.sum(axis=0), *gradients]
        if a is not inputs[0]:  # nobody asks for the gradient at the pixels
            dz = (dz @ W) * (a > 0)  # a = max(z, 0) is positive where z was
    return gradients


class Network:
    """Layers of neurons with ReLU between them; the last layer gives scores for softmax.

    sizes: numbers of inputs, of hidden units layer by layer, and of classes; [784, 10] has no
    hidden layer. seed: of the first weights, drawn as He and others (2015) propose: normal, with
    variance 2 / inputs. Biases begin at 0. dtype: np.float32 or np.float64, of all that it
    computes. parameters: [W1, b1, W2, b2, ...]; to change them, write into these arrays.
    """

    def __init__(self, sizes, seed, dtype=np.float32):
        check_sizes(sizes, dtype)
        rng = np.random.default_rng(seed)
        self.parameters, self.record = [], None
        for inputs, outputs in pairwise(sizes):
            W = rng.normal(0, (2 / inputs) ** 0.5, (outputs, inputs))
            self.parameters += [W.astype(dtype), np.zeros(outputs, dtype)]

    def forward(self, x, keep=True):
        """The scores of a batch, (N, C).

        keep: remember what each layer received, for backward; else only compute. Raises TypeError
        for another dtype, ValueError for another shape and for scores that are NaN or infinite.
        """
        check_batch(x, self.parameters[0])
        inputs, a = [], x
        for W, b in zip(self.parameters[::2], self.parameters[1::2], strict=True):
            inputs.append(a)
            z = linear(a, W, b)
            a = np.maximum(z, 0)
        check_scores(z, x)
        if keep:
            self.record = inputs, z
        return z

    def backward(self, y):
        """The gradients of the mean cross-entropy of the batch that forward saw last.

        y: its labels, (N,). Returns one gradient for each of the parameters, in their order.
        Raises RuntimeError without a forward of its own before, ValueError for impossible labels.
        """
        if self.record is None:
            raise RuntimeError("nothing to go back from: call forward(x) before each backward(y)")
        inputs, scores = self.record
        gradients = backpropagate(self.parameters[::2], inputs, cross_entropy_gradient(scores, y))
        self.record = None
        return gradients

    def predict(self, x):
        """The class with the highest score for each row of x, (N,)."""
        return self.forward(x, keep=False).argmax(axis=1)


def check_step(parameters, gradients):
    """Raise ValueError unless there is one gradient for each parameter, of its shape."""
    wanted, got = ([np.shape(array) for array in arrays] for arrays in (parameters, gradients))
    if wanted != got:
        raise ValueError(f"gradients need the shapes of the parameters, {wanted}, not {got}")


class SGD:
    """Plain gradient descent: each step goes against the gradient. It writes into parameters."""

    def __init__(self, parameters, learning_rate):
        self.parameters, self.learning_rate = parameters, learning_rate

    def step(self, gradients):
        """Update every parameter once. Raises ValueError if the gradients do not fit."""
        check_step(self.parameters, gradients)
        for w, dw in zip(self.parameters, gradients, strict=True):
            w -= self.learning_rate * dw


class Momentum:
    """Each step goes on in the direction of the earlier ones, as torch.optim.SGD(momentum) does."""

    def __init__(self, parameters, learning_rate, momentum=0.9):
        self.parameters, self.learning_rate = parameters, learning_rate
        self.momentum = momentum
        self.velocities = [np.zeros_like(w) for w in parameters]

    def step(self, gradients):
        """Update every parameter once. Raises ValueError if the gradients do not fit."""
        check_step(self.parameters, gradients)
        for w, dw, v in zip(self.parameters, gradients, self.velocities, strict=True):
            v *= self.momentum
            v += dw
            w -= self.learning_rate * v


class Adam:
    """Steps scaled by each weight's own past gradients (Kingma and Ba, 2015), as in PyTorch."""

    def __init__(self, parameters, learning_rate=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.parameters, self.learning_rate = parameters, learning_rate
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.t = 0
        self.means = [np.zeros_like(w) for w in parameters]
        self.squares = [np.zeros_like(w) for w in parameters]

    def step(self, gradients):
        """Update every parameter once. Raises ValueError if the gradients do not fit."""
        check_step(self.parameters, gradients)
        self.t += 1
        state = zip(self.parameters, gradients, self.means, self.squares, strict=True)
        for w, dw, m, v in state:
            m += (1 - self.beta1) * (dw - m)
            v += (1 - self.beta2) * (dw**2 - v)
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            w -= self.learning_rate * m_hat / (np.sqrt(v_hat) + self.eps)


def minibatches(n, batch_size, rng):
    """The positions of the samples of each batch of one epoch: 0..n-1 in a random order, cut up.

    rng: a NumPy generator that draws the order. The last batch may be smaller. Raises ValueError
    if n or batch_size is below 1.
    """
    if n < 1 or batch_size < 1:
        raise ValueError(f"{n} samples can't be cut into batches of {batch_size}")
    order = rng.permutation(n)
    return [order[i : i + batch_size] for i in range(0, n, batch_size)]


def train_epoch(network, optimizer, x, y, batch_size, rng):
    """Visit every sample once, in batches, with one step after each. Returns each batch's loss.

    x: (N, inputs), y: (N,). Raises ValueError if they do not belong together.
    """
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} rows, but y has {len(y)} labels")
    batch_losses = []
    for chosen in minibatches(len(x), batch_size, rng):
        scores = network.forward(x[chosen])
        batch_losses.append(cross_entropy(scores, y[chosen]).item())
        optimizer.step(network.backward(y[chosen]))
    return batch_losses


def evaluate(network, x, y):
    """Mean loss and accuracy on all of x (N, inputs) and y (N,), at once; nothing changes."""
    scores = network.forward(x, keep=False)
    return cross_entropy(scores, y).item(), (scores.argmax(axis=1) == y).mean().item()
