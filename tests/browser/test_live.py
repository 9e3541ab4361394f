"""The live network from file://, with mouse, finger and keyboard, and as a widget in JupyterLab."""

import json
import math
import re
import time

import pytest
import torch

from course_utils import live, training
from course_utils.digits import handwriting


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return live.build(tmp_path_factory.mktemp("live")).parent


@pytest.fixture
def open_page(browser, folder):
    """open_page(query, **context): the page in a fresh window; what it asks for is written down."""
    contexts = []

    def open_one(query="", **context):
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
        contexts.append(browser.new_context(**(settings | context)))
        page = contexts[-1].new_page()
        page.requests, page.errors = [], []
        page.on("request", lambda request: page.requests.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
        page.goto((folder / "index.html").as_uri() + query)
        page.locator(".live-page").wait_for()
        page.wait_for_timeout(1000)  # the steps are compiled
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            assert page.errors == []
            local = (folder.as_uri() + "/", "data:")
            assert [url for url in page.requests if not url.startswith(local)] == []
        context.close()


def says(page):
    return page.locator(".live-answer .live-says").inner_text()


def places(page, stroke):
    page.locator(".live-page").scroll_into_view_if_needed()
    box = page.locator(".live-page").bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]


def draw(page, strokes):
    for stroke in strokes:
        first, *others = places(page, stroke)
        page.mouse.move(*first)
        page.mouse.down()
        for place in others:
            page.mouse.move(*place)
        page.mouse.up()


def clear(page):
    page.get_by_role("button", name="Clear").click()


def click(page, name):
    page.get_by_role("button", name=name).click()


def test_reads_digits_off_centre_small_and_slashed(open_page):
    page = open_page()
    slashed_7 = [*handwriting.write(7, 0), [(0.42, 0.5), (0.62, 0.48)]]
    cases = [
        (8, handwriting.write(8, 0, height=0.2, middle=(0.15, 0.85))),
        (3, handwriting.write(3, 0, height=0.95)),
        (4, handwriting.write(4, 0, height=0.4, middle=(0.75, 0.25), turn=10)),
        (7, slashed_7),
    ]
    for digit, strokes in cases:
        draw(page, strokes)
        assert re.match(rf"(I read|I am not sure): a {digit}, with probability", says(page)), digit
        clear(page)
    assert says(page).startswith("Draw a digit")


def test_a_finger_draws_and_does_not_scroll(open_page):
    page = open_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    client = page.context.new_cdp_session(page)
    page.evaluate("scrollTo(0, 60)")
    before = page.evaluate("scrollY")
    for stroke in handwriting.write(1, 0):
        points = places(page, stroke)
        for kind, point in [("touchStart", points[0]), *(("touchMove", p) for p in points[1:])]:
            client.send(
                "Input.dispatchTouchEvent",
                {"type": kind, "touchPoints": [{"x": point[0], "y": point[1]}]},
            )
        client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert ": a 1, with" in says(page)
    assert before > 0 and page.evaluate("scrollY") == before
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_keyboard_alone_goes_from_drawing_to_reading_again(open_page):
    page = open_page()
    page.locator(".live-page").focus()
    press = page.keyboard.press
    press(" ")
    for _ in range(15):
        press("ArrowDown")
    press(" ")
    assert ": a 1, with" in says(page)
    press("Backspace")
    assert says(page).startswith("Draw a digit")
    press(" ")
    press("ArrowDown")
    press("Backspace")  # takes the stroke back that is being drawn
    press("Tab")
    page.get_by_role("button", name="Draw one for me").focus()
    press("Enter")
    page.get_by_role("button", name="show how it learns").focus()
    press("Enter")
    page.get_by_role("button", name="Walk all the same").focus()
    press("Enter")
    page.get_by_role("button", name="Walk backward").focus()
    for _ in range(8):
        press("Enter")
    cells = page.get_by_role("slider", name=re.compile("^dz1,"))
    cells.focus()
    before = page.locator(".live-why h3").inner_text()
    press("ArrowRight")
    press("ArrowDown")
    assert page.locator(".live-why h3").inner_text() != before
    assert re.fullmatch(r"\d+: \S+", cells.get_attribute("aria-valuetext"))
    page.get_by_role("button", name=re.compile("^Update all")).focus()
    press("Enter")
    page.get_by_role("button", name="Read the same digit again").focus()
    press("Enter")
    assert page.get_by_text("The probability of the").is_visible()


