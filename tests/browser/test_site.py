"""The pages in a real browser, opened as files: formulas, folds, requests, accessibility."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from lessons import CHECKOUT

pytest.importorskip("sphinx", reason="what writes the pages is missing: `make test-site`")
sys.path.insert(0, str(CHECKOUT / "site"))

import build_site
import pages

LESSONS = [name.removesuffix(".ipynb") for name in pages.lessons()]
HEAVIEST = 2_000_000  # bytes of a page with its pictures, without what all pages share
# What the theme itself breaks: (axe's rule, a part of the element).
THEME = [
    ("region", 'class="sidebar-primary-item"'),  # the course's name stands outside any landmark
]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the pages, built as `make site` does, where warnings are errors."""
    place = tmp_path_factory.mktemp("site")
    assert build_site.main(place / "site", place / "source") == 0
    return place / "site"


class Visit:
    """One page in the browser, and what it asked for."""

    def __init__(self, browser, file, scheme="light", size=(1280, 900), query=""):
        width, height = size
        self.requests, self.failed = [], []
        self.context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": height}
        )
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.failed.append(request.url))
        self.page.goto(file.as_uri() + query)
        # The theme goes on working after the page has loaded, MathJax as well.
        self.page.wait_for_timeout(500)
        self.page.evaluate("window.MathJax?.startup?.promise")

    def __enter__(self):
        return self.page

    def __exit__(self, *_):
        self.context.close()

    def elsewhere(self):
        return [u for u in self.requests if urlparse(u).scheme not in ("file", "data", "blob")]


def unfold(page):
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


@pytest.mark.parametrize("name", ["index", *LESSONS])
def test_pages_are_whole(browser, site, name):
    """No request leaves, nothing is missing, each formula is drawn, and the page is not heavy."""
    visit = Visit(browser, site / f"{name}.html")
    with visit as page:
        unfold(page)
        page.wait_for_timeout(300)
        assert visit.elsewhere() == [] and visit.failed == []
        formulas, drawn = page.evaluate(
            "[document.querySelectorAll('.math').length,"
            " document.querySelectorAll('.math mjx-container > svg').length]"
        )
        assert formulas == drawn and (drawn > 20 or name != "05_backprop_by_hand")
        assert page.locator("mjx-merror, .problematic").count() == 0
        assert page.locator("img:not([alt]), img[alt='']").count() == 0
        assert page.evaluate("document.documentElement.lang") == "en"
        levels = page.evaluate(
            "[...document.querySelectorAll('main h1, main h2, main h3, main h4')]"
            ".filter((h) => h.offsetParent).map((h) => Number(h.tagName[1]))"
        )
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels)), levels
        pictures = page.evaluate("[...document.images].map((image) => image.src)")
    size = (site / f"{name}.html").stat().st_size
    size += sum((site / "_images" / p.split("/")[-1]).stat().st_size for p in set(pictures))
    assert size < HEAVIEST


def test_links_inside_the_site_lead_somewhere(browser, site):
    for file in sorted(site.glob("*.html")):
        with Visit(browser, file) as page:
            targets = page.evaluate(
                "[...document.querySelectorAll('main a[href], nav a[href]')]"
                ".map((a) => new URL(a.getAttribute('href'), location).href)"
            )
        for target in {t for t in targets if t.startswith("file:")}:
            url = urlparse(target)
            there = Path(unquote(url.path))
            assert there.is_file(), f"{file.name} links to {target}"
            if url.fragment and there.parent == site:
                text = there.read_text(encoding="utf-8")
                assert f'id="{unquote(url.fragment)}"' in text, f"{file.name} links to {target}"


def test_solutions_and_predictions_are_folded(browser, site):
    for name in LESSONS:
        tags = [c["metadata"].get("tags", []) for c in pages.lessons()[f"{name}.ipynb"]["cells"]]
        with Visit(browser, site / f"{name}.html") as page:
            folds = page.locator("details.hide")
            solutions = page.locator("details.hide", has_text="Unfold the solution")
            assert solutions.count() == sum("solution" in t for t in tags)
            assert folds.count() >= sum("predict" in t or "solution" in t for t in tags)
            assert page.locator("details[open]").count() == 0


def test_a_quiz_works(browser, site):
    with Visit(browser, site / "01_neuron.html") as page:
        answer = page.locator("main details:not(.hide)").first
        assert not answer.locator("p").first.is_visible()
        answer.locator("summary").click()
        assert answer.locator("p").first.is_visible()


def test_the_glossary_is_shown_beside_a_word(browser, site):
    with Visit(browser, site / "05_backprop_by_hand.html") as page:
        word = page.locator("a.term").first
        word.hover()
        assert len(page.locator("[role=tooltip]").inner_text()) > 20
        page.keyboard.press("Escape")
        assert page.locator("[role=tooltip]").count() == 0
        word.focus()
        assert page.locator("[role=tooltip]").is_visible()
        word.click()
        page.wait_for_url("**/00_start_here.html#*")
        anchor = page.url.split("#")[1]
        assert page.locator(f"[id='{anchor}']").count() == 1


def test_the_map_leads_to_the_lessons(browser, site):
    with Visit(browser, site / "index.html") as page:
        assert page.locator(".map a").count() == len(LESSONS)
        page.locator(".map a[href^='05'] .lesson-card").click()
        page.wait_for_url("**/05_backprop_by_hand.html")


