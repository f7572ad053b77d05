"""Word files that are broken, encrypted, endless or hold macros."""

import zipfile
from pathlib import Path

import pytest

from knowledge.documents import docx as reader
from knowledge.documents.document import DocumentError
from knowledge.documents.docx import read_docx
from tests.knowledge.documents.word_files import Make, p, texts


def test_macros_are_noted_and_not_run(word: Make) -> None:
    path = word(p("KẾ HOẠCH"))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/vbaProject.bin", b"\0")
    document = read_docx(path)
    assert texts(document) == ["KẾ HOẠCH"]
    assert "macro" in document.notes[0]


def test_a_file_that_is_no_package_is_refused(written: Make) -> None:
    with pytest.raises(DocumentError, match="hỏng"):
        read_docx(written("a.docx", b"PK\x03\x04 broken"))


def test_a_package_without_a_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/other.xml", "<x/>")
    with pytest.raises(DocumentError, match="hỏng"):
        read_docx(path)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:document",
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        "<d/>",
    ],
)
def test_broken_xml_and_entities_are_refused(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", xml)
    with pytest.raises(DocumentError, match="hỏng"):
        read_docx(path)


def test_nesting_without_end_is_refused(word: Make) -> None:
    deep = "<w:ins>" * 3000 + p("x") + "</w:ins>" * 3000
    with pytest.raises(DocumentError, match="hỏng"):
        read_docx(word(deep))


def test_a_damaged_part_is_refused(word: Make) -> None:
    path = word(p("KẾ HOẠCH"))
    data = bytearray(path.read_bytes())
    data[data.index(b"<w:document") + 20] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(DocumentError, match="hỏng"):
        read_docx(path)


def test_an_encrypted_package_is_refused(word: Make) -> None:
    path = word(p("KẾ HOẠCH"))
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    with pytest.raises(DocumentError, match="mật khẩu"):
        read_docx(path)


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (reader._MAX_PART + 1))
    with pytest.raises(DocumentError, match="quá lớn"):
        read_docx(path)
    monkeypatch.setattr(reader, "_MAX_TOTAL", reader._MAX_PART)
    with pytest.raises(DocumentError, match="quá lớn"):
        read_docx(path)
