"""The sample pictures are what their script draws, small, and of many kinds."""

import importlib.util

import numpy as np
import pytest
from lessons import CHECKOUT
from PIL import Image, ImageOps

from course_utils import digits
from course_utils.training import load_model

FOLDER = CHECKOUT / "images" / "digits"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".png", ".jpg", ".gif"))
NAMES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    script = FOLDER.with_name("photograph_digits.py")
    spec = importlib.util.spec_from_file_location(script.stem, script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("digits")
    module.draw(folder)
    return folder


def pixels(path):
    with Image.open(path) as image:
        array = np.asarray(ImageOps.exif_transpose(image), dtype=float)
        # A palette may come in another order; a picture of 16 bits in another scale.
        rgb = np.asarray(image.convert("RGB"), dtype=float) if image.mode == "P" else array
    return 255 * rgb / max(rgb.max(), 255)


def test_all_are_drawn_by_the_script(drawn):
    assert {path.name for path in SAMPLES} == {path.name for path in drawn.iterdir()}
    assert len(SAMPLES) == 20


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_script_draws_what_is_committed(path, drawn):
    committed, anew = pixels(path), pixels(drawn / path.name)
    assert committed.shape == anew.shape
    stale = f"{path.name} is stale: python images/photograph_digits.py"
    assert np.abs(committed - anew).mean() < 1.5, stale
    assert (np.abs(committed - anew) > 40).mean() < 0.001, stale


def test_together_they_are_small_and_of_many_kinds():
    assert sum(path.stat().st_size for path in SAMPLES) < 600_000
    modes, formats = set(), set()
    for path in SAMPLES:
        with Image.open(path) as image:
            modes.add(image.mode)
            formats.add(image.format)
    assert {"1", "L", "P", "RGB", "RGBA", "CMYK", "I;16"} <= modes
    assert {"PNG", "JPEG", "GIF"} <= formats


def test_every_name_begins_with_its_digit_and_each_digit_is_there():
    assert {path.stem.split("_")[0] for path in SAMPLES} == set(NAMES)


# What the plainly trained network reads in the pictures that it does not read rightly.
MISREAD = {"zero_with_a_slash": 8, "five_on_dark_squares": 8, "six_upside_down": 9}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_is_read_as_the_lesson_shows(path):
    digit, p, _ = digits.read_digit(load_model(digits.SHIPPED_MODEL), path)
    assert digit == MISREAD.get(path.stem, NAMES.index(path.stem.split("_")[0]))
    assert p[digit] > 0.7


def test_the_handwritten_eight_is_read_as_eight():
    net = load_model(digits.SHIPPED_MODEL)
    digit, p, _ = digits.read_digit(net, FOLDER / "eight_blue_ink_on_lined_paper.jpg")
    assert digit == 8
    assert p[8] > 0.9
