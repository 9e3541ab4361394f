"""Draws course_map.svg, the map of the course. Run: python images/draw_course_map.py

A new lesson is a new line in ROWS; its little picture is a function ``icon_NAME`` below. A lesson
of ROWS that has no notebook yet is drawn pale, with the words "not written yet"; a test asks for
a new drawing as soon as there is one.
"""

import math
from html import escape
from itertools import pairwise
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"

BLUE, ORANGE, RED, GREY, VIOLET = "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6"
BROWN, GREEN = "#a96b59", "#4f8f5b"
INK, PAPER, SOFT = "#1f2a33", "#ffffff", "#5b6770"

# (what the row is about, its colour, its lessons: number, title, what the reader does there, icon)
ROWS = [
    (
        "One neuron",
        GREY,
        [
            ("00", "Start here", ["set up, try an", "exercise"], "flag"),
            ("01", "One neuron", ["weigh, add,", "decide"], "neuron"),
            ("02", "Activation functions", ["bend the line"], "activation"),
        ],
    ),
    (
        "Forward: from an image to a loss",
        BLUE,
        [
            ("03", "The forward pass", ["many neurons,", "layer by layer"], "network"),
            (
                "04",
                "Softmax and loss",
                ["how sure,", "how wrong?"],
                "softmax",
            ),
        ],
    ),
    (
        "Backward: from the loss to every weight",
        RED,
        [
            ("05", "Backpropagation by hand", ["each weight's share", "of the blame"], "backprop"),
            ("06", "The tape", ["backward by itself,", "for any formula"], "tape"),
            ("07", "A network in NumPy", ["the same with", "matrices"], "matrix"),
        ],
    ),
    (
        "What makes training work",
        BROWN,
        [
            ("08", "Activations on trial", ["nine sayings,", "nine experiments"], "trial"),
            ("09", "Normalisation", ["keep numbers", "in range"], "bell"),
        ],
    ),
    (
        "Handwriting",
        ORANGE,
        [
            ("10", "The MNIST dataset", ["70,000 digits"], "digits"),
            ("11", "Training on MNIST", ["PyTorch learns", "to read"], "curve"),
            ("12", "Read a digit", ["yours, drawn", "or on a photo"], "pencil"),
        ],
    ),
    (
        "History and claims",
        VIOLET,
        [
            ("13", "The paper of 1986", ["the famous paper,", "run again"], "paper"),
            ("14", "Claims on trial", ["what holds,", "what does not"], "scales"),
        ],
    ),
    (
        "Further",
        GREEN,
        [
            ("15", "Convolution", ["a filter that", "moves"], "filter"),
            ("16", "Training speed", ["where the", "time goes"], "watch"),
            ("17", "Scaling out", ["many processes,", "one network"], "processes"),
        ],
    ),
]

WIDTH, MARGIN = 900, 18
CARD_WIDTH, CARD_HEIGHT, GAP = 264, 92, 36
HEAD, ROW = 32, 156  # the row's title; from one row to the next
TOP = 14
ICON, SCALE = 72, 0.82  # an icon is drawn in a square of 72, then shrunk


def draw(folder):
    """Write course_map.svg into folder."""
    height = TOP + ROW * len(ROWS) - 14
    title = f"Map of the course: the lessons in their order, in {len(ROWS)} rows"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" font-family="Helvetica, Arial, sans-serif">',
        f"<title>{title}</title>",
        f'<rect width="{WIDTH}" height="{height}" rx="10" fill="{PAPER}"/>',
    ]
    for r, (name, colour, lessons) in enumerate(ROWS):
        top = TOP + r * ROW
        parts += [
            f'<rect x="6" y="{top - 6}" width="{WIDTH - 12}" height="{ROW - 12}" rx="10" '
            f'fill="{colour}" opacity="0.10"/>',
            text(MARGIN + 36, top + 18, name, 16, weight="bold"),
        ]
        y = top + HEAD
        for c, lesson in enumerate(lessons):
            x = MARGIN + c * (CARD_WIDTH + GAP)
            parts += card(x, y, colour, *lesson)
            if c:
                parts += arrow([(x - GAP + 4, y + CARD_HEIGHT / 2), (x - 5, y + CARD_HEIGHT / 2)])
        if r + 1 < len(ROWS):
            parts += arrow(turn(len(lessons), y))
    # The free place beside lesson 04 shows what rows two and three have in common.
    parts += both_ways(MARGIN + 2 * (CARD_WIDTH + GAP), TOP + ROW + HEAD)
    parts.append("</svg>")
    (Path(folder) / "course_map.svg").write_text(
        "\n".join(parts) + "\n", encoding="utf-8", newline="\n"
    )


def turn(count, y):
    """The way from under a row's last card to the next row's first, left of that row's title."""
    end = MARGIN + (count - 1) * (CARD_WIDTH + GAP) + CARD_WIDTH / 2
    start = MARGIN + 18
    bottom, middle = y + CARD_HEIGHT, y + CARD_HEIGHT + 19
    return [(end, bottom + 3), (end, middle), (start, middle), (start, y + ROW - 5)]


