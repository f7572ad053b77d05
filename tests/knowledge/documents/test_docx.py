"""Word files: what Word shows is what comes out, and what could harm is refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from knowledge.documents import docx as reader
from knowledge.documents.document import Document, DocumentError, Paragraph, Table
from knowledge.documents.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

Make = Callable[..., Path]


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


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def listed(number: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[str]]:
    return [[c.text for c in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]


def test_every_block_stands_at_its_span(word: Make) -> None:
    document = read_docx(word(p("KẾ HOẠCH") + table(cell("TT") + cell("Việc")) + p("1. Mục đích")))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert document.text[block.span.start : block.span.end] == block.text
        else:
            for c in block.rows[0]:
                assert document.text[c.span.start : c.span.end] == c.text


def test_text_in_two_forms_of_unicode_comes_out_in_one(word: Make) -> None:
    assert texts(read_docx(word(p("Phòng Y tế\u00a0huyện")))) == ["Phòng Y tế huyện"]


def test_text_typed_in_a_tcvn3_font_is_mended(word: Make) -> None:
    body = p("KÕ HO¹CH") + p("Thùc hiÖn c«ng t¸c phßng chèng ®uèi n­íc ë c¸c tr­êng")
    assert texts(read_docx(word(body))) == ["KẾ HOẠCH", "Thực hiện công tác phòng chống đuối nước ở các trường"]


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        ("<w:r><w:t>Giữ</w:t></w:r><w:del><w:r><w:delText> bỏ</w:delText></w:r></w:del>", ["Giữ"]),
        ("<w:r><w:t>Cũ</w:t></w:r><w:ins><w:r><w:t> và mới</w:t></w:r></w:ins>", ["Cũ và mới"]),
        ("<w:moveFrom><w:r><w:t>đi</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>Đến</w:t></w:r></w:moveTo>", ["Đến"]),
        ("<w:r><w:t>Trang </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", ["Trang 3"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>Hiện</w:t></w:r>", ["Hiện"]),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r>", ["KẾ HOẠCH"]),
        ('<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:t>Kế hoạch</w:t></w:r>', ["Kế hoạch"]),
        ("<w:hyperlink><w:r><w:t>Liên kết</w:t></w:r></w:hyperlink>", ["Liên kết"]),
        ("<w:sdt><w:sdtContent><w:r><w:t>Ô chọn</w:t></w:r></w:sdtContent></w:sdt>", ["Ô chọn"]),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Bấm để nhập</w:t></w:r></w:sdtContent>"
         "</w:sdt><w:r><w:t>Số: 12</w:t></w:r>", ["Số: 12"]),
        ("<w:r><w:t>08/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>", ["08/KH-UBND"]),
        ("<w:r><w:t>phối</w:t><w:softHyphen/><w:t> hợp chủ\u00ad trì</w:t></w:r>", ["phối hợp chủ trì"]),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> Rà soát</w:t></w:r>', ["• Rà soát"]),
        ('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:t>Rà soát</w:t></w:r>', ["Rà soát"]),
        ("<w:r><w:t>\uf02d Rà soát</w:t></w:r>", ["- Rà soát"]),
        ("<w:r><w:t>Tỷ lệ </w:t></w:r><m:oMath><m:r><m:t>5/6</m:t></m:r></m:oMath>", ["Tỷ lệ 5/6"]),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:t>IF </w:t></w:r><w:hyperlink><w:r><w:t>x</w:t></w:r></w:hyperlink>'
         '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>tên</w:t></w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Sở Y tế</w:t></w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> họp</w:t></w:r>', ["Sở Y tế họp"]),
        ("<w:r><w:t>Số:</w:t><w:tab/><w:t>12</w:t></w:r>", ["Số: 12"]),
        ('<w:r><w:t>Trước</w:t><w:br w:type="page"/><w:t>sau</w:t></w:r>', ["Trước sau"]),
        ("<w:r><w:t>Kính gửi các trường</w:t><w:br/><w:t>trên địa bàn xã;</w:t><w:br/><w:t>- Trạm Y tế.</w:t></w:r>",
         ["Kính gửi các trường trên địa bàn xã;", "- Trạm Y tế."]),
        ("<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Tổ chức Tết Trung thu của</w:t><w:br/><w:t>UBND xã</w:t></w:r>",
         ["KẾ HOẠCH", "Tổ chức Tết Trung thu của UBND xã"]),
    ],
)  # fmt: skip
def test_what_word_shows_of_a_paragraph(word: Make, run: str, shown: list[str]) -> None:
    assert texts(read_docx(word(f"<w:p>{run}</w:p>"))) == shown


def test_content_controls_and_empty_paragraphs(word: Make) -> None:
    body = f"<w:sdt><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt><w:p/>{p('Ngoài')}"
    assert texts(read_docx(word(body))) == ["Trong khung", "Ngoài"]


def test_a_text_box_is_read_once(word: Make) -> None:
    box = f"<w:txbxContent>{p('Dấu: KHẨN')}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    choice = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Kính gửi</w:t>{choice}</w:r></w:p>"
    assert texts(read_docx(word(body))) == ["Kính gửi", "Dấu: KHẨN"]
    assert rows(read_docx(word(table(f"<w:tc>{body}</w:tc>" + cell("x"))))) == [["Kính gửi Dấu: KHẨN", "x"]]


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next(word: Make) -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    body = p("Phòng Tư pháp chủ trì,", gone) + p(" phối hợp rà soát.") + table(cell("a") + cell("b"))
    assert texts(read_docx(word(body))) == ["Phòng Tư pháp chủ trì, phối hợp rà soát."]
    inner = f"<w:tc>{p('Rà soát', gone)}{p(' văn bản')}</w:tc>"
    assert rows(read_docx(word(table(inner + cell("b"))))) == [["Rà soát văn bản", "b"]]


def test_a_deleted_item_of_a_list_counts_no_more(word: Make) -> None:
    deleted = "<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del>"
    body = (
        p("Mục đích", listed(1))
        + f'<w:p><w:pPr>{listed(1)}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{deleted}</w:p>'
        + p("Nội dung", listed(1))
    )
    assert texts(read_docx(word(body, numbering=ONE + LIST))) == ["1. Mục đích", "2. Nội dung"]


def test_a_style_may_show_capitals_or_hide(word: Make) -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>"""
    body = p("Kế hoạch", '<w:pStyle w:val="Hoa"/>') + p("Ghi chú", '<w:pStyle w:val="An"/>') + p("Mục đích")
    assert texts(read_docx(word(body, styles=styles))) == ["KẾ HOẠCH", "Mục đích"]


