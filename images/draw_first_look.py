"""Draws first_look.svg, the README's first picture. Run: python images/draw_first_look.py

Three things a learner will see: the map, the walk backward through lesson 05's first network, with
all numbers computed here, and a test image of MNIST with what lesson 12's network reads in it.
"""

import importlib.util
from html import escape
from pathlib import Path

from course_utils import mnist

IMAGES = Path(__file__).parent
INK, SOFT, BLUE, RED, PAPER = "#1f2a33", "#5b6770", "#1f6bb0", "#bd1f01", "#ffffff"
WIDTH, HEIGHT = 900, 292
# A nine that the network is not sure of: test image 104, and its probabilities in percent.
IMAGE, PERCENT = 104, [0, 0, 0, 0, 0, 41, 0, 0, 0, 59]


def draw(folder):
    """Write first_look.svg into folder."""
    title = "What you will see: the map, gradients that flow backward, a digit that is read"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="{PAPER}"/>',
        *heading(20, "One idea after the other"),
        *small_map(20, 52),
        *heading(252, "Every gradient by hand"),
        *walk(262, 150),
        *heading(648, "Until it reads digits"),
        *reading(648, 60),
        "</svg>",
    ]
    svg = "\n".join(parts) + "\n"
    (Path(folder) / "first_look.svg").write_text(svg, encoding="utf-8", newline="\n")


def heading(x, words):
    yield text(x, 30, words, 17, weight="bold")


def small_map(x, y):
    """The rows of the course's map, each lesson a card with its number."""
    spec = importlib.util.spec_from_file_location("course_map", IMAGES / "draw_course_map.py")
    course_map = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(course_map)
    for r, (_, colour, lessons) in enumerate(course_map.ROWS):
        top = y + 32 * r
        yield rect(x, top, 204, 28, colour, 'opacity="0.12" rx="5"')
        for c, (number, *_) in enumerate(lessons):
            left = x + 8 + 66 * c
            yield rect(left, top + 4, 52, 20, PAPER, f'rx="4" stroke="{colour}" stroke-width="2"')
            yield text(left + 26, top + 19, number, 13, anchor="middle", weight="bold")
            if c:
                yield arrow(left - 13, top + 14, left - 2, top + 14, SOFT)


def walk(x, y, w=2, i=3, b=-1, target=9):
    """The graph of L = (relu(w x + b) - y)²: values in blue, gradients in red."""
    m = w * i
    z = m + b
    a = max(0, z)
    e = a - target
    loss = e * e
    de = 2 * e
    da = de
    dz = da * (z > 0)
    dw, di = dz * i, dz * w
    xs = [x + 80 + 68 * n for n in range(5)]
    for place, symbol in zip(xs, ["×", "+", "relu", "−", "²"], strict=True):
        yield from node(place, y, symbol)
    yield from edge(xs[0], y, xs[1], y, m, dz)
    yield from edge(xs[1], y, xs[2], y, z, dz)
    yield from edge(xs[2], y, xs[3], y, a, da)
    yield from edge(xs[3], y, xs[4], y, e, de)
    for name, value, gradient, place, height in (
        ("w", w, dw, x + 12, y - 52),
        ("x", i, di, x + 12, y + 52),
        ("b", b, dz, xs[1], y + 84),
        ("y", target, -de, xs[3], y + 84),
    ):
        end = xs[0] if place < xs[0] else place
        yield from edge(place, height, end, y, value, gradient)
        yield from node(place, height, name, leaf=True)
    yield text(xs[4], y - 46, f"L = {loss}", 15, BLUE, "middle", "bold")
    yield text(xs[4], y + 40, 1, 14, RED, "middle")
    yield text(x + 178, y - 76, "forward: values", 14, BLUE, "middle", "bold")
    yield text(x + 178, y + 126, "backward: gradients", 14, RED, "middle", "bold")


def node(x, y, symbol, leaf=False):
    fill = "#f0f2f3" if leaf else PAPER
    yield f'<circle cx="{x}" cy="{y}" r="17" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
    size = 13 if len(symbol) > 1 else 17
    yield text(x, y + 5, symbol, size, anchor="middle", weight="bold" if leaf else "normal")


def edge(x0, y0, x1, y1, value, gradient):
    """Two arrows between two nodes: the value forward, the gradient backward."""
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    for side, colour, number in ((-4, BLUE, value), (4, RED, gradient)):
        sx, sy = -uy * side, ux * side
        a = (x0 + 19 * ux + sx, y0 + 19 * uy + sy)
        b = (x1 - 20 * ux + sx, y1 - 20 * uy + sy)
        yield arrow(*a, *b, colour) if side < 0 else arrow(*b, *a, colour)
        mx, my = (a[0] + b[0]) / 2 + 3.5 * sx, (a[1] + b[1]) / 2 + 3 * sy
        words = str(number).replace("-", "−")
        yield text(mx, my + 5, words, 14, colour, "middle")


def reading(x, y):
    """The image, and a bar for each digit."""
    images, _ = mnist.load_arrays("test")
    size = 4
    yield rect(x, y, 28 * size, 28 * size, PAPER, 'stroke="#94a4a2"')
    for row, column in zip(*images[IMAGE].nonzero(), strict=True):
        shade = 255 - images[IMAGE, row, column]
        grey = f"#{shade:02x}{shade:02x}{shade:02x}"
        yield rect(x + size * column, y + size * row, size, size, grey)
    best = max(PERCENT)
    yield text(x, y + 140, f"Read as {PERCENT.index(best)} ({best}%)", 14, weight="bold")
    yield text(x, y + 160, "MNIST, test image 104", 12, SOFT)
    for digit, percent in enumerate(PERCENT):
        top = y + 20 * digit
        colour = BLUE if percent == best else "#94a4a2"
        yield text(x + 128, top + 12, digit, 13)
        yield rect(x + 142, top + 2, 60, 11, "#e6e9ea")
        yield rect(x + 142, top + 2, round(0.6 * percent, 1), 11, colour)
        if percent:
            yield text(x + 207, top + 12, f"{percent}%", 13)


def rect(x, y, width, height, fill, more=""):
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" {more}/>'


def text(x, y, words, size, colour=INK, anchor="start", weight="normal"):
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}">{escape(str(words))}</text>'
    )


def arrow(x0, y0, x1, y1, colour):
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    wings = [(x1 - 6 * ux + s * 3.5 * uy, y1 - 6 * uy - s * 3.5 * ux) for s in (1, -1)]
    (ax, ay), (bx, by) = wings
    return (
        f'<path d="M{x0:.1f} {y0:.1f} L{x1:.1f} {y1:.1f} M{ax:.1f} {ay:.1f} L{x1:.1f} {y1:.1f} '
        f'L{bx:.1f} {by:.1f}" fill="none" stroke="{colour}" stroke-width="2" '
        'stroke-linecap="round"/>'
    )


if __name__ == "__main__":
    draw(IMAGES)
