"""Strokes and the ink that they leave."""

import numpy as np
import pytest

from course_utils.digits import handwriting


@pytest.mark.parametrize("sign", [*handwriting.DIGITS, *handwriting.LETTERS])
def test_a_sign_stands_where_it_should_and_is_as_high_as_asked(sign):
    for seed in range(20):
        points = np.concatenate(handwriting.write(sign, seed, height=0.4, middle=(0.3, 0.6)))
        assert np.ptp(points[:, 1]) == pytest.approx(0.4, abs=0.1)
        middle = (points.min(axis=0) + points.max(axis=0)) / 2
        assert middle == pytest.approx([0.3, 0.6], abs=0.09)


def test_a_seed_decides_the_strokes():
    first, again, other = (handwriting.write(8, seed) for seed in (0, 0, 1))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])


def test_a_turn_is_clockwise():
    (upright,), (turned,) = (handwriting.write(1, 0, turn=turn) for turn in (0, 90))
    assert turned == pytest.approx(np.stack([1 - upright[:, 1], upright[:, 0]], axis=1))


def test_smooth_passes_through_every_point():
    points = np.array([[0.0, 0.0], [1.0, 0.5], [0.2, 0.9], [0.0, 0.1]])
    curve = handwriting.smooth(points)
    for point in points:
        assert np.abs(curve - point).sum(axis=1).min() < 1e-12


def test_ink_is_a_share_and_a_pen_has_its_width():
    page = handwriting.ink([[(0.2, 0.5), (0.8, 0.5)]], size=200, pen=0.05)
    assert (page.shape, page.dtype) == ((200, 200), np.float32)
    assert (page.min(), page.max()) == (0, 1)
    assert page[:, 100].sum() == pytest.approx(0.05 * 200, abs=0.5)
    assert page[100].sum() == pytest.approx((0.6 + 0.05) * 200, abs=1)


def test_a_stroke_of_one_point_is_a_dot():
    page = handwriting.ink([[(0.5, 0.25)]], size=100, pen=0.1)
    assert page.sum() == pytest.approx(np.pi * 5**2, rel=0.05)
    assert page[25, 50] == 1
