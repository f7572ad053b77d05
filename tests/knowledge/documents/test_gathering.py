"""Several files that are one document."""

import hashlib

import pytest

from knowledge.documents import gathering
from knowledge.documents.document import Document, PagePicture, Place, Table
from knowledge.documents.gathering import digest, is_picture, joined, read_files
from knowledge.documents.reading import read


def test_a_single_file_is_read_as_it_is(written):
    path = written("a.txt", "Kế hoạch trồng cây.".encode())

    assert read_files([path]) == read(path)
    assert digest([path]) == read(path).sha256


def test_files_are_joined_with_every_block_at_its_span(written):
    paths = [written("a.txt", "Phần một.".encode()), written("b.txt", "Phần hai.".encode())]

    document = read_files(paths)

    assert document.name == "a.txt"
    assert document.sha256 == digest(paths)
    assert document.pages == 2
    assert [document.text[block.span.start : block.span.end] for block in document.blocks] == ["Phần một.", "Phần hai."]


def test_a_table_is_moved_with_its_cells(sheets, tmp_path):
    sheets.box(50, 100, 300, 130).box(300, 100, 500, 130).box(50, 130, 300, 160).box(300, 130, 500, 160)
    sheets.text(55, 120, "Nội dung").text(305, 120, "Chủ trì").text(55, 150, "Trồng cây").text(305, 150, "Phòng A")
    one = read(sheets.save(tmp_path / "a.pdf"))

    both = joined([one, one])

    tables = [block for block in both.blocks if isinstance(block, Table)]
    assert len(tables) == 2
    assert {cell.span.page for row in tables[1].rows for cell in row} == {2}
    for table in tables:
        for cell in (cell for row in table.rows for cell in row):
            assert both.text[cell.span.start : cell.span.end] == cell.text


def test_pages_pictures_and_places_are_counted_on():
    one = Document("a", "Trang", (), pages=2, pictures=(PagePicture(2, b"x"),), places=(Place(0, 5, 2, (1, 2, 3, 4)),))
    both = joined([one, one])
    assert [picture.page for picture in both.pictures] == [2, 4]
    assert both.places[1] == Place(6, 11, 4, (1, 2, 3, 4))


def test_pictures_are_read_as_pages_of_one_scan(written, monkeypatch):
    seen = []

    def pages(paths, *, progress):
        seen.extend(path.name for path in paths)
        return Document("1.jpg", "Trang", ())

    monkeypatch.setattr("knowledge.documents.scan.read_pictures", pages)
    paths = [written(f"{number}.jpg", b"\xff\xd8\xff" + bytes([number])) for number in (1, 2)]

    document = read_files(paths)

    assert seen == ["1.jpg", "2.jpg"]
    assert document.sha256 == gathering.digest(paths) != hashlib.sha256(paths[0].read_bytes()).hexdigest()


@pytest.mark.parametrize(("data", "is_one"), [(b"\x89PNG....", True), (b"%PDF-1.7", False), (b"", False)])
def test_pictures_are_told_by_their_first_bytes(written, data, is_one):
    assert is_picture(written("x", data)) is is_one
