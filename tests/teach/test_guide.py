"""The guide: its plans are the lessons' own minutes, and nothing of a lesson is missing in it."""

import ast
import re
import sys
from itertools import pairwise

import pytest
from lessons import CHECKOUT

sys.path.insert(0, str(CHECKOUT / "teach" / "tools"))

import catch_up
import check_codes
import lesson_parts
import make_guide
import plans

from course_utils.plumbing import check_env

LESSONS = lesson_parts.all_lessons()
GUIDE = (plans.TEACH / "guide.md").read_text(encoding="utf-8")
by_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.number)
by_plan = pytest.mark.parametrize("name, rows", plans.workshop_plans(GUIDE).items())


def page(lesson):
    return plans.page_of(lesson).read_text(encoding="utf-8")


# --- A page a lesson ---


@by_lesson
def test_a_page_holds_each_part_of_its_lesson_once_and_in_order(lesson):
    rows = [row for row in plans.page_plan(page(lesson)) if row.part not in ("break", "buffer")]
    assert sorted(row.part for row in rows) == sorted(lesson.parts)
    assert {row.part: row.title for row in rows} == lesson.parts
    sections = [row.part for row in rows if row.part.isdecimal()]
    assert sections == [part for part in lesson.parts if part.isdecimal()]
    assert {row.how for row in rows} <= plans.HOW


@by_lesson
def test_a_page_takes_the_minutes_that_the_lesson_says(lesson):
    rows = plans.page_plan(page(lesson))
    minutes = {row.part: row.minutes for row in rows}
    practised = sum(minutes[number] for number in lesson.exercises)
    extra = minutes.get("Extra", 0)
    pauses = sum(row.minutes for row in rows if row.part in ("break", "buffer"))
    assert practised == lesson.practise
    assert extra == lesson.extra
    assert sum(row.minutes for row in rows) - practised - extra - pauses == lesson.read
    stated = re.search(r"In the room (\d+) minutes, at home (\d+)\.", page(lesson))
    assert (int(stated[1]), int(stated[2])) == (plans.in_the_room(rows), plans.at_home(rows))


@by_lesson
def test_a_page_has_a_break_in_time_and_a_buffer(lesson):
    rows = [row for row in plans.page_plan(page(lesson)) if row.how != "home"]
    stretch = plans.longest_stretch([(row.minutes, row.part) for row in rows])
    assert stretch <= plans.LONGEST
    taught = sum(row.minutes for row in rows if row.part != "break")
    buffer = sum(row.minutes for row in rows if row.part == "buffer")
    assert buffer >= plans.BUFFER * taught


@by_lesson
def test_each_part_in_the_room_says_what_to_do(lesson):
    known = {"opening", "recap", "break", "buffer"}  # the same in each lesson
    rows = [row for row in plans.page_plan(page(lesson)) if row.how != "home"]
    assert not [row.title for row in rows if row.part not in known and not row.what]


@by_lesson
def test_no_part_is_promised_more_minutes_than_it_has(lesson):
    numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    for row in plans.page_plan(page(lesson)):
        for words in re.findall(r"(\w+ )?(\w+) minutes?\b", row.what.lower()):
            for word in map(str.strip, words):
                assert word not in numbers or numbers.index(word) < row.minutes, row


@by_lesson
def test_what_a_page_drops_is_in_the_room(lesson):
    room = {row.part for row in plans.page_plan(page(lesson)) if row.how != "home"}
    late = page(lesson).split("**Late?**")[1].split("\n")[0]
    dropped = re.findall(r"section \d+|\d\d\.\d+", re.split("Keep|Never", late)[0])
    assert dropped
    assert {part.removeprefix("section ") for part in dropped} <= room


@by_lesson
def test_a_page_says_what_a_teacher_needs(lesson):
    text = page(lesson)
    assert text.startswith(f"# {lesson.title}\n")
    for needed in (
        "**Aim.**",
        "**The moment.**",
        "**Late?**",
        "## Ask the room",
        "## On the board",
    ):
        assert needed in text
    table = text.split("## Stumbles")[1]
    assert len(re.findall(r"(?m)^\| .+ \| .+ \|$", table)) >= 4, "a head and three stumbles"
    assert len(re.findall(r"(?m)^- .+\? .*\*.+\*$", text)) >= 3, "three questions with answers"