def numbers(text):
    return [float(n.replace("−", "-")) for n in re.findall(r"[−-]?\d+(?:\.\d+)?(?:e-?\d+)?", text)]


def test_one_update_on_a_misread_digit(open_page):
    page = open_page()
    click(page, "Show me one that it reads wrong")
    read = int(re.search(r": a (\d)", says(page))[1])
    click(page, "show how it learns")
    intro = page.locator(".live-walk p").nth(1).inner_text()
    right = int(re.search(r"reads your (\d) as a", intro)[1])
    assert right != read
    why = page.locator(".live-lines")
    click(page, "Walk backward")
    # The unit with the largest gradient is shown: p - y with its numbers.
    found = re.search(r"dz4\[(\d)\] = p\[\d\] − y\[\d\] = (.+) − ([01]) = (.+):", why.inner_text())
    p, y, dz = numbers(found[2])[0], int(found[3]), numbers(found[4])[0]
    assert dz == pytest.approx(p - y, abs=0.002)
    assert (y == 1) == (int(found[1]) == right)
    assert "this z should " + ("grow" if dz < 0 else "shrink") in why.inner_text()
    click(page, "Next: its weights")
    line = re.search(r"= (\S+) · (\S+) = (\S+): this weight should (grow|shrink)", why.inner_text())
    a, b, c = (numbers(text)[0] for text in line.groups()[:3])
    assert c == pytest.approx(a * b, rel=0.02)
    assert line[4] == ("grow" if c < 0 else "shrink")
    click(page, "Next: back to layer 3")
    sums = re.search(r"da3\[\d+\] = (.+) = (\S+)$", why.inner_text().split("\n")[0])
    terms = [numbers(term) for term in sums[1].split(" + ")]
    total = sum(
        t[0] * t[1] if "from" not in text else t[0]
        for t, text in zip(terms, sums[1].split(" + "), strict=True)
    )
    assert total == pytest.approx(numbers(sums[2])[0], abs=0.01)
    for name in ("its weights", "back to layer 2", "its weights", "back to layer 1", "its weights"):
        click(page, f"Next: {name}")
    assert page.get_by_text("your digit in each unit").is_visible()
    click(page, "To the update")
    click(page, re.compile("^Update all"))
    click(page, "Read the same digit again")
    said = page.get_by_text(f"The probability of the {right}").inner_text()
    before, after = re.search(r"rose from (?:< )?(\S+)\s% to (?:> )?(\S+)\s%", said).groups()
    assert float(after) > float(before)
    assert page.get_by_text("The gradients foretold a change").is_visible()
    click(page, "Take the update back")
    assert not page.get_by_text(f"The probability of the {right}").is_visible()
    click(page, re.compile("^Update all"))
    click(page, "Read the same digit again")
    assert page.get_by_text(f"The probability of the {right}").inner_text() == said
    assert_it_says_why(page, right, said)
    click(page, "Walk again")
    assert percent_of(page, right) == pytest.approx(float(after), abs=0.1)


def assert_it_says_why(page, digit, said):
    """The sentence about why the update helped, against what the page shows elsewhere."""
    why = page.locator(".live-result p", has_text="Why?").inner_text()
    assert f"{digit} went from" in why
    first = numbers(re.search(r"p − y was (\S+) at", why)[1])[0]
    was, is_ = (numbers(n)[0] for n in re.search(r"loss fell from (\S+) to (\S+)\.", why).groups())
    z, after = (numbers(n)[0] for n in re.search(r"went from (\S+) to (\S+) \(", why).groups())
    p, q = (numbers(n)[0] / 100 for n in re.search(r"from (.+?)\s% to (.+?)\s%", said).groups())
    assert first == pytest.approx(p - 1, abs=0.001)
    assert (was, is_) == pytest.approx((-math.log(p), -math.log(q)), abs=0.02)
    assert after > z  # this output was told to grow


