"""Scanned and photographed pages to a `Document`: pictures levelled, recognised, and laid out like a PDF's pages.

What was read with doubt is marked in its paragraph and named in the notes. Pages are read one after the other, so that
memory stays that of one page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from knowledge.documents.agreement import agreed, without_specks
from knowledge.documents.document import Document, DocumentError
from knowledge.documents.grids import Box
from knowledge.documents.layout import Word
from knowledge.documents.misreadings import Misreadings, renumber
from knowledge.documents.ocr import confidence, numbers_in_cells, turn, words_in_cells, words_of
from knowledge.documents.page_order import in_order
from knowledge.documents.pages import SHOWN_DPI, Page, document_of
from knowledge.documents.pdf import render
from knowledge.documents.pictures import (
    DPI,
    Picture,
    PixelBox,
    from_photo,
    grey,
    is_too_large,
    level,
    small,
    tables,
)
from knowledge.documents.strokes import counted

Progress = Callable[[int, int], None]

MAX_PAGES = 60

_LONG = "Bản quét có {pages} trang, nhiều hơn 60 trang, hãy chỉ gửi các trang của kế hoạch hoặc gửi bản .docx."
_BROKEN = "Không mở được ảnh {name}, hãy chụp lại trang và gửi dưới dạng .jpg hoặc .png."
_HUGE = "Ảnh {name} quá lớn, hãy chụp lại ở độ phân giải thường (khoảng 200 dpi) rồi gửi lại."
_NOTHING = "Không thấy chữ nào trong bản quét, hãy quét lại rõ hơn rồi gửi lại."
_READ = "Văn bản được nhận dạng từ ảnh, hãy kiểm tra lại các chỗ được đánh dấu."
_DOUBTFUL = "Trang {page} được nhận dạng không chắc chắn, hãy kiểm tra lại hoặc quét lại trang này."

_ENOUGH = DPI * 12  # pixels of a photograph's shorter side: a JPEG that has more is decoded at half its size or less
_NEAR, _NARROW = 20, DPI * 3 // 4  # pixels: cells that begin together, and a column that holds only numbers
_POOR = 65.0  # mean confidence of a page below which it may lie on its side or its head
_WEAK = 80.0  # mean confidence of a page below which the notes name it


def read_scan(path: Path, pages: Sequence[Page], *, progress: Progress | None = None) -> Document:
    """Return the document in a PDF of which some or all `pages` are pictures.

    Raises DocumentError where they are too many or nothing is legible.
    """
    count = sum(page.picture for page in pages)
    if count > MAX_PAGES:
        raise DocumentError(_LONG.format(pages=count))
    for page in pages:
        if page.picture:
            _put(read_page(grey(render(path, page.number, DPI)), page.number), page)
        if progress is not None:
            progress(page.number, len(pages))
    return _understood(pages, path.name)


def _put(read: Page, page: Page) -> None:
    """Fill a page that was a picture with what was read on it."""
    page.words, page.tables, page.height, page.image = read.words, read.tables, read.height, read.image


def read_pictures(paths: Sequence[Path], *, progress: Progress | None = None) -> Document:
    """Return the document on photographs of its pages, under the first one's name.

    The pages are in the order given, but where the numbers printed on all of them say otherwise.
    Raises DocumentError where a picture cannot be opened or nothing is legible.
    """
    if len(paths) > MAX_PAGES:
        raise DocumentError(_LONG.format(pages=len(paths)))
    pages: list[Page] = []
    for number, path in enumerate(paths, 1):
        pages.append(read_page(_photo(path), number))
        if progress is not None:
            progress(number, len(paths))
    ordered, notes = in_order(pages)
    document = _understood(ordered, paths[0].name)
    return replace(document, notes=(*notes, *document.notes))


def read_page(picture: Picture, number: int) -> Page:
    """Return the words and tables of one page's picture, turned upright where it stands on its head."""
    page = _page(level(picture), number)
    if confidence(page.words) >= _POOR:
        return page
    quarters = turn(picture)
    if not quarters:
        return page
    upright = _page(level(np.rot90(picture, quarters).copy()), number)
    return max(page, upright, key=lambda candidate: confidence(candidate.words))


def _understood(pages: Sequence[Page], name: str) -> Document:
    """Lay out pages as read, their misreadings mended as far as the document itself tells them."""
    settled = agreed([without_specks(page.words) for page in pages])
    if not any(settled):
        raise DocumentError(_NOTHING)
    mended = [replace(page, words=words) for page, words in zip(pages, settled, strict=True)]
    document = document_of(mended, name, Misreadings(), renumber)
    return replace(document, notes=(_READ, *_doubts(pages)))


def _doubts(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        if page.words and confidence(page.words) < _WEAK:
            yield _DOUBTFUL.format(page=page.number)


def _page(picture: Picture, number: int) -> Page:
    """Read the tables cell by cell and the rest of the page without them."""
    points = 72 / DPI
    words: list[Word] = []
    boxes: list[list[Box]] = []
    rest = picture.copy()
    for cells in tables(picture):
        words += _table(picture, cells)
        boxes.append([(x0 * points, y0 * points, x1 * points, y1 * points) for x0, y0, x1, y1 in cells])
        left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
        rest[max(top - 8, 0) : bottom + 8, max(left - 8, 0) : right + 8] = 255
    words = counted(picture, [*words, *words_of(rest)])
    return Page(number, picture.shape[0] * points, words, boxes, image=small(picture, SHOWN_DPI))


def _table(picture: Picture, cells: Sequence[PixelBox]) -> list[Word]:
    """Read a table's cells; those of a narrow first column, which counts the rows, as numbers."""
    edge = min(cell[0] for cell in cells)
    narrow = [cell for cell in cells if cell[0] - edge < _NEAR and cell[2] - cell[0] < _NARROW]
    numbers = numbers_in_cells(picture, narrow[1:]) if len(narrow) > len(cells) // 10 else {}
    return [*numbers.values(), *words_in_cells(picture, [cell for cell in cells if cell not in numbers])]


def _photo(path: Path) -> Picture:
    with ExitStack() as stack:
        try:
            image = stack.enter_context(Image.open(path))
            if is_too_large(image):
                raise DocumentError(_HUGE.format(name=path.name))
            image.draft(None, (_ENOUGH, _ENOUGH))
            image.load()
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
            raise DocumentError(_BROKEN.format(name=path.name)) from error
        return from_photo(image)
