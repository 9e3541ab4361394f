"""Race five programs that train 784-64-64-64-10 on MNIST: ``python benchmarks/training_speed.py``.

article  a plain program after the article's description: torchvision decodes every image in every
         pass, batches of 15, two passes, default Adam, one look at a time at the test images
lesson   the same recipe as lesson 11 writes it, with course_utils.training
fastest  the same network by the shortest honest way found to a mean test accuracy of 97 %
numpy    the recipe of lesson 07 with course_utils.numpy_network, without PyTorch
torch    its twin in PyTorch, from the same weights on the same batches: autograd and fused Adam

They take turns (article, lesson, fastest, ..., article, ...), so that a noisy machine disturbs all
alike, each with one thread and in a process of its own, so that none inherits another's memory.

Timed is everything after the imports: reading the data, building the network, training, and the
evaluations that each program makes. Unpacking the shipped archives, once for all, is not timed;
starting Python and importing PyTorch takes every program the same and is printed beside.

A further pair is a function here, an entry in PROGRAMS and one in RATIOS.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

# PyTorch and the course are imported in the functions that the child processes run. The parent
# has to stay small: on Linux, a child's peak memory begins at that of its parent.

SIZES = (784, 64, 64, 64, 10)
SHAPES = list(pairwise(SIZES))
GOAL = 0.97
HERE = Path(__file__).resolve()
LIBRARY_THREADS = ("OMP_NUM", "MKL_NUM", "OPENBLAS_NUM", "VECLIB_MAXIMUM")


class Stopwatch:
    """Adds up the seconds of the parts of a program: load, train, evaluate."""

    def __init__(self):
        self.seconds = {"load": 0.0, "train": 0.0, "evaluate": 0.0}
        self._last = time.perf_counter()

    def lap(self, part):
        """Book the time since the last lap, or since the beginning, on this part."""
        now = time.perf_counter()
        self.seconds[part] += now - self._last
        self._last = now


# --- The programs: each takes a seed and returns its seconds a part and its test accuracy. -------


def article(seed):
    """Train as the article describes it."""
    import torch
    import torch.nn.functional as F
    from torch.utils.data import DataLoader
    from torchvision.datasets import MNIST
    from torchvision.transforms import ToTensor

    from course_utils import mnist
    from course_utils.training import Net

    def batches(train):
        # Nothing is downloaded: the root holds the files that the course ships.
        images = MNIST(mnist.torchvision_root(), train=train, transform=ToTensor(), download=True)
        return DataLoader(images, batch_size=15, shuffle=True)

    def accuracy():
        hits = seen = 0
        with torch.no_grad():
            for images, labels in test:
                outputs = net(images.view(-1, 784))
                for i, output in enumerate(outputs):
                    if torch.argmax(output) == labels[i]:
                        hits += 1
                    seen += 1
        return hits / seen

    watch = Stopwatch()
    train, test = batches(True), batches(False)
    watch.lap("load")
    torch.manual_seed(seed)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    watch.lap("train")
    accuracy()
    watch.lap("evaluate")
    for _ in range(2):
        for images, labels in train:
            optimizer.zero_grad()
            F.nll_loss(net(images.view(-1, 784)), labels).backward()
            optimizer.step()
        watch.lap("train")
        reached = accuracy()
        watch.lap("evaluate")
    return {"seconds": watch.seconds, "accuracy": reached}


def lesson(seed):
    """Train with the course's own functions: same network, batches, passes and evaluations."""
    import torch

    from course_utils import mnist
    from course_utils.training import Net, evaluate, make_loader, train_epoch

    watch = Stopwatch()
    train = make_loader(*mnist.load_tensors("train"), batch_size=15, shuffle=True, seed=seed)
    test = make_loader(*mnist.load_tensors("test"), batch_size=1_000)
    watch.lap("load")
    torch.manual_seed(seed)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
    watch.lap("train")
    evaluate(net, test)
    watch.lap("evaluate")
    for _ in range(2):
        train_epoch(net, train, optimizer)
        watch.lap("train")
        _, reached = evaluate(net, test)
        watch.lap("evaluate")
    return {"seconds": watch.seconds, "accuracy": reached}