def test_too_long_a_step_is_told(open_page):
    page = open_page("#digit=7&place=339")  # a 4, and its step for a 7 leads too far
    page.get_by_text("Which network reads?").click()
    page.get_by_label("a fresh one").check()
    click(page, "Skip to the update")
    page.locator(".live-update").get_by_label("learning rate").select_option("0.1")
    click(page, re.compile("^Update all"))
    click(page, "Read the same digit again")
    result = page.locator(".live-result").inner_text()
    assert "fell from" in result and "Why not?" in result and "choose a smaller η" in result


def test_where_there_is_nothing_to_learn_the_page_says_so(open_page):
    page = open_page("#digit=4&place=969")  # p is 1, to the last digit
    click(page, "Walk all the same")
    click(page, "Skip to the update")
    click(page, re.compile("^Update all"))
    click(page, "Read the same digit again")
    assert "p − y was nearly 0" in page.locator(".live-result").inner_text()


def test_a_phone_shows_all_layers_and_what_each_step_says(open_page):
    page = open_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    draw(page, handwriting.write(1, 0))
    click(page, "show how it learns")
    click(page, "Let a fresh network read it")
    tops = page.locator(".live-card").evaluate_all(
        "all => all.map(card => card.getBoundingClientRect().top)"
    )
    assert len(tops) == 5 and len(set(tops)) == 1
    page.locator(".live-lines").scroll_into_view_if_needed()
    for _ in range(8):
        page.locator(".live-steps .live-main").click()
        bar, title = (page.locator(f".live-{part}").bounding_box() for part in ("steps", "step h3"))
        assert bar["y"] + bar["height"] <= title["y"] + 1 and title["y"] < 640 - title["height"]
        assert bar["height"] < 70  # the buttons stand in one row
        page.evaluate("scrollBy(0, 150)")


def test_a_slashed_0_is_misread_and_learned_in_one_update(open_page):
    page = open_page()
    draw(page, [*handwriting.write(0, 3), [(0.62, 0.3), (0.38, 0.7)]])
    assert ": a 8, with" in says(page)
    page.get_by_role("button", name="0", exact=True).click()
    click(page, "Skip to the update")
    page.locator(".live-update").get_by_label("learning rate").select_option("0.01")
    click(page, re.compile("^Update all"))
    click(page, "Read the same digit again")
    assert "Now it reads 0" in page.locator(".live-result").inner_text()


def percent_of(page, digit):
    return numbers(page.locator(".live-answer .live-bar-row").nth(digit).inner_text())[1]


def test_a_sure_answer_offers_a_fresh_network(open_page):
    page = open_page()
    draw(page, handwriting.write(1, 0))
    click(page, "show how it learns")
    assert page.get_by_text("little to learn").is_visible()
    assert page.locator(".live-walking").is_hidden()
    click(page, "Let a fresh network read it")
    assert page.locator(".live-walking").is_visible()
    assert page.get_by_label("a fresh one").is_checked()
    assert percent_of(page, 1) < 60
    page.get_by_text("Which network reads?").click()
    page.get_by_label("the course's, trained").check()
    assert percent_of(page, 1) > 90


def training_says(page):
    return page.locator(".live-train .live-says").inner_text()


def test_training_reaches_91_percent_within_ten_seconds(open_page):
    page = open_page()
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def thread_seconds():
        """Of the page's own thread, so that other programs on the machine do not count."""
        metrics = client.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration")

    before, began = thread_seconds(), time.monotonic()
    click(page, re.compile("^Start$"))
    page.get_by_text("Paused:").wait_for(timeout=120_000)
    seconds = thread_seconds() - before
    print(f"{seconds:.1f} s of the page's thread, {time.monotonic() - began:.1f} s by the clock")
    accuracy = float(re.search(r"([\d.]+) % right", training_says(page))[1])
    assert accuracy >= 91
    assert 0.5 < seconds < 10
    click(page, "Let this network read my digit")
    draw(page, handwriting.write(1, 0))
    assert page.get_by_label("the one that you trained").is_checked()
    assert ": a 1, with" in says(page)


