"""From a picture to what MNIST's makers would have made of it: exercises 12.1 and 12.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise
from course_utils.checks.texts import Texts

texts = Texts(__file__)


def _page(paper, ink, *strokes, shape=(20, 30)):
    """A page with strokes, each (top, left, bottom, right)."""
    grey = np.full(shape, paper)
    for top, left, bottom, right in strokes:
        grey[top:bottom, left:right] = ink
    return grey


def _grainy(paper, ink, *strokes):
    """The same as a camera sees it: no two pixels alike."""
    return _page(paper, ink, *strokes) + np.random.default_rng(0).uniform(-0.03, 0.03, (20, 30))


_UPRIGHT = (3, 14, 17, 17)  # covers the middle of the page
_RING = ((3, 8, 5, 22), (15, 8, 17, 22), (3, 8, 17, 10), (3, 20, 17, 22))
_CORNER = (0, 0, 9, 4)
_LAST_CORNER = (12, 26, 20, 30)
_BROAD = (2, 4, 18, 17)
_FRAME = ((0, 0, 2, 30), (18, 0, 20, 30), (0, 0, 20, 2), (0, 28, 20, 30))
_HALF = (1, 8, 19, 22)
_RIM_ROW = (0, 0, 1, 30)


def _inverted_cases():
    pages = [
        _page(0.95, 0.1, _UPRIGHT),
        _page(0.05, 0.9, _UPRIGHT),
        _page(0.4, 0.05, *_RING),
        _page(0.6, 0.95, *_RING),
        _page(0.1, 0.45, *_RING),
        _page(0.9, 0.55, *_RING),
        _page(0.8, 0.2, _CORNER, _UPRIGHT),
        _page(0.3, 0.7, _CORNER, _UPRIGHT),
        _page(0.75, 0.2, _LAST_CORNER, _UPRIGHT),
        _page(0.25, 0.6, _LAST_CORNER, _UPRIGHT),
        _page(0.85, 0.15, _BROAD),
        _page(0.15, 0.75, _BROAD, shape=(22, 30)),
        _page(0.7, 0.1, *_FRAME),
        _page(0.35, 0.8, *_FRAME),
        _grainy(0.8, 0.3, *_RING),
        _grainy(0.2, 0.5, *_RING),
        # Much ink, and a thin rim of the scanner: the mean lies on the wrong side.
        _page(0.55, 0.05, _HALF) + _page(0.0, 0.45, _RIM_ROW),
        _page(0.45, 0.95, _HALF) - _page(0.0, 0.45, _RIM_ROW),
        # Little ink: now the rim moves the mean past the paper.
        _page(0.7, 0.05, (4, 14, 16, 15)) + _page(0.0, 0.3, _RIM_ROW),
        _page(0.3, 0.95, (4, 14, 16, 15)) - _page(0.0, 0.3, _RIM_ROW),
    ]
    return [(page,) for page in pages]


is_inverted = FunctionExercise(**texts("is_inverted"), cases=_inverted_cases)


def _wedge(seed, rows, columns):
    """Ink in a triangle, faint above and strong below, each pixel with a random grey."""
    random = np.random.default_rng(seed)
    image = np.zeros((28, 28))
    part = image[rows, columns]
    height, width = part.shape
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    part[:] = (0.15 + 0.85 * y**2) * (x <= 0.3 + 0.7 * (1 - y)) * random.uniform(0.6, 1, part.shape)
    return image


shift_to_centre = FunctionExercise(
    **texts("shift_to_centre"),
    cases=lambda: [
        (_wedge(0, slice(2, 17), slice(1, 8)),),
        (_wedge(1, slice(9, 26), slice(14, 27)),),
        (_wedge(2, slice(0, 5), slice(12, 28)),),
        (_wedge(3, slice(6, 24), slice(3, 12)),),
        (_wedge(4, slice(15, 28), slice(0, 20)),),
        (_wedge(5, slice(4, 25), slice(13, 17)),),
    ],
)
