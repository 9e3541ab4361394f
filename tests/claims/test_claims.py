"""The ledger: its rules decide by numbers, its numbers come from the lessons, its file is fresh."""

import inspect
import json
import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lessons import CHECKOUT, read

from course_utils import claims
from course_utils.claims import kinds, reading, rules, showing
from course_utils.claims.kinds import CONDITION, HOLDS, UNKNOWN, WRONG

MEASURED = [row for row in claims.CLAIMS + claims.FLAWS if isinstance(row.evidence, claims.Printed)]
BY_NUMBER = {claim.number: claim for claim in claims.CLAIMS}


def verdict(rule, *numbers):
    return rule(*numbers)[0]


@pytest.mark.parametrize(
    "rule, numbers, expected",
    [
        (rules.collapse, (68, 12, "True"), HOLDS),
        (rules.collapse, (68, 12, "False"), WRONG),
        (rules.collapse, (12, 12, "True"), WRONG),
        (rules.approximation, (0.8, 0.007, 8, 1, 1), CONDITION),
        (rules.approximation, (0.8, 0.009, 8, 1, 1), WRONG),
        (rules.approximation, (0.8, 0.007, 8, 0.09, 1), HOLDS),
        (rules.approximation, (0.8, 0.007, 8, 0.11, 1), CONDITION),
        (rules.vanishing, (0.1, 0.0009, 2, 0.019), HOLDS),
        (rules.vanishing, (0.1, 0.0009, 2, 0.021), CONDITION),
        (rules.vanishing, (0.1, 0.0011, 2, 0.021), WRONG),
        (rules.zero_centred, (27, 11), CONDITION),
        (rules.zero_centred, (13.3, 11), CONDITION),
        (rules.zero_centred, (13.1, 11), WRONG),
        (rules.tanh_faster, ([14, 14], [8, 7], [2, 3], [math.inf, 9]), CONDITION),
        (rules.tanh_faster, ([14, 14], [8, 7], [2, 3], [7, 7]), HOLDS),
        (rules.tanh_faster, ([14, 14], [8, 7], [8, 7], [9, 9]), WRONG),
        (rules.sides_of_tanh, (0.0,), HOLDS),
        (rules.sides_of_tanh, (9e-7,), CONDITION),
        (rules.sides_of_tanh, (1e-6,), WRONG),
        (rules.relu_cheaper, (1.2, 0.5), WRONG),
        (rules.relu_cheaper, (1.3, 0.24), WRONG),
        (rules.relu_cheaper, (1.3, 0.25), CONDITION),
        (rules.sparse_helps, (4, -3, 0.1), WRONG),
        (rules.sparse_helps, (33, -1.3, 0.1), HOLDS),
        (rules.sparse_helps, (5.5, -1.21, 0.1), HOLDS),
        (rules.sparse_helps, (33, -1.19, 0.1), UNKNOWN),
        (rules.sparse_helps, (33, -0.81, 0.1), UNKNOWN),
        (rules.sparse_helps, (33, -0.79, 0.1), WRONG),
        (rules.sparse_helps, (33, -0.7, 0.1), WRONG),
        (rules.sparse_helps, (33, -0.4, 1.5), UNKNOWN),
        (rules.dying, (100, 51, 60), HOLDS),
        (rules.dying, (100, 49, 60), CONDITION),
        (rules.dying, (100, 3, 26), CONDITION),
        (rules.dying, (100, 3, 25), WRONG),
        (rules.negative_inputs, (80, 74.9, 75.1, 0.3, 0.3), HOLDS),
        (rules.negative_inputs, (80, 74.9, 74.9, 0.3, 0.3), CONDITION),
        (rules.negative_inputs, (80, 74.9, 75.1, 0.3, 0.2), CONDITION),
        (rules.negative_inputs, (80, 75.1, 70, 0.3, 0.003), WRONG),
        (rules.any_size, (90, 91, 93, 94), HOLDS),
        (rules.any_size, (90, 90.9, 93, 94), CONDITION),
        (rules.hidden_layers, (55_050,), HOLDS),
        (rules.hidden_layers, (59_210,), CONDITION),
        (rules.hidden_layers, (63_370,), WRONG),
        (rules.edges, (32, 64, 10, 16), HOLDS),
        (rules.edges, (31, 64, 10, 16), CONDITION),
        (rules.edges, (7, 64, 10, 16), CONDITION),
        (rules.edges, (6, 64, 8, 16), WRONG),
        (rules.edges, (6, 64, 7, 16), WRONG),
        (rules.direction, (-0.13, 0.14), WRONG),
        (rules.direction, (0.13, -0.14), HOLDS),
        (rules.direction, (0.13, 0.14), UNKNOWN),
        (rules.softmax_normalises, (0.25, 0.0), WRONG),
        (rules.softmax_normalises, (0.011, 0.0), WRONG),
        (rules.softmax_normalises, (0.0, 0.011), WRONG),
        (rules.softmax_normalises, (0.009, 0.009), HOLDS),
        (rules.reproduced, (0.4, -3.0, 1.4), HOLDS),
        (rules.reproduced, (0.4, -3.1, 1.4), CONDITION),
        (rules.reproduced, (0.4, 1.0, 4.0), CONDITION),
        (rules.reproduced, (0.4, 1.0, 4.1), WRONG),
        (rules.reads_eight, (49, 40), WRONG),
        (rules.reads_eight, (51, 49), CONDITION),
        (rules.reads_eight, (51, 51), HOLDS),
        (rules.is_cnn, ("['Conv2d', 'Linear']", "False"), HOLDS),
        (rules.is_cnn, ("['Linear', 'Linear']", "True"), WRONG),
        (rules.is_cnn, ("['Linear', 'Linear']", "False"), UNKNOWN),
        (rules.all_backprop, (1, 2, 2, 2), WRONG),
        (rules.all_backprop, (0, 1, 2, 2), HOLDS),
        (rules.all_backprop, (0, 0.9, 2, 2), UNKNOWN),
    ],
)
def test_rule_on_both_sides_of_its_limit(rule, numbers, expected):
    assert verdict(rule, *numbers) == expected