@by_lesson
def test_the_cells_that_a_page_names_are_there(lesson):
    cells = {cell["id"] for cell in lesson_parts.editions.read(lesson.path)["cells"]}
    named = re.findall(r"`([a-z][a-z0-9]*(?:-[a-z0-9]+)+)`", page(lesson))
    assert set(named) <= cells


# --- What the command adds ---


def test_the_made_page_says_where_the_cells_are_that_it_names():
    made = make_guide.lesson_page(next(lesson for lesson in LESSONS if lesson.number == "01"))
    where = made.split("<h2>Where the cells are</h2>")[1].split("<h2>")[0]
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in where.split("<tr>")[2:]]
    assert [row[0] for row in rows][:2] == ["<code>by-hand-numbers</code>", "<code>trap</code>"]
    assert rows[1][1] == "Broadcasting, once and for all"
    assert len(rows) == len(lesson_parts.named_cells(LESSONS[1].path, page(LESSONS[1]))) >= 4


@by_lesson
def test_each_exercise_and_each_hint_is_in_the_made_page(lesson):
    made = make_guide.lesson_page(lesson)
    known = {e.name: e for e in make_guide.catalogue().get(lesson.number, [])}
    assert set(known) == set(lesson.exercises.values())
    for number, name in lesson.exercises.items():
        assert f"<h3>{make_guide.html.escape(lesson.parts[number])}</h3>" in made
        for mistake in known[name].mistakes:
            assert make_guide.sentence(mistake.hint) in made
        assert f"{name}_solution" in made
    assert made.count("<details open><summary>The answer</summary>") == len(lesson.exercises)


@by_lesson
def test_each_quiz_has_its_answer_in_the_made_page(lesson):
    source = lesson.path.read_text(encoding="utf-8")
    asked = lesson_parts.quizzes(lesson.path)
    assert len(asked) == source.count('"**Quiz**')
    assert make_guide.lesson_page(lesson).count("<b>Answer: ") == len(asked)
    for question, choices in asked:
        assert [right for _, _, right in choices].count(True) == 1, question
        assert all(text for _, text, _ in choices), question


def test_all_pages_are_written_and_their_links_lead_somewhere(tmp_path):
    make_guide.write_guide(tmp_path)
    pages = list(tmp_path.rglob("*.html"))
    assert len(list((tmp_path / "lessons").iterdir())) == len(LESSONS)
    for path in pages:
        for target, name in re.findall(
            r'href="(?!https?:)([^"#]*)(?:#([^"]*))?"', path.read_text("utf-8")
        ):
            there = (path.parent / target).resolve() if target else path
            if there.suffix == ".html":
                assert there.exists(), (path.name, target)
                assert not name or f'id="{name}"' in there.read_text("utf-8"), (path.name, name)
            else:
                source = (plans.TEACH / path.relative_to(tmp_path)).parent / target
                assert source.exists(), (path.name, target)


def test_hints_without_a_program_to_show_are_a_list():
    known = {e.number: e for number in ("05", "11") for e in make_guide.catalogue()[number]}
    numbers, mixed = make_guide.mistakes_of(known["05.1"]), make_guide.mistakes_of(known["11.1"])
    assert "<table>" not in numbers
    assert numbers.count("<li>") == len(make_guide.hints_of(known["05.1"]))
    assert mixed.count("<tr>") == 1 + len(make_guide.hints_of(known["11.1"]))
    assert "<code>0.1</code>" in mixed


def test_a_hint_is_not_read_as_markdown():
    assert make_guide.sentence("a**2 < `b` * c**2") == "a**2 &lt; <code>b</code> * c**2"
    assert make_guide.sentence("the **longer** side") == "the <b>longer</b> side"


# --- The workshops' plans ---


def test_there_are_four_plans():
    assert len(plans.workshop_plans(GUIDE)) == 4


