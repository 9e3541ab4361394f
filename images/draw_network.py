"""Draws network.svg: the 784-64-64-64-10 network with the shapes and parameters of its layers."""

import itertools
from pathlib import Path

WIDTH, HEIGHT = 1000, 500
INK, MUTED, LINE = "#222222", "#5c6665", "#c9d3d2"
INPUT, HIDDEN, OUTPUT = "#94a4a2", "#bd1f01", "#3f90da"
# Name, neurons, horizontal place, colour.
COLUMNS = [
    ("input", 784, 90, INPUT),
    ("hidden layer 1", 64, 295, HIDDEN),
    ("hidden layer 2", 64, 500, HIDDEN),
    ("hidden layer 3", 64, 705, HIDDEN),
    ("output layer", 10, 910, OUTPUT),
]
TOP, STEP, SHOWN = 105, 27, 8  # six of 784 or 64 are drawn; a gap of two stands for the rest


def draw(folder):
    """Write network.svg into folder."""
    (Path(folder) / "network.svg").write_text(_svg(), encoding="utf-8", newline="\n")


def _rows(count):
    """The heights at which a column's neurons are drawn."""
    places = [TOP + i * STEP for i in range(SHOWN)]
    if count == 10:
        return [TOP - 0.5 * STEP + i * STEP * (SHOWN / 9) for i in range(10)]
    return places[:3] + places[-3:]


def _text(x, y, text, size=15, colour=INK, weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="middle">{text}</text>'
    )


def _svg():
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif">',
        "<title>The 784-64-64-64-10 network</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    pairs = list(itertools.pairwise(COLUMNS))
    for (_, n_in, left, _), (_, n_out, right, _) in pairs:
        for y1 in _rows(n_in):
            for y2 in _rows(n_out):
                parts.append(
                    f'<line x1="{left}" y1="{y1:.1f}" x2="{right}" y2="{y2:.1f}" '
                    f'stroke="{LINE}" stroke-width="0.9"/>'
                )
    for name, count, x, colour in COLUMNS:
        parts.append(_text(x, 34, name, 17, weight="bold"))
        unit = "pixels" if name == "input" else "neurons"
        parts.append(_text(x, 56, f"{count} {unit}", 15, MUTED))
        for y in _rows(count):
            parts.append(
                f'<circle cx="{x}" cy="{y:.1f}" r="9" fill="{colour}" stroke="white" '
                'stroke-width="1.5"/>'
            )
        if count == 10:
            for digit, y in enumerate(_rows(count)):
                parts.append(_text(x + 22, f"{y + 5:.1f}", digit, 14, MUTED))
        else:
            middle = TOP + 3.5 * STEP
            for shift in (-11, 0, 11):
                parts.append(f'<circle cx="{x}" cy="{middle + shift}" r="2.6" fill="{MUTED}"/>')
    parts += _below(pairs)
    return "\n".join([*parts, "</svg>", ""])


def _below(pairs):
    """What stands under each pair of columns: ReLU or not, the shapes, the parameters."""
    parts, total = [], 0
    for (_, n_in, left, _), (_, n_out, right, _) in pairs:
        x, count = (left + right) / 2, n_out * n_in + n_out
        total += count
        parts += [
            _text(x, 362, f"W ({n_out}, {n_in})", 15, weight="bold"),
            _text(x, 384, f"b ({n_out},)", 15, weight="bold"),
            _text(x, 409, f"{n_out}·{n_in} + {n_out}", 14, MUTED),
            _text(x, 431, f"= {count:,}", 16),
        ]
    for name, _, x, colour in COLUMNS[1:]:
        hidden = name.startswith("hidden")
        after = "then ReLU" if hidden else "no ReLU: 10 scores"
        parts.append(_text(x, 333, after, 14, colour if hidden else MUTED))
    parts.append(_text(WIDTH / 2, 476, f"together {total:,} parameters", 18, weight="bold"))
    return parts


if __name__ == "__main__":
    draw(Path(__file__).parent)
