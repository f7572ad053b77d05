"""Letters recognised by tesseract: the words of a page picture and of a table's cells, each with its confidence."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import numpy as np
import pytesseract

from knowledge.documents.document import DocumentError
from knowledge.documents.layout import Word
from knowledge.documents.pictures import DPI, Picture, PixelBox
from knowledge.language.folding import normalise

_MISSING = (
    "Máy chưa có chương trình nhận dạng chữ, hãy nhờ người quản trị cài các gói tesseract-ocr và tesseract-ocr-vie "
    "hoặc gửi bản .docx của kế hoạch."
)
_FAILED = "Không nhận dạng được chữ trong ảnh, hãy quét lại trang ở độ phân giải 200 dpi trở lên rồi gửi lại."
_SECONDS = 90
_TALLEST = 9000  # pixels of cells read in one go
_MARGIN = 24  # white pixels around a cell's picture
_POINTS = 72 / DPI


def words_of(picture: Picture) -> list[Word]:
    """Return the words of a page, in points, all words of a line equally tall."""
    return list(_words(_recognise(picture, "--psm 3")))


def words_in_cells(picture: Picture, cells: Sequence[PixelBox]) -> list[Word]:
    """Return the words of a table's cells, in points on the page.

    The cells' pictures are read below each other as one column: one run of tesseract for many cells, and no line of it
    is two cells' text.
    """
    words: list[Word] = []
    for batch in _batches(cells):
        column, places = _column(picture, batch)
        for word in _words(_recognise(column, "--psm 6")):
            words += [moved for moved, _ in _moved(word, batch, places)]
    return words


def numbers_in_cells(picture: Picture, cells: Sequence[PixelBox]) -> dict[PixelBox, Word]:
    """Return the number in each cell that holds nothing else: read as numbers alone, they are read better."""
    found: dict[PixelBox, Word] = {}
    for batch in _batches(cells):
        column, places = _column(picture, batch)
        for word in _words(_recognise(column, "--psm 6 -c tessedit_char_whitelist=0123456789IVX")):
            for moved, cell in _moved(word, batch, places):
                found[cell] = moved
    return found


def turn(picture: Picture) -> int:
    """Return by how many quarter turns (0 to 3, against the clock) a page stands upright, 0 where nobody can tell."""
    try:
        found = pytesseract.image_to_osd(picture, output_type=pytesseract.Output.DICT, timeout=_SECONDS)
    except (pytesseract.TesseractError, RuntimeError):
        return 0
    return (360 - int(found["rotate"])) % 360 // 90


def confidence(words: Iterable[Word]) -> float:
    """Return the mean confidence of words, weighed by length; 0 where there are none."""
    weights = [(word.confidence, len(word.text)) for word in words]
    return sum(value * weight for value, weight in weights) / max(sum(weight for _, weight in weights), 1)


def _recognise(picture: Picture, mode: str) -> dict[str, list[Any]]:
    """Return tesseract's table of words; one thread a process is quicker than the threads it would take."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    config = f"{mode} --dpi {DPI}"
    try:
        return dict(
            pytesseract.image_to_data(
                picture, lang="vie", config=config, output_type=pytesseract.Output.DICT, timeout=_SECONDS
            )
        )
    except pytesseract.TesseractNotFoundError as error:
        raise DocumentError(_MISSING) from error
    except pytesseract.TesseractError as error:
        raise DocumentError(_MISSING if "traineddata" in str(error) else _FAILED) from error
    except RuntimeError as error:  # pytesseract's time-out
        raise DocumentError(_FAILED) from error


def _words(found: dict[str, list[Any]]) -> Iterator[Word]:
    lines = zip(found["block_num"], found["par_num"], found["line_num"], strict=True)
    rows = [(line, index) for index, line in enumerate(lines) if str(found["text"][index]).strip()]
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield from _line(found, [index for _, index in group])


def _line(found: dict[str, list[Any]], indexes: Sequence[int]) -> Iterator[Word]:
    """Yield a line's words, each as tall as the line: a dash or a comma says nothing of where the line runs."""
    tall = [index for index in indexes if str(found["text"][index])[0].isalnum()] or indexes
    top = float(np.median([found["top"][index] for index in tall]))
    bottom = float(np.median([found["top"][index] + found["height"][index] for index in tall]))
    for index in indexes:
        left, width = found["left"][index], found["width"][index]
        yield Word(
            normalise(str(found["text"][index])),
            left * _POINTS,
            top * _POINTS,
            (left + width) * _POINTS,
            bottom * _POINTS,
            confidence=max(float(found["conf"][index]), 0.0),
        )


def _batches(cells: Sequence[PixelBox]) -> Iterator[list[PixelBox]]:
    batch: list[PixelBox] = []
    height = 0
    for cell in cells:
        tall = cell[3] - cell[1] + 2 * _MARGIN
        if batch and height + tall > _TALLEST:
            yield batch
            batch, height = [], 0
        batch.append(cell)
        height += tall
    if batch:
        yield batch


def _column(picture: Picture, cells: Sequence[PixelBox]) -> tuple[Picture, list[int]]:
    """Return the cells' pictures below each other, and at which height each begins."""
    width = max(cell[2] - cell[0] for cell in cells) + 2 * _MARGIN
    height = sum(cell[3] - cell[1] + _MARGIN for cell in cells) + _MARGIN
    column = np.full((height, width), 255, np.uint8)
    places: list[int] = []
    top = _MARGIN
    for x0, y0, x1, y1 in cells:
        column[top : top + y1 - y0, _MARGIN : _MARGIN + x1 - x0] = picture[y0:y1, x0:x1]
        places.append(top)
        top += y1 - y0 + _MARGIN
    return column, places


def _moved(word: Word, cells: Sequence[PixelBox], places: Sequence[int]) -> Iterator[tuple[Word, PixelBox]]:
    """Yield a word of the column where it stands on the page, with its cell."""
    middle = word.middle / _POINTS
    for (x0, y0, x1, y1), place in zip(cells, places, strict=True):
        if place <= middle <= place + y1 - y0:
            right, down = (x0 - _MARGIN) * _POINTS, (y0 - place) * _POINTS
            box = (word.x0 + right, word.top + down, word.x1 + right, word.bottom + down)
            yield Word(word.text, *box, confidence=word.confidence), (x0, y0, x1, y1)
