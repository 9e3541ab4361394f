"""The staircase of lesson 16: the article's program, then one cure more on each step, measured.

Seconds are those of the whole program: reading the data, two passes over the training images,
evaluations before and after each pass. They are measured on a part and scaled to the whole, or in
full by benchmarks/staircase.py. Programs take turns, so that a noisy machine disturbs all alike.
"""

import functools
import statistics
import time
from dataclasses import dataclass, replace

import matplotlib.pyplot as plt
import numpy as np
import torch
from torch.utils.data import DataLoader, Subset, TensorDataset

from course_utils import mnist
from course_utils.plumbing.figures.style import COLOURS
from course_utils.training import Net
from course_utils.training_speed import (
    CLOCK,
    SIZES,
    FlatNet,
    evaluate_at_once,
    evaluate_one_by_one,
    matrix_speed,
    rise_and_fall,
    step_flop,
    train_by_hand,
    train_steps,
    whole_batches,
)

EPOCHS, TRAIN, TEST = 2, 60_000, 10_000
GOAL = 0.97


@dataclass(frozen=True)
class Recipe:
    """How a program trains 784-64-64-64-10. Without arguments: as the article describes it."""

    in_memory: bool = False
    whole_batches: bool = False
    at_once: bool = False
    fused: bool = False
    batch_size: int = 15
    rate: float = 1e-3
    schedule: bool = False
    betas: tuple = (0.9, 0.999)
    by_hand: bool = False
    as_bytes: bool = False
    threads: int = 1

    @property
    def learns(self):
        """What decides the weights; the rest only decides how soon they are there."""
        return self.batch_size, self.rate, self.schedule, self.betas


# In the order of the lesson: {name: what it changes}.
CURES = {
    "images in memory": {"in_memory": True},
    "whole batches": {"whole_batches": True},
    "evaluation in one go": {"at_once": True},
    "fused step": {"fused": True},
    "batches of 256": {"batch_size": 256},
    "a rate to match": {"rate": 1.4e-2},
    "the rate rises and falls": {"schedule": True},
    "Adam forgets sooner": {"betas": (0.8, 0.95)},
    "no autograd": {"by_hand": True},
    "pixels stay bytes": {"as_bytes": True},
    "two threads": {"threads": 2},
}
# What can't stand alone, and the cure that it needs.
NEEDS = {"whole batches": "images in memory", "pixels stay bytes": "images in memory"}
ARTICLE = "the article's program"


def in_order():
    """{name: Recipe} of the steps: each has its own cure and all those before."""
    steps = {ARTICLE: Recipe()}
    for name, change in CURES.items():
        steps[name] = replace(list(steps.values())[-1], **change)
    return steps


def alone():
    """{name: Recipe} of the article's program with one cure (and one that it needs, if any)."""
    return {
        name: Recipe(**CURES.get(NEEDS.get(name), {}), **change) for name, change in CURES.items()
    }


@functools.cache
def _unpacked():
    """The folder of the unpacked images; unpacking is done once for all, and timed nowhere."""
    return mnist.torchvision_root()


def load(recipe):
    """(training images and labels, test images and labels) in the form that the recipe wants."""
    root = _unpacked()
    if not recipe.in_memory:
        from torchvision.datasets import MNIST
        from torchvision.transforms import Compose, Lambda, ToTensor

        decode = Compose([ToTensor(), Lambda(torch.flatten)])
        return tuple(MNIST(root, train=train, transform=decode) for train in (True, False))
    pairs = []
    for split in ("train", "t10k"):
        raw = root / "MNIST" / "raw"
        images = np.fromfile(raw / f"{split}-images-idx3-ubyte", np.uint8, offset=16)
        labels = np.fromfile(raw / f"{split}-labels-idx1-ubyte", np.uint8, offset=8)
        images = torch.from_numpy(images).view(-1, 784)
        images = images if recipe.as_bytes else images.float().div_(255)
        pairs.append((images, torch.from_numpy(labels).long()))
    return tuple(pairs)


