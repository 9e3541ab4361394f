"""Mistakes: wrong answers that learners give, each with the hint that names it.

Most are edits of the solution: a part of its text, what learners write there instead, and a hint.
Several edits in different parts make a mix, which gets the hints of all.
"""

import itertools
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_utils.plumbing.edits import edited, span


@dataclass(frozen=True)
class Mistake:
    """A wrong answer, and the hint that names it.

    answer: for a function exercise a source text, all of the function or its body alone; for a
    value exercise the wrong value, or a function from the learner's value to True where it makes
    this mistake. changes: where it is an edit of the solution, {part: what stands
    there instead}. id: names the hint for whatever counts or translates hints; all mistakes of an
    exercise with the same hint share it.
    """

    hint: str
    answer: Any = None
    id: str = ""
    changes: Mapping[str, str] | None = None

    @property
    def source(self):
        """The program of a learner who makes this mistake, if there is one."""
        return self.answer if isinstance(self.answer, str) else None


def from_edits(source, edits):
    """The mistakes of a table {part of the source: {what stands there instead: hint}}.

    A part that is a tuple of texts stands for several places: then each row has as many texts.
    """
    found = []
    for parts, rows in edits.items():
        parts = (parts,) if isinstance(parts, str) else parts
        for part in parts:
            span(source, part)  # an edit of something that is not there is never silent
        for replacements, hint in rows.items():
            new = (replacements,) if isinstance(replacements, str) else replacements
            changes = dict(zip(parts, new, strict=True))
            found.append(Mistake(hint, edited(source, changes), changes=changes))
    return found


def mixes(source, mistakes, counts):
    """Each mix of so many edits in different parts of the source, made when it is asked for."""
    edits = [(m, [span(source, part) for part in m.changes]) for m in mistakes if m.changes]
    for count in counts:
        for chosen in itertools.combinations(edits, count):
            places = sorted(place for _, spans in chosen for place in spans)
            if all(a[1] <= b[0] for a, b in itertools.pairwise(places)):
                changes = {part: new for m, _ in chosen for part, new in m.changes.items()}
                hints = list(dict.fromkeys(m.hint for m, _ in chosen))
                ids = list(dict.fromkeys(m.id for m, _ in chosen))
                yield Mistake(
                    " ".join(hints), edited(source, changes), id="+".join(ids), changes=changes
                )


def whole_function(source, signature):
    """A mistake's source; where it is a body alone, below the solution's own first line."""
    source = source.strip("\n")
    if re.match(r"\s*(def|class|import|from|@)\b", source):
        return source
    lines = source.split("\n")
    deepest = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join([signature, *(f"    {line[deepest:]}".rstrip() for line in lines)])


def hint_id(exercise, hint):
    """A short name for a hint, which stays as long as its words do."""
    return f"{exercise}-{zlib.crc32(hint.encode()):08x}"


def sentence(text, names):
    """A hint with a capital letter in front, unless it begins with a name of the code."""
    first = re.match(r"\w*", text).group()
    if not first.islower() or first in names or not re.search("[aeiou]", first):
        return text
    return text[0].upper() + text[1:]
