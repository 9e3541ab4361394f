"""The verdict on an answer, and the one place where it is printed."""

import dis
import sys
from dataclasses import dataclass

from course_utils.plumbing import classroom, progress

_SIGNS = {"right": "✓", "wrong": "✗", "open": "○"}


@dataclass(frozen=True)
class Verdict:
    """What a check says of an answer.

    state: "right", "wrong", or "open" where a stub was not filled in. hint: the id of the mistake
    that was recognised ("+" between several), or a short name such as "raises"; None beside right.
    """

    exercise: str
    state: str
    text: str
    hint: str | None = None

    def __str__(self):
        return f"{_SIGNS[self.state]} {self.exercise}: {self.text}"


def announce(verdict, answer):
    """Print the verdict on an answer, and keep it. Each verdict of each check passes here."""
    print(verdict)
    if verdict.state != "open" and _checked_name() == verdict.exercise:
        progress.record(verdict.exercise, verdict.state == "right", verdict.hint)
        classroom.send_soon()


def _checked_name():
    """average where a notebook says check.average(average): not a solution, nor an example."""
    frame = sys._getframe(2)
    while frame and frame.f_globals.get("__name__", "").startswith("course_utils."):
        frame = frame.f_back
    if frame is None or frame.f_globals.get("__name__") != "__main__":
        return None
    # The name that was loaded last before the call is its argument.
    names = [
        step.argval
        for step in dis.get_instructions(frame.f_code)
        if step.offset < frame.f_lasti and step.opname in ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FAST")
    ]
    return names[-1] if names else None
