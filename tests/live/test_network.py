"""The page's network in Node against PyTorch: forward, all gradients, three optimisers."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from node import run_node

from course_utils import digits, gradient_check, mnist, training
from course_utils.backprop import bug_hunt
from course_utils.live.data import weights_of

N = 40


@pytest.fixture(scope="module")
def batch():
    x, y = mnist.load_tensors("test")
    return x[:N], y[:N]


def in_a_row(arrays):
    return np.concatenate([np.asarray(array).ravel() for array in arrays])


def gradients_of(net, x, y):
    net.zero_grad()
    F.nll_loss(net(x), y).backward()
    return [p.grad for p in net.parameters()]


def parts(row, net):
    """A row of all parameters cut into the arrays of a network."""
    sizes = np.cumsum([p.numel() for p in net.parameters()])[:-1]
    return np.split(np.asarray(row), sizes)


RUN = """
const Real = globalThis[input.real];
const net = LIVE.Network.from(Real.from(input.weights), LIVE.SIZES, Real);
const record = net.forward(Real.from(input.x), input.y.length);
const { gradients, dzs } = net.backward(record, input.y);
output.logP = record.logP;
output.gradients = Real.from(gradients.flatMap((g) => [...g]));
output.loss = net.loss(record, input.y);
output.dz = dzs[3];
"""


@pytest.mark.parametrize(
    ("dtype", "real", "forward", "backward"),
    [(torch.float32, "Float32Array", 1e-6, 1e-5), (torch.float64, "Float64Array", 1e-12, 1e-9)],
)
def test_forward_and_all_59210_gradients_equal_pytorch(
    tmp_path, batch, dtype, real, forward, backward
):
    net = training.load_model(digits.SHIPPED_MODEL)
    # Not too sure of itself, or many gradients would be rounding errors only.
    with torch.no_grad():
        net.fc4.weight *= 0.3
    net = net.to(dtype)
    x, y = batch[0].to(dtype), batch[1]
    result = run_node(
        tmp_path, RUN, real=real, weights=weights_of(net), x=x.numpy(), y=y.numpy().astype(np.uint8)
    )
    log_p = net(x).detach().numpy()
    assert np.abs(np.exp(result["logP"].reshape(N, 10)) - np.exp(log_p)).max() < forward
    assert gradient_check.relative_error(result["logP"].reshape(N, 10), log_p) < forward
    assert result["loss"] == pytest.approx(F.nll_loss(net(x), y).item(), rel=forward)
    assert len(result["gradients"]) == 59_210
    wanted = gradients_of(net, x, y)
    for mine, right in zip(parts(result["gradients"], net), wanted, strict=True):
        assert gradient_check.relative_error(mine, right.numpy().ravel()) < backward
    p = np.exp(log_p)
    p[np.arange(N), y] -= 1
    assert np.abs(result["dz"].reshape(N, 10) - p / N).max() < forward


OPTIMISERS = {
    "SGD": lambda parameters: torch.optim.SGD(parameters, lr=0.1),
    "momentum": lambda parameters: torch.optim.SGD(parameters, lr=0.05, momentum=0.9),
    "Adam": lambda parameters: torch.optim.Adam(parameters, lr=1e-3),
}


@pytest.mark.parametrize("name", OPTIMISERS)
def test_ten_updates_give_the_weights_of_pytorch(tmp_path, batch, name):
    torch.manual_seed(1)
    net = training.Net()
    before = weights_of(net).copy()
    optimiser = OPTIMISERS[name](net.parameters())
    x, y = batch
    result = run_node(
        tmp_path,
        """
        const net = LIVE.Network.from(input.weights);
        const optimiser = new LIVE.OPTIMISERS[input.name](net.parameters, input.rate);
        for (let i = 0; i < 10; i++) {
          const at = 4 * i;
          const y = input.y.subarray(at, at + 4);
          const record = net.forward(input.x.subarray(784 * at, 784 * (at + 4)), 4);
          optimiser.step(net.backward(record, y).gradients);
        }
        output.weights = Float32Array.from(net.parameters.flatMap((w) => [...w]));
        """,
        name=name,
        rate=optimiser.param_groups[0]["lr"],
        weights=before,
        x=x.numpy(),
        y=y.numpy().astype(np.uint8),
    )
    for i in range(10):
        chosen = slice(4 * i, 4 * i + 4)
        optimiser.zero_grad()
        F.nll_loss(net(x[chosen]), y[chosen]).backward()
        optimiser.step()
    after = weights_of(net)
    assert np.abs(after - before).max() > 0.005
    assert np.abs(result["weights"] - after).max() < 1e-5


def test_a_seed_decides_the_first_weights(tmp_path):
    result = run_node(
        tmp_path,
        """
        const row = (seed) => Float32Array.from(
          LIVE.Network.fresh(seed).parameters.flatMap((w) => [...w]));
        output.a = row(3); output.again = row(3); output.b = row(4);
        """,
    )
    assert np.array_equal(result["a"], result["again"])
    assert not np.array_equal(result["a"], result["b"])
    first, bias, *_ = parts(result["a"], training.Net())
    assert first.std() == pytest.approx((2 / 784) ** 0.5, rel=0.02)
    assert abs(first.mean()) < 0.001
    assert not bias.any()


CHECK = """
const net = LIVE.Network.from(input.weights);
const random = new LIVE.Random(0);
const places = net.parameters.flatMap((w, parameter) =>
  Array.from({ length: 25 }, () => ({ parameter, index: random.below(w.length) })));
