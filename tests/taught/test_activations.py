"""The activation functions against PyTorch's, their derivatives against autograd."""

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from course_utils import activations

PYTORCH = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": F.leaky_relu,
    "gelu": F.gelu,
}
EXTREME = [0.0, 1e-30, 1.0, 10.0, 40.0, 90.0, 200.0, 710.0, 800.0, 1e5, 1e30]


def inputs(kind):
    """From -20 to 20 in small steps, and numbers where a careless formula overflows."""
    far = np.array(EXTREME)
    return np.concatenate([np.linspace(-20, 20, 801), far, -far]).astype(kind)


kinds = pytest.mark.parametrize("kind, tolerance", [(np.float32, 1e-6), (np.float64, 1e-14)])


@kinds
@pytest.mark.parametrize("name", PYTORCH)
def test_equals_pytorch(name, kind, tolerance):
    z = inputs(kind)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = getattr(activations, name)(z)
    assert a.dtype == kind
    torch_a = PYTORCH[name](torch.from_numpy(z)).numpy()
    np.testing.assert_allclose(a, torch_a, rtol=tolerance, atol=2 * tolerance)


@kinds
@pytest.mark.parametrize("name", PYTORCH)
def test_derivative_equals_autograd(name, kind, tolerance):
    z = inputs(kind)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        slope = getattr(activations, f"{name}_derivative")(z)
    assert slope.dtype == kind
    # PyTorch's own gradient of GELU at 1e30 is NaN in float32: it squares the input.
    torch_z = torch.from_numpy(z if name != "gelu" else z.clip(-1e9, 1e9)).requires_grad_()
    PYTORCH[name](torch_z).sum().backward()
    np.testing.assert_allclose(slope, torch_z.grad.numpy(), rtol=tolerance, atol=2 * tolerance)


@kinds
@pytest.mark.parametrize("name", PYTORCH)
def test_largest_finite_numbers(name, kind, tolerance):
    z = np.array([np.finfo(kind).max, np.finfo(kind).min])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(getattr(activations, name)(z)).all()
        assert np.isfinite(getattr(activations, f"{name}_derivative")(z)).all()


@pytest.mark.parametrize("name", PYTORCH)
@pytest.mark.parametrize("shape", [(), (0,), (1,), (3,), (2, 3), (2, 1, 4)])
def test_keeps_the_shape(name, shape):
    z = np.full(shape, -0.5)
    assert np.shape(getattr(activations, name)(z)) == shape
    assert np.shape(getattr(activations, f"{name}_derivative")(z)) == shape


@pytest.mark.parametrize("name", PYTORCH)
@pytest.mark.parametrize("number", [-2.0, 0.0, 3.0, 2, -1])
def test_takes_a_python_number(name, number):
    expected = PYTORCH[name](torch.tensor(float(number))).item()
    assert getattr(activations, name)(number) == pytest.approx(expected, abs=1e-6)
    assert np.isfinite(getattr(activations, f"{name}_derivative")(number))


@pytest.mark.parametrize("name", PYTORCH)
def test_does_not_change_its_input(name):
    z = np.array([-1.0, 0.0, 2.0])
    getattr(activations, name)(z)
    getattr(activations, f"{name}_derivative")(z)
    assert z.tolist() == [-1.0, 0.0, 2.0]


@pytest.mark.parametrize("slope", [0.0, 0.01, 0.2])
def test_leaky_relu_takes_another_slope(slope):
    z = np.array([-3.0, 0.0, 3.0])
    assert activations.leaky_relu(z, slope) == pytest.approx([-3 * slope, 0, 3])
    assert activations.leaky_relu_derivative(z, slope) == pytest.approx([slope, slope, 1])


def test_small_derivatives_keep_their_digits():
    """a (1 - a) would be exactly 0 here: 1 - a is rounded away."""
    z = np.array([-50.0, 50.0])
    assert activations.sigmoid_derivative(z) == pytest.approx(np.exp(-50.0), rel=1e-12)
    assert activations.tanh_derivative(z) == pytest.approx(4 * np.exp(-100.0), rel=1e-12)


@pytest.mark.parametrize("name", PYTORCH)
@pytest.mark.parametrize("kind", [np.uint8, np.int8, np.int64, bool])
def test_whole_numbers_are_computed_as_floats(name, kind):
    """uint8 has no -1, and NumPy computes the exponential of a uint8 in float16."""
    z = np.array([0, 1, 5, 100], dtype=np.int64).astype(kind)
    for function in (getattr(activations, name), getattr(activations, f"{name}_derivative")):
        expected = function(z.astype(float))
        np.testing.assert_allclose(function(z), expected, rtol=1e-15, atol=0)
