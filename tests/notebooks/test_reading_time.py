"""Each lesson is for one evening: what it promises to take is what it takes.

A reader who learned English late reads some 130 words a minute, or 10 lines of code. What is folded
counts nothing, and neither do tables to look things up in; what stands under Extra counts apart.
"""

import re
from statistics import median

import pytest
from lessons import LESSONS, code_cells, read, tags

WORDS_A_MINUTE, LINES_A_MINUTE, LONGEST = 130, 10, 40
PLACES = {title: "looked up" for title in ("Symbols", "Glossary", "Recap")} | {"Extra": "extra"}

by_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def is_folded(cell):
    return "solution" in tags(cell) or cell.metadata.get("jupyter", {}).get("source_hidden", False)


def lines_of(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def words_of(text):
    text = re.sub(r"<details.*?</details>", " ", text, flags=re.S)
    text = re.sub(r"!\[.*?\]\(.*?\)|\]\(.*?\)|<[^>]*>", " ", text, flags=re.S)
    return re.findall(r"\w+", text)


def minutes(notebook):
    """{"core": minutes, "extra": minutes, "looked up": minutes}."""
    spent, place = dict.fromkeys(("core", "extra", "looked up"), 0.0), "core"
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            # A cell may end one section and begin the next.
            for part in re.split(r"(?m)^(?=## )", cell.source):
                if part.startswith("## "):
                    title = part.splitlines()[0].split(" ")[-1]
                    place = PLACES.get(title, "core")
                spent[place] += len(words_of(part)) / WORDS_A_MINUTE
        elif not is_folded(cell):
            spent[place] += len(lines_of(cell)) / LINES_A_MINUTE
    return spent


@by_lesson
def test_a_lesson_takes_as_long_as_it_says_and_one_evening_at_most(path):
    notebook = read(path)
    core = minutes(notebook)["core"]
    stated = int(re.search(r"(\d+) minutes to read", notebook.cells[0].source)[1])
    assert round(core) <= stated < core + 6, f"it takes {core:.1f} minutes to read"
    assert stated <= LONGEST


@by_lesson
def test_the_extra_says_how_long_it_takes_and_for_whom_it_is(path):
    notebook = read(path)
    extra = minutes(notebook)["extra"]
    stated = re.search(r"(\d+) more (?:minutes )?for the Extra", notebook.cells[0].source)
    assert (stated is not None) == (extra > 0)
    if stated:
        assert round(extra) <= int(stated[1]) < extra + 6, f"it takes {extra:.1f} minutes to read"
        (section,) = (c.source for c in notebook.cells if re.search(r"(?m)^## Extra$", c.source))
        assert "For " in section.split("## Extra")[1].strip().splitlines()[0]


@by_lesson
def test_what_guards_the_authors_is_not_in_sight(path):
    for cell in code_cells(read(path)):
        if not is_folded(cell) and "exercise" not in tags(cell):
            assert not re.search(r"(?m)^\s*assert\b", cell.source), cell.id


@by_lesson
def test_visible_cells_are_short(path):
    visible = [len(lines_of(cell)) for cell in code_cells(read(path)) if not is_folded(cell)]
    assert median(visible) <= 6


@by_lesson
def test_a_prediction_comes_before_its_answer(path):
    """Whoever is asked to predict finds the answer folded, and nothing else is called so."""
    waiting = answering = False
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            asks = re.search(r"\*\*Predict|^\*\*Quiz\*\*", cell.source)
            waiting, answering = waiting or "**Predict" in cell.source, bool(asks)
        elif "predict" in tags(cell):
            assert waiting or answering, f"{cell.id}: nobody has asked"
            assert cell.metadata.jupyter.outputs_hidden, cell.id
            waiting, answering = False, True
        elif cell.outputs and not {"exercise", "check", "solution"} & set(tags(cell)):
            assert not waiting, f"{cell.id} answers a prediction"
        elif "solution" in tags(cell):
            waiting, answering = False, True  # an exercise asks too, and has its own answer
