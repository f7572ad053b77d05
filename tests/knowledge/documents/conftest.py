"""Sheets of paper for the tests: PDFs drawn with pdfium, and the pictures that a scanner would make of them."""

import ctypes
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from tests.knowledge.documents.word_files import MATH, MC, Make, W

FONTS = Path("/usr/share/fonts/truetype")
PLAIN = ("liberation2/LiberationSerif-Regular.ttf", "dejavu/DejaVuSerif.ttf", "noto/NotoSerif-Regular.ttf")
BOLD = ("liberation2/LiberationSerif-Bold.ttf", "dejavu/DejaVuSerif-Bold.ttf", "noto/NotoSerif-Bold.ttf")
WIDTH, HEIGHT = 595, 842


class Sheets:
    """A PDF that is being drawn: points from the upper left corner, as people measure a page."""

    def __init__(self) -> None:
        self.document = pypdfium2.PdfDocument.new()
        self.fonts = {bold: self._font(names) for bold, names in ((False, PLAIN), (True, BOLD))}
        self.page = self.document.new_page(WIDTH, HEIGHT)

    def _font(self, names: tuple[str, ...]) -> object:
        data = next(((FONTS / name).read_bytes() for name in names if (FONTS / name).exists()), b"")
        if not data:
            pytest.skip("no font with Vietnamese letters is installed")
        buffer = (ctypes.c_ubyte * len(data)).from_buffer_copy(data)
        return raw.FPDFText_LoadFont(self.document, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)

    def turn(self) -> "Sheets":
        """Begin the next page."""
        self._draw()
        self.page = self.document.new_page(WIDTH, HEIGHT)
        return self

    def text(self, x: float, y: float, text: str, size: float = 13, *, bold: bool = False, end: float = 0) -> "Sheets":
        """Write a line at its baseline; `end` spreads it to a right margin as justified text is."""
        words = text.split(" ")
        gap = (end - x - sum(self.width(word, size, bold=bold) for word in words)) / max(len(words) - 1, 1)
        for word in words if end else [text]:
            self._put(x, y, word, size, bold=bold)
            x += self.width(word, size, bold=bold) + gap
        return self

    def centred(self, middle: float, y: float, text: str, size: float = 13, *, bold: bool = False) -> "Sheets":
        return self.text(middle - self.width(text, size, bold=bold) / 2, y, text, size, bold=bold)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        shown = self._object(text, size, bold=bold)
        box = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(shown, *(ctypes.byref(edge) for edge in box))
        raw.FPDFPageObj_Destroy(shown)
        return box[2].value - box[0].value

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheets":
        path = raw.FPDFPageObj_CreateNewPath(x0, HEIGHT - y0)
        raw.FPDFPath_LineTo(path, x1, HEIGHT - y1)
        raw.FPDFPageObj_SetStrokeColor(path, 0, 0, 0, 255)
        raw.FPDFPageObj_SetStrokeWidth(path, 0.8)
        raw.FPDFPath_SetDrawMode(path, 0, 1)
        raw.FPDFPage_InsertObject(self.page, path)
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float) -> "Sheets":
        for edges in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            self.rule(*edges)
        return self

    def save(self, path: Path) -> Path:
        self._draw()
        self.document.save(path)
        return path

    def scan(self, path: Path, *, angle: float = 0.0, dpi: int = 200) -> Path:
        """Save the pages as pictures, a PDF or a single picture by the path's suffix."""
        self._draw()
        pictures = [self.document[i].render(scale=dpi / 72, grayscale=True).to_pil() for i in range(len(self.document))]
        turned = [
            picture.rotate(angle, Image.Resampling.BICUBIC, expand=angle >= 90, fillcolor=255) for picture in pictures
        ]
        if path.suffix == ".pdf":
            turned[0].save(path, save_all=True, append_images=turned[1:], resolution=dpi)
        else:
            turned[0].save(path)
        return path

    def _draw(self) -> None:
        raw.FPDFPage_GenerateContent(self.page)

    def _object(self, text: str, size: float, *, bold: bool) -> object:
        shown = raw.FPDFPageObj_CreateTextObj(self.document, self.fonts[bold], size)
        encoded = (text + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(shown, ctypes.cast(encoded, ctypes.POINTER(raw.FPDF_WCHAR)))
        return shown

    def _put(self, x: float, y: float, text: str, size: float, *, bold: bool) -> None:
        shown = self._object(text, size, bold=bold)
        raw.FPDFPageObj_Transform(shown, 1, 0, 0, 1, x, HEIGHT - y)
        raw.FPDFPage_InsertObject(self.page, shown)


@pytest.fixture
def sheets() -> Sheets:
    """Return an empty sheet."""
    return Sheets()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes bytes to a file of a name."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def word(tmp_path: Path) -> Make:
    """Return what makes a Word file of a body's XML and other parts."""

    def make(body: str, **parts: str) -> Path:
        path = tmp_path / "ke-hoach.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("[Content_Types].xml", "<Types/>")
            package.writestr("word/document.xml", f"<w:document {W} {MC} {MATH}><w:body>{body}</w:body></w:document>")
            for name, xml in parts.items():
                package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{xml}</w:{name}>")
        return path

    return make
