"""Any file: its kind is told by what it holds, and what cannot be read is refused with what to do next."""

import hashlib
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from knowledge.documents import docx as word_reader
from knowledge.documents import reading
from knowledge.documents.document import Document, DocumentError
from knowledge.documents.reading import read
from tests.knowledge.documents.conftest import Sheets

Write = Callable[[str, bytes], Path]

TEXT = "KẾ HOẠCH\nChăm lo học sinh vùng lũ năm 2026\n1. Mục đích\n- Hỗ trợ kịp thời."


def word(path: Path) -> Path:
    document = docx.Document()
    for text in TEXT.split("\n"):
        document.add_paragraph(text)
    document.save(str(path))
    return path


def first(document: Document) -> str:
    return document.blocks[0].text  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a"])
def test_text_is_text_whatever_its_name(written: Write, name: str) -> None:
    path = written(name, TEXT.encode())
    document = read(path)
    assert first(document) == "KẾ HOẠCH"
    assert document.name == name
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.doc", "a.txt"])
def test_a_word_file_is_one_whatever_its_name(tmp_path: Path, name: str) -> None:
    document = read(word(tmp_path / name))
    assert first(document) == "KẾ HOẠCH"
    assert len(document.sha256) == 64


def test_a_pdf_is_one_whatever_its_name(sheets: Sheets, tmp_path: Path) -> None:
    path = sheets.text(85, 100, "KẾ HOẠCH").save(tmp_path / "a.docx")
    assert first(read(path)) == "KẾ HOẠCH"


def test_a_scan_and_a_picture_go_to_the_recogniser(
    sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.documents import scan

    seen: list[object] = []
    empty = Document("a", "", ())
    monkeypatch.setattr(scan, "read_scan", lambda path, pages, progress: seen.append(len(pages)) or empty)
    monkeypatch.setattr(scan, "read_pictures", lambda paths, progress: seen.append(paths[0].name) or empty)
    read(sheets.text(85, 100, "KẾ HOẠCH").scan(tmp_path / "a.pdf", dpi=40))
    read(sheets.scan(tmp_path / "b.png", dpi=40))
    read(shutil.copy(sheets.scan(tmp_path / "c.jpg", dpi=40), tmp_path / "d.pdf"))
    assert seen == [1, "b.png", "d.pdf"]


def package(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return path


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rong.docx", b"", "trống"),
        ("rong.txt", b" \n\t\r\n", "trống"),
        ("bang.xls", OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "không phải là văn bản Word"),
        ("khoa.docx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("rac.txt", bytes(range(256)) * 50, "không phải là văn bản"),
        ("hong.docx", b"PK\x03\x04" + b"\0" * 100, "hỏng"),
        ("hong.pdf", b"%PDF-1.4 nothing", "hỏng"),
    ],
)
def test_what_cannot_be_read_is_refused(written: Write, name: str, data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read(written(name, data))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("[Content_Types].xml", "xl/workbook.xml"), "không phải là văn bản Word"),
        (("ke-hoach.pdf",), "giải nén"),
    ],
)
def test_packages_of_other_kinds_are_refused(tmp_path: Path, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read(package(tmp_path / "a.docx", *names))


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(DocumentError, match="Không tìm thấy"):
            read(path)


def test_a_file_that_may_not_be_read_is_refused(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="quyền"):
        read(written("a.txt", b"x"))


def test_a_file_above_the_bound_is_refused(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(DocumentError, match="20 MB"):
        read(written("a.txt", TEXT.encode()))


OLD = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")


def test_an_old_word_file_is_converted(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(command: list[str], path: Path) -> bytes:
        word(Path(command[command.index("--outdir") + 1]) / "source.docx")
        return b""

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(reading, "_run", convert)
    for name, data in (("a.doc", OLD), ("a.rtf", b"{\\rtf1 x}"), ("b.doc", b"<!DOCTYPE html><p>x")):
        document = read(written(name, data))
        assert (first(document), document.name) == ("KẾ HOẠCH", name)


def test_an_open_document_is_converted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(DocumentError, match="LibreOffice"):
        read(package(tmp_path / "a.odt", "mimetype", "content.xml"))


def test_an_open_document_that_unfolds_without_end_never_reaches_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_reader, "_MAX_TOTAL", 1)
    monkeypatch.setattr(reading, "_run", lambda command, path: pytest.fail("it was converted"))
    with pytest.raises(DocumentError, match="quá lớn"):
        read(package(tmp_path / "a.odt", "mimetype", "content.xml"))


def test_without_libreoffice_antiword_reads_the_text(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name if name == "antiword" else None)
    monkeypatch.setattr(reading, "_run", lambda command, path: TEXT.encode())
    document = read(written("a.doc", OLD))
    assert (first(document), document.name) == ("KẾ HOẠCH", "a.doc")
    with pytest.raises(DocumentError, match="định dạng cũ"):
        read(written("a.rtf", b"{\\rtf1 x}"))


@pytest.mark.parametrize("error", [subprocess.TimeoutExpired("soffice", 1), FileNotFoundError("soffice")])
def test_a_conversion_that_fails_is_said_so(written: Write, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(DocumentError, match="lưu lại thành .docx"):
        read(written("a.doc", OLD))


def test_a_conversion_that_leaves_nothing_is_said_so(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, b""))
    with pytest.raises(DocumentError, match="lưu lại thành .docx"):
        read(written("a.doc", OLD))
