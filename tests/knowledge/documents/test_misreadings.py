"""What tesseract misreads is mended where the document itself tells what stood there, and nowhere else."""

import pytest

from knowledge.documents.agreement import agreed, without_specks
from knowledge.documents.grids import Grid, GridCell
from knowledge.documents.layout import Word
from knowledge.documents.misreadings import Misreadings, renumber


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("quy định chỉ tiết một số điều", "quy định chi tiết một số điều"),
        ("KẾ HOẠCH TRIỂN KHAI THỊ HÀNH", "KẾ HOẠCH TRIỂN KHAI THI HÀNH"),
        ("mức chỉ và dự toán chỉ hội nghị", "mức chi và dự toán chi hội nghị"),
        ("Chỉ đạo các trường; chỉ tiêu 5", "Chỉ đạo các trường; chỉ tiêu 5"),
        ("Thị xã An Bình thị sát", "Thị xã An Bình thị sát"),
        ("— Trạm Y tế", "- Trạm Y tế"),
        ("-Trạm Y tế", "- Trạm Y tế"),
        ("Văn hóa —- Thông tin", "Văn hóa – Thông tin"),
        ("Công điện 8/CĐÐ-UBND, ÐĐ", "Công điện 8/CĐ-UBND, Đ"),
        ("ở khu Vực để Xảy ra. Sau đó", "ở khu vực để xảy ra. Sau đó"),
        ("Thời gian: quý IH/2026 và Quý II1.", "Thời gian: quý III/2026 và Quý III."),
        ("Quý 1/2026, quý IV", "Quý 1/2026, quý IV"),
        ("Lưu: VI, YT.", "Lưu: VT, YT."),
        ("các chỉ tiêu 3, 4,5, 6", "các chỉ tiêu 3, 4, 5, 6"),
        ("tăng 4,5% so với năm trước", "tăng 4,5% so với năm trước"),
        ("định kỳ (G6 tháng)", "định kỳ (6 tháng)"),
        ("ï) Bảo đảm", "i) Bảo đảm"),
        ("phòng đuối nước Ở trẻ em. Ở xã", "phòng đuối nước ở trẻ em. Ở xã"),
    ],
)
def test_phrases(read: str, meant: str) -> None:
    assert Misreadings()(read) == meant


def mended(*lines: str) -> list[str]:
    mend = Misreadings()
    return [mend(line) for line in lines]


