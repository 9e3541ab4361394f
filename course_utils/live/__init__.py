"""The course's network in a web page: draw a digit, and watch one step of backpropagation.

One set of classic scripts serves three places: the page that ``python -m course_utils.live``
writes, the widget that ``live.widget()`` shows in a lesson, and the tests in Node. No script loads
anything.

- network.js   forward, backward, optimisers, gradient check
- prepare.js   from a drawing to 28 x 28 pixels, as digits.py does it
- files.js     base64, deflate, and the weights that lesson 11 saved
- parts.js     canvases, cells, curves, the drawing pad
- read.js, walk.js, train.js, prove.js   the sections of the page
- app.js       what they share; LIVE.mount
"""

from pathlib import Path

from course_utils.live.data import SCRIPTS, data_scripts
from course_utils.live.notebook import widget
from course_utils.live.page import build

FOLDER = Path(__file__).parent

__all__ = ["FOLDER", "SCRIPTS", "build", "data_scripts", "widget"]
