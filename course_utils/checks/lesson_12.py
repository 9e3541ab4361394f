"""The checks of lesson 12, reading a digit."""

import functools
import math
import warnings

import numpy as np
import torch
import torch.nn.functional as F

from course_utils.checks.exercise import FunctionExercise, Mistake, ValueExercise
from course_utils.digits import calibration


def _silent(answer):
    """Mistakes take means of nothing: their warnings would only confuse the learner."""

    @functools.wraps(answer)
    def quiet(*arguments):
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return answer(*arguments)

    return quiet


def _as_pair(answer, *arguments):
    """What the answer returns; an array of two numbers is a pair too."""
    value = answer(*arguments)
    if isinstance(value, (np.ndarray, torch.Tensor)) and tuple(value.shape) == (2,):
        return tuple(value.tolist())
    return value


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


def _inverted(grey):
    return bool(np.median(grey) < (grey.min() + grey.max()) / 2)


_FIXED = (
    "This compares with a fixed number. It fails for grey paper with darker or lighter ink: only "
    "the picture itself says what is dark in it."
)
_BORDER = "This asks only the border of the page, and a border may be drawn. Ask all pixels."
_ONE_PIXEL = (
    "This asks a single pixel, and that may be ink: the centre of a 1, but not of a 0; a corner, "
    "if the stroke begins there. Ask all pixels."
)

