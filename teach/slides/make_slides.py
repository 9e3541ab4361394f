"""Slides: a deck a lesson, chosen from the notebook's own cells and results. Nothing is executed.

`make slides` writes build/teach/slides/. What a slide shows:

- the title with what learners will be able to do; a slide for each section; the recap;
- each **Predict**, and on the next slide what it was about, the result;
- each figure, under the heading of its section; each short cell that is in sight, with its result;
- each formula that stands by itself; each quiz, and then its answer; each exercise's title.

All other text of the lesson goes into the notes below (press S), with what the lesson's page says
of the section. Extras and what is looked up have no slides.
"""

import html
import re
import shutil
import sys
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import lesson_parts
import plans

from course_utils.plumbing import editions
from course_utils.plumbing.terminal import run

HERE = Path(__file__).parent
OUT = editions.CHECKOUT / "build" / "teach" / "slides"
MODULES = editions.CHECKOUT / ".venv" / "slides" / "node_modules"
LEFT_OUT = {"Extra", "Symbols", "Glossary", "Sources"}
# What fits below a heading: lines of text; of code with its results; the same in small; letters.
FULL, LINES, LINES_SMALL, LETTERS = 12, 15, 22, 74


class Deck:
    """A deck while it is built: what the lesson's page says, the heading that holds, the cells."""

    def __init__(self, whats):
        self.whats, self.heading, self.cells = whats, "", []

    def add(self, *cells, below=False, heading=None):
        """A slide of cells, under the heading that holds or another; "" for none."""
        heading = self.heading if heading is None else heading
        top = [markdown(f"## {heading}")] if heading else []
        for i, cell in enumerate([*top, *cells]):
            kind = ("subslide" if below else "slide") if i == 0 else "-"
            cell.metadata["slideshow"] = {"slide_type": kind}
            self.cells.append(cell)

    def join(self, paragraph):
        """A formula or a table: on the slide before, if that is of text and has room."""
        last = next(
            c for c in reversed(self.cells) if c.metadata["slideshow"]["slide_type"] != "notes"
        )
        longer = f"{last.source}\n\n{paragraph}"
        if last.source.startswith(("<", "```", "!")) or lines_of(longer) > FULL - 2:
            self.add(boxed(paragraph))
        else:
            last.source = longer

    def more_notes(self, text):
        """Text for the notes of the slide before; the first slide of a deck has one always."""
        text = re.sub(r"(?m)^#+ ", "", re.sub(lesson_parts.DETAILS, "", text)).strip()
        if text and self.cells:
            if self.cells[-1].metadata["slideshow"]["slide_type"] == "notes":
                self.cells[-1].source += f"\n\n{text}"
            else:
                note = markdown(text)
                note.metadata["slideshow"] = {"slide_type": "notes"}
                self.cells.append(note)


def markdown(source):
    return nbformat.v4.new_markdown_cell(source)


