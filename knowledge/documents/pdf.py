"""A PDF with a text layer to a `Document`: words and ruled tables at their places, then laid out as pages.

pypdfium2 reads the words; where its text is broken (fonts that a program put together glyph by glyph leave single
letters) or a page is turned, pdfplumber reads them. Ruled tables are found by pdfplumber, on pages that have rules.
"""

import ctypes
import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pypdfium2.raw as raw
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException
from PIL import Image

from knowledge.documents.document import Document, DocumentError
from knowledge.documents.encodings import repairer
from knowledge.documents.grids import Box
from knowledge.documents.layout import Word
from knowledge.documents.pages import Page, document_of
from knowledge.documents.syllables import vietnamese_share
from knowledge.language.folding import normalise

MAX_PAGES = 400
_PDFIUM = threading.Lock()  # pdfium is not made for two threads

_BROKEN = "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn, hãy xuất lại tệp PDF rồi gửi lại."
_ENCRYPTED = "Tệp PDF được đặt mật khẩu, hãy gỡ mật khẩu rồi gửi lại."
_EMPTY = "Tệp PDF không có trang nào có chữ, hãy kiểm tra lại tệp rồi gửi lại."
_LONG = "Tệp PDF có {pages} trang, nhiều hơn 400 trang, hãy chỉ gửi các trang của kế hoạch."

_MOST_DOTS = 40_000_000  # of a page's picture: more than A2 at 200 dots an inch
_SINGLES = 0.2  # so large a share of one-letter words means a broken text: clean text has 0.04, broken text 0.48
_RULES, _DRAWING = 4, 4000  # paths on a page that may make a table, and that must be a drawing
_RAISED = 0.15  # a digit whose baseline stands this share of its height above the word's is a footnote's mark
_COVERED = 0.5  # share of a page that a scan's pictures cover at least
_SIGNATURE = 300  # letters that a digital signature puts over a scan at most
_LEGIBLE = 0.8  # share of syllables that the text layer under a scan must have
_FAILURES = (ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, OSError)
_LINE_END_HYPHENS = "\x02\ufffe"  # what pdfium reads for a hyphen at a line's end


def laid_out(pages: Sequence[Page], name: str) -> Document:
    """Return the document that a PDF's pages make, what was typed in legacy fonts brought to Unicode."""
    if not any(page.words for page in pages):
        raise DocumentError(_EMPTY)
    return document_of(pages, name, repairer("\n".join(word.text for page in pages for word in page.words)))


def read_pages(path: Path) -> list[Page]:
    """Return the words and tables of each page; a page that is a picture has none, and says so."""
    with _PDFIUM, open_pdf(path) as document, _Plumber(path) as plumber:
        try:
            return [_page(document[index], index, plumber) for index in range(len(document))]
        except pypdfium2.PdfiumError as error:
            raise DocumentError(_BROKEN) from error


def render(path: Path, number: int, dpi: int) -> Image.Image:
    """Return the picture of one page, counted from 1; of a huge sheet a coarser one. Raises DocumentError."""
    with _PDFIUM, open_pdf(path) as document:
        try:
            page = document[number - 1]
            scale = min(dpi / 72, math.sqrt(_MOST_DOTS / (page.get_width() * page.get_height())))
            picture: Image.Image = page.render(scale=scale).to_pil()
        except pypdfium2.PdfiumError as error:
            raise DocumentError(_BROKEN) from error
        return picture


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Return the opened PDF. Raises DocumentError where it is encrypted, broken, empty or too long."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise DocumentError(_ENCRYPTED if locked else _BROKEN) from error
    if not len(document) or len(document) > MAX_PAGES:
        pages = len(document)
        document.close()
        raise DocumentError(_LONG.format(pages=pages) if pages else _EMPTY)
    return document


def _page(page: pypdfium2.PdfPage, index: int, plumber: "_Plumber") -> Page:
    """Read one page by the quick engine, or by the patient one where the text comes out broken."""
    words = [] if _is_turned(page) else list(_words(page))
    if not words or _is_broken(words):
        words = plumber.words(index) if _has_text(page) else []
    if _is_picture(page, words):
        return Page(index + 1, page.get_height(), [], picture=True)
    tables = plumber.tables(index) if words and _has_rules(page) else []
    return Page(index + 1, page.get_height(), words, tables)