@pytest.mark.parametrize(
    "kept, why",
    [
        (8, "half of the first layer's filters"),
        (7, "some filters"),
        (2, "some filters"),
        (1, "hardly"),
    ],
)
def test_the_reason_says_how_many_filters_of_a_cnn_are_edge_detectors(kept, why):
    assert why in rules.edges(0, 64, kept, 16)[1]


def test_each_rule_is_tested_on_both_sides():
    (mark,) = test_rule_on_both_sides_of_its_limit.pytestmark
    seen = {}
    for rule, _, expected in mark.args[1]:
        seen.setdefault(rule, set()).add(expected)
    for claim in claims.CLAIMS:
        if not isinstance(claim.evidence, claims.Source):
            assert len(seen[claim.rule]) >= 2, claim.rule.__name__


# --- the entries ------------------------------------------------------------------------------


def test_the_ledger_is_complete_and_in_order():
    assert [claim.number for claim in claims.CLAIMS] == list(range(1, 24))
    assert len({flaw.number for flaw in claims.FLAWS}) == len(claims.FLAWS)


def test_what_is_not_measured_names_its_source():
    for claim in claims.CLAIMS:
        if isinstance(claim.evidence, claims.Source):
            assert "](https://" in claim.evidence.text, claim.number
            for lesson in re.findall(r"\]\(([^)]+\.ipynb)\)", claim.evidence.text):
                assert (CHECKOUT / "notebooks" / lesson).is_file(), lesson
            assert not inspect.signature(claim.rule).parameters, claim.number


@pytest.mark.parametrize("row", MEASURED, ids=lambda row: str(row.number))
def test_pattern_rule_and_text_speak_of_the_same_numbers(row):
    groups = set(re.compile(row.evidence.pattern).groupindex)
    shown = set(re.findall(r"{(\w+)}", row.shown))
    wanted = set(inspect.signature(row.rule).parameters) if hasattr(row, "rule") else shown
    assert groups == wanted
    assert shown <= groups


