"""All verdicts of a class as CSV, which a spreadsheet opens without running anything."""

import csv
import datetime
import io

COLUMNS = ["class", "learner", "when", "exercise", "title", "right", "hint", "in words", "seconds"]


def as_csv(store, words, class_id, names=False):
    """The text of the file, one row per verdict. names: with what learners are called."""
    rows = store.query(
        "SELECT c.name, l.id, l.name, v.at, v.exercise, v.right, v.hint, v.begun "
        "FROM verdict v JOIN learner l ON l.id = v.learner JOIN class c ON c.id = l.class "
        "WHERE c.id = ? ORDER BY v.at, v.number",
        [class_id],
    )
    number = {learner: i for i, learner in enumerate(sorted({row[1] for row in rows}), 1)}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS + ["name"] * names)
    for class_name, learner, name, at, exercise, right, hint, begun in rows:
        in_words = " ".join(words.hint(one) for one in hint.split("+")) if hint else ""
        when = datetime.datetime.fromtimestamp(at, datetime.UTC).isoformat(timespec="seconds")
        title = words.title(exercise) or ""
        row = [class_name, number[learner], when, exercise, title, "yes" if right else "no"]
        row += [hint or "", in_words, round(at - begun)] + [name] * names
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue()


def harmless(cell):
    """A text that a spreadsheet would take for a formula, with an apostrophe that prevents it."""
    is_formula = isinstance(cell, str) and cell.lstrip()[:1] in tuple("=+-@|%＝＋－＠")
    return f"'{cell}" if is_formula or str(cell)[:1] in ("\t", "\r", "\n") else cell