def card(x, y, colour, number, title, lines, icon):
    written = any(NOTEBOOKS.glob(f"{number}_*.ipynb"))
    dashed = "" if written else ' stroke-dasharray="6 4"'
    # The map of what is done (course_utils.progress) finds each lesson's place by its id.
    yield (
        f'<rect id="lesson-{number}" x="{x}" y="{y}" width="{CARD_WIDTH}" height="{CARD_HEIGHT}" '
        f'rx="8" fill="{PAPER}" stroke="{colour}" stroke-width="2"{dashed}/>'
    )
    yield text(x + 12, y + 25, number, 17, weight="bold", colour=SOFT)
    yield text(x + 40, y + 25, title, 17, weight="bold")
    for i, line in enumerate(lines):
        yield text(x + 40, y + 46 + 18 * i, line, 14, colour=SOFT)
    if not written:
        yield text(x + 12, y + CARD_HEIGHT - 9, "not written yet", 12, colour=SOFT)
    left, top = x + CARD_WIDTH - SCALE * ICON - 10, y + CARD_HEIGHT - SCALE * ICON - 6
    pale = "" if written else ' opacity="0.3"'
    yield f'<g transform="translate({short(left)} {short(top)}) scale({SCALE})"{pale}>'
    yield from ICONS[icon]()
    yield "</g>"


# --- pieces ---------------------------------------------------------------------------------


def short(value):
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(x, y, words, size, weight="normal", colour=INK, anchor="start"):
    return (
        f'<text x="{short(x)}" y="{short(y)}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}">{escape(str(words))}</text>'
    )