def test_headers_footers_and_comments_are_no_text(word: Make) -> None:
    body = '<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>Thân</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    parts = {"header1": p("ĐẦU TRANG"), "footer1": p("CHÂN TRANG"), "comments": p("góp ý")}
    assert texts(read_docx(word(body, **parts))) == ["Thân"]


def test_a_table_inside_a_cell_is_read_after_the_table_around_it(word: Make) -> None:
    inner = table(cell("Việc") + cell("Chủ trì"), cell("Rà soát") + cell("Phòng Tư pháp"))
    body = table(f"<w:tc>{p('Trái')}{inner}</w:tc>" + cell("Phải")) + p("Sau")
    document = read_docx(word(body))
    assert rows(document) == [["Trái", "Phải"], ["Việc", "Chủ trì"], ["Rà soát", "Phòng Tư pháp"]]
    assert isinstance(document.blocks[1], Table)
    assert texts(document) == ["Sau"]


def test_a_cell_that_was_deleted_is_left_out(word: Make) -> None:
    body = table(cell("a") + cell("x", '<w:cellDel w:id="3"/>') + cell("b"))
    assert rows(read_docx(word(body))) == [["a", "b"]]


def test_an_endnote_follows_its_paragraph_beside_a_footnote_of_the_same_number(word: Make) -> None:
    body = '<w:p><w:r><w:t>Theo</w:t><w:footnoteReference w:id="2"/><w:endnoteReference w:id="2"/></w:r></w:p>'
    foot, end = (
        f'<w:{kind} w:id="2">{p(text)}</w:{kind}>' for kind, text in (("footnote", "Chân"), ("endnote", "Cuối"))
    )
    assert texts(read_docx(word(body, footnotes=foot, endnotes=end))) == ["Theo", "[1] Chân", "[2] Cuối"]


def test_a_footnote_follows_its_paragraph(word: Make) -> None:
    body = '<w:p><w:r><w:t>Theo Đề án</w:t><w:footnoteReference w:id="3"/></w:r></w:p>' + p("Tiếp theo")
    rule = f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
    notes = rule + f'<w:footnote w:id="3">{p("Đề án số 5.")}</w:footnote>'
    assert texts(read_docx(word(body, footnotes=notes))) == ["Theo Đề án", "[1] Đề án số 5.", "Tiếp theo"]


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Thuong"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="De1"><w:basedOn w:val="Thuong"/><w:pPr><w:jc w:val="center"/></w:pPr>
  <w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="De2"><w:basedOn w:val="De1"/></w:style>"""


def test_bold_and_centred_come_from_runs_and_styles(word: Make) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Đậm</w:t></w:r>"
    body = [
        p("a", '<w:pStyle w:val="De2"/>'),
        p("b", '<w:pStyle w:val="De1"/><w:jc w:val="both"/>'),
        f"<w:p>{bold}</w:p>",
        f"<w:p>{bold}<w:r><w:t>thường</w:t></w:r></w:p>",
        p("e"),
    ]
    document = read_docx(word("".join(body), styles=STYLES))
    marks = [(block.bold, block.centred) for block in document.blocks if isinstance(block, Paragraph)]
    assert marks == [(True, True), (True, False), (True, False), (False, False), (False, False)]


MERGED_DOWN = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'
FOUR = '<w:gridSpan w:val="4"/>'


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


FIRST = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
ONE = f'<w:abstractNum w:abstractNumId="0">{FIRST}</w:abstractNum>'
LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


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
