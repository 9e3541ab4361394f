"""The cures of lesson 16: each computes what it replaces."""

import pytest
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

from course_utils.training import Net
from course_utils.training_speed import (
    FlatNet,
    compare,
    evaluate_at_once,
    evaluate_one_by_one,
    rise_and_fall,
    step_flop,
    train_by_hand,
    train_steps,
    whole_batches,
)


@pytest.fixture
def examples():
    generator = torch.Generator().manual_seed(3)
    pixels = torch.randint(0, 256, (203, 784), dtype=torch.uint8, generator=generator)
    return pixels, torch.randint(0, 10, (203,), generator=generator)


def twins(batch_size):
    torch.manual_seed(5)
    net, flat = Net(), FlatNet(batch_size)
    flat.copy_from(net)
    return net, flat


def test_whole_batches_hold_each_image_once_with_its_label(examples):
    _, labels = examples
    numbered = torch.arange(203)[:, None]
    batches = list(whole_batches(numbered, labels, 15, torch.Generator().manual_seed(1)))
    assert [len(y) for _, y in batches] == [15] * 13 + [8]
    order = torch.cat([x[:, 0] for x, _ in batches])
    assert sorted(order.tolist()) == list(range(203)) != order.tolist()
    assert torch.equal(torch.cat([y for _, y in batches]), labels[order])


def test_both_evaluations_agree(examples):
    net, flat = twins(batch_size=16)
    images, labels = examples[0] / 255, examples[1]
    with torch.no_grad():
        labels = torch.where(torch.arange(203) % 3 > 0, net(images).argmax(dim=1), labels)
    wanted = evaluate_one_by_one(net, DataLoader(TensorDataset(images, labels), 15))
    assert 0.6 < wanted < 0.9
    assert evaluate_at_once(net, images, labels) == pytest.approx(wanted)
    assert evaluate_at_once(flat, images, labels) == pytest.approx(wanted)


@pytest.mark.parametrize("n", [1, 15, 16])
@pytest.mark.parametrize("form", ["floats", "bytes"])
def test_gradients_by_hand_are_those_of_autograd(examples, n, form):
    net, flat = twins(batch_size=16)
    x, y = examples[0][:n], examples[1][:n]
    log_p = net(x / 255)
    F.nll_loss(log_p, y).backward()
    flat.forward(x if form == "bytes" else x / 255)
    p = flat.backward(y)
    torch.testing.assert_close(p, log_p.exp()[torch.arange(n), y])
    for k, layer in enumerate((net.fc1, net.fc2, net.fc3, net.fc4)):
        torch.testing.assert_close(flat.weight_slopes[k].T, layer.weight.grad)
        torch.testing.assert_close(flat.bias_slopes[k], layer.bias.grad)


def test_training_by_hand_ends_with_the_weights_of_autograd(examples):
    net, flat = twins(batch_size=15)
    pixels, labels = examples
    batches = [(pixels[i : i + 15], labels[i : i + 15]) for i in range(0, 203, 15)] * 3
    train_steps(net, torch.optim.Adam(net.parameters()), ((x / 255, y) for x, y in batches))
    parameter = torch.nn.Parameter(flat.values)
    parameter.grad = flat.gradients
    train_by_hand(flat, torch.optim.Adam([parameter], fused=True), batches)
    for k, layer in enumerate((net.fc1, net.fc2, net.fc3, net.fc4)):
        torch.testing.assert_close(flat.weights[k].T, layer.weight, atol=2e-5, rtol=1e-4)


def test_the_rate_rises_to_its_peak_and_falls_to_nothing():
    rates = [rise_and_fall(t / 8, peak=4.0) for t in range(9)]
    assert rates[0] == rates[8] == 0
    assert max(rates) == rates[2] == 4
    assert rates[1] == 2
    assert rates[2:] == sorted(rates[2:], reverse=True)


def test_flop_are_those_that_pytorch_counts():
    from torch.utils.flop_counter import FlopCounterMode

    net = Net()
    with FlopCounterMode(display=False) as counter:
        F.nll_loss(net(torch.rand(15, 784)), torch.zeros(15, dtype=torch.long)).backward()
    assert counter.get_total_flops() == step_flop((784, 64, 64, 64, 10), 15)


def test_compare_survives_a_slow_first_run_and_a_slow_hour():
    now, runs = [0.0], []

    def program(name, seconds):
        def run():
            now[0] += seconds * (9 if runs.count(name) == 0 else 3 if len(runs) > 7 else 1)
            runs.append(name)

        return run

    ratio = compare(program("a", 6.0), program("b", 2.0), rounds=5, clock=lambda: now[0])
    assert ratio == 3
    assert runs == ["a", "b"] * 6
