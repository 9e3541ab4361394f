"""The class board's page in a real browser: a class of thirty, hostile names, phone, dark, keys."""

import re

import pytest
from board.boards import WORDS, Running, secret, verdict

from course_utils.board.words import Lesson, Words

HOSTILE = "<img src=x onerror=alert(1)>"
LONG = "A hint, as long as hints are: " + "it names `the part` and says why it is wrong. " * 3
EXERCISES = {f"exercise_{i}": f"00.{i} · The exercise number {i}" for i in range(1, 10)}


@pytest.fixture
def board(tmp_path):
    words = Words(
        [Lesson("00", "Start here", EXERCISES), *list(WORDS.lessons.values())[1:]],
        {"long": LONG, "hostile": HOSTILE, "neuron-1": "No bias."},
    )
    running = Running(tmp_path / "board", words)
    yield running
    running.stop()


@pytest.fixture
def open_page(browser, board):
    """open_page(**context): the teacher's page; what it asks for and complains of is noted."""
    contexts = []

    def open_one(key=None, **context):
        settings = {"viewport": {"width": 1920, "height": 1080}, "accept_downloads": True}
        contexts.append(browser.new_context(**(settings | context)))
        page = contexts[-1].new_page()
        page.asked, page.errors = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
        page.goto(f"http://{board.address}/#{key or board.classes[0].key}")
        return page

    yield open_one
    for context in contexts:
        for page in context.pages:
            own = (f"http://{board.address}/", f"ws://{board.address}/", "data:", "blob:")
            assert [url for url in page.asked if not url.startswith(own)] == []
        context.close()


def fill(board, learners=30):
    for n in range(learners):
        board.join(secret(n), name=f"{HOSTILE} {n}"[-40:])
        far = n % 9
        answers = [verdict(i, f"exercise_{i + 1}", right=True) for i in range(far)]
        hints = ["long", "raises+long", "of_another_edition"]
        answers += [verdict(50 + i, f"exercise_{far + 1}", hint=hints[i]) for i in range(n % 4)]
        if answers:
            board.answer(secret(n), *answers)
    board.post("wave", {"learner": secret(3), "up": True, "exercise": "exercise_4"})


def row(page, number):
    return page.get_by_role("button", name=re.compile(f"^00.{number} "))


def test_updates_by_itself_and_through_a_restart(open_page, board):
    page = open_page()
    page.get_by_text("No wrong answer yet").wait_for()
    board.join(secret(1))
    board.answer(secret(1), verdict(1, "exercise_1", hint="long"))
    page.get_by_text("A hint, as long as hints are").wait_for()
    assert "0 right, 1 trying, 0 stuck" in row(page, 1).inner_text()
    board.stop()
    page.get_by_text("No connection to the board").wait_for()
    assert page.get_by_text("A hint, as long as hints are").is_visible()  # what was there stays
    board.start()
    page.locator(".notice:empty").wait_for(state="attached")
    board.answer(secret(1), verdict(2, "exercise_1", right=True))
    page.locator(".said", has_text="1 right, 0 trying").wait_for()


def test_the_key_leaves_the_address_and_a_wrong_one_opens_nothing(open_page, board):
    page = open_page()
    page.locator("main").wait_for()
    assert page.url == f"http://{board.address}/"
    page.reload()
    page.locator("main").wait_for()
    wrong = open_page(key=board.code)
    wrong.get_by_text("does not open a board").wait_for()
    assert wrong.locator("main").is_hidden()


def test_what_learners_send_is_text(open_page, board):
    fill(board)
    board.answer(secret(5), verdict(99, "exercise_6", hint="hostile"))
    page = open_page()
    page.locator("main").wait_for()
    page.get_by_label("show names").check()
    page.locator(".who").first.wait_for()
    row(page, 6).click()
    page.locator(".hints").get_by_text(HOSTILE).wait_for()
    assert HOSTILE[-20:] in page.locator(".who").first.inner_text()
    assert page.locator("main img, main script").count() == 0
    assert page.errors == []


def test_names_are_off_until_they_are_asked_for(open_page, board):
    fill(board)
    page = open_page()
    page.locator(".waves li").wait_for()
    assert "onerror" not in page.locator("body").inner_text()


def test_teacher_settles_a_hand_chooses_a_lesson_and_saves(open_page, board):
    fill(board)
    page = open_page()
    page.get_by_role("button", name=re.compile("^Helped")).click()
    page.locator(".waves").wait_for(state="hidden")
    page.get_by_label("Lesson").select_option("01")
    page.get_by_role("heading", name="Neuron").wait_for()
    page.reload()
    page.get_by_role("heading", name="Neuron").wait_for()  # the choice stays
    page.get_by_label("Lesson").select_option("")
    page.get_by_role("heading", name="Start here").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    rows = download.value.path().read_text(encoding="utf-8-sig")
    assert rows.startswith("class,learner,when") and "onerror" not in rows


@pytest.mark.parametrize("width", [320, 390, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fits_the_window_and_can_be_read(open_page, board, width, scheme):
    fill(board)
    page = open_page(viewport={"width": width, "height": 1080}, color_scheme=scheme)
    page.locator(".hints li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    size = page.locator(".hints li p:last-child").first.evaluate(
        "p => parseFloat(getComputedStyle(p).fontSize)"
    )
    # From the last row: on a screen of 1080 lines, letters of 1/50 of its height or more.
    assert size >= (1080 / 50 if width == 1920 else 16)
    if width == 1920:
        assert page.locator(".exercises li").last.evaluate(
            "item => item.getBoundingClientRect().bottom <= 1080"
        )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 24, 26)"}[scheme]
    small = page.locator("button:visible, select:visible").evaluate_all(
        "all => all.map(b => b.getBoundingClientRect()).filter(b => b.height < 24).length"
    )
    assert small == 0


def test_the_keyboard_keeps_its_place_while_the_page_changes(open_page, board):
    fill(board)
    page = open_page()
    page.locator("main").wait_for()
    row(page, 2).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hints met in 00.2").wait_for()
    board.join(secret(77))
    page.get_by_text("31 learners").wait_for()
    assert page.evaluate("document.activeElement.dataset.key") == "exercise_2"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mistakes of the class").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(open_page, board, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    fill(board)
    page = open_page(color_scheme=scheme)
    page.locator(".hints li").first.wait_for()
    # Its script runs past the page's own policy, which allows no other script.
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [n["html"] for n in one["nodes"]][:2]) for one in found] == []