class Program:
    """A network in training, as a recipe says."""

    def __init__(self, recipe, data, seed=0, epochs=EPOCHS):
        torch.manual_seed(seed)
        self.recipe, self.data = recipe, data
        self.order = torch.Generator().manual_seed(seed)
        self.seen, self.total = 0, epochs * TRAIN
        self.net, parameters = Net(), None
        if recipe.by_hand:
            flat = FlatNet(recipe.batch_size)
            flat.copy_from(self.net)
            self.net = flat
            parameters = [torch.nn.Parameter(flat.values)]  # shares its memory with flat.values
            parameters[0].grad = flat.gradients
        self.optimizer = torch.optim.Adam(
            parameters or self.net.parameters(),
            lr=recipe.rate,
            betas=recipe.betas,
            fused=recipe.fused,
        )

    def batches(self, data, n):
        """Batches (x, y) of the first n images in a random order."""
        recipe = self.recipe
        if recipe.whole_batches:
            found = whole_batches(data[0][:n], data[1][:n], recipe.batch_size, self.order)
        else:
            dataset = TensorDataset(*data) if recipe.in_memory else data
            found = DataLoader(
                Subset(dataset, range(n)) if n < len(dataset) else dataset,
                recipe.batch_size,
                shuffle=True,
                generator=self.order,
            )
        for x, y in found:
            # By hand, the network itself turns bytes into floats.
            floats = x.is_floating_point() or recipe.by_hand
            yield (x if floats else x.float().div_(255)), y

    def paced(self, batches):
        """The same batches, with the learning rate set before each."""
        for x, y in batches:
            if self.recipe.schedule:
                rate = rise_and_fall(self.seen / self.total, self.recipe.rate)
                self.optimizer.param_groups[0]["lr"] = rate
            yield x, y
            self.seen += len(y)

    def train(self, n=TRAIN):
        """One pass over the first n training images."""
        step = train_by_hand if self.recipe.by_hand else train_steps
        step(self.net, self.optimizer, self.paced(self.batches(self.data[0], n)))

    def evaluate(self, n=TEST):
        """The accuracy on the first n test images."""
        test = self.data[1]
        if not self.recipe.at_once:
            return evaluate_one_by_one(self.net, self.batches(test, n))
        if not self.recipe.in_memory:  # decoded, then looked at in one go
            test = next(iter(DataLoader(Subset(test, range(n)), n)))
        x, y = test[0][:n], test[1][:n]
        floats = x.is_floating_point() or self.recipe.by_hand
        return evaluate_at_once(self.net, x if floats else x.float().div_(255), y)


def clock_of(recipe):
    """The clock for a program: process_time would add up the seconds of several threads."""
    return CLOCK if recipe.threads == 1 else time.perf_counter


def timed(clock, function, *arguments):
    """(seconds, result) of one call."""
    start = clock()
    result = function(*arguments)
    return clock() - start, result


def run(recipe, seed=0):
    """Run a program from beginning to end: {"load", "train", "evaluate": seconds, "accuracy"}."""
    torch.set_num_threads(recipe.threads)
    clock = clock_of(recipe)
    loading, data = timed(clock, load, recipe)
    program = Program(recipe, data, seed)
    evaluating, _ = timed(clock, program.evaluate)
    training = 0.0
    for _ in range(EPOCHS):
        training += timed(clock, program.train)[0]
        seconds, accuracy = timed(clock, program.evaluate)
        evaluating += seconds
    return {"load": loading, "train": training, "evaluate": evaluating, "accuracy": accuracy}


def measure(recipes, rounds=3, piece=0.1):
    """{name: {"load", "train", "evaluate": seconds of the whole program}}, scaled from pieces.

    recipes: {name: Recipe}. Each trains on so many images as take about a piece of a second, and
    evaluates on some; both are scaled to all images. In each round every program has its turn; the
    median of the rounds counts.
    """
    before = torch.get_num_threads()
    form = {name: (r.in_memory, r.as_bytes) for name, r in recipes.items()}
    data, loading = {}, {}
    for name, recipe in recipes.items():
        if form[name] not in data:
            load(recipe)  # warm up
            turns = [timed(CLOCK, load, recipe) for _ in range(rounds)]
            data[form[name]] = turns[0][1]
            loading[form[name]] = statistics.median(seconds for seconds, _ in turns)
    programs = {name: Program(r, data[form[name]]) for name, r in recipes.items()}

    def turn(program, images, tests):
        torch.set_num_threads(program.recipe.threads)
        clock = clock_of(program.recipe)
        training = timed(clock, program.train, images)[0]
        evaluating = timed(clock, program.evaluate, tests)[0]
        return EPOCHS * training * TRAIN / images, (EPOCHS + 1) * evaluating * TEST / tests

    parts = {}
    try:
        for name, program in programs.items():  # warm up, and find the size of a piece
            recipe = program.recipe
            # From memory one go is one go: it can't be scaled.
            tests = TEST if recipe.at_once and recipe.in_memory else 500
            training, _ = turn(program, 20 * recipe.batch_size, tests)
            batches = int(piece / (training / EPOCHS / TRAIN)) // recipe.batch_size
            parts[name] = min(recipe.batch_size * max(batches, 10), TRAIN), tests
        turns = {name: [] for name in recipes}
        for _ in range(rounds):
            for name, program in programs.items():
                turns[name].append(turn(program, *parts[name]))
    finally:
        torch.set_num_threads(before)
    return {
        name: {
            "load": loading[form[name]],
            "train": statistics.median(training for training, _ in turns[name]),
            "evaluate": statistics.median(evaluating for _, evaluating in turns[name]),
        }
        for name in recipes
    }


def accuracies(recipes, seeds=range(5)):
    """{name: test accuracies, one per seed}, in full, by the fastest program of the same learning.

    Recipes that learn the same are trained once: the lesson shows that their weights agree.
    """
    return {
        name: [_accuracy(recipe.learns, seed) for seed in seeds] for name, recipe in recipes.items()
    }


