"""Batch norm and layer norm agree with PyTorch, with finite differences and with their promises."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from course_utils import normalization as norm
from course_utils.gradient_check import numerical_gradient, relative_error

sizes = st.integers(1, 7)
seeds = st.integers(0, 2**32 - 1)
epsilons = st.sampled_from([1e-5, 1e-3, 1.0])
NORMS = {
    "batch": (norm.batch_norm, norm.batch_norm_backward, 0),
    "layer": (norm.layer_norm, norm.layer_norm_backward, 1),
}
by_norm = pytest.mark.parametrize("kind", NORMS)


def draw(seed, n, d, dtype=np.float64):
    """x, gamma, beta, dy with offsets and scales that differ from feature to feature."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, d)) * rng.uniform(0.1, 5, d) + rng.normal(0, 10, d)
    parts = x, rng.normal(1, 1, d), rng.normal(size=d), rng.normal(size=(n, d))
    return [part.astype(dtype) for part in parts]


def tensors(*arrays):
    return [torch.from_numpy(a).clone().requires_grad_() for a in arrays]


def torch_norm(kind, x, gamma, beta, eps):
    if kind == "layer":
        return F.layer_norm(x, x.shape[1:], gamma, beta, eps)
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)


@by_norm
@settings(deadline=None, max_examples=60)
@given(n=st.integers(2, 9), d=sizes, seed=seeds, eps=epsilons)
def test_forward_and_backward_equal_autograd(kind, n, d, seed, eps):
    forward, backward, _ = NORMS[kind]
    x, gamma, beta, dy = draw(seed, n, d)
    y, cache = forward(x, gamma, beta, eps)
    leaves = tensors(x, gamma, beta)
    expected = torch_norm(kind, *leaves, eps)
    expected.backward(torch.from_numpy(dy))
    np.testing.assert_allclose(y, expected.detach(), rtol=1e-9, atol=1e-9)
    for ours, leaf in zip(backward(dy, cache), leaves, strict=True):
        np.testing.assert_allclose(ours, leaf.grad, rtol=1e-9, atol=1e-9)


@by_norm
@pytest.mark.parametrize("n, d", [(2, 3), (5, 4), (3, 1)])
def test_backward_passes_the_gradient_check(kind, n, d):
    forward, backward, _ = NORMS[kind]
    x, gamma, beta, dy = draw(n, n, d)
    arguments = {"x": x, "gamma": gamma, "beta": beta}
    gradients = backward(dy, forward(**arguments, eps=0.1)[1])
    for name, gradient in zip(arguments, gradients, strict=True):

        def loss(v, name=name):
            return (forward(**{**arguments, name: v}, eps=0.1)[0] * dy).sum()

        measured = numerical_gradient(loss, arguments[name])
        assert np.abs(gradient - measured).max() < 1e-8 or relative_error(gradient, measured) < 1e-7


@settings(deadline=None, max_examples=30)
@given(sizes_of_batches=st.lists(st.integers(2, 9), min_size=1, max_size=6), d=sizes, seed=seeds,
       momentum=st.sampled_from([0.0, 0.1, 0.7, 1.0]))  # fmt: skip
