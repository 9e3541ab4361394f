"""The command ``python -m course_utils.training``, and what it shares with the others."""

import os
import re
import signal
import subprocess
import sys
import tempfile

import pytest
import torch

from course_utils import mnist
from course_utils.plumbing import folders, train
from course_utils.training import Net, evaluate, load_model, make_loader, save_model


def command(*options, **keywords):
    return subprocess.Popen(
        [sys.executable, "-m", "course_utils.training", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"TQDM_DISABLE": "1"},
        **keywords,
    )


def test_command_trains_and_saves(tmp_path):
    process = command("--batch-size", "128", "--epochs", "1", "--output", str(tmp_path / "out"))
    printed, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    pattern = (
        r"initial accuracy: (0\.\d{4})\nepoch 0 accuracy: (0\.\d{4})\n"
        r"test accuracy: (0\.\d{4})\nsaved: .*mnist_mlp\.pt, .*predictions\.png\n"
    )
    initial, first, test = map(float, re.fullmatch(pattern, printed).groups())
    assert 0.02 < initial < 0.25
    assert min(first, test) > 0.85
    images, labels = mnist.load_tensors("test")
    net = load_model(tmp_path / "out" / "mnist_mlp.pt")
    assert evaluate(net, make_loader(images, labels, 1000))[1] == pytest.approx(test, abs=5e-5)
    assert (tmp_path / "out" / "predictions.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a subprocess")
def test_ctrl_c_keeps_the_last_finished_epoch(tmp_path):
    process = command("--batch-size", "500", "--epochs", "1000", "--output", str(tmp_path))
    while not process.stdout.readline().startswith("epoch 1 "):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.strip() == f"Stopped: the last finished epoch is in {tmp_path / 'mnist_mlp.pt'}."
    load_model(tmp_path / "mnist_mlp.pt")
    assert [p.name for p in tmp_path.iterdir()] == ["mnist_mlp.pt"]


@pytest.mark.parametrize(
    "options",
    [
        ["--epochs", "0"],
        ["--epochs", "two"],
        ["--epochs", "9" * 23],
        ["--batch-size", "-15"],
        ["--learning-rate", "nan"],
        ["--learning-rate", "0"],
        ["--seed", "x"],
        ["--seed", "-1"],
        ["--seed", "9" * 23],
        ["--threads", "0"],
        ["--threads", "100000"],
        ["--batch-size", "9" * 23],
        ["--learning-rate", "1e39"],
        ["--learning-rate", "inf"],
        ["--speed", "9"],
        ["--output", __file__],
    ],
    ids=" ".join,
)
def test_bad_option_gets_one_clear_line(options, capsys):
    with pytest.raises(SystemExit) as ended:
        train.main(options)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert options[0] in said


@pytest.fixture
def little_data(monkeypatch):
    images, labels = mnist.load_tensors("test")
    few = {"train": (images[:6_000], labels[:6_000]), "test": (images[6_000:], labels[6_000:])}
    monkeypatch.setattr(mnist, "load_tensors", lambda split: few[split])


def test_a_training_that_diverges_stops_and_keeps_the_good_model(tmp_path, capsys, little_data):
    good = Net()
    save_model(good, tmp_path / "mnist_mlp.pt")
    options = ["--learning-rate", "1e30", "--epochs", "2", "--output", str(tmp_path)]
    assert train.main(options) == 1
    out, err = capsys.readouterr()
    assert "epoch 0" not in out
    assert "diverged in epoch 0" in err and "nothing was saved" in err
    assert torch.equal(load_model(tmp_path / "mnist_mlp.pt").fc1.weight, good.fc1.weight)


def locked(folder):
    """tempfile.TemporaryFile as it answers in a folder that can't be written (root may write)."""
    real = tempfile.TemporaryFile

    def file(dir=None, **named):
        if dir is not None and str(dir).startswith(str(folder)):
            raise PermissionError(13, "Permission denied")
        return real(dir=dir, **named)

    return file


def test_a_folder_that_is_locked_is_refused_before_training(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tempfile, "TemporaryFile", locked(tmp_path))
    with pytest.raises(SystemExit) as ended:
        train.main(["--output", str(tmp_path)])
    assert ended.value.code == 2
    assert f"can't write to {tmp_path}: Permission denied" in capsys.readouterr().err


def test_work_folder_lies_in_the_checkout_or_in_the_cache(tmp_path, monkeypatch):
    checkout, cache = tmp_path / "course", tmp_path / "cache"
    monkeypatch.setattr(folders, "CHECKOUT", checkout)
    monkeypatch.setattr(folders.platformdirs, "user_cache_path", lambda name: cache / name)
    monkeypatch.chdir(tmp_path)
    assert folders.work_folder("training") == checkout / "build" / "training"
    assert (checkout / "build" / "training").is_dir()
    monkeypatch.setattr(tempfile, "TemporaryFile", locked(checkout))
    assert folders.work_folder("x", "y") == cache / "backprop-course" / "build" / "x" / "y"
    monkeypatch.setattr(tempfile, "TemporaryFile", locked(tmp_path))
    with pytest.raises(OSError, match=r"Permission denied.*free some space"):
        folders.work_folder()


def test_without_output_the_work_folder_is_taken(tmp_path, monkeypatch, capsys, little_data):
    monkeypatch.setattr(train, "work_folder", lambda name: tmp_path / name)
    monkeypatch.setattr(train, "evaluate", lambda *_: (0.1, 0.9))
    monkeypatch.setattr(train, "train_epoch", lambda *_: [])
    assert train.main(["--epochs", "1"]) == 0
    assert (tmp_path / "training" / "mnist_mlp.pt").is_file()
    capsys.readouterr()


DOORS = ["training", "distributed", "check_env", "reader", "digits/__main__", "claims/__main__"]


@pytest.mark.parametrize("door", DOORS)
def test_every_command_prints_whatever_the_path(door):
    """test_lab proves that run() does; each door must end in it."""
    text = (folders.CHECKOUT / "course_utils" / f"{door}.py").read_text(encoding="utf-8")
    assert "(run(main))" in text.partition('if __name__ == "__main__":')[2]