# --- the file ---------------------------------------------------------------------------------


def test_the_stored_numbers_are_those_of_the_committed_lessons():
    assert claims.load() == reading.collect(), "a lesson was run again: run `make claims`"


def test_what_lesson_12_shows_is_what_is_stored():
    shown = {
        cell.id: "".join(o.get("data", {}).get("text/markdown", "") for o in cell.outputs)
        for cell in read(CHECKOUT / "notebooks" / "14_claims_on_trial.ipynb").cells
        if cell.cell_type == "code"
    }
    stored = claims.load()
    for flaw in (row for row in MEASURED if isinstance(row, kinds.Flaw)):
        text = flaw.shown.format(**stored[flaw.number]["found"])
        line = f"| {flaw.number} | {flaw.says} | {text} |"
        assert line in shown["program-table"], f"row {flaw.number}: run `make claims`"
    for claim in claims.CLAIMS:
        if not isinstance(claim.evidence, kinds.Live):
            row = claims.judge(claim, stored, {})
            verdict = f"{claims.SYMBOLS[row.verdict]} **{row.verdict}**: {row.why}"
            line = f"| {claim.number} | {claim.says} | {verdict} | {row.shown} | {row.origin} |"
            assert line in shown["ledger"], f"row {claim.number}: run `make claims`"


