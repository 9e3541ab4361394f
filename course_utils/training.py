"""The PyTorch training of MNIST that lesson 11 builds piece by piece, and the same as a command.

``python -m course_utils.training --help`` lists the options. Shapes: x is float32 (N, 784),
labels y are int64 (N,), the network's output is log-probabilities (N, 10).
"""

import functools
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm


def after(check):
    """A decorator: the function as lesson 11 teaches it, run after check(the same arguments)."""

    def decorate(function):
        @functools.wraps(function)
        def checked(*values, **named):
            check(*values, **named)
            return function(*values, **named)

        return checked

    return decorate


def check_examples(images, labels, *_, **__):
    """Raise ValueError unless there is one label per image, and one at least."""
    if len(images) != len(labels) or len(labels) == 0:
        raise ValueError(
            f"{len(images)} images and {len(labels)} labels: give one label per image, and at "
            "least one of each"
        )


def check_split(images, labels, n=5_000, seed=0):
    """Raise ValueError unless n examples can be kept apart, with some left to train on."""
    check_examples(images, labels)
    if not 0 < n < len(labels):
        raise ValueError(f"n must lie between 1 and {len(labels) - 1}, not be {n}")


def check_batches(net, loader, optimizer):
    """Raise ValueError for a last batch of one under batch norm, before any weight has changed."""
    n, size = len(loader.dataset), loader.batch_size
    if not size or loader.drop_last or 1 not in (size, n % size):
        return
    if any(isinstance(part, nn.modules.batchnorm._BatchNorm) for part in net.modules()):
        raise ValueError(
            f"{n} images in batches of {size} leave a batch of one, which has no "
            "variance for batch norm: choose another batch size, or leave an image out"
        )


def check_finite(net, path):
    """Raise ValueError if a weight is NaN or infinite."""
    if not all(p.isfinite().all() for p in net.parameters()):
        raise ValueError(
            f"the weights of {path} are not all finite: their training diverged. Train anew with a "
            "smaller learning rate: `python -m course_utils.training --learning-rate 0.001`."
        )


def check_image(net, image):
    """Raise unless an image is 784 numbers in 0 to 1."""
    if not image.is_floating_point():
        raise TypeError(f"an image must lie in 0 to 1, not be {image.dtype}: use image / 255")
    if image.numel() != 784:
        raise ValueError(f"an image has 784 pixels, not shape {tuple(image.shape)}")


class Net(nn.Module):
    """784 -> 64 -> 64 -> 64 -> 10 with ReLU; the output is log-probabilities."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(784, 64)
        self.fc2 = nn.Linear(64, 64)
        self.fc3 = nn.Linear(64, 64)
        self.fc4 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = F.relu(self.fc3(x))
        return F.log_softmax(self.fc4(x), dim=1)


@after(check_split)
def split_validation(images, labels, n=5_000, seed=0):
    """Keep n random examples apart: ((images, labels) to train on, (images, labels) to validate).

    Random, since the images do not stand in random order: lesson 10 finds the last 5,000 easier.
    """
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(seed))
    kept, rest = order[:n], order[n:]
    return (images[rest], labels[rest]), (images[kept], labels[kept])


@after(check_examples)
def make_loader(images, labels, batch_size, shuffle=False, seed=0):
    """Batches of (images, labels), in a new order every epoch if shuffle is true."""
    dataset = TensorDataset(images, labels)
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator)


@after(check_batches)
def train_epoch(net, loader, optimizer):
    """Visit every batch once and update the weights after each. Returns the loss of each batch."""
    net.train()
    losses = []
    for x, y in tqdm(loader, desc="training", leave=False, file=sys.stdout):
        optimizer.zero_grad()
        loss = F.nll_loss(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@torch.no_grad()
def evaluate(net, loader):
    """Mean loss and accuracy over every example of the loader; the weights stay as they are."""
    net.eval()
    total_loss, correct = 0.0, 0
    for x, y in loader:
        log_p = net(x)
        total_loss += F.nll_loss(log_p, y, reduction="sum").item()
        correct += (log_p.argmax(dim=1) == y).sum().item()
    n = len(loader.dataset)
    return total_loss / n, correct / n


@after(check_finite)
def save_model(net, path):
    """Write the weights to path, whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        torch.save(net.state_dict(), part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)  # after a crash or Ctrl-C


