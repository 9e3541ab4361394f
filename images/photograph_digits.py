"""Twenty pictures of handwritten digits, as cameras and scanners might deliver them.

``python images/photograph_digits.py`` draws them anew, in images/digits. The handwriting is that
of course_utils.handwriting, so nobody's own was photographed; every random number has its seed.
tests/digits/test_sample_digits.py compares pixels with a tolerance, since encoders differ a little.
"""

from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

from course_utils.digits import handwriting

WHITE, CREAM, BOARD = (248, 247, 243), (240, 230, 205), (38, 62, 54)
BLACK, BLUE, PENCIL, CHALK, RED = (
    (30, 30, 34),
    (28, 52, 140),
    (150, 150, 152),
    (226, 228, 222),
    (170, 30, 40),
)


def page(colour, ink_colour, strokes, size=300, pen=0.03, height=None, lines=None):
    """A sheet with strokes: floats 0..255, (height or size, size, 3).

    lines: (distance, colour, both ways), printed before anyone wrote. A sheet that is not square
    shows the upper part of a square one.
    """
    sheet = np.ones((size, size, 3)) * colour
    if lines:
        distance, line_colour, both_ways = lines
        sheet[distance // 2 :: distance] = line_colour
        if both_ways:
            sheet[:, distance // 2 :: distance] = line_colour
    share = handwriting.ink(strokes, size=size, pen=pen)[:, :, None]
    return (sheet * (1 - share) + np.array(ink_colour) * share)[: height or size]


def camera(sheet, seed, far=1.0, blur=0.8, noise=1.0, direction=(1, 0.4)):
    """The sheet in light that falls off to `far` of itself, blurred, with noise."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]] / max(sheet.shape)
    along = direction[0] * x + direction[1] * y
    along = (along - along.min()) / np.ptp(along)
    photo = sheet * (1 - (1 - far) * along)[:, :, None]
    photo = ndimage.gaussian_filter(photo, (blur, blur, 0))
    return photo + random.normal(0, noise, (*photo.shape[:2], 1))


def as_image(photo):
    return Image.fromarray(photo.round().clip(0, 255).astype(np.uint8))


def grey(photo):
    return as_image(photo).convert("L")


def jpeg(image, path, **options):
    image.save(path, quality=80, **options)


def draw(folder):
    """Write all twenty pictures into the folder."""
    write = handwriting.write

    sheet = page(WHITE, BLUE, write(8, 11), lines=(25, (205, 216, 235), False))
    jpeg(as_image(camera(sheet, 1, far=0.75)), folder / "eight_blue_ink_on_lined_paper.jpg")

    sheet = camera(page(CREAM, BLACK, write(7, 2)), 2, far=0.7)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: show it a quarter turn clockwise
    jpeg(as_image(np.rot90(sheet)), folder / "seven_turned_by_exif.jpg", exif=exif)

    sheet = page(BOARD, CHALK, write(3, 3), pen=0.035)
    jpeg(as_image(camera(sheet, 3, noise=3)), folder / "three_chalk_on_blackboard.jpg")

    sheet = page(WHITE, PENCIL, write(5, 4), pen=0.012)
    grey(camera(sheet, 4)).save(folder / "five_thin_pencil.png")

    sheet = page(WHITE, BLACK, write(0, 5), pen=0.11)
    jpeg(as_image(camera(sheet, 5, far=0.8)), folder / "zero_thick_marker.jpg")

    sheet = camera(page(WHITE, BLACK, write(4, 6), size=160), 6).mean(axis=2)
    Image.fromarray((sheet * 200).clip(0, 65535).astype(np.uint16)).save(
        folder / "four_16_bit_scan.png"
    )

    sheet = page(WHITE, BLACK, write(2, 7), size=220)
    Image.fromarray(sheet.mean(axis=2) > 128).save(folder / "two_black_and_white_fax.png")

    share = handwriting.ink(write(6, 8), size=200)
    clear = np.dstack([np.ones((200, 200, 1)) * RED, 255 * share])
    as_image(clear).save(folder / "six_on_transparent_page.png")

    sheet = page(WHITE, BLACK, write(9, 21))
    jpeg(as_image(camera(sheet, 9, far=0.3)), folder / "nine_in_fading_light.jpg")

    sheet = camera(page(WHITE, BLUE, write(1, 10)), 10)
    shadow = ndimage.gaussian_filter1d((np.arange(300) > 262).astype(float), 3)
    jpeg(as_image(sheet * (1 - 0.65 * shadow)[:, None]), folder / "one_shadow_at_the_edge.jpg")

    sheet = page(CREAM, RED, write(8, 12), size=200)
    as_image(sheet).quantize(16).save(folder / "eight_palette.gif")

    crossed = [*write(7, 13), np.array([(0.36, 0.52), (0.66, 0.49)])]
    as_image(page(WHITE, BLUE, crossed, size=240)).save(folder / "seven_with_a_bar.png")

    upstroke = [np.array([(0.33, 0.47), (0.55, 0.2)]), np.array([(0.55, 0.2), (0.54, 0.8)])]
    as_image(page(WHITE, BLACK, upstroke, size=240)).save(folder / "one_with_a_long_upstroke.png")

    sheet = page(WHITE, BLACK, write(3, 14, turn=35))
    jpeg(as_image(camera(sheet, 14, far=0.8)), folder / "three_turned_by_35_degrees.jpg")

    as_image(page(WHITE, BLACK, write(6, 15, turn=180), size=240)).save(
        folder / "six_upside_down.png"
    )

    small = write(2, 16, height=0.13, middle=(0.83, 0.14))
    sheet = page(CREAM, BLACK, small, size=480, pen=0.008, height=360)
    jpeg(as_image(camera(sheet, 16, far=0.7, blur=0.6)), folder / "two_small_in_a_corner.jpg")

    closed = [
        np.array([(0.55, 0.2), (0.3, 0.58), (0.72, 0.58)]),
        np.array([(0.55, 0.2), (0.56, 0.82)]),
    ]
    as_image(page(CREAM, BLUE, closed, size=240)).convert("CMYK").save(
        folder / "four_with_a_closed_top.jpg", quality=80
    )

    sheet = page(WHITE, BLACK, write(5, 18), size=240, lines=(20, (60, 60, 70), True))
    as_image(sheet).save(folder / "five_on_dark_squares.png")

    sheet = page(WHITE, BLUE, write(9, 19))
    jpeg(as_image(camera(sheet, 19, blur=6)), folder / "nine_out_of_focus.jpg")

    slashed = [*write(0, 20), np.array([(0.66, 0.24), (0.34, 0.78)])]
    as_image(page(WHITE, BLACK, slashed, size=240)).save(folder / "zero_with_a_slash.png")


if __name__ == "__main__":
    draw(Path(__file__).parent / "digits")
