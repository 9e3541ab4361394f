"""The form of every lesson: what CONTRIBUTING.md asks for, as far as a program can see it."""

import ast
import itertools
import re

import pytest
from lessons import CHECKOUT, LESSONS, code_cells, read, tags

by_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def text_of(notebook):
    return "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def outputs(notebook):
    return [(cell, output) for cell in code_cells(notebook) for output in cell.outputs]


def recap(cells):
    """The end of a lesson. Behind it stands only what is looked up: symbols and glossary."""
    (place,) = (i for i, cell in enumerate(cells) if cell.source.startswith("## Recap"))
    assert {cell.id for cell in cells[place + 1 :]} <= {"symbols", "glossary"}
    return cells[place].source


def test_there_are_lessons():
    assert LESSONS


@by_lesson
def test_executed_in_order_on_a_fresh_kernel(path):
    counts = [cell.execution_count for cell in code_cells(read(path))]
    assert counts == list(range(1, len(counts) + 1))


@by_lesson
def test_no_errors_and_no_warnings(path):
    for cell, output in outputs(read(path)):
        assert output.output_type != "error", cell.id
        assert output.get("name") != "stderr", (cell.id, output.text)


@by_lesson
def test_frame(path):
    cells = read(path).cells
    number = path.stem[:2]
    first, last = cells[0].source, recap(cells)
    assert re.match(rf"# {number} · \S", first)
    for word in ("**You will be able to**", "**You need**", "**Time**"):
        assert word in first, word
    assert re.search(r"\d+ minutes to read", first)
    assert re.search(r"\d+ seconds to run", first)
    assert "**Next**" in last


@by_lesson
def test_every_figure_is_described(path):
    for cell in code_cells(read(path)):
        if any("image/png" in output.get("data", {}) for output in cell.outputs):
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt.split()) >= 6, f"{cell.id}: describe the figure in mystnb.image.alt"


@by_lesson
def test_every_drawn_picture_is_described_and_there(path):
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)[^)]*\)", text_of(read(path))):
        assert len(alt.split()) >= 6, target
        assert (path.parent / target).is_file(), target


@by_lesson
def test_every_link_to_a_lesson_or_file_leads_somewhere(path):
    for target in re.findall(r"\]\((?!https?:|#|attachment:)([^)#\s]+)", text_of(read(path))):
        assert (path.parent / target).exists(), target


@by_lesson
def test_plain_python_only(path):
    for cell in code_cells(read(path)):
        assert not re.search(r"^\s*[%!]", cell.source, re.MULTILINE), f"{cell.id}: no shell magics"
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert node.names[0].name != "*", cell.id
            if isinstance(node, ast.Call):
                assert "filterwarnings" not in ast.unparse(node.func), cell.id


@by_lesson
def test_no_path_of_one_machine(path):
    absolute = re.compile(r"(?<![\w.:/])/(home|Users|root|tmp|work|usr|opt|mnt)/|[A-Z]:\\\\")
    assert not absolute.search(path.read_text(encoding="utf-8"))


@by_lesson
def test_no_path_depends_on_the_working_directory(path):
    for cell in code_cells(read(path)):
        assert not re.search(r"""\.\./|(open|Path|save|load)\(f?["']""", cell.source), cell.id


@by_lesson
def test_what_a_cell_prints_is_one_piece(path):
    """A slow cell prints in pieces; `make execute` joins them, and a page then shows no gaps."""
    for cell in code_cells(read(path)):
        names = [output.get("name") for output in cell.outputs]
        assert not any(a and a == b for a, b in itertools.pairwise(names)), cell.id


@by_lesson
def test_small(path):
    assert path.stat().st_size < 1_000_000


@by_lesson
def test_cells_are_short(path):
    """At most 20 lines, unless the cell holds a class or a training loop, or is a folded one."""
    for cell in code_cells(read(path)):
        if cell.metadata.get("jupyter", {}).get("source_hidden"):
            continue
        lines = [line for line in cell.source.splitlines() if line.strip()]
        lesson_itself = re.search(r"^(class|def) ", cell.source, re.MULTILINE)
        assert len(lines) <= (32 if lesson_itself else 20), cell.id


@by_lesson
def test_cell_ids_are_stable_names(path):
    """Jupyter gives a new cell a random id of eight hex digits; a name tells what the cell is."""
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    for cell_id in ids:
        assert not re.fullmatch(r"[0-9a-f]{8}", cell_id), f"name cell {cell_id}"


