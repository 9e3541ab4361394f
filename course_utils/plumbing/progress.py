"""What a learner has done: each verdict of a check, kept on the learner's own computer.

``python -m course_utils.progress`` shows it, with --forget it is forgotten. A record holds the
exercise, whether the answer was right, which hint it got and when; never the answer. Each program
appends to a file of its own, one line of JSON a verdict: two notebooks at once can't disturb each
other, and a damaged line costs only itself.
"""

import argparse
import contextlib
import datetime
import functools
import json
import os
import re
import sys
import uuid
from html import escape
from pathlib import Path

import platformdirs

from course_utils.plumbing import editions

FOLDER_VARIABLE = "BACKPROP_PROGRESS"  # another folder; "off" keeps nothing
_OWN_FILE = f"verdicts-{uuid.uuid4().hex}.jsonl"
_GREEN, _PALE, _INK = "#4f8f5b", "#e6e9ea", "#5b6770"


def folder():
    """Where the verdicts are kept, or None if they are not."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named and named.lower() == "off":
        return None
    if named:
        return Path(named).expanduser()
    return platformdirs.user_data_path("backprop-course", appauthor=False)


def record(exercise, right, hint=None):
    """Keep one verdict: the exercise's name, whether it was right, the id of the hint it got.

    Never raises: whatever the disk does, the check answers.
    """
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    verdict = {"when": now, "exercise": exercise, "right": right, "hint": hint}
    # The line break in front: what a full disk cut off does not swallow the next line.
    line = f"\n{json.dumps(verdict, ensure_ascii=False)}\n".encode()
    try:
        place = folder()
        if place:
            place.mkdir(parents=True, exist_ok=True)
            with (place / _OWN_FILE).open("ab", buffering=0) as file:
                file.write(line)
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no home folder
        _say_once(f"(Your progress can't be kept: {error})")


@functools.cache
def _say_once(sentence):
    print(sentence)


def verdicts():
    """All records, oldest first, as dicts; a damaged line is left out, and stays in its file."""
    place, found = folder(), []
    for path in sorted(place.glob("verdicts-*.jsonl")) if place else []:
        with contextlib.suppress(OSError):
            for line in path.read_bytes().splitlines():
                with contextlib.suppress(ValueError):
                    verdict = json.loads(line)
                    if is_record(verdict):
                        found.append(verdict)
    return sorted(found, key=lambda verdict: verdict["when"])


def is_record(verdict):
    return (
        isinstance(verdict, dict)
        and isinstance(verdict.get("when"), str)
        and isinstance(verdict.get("exercise"), str)
        and isinstance(verdict.get("right"), bool)
        and isinstance(verdict.get("hint"), str | None)
    )


def forget():
    """Delete all records. Raises OSError if a file can't be deleted."""
    place = folder()
    for path in place.glob("verdicts-*.jsonl") if place else []:
        path.unlink(missing_ok=True)


@functools.cache
def exercises():
    """{lesson's number: (title, names of its exercises)}, read from the lessons themselves."""
    found = {}
    for path in editions.lessons():
        cells = editions.read(path)["cells"]
        number, title = re.match(r"# (\d\d) · (.+)", "".join(cells[0]["source"])).groups()
        found[number] = (
            title,
            [
                cell["id"].removesuffix("-exercise")
                for cell in cells
                if "exercise" in cell["metadata"].get("tags", [])
            ],
        )
    return found


def done():
    """{lesson's number: (how many exercises are right, how many there are)}.

    What was right once stays right, whatever was tried afterwards.
    """
    right = {verdict["exercise"] for verdict in verdicts() if verdict["right"]}
    return {
        number: (sum(name in right for name in names), len(names))
        for number, (_, names) in exercises().items()
    }


class Map:
    """The map of the course, with a bar in each lesson for the exercises that are right."""

    def __repr__(self):
        lines = []
        for number, (right, of) in done().items():
            bar = "#" * right + "." * (of - right)
            lines.append(f"{number}  {exercises()[number][0]:<26} {bar:<16} {right} of {of}")
        return "\n".join(lines)

    def _repr_svg_(self):
        svg = (editions.CHECKOUT / "images" / "course_map.svg").read_text(encoding="utf-8")
        places = re.findall(r'<rect id="lesson-(\d\d)" x="([\d.]+)" y="([\d.]+)"', svg)
        counts = done()
        bars = [
            _bar(float(x) + 40, float(y) + 74, *counts[number])
            for number, x, y in places
            if number in counts
        ]
        right, of = map(sum, zip(*counts.values(), strict=True))
        title = f"Map of the course: {right} of {of} exercises are right"
        svg = re.sub("<title>.*?</title>", f"<title>{escape(title)}</title>", svg)
        return svg.replace("</svg>", "\n".join([*bars, "</svg>"]))


def _bar(x, y, right, of, width=96):
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="8" rx="4" fill="{_PALE}"/>'
        f'<rect x="{x}" y="{y}" width="{width * right / of:.1f}" height="8" rx="4" '
        f'fill="{_GREEN}"/><text x="{x + width + 8}" y="{y + 8}" font-size="12" '
        f'fill="{_INK}">{right} of {of}</text>'
    )


def main(arguments=None):
    """Show the map, or forget. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m course_utils.progress", description="What you have done in the course."
    )
    parser.add_argument("--forget", action="store_true", help="delete all of it")
    parser.add_argument("--yes", action="store_true", help="with --forget: do not ask")
    options = parser.parse_args(arguments)
    place = folder()
    if place is None:
        print(f"Nothing is kept: {FOLDER_VARIABLE} is off.")
    elif options.forget:
        return _forget(place, asks=not options.yes)
    else:
        print(Map())
        print(f"\nKept on this computer only, in {place}; --forget deletes it.")
    return 0


def _forget(place, asks):
    count = len(verdicts())
    if asks and not _agrees(f"Forget all {count} verdicts in {place}? (y or n) "):
        print("Nothing was forgotten.")
        return 1
    try:
        forget()
    except OSError as error:
        print(f"Not everything could be deleted: {error}")
        return 1
    print(f"Forgotten: {count} verdicts.")
    return 0


def _agrees(question):
    if not sys.stdin.isatty():
        print("Say --forget --yes where nobody can be asked.")
        return False
    return input(question).strip().lower() in ("y", "yes")
