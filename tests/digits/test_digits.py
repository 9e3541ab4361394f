"""The steps from a picture to MNIST's form, each by itself and all together."""

import os
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image

from course_utils import digits, mnist
from course_utils.digits import handwriting, photos
from course_utils.digits.__main__ import main
from course_utils.digits.pictures import DigitError
from course_utils.training import Net, load_model, save_model


@pytest.fixture(scope="module")
def net():
    return load_model(digits.SHIPPED_MODEL)


def eight(**page):
    """Dark 8 on white paper."""
    return 1 - handwriting.ink(handwriting.write(8, 0), **page)


def light(shape, far=0.4):
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]] / max(shape)
    return (1 - (1 - far) * (0.7 * x + 0.3 * y)).astype(np.float32)


# --- the steps --------------------------------------------------------------------------------


def test_light_is_removed_where_it_falls_off():
    paper = light((150, 200))
    assert np.abs(digits.remove_light(paper)).max() < 0.02
    page = paper.copy()
    page[40:100, 60:70] *= 0.3
    flat = digits.remove_light(page)
    away = np.ones_like(page, dtype=bool)
    away[40:100, 60:70] = False
    assert np.abs(flat[away]).max() < 0.03
    assert flat[40:100, 60:70].max() < -0.3


def test_ink_is_up_whichever_way_round_the_picture_is():
    page = np.full((40, 50), 0.1, np.float32)
    page[10:20, 10:15] = 0.6
    page -= page.mean()
    assert np.array_equal(digits.ink_up(page), page)
    assert np.array_equal(digits.ink_up(-page), page)


@pytest.mark.parametrize("ink, noise", [(1.0, 0.05), (0.15, 0.02), (0.5, 0.1)])
def test_black_and_white_finds_ink_in_noise(ink, noise):
    true = np.zeros((100, 100), dtype=bool)
    true[20:80, 40:52] = True
    picture = ink * true + np.random.default_rng(0).normal(0, noise, true.shape)
    found = digits.black_and_white(picture.astype(np.float32))
    assert (found != true).mean() < 0.01


@pytest.mark.parametrize("noise", [0, 0.01, 0.1])
def test_blank_paper_is_no_ink(noise):
    paper = np.random.default_rng(0).normal(0.8, noise, (112, 112)).astype(np.float32)
    with pytest.raises(DigitError, match="Nothing is written"):
        digits.prepare(paper)


def parts(*boxes, shape=(100, 120)):
    mask = np.zeros(shape, dtype=bool)
    for top, left, bottom, right in boxes:
        mask[top:bottom, left:right] = True
    return mask


def ring(top, left, bottom, right, width=3):
    inside = (top + width, left + width, bottom - width, right - width)
    return parts((top, left, bottom, right)) & ~parts(inside)


def test_keep_digit_keeps_a_zero_with_a_speck_in_it():
    zero = ring(20, 40, 80, 80) | parts((45, 55, 55, 65))
    assert np.array_equal(digits.keep_digit(zero), zero)


def test_keep_digit_keeps_a_digit_of_dots():
    dots = parts(*((y, 50, y + 6, 56) for y in range(12, 84, 8)))
    assert np.array_equal(digits.keep_digit(dots), dots)


def test_keep_digit_drops_specks_and_shadows():
    digit = parts((20, 40, 80, 50))
    dirt = parts((5, 5, 7, 8), (60, 100, 63, 103), (0, 110, 100, 120))
    assert np.array_equal(digits.keep_digit(digit | dirt), digit)


def test_keep_digit_keeps_the_loose_bar_of_a_five():
    five = parts((20, 60, 24, 80), (26, 55, 80, 60))
    assert np.array_equal(digits.keep_digit(five), five)


