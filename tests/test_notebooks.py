"""The form of every lesson: what CONTRIBUTING.md asks for, as far as a program can see it."""

import ast
import re

import pytest
from lessons import CHECKOUT, LESSONS, code_cells, read, tags

# Cells whose output nbval may not compare, each with its reason. A new tag needs a new line here.
IGNORED_OUTPUTS = {
    ("07", "leak"): "accuracies after training depend on the processor",
    ("07", "forgotten"): "accuracies after training depend on the processor",
    ("07", "centred-sigmoid"): "accuracies after training depend on the processor",
    ("07", "once-run"): "accuracies after training depend on the processor",
    ("07", "moving"): "what training moves depends on the processor",
    ("09", "zero-grad-left-out"): "accuracies after training differ between processors",
    ("09", "eval-left-out"): "accuracies after training differ between processors",
    ("09", "train-left-out"): "losses and accuracies after training differ between processors",
    ("09", "no-grad-left-out"): "PyTorch's releases record different numbers of operations",
    ("09", "run"): "accuracies after training differ between processors",
    ("09", "noise-of-batches"): "losses of a trained network differ between processors",
    ("09", "test-once"): "accuracies after training differ between processors",
    ("09", "seeds"): "accuracies after training differ between processors",
    ("09", "calibration"): "the probabilities of a trained network differ between processors",
    ("09", "weights-silent"): "which neurons fall silent differs between processors",
    ("09", "shuffled-training"): "accuracies after training differ between processors",
    ("09", "shuffled-mismatch"): "accuracies after training differ between processors",
    ("09", "inverted"): "the probabilities of a trained network differ between processors",
    ("00", "check-environment"): "versions, memory and cores of the reader's computer",
    ("08", "sorted-experiment"): "accuracies of a training depend on the processor",
    ("08", "cost"): "ratios of times differ from run to run",
    ("01", "explore-line"): "a widget gets a new model id in every run",
    ("05", "explore"): "a widget prints the address of its model",
    ("05", "xor-run"): "how many trainings succeed may depend on the processor",
    ("04", "explorer"): "a widget prints the address of its model",
    ("04", "breaks-table"): "numbers close to zero depend on the processor",
    ("04", "twice-results"): "accuracies of training depend on the processor",
    ("04", "twice-bigger-step"): "accuracies of training depend on the processor",
    ("03", "speed"): "two times of this machine",
    ("03", "train-curves-run"): "training depends on the processor",
    ("03", "sweep-run"): "training and its seconds depend on the machine",
    ("03", "longer-run"): "accuracies after training depend on the processor",
    ("06", "sweep"): "losses after training depend on the processor",
    ("06", "comparison"): "losses after training depend on the processor",
    ("06", "twin-singles"): "float32 rounding, and where it leaps, depends on the processor",
    ("06", "between"): "losses after training depend on the processor",
    ("06", "mnist-run"): "the seconds of this machine",
    ("06", "test-once"): "accuracies after training depend on the processor",
    ("06", "speed"): "ratios of times differ from run to run",
    ("10", "pad"): "a widget's output names its model",
    ("10", "ten-of-each"): "Pillow's releases draw lines a little differently",
    ("10", "ablation"): "photo-like pictures differ in single pixels between processors",
    ("10", "only-shrunk"): "photo-like pictures differ in single pixels between processors",
    ("10", "per-digit"): "photo-like pictures differ in single pixels between processors",
    ("10", "varied-net"): "photo-like pictures differ in single pixels between processors",
    ("10", "threshold"): "photo-like pictures differ in single pixels between processors",
    ("02", "explorer"): "a widget's output names its model",
    ("02", "speed-run"): "epochs of training depend on the processor",
    ("02", "cost"): "timings differ at every run",
    ("02", "timeline"): "units that training kills depend on the processor",
    ("02", "revive"): "units that training revives depend on the processor",
    ("11", "family-results"): "answers after training depend on the processor",
    ("11", "traits"): "weights after training depend on the processor",
    ("12", "sparse-run"): "accuracies after training differ between processors",
    ("12", "negative"): "accuracies after training differ between processors",
    ("12", "dying"): "which neurons die differs between processors",
    ("12", "eights"): "accuracies after training differ between processors",
    ("12", "throughput-run"): "the speed of this machine",
    ("12", "program-run"): "a ratio of two times of this machine",
    ("12", "program-table"): "it holds numbers of this run",
    ("12", "ledger"): "it holds numbers of this run",
}

by_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def text_of(notebook):
    return "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def outputs(notebook):
    return [(cell, output) for cell in code_cells(notebook) for output in cell.outputs]


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
    first, last = cells[0].source, cells[-1].source
    assert re.match(rf"# {number} · \S", first)
    for word in ("**You will be able to**", "**You need**", "**Time**"):
        assert word in first, word
    assert re.search(r"\d+ minutes to read", first)
    assert re.search(r"\d+ seconds to run", first)
    assert "## Recap" in last
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
def test_small(path):
    assert path.stat().st_size < 1_000_000


@by_lesson
def test_cells_are_short(path):
    """At most 20 lines, unless the cell holds a class or a training loop, or is a collapsed one."""
    for cell in code_cells(read(path)):
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
        assert (cells[i + 2].id, tags(cells[i + 2])) == (f"{name}-solution", ["solution"])
        hidden = cells[i + 2].metadata.get("jupyter", {})
        assert hidden.get("source_hidden") is hidden.get("outputs_hidden") is True
        assert cells[i + 2].source.startswith(("#", "def ", "class "))  # Lab shows the first line
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


def test_each_ignored_output_has_its_reason():
    ignored = {
        (path.stem[:2], cell.id)
        for path in LESSONS
        for cell in code_cells(read(path))
        if "nbval-ignore-output" in tags(cell)
    }
    assert ignored == set(IGNORED_OUTPUTS)
    assert all(len(reason.split()) >= 4 for reason in IGNORED_OUTPUTS.values())


@by_lesson
def test_nothing_is_skipped(path):
    for cell in code_cells(read(path)):
        assert set(tags(cell)) <= {"exercise", "check", "solution", "nbval-ignore-output"}, cell.id


@by_lesson
def test_links_to_the_next_lesson(path):
    following = LESSONS[LESSONS.index(path) + 1 :]
    if following:
        title = read(following[0]).cells[0].source.splitlines()[0].removeprefix("# ")
        assert f"**Next** [{title}]({following[0].name}): " in read(path).cells[-1].source


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
