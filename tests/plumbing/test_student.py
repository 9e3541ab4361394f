"""The workshop's edition: no solutions, no results, no word of them, and it still runs."""

import os
import re

import nbformat
import pytest
from lessons import CHECKOUT, LESSONS, code_cells, read, tags
from nbclient import NotebookClient

from course_utils.plumbing import editions


@pytest.fixture(scope="module")
def student(tmp_path_factory):
    folder = tmp_path_factory.mktemp("student") / "edition"
    (folder / "notebooks").mkdir(parents=True)
    (folder / "notebooks" / "left_over.ipynb").write_text("of a lesson that has another name now")
    return editions.write_student(folder)


def test_no_solutions_and_no_results(student):
    assert sorted(p.name for p in (student / "notebooks").iterdir()) == [p.name for p in LESSONS]
    for path in LESSONS:
        notebook = nbformat.read(student / "notebooks" / path.name, as_version=4)
        nbformat.validate(notebook)
        original = read(path)
        removed = [c.id for c in original.cells if editions.KEPT_BACK & set(tags(c))]
        assert any(cell_id.endswith("-solution") for cell_id in removed)
        assert [c.id for c in notebook.cells] == [
            c.id for c in original.cells if c.id not in removed
        ]
        assert not any(c.outputs or c.execution_count for c in code_cells(notebook))


def test_what_is_left_out_is_a_solution_or_speaks_of_them():
    for path in LESSONS:
        for cell in read(path).cells:
            if "about-solutions" in tags(cell):
                assert cell.cell_type == "markdown", cell.id
                assert re.search("solution|result", cell.source, re.IGNORECASE), cell.id


def test_the_first_lesson_promises_nothing_that_is_not_there(student):
    first = nbformat.read(student / "notebooks" / LESSONS[0].name, as_version=4)
    text = "\n".join(c.source for c in first.cells if not c.id.startswith("glossary"))
    for words in ("the solution", "folded solution", "were saved", "are saved here"):
        assert words not in text, words


def test_the_pictures_are_there_and_their_programs_are_not(student):
    kept = {path.name for path in (student / "images").rglob("*") if path.is_file()}
    there = {p.name for p in (CHECKOUT / "images").rglob("*") if p.suffix not in (".py", ".pyc")}
    assert kept == {name for name in there if "." in name}
    assert not [name for name in kept if name.endswith(".py")]


def test_a_lesson_runs_without_its_solutions(student):
    path = student / "notebooks" / "10_mnist_dataset.ipynb"
    notebook = nbformat.read(path, as_version=4)
    os.environ.setdefault("TQDM_DISABLE", "1")
    NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    ).execute()
    checks = [c for c in code_cells(notebook) if "check" in tags(c)]
    assert checks
    for cell in checks:
        assert "not attempted" in "".join(o.get("text", "") for o in cell.outputs)