# The choices below were made on the last 5,000 training images, with seeds other than those that
# are raced; the test images are only looked at when training is over. What paid, in this order:
# larger batches with a learning rate that rises and falls, He initialisation, going back to the
# hard images in place of a whole second pass, backpropagation by hand into buffers kept from batch
# to batch, and images kept as bytes until their batch comes.
BATCH = 256
PEAK_RATE, WARM_UP = 1.4e-2, 0.25
PASSES = (1.0, 0.2, 0.2)  # all images, then twice the fifth that is hardest at that moment


def fastest(seed):
    """Train to 97 % in as little time as honest means allow."""
    import numpy as np
    import torch

    from course_utils import mnist
    from course_utils.training_speed import FlatNet, rise_and_fall

    def read(name, header):
        return torch.from_numpy(np.fromfile(folder / name, np.uint8, offset=header))

    watch = Stopwatch()
    folder = mnist.torchvision_root() / "MNIST" / "raw"
    images = read("train-images-idx3-ubyte", 16).view(-1, 784)
    labels = read("train-labels-idx1-ubyte", 8).long()
    test_images = read("t10k-images-idx3-ubyte", 16).view(-1, 784)
    test_labels = read("t10k-labels-idx1-ubyte", 8).long()
    watch.lap("load")

    torch.manual_seed(seed)
    net = FlatNet(BATCH, SIZES)
    for w in net.weights:
        w.normal_(0, (2 / len(w)) ** 0.5)  # He
    flat = torch.nn.Parameter(net.values)  # shares its memory with net.values
    flat.grad = net.gradients
    optimizer = torch.optim.Adam([flat], betas=(0.8, 0.95), fused=True)
    p_right = torch.zeros(len(labels))  # of each image, when it was last visited
    total, done = sum(int(share * len(labels)) for share in PASSES), 0
    for share in PASSES:
        hardest = p_right.topk(int(share * len(labels)), largest=False).indices
        for batch in hardest[torch.randperm(len(hardest))].split(BATCH):
            optimizer.param_groups[0]["lr"] = rise_and_fall(done / total, PEAK_RATE, WARM_UP)
            net.forward(images.index_select(0, batch))
            p_right[batch] = net.backward(labels[batch])
            optimizer.step()
            done += len(batch)
    watch.lap("train")

    predictions = [net.forward(block).argmax(dim=1) for block in test_images.split(BATCH)]
    reached = (torch.cat(predictions) == test_labels).float().mean().item()
    watch.lap("evaluate")
    return {"seconds": watch.seconds, "accuracy": reached, "images": done}


# The recipe of lesson 07. The last number is what its mean test accuracy must reach.
NUMPY_EPOCHS, NUMPY_BATCH, NUMPY_RATE, NUMPY_GOAL = 3, 128, 3e-3, 0.965


def numpy_network(seed):
    """Train in NumPy as lesson 07 does; the learning rate falls from epoch to epoch."""
    import numpy as np

    from course_utils import mnist
    from course_utils.numpy_network import Adam, Network, evaluate, train_epoch

    def read(split):
        images, labels = mnist.load_arrays(split)
        return images.reshape(-1, 784) / np.float32(255), labels

    watch = Stopwatch()
    train, test = read("train"), read("test")
    watch.lap("load")
    network, rng = Network(SIZES, seed), np.random.default_rng(seed)
    optimizer = Adam(network.parameters)
    for epoch in range(NUMPY_EPOCHS):
        optimizer.learning_rate = NUMPY_RATE * (1 - epoch / NUMPY_EPOCHS)
        train_epoch(network, optimizer, *train, NUMPY_BATCH, rng)
    watch.lap("train")
    _, reached = evaluate(network, *test)
    watch.lap("evaluate")
    return {"seconds": watch.seconds, "accuracy": reached}


