"""A page to draw a digit on, in the notebook, and what the network reads at once.

The browser's part is pad.js and pad.css, sent to the page by anywidget; nothing is downloaded. The
browser sends the strokes after each one is finished, not at every movement of the mouse.
"""

from pathlib import Path

import anywidget
import numpy as np
import torch
import traitlets
from PIL import Image

from course_utils.digits import handwriting, prepare
from course_utils.digits.pictures import DigitError
from course_utils.training import predict

PEN = 0.05  # its width as a share of the page; pad.js draws the same


def strokes_to_grey(strokes):
    """The drawn page as brightness, (H, W): dark ink on white, with a margin around the page.

    strokes: lists of points (x, y) in 0..1. Raises DigitError if there are none, or only dots.
    """
    if not strokes:
        raise DigitError("Nothing is drawn yet.")
    dots = all(len(stroke) < 2 for stroke in strokes)
    if dots or np.ptp(np.concatenate(strokes), axis=0).max() < 2 * PEN:
        raise DigitError("That is a dot. Draw a whole digit, as large as you like.")
    return np.pad(1 - handwriting.ink(strokes, pen=PEN), 20, constant_values=1)


def only_shrink(grey):
    """Ink of the whole page in 28 x 28 pixels, with nothing cut, fitted or centred."""
    small = Image.fromarray(1 - grey).resize((28, 28), Image.Resampling.BOX)
    return np.array(small)


def read_strokes(net, strokes, prepared=True):
    """What the network reads in a drawing: the digit, ten probabilities (10,), the image (28, 28).

    prepared: as MNIST was prepared, or else only shrunk. Raises DigitError where there is no digit.
    """
    grey = strokes_to_grey(strokes)
    image = prepare(grey) if prepared else only_shrink(grey)
    digit, p = predict(net, torch.from_numpy(image))
    return digit, p, image


class Pad(anywidget.AnyWidget):
    """The page with its buttons, the image that the network gets, and ten bars.

    net: as load_model returns it. strokes: lists of points [x, y] in 0..1, set by the browser or
    by a program; the other traits follow from them. asked: counts what the browser sent; answered:
    the last of it that was read. While they differ, the browser says that it waits.
    """

    _esm = Path(__file__).parent / "pad.js"
    _css = Path(__file__).parent / "pad.css"
    strokes = traitlets.List().tag(sync=True)
    prepared = traitlets.Bool(True).tag(sync=True)
    pen = traitlets.Float(PEN).tag(sync=True)
    asked = traitlets.Int().tag(sync=True)
    answered = traitlets.Int().tag(sync=True)
    answer = traitlets.Unicode().tag(sync=True)
    probabilities = traitlets.List().tag(sync=True)
    seen = traitlets.Bytes().tag(sync=True)  # 784 pixels, 255 is ink; empty if there is no image

    def __init__(self, net, **traits):
        self._net = net
        super().__init__(**traits)
        self.observe(self._read, names=["strokes", "prepared", "asked"])
        self._read()

    def __repr__(self):
        return f"Pad: {self.answer}"

    def _read(self, _=None):
        try:
            digit, p, image = read_strokes(self._net, self.strokes, self.prepared)
        except DigitError as error:
            answer, probabilities, seen = str(error), [], b""
        else:
            answer = f"Read as {digit}, with {p[digit]:.1%}"
            probabilities, seen = p.tolist(), (255 * image).round().astype(np.uint8).tobytes()
        with self.hold_sync():  # one message for all of them
            self.answer, self.probabilities, self.seen = answer, probabilities, seen
            self.answered = self.asked
