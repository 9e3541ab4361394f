"""The forward pass of lesson 03 against torch.nn, and what it says to shapes that do not fit."""

import numpy as np
import pytest
import torch
from torch import nn

from course_utils.forward import forward, linear
from course_utils.training import Net

# Three samples of two values; the sizes all differ so that no wrong transpose fits.
X = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.0]])
W = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5], [-2.0, 1.0]])
B = np.array([0.5, -1.0, 0.0, 2.0])
LAST_W = np.array([[1.0, -1.0, 0.5, 2.0]])
LAST_B = np.array([-20.0])  # so low that a ReLU on the output would show


def as_module(layers):
    """The same network of torch.nn, in float64."""
    modules = []
    for W, b in layers:
        layer = nn.Linear(W.shape[1], W.shape[0]).double()
        layer.weight.data, layer.bias.data = torch.from_numpy(W), torch.from_numpy(b)
        modules += [layer, nn.ReLU()]
    return nn.Sequential(*modules[:-1])


def test_linear_by_hand():
    # sample 0: 1*1 - 2*2 + 0.5, 0 + 2 - 1, 3 - 1 + 0, -2 - 2 + 2
    assert linear(X, W, B)[0].tolist() == [-2.5, 1.0, 2.0, -2.0]


def test_linear_is_nn_linear():
    wanted = as_module([(W, B)])(torch.from_numpy(X)).detach().numpy()
    np.testing.assert_allclose(linear(X, W, B), wanted, atol=1e-12)


def test_linear_of_a_square_layer_is_nn_linear():
    wanted = as_module([(W[:2], B[:2])])(torch.from_numpy(X)).detach().numpy()
    np.testing.assert_allclose(linear(X, W[:2], B[:2]), wanted, atol=1e-12)


@pytest.mark.parametrize(
    "layers",
    [
        [(W, B)],
        [(W, B), (LAST_W, LAST_B)],
        [(W, B), (np.eye(4)[::-1] * 2.0, -B), (LAST_W, LAST_B)],
    ],
)
@pytest.mark.parametrize("batch", [1, 3])
def test_forward_is_nn_sequential(layers, batch):
    wanted = as_module(layers)(torch.from_numpy(X[:batch])).detach().numpy()
    got = forward(X[:batch], layers)
    np.testing.assert_allclose(got, wanted, atol=1e-12)
    assert got.min() < 0, "no ReLU after the last layer"


def test_forward_is_the_courses_network():
    torch.manual_seed(0)
    net = Net().double()
    layers = [
        (fc.weight.detach().numpy(), fc.bias.detach().numpy())
        for fc in (net.fc1, net.fc2, net.fc3, net.fc4)
    ]
    x = np.random.default_rng(0).random((5, 784))
    scores = torch.from_numpy(forward(x, layers))
    wanted = net(torch.from_numpy(x))
    np.testing.assert_allclose(scores.log_softmax(dim=1), wanted.detach(), atol=1e-12)


def test_forward_takes_any_iterable_of_layers():
    layers = [(W, B), (LAST_W, LAST_B)]
    np.testing.assert_array_equal(forward(X, iter(layers)), forward(X, layers))


def test_forward_leaves_its_arguments_as_they_are():
    x, w, b = X.copy(), W.copy(), B.copy()
    forward(x, [(w, b), (LAST_W, LAST_B)])
    assert (x == X).all() and (w == W).all() and (b == B).all()


@pytest.mark.parametrize(
    "x, w, b, shapes",
    [
        (X, W.T, B, r"x \(3, 2\) does not fit W \(2, 4\)"),
        (X[0], W, B, r"x \(2,\) does not fit W \(4, 2\)"),  # one sample must still be a row
        (X, W[0], B, r"x \(3, 2\) does not fit W \(2,\)"),
        (X, W, B[:3], r"b \(3,\) does not fit W \(4, 2\): b must be \(4,\)"),
        (X, W, B[:, None], r"b \(4, 1\) does not fit W \(4, 2\)"),  # NumPy would broadcast some
        (X, W, B[None], r"b \(1, 4\) does not fit W \(4, 2\)"),
        (X, W, np.array(0.5), r"b \(\) does not fit W \(4, 2\)"),
    ],
)
def test_shapes_that_do_not_fit_are_named(x, w, b, shapes):
    with pytest.raises(ValueError, match=shapes):
        linear(x, w, b)


def test_layers_that_do_not_fit_each_other_are_named():
    with pytest.raises(ValueError, match=r"x \(3, 4\) does not fit W \(4, 2\)"):
        forward(X, [(W, B), (W, B)])


def test_a_network_has_a_layer():
    with pytest.raises(ValueError):
        forward(X, [])


def test_small_whole_numbers_do_not_wrap_around():
    """In int16, which holds both uint8 and int8, 40,255 would be -25,281."""
    x, W, b = np.uint8([[200, 200]]), np.int8([[100, 100]]), np.uint8([255])
    assert linear(x, W, b).tolist() == [[40_255.0]]