is_inverted = FunctionExercise(
    name="is_inverted",
    solution=_inverted,
    cases=lambda: [
        (_page(0.95, 0.1, _UPRIGHT),),
        (_page(0.05, 0.9, _UPRIGHT),),
        (_page(0.4, 0.05, *_RING),),
        (_page(0.6, 0.95, *_RING),),
        (_page(0.1, 0.45, *_RING),),
        (_page(0.9, 0.55, *_RING),),
        (_page(0.8, 0.2, _CORNER, _UPRIGHT),),
        (_page(0.3, 0.7, _CORNER, _UPRIGHT),),
        (_page(0.75, 0.2, _LAST_CORNER, _UPRIGHT),),
        (_page(0.25, 0.6, _LAST_CORNER, _UPRIGHT),),
        (_page(0.85, 0.15, _BROAD),),
        (_page(0.15, 0.75, _BROAD, shape=(22, 30)),),
        (_page(0.7, 0.1, *_FRAME),),
        (_page(0.35, 0.8, *_FRAME),),
        (_grainy(0.8, 0.3, *_RING),),
        (_grainy(0.2, 0.5, *_RING),),
    ],
    passed="Paper is what most of the picture is; ink is what differs.",
    mistakes=[
        *(
            Mistake(_FIXED, functools.partial(lambda grey, at: bool(grey.mean() < at), at=at))
            for at in (0.4, 0.5)
        ),
        *(
            Mistake(_FIXED, functools.partial(lambda grey, at: bool(np.median(grey) < at), at=at))
            for at in (0.35, 0.5)
        ),
        *(
            Mistake(
                "In a photo no two pixels are quite alike: the paper is **near** one end, not "
                "equal to it. Compare with the middle between the two ends.",
                answer,
            )
            for answer in (
                lambda grey: bool(np.median(grey) == grey.min()),
                lambda grey: bool(np.median(grey) != grey.max()),
            )
        ),
        *(
            Mistake(
                "The middle between the darkest and the brightest pixel is (min + max) / 2: the "
                "darkest need not be 0, nor the brightest 1.",
                functools.partial(
                    lambda grey, level, of: bool(of(grey) < level(grey)), level=level, of=of
                ),
            )
            for level in (
                lambda grey: grey.max() / 2,
                lambda grey: (grey.max() - grey.min()) / 2,
                lambda grey: (1 + grey.min()) / 2,
            )
            for of in (np.median, np.mean)
        ),
        Mistake(
            "The other way round: this says True for dark ink on light paper.",
            lambda grey: not _inverted(grey),
        ),
        Mistake(
            "Two things: True and False are exchanged, and a fixed number fails for grey paper.",
            lambda grey: bool(grey.mean() > 0.5),
        ),
        Mistake(
            "Two things: True and False are exchanged, and a fixed number fails for grey paper.",
            lambda grey: bool(np.median(grey) > 0.5),
        ),
        *(
            Mistake(_ONE_PIXEL, answer)
            for answer in (
                lambda grey: bool(grey[0, 0] < 0.5),
                lambda grey: bool(grey[0, 0] < (grey.min() + grey.max()) / 2),
                lambda grey: bool(grey[0, 0] < grey.mean()),
                lambda grey: bool(grey[-1, -1] < (grey.min() + grey.max()) / 2),
                lambda grey: bool(grey[grey.shape[0] // 2, grey.shape[1] // 2] > 0.5),
                lambda grey: bool(grey[grey.shape[0] // 2, grey.shape[1] // 2] > grey.mean()),
            )
        ),
        *(
            Mistake(
                _BORDER,
                functools.partial(
                    lambda grey, part, middle: bool(
                        middle(part(grey)) < (grey.min() + grey.max()) / 2
                    ),
                    part=part,
                    middle=middle,
                ),
            )
            for part in (
                lambda grey: grey[0],
                lambda grey: grey[:, 0],
                lambda grey: np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]),
                lambda grey: grey[[0, 0, -1, -1], [0, -1, 0, -1]],
            )
            for middle in (np.mean, np.median)
        ),
        Mistake(
            "This answers for every pixel. One answer is asked for the whole picture.",
            lambda grey: grey < 0.5,
        ),
        Mistake(
            "This answers for every pixel. One answer is asked for the whole picture.",
            lambda grey: grey < (grey.min() + grey.max()) / 2,
        ),
        Mistake(
            "This says True for every picture. Brightness goes from 0 to 1 here, not to 255.",
            lambda grey: True,
        ),
        Mistake("This says False for every picture.", lambda grey: False),
        Mistake(
            "The darkest or the brightest pixel alone does not know whether it is paper or ink. "
            "To which of the two are most pixels near?",
            lambda grey: bool(grey.max() > 0.5),
        ),
        Mistake(
            "The darkest or the brightest pixel alone does not know whether it is paper or ink. "
            "To which of the two are most pixels near?",
            lambda grey: bool(1 - grey.max() < grey.min()),
        ),
        Mistake(
            "The paper is right, but the answer should be True or False: compare two numbers.",
            lambda grey: float(np.median(grey)),
        ),
    ],
)


# --- 12.2 -----------------------------------------------------------------------------------


def _box(height, width, side=20, by=max, whole=round, least=1):
    factor = side / by(height, width)
    return max(least, whole(height * factor)), max(least, whole(width * factor))


box_size = FunctionExercise(
    name="box_size",
    solution=_box,
    observe=_as_pair,
    cases=lambda: [
        (100, 50),
        (51, 110),
        (9, 4),
        (33, 20),
        (300, 5),
        (4, 301),
        (7, 7),
        (13, 20),
    ],
    passed="One factor for both sides, and even the thinnest 1 keeps one pixel.",
    mistakes=[
        Mistake(
            "A long, thin digit vanishes: its shorter side becomes 0. No side may fall below 1.",
            functools.partial(_box, least=0),
        ),
        Mistake(
            "The factor is upside down: a side of 100 shall become 20, so multiply by 20/100.",
            lambda height, width: tuple(
                max(1, round(side * max(height, width) / 20)) for side in (height, width)
            ),
        ),
        Mistake(
            "This stretches every digit to 20 × 20: a 1 becomes a black square. One factor for "
            "both sides.",
            lambda height, width: (20, 20),
        ),
        Mistake(
            "The height decides the factor for every digit, and a wide one gets wider than 20. "
            "The **longer** side decides.",
            lambda height, width: _box(height, width, by=lambda h, w: h),
        ),
        Mistake(
            "The height decides the factor for every digit, and a wide one gets wider than 20. "
            "The **longer** side decides.",
            lambda height, width: _box(height, width, by=lambda h, w: h, least=0),
        ),
        Mistake(
            "The width decides the factor for every digit, and a high one gets higher than 20. "
            "The **longer** side decides.",
            lambda height, width: _box(height, width, by=lambda h, w: w),
        ),
        Mistake(
            "The width decides the factor for every digit, and a high one gets higher than 20. "
            "The **longer** side decides.",
            lambda height, width: _box(height, width, by=lambda h, w: w, least=0),
        ),
        *(
            Mistake(
                "The shorter side becomes 20, and the longer one does not fit the box.",
                functools.partial(_box, by=min, least=least),
            )
            for least in (0, 1)
        ),
        *(
            Mistake(
                "This cuts decimals off. 8.9 pixels should become 9, the nearest whole number.",
                functools.partial(_box, whole=int, least=least),
            )
            for least in (0, 1)
        ),
        *(
            Mistake(
                "This always rounds up. 12.1 pixels should become 12, the nearest whole number.",
                functools.partial(_box, whole=whole, least=least),
            )
            # Rounding may leave 20.000000000000004 for the longer side.
            for whole in (math.ceil, lambda v: math.ceil(v - 1e-9))
            for least in (0, 1)
        ),
        *(
            Mistake(
                "The pair is turned round: the height comes first.",
                functools.partial(lambda h, w, least: _box(h, w, least=least)[::-1], least=least),
            )
            for least in (0, 1)
        ),
        *(
            Mistake(
                "28 is the side of the whole image. The digit itself fits a box of 20.",
                functools.partial(_box, side=28, least=least),
            )
            for least in (0, 1)
        ),
        *(
            Mistake(
                "The proportions are right, but the sizes are no whole numbers yet.",
                functools.partial(_box, whole=lambda value: value, least=least),
            )
            for least in (0, 1)
        ),
        *(
            Mistake(
                "Small digits stay small here. Fitting means that they are enlarged, too.",
                functools.partial(
                    lambda h, w, least: _box(h, w, side=min(20, max(h, w)), least=least),
                    least=least,
                ),
            )
            for least in (0, 1)
        ),
    ],
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


def _shift(image, middle=14, whole=round, ink=lambda image: image):
    image = ink(image)
    at = np.arange(28)
    row, column = at @ image.sum(axis=1) / image.sum(), at @ image.sum(axis=0) / image.sum()
    return whole(middle - row), whole(middle - column)


def _box_shift(image, middle=14):
    rows, columns = (np.flatnonzero(image.any(axis=axis)) for axis in (1, 0))
    return tuple(round(middle - (ends[0] + ends[-1]) / 2) for ends in (rows, columns))


shift_to_centre = FunctionExercise(
    name="shift_to_centre",
    solution=_shift,
    observe=_as_pair,
    cases=lambda: [
        (_wedge(0, slice(2, 17), slice(1, 8)),),
        (_wedge(1, slice(9, 26), slice(14, 27)),),
        (_wedge(2, slice(0, 5), slice(12, 28)),),
        (_wedge(3, slice(6, 24), slice(3, 12)),),
        (_wedge(4, slice(15, 28), slice(0, 20)),),
        (_wedge(5, slice(4, 25), slice(13, 17)),),
    ],
    passed="Moved by whole pixels, as MNIST's makers did: the rest is up to half a pixel.",
    mistakes=[
        Mistake(
            "Turned round: this is how far the centre of mass lies from 14, 14. The image must "
            "move the other way.",
            lambda image: tuple(-shift for shift in _shift(image)),
        ),
        Mistake(
            "The pair is turned round: down comes first. A sum along axis 1 leaves one number "
            "for each row.",
            lambda image: _shift(image)[::-1],
        ),
        *(
            Mistake(
                "This counts every inked pixel alike. A pixel with 0.5 counts half as much as "
                "one with 1.",
                functools.partial(_shift, ink=ink),
            )
            for ink in (lambda image: image > 0, lambda image: image > 0.5)
        ),
        Mistake(
            "This moves the middle of the box to 14, 14. The centre of mass is another place: "
            "it lies where most ink is.",
            _box_shift,
        ),
        Mistake(
            "This moves the middle of the box to 14, 14. The centre of mass is another place: "
            "it lies where most ink is.",
            functools.partial(_box_shift, middle=13.5),
        ),
        Mistake(
            "This ends half a pixel too far up and left. Either the middle was taken to be 13.5 "
            "(lesson 10 found 14), or the shift was always rounded down.",
            functools.partial(_shift, middle=13.5),
        ),
        Mistake(
            "Pixels are moved as a whole: round the shift to the nearest whole number.",
            functools.partial(_shift, whole=float),
        ),
        Mistake(
            "This cuts decimals off. A shift of 2.9 should become 3.",
            functools.partial(_shift, whole=int),
        ),
        Mistake(
            "This always rounds up. Take the nearest whole number.",
            functools.partial(_shift, whole=math.ceil),
        ),
        Mistake(
            "This is the centre of mass itself. By how much must it move to reach 14, 14?",
            lambda image: tuple(14 - shift for shift in _shift(image)),
        ),
        Mistake(
            "This is the centre of mass itself. By how much must it move to reach 14, 14?",
            lambda image: tuple(14 - shift for shift in _shift(image, whole=float)),
        ),
        Mistake(
            "The mean is divided by the number of rows. Divide by the sum of all ink.",
            lambda image: (
                round(14 - np.arange(28) @ image.sum(axis=1) / 28),
                round(14 - np.arange(28) @ image.sum(axis=0) / 28),
            ),
        ),
        Mistake(
            "This takes the row (and column) with the most ink. The centre of mass is the mean "
            "row of all ink.",
            lambda image: (
                14 - int(image.sum(axis=1).argmax()),
                14 - int(image.sum(axis=0).argmax()),
            ),
        ),
        Mistake(
            "Rows are counted from 1 here. In NumPy the first row is 0.",
            functools.partial(_shift, middle=13),
        ),
    ],
)


# --- 12.4 -----------------------------------------------------------------------------------

_NAMES = ["proportions", "centre of mass", "grey edges"]


def _order(answer):
    order = [str(name) for name in answer]
    return order if sorted(order) == sorted(_NAMES) else []


predicted_order = ValueExercise(
    name="predicted_order",
    solution=_NAMES,
    passed=(
        "A stretched 1 is a black bar that no training image looks like; a digit beside its place "
        "is still a digit; grey edges change a value here and there."
    ),
    mistakes=[
        Mistake(
            "Give each of the three names once, spelt as in the task.",
            lambda answer: not _order(answer),
        ),
        Mistake(
            "The cheapest first: the list is turned round.",
            lambda answer: _order(answer) == _NAMES[::-1],
        ),
        Mistake(
            "Grey edges look important, but without them most pixels keep their value or nearly "
            "so, and no stroke moves. A weighted sum of 784 pixels hardly notices.",
            lambda answer: _order(answer)[0] == "grey edges",
        ),
        Mistake(
            "The last place is wrong: stretched to 20 × 20, a slim 1 becomes a bar that no "
            "training image looks like. Which change leaves every stroke where it is?",
            lambda answer: _order(answer)[2] == "proportions",
        ),
        Mistake(
            "The last place is wrong: each weight belongs to one pixel, and many digits now lie a "
            "pixel or two beside. Which change leaves every stroke where it is?",
            lambda answer: _order(answer)[2] == "centre of mass",
        ),
        Mistake(
            "The last place is right. The centre of mass moves a digit by a pixel or two, and "
            "for symmetric digits hardly at all. How far does stretching move the strokes of a 1?",
            lambda answer: _order(answer)[0] == "centre of mass",
        ),
    ],
)


# --- 12.5 -----------------------------------------------------------------------------------


def _gaps(confidence, right, bins=10, place=None):
    """(number, mean confidence, share right) of each bin that is not empty."""
    confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)
    place = np.ceil(confidence * bins) - 1 if place is None else place(confidence, bins)
    groups = [place == b for b in np.unique(place) if 0 <= b < bins]
    return [(g.sum(), confidence[g].mean(), right[g].mean()) for g in groups]


def _mean_gap(confidence, right, bins=10, **keywords):
    gaps = _gaps(confidence, right, bins, **keywords)
    return sum(n * abs(c - r) for n, c, r in gaps) / len(confidence)


def _equal_counts(confidence, bins):
    place = np.empty(len(confidence))
    for b, chosen in enumerate(np.array_split(np.argsort(confidence), bins)):
        place[chosen] = b
    return place


def _from_bin_middles(confidence, right, bins=10):
    confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)
    place = np.ceil(confidence * bins) - 1
    gaps = [
        (place == b).sum() * abs((b + 0.5) / bins - right[place == b].mean())
        for b in np.unique(place)
    ]
    return sum(gaps) / len(confidence)


def _with_empty_bins(confidence, right, bins=10):
    confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)
    total = 0
    for b in range(bins):
        inside = np.ceil(confidence * bins) - 1 == b
        total += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return total


