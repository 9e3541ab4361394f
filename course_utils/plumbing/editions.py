"""The lessons without their results, for a learner's own copy, and without solutions for a class.

``python -m course_utils.student`` (`make student`) writes build/student/.
"""

import json
import shutil
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
STUDENT = CHECKOUT / "build" / "student"
# Cells with one of these tags are left out for a class: a solution, and a text about solutions.
KEPT_BACK = {"solution", "about-solutions"}


def lessons():
    """The paths of the lessons, in their order."""
    return sorted((CHECKOUT / "notebooks").glob("*.ipynb"))


def read(path):
    """A notebook file as the dict that it holds. Raises ValueError where it holds none."""
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise ValueError(f"{path} is not a notebook")
    return notebook


def text(notebook):
    """The text of a notebook file, in the form in which JupyterLab saves it."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def without_results(notebook):
    """The notebook before anything was run."""
    metadata = {key: value for key, value in notebook["metadata"].items() if key != "widgets"}
    cells = [
        cell | {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return notebook | {"cells": cells, "metadata": metadata}


def without_solutions(notebook):
    """The notebook without its solutions and without the cells that speak of them."""
    cells = [c for c in notebook["cells"] if not KEPT_BACK & set(c["metadata"].get("tags", []))]
    return notebook | {"cells": cells}


def write_student(folder=STUDENT):
    """Write the edition for a class into folder, new each time: lessons and their pictures."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "notebooks").mkdir(parents=True)
    for path in lessons():
        edition = text(without_results(without_solutions(read(path))))
        (folder / "notebooks" / path.name).write_text(edition, encoding="utf-8", newline="\n")
    programs = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(CHECKOUT / "images", folder / "images", ignore=programs)
    return folder


def main():
    """Write the edition and say where it is."""
    folder = write_student()
    count = len(lessons())
    print(f"{count} lessons without solutions and results: {folder.relative_to(CHECKOUT)}")
