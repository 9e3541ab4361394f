"""The words of the exercises, which are data: beside adam.py stands adam.toml.

CONTRIBUTING.md shows such a file. Of an exercise it holds the solution, the sentence for a right
answer, and the mistakes with their hints:

- 'part of the solution' heads a table of edits, 'what learners write there' = "hint"; && stands
  between the parts of an edit in several places.
- {{a || b}} stands for a and for b: one hint for several spellings.
- "@name" is a hint of the table [hints], which rows share.
- '*family' = {...} are the rows of a table that recurs, from [families] of the file or families.py.
"""

import ast
import re
import tomllib
from pathlib import Path

from course_utils.checks import families
from course_utils.checks.mistakes import Mistake

_SPELLINGS = re.compile(r"\{\{((?:(?!\{\{).)*?\|\|.*?)\}\}(?!\})", re.DOTALL)


class Texts:
    """The texts of a data file, by the name of an exercise: what its check is made with.

    file: the module beside which it stands, __file__.
    """

    def __init__(self, file):
        self.path = Path(file).with_suffix(".toml")
        try:
            self._tables = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{self.path}: {error}") from error
        self._hints = self._tables.pop("hints", {})
        self._families = self._tables.pop("families", {})
        self._used = set()

    def __call__(self, exercise, answers=None):
        """Arguments for the check of an exercise: name, passed, mistakes, and what else is there.

        answers: where a mistake in the file is a name, not the wrong answer itself, {name: wrong
        value or test}, or a function from the name to these.
        """
        if exercise not in self._tables:
            raise ValueError(f"{self.path} has no table [{exercise}]")
        self._used.add(f"[{exercise}]")
        try:
            table = {"name": exercise, **self._tables[exercise]}
            if "edits" in table:
                table["edits"] = {
                    tuple(_split(parts)): self._rows(rows) for parts, rows in table["edits"].items()
                }
            if isinstance(table.get("mistakes"), list):
                table["mistakes"] = [
                    Mistake(self.hint(row["hint"]), answer)
                    for row in table["mistakes"]
                    for answer in _spelt(row["answer"])
                ]
            elif "mistakes" in table:
                table["mistakes"] = self._named(table["mistakes"], answers)
        except (LookupError, ValueError, AttributeError, TypeError) as error:
            raise ValueError(f"{self.path}, [{exercise}]: {error}") from error
        return table

    def hint(self, text):
        """A hint, where it is "@name" that of the table [hints]."""
        if not text.startswith("@"):
            return text
        if text[1:] not in self._hints:
            raise LookupError(f"no hint has the name {text!r}")
        self._used.add(text)
        return self._hints[text[1:]]

    def unused(self):
        """What nothing has asked for: [exercise], @hint, *family."""
        names = [f"[{name}]" for name in self._tables]
        names += [f"@{name}" for name in self._hints] + [f"*{name}" for name in self._families]
        return [name for name in names if name not in self._used]

    def _rows(self, table):
        """The rows of a table of edits as {what stands there instead: hint}."""
        rows = {}
        for key, value in table.items():
            if isinstance(value, str):
                found = [(spelling, self.hint(value)) for spelling in _spelt(key)]
            else:
                found = self._family(key, value).items()
            for instead, hint in found:
                new = tuple(_split(instead))
                if new in rows:
                    raise ValueError(f"{instead!r} stands there twice")
                rows[new] = hint
        return rows

    def _family(self, key, arguments):
        """{what stands there instead: hint} of one call of a family."""
        arguments = {
            name: self.hint(value) if isinstance(value, str) else value
            for name, value in arguments.items()
        }
        if key[1:] not in self._families:
            if not hasattr(families, key[1:]):
                raise LookupError(f"no family has the name {key!r}")
            return getattr(families, key[1:])(**arguments)
        self._used.add(key)
        rows = {instead: self.hint(hint) for instead, hint in self._families[key[1:]].items()}
        return {
            spelling: hint
            for instead, hint in families.filled(rows, arguments).items()
            for spelling in _spelt(instead)
        }

    def _named(self, rows, answers):
        """The mistakes of a value exercise."""
        if callable(answers):
            return [Mistake(self.hint(hint), answers(key)) for key, hint in rows.items()]
        answers = answers or {}
        if not answers.keys() <= rows.keys():
            raise LookupError(f"no hint for {', '.join(answers.keys() - rows.keys())}")
        return [
            Mistake(self.hint(hint), answers[key] if key in answers else _wrong_value(key))
            for key, hint in rows.items()
        ]


def _wrong_value(text):
    try:
        return ast.literal_eval(text)
    except (SyntaxError, ValueError) as error:
        raise LookupError(f"{text!r} is no value, and no test has this name") from error


def _split(text):
    return [part.strip(" ") for part in text.split("&&")]


def _spelt(text):
    """All texts that a text with {{a || b}} stands for."""
    found = _SPELLINGS.search(text)
    if not found:
        return [text]
    before, after = text[: found.start()], text[found.end() :]
    return [s for a in found[1].split("||") for s in _spelt(before + a.strip(" ") + after)]
