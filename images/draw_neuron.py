"""Draws neuron.svg: a nerve cell and the neuron of this course, part above part.

`python images/draw_neuron.py` writes the picture beside this script.
"""

from pathlib import Path

INK, BLUE, ORANGE, PURPLE, GREY = "#222222", "#3f90da", "#e08a00", "#832db6", "#5b6665"
DARK_BLUE, BROWN = "#1f6bb0", "#8a5200"  # the same colours, dark enough for words
WIDTH, HEIGHT = 900, 600
COLUMNS = [(20, 280, "receive"), (310, 250, "collect and decide"), (570, 310, "send on")]


def text(x, y, words, size=17, colour=INK, anchor="middle", weight="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{words}</text>'
    )


def path(d, colour, width, fill="none", extra=""):
    return (
        f'<path d="{d}" stroke="{colour}" stroke-width="{width}" fill="{fill}" '
        f'stroke-linecap="round" stroke-linejoin="round" {extra}/>'
    )


def sub(letter, index):
    """A letter with a small index below; dy moves back, so that text may follow."""
    return f'{letter}<tspan dy="5" font-size="13">{index}</tspan><tspan dy="-5"> </tspan>'


def frame():
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>']
    for x, width, title in COLUMNS:
        parts.append(f'<rect x="{x}" y="48" width="{width}" height="538" rx="12" fill="#f3f5f7"/>')
        parts.append(text(x + width / 2, 34, title, 19, weight="bold"))
    parts.append(path("M20 322 H880", "#c9d0d4", 2, extra='stroke-dasharray="4 7"'))
    parts.append(text(34, 74, "nerve cell", 16, GREY, "start", "bold"))
    parts.append(text(34, 350, "model", 16, GREY, "start", "bold"))
    return parts


def cell():
    """The nerve cell in the upper half."""
    dendrites = [
        "M395 165 C340 140 300 105 215 102",
        "M300 116 C265 108 240 128 190 134",
        "M392 190 C330 185 290 190 205 186",
        "M290 188 C265 194 245 214 200 222",
        "M398 212 C350 235 320 258 220 268",
    ]
    axon = ["M474 190 C560 200 610 176 730 190", "M730 190 C765 170 780 140 818 128"]
    axon += ["M730 190 C770 188 790 190 826 190", "M730 190 C765 206 780 236 818 248"]
    incoming = [(104, 92, 196, 101), (84, 137, 172, 135), (92, 190, 186, 187)]
    incoming += [(90, 232, 182, 224), (112, 282, 202, 270)]
    parts = [path(d, BLUE, 6) for d in dendrites]
    for x1, y1, x2, y2 in incoming:  # the ends of other cells' axons
        parts.append(path(f"M{x1} {y1} L{x2} {y2}", "#b4bcbb", 4))
        parts.append(f'<circle cx="{x2}" cy="{y2}" r="7" fill="#b4bcbb"/>')
    parts += [path(d, PURPLE, 6) for d in axon]
    parts += [f'<circle cx="{x}" cy="{y}" r="9" fill="{PURPLE}"/>' for x, y in
              [(822, 126), (832, 190), (822, 250)]]  # fmt: skip
    blob = "M385 190 C380 150 410 138 436 140 C470 142 484 165 480 190 "
    blob += "C478 222 456 240 430 238 C402 238 388 222 385 190 Z"
    parts.append(path(blob, ORANGE, 4, "#ffe2b0"))
    parts.append('<circle cx="432" cy="190" r="15" fill="#e08a00" opacity="0.55"/>')
    parts.append(text(150, 306, "synapses, then dendrites", colour=DARK_BLUE))
    parts.append(text(435, 284, "cell body (soma)", colour=BROWN))
    parts.append(text(660, 160, "axon", colour=PURPLE))
    parts.append(text(725, 306, "to the next cells", colour=PURPLE))
    return parts


def model():
    """The model in the lower half: inputs with weights, sum with bias, step, output."""
    parts = []
    for i, y in enumerate((390, 460, 530), 1):
        parts.append(path(f"M96 {y} L390 460", BLUE, 3))
        parts.append(f'<circle cx="78" cy="{y}" r="22" fill="#ffffff" stroke="{INK}" '
                     'stroke-width="2"/>')  # fmt: skip
        parts.append(text(78, y + 6, sub("x", i), 19))
        middle = 460 + (y - 460) * 0.69
        parts.append(f'<rect x="162" y="{middle - 16:g}" width="52" height="32" rx="8" '
                     f'fill="#d9eaf8" stroke="{BLUE}"/>')  # fmt: skip
        parts.append(text(189, round(middle + 6), sub("× w", i), 17))
    parts.append(text(150, 576, "inputs × weights", colour=DARK_BLUE))
    parts.append(f'<circle cx="395" cy="460" r="40" fill="#ffe2b0" stroke="{ORANGE}" '
                 'stroke-width="4"/>')  # fmt: skip
    parts.append(text(395, 470, "Σ", 30))
    parts.append(path("M395 388 V416", ORANGE, 3, extra='marker-end="url(#tip)"'))
    parts.append(text(395, 378, "bias b", 18))
    parts.append(path("M437 460 H480", INK, 3, extra='marker-end="url(#tip)"'))
    parts.append(text(458, 448, "z", 19))
    parts.append(f'<rect x="486" y="425" width="66" height="70" rx="8" fill="#ffffff" '
                 f'stroke="{ORANGE}" stroke-width="3"/>')  # fmt: skip
    parts.append(path("M496 479 H519 V441 H542", INK, 3))
    parts.append(text(519, 518, "step", 16, BROWN))
    parts.append(text(435, 576, "sum, then activation", colour=BROWN))
    parts.append(path("M554 460 H740", PURPLE, 4, extra='marker-end="url(#tip)"'))
    parts.append(f'<circle cx="775" cy="460" r="24" fill="#ffffff" stroke="{PURPLE}" '
                 'stroke-width="3"/>')  # fmt: skip
    parts.append(text(775, 467, "a", 21))
    parts.append(text(650, 448, "0 or 1", 17))
    parts.append(text(725, 576, "output", colour=PURPLE))
    return parts


def draw(folder):
    """Write neuron.svg into the folder."""
    tip = (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" '
        f'markerHeight="5" orient="auto"><path d="M0 0 L8 4 L0 8 Z" fill="{INK}"/></marker></defs>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" font-family="Helvetica, Arial, sans-serif" role="img">'
    )
    title = "<title>A nerve cell and the neuron that models it</title>"
    lines = [head, title, tip, *frame(), *cell(), *model(), "</svg>"]
    svg = "\n".join(lines) + "\n"
    (Path(folder) / "neuron.svg").write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(Path(__file__).parent)
