"""The plans of the guide as data: a lesson's page has one, guide.md has one for each length.

A row of a page's plan is | minutes | part | how | what |; a row of guide.md's plans is
| from | minutes | what | how |, where `what` may name parts of a lesson, as
`[05](lessons/05_backprop_by_hand.md): opening, 1, 05.1`.
"""

import re
from pathlib import Path
from typing import NamedTuple

TEACH = Path(__file__).parents[1]
HOW = {"live", "alone", "pairs", "together", "home"}
LONGEST = 90  # minutes without a break
BUFFER = 1 / 7  # of the minutes between two breaks, at least


class Row(NamedTuple):
    minutes: int
    part: str  # "break" and "buffer" are parts too
    title: str
    how: str
    what: str


def page_of(lesson):
    """The path of a lesson's page."""
    return TEACH / "lessons" / f"{lesson.path.stem}.md"


def page_plan(text):
    """The rows of a page's plan."""
    rows = []
    row = r"(?m)^\| (\d+) \| ([^|]+?) \| ([^|]*?) ?\| ?(.*?) ?\|$"
    for minutes, title, how, what in re.findall(row, text):
        part = re.match(r"\d\d\.\d+|\d+(?=\. )", title)
        rows.append(Row(int(minutes), part[0] if part else title, title, how, what))
    return rows


def workshop_plans(text):
    """{heading: [(start in minutes, minutes, [(lesson, parts)], what)]} of guide.md's plans."""
    plans = {}
    for section in re.split(r"(?m)^### ", text):
        rows = re.findall(r"(?m)^\| (\d+):(\d\d) \| (\d+) \| ([^|]+?) \|.*\|$", section)
        if rows:
            plans[section.splitlines()[0]] = [
                (60 * int(hour) + int(minute), int(minutes), parts_named(what), what)
                for hour, minute, minutes, what in rows
            ]
    return plans


def parts_named(what):
    """[(lesson, [parts])] that a row names: `[05](...): opening, 1, 05.1`."""
    return [
        (number, [part.strip() for part in parts.split(",")])
        for number, parts in re.findall(r"\[(\d\d)\]\([^)]*\): ([^;]+)", what)
    ]


def is_break(what):
    return what.lower().startswith(("break", "lunch", "end of the first day"))


def longest_stretch(minutes_and_names):
    """The most minutes from one break to the next."""
    longest = now = 0
    for minutes, name in minutes_and_names:
        now = 0 if is_break(name) else now + minutes
        longest = max(longest, now)
    return longest


def in_the_room(rows):
    return sum(row.minutes for row in rows if row.how != "home")


def at_home(rows):
    return sum(row.minutes for row in rows if row.how == "home")
