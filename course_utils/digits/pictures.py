"""A picture from anywhere as one array of brightness, or a DigitError that says what to do."""

import contextlib
import io
import os
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

SMALLEST_SIDE = 8  # pixels
MOST_PIXELS = 80_000_000  # a file of a few kB can unpack to many GB
# Pictures are enlarged or shrunk to a longest side within these limits, in pixels.
WORKING_SIDES = (112, 640)


class DigitError(ValueError):
    """No digit can be read from this picture; the message says why and what to do."""


def read_grey(source):
    """The brightness of a picture, float32 of shape (height, width), 0 is black and 1 white.

    source: a path, an open binary file, bytes, a Pillow image, or an array or tensor of shape
    (height, width), (height, width, 1, 3 or 4) or (1, 3 or 4, height, width). Whole numbers of
    one byte mean 0..255, or 0 and 1 if none is above 1; any other numbers are taken from the
    darkest to the brightest.
    What is transparent counts as paper. A photo is turned as its EXIF entry says.
    Raises DigitError if there is no such file, it is no picture, or it is too small or too large.
    """
    if isinstance(source, (str, os.PathLike)):
        picture, name = _open(Path(source)), Path(source).name
    elif isinstance(source, (bytes, bytearray)) or hasattr(source, "read"):
        file = io.BytesIO(source) if isinstance(source, (bytes, bytearray)) else source
        picture, name = _decode(file, "this file"), "this file"
    elif isinstance(source, Image.Image):
        picture, name = _load(source, "this picture"), "this picture"
    else:
        picture, name = _from_array(source), "this array"
    width, height = picture.size
    if min(width, height) < SMALLEST_SIDE:
        raise DigitError(
            f"{name} has only {width} x {height} pixels. Take a picture of at least "
            f"{SMALLEST_SIDE} x {SMALLEST_SIDE}, better 100 x 100 or more."
        )
    with _clear_messages(name):  # Pillow reads colours, transparency and EXIF only when asked
        grey = _to_grey(picture, name)
    return _to_working_size(grey)


def _open(path):
    try:
        if path.is_dir():
            raise DigitError(f"{path} is a folder. Name one of the pictures in it.")
        if path.exists() and not path.is_file():  # a pipe might never answer
            raise DigitError(f"{path} is a device or a pipe. Name an image file.")
        with path.open("rb") as file:
            return _decode(file, path.name)
    except FileNotFoundError:
        raise DigitError(
            f"There is no file {path}. Check the spelling and the folder: this program runs in "
            f"{Path.cwd().name}."
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, DigitError):
            raise
        raise DigitError(f"{path} can't be opened ({error}).") from error


def _decode(file, name):
    with _clear_messages(name):
        picture = Image.open(file)
        if picture.format == "EPS":  # a drawing, for which Pillow would call another program
            raise UnidentifiedImageError
        return _load(picture, name)


def _load(picture, name):
    """The Pillow image with its pixels decoded, if it is one picture of a sound size."""
    with _clear_messages(name):
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        # A phone's MPO holds the photo and smaller copies; any other second frame is a film.
        if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
            raise DigitError(
                f"{name} holds {picture.n_frames} pictures (an animation or several pages). "
                "Save the one with the digit as a PNG file."
            )
        # JPEG can be decoded at a half, a quarter or an eighth of its size, which is faster.
        picture.draft(None, (WORKING_SIDES[1], WORKING_SIDES[1]))
        picture.load()
    return picture


@contextlib.contextmanager
def _clear_messages(name):
    """What Pillow raises, as a DigitError; its warnings on odd metadata are none of our concern."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except DigitError:
        raise
    except UnidentifiedImageError:
        raise DigitError(
            f"{name} is no picture that can be read here. Save it as PNG or JPEG; a phone that "
            "writes HEIC can be set to write JPEG."
        ) from None
    except Image.DecompressionBombError:
        raise DigitError(
            f"{name} is too large: more than {MOST_PIXELS // 1_000_000} million pixels. Cut the "
            "digit out, or save the picture smaller."
        ) from None
    except Exception as error:  # damaged files fail in many ways
        raise DigitError(
            f"{name} is damaged: the picture can't be decoded to its end ({error}). Copy it "
            "again, or take it again."
        ) from error


def _from_array(source):
    """A Pillow image of mode L, RGB, RGBA or F from an array."""
    try:
        array = np.asarray(source)
    except Exception as error:
        raise DigitError(f"This is no picture: {str(error).rstrip('.')}.") from error
    if array.dtype.kind not in "buif":
        kind = f"an array of {array.dtype}" if array.ndim else f"a {type(source).__name__}"
        raise DigitError(
            f"A picture is a path to an image file or an array of real numbers, not {kind}."
        )
    if array.ndim == 3 and array.shape[2] not in (1, 3, 4) and array.shape[0] in (1, 3, 4):
        array = np.moveaxis(array, 0, 2)  # as PyTorch orders the axes
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.ndim != 2 and not (array.ndim == 3 and array.shape[2] in (3, 4)):
        raise DigitError(
            f"An array of shape {np.shape(source)} is no picture. Give (height, width), such as "
            "(28, 28), or (height, width, 3) for colours."
        )
    if array.size == 0:
        raise DigitError(f"An array of shape {np.shape(source)} holds no pixels.")
    if array.shape[0] * array.shape[1] > MOST_PIXELS:
        raise DigitError(f"This array holds more than {MOST_PIXELS // 1_000_000} million pixels.")
    if array.dtype != np.uint8 or array.max() <= 1:
        array = _stretch(array, "this array")
        if array.ndim == 2:
            return Image.fromarray(array)
        array = (255 * array).round().astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(array))


def _stretch(array, name):
    """Any numbers as float32 from 0, the smallest, to 1; equal numbers become 0."""
    if not np.isfinite(array).all():
        raise DigitError(f"{name} holds NaN or inf. Every pixel must be a number.")
    array = array.astype(np.float64)
    array = array / (np.abs(array).max() or 1)  # the difference of two huge numbers is inf
    array = array - array.min()
    return (array / (array.max() or 1)).astype(np.float32)


def _to_grey(picture, name):
    """Brightness of a Pillow image of any mode, as float32 of shape (height, width)."""
    with contextlib.suppress(Exception):  # a damaged EXIF entry turns nothing
        picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("I", "F") or picture.mode.startswith("I;"):
        return _stretch(np.asarray(picture), name)
    if picture.mode in ("1", "La"):  # La: transparent, with brightness already multiplied
        picture = picture.convert("L" if picture.mode == "1" else "LA")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        grey = np.asarray(picture.convert("RGB").convert("L"), np.float32) / 255
        opaque = np.asarray(picture.getchannel("A"), np.float32) / 255
        # Light ink on nothing was meant for a dark page.
        ink = (grey * opaque).sum() / max(opaque.sum(), 1e-6)
        return grey * opaque + (1 - opaque) * (0.0 if ink > 0.5 and opaque.mean() < 0.5 else 1.0)
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    return np.asarray(picture.convert("L"), np.float32) / 255


def _to_working_size(grey):
    """Shrunk (each new pixel the mean of the old ones) or enlarged (bicubic) to the limits."""
    longest = max(grey.shape)
    low, high = WORKING_SIDES
    if low <= longest <= high:
        return grey
    factor = min(max(longest, low), high) / longest
    height, width = (max(SMALLEST_SIDE, round(side * factor)) for side in grey.shape)
    kind = Image.Resampling.BOX if factor < 1 else Image.Resampling.BICUBIC
    return np.asarray(Image.fromarray(grey).resize((width, height), kind))
