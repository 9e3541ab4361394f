"""Write the guide as web pages, with what the course itself knows: mistakes, hints, answers.

`make guide` writes build/teach/guide/. The mistakes and what the checks say to them come from the
checks, the answers from the lessons, so neither can go stale.
"""

import html
import re
import shutil
import sys
from pathlib import Path

import lesson_parts
import mistune
import plans

from course_utils.checks.catalogue import catalogue
from course_utils.checks.catalogue import hints as hints_of
from course_utils.plumbing import editions
from course_utils.plumbing.terminal import run

OUT = editions.CHECKOUT / "build" / "teach" / "guide"
STYLE = """
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
       font-family: system-ui, sans-serif; color: #222; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
td, th { border-bottom: 1px solid #ccc; padding: .3rem .5rem; text-align: left;
         vertical-align: top }
code, pre { font-size: .9em; background: #f3f3f3; white-space: pre-wrap; overflow-wrap: anywhere }
pre { padding: .6rem } summary { cursor: pointer } a { color: #0b5394 }
@media print { body { margin: 0; max-width: none } }
"""


def html_of(markdown):
    """Markdown as HTML; links to other pages of the guide lead to their web pages."""
    body = mistune.create_markdown(escape=False, plugins=["table"])(markdown)
    body = re.sub(r'(href="(?!https?:)[^"#]*)\.md(["#])', r"\1.html\2", body)
    # A link to a heading, as GitHub makes them.
    return re.sub(r"<h([23])>(.*?)</h\1>", _with_id, body)


def _with_id(heading):
    words = re.sub(r"<.*?>", "", heading[2]).lower()
    slug = re.sub(r"[^\w -]", "", words).replace(" ", "-")
    return f'<h{heading[1]} id="{slug}">{heading[2]}</h{heading[1]}>'


def web_page(title, body):
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}'
        f'</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def sentence(text):
    """A sentence of a check as HTML. No Markdown: `a**2` in it means a square."""
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))
    return re.sub(r"\*\*([a-z ]+)\*\*", r"<b>\1</b>", text)


def what_was_done(mistake):
    """A mistake as HTML: the edits of the solution, the wrong program, or the wrong value.

    Empty where only the check's own function recognises it.
    """
    if mistake.changes:
        edits = (
            f"<code>{html.escape(part.strip())}</code> → "
            f"{f'<code>{html.escape(new.strip())}</code>' if new.strip() else '(nothing)'}"
            for part, new in mistake.changes.items()
        )
        return "<br>".join(edits)
    if mistake.source:
        return f"<pre>{html.escape(mistake.source.strip())}</pre>"
    if callable(mistake.answer):
        return ""
    return f"<code>{html.escape(str(mistake.answer))}</code>"


def mistakes_of(exercise):
    """A table of the mistakes in one exercise: one row per hint, up to three ways to get it.

    Without a way to show, the hints alone are listed.
    """
    ways = {}
    for mistake in exercise.mistakes:
        ways.setdefault(mistake.hint, []).append(what_was_done(mistake))
    if any(any(done) for done in ways.values()):
        rows = "".join(
            f"<tr><td>{'<hr>'.join(dict.fromkeys(done[:3]))}</td><td>{sentence(hint)}</td></tr>"
            for hint, done in ways.items()
        )
        head = "<tr><th>what the learner did</th><th>what the check says</th></tr>"
        table = f"<table>{head}{rows}</table>"
    else:
        table = f"<ul>{''.join(f'<li>{sentence(hint)}</li>' for hint in ways)}</ul>"
    return f"{table}<p>When it is right: {sentence(exercise.passed or 'Right.')}</p>"


def exercises_of(lesson):
    """The section on mistakes: each exercise of the lesson with its answer and its hints."""
    known = {exercise.name: exercise for exercise in catalogue().get(lesson.number, [])}
    cells = {cell["id"]: "".join(cell["source"]) for cell in editions.read(lesson.path)["cells"]}
    parts = []
    for number, name in lesson.exercises.items():
        exercise = known[name]
        count = len(hints_of(exercise))
        parts.append(
            f"<h3>{html.escape(lesson.parts[number])}</h3>"
            f"<details open><summary>The answer</summary>"  # open, since it is printed
            f"<pre>{html.escape(cells[f'{name}-solution'])}</pre></details>"
            f"<details><summary>{count} mistakes, and what the check says</summary>"
            f"{mistakes_of(exercise)}</details>"
        )
    return "<h2>Mistakes in the exercises</h2>" + "".join(parts)


def quizzes_of(lesson):
    """The section on quizzes: each question, the right choice, and why the others are wrong."""
    parts = []
    for question, choices in lesson_parts.quizzes(lesson.path):
        rows = "".join(f"<li>{html_of(choice)}{html_of(text)}</li>" for choice, text, _ in choices)
        right = "; ".join(choice for choice, _, is_right in choices if is_right)
        parts.append(
            f"{html_of(question)}<p><b>Answer: {html_of(right)}</b></p>"
            f"<details><summary>all choices</summary><ul>{rows}</ul></details>"
        )
    return "<h2>Answers to the quizzes</h2>" + "".join(parts) if parts else ""


def cells_of(lesson, text):
    """The section that says where the cells are that a page names."""
    rows = "".join(
        f"<tr><td><code>{name}</code></td><td>{html.escape(heading)}</td>"
        f"<td><code>{html.escape(line)}</code></td></tr>"
        for name, heading, line in lesson_parts.named_cells(lesson.path, text)
    )
    head = "<tr><th>cell</th><th>it stands in</th><th>its first line</th></tr>"
    return f"<h2>Where the cells are</h2><table>{head}{rows}</table>" if rows else ""


def lesson_page(lesson):
    """The whole page of a lesson for its teacher, as HTML."""
    page = plans.page_of(lesson)
    if not page.exists():
        raise SystemExit(
            f"{lesson.number} has no page: write {page.relative_to(plans.TEACH.parent)}"
        )
    text = page.read_text(encoding="utf-8")
    body = html_of(text) + cells_of(lesson, text) + exercises_of(lesson) + quizzes_of(lesson)
    return web_page(lesson.title, f'<p><a href="../guide.html">The guide</a></p>\n{body}')


def write_guide(out=OUT):
    """Write all pages into out, new each time."""
    shutil.rmtree(out, ignore_errors=True)
    for source in [*plans.TEACH.glob("*.md"), *plans.TEACH.glob("*/*.md")]:
        target = Path(out, source.relative_to(plans.TEACH)).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.parent.name != "lessons":
            text = source.read_text(encoding="utf-8")
            page = web_page(text.splitlines()[0].lstrip("# "), html_of(text))
            target.write_text(page, encoding="utf-8")
    found = lesson_parts.all_lessons()
    for lesson in found:
        target = Path(out, "lessons", f"{lesson.path.stem}.html")
        target.write_text(lesson_page(lesson), encoding="utf-8")
    return found


def main():
    """Write the guide and say where it is."""
    found = write_guide()
    exercises = sum(len(lesson.exercises) for lesson in found)
    hints = sum(len(hints_of(e)) for known in catalogue().values() for e in known)
    quizzes = sum(len(lesson_parts.quizzes(lesson.path)) for lesson in found)
    print(f"{len(found)} lessons, {exercises} exercises with {hints} hints, {quizzes} quizzes.")
    print(f"Open {(OUT / 'guide.html').relative_to(editions.CHECKOUT).as_posix()} in a browser.")


if __name__ == "__main__":
    sys.exit(run(main))
