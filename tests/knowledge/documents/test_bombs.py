"""Files made to be endless: refused, or read in bounded room, in bounded time."""

import shutil
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PIL import Image

from knowledge.documents import docx as word_reader
from knowledge.documents import pdf
from knowledge.documents.document import DocumentError
from knowledge.documents.reading import read
from knowledge.documents.scan import read_pictures
from tests.knowledge.documents.bombs import sheet

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CELL = '<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'


def word(folder: Path, body: str, **parts: str) -> Path:
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {WORDS}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return path


@pytest.mark.parametrize("before", ["999999999", "9" * 5000, "²", "-5", "x"])
def test_columns_left_out_are_as_many_as_word_has(tmp_path: Path, before: str) -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="{before}"/></w:trPr>{CELL}{CELL}</w:tr>'
    assert "x" in read(word(tmp_path, f"<w:tbl>{row}</w:tbl>")).text


@pytest.mark.parametrize("span", ["²", "٣", "9" * 5000])
def test_a_span_that_is_no_number_of_words_is_read(tmp_path: Path, span: str) -> None:
    cell = CELL.replace("63", span)
    number = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{span}"/><w:numId w:val="{span}"/></w:numPr></w:pPr></w:p>'
    numbering = f'<w:numbering {WORDS}><w:num w:numId="{span}"><w:abstractNumId w:val="{span}"/></w:num></w:numbering>'
    assert "x" in read(word(tmp_path, f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>{number}", numbering=numbering)).text


@pytest.mark.parametrize("body", [CELL * 20_000, "</w:tr><w:tr>".join([CELL * 2] * 9000)])
def test_a_table_of_endless_places_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(DocumentError, match="quá lớn"):
        read(word(tmp_path, f"<w:tbl><w:tr>{body}</w:tr></w:tbl>"))


def test_endless_elements_are_refused_before_they_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_reader, "_MAX_TAGS", 1000)
    with pytest.raises(DocumentError, match="quá lớn"):
        read(word(tmp_path, "<w:p/>" * 1001))


@pytest.mark.parametrize("size", [(10, 40_000), (40_000, 10)])
def test_a_thread_of_a_picture_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    Image.new("1", size).save(tmp_path / "a.png")
    with pytest.raises(DocumentError, match="quá lớn"):
        read_pictures([tmp_path / "a.png"])


def test_a_huge_sheet_makes_a_picture_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_DOTS", 10**6)
    path = tmp_path / "a.pdf"
    path.write_bytes(sheet(b"", "[0 0 14400 14400]", "<<>>"))
    picture = pdf.render(path, 1, 200)
    assert picture.width * picture.height <= 1.01 * 10**6


def test_scripts_attachments_and_links_of_a_pdf_are_not_read(tmp_path: Path) -> None:
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    data = sheet(b"BT /F 12 Tf 70 700 Td (Ke hoach) Tj ET", "[0 0 595 842]", font)
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</O<</S/Launch/F(/bin/sh)>>>>"
    path = tmp_path / "a.pdf"
    path.write_bytes(data.replace(b"/Type/Catalog", b"/Type/Catalog" + script))
    assert read(path).text.split() == ["Ke", "hoach"]


@pytest.mark.parametrize("piece", [", 3", "k6", "3rằm ", "1 cháu ", "9+"])
def test_a_long_message_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    from datetime import date

    from knowledge.work.reporting.drafts.reading import judged

    def cost(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        judged(text, today=date(2026, 6, 18))
        return time.process_time() - started

    cost(200)
    assert min(cost(4096) for _ in range(2)) < 10 * max(min(cost(1024) for _ in range(2)), 0.01)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_what_a_file_links_to_is_not_fetched(tmp_path: Path) -> None:
    asked = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *arguments: object) -> None:
            pass

    path = tmp_path / "a.html"
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        links = f'<link rel=stylesheet href="{there}/c.css"><img src="{there}/i.png"><iframe src="{there}/f"></iframe>'
        path.write_text(f"<!doctype html>{links}<p>Ke hoach")
        assert read(path).text == "Ke hoach"
        server.shutdown()
    assert asked == []
