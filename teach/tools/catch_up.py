"""Catch-up notebooks: a lesson with the answers of its first exercises, for who fell behind.

`make catch-up AFTER=05.3` writes build/teach/catch_up/05_backprop_by_hand.after-05.3.ipynb: the
edition for a class, in which the stubs of all exercises up to 05.3 hold their answers under the
learner's names. The exercises after it are as they were.
"""

import re
import sys

import lesson_parts

from course_utils.plumbing import editions
from course_utils.plumbing.options import OneLineParser
from course_utils.plumbing.terminal import run

OUT = editions.CHECKOUT / "build" / "teach" / "catch_up"


def answer_of(solution, name):
    """The solution cell's program under the learner's name, without the line that checks it."""
    lines = [
        line
        for line in solution.splitlines()
        if not line.startswith((f"check.{name}({name}_solution", "# Unfold"))
    ]
    return re.sub(rf"\b{name}_solution\b", name, "\n".join(lines)).strip()


def catch_up(lesson, after):
    """The notebook of a lesson in which the exercises up to `after` are answered."""
    notebook = editions.read(lesson.path)
    sources = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}
    numbers = list(lesson.exercises)
    stubs = {
        f"{lesson.exercises[number]}-exercise": answer_of(
            sources[f"{lesson.exercises[number]}-solution"], lesson.exercises[number]
        )
        for number in numbers[: numbers.index(after) + 1]
    }
    cells = [
        cell | {"source": stubs[cell["id"]].splitlines(keepends=True)}
        if cell["id"] in stubs
        else cell
        for cell in notebook["cells"]
    ]
    return editions.without_results(editions.without_solutions(notebook | {"cells": cells}))


def main(arguments=None):
    """Write the notebook and say where it is."""
    parser = OneLineParser(prog="catch_up.py", description=__doc__.splitlines()[0])
    parser.add_argument("after", help="the last exercise that is answered, such as 05.3")
    after = parser.parse_args(arguments).after
    for lesson in lesson_parts.all_lessons():
        if after in lesson.exercises:
            break
    else:
        parser.error(f"no lesson has an exercise {after!r}: name one such as 05.3")
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{lesson.path.stem}.after-{after}.ipynb"
    path.write_text(editions.text(catch_up(lesson, after)), encoding="utf-8", newline="\n")
    print(
        f"{path.relative_to(editions.CHECKOUT).as_posix()}: the exercises up to {after} are "
        "answered. It belongs into the learner's my_course/, beside the own notebook."
    )


if __name__ == "__main__":
    sys.exit(run(main))