@by_plan
def test_a_plans_minutes_are_those_of_the_lessons_parts(name, rows):
    pages = {lesson.number: plans.page_plan(page(lesson)) for lesson in LESSONS}
    for start, minutes, named, what in rows:
        if named:
            parts = [
                next(row.minutes for row in pages[number] if row.part == part)
                for number, chosen in named
                for part in chosen
            ]
            assert minutes == sum(parts), f"{start // 60}:{start % 60:02} {what}"
        else:
            assert not re.search(r"\d", what), f"{what}: name the lesson as [05](...): 1, 05.1"


@by_plan
def test_a_plans_clock_runs_on(name, rows):
    for (start, minutes, _, what), (following, *_) in pairwise(rows):
        if not what.startswith("end of"):
            assert start + minutes == following, what
    assert rows[-1][3] == "end"


@by_plan
def test_a_plan_has_breaks_in_time_and_a_buffer_in_each_stretch(name, rows):
    assert plans.longest_stretch([(m, what) for _, m, _, what in rows]) <= plans.LONGEST
    taught = buffer = 0
    for _, minutes, _, what in rows:
        if plans.is_break(what) or what == "end":
            assert buffer >= plans.BUFFER * taught, f"{buffer} of {taught} minutes before {what}"
            taught = buffer = 0
        else:
            taught += minutes
            buffer += minutes * (what == "buffer")


@by_plan
def test_what_a_plan_drops_is_in_it(name, rows):
    section = GUIDE.split(f"### {name}\n")[1].split("\n### ")[0].split("\n## ")[0]
    late = section.split("**Late?**")[1]
    taught = {(number, part) for *_, named, _ in rows for number, parts in named for part in parts}
    dropped = re.findall(r"section (\d+) of (?:lesson )?(\d\d)|(\d\d)(\.\d+)|lesson (\d\d)", late)
    assert dropped
    for section, of, lesson, exercise, whole in dropped:
        if whole:
            assert whole in {number for number, _ in taught}
        else:
            assert ((of, section) if section else (lesson, lesson + exercise)) in taught, late


def test_the_lengths_are_those_of_the_headings():
    first = {name: rows[0][0] for name, rows in plans.workshop_plans(GUIDE).items()}
    last = {name: rows[-1][0] for name, rows in plans.workshop_plans(GUIDE).items()}
    lengths = [last[name] - first[name] for name in first]
    assert lengths[0] == 90
    assert 180 <= lengths[1] <= 240
    assert 360 <= lengths[2] <= 480
    assert any(
        "end of the first day" in what for *_, what in list(plans.workshop_plans(GUIDE).values())[3]
    )


# --- Forms ---


def test_the_test_has_twelve_questions_each_with_an_answer_and_a_lesson():
    questions = (plans.TEACH / "forms" / "test.md").read_text(encoding="utf-8")
    answers = (plans.TEACH / "forms" / "test_answers.md").read_text(encoding="utf-8")
    asked = re.split(r"(?m)^\*\*(\d+)\.\*\*", questions)[1:]
    told = re.findall(r"(?m)^\| (\d+) \| ([a-d]) \| \[\d\d\]\(\.\./(lessons/[\w.]+)\)", answers)
    assert (
        [number for number in asked[::2]]
        == [row[0] for row in told]
        == [f"{n}" for n in range(1, 13)]
    )
    for text, (_, letter, lesson) in zip(asked[1::2], told, strict=True):
        assert f"({letter})" in text
        assert "don't know" in text
        assert (plans.TEACH / lesson).exists()


def test_two_days_teach_all_that_the_test_asks_and_one_day_all_but_question_10():
    answers = (plans.TEACH / "forms" / "test_answers.md").read_text(encoding="utf-8")
    asked = re.findall(r"(?m)^\| (\d+) \| [a-d] \| \[(\d\d)\]", answers)
    left_out = {}
    for name, rows in plans.workshop_plans(GUIDE).items():
        taught = {number for *_, named, _ in rows for number, _ in named}
        left_out[name] = [question for question, lesson in asked if lesson not in taught]
    assert left_out["Two days"] == []
    assert left_out["One day"] == ["10"]


