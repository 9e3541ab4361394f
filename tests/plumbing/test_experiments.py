"""A stack of networks must behave as each network alone."""

import pytest
import torch
from torch.nn import functional as F

from course_utils.plumbing import experiments

SIZES = [6, 5, 4, 3]


def data(n=20):
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(n, 6, generator=generator, dtype=torch.float64)
    return x, torch.randint(3, (n,), generator=generator)


def stack(seeds=(3, 4)):
    return experiments.new_networks(SIZES, seeds, "Glorot", torch.float64)


def one_network(layers, i):
    """Network i of a stack as an ordinary PyTorch module."""
    modules = []
    for w, b in layers:
        linear = torch.nn.Linear(*w.shape[:0:-1]).double()
        linear.load_state_dict({"weight": w[i].detach(), "bias": b[i, 0].detach()})
        modules += [linear, torch.nn.Tanh()]
    return torch.nn.Sequential(*modules[:-1])


def test_forward_losses_and_gradients_equal_one_network_alone():
    (x, y), layers = data(), stack()
    scores, hidden = experiments.forward(layers, x, torch.tanh)
    norms = experiments.gradient_norms(layers, x, y, torch.tanh)
    assert [h.shape for h in hidden] == [(2, 20, 5), (2, 20, 4)]
    for i in range(2):
        net = one_network(layers, i)
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        torch.testing.assert_close(scores[i], net(x))
        torch.testing.assert_close(experiments.losses(scores, y)[i], loss)
        alone = torch.stack([m.weight.grad.norm() for m in net if hasattr(m, "weight")])
        torch.testing.assert_close(norms[:, i], alone)


def test_a_seed_gives_the_same_network_in_any_stack():
    for (w, _), (v, _) in zip(stack((3, 4)), stack((4,)), strict=True):
        assert torch.equal(w[1], v[0])
        assert not torch.equal(w[0], v[0])


@pytest.mark.parametrize("name, expected", [("PyTorch", 1 / 30), ("He", 0.0816), ("N(0, 1)", 1)])
def test_spread_of_the_first_weights(name, expected):
    ((w, b),) = experiments.new_networks([300, 200], [0], name)
    assert w.std().item() == pytest.approx(expected, rel=0.02)
    assert not b.any()


def test_pytorch_spread_is_the_one_of_linear():
    torch.manual_seed(0)
    ((w, _),) = experiments.new_networks([300, 200], [0], "PyTorch")
    assert torch.nn.Linear(300, 200).weight.std().item() == pytest.approx(w.std().item(), rel=0.02)


def test_training_changes_the_layers_and_lowers_the_loss():
    (x, y), layers = data(), stack()
    before, _ = experiments.evaluate(layers, x, y, torch.tanh)
    epochs = list(experiments.train(layers, x, y, torch.tanh, 0.5, epochs=30, batch_size=7))
    after, accuracy = experiments.evaluate(layers, x, y, torch.tanh)
    assert epochs == list(range(30))
    assert (after < before / 2).all() and (accuracy > 0.8).all()


def test_one_step_is_against_the_gradient():
    (x, y), layers = data(), stack((3,))
    net = one_network(layers, 0)
    F.cross_entropy(net(x), y).backward()
    expected = net[0].weight - 0.1 * net[0].weight.grad
    list(experiments.train(layers, x, y, torch.tanh, 0.1, epochs=1, batch_size=len(y)))
    torch.testing.assert_close(layers[0][0][0], expected.detach())


def test_off_units_and_copy():
    (x, y), layers = data(), stack()
    copy = experiments.copy_networks(layers)
    list(experiments.train(copy, x, y, torch.relu, 0.5))
    assert not torch.equal(copy[0][0], layers[0][0])
    on = experiments.share_on(layers, x, torch.relu, chunk=7)
    _, hidden = experiments.forward(layers, x, torch.relu)
    for share, h in zip(on, hidden, strict=True):
        torch.testing.assert_close(share, (h > 0).double().mean(dim=1).float())


@pytest.mark.parametrize("kind", [experiments.BatchNorms, experiments.LayerNorms])
def test_norms_equal_one_network_alone(kind):
    (x, y), layers = data(), stack()
    norms = experiments.new_norms(kind, SIZES, (3, 4)).double()
    norms.train()
    scores, _ = experiments.forward(layers, x, torch.tanh, norms)
    gradients = experiments.gradient_norms(layers, x, y, torch.tanh, norms)
    for i in range(2):
        modules = []
        for module in one_network(layers, i):
            modules.append(module)
            if isinstance(module, torch.nn.Linear) and len(modules) < 5:
                one = torch.nn.BatchNorm1d if kind is experiments.BatchNorms else torch.nn.LayerNorm
                modules.append(one(module.out_features).double())
        net = torch.nn.Sequential(*modules)
        F.cross_entropy(net(x), y).backward()
        torch.testing.assert_close(scores[i], net(x))
        alone = [m.weight.grad.norm() for m in net if isinstance(m, torch.nn.Linear)]
        torch.testing.assert_close(gradients[:, i], torch.stack(alone))


@pytest.mark.parametrize("kind", [experiments.BatchNorms, experiments.LayerNorms])
def test_training_also_trains_the_norms_and_evaluation_uses_their_constants(kind):
    (x, y), layers = data(), stack()
    norms = experiments.new_norms(kind, SIZES, (3, 4)).double()
    before = [p.detach().clone() for p in norms.parameters()]
    for _ in experiments.train(layers, x, y, torch.tanh, 0.5, 20, batch_size=7, norms=norms):
        assert norms.training  # again, after each evaluation
        loss, _ = experiments.evaluate(layers, x, y, torch.tanh, norms)
        assert not norms.training
    assert not any(torch.equal(p, q) for p, q in zip(norms.parameters(), before, strict=True))
    assert [p.numel() for p in norms.parameters()] == [2 * 5, 2 * 5, 2 * 4, 2 * 4]  # each its own
    assert (loss < 0.8).all()
    alone = [experiments.evaluate(layers, x[i : i + 1], y[i : i + 1], torch.tanh, norms)[0]
             for i in range(len(y))]  # fmt: skip
    torch.testing.assert_close(torch.stack(alone).mean(dim=0), loss)


@pytest.mark.parametrize(
    "n, labels, size, words",
    [
        (51, 51, 50, "leave a batch of one"),
        (5, 5, 1, "leave a batch of one"),
        (8, 6, 4, "8 images"),
    ],
)
def test_what_does_not_fit_is_refused_before_the_weights_change(n, labels, size, words):
    sizes, seeds = [784, 3, 10], [0, 1]
    layers = experiments.new_networks(sizes, seeds)
    before = experiments.copy_networks(layers)
    norms = experiments.new_norms(experiments.BatchNorms, sizes, seeds)
    x, y = torch.rand(n, 784), torch.zeros(labels, dtype=torch.long)
    with pytest.raises(ValueError, match=words):
        list(experiments.train(layers, x, y, torch.relu, 0.1, batch_size=size, norms=norms))
    assert all(torch.equal(a, b) for a, b in zip(before[0], layers[0], strict=True))


def test_a_batch_of_one_is_fine_without_batch_norm():
    layers = experiments.new_networks([784, 3, 10], [0])
    x, y = torch.rand(5, 784), torch.zeros(5, dtype=torch.long)
    assert list(experiments.train(layers, x, y, torch.relu, 0.1, batch_size=4)) == [0]
