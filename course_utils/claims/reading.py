"""The numbers of the ledger, out of what the committed lessons printed, kept in claims.json."""

import json
import re
from pathlib import Path

from course_utils.claims.kinds import ClaimsError, Printed
from course_utils.claims.ledger import CLAIMS, FLAWS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STORED = Path(__file__).with_name("claims.json")
RENEW = "Then run `make claims` (or `python -m course_utils.claims`)."


def collect(notebooks=NOTEBOOKS):
    """What the committed lessons printed, for each row that has its number there.

    Returns {row: {"lesson", "section", "cell", "found": {group: text}}}, the content of
    claims.json. Raises ClaimsError if a lesson, a cell or a pattern is not there.
    """
    rows = [row for row in CLAIMS + FLAWS if isinstance(row.evidence, Printed)]
    return {str(row.number): _read(row, Path(notebooks)) for row in rows}


def _read(row, notebooks):
    at, name = row.evidence, f"row {row.number} ({row.says})"
    correct = f"Correct its entry in course_utils/claims/ledger.py. {RENEW}"
    paths = sorted(notebooks.glob(f"{at.lesson}_*.ipynb"))
    if len(paths) != 1:
        raise ClaimsError(f"{name}: {len(paths)} notebooks begin with {at.lesson}_. {correct}")
    section = ""
    for cell in json.loads(paths[0].read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            for heading in re.findall(r"(?m)^##+ (?!Exercise)(.+)$", "".join(cell["source"])):
                section = heading
        if cell.get("id") == at.cell:
            break
    else:
        raise ClaimsError(f"{name}: {paths[0].name} has no cell {at.cell!r}. {correct}")
    printed = "".join("".join(output.get("text", "")) for output in cell.get("outputs", []))
    match = re.search(at.pattern, printed)
    if not match:
        raise ClaimsError(
            f"{name}: the pattern {at.pattern!r} is not in what cell {at.cell!r} of "
            f"{paths[0].name} printed, {printed[:200]!r}. {correct}"
        )
    found = {group: " ".join(text.split()) for group, text in match.groupdict().items()}
    return {"lesson": paths[0].stem, "section": section, "cell": at.cell, "found": found}


def load(path=STORED):
    """The content of claims.json. Raises ClaimsError if it does not have the rows of this file."""
    try:
        stored = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ClaimsError(f"{path} can't be read ({error}). {RENEW}") from error
    wanted = {str(r.number) for r in CLAIMS + FLAWS if isinstance(r.evidence, Printed)}
    if set(stored) != wanted:
        rows = ", ".join(sorted(set(stored) ^ wanted))
        raise ClaimsError(f"{path} and the ledger differ in rows {rows}. {RENEW}")
    return stored


def main():
    """Write claims.json anew."""
    found = collect()
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    STORED.write_text(text, encoding="utf-8", newline="\n")
    print(f"{STORED.name}: {len(found)} rows read from the lessons")