def test_rewinding_leads_to_the_same_start(open_page):
    page = open_page()

    def three():
        for _ in range(3):
            click(page, "One update")
        return training_says(page)

    first = three()
    assert "3 updates" in first
    click(page, "Rewind")
    assert "Fresh random weights" in training_says(page)
    assert three() == first
    page.get_by_label("seed").fill("2")
    page.get_by_label("seed").press("Enter")
    assert "Fresh random weights" in training_says(page)
    assert three() != first
    page.locator(".live-train").get_by_label("learning rate").select_option("1")
    page.get_by_label("optimiser").select_option("Adam")
    assert page.locator(".live-train").get_by_label("learning rate").input_value() == "0.001"
    three()
    click(page, "Go on")
    click(page, "Pause")
    paused = training_says(page)
    page.wait_for_timeout(300)
    assert training_says(page) == paused


def test_too_large_a_learning_rate_is_told(open_page):
    page = open_page()
    page.get_by_label("optimiser").select_option("momentum")
    page.locator(".live-train").get_by_label("learning rate").select_option("1")
    page.get_by_role("combobox", name="images per update").select_option("1")
    click(page, re.compile("^Start$"))
    page.get_by_text("the learning rate is too large").wait_for(timeout=30_000)


def test_the_check_catches_each_fault_and_one_image_is_fooled(open_page):
    page = open_page()
    page.locator("#prove").scroll_into_view_if_needed()
    verdict = page.locator(".live-prove .live-table .live-says")
    page.get_by_text("All eight gradients agree with nudging").wait_for()
    rows = page.locator(".live-prove table").first.locator("tbody tr")
    assert rows.count() == 8
    choice = page.get_by_label("break one line")
    faults = choice.locator("option").evaluate_all("all => all.map(option => option.value)")
    assert len(faults) == 10
    for fault in faults[1:]:
        choice.select_option(fault)
        assert verdict.inner_text().startswith("Caught"), fault
        assert page.locator(".live-broken").count() == 1
    choice.select_option("no-mean")
    page.get_by_label("images", exact=True).select_option("1")
    assert "fooled" in verdict.inner_text()
    page.get_by_label("images", exact=True).select_option("5")
    choice.select_option("")
    click(page, "Check this weight")
    own = page.locator(".live-prove table").nth(1).locator("tbody tr")
    assert own.count() == 1
    page.locator(".live-prove .live-tiles").click(position={"x": 60, "y": 60})
    assert own.count() == 2 and "W1[" in own.first.inner_text()
    choice.select_option("transpose")
    click(page, re.compile("^Train 300"))
    assert "A falling loss proves nothing" in page.locator("#prove").inner_text()


def test_weights_of_lesson_11_and_what_is_none(open_page, tmp_path):
    page = open_page()
    torch.manual_seed(2)
    training.save_model(training.Net(), tmp_path / "mine.pt")
    (tmp_path / "cut.pt").write_bytes((tmp_path / "mine.pt").read_bytes()[:9_000])
    (tmp_path / "note.txt").write_text("no weights")
    draw(page, handwriting.write(1, 0))
    sure = says(page)
    page.get_by_text("Which network reads?").click()
    message = page.locator(".live-more .live-message")
    field = page.locator(".live-file input")
    for name, words in (
        ("cut.pt", "damaged or cut off"),
        ("note.txt", "not a file that torch.save"),
    ):
        field.set_input_files(tmp_path / name)
        page.get_by_text(words).wait_for()
        assert message.inner_text().startswith(f"{name}: ")
        assert says(page) == sure
    field.set_input_files(tmp_path / "mine.pt")
    page.get_by_text("59,210 weights read").wait_for()
    assert page.get_by_label("from a file").is_checked()
    assert says(page) != sure and percent_of(page, 1) < 30


@pytest.mark.parametrize("width", [360, 1280, 3840])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window_and_colours_follow_the_theme(open_page, width, scheme):
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    click(page, "Show me one that it reads wrong")
    click(page, "show how it learns")
    click(page, "Walk backward")
    page.locator("#prove").scroll_into_view_if_needed()
    page.get_by_text("All eight gradients agree").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    paper = page.locator(".live").evaluate("root => getComputedStyle(root).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(23, 25, 27)"}[scheme]
    small = page.locator(".live button:visible").evaluate_all(
        "all => all.map(b => b.getBoundingClientRect()).filter(b => b.height < 24).length"
    )
    assert small == 0


