"""Two processes are one batch, a killed training loses nothing, and no failure hangs.

Most workers are forked from a server that has imported PyTorch once; the one that is killed is
started by torchrun, as a reader does. All of them speak over this machine's loopback only.
"""

import functools
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import time

import pytest
import torch
from torch.utils.data import DistributedSampler

from course_utils import mnist
from course_utils.distributed import load_checkpoint, save_checkpoint
from course_utils.plumbing import distribute, workers

LIMIT = 60  # seconds after which a worker counts as hanging: the machine may be busy
# 505 images in batches of 10: 51 steps per epoch, and the last batch has 5, of which one process
# has 3 and the other 2 and a repeat.
SMALL = ["--images", "505", "--batch-size", "10", "--double", "--epochs", "2", "--save-every", "7"]

context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")


@pytest.fixture(scope="session", autouse=True)
def imported_once():
    if sys.platform != "win32":
        context.set_forkserver_preload(["course_utils.plumbing.distribute", "torch._dynamo"])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def work(rank, world, port, options, log):
    """What a worker does: it is told its place by the environment, as torchrun does."""
    torch.set_num_threads(1)
    os.environ.update(RANK=str(rank), LOCAL_RANK=str(rank), MASTER_ADDR="127.0.0.1")
    os.environ.update(WORLD_SIZE=str(world), LOCAL_WORLD_SIZE=str(world), MASTER_PORT=port)
    with open(log, "w", buffering=1, encoding="utf-8") as sys.stdout:  # noqa: PTH123
        sys.stderr = sys.stdout
        code = distribute.main(options)
    os._exit(code)


class Workers:
    """The processes of one training, or those of them that were started."""

    def __init__(self, folder, options, world=2, ranks=(0, 1), port=None):
        folder.mkdir(exist_ok=True)
        self.logs = [folder / f"log_{rank}" for rank in ranks]
        port = port or free_port()
        options = [*options, "--output", str(folder)]
        self.processes = [
            context.Process(target=work, args=(rank, world, port, options, log))
            for rank, log in zip(ranks, self.logs, strict=True)
        ]
        for process in self.processes:
            process.start()

    def wait(self):
        """Exit codes and what was printed. A worker that hangs is ended and fails the test."""
        for process in self.processes:
            process.join(LIMIT)
        hanging = [process for process in self.processes if process.is_alive()]
        for process in hanging:
            process.kill()
        said = [log.read_text(encoding="utf-8") for log in self.logs]
        assert not hanging, said
        return [process.exitcode for process in self.processes], said


def weights(folder):
    return load_checkpoint(folder / "checkpoint.pt")["net"]


def largest_difference(a, b):
    return max((a[name] - b[name]).abs().max().item() for name in a)


read_once = functools.cache(mnist.load_arrays)


@pytest.fixture
def alone(monkeypatch):
    """main() as the only process, with data that are read once."""
    monkeypatch.setattr(mnist, "load_arrays", read_once)
    for name in ("RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE", "LOCAL_RANK"):
        monkeypatch.delenv(name, raising=False)
    return lambda *options: distribute.main([*map(str, options)])


# --- one batch ------------------------------------------------------------------------------


def test_two_processes_are_one_big_batch(tmp_path, alone, capsys):
    """After 102 steps, two of them with a ragged end."""
    together = Workers(tmp_path / "two", SMALL)
    assert alone(*SMALL, "--output", tmp_path / "one") == 0
    codes, said = together.wait()
    assert codes == [0, 0], said
    assert "is rank 1 of 2, on cpu" in said[1] and "epoch 1, step 49: saved" in said[0]
    assert largest_difference(weights(tmp_path / "one"), weights(tmp_path / "two")) < 1e-12
    accuracy = re.search(r"test accuracy: (0\.\d{4})", said[0]).group(1)
    assert f"test accuracy: {accuracy}" in capsys.readouterr().out
    assert float(accuracy) > 0.5


