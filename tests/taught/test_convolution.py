"""Convolution by hand against PyTorch, for odd sizes, strides and paddings."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils import convolution
from course_utils.gradient_check import numerical_gradient, relative_error

small = st.integers(1, 3)


@settings(max_examples=60, deadline=None)
@given(
    n=small,
    channels=small,
    out=small,
    height=st.integers(1, 9),
    width=st.integers(1, 9),
    kernel=st.integers(1, 5),
    stride=st.integers(1, 4),
    padding=st.integers(0, 3),
    seed=st.integers(0, 99),
)
def test_forward_and_backward_equal_pytorch(
    n, channels, out, height, width, kernel, stride, padding, seed
):
    assume(min(height, width) + 2 * padding >= kernel)
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, channels, height, width))
    W, b = rng.normal(size=(out, channels, kernel, kernel)), rng.normal(size=out)
    tensors = [torch.tensor(part, requires_grad=True) for part in (x, W, b)]
    theirs = F.conv2d(*tensors, stride=stride, padding=padding)
    z, cache = convolution.convolve(x, W, b, stride, padding)
    assert z.shape == tuple(theirs.shape)
    assert np.allclose(z, theirs.detach(), rtol=0, atol=1e-9)
    assert np.allclose(z, convolution.convolve_loop(x, W, b, stride, padding), rtol=0, atol=1e-9)

    dz = rng.normal(size=z.shape)
    theirs.backward(torch.tensor(dz))
    for ours, tensor in zip(convolution.convolve_backward(dz, cache), tensors, strict=True):
        assert ours.shape == tuple(tensor.shape)
        assert np.allclose(ours, tensor.grad, rtol=0, atol=1e-9)


def test_a_filter_by_hand():
    """A vertical edge: dark left half, light right half; the filter takes left from right."""
    image = np.array([[[[0.0, 0, 1, 1]] * 3]])
    edge = np.array([[[[-1.0, 0, 1]] * 3]]) / 3
    z, _ = convolution.convolve(image, edge, np.zeros(1))
    assert z.tolist() == [[[[1.0, 1.0]]]]


@settings(max_examples=30, deadline=None)
@given(height=st.integers(3, 7), width=st.integers(3, 7), kernel=small, wide=small)
def test_slide_equals_pytorch_for_one_image_and_filters_that_are_not_square(
    height, width, kernel, wide
):
    rng = np.random.default_rng(height)
    image, w = rng.normal(size=(height, width)), rng.normal(size=(kernel, wide))
    theirs = F.conv2d(torch.tensor(image)[None, None], torch.tensor(w)[None, None])[0, 0]
    assert np.allclose(convolution.slide(image, w), theirs, rtol=0, atol=1e-9)


def test_gradients_equal_central_differences():
    rng = np.random.default_rng(0)
    x, W, b = (rng.normal(size=s) for s in ((2, 2, 5, 4), (3, 2, 3, 3), (3,)))
    dz = rng.normal(size=(2, 3, 3, 2))
    dx, dW, db = convolution.convolve_backward(dz, convolution.convolve(x, W, b, 2, 1)[1])

    def loss(x=x, W=W, b=b):
        return (convolution.convolve(x, W, b, 2, 1)[0] * dz).sum()

    for ours, nudged in (
        (dx, numerical_gradient(lambda v: loss(x=v), x)),
        (dW, numerical_gradient(lambda v: loss(W=v), W)),
        (db, numerical_gradient(lambda v: loss(b=v), b)),
    ):
        assert relative_error(ours, nudged) < 1e-7


def test_fold_counts_how_many_patches_hold_a_pixel():
    ones = convolution.unfold(np.ones((1, 1, 4, 4)), kernel=3)
    counts = convolution.fold(ones, (1, 1, 4, 4), kernel=3)[0, 0]
    assert counts.tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]


@pytest.mark.parametrize(
    "x, W, b, words",
    [
        ((2, 5, 5), (1, 1, 3, 3), (1,), r"x must be \(N, channels, height, width\)"),
        ((2, 1, 5, 5), (1, 3, 3), (1,), "W must be"),
        ((2, 1, 5, 5), (1, 1, 3, 2), (1,), "W must be"),
        ((2, 3, 5, 5), (1, 1, 3, 3), (1,), "the images have 3 channels, the filters 1"),
        ((2, 1, 5, 5), (4, 1, 3, 3), (1,), "one number per filter"),
        ((2, 1, 5, 2), (4, 1, 3, 3), (4,), "a filter of 3 does not fit into 2 pixels"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(x, W, b, words):
    with pytest.raises(ValueError, match=words):
        convolution.convolve(np.ones(x), np.ones(W), np.ones(b))


def test_other_nonsense_is_refused():
    x, W, b = np.ones((1, 1, 5, 5)), np.ones((1, 1, 3, 3)), np.ones(1)
    for options, words in (({"stride": 0}, "stride"), ({"padding": -1}, "padding")):
        with pytest.raises(ValueError, match=words):
            convolution.convolve(x, W, b, **options)
    with pytest.raises(ValueError, match="dz must have the shape"):
        convolution.convolve_backward(np.ones((1, 1, 2, 2)), convolution.convolve(x, W, b)[1])


def test_whole_numbers_do_not_wrap_around():
    x, W, b = (
        np.full((1, 1, 3, 3), 200, np.uint8),
        np.full((1, 1, 2, 2), 2, np.uint8),
        [np.uint8(0)],
    )
    for answer in (convolution.convolve(x, W, b)[0], convolution.convolve_loop(x, W, b)):
        np.testing.assert_array_equal(answer, np.full((1, 1, 2, 2), 1600.0))
