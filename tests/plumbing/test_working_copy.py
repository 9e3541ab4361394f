"""A learner's own copy: complete, kept up to date, and nothing typed is ever lost."""

import datetime
import json
import shutil

import pytest
from lessons import CHECKOUT, LESSONS, read

from course_utils.plumbing import editions, working_copy

LESSON = "05_backprop_by_hand.ipynb"
DAY = datetime.date(2026, 11, 29)


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of three lessons, and its folder for the learner's copy."""
    (tmp_path / "notebooks").mkdir()
    for name in (LESSON, "00_start_here.ipynb", "01_neuron.ipynb"):
        shutil.copy(CHECKOUT / "notebooks" / name, tmp_path / "notebooks")
    monkeypatch.setattr(editions, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.fixture
def copy(course):
    """The copy of lesson 05 in a folder that was just made."""
    update(course)
    return course / "my_course" / LESSON


def update(course, day=DAY):
    return list(working_copy.update(course / "my_course", day))


def edit(path, old, new, times=1):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def answer(copy):
    """Type an answer, as a learner does; returns what must never be lost."""
    edit(copy, "...", "my own answer")
    return copy.read_bytes()


def change(course, word="The course has changed here. "):
    edit(course / "notebooks" / LESSON, "**You will be able to**", f"{word}**You will be able to**")


def names(course, pattern="05*"):
    return sorted(path.name for path in (course / "my_course").rglob(pattern))


def test_copies_have_everything_but_results(course):
    said = update(course)
    assert "3 new" in said[0]
    for original in editions.lessons():
        copy = editions.read(course / "my_course" / original.name)
        was = editions.read(original)
        for new, old in zip(copy["cells"], was["cells"], strict=True):
            kept = {key: old[key] for key in old if key not in ("outputs", "execution_count")}
            assert kept.items() <= new.items()
            if new["cell_type"] == "code":
                assert (new["outputs"], new["execution_count"]) == ([], None)
        assert copy["metadata"]["kernelspec"] == was["metadata"]["kernelspec"]


def test_links_and_pictures_of_a_copy_lead_where_the_lessons_do():
    """my_course/ stands beside notebooks/, so that ../images is the same folder for both."""
    assert working_copy.FOLDER.parent == LESSONS[0].parents[1] == CHECKOUT


def test_a_second_start_changes_nothing(course, copy):
    kept = answer(copy)
    before = {p.name: p.stat().st_mtime_ns for p in copy.parent.iterdir()}
    assert update(course) == []
    assert {p.name: p.stat().st_mtime_ns for p in copy.parent.iterdir()} == before
    assert copy.read_bytes() == kept


def test_an_answer_survives_an_update_and_the_new_edition_lies_beside_it(course, copy):
    kept = answer(copy)
    change(course)
    said = update(course)
    assert copy.read_bytes() == kept
    assert names(course) == [LESSON, "05_backprop_by_hand.new-2026-11-29.ipynb"]
    assert "05_backprop_by_hand.new-2026-11-29.ipynb" in said[0]
    beside = copy.with_name("05_backprop_by_hand.new-2026-11-29.ipynb")
    assert "has changed here" in beside.read_text(encoding="utf-8")


def test_a_new_edition_is_offered_once(course, copy):
    answer(copy)
    change(course)
    update(course)
    copy.with_name("05_backprop_by_hand.new-2026-11-29.ipynb").unlink()  # the learner said no
    assert update(course) == []
    assert names(course) == [LESSON]


def test_repeated_updates(course, copy):
    kept = answer(copy)
    change(course, "First. ")
    update(course)
    change(course, "Second. ")
    update(course, datetime.date(2026, 12, 1))
    assert copy.read_bytes() == kept
    assert names(course) == [
        LESSON,
        "05_backprop_by_hand.new-2026-11-29.until-2026-12-01.ipynb",  # in earlier/
        "05_backprop_by_hand.new-2026-12-01.ipynb",
    ]


def test_an_offer_in_which_something_was_typed_stays(course, copy):
    answer(copy)
    change(course, "First. ")
    update(course)
    offer = copy.with_name("05_backprop_by_hand.new-2026-11-29.ipynb")
    kept = answer(offer)
    change(course, "Second. ")
    update(course)
    assert offer.read_bytes() == kept
    assert copy.with_name("05_backprop_by_hand.new-2026-11-29-2.ipynb").exists()


def test_a_copy_that_takes_the_place_of_the_old_one_is_known(course, copy):
    answer(copy)
    change(course, "First. ")
    update(course)
    copy.with_name("05_backprop_by_hand.new-2026-11-29.ipynb").replace(copy)
    assert update(course) == []
    change(course, "Second. ")
    assert "typed nothing" in update(course)[0]
    assert "First. Second." in copy.read_text(encoding="utf-8")


def test_a_copy_without_answers_follows_its_lesson(course, copy):
    change(course)
    said = update(course)
    assert "has changed here" in copy.read_text(encoding="utf-8")
    assert names(course) == [LESSON, "05_backprop_by_hand.until-2026-11-29.ipynb"]
    assert "earlier" in said[0]


def test_running_and_folding_are_not_typing(course, copy):
    notebook = editions.read(copy)
    for cell in notebook["cells"]:
        cell["metadata"]["collapsed"] = True
        if cell["cell_type"] == "code":
            cell["execution_count"] = 7
            cell["source"] = "".join(cell["source"])  # one text or lines: the same
    copy.write_text(editions.text(notebook), encoding="utf-8")
    change(course)
    update(course)
    assert "has changed here" in copy.read_text(encoding="utf-8")


def test_new_results_of_a_lesson_are_no_new_edition(course, copy):
    path = course / "notebooks" / LESSON
    notebook = editions.read(path)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], 99
    path.write_text(editions.text(notebook), encoding="utf-8")
    assert update(course) == []


