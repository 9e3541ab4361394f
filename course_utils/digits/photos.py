"""Pictures of digits as a camera might take them, made from MNIST; every number is known."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from scipy import ndimage

# Each picture draws its own number between these limits, all equally likely.
LIMITS = {
    "scale": (0.5, 0.8),  # the side of the 28 x 28 image, as a share of the picture's
    "turn": (-15, 15),  # degrees
    "pen": (-0.5, 0.5),  # how much wider the pen, as a share of its width
    "paper": (0.7, 1),  # brightness of the paper where the light is best
    "ink": (0.1, 0.5),  # share of the light that ink reflects, compared with paper
    "far": (0.5, 1),  # light in the darkest corner, as a share of the best
    "blur": (0.5, 2),  # standard deviation of a Gaussian, in pixels
    "noise": (0.01, 0.05),  # standard deviation
}
MARGIN = 4  # pixels of MNIST added on each side, since some ink touches the last row


def photograph(images, seed, size=112, **limits):
    """Photo-like pictures of MNIST images: dark ink on light paper, uint8, (N, size, size).

    images: (N, 784) or (N, 28, 28) in [0, 1]. limits: other ends than those of LIMITS, such as
    turn=(0, 0). The 28 x 28 image is drawn anew at the size of the picture, with sharp edges and
    another pen, turned, and moved at random as far as the page allows; then come paper and ink,
    light that falls off in a random direction, blur, and noise in every pixel.
    """
    generator = torch.Generator().manual_seed(seed)
    images = torch.as_tensor(images)
    if not images.is_floating_point():
        raise TypeError(f"images must lie in 0 to 1, not be {images.dtype}: use images / 255")
    images = images.reshape(-1, 1, 28, 28)
    # In parts, which saves memory; the first pictures are the same however many follow.
    parts = [_photograph(part, generator, size, LIMITS | limits) for part in images.split(250)]
    return np.concatenate(parts)


def _photograph(images, generator, size, limits):
    def draw(low, high):
        return low + (high - low) * torch.rand(len(images), 1, 1, generator=generator)

    chosen = {name: draw(*ends) for name, ends in limits.items()}
    scale, angle = chosen["scale"], torch.deg2rad(chosen["turn"])
    room = 1 - 1.15 * scale  # so that turned ink stays inside
    depth, width = ink_depth(images)
    whole = scale * (28 + 2 * MARGIN) / 28  # the margin included
    depth = place(depth, whole, angle, room * draw(-1, 1), room * draw(-1, 1), size)
    depth = depth + chosen["pen"] * width / 2
    ink = (depth * scale * size / 28 + 0.5).clamp(0, 1)
    picture = chosen["paper"] * (1 - ink * (1 - chosen["ink"]))
    direction = draw(0, 2 * math.pi)
    x = torch.linspace(-1, 1, size)
    along = (direction.cos() * x + direction.sin() * x[:, None]) / math.sqrt(2)  # -1 to 1
    picture = picture * (1 - (1 - chosen["far"]) * (along + 1) / 2)
    picture = blur(picture, chosen["blur"])
    picture = picture + chosen["noise"] * torch.randn(picture.shape, generator=generator)
    return (255 * picture).round().clamp(0, 255).byte().numpy()


def ink_depth(images):
    """How deep in the ink each place lies, in pixels of MNIST; below zero outside of the ink.

    images: (N, 1, 28, 28), to which a blank margin is added. Returns depths, (N, 1, side, side)
    with side = 2 * (28 + 2 * MARGIN), and the pens' widths, (N, 1, 1).
    """
    large = F.interpolate(F.pad(images, [MARGIN] * 4), scale_factor=2, mode="bicubic")
    depths, widths = [], []
    for ink in large.numpy()[:, 0] > 0.5:
        inside = ndimage.distance_transform_edt(ink)
        # Both distances end in the middle of a pixel, half a pixel beyond the ink's edge.
        depths.append(inside - ndimage.distance_transform_edt(~ink) - (ink - 0.5))
        widths.append(4 * inside[ink].mean() - 2)  # as digits.even_pen measures
    depths = torch.from_numpy(np.array(depths, dtype=np.float32))[:, None] / 2
    return depths, torch.tensor(widths).reshape(-1, 1, 1).float() / 2


def place(fields, scale, angle, right, down, size):
    """Each field (1, h, w) scaled, turned and moved on a canvas of size x size: (N, size, size).

    scale: the field's side as a share of the canvas's; angle in radians; right and down as shares
    of half the canvas. All (N, 1, 1).
    """
    cos, sin = (angle.cos() / scale).flatten(), (angle.sin() / scale).flatten()
    right, down = right.flatten(), down.flatten()
    # PyTorch asks for the place in the field of each point of the canvas: the way back.
    rows = torch.stack(
        [cos, sin, -cos * right - sin * down, -sin, cos, sin * right - cos * down], dim=1
    )
    grid = F.affine_grid(rows.reshape(-1, 2, 3), (len(fields), 1, size, size), align_corners=False)
    return F.grid_sample(fields, grid, padding_mode="border", align_corners=False)[:, 0]


def blur(pictures, sigma):
    """Each picture (N, H, W) through its own Gaussian; sigma: (N, 1, 1), in pixels."""
    n = len(pictures)
    steps = torch.arange(-6, 7)
    weights = torch.exp(-0.5 * (steps / sigma.reshape(n, 1)) ** 2)
    weights = weights / weights.sum(dim=1, keepdim=True)
    padded = F.pad(pictures[None], (6, 6, 6, 6), mode="reflect")
    across = F.conv2d(padded, weights.reshape(n, 1, 1, 13), groups=n)
    return F.conv2d(across, weights.reshape(n, 1, 13, 1), groups=n)[0]


def vary(images, generator, turn=15, stretch=0.1, shift=1):
    """Training images turned, stretched and moved at random, each in its own way: (N, 784).

    images: (N, 784). turn: up to so many degrees either way; stretch: height and width change by
    up to that share; shift: up to so many pixels in each direction. generator: a torch.Generator.
    """

    def draw(limit):
        return limit * (2 * torch.rand(len(images), generator=generator) - 1)

    angle, wide, high = torch.deg2rad(draw(turn)), 1 + draw(stretch), 1 + draw(stretch)
    cos, sin = angle.cos(), angle.sin()
    right, down = draw(shift / 14), draw(shift / 14)
    rows = torch.stack([cos * wide, -sin * wide, right, sin * high, cos * high, down], dim=1)
    grid = F.affine_grid(rows.reshape(-1, 2, 3), (len(images), 1, 28, 28), align_corners=False)
    square = images.reshape(-1, 1, 28, 28)
    return F.grid_sample(square, grid, align_corners=False).reshape(-1, 784)