def _is_picture(page: pypdfium2.PdfPage, words: Sequence[Word]) -> bool:
    """Tell whether a page is a scan: a picture covers it, and its text is no more than a signature's, or illegible."""
    boxes = [image.get_bounds() for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    if covered < _COVERED * page.get_width() * page.get_height():
        return False
    share = vietnamese_share(" ".join(word.text for word in words))
    return sum(len(word.text) for word in words) < _SIGNATURE or share is None or share < _LEGIBLE


def _is_turned(page: pypdfium2.PdfPage) -> bool:
    """Tell whether the page's own coordinates are not those in which it is shown."""
    left, bottom, _, _ = page.get_cropbox()
    return bool(page.get_rotation()) or abs(left) > 1 or abs(bottom) > 1


def _has_text(page: pypdfium2.PdfPage) -> bool:
    textpage = page.get_textpage()
    try:
        return bool(textpage.count_chars() > 0)
    finally:
        textpage.close()


def _has_rules(page: pypdfium2.PdfPage) -> bool:
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    return _RULES <= sum(1 for _ in islice(paths, _DRAWING)) < _DRAWING


def _is_broken(words: list[Word]) -> bool:
    letters = [word for word in words if word.text.isalpha()]
    return sum(len(word.text) == 1 for word in letters) > max(5, _SINGLES * len(letters))


def _words(page: pypdfium2.PdfPage) -> Iterator[Word]:
    """Yield the words that pdfium reads on a page, each with its box."""
    textpage = page.get_textpage()
    height = page.get_height()
    word: list[_Letter] = []
    for index in range(textpage.count_chars()):
        letter = _letter(textpage.raw, index, height)
        if word and (letter is None or _is_apart(word[-1], letter)):
            yield from _word(textpage, word)
            word = []
        if letter is not None:
            word.append(letter)
    yield from _word(textpage, word)
    textpage.close()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter, its box, its baseline and its place in the page's text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    index: int


def _letter(textpage: Any, index: int, height: float) -> _Letter | None:
    """Return a letter and its box, None for what parts words; the page's text as pdfium itself knows it."""
    text = chr(raw.FPDFText_GetUnicode(textpage, index))
    text = "-" if text in _LINE_END_HYPHENS else text
    if text.isspace() or not text.isprintable():
        return None
    box = raw.FS_RECTF()
    if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
    return _Letter(text, box.left, height - box.top, box.right, height - box.bottom, height - y.value, index)


def _is_apart(before: _Letter, letter: _Letter) -> bool:
    """Tell whether two letters that follow each other stand apart: the text holds no space there."""
    height = before.bottom - before.top
    return letter.x0 - before.x1 > 0.5 * height or letter.x0 < before.x0 - height or letter.top > before.bottom


def _word(textpage: pypdfium2.PdfTextPage, letters: list[_Letter]) -> Iterator[Word]:
    """Yield letters as a word; a raised digit at its end points to a footnote and is left out."""
    kept = [letter for letter in letters if not _is_mark(letter, letters[0])]
    text = normalise("".join(letter.text for letter in kept)).strip()
    if text:
        yield Word(
            text,
            min(letter.x0 for letter in kept),
            min(letter.top for letter in kept),
            max(letter.x1 for letter in kept),
            max(letter.bottom for letter in kept),
            _is_bold(textpage, kept[0].index),
        )


def _is_mark(letter: _Letter, first: _Letter) -> bool:
    return letter.text.isdecimal() and first.baseline - letter.baseline > _RAISED * (first.bottom - first.top)


def _is_bold(textpage: pypdfium2.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(96)
    raw.FPDFText_GetFontInfo(textpage, index, name, 96, ctypes.byref(ctypes.c_int()))
    return _is_bold_name(name.value.decode("latin-1")) or raw.FPDFText_GetFontWeight(textpage, index) >= 600


@lru_cache(maxsize=256)
def _is_bold_name(font: str) -> bool:
    return any(mark in font.lower() for mark in ("bold", "black", "heavy"))


class _Plumber:
    """pdfplumber's view of a file, opened only where a page needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: Any = None

    def __enter__(self) -> "_Plumber":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pdf is not None:
            self._pdf.stream.close()  # its own close() reads all pages again

    def words(self, index: int) -> list[Word]:
        """Return the words of a page, put together letter by letter."""
        page = self._page(index)
        found = page.extract_words(return_chars=True, x_tolerance_ratio=0.15) if page is not None else []
        return [
            Word(text, word["x0"], word["top"], word["x1"], word["bottom"], _is_bold_name(word["chars"][0]["fontname"]))
            for word in found
            if (text := normalise(word["text"]).strip())
        ]

    def tables(self, index: int) -> list[list[Box]]:
        """Return the cells of each ruled table on a page."""
        page = self._page(index)
        if page is None:
            return []
        cells = [table.cells for table in page.find_tables()]
        page.close()  # forgets the page's letters and lines
        return cells

    def _page(self, index: int) -> Any:
        """Return a page whose letters and lines were read, None where pdfminer fails at a file that pdfium reads."""
        try:
            if self._pdf is None:
                self._pdf = pdfplumber.open(self._path)
            page = self._pdf.pages[index]
            _ = page.objects
        except (PdfminerException, MalformedPDFException, *_FAILURES):
            return None
        return page
