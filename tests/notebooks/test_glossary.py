"""The glossary of lesson 00: in order, one anchor a term, and every term of every lesson in it.

A lesson sets a term in *italics* where it explains it. So whatever stands in italics must be in the
glossary, as the term itself or among the other words in brackets behind it, singular or plural,
with small or capital letters. More than three words in italics are no term but the title of a book.
What is only stressed is set in bold.
"""

import re

import pytest
from lessons import CHECKOUT, LESSONS, read

LESSON = CHECKOUT / "notebooks" / "00_start_here.ipynb"
CELLS = {cell.id: cell.source for cell in read(LESSON).cells}
ANCHORS = re.findall(r'<a id="([^"]+)">', "\n".join(CELLS.values()))


def entries():
    """(anchor, term, other words, explanation) of each line of the glossary."""
    lines = [line for line in CELLS["glossary"].splitlines() if line.startswith("- ")]
    form = r'- <a id="([^"]+)"></a>\*\*(.+?)\*\*(?: \(([^)]+)\))?: (.+)'
    found = [re.fullmatch(form, line) for line in lines]
    assert all(found), [line for line, entry in zip(lines, found, strict=True) if not entry]
    return [
        (anchor, term, others.split(", ") if others else [], explanation)
        for anchor, term, others, explanation in (entry.groups() for entry in found)
    ]


TERMS = {word.lower() for _, term, others, _ in entries() for word in [term, *others]}


def in_italics(markdown):
    """What stands between single asterisks, outside of code and formulas."""
    for aside in (r"```.*?```", r"`[^`]*`", r"\$\$.*?\$\$", r"\$[^$\n]*\$"):
        markdown = re.sub(aside, "", markdown, flags=re.DOTALL)
    return re.findall(r"(?<![*\w\\])\*(?![*\s])([^*\n]+?)(?<![*\s])\*(?![*\w])", markdown)


def is_term(words):
    return len(words.split()) <= 3


def is_explained(words):
    words = words.lower()
    endings = [("", ""), ("s", ""), ("es", ""), ("ies", "y")]  # batches, probabilities
    return any(words.endswith(s) and words.removesuffix(s) + one in TERMS for s, one in endings)


def text_of(path, but=()):
    return "\n".join(cell.source for cell in read(path).cells if cell.id not in but)


def test_entries_are_in_order():
    terms = [term.lower() for _, term, _, _ in entries()]
    assert terms == sorted(terms)


def test_each_entry_explains_and_names_its_lesson():
    for _, term, _, explanation in entries():
        assert re.search(r"\. \((\d\d)\)$", explanation), term
        assert len(explanation.split()) >= 5, term


def test_anchors_are_unique_and_made_from_their_terms():
    assert len(set(ANCHORS)) == len(ANCHORS)
    for anchor, term, _, _ in entries():
        assert anchor == re.sub(r"[^a-z0-9]+", "-", term.lower())


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_links_to_the_glossary_lead_to_a_term(path):
    for anchor in re.findall(r"\]\(00_start_here\.ipynb#([^)]+)\)", text_of(path)):
        assert anchor in ANCHORS, anchor


def test_finds_what_stands_in_italics():
    text = (
        "A *term*, its *other name* (**in *bold* text**) and *Plurals*.\n"
        "* a list\n* of *items*\n"
        "No terms: **bold**, `a * b * c`, 2 * 3 * 4, a*b*c, $x * y * z$, *args, \\*escaped\\*.\n"
        "```\nx = *a, *b\n```"
    )
    assert in_italics(text) == ["term", "other name", "bold", "Plurals", "items"]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_term_in_italics_is_explained(path):
    cells = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    found = {words for source in cells for words in in_italics(source)}
    missing = sorted(words for words in found if is_term(words) and not is_explained(words))
    assert not missing, "put these into the glossary of lesson 00, or, if only stressed, in bold"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_the_lesson_that_an_entry_names_uses_the_term(path):
    """An entry may also name a lesson that is not written yet."""
    text = text_of(path, but=["glossary"]).lower()
    for _, term, others, explanation in entries():
        if explanation.endswith(f"({path.stem[:2]})"):
            assert any(word.lower() in text for word in [term, *others]), term
