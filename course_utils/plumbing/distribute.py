"""The command ``python -m course_utils.distributed``, in one process or in several."""

import argparse
import json
import os
import statistics
import sys
import time

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DistributedSampler

from course_utils import mnist
from course_utils.distributed import (
    first_reads,
    join_group,
    load_checkpoint,
    restore,
    save_checkpoint,
    snapshot,
    train_epoch,
)
from course_utils.plumbing.check_env import usable_cores
from course_utils.plumbing.folders import work_folder
from course_utils.plumbing.options import OneLineParser, folder, positive, share, whole
from course_utils.training import Net, evaluate, make_loader

BATCH_SIZES = (16, 64, 256, 1024, 4096)  # that --measure takes, of all processes together


def main(arguments=None):
    """Train or measure together with the other processes; an error is one line."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    began = time.monotonic()
    try:
        world = int(os.environ.get("WORLD_SIZE", 1))
        if problem := _unfit(options, world):
            return _stop(problem, 2)
        images, labels = mnist.load_tensors("train")
        device = join_group(options.timeout)
        kind = torch.float64 if options.double else torch.float32
        some = slice(options.images)
        data = images[some].to(device, kind), labels[some].to(device)
        (measure if options.measure else train)(options, data)
    except KeyboardInterrupt:
        return _stop("stopped by Ctrl-C. The same command goes on from the last checkpoint", 130)
    except (mnist.DataError, OSError, ValueError) as error:
        return _stop(str(error), 1)
    except RuntimeError as error:
        if known := _explained(error, time.monotonic() - began, options.timeout):
            return _stop(known, 1)
        raise
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()
    return 0


def train(options, data):
    """Train from the last checkpoint on, or from the start, and save after each few batches."""
    rank, world = dist.get_rank(), dist.get_world_size()
    say = print if rank == 0 else lambda *_, **__: None
    # In one piece, end of line included: all processes write to the same terminal.
    place = f"process {os.getpid()} is rank {rank} of {world}, on {data[0].device.type}\n"
    print(place, end="", flush=True)
    settings = {
        "processes": world,
        "--batch-size": options.batch_size,
        "--learning-rate": options.learning_rate,
        "--images": options.images,
        "--dropout": options.dropout,
        "--seed": options.seed,
        "--double": options.double,
    }
    path = options.output / "checkpoint.pt"
    torch.manual_seed(options.seed)  # the same weights in every process
    net = nn.Sequential(nn.Dropout(options.dropout), Net()).to(data[0].device, data[0].dtype)
    model = DistributedDataParallel(net)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.learning_rate)
    sampler = DistributedSampler(data[1], world, rank, seed=options.seed)
    torch.manual_seed(options.seed + rank)  # each process drops other pixels

    begin = step = 0
    if state := first_reads(lambda: _matching(load_checkpoint(path), settings, path)):
        begin, step = restore(state, model, optimizer)
        say(f"goes on from epoch {begin}, step {step}: {path}", flush=True)
    for epoch in range(begin, options.epochs):
        sampler.set_epoch(epoch)
        for done in train_epoch(model, optimizer, *data, sampler, options.batch_size, step):
            if done % options.save_every == 0:
                _save(snapshot(model, optimizer, epoch, done, settings), path)
                say(f"epoch {epoch}, step {done}: saved", flush=True)
        step = 0
        _save(snapshot(model, optimizer, epoch + 1, 0, settings), path)
        say(f"epoch {epoch} finished: saved", flush=True)
    if rank == 0:
        images, labels = mnist.load_tensors("test")
        test = make_loader(images.to(data[0]), labels.to(data[0].device), 1_000)
        say(f"test accuracy: {evaluate(net, test)[1]:.4f}")


def measure(options, data):
    """Print and save the time of a step for each batch size, and of sending the gradients."""
    rank, world = dist.get_rank(), dist.get_world_size()
    net = Net().to(data[0].device, data[0].dtype)
    model = DistributedDataParallel(net)
    optimizer = torch.optim.Adam(model.parameters(), lr=options.learning_rate)
    sampler = DistributedSampler(data[1], world, rank, seed=options.seed)
    gradients = torch.zeros(sum(p.numel() for p in net.parameters())).to(data[0])
    found = {"processes": world, "step": {}, "send": _median_time(_sending(gradients), 60)}
    for size in BATCH_SIZES:
        if size <= len(data[1]):
            steps = train_epoch(model, optimizer, *data, sampler, size - size % world)
            found["step"][size] = _median_time(steps, 40)
    if rank == 0:
        those = f"{world} process{'es' * (world > 1)}"
        for size, seconds in found["step"].items():
            print(f"{those}, batch {size:5}: {1e3 * seconds:8.3f} ms per step")
        print(f"{those}, sending:     {1e3 * found['send']:8.3f} ms")
        path = options.output / f"times_{world}.json"
        path.write_text(json.dumps(found), encoding="utf-8")


def _sending(numbers):
    while True:
        dist.all_reduce(numbers)
        yield


def _median_time(steps, most):
    """Median seconds between steps of a generator, without the first few, which warm up."""
    times = []
    before = time.perf_counter()
    for _, _ in zip(range(most), steps, strict=False):
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        now = time.perf_counter()
        times.append(now - before)
        before = now
    return statistics.median(times[len(times) // 5 :])


def _save(state, path):
    """Process 0 writes. If it can't, all stop, and the checkpoint before this one is whole."""
    if not all(weights.isfinite().all() for weights in state["net"].values()):
        raise ValueError(
            f"the training diverged: its weights are not finite. {path} holds those before: delete "
            "it, and choose a smaller --learning-rate, such as 0.001"
        )
    if dist.get_rank() == 0:
        save_checkpoint(state, path)


