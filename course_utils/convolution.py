"""Convolution of images by hand, forward and backward (lesson 15).

Images x: (N, channels, height, width). Filters W: (out, channels, kernel, kernel), b: (out,), as
torch.nn.Conv2d stores them. As there, the filter is not turned round: what networks call
convolution is a cross-correlation.
"""

import numpy as np

from course_utils.losses import of_floats


def output_size(size, kernel, stride=1, padding=0):
    """How many places a filter has along one axis. Raises ValueError where it has none."""
    for name, number, least in (
        ("kernel", kernel, 1),
        ("stride", stride, 1),
        ("padding", padding, 0),
    ):
        if not isinstance(number, (int, np.integer)) or number < least:
            raise ValueError(f"{name} must be a whole number from {least} on, not {number!r}")
    if size + 2 * padding < kernel:
        raise ValueError(
            f"a filter of {kernel} does not fit into {size} pixels with a padding of {padding}"
        )
    return (size + 2 * padding - kernel) // stride + 1


def slide(image, w):
    """One filter w over one image, both of two axes, place by place: the map (h, w)."""
    height, width = w.shape
    z = np.zeros((image.shape[0] - height + 1, image.shape[1] - width + 1))
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            patch = image[i : i + height, j : j + width]
            z[i, j] = (patch * w).sum()
    return z


def check_filters(x, W, b):
    """Raise ValueError unless images and filters belong together."""
    if np.ndim(x) != 4:
        raise ValueError(f"x must be (N, channels, height, width), not {np.shape(x)}")
    if np.ndim(W) != 4 or W.shape[2] != W.shape[3]:
        raise ValueError(f"W must be (out, channels, kernel, kernel), not {np.shape(W)}")
    if x.shape[1] != W.shape[1]:
        raise ValueError(f"the images have {x.shape[1]} channels, the filters {W.shape[1]}")
    if np.shape(b) != W.shape[:1]:
        raise ValueError(f"b must have one number per filter, {W.shape[:1]}, not {np.shape(b)}")


@of_floats("x", "W", "b")
def convolve_loop(x, W, b, stride=1, padding=0):
    """The convolution as it is defined, one place and one filter at a time: (N, out, h, w)."""
    check_filters(x, W, b)
    kernel = W.shape[2]
    h, w = (output_size(size, kernel, stride, padding) for size in x.shape[2:])
    framed = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    z = np.empty((len(x), len(W), h, w), dtype=np.result_type(x, W))
    for i in range(h):
        for j in range(w):
            top, left = i * stride, j * stride
            patch = framed[:, :, top : top + kernel, left : left + kernel]
            for k in range(len(W)):
                z[:, k, i, j] = (patch * W[k]).sum(axis=(1, 2, 3)) + b[k]
    return z


def unfold(x, kernel, stride=1, padding=0):
    """All patches as rows, (N, places, channels * kernel * kernel); places from left to right."""
    h, w = (output_size(size, kernel, stride, padding) for size in x.shape[2:])
    framed = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(framed, (kernel, kernel), axis=(2, 3))
    patches = windows[:, :, ::stride, ::stride].transpose(0, 2, 3, 1, 4, 5)
    return patches.reshape(len(x), h * w, -1)


def fold(patches, shape, kernel, stride=1, padding=0):
    """The way back: each pixel gets the sum of all patches that hold it. shape: that of x."""
    n, channels, height, width = shape
    h, w = (output_size(size, kernel, stride, padding) for size in (height, width))
    patches = patches.reshape(n, h, w, channels, kernel, kernel).transpose(0, 3, 4, 5, 1, 2)
    framed = np.zeros((n, channels, height + 2 * padding, width + 2 * padding), patches.dtype)
    for i in range(kernel):
        for j in range(kernel):
            rows, columns = slice(i, i + stride * h, stride), slice(j, j + stride * w, stride)
            framed[:, :, rows, columns] += patches[:, :, i, j]
    return framed[:, :, padding : padding + height, padding : padding + width]


@of_floats("x", "W", "b")
def convolve(x, W, b, stride=1, padding=0):
    """The convolution as one matrix product: scores (N, out, h, w), and a cache for backward."""
    check_filters(x, W, b)
    kernel = W.shape[2]
    h, w = (output_size(size, kernel, stride, padding) for size in x.shape[2:])
    patches = unfold(x, kernel, stride, padding)  # (N, places, in)
    z = patches @ W.reshape(len(W), -1).T + b  # (N, places, out)
    return z.transpose(0, 2, 1).reshape(len(x), len(W), h, w), (
        patches,
        x.shape,
        W,
        stride,
        padding,
    )


def convolve_backward(dz, cache):
    """(dx, dW, db) from dz, (N, out, h, w), and what convolve has kept."""
    patches, shape, W, stride, padding = cache
    places = patches.shape[1]
    if np.ndim(dz) != 4 or dz.shape[:2] != (shape[0], len(W)) or dz[0, 0].size != places:
        raise ValueError(f"dz must have the shape of the scores, not {np.shape(dz)}")
    rows = dz.reshape(len(dz), len(W), places).transpose(0, 2, 1)  # (N, places, out)
    dW = np.einsum("npk,npi->ki", rows, patches).reshape(W.shape)
    db = rows.sum(axis=(0, 1))
    dx = fold(rows @ W.reshape(len(W), -1), shape, W.shape[2], stride, padding)
    return dx, dW, db