def torch_network(seed):
    """Train its twin in PyTorch: same first weights, same batches, all losses kept as there."""
    import numpy as np
    import torch
    import torch.nn.functional as F
    from torch import nn

    from course_utils import mnist
    from course_utils.numpy_network import Network, minibatches

    watch = Stopwatch()
    (images, labels), test = mnist.load_tensors("train"), mnist.load_tensors("test")
    watch.lap("load")
    rng = np.random.default_rng(seed)
    layers = [nn.Linear(i, o) for i, o in SHAPES]
    for layer, W in zip(layers, Network(SIZES, seed).parameters[::2], strict=True):
        layer.weight.data = torch.from_numpy(W)
        nn.init.zeros_(layer.bias)
    network = nn.Sequential(*(part for layer in layers for part in (layer, nn.ReLU())))[:-1]
    optimizer = torch.optim.Adam(network.parameters(), fused=True)
    for epoch in range(NUMPY_EPOCHS):
        optimizer.param_groups[0]["lr"] = NUMPY_RATE * (1 - epoch / NUMPY_EPOCHS)
        losses = []
        for chosen in map(torch.from_numpy, minibatches(len(labels), NUMPY_BATCH, rng)):
            optimizer.zero_grad()
            loss = F.cross_entropy(network(images.index_select(0, chosen)), labels[chosen])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    watch.lap("train")
    with torch.no_grad():
        reached = (network(test[0]).argmax(dim=1) == test[1]).float().mean().item()
    watch.lap("evaluate")
    return {"seconds": watch.seconds, "accuracy": reached}


def matrix_speed(seed):
    """GFLOP/s of one thread at multiplying two 1024 x 1024 matrices: the best of 20."""
    import torch

    size = 1024
    torch.manual_seed(seed)
    a, b, product = torch.randn(size, size), torch.randn(size, size), torch.empty(size, size)
    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        torch.mm(a, b, out=product)
        seconds.append(time.perf_counter() - start)
    return {"gflops": 2 * size**3 / min(seconds) / 1e9}


# --- The race. -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Program:
    """A program and the seeds that it trains in a round; one seed, if seeds is None: the round."""

    run: Callable
    seeds: tuple | None = None


PROGRAMS = {
    "article": Program(article),
    "lesson": Program(lesson),
    "fastest": Program(fastest, seeds=(0, 1, 2, 3, 4)),
    "numpy": Program(numpy_network),
    "torch": Program(torch_network),
}
# Printed last: label, two programs, the time of the first over that of the second with so many
# decimals, and the mean accuracies that both owe.
RATIOS = [
    ("same recipe", "article", "lesson", 1, None, None),
    ("to 97%", "article", "fastest", 1, None, GOAL),
    ("numpy/torch", "numpy", "torch", 2, NUMPY_GOAL, NUMPY_GOAL),
]


def main():
    """Run the race, print the table and the ratios. Returns 1 if a program missed its accuracy."""
    parser = argparse.ArgumentParser(description="Time five ways to train the same network.")
    parser.add_argument("--rounds", type=_at_least_one, default=3, help="turns of each (default 3)")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(*options.child)
        return 0

    runs, speeds = _race(options.rounds)
    _print_table(runs)
    _print_limit(runs, statistics.median(speeds))
    return _print_ratios(runs)


def _race(rounds):
    """Let the programs take turns. Returns {name: [round: [runs]]} and the matrix speeds."""
    _in_child("prepare", 0)  # unpacks the archives, so that no program has to
    runs, speeds = {name: [] for name in PROGRAMS}, []
    for i in range(rounds):
        speeds.append(_in_child("matrix_speed", i)["gflops"])
        for name, program in PROGRAMS.items():
            seeds = (i,) if program.seeds is None else program.seeds
            runs[name].append([_in_child(name, seed) for seed in seeds])
            print(f"round {i + 1}/{rounds}: {name} {_round_time(runs[name][-1]):.2f} s", flush=True)
    return runs, speeds


def _in_child(name, seed):
    """Run one function in a fresh Python with one thread and return what it reports."""
    one_thread = {f"{library}_THREADS": "1" for library in LIBRARY_THREADS}
    environment = os.environ | one_thread | {"TQDM_DISABLE": "1"}
    command = [sys.executable, str(HERE), "--child", name, str(seed), repr(time.time())]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{name} failed: see above")
    return json.loads(done.stdout.splitlines()[-1])