def lesson(folder, printed="at 20 it is 1.7e-17\n", cell="saturation", name="02_activation"):
    """A small lesson in a folder, with one cell that printed something."""
    cells = [
        {"cell_type": "markdown", "id": "a", "source": ["## 4 Flat\n", "text"]},
        {"cell_type": "markdown", "id": "b", "source": ["### Exercise 02.1 · Try ●○○\n"]},
        {"cell_type": "code", "id": cell, "source": [], "outputs": [{"text": [printed]}]},
    ]
    (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


@pytest.fixture
def one_claim(monkeypatch):
    """A ledger of one row."""
    at = claims.Printed("02", "saturation", r"it is\s+(?P<at_20>\S+)")
    monkeypatch.setattr(reading, "CLAIMS", [replace(BY_NUMBER[6], evidence=at)])
    monkeypatch.setattr(reading, "FLAWS", [])


@pytest.mark.usefixtures("one_claim")
def test_collect_finds_numbers_and_the_section_above(tmp_path):
    lesson(tmp_path)
    assert reading.collect(tmp_path) == {
        "6": {
            "lesson": "02_activation",
            "section": "4 Flat",
            "cell": "saturation",
            "found": {"at_20": "1.7e-17"},
        }
    }


@pytest.mark.usefixtures("one_claim")
@pytest.mark.parametrize(
    "change, words",
    [
        ({"name": "03_other"}, "0 notebooks begin with 02_"),
        ({"cell": "renamed"}, "02_activation.ipynb has no cell 'saturation'"),
        (
            {"printed": "nothing"},
            "what cell 'saturation' of 02_activation.ipynb printed, 'nothing'",
        ),
    ],
)
def test_what_is_missing_is_named_with_the_cure(tmp_path, change, words):
    lesson(tmp_path, **change)
    with pytest.raises(kinds.ClaimsError) as caught:
        reading.collect(tmp_path)
    assert words in str(caught.value)
    assert "row 6" in str(caught.value)
    assert "make claims" in str(caught.value)


@pytest.mark.usefixtures("one_claim")
def test_a_lesson_that_was_run_again_makes_the_file_stale(tmp_path):
    lesson(tmp_path)
    before = reading.collect(tmp_path)
    lesson(tmp_path, printed="at 20 it is 1.8e-17\n")
    assert reading.collect(tmp_path) != before


@pytest.mark.parametrize("content", [None, "{", "{}", '{"6": {}, "99": {}}'])
def test_a_missing_damaged_or_old_file_names_the_cure(tmp_path, content):
    path = tmp_path / "claims.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(kinds.ClaimsError, match="make claims"):
        claims.load(path)


def test_main_writes_what_load_reads(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(reading, "STORED", tmp_path / "claims.json")
    reading.main()
    assert claims.load(tmp_path / "claims.json") == reading.collect()
    assert f"{len(MEASURED)} rows" in capsys.readouterr().out
    assert b"\r" not in Path(tmp_path / "claims.json").read_bytes()


# --- judging and showing ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, value",
    [
        ("59,210", 59_210.0),
        ("1.70e-17", 1.7e-17),
        ("+1.4", 1.4),
        ("2 3 >10", [2.0, 3.0, math.inf]),
        ("it learns", "it learns"),
        ("['Linear', 'Linear']", "['Linear', 'Linear']"),
    ],
)
def test_meaning_of_a_printed_text(text, value):
    assert showing._value(text) == value


def test_a_verdict_follows_its_number():
    stored = claims.load()
    stored["6"]["found"]["at_20"] = "0.00e+00"
    row = claims.judge(BY_NUMBER[6], stored, {})
    assert (row.verdict, row.shown) == (HOLDS, "at z = 20 it is 0.00e+00")
    assert row.origin.startswith("stored: [lesson 02, Saturation")


def test_a_live_claim_needs_its_numbers():
    with pytest.raises(kinds.ClaimsError, match="claim 10"):
        claims.judge(BY_NUMBER[10], {}, {})
    numbers = {"positive": "80", "negative": "79", "raw": 78, "rate": 0.3, "raw_rate": "0.003"}
    row = claims.judge(BY_NUMBER[10], {}, {10: numbers})
    assert (row.verdict, row.origin) == (WRONG, "**this run**, section 3")


def test_links_lead_to_headings_that_are_there():
    for at in claims.load().values():
        cells = read(CHECKOUT / "notebooks" / f"{at['lesson']}.ipynb").cells
        headings = [c.source for c in cells if c.cell_type == "markdown"]
        assert any(re.search(rf"(?m)^##+ {re.escape(at['section'])}$", h) for h in headings)


def test_live_claims_name_their_section_of_the_ledgers_lesson():
    text = "\n".join(
        cell.source for cell in read(CHECKOUT / "notebooks" / "14_claims_on_trial.ipynb").cells
    )
    sections = dict(re.findall(r"(?m)^## (\d+|Extra)\b([\s\S]+?)(?=^## |\Z)", text))
    for row in claims.CLAIMS + claims.FLAWS:
        if isinstance(row.evidence, kinds.Live):
            key = f'"{row.number}"' if isinstance(row, kinds.Flaw) else str(row.number)
            assert f"live[{key}]" in sections[str(row.evidence.section)] or (
                f"live = {{{key}:" in sections[str(row.evidence.section)]
            ), row.number


def test_table_keeps_a_bar_inside_its_cell():
    text = claims.table(["a|b"], {"one": str, "two": len})
    assert text.splitlines() == ["| one | two |", "| --- | --- |", "| a\\|b | 3 |"]


def test_every_flaw_is_in_the_table():
    live = {"b": {"times": 5}, "g": {"same": 1}, "k": {"error": "none"}}
    lines = claims.flaws_table(claims.load(), live).splitlines()
    assert len(lines) == len(claims.FLAWS) + 2
    assert any("| 5 times" in line for line in lines)


def test_drawing_shows_each_claim_once(monkeypatch):
    import matplotlib.pyplot as plt

    monkeypatch.setattr(plt, "show", lambda: None)
    rows = [
        kinds.Row(claim, claims.VERDICTS[claim.number % 4], "", "", "") for claim in claims.CLAIMS
    ]
    claims.show_verdicts(rows, "title")
    drawn = [text.get_text() for text in plt.gca().texts]
    plt.close()
    for claim in claims.CLAIMS:
        assert sum(text == f"{claim.number}  {claim.name}" for text in drawn) == 1
    assert any(text.startswith("wrong: ") for text in drawn)
