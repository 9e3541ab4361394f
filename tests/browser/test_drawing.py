"""The drawing pad of lesson 12, drawn on with a mouse and a finger."""

import re

import pytest

from course_utils.digits import handwriting

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


@pytest.fixture(scope="module")
def lesson(open_lesson):
    """The whole lesson, run once, on a sharp display that one can also touch."""
    lesson = open_lesson("12_read_a_digit.ipynb", has_touch=True, device_scale_factor=2)
    lesson.run_all()
    yield lesson
    assert not lesson.errors
    lesson.close()


@pytest.fixture
def pad(lesson):
    """The pad, blank."""
    pad = lesson.page.locator(".pad")
    pad.locator(".pad-page").scroll_into_view_if_needed()
    clear = pad.get_by_role("button", name="Clear")
    if clear.is_enabled():
        clear.click()
    says(pad, "Nothing is drawn yet.")
    return pad


def says(pad, pattern, seconds=5):
    from playwright.sync_api import expect

    status = pad.get_by_role("status")
    expect(status).to_have_text(re.compile(pattern), timeout=1000 * seconds)


def on_page(pad, stroke):
    """Points in 0..1 of the page as places in the window."""
    box = pad.locator(".pad-page").bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]


def draw(pad, strokes):
    mouse = pad.page.mouse
    for stroke in strokes:
        first, *others = on_page(pad, stroke)
        mouse.move(*first)
        mouse.down()
        for place in others:
            mouse.move(*place)
        mouse.up()


def inked(pad, selector=".pad-page"):
    """Whether anything is drawn on a canvas of the pad."""
    return pad.locator(selector).evaluate(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
        ".data.some((value, i) => i % 4 === 3 && value > 0)"
    )


def test_an_eight_drawn_with_the_mouse_is_read_as_eight(pad):
    assert not inked(pad)
    assert not inked(pad, ".pad-seen")
    draw(pad, handwriting.write(8, 0))
    says(pad, r"Read as 8, with \d+\.\d%")
    best = pad.locator(".pad-best")
    assert best.count() == 1
    assert best.locator(".pad-digit").inner_text() == "8"
    assert best.locator(".pad-bar").bounding_box()["width"] > 90
    assert inked(pad)
    assert inked(pad, ".pad-seen")


def test_a_tap_is_seen_and_refused(pad):
    draw(pad, [[(0.5, 0.5)]])
    says(pad, "That is a dot")
    assert inked(pad)
    assert not inked(pad, ".pad-seen")


def test_bars_stay_where_they_are(pad):
    before = pad.locator(".pad-row").first.bounding_box()
    draw(pad, [*handwriting.write(8, 0), [(0.9, 0.3), (0.9, 0.7)]])
    says(pad, "seem to be 2 digits")
    assert pad.locator(".pad-row").first.bounding_box() == before


def test_a_busy_kernel_is_said_and_waited_for(lesson, pad):
    """One call that hands nothing to other threads: also a kernel with subshells is busy then."""
    code = "sum(range(3 * 10**8))"
    lesson.evaluate(
        f"void widget.sessionContext.session.kernel.requestExecute({{ code: '{code}' }})"
    )
    lesson.has("widget.sessionContext.session.kernel.status === 'busy'")
    draw(pad, [[(0.5, 0.1), (0.5, 0.9)]])
    says(pad, "Waiting for the kernel")
    assert pad.locator(".pad-best").count() == 0
    says(pad, "Read as 1", seconds=60)


def test_undo_takes_the_last_stroke_and_clear_all(pad):
    undo = pad.get_by_role("button", name="Undo")
    assert undo.is_disabled()
    draw(pad, handwriting.write(8, 0))
    says(pad, "Read as 8")
    draw(pad, [[(0.9, 0.3), (0.9, 0.7)]])
    says(pad, "seem to be 2 digits")
    assert pad.locator(".pad-best").count() == 0
    undo.click()
    says(pad, "Read as 8")
    undo.click()
    says(pad, "Nothing is drawn yet.")
    assert not inked(pad)
    draw(pad, handwriting.write(4, 0))
    says(pad, "Read as 4")
    pad.get_by_role("button", name="Clear").click()
    says(pad, "Nothing is drawn yet.")
    assert not inked(pad)


def test_a_finger_draws_and_the_page_does_not_scroll(lesson, pad):
    client = lesson.page.context.new_cdp_session(lesson.page)

    def touch(kind, *places):
        points = [{"x": x, "y": y} for x, y in places]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = pad.bounding_box()
    for stroke in handwriting.write(7, 0):
        first, *others = on_page(pad, stroke)
        touch("touchStart", first)
        for place in others:
            touch("touchMove", place)
        touch("touchEnd")
    says(pad, "Read as 7")
    assert pad.bounding_box() == before


