"""The symmetry network against PyTorch, a stack of runs against each run alone, and bad input."""

import numpy as np
import pytest
import torch

from course_utils import activations
from course_utils.gradient_check import numerical_gradient, relative_error
from course_utils.paper_1986 import symmetry

SEEDS = [5, 0, 11]


def as_torch(weights, run):
    """One run of a stack as PyTorch parameters, in PyTorch's own shapes."""
    W1, b1, W2, b2 = (torch.tensor(w[run]) for w in weights)
    net = torch.nn.Sequential(
        torch.nn.Linear(W1.shape[1], W1.shape[0]),
        torch.nn.Sigmoid(),
        torch.nn.Linear(W1.shape[0], 1),
        torch.nn.Sigmoid(),
    ).double()
    state = {"0.weight": W1, "0.bias": b1[0], "2.weight": W2, "2.bias": b2[0]}
    net.load_state_dict(state)
    return net


def parameters_of(net):
    return [w.detach().numpy() for w in net.parameters()]


def test_patterns():
    x, y = symmetry.all_patterns()
    assert x.shape == (64, 6) and y.shape == (64, 1)
    assert len({tuple(row) for row in x}) == 64
    assert y.sum() == 8
    symmetric = {"".join(f"{bit:.0f}" for bit in row) for row in x[y[:, 0] == 1]}
    assert symmetric == {
        *("000000", "001100", "010010", "011110"),
        *("100001", "101101", "110011", "111111"),
    }


@pytest.mark.parametrize("length, symmetric", [(1, 2), (2, 2), (3, 4), (5, 8), (8, 16)])
def test_patterns_of_other_lengths(length, symmetric):
    x, y = symmetry.all_patterns(length)
    assert x.shape == (2**length, length)
    assert y.sum() == symmetric


@pytest.mark.parametrize("length", [0, 17, 6.0, "6", None])
def test_refuses_a_wrong_length(length):
    with pytest.raises(ValueError, match="whole number from 1 to 16"):
        symmetry.all_patterns(length)


def test_logistic_is_the_sigmoid_and_never_overflows():
    z = np.concatenate([np.linspace(-60, 60, 501), [-1e6, -750, -700, 700, 1e6]])
    with np.errstate(all="raise", under="ignore"):
        a = symmetry.logistic(z)
    np.testing.assert_allclose(a, activations.sigmoid(z), rtol=1e-13, atol=1e-300)
    assert symmetry.logistic(np.array([200], np.uint8)) == 1


def test_a_seed_gives_the_same_network_in_any_stack():
    together, alone = symmetry.new_networks(SEEDS), symmetry.new_networks([11])
    for stack, one in zip(together, alone, strict=True):
        np.testing.assert_array_equal(stack[2], one[0])
        assert np.abs(stack).max() < 0.3
        assert not np.array_equal(stack[0], stack[1])


def test_no_seed():
    with pytest.raises(ValueError, match="at least one seed"):
        symmetry.new_networks([])


@pytest.mark.parametrize("hidden", [1, 2, 5])
def test_gradient_equals_autograd(hidden):
    x, y = symmetry.all_patterns()
    weights = symmetry.new_networks(SEEDS, hidden, limit=2)
    gradients = symmetry.backward(weights, x, y, *symmetry.forward(weights, x))
    for run in range(len(SEEDS)):
        net = as_torch(weights, run)
        error = ((net(torch.tensor(x)) - torch.tensor(y)) ** 2).sum() / 2
        error.backward()
        p = symmetry.forward(weights, x)[1]
        assert symmetry.total_error(p, y)[run] == pytest.approx(error.item(), abs=1e-12)
        for ours, theirs in zip(gradients, net.parameters(), strict=True):
            theirs = theirs.grad.numpy().reshape(ours[run].shape)
            np.testing.assert_allclose(ours[run], theirs, rtol=1e-12, atol=1e-12)


def test_gradient_of_one_network_equals_finite_differences():
    x, y = symmetry.all_patterns(4)
    weights = [w[0] for w in symmetry.new_networks([3], 2, limit=1.5, inputs=4)]
    gradients = symmetry.backward(weights, x, y, *symmetry.forward(weights, x))
    for i in range(4):

        def error(w, i=i):
            changed = [*weights[:i], w, *weights[i + 1 :]]
            return symmetry.total_error(symmetry.forward(changed, x)[1], y)

        assert gradients[i].shape == weights[i].shape
        assert relative_error(gradients[i], numerical_gradient(error, weights[i])) < 1e-8