@by_lesson
def test_exercise_cells_stand_together(path):
    cells = read(path).cells
    for i, cell in enumerate(cells):
        if "exercise" not in tags(cell):
            continue
        name = cell.id.removesuffix("-exercise")
        assert cells[i - 1].id == f"{name}-task"
        assert re.match(r"### Exercise \d\d\.\d+ · \S.* (●○○|●●○|●●●)\n", cells[i - 1].source)
        assert "<details>" in cells[i - 1].source, "the task offers no hint"
        assert (cells[i + 1].id, tags(cells[i + 1])) == (f"{name}-check", ["check"])
        assert (cells[i + 2].id, tags(cells[i + 2])) == (
            f"{name}-solution",
            ["solution", "hide-cell"],
        )
        hidden = cells[i + 2].metadata.get("jupyter", {})
        assert hidden.get("source_hidden") is hidden.get("outputs_hidden") is True
        assert cells[i + 2].source.startswith(("# Unfold", "def ", "class "))  # Lab shows it
        assert "not attempted" in "".join(o.get("text", "") for o in cells[i + 1].outputs)
        assert "✓" in "".join(o.get("text", "") for o in cells[i + 2].outputs)
    counts = [
        sum(kind in tags(cell) for cell in cells) for kind in ("exercise", "check", "solution")
    ]
    assert len(set(counts)) == 1


@by_lesson
def test_quiz_has_one_right_choice_and_explains_each(path):
    quizzes = [c for c in read(path).cells if c.source.startswith("**Quiz** ")]
    assert quizzes
    for cell in quizzes:
        choices = re.findall(
            r"<details>\s*<summary>(.+?)</summary>(.+?)</details>", cell.source, re.S
        )
        assert len(choices) >= 3, cell.id
        verdicts = [explanation.strip() for _, explanation in choices]
        assert sum(v.startswith("✓") for v in verdicts) == 1, cell.id
        assert all(v[0] in "✓✗" and len(v.split()) >= 6 for v in verdicts), cell.id


@by_lesson
def test_each_ignored_output_has_its_reason(path):
    """nbval may not compare these outputs; the metadata of the cell says why."""
    for cell in code_cells(read(path)):
        reason = cell.metadata.get("ignored_because", "")
        assert ("nbval-ignore-output" in tags(cell)) == (len(reason.split()) >= 4), cell.id


@by_lesson
def test_nothing_is_skipped(path):
    allowed = {"exercise", "check", "solution", "predict", "nbval-ignore-output"}
    folded = {"hide-cell", "hide-input", "hide-output"}
    for cell in code_cells(read(path)):
        assert set(tags(cell)) <= allowed | folded, cell.id


@by_lesson
def test_what_is_folded_in_the_lab_is_folded_on_a_page_too(path):
    for cell in code_cells(read(path)):
        hidden = cell.metadata.get("jupyter", {})
        source = hidden.get("source_hidden", False)
        results = hidden.get("outputs_hidden", False)
        whole = "hide-cell" in tags(cell)
        assert source == (whole or "hide-input" in tags(cell)), cell.id
        assert results == (whole or "hide-output" in tags(cell)), cell.id


@by_lesson
def test_the_lab_opens_it_as_saved(path):
    """With any other name JupyterLab marks the lesson as changed as soon as it is open."""
    assert read(path).metadata.kernelspec.display_name == "Python 3 (ipykernel)"


@by_lesson
def test_links_to_the_next_lesson(path):
    following = LESSONS[LESSONS.index(path) + 1 :]
    if following:
        title = read(following[0]).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"**Next** [{title}]({following[0].name}): " in recap(read(path).cells)


@by_lesson
def test_readme_and_map_know_the_lesson_by_its_title(path):
    number, title = read(path).cells[0].source.splitlines()[0].removeprefix("# ").split(" · ")
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert f"| [{number} {title}](notebooks/{path.name}) |" in readme
    assert f">{title}</text>" in (CHECKOUT / "images/course_map.svg").read_text(encoding="utf-8")


@by_lesson
def test_readme_lists_the_lesson_with_its_times(path):
    frame = read(path).cells[0].source
    read_minutes = re.search(r"(\d+) minutes to read", frame)[1]
    run_seconds = re.search(r"(\d+) seconds to run", frame)[1]
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if f"| [{path.stem[:2]} " in line]
    assert f"(notebooks/{path.name})" in row
    assert row.endswith(f"| {read_minutes} min | {run_seconds} s |")
