"""From the stored numbers to judged rows, tables and a drawing."""

import re
from urllib.parse import quote

import matplotlib.pyplot as plt

from course_utils.claims.kinds import VERDICTS, ClaimsError, Live, Printed, Row, Source
from course_utils.claims.ledger import FLAWS
from course_utils.plumbing.figures import COLOURS


def judge(claim, stored, live):
    """The verdict on one claim, as a Row.

    stored: as load() returns it. live: {number of the claim: {group: number or text}}, what the
    lesson has measured in this run.
    """
    match claim.evidence:
        case Printed():
            at = stored[str(claim.number)]
            found, origin = at["found"], f"stored: {_link(at)}"
        case Live(section):
            if claim.number not in live:
                raise ClaimsError(f"claim {claim.number} is measured in this lesson: run its cell")
            found, origin = live[claim.number], f"**this run**, section {section}"
        case Source(text):
            found, origin = {}, f"source: {text}"
    verdict, why = claim.rule(**{group: _value(str(text)) for group, text in found.items()})
    return Row(claim, verdict, why, claim.shown.format(**found), origin)


def _value(text):
    """What a printed text means: a number, a list of numbers, or the text. '>10' is not reached."""
    parts = text.replace(",", "").split()
    try:
        numbers = [float("inf") if part.startswith(">") else float(part) for part in parts]
    except ValueError:
        return text
    return numbers[0] if len(numbers) == 1 else numbers


def _link(at):
    # JupyterLab's anchor of a heading is its text, with - for each space.
    anchor = quote(at["section"].replace("`", "").replace(" ", "-"), safe="-:,?!'")
    title = re.sub(r"^\d+\.? ", "", at["section"])
    return f"[lesson {at['lesson'][:2]}, {title}]({at['lesson']}.ipynb#{anchor})"


def table(rows, columns):
    """A Markdown table. columns: {heading: function from a row to its text}."""
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[str(text(row)).replace("|", "\\|") for text in columns.values()] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def flaws_table(stored, live):
    """The program's habits, each with what it costs, as a Markdown table."""
    lines = []
    for flaw in FLAWS:
        if isinstance(flaw.evidence, Live):
            found, origin = live[flaw.number], "**this run**"
        else:
            at = stored[flaw.number]
            found, origin = at["found"], f"stored: {_link(at)}"
        lines.append((flaw.number, flaw.says, flaw.shown.format(**found), origin))
    names = ("", "the program", "what it costs", "measured in")
    return table(lines, {name: lambda line, i=i: line[i] for i, name in enumerate(names)})


def show_verdicts(rows, title):
    """Draw every claim as a box in the column of its verdict."""
    colours = [COLOURS["positive"], COLOURS["tanh"], COLOURS["negative"], COLOURS["muted"]]
    columns = [[row for row in rows if row.verdict == verdict] for verdict in VERDICTS]
    tallest = max(map(len, columns))
    _, ax = plt.subplots(figsize=(10, 0.4 * tallest + 1.2))
    for x, (verdict, column, colour) in enumerate(zip(VERDICTS, columns, colours, strict=True)):
        ax.text(x, 0.1, f"{verdict}: {len(column)}", ha="center", va="bottom", weight="bold")
        for y, row in enumerate(column):
            ax.barh(-y - 0.5, 0.94, 0.8, x - 0.47, color=colour, alpha=0.35)
            label = f"{row.claim.number}  {row.claim.name}"
            ax.text(x - 0.44, -y - 0.5, label, ha="left", va="center", fontsize=9)
    ax.set(xlim=(-0.5, 3.5), ylim=(-tallest - 0.1, 0.8), title=title)
    ax.axis("off")
    plt.show()