@functools.cache
def _fast():
    """The fastest recipe with one thread, and its data."""
    recipe = list(in_order().values())[-2]
    return recipe, load(recipe)


@functools.cache
def _accuracy(learns, seed):
    recipe, data = _fast()
    batch_size, rate, schedule, betas = learns
    recipe = replace(recipe, batch_size=batch_size, rate=rate, schedule=schedule, betas=betas)
    program = Program(recipe, data, seed)
    for _ in range(EPOCHS):
        program.train()
    return program.evaluate()


def limit(gflops=None):
    """Seconds that the arithmetic of two passes takes at the speed of this machine's matrices."""
    flop = EPOCHS * step_flop(SIZES, 1) * TRAIN
    return flop / 1e9 / (gflops or matrix_speed())


def total(parts):
    """Seconds of a whole program."""
    return parts["load"] + parts["train"] + parts["evaluate"]


def table(times, reached, by_itself=None, reached_alone=None):
    """The staircase as lines of text, a step each."""
    first = total(next(iter(times.values())))
    lines = [f"{'':26} {'seconds':>8} {'sooner':>8} {'accuracy':>9} {'alone':>8} {'accuracy':>9}"]
    for name, parts in times.items():
        mean = statistics.mean(reached[name])
        line = f"{name:26} {total(parts):8.2f} {first / total(parts):7.1f}x {mean:9.2%}"
        if by_itself and name in by_itself:
            itself = first / total(by_itself[name])
            line += f" {itself:7.1f}x {statistics.mean(reached_alone[name]):9.2%}"
        lines.append(line)
    return "\n".join(lines)


def show(times, reached, times_alone, reached_alone):
    """Draw the staircase: seconds of each step, each cure alone, and accuracies, a dot per seed."""
    names = list(times)
    seconds = [total(times[name]) for name in names]
    base = total(times_alone[ARTICLE])
    _, (left, right) = plt.subplots(
        1, 2, figsize=(10, 5), sharey=True, width_ratios=[3, 1.3], constrained_layout=True
    )
    best = names.index(min(names, key=lambda name: total(times[name])))
    places = range(len(names))
    left.barh(places, seconds, color=COLOURS["train"], height=0.7, label="with all cures before it")
    for place in places:
        digits = 0 if seconds[place] >= 100 else 1 if seconds[place] >= 10 else 2
        text = f"{seconds[place]:.{digits}f} s   {seconds[0] / seconds[place]:5.1f}x"
        left.text(0.99, place, text, va="center", ha="right", transform=left.get_yaxis_transform())
    itself = [(i, total(times_alone[n])) for i, n in enumerate(names) if n in times_alone and i]
    # A ratio to the article's program of the same measurement, drawn on this one's scale.
    left.plot(
        [seconds[0] * s / base for _, s in itself],
        [i for i, _ in itself],
        "D",
        color=COLOURS["validation"],
        mec="black",
        ms=6,
        label="alone",
    )
    left.axvline(limit(), color=COLOURS["muted"], ls="--", label="the arithmetic alone")
    top = max(*seconds, *(seconds[0] * s / base for _, s in itself))
    left.set(xscale="log", xlim=(limit() / 1.6, 20 * top), xlabel="seconds", yticks=places)
    left.set_yticklabels(names)
    left.invert_yaxis()
    left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=3, fontsize=9)
    left.set_title(f"{seconds[0] / seconds[best]:.0f} times sooner, step by step")
    for place, name in enumerate(names):
        found = [100 * a for a in reached[name]]
        right.plot(found, [place] * len(found), "o", color=COLOURS["test"], ms=5)
        itself = [100 * a for a in reached_alone.get(name, [])]
        right.plot(
            itself, [place] * len(itself), "D", color=COLOURS["validation"], mec="black", ms=5
        )
    right.axvline(100 * GOAL, color=COLOURS["muted"], ls="--")
    right.set(xlabel="test accuracy, %")
    right.set_title("Not every cure is free")
    plt.show()


def show_roofline(machines, intensities):
    """Draw what machines can compute at most, against FLOP per byte.

    machines: {name: (GFLOP/s, GB/s)}. intensities: {batch size: FLOP per byte of a step}.
    """
    _, ax = plt.subplots()
    x = np.geomspace(0.5, 500, 200)
    for name, (gflops, gbytes) in machines.items():
        ax.plot(x, np.minimum(gflops, gbytes * x), label=name)
    for batch_size, intensity in intensities.items():
        ax.axvline(intensity, color=COLOURS["muted"], ls=":")
        ax.text(intensity, 1.5, f" {batch_size:,}", rotation=90, va="bottom", fontsize=9)
    ax.set(xscale="log", yscale="log", ylim=(1, None), xlabel="FLOP per byte")
    ax.set(ylabel="GFLOP/s at most", title="Small batches leave a GPU's arithmetic idle")
    ax.legend(loc="upper left")
    plt.show()
