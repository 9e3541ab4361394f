"""The drawn pictures in images/ are what their scripts draw, so that neither goes stale.

The convention: a script is named images/draw_NAME.py and defines ``draw(folder)``, which writes
its pictures as SVG into that folder; run as a program it draws into images/ itself:

    if __name__ == "__main__":
        draw(Path(__file__).parent)

``draw`` writes the same bytes on every computer: plain SVG text, UTF-8, no dates, no random ids
(Matplotlib's SVG changes with its version: don't draw with it). Use only the standard library and
NumPy. Each picture has a <title>, and a background of its own, because JupyterLab also has a dark
theme. A new script needs no line here. A stale picture is mended by ``python images/draw_NAME.py``.
"""

import importlib.util
import xml.etree.ElementTree as ElementTree

import pytest
from lessons import CHECKOUT, LESSONS

from course_utils import digits, mnist
from course_utils.training import load_model, predict

IMAGES = CHECKOUT / "images"
SCRIPTS = sorted(IMAGES.glob("draw_*.py"))
SVG = "{http://www.w3.org/2000/svg}"

by_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


def loaded(script):
    spec = importlib.util.spec_from_file_location(script.stem, script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn_by(script, folder):
    """Run draw(folder) of one script and return the paths that it wrote."""
    loaded(script).draw(folder)
    return sorted(folder.iterdir())


def test_there_are_scripts():
    assert SCRIPTS


@by_script
def test_script_draws_what_is_committed(script, tmp_path):
    pictures = drawn_by(script, tmp_path)
    assert pictures
    for picture in pictures:
        assert picture.suffix == ".svg"
        committed = (IMAGES / picture.name).read_text(encoding="utf-8")
        assert picture.read_text(encoding="utf-8") == committed, (
            f"{picture.name} is stale: python images/{script.name}"
        )


@by_script
def test_picture_has_a_title_and_a_background(script, tmp_path):
    for picture in drawn_by(script, tmp_path):
        root = ElementTree.parse(picture).getroot()
        assert root.tag == f"{SVG}svg"
        assert len(root.findtext(f"{SVG}title", "").split()) >= 3, "a <title> says what it shows"
        _, _, width, height = map(float, root.get("viewBox").split())
        assert any(
            float(r.get("width", 0)) >= 0.99 * width and float(r.get("height", 0)) >= 0.99 * height
            for r in root.iter(f"{SVG}rect")
        ), "a light <rect> behind everything keeps the picture readable on a dark page"


def test_every_picture_has_its_script(tmp_path):
    drawn = set()
    for script in SCRIPTS:
        folder = tmp_path / script.stem
        folder.mkdir()
        drawn |= {picture.name for picture in drawn_by(script, folder)}
    assert {picture.name for picture in IMAGES.glob("*.svg")} == drawn


def test_course_map_shows_every_lesson():
    course_map = (IMAGES / "course_map.svg").read_text(encoding="utf-8")
    for path in LESSONS:
        assert f">{path.stem[:2]}</text>" in course_map, f"add {path.stem} to draw_course_map.py"


def test_first_look_shows_what_the_network_reads():
    first_look = loaded(IMAGES / "draw_first_look.py")
    images, _ = mnist.load_tensors("test")
    _, p = predict(load_model(digits.SHIPPED_MODEL), images[first_look.IMAGE])
    assert [round(100 * float(share)) for share in p] == first_look.PERCENT
