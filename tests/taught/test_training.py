"""Lesson 11's program as a module and as a command."""

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


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_weights_that_are_not_finite_are_neither_saved_nor_loaded(tmp_path, number):
    path, net = tmp_path / "model.pt", Net()
    save_model(net, path)
    with torch.no_grad():
        net.fc2.bias[3] = number
    with pytest.raises(ValueError, match="diverged"):
        save_model(net, path)
    load_model(path)  # the good one is still there
    torch.save(net.state_dict(), path)
    with pytest.raises(ValueError, match=r"model\.pt are not all finite.*diverged"):
        load_model(path)


@pytest.mark.parametrize("images, labels", [(100, 50), (50, 100), (0, 0)])
def test_lengths_that_do_not_fit_are_refused(images, labels):
    x, y = torch.rand(images, 784), torch.zeros(labels, dtype=torch.long)
    with pytest.raises(ValueError, match=f"{images} images and {labels} labels"):
        make_loader(x, y, 10)
    with pytest.raises(ValueError, match=f"{images} images and {labels} labels"):
        training.split_validation(x, y, n=10)
    with pytest.raises(ValueError, match=f"{images} images and {labels} labels"):
        training.train_seeds((x, y), (x, y), seeds=[0])


@pytest.mark.parametrize("n", [-5, 0, 20, 21])
def test_a_part_that_can_not_be_kept_apart_is_refused(n):
    with pytest.raises(ValueError, match="between 1 and 19"):
        training.split_validation(torch.rand(20, 784), torch.zeros(20), n=n)


@pytest.mark.parametrize("n, size, fits", [(51, 50, False), (3, 1, False), (52, 50, True)])
def test_batch_norm_never_gets_a_batch_of_one(n, size, fits):
    net = torch.nn.Sequential(torch.nn.BatchNorm1d(784), Net())
    loader = make_loader(torch.rand(n, 784), torch.zeros(n, dtype=torch.long), size)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    before = net[1].fc1.weight.clone()
    if fits:
        assert len(training.train_epoch(net, loader, optimizer)) == 2
    else:
        with pytest.raises(ValueError, match=f"{n} images in batches of {size} leave"):
            training.train_epoch(net, loader, optimizer)
        assert torch.equal(before, net[1].fc1.weight)
        training.train_epoch(net[1], loader, optimizer)  # fine without batch norm


def test_seeds_that_diverge_are_not_reported_as_accuracies(digits):
    part = digits[0][:60], digits[1][:60]
    with pytest.raises(ValueError, match="diverged"):
        training.train_seeds(part, part, seeds=[0], epochs=1, learning_rate=1e30)


@pytest.mark.parametrize("image", [torch.zeros(28, 28, dtype=torch.uint8), torch.zeros(784).long()])
def test_pixels_that_are_whole_numbers_are_refused_with_the_cure(image):
    with pytest.raises(TypeError, match="image / 255"):
        predict(Net(), image)


def test_an_image_of_another_size_is_refused():
    with pytest.raises(ValueError, match=r"784 pixels, not shape \(27, 28\)"):
        predict(Net(), torch.zeros(27, 28))


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
