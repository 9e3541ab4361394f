"""From a picture to what MNIST's makers would have made of it: exercises 12.1 and 12.3."""

import numpy as np

from course_utils.checks.exercise import FunctionExercise, Mistake

# --- 12.1 -----------------------------------------------------------------------------------


def _page(paper, ink, *strokes, shape=(20, 30)):
    """A page with strokes, each (top, left, bottom, right)."""
    grey = np.full(shape, paper)
    for top, left, bottom, right in strokes:
        grey[top:bottom, left:right] = ink
    return grey


def _grainy(paper, ink, *strokes):
    """The same as a camera sees it: no two pixels alike."""
    return _page(paper, ink, *strokes) + np.random.default_rng(0).uniform(-0.03, 0.03, (20, 30))


_UPRIGHT = (3, 14, 17, 17)  # covers the middle of the page
_RING = ((3, 8, 5, 22), (15, 8, 17, 22), (3, 8, 17, 10), (3, 20, 17, 22))
_CORNER = (0, 0, 9, 4)
_LAST_CORNER = (12, 26, 20, 30)
_BROAD = (2, 4, 18, 17)
_FRAME = ((0, 0, 2, 30), (18, 0, 20, 30), (0, 0, 20, 2), (0, 28, 20, 30))
_HALF = (1, 8, 19, 22)
_RIM_ROW = (0, 0, 1, 30)


def _inverted_cases():
    pages = [
        _page(0.95, 0.1, _UPRIGHT),
        _page(0.05, 0.9, _UPRIGHT),
        _page(0.4, 0.05, *_RING),
        _page(0.6, 0.95, *_RING),
        _page(0.1, 0.45, *_RING),
        _page(0.9, 0.55, *_RING),
        _page(0.8, 0.2, _CORNER, _UPRIGHT),
        _page(0.3, 0.7, _CORNER, _UPRIGHT),
        _page(0.75, 0.2, _LAST_CORNER, _UPRIGHT),
        _page(0.25, 0.6, _LAST_CORNER, _UPRIGHT),
        _page(0.85, 0.15, _BROAD),
        _page(0.15, 0.75, _BROAD, shape=(22, 30)),
        _page(0.7, 0.1, *_FRAME),
        _page(0.35, 0.8, *_FRAME),
        _grainy(0.8, 0.3, *_RING),
        _grainy(0.2, 0.5, *_RING),
        # Much ink, and a thin rim of the scanner: the mean lies on the wrong side.
        _page(0.55, 0.05, _HALF) + _page(0.0, 0.45, _RIM_ROW),
        _page(0.45, 0.95, _HALF) - _page(0.0, 0.45, _RIM_ROW),
        # Little ink: now the rim moves the mean past the paper.
        _page(0.7, 0.05, (4, 14, 16, 15)) + _page(0.0, 0.3, _RIM_ROW),
        _page(0.3, 0.95, (4, 14, 16, 15)) - _page(0.0, 0.3, _RIM_ROW),
    ]
    return [(page,) for page in pages]