def _matching(state, settings, path):
    """The state, if it belongs to this run."""
    if state is None or state["settings"] == settings:
        return state
    theirs = state["settings"]
    differ = [
        f"{name} {theirs[name]}, not {now}" for name, now in settings.items() if theirs[name] != now
    ]
    raise ValueError(
        f"{path} is of another run: {'; '.join(differ)}. Start as that one was, give another "
        "--output, or delete the file to begin anew"
    )


def _unfit(options, world):
    """What does not fit the number of processes, in words, or None."""
    if options.images < world:
        return f"{world} processes can't share --images {options.images}: start fewer"
    if options.batch_size % world:
        near = max(options.batch_size - options.batch_size % world, world)
        return (
            f"--batch-size {options.batch_size} can't be shared equally by {world} processes: "
            f"take {near}"
        )
    return None


def _explained(error, seconds, timeout):
    """What an error of PyTorch's network means, or None if it is something else."""
    said = str(error)
    where = f"{os.environ.get('MASTER_ADDR')}:{os.environ.get('MASTER_PORT')}"
    if "EADDRINUSE" in said or "address already in use" in said:
        return (
            f"the port {where} is in use by another program: choose another one, as with "
            "torchrun's --master-port"
        )
    if not dist.is_initialized():
        return (
            f"not all of the {os.environ.get('WORLD_SIZE')} processes met at {where} within "
            f"{seconds:.0f} s. See whether all are started, with the same address and port, and "
            "whether a firewall stands between them"
        )
    if isinstance(error, dist.DistError) or "gloo" in said.lower() or "nccl" in said.lower():
        return (
            "another process ended, or was silent for more than "
            f"{timeout} s. The same command goes on from the last checkpoint"
        )
    return None


def _stop(problem, code):
    rank = os.environ.get("RANK", "0")
    print(f"Stopped (rank {rank}): {problem}.", file=sys.stderr, flush=True)
    return code


def _options(arguments):
    parser = OneLineParser(
        prog="python -m course_utils.distributed",
        description="Train on MNIST in one process, or in several that torchrun starts. Started "
        "again with the same options, it goes on from the last checkpoint.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add, cores = parser.add_argument, usable_cores()
    add("--epochs", type=whole(1, 10_000), default=2, help="visits to every image")
    add("--batch-size", type=whole(1, 60_000), default=128, help="images per update, all together")
    add("--learning-rate", type=positive, default=1e-3, help="step size of Adam")
    add("--images", type=whole(1, 60_000), default=60_000, help="how many to train on")
    add("--dropout", type=share, default=0.0, help="share of the pixels left out at random")
    add("--seed", type=whole(0, 2**32 - 1), default=0, help="of weights, order and dropout")
    add("--save-every", type=whole(1, 10**6), default=50, help="updates between two checkpoints")
    add("--timeout", type=whole(1, 3_600), default=30, help="seconds to wait for another process")
    add("--threads", type=whole(1, cores), default=1, help="per process")
    add("--double", action="store_true", help="compute in float64, for comparisons")
    add("--measure", action="store_true", help="measure the time per step instead of training")
    add(
        "--output",
        type=folder,
        default=argparse.SUPPRESS,
        help="folder of the checkpoint (default: build/distributed in the course's folder, or one "
        "of your own where that can't be written)",
    )
    options = parser.parse_args(arguments)
    if "output" not in options:
        options.output = work_folder("distributed")
    return options
