"""Word files: what Word shows is what comes out, and what could harm is refused."""

import pytest

from knowledge.documents.document import Paragraph, Table
from knowledge.documents.docx import read_docx
from tests.knowledge.documents.word_files import LIST, ONE, Make, cell, listed, p, rows, table, texts


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
