"""The verdict on an answer, and the one place where it is printed."""

from dataclasses import dataclass

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
    """Print the verdict on an answer. Each verdict of each check passes here."""
    print(verdict)