_FIXED = (
    "This compares with a fixed number. It fails for grey paper with darker or lighter ink: only "
    "the picture itself says what is dark in it."
)
_ENDS = (
    "The middle between the darkest and the brightest pixel is (min + max) / 2: the darkest need "
    "not be 0, nor the brightest 1."
)
_NEAR = (
    "In a photo no two pixels are quite alike: the paper is **near** one end, not equal to it. "
    "Compare with the middle between the two ends."
)
_ONE_PIXEL = (
    "This asks a single pixel, and that may be ink: the centre of a 1, but not of a 0; a corner, "
    "if the stroke begins there. Ask all pixels."
)
_BORDER = "This asks only the border of the page, and a border may be drawn. Ask all pixels."
_EVERY = "This answers for every pixel. One answer is asked for the whole picture."
_EXTREME = (
    "The darkest or the brightest pixel alone does not know whether it is paper or ink. To which "
    "of the two are most pixels near?"
)
_MIDDLE = "(grey.min() + grey.max()) / 2"
_CENTRE = "grey[grey.shape[0] // 2, grey.shape[1] // 2]"
_RIM = "np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])"
_BORDERS = ("grey[0]", "grey[:, 0]", _RIM, "grey[[0, 0, -1, -1], [0, -1, 0, -1]]")
_LEVELS = ("grey.max() / 2", "(grey.max() - grey.min()) / 2", "(1 + grey.min()) / 2")
_OTHER_WAYS = [
    *((_FIXED, f"grey.mean() < {at}") for at in (0.4, 0.5)),
    *((_FIXED, f"np.median(grey) < {at}") for at in (0.35, 0.5)),
    (_NEAR, "np.median(grey) == grey.min()"),
    (_NEAR, "np.median(grey) != grey.max()"),
    *((_ENDS, f"{of}(grey) < {end}") for end in _LEVELS for of in ("np.median", "np.mean")),
    *(
        ("Two things: True and False are exchanged, and a fixed number fails for grey paper.", text)
        for text in ("grey.mean() > 0.5", "np.median(grey) > 0.5")
    ),
    (_ONE_PIXEL, "grey[0, 0] < 0.5"),
    (_ONE_PIXEL, f"grey[0, 0] < {_MIDDLE}"),
    (_ONE_PIXEL, "grey[0, 0] < grey.mean()"),
    (_ONE_PIXEL, f"grey[-1, -1] < {_MIDDLE}"),
    (_ONE_PIXEL, f"{_CENTRE} > 0.5"),
    (_ONE_PIXEL, f"{_CENTRE} > grey.mean()"),
    *(
        (_BORDER, f"{of}({part}) < {_MIDDLE}")
        for part in _BORDERS
        for of in ("np.mean", "np.median")
    ),
    (_EVERY, "grey < 0.5"),
    (_EVERY, f"grey < {_MIDDLE}"),
    ("This says True for every picture. Brightness goes from 0 to 1 here, not to 255.", "True"),
    ("This says False for every picture.", "False"),
    (_EXTREME, "grey.max() > 0.5"),
    (_EXTREME, "1 - grey.max() < grey.min()"),
    (
        "Two things: the other way round, and the mean is pulled to one side by much ink or by the "
        "rim of a scan. Take the median.",
        f"grey.mean() > {_MIDDLE}",
    ),
    (
        "The mean is pulled to one side by much ink, or by the rim of a scan. Ask where **most** "
        "pixels lie: the median, or a count.",
        f"grey.mean() < {_MIDDLE}",
    ),
    (
        "The mean lies on the side of the ink only if nothing else is there: a thin rim moves it "
        "past the paper. Compare the median with the middle of the two ends.",
        "np.median(grey) < grey.mean()",
    ),
    (
        "The paper is right, but the answer should be True or False: compare two numbers.",
        "np.median(grey)",
    ),
]

is_inverted = FunctionExercise(
    name="is_inverted",
    solution="""
def is_inverted(grey):
    # Most pixels are paper. Is the paper nearer to the darkest pixel than to the brightest?
    return np.median(grey) < (grey.min() + grey.max()) / 2
""",
    cases=_inverted_cases,
    passed="Paper is what most of the picture is; ink is what differs.",
    edits={
        "np.median(grey) < (grey.min() + grey.max()) / 2": {
            "np.median(grey) > (grey.min() + grey.max()) / 2": "The other way round: this says "
            "True for dark ink on light paper.",
        },
    },
    mistakes=[Mistake(hint, f"return {text}") for hint, text in _OTHER_WAYS],
)

# --- 12.3 -----------------------------------------------------------------------------------


