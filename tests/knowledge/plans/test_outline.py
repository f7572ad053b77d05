"""The outline: sections addressed as the plan numbers them, passages with what introduces them."""

import pytest

from knowledge.documents.document import Cell, Span, Table
from knowledge.documents.text import text_document
from knowledge.plans.model import PassageKind
from knowledge.plans.structure.markers import Rank, mark_of
from knowledge.plans.structure.outline import PREAMBLE, Outline, outline, title_of
from knowledge.plans.structure.parts import divide
from knowledge.plans.structure.rows import table_rows

HEAD = "KẾ HOẠCH\n\nLàm đường làng năm 2026\n\nCăn cứ nhu cầu đi lại, Ủy ban nhân dân xã ban hành Kế hoạch như sau:\n\n"


def read(body: str) -> Outline:
    return outline(divide(text_document(HEAD + body).blocks))


def addressed(tree: Outline) -> list[str]:
    return [f"{passage.section} {passage.text}" for passage in tree.passages if passage.section != PREAMBLE]


def test_numbers_are_addresses() -> None:
    tree = read(
        "II. NỘI DUNG\n\n1. Vật liệu\n\n1.1. Cát\n\nLấy cát ở bãi bồi.\n\n1.2 Đá\n\n3. Nhân công\n\n3.2. Thợ\n\n"
        "3.2.1. Thợ xây\n\na) Thuê ba thợ.\n\nđ) Trả công theo ngày.\n\nIII. KINH PHÍ\n\n1. Xã chi một nửa.\n"
    )
    paths = [section.path for section in tree.sections if section.path != PREAMBLE]
    assert paths == [
        *("II", "II.1", "II.1.1", "II.1.2", "II.3", "II.3.2", "II.3.2.1", "II.3.2.1.a", "II.3.2.1.đ"),
        *("III", "III.1"),
    ]
    parents = {section.path: section.parent for section in tree.sections}
    assert parents["II.3.2.1.a"] == "II.3.2.1"
    assert parents["II.1"] == "II"
    assert parents["II"] is None


def test_numbers_that_repeat_stay_apart() -> None:
    tree = read("IV. VẬT LIỆU\n\n1. Cát.\n\nIV. NHÂN CÔNG\n\n1. Thợ.\n\n1. Phụ hồ.\n")
    assert addressed(tree)[0] == "IV VẬT LIỆU"
    assert [line.split()[0] for line in addressed(tree)] == ["IV", "IV.1", "IV(2)", "IV(2).1", "IV(2).1(2)"]


def test_articles_capitals_and_parts_are_sections() -> None:
    assert [line.split()[0] for line in addressed(read("Điều 1. Mục tiêu\n\n1. Làm xong trước Tết.\n"))] == ["1", "1.1"]
    tree = read("A. VIỆC CHUNG\n\nI. CHUẨN BỊ\n\n1. Đo đạc.\n\nB. VIỆC RIÊNG\n\n1. Cắm cọc.\n")
    assert [line.split()[0] for line in addressed(tree)] == ["A", "A.I", "A.I.1", "B", "B.1"]
    tree = read("Phần I\n\nCHUẨN BỊ VẬT LIỆU LÀM ĐƯỜNG\n\n1. Cát.\n")
    assert [line.split()[0] for line in addressed(tree)][-1].endswith(".1")


def test_headings_are_told_from_numbered_sentences() -> None:
    tree = read(
        "I. VIỆC LÀM\n\n1. Đổ đất nền\n\n- Đổ từ hai đầu.\n\n2. Lu nền ba lượt. Tưới nước trước khi lu.\n\n"
        "3. Mỗi nhà cử một người.\n\n4. Rải đá dăm lên nền đã lu.\n\n- Đá cỡ nhỏ.\n"
    )
    kinds = {passage.section: passage.kind for passage in tree.passages if passage.kind is not PassageKind.BULLET}
    assert kinds["I.1"] is PassageKind.HEADING
    assert kinds["I.2"] is PassageKind.PARAGRAPH
    assert kinds["I.3"] is PassageKind.PARAGRAPH
    assert kinds["I.4"] is PassageKind.HEADING


def test_what_introduces_a_passage_is_its_lead_in() -> None:
    tree = read(
        "I. VIỆC LÀM\n\nCác xóm làm những việc sau:\n\n- Góp ngày công, gồm:\n\n+ Đào đất.\n\n+ Gánh đá.\n\n"
        "- Góp tre.\n\n"
        "1. Nghỉ giữa buổi\n\n- Mục tiêu\n\nAi cũng được uống nước.\n"
    )
    by_text = {passage.text: passage for passage in tree.passages}
    positions = {text: passage.position for text, passage in by_text.items()}
    lead = {text: passage.lead_in for text, passage in by_text.items()}
    assert lead["Góp ngày công, gồm:"] == positions["Các xóm làm những việc sau:"]
    assert lead["Gánh đá."] == positions["Góp ngày công, gồm:"]
    assert lead["Góp tre."] == positions["Các xóm làm những việc sau:"]
    assert lead["Ai cũng được uống nước."] == positions["Mục tiêu"]
    assert lead["Nghỉ giữa buổi"] is None


