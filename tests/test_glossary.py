"""The glossary of lesson 00: in order, one anchor a term, and no link to a term that is missing."""

import re

import pytest
from lessons import CHECKOUT, LESSONS, read

LESSON = CHECKOUT / "notebooks" / "00_start_here.ipynb"
CELLS = {cell.id: cell.source for cell in read(LESSON).cells}
ANCHORS = re.findall(r'<a id="([^"]+)">', "\n".join(CELLS.values()))


def entries():
    """(anchor, term, explanation) of each line of the glossary."""
    lines = [line for line in CELLS["glossary"].splitlines() if line.startswith("- ")]
    found = [re.fullmatch(r'- <a id="([^"]+)"></a>\*\*(.+?)\*\*: (.+)', line) for line in lines]
    assert all(found), [line for line, entry in zip(lines, found, strict=True) if not entry]
    return [entry.groups() for entry in found]


def test_entries_are_in_order():
    terms = [term.lower() for _, term, _ in entries()]
    assert terms == sorted(terms)


def test_each_entry_explains_and_names_its_lesson():
    for _, term, explanation in entries():
        assert re.search(r"\. \((\d\d)\)$", explanation), term
        assert len(explanation.split()) >= 5, term


def test_anchors_are_unique_and_made_from_their_terms():
    assert len(set(ANCHORS)) == len(ANCHORS)
    for anchor, term, _ in entries():
        assert anchor == re.sub(r"[^a-z0-9]+", "-", term.lower())


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_links_to_the_glossary_lead_to_a_term(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    for anchor in re.findall(r"\]\(00_start_here\.ipynb#([^)]+)\)", text):
        assert anchor in ANCHORS, anchor