def _wedge(seed, rows, columns):
    """Ink in a triangle, faint above and strong below, each pixel with a random grey."""
    random = np.random.default_rng(seed)
    image = np.zeros((28, 28))
    part = image[rows, columns]
    height, width = part.shape
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    part[:] = (0.15 + 0.85 * y**2) * (x <= 0.3 + 0.7 * (1 - y)) * random.uniform(0.6, 1, part.shape)
    return image


_ALIKE = "This counts every inked pixel alike. A pixel with 0.5 counts half as much as one with 1."
_OF_BOX = (
    "This moves the middle of the box to 14, 14. The centre of mass is another place: it lies "
    "where most ink is."
)
_ITSELF = "This is the centre of mass itself. By how much must it move to reach 14, 14?"
_MOVED = "return round(14 - row), round(14 - column)"

shift_to_centre = FunctionExercise(
    name="shift_to_centre",
    solution=f"""
def shift_to_centre(image):
    row = (np.arange(28) @ image.sum(axis=1)) / image.sum()
    column = (np.arange(28) @ image.sum(axis=0)) / image.sum()
    {_MOVED}
""",
    cases=lambda: [
        (_wedge(0, slice(2, 17), slice(1, 8)),),
        (_wedge(1, slice(9, 26), slice(14, 27)),),
        (_wedge(2, slice(0, 5), slice(12, 28)),),
        (_wedge(3, slice(6, 24), slice(3, 12)),),
        (_wedge(4, slice(15, 28), slice(0, 20)),),
        (_wedge(5, slice(4, 25), slice(13, 17)),),
    ],
    passed="Moved by whole pixels, as MNIST's makers did: the rest is up to half a pixel.",
    edits={
        _MOVED: {
            "return round(row - 14), round(column - 14)": "Turned round: this is how far the "
            "centre of mass lies from 14, 14. The image must move the other way.",
            "return round(14 - column), round(14 - row)": "The pair is turned round: down comes "
            "first. A sum along axis 1 leaves one number for each row.",
            "return round(13.5 - row), round(13.5 - column)": "This ends half a pixel too far up "
            "and left. Either the middle was taken to be 13.5 (lesson 10 found 14), or the shift "
            "was always rounded down.",
            "return 14 - row, 14 - column": "The distance is right, but it is not rounded. Pixels "
            "are moved as a whole: round the shift to the nearest whole number.",
            "return 14 - round(row, 1), 14 - round(column, 1)": "The distance is right, but it is "
            "rounded to tenths. Pixels can only be moved as a whole.",
            "return int(14 - row), int(14 - column)": "This cuts decimals off. A shift of 2.9 "
            "should become 3.",
            "return math.ceil(14 - row), math.ceil(14 - column)": "This always rounds up. Take the "
            "nearest whole number.",
            "return round(row), round(column)": _ITSELF,
            "return row, column": _ITSELF,
            "return round(13 - row), round(13 - column)": "Rows are counted from 1 here. In NumPy "
            "the first row is 0.",
        },
        ("/ image.sum()\n    column", "(np.arange(28) @ image.sum(axis=0)) / image.sum()"): {
            ("/ 28\ncolumn", "(np.arange(28) @ image.sum(axis=0)) / 28"): "The mean is divided by "
            "the number of rows. Divide by the sum of all ink.",
        },
    },
    mistakes=[
        *(
            Mistake(
                _ALIKE,
                f"""
rows, columns = np.nonzero(image > {least})
return round(14 - rows.mean()), round(14 - columns.mean())
""",
            )
            for least in (0, 0.5)
        ),
        *(
            Mistake(
                _OF_BOX,
                f"""
ends = [np.flatnonzero(image.any(axis=axis))[[0, -1]].mean() for axis in (1, 0)]
return round({middle} - ends[0]), round({middle} - ends[1])
""",
            )
            for middle in (14, 13.5)
        ),
        Mistake(
            "This takes the row (and column) with the most ink. The centre of mass is the mean row "
            "of all ink.",
            "return 14 - image.sum(axis=1).argmax(), 14 - image.sum(axis=0).argmax()",
        ),
    ],
)