def test_one_process_is_a_plain_training(tmp_path, alone, capsys):
    """The same weights as from a loop that knows nothing of processes."""
    assert alone(*SMALL, "--output", tmp_path) == 0
    capsys.readouterr()
    images, labels = (part[:505] for part in mnist.load_tensors("train"))
    images = images.double()
    torch.manual_seed(0)
    net = distribute.Net().double()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    for epoch in range(2):
        order = torch.randperm(505, generator=torch.Generator().manual_seed(epoch))
        for chosen in order.split(10):
            optimizer.zero_grad()
            torch.nn.functional.nll_loss(net(images[chosen]), labels[chosen]).backward()
            optimizer.step()
    found = {name.removeprefix("1."): value for name, value in weights(tmp_path).items()}
    assert largest_difference(net.state_dict(), found) < 1e-12


def test_the_sampler_repeats_at_its_ragged_end_and_forgets_the_epoch():
    """What train_epoch leaves out, and why set_epoch is called."""
    parts = [list(DistributedSampler(range(7), 3, rank, shuffle=False)) for rank in range(3)]
    assert parts == [[0, 3, 6], [1, 4, 0], [2, 5, 1]]
    sampler = DistributedSampler(range(50), 2, 0)
    first = list(sampler)
    assert list(sampler) == first
    sampler.set_epoch(1)
    assert list(sampler) != first


# --- stopped and resumed --------------------------------------------------------------------


