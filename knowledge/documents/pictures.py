"""Pictures of pages made fit for reading: upright, level, without the red stamp; the cells that lines draw on them.

Pictures are grey arrays of 8 bits, rows by columns. Boxes are in pixels: x0, top, x1, bottom.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps

Picture = Any  # a numpy array of uint8; cv2 has no types
PixelBox = tuple[int, int, int, int]

DPI = 200
_A4_WIDTH = 8.27  # inches
_STEEPEST = 6.0  # degrees of skew that are looked for
_SMALL = 700  # pixels of width on which the skew is measured
_WIDE, _TALL = DPI * 2 // 5, DPI // 5  # pixels of the shortest lines: longer than strokes, shorter than a row is tall
_RED, _DARK = 25, 110  # how much redder than grey a stamp's ink is, and below which brightness it covers black
_GAP = 15  # pixels of a line's break that are closed
_MAX_PIXELS = 60_000_000
_LONGEST = 10  # times as long as it is wide: no page, but a picture that grows without end when made as wide as one
_PAPER = 205  # brightness from which paper is white in a picture that is kept: its grain would fill it
_MOST_BYTES = 150_000  # of a page's kept picture
_QUALITIES = (40, 20, 5)


def grey(image: Image.Image) -> Picture:
    """Return a picture in grey; where it has colours, as through a red glass, and red ink as the paper under it."""
    if image.mode in ("L", "1", "I;16", "I"):
        return np.asarray(image.convert("L"))
    colours = np.asarray(image.convert("RGB"))
    seen = colours[:, :, 0].copy()
    redness = cv2.subtract(seen, cv2.max(colours[:, :, 1], colours[:, :, 2]))
    ink = cv2.dilate(((redness > _RED) & (seen > _DARK)).astype(np.uint8), np.ones((3, 3), np.uint8))
    seen[(ink > 0) & (seen > _DARK)] = int(np.median(seen))
    return seen


def from_photo(image: Image.Image) -> Picture:
    """Return a photographed page in grey at about 200 dots an inch, as its camera says that it was held."""
    image = ImageOps.exif_transpose(image) or image
    width = _A4_WIDTH * DPI * (1 if image.height >= image.width else 29.7 / 21)
    scale = width / image.width
    size = (round(image.width * scale), round(image.height * scale))
    picture = grey(image.resize(size, Image.Resampling.LANCZOS) if abs(scale - 1) > 0.1 else image)
    return even_light(picture)


def is_too_large(image: Image.Image) -> bool:
    """Tell whether a picture has more dots than any page needs, or would have them at a page's width."""
    return image.width * image.height > _MAX_PIXELS or max(image.size) > _LONGEST * min(image.size)


def small(picture: Picture, dpi: int) -> bytes:
    """Return the picture as a small JPEG of so many dots an inch, coarser where it would be too large to be kept."""
    scaled = cv2.resize(picture, None, fx=dpi / DPI, fy=dpi / DPI, interpolation=cv2.INTER_AREA)
    scaled[scaled >= _PAPER] = 255
    encoded = (cv2.imencode(".jpg", scaled, [cv2.IMWRITE_JPEG_QUALITY, quality])[1] for quality in _QUALITIES)
    found = [image.tobytes() for image in encoded if image.size <= _MOST_BYTES]
    return found[0] if found else b""


def even_light(picture: Picture) -> Picture:
    """Return the picture with shadows of the paper divided out."""
    paper = cv2.medianBlur(cv2.dilate(picture, np.ones((15, 15), np.uint8)), 31)
    return cv2.divide(picture, paper, scale=255)


def level(picture: Picture) -> Picture:
    """Return the picture turned so that its lines run level."""
    angle = skew(picture)
    return turned(picture, angle) if abs(angle) > 0.05 else picture


def turned(picture: Picture, angle: float) -> Picture:
    """Return the picture turned by an angle in degrees, what comes in from outside white."""
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def skew(picture: Picture) -> float:
    """Return the angle in degrees that brings the lines level: where the rows of dots differ most from each other."""
    scale = min(1.0, _SMALL / picture.shape[1])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = 255 - cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    best = 0.0
    for reach, step in ((_STEEPEST, 0.5), (0.5, 0.1), (0.1, 0.03)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(dark, float(angle))))
    return best


def tables(picture: Picture) -> list[list[PixelBox]]:
    """Return the cells of each table that lines draw; a frame with fewer than two cells side by side is none."""
    lines = _lines(picture)
    contours, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found: list[list[PixelBox]] = []
    for contour in contours:
        left, top, width, height = cv2.boundingRect(contour)
        if width < DPI or height < DPI // 6:
            continue
        cells = list(_cells(lines[top : top + height, left : left + width], left, top))
        if len(cells) > 1 and len({cell[0] // 10 for cell in cells}) > 1:
            found.append(sorted(cells, key=lambda cell: (cell[1], cell[0])))
    return sorted(found, key=lambda cells: cells[0][1])


def _lines(picture: Picture) -> Picture:
    """Return a mask of the straight lines that are longer than any letter's stroke, small breaks in them closed."""
    dark = cv2.adaptiveThreshold(255 - picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 25, -12)
    mask = np.zeros_like(dark)
    for long, across in (((1, _WIDE), (3, 1)), ((_TALL, 1), (1, 3))):
        thick = cv2.dilate(dark, np.ones(across, np.uint8))
        line = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(long, np.uint8))
        mask |= cv2.morphologyEx(line, cv2.MORPH_CLOSE, np.ones(tuple(min(n, _GAP) for n in long), np.uint8))
    return cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))


def _cells(lines: Picture, left: int, top: int) -> Iterator[PixelBox]:
    """Yield the white areas that lines close in, as boxes on the page."""
    count, _, areas, _ = cv2.connectedComponentsWithStats(255 - lines, connectivity=4)
    height, width = lines.shape
    for x, y, w, h, area in areas[1:count]:
        if w < 15 or h < 15 or area < 0.6 * w * h or (x == 0 and y == 0 and w == width and h == height):
            continue
        yield int(left + x), int(top + y), int(left + x + w), int(top + y + h)


def _sharpness(dark: Picture, angle: float) -> float:
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())