def test_running_statistics_and_evaluation_equal_pytorch(sizes_of_batches, d, seed, momentum):
    theirs = nn.BatchNorm1d(d, momentum=momentum).double()
    x, gamma, beta, _ = draw(seed, 4, d)
    theirs.load_state_dict(
        {"weight": torch.tensor(gamma), "bias": torch.tensor(beta)}, strict=False
    )
    running = np.zeros(d), np.ones(d)
    for i, n in enumerate(sizes_of_batches):
        batch, *_ = draw(seed + i, n, d)
        theirs(torch.tensor(batch))
        running = norm.update_running(*running, batch, momentum)
        np.testing.assert_allclose(running[0], theirs.running_mean, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(running[1], theirs.running_var, rtol=1e-9, atol=1e-9)
    theirs.eval()
    for rows in (x, x[:1]):
        y = norm.batch_norm_eval(rows, gamma, beta, *running)
        np.testing.assert_allclose(y, theirs(torch.tensor(rows)).detach(), rtol=1e-9, atol=1e-9)


@by_norm
@settings(deadline=None, max_examples=30)
@given(n=st.integers(2, 9), d=st.integers(2, 7), seed=seeds)
def test_gradient_has_no_mean_and_nothing_along_xhat(kind, n, d, seed):
    forward, backward, axis = NORMS[kind]
    x, gamma, beta, dy = draw(seed, n, d)
    _, cache = forward(x, gamma, beta, 1e-12)
    dx = backward(dy, cache)[0]
    scale = np.abs(dy * gamma).max() / cache[1].min()
    assert np.abs(dx.sum(axis=axis)).max() < 1e-9 * scale
    assert np.abs((dx * cache[0]).sum(axis=axis)).max() < 1e-6 * scale


@by_norm
def test_float32_stays_float32(kind):
    forward, backward, _ = NORMS[kind]
    x, gamma, beta, dy = draw(0, 6, 4, np.float32)
    y, cache = forward(x, gamma, beta)
    results = [y, *cache, *backward(dy, cache)]
    results += norm.update_running(gamma, beta**2, x)
    results.append(norm.batch_norm_eval(x, gamma, beta, gamma, beta**2))
    assert {r.dtype for r in results} == {np.dtype(np.float32)}
    np.testing.assert_allclose(y, torch_norm(kind, *tensors(x, gamma, beta), 1e-5).detach(), 1e-3)


@by_norm
def test_arguments_keep_their_values(kind):
    forward, backward, _ = NORMS[kind]
    parts = draw(1, 5, 3)
    before = [p.copy() for p in parts]
    x, gamma, beta, dy = parts
    backward(dy, forward(x, gamma, beta)[1])
    running = np.zeros(3), np.ones(3)
    norm.update_running(*running, x)
    norm.batch_norm_eval(x, gamma, beta, *running)
    for part, old in zip(parts, before, strict=True):
        np.testing.assert_array_equal(part, old)
    assert running[0].tolist() == [0] * 3 and running[1].tolist() == [1] * 3


def test_a_constant_column_or_row_gives_beta():
    x, gamma, beta, _ = draw(2, 5, 3)
    x[:, 1] = 0.1  # its computed variance may be 1e-34 instead of 0
    assert norm.batch_norm(x, gamma, beta)[0][:, 1] == pytest.approx(np.full(5, beta[1]))
    np.testing.assert_allclose(norm.layer_norm(x[:, :1], gamma[:1], beta[:1])[0], beta[0])


def test_batch_of_one():
    x, gamma, beta, _ = draw(3, 1, 4)
    with pytest.raises(ValueError, match="batch of one"):
        norm.batch_norm(x, gamma, beta)
    with pytest.raises(ValueError, match="two or more"):
        norm.update_running(beta, gamma, x)
    with pytest.raises(ValueError):  # PyTorch refuses it too
        F.batch_norm(torch.tensor(x), None, None, training=True)
    assert norm.layer_norm(x, gamma, beta)[0].shape == (1, 4)


@by_norm
@pytest.mark.parametrize(
    "change, error, words",
    [
        ({"x": [[1.0, 2.0]]}, TypeError, "x must be an array of floats, not list"),
        ({"x": None}, TypeError, "not NoneType"),
        ({"x": np.array([[1, 2], [3, 4]])}, TypeError, "int64"),
        ({"x": torch.zeros(2, 2)}, TypeError, "not Tensor"),
        ({"gamma": np.ones(2, int)}, TypeError, "gamma must be an array of floats"),
        ({"beta": np.ones(2, np.float32)}, TypeError, r"beta is float32 but x is float64.*astype"),
        ({"x": np.ones(2)}, ValueError, r"x must be \(N, D\)"),
        ({"x": np.ones((2, 2, 2))}, ValueError, r"not \(2, 2, 2\)"),
        ({"x": np.ones((0, 2))}, ValueError, r"not \(0, 2\)"),
        ({"gamma": np.ones(3)}, ValueError, r"gamma must be \(2,\)"),
        ({"beta": np.ones((2, 1))}, ValueError, r"beta must be \(2,\).*not \(2, 1\)"),
        ({"eps": 0}, ValueError, "eps must be"),
        ({"eps": -1e-5}, ValueError, "eps must be"),
        ({"eps": float("nan")}, ValueError, "eps must be"),
    ],
)
def test_errors_say_what_to_do(kind, change, error, words):
    good = {"x": np.array([[1.0, 2.0], [3.0, 5.0]]), "gamma": np.ones(2), "beta": np.zeros(2)}
    with pytest.raises(error, match=words):
        NORMS[kind][0](**{**good, **change})


def test_errors_of_the_other_functions():
    x, gamma, beta, dy = draw(4, 5, 3)
    with pytest.raises(ValueError, match=r"dy must have the shape of x, \(5, 3\), not \(5,\)"):
        norm.batch_norm_backward(dy[:, 0], norm.batch_norm(x, gamma, beta)[1])
    with pytest.raises(ValueError, match="momentum"):
        norm.update_running(beta, gamma, x, momentum=10)
    with pytest.raises(ValueError, match="running_var must be"):
        norm.update_running(beta, gamma[:2], x)
    with pytest.raises(TypeError, match="running_mean must be an array"):
        norm.batch_norm_eval(x, gamma, beta, 0.0, np.ones(3))
    with pytest.raises(ValueError, match="eps"):
        norm.batch_norm_eval(x, gamma, beta, np.zeros(3), np.ones(3), eps=0)


def test_float16_is_refused_since_its_variance_overflows():
    with pytest.raises(TypeError, match=r"float16 overflows: use x\.astype"):
        norm.batch_norm(np.ones((4, 2), np.float16), np.ones(2), np.zeros(2))