def test_a_digit_is_read_on_the_landing_page(browser, site):
    with Visit(browser, site / "index.html") as page:
        frame = page.frame_locator("iframe.live")
        frame.get_by_role("button", name="Draw one for me").click()
        page.wait_for_timeout(800)
        assert "Draw a digit from" not in frame.locator("main").inner_text()
        height = page.locator("iframe.live").evaluate("(frame) => frame.clientHeight")
        inside = page.frames[-1].evaluate("document.documentElement.scrollHeight")
        assert inside <= height + 1


class Newcomer:
    """Reads each text that comes into view once, 200 words a minute; an action takes 2 seconds.

    A number that stands alone, beside a bar or below a picture, is seen at a glance.
    """

    # Texts in view, from the page and the frames in it. Train and Prove are not on this way.
    VIEW = """([top, height]) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts = [], range = document.createRange();
      while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement;
        if (parent.closest("script, nav, .bd-sidebar, .live-train, .live-prove")) continue;
        if (!parent.checkVisibility({ visibilityProperty: true })) continue;
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()].map((box) => (box.top + box.bottom) / 2 + top);
        if (boxes.some((y) => 0 < y && y < height)) texts.push(text.textContent);
      }
      return texts;
    }"""

    def __init__(self, page):
        self.page, self.seen, self.words, self.actions = page, set(), 0, 0

    def read(self):
        height = self.page.viewport_size["height"]
        for frame in self.page.frames:
            inside = frame.parent_frame
            top = frame.frame_element().bounding_box()["y"] if inside else 0
            for text in set(frame.evaluate(self.VIEW, [top, height])) - self.seen:
                self.seen.add(text)
                if re.search("[a-z]", text, re.I):
                    self.words += sum(bool(re.search(r"\w", word)) for word in text.split())

    def click(self, name, place=None):
        button = (place or self.page).get_by_role("button", name=name)
        box, height = button.bounding_box(), self.page.viewport_size["height"]
        if box["y"] + box["height"] > height:  # not in view: it has to be scrolled to
            self.page.mouse.wheel(0, box["y"] - height / 2)
            self.actions += 1
            self.page.wait_for_timeout(400)
            self.read()
        button.click()
        self.actions += 1
        self.page.wait_for_timeout(1200)
        self.read()

    @property
    def seconds(self):
        return 60 * self.words / 200 + 2 * self.actions


@pytest.mark.parametrize("size", [(1280, 800), (360, 640)])
def test_in_five_minutes_from_the_landing_page_to_why_an_update_helped(browser, site, size):
    with Visit(browser, site / "index.html", size=size) as page:
        reader, frame = Newcomer(page), page.frame_locator("iframe.live")
        reader.read()
        pad = frame.locator(".live-page")
        pad.scroll_into_view_if_needed()
        box = pad.bounding_box()
        for stroke in ([(0.3, 0.25), (0.7, 0.24), (0.45, 0.8)], [(0.35, 0.52), (0.68, 0.5)]):
            first, *others = [
                (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke
            ]
            page.mouse.move(*first)
            page.mouse.down()
            for place in others:
                page.mouse.move(*place, steps=8)
            page.mouse.up()
            reader.actions += 1
        page.wait_for_timeout(500)
        reader.read()
        reader.click("It was a 7: show how it learns", frame)
        assert "/live/index.html#digit=7" in page.url
        for name in (
            *("Let a fresh network read it", "Walk backward", "Next: its weights"),
            *("Next: back to layer 3", "Next: its weights", "Skip to the update"),
            *("Update all 59,210 weights", "Read the same digit again"),
        ):
            reader.click(name)
        page.locator(".live-result").get_by_text("Why?").scroll_into_view_if_needed()
        reader.read()
        assert any(text.startswith("Why? p − y was −0.9") for text in reader.seen)
        print(f"{reader.words} words, {reader.actions} actions, {reader.seconds:.0f} s")
        assert 120 < reader.seconds < 300
        page.get_by_role("link", name="The course").click()
        page.wait_for_url("**/site/index.html")


def test_search_finds_a_word_in_a_file(browser, site):
    with Visit(browser, site / "search.html", query="?q=momentum") as page:
        page.wait_for_selector("#search-results li a", timeout=20_000)
        assert page.locator("#search-results a[href*='07_numpy_network']").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["index", "00_start_here", "05_backprop_by_hand", "12_read_a_digit", "live/index"]
)
def test_axe_finds_no_violation(browser, site, name, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    with Visit(browser, site / f"{name}.html", scheme) as page:
        page.wait_for_timeout(1000)  # the theme's late scripts
        found = axe.Axe().run(page).response["violations"]
    ours = [
        f"{v['id']}: {node['html'][:150]}"
        for v in found
        for node in v["nodes"]
        if not any(v["id"] == rule and part in node["html"] for rule, part in THEME)
    ]
    assert ours == []


@pytest.mark.parametrize("name", ["index", *LESSONS])
def test_a_phone_scrolls_downward_only(browser, site, name):
    with Visit(browser, site / f"{name}.html", size=(360, 800)) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_print_shows_the_folded(browser, site):
    with Visit(browser, site / "01_neuron.html") as page:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        assert len(page.pdf()) > 100_000


def test_make_site_executes_nothing():
    """The build takes results from the notebooks: no kernel is started."""
    settings = (CHECKOUT / "site" / "conf.py").read_text(encoding="utf-8")
    assert 'nb_execution_mode = "off"' in settings
    command = [sys.executable, "-c", "import course_utils, sys; print('sphinx' in sys.modules)"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