def test_a_deleted_copy_comes_fresh(course, copy):
    copy.unlink()
    assert f"1 new in it: {LESSON}" in update(course)[0]
    assert copy.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"cells": 3}', '{"cells": [], "metadata": 1}'])
def test_a_damaged_copy_is_left_alone(course, copy, damage):
    copy.write_text(damage, encoding="utf-8")
    update(course)
    assert copy.read_text(encoding="utf-8") == damage
    assert len(names(course)) == 2
    assert update(course) == []


@pytest.mark.parametrize("damage", ["", "{", "[]", '"text"'])
def test_a_damaged_list_of_offers_loses_nothing(course, copy, damage):
    kept = answer(copy)
    change(course)
    update(course)
    (copy.parent / working_copy.OFFERED).write_text(damage, encoding="utf-8")
    update(course)
    assert copy.read_bytes() == kept
    assert set(json.loads((copy.parent / working_copy.OFFERED).read_text())) == {LESSON}


def test_an_interrupted_start_leaves_no_half_lesson(course, monkeypatch):
    real, left = working_copy.Path.replace, [1]

    def stops(part, target):
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return real(part, target)

    monkeypatch.setattr(working_copy.Path, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        update(course)
    assert len(list((course / "my_course").iterdir())) == 1
    monkeypatch.undo()
    monkeypatch.setattr(editions, "CHECKOUT", course)
    (course / "my_course" / ".x.part").write_text("half")  # as a killed program leaves it
    assert "2 new" in update(course)[0]
    assert not names(course, ".*.part")


def test_a_folder_that_cant_be_written_raises(course):
    (course / "my_course").write_text("a file stands where the folder should")
    with pytest.raises(OSError):
        update(course)


def test_a_class_gets_no_solutions(course):
    """Nor does a later edition bring any."""
    folder = course / "my_course"
    list(working_copy.update(folder, DAY, solutions=False))
    answer(folder / LESSON)
    change(course)
    list(working_copy.update(folder, DAY, solutions=False))
    assert len(names(course)) == 2
    for path in folder.rglob("*.ipynb"):
        tags = {tag for cell in read(path)["cells"] for tag in cell["metadata"].get("tags", [])}
        assert "exercise" in tags or path.name.startswith("00")
        assert not editions.KEPT_BACK & tags