def lines_of(text):
    """How many lines a text takes on a slide, roughly: items and paragraphs have space around."""
    listed = len(re.findall(r"(?m)^\s*(?:[-*|]|\d+\.) ", text))
    wrapped = sum(1 + len(line) // LETTERS for line in text.splitlines() if line.strip())
    return wrapped + 0.3 * listed + 0.5 * len(re.findall(r"\n\s*\n", text.strip()))


def pieces(source):
    """Paragraphs, and the items of lists one by one, each with what stands before it."""
    for paragraph in re.split(r"\n\s*\n", source.strip()):
        items = re.split(r"\n(?=(?:[-*]|\d+\.) )", paragraph)
        yield "\n\n", items[0]
        for item in items[1:]:
            yield "\n", item


def fitted(source):
    """A text as Markdown cells, in as many slides as it needs."""
    parts = [""]
    for between, piece in pieces(source):
        longer = f"{parts[-1]}{between}{piece}" if parts[-1] else piece
        if parts[-1] and lines_of(longer) > FULL:
            parts.append(piece)
        else:
            parts[-1] = longer
    return [boxed(part) for part in parts]


def boxed(source, css=""):
    """A Markdown cell, with a class where it has one or needs the small size."""
    classes = " ".join(filter(None, [css, "small" if lines_of(source) > FULL else ""]))
    return markdown(f'<div class="{classes}">\n\n{source}\n\n</div>' if classes else source)


def results(cell):
    """(figures, text) of a cell: pictures as (data, alt), and what it printed."""
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    figures = [(o.data["image/png"], alt) for o in cell.outputs if "image/png" in o.get("data", {})]
    printed = "".join(o.text for o in cell.outputs if o.output_type == "stream")
    return figures, printed.rstrip()


def figure(data, alt):
    data = data.replace("\n", "")
    return markdown(f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{data}">')


def printed_cell(code, text):
    """A code cell as a slide shows it: highlighted, with what it printed. "" leaves a part out."""
    longest = max((len(line) for line in f"{code}\n{text}".splitlines()), default=0)
    lines = lines_of(code) + lines_of(text)
    size = "" if lines <= LINES and longest <= LETTERS else "small"
    if size and lines <= 19 and longest <= 92:
        size = "medium"
    parts = [f"```python\n{code}\n```"] if code else []
    parts += [f"```text\n{text}\n```"] if text else []
    source = "\n\n".join(parts)
    return markdown(f'<div class="{size}">\n\n{source}\n\n</div>' if size else source)


def add_code(deck, cell, tags):
    """The slides of a code cell: its code if it is short and in sight, its results."""
    if {"exercise", "check", "solution"} & set(tags):
        return
    below = "predict" in tags
    figures, text = results(cell)
    folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
    code = "" if folded else cell.source.strip()
    if lines_of(code) > LINES:
        code = ""
    if lines_of(code) + lines_of(text) > LINES_SMALL:
        code = ""
    if lines_of(text) > LINES_SMALL or any(len(line) > 110 for line in text.splitlines()):
        text = ""
    # Code that shows nothing is there for what it defines; a widget shows nothing on a slide.
    if text or (code and not figures and re.search(r"(?m)^(def|class) ", code)):
        deck.add(printed_cell(code, text), below=below)
    for data, alt in figures:
        deck.add(figure(data, alt), below=below or bool(text))
    if not text and not figures and not folded and "def " in cell.source and not code:
        deck.more_notes(
            f"The cell `{cell.id}` is shown in the notebook: it is too long for a slide."
        )


def add_quiz(deck, source):
    question = source.split("<details>")[0].strip()
    choices = lesson_parts.DETAILS.findall(source)
    listed = "\n".join(f"- {choice.strip()}" for choice, _ in choices)
    deck.add(boxed(f"{question}\n\n{listed}"))
    right = [(c.strip(), t.strip()) for c, t in choices if t.strip().startswith("✓")]
    deck.add(*[boxed(f"**{choice}**\n\n{text}") for choice, text in right], below=True)


def add_text(deck, source):
    """The slides of a Markdown cell: headings, predictions, formulas; all else is for the notes."""
    source = re.sub(r"<a id=.*?></a>\s*", "", source)
    for part in re.split(r"(?m)^(?=#{2,3} |\*\*Quiz\*\*)", source):
        if not part.strip():
            continue
        if part.startswith("**Quiz**"):
            add_quiz(deck, part)
            continue
        if exercise := lesson_parts.EXERCISE.match(part):
            heading = part.splitlines()[0].removeprefix("### ")
            task = re.sub(lesson_parts.DETAILS, "", part.partition("\n")[2]).strip()
            first, *others = fitted(task)
            deck.add(first, heading=heading)
            deck.more_notes(deck.whats.get(exercise[1], ""))
            deck.more_notes("\n\n".join(cell.source for cell in others))
            continue
        if heading := re.match(r"#{2,3} (.+)\n?", part):
            deck.heading = heading[1].strip()
            number = re.match(r"(\d+)\. ", deck.heading)
            part = part[heading.end() :]
            if deck.heading == "Recap":
                for cell in fitted(part.split("**Next**")[0]):
                    deck.add(cell)
                continue
            first = re.split(r"\n\s*\n", part.strip())[0]
            pictures = re.findall(r"!\[.*?\]\(.*?\)", part, flags=re.S)
            if number and "**Predict" not in first:
                deck.add(boxed(first if lines_of(first) < LINES and "![" not in first else ""))
                deck.more_notes(deck.whats.get(number[1], ""))
            for picture in pictures:
                deck.add(markdown(picture))
        rest = []
        for paragraph in re.split(r"\n\s*\n", part.strip()):
            if "**Predict" in paragraph:
                deck.add(boxed(paragraph, "predict"))
            elif paragraph.startswith("$$") or "|---" in paragraph:
                deck.join(paragraph)
            elif "![" not in paragraph:
                rest.append(paragraph)
        deck.more_notes("\n\n".join(rest))


def deck(path):
    """The notebook of a lesson's deck."""
    lesson = lesson_parts.lesson(path)
    page = plans.page_of(lesson)
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    whats = dict(
        re.findall(r"(?m)^\| \d+ \| (\d\d\.\d+|\d+(?=\. ))[^|]*\| [^|]*\| (.+?) \|$", text)
    )
    built = Deck(whats)
    cells = nbformat.read(path, as_version=4).cells
    opening = cells[0].source.split("\n\n")
    built.add(boxed("\n\n".join(opening[:2])), heading="")
    built.more_notes(re.sub(r"(?m)^#.*$|^\|.*$", "", text.split("## Plan")[0]))
    built.heading = "You will be able to"
    aims = re.search(r"\*\*You will be able to\*\*\s+(.*?)\s*\*\*You need", cells[0].source, re.S)
    for cell in fitted(aims[1]):
        built.add(cell)
    shown = True
    for cell in cells[1:]:
        headings = re.findall(r"(?m)^## (.+)$", cell.source) if cell.cell_type == "markdown" else []
        if headings:
            shown = headings[-1].strip() not in LEFT_OUT
        if not shown:
            continue
        if cell.cell_type == "code":
            add_code(built, cell, cell.metadata.get("tags", []))
        else:
            add_text(built, cell.source)
    return nbformat.v4.new_notebook(cells=built.cells, metadata={"title": lesson.title})


def exporter():
    return SlidesExporter(
        template_name="template",
        extra_template_basedirs=[str(HERE)],
        reveal_url_prefix="reveal.js",
        reveal_theme="white",
    )


def write_slides(out=OUT, modules=MODULES, paths=None):
    """Write the decks and what they need into out, new each time. Returns {path: slides}."""
    if not (modules / "reveal.js").is_dir():
        raise SystemExit(
            "reveal.js and MathJax are not there: `make slides` fetches them. Without make run the "
            "line of the Makefile that begins with npm and names reveal.js."
        )
    shutil.rmtree(out, ignore_errors=True)
    for part in ("dist", "plugin/notes"):
        shutil.copytree(modules / "reveal.js" / part, out / "reveal.js" / part)
    shutil.copyfile(modules / "mathjax" / "es5" / "tex-svg.js", out / "tex-svg.js")
    shutil.copyfile(HERE / "slides.css", out / "slides.css")
    programs = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(editions.CHECKOUT / "images", out / "images", ignore=programs)
    counts, links = {}, []
    for path in paths or editions.lessons():
        notebook = deck(path)
        body, _ = exporter().from_notebook_node(notebook)
        target = out / f"{path.stem}.html"
        target.write_text(body.replace('src="../images/', 'src="images/'), encoding="utf-8")
        kinds = [cell.metadata["slideshow"]["slide_type"] for cell in notebook.cells]
        counts[target] = sum(kind in ("slide", "subslide") for kind in kinds)
        title = html.escape(notebook.metadata["title"])
        links.append(f'<li><a href="{target.name}">{title}</a>, {counts[target]} slides</li>')
    (out / "index.html").write_text(
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Slides</title>'
        '<body style="font: 20px/1.6 system-ui, sans-serif; max-width: 40em; margin: 2em auto">'
        "<h1>Slides</h1><p>Arrows move on, down for an answer. S opens the notes, F fills the "
        f"screen.</p><ul>{''.join(links)}</ul></body></html>\n",
        encoding="utf-8",
    )
    return counts


def main():
    """Write the decks and say where they are."""
    counts = write_slides()
    print(f"{len(counts)} decks, {sum(counts.values())} slides.")
    print(f"Open {(OUT / 'index.html').relative_to(editions.CHECKOUT).as_posix()} in a browser.")


if __name__ == "__main__":
    sys.exit(run(main))