def line(points, colour=INK, width=2, fill="none"):
    d = "M" + " L".join(f"{short(x)} {short(y)}" for x, y in points)
    return (
        f'<path d="{d}" fill="{fill}" stroke="{colour}" stroke-width="{width}" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def arrow(points, colour=SOFT, width=2.5):
    """A line with a head at its last point."""
    (x0, y0), (x, y) = points[-2:]
    angle = math.atan2(y - y0, x - x0)
    wings = [
        (x - 8 * math.cos(angle + side), y - 8 * math.sin(angle + side)) for side in (0.5, -0.5)
    ]
    return [line(points, colour, width), line([wings[0], (x, y), wings[1]], colour, width)]


def dot(x, y, r, fill, stroke=INK):
    return (
        f'<circle cx="{short(x)}" cy="{short(y)}" r="{r}" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="1.5"/>'
    )


def bar(x, y, width, height, fill):
    return (
        f'<rect x="{short(x)}" y="{short(y)}" width="{short(width)}" '
        f'height="{short(height)}" fill="{fill}"/>'
    )


def both_ways(x, y):
    xs = [x + 18, x + 94, x + 170, x + 246]
    middle = y + 46
    for height, words, colour in ((11, "forward: values", BLUE), (89, "backward: gradients", RED)):
        yield text(x + 132, y + height, words, 14, "bold", colour, "middle")
    for a, b in pairwise(xs):
        yield from arrow([(a + 20, middle - 16), (b - 20, middle - 16)], BLUE)
        yield from arrow([(b - 20, middle + 16), (a + 20, middle + 16)], RED)
    for place, symbol in zip(xs, "xapL", strict=True):
        yield dot(place, middle, 17, PAPER)
        yield text(place, middle + 6, symbol, 17, anchor="middle")


# --- icons, each in a square of 72 x 72 -----------------------------------------------------


def icon_flag():
    yield line([(22, 64), (22, 12)], INK, 3)
    yield line([(22, 12), (56, 22), (22, 34)], RED, 2, RED)


def icon_neuron():
    for y in (14, 36, 58):
        yield line([(6, y), (40, 36)], BLUE, 2)
        yield dot(6, y, 4, BLUE, BLUE)
    yield line([(40, 36), (68, 36)], INK, 2)
    yield dot(42, 36, 13, PAPER)
    yield text(42, 42, "Σ", 17, anchor="middle")


def icon_activation():
    yield line([(4, 60), (68, 60)], GREY, 1.5)
    yield line([(36, 8), (36, 66)], GREY, 1.5)
    xs = [4 + 2 * i for i in range(33)]
    yield line([(x, 60 - 44 / (1 + math.exp(-(x - 36) / 6))) for x in xs], BLUE, 3)
    yield line([(4, 60), (36, 60), (66, 16)], RED, 3)


def layers():
    heights = {10: (16, 36, 56), 36: (8, 27, 46, 65), 62: (24, 48)}
    return [[(x, y) for y in ys] for x, ys in heights.items()]


def icon_network():
    for left, right in pairwise(layers()):
        yield from (line([a, b], GREY, 1) for a in left for b in right)
    yield from (dot(x, y, 5, BLUE, BLUE) for layer in layers() for x, y in layer)


def icon_softmax():
    yield line([(4, 64), (68, 64)], INK, 1.5)
    for i, (height, colour) in enumerate([(6, GREY), (12, GREY), (46, BLUE), (4, GREY), (9, GREY)]):
        yield bar(6 + 13 * i, 64 - height, 9, height, colour)


def icon_backprop():
    for y in (18, 54):
        yield from arrow([(50, 36), (22, y)], RED, 2)
        yield dot(12, y, 8, PAPER)
    yield dot(58, 36, 10, PAPER)
    yield text(58, 41, "L", 14, anchor="middle")


def icon_tape():
    for x in (20, 52):
        yield dot(x, 26, 13, PAPER)
        yield dot(x, 26, 4, GREY)
    yield line([(14, 38), (8, 56), (64, 56), (58, 38)], INK, 2)
    yield from arrow([(56, 66), (16, 66)], RED, 2)


def icon_matrix():
    shades = ["#d7e8f8", "#3f90da", "#9cc6ee", "#3f90da", "#d7e8f8", "#6aaae3"]
    for i in range(20):
        row, column = divmod(i, 4)
        yield bar(9 + 14 * column, 5 + 13 * row, 12, 11, shades[(i * i + row) % 6])


def icon_trial():
    yield from icon_activation()
    yield text(56, 62, "?", 30, weight="bold", anchor="middle", colour=BROWN)


def icon_bell():
    yield line([(4, 62), (68, 62)], GREY, 1.5)
    xs = [4 + 2 * i for i in range(33)]
    yield line([(x, 60 - 46 * math.exp(-(((x - 36) / 13) ** 2))) for x in xs], BLUE, 3)
    yield line([(36, 62), (36, 8)], INK, 1.5)


def icon_digits():
    for x, y, digit in [(4, 4, 7), (38, 4, 2), (4, 38, 1), (38, 38, 0)]:
        yield bar(x, y, 31, 31, "#f0f2f3")
        yield text(x + 15.5, y + 24, digit, 24, anchor="middle")


def icon_curve():
    yield line([(6, 8), (6, 64), (68, 64)], INK, 1.5)
    xs = [10 + 2 * i for i in range(28)]
    wiggle = [3 * math.sin(1.9 * i) * math.exp(-i / 16) for i in range(28)]
    ys = [58 - 46 * math.exp(-(x - 10) / 13) for x in xs]
    yield line([(x, y + w) for x, y, w in zip(xs, ys, wiggle, strict=True)], ORANGE, 3)


def icon_pencil():
    yield circle(28, 20, 12)
    yield circle(28, 48, 16)
    yield line([(34, 38), (40, 24), (60, 4), (68, 12), (48, 32), (34, 38)], INK, 1.5, ORANGE)


def circle(x, y, r):
    turns = [2 * math.pi * i / 48 for i in range(49)]
    return line([(x + r * math.cos(t), y + r * math.sin(t)) for t in turns], INK, 4.5)


def icon_paper():
    yield line([(14, 6), (46, 6), (58, 18), (58, 66), (14, 66), (14, 6)], INK, 2, PAPER)
    yield text(36, 29, "1986", 14, weight="bold", anchor="middle", colour=VIOLET)
    for i in range(3):
        yield line([(22, 39 + 8 * i), (50 - 6 * (i == 2), 39 + 8 * i)], GREY, 2)


def icon_scales():
    yield line([(36, 10), (36, 62)], INK, 2.5)
    yield line([(24, 64), (48, 64)], INK, 3)
    yield line([(12, 22), (60, 14)], INK, 2.5)
    for x, y in ((12, 22), (60, 14)):
        yield line([(x, y), (x - 10, y + 24), (x + 10, y + 24), (x, y)], VIOLET, 2)


def icon_filter():
    for i in range(25):
        row, column = divmod(i, 5)
        inside = 1 <= row <= 3 and 1 <= column <= 3
        yield bar(5 + 13 * column, 4 + 13 * row, 11, 11, "#c9a6dd" if inside else "#e6e9ea")
    yield line([(17, 16), (55, 16), (55, 54), (17, 54), (17, 16)], VIOLET, 2.5)


def icon_watch():
    yield line([(36, 4), (36, 12)], INK, 4)
    yield circle(36, 40, 26)
    yield from arrow([(36, 40), (36, 20)], RED, 3)
    yield line([(36, 40), (50, 46)], INK, 3)


def icon_processes():
    places = [(36, 12), (12, 56), (60, 56)]
    for a, b in ((0, 1), (1, 2), (2, 0)):
        yield line([places[a], places[b]], GREY, 2)
    for x, y in places:
        yield bar(x - 11, y - 9, 22, 18, GREEN)


ICONS = {name.removeprefix("icon_"): f for name, f in list(globals().items()) if "icon_" in name}


if __name__ == "__main__":
    draw(Path(__file__).parent)