def _both_ends_closed(confidence, right, bins=10):
    total = 0
    for b in range(bins):
        inside = (confidence >= b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            total += inside.sum() * abs(confidence[inside].mean() - right[inside].mean())
    return total / len(confidence)


def _answers(seed, n, low, bias):
    random = np.random.default_rng(seed)
    confidence = random.uniform(low, 0.999, n)
    return confidence, random.random(n) < confidence + bias * (confidence - 0.5)


def _calibration_cases():
    sure = np.array([1.0, 1.0, 1.0, 0.97, 0.62, 0.64, 0.35, 1.0])
    hits = np.array([True, True, False, True, False, False, True, False])
    return [
        _answers(0, 200, 0.15, -0.5),
        (*_answers(1, 57, 0.55, 0.0), 5),
        (sure, hits),
        (sure, hits, 4),
        # Too modest below, too sure above: with signs the gaps would cancel.
        (np.array([0.22, 0.24, 0.27, 0.83, 0.86]), np.array([True, True, False, False, False])),
        (*_answers(2, 31, 0.3, 0.3), 20),
        # On the borders of bins, and in the first one.
        (
            np.array([0.5, 0.75, 0.75, 0.625, 0.125, 0.25, 0.5, 0.875, 0.375]),
            np.array([False, True, True, False, True, False, False, True, True]),
            4,
        ),
    ]


calibration_error = FunctionExercise(
    name="calibration_error",
    solution=calibration.calibration_error,
    cases=_calibration_cases,
    passed="Each bin counts by its answers, and an empty one not at all.",
    mistakes=[
        Mistake(
            "The gaps keep their signs, so that too much in one bin and too little in another "
            "cancel. Take the size of each gap before you add.",
            _silent(
                lambda confidence, right, bins=10: (
                    sum(n * (c - r) for n, c, r in _gaps(confidence, right, bins)) / len(confidence)
                )
            ),
        ),
        Mistake(
            "The gaps keep their signs, so that too much in one bin and too little in another "
            "cancel. Take the size of each gap before you add.",
            _silent(
                lambda confidence, right, bins=10: (
                    sum(n * (r - c) for n, c, r in _gaps(confidence, right, bins)) / len(confidence)
                )
            ),
        ),
        Mistake(
            "This is one gap for all answers together, without bins: too modest and too sure "
            "cancel in it.",
            lambda confidence, right, bins=10: abs(np.mean(confidence) - np.mean(right)),
        ),
        Mistake(
            "All filled bins count alike here, one with a single answer as much as one with "
            "thousands. Weigh each by its number of answers.",
            lambda confidence, right, bins=10: np.mean(
                [abs(c - r) for _, c, r in _gaps(confidence, right, bins)]
            ),
        ),
        Mistake(
            "All bins count alike here, even the empty ones. Weigh each by its number of answers.",
            lambda confidence, right, bins=10: (
                sum(abs(c - r) for _, c, r in _gaps(confidence, right, bins)) / bins
            ),
        ),
        Mistake(
            "These gaps are added up without weights. Weigh each by its share of the answers.",
            lambda confidence, right, bins=10: sum(
                abs(c - r) for _, c, r in _gaps(confidence, right, bins)
            ),
        ),
        Mistake(
            "This is the largest gap. Asked is the mean one.",
            lambda confidence, right, bins=10: max(
                abs(c - r) for _, c, r in _gaps(confidence, right, bins)
            ),
        ),
        Mistake(
            "The middle of a bin stands in for the mean confidence of the answers in it. In the "
            "last bin most answers lie far above the middle.",
            _from_bin_middles,
        ),
        Mistake(
            "An answer with confidence exactly 1 falls into no bin. It belongs to the last one: "
            "low < confidence <= high.",
            lambda confidence, right, bins=10: _mean_gap(
                confidence, right, bins, place=lambda c, bins: np.floor(c * bins)
            ),
        ),
        Mistake(
            "An answer on the border of two bins belongs to the lower one: low < confidence <= "
            "high.",
            lambda confidence, right, bins=10: _mean_gap(
                confidence,
                right,
                bins,
                place=lambda c, bins: np.minimum(np.floor(c * bins), bins - 1),
            ),
        ),
        Mistake(
            "An answer on the border of two bins falls into none. It belongs to the lower one: "
            "low < confidence <= high.",
            lambda confidence, right, bins=10: _mean_gap(
                confidence,
                right,
                bins,
                place=lambda c, bins: np.where(c * bins == np.floor(c * bins), -1, c * bins // 1),
            ),
        ),
        Mistake(
            "An answer on the border of two bins is counted twice. It belongs to the lower one: "
            "low < confidence <= high.",
            _both_ends_closed,
        ),
        *(
            Mistake(
                "One bin is left out, the first or the last: range(bins) goes from 0 to bins - 1.",
                functools.partial(
                    lambda confidence, right, bins=10, gone=0: _mean_gap(
                        confidence,
                        right,
                        bins,
                        place=lambda c, bins: np.where(
                            np.ceil(c * bins) - 1 == gone % bins, -1, np.ceil(c * bins) - 1
                        ),
                    ),
                    gone=gone,
                ),
            )
            for gone in (0, -1)
        ),
        Mistake(
            "Each gap is multiplied by its number of answers, but the sum is not yet divided by "
            "the number of all answers.",
            lambda confidence, right, bins=10: (
                len(confidence) * calibration.calibration_error(confidence, right, bins)
            ),
        ),
        Mistake(
            "The gaps are squared. The formula takes their size.",
            lambda confidence, right, bins=10: (
                sum(n * (c - r) ** 2 for n, c, r in _gaps(confidence, right, bins))
                / len(confidence)
            ),
        ),
        Mistake(
            "The argument bins is not used: there are always 10.",
            lambda confidence, right, bins=10: calibration.calibration_error(confidence, right),
        ),
        Mistake(
            "The mean over an empty bin is 0/0, NaN, and it spreads. Leave empty bins out.",
            _silent(_with_empty_bins),
        ),
        Mistake(
            "These bins hold equally many answers. Asked are bins of equal **width**, b/B to "
            "(b+1)/B.",
            _silent(functools.partial(_mean_gap, place=_equal_counts)),
        ),
        Mistake(
            "This compares each single answer with 0 or 1, without bins. No single answer can be "
            "right at 80 %: first take means over a bin.",
            lambda confidence, right, bins=10: np.abs(confidence - np.asarray(right, float)).mean(),
        ),
        Mistake(
            "This is the mean squared difference of single answers (the Brier score). First take "
            "means over a bin.",
            lambda confidence, right, bins=10: (
                (confidence - np.asarray(right, dtype=float)) ** 2
            ).mean(),
        ),
        Mistake(
            "These are percent. The mean gap of two shares is a number between 0 and 1.",
            lambda confidence, right, bins=10: (
                100 * calibration.calibration_error(confidence, right, bins)
            ),
        ),
    ],
)


# --- 12.6 -----------------------------------------------------------------------------------


def _scores(seed, n, classes, factor, shift=0.0):
    """Scores that are `factor` times as large as honest ones, and labels drawn honestly."""
    generator = torch.Generator().manual_seed(seed)
    honest = 2 * torch.randn(n, classes, generator=generator)
    labels = torch.multinomial(honest.softmax(dim=1), 1, generator=generator)[:, 0]
    return factor * honest + shift, labels


def _search(loss, low=0.1, high=10.0, step=0.01, best=np.argmin):
    def answer(scores, labels):
        candidates = torch.arange(low, high, step)
        return candidates[best([float(loss(scores, t, labels)) for t in candidates])].item()

    return answer


def _squared_error(scores, t, labels):
    return ((scores / t).softmax(1) - F.one_hot(labels, scores.shape[1])).square().sum(1).mean()


def _calibration_at(scores, t, labels):
    confidence, digit = (scores / t).softmax(dim=1).max(dim=1)
    return calibration.calibration_error(confidence.numpy(), (digit == labels).numpy())


fit_temperature = FunctionExercise(
    name="fit_temperature",
    solution=calibration.fit_temperature,
    cases=lambda: [
        _scores(0, 300, 10, 2.23),
        _scores(1, 250, 4, 0.5, shift=3.0),
        _scores(2, 200, 7, 1.5),
        _scores(3, 150, 5, 7.5),
    ],
    tolerance=0.005,
    passed="Above 1 where the scores were too loud, below 1 where they were too quiet.",
    mistakes=[
        Mistake(
            "This is 1/T: the scores were multiplied instead of divided.",
            _search(lambda scores, t, labels: F.cross_entropy(scores * t, labels)),
        ),
        Mistake(
            "This is 1/T: the scores were multiplied instead of divided.",
            lambda scores, labels: 1 / calibration.fit_temperature(scores, labels),
        ),
        Mistake(
            "Softmax is applied twice: F.cross_entropy takes scores and does it itself.",
            _search(lambda scores, t, labels: F.cross_entropy((scores / t).softmax(1), labels)),
        ),
        *(
            Mistake(
                "This is an end of the range, whatever the scores are. Is it the smallest **cross-"
                "entropy**? Accuracy is the same for all temperatures, and F.nll_loss takes "
                "log-probabilities, which neither scores nor probabilities are.",
                lambda scores, labels, end=end: end,
            )
            for end in (0.1, 10.0)
        ),
        Mistake(
            "This is the position in the list of candidates. Return the temperature at it.",
            lambda scores, labels: round(
                (calibration.fit_temperature(scores, labels) - 0.1) / 0.01
            ),
        ),
        Mistake(
            "This is the smallest cross-entropy. Return the temperature that reaches it.",
            lambda scores, labels: F.cross_entropy(
                scores / calibration.fit_temperature(scores, labels), labels
            ).item(),
        ),
        Mistake(
            "Temperatures below 1 are not tried. Scores can also be too quiet.",
            _search(lambda s, t, labels: F.cross_entropy(s / t, labels), low=1.0),
        ),
        *(
            Mistake(
                "The range ends too early: the temperature may be as large as 10.",
                _search(lambda s, t, labels: F.cross_entropy(s / t, labels), high=high),
            )
            for high in (2.0, 3.0, 4.0, 5.0)
        ),
        *(
            Mistake(
                "Near, but two decimals are asked: try temperatures 0.01 apart.",
                _search(lambda s, t, labels: F.cross_entropy(s / t, labels), step=step),
            )
            for step in (0.05, 0.1, 0.5)
        ),
        Mistake(
            "This minimises the squared error of the probabilities. Asked is the cross-entropy.",
            _search(_squared_error),
        ),
        Mistake(
            "This minimises the calibration error, which jumps whenever an answer changes its "
            "bin. Asked is the cross-entropy.",
            _search(_calibration_at),
        ),
    ],
)


# --- 12.7 -----------------------------------------------------------------------------------


def _threshold(
    confidence, right, wanted, keep=np.greater_equal, candidates=np.unique, none=math.inf
):
    confidence, right = np.asarray(confidence), np.asarray(right, dtype=float)
    for threshold in candidates(confidence):
        kept = keep(confidence, threshold)
        if kept.any() and right[kept].mean() >= wanted:
            return threshold
    return none


def _before_the_first_dip(confidence, right, wanted):
    """From the surest answer down, as long as the promise holds."""
    best = math.inf
    for threshold in np.unique(confidence)[::-1]:
        if right[confidence >= threshold].mean() < wanted:
            break
        best = threshold
    return best


def _one_by_one(confidence, right, wanted):
    """Answers with the same confidence are counted one after the other."""
    order = np.argsort(-confidence, kind="stable")
    share = right[order].cumsum() / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= wanted)
    return confidence[order[good[-1]]] if len(good) else math.inf


def _one_by_one_upwards(confidence, right, wanted):
    order = np.argsort(confidence)
    for i in range(len(order)):
        if right[order[i:]].mean() >= wanted:
            return confidence[order[i]]
    return math.inf


def _by_halving(confidence, right, wanted):
    values = np.unique(confidence)
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if right[confidence >= values[middle]].mean() >= wanted:
            high = middle
        else:
            low = middle + 1
    return values[low] if low < len(values) else math.inf


_CONFIDENCE = np.array([0.41, 0.93, 0.62, 0.88, 0.97, 0.75, 0.99, 0.55, 0.81, 0.68])
_RIGHT = np.array([0, 0, 1, 1, 1, 1, 1, 0, 1, 0], dtype=bool)
_TIES = np.array([0.9, 0.5, 0.9, 0.7, 0.7, 0.9, 0.7, 0.95])
_TIES_RIGHT = np.array([1, 0, 1, 1, 0, 1, 1, 1], dtype=bool)
# The same, with the error at another place among the ties: no order of sorting hides it.
_TIES_FIRST, _TIES_LAST = (
    _TIES_RIGHT[[0, 1, 2, 4, 3, 5, 6, 7]],
    _TIES_RIGHT[[0, 1, 2, 3, 6, 5, 4, 7]],
)
_LATE = "The promise can break and hold again: accuracy does not always rise with the threshold. "

choose_threshold = FunctionExercise(
    name="choose_threshold",
    solution=calibration.choose_threshold,
    cases=lambda: [
        (_CONFIDENCE, _RIGHT, 0.8),
        (_CONFIDENCE, _RIGHT, 0.7),
        (_CONFIDENCE, _RIGHT, 1.0),
        (_CONFIDENCE, _RIGHT, 0.1),
        (_TIES, _TIES_RIGHT, 0.86),
        (_TIES, _TIES_RIGHT, 0.9),
        (_TIES, _TIES_FIRST, 0.9),
        (_TIES, _TIES_LAST, 0.9),
        (np.array([0.86, 0.4, 0.7, 0.95, 0.6]), np.array([0, 0, 1, 1, 1], dtype=bool), 0.75),
        (np.array([0.9, 0.8, 0.95]), np.array([True, True, False]), 0.75),
        (np.array([0.31, 0.83, 0.52]), np.array([False, True, True]), 0.99),
        (np.array([0.62, 0.97, 0.44]), np.array([False, True, False]), 0.9),
    ],
    passed="The more you ask for, the fewer pictures get an answer; sometimes none.",
    mistakes=[
        Mistake(
            "Answers **at** the threshold count too: confidence >= threshold, not >.",
            functools.partial(_threshold, keep=np.greater),
        ),
        Mistake(
            "The right answers are divided by **all** pictures. The accuracy counts only those "
            "that get an answer.",
            lambda confidence, right, wanted: next(
                (
                    t
                    for t in np.unique(confidence)
                    if (right & (confidence >= t)).sum() / len(right) >= wanted
                ),
                math.inf,
            ),
        ),
        Mistake(
            _LATE + "Coming from the top, this stops at the first break; a smaller threshold "
            "may hold again.",
            _before_the_first_dip,
        ),
        Mistake(
            "The largest confidence is left out. It can be the only threshold that is high enough.",
            functools.partial(_threshold, candidates=lambda c: np.unique(c)[:-1]),
        ),
        Mistake(
            "The smallest confidence is left out. If it is high enough, everything gets an answer.",
            functools.partial(_threshold, candidates=lambda c: np.unique(c)[1:]),
        ),
        Mistake(
            _LATE + "Halving the range again and again needs that it does; try every value.",
            _by_halving,
        ),
        Mistake(
            "This is the largest threshold that keeps the promise, and leaves hardly an answer. "
            "Asked is the smallest.",
            functools.partial(_threshold, candidates=lambda c: np.unique(c)[::-1]),
        ),
        Mistake(
            "Answers with the same confidence pass or fail together; here some of them were "
            "counted and others not.",
            _one_by_one,
        ),
        Mistake(
            "Answers with the same confidence pass or fail together; here some of them were "
            "counted and others not.",
            _one_by_one_upwards,
        ),
        Mistake(
            "The other side was kept: these are the answers **below** the threshold.",
            functools.partial(_threshold, keep=np.less_equal),
        ),
        Mistake(
            "The other side was kept: these are the answers **below** the threshold.",
            functools.partial(_threshold, keep=np.less),
        ),
        Mistake(
            "The candidates must be tried from the smallest to the largest: sort them first.",
            functools.partial(_threshold, candidates=list),
        ),
        *(
            Mistake(
                "If no threshold is high enough, the task asks for math.inf.",
                functools.partial(_threshold, none=none),
            )
            for none in (None, 1, 0, math.nan, -1)
        ),
        Mistake(
            "If no threshold is high enough, the task asks for math.inf.",
            lambda confidence, right, wanted: min(
                _threshold(confidence, right, wanted), confidence.max()
            ),
        ),
        *(
            Mistake(
                "Only values that occur in confidence come into question, not a grid of others.",
                functools.partial(_threshold, candidates=lambda c, n=n: np.linspace(0, 1, n)),
            )
            for n in (11, 21, 101, 1001)
        ),
        *(
            Mistake(
                "Only values that occur in confidence come into question, not a grid of others.",
                functools.partial(_threshold, candidates=lambda c, s=s: np.arange(0, 1, s)),
            )
            for s in (0.1, 0.05, 0.01, 0.001)
        ),
        Mistake(
            "The wanted accuracy is not a threshold: a confidence of 0.8 and up is more often "
            "right than 0.8, if the network is honest, and if not, who knows.",
            lambda confidence, right, wanted: wanted,
        ),
        Mistake(
            "This looks only at how many answers to keep, never at which are right.",
            lambda confidence, right, wanted: np.quantile(confidence, 1 - wanted),
        ),
        Mistake(
            "This looks only at how many answers to keep, never at which are right.",
            lambda confidence, right, wanted: np.quantile(confidence, wanted),
        ),
        Mistake(
            "This takes the smallest confidence of a **right** answer, whatever else passes "
            "with it.",
            lambda confidence, right, wanted: confidence[right].min(),
        ),
        Mistake(
            "A share exactly as large as wanted is enough: >=, not >.",
            lambda confidence, right, wanted: _threshold(confidence, right, wanted + 1e-9),
        ),
    ],
)
