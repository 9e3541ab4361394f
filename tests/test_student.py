"""The workshop's edition: no solutions, no results, and it still runs from top to end."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from lessons import CHECKOUT, LESSONS, code_cells, tags
from nbclient import NotebookClient


@pytest.fixture(scope="module")
def student(tmp_path_factory):
    """What `make student` does, in a folder of its own."""
    build = tmp_path_factory.mktemp("student")
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    recipe = makefile.split("\nstudent:")[1].split("\n\n")[0]
    command = next(line for line in recipe.splitlines() if "nbconvert" in line)
    options = command.split("-m nbconvert ")[1].replace("build/student", str(build))
    options = options.replace("$(LESSONS)", "").split()
    subprocess.run(
        [sys.executable, "-m", "nbconvert", *options, *map(str, LESSONS)],
        check=True,
        capture_output=True,
        cwd=CHECKOUT,
    )
    shutil.copytree(CHECKOUT / "images", build / "images")
    return build


def test_no_solutions_and_no_results(student):
    for path in LESSONS:
        notebook = nbformat.read(student / "notebooks" / path.name, as_version=4)
        original = nbformat.read(path, as_version=4)
        removed = [c.id for c in original.cells if "solution" in tags(c)]
        assert removed or path.stem.startswith("00")
        assert [c.id for c in notebook.cells] == [
            c.id for c in original.cells if c.id not in removed
        ]
        assert not any(c.outputs or c.execution_count for c in code_cells(notebook))


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