def test_first_section_alone_for_another_page(open_page):
    page = open_page("?only=read")
    assert page.locator(".live section").count() == 1
    draw(page, handwriting.write(1, 0))
    assert ": a 1, with" in says(page)
    assert page.locator("header").is_hidden()


def test_a_digit_goes_along_from_another_page(open_page):
    page = open_page("?only=read")
    draw(page, [*handwriting.write(7, 0), [(0.42, 0.5), (0.62, 0.48)]])
    said, shown, drawn = says(page), pixels(page), pixels(page, ".live-page")
    click(page, "It was a 7")
    page.wait_for_url("**/index.html#digit=7&strokes=*")
    assert page.get_by_text("It reads your 7").is_visible()
    assert says(page) == said
    assert difference(shown, pixels(page)) < 8
    assert difference(drawn, pixels(page, ".live-page")) < 4


def test_an_image_goes_along_from_another_page(open_page):
    page = open_page("?only=read")
    click(page, "Show me one that it reads wrong")
    said, shown = says(page), pixels(page)
    click(page, "show how it learns")
    page.wait_for_url("**/index.html#digit=*&place=*")
    assert page.get_by_text(re.compile(r"It reads your \d as a")).is_visible()
    assert says(page) == said and pixels(page) == shown
    click(page, "Clear")
    assert says(page).startswith("Draw a digit")


def difference(some, others):
    return sum(abs(a - b) for a, b in zip(some, others, strict=True)) / len(some)


def pixels(page, canvas=".live-seen canvas"):
    """The grey levels in the middle of 28 x 28 cells, of what the network gets or of another."""
    return page.locator(canvas).evaluate(
        """canvas => {
          const at = (cell) => Math.round(((cell + 0.5) * canvas.width) / 28);
          const context = canvas.getContext("2d");
          return Array.from({ length: 784 }, (_, i) =>
            context.getImageData(at(i % 28), at(Math.floor(i / 28)), 1, 1).data[3]);
        }"""
    )


@pytest.mark.parametrize(
    "carried", ["digit=7", "digit=7&strokes=1", "digit=7&strokes=1-2-3", "digit=7&strokes=._-"]
)
def test_a_damaged_address_begins_with_an_empty_box(open_page, carried):
    page = open_page(f"#{carried}")
    assert says(page).startswith("Draw a digit")


def test_no_probability_claims_0_or_100_percent(open_page):
    page = open_page()
    said = page.evaluate("[0, 1e-9, 0.5, 1 - 1e-9, 1].map(LIVE.parts.percent)")
    assert [text.replace("\u00a0", " ") for text in said] == [
        *("< 0.1 %", "< 0.1 %", "50.0 %", "> 99.9 %", "> 99.9 %")
    ]


def test_odd_input_never_breaks_it(open_page):
    page = open_page()
    page.locator(".live-page").click()  # a tap
    assert says(page)
    clear(page)
    draw(page, [[(0, y / 14), (1, y / 14)] for y in range(15)])  # all of the page
    assert says(page)
    clear(page)
    draw(page, [[(0.2, 0.3), (0.2, 0.7)], [(0.8, 0.3), (0.8, 0.7)]])
    assert "2 digits" in says(page)
    page.set_viewport_size({"width": 500, "height": 700})
    clear(page)
    draw(page, handwriting.write(1, 0))
    assert ": a 1, with" in says(page)


NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "live",
            "metadata": {},
            "outputs": [],
            "source": "from course_utils import live\n\nlive.widget('read', 'walk')",
        }
    ],
    "metadata": {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        }
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}


def test_widget_works_in_jupyterlab(course, open_lesson):
    (course / "notebooks" / "live.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    lesson = open_lesson("live.ipynb")
    try:
        lesson.run_all()
        page = lesson.page
        page.locator(".live .live-page").wait_for()
        draw(page, handwriting.write(1, 0))
        assert ": a 1, with" in says(page)
        click(page, "show how it learns")
        click(page, "Walk all the same")
        click(page, "Walk backward")
        assert "dz4[" in page.locator(".live-lines").inner_text()
        assert not lesson.errors
    finally:
        lesson.close()
