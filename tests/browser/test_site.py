"""The pages in a real browser, opened as files: formulas, folds, requests, accessibility."""

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
