"""The sources of the pages, made from the notebooks, the README and the landing page's text."""

import json
import re
import shutil
import urllib.parse
from html import escape
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
WIDGET = "application/vnd.jupyter.widget-view+json"
# What a page shows where a notebook shows a widget, by how the widget calls itself.
LIVE = re.compile(r"LiveNetwork: ([a-z, ]+)")
SLIDERS = (
    "*In the notebook there are sliders here, to try it yourself; the figures of this page show "
    "the main cases.*"
)
_LINK = re.compile(r"\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)\)")


class BrokenLink(ValueError):
    """A link between lessons that leads nowhere; the message names both ends."""


def slug(title):
    """The anchor of a heading: "3. The network" -> "3-the-network"."""
    return re.sub(r"[^\w]+", "-", _plain(title).lower()).strip("-")


def _plain(title):
    """A heading without its marks: "The `loop`" -> "The loop"."""
    return re.sub(r"[`*$\\]", "", title).strip()


def lessons(folder=CHECKOUT / "notebooks"):
    """{file name: notebook} of all lessons, in their order."""
    return {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(Path(folder).glob("*.ipynb"))
    }


def write_sources(folder, notebooks=None):
    """Fill a new folder with what Sphinx reads. Raises BrokenLink."""
    folder, notebooks = Path(folder), notebooks or lessons()
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "images").mkdir(parents=True)
    for picture in (CHECKOUT / "images").glob("*.svg"):
        shutil.copy(picture, folder / "images")
    anchors = {name: headings(notebook) for name, notebook in notebooks.items()}
    for name, notebook in notebooks.items():
        page = json.dumps(as_page(name, notebook, anchors), ensure_ascii=False)
        (folder / name).write_text(page, encoding="utf-8")
    data = (CHECKOUT / "course_utils" / "data" / "README.md").read_text(encoding="utf-8")
    (folder / "data.md").write_text(f"---\norphan: true\n---\n{data}", encoding="utf-8")
    (folder / "index.md").write_text(landing(notebooks), encoding="utf-8")


def headings(notebook):
    """{the anchor that JupyterLab gives a heading: the page's own}, of ids in the text as well."""
    found = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            source = "".join(cell["source"])
            # A line of code that begins with # is no heading.
            for title in re.findall(
                r"^#+ (.+)$", re.sub(r"```.*?```", "", source, flags=re.S), re.M
            ):
                found[_plain(title).replace(" ", "-")] = slug(title)
            found |= {name: name for name in re.findall(r'<a id="([\w-]+)">', source)}
    return found


def as_page(name, notebook, anchors):
    """A lesson as the page's source: links, widgets and folds as a page needs them."""
    cells = [_as_cell(name, cell, anchors) for cell in notebook["cells"]]
    cells.append({"cell_type": "markdown", "id": "run-this", "metadata": {}, "source": _run(name)})
    # Which kernel it was does not matter: nothing runs.
    return notebook | {"cells": cells}


def _as_cell(name, cell, anchors):
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return cell | {"source": _links(name, source, anchors)}
    cell = cell | {"metadata": cell["metadata"] | _prompts(cell["metadata"].get("tags", []))}
    return cell | {"outputs": [_output(name, output, anchors) for output in cell["outputs"]]}


def _prompts(tags):
    """What stands on a fold."""
    if "solution" in tags:
        words = "Unfold the solution", "Fold the solution"
    elif "predict" in tags:
        words = "Unfold what comes out", "Fold it again"
    elif "hide-output" in tags:
        words = "Unfold the result", "Fold the result"
    else:
        words = "Unfold the code", "Fold the code"
    return {"mystnb": {"code_prompt_show": words[0], "code_prompt_hide": words[1]}}


def _output(name, output, anchors):
    data = output.get("data", {})
    if WIDGET in data:
        return output | {"data": _still(name, "".join(data.get("text/plain", "")))}
    if "text/markdown" in data:
        text = _links(name, "".join(data["text/markdown"]), anchors)
        # Sphinx does not follow links in outputs: these name the finished page and its ids.
        text = re.sub(r"\]\((\w+)\.ipynb(?:#([\w-]+))?\)", _finished, text)
        return output | {"data": {"text/markdown": text}}
    return output