def test_sections_are_counted_where_strokes_ran_together() -> None:
    read = ("L MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "I. NỘI DUNG", "HI. KINH PHÍ", "IV. TỔ CHỨC THỰC HIỆN", "V. Hiệu lực")
    meant = [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "II. NỘI DUNG",
        "III. KINH PHÍ",
        "IV. TỔ CHỨC THỰC HIỆN",
        "V. Hiệu lực",
    ]
    assert mended(*read) == meant


def test_sections_that_skip_or_repeat_in_plain_letters_stay() -> None:
    read = ["I. MỤC ĐÍCH", "III. NỘI DUNG", "IV. KINH PHÍ", "IV. PHÂN CÔNG", "V. BÁO CÁO"]
    assert mended(*read) == read


def test_a_section_whose_point_was_lost_gets_it_back() -> None:
    assert mended("I. MỤC ĐÍCH", "II NỘI DUNG", "V KINH PHÍ") == ["I. MỤC ĐÍCH", "II. NỘI DUNG", "V KINH PHÍ"]


def test_an_appendix_counts_from_one_again() -> None:
    assert mended("I. MỤC ĐÍCH", "PHỤ LỤC", "I. BIỂU TỔNG HỢP") == ["I. MỤC ĐÍCH", "PHỤ LỤC", "I. BIỂU TỔNG HỢP"]


@pytest.mark.parametrize("text", ["Thu gom rác", "Hội Phụ nữ xã", "TT Tân An", "H. Tân An", "I thực hiện " + "x " * 99])
def test_what_is_no_heading_is_left(text: str) -> None:
    assert Misreadings()(text) == text


def grid(*rows: tuple[str, ...]) -> Grid:
    cells = []
    for row in rows:
        made = [GridCell(text, 1) for text in row]
        cells.append(made if len(made) == 3 else [made[0], made[1], made[1]])
    return Grid(cells, [0, 10, 20, 30], 0, 10, 1)


def first_column(table: Grid) -> list[str]:
    renumber(table)
    return [row[0].text for row in table.rows]


def test_rows_and_groups_of_a_table_are_counted() -> None:
    table = grid(
        ("TT", "Nội dung", "Chủ trì"),
        ("l", "TRUYỀN THÔNG"), ("l", "a", "b"), ("22", "a", "b"), ("sì", "a", "b"),
        ("lï", "TẬP HUẤN"), ("T", "a", "b"), ("Z", "a", "b"), ("", "a", "b"), ("3", "a", "b"),
        ("IV", "KIỂM TRA"), ("1", "a", "b"), ("Xem thêm", "a", "b"),
    )  # fmt: skip
    assert first_column(table) == ["TT", "I", "1", "2", "3", "II", "1", "2", "", "3", "IV", "1", "Xem thêm"]


def test_numbers_that_a_table_leaves_out_stay_out() -> None:
    assert first_column(grid(("STT", "Việc", "Ai"), ("1", "a", "b"), ("4", "a", "b"))) == ["STT", "1", "4"]


def test_a_merged_number_counts_once() -> None:
    table = grid(("TT", "Việc", "Ai"), ("1", "a", "b"), ("x", "c", "d"), ("2", "e", "f"))
    table.rows[2][0] = table.rows[1][0]
    assert first_column(table) == ["TT", "1", "1", "2"]


def test_a_table_without_a_counter_is_left() -> None:
    assert first_column(grid(("Đơn vị", "Việc", "Hạn"), ("l", "a", "b"))) == ["Đơn vị", "l"]


def words(text: str, **confidence: float) -> list[Word]:
    return [
        Word(word, 10.0 * i, 0, 10.0 * i + 8, 10, confidence=confidence.get(word.strip(".,;"), 96))
        for i, word in enumerate(text.split())
    ]


def spelled(text: str, **confidence: float) -> str:
    return " ".join(word.text for word in agreed([words(text, **confidence)])[0])


def test_a_doubtful_word_is_spelled_as_elsewhere_in_the_document() -> None:
    text = "thôn Bãi Rạng. ở Bãi Rạng, tại Bãi Ràng;"
    assert spelled(text, Ràng=60) == "thôn Bãi Rạng. ở Bãi Rạng, tại Bãi Rạng;"
    assert spelled(text) == text, "what was read with confidence stays"
    assert spelled("ở Bãi Rạng. tại Bãi Ràng", Ràng=60) == "ở Bãi Rạng. tại Bãi Ràng", "once is no rule"


def test_letters_are_never_changed() -> None:
    assert spelled("xã Tân An xã Tân An xã Tân Am", Am=40) == "xã Tân An xã Tân An xã Tân Am"


def test_set_phrases_are_spelled_as_they_are() -> None:
    assert spelled("Về Bình đăng giới và TẮNG CƯỜNG", đăng=95, TẮNG=90) == "Về Bình đẳng giới và TĂNG CƯỜNG"
    assert spelled("báo cáo hăng năm, hàng năm", hăng=80) == "báo cáo hằng năm, hàng năm"
    assert spelled("bình đăng", đăng=99) == "bình đăng"
    assert spelled("bình. Đăng ký", Đăng=50) == "bình. Đăng ký"


def test_specks_are_no_words() -> None:
    found = [*words("xã ~ – |"), Word("”", 0, 0, 1, 1, confidence=10), Word("—-", 0, 0, 1, 1, confidence=10)]
    assert [word.text for word in without_specks(found)] == ["xã", "–", "—-"]


def test_a_sign_that_is_no_vietnamese_letter_is_a_speck() -> None:
    found = [Word(text, 0, 0, 9, 9, confidence=70) for text in ("ÿ", "Ý", "ở", "ü", "5")]
    assert [word.text for word in without_specks(found)] == ["Ý", "ở", "5"]


def test_a_stroke_too_many_leaves_an_abbreviation_that_stands_elsewhere() -> None:
    said = "Sở GD&ĐT họp; Sở GD&ĐT xét; Sở GD&ĐT báo; "
    assert spelled(said + "Sở GD&ĐIT, quý III") == said + "Sở GD&ĐT, quý III"
    assert spelled("Sở LĐITB&XH và UBNID") == "Sở LĐTB&XH và UBND"
    rare = "Sở PCX; Sở PCIX; II; II; II; III"
    assert spelled(rare) == rare


def test_a_column_that_counts_is_told_by_its_numbers_where_its_heading_was_misread() -> None:
    rows = [(number, "a", "b") for number in ("1", "s", "3", "4")]
    assert first_column(grid(("304 F", "Việc", "Ai"), *rows)) == ["TT", "1", "2", "3", "4"]
    assert first_column(grid(("Chủ trì", "Việc", "Ai"), *rows)) == ["Chủ trì", "1", "s", "3", "4"]
    few = [(number, "a", "b") for number in ("x", "s", "3", "z")]
    assert first_column(grid(("Năm 1", "Việc", "Ai"), *few)) == ["Năm 1", "x", "s", "3", "z"]