def test_the_feedback_form_has_six_questions():
    form = (plans.TEACH / "forms" / "feedback.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^(\d)\. ", form) == list("123456")


def test_links_of_the_guide_lead_somewhere():
    for path in plans.TEACH.rglob("*.md"):
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path.name, target)


def test_every_make_target_of_the_guide_is_there():
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for path in plans.TEACH.rglob("*.md"):
        for target in re.findall(r"(?m)(?:^|`)make ([a-z-]+)", path.read_text(encoding="utf-8")):
            assert re.search(rf"(?m)^{target}:", makefile), (path.name, target)


# --- Catch-up notebooks ---


@by_lesson
def test_a_catch_up_notebook_answers_so_far_and_no_further(lesson):
    numbers = list(lesson.exercises)
    after = numbers[len(numbers) // 2]
    made = catch_up.catch_up(lesson, after)
    sources = {cell["id"]: "".join(cell["source"]) for cell in made["cells"]}
    stubs = {
        c["id"]: "".join(c["source"]) for c in lesson_parts.editions.read(lesson.path)["cells"]
    }
    assert not any(id.endswith("-solution") for id in sources)
    for number in numbers:
        name = lesson.exercises[number]
        now = sources[f"{name}-exercise"]
        if number > after and len(number) == len(after):
            assert now == stubs[f"{name}-exercise"]
        elif numbers.index(number) <= numbers.index(after):
            assert "_solution" not in now
            assert "..." not in now
            assert name in {n.id for n in ast.walk(ast.parse(now)) if isinstance(n, ast.Name)} | {
                n.name for n in ast.walk(ast.parse(now)) if isinstance(n, ast.FunctionDef)
            }


def test_a_wrong_number_is_answered_in_one_line(capsys):
    with pytest.raises(SystemExit) as stop:
        catch_up.main(["5.3"])
    assert stop.value.code == 2
    assert "such as 05.3" in capsys.readouterr().err


# --- Learners' codes ---


def test_a_code_is_read_back():
    results = [("kernel", True, "", ""), ("memory", False, "", ""), ("data", False, "", "")]
    for found, state in ((results, "NOT READY: memory, data"), (results[:1], "ready")):
        code = check_env.code(found)
        kind, sentence = check_codes.meaning(code)
        assert sentence.startswith(state)
        assert f"Python {sys.version_info[0]}.{sys.version_info[1]}" in sentence
        assert kind == ("ready" if state == "ready" else "not ready")


def test_a_mistyped_code_is_noticed_and_letters_may_be_large():
    code = check_env.code([])
    wrong = code.replace("ready", "raedy")
    lines = check_codes.read_codes(f"Hi!\nmine: {code.upper()}.\n> {wrong}\nlx-nonsense\n")
    assert lines[0].startswith("mine ")
    assert f" {code.upper()} " in lines[0]
    assert "ready;" in lines[0]
    assert "mistyped" in lines[1]
    assert lines[2] == "1 ready, 0 not ready, 1 mistyped."


def test_the_code_in_the_guide_is_a_right_one():
    for path in (plans.TEACH / "guide.md", plans.TEACH / "forms" / "mail.md"):
        (code,) = check_codes.CODE.findall(path.read_text(encoding="utf-8"))
        assert check_codes.meaning(code)[0] == "ready"


def test_codes_come_with_the_names_before_them():
    code = check_env.code([])
    lines = check_codes.read_codes(f"\ufeffAda Byron: {code}\n{code}\n> Bob, {code} and thanks")
    assert [line[:25].strip() for line in lines[:3]] == ["Ada Byron", "", "Bob"]


def test_a_file_without_codes_is_said_so(capsys, tmp_path):
    file = tmp_path / "answers.txt"
    file.write_text(f"Ada: {check_env.code([])}", encoding="utf-16")
    with pytest.raises(SystemExit):
        check_codes.main([str(file)])
    assert "holds no code" in capsys.readouterr().err


def test_codes_from_a_missing_file(capsys, tmp_path):
    with pytest.raises(SystemExit):
        check_codes.main([str(tmp_path / "answers.txt")])
    assert "put the learners' answers into it" in capsys.readouterr().err