def _finished(match):
    page, anchor = match.groups()
    # As docutils makes an id: it begins with a letter.
    return f"]({page}.html#{re.sub('^[-0-9]+', '', anchor)})" if anchor else f"]({page}.html)"


def _still(name, says):
    """The data of an output in place of a widget: the live network itself, or a sentence."""
    if live := LIVE.search(says):
        sections = live.group(1).replace(" ", "")
    elif says.startswith("Pad"):
        sections = "read"
    elif "liders" in says:
        return {"text/markdown": SLIDERS}
    else:
        raise ValueError(f"{name} shows a widget that pages do not know: {says!r}")
    return {"text/html": frame(sections)}


def frame(sections):
    """The live network, set into a page."""
    return (
        f'<iframe class="live" src="live/index.html?only={escape(sections)}" loading="lazy" '
        'title="The live network: draw a digit and see it read"></iframe>'
    )


def _links(name, text, anchors):
    """The text with links as a page needs them."""

    def mended(match):
        target = match.group(1)
        if re.match(r"[a-z]+:", target):
            return match.group()
        file, _, fragment = target.partition("#")
        if file.startswith("../images/"):
            return f"]({file.removeprefix('../')})"
        if file == "../course_utils/data/README.md":
            return "](data.md)"
        known = anchors.get(file or name)
        if known is None:
            raise BrokenLink(f"{name} links to {file}, which is no lesson")
        if not fragment:
            return match.group()
        anchor = known.get(urllib.parse.unquote(fragment))
        if anchor is None:
            raise BrokenLink(f"{name} links to {target}: no such heading")
        return f"]({file}#{anchor})"

    return _LINK.sub(mended, text)


def _run(name):
    return (
        "```{admonition} Run this yourself\n"
        f"On this page nothing runs. [Start the course](index.md#start) on your computer and open "
        f"`{name}`: the exercises are then checked as you write them.\n```"
    )


def landing(notebooks):
    """The landing page: its own text, and what the README says already."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    text = (Path(__file__).parent / "landing.md").read_text(encoding="utf-8")
    parts = {
        "live": frame("read"),
        "map": linked_map(notebooks),
        "start": section(readme, "Start"),
        "lessons": section(readme, "Lessons").replace("](notebooks/", "]("),
        "teach": section(readme, "Teach a workshop"),
        "pages": "\n".join(notebooks),
    }
    for part, content in parts.items():
        text = text.replace("{{ " + part + " }}", content)
    return text


def section(text, title):
    """What stands under a heading of the README, without links to files that the site has not."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if not found:
        raise ValueError(f"the README has no section {title}")
    keep = r"\[([^\]]+)\]\((?!https?:|notebooks/)[^)]*\)"
    return re.sub(keep, r"\1", found.group(1)).strip()


def linked_map(notebooks):
    """The map of the course as SVG, in which each card leads to its lesson."""
    svg = (CHECKOUT / "images" / "course_map.svg").read_text(encoding="utf-8")
    for name in notebooks:
        number = name[:2]
        card = re.search(rf'<rect id="lesson-{number}"([^/]*?) fill="[^"]*"([^/]*)/>', svg)
        if not card:
            raise ValueError(f"the map has no card for lesson {number}")
        title = re.match(r"# (.+)", "".join(notebooks[name]["cells"][0]["source"])).group(1)
        shape = f'<rect class="lesson-card"{card.group(1)} fill="transparent"{card.group(2)}/>'
        page = f"{name.removesuffix('.ipynb')}.html"
        link = f'<a href="{page}"><title>{escape(title)}</title>{shape}</a>'
        svg = svg.replace("</svg>", f"{link}</svg>")
    svg = re.sub(r"<title>Map of.*?</title>", "", svg, count=1)
    return f'<div class="map">{svg.replace(chr(10), "")}</div>'
