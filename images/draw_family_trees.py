"""Draws family_trees.svg: the two family trees of lesson 13, one below the other.

`python images/draw_family_trees.py` writes the picture beside this script.
"""

from pathlib import Path

INK, GREY, BLUE, ORANGE = "#222222", "#5b6665", "#1f6bb0", "#8a5200"
WIDTH, HEIGHT, TREE = 900, 500, 240
ENGLISH = "Christopher Penelope Andrew Christine Margaret Arthur Victoria James Jennifer Charles"
ENGLISH += " Colin Charlotte"
ITALIAN = "Roberto Maria Pierro Francesca Gina Emilio Lucia Marco Angela Tomaso Alfonso Sophia"
ROWS = [60, 130, 200]  # the height of each generation's names in its tree
# Where each person stands: (row, x).
PLACES = [
    *((0, 245), (0, 375), (0, 610), (0, 730)),
    *((1, 120), (1, 230), (1, 420), (1, 530), (1, 720), (1, 830)),
    *((2, 425), (2, 525)),
]
COUPLES = [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]
CHILDREN = [((0, 1), (5, 6)), ((2, 3), (7, 8)), ((6, 7), (10, 11))]


def text(x, y, words, size, colour=INK, anchor="middle", weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{words}</text>'
    )


def line(x1, y1, x2, y2):
    return f'<path d="M{x1} {y1} L{x2} {y2}" stroke="{GREY}" stroke-width="1.6" fill="none"/>'


def tree(names, title, colour, top):
    parts = [
        f'<rect x="10" y="{top + 8}" width="{WIDTH - 20}" height="{TREE - 16}" rx="12" '
        'fill="#f3f5f7"/>',
        text(28, top + 36, title, 17, colour, "start", "bold"),
    ]
    for left, right in COUPLES:
        (row, x1), (_, x2) = PLACES[left], PLACES[right]
        parts.append(text((x1 + x2) / 2, top + ROWS[row], "=", 19, GREY))
    for (left, right), children in CHILDREN:
        row, middle = PLACES[left][0], (PLACES[left][1] + PLACES[right][1]) / 2
        start, bend = top + ROWS[row] + 8, top + ROWS[row] + 32
        xs = [PLACES[child][1] for child in children]
        parts.append(line(middle, start, middle, bend))
        parts.append(line(min(xs), bend, max(xs), bend))
        parts += [line(x, bend, x, top + ROWS[row + 1] - 18) for x in xs]
    for name, (row, x) in zip(names.split(), PLACES, strict=True):
        parts.append(text(x, top + ROWS[row], name, 17))
    return parts


def draw(folder):
    """Write family_trees.svg into the folder."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif" role="img">'
    )
    lines = [
        head,
        "<title>Two family trees of the same shape, English and Italian</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *tree(ENGLISH, "English", BLUE, 5),
        *tree(ITALIAN, "Italian", ORANGE, 5 + TREE + 10),
        "</svg>",
    ]
    svg = "\n".join(lines) + "\n"
    (Path(folder) / "family_trees.svg").write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(Path(__file__).parent)
