"""What the tests need to know of the notebooks."""

import ast
from pathlib import Path

import nbformat

CHECKOUT = Path(__file__).parents[1]
LESSONS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return cell.metadata.get("tags", [])


def exercises(notebook):
    """{name: {"exercise": source, "check": source, "solution": source}} in the lesson's order."""
    found = {}
    for cell in code_cells(notebook):
        for kind in ("exercise", "check", "solution"):
            if kind in tags(cell):
                name, _, suffix = cell.id.rpartition("-")
                assert suffix == kind, f"cell {cell.id} is tagged {kind}: name it NAME-{kind}"
                found.setdefault(name, {})[kind] = cell.source
    return found


def imports(notebook):
    """All import statements of a lesson, as one program."""
    nodes = [
        node
        for cell in code_cells(notebook)
        if "%" not in cell.source[:1]
        for node in ast.parse(cell.source).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    return ast.unparse(ast.Module(nodes, []))