def test_buttons_work_with_the_keyboard(pad):
    """Enter and Space must reach the pad, not JupyterLab's shortcuts."""
    draw(pad, [*handwriting.write(1, 0), [(0.9, 0.3), (0.9, 0.7)]])
    says(pad, "seem to be 2 digits")
    pad.get_by_role("button", name="Undo").focus()
    pad.page.keyboard.press("Enter")
    says(pad, "Read as 1")
    pad.page.keyboard.press("Tab")
    assert pad.get_by_role("button", name="Clear").evaluate("b => b === document.activeElement")
    pad.page.keyboard.press("Space")
    says(pad, "Nothing is drawn yet.")


def test_unprepared_a_small_eight_is_not_read(pad):
    draw(pad, handwriting.write(8, 0, height=0.25, middle=(0.8, 0.75)))
    says(pad, "Read as 8")
    box = pad.get_by_label("prepare it as MNIST was")
    assert box.is_checked()
    box.uncheck()
    try:
        says(pad, r"Read as (?!8, with 9)\d")
    finally:
        box.check()
    says(pad, "Read as 8")


def test_one_message_a_stroke(lesson, pad):
    """The kernel hears of a stroke when it ends, not of each movement."""
    sent = lesson.page.evaluate_handle(
        "() => { const sent = []; const send = WebSocket.prototype.send;"
        " WebSocket.prototype.send = function (data) {"
        "   const text = typeof data === 'string' ? data : new TextDecoder().decode(data);"
        "   if (text.includes('comm_msg')) sent.push(text); return send.call(this, data); };"
        " return sent; }"
    )
    first, *others = on_page(pad, handwriting.write(8, 0)[0])
    pad.page.mouse.move(*first)
    pad.page.mouse.down()
    for place in others:
        pad.page.mouse.move(*place)
    assert len(others) > 50
    assert sent.evaluate("sent => sent.length") == 0
    pad.page.mouse.up()
    says(pad, "Read as 8")
    assert sent.evaluate("sent => sent.filter(text => text.includes('strokes')).length") == 1


def test_a_stroke_may_leave_the_page(pad):
    box = pad.locator(".pad-page").bounding_box()
    mouse = pad.page.mouse
    x = box["x"] + box["width"] / 2
    mouse.move(x, box["y"] + 20)
    mouse.down()
    mouse.move(x, box["y"] + box["height"] + 60, steps=20)
    mouse.up()
    says(pad, "Read as 1")


def test_lines_are_sharp_on_a_fine_display(pad):
    width, shown = pad.locator(".pad-page").evaluate("canvas => [canvas.width, canvas.clientWidth]")
    assert width == 2 * shown


def contrast(pad, selector):
    """The contrast of an element's text with what lies behind it, as WCAG defines it."""
    colours = pad.locator(selector).first.evaluate(
        "element => { let behind = element; const clear = 'rgba(0, 0, 0, 0)';"
        " while (getComputedStyle(behind).backgroundColor === clear) behind = behind.parentElement;"
        " return [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor]; }"
    )

    def luminance(colour):
        shares = [int(float(part)) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
        linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_is_readable_in_both_themes(lesson, pad, theme):
    draw(pad, handwriting.write(8, 0))
    says(pad, "Read as 8")
    lesson.evaluate(
        f"await app.commands.execute('apputils:change-theme', {{theme: '{THEMES[theme]}'}})"
    )
    lesson.page.wait_for_function(
        f"() => document.body.dataset.jpThemeLight === '{str(theme == 'light').lower()}'"
    )
    lesson.page.wait_for_timeout(500)
    try:
        for selector in (".pad-title", ".pad-row span", ".pad-label", ".pad-buttons button"):
            assert contrast(pad, selector) > 4.5, selector
    finally:
        lesson.evaluate(
            f"await app.commands.execute('apputils:change-theme', {{theme: '{THEMES['light']}'}})"
        )


def test_a_restarted_kernel_is_said(lesson, pad):
    """The last test: after it the pad hears nothing any more."""
    draw(pad, handwriting.write(8, 0))
    says(pad, "Read as 8")
    lesson.evaluate("await widget.sessionContext.session.kernel.restart()")
    says(pad, "Was it restarted")
    assert pad.locator(".pad-best").count() == 0
