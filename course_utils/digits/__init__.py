"""From a picture of a handwritten digit to what a network trained on MNIST expects.

The makers of MNIST started from black and white scans. They fitted each digit into a box of 20 x 20
pixels without changing its proportions, which made the edges grey, and put the box into 28 x 28 so
that the centre of mass is in the middle (text of the MNIST page, quoted and reconstructed by
C. Yadav and L. Bottou, Cold Case: the Lost MNIST Digits, 2019, arXiv:1905.10498). A photo has to be
made black and white first. ``STEPS`` holds all steps in their order; each takes one array and
returns the next, so that a step can be left out or looked at.

``python -m course_utils.digits PICTURE...`` reads pictures in a terminal.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from scipy import ndimage
from scipy.spatial import ConvexHull

from course_utils.digits.pictures import DigitError, read_grey
from course_utils.losses import of_floats
from course_utils.training import predict

# Trained plainly, and with variations, and the CNN of lesson 15: see data/README.md.
SHIPPED_MODEL = Path(__file__).parents[1] / "data" / "reader.pt"
VARIED_MODEL = SHIPPED_MODEL.with_name("reader_varied.pt")
CNN_MODEL = SHIPPED_MODEL.with_name("reader_cnn.pt")
WIDEST = 2.6  # width over height; up to 2.5 among MNIST's 60,000 training images
EVERY_NEIGHBOUR = np.ones((3, 3))  # pixels that touch at a corner belong together


@of_floats("grey")
def remove_light(grey):
    """Brightness minus that of the paper, a curved surface fitted to the picture. (H, W) -> (H, W).

    The surface is fitted to all pixels, then again without those that lie far from it, the ink.
    """
    y, x = (np.linspace(-1, 1, n, dtype=np.float32) for n in grey.shape)
    x, y = np.meshgrid(x, y)
    surface = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    every = max(1, round((grey.size / 1000) ** 0.5))  # about 1,000 pixels are enough for 6 numbers
    a, b = surface[::every, ::every].reshape(-1, 6), grey[::every, ::every].ravel()
    distance = np.abs(b - np.median(b))
    for n in (3, 3, 6, 6):  # a tilted plane first, then a curved surface
        near = distance <= 3 * np.median(distance) + 0.01
        numbers = np.linalg.lstsq(a[near, :n], b[near], rcond=None)[0]
        distance = np.abs(b - a[:, :n] @ numbers)
    return grey - surface @ numbers


@of_floats("difference")
def ink_up(difference):
    """Ink above 0, whether the pen was darker than the paper or lighter. (H, W) -> (H, W).

    Ink covers less of a picture than paper and differs more from the mean, so the cubes of the
    differences have its sign.
    """
    return difference if (difference * difference**2).sum() > 0 else -difference


@of_floats("ink")
def black_and_white(ink):
    """True where there is ink: above the middle between mean paper and mean ink. (H, W) -> bool.

    Raises DigitError if ink and paper are not clearly apart.
    """
    smooth = ndimage.gaussian_filter(ink, 1)  # against noise
    level, contrast, before = smooth.max() / 2, 0.0, None
    while level != before and (smooth > level).any():
        inked, before = smooth > level, level
        ink_mean, paper_mean = smooth[inked].mean(), smooth[~inked].mean()
        level, contrast = (ink_mean + paper_mean) / 2, ink_mean - paper_mean
    paper = smooth[smooth <= level][::4]
    noise = 1.5 * np.median(np.abs(paper - np.median(paper)))  # nearly a standard deviation
    if contrast < max(0.03, 5 * noise):
        raise DigitError(
            "Nothing is written here, or it is too faint. Use a darker pen on plain paper, in "
            "good and even light."
        )
    return smooth > level


def keep_digit(mask):
    """Only the ink of the digit: no specks, no shadow at the edge. (H, W) -> (H, W), bool.

    The largest connected piece is the digit, with the pieces close to it. Raises DigitError if the
    digit reaches the edge of the picture, is wider than digits are or framed, if it is an area and
    no stroke, or if there is a second one. Two digits that touch count as one.
    """
    pieces, n = ndimage.label(mask, EVERY_NEIGHBOUR)
    area = np.bincount(pieces.ravel())[1:]
    boxes = np.array(
        [(r.start, c.start, r.stop, c.stop) for r, c in ndimage.find_objects(pieces)]
    ).reshape(n, 4)
    side = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    at_edge = (boxes[:, :2] == 0).any(axis=1) | (boxes[:, 2:] == mask.shape).any(axis=1)
    candidates = np.flatnonzero(~at_edge & (side >= max(6, 0.04 * max(mask.shape))))
    if len(candidates) == 0:
        raise DigitError(_AT_EDGE if at_edge.any() else _ONLY_SPECKS)
    largest = candidates[area[candidates].argmax()]
    box = boxes[largest]
    chosen = np.zeros(n, dtype=bool)
    while True:
        margin = (box[2] - box[0]) * np.array([0.4, 0.15])  # digits stand side by side
        close = (boxes[:, :2] <= box[2:] + margin).all(1) & (boxes[:, 2:] >= box[:2] - margin).all(
            1
        )
        if (close & at_edge & (area > 9)).any():
            raise DigitError(_AT_EDGE)
        close &= ~at_edge
        if (close == chosen).all():
            break
        chosen = close
        box = np.append(boxes[chosen, :2].min(axis=0), boxes[chosen, 2:].max(axis=0))
    others = ~chosen & ~at_edge & (boxes[:, 2] - boxes[:, 0] > 0.5 * (box[2] - box[0]))
    if others.any():
        raise DigitError(
            f"There seem to be {1 + others.sum()} digits. Cut out one: one digit a picture."
        )
    if box[3] - box[1] > WIDEST * (box[2] - box[0]):
        raise DigitError(_LYING)
    large = 1 + np.flatnonzero(chosen & (side > 0.3 * max(box[2:] - box[:2])))
    if len(large) > 1:
        outer = pieces == large[side[large - 1].argmax()]
        if np.isin(pieces[ndimage.binary_fill_holes(outer) & ~outer], large).any():
            raise DigitError(_FRAMED)
    if is_area(crop(pieces == 1 + largest), max(box[2:] - box[:2])):
        raise DigitError(_AREA)
    return np.append(False, chosen)[pieces]


def is_area(piece, side):
    """Whether a piece of ink, cropped, is a card, a window or a blob, and not the path of a pen.

    side: the longer one of the whole digit, which may have more pieces, or be made of dots.
    A card is thick, and both it and the largest quadrilateral in it fill nearly all of its hull,
    even if it stands askew and its own writing makes holes in it: the product of the two shares was
    at least 0.96 for 940 cards, and at most 0.80 for as thick digits among 16,000 of MNIST, plain
    and as photos. Nor had any of these a circle in its ink wider than 0.76 of that side; a blob
    has.
    """
    filled = ndimage.binary_fill_holes(piece)
    if _thickness(piece) > 0.85 * side:
        return True
    if _thickness(filled) < 0.3 * side or piece.sum() < 0.5 * filled.sum():  # a thin 1, an open 0
        return False
    hull = ConvexHull(np.argwhere(filled))
    corners = hull.points[hull.vertices]
    y, x = np.moveaxis(corners - corners[:, None], 2, 0)  # from corner i to corner k, [i, k]
    triangles = (x[:, :, None] * y[:, None] - y[:, :, None] * x[:, None]) / 2  # [i, k, j]
    # Two triangles, one on each side of the line from i to k.
    quadrilateral = (triangles.max(axis=2) - triangles.min(axis=2)).max()
    return filled.sum() * quadrilateral > 0.87 * hull.volume**2  # a flat hull's volume: its area


def _thickness(mask):
    """The diameter of the largest circle that lies in the ink."""
    return 2 * ndimage.distance_transform_edt(np.pad(mask, 1)).max() - 1


_AREA = (
    "The ink is an area, not the stroke of a pen. Is it a card on a table, or a window on a "
    "screen? Then cut out the page, so that the digit stands on it alone. Else write larger, or "
    "with a thinner pen."
)
_FRAMED = (
    "There is a frame or a circle around the ink. Cut out what is inside it, with a margin of "
    "blank paper."
)
_AT_EDGE = (
    "The ink reaches the edge of the picture. Leave a margin of blank paper around the digit. "
    "Lines of the paper and shadows count as ink if they are as dark as the pen."
)
_LYING = (
    "The ink is far wider than high: a line, a word, or a page on its side. Turn the picture "
    "upright, and write one digit on it."
)
_ONLY_SPECKS = "There are only specks. Take the picture from nearer, so that the digit is large."


def crop(mask):
    """The smallest upright rectangle that holds all ink."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def straighten(mask, share=0.5):
    """The digit sheared towards the upright by a share of its slant. (H, W) -> (H', W'), bool.

    The slant is the slope of the line x = slant * y fitted to the ink; MNIST's own digits lean, so
    taking all of it away would be too much.
    """
    mask = crop(mask)
    ys, xs = np.nonzero(mask)
    y, x = ys - ys.mean(), xs - xs.mean()
    slant = share * (x * y).sum() / max((y * y).sum(), 1)
    height, width = mask.shape
    extra = int(np.ceil(abs(slant) * height / 2))
    # Pillow asks for the old place of each new pixel.
    old_x = (1, slant, -slant * height / 2 - extra)
    picture = Image.fromarray(mask).convert("L")
    size = (width + 2 * extra, height)
    sheared = picture.transform(
        size, Image.Transform.AFFINE, (*old_x, 0, 1, 0), Image.Resampling.BILINEAR
    )
    return np.asarray(sheared) > 127


