"""Any picture becomes brightness, or a DigitError that says what to do."""

import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from course_utils.digits.pictures import MOST_PIXELS, WORKING_SIDES, DigitError, read_grey


def page(height=120, width=160):
    """White paper (240) with a dark L (40): asymmetric, so that a turned picture is noticed."""
    grey = np.full((height, width), 240, np.uint8)
    grey[20:90, 30:40] = 40
    grey[80:90, 30:100] = 40
    return grey


def is_page(grey, paper=240 / 255, ink=40 / 255, tolerance=0.02):
    assert grey.shape == (120, 160)
    assert grey.dtype == np.float32
    assert grey[5, 5] == pytest.approx(paper, abs=tolerance)
    assert grey[50, 35] == pytest.approx(ink, abs=tolerance)
    assert grey[85, 90] == pytest.approx(ink, abs=tolerance)
    assert grey[30, 90] == pytest.approx(paper, abs=tolerance)


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK", "YCbCr", "HSV", "LAB"])
def test_every_mode_of_a_pillow_image(mode):
    picture = Image.fromarray(page())
    if mode in ("HSV", "YCbCr", "LAB"):
        picture = picture.convert("RGB")
    if mode == "LAB":
        pytest.importorskip("PIL.ImageCms")
        from PIL import ImageCms

        profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        picture = ImageCms.profileToProfile(picture, *profiles, outputMode="LAB")
    is_page(read_grey(picture.convert(mode)))


def test_palette_with_and_without_a_transparent_colour(tmp_path):
    picture = Image.fromarray(page()).convert("P")
    is_page(read_grey(picture))
    two = np.where(page() > 100, 0, 1).astype(np.uint8)
    picture = Image.fromarray(two)
    picture = picture.convert("P")
    picture.putpalette([9, 9, 9, 40, 40, 40])
    picture.save(tmp_path / "paper is transparent.png", transparency=0)
    is_page(read_grey(tmp_path / "paper is transparent.png"), paper=1)


def test_one_bit_sixteen_bit_and_float(tmp_path):
    is_page(read_grey(Image.fromarray(page() > 100)), paper=1, ink=0)
    sixteen = Image.fromarray(page().astype(np.uint16) * 200)
    sixteen.save(tmp_path / "16.png")
    is_page(read_grey(tmp_path / "16.png"), paper=1, ink=0)
    Image.fromarray(page().astype(np.float32) / 1000).save(tmp_path / "float.tiff")
    is_page(read_grey(tmp_path / "float.tiff"), paper=1, ink=0)
    Image.fromarray(page().astype(np.int32) * 1000).save(tmp_path / "32.tiff")
    is_page(read_grey(tmp_path / "32.tiff"), paper=1, ink=0)


@pytest.mark.parametrize("ink", [30, 225])
def test_what_is_transparent_is_paper(ink):
    """Dark ink on nothing lies on white, light ink on nothing on black."""
    rgba = np.zeros((120, 160, 4), np.uint8)
    rgba[page() < 100] = (ink, ink, ink, 255)
    is_page(read_grey(rgba), paper=1 if ink < 100 else 0, ink=ink / 255)


@pytest.mark.parametrize("modes", [("LA", "La"), ("RGBA", "RGBa"), ("P", "PA")])
def test_rare_modes_with_transparency(modes):
    picture = Image.fromarray(page())
    for mode in modes:
        picture = picture.convert(mode)
    is_page(read_grey(picture))


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp", "webp", "tiff", "gif"])
def test_file_formats(tmp_path, suffix):
    path = tmp_path / f"page.{suffix}"
    Image.fromarray(page()).convert("RGB").save(path)
    is_page(read_grey(path), tolerance=0.08)
    is_page(read_grey(str(path)), tolerance=0.08)
    is_page(read_grey(path.read_bytes()), tolerance=0.08)
    with path.open("rb") as file:
        is_page(read_grey(file), tolerance=0.08)


@pytest.mark.parametrize(
    "entry, stored",
    [
        (1, page()),
        (2, page()[:, ::-1]),
        (3, page()[::-1, ::-1]),
        (4, page()[::-1]),
        (5, page().T),
        (6, np.rot90(page())),  # as a camera held upright stores it: shown a quarter turn clockwise
        (7, page()[::-1, ::-1].T),
        (8, np.rot90(page(), -1)),
        (99, page()),
    ],
)
def test_a_photo_is_turned_as_its_exif_entry_says(tmp_path, entry, stored):
    exif = Image.Exif()
    exif[0x0112] = entry
    Image.fromarray(stored.copy()).save(tmp_path / "photo.jpg", exif=exif)
    is_page(read_grey(tmp_path / "photo.jpg"), tolerance=0.08)


@pytest.mark.parametrize(
    "array",
    [
        page(),
        page() / 255,
        page().astype(np.int64),
        page().astype(np.uint16) * 257,
        np.repeat(page()[:, :, None], 3, axis=2),
        page()[:, :, None],
        page()[None],
        (page() / 255 * 2 - 1) * 1.7e308,
        torch.from_numpy(page() / 255)[None].expand(3, -1, -1),
        page().tolist(),
        (page() > 128).astype(np.uint8),
    ],
    ids=[
        "uint8",
        "float",
        "int",
        "uint16",
        "colour",
        "H,W,1",
        "1,H,W",
        "huge",
        "tensor_3,H,W",
        "list",
        "uint8_0_1",
    ],
)
def test_arrays(array):
    is_page(read_grey(array), paper=1, ink=0, tolerance=0.17)