const errors = (fault, n) => {
  const results = LIVE.checkGradient(
    net, input.x.subarray(0, 784 * n), input.y.subarray(0, n), places, fault);
  return net.parameters.map((_, i) =>
    LIVE.relativeError(results.filter(({ parameter }) => parameter === i)));
};
output.right = errors(null, 5);
output.faults = Object.fromEntries(
  Object.keys(LIVE.FAULTS).map((fault) => [fault, errors(fault, 5)]));
output.one = errors("no-mean", 1);
output.weights = Float32Array.from(net.parameters.flatMap((w) => [...w]));
"""

# Which of dW1, db1, ... dW4, db4 are off: what a fault's line reaches, and nothing else.
REACHED = {
    "no-mean": range(8),
    "sign": range(8),
    "bias-mean": [1, 3, 5, 7],
    "before-relu": [2, 4, 6],
    "order": [2, 4],
    "transpose": range(4),
    "too-early": range(6),
    "no-mask": range(6),
    "wrong-mask": range(6),
}


def test_the_page_checks_its_gradients_and_finds_each_fault(tmp_path, batch):
    torch.manual_seed(0)
    net = training.Net()
    x, y = batch
    with torch.no_grad():
        for p in net.parameters():
            p *= 2  # gradients of a size that reaches the first layer
    # Every pixel has some ink, so that no weight's gradient is 0 by itself.
    x = x + 0.05 * torch.rand(x.shape, generator=torch.Generator().manual_seed(0))
    result = run_node(
        tmp_path,
        CHECK,
        weights=weights_of(net),
        x=x.numpy(),
        y=y.numpy().astype(np.uint8),
    )
    assert np.array_equal(result["weights"], weights_of(net))  # nudged back, all of them
    assert max(result["right"]) < 1e-7
    assert result["faults"].keys() == REACHED.keys()
    for fault, errors in result["faults"].items():
        off = [i for i, error in enumerate(errors) if error > 1e-4]
        assert off == list(REACHED[fault]), (fault, errors)
        assert all(error < 1e-7 for i, error in enumerate(errors) if i not in off)
    assert np.allclose(result["faults"]["no-mean"], 0.8)  # a factor of five, as in lesson 05
    assert np.allclose(result["faults"]["sign"], 2)
    assert max(result["one"]) < 1e-7  # with one image a mean is a sum


def test_a_fault_is_a_patient_of_lesson_05_with_one_line_changed(tmp_path):
    result = run_node(tmp_path, "output.faults = LIVE.FAULTS; output.lines = LIVE.LINES;")
    numbers = [fault["patient"] for fault in result["faults"].values()]
    assert set(numbers) <= bug_hunt.PATIENTS.keys() and len(set(numbers)) == len(numbers)
    for fault in result["faults"].values():
        assert fault["code"] != result["lines"][fault["line"]]
