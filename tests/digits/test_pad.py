"""The pad without a browser: from strokes to the bars. tests/browser draws on it with a mouse."""

import re

import numpy as np
import pytest

from course_utils import digits
from course_utils.digits import handwriting, pad
from course_utils.digits.pictures import DigitError
from course_utils.training import load_model


@pytest.fixture(scope="module")
def net():
    return load_model(digits.SHIPPED_MODEL)


def strokes(digit, **where):
    """As the browser sends them: lists of [x, y]."""
    return [s.round(4).tolist() for s in handwriting.write(digit, 0, **where)]


def test_page_is_white_with_dark_ink_and_a_margin():
    grey = pad.strokes_to_grey([[[0, 0.5], [1, 0.5]], [[0.25, 0.25]]])
    side = grey.shape[0]
    assert grey.shape == (side, side)
    assert grey[0, 0] == grey[side // 2, 2] == 1
    assert grey[side // 2, side // 2] == 0
    assert grey[20 + (side - 40) // 4, 20 + (side - 40) // 4] == 0  # the dot
    assert (grey[:, side // 2] < 0.5).sum() == pytest.approx(pad.PEN * (side - 40), abs=1)


@pytest.mark.parametrize("digit", range(10))
def test_each_digit_is_read(net, digit):
    read, p, image = pad.read_strokes(net, strokes(digit))
    assert read == digit == p.argmax()
    assert image.shape == (28, 28)


@pytest.mark.parametrize(
    "where",
    [{"height": 0.2, "middle": (0.15, 0.85)}, {"height": 0.98}, {"height": 0.9, "turn": 12}],
)
def test_an_eight_may_stand_anywhere(net, where):
    assert pad.read_strokes(net, strokes(8, **where))[0] == 8


def test_only_shrinking_reads_a_small_eight_at_most_with_doubt(net):
    small = strokes(8, height=0.25, middle=(0.2, 0.8))
    _, p, image = pad.read_strokes(net, small, prepared=False)
    assert image.shape == (28, 28)
    assert image[18:].sum() > 0.9 * image.sum()
    assert p[8] < 0.5
    assert pad.read_strokes(net, small)[0] == 8


def test_nothing_drawn_and_two_digits():
    with pytest.raises(DigitError, match="Nothing is drawn"):
        pad.read_strokes(None, [])
    two = strokes(8, height=0.5, middle=(0.25, 0.5)) + strokes(3, height=0.5, middle=(0.8, 0.5))
    with pytest.raises(DigitError, match="2 digits"):
        pad.read_strokes(None, two)


@pytest.mark.parametrize("dots", [[[[0.5, 0.5]]], [[[0.5, 0.5]], [[0.2, 0.2]]]])
def test_dots_alone_are_refused(net, dots):
    with pytest.raises(DigitError, match="That is a dot"):
        pad.read_strokes(net, dots)


def test_pad_says_which_question_it_answered(net):
    page = pad.Pad(net)
    page.set_state({"strokes": strokes(8), "asked": 3})  # as the browser sends it
    assert (page.answered, page.answer[:9]) == (3, "Read as 8")
    page.set_state({"asked": 4})
    assert page.answered == 4


def test_pad_answers_each_change_of_its_strokes(net):
    page = pad.Pad(net)
    assert (page.answer, page.probabilities, page.seen) == ("Nothing is drawn yet.", [], b"")
    page.strokes = strokes(8)
    assert re.fullmatch(r"Read as 8, with \d+\.\d%", page.answer)
    assert sum(page.probabilities) == pytest.approx(1, abs=1e-5)
    assert np.argmax(page.probabilities) == 8
    seen = np.frombuffer(page.seen, np.uint8).reshape(28, 28)
    assert np.array_equal(seen, (255 * pad.read_strokes(net, strokes(8))[2]).round())
    page.prepared = False
    assert page.seen != seen.tobytes()
    page.prepared = True
    page.strokes = strokes(1)
    assert page.answer.startswith("Read as 1")
    page.strokes = []
    assert (page.answer, page.probabilities, page.seen) == ("Nothing is drawn yet.", [], b"")


def test_pad_starts_with_the_strokes_that_it_is_given(net):
    assert pad.Pad(net, strokes=strokes(8)).answer.startswith("Read as 8")


def test_browser_files_load_nothing_from_elsewhere(net):
    page = pad.Pad(net)
    assert "export default" in page._esm
    for text in (page._esm, page._css):
        assert not re.search(r"https?:|\bimport\b|@import|url\(|\bfetch\b|\beval\b", text)


@pytest.mark.parametrize("prepared", [True, False])
@pytest.mark.parametrize("dots", [[[[0.5, 0.5]]], [[[0.5, 0.5], [0.52, 0.51]], [[0.5, 0.53]]]])
def test_a_tap_is_no_digit(net, dots, prepared):
    page = pad.Pad(net, strokes=dots, prepared=prepared)
    assert (page.answer[:14], page.probabilities, page.seen) == ("That is a dot.", [], b"")