def read_until(process, pattern):
    """The lines of a command up to one that fits."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if found := re.search(pattern, line):
            return lines, found
    raise AssertionError("".join(lines))


def test_a_killed_worker_costs_nothing(tmp_path):
    """torchrun starts both again, and the weights are those of a training that was left alone.

    With dropout, so that the random numbers too must go on where they were.
    """
    options = [*SMALL, "--dropout", "0.2"]
    undisturbed = Workers(tmp_path / "undisturbed", options)
    process = workers.start(workers.command(2, 1), *options, "--output", tmp_path / "killed")
    try:
        before, found = read_until(process, r"process (\d+) is rank 1 of 2")
        before += read_until(process, r"epoch 1, step 14: saved")[0]
        os.kill(int(found.group(1)), getattr(signal, "SIGKILL", signal.SIGTERM))
        after, _ = process.communicate(timeout=LIMIT)
    finally:
        process.kill()
    assert process.returncode == 0, after
    again = re.search(r"goes on from epoch (\d+), step (\d+)", after)
    assert again and int(again.group(1)) == 1 and int(again.group(2)) >= 14, after
    codes, said = undisturbed.wait()
    assert codes == [0, 0], said
    assert (
        largest_difference(weights(tmp_path / "killed"), weights(tmp_path / "undisturbed")) < 1e-12
    )


@pytest.fixture
def stops_after(monkeypatch):
    """A training that is stopped right after its n-th checkpoint."""

    def arrange(n):
        count = iter(range(1, 1_000))

        def save(state, path):
            save_checkpoint(state, path)
            if next(count) == n:
                raise KeyboardInterrupt

        monkeypatch.setattr(distribute, "save_checkpoint", save)

    return arrange


@pytest.mark.parametrize("n", [3, 8, 10])  # in epoch 0, at its end, in epoch 1
def test_resumed_anywhere(n, tmp_path, alone, stops_after, capsys):
    options = [*SMALL, "--dropout", "0.3", "--seed", "5"]
    assert alone(*options, "--output", tmp_path / "whole") == 0
    stops_after(n)
    assert alone(*options, "--output", tmp_path / "halved") == 130
    assert "goes on from the last checkpoint" in capsys.readouterr().err
    assert load_checkpoint(tmp_path / "halved" / "checkpoint.pt")["epoch"] == (n > 7)
    assert alone(*options, "--output", tmp_path / "halved") == 0
    assert largest_difference(weights(tmp_path / "whole"), weights(tmp_path / "halved")) == 0
    capsys.readouterr()
    assert alone(*options, "--output", tmp_path / "halved") == 0  # and once more: nothing is left
    assert "epoch 1" not in capsys.readouterr().out


def test_more_epochs_may_follow(tmp_path, alone, capsys):
    assert alone(*SMALL, "--epochs", 1, "--output", tmp_path / "a") == 0
    assert alone(*SMALL, "--output", tmp_path / "a") == 0
    assert "goes on from epoch 1, step 0" in capsys.readouterr().out
    assert alone(*SMALL, "--output", tmp_path / "b") == 0
    assert largest_difference(weights(tmp_path / "a"), weights(tmp_path / "b")) == 0


# --- checkpoints ----------------------------------------------------------------------------


def test_a_checkpoint_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "checkpoint.pt"
    assert load_checkpoint(path) is None
    save_checkpoint({"step": 1}, path)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)  # the disk notices at the end, as disks do
    with pytest.raises(OSError, match="No space"):
        save_checkpoint({"step": 2}, path)
    assert load_checkpoint(path) == {"step": 1}
    monkeypatch.undo()
    save_checkpoint({"step": 3}, path)  # the rest of the failed one is in nobody's way
    assert load_checkpoint(path) == {"step": 3}
    assert [p.name for p in tmp_path.iterdir()] == ["checkpoint.pt"]


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other"])
def test_a_damaged_checkpoint_is_named(damage, tmp_path, alone, capsys):
    path = tmp_path / "checkpoint.pt"
    save_checkpoint({"weights": torch.randn(1_000)}, path)
    content = bytearray(path.read_bytes())
    if damage == "cut":
        content = content[: len(content) // 2]
    elif damage == "flipped":
        content[len(content) // 2] ^= 1  # inside a weight: torch.load alone does not notice
    elif damage == "empty":
        content = b""
    else:
        content = b"no checkpoint, but a text of some length"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is damaged: delete it to begin anew"):
        load_checkpoint(path)
    assert alone(*SMALL, "--output", tmp_path) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"Stopped (rank 0): {path} is damaged") and len(said.splitlines()) == 1
    assert path.read_bytes() == content  # nothing was thrown away


# --- failures that must be said, soon -------------------------------------------------------


def test_a_checkpoint_of_another_world_size(tmp_path, alone, capsys):
    assert alone(*SMALL, "--epochs", 1, "--output", tmp_path) == 0
    codes, said = Workers(tmp_path, SMALL).wait()
    assert codes == [1, 1]
    for text in said:  # only process 0 has read it, and both know why they stop
        assert "is of another run: processes 1, not 2." in text and "Traceback" not in text
    assert alone(*SMALL, "--learning-rate", "0.1", "--seed", 3, "--output", tmp_path) == 1
    assert "--learning-rate 0.001, not 0.1; --seed 0, not 3." in capsys.readouterr().err


@pytest.mark.parametrize(
    "options, said",
    [
        (["--images", "3"], "4 processes can't share --images 3: start fewer"),
        (["--batch-size", "15"], "can't be shared equally by 4 processes: take 12"),
        (["--batch-size", "2"], "can't be shared equally by 4 processes: take 4"),
    ],
)
def test_what_does_not_fit_the_number_of_processes(options, said, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WORLD_SIZE", "4")
    assert distribute.main([*options, "--output", str(tmp_path)]) == 2
    assert said in capsys.readouterr().err


def test_a_port_in_use(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        began = time.monotonic()
        codes, said = Workers(tmp_path, [*SMALL, "--timeout", "2"], ranks=(0,), port=port).wait()
    assert codes == [1] and time.monotonic() - began < 30, said
    assert f"the port 127.0.0.1:{port} is in use by another program" in said[0]


@pytest.mark.parametrize("rank", [0, 1])
def test_a_worker_that_never_arrives(rank, tmp_path):
    """The one that waits gives up: process 0 for the others, another for process 0."""
    began = time.monotonic()
    codes, said = Workers(tmp_path, [*SMALL, "--timeout", "2"], ranks=(rank,)).wait()
    assert codes == [1] and time.monotonic() - began < 30, said
    assert "not all of the 2 processes met at 127.0.0.1" in said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't make a process stand still")
def test_a_worker_that_falls_silent(tmp_path):
    """It is not dead, so nobody is told; the others wait no longer than --timeout."""
    pair = Workers(tmp_path, [*SMALL, "--epochs", "1000", "--timeout", "3"])
    until = time.monotonic() + LIMIT
    while not (tmp_path / "checkpoint.pt").exists() and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(pair.processes[1].pid, signal.SIGSTOP)
    began = time.monotonic()
    pair.processes[0].join(LIMIT)
    waited = time.monotonic() - began
    pair.processes[1].kill()
    (code, _), (said, _) = pair.wait()
    assert code == 1 and waited < 20, said
    assert "another process ended, or was silent for more than 3 s" in said
    assert load_checkpoint(tmp_path / "checkpoint.pt")["step"] > 0


def test_no_data(tmp_path, alone, monkeypatch, capsys):
    monkeypatch.setattr(mnist, "load_arrays", mnist.load_arrays.__wrapped__)
    monkeypatch.setattr(mnist, "ARCHIVES", tmp_path / "nowhere")
    monkeypatch.setenv(mnist.FOLDER_VARIABLE, str(tmp_path / "nowhere"))
    assert alone(*SMALL, "--output", tmp_path) == 1
    assert "is missing. Restore it" in capsys.readouterr().err


def test_a_disk_that_fills_up(tmp_path, alone, monkeypatch, capsys):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert alone(*SMALL, "--output", tmp_path) == 1
    assert "Stopped (rank 0): [Errno 28] No space left on device" in capsys.readouterr().err


def test_a_training_that_diverges_keeps_the_last_good_checkpoint(tmp_path, alone, capsys):
    single = [option for option in SMALL if option != "--double"]  # float64 would hold it
    assert alone(*single, "--learning-rate", "1e30", "--output", tmp_path) == 1
    assert "the training diverged" in capsys.readouterr().err
    assert not (tmp_path / "checkpoint.pt").exists()


@pytest.mark.parametrize(
    "options",
    [
        ["--images", "0"],
        ["--images", "60001"],
        ["--batch-size", "0"],
        ["--dropout", "1"],
        ["--dropout", "-0.1"],
        ["--dropout", "nan"],
        ["--timeout", "0"],
        ["--save-every", "0"],
        ["--learning-rate", "inf"],
        ["--output", __file__],
    ],
    ids=lambda options: " ".join(options[:2]) if "output" not in options[0] else "--output FILE",
)
def test_bad_option_gets_one_clear_line(options, capsys):
    with pytest.raises(SystemExit) as ended:
        distribute.main(options)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1 and options[0] in said


# --- measuring and starting -----------------------------------------------------------------


def test_measure(tmp_path):
    codes, said = Workers(tmp_path, ["--measure", "--images", "300"]).wait()
    assert codes == [0, 0], said
    assert re.search(r"2 processes, batch +256: +\d+\.\d{3} ms per step", said[0])
    assert re.search(r"2 processes, sending: +\d+\.\d{3} ms", said[0])
    assert (tmp_path / "times_2.json").is_file() and not said[1]


def test_the_starter_for_windows_starts_all_again(tmp_path):
    """A worker of rank 1 fails the first time, while rank 0 would sleep."""
    (tmp_path / "worker_of_a_test.py").write_text(
        "import os, sys, time\n"
        "rank, again = os.environ['RANK'], os.environ['TORCHELASTIC_RESTART_COUNT']\n"
        # In one piece, or two workers could write into the same line.
        "print(f'rank {rank} of {os.environ[\"WORLD_SIZE\"]} again {again} {sys.argv[1:]}\\n',"
        " end='', flush=True)\n"
        "if again == '0':\n"
        "    sys.exit(3) if rank == '1' else time.sleep(600)\n"
    )

    def run(restarts):
        starter = [sys.executable, "-m", "course_utils.plumbing.workers", "2", restarts]
        path = os.pathsep.join([str(tmp_path), str(workers.CHECKOUT)])
        return subprocess.run(
            [*starter, "worker_of_a_test", "--x", "1"],
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            timeout=LIMIT,
        )

    ended = run("1")
    assert ended.returncode == 0, ended.stderr
    assert "rank 1 of 2 again 0 ['--x', '1']" in ended.stdout
    assert {"rank 0 of 2 again 1 ['--x', '1']", "rank 1 of 2 again 1 ['--x', '1']"} <= set(
        ended.stdout.splitlines()
    )
    ended = run("0")
    assert ended.returncode == 1 and "was started 1 times" in ended.stderr
