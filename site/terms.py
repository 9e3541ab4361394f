"""Words of the glossary: in each lesson, the first of each leads to its entry and shows it.

The glossary stands in lesson 00, each entry in a line of this form:
- <a id="axis"></a>**axis** (other words): what it means. (02)
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

HOME = "00_start_here"
_ENTRY = re.compile(
    r'^- <a id="([\w-]+)"></a>\*\*(.+?)\*\*(?: \((.*?)\))?: (.+?) \((\d\d)\)$', re.M
)
# In these, a word is no running text.
_CLOSED = (nodes.literal, nodes.title, nodes.reference, nodes.math, nodes.raw, nodes.literal_block)


def entries(glossary):
    """{anchor: (words that lead there, what the entry says, the lesson that explains it)}"""
    found = {}
    for anchor, term, others, meaning, lesson in _ENTRY.findall(glossary):
        # Other words count if nobody says them by chance: "one-hot vector", not "step".
        also = [word.strip() for word in re.split(r"[,;]", others) if " " in word.strip()]
        words = [word for word in (term, *also) if re.fullmatch(r"[\w' -]{3,}", word)]
        found[anchor] = (words, meaning, int(lesson))
    return found


class Terms(SphinxPostTransform):
    """Link the first occurrence of each term in a lesson."""

    default_priority = 900

    def run(self, **kwargs):
        if not re.match(r"\d\d_", self.env.docname) or self.env.docname == HOME:
            return
        here = int(self.env.docname[:2])
        terms = self.config.course_terms
        # What a lesson explains itself needs no link in it.
        todo = {anchor: entry for anchor, entry in terms.items() if entry[2] < here}
        # Its objectives are read at a glance: links begin with the first section.
        for section in list(self.document.findall(nodes.section))[1:]:
            for text in list(section.findall(nodes.Text)):
                if todo and not _closed(text):
                    self._link(text, todo)

    def _link(self, text, todo):
        """Link each term in one text that was not met before; the longest word wins."""
        words = {word.lower(): anchor for anchor, entry in todo.items() for word in entry[0]}
        if not words:
            return
        longest = sorted(map(re.escape, words), key=len, reverse=True)
        pattern = re.compile(rf"\b({'|'.join(longest)})s?\b", re.I)
        pieces, end, plain = [], 0, str(text)
        for match in pattern.finditer(plain):
            anchor = words[match.group(1).lower()]
            if anchor not in todo:
                continue
            meaning = todo.pop(anchor)[1]
            pieces.append(nodes.Text(plain[end : match.start()]))
            pieces.append(_reference(match.group(), anchor, meaning))
            end = match.end()
        if pieces:
            text.parent.replace(text, [*pieces, nodes.Text(plain[end:])])


def _closed(text):
    node = text.parent
    while node is not None:
        if isinstance(node, _CLOSED) or "cell_input" in node.get("classes", []):
            return True
        node = node.parent
    return False


def _reference(word, anchor, meaning):
    link = nodes.reference("", word, refuri=f"{HOME}.html#{anchor}", internal=True)
    link["classes"].append("term")
    link["reftitle"] = re.sub(r"[*`$]", "", meaning)
    return link


def _read(app, config):
    text = (Path(app.srcdir) / f"{HOME}.ipynb").read_text(encoding="utf-8")
    glossary = next(cell for cell in json.loads(text)["cells"] if cell["id"] == "glossary")
    config.course_terms = entries("".join(glossary["source"]))


def setup(app):
    """Register with Sphinx."""
    app.add_config_value("course_terms", {}, "env")
    app.connect("config-inited", _read)
    app.add_post_transform(Terms)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
