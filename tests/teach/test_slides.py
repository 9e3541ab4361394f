"""The decks: no slide runs over, formulas are drawn, and nothing is asked from anywhere."""

import json
import os
import re
import shutil
import sys

import pytest
from lessons import CHECKOUT, read

sys.path.insert(0, str(CHECKOUT / "teach" / "slides"))

import make_slides

LESSONS = make_slides.editions.lessons()
by_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
WIDE, HIGH = 1280, 720
# Walks through a deck; of each slide how far its contents reach beyond the screen.
WALK = """() => Reveal.getSlides().map(slide => {
  const at = Reveal.getIndices(slide); Reveal.slide(at.h, at.v);
  let right = 0, bottom = 0;
  for (const part of slide.querySelectorAll("*")) {
    if (part.closest("aside.notes, mjx-assistive-mml") || !part.getClientRects().length) continue;
    const box = part.getBoundingClientRect();
    right = Math.max(right, box.right); bottom = Math.max(bottom, box.bottom);
  }
  return {title: slide.textContent.trim().slice(0, 60), right, bottom,
          empty: !slide.querySelector("img") && slide.innerText.trim().length < 2};
})"""


@pytest.fixture(scope="session")
def modules():
    """reveal.js and MathJax, which `make test-teach` has fetched."""
    if not make_slides.MODULES.is_dir():
        pytest.skip("reveal.js is not there: run `make test-teach`")
    return make_slides.MODULES


@pytest.fixture(scope="session")
def decks(tmp_path_factory, modules):
    folder = tmp_path_factory.mktemp("slides")
    make_slides.write_slides(folder, modules)
    return folder


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("BROWSER_PATH") or next(
        filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None
    )
    if program is None:
        pytest.skip("no Chromium or Chrome: `make test-browser` says the same")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=program, args=[*flags, "--disable-background-networking"]
        )
        yield browser
        browser.close()


def opened(chromium, path, asked):
    page = chromium.new_page(viewport={"width": WIDE, "height": HIGH})
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(f"failed: {request.url}"))
    page.goto(path.as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()", timeout=60_000)
    return page


def test_without_reveal_js_the_old_decks_stay_and_one_sentence_helps(tmp_path):
    (tmp_path / "index.html").touch()
    with pytest.raises(SystemExit, match="`make slides` fetches them"):
        make_slides.write_slides(tmp_path, tmp_path / "nothing")
    assert (tmp_path / "index.html").exists()


@by_lesson
def test_a_deck_fits_is_drawn_and_asks_for_nothing(decks, chromium, path):
    asked = []
    page = opened(chromium, decks / f"{path.stem}.html", asked)
    slides = page.evaluate(WALK)
    over = [s for s in slides if s["bottom"] > HIGH + 1 or s["right"] > WIDE + 1]
    assert not over, json.dumps(over, indent=1, ensure_ascii=False)
    assert not [s["title"] for s in slides if s["empty"]]
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked), asked
    drawn = page.evaluate("document.querySelectorAll('mjx-container svg').length")
    paragraphs = page.evaluate("[...document.querySelectorAll('.slides p')].map(p => p.innerText)")
    left = [text for text in paragraphs if re.search(r"\$[^$]+\$", text)]
    assert not left, f"formulas stand as text: {left}"
    text = "\n".join(cell.source for cell in make_slides.deck(path).cells)
    assert drawn > 0 or "$$" not in text
    page.close()


def test_the_notes_open_in_a_window_of_their_own(decks, chromium):
    asked = []
    page = opened(chromium, decks / f"{LESSONS[5].stem}.html", asked)
    with page.expect_popup() as window:
        page.keyboard.press("s")
    notes = window.value
    notes.wait_for_function("document.querySelector('.speaker-controls-notes .value')?.innerText")
    said = notes.evaluate("document.querySelector('.speaker-controls-notes .value').innerText")
    assert "Every learner sends gradients backward" in said
    assert not [url for url in asked if url.startswith("http")]


@by_lesson
def test_a_deck_is_a_choice(path):
    """Every section, prediction, quiz and figure of the core; not every cell."""
    deck = make_slides.deck(path)
    shown = "\n".join(
        cell.source for cell in deck.cells if cell.metadata["slideshow"]["slide_type"] != "notes"
    )
    notebook = read(path)
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    text = re.sub(r"(?ms)^## (?:Extra|Symbols|Glossary|Sources)$.*?(?=^## |\Z)", "", text)
    for heading in re.findall(r"(?m)^## (\d+\. .+)$", text):
        assert f"## {heading.strip()}" in shown
    assert shown.count("**Quiz**") == text.count("**Quiz**")
    predictions = sum("**Predict" in paragraph for paragraph in re.split(r"\n\s*\n", text))
    assert predictions and shown.count('"predict') >= predictions - text.count("### Exercise")
    slides = [
        c for c in deck.cells if c.metadata["slideshow"]["slide_type"] in ("slide", "subslide")
    ]
    assert len(slides) < len(notebook.cells)
    assert "_solution" not in shown, "an answer is open on a slide"
