"""Programs that differ from a right one in a line or a part of it.

An edit says which part of a source text is exchanged, and for what. The checks make the mistakes
that learners make from it, and lesson 05 its broken backward passes.
"""

import functools
import itertools
import re
import textwrap


@functools.cache
def span(source, part):
    """(start, end) of a part of a source text, which must hold it exactly once.

    How many spaces and line breaks the part has does not matter, and it does not begin or end
    inside a name: "z" is not in "dz".
    """
    words = part.split()
    if not words:
        raise ValueError("an edit needs the part of the source that it exchanges")
    pattern = r"\s+".join(re.escape(word) for word in words)
    if re.match(r"\w", words[0]):
        pattern = r"(?<![\w.])" + pattern
    if re.search(r"\w$", words[-1]):
        pattern += r"(?!\w)"
    found = [match.span() for match in re.finditer(pattern, source)]
    if len(found) != 1:
        raise ValueError(f"{part!r} stands {len(found)} times, not once, in\n{source}")
    return found[0]


def edited(source, changes):
    """The source with parts exchanged. changes: {part: what stands there instead}.

    Both may have several lines; new lines get the indentation of the line that the part stands in.
    """
    spans = sorted((span(source, part), new) for part, new in changes.items())
    for ((_, end), new), ((start, _), other) in itertools.pairwise(spans):
        if start < end:
            raise ValueError(f"the edits to {new!r} and {other!r} overlap in\n{source}")
    for (start, end), new in reversed(spans):
        line = source[source.rfind("\n", 0, start) + 1 : start]
        indentation = line[: len(line) - len(line.lstrip())]
        new = textwrap.dedent(new).strip().replace("\n", "\n" + indentation)
        source = source[:start] + new + source[end:]
    return source


def compiled(source, names):
    """The function or class that a source text defines last. names: {name: what it stands for}."""
    code = compile(textwrap.dedent(source), "<solution>", "exec")
    namespace = dict(names)
    before = set(namespace)
    exec(code, namespace)
    defined = [n for n in namespace if n not in before and n != "__builtins__"]
    return namespace[defined[-1]]
