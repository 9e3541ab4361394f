"""Photo-like pictures: what they change, and that a seed decides all of it."""

import numpy as np
import pytest
import torch

from course_utils import mnist
from course_utils.digits import photos

OFF = {
    "scale": (0.7, 0.7),
    "turn": (0, 0),
    "pen": (0, 0),
    "paper": (0.9, 0.9),
    "ink": (0.2, 0.2),
    "far": (1, 1),
    "blur": (0.3, 0.3),
    "noise": (0, 0),
}


@pytest.fixture(scope="module")
def images():
    return mnist.load_tensors("train")[0][:40]


def ink(pictures):
    """Where a picture without noise is darker than the middle between paper and ink."""
    return pictures < 255 * 0.9 * 0.6


def test_limits_are_those_of_the_test():
    assert photos.LIMITS.keys() == OFF.keys()


def test_paper_is_light_and_ink_dark(images):
    pictures = photos.photograph(images, 0, **OFF)
    assert pictures.shape == (40, 112, 112)
    assert pictures.dtype == np.uint8
    assert np.median(pictures) == pytest.approx(255 * 0.9, abs=1)
    assert pictures.min() == pytest.approx(255 * 0.9 * 0.2, abs=3)


def test_a_seed_decides_everything(images):
    first, again, other = (photos.photograph(images, seed) for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_first_pictures_of_each_250_do_not_depend_on_what_follows(images):
    many = images.repeat(8, 1)[:300]
    assert np.array_equal(photos.photograph(many, 0)[:250], photos.photograph(many[:250], 0))


def test_digits_keep_their_shape(images):
    """Shrunk back to MNIST's size and moved to the same place, a picture is its image again."""
    pictures = photos.photograph(images, 0, **OFF, size=160)
    for picture, image in zip(pictures, images.reshape(-1, 28, 28).numpy(), strict=True):
        rows, columns = (np.flatnonzero(ink(picture).any(axis=a)) for a in (1, 0))
        wanted_rows, wanted_columns = (np.flatnonzero((image > 0.5).any(axis=a)) for a in (1, 0))
        unit = 0.7 * 160 / 28
        assert np.ptp(rows) / unit == pytest.approx(np.ptp(wanted_rows), abs=2)
        assert np.ptp(columns) / unit == pytest.approx(np.ptp(wanted_columns), abs=2)


def test_ink_never_reaches_the_edge():
    images = mnist.load_tensors("train")[0][:600]
    widest = {"scale": (0.8, 0.8), "pen": (0.5, 0.5), "noise": (0, 0), "far": (1, 1)}
    dark = ink(photos.photograph(images, 0, **(OFF | widest | {"turn": (-15, 15)})))
    assert dark.any(axis=(1, 2)).all()
    at_edge = dark[:, [0, -1]].any(axis=(1, 2)) | dark[:, :, [0, -1]].any(axis=(1, 2))
    assert at_edge.mean() < 0.005


@pytest.mark.parametrize("pen, factor", [(-0.5, 0.5), (0.5, 1.5)])
def test_a_pen_is_wider_by_its_share(images, pen, factor):
    plain = ink(photos.photograph(images, 0, **OFF)).sum()
    changed = ink(photos.photograph(images, 0, **(OFF | {"pen": (pen, pen)}))).sum()
    assert changed / plain == pytest.approx(factor, abs=0.12)


def test_a_turn_is_by_so_many_degrees():
    bar = torch.zeros(1, 28, 28)
    bar[:, 5:23, 13:15] = 1
    (picture,) = photos.photograph(bar, 0, **(OFF | {"turn": (10, 10)}))
    y, x = np.nonzero(ink(picture))
    slope = np.polyfit(y, x, 1)[0]
    assert np.rad2deg(np.arctan(slope)) == pytest.approx(-10, abs=0.7)  # y points down


def test_light_noise_and_blur_do_what_they_say(images):
    noisy = photos.photograph(images, 0, **(OFF | {"noise": (0.04, 0.04)}))
    assert np.std(noisy[:, :3] / 255) == pytest.approx(0.04, rel=0.05)
    uneven = photos.photograph(images, 0, **(OFF | {"far": (0.5, 0.5)})) / 255
    corners = uneven[:, [0, 0, -1, -1], [0, -1, 0, -1]]
    assert (corners.max(axis=1) > 1.25 * corners.min(axis=1)).all()
    assert corners.min() >= 0.9 * 0.5 - 0.01
    sharp, blurred = (
        np.abs(np.diff(photos.photograph(images, 0, **(OFF | {"blur": (s, s)})) / 255.0)).max()
        for s in (0.3, 2)
    )
    assert blurred < 0.5 * sharp


def test_variations_turn_stretch_and_move(images):
    def varied(seed=0, **limits):
        return photos.vary(images, torch.Generator().manual_seed(seed), **limits)

    still = varied(turn=0, stretch=0, shift=0)
    assert torch.allclose(still, images, atol=1e-5)
    assert varied().shape == images.shape
    assert torch.equal(varied(3), varied(3))
    assert not torch.equal(varied(3), varied(4))
    assert varied().min() >= 0
    assert varied().max() <= 1 + 1e-6

    def places(x):
        x = x.reshape(-1, 28, 28)
        mass = x.sum(dim=(1, 2))
        rows, columns = x.sum(dim=2) @ torch.arange(28.0), x.sum(dim=1) @ torch.arange(28.0)
        return torch.stack([rows / mass, columns / mass], dim=1)

    moved = (places(varied(turn=0, stretch=0, shift=2)) - places(images)).abs()
    assert 1 < moved.max() < 2.1
    assert moved.mean(dim=0) == pytest.approx(torch.tensor([1.0, 1.0]), abs=0.3)
    turned = varied(turn=15, stretch=0, shift=0)
    assert torch.allclose(turned.sum(dim=1), images.sum(dim=1), rtol=0.05)
    assert (turned - images).abs().mean() > 0.01


def test_whole_numbers_are_refused_with_the_cure():
    with pytest.raises(TypeError, match="images / 255"):
        photos.photograph(mnist.load_arrays("test")[0][:2], seed=0)