@pytest.mark.parametrize(
    "mask, words",
    [
        (parts((20, 40, 100, 50)), "reaches the edge"),
        (parts((0, 40, 60, 50), (70, 10, 72, 12)), "reaches the edge"),
        (parts((20, 40, 80, 50), (30, 53, 90, 120)), "reaches the edge"),
        (parts((20, 20, 80, 30), (25, 60, 75, 70)), "seem to be 2 digits"),
        (parts((20, 20, 80, 30), (25, 50, 75, 60), (22, 80, 70, 90)), "seem to be 3 digits"),
        (ring(10, 10, 90, 110) | parts((30, 40, 70, 46)), "a frame or a circle"),
        (ring(10, 10, 90, 110, 1) | parts((20, 40, 80, 70)), "a frame or a circle"),
        (parts((20, 20, 22, 22), (50, 60, 53, 62)), "only specks"),
        (parts((40, 20, 50, 100)), "far wider than high"),
    ],
)
def test_keep_digit_says_what_is_wrong(mask, words):
    with pytest.raises(DigitError, match=words):
        digits.keep_digit(mask)


def test_no_digit_of_mnist_is_too_wide():
    images = mnist.load_arrays("train")[0].reshape(-1, 28, 28) > 127
    shapes = [digits.crop(image).shape for image in images]
    assert max(width / height for height, width in shapes) < digits.WIDEST


def test_straighten_takes_half_of_the_slant():
    y, x = np.mgrid[0:100, 0:120]
    leaning = np.abs(x - 60 + 0.4 * (y - 50)) < 5

    def slant(mask):
        y, x = np.nonzero(mask)
        return np.polyfit(y, x, 1)[0]

    assert slant(leaning) == pytest.approx(-0.4, abs=0.01)
    assert slant(digits.straighten(leaning)) == pytest.approx(-0.2, abs=0.02)
    assert slant(digits.straighten(leaning, share=1)) == pytest.approx(0, abs=0.02)
    assert slant(digits.straighten(leaning[:, ::-1])) == pytest.approx(0.2, abs=0.02)
    # No ink is lost, also where the digit touches the array's sides.
    tight = digits.crop(leaning)
    assert digits.straighten(tight).sum() == pytest.approx(tight.sum(), rel=0.04)


@pytest.mark.parametrize("pen, wanted", [(2, 2.6), (6, 2.6), (15, 3), (22, 3.5)])
def test_even_pen_brings_widths_into_mnists_range(pen, wanted):
    """A bar 100 high: a unit of the box of 20 is 5 pixels."""
    bar = parts((0, 50, 100, 50 + pen))
    evened = digits.crop(digits.even_pen(bar))
    assert evened.shape[1] / max(evened.shape) * 20 == pytest.approx(wanted, abs=0.6)


def test_fit_box_keeps_proportions_and_greys_the_edges():
    assert digits.fit_box(parts((10, 10, 90, 50))).shape == (20, 10)
    assert digits.fit_box(parts((10, 10, 50, 90))).shape == (10, 20)
    assert digits.fit_box(parts((10, 10, 90, 11))).shape == (20, 1)
    triangle = np.tri(90, dtype=bool)
    box = digits.fit_box(triangle)
    assert box.min() == 0
    assert box.max() == 1
    assert ((box > 0) & (box < 1)).sum() >= 20
    assert box.mean() == pytest.approx(triangle.mean(), abs=0.01)


def test_centre_puts_the_centre_of_mass_at_14_14():
    random = np.random.default_rng(0)
    for _ in range(20):
        box = random.random((20, random.integers(1, 20))).astype(np.float32)
        image = digits.centre(box)
        assert image.shape == (28, 28)
        assert image.sum() == pytest.approx(box.sum())
        y, x = np.mgrid[0:28, 0:28]
        assert abs((image * y).sum() / image.sum() - 14) <= 0.501
        assert abs((image * x).sum() / image.sum() - 14) <= 0.501


@pytest.mark.parametrize("corner, place", [((-1, -1), (19, 19)), ((0, 0), (8, 8))])
def test_centre_keeps_the_box_inside(corner, place):
    box = np.full((20, 20), 1e-3, np.float32)
    box[corner] = 1000
    image = digits.centre(box)
    assert image.sum() == pytest.approx(box.sum())
    assert image[place] == 1000


def test_a_step_can_be_left_out_or_replaced():
    grey = eight()
    image = digits.prepare(grey)
    corner = digits.STEPS | {"centre in 28": lambda box: np.pad(box, ((0, 8), (0, 8)))[:28, :28]}
    assert not np.array_equal(digits.prepare(grey, corner), image)
    without = {name: step for name, step in digits.STEPS.items() if name != "centre in 28"}
    assert digits.prepare(grey, without).shape[0] == 20


