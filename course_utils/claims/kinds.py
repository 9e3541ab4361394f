"""What the ledger is made of: verdicts, rows, and where a row has its numbers from."""

from collections.abc import Callable
from dataclasses import dataclass

HOLDS, CONDITION, WRONG, UNKNOWN = VERDICTS = (
    "holds",
    "holds with a condition",
    "wrong",
    "can't be known",
)
SYMBOLS = dict(zip(VERDICTS, "✓◐✗?", strict=True))


class ClaimsError(ValueError):
    """A number can't be found where an entry says it is; the message says which and what to do."""


@dataclass(frozen=True)
class Printed:
    """Where a number stands: a pattern with named groups on what a cell of a lesson printed."""

    lesson: str  # "02"
    cell: str
    pattern: str


@dataclass(frozen=True)
class Live:
    """The lesson that shows the ledger measures it itself, in that section."""

    section: int | str


@dataclass(frozen=True)
class Source:
    """Not measured: somebody else's word, as Markdown with links."""

    text: str


@dataclass(frozen=True)
class Claim:
    """One row. shown: a format string for the numbers, {name} as the pattern's groups are named.

    rule: takes these groups by name, as _value() reads them, and returns (verdict, why). What
    rests on a source has a rule without arguments.
    """

    number: int
    name: str
    says: str
    evidence: Printed | Live | Source
    shown: str
    rule: Callable[..., tuple[str, str]]


@dataclass(frozen=True)
class Flaw:
    """One habit of the article's program and what it costs, measured."""

    number: str
    says: str
    evidence: Printed | Live
    shown: str


@dataclass(frozen=True)
class Row:
    """A judged claim, ready to be shown."""

    claim: Claim
    verdict: str
    why: str
    shown: str
    origin: str