def _child(name, seed, started):
    """What a fresh Python does: import, run one function, report as a line of JSON."""
    sys.path.insert(0, str(HERE.parents[1]))  # the course, even where it is not installed
    import torch

    # Making the first optimizer imports this, in more than a second. It is an import like the
    # others, so every program has it before its time begins.
    import torch._dynamo
    import torchvision  # noqa: F401

    import course_utils.training  # noqa: F401
    from course_utils import mnist

    torch.set_num_threads(1)
    if name == "prepare":
        mnist.torchvision_root()
        report = {}
    elif name == "matrix_speed":
        report = matrix_speed(int(seed))
    else:
        startup = time.time() - float(started)
        report = PROGRAMS[name].run(int(seed)) | {"startup": startup, "peak": _peak_memory()}
    print(json.dumps(report))


def _peak_memory():
    """The most memory, in bytes, that this process has held so far."""
    if sys.platform == "win32":
        import psutil

        return psutil.Process().memory_info().peak_wset
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024  # macOS counts bytes, Linux KiB


def _at_least_one(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one round")
    return number


def _time(run):
    return sum(run["seconds"].values())


def _round_time(runs):
    """The time of a round is that of its median seed."""
    return statistics.median(_time(run) for run in runs)


def _median_time(rounds):
    return statistics.median(_round_time(runs) for runs in rounds)


def _accuracy(rounds):
    return statistics.mean(run["accuracy"] for runs in rounds for run in runs)


def _print_table(results):
    print("\nSeconds: the median round; min - max is of all runs. Accuracy: mean, on test.")
    print(
        f"{'program':9} {'seconds':>8} {'min - max':>15} {'load':>6} {'train':>7} {'evaluate':>8}"
        f" {'accuracy':>8} {'runs':>4} {'peak MB':>7} {'startup':>7}"
    )
    for name, rounds in results.items():
        flat = [run for runs in rounds for run in runs]
        times = [_time(run) for run in flat]
        spread = f"{min(times):.2f} - {max(times):.2f}"
        part = {p: statistics.median(r["seconds"][p] for r in flat) for p in flat[0]["seconds"]}
        print(
            f"{name:9} {_median_time(rounds):8.2f} {spread:>15}"
            f" {part['load']:6.2f} {part['train']:7.2f} {part['evaluate']:8.2f}"
            f" {_accuracy(rounds):8.2%} {len(flat):4} {max(r['peak'] for r in flat) / 1e6:7.0f}"
            f" {statistics.median(r['startup'] for r in flat):7.2f}"
        )
    print("startup (Python and its imports) is not part of the seconds; all the rest is.")


def _print_limit(results, gflops):
    """Compare the fastest program with the time that its arithmetic alone would take."""
    runs = [run for one_round in results["fastest"] for run in one_round]
    from course_utils.training_speed import step_flop

    weights = sum(i * o for i, o in SHAPES)
    needed = step_flop(SIZES, runs[0]["images"]) / 1e9
    yardstick = 2 * 3 * weights * 2 * 60_000 / 1e9
    trains = [run["seconds"]["train"] for run in runs]
    train, quickest = statistics.median(trains), min(trains)
    total = _median_time(results["fastest"])
    print(f"\nmatrix speed, one thread: {gflops:.0f} GFLOP/s")
    print(
        f"two full passes with every gradient: {yardstick:.1f} GFLOP = {yardstick / gflops:.2f} s; "
        f"fastest takes {total:.2f} s with loading and test, {total * gflops / yardstick:.2f} of it"
    )
    print(
        f"what fastest computes in training: {needed:.1f} GFLOP = {needed / gflops:.2f} s; "
        f"its training takes {train:.2f} s, {needed / gflops / train:.0%} of matrix speed "
        f"(quickest run {quickest:.2f} s, {needed / gflops / quickest:.0%})\n"
    )


def _print_ratios(results):
    status = 0
    for label, first, second, decimals, *goals in RATIOS:
        missed = [
            f"the mean accuracy of {name} is {_accuracy(results[name]):.2%}"
            for name, goal in zip((first, second), goals, strict=True)
            if goal is not None and _accuracy(results[name]) < goal
        ]
        if missed:
            print(f"{label}: not reached, {' and '.join(missed)}")
            status = 1
        else:
            ratio = _median_time(results[first]) / _median_time(results[second])
            print(f"{label}: {ratio:.{decimals}f}x")
    return status


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
