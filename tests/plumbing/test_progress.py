"""Progress: verdicts are kept on this computer, and nothing that goes wrong there stops a check."""

import errno
import multiprocessing
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from lessons import CHECKOUT, LESSONS, exercises, read

from course_utils.plumbing import progress


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder for the records; the tests themselves keep nothing."""
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "records"))
    progress._say_once.cache_clear()
    return tmp_path / "records"


def test_the_tests_keep_nothing():
    assert os.environ[progress.FOLDER_VARIABLE] == "off"
    assert progress.folder() is None
    progress.record("average", True)
    assert progress.verdicts() == []


def test_a_folder_of_the_user_without_the_variable(monkeypatch):
    monkeypatch.delenv(progress.FOLDER_VARIABLE)
    assert "backprop-course" in progress.folder().parts


def test_a_record_holds_the_verdict_and_no_more(kept):
    progress.record("average", False, "average-b9c6a1f9")
    progress.record("average", True)
    first, second = progress.verdicts()
    assert set(first) == {"when", "exercise", "right", "hint"}
    assert (first["exercise"], first["right"], first["hint"]) == (
        "average",
        False,
        "average-b9c6a1f9",
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", first["when"])
    assert second["right"] is True


NOTEBOOK = """
from course_utils.checks import lesson_00 as check

def average(a, b):
    return ...

check.average(average)

def average_solution(a, b):
    return (a + b) / 2

check.average(average_solution)

def example(a, b):
    return a + b / 2

check.average(example)
difference_shape_solution = (4, 4)
check.difference_shape(difference_shape_solution)
"""


def run(program, kept):
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {progress.FOLDER_VARIABLE: str(kept), "PYTHONIOENCODING": "utf-8"},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_only_the_learners_own_answers_are_kept(kept):
    assert run(NOTEBOOK, kept).count("✓") == 2
    assert progress.verdicts() == []
    run(f"{NOTEBOOK}average = example\ncheck.average(average)\n", kept)
    (verdict,) = progress.verdicts()
    assert (verdict["exercise"], verdict["right"]) == ("average", False)
    assert verdict["hint"].startswith("average-")
    run(f"{NOTEBOOK}difference_shape = (4, 4)\ncheck.difference_shape(difference_shape)", kept)
    assert progress.verdicts()[-1]["exercise"] == "difference_shape"
    assert progress.verdicts()[-1]["right"] is True


def test_a_check_answers_where_nothing_can_be_kept(kept):
    kept.write_text("a file stands where the folder should")
    program = f"{NOTEBOOK}average = example\ncheck.average(average)\ncheck.average(average)\n"
    said = run(program, kept)
    assert said.count("Only b is halved") == 3
    assert said.count("can't be kept") == 1


def test_a_full_disk_costs_only_its_own_line(kept, monkeypatch, capsys):
    progress.record("average", True)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", full)
        progress.record("average", False)
    assert "No space left" in capsys.readouterr().out
    (path,) = kept.iterdir()
    with path.open("ab") as file:
        file.write(b'\n{"when": "2026-')  # what a full disk cuts off
    progress.record("difference_shape", True)
    assert [v["exercise"] for v in progress.verdicts()] == ["average", "difference_shape"]


@pytest.mark.parametrize(
    "line", ["nonsense", "\x00\xff", "[1]", "{}", '{"when": 1, "exercise": [], "right": 2}', "null"]
)
def test_a_damaged_line_is_left_out_and_stays(kept, line):
    progress.record("average", True)
    (path,) = kept.iterdir()
    with path.open("ab") as file:
        file.write(line.encode("latin-1"))
    progress.record("average", False)
    assert len(progress.verdicts()) == 2
    assert line.encode("latin-1") in path.read_bytes()


def _record_many(name):
    for _ in range(200):
        progress.record(name, True)


def test_two_notebooks_at_once(kept):
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_record_many, args=(name,)) for name in ("one", "two")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    names = [verdict["exercise"] for verdict in progress.verdicts()]
    assert (names.count("one"), names.count("two")) == (200, 200)


def test_what_was_right_once_stays_right(kept):
    assert not any(right for right, _ in progress.done().values())
    for right in (False, True, False):
        progress.record("average", right)
    assert progress.done()["00"] == (1, len(exercises(read(LESSONS[0]))))


def test_every_lesson_and_every_exercise_is_counted_once():
    names = [name for path in LESSONS for name in exercises(read(path))]
    assert len(set(names)) == len(names), "progress knows an exercise by its name alone"
    assert [path.stem[:2] for path in LESSONS] == list(progress.exercises())
    assert names == [name for _, found in progress.exercises().values() for name in found]


def test_the_map_has_a_bar_for_each_lesson(kept):
    progress.record("average", True)
    root = ElementTree.fromstring(progress.Map()._repr_svg_())
    counts = [e.text for e in root.iter() if re.fullmatch(r"\d+ of \d+", e.text or "")]
    assert counts == [f"{right} of {of}" for right, of in progress.done().values()]
    assert counts[0].startswith("1 of ")
    assert "Start here" in repr(progress.Map())


@pytest.mark.parametrize("asks", [True, False])
def test_forget(kept, capsys, monkeypatch, asks):
    progress.record("average", True)
    monkeypatch.setattr("builtins.input", lambda _: "y")
    monkeypatch.setattr(progress.sys.stdin, "isatty", lambda: True, raising=False)
    (kept / "something_else.txt").write_text("not ours")
    assert progress.main(["--forget"] + ([] if asks else ["--yes"])) == 0
    assert progress.verdicts() == []
    assert (kept / "something_else.txt").exists()
    assert "Forgotten: 1" in capsys.readouterr().out
    progress.record("average", True)
    assert len(progress.verdicts()) == 1


@pytest.mark.parametrize("terminal", [True, False])
def test_nothing_is_forgotten_without_a_yes(kept, capsys, monkeypatch, terminal):
    progress.record("average", True)
    monkeypatch.setattr("builtins.input", lambda _: "")
    monkeypatch.setattr(progress.sys.stdin, "isatty", lambda: terminal, raising=False)
    assert progress.main(["--forget"]) == 1
    assert len(progress.verdicts()) == 1
    assert "Nothing was forgotten" in capsys.readouterr().out


def test_the_command_shows_all_lessons(kept, capsys):
    assert progress.main([]) == 0
    said = capsys.readouterr().out
    assert all(path.stem[:2] in said for path in LESSONS)
    assert str(kept) in said