# --- all together -----------------------------------------------------------------------------


def test_result_has_mnists_form():
    image = digits.prepare(eight())
    assert (image.shape, image.dtype) == ((28, 28), np.float32)
    assert (image.min(), image.max()) == (0, 1)
    inked = digits.crop(image > 0)
    assert max(inked.shape) == 20


GREY = eight()
PAGES = {
    "dark on light": GREY,
    "light on dark": 1 - GREY,
    "faint": 0.8 + 0.15 * GREY,
    "uneven light": GREY * light(GREY.shape),
    "chalk in uneven light": (1 - 0.8 * GREY) * light(GREY.shape),
    "thin pen": eight(size=400, pen=0.006),
    "thick pen": eight(pen=0.08),
    "small in a corner": np.pad(eight(size=100), ((30, 300), (350, 20)), constant_values=1),
    "wide page": np.pad(GREY, ((0, 0), (200, 20)), constant_values=1),
    "28 x 28": np.asarray(Image.fromarray(GREY).resize((28, 28))),
    "4,000 x 4,000": np.kron(eight(size=400), np.ones((10, 10))),
    "shadow at the edge": GREY * np.where(np.arange(GREY.shape[1]) < 20, 0.2, 1),
    "noise": GREY + np.random.default_rng(0).normal(0, 0.1, GREY.shape),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_an_eight_is_read_as_eight(net, page):
    digit, p, image = digits.read_digit(net, page)
    assert digit == 8
    assert p[8] > 0.5
    assert image.shape == (28, 28)


@pytest.mark.parametrize(
    "page, words",
    [
        (np.zeros((100, 100)), "Nothing is written"),
        (np.ones((100, 100)), "Nothing is written"),
        (np.full((100, 100), 128, np.uint8), "Nothing is written"),
        (np.hstack([GREY, GREY]), "seem to be 2 digits"),
        (GREY[50:], "reaches the edge"),
        (GREY[:, :110], "reaches the edge"),
    ],
)
def test_what_is_not_one_whole_digit_is_refused(net, page, words):
    with pytest.raises(DigitError, match=words):
        digits.read_digit(net, page)


def test_mnists_own_images_come_out_nearly_as_they_went_in(net):
    images, labels = mnist.load_arrays("train")
    hits = refused = 0
    distances = []
    for image, label in zip(images[:300], labels[:300], strict=True):
        try:
            digit, _, prepared = digits.read_digit(net, 255 - image)
        except DigitError:
            refused += 1
            continue
        hits += digit == label
        distances.append(np.abs(prepared - image / 255).mean())
    assert refused <= 9  # a 7 whose foot stands in the last row reaches the edge
    assert hits >= 0.95 * (300 - refused)
    assert np.median(distances) < 0.06


def test_two_digits_side_by_side_are_nearly_always_noticed():
    images, _ = mnist.load_arrays("train")
    noticed = 0
    for left, right in zip(images[0:100:2], images[1:100:2], strict=True):
        pair = np.pad(np.hstack([left, right]), 4)
        try:
            digits.prepare(digits.read_grey(pair))
        except DigitError as error:
            noticed += "2 digits" in str(error)
    assert noticed >= 48


def test_the_steps_agree_with_plain_photographs(net):
    """The goal of the whole lesson, on few pictures of training digits; test_reader has more."""
    images, labels = mnist.load_tensors("train")
    pictures = photos.photograph(images[:200], seed=3)
    hits = sum(
        digits.read_digit(net, picture)[0] == label
        for picture, label in zip(pictures, labels[:200], strict=True)
    )
    assert hits >= 186


# --- the command ------------------------------------------------------------------------------


def test_command_prints_one_line_a_picture(tmp_path, capsys):
    good, missing = tmp_path / "eight.png", tmp_path / "nine.png"
    Image.fromarray((255 * GREY).astype(np.uint8)).save(good)
    assert main([str(good)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{good}: 8 (")
    assert line.endswith("%)")
    assert main([str(missing), str(good)]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{missing}: not read. There is no file")
    assert second == line


def test_command_reads_with_ones_own_model(tmp_path, capsys):
    picture, model = tmp_path / "eight.png", tmp_path / "mine.pt"
    Image.fromarray((255 * GREY).astype(np.uint8)).save(picture)
    mine = Net()
    with torch.no_grad():
        mine.fc4.bias[3] += 100  # reads a 3 everywhere
    save_model(mine, model)
    assert main(["--model", str(model), str(picture)]) == 0
    assert ": 3 (100.0%)" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"no model"])
def test_command_names_a_bad_model(tmp_path, capsys, content):
    model = tmp_path / "bad.pt"
    if content:
        model.write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        main(["--model", str(model), "eight.png"])
    assert ended.value.code == 2
    assert "bad.pt" in capsys.readouterr().err


def test_command_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "course_utils.digits", "nowhere.png"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "There is no file nowhere.png" in done.stdout


def test_command_prints_a_name_that_the_terminal_can_not_show(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "course_utils.digits", "\u516b.png"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("\\u516b.png: not read.")


# --- areas that are no strokes ------------------------------------------------------------------


def card(digit, table=60, corners=None):
    """A light card, (200, 150), with a dark digit or nothing on it, on a darker table, uint8."""
    page = np.full((200, 150), 240.0)
    if digit is not None:
        page[25:175] *= 1 - 0.9 * handwriting.ink(handwriting.write(digit, 0), size=150)
    photo = np.full((400, 500), table, np.uint8)
    photo[100:300, 175:325] = page
    if corners:  # seen from the side: where the picture's corners go, left top first, clockwise
        straight = [(0, 0), (0, 400), (500, 400), (500, 0)]
        quad = [corner for pair in (corners[i] for i in (0, 3, 2, 1)) for corner in pair]
        assert len(quad) == 2 * len(straight)
        picture = Image.fromarray(photo).transform(
            (500, 400), Image.Transform.QUAD, quad, Image.Resampling.BILINEAR, fillcolor=table
        )
        photo = np.asarray(picture)
    return photo


@pytest.mark.parametrize("digit", [None, *range(10)])
@pytest.mark.parametrize("corners", [None, [(40, 0), (450, 30), (500, 400), (0, 380)]])
def test_a_card_on_a_table_is_refused_and_the_cure_named(net, digit, corners):
    with pytest.raises(DigitError, match=r"[Cc]ut out (the page|what is inside)"):
        digits.read_digit(net, card(digit, corners=corners))


def test_the_page_cut_out_of_its_table_is_read(net):
    assert digits.read_digit(net, card(7)[105:295, 180:320])[0] == 7


def test_a_white_canvas_in_a_dark_window_is_refused(net):
    window = np.full((480, 640), 30, np.uint8)
    window[80:400, 120:520] = 255
    window[160:330, 200:370][handwriting.ink(handwriting.write(3, 1), size=170) > 0.5] = 0
    with pytest.raises(DigitError, match="window on a screen"):
        digits.read_digit(net, window)


@pytest.mark.parametrize("shape", ["dot", "square", "bar of a thick marker"])
def test_a_blob_is_no_digit(net, shape):
    y, x = np.mgrid[-1:1:200j, -1:1:200j]
    mask = {
        "dot": x**2 + y**2 < 0.1,
        "square": np.maximum(abs(x), abs(y)) < 0.3,
        "bar of a thick marker": (abs(x) < 0.2) & (abs(y) < 0.4),
    }[shape]
    with pytest.raises(DigitError, match="area, not the stroke"):
        digits.read_digit(net, ~mask)


@pytest.mark.parametrize("digit", range(10))
def test_the_thickest_pen_still_writes_digits(digit):
    ink = handwriting.ink(handwriting.write(digit, 0, height=0.7), pen=0.14)
    mask = digits.crop(ink > 0.5)
    assert not digits.is_area(mask, max(mask.shape))


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.float16])
def test_steps_take_numbers_of_any_type(kind):
    grey = (255 * GREY).round()
    for step in ("remove the light", "ink up", "black and white"):
        step = digits.STEPS[step]
        assert step(grey.astype(kind)) == pytest.approx(step(grey.astype(kind).astype(float)))


def test_ink_up_does_not_wrap_around():
    """In int16, the cube of -40 would be 1,536, and the ink would stay down."""
    assert digits.ink_up(np.int16([[-40, 1, 1]])).tolist() == [[40, -1, -1]]
