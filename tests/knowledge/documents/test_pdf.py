"""PDFs: words at their places become paragraphs, columns and tables in the order in which people read them."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from knowledge.documents import pdf as reader
from knowledge.documents.document import Document, DocumentError, Paragraph, Table
from knowledge.documents.pdf import laid_out, read_pages
from tests.knowledge.documents.conftest import Sheets

LEFT, RIGHT, MIDDLE = 85, 538, 311
BODY = (
    "Thực hiện chương trình công tác năm, Ủy ban nhân dân xã ban hành Kế hoạch",
    "chăm lo cho học sinh vùng lũ trên địa bàn với các nội dung dưới đây, yêu cầu các bộ",
)


def read_pdf(path: Path) -> Document:
    return laid_out(read_pages(path), path.name)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[str]]:
    return [[c.text for c in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]


def body(sheets: Sheets, y: float = 300) -> Sheets:
    """Write a paragraph of three lines, its first indented, its last short."""
    sheets.text(LEFT + 28, y, BODY[0], end=RIGHT).text(LEFT, y + 18, BODY[1], end=RIGHT)
    return sheets.text(LEFT, y + 36, "phận thực hiện nghiêm túc.")


WHOLE = f"{BODY[0]} {BODY[1]} phận thực hiện nghiêm túc."


def heading(sheets: Sheets) -> Sheets:
    sheets.centred(170, 60, "ỦY BAN NHÂN DÂN").centred(170, 76, "XÃ AN LẠC")
    sheets.centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12).centred(420, 76, "Độc lập - Tự do - Hạnh phúc")
    sheets.centred(170, 100, "Số: 12/KH-UBND").centred(420, 100, "An Lạc, ngày 05 tháng 3 năm 2026")
    return sheets.centred(MIDDLE, 140, "KẾ HOẠCH", bold=True).centred(
        MIDDLE, 158, "Chăm lo học sinh vùng lũ", bold=True
    )


def test_lines_are_joined_to_paragraphs(sheets: Sheets, tmp_path: Path) -> None:
    sheets.text(LEFT + 28, 270, "1. Mục đích", bold=True)
    document = read_pdf(body(sheets).text(LEFT + 28, 360, "- Rà soát danh sách;").save(tmp_path / "a.pdf"))
    assert texts(document) == ["1. Mục đích", WHOLE, "- Rà soát danh sách;"]
    assert document.blocks[0].bold is True
    assert document.blocks[1].bold is False
    assert document.pages == 1


def test_every_block_stands_at_its_span_and_page(sheets: Sheets, tmp_path: Path) -> None:
    document = read_pdf(body(body(heading(sheets)).turn(), 80).save(tmp_path / "a.pdf"))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert document.text[block.span.start : block.span.end] == block.text
    assert [block.span.page for block in document.blocks][-2:] == [1, 2]


def test_the_two_columns_of_a_heading_are_kept_apart(sheets: Sheets, tmp_path: Path) -> None:
    document = read_pdf(body(heading(sheets)).save(tmp_path / "a.pdf"))
    assert rows(document) == [
        ["ỦY BAN NHÂN DÂN XÃ AN LẠC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"],
        ["Số: 12/KH-UBND", "An Lạc, ngày 05 tháng 3 năm 2026"],
    ]
    assert texts(document) == ["KẾ HOẠCH", "Chăm lo học sinh vùng lũ", WHOLE]
    assert document.blocks[1].centred is True
    assert document.blocks[3].centred is False


def test_a_foot_whose_columns_are_of_unequal_length(sheets: Sheets, tmp_path: Path) -> None:
    body(sheets, 80)
    sheets.centred(430, 152, "TM. ỦY BAN NHÂN DÂN").centred(430, 170, "CHỦ TỊCH").centred(430, 260, "Lê Văn Bình")
    for index, line in enumerate(("Nơi nhận:", "- UBND huyện;", "- Các trường học;", "- Lưu: VT.")):
        sheets.text(LEFT, 156 + 14 * index, line, 11)
    document = read_pdf(sheets.save(tmp_path / "a.pdf"))
    assert texts(document) == [WHOLE]
    assert rows(document) == [
        ["Nơi nhận: - UBND huyện; - Các trường học; - Lưu: VT.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Bình"]
    ]


def test_a_foot_goes_on_over_the_page(sheets: Sheets, tmp_path: Path) -> None:
    body(sheets, 640)
    sheets.text(LEFT, 760, "Nơi nhận:", 11).centred(430, 760, "TM. ỦY BAN NHÂN DÂN")
    sheets.text(LEFT, 775, "- UBND huyện;", 11).centred(430, 776, "CHỦ TỊCH").turn()
    sheets.text(LEFT, 60, "- Lưu: VT.", 11).centred(430, 90, "Lê Văn Bình").centred(MIDDLE, 200, "PHỤ LỤC I")
    document = read_pdf(sheets.save(tmp_path / "a.pdf"))
    assert rows(document) == [
        ["Nơi nhận: - UBND huyện; - Lưu: VT.", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Bình"],
    ]
    assert texts(document) == [WHOLE, "PHỤ LỤC I"]


def test_a_wide_gap_in_one_line_makes_no_columns(sheets: Sheets, tmp_path: Path) -> None:
    sheets.text(LEFT, 100, "Kính gửi:").text(300, 100, "các trường học")
    assert texts(read_pdf(body(sheets).save(tmp_path / "a.pdf"))) == ["Kính gửi: các trường học", WHOLE]


def test_page_numbers_and_running_headers_are_left_out(sheets: Sheets, tmp_path: Path) -> None:
    for page in range(4):
        sheets.centred(MIDDLE, 40, str(page + 1)).text(LEFT, 60, f"Kế hoạch chăm lo học sinh - trang {page + 1}", 9)
        body(sheets, 120)
        if page < 3:
            sheets.turn()
    assert texts(read_pdf(sheets.save(tmp_path / "a.pdf"))) == [WHOLE] * 4


def test_a_sentence_goes_on_over_the_page(sheets: Sheets, tmp_path: Path) -> None:
    sheets.text(LEFT + 28, 780, BODY[0], end=RIGHT).turn().centred(MIDDLE, 40, "- 2 -")
    sheets.text(LEFT, 80, BODY[1], end=RIGHT).text(LEFT, 98, "phận thực hiện nghiêm túc.")
    assert texts(read_pdf(sheets.save(tmp_path / "a.pdf"))) == [WHOLE]


def test_footnotes_follow_the_text_of_their_page(sheets: Sheets, tmp_path: Path) -> None:
    body(body(sheets, 100), 200).text(LEFT + sheets.width("phận thực hiện nghiêm túc.", 13) + 1, 232, "1", 7)
    sheets.text(LEFT, 760, "1 Quyết định số 5/QĐ-UBND về chăm lo học sinh", 9).text(LEFT, 772, "vùng lũ.", 9).turn()
    document = read_pdf(body(body(sheets, 100), 200).save(tmp_path / "a.pdf"))
    note = "[1] Quyết định số 5/QĐ-UBND về chăm lo học sinh vùng lũ."
    assert texts(document) == [WHOLE, WHOLE, note, WHOLE, WHOLE]


XS = (85, 115, 300, 420, 538)


def grid(sheets: Sheets, top: float, lines: list[tuple[str, ...]], *, height: float = 40) -> Sheets:
    for index, line in enumerate(lines):
        y = top + index * height
        for column, text in enumerate(line):
            if text is not None:
                right = next((i for i in range(column + 1, len(line)) if line[i] is not None), len(line))
                sheets.box(XS[column], y, XS[right], y + height)
                for row, part in enumerate(text.split("\n")):
                    sheets.text(XS[column] + 4, y + 14 + 14 * row, part, 11)
    return sheets


HEADER = ("TT", "Nội dung", "Chủ trì", "Thời gian")


def test_a_ruled_table_with_a_merged_group_heading(sheets: Sheets, tmp_path: Path) -> None:
    body(sheets, 80)
    lines = [HEADER, ("I", "TRUYỀN THÔNG", None, None), ("1", "Phát tờ rơi ở\ncác thôn", "Trạm Y tế", "Tháng 4")]
    document = read_pdf(grid(sheets, 200, lines).text(LEFT, 400, "Kèm theo Kế hoạch.").save(tmp_path / "a.pdf"))
    assert rows(document) == [
        list(HEADER),
        ["I", "TRUYỀN THÔNG"],
        ["1", "Phát tờ rơi ở các thôn", "Trạm Y tế", "Tháng 4"],
    ]
    assert [type(block) for block in document.blocks] == [Paragraph, Table, Paragraph]


def test_a_table_goes_on_over_the_page(sheets: Sheets, tmp_path: Path) -> None:
    grid(sheets, 700, [HEADER, ("1", "Rà soát danh sách", "Trạm Y tế", "Tháng 4")]).turn()
    lines = [HEADER, ("", "học sinh vùng lũ", "xã", ""), ("2", "Báo cáo", "Văn phòng", "Tháng 5")]
    document = read_pdf(grid(sheets, 60, lines).save(tmp_path / "a.pdf"))
    assert rows(document) == [
        list(HEADER),
        ["1", "Rà soát danh sách học sinh vùng lũ", "Trạm Y tế xã", "Tháng 4"],
        ["2", "Báo cáo", "Văn phòng", "Tháng 5"],
    ]


def test_a_frame_around_text_is_no_table(sheets: Sheets, tmp_path: Path) -> None:
    document = read_pdf(body(sheets, 100).box(80, 80, 545, 160).save(tmp_path / "a.pdf"))
    assert texts(document) == [WHOLE]


def test_text_that_comes_out_in_pieces_is_read_by_the_patient_engine(
    sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = body(sheets).save(tmp_path / "a.pdf")
    quick = reader._words
    monkeypatch.setattr(
        reader,
        "_words",
        lambda page: [reader.Word(letter, w.x0, w.top, w.x1, w.bottom) for w in quick(page) for letter in w.text],
    )
    assert texts(read_pdf(path)) == [WHOLE]


def test_a_turned_page_is_read_as_it_is_shown(sheets: Sheets, tmp_path: Path) -> None:
    path = body(sheets).save(tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(90)
    document.save(tmp_path / "b.pdf")
    words = read_pages(tmp_path / "b.pdf")[0].words
    assert {word.text for word in words} >= {"hiện"} or words == []


def test_pages_that_are_pictures_say_so(sheets: Sheets, tmp_path: Path) -> None:
    path = body(sheets).scan(tmp_path / "a.pdf", dpi=60)
    assert [page.picture for page in read_pages(path)] == [True]
    with pytest.raises(DocumentError, match="không có trang nào có chữ"):
        read_pdf(path)


def test_an_empty_pdf_is_refused(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="không có trang nào có chữ"):
        read_pdf(sheets.save(tmp_path / "a.pdf"))


def test_a_broken_pdf_is_refused(written: Callable[..., Path]) -> None:
    with pytest.raises(DocumentError, match="hỏng"):
        read_pdf(written("a.pdf", b"%PDF-1.7\nnothing more"))


def test_a_pdf_of_too_many_pages_is_refused(sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 1)
    with pytest.raises(DocumentError, match="nhiều hơn"):
        read_pdf(body(sheets.turn()).save(tmp_path / "a.pdf"))


def test_where_the_patient_engine_fails_the_text_is_read_all_the_same(
    sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = grid(body(sheets, 80), 200, [HEADER, ("1", "Rà soát", "Trạm Y tế", "Tháng 4")]).save(tmp_path / "a.pdf")

    def fail(path: Path) -> None:
        raise reader.PdfminerException(path)

    monkeypatch.setattr(reader.pdfplumber, "open", fail)
    document = read_pdf(path)
    assert texts(document)[0] == WHOLE
    assert "Rà soát" in document.text


def test_a_page_that_cannot_be_loaded_is_refused(
    sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise pypdfium2.PdfiumError("Failed to load page.")

    monkeypatch.setattr(reader, "_page", fail)
    with pytest.raises(DocumentError, match="hỏng"):
        read_pages(sheets.save(tmp_path / "a.pdf"))


ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000096 00000 n 
trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>
startxref
%d
%%%%EOF"""  # noqa: W291


def test_an_encrypted_pdf_is_refused(written: Callable[..., Path]) -> None:
    data = ENCRYPTED % (b"11" * 32, b"22" * 32, 0)
    data = ENCRYPTED % (b"11" * 32, b"22" * 32, data.index(b"xref"))
    with pytest.raises(DocumentError, match="mật khẩu"):
        read_pdf(written("a.pdf", data))


def test_a_picture_beside_text_does_not_make_a_scan(sheets: Sheets, tmp_path: Path) -> None:
    path = body(sheets).save(tmp_path / "a.pdf")
    Image.new("L", (40, 40)).save(tmp_path / "seal.jpg")
    document = pypdfium2.PdfDocument(path)
    image = pypdfium2.PdfImage.new(document)
    image.load_jpeg(tmp_path / "seal.jpg")
    image.set_matrix(pypdfium2.PdfMatrix().scale(80, 80))
    document[0].insert_obj(image)
    document[0].gen_content()
    document.save(tmp_path / "b.pdf")
    assert texts(read_pdf(tmp_path / "b.pdf")) == [WHOLE]