def only_finite(load):
    """A decorator: load(path), but no network with weights that are NaN or infinite."""

    @functools.wraps(load)
    def loaded(path):
        net = load(path)
        check_finite(net, path)
        return net

    return loaded


@only_finite
def load_model(path):
    """The network whose weights save_model wrote to path, ready to predict.

    Only numbers are read, never code (weights_only). Raises ValueError if the file is damaged or
    holds another network or weights that are not finite, FileNotFoundError if there is none.
    """
    cure = "Make a new one with `python -m course_utils.training`."
    return read_weights(Net(), path, "784-64-64-64-10 network", cure)


def read_weights(net, path, kind, cure):
    """Fill net with the weights of a file; what load_model says of errors holds here too."""
    with Path(path).open("rb") as file:
        try:
            net.load_state_dict(torch.load(file, weights_only=True))
        except Exception as error:  # bytes that are no model fail in many ways
            raise ValueError(f"{path} is damaged or not a {kind}. {cure}") from error
    return net.eval()


@after(check_image)
@torch.no_grad()
def predict(net, image):
    """The most probable digit of one image (784 values in [0, 1], any shape) and all ten
    probabilities, shape (10,)."""
    net.eval()
    p = net(image.reshape(1, 784)).exp().squeeze(0)
    return p.argmax().item(), p


def train_seeds(train, test, seeds, epochs=2, batch_size=15, learning_rate=1e-3):
    """Train one Net a seed, all at once, and return their test accuracies.

    train, test: pairs (images, labels). The networks share nothing: each has its own initial
    weights and its own order of the images. They only stand in one stack of matrices, so that one
    call multiplies for all of them, which takes about half the time of one after the other.
    Returns shape (len(seeds), epochs + 1): before training, then after each epoch. Raises
    ValueError for lengths that do not fit, and when a training diverges.
    """
    check_examples(*train)
    check_examples(*test)
    seeds = list(seeds)
    nets = []
    for seed in seeds:
        torch.manual_seed(seed)
        nets.append(Net())
    # One tensor a layer for all networks: weights (seeds, in, out), biases (seeds, 1, out). Here W
    # stands transposed, since its gradient comes out as (in, out): turning that round takes time.
    stacks = [
        torch.stack([p.detach().T if p.ndim == 2 else p.detach()[None] for p in layer])
        .contiguous()
        .requires_grad_()
        for layer in zip(*(net.parameters() for net in nets), strict=True)
    ]
    layers = list(zip(stacks[::2], stacks[1::2], strict=True))
    orders = [torch.Generator().manual_seed(seed) for seed in seeds]
    optimizer = torch.optim.Adam(stacks, lr=learning_rate, fused=True)

    def forward(x):
        for i, (w, b) in enumerate(layers):
            x = torch.baddbmm(b, x, w)
            if i < len(layers) - 1:
                x = F.relu(x)
        return F.log_softmax(x, dim=2)

    @torch.no_grad()
    def accuracies():
        hits = forward(test[0].expand(len(seeds), -1, -1)).argmax(dim=2) == test[1]
        return hits.float().mean(dim=1)

    history = [accuracies()]
    for _ in range(epochs):
        n = len(train[1])
        shuffled = torch.stack([torch.randperm(n, generator=order) for order in orders])
        batches = shuffled.split(batch_size, dim=1)
        for chosen in tqdm(batches, desc="training", leave=False, file=sys.stdout):
            log_p = forward(train[0][chosen])
            # A sum over networks of each one's mean: no gradient crosses from one to another.
            loss = F.nll_loss(log_p.flatten(0, 1), train[1][chosen].flatten(), reduction="sum")
            optimizer.zero_grad()
            (loss / chosen.shape[1]).backward()
            optimizer.step()
        if not all(stack.isfinite().all() for stack in stacks):
            raise ValueError("the training diverged: choose a smaller learning_rate")
        history.append(accuracies())
    return torch.stack(history, dim=1)


if __name__ == "__main__":
    from course_utils.plumbing.terminal import run
    from course_utils.plumbing.train import main

    sys.exit(run(main))
