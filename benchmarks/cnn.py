"""Time the CNN of lesson 15 to 99 % on MNIST: ``python benchmarks/cnn.py``.

Timed is everything after the imports: reading the data, training, and one look at the test images.
Five seeds, each in a fresh Python with all cores that this process may use (OMP_NUM_THREADS for
fewer). Beside the time stands the one that the arithmetic alone would take, at the speed of this
machine's fastest convolution of those tried: cnn/limit says how many times longer training takes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

# PyTorch and the course are imported in the functions that the child processes run.

GOAL = 0.99
HERE = Path(__file__).resolve()
EPOCHS, IMAGES = 2, 55_000
# Convolutions as in the network and larger ones, to find this machine's speed: images, channels,
# filters, side of the image. Kernel 3 and padding 1.
TRIED = ((128, 16, 32, 14), (128, 32, 64, 14), (128, 64, 64, 14), (128, 128, 128, 14))


def train(seed):
    """Seconds of a whole run, seconds of training, and the test accuracy."""
    import torch

    from course_utils import cnn, mnist
    from course_utils.training import evaluate, make_loader, split_validation

    start = time.perf_counter()
    training, _ = split_validation(*mnist.load_tensors("train"))
    test = make_loader(*mnist.load_tensors("test"), batch_size=1_000)
    torch.manual_seed(seed)
    loaded = time.perf_counter()
    net = cnn.train(cnn.CNN(), *training, seed=seed, epochs=EPOCHS)
    trained = time.perf_counter()
    accuracy = evaluate(net, test)[1]
    return {
        "seconds": time.perf_counter() - start,
        "training": trained - loaded,
        "accuracy": accuracy,
        "threads": torch.get_num_threads(),
    }


def limit(_):
    """The arithmetic of a training, GFLOP, and the speed of this machine's best convolution."""
    import torch
    from torch import nn

    from course_utils.cnn import CNN

    best = 0.0
    for images, channels, filters, side in TRIED:
        layer = nn.Conv2d(channels, filters, 3, padding=1, bias=False)
        layer = layer.to(memory_format=torch.channels_last)
        x = torch.randn(images, channels, side, side).to(memory_format=torch.channels_last)
        seconds = []
        with torch.no_grad():
            for _ in range(12):
                start = time.perf_counter()
                layer(x)
                seconds.append(time.perf_counter() - start)
        operations = 2 * images * side**2 * layer.weight.numel()
        best = max(best, operations / min(seconds) / 1e9)

    return {"gflops": best, "gflop": _operations(CNN()) * EPOCHS * IMAGES / 1e9}


def _operations(net):
    """Of one image, forward and backward, without norms and activations."""
    import torch
    from torch import nn

    counted = []

    def count(part, given, out):
        places = out[0].numel() // part.weight.shape[0]
        products = 3 if counted else 2  # the first layer hands nothing back
        counted.append(2 * products * places * part.weight.numel())

    for part in net.modules():
        if isinstance(part, (nn.Conv2d, nn.Linear)):
            part.register_forward_hook(count)
    net.eval()(torch.zeros(1, 784))
    return sum(counted)


def main():
    """Run the seeds, print the two lines. Returns 1 if the mean accuracy is below the goal."""
    parser = argparse.ArgumentParser(description="Time lesson 15's CNN to 99 % on MNIST.")
    parser.add_argument("--seeds", type=_at_least_one, default=5, help="runs (default 5)")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        name, seed = options.child
        print(json.dumps({"train": train, "limit": limit}[name](int(seed))))
        return 0

    runs, limits = [], [_in_child("limit", 0)]
    for seed in range(options.seeds):
        runs.append(_in_child("train", seed))
        limits.append(_in_child("limit", seed))
        run = runs[-1]
        print(f"seed {seed}: {run['seconds']:.1f} s, accuracy {run['accuracy']:.2%}", flush=True)
    times = [run["seconds"] for run in runs]
    accuracies = [run["accuracy"] for run in runs]
    mean = statistics.mean(accuracies)
    training = statistics.median(run["training"] for run in runs)
    gflops = statistics.median(each["gflops"] for each in limits)
    least = limits[0]["gflop"] / gflops
    print(
        f"\ntraining: {limits[0]['gflop']:.0f} GFLOP = {least:.1f} s at this machine's "
        f"{gflops:.0f} GFLOP/s of convolution ({runs[0]['threads']} threads); it takes "
        f"{training:.1f} s, {training / least:.1f} times as long"
    )
    spread = f"{min(times):.1f} - {max(times):.1f} s"
    found = f"accuracy {mean:.2%}, {min(accuracies):.2%} - {max(accuracies):.2%}, {len(runs)} seeds"
    if mean < GOAL:
        print(f"cnn to 99%: not reached, {found}")
        return 1
    print(f"cnn to 99%: {statistics.median(times):.1f} s ({spread}; {found})")
    print(f"cnn/limit: {training / least:.1f}x")
    return 0


def _in_child(name, seed):
    """Run one function in a fresh Python and return what it reports."""
    command = [sys.executable, str(HERE), "--child", name, str(seed)]
    # The course, even where it is not installed.
    path = os.pathsep.join([str(HERE.parents[1]), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {"TQDM_DISABLE": "1", "PYTHONPATH": path.rstrip(os.pathsep)}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{name} failed: see above")
    return json.loads(done.stdout.splitlines()[-1])


def _at_least_one(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one seed")
    return number


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
