"""A lesson as teachers' tools see it: its parts in their order, its minutes, its quizzes.

A part is "opening", a section's number ("4"), an exercise's number ("05.2"), "Extra" or "recap".
"""

import re
from dataclasses import dataclass

from course_utils.plumbing import editions

NOT_TAUGHT = {"Symbols", "Glossary", "Sources"}  # sections to look things up in
EXERCISE = re.compile(r"(?m)^### Exercise (\d\d\.\d+) · (.+?) (●+)○* *$")
DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)


@dataclass(frozen=True)
class Lesson:
    """number: "05". parts: {part: its title}. exercises: {"05.2": its name in the checks}."""

    path: object
    title: str
    parts: dict
    exercises: dict
    read: int
    practise: int
    extra: int

    @property
    def number(self):
        return self.path.name[:2]


def lesson(path):
    """Read a notebook. Raises ValueError where its Time line or an exercise has another form."""
    cells = editions.read(path)["cells"]
    first = "".join(cells[0]["source"])
    parts, exercises = {"opening": "opening"}, {}
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] != "markdown":
            continue
        for heading in re.finditer(r"(?m)^(##|###) (.+)$", source):
            level, title = heading[1], heading[2].strip()
            if exercise := EXERCISE.match(heading[0]):
                parts[exercise[1]] = f"{exercise[1]} {exercise[2]}"
                exercises[exercise[1]] = cell["id"].removesuffix("-task")
            elif level == "##" and title not in NOT_TAUGHT:
                number = re.match(r"(\d+)\. ", title)
                parts[number[1] if number else {"Recap": "recap"}.get(title, title)] = (
                    title if number or title == "Extra" else title.lower()
                )
    return Lesson(
        path=path,
        title=first.splitlines()[0].removeprefix("# "),
        parts=parts,
        exercises=exercises,
        read=_minutes(r"(\d+) minutes to read", first, path),
        practise=_minutes(r"(\d+)(?: more)? for the exercises", first, path),
        extra=_minutes(r"(\d+) more (?:minutes )?for the Extra", first, path)
        if "Extra" in parts
        else 0,
    )


def _minutes(pattern, text, path):
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"{path.name}: no **Time** with {pattern} in the first cell")
    return int(found[1])


def all_lessons():
    """All lessons, in their order."""
    return [lesson(path) for path in editions.lessons()]


def named_cells(path, text):
    """[(id, the heading above, first line)] of the code cells that a text names, in their order.

    JupyterLab does not show ids, so a teacher finds a cell by its heading and its first line.
    """
    named, heading, found = set(re.findall(r"`([\w-]+)`", text)), "", []
    for cell in editions.read(path)["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            heading = next(reversed(re.findall(r"(?m)^##+ (.+)$", source)), heading)
        elif cell["id"] in named:
            found.append((cell["id"], heading, source.splitlines()[0]))
    return found


def quizzes(path):
    """[(question, [(choice, explanation, whether it is right)])] of a lesson, in its order."""
    found = []
    for cell in editions.read(path)["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        # A quiz may stand at the end of a cell: it begins with its word, and ends with its choices.
        for source in re.split(r"(?m)^(?=\*\*Quiz\*\*)", "".join(cell["source"])):
            if source.startswith("**Quiz**"):
                question = source.split("<details>")[0].removeprefix("**Quiz**").strip()
                choices = [
                    (choice.strip(), text.strip(), text.strip().startswith("✓"))
                    for choice, text in DETAILS.findall(source)
                ]
                found.append((question, choices))
    return found
