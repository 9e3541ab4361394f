"""Handwriting as strokes: the path of the pen, and the picture that it leaves.

A stroke is a list of points (x, y): x to the right and y down, 0 to 1 across the page.
"""

import numpy as np
from PIL import Image, ImageDraw

# How we write: the points that the pen passes, in a box that is 1 high and 1 wide.
DIGITS = {
    0: [
        [(0.55, 0.03), (0.25, 0.2), (0.2, 0.6), (0.45, 0.97), (0.75, 0.8), (0.8, 0.35), (0.5, 0.02)]
    ],
    1: [[(0.33, 0.24), (0.52, 0.04), (0.5, 0.5), (0.49, 0.97)]],
    2: [
        [(0.22, 0.25), (0.45, 0.03), (0.75, 0.2), (0.6, 0.52), (0.2, 0.95)],
        [(0.2, 0.95), (0.5, 0.93), (0.82, 0.94)],
    ],
    3: [
        [(0.22, 0.12), (0.5, 0.02), (0.74, 0.2), (0.62, 0.4), (0.42, 0.47)],
        [(0.42, 0.47), (0.72, 0.58), (0.74, 0.82), (0.5, 0.98), (0.2, 0.88)],
    ],
    4: [
        [(0.62, 0.03), (0.4, 0.35), (0.17, 0.66)],
        [(0.17, 0.66), (0.84, 0.64)],
        [(0.6, 0.35), (0.58, 0.98)],
    ],
    5: [
        [(0.75, 0.05), (0.32, 0.05)],
        [(0.32, 0.05), (0.27, 0.46)],
        [(0.27, 0.46), (0.55, 0.4), (0.78, 0.65), (0.58, 0.95), (0.2, 0.9)],
    ],
    6: [
        [
            (0.68, 0.04),
            (0.36, 0.3),
            (0.22, 0.7),
            (0.45, 0.97),
            (0.75, 0.78),
            (0.55, 0.53),
            (0.26, 0.7),
        ]
    ],
    7: [[(0.18, 0.07), (0.5, 0.06), (0.8, 0.06)], [(0.8, 0.06), (0.55, 0.5), (0.42, 0.98)]],
    8: [
        [
            (0.66, 0.14),
            (0.45, 0.03),
            (0.28, 0.2),
            (0.45, 0.44),
            (0.7, 0.7),
            (0.5, 0.97),
            (0.25, 0.78),
            (0.45, 0.5),
            (0.68, 0.25),
            (0.66, 0.14),
        ]
    ],
    9: [
        [
            (0.72, 0.22),
            (0.45, 0.03),
            (0.25, 0.25),
            (0.45, 0.48),
            (0.72, 0.24),
            (0.7, 0.6),
            (0.6, 0.98),
        ]
    ],
}
LETTERS = {
    "A": [[(0.15, 0.98), (0.5, 0.02)], [(0.5, 0.02), (0.85, 0.98)], [(0.28, 0.62), (0.72, 0.62)]],
    "E": [
        [(0.78, 0.04), (0.22, 0.04)],
        [(0.22, 0.04), (0.22, 0.96)],
        [(0.22, 0.96), (0.8, 0.96)],
        [(0.22, 0.5), (0.65, 0.5)],
    ],
    "H": [[(0.2, 0.03), (0.2, 0.97)], [(0.8, 0.03), (0.8, 0.97)], [(0.2, 0.5), (0.8, 0.5)]],
    "K": [[(0.22, 0.03), (0.22, 0.97)], [(0.78, 0.05), (0.22, 0.58)], [(0.38, 0.42), (0.8, 0.97)]],
    "M": [
        [(0.12, 0.97), (0.2, 0.04)],
        [(0.2, 0.04), (0.5, 0.6)],
        [(0.5, 0.6), (0.8, 0.04)],
        [(0.8, 0.04), (0.88, 0.97)],
    ],
    "T": [[(0.15, 0.05), (0.85, 0.05)], [(0.5, 0.05), (0.5, 0.97)]],
    "W": [
        [(0.08, 0.03), (0.28, 0.97)],
        [(0.28, 0.97), (0.5, 0.3)],
        [(0.5, 0.3), (0.72, 0.97)],
        [(0.72, 0.97), (0.92, 0.03)],
    ],
    "X": [[(0.18, 0.04), (0.82, 0.96)], [(0.82, 0.04), (0.18, 0.96)]],
}


def write(sign, seed, height=0.6, middle=(0.5, 0.5), turn=0.0):
    """The strokes of a digit 0..9 or of one of LETTERS, a little different for each seed.

    height: of the sign, and middle: its place, in shares of the page. turn: degrees, clockwise.
    Returns a list of arrays (points, 2).
    """
    random = np.random.default_rng([seed, ord(str(sign))])
    slant, narrow = random.normal(0, 0.18), random.uniform(0.55, 1.05)
    angle = np.deg2rad(turn + random.normal(0, 4))
    rotate = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    strokes = []
    for points in (DIGITS | LETTERS)[sign]:
        points = np.array(points) - 0.5 + random.normal(0, 0.035, (len(points), 2))
        points = points * (narrow, 1)
        points[:, 0] -= slant * points[:, 1]
        strokes.append(smooth(points) @ rotate.T * height + middle)
    return strokes


def smooth(points, between=12):
    """Points (N, 2) on a curve through all given ones (Catmull-Rom)."""
    p = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, between, endpoint=False)[:, None]
    parts = [
        b
        + t * (c - a) / 2
        + t**2 * (a - 2.5 * b + 2 * c - d / 2)
        + t**3 * (1.5 * (b - c) + (d - a) / 2)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate([*parts, points[-1:]])


def ink(strokes, size=224, pen=0.04):
    """The share of ink in each pixel of a square page, float32 of shape (size, size).

    pen: its width as a share of the page. A stroke of one point is a dot.
    """
    fine = 4 * size  # drawn four times as large, then averaged: no jagged edges
    page = Image.new("L", (fine, fine))
    draw, radius = ImageDraw.Draw(page), max(1.0, pen * fine / 2)
    for stroke in strokes:
        points = [tuple(fine * np.asarray(point, dtype=float)) for point in stroke]
        draw.line(points, fill=255, width=round(2 * radius))
        for x, y in points:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    return np.asarray(page.reduce(4), dtype=np.float32) / 255