@pytest.mark.parametrize(
    "mean, step, momentum", [(False, 0.1, 0.9), (True, 2.0, 0.5), (False, 1, 0)]
)
def test_100_sweeps_equal_pytorch_sgd(mean, step, momentum):
    x, y = symmetry.all_patterns()
    weights = symmetry.new_networks(SEEDS)
    nets = [as_torch(weights, run) for run in range(len(SEEDS))]
    solved_after, errors = symmetry.train(weights, x, y, 100, step, momentum, mean)
    assert errors.shape == (101, 3) and solved_after.shape == (3,)
    for run, net in enumerate(nets):
        optimizer = torch.optim.SGD(net.parameters(), lr=step, momentum=momentum)
        for sweep in range(100):
            error = ((net(torch.tensor(x)) - torch.tensor(y)) ** 2).sum() / 2
            assert errors[sweep, run] == pytest.approx(error.item(), abs=1e-9)
            optimizer.zero_grad()
            (error / 64 if mean else error).backward()
            optimizer.step()
        for ours, theirs in zip(weights, parameters_of(net), strict=True):
            np.testing.assert_allclose(ours[run].reshape(theirs.shape), theirs, rtol=0, atol=1e-9)


def test_stack_equals_each_run_alone():
    x, y = symmetry.all_patterns()
    together = symmetry.new_networks(SEEDS)
    _, errors = symmetry.train(together, x, y, 200)
    for run, seed in enumerate(SEEDS):
        alone = symmetry.new_networks([seed])
        _, its_errors = symmetry.train(alone, x, y, 200)
        np.testing.assert_allclose(errors[:, run], its_errors[:, 0], rtol=0, atol=1e-9)
        single = [w[run] for w in together]
        np.testing.assert_allclose(
            symmetry.forward(single, x)[1], symmetry.forward(together, x)[1][run], atol=1e-12
        )


def test_mean_with_64_times_the_step_is_the_same_run():
    x, y = symmetry.all_patterns()
    by_sum, by_mean = symmetry.new_networks(SEEDS), symmetry.new_networks(SEEDS)
    symmetry.train(by_sum, x, y, 500, step=0.1)
    symmetry.train(by_mean, x, y, 500, step=6.4, mean=True)
    for a, b in zip(by_sum, by_mean, strict=True):
        np.testing.assert_array_equal(a, b)


def by_hand():
    """A stack of one network that solves the task, by the weights 1:2:4."""
    left = np.array([1.0, 2.0, 4.0])
    row = 10 * np.concatenate([left, -left[::-1]])
    arrays = [np.stack([row, -row]), [[-5.0, -5.0]], [[-20.0, -20.0]], [[10.0]]]
    return [np.array(array)[None] for array in arrays]


def test_solved_after_counts_sweeps():
    x, y = symmetry.all_patterns()
    solved_after, errors = symmetry.train(by_hand(), x, y, 3)
    assert solved_after.tolist() == [0]
    assert errors[0, 0] < 0.01
    weights = symmetry.new_networks(range(20))
    solved_after, _ = symmetry.train(weights, x, y, 900, step=0.03)
    first = int(np.nanmin(solved_after))
    again = symmetry.new_networks(range(20))
    p = symmetry.forward(again, x)[1]
    assert not ((p > 0.5) == (y > 0.5)).all(axis=(1, 2)).any()
    symmetry.train(again, x, y, first, step=0.03)
    right = ((symmetry.forward(again, x)[1] > 0.5) == (y > 0.5)).all(axis=(1, 2))
    assert right.sum() == 1 and right[np.nanargmin(solved_after)]


def bad(change):
    weights, (x, y) = symmetry.new_networks(SEEDS), symmetry.all_patterns()
    return change(*weights, x, y)


@pytest.mark.parametrize(
    "change, error, words",
    [
        (lambda a, b, c, d, x, y: ([a, b, c, d], x[:, :5], y), ValueError, r"x must be \(N, 6\)"),
        (lambda a, b, c, d, x, y: ([a, b, c, d], x[0], y), ValueError, r"x must be \(N, 6\)"),
        (lambda a, b, c, d, x, y: ([a, b, c, d], x, y[:, 0]), ValueError, r"y must be \(64, 1\)"),
        (lambda a, b, c, d, x, y: ([a, b, c, d], x, y > 0), TypeError, "y must be a float64 array"),
        (lambda a, b, c, d, x, y: ([a, b, c, d], x.tolist(), y), TypeError, "x must be a float64"),
        (lambda a, b, c, d, x, y: ([a, b, None, d], x, y), TypeError, "W2 must be .* not NoneType"),
        (lambda a, b, c, d, x, y: ([a, b[:, 0], c, d], x, y), ValueError, r"must end in \(1, 2\)"),
        (lambda a, b, c, d, x, y: ([a, b, c.mT, d], x, y), ValueError, r"must end in \(1, 2\)"),
        (lambda a, b, c, d, x, y: ([a[0], b[0], c[0], d[0]], x, y), ValueError, "stack of runs"),
    ],
)
def test_refuses_arrays_that_do_not_fit(change, error, words):
    with pytest.raises(error, match=words):
        symmetry.train(*bad(change), 1)


@pytest.mark.parametrize(
    "settings", [{"step": 0}, {"step": -0.1}, {"momentum": 1}, {"step": np.nan}]
)
def test_refuses_settings_out_of_range(settings):
    with pytest.raises(ValueError, match="need step > 0"):
        symmetry.train(symmetry.new_networks(SEEDS), *symmetry.all_patterns(), 1, **settings)


def test_patterns_take_numpys_whole_numbers():
    assert symmetry.all_patterns(np.int64(4))[0].shape == (16, 4)
