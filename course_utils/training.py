"""The PyTorch training of MNIST that lesson 11 builds piece by piece, and the same as a command.

``python -m course_utils.training --help`` lists the options. Shapes: x is float32 (N, 784),
labels y are int64 (N,), the network's output is log-probabilities (N, 10).
"""

import argparse
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm

from course_utils import mnist


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


def split_validation(images, labels, n=5_000, seed=0):
    """Keep n random examples apart: ((images, labels) to train on, (images, labels) to validate).

    Random, since the images do not stand in random order: lesson 10 finds the last 5,000 easier.
    """
    order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(seed))
    kept, rest = order[:n], order[n:]
    return (images[rest], labels[rest]), (images[kept], labels[kept])


def make_loader(images, labels, batch_size, shuffle=False, seed=0):
    """Batches of (images, labels), in a new order every epoch if shuffle is true."""
    dataset = TensorDataset(images, labels)
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator)


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


def load_model(path):
    """The network whose weights save_model wrote to path, ready to predict.

    Only numbers are read, never code (weights_only). Raises ValueError if the file is damaged or
    holds another network, FileNotFoundError if there is none.
    """
    net = Net()
    with Path(path).open("rb") as file:
        try:
            net.load_state_dict(torch.load(file, weights_only=True))
        except Exception as error:  # bytes that are no model fail in many ways
            raise ValueError(
                f"{path} is damaged or not a 784-64-64-64-10 network. Make a new one with "
                "`python -m course_utils.training`."
            ) from error
    return net.eval()


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
    Returns shape (len(seeds), epochs + 1): before training, then after each epoch.
    """
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
        history.append(accuracies())
    return torch.stack(history, dim=1)


def main(arguments=None):
    """Train, print the accuracies, save the model and a picture of predictions."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    train, validation = split_validation(*mnist.load_tensors("train"))
    test = mnist.load_tensors("test")
    train_loader = make_loader(*train, options.batch_size, True, options.seed)
    validation_loader = make_loader(*validation, 1_000)

    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=options.learning_rate, fused=True)
    model = options.output / "mnist_mlp.pt"
    print(f"initial accuracy: {evaluate(net, validation_loader)[1]:.4f}")
    try:
        for epoch in range(options.epochs):
            train_epoch(net, train_loader, optimizer)
            print(f"epoch {epoch} accuracy: {evaluate(net, validation_loader)[1]:.4f}", flush=True)
            save_model(net, model)
    except KeyboardInterrupt:
        kept = f"the last finished epoch is in {model}" if epoch else "no epoch was finished"
        print(f"\nStopped: {kept}.", file=sys.stderr)
        return 130
    print(f"test accuracy: {evaluate(net, make_loader(*test, 1_000))[1]:.4f}")
    picture = options.output / "predictions.png"
    _draw_predictions(net, *test, picture)
    print(f"saved: {model}, {picture}")
    return 0


def _draw_predictions(net, images, labels, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    for i, axes in enumerate(figure.subplots(2, 6).flat):
        digit, p = predict(net, images[i])
        axes.imshow(images[i].reshape(28, 28), cmap="gray_r")
        verdict = "right" if digit == labels[i] else f"wrong: it is a {labels[i]}"
        axes.set_title(f"{digit} ({p[digit]:.0%})\n{verdict}", fontsize=9)
        axes.axis("off")
    figure.savefig(path, dpi=120)


class _OneLineParser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see --help)\n")


def _positive(kind):
    def parse(text):
        value = kind(text)
        if not 0 < value < float("inf"):
            raise ValueError
        return value

    parse.__name__ = f"positive {kind.__name__}"  # argparse prints it in its message
    return parse


def _folder(text):
    path = Path(text)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"can't write to {path}: {error.strerror}") from error
    return path


def _options(arguments):
    parser = _OneLineParser(
        prog="python -m course_utils.training",
        description="Train a 784-64-64-64-10 network on MNIST, as lesson 11 does.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    whole, real = _positive(int), _positive(float)
    parser.add_argument("--epochs", type=whole, default=2, help="visits to every training image")
    parser.add_argument("--batch-size", type=whole, default=15, help="images an update")
    parser.add_argument("--learning-rate", type=real, default=1e-3, help="step size of Adam")
    parser.add_argument("--seed", type=int, default=0, help="of the weights and the batch order")
    parser.add_argument("--threads", type=whole, default=1, help="batches of 15 gain from no more")
    parser.add_argument("--output", type=_folder, default="build/training", help="folder to fill")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    from course_utils.plumbing.terminal import run

    sys.exit(run(main))
