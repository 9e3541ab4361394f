"""Draws batch_norm.svg: the graph of batch norm for one feature of four samples, with all numbers.

`python images/draw_batch_norm.py` writes the picture beside this script. Every number is computed
here, from X, DY, GAMMA and BETA, as exact fractions (without eps).
"""

from fractions import Fraction
from pathlib import Path

X, DY = [2, 4, 4, 10], [Fraction(3, 2), 1, -1, Fraction(9, 2)]
GAMMA, BETA = 2, 1
INK, GREY, BLUE, RED = "#222222", "#5b6665", "#1f6bb0", "#bd1f01"
WIDTH, HEIGHT = 900, 500


def mean(values):
    return sum(values, Fraction(0)) / len(values)


def steps():
    """{name: (values, gradients)} of every node; var is a perfect square, so its root is exact."""
    mu = mean(X)
    c = [x - mu for x in X]
    var = mean([v * v for v in c])
    s = Fraction(round(float(var) ** 0.5))
    assert s * s == var
    xhat = [v / s for v in c]
    dxhat = [GAMMA * d for d in DY]
    dvar = sum(d * v for d, v in zip(dxhat, c, strict=True)) * Fraction(-1, 2) / s**3
    dc = [d / s + dvar * 2 * v / len(X) for d, v in zip(dxhat, c, strict=True)]
    dmu = -sum(dc)
    return {
        "x": (X, [d + dmu / len(X) for d in dc]),
        "mu": ([mu], [dmu]),
        "c": (c, dc),
        "var": ([var], [dvar]),
        "xhat": (xhat, dxhat),
        "y": ([GAMMA * v + BETA for v in xhat], DY),
    }


def number(value):
    value = Fraction(value)
    sign = "−" if value < 0 else ""
    top, bottom = abs(value.numerator), value.denominator
    return f"{sign}{top}" if bottom == 1 else f"{sign}{top}/{bottom}"


def text(x, y, words, size=17, colour=INK, anchor="middle", weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{words}</text>'
    )


def column(x, y, name, formula, values, gradients, shift=0):
    """A box with the node's name, its value for each sample and the gradient beside it.

    shift: how far the formula above stands to the right, to leave room for arrows.
    """
    height = 44 + 26 * len(values)
    parts = [
        f'<rect x="{x - 66}" y="{y}" width="132" height="{height}" rx="10" fill="#ffffff" '
        f'stroke="{GREY}" stroke-width="1.5"/>',
        text(x + shift, y - 10, formula, 16, GREY),
        text(x - 34, y + 25, name, 17, BLUE, weight="bold"),
        text(x + 34, y + 25, "d" + name, 17, RED, weight="bold"),
    ]
    for i, (value, gradient) in enumerate(zip(values, gradients, strict=True)):
        parts.append(text(x - 34, y + 52 + 26 * i, number(value), 17, BLUE))
        parts.append(text(x + 34, y + 52 + 26 * i, number(gradient), 17, RED))
    return parts


def arrow(d, colour, label="", at=(0, 0), anchor="middle"):
    name = "blue" if colour == BLUE else "red"
    parts = [
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="2.5" '
        f'marker-end="url(#{name})"/>'
    ]
    return [*parts, text(*at, label, 15, colour, anchor, "bold")] if label else parts


def head(name, colour):
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path d="M0 0 L10 5 L0 10 z" fill="{colour}"/></marker>'
    )


def draw(folder):
    """Write batch_norm.svg into folder."""
    nodes = steps()
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="DejaVu Sans, Verdana, Arial, sans-serif">',
        "<title>The graph of batch norm: forward in blue, three ways back in red</title>",
        f"<defs>{head('blue', BLUE)}{head('red', RED)}</defs>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#f7f9fa"/>',
        text(20, 32, "forward: values", 17, BLUE, "start", "bold"),
        text(WIDTH - 20, 32, "backward: gradients", 17, RED, "end", "bold"),
        *column(96, 190, "x", "input", *nodes["x"], -42),
        *column(232, 60, "μ", "mean of x", *nodes["mu"]),
        *column(368, 190, "c", "x − μ", *nodes["c"], 6),
        *column(504, 400, "var", "mean of c²", *nodes["var"]),
        *column(640, 190, "x̂", "c / √var", *nodes["xhat"]),
        *column(804, 190, "y", f"{GAMMA} x̂ + {BETA}", *nodes["y"]),
        # forward, left to right
        *arrow("M163 232 H300", BLUE),
        *arrow("M80 188 C84 124 120 88 164 86", BLUE),
        *arrow("M299 84 C366 86 408 120 412 187", BLUE),
        *arrow("M435 232 H572", BLUE),
        *arrow("M392 337 C396 400 408 426 436 432", BLUE),
        *arrow("M571 420 C606 410 618 380 620 340", BLUE),
        *arrow("M707 232 H736", BLUE),
        # backward, right to left
        *arrow("M737 300 H709", RED),
        *arrow("M573 300 H437", RED, "1 direct", (505, 290)),
        *arrow("M650 337 C654 420 620 446 573 448", RED, "2 by the variance", (662, 452), "start"),
        *arrow("M437 456 C380 452 350 400 352 340", RED, "2", (346, 420)),
        *arrow("M301 300 H165", RED, "1 and 2", (233, 290)),
        *arrow("M340 188 C338 142 326 116 301 112", RED, "3 by the mean", (418, 126), "start"),
        *arrow("M165 116 C132 122 114 148 112 187", RED, "3", (148, 150)),
        "</svg>\n",
    ]
    (folder / "batch_norm.svg").write_text("\n".join(parts), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(Path(__file__).parent)
