"""The shipped networks are what reader.json and data/README.md say of them."""

import json
import re
import statistics

import pytest
import torch

from course_utils import cnn, digits, mnist
from course_utils.digits import photos, reader
from course_utils.training import Net, load_model

MODELS = {kind: path for kind, path in reader.KINDS.items() if path}
NUMBERS = json.loads(reader.NUMBERS.read_text(encoding="utf-8"))
by_kind = pytest.mark.parametrize("kind", MODELS)


@pytest.fixture(scope="module")
def test_set():
    return mnist.load_tensors("test")


@pytest.fixture(scope="module")
def photographed(test_set):
    """Some of the photo-like pictures of the test digits, prepared: (images, readable, labels)."""
    images, labels = (part[:1500] for part in test_set)
    return *reader.prepare_all(photos.photograph(images, seed=20)), labels


def load(kind, path):
    return (cnn.load_model if kind.startswith("cnn") else load_model)(path)


def test_shipped_models_are_small():
    assert set(MODELS) == {"plain", "varied", "cnn varied"}
    assert all(path.stat().st_size < 500_000 for path in MODELS.values())


@by_kind
def test_model_has_its_test_accuracy(kind, test_set):
    measured = reader.accuracy(load(kind, MODELS[kind]), *test_set)
    assert measured == pytest.approx(NUMBERS[kind]["test"][0], abs=3e-4)
    readme = (reader.NUMBERS.parent / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if f"| `{MODELS[kind].name}` |" in line]
    assert float(re.search(r"([\d.]+) % \|$", row)[1]) == pytest.approx(100 * measured, abs=0.06)


@by_kind
def test_model_has_its_accuracy_on_photos(kind, photographed):
    """Other pictures than the command's: equal within three standard errors (about 0.015)."""
    images, readable, labels = photographed
    measured = reader.accuracy(load(kind, MODELS[kind]), images, labels, readable)
    assert measured == pytest.approx(NUMBERS[kind]["photos"][0], abs=0.015)
    assert measured > 0.93
    assert readable.float().mean() > 0.995


def test_variations_help_in_every_measure():
    for measure in ("test", "photos"):
        plain, varied = (NUMBERS[kind][measure] for kind in ("plain", "varied"))
        assert len(plain) == len(varied) >= 5
        gain = statistics.mean(varied) - statistics.mean(plain)
        assert gain > 2 * max(statistics.stdev(plain), statistics.stdev(varied)) / 5**0.5


def test_the_cnn_reads_better_than_the_mlp_in_every_measure():
    assert statistics.mean(NUMBERS["cnn"]["test"]) >= 0.99
    for mlp, other in (("plain", "cnn"), ("varied", "cnn varied")):
        for measure in ("test", "photos"):
            assert len(NUMBERS[other][measure]) >= 5
            assert min(NUMBERS[other][measure]) > max(NUMBERS[mlp][measure])


def test_every_digit_is_read_in_photos(photographed):
    images, readable, labels = photographed
    with torch.no_grad():
        hits = (load_model(digits.SHIPPED_MODEL)(images).argmax(dim=1) == labels) & readable
    assert min(hits[labels == digit].float().mean() for digit in range(10)) > 0.88


def test_the_preparation_uses_numbers_from_the_best_range_on_validation_photos():
    shares, pens = NUMBERS["choices on validation photos"].values()
    share, *pen = digits.straighten.__defaults__ + digits.even_pen.__defaults__
    assert shares.keys() == set(map(str, reader.SHARES))
    assert pens.keys() == {f"{a} to {b}" for a, b in reader.PENS}
    chosen = shares[str(share)], pens[f"{pen[0]} to {pen[1]}"]
    assert chosen[0] == chosen[1]  # the same preparation, measured twice
    # A standard error of such a difference is about 0.002.
    assert max(*shares.values(), *pens.values()) - chosen[0] < 0.003
    assert chosen[0] - max(shares["0"], shares["1"], pens["0 to 99"]) > 0.003


def test_command_writes_both_networks_and_their_numbers(tmp_path, capsys, monkeypatch):
    images, labels = (part[:9_000] for part in mnist.load_tensors("train"))
    few = (images, labels), (images[:100], labels[:100])
    monkeypatch.setattr(reader, "split_validation", lambda *_: few)
    arguments = ["--seeds", "2", "--epochs", "1", "--cnn-epochs", "1", "--test-images", "200"]
    assert reader.main([*arguments, "--output", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(": test " in line for line in lines) == 8  # the others are progress bars
    assert {path.name for path in tmp_path.iterdir()} == {
        "reader.pt",
        "reader_varied.pt",
        "reader_cnn.pt",
        "reader.json",
    }
    numbers = json.loads((tmp_path / "reader.json").read_text(encoding="utf-8"))
    assert numbers.keys() == NUMBERS.keys()
    x, y = (part[:200] for part in mnist.load_tensors("test"))
    for kind, path in MODELS.items():
        net = load(kind, tmp_path / path.name)
        assert reader.accuracy(net, x, y) == pytest.approx(numbers[kind]["test"][0], abs=1e-4)
        assert numbers[kind]["test"][0] > 0.5
    plain, varied = (load_model(tmp_path / MODELS[kind].name) for kind in ("plain", "varied"))
    assert not torch.equal(plain.fc1.weight, varied.fc1.weight)


def test_an_unreadable_picture_counts_as_misread():
    images, labels = torch.zeros(4, 784), torch.tensor([0, 1, 2, 3])
    net = Net().eval()
    with torch.no_grad():
        net.fc4.bias[2] += 100  # reads a 2 everywhere
    assert reader.accuracy(net, images, labels) == 0.25
    unreadable = torch.tensor([True, True, False, True])
    assert reader.accuracy(net, images, labels, unreadable) == 0
