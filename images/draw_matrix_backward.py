"""Draws matrix_backward.svg: a layer's forward line and its three backward lines as rectangles."""

from pathlib import Path

WIDTH, HEIGHT = 1000, 670
INK, MUTED, FILL = "#222222", "#5c6665", "#f3f6f6"
# The three axes: name, length in the drawing, colour.
AXES = {"N": (66, "#3f90da"), "in": (96, "#a96b59"), "out": (40, "#bd1f01")}
# Each line of code: its text, left factor, right factor, result (each a name with rows and
# columns), and what happens to the axis in the middle.
LINES = [
    (
        "z = x @ W.T + b",
        [("x", "N", "in"), ("W.T", "in", "out"), ("z", "N", "out")],
        "in",
        "summed over the inputs",
    ),
    (
        "dW = dz.T @ x",
        [("dz.T", "out", "N"), ("x", "N", "in"), ("dW", "out", "in")],
        "N",
        "summed over the samples",
    ),
    (
        "dx = dz @ W",
        [("dz", "N", "out"), ("W", "out", "in"), ("dx", "N", "in")],
        "out",
        "summed over the neurons",
    ),
    (
        "db = dz.sum(axis=0)",
        [("dz", "N", "out"), None, ("db", None, "out")],
        "N",
        "summed over the samples",
    ),
]
TOP, STEP = 118, 148
PLACES = (365, 555, 730)  # the middles of the two factors and of the result


def draw(folder):
    """Write matrix_backward.svg into folder."""
    (Path(folder) / "matrix_backward.svg").write_text(_svg(), encoding="utf-8", newline="\n")


def _text(x, y, text, size=15, colour=INK, weight="normal", anchor="middle", family=""):
    family = f' font-family="{family}"' if family else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}"{family}>{text}</text>'
    )


def _matrix(x, y, name, rows, columns):
    """A rectangle around (x, y): its left edge has the colour of its rows, its top of its columns.

    rows may be None: a single row, as of a bias.
    """
    height, row_colour = AXES[rows] if rows else (16, None)
    width, column_colour = AXES[columns]
    left, top = x - width / 2, y - height / 2
    parts = [
        f'<rect x="{left:g}" y="{top:g}" width="{width}" height="{height}" fill="{FILL}" '
        f'stroke="{MUTED}" stroke-width="1"/>',
        f'<line x1="{left:g}" y1="{top:g}" x2="{left + width:g}" y2="{top:g}" '
        f'stroke="{column_colour}" stroke-width="5"/>',
        _text(x, top - 8, columns, 14, column_colour, "bold"),
    ]
    if rows:
        parts += [
            f'<line x1="{left:g}" y1="{top:g}" x2="{left:g}" y2="{top + height:g}" '
            f'stroke="{row_colour}" stroke-width="5"/>',
            _text(left - 8, y + 5, rows, 14, row_colour, "bold", "end"),
        ]
    below = top + height + 18
    return [*parts, _text(x, below, name, 15, INK, "bold", family="monospace")]


def _svg():
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif">',
        "<title>The shapes of a layer, forward and backward</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(30, 34, "forward", 17, MUTED, "bold", "start"),
        _text(30, 216, "backward", 17, MUTED, "bold", "start"),
        f'<line x1="30" y1="224" x2="970" y2="224" stroke="{MUTED}" stroke-width="1"/>',
        f'<line x1="30" y1="42" x2="970" y2="42" stroke="{MUTED}" stroke-width="1"/>',
    ]
    for i, (code, matrices, gone, why) in enumerate(LINES):
        y = TOP + i * STEP + (36 if i else 0)
        parts.append(_text(30, y + 6, code, 18, INK, "bold", "start", "monospace"))
        for x, matrix in zip(PLACES, matrices, strict=True):
            if matrix:
                parts += _matrix(x, y, *matrix)
        if matrices[1]:
            parts.append(_text(PLACES[0] + 76, y + 6, "@", 18, MUTED))
        parts.append(_text(PLACES[1] + 80, y + 7, "=", 20, MUTED))
        parts.append(_text(805, y - 3, f"{gone} vanishes:", 15, AXES[gone][1], "bold", "start"))
        parts.append(_text(805, y + 17, why, 15, MUTED, "normal", "start"))
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    draw(Path(__file__).parent)
