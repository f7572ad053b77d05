"""Roman numbers of upright strokes, counted on the picture: the recogniser runs the strokes of II and III together."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import cv2
import numpy as np

from knowledge.documents.layout import Word
from knowledge.documents.pictures import DPI, Picture

_NUMERAL = re.compile(r"(?=[1l|]*[IH])[IHl|1]{1,4}(?=[/.,;:)]|$)")
_MOST = 3  # upright strokes of a Roman number
_PIXELS = DPI / 72
_AROUND = 3  # pixels around a word's box
_BAND = (0.25, 0.75)  # of a letter's height: between the serifs
_UPRIGHT = 0.7  # share of the band that a stroke's columns fill
_WIDEST, _LEAN = 0.35, 0.1  # of a letter's height: how wide a stroke is at most, and how far it may lean in the band


def counted(picture: Picture, words: Iterable[Word]) -> list[Word]:
    """Return a page's words, each Roman number of upright strokes with as many as the picture shows."""
    return [_counted(picture, word) for word in words]


def _counted(picture: Picture, word: Word) -> Word:
    read = _NUMERAL.match(word.text)
    if read is None:
        return word
    count = sum(1 for _ in _strokes(picture, word))
    if not 1 <= count <= _MOST:
        return word
    return replace(word, text="I" * count + word.text[read.end() :])


def _strokes(picture: Picture, word: Word) -> Iterator[tuple[int, int]]:
    """Yield the columns of each upright stroke, from the left to the first sign that is none."""
    ink = _ink(picture, word)
    rows = np.flatnonzero(ink.any(axis=1)) if ink.size else ink
    if len(rows) < 2:
        return
    top, height = rows[0], rows[-1] + 1 - rows[0]
    band = ink[top + int(_BAND[0] * height) : top + int(_BAND[1] * height)]
    for left, right in _runs(band.any(axis=0)):
        if right - left > _WIDEST * height or not _is_upright(band[:, left:right], height):
            return
        yield left, right


def _is_upright(sign: Picture, height: int) -> bool:
    """Tell whether a sign goes straight down through the band: an arm of a V leans."""
    if not sign.any(axis=1).all() or sign.mean(axis=0).max() < _UPRIGHT:
        return False
    middles = [np.flatnonzero(row).mean() for row in (sign[0], sign[-1])]
    return bool(abs(middles[1] - middles[0]) <= _LEAN * height)


def _ink(picture: Picture, word: Word) -> Picture:
    """Return where a word's box is dark."""
    left, top = max(round(word.x0 * _PIXELS) - _AROUND, 0), max(round(word.top * _PIXELS), 0)
    right, bottom = round(word.x1 * _PIXELS) + _AROUND, round(word.bottom * _PIXELS)
    cut = np.ascontiguousarray(picture[top:bottom, left:right])
    if not cut.size:
        return cut
    return cv2.threshold(cut, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1].astype(bool)


def _runs(columns: Picture) -> Iterator[tuple[int, int]]:
    """Yield where runs of true values begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], columns, [False])).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