@pytest.mark.parametrize("shape", [(28, 28), (9, 40), (3000, 2000), (700, 30)])
def test_working_size(shape):
    array = np.full(shape, 255, np.uint8)
    array[: shape[0] // 2] = 0
    grey = read_grey(array)
    low, high = WORKING_SIDES
    assert low <= max(grey.shape) <= high
    assert (grey.shape[0] > grey.shape[1]) == (shape[0] > shape[1])
    assert grey[0, 0] < 0.1 < 0.9 < grey[-1, -1]
    assert grey.shape[0] / grey.shape[1] == pytest.approx(shape[0] / shape[1], rel=0.1)


# --- what can't be read -----------------------------------------------------------------------


def png(array):
    file = io.BytesIO()
    Image.fromarray(array).save(file, "png")
    return file.getvalue()


def tiff(array):
    file = io.BytesIO()
    Image.fromarray(array).save(file, "tiff")
    return file.getvalue()


def jpeg(array):
    file = io.BytesIO()
    Image.fromarray(array).save(file, "jpeg")
    return file.getvalue()


def animation(kind):
    file = io.BytesIO()
    frames = [Image.fromarray(page()), Image.fromarray(255 - page())]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


def bomb():
    """A few kB that unpack to 400 million pixels."""
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "png")
    return file.getvalue()


def too_large(side):
    file = io.BytesIO()
    Image.new("1", (side, side)).save(file, "png")
    return file.getvalue()


BAD_FILES = {
    "empty": (b"", "no picture that can be read"),
    "text": (b"I am a picture, honestly. " * 50, "no picture that can be read"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no picture that can be read"),
    "truncated png": (png(page())[:200], "damaged"),
    "truncated jpeg": (jpeg(page())[:-600], "damaged"),
    "corrupt png": (png(page())[:150] + b"\0" * 50 + png(page())[200:], "damaged"),
    "gif film": (animation("gif"), "2 pictures"),
    "webp film": (animation("webp"), "2 pictures"),
    "png film": (animation("png"), "2 pictures"),
    "tiff pages": (animation("tiff"), "2 pictures"),
    "bomb": (bomb(), "too large"),
    "a little too large": (too_large(int(MOST_PIXELS**0.5) + 10), "too large"),
    "so large that Pillow warns": (too_large(10_000), "too large"),
    "tiff with NaN": (tiff(np.full((40, 30), np.nan, np.float32)), "NaN or inf"),
    "drawing": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "no picture"),
    "tiny": (png(page()[:5, :5]), "only 5 x 5 pixels"),
    "thin": (png(page()[:3]), "only 160 x 3 pixels"),
}


@pytest.mark.parametrize("content, words", BAD_FILES.values(), ids=BAD_FILES)
def test_bad_file_gets_a_clear_message(tmp_path, recwarn, content, words):
    path = tmp_path / "mine.png"
    path.write_bytes(content)
    with pytest.raises(DigitError, match=words) as raised:
        read_grey(path)
    assert "mine.png" in str(raised.value)
    assert not recwarn.list
    with pytest.raises(DigitError, match=words):
        read_grey(content)


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(DigitError, match=r"There is no file .*eight\.png"):
        read_grey(tmp_path / "eight.png")
    with pytest.raises(DigitError, match="is a folder"):
        read_grey(tmp_path)
    for name in ("a\0b", "a" * 300):
        with pytest.raises(DigitError, match="can't be opened"):
            read_grey(name)


def test_a_forbidden_folder(monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", forbidden)
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(DigitError, match="can't be opened"):
        read_grey("secret/eight.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with pytest.raises(DigitError, match="a device or a pipe"):
        read_grey(tmp_path / "pipe.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_forbidden_file(tmp_path):
    path = tmp_path / "secret.png"
    path.write_bytes(png(page()))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DigitError, match="can't be opened"):
        read_grey(path)


@pytest.mark.parametrize(
    "array, words",
    [
        (np.zeros((28,)), "is no picture"),
        (np.zeros((2, 28, 28, 3)), "is no picture"),
        (np.zeros((28, 28, 7)), "is no picture"),
        (np.zeros((0, 28)), "holds no pixels"),
        (np.full((28, 28), np.nan), "NaN or inf"),
        (np.full((28, 28), np.inf), "NaN or inf"),
        (np.zeros((28, 28), complex), "not an array of complex128"),
        (np.zeros((28, 28), object), "not an array of object"),
        ([["a", "b"]], "not an array of <U1"),
        (None, "not a NoneType"),
        ([[1, 2], [3]], "This is no picture"),
        (torch.zeros(28, 28, requires_grad=True), "This is no picture"),
        (np.zeros((4, 5)), "only 5 x 4 pixels"),
        (np.broadcast_to(np.uint8(0), (10_000, 10_000)), "million pixels"),
    ],
)
def test_bad_array_gets_a_clear_message(array, words):
    with pytest.raises(DigitError, match=words):
        read_grey(array)


def test_a_truncated_pillow_image_gets_a_clear_message():
    with pytest.raises(DigitError, match="damaged"):
        read_grey(Image.open(io.BytesIO(jpeg(page())[:-200])))


def test_damaged_exif_is_read_silently(recwarn):
    """The EXIF block says that it has two entries and ends within the second."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"  # orientation: turn by 90 degrees
    block = b"Exif\0\0MM\x00\x2a\x00\x00\x00\x08\x00\x02" + entry + entry[:5]
    file = io.BytesIO()
    Image.new("L", (60, 40), 200).save(file, "JPEG", exif=block)
    assert read_grey(file.getvalue()).shape in {(112, 75), (75, 112)}
    assert not list(recwarn)
