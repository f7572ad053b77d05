"""Tables of Word files, and files as other programs write them."""

import zipfile
from pathlib import Path

import docx
import pytest

from knowledge.documents import docx as reader
from knowledge.documents.document import Table
from knowledge.documents.docx import read_docx
from tests.knowledge.documents.word_files import (
    FOUR,
    GOES_ON,
    LIST,
    MERGED_DOWN,
    ONE,
    TWO,
    Make,
    W,
    cell,
    listed,
    p,
    rows,
    table,
    texts,
)


def test_a_merged_cell_stands_in_each_row_and_column_it_covers(word: Make) -> None:
    body = table(
        cell("TT") + cell("Nội dung") + cell("Phân công", TWO),
        cell("1", MERGED_DOWN) + cell("Việc một") + cell("Sở Y tế") + cell("Tháng 3"),
        cell("", GOES_ON) + cell("Việc hai") + cell("Cả hai sở", TWO),
    )
    assert rows(read_docx(word(body))) == [
        ["TT", "Nội dung", "Phân công", "Phân công"],
        ["1", "Việc một", "Sở Y tế", "Tháng 3"],
        ["1", "Việc hai", "Cả hai sở", "Cả hai sở"],
    ]


def test_a_group_heading_is_one_or_two_cells(word: Make) -> None:
    body = table(
        cell("TT") + cell("Việc") + cell("Chủ trì") + cell("Hạn"),
        cell("NHIỆM VỤ CHUNG", FOUR),
        cell("I") + cell("TRUYỀN THÔNG", '<w:gridSpan w:val="3"/>'),
        cell("Không phải nhãn") + cell("TRUYỀN THÔNG", '<w:gridSpan w:val="3"/>'),
    )
    assert rows(read_docx(word(body)))[1:] == [
        ["NHIỆM VỤ CHUNG"],
        ["I", "TRUYỀN THÔNG"],
        ["Không phải nhãn"] + ["TRUYỀN THÔNG"] * 3,
    ]


def test_rows_that_begin_late_end_early_or_were_deleted(word: Make) -> None:
    body = table(
        cell("a") + cell("b") + cell("c"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("d") + cell("e"),
        "<w:trPr><w:del/></w:trPr>" + cell("x") + cell("y") + cell("z"),
        cell("f") + f"<w:sdt><w:sdtContent>{cell('g')}</w:sdtContent></w:sdt>",
    )
    assert rows(read_docx(word(body))) == [["a", "b", "c"], ["", "d", "e"], ["f", "g", ""]]


def test_a_table_of_one_column_is_a_frame_around_text(word: Make) -> None:
    document = read_docx(word(table(f"<w:tc>{p('KẾ HOẠCH')}{table(cell('a') + cell('b'))}</w:tc>")))
    assert texts(document) == ["KẾ HOẠCH"]
    assert rows(document) == [["a", "b"]]


def test_a_cell_joins_its_paragraphs_and_the_tables_in_it(word: Make) -> None:
    inner = f"<w:tc>{p('UBND XÃ AN LẠC')}{p('Số: 12/KH-')}{p('UBND')}{table(cell('x') + cell('y'))}</w:tc>"
    assert rows(read_docx(word(table(inner + cell("b"))))) == [["UBND XÃ AN LẠC Số: 12/KH-UBND x y", "b"]]


@pytest.mark.parametrize("width", ["0", "-1", "many", "999999999"])
def test_a_nonsensical_span_does_no_harm(word: Make, width: str) -> None:
    first = rows(read_docx(word(table(cell("a", f'<w:gridSpan w:val="{width}"/>') + cell("b")))))[0]
    assert first[0] == "a"
    assert first[-1] == "b"
    assert len(first) <= 64


def test_numbers_that_word_paints_are_read(word: Make) -> None:
    body = (
        p("Mục đích", listed(1)) + p("Lời dẫn") + p("Yêu cầu", listed(1)) + p("", listed(1)) + p("Nội dung", listed(1))
    )
    shown = texts(read_docx(word(body, numbering=ONE + LIST)))
    assert shown == ["1. Mục đích", "Lời dẫn", "2. Yêu cầu", "4. Nội dung"]


def test_a_column_numbered_by_word_shows_its_numbers(word: Make) -> None:
    counter = f"<w:tc><w:p><w:pPr>{listed(1)}</w:pPr></w:p></w:tc>"
    body = table(cell("TT") + cell("Việc"), counter + cell("Rà soát"), counter + cell("Báo cáo"))
    assert rows(read_docx(word(body, numbering=ONE + LIST)))[1:] == [["1.", "Rà soát"], ["2.", "Báo cáo"]]


def test_a_file_that_word_wrote_in_strict_form(word: Make, tmp_path: Path) -> None:
    strict = f"<w:document {W}><w:body>{p('KẾ HOẠCH')}</w:body></w:document>".encode()
    path = tmp_path / "strict.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", strict.replace(reader._TRANSITIONAL, reader._STRICT))
    assert texts(read_docx(path)) == ["KẾ HOẠCH"]


def test_a_file_made_by_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Kế hoạch", 0)
    document.add_paragraph("Rà soát", style="List Number")
    document.add_paragraph("Báo cáo", style="List Number")
    document.add_paragraph("một ý", style="List Bullet")
    grid = document.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "CHUNG"
    grid.cell(1, 1).text = "việc"
    document.save(str(tmp_path / "a.docx"))
    read = read_docx(tmp_path / "a.docx")
    assert texts(read) == ["Kế hoạch", "1. Rà soát", "2. Báo cáo", "- một ý"]
    assert rows(read) == [["CHUNG"], ["", "việc", ""]]


def test_paragraphs_that_a_converter_made_of_lines_are_joined(word: Make) -> None:
    lines = ("- Rà soát, lập danh sách học sinh có hoàn cảnh khó khăn ở các thôn vùng", "lũ, báo cáo trước ngày 15/4;")
    body = "".join(map(p, lines * 6)) + table(cell("a") + cell("b")) + "".join(map(p, lines))
    document = read_docx(word(body))
    assert texts(document) == [" ".join(lines)] * 7
    assert isinstance(document.blocks[6], Table)