def even_pen(mask, thinnest=2.6, thickest=3.5):
    """The digit with a pen of a width as in MNIST. (H, W) -> (H', W'), bool.

    Widths are meant for a digit in a box of 20. The distance of an ink pixel from the paper, on
    average, is a quarter of the pen's width (and half a pixel, since we measure between middles).
    """
    mask = crop(mask)
    unit = max(mask.shape) / 20
    mask = np.pad(mask, int(2 * unit) + 1)
    depth = ndimage.distance_transform_edt(mask)
    width = (4 * depth[mask].mean() - 2) / unit
    if width < thinnest:
        return ndimage.distance_transform_edt(~mask) <= (thinnest - width) / 2 * unit + 0.5
    if width > thickest:
        return depth > (width - thickest) / 2 * unit + 0.5
    return mask


def fit_box(mask):
    """The digit in a box whose longer side is 20. (H, W) bool -> (h, w), 0 paper to 1 ink."""
    mask = crop(mask)
    height, width = mask.shape
    factor = 20 / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    # BOX: each new pixel is the share of ink in the area that it covers.
    shrunk = Image.fromarray(mask).convert("L").resize(size, Image.Resampling.BOX)
    return np.asarray(shrunk, dtype=np.float32) / 255


def centre(box):
    """The box in 28 x 28, moved by whole pixels so that its centre of mass is at pixel 14, 14."""
    height, width = box.shape
    row = (np.arange(height) @ box.sum(axis=1)) / box.sum()
    column = (np.arange(width) @ box.sum(axis=0)) / box.sum()
    top, left = round(14 - row), round(14 - column)
    top, left = min(max(top, 0), 28 - height), min(max(left, 0), 28 - width)
    image = np.zeros((28, 28), dtype=np.float32)
    image[top : top + height, left : left + width] = box
    return image


STEPS = {
    "remove the light": remove_light,
    "ink up": ink_up,
    "black and white": black_and_white,
    "keep the digit": keep_digit,
    "straighten": straighten,
    "even the pen": even_pen,
    "fit a box of 20": fit_box,
    "centre in 28": centre,
}


def prepare(grey, steps=STEPS):
    """The 28 x 28 image that MNIST's makers would have made of a picture, 0 paper to 1 ink.

    grey: brightness (H, W), as read_grey returns it. steps: {name: function}, run in their order.
    Raises DigitError if there is not exactly one whole digit in the picture.
    """
    for step in steps.values():
        grey = step(grey)
    return grey


def read_digit(net, source):
    """What the network reads in a picture: the digit, all ten probabilities (10,), the image seen.

    net: as load_model returns it. source: whatever read_grey takes. Raises DigitError if there is
    nothing to read.
    """
    image = prepare(read_grey(source))
    digit, p = predict(net, torch.from_numpy(image))
    return digit, p, image