def test_the_closing_paragraph_belongs_to_the_whole_last_part() -> None:
    tree = read(
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Trưởng xóm\n\n- Chấm công.\n\nTrên đây là Kế hoạch làm đường./.\n\n"
        "Nơi nhận:\n- VT.\n"
    )
    assert addressed(tree)[-1] == "III Trên đây là Kế hoạch làm đường./."


def test_attachments_have_addresses_of_their_own() -> None:
    tree = read(
        "I. VIỆC LÀM\n\n1. Đo đạc.\n\nNơi nhận:\n- Lưu: VT.\n\nPHỤ LỤC 2\n\n1. Bảng công.\n\nPHỤ LỤC\n\n1. Bảng đá.\n\n"
        "ĐỀ CƯƠNG\n\nI. Kết quả\n\n1. Số mét đường.\n\nNơi nhận:\n- Lưu.\n"
    )
    paths = [section.path for section in tree.sections]
    assert paths == [PREAMBLE, "I", "I.1", "PL2", "PL2.1", "PL", "PL.1", "ĐC", "ĐC.I", "ĐC.I.1"]
    assert not [passage for passage in tree.passages if "Lưu" in passage.text]


@pytest.mark.parametrize(
    ("text", "rank", "label"),
    [
        ("IV. TỔ CHỨC", Rank.ROMAN, "IV"),
        ("I/ Mục đích", Rank.ROMAN, "I"),
        ("2.1 Mục tiêu", Rank.NUMBER, "2.1"),
        ("3.2.1. Nội dung", Rank.NUMBER, "3.2.1"),
        ("1.Mục đích", Rank.NUMBER, "1"),
        ("đ) Việc", Rank.LETTER, "đ"),
        ("(2) Việc", Rank.BULLET, "(2)"),
        ("-Việc", Rank.BULLET, "-"),
        ("+ Việc", Rank.SUB_BULLET, "+"),
        ("Chương II. VIỆC", Rank.PART, "II"),
        ("Điều 3. Việc", Rank.ARTICLE, "3"),
    ],
)
def test_marks(text: str, rank: Rank, label: str) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.rank, mark.label) == (rank, label)


@pytest.mark.parametrize(
    "text", ["100% hộ dân", "1.000 cây", "V/v làm đường", "12 tháng", "2.5 triệu đồng", "", "Cả xóm"]
)
def test_what_is_no_mark(text: str) -> None:
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Phạm vi: Cả xóm Trên và xóm Dưới.", "Phạm vi"),
        ("Đào mương. Dọn cỏ hai bên.", "Đào mương"),
        ("Mục tiêu 1. Lĩnh vực đường sá", "Mục tiêu 1. Lĩnh vực đường sá"),
        ("Dọn cỏ sau mưa. Thời gian: Tháng 6.", "Dọn cỏ sau mưa"),
        ("x " * 400, "x " * 79 + "x…"),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_table_after_the_foot_is_an_appendix() -> None:
    bars = "|\nTT\n|\nNội dung\n|\nChủ trì\n|\n|\n1\n|\nLu nền\n|\nXóm Trên\n|\n"
    tree = read("I. VIỆC LÀM\n\n1. Đo đạc.\n\nNơi nhận:\n- Lưu: VT.\n\n" + bars + "\nPhụ lục\n\n1. Ảnh chụp.\n")
    assert [section.path for section in tree.sections][3:] == ["PL", "PL.1", "PL(2)", "PL(2).1"]


def test_rows_under_numbered_groups() -> None:
    rows = [
        ("I", "ĐƯỜNG", ""),
        ("1", "Xóm Trên", ""),
        ("1.1", "Lu nền", "Ông Ba"),
        ("2", "Đổ đá", "Bà Tư"),
        ("II", "CẦU", ""),
    ]
    bars = "|\nTT\n|\nNội dung\n|\nChủ trì\n|\n" + "".join(
        "|\n" + "".join(f"{cell}\n|\n" for cell in row if cell) for row in rows
    )
    tree = read("I. VIỆC LÀM\n\n1. Đo đạc.\n\nPHỤ LỤC\n" + bars)
    assert [section.path for section in tree.sections][3:] == ["PL", "PL.I", "PL.I.1", "PL.I.1.1", "PL.I.2", "PL.II"]


def test_a_row_of_one_cell_that_holds_its_number_alone() -> None:
    span = Span(0, 1)
    row = next(table_rows(Table(((Cell("II.", span),),), span)))
    assert (row.label, row.title, row.is_group) == ("II", "II.", True)


def test_a_title_in_one_line_and_one_that_goes_on() -> None:
    parts = divide(text_document("KẾ HOẠCH LÀM ĐƯỜNG\n\nNĂM 2026\n\nCăn cứ nhu cầu;\n\nI. VIỆC\n\n1. Đo.\n").blocks)
    assert [block.text for block in parts.title] == ["KẾ HOẠCH LÀM ĐƯỜNG", "NĂM 2026"]
    assert [block.text for block in parts.preamble if not hasattr(block, "rows")] == ["Căn cứ nhu cầu;"]
    assert divide(()).title == []
