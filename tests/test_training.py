"""Lesson 11's program as a module and as a command."""

import os
import re
import signal
import subprocess
import sys

import pytest
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

from course_utils import mnist, training
from course_utils.training import Net, evaluate, load_model, make_loader, predict, save_model


@pytest.fixture(scope="module")
def digits():
    images, labels = mnist.load_tensors("train")
    return images[:3_000], labels[:3_000]


def trained(digits, seed=0):
    torch.manual_seed(seed)
    net = Net()
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
    losses = training.train_epoch(net, make_loader(*digits, 15, True, seed), optimizer)
    return net, losses


def test_network_has_the_parameters_of_the_lesson():
    assert sum(p.numel() for p in Net().parameters()) == 59_210


def test_network_returns_log_probabilities():
    p = Net()(torch.rand(3, 784)).exp()
    assert p.shape == (3, 10)
    assert torch.allclose(p.sum(dim=1), torch.ones(3))


def test_split_is_random_complete_and_always_the_same():
    images, labels = torch.arange(100.0)[:, None], torch.arange(100)
    train, validation = training.split_validation(images, labels, n=20)
    assert (len(train[1]), len(validation[1])) == (80, 20)
    assert sorted(train[1].tolist() + validation[1].tolist()) == list(range(100))
    assert validation[1].tolist() != list(range(20))
    assert torch.equal(validation[0][:, 0].long(), validation[1])
    again = training.split_validation(images, labels, n=20)
    assert torch.equal(again[1][1], validation[1])


def test_loader_visits_every_image_once_in_an_order_that_the_seed_decides():
    images, labels = torch.arange(20.0)[:, None], torch.arange(20)

    def epoch(seed, shuffle=True):
        return [y.tolist() for _, y in make_loader(images, labels, 6, shuffle, seed)]

    assert epoch(0, shuffle=False) == [[*range(6)], [*range(6, 12)], [*range(12, 18)], [18, 19]]
    assert sorted(y for batch in epoch(3) for y in batch) == list(range(20))
    assert epoch(3) == epoch(3) != epoch(4)


def test_loader_shuffles_anew_every_epoch():
    loader = make_loader(torch.zeros(20, 1), torch.arange(20), 20, True)
    first, second = next(iter(loader))[1], next(iter(loader))[1]
    assert not torch.equal(first, second)


def test_training_lowers_the_loss(digits):
    _, losses = trained(digits)
    assert len(losses) == 200
    assert sum(losses[-20:]) < 0.5 * sum(losses[:20])


def test_evaluate_is_the_mean_over_examples_whatever_the_batches(digits):
    net, _ = trained(digits)
    x, y = digits[0][:100], digits[1][:100]
    with torch.no_grad():
        log_p = net(x)
    want = (F.nll_loss(log_p, y).item(), (log_p.argmax(dim=1) == y).float().mean().item())
    for size in (7, 64, 100):  # ragged last batches
        assert evaluate(net, make_loader(x, y, size)) == pytest.approx(want, rel=1e-5)


def test_evaluate_switches_dropout_off_and_train_epoch_on():
    class Watched(Net):
        modes = ()

        def forward(self, x):
            self.modes += ((self.training, torch.is_grad_enabled()),)
            return super().forward(x)

    net, loader = Watched(), DataLoader(TensorDataset(torch.rand(4, 784), torch.arange(4)))
    evaluate(net, loader)
    assert set(net.modes) == {(False, False)}
    net.modes = ()
    training.train_epoch(net, loader, torch.optim.SGD(net.parameters(), lr=0.1))
    assert set(net.modes) == {(True, True)}


def test_save_and_load_keep_every_weight(tmp_path):
    net = Net()
    save_model(net, tmp_path / "new folder" / "model.pt")
    loaded = load_model(tmp_path / "new folder" / "model.pt")
    for a, b in zip(net.parameters(), loaded.parameters(), strict=True):
        assert torch.equal(a, b)
    assert not loaded.training


def test_crash_while_saving_keeps_the_old_file_and_leaves_no_other(tmp_path, monkeypatch):
    path = tmp_path / "model.pt"
    net = Net()
    save_model(net, path)

    def crash(_, file):
        file.write_bytes(b"half a model")
        raise KeyboardInterrupt

    monkeypatch.setattr(torch, "save", crash)
    with pytest.raises(KeyboardInterrupt):
        save_model(Net(), path)
    assert torch.equal(load_model(path).fc1.weight, net.fc1.weight)
    assert [file.name for file in tmp_path.iterdir()] == ["model.pt"]


class _RunsCode:
    def __reduce__(self):
        return print, ("code ran",)


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a model"),
        lambda path: torch.save({"other": torch.zeros(3)}, path),
        lambda path: torch.save(torch.nn.Linear(3, 3).state_dict(), path),
        lambda path: torch.save([1, 2], path),
        lambda path: torch.save(torch.zeros(3), path),
        lambda path: torch.save(_RunsCode(), path),
        lambda path: (
            torch.save(Net().state_dict(), path),
            path.write_bytes(path.read_bytes()[:5000]),
        ),
    ],
    ids=["empty", "text", "other keys", "other net", "list", "tensor", "code", "truncated"],
)
def test_bad_model_file_is_named(tmp_path, write, capsys):
    write(tmp_path / "model.pt")
    with pytest.raises(ValueError, match=r"model\.pt is damaged or not a 784-64-64-64-10 network"):
        load_model(tmp_path / "model.pt")
    assert "code ran" not in capsys.readouterr().out


def test_predict_takes_an_image_of_any_shape():
    net, image = Net(), torch.rand(28, 28)
    digit, p = predict(net, image)
    assert p.shape == (10,)
    assert digit == p.argmax()
    assert p.sum().item() == pytest.approx(1)
    assert torch.equal(p, predict(net, image.flatten())[1])
    assert not p.requires_grad


def test_seeds_trained_together_equal_seeds_trained_alone(digits):
    images, labels = digits[0][:300], digits[1][:300]
    test = digits[0][300:1300], digits[1][300:1300]
    together = training.train_seeds((images, labels), test, seeds=[3, 5], epochs=2)
    for seed, accuracies in zip([3, 5], together.tolist(), strict=True):
        torch.manual_seed(seed)
        net = Net()
        optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, fused=True)
        order = torch.Generator().manual_seed(seed)
        loader = make_loader(*test, 1000)
        alone = [evaluate(net, loader)[1]]
        for _ in range(2):
            for chosen in torch.randperm(300, generator=order).split(15):
                optimizer.zero_grad()
                F.nll_loss(net(images[chosen]), labels[chosen]).backward()
                optimizer.step()
            alone.append(evaluate(net, loader)[1])
        # Rounding differs between one product and a stack of them: an image or two of 1,000.
        assert accuracies == pytest.approx(alone, abs=0.004)
        assert alone[2] > alone[0] + 0.2


# --- the command ----------------------------------------------------------------------------


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
        ["--batch-size", "-15"],
        ["--learning-rate", "nan"],
        ["--learning-rate", "0"],
        ["--seed", "x"],
        ["--threads", "0"],
        ["--speed", "9"],
        ["--output", __file__],
    ],
    ids=" ".join,
)
def test_bad_option_gets_one_clear_line(options, capsys):
    with pytest.raises(SystemExit) as ended:
        training.main(options)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert options[0] in said
