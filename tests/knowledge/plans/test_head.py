"""The head and the foot of a plan; what it does not state stays None."""

import pytest

from knowledge.documents.text import text_document
from knowledge.plans.model import Head, Level
from knowledge.plans.structure.head import head_of
from knowledge.plans.structure.issuers import level_of, sentence_case
from knowledge.plans.structure.parts import divide


def read(text: str) -> Head:
    document = text_document(text)
    return head_of(divide(document.blocks), document.text)


BODY = "\nI. VIỆC LÀM\n\n1. Đo đạc.\n\n"


def test_two_columns_in_one_line() -> None:
    head = read(
        "ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN ĐÈO CẢ                        Độc lập - Tự do - Hạnh phúc\n\n"
        "Số:    41 /KH-UBND              Đèo Cả, ngày 05  tháng 3  năm 2026\n\n"
        "KẾ HOẠCH\nPhòng cháy rừng năm 2026\n\nThực hiện Kế hoạch số 7/KH-UBND ngày 02/01/2026 của UBND tỉnh, "
        "Ủy ban nhân dân huyện ban hành Kế hoạch như sau:\n"
        + BODY
        + "Nơi nhận:                              KT. CHỦ TỊCH\n- Lưu: VT.                       PHÓ CHỦ TỊCH\n\n\n"
        "                                    Đại tá Y Blô Niê\n"
    )
    assert head == Head(
        number="41/KH-UBND",
        title="KẾ HOẠCH Phòng cháy rừng năm 2026",
        issuer="Ủy ban nhân dân huyện Đèo Cả",
        level=Level.DISTRICT,
        place="Đèo Cả",
        issue_date="2026-03-05",
        year=2026,
        year_to=None,
        signer="Y Blô Niê",
        signer_role="KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        superior="7/KH-UBND",
    )


def test_what_is_absent_stays_absent() -> None:
    head = read(
        "KẾ HOẠCH\n\nTriển khai Kế hoạch số 12-KH/TU ngày 04 tháng 5 năm 2025 của Ban Thường vụ\n\n"
        "Triển khai Kế hoạch số 12-KH/TU, UBND xã Cồn Mía xây dựng Kế hoạch như sau:\n" + BODY
    )
    assert (head.number, head.place, head.issue_date, head.signer, head.signer_role) == (None, None, None, None, None)
    assert head.issuer == "Ủy ban nhân dân xã Cồn Mía"
    assert (head.year, head.superior) == (2025, "12-KH/TU")


def test_an_office_under_its_superior() -> None:
    head = read(
        "UBND TỈNH HÀ RỪNG\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\nSố: 3/KH-SLĐTBXH\n\nKẾ HOẠCH\n\nDạy nghề\n" + BODY
    )
    assert head.issuer == "Sở Lao động - Thương binh và Xã hội tỉnh Hà Rừng"
    assert head.level is Level.DEPARTMENT
    assert head.number == "3/KH-SLĐTBXH"


def test_no_issuer_and_no_year() -> None:
    head = read("KẾ HOẠCH\n\nVá đường\n" + BODY)
    assert (head.issuer, head.level, head.year) == (None, None, None)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Dạy nghề giai đoạn 2026 - 2030", (2026, 2030)),
        ("Dạy nghề từ năm 2026 đến năm 2028", (2026, 2028)),
        ("Dạy nghề năm 2027", (2027, None)),
        ("Chương trình dạy nghề đến năm 2030", (2026, 2030)),
        ("Bầu cử đại biểu nhiệm kỳ 2026 - 2031", (2026, None)),
        ("Thực hiện Quyết định số 8/QĐ-TTg ngày 04 tháng 5 năm 2024", (2026, None)),
    ],
)
def test_years(title: str, years: tuple[int | None, int | None]) -> None:
    head = read(f"XÃ CỒN MÍA\nCồn Mía, ngày 2 tháng 2 năm 2026\n\nKẾ HOẠCH\n\n{title}\n" + BODY)
    assert (head.year, head.year_to) == years


def test_a_date_that_is_none_is_no_date() -> None:
    head = read("XÃ CỒN MÍA\nCồn Mía, ngày 32 tháng 2 năm 2026\n\nKẾ HOẠCH\n\nVá đường\n" + BODY)
    assert (head.place, head.issue_date) == ("Cồn Mía", None)


def test_a_signature_without_recipients() -> None:
    head = read("KẾ HOẠCH\n\nVá đường\n" + BODY + "Kế hoạch này thực hiện từ tháng 4./.\n\nGIÁM ĐỐC\n\nCao Thị Nhạn\n")
    assert (head.signer, head.signer_role) == ("Cao Thị Nhạn", "GIÁM ĐỐC")


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("SỞ NỘI VỤ TỈNH HÀ RỪNG", "Sở Nội vụ tỉnh Hà Rừng"),
        ("UBND XÃ CỒN MÍA", "Ủy ban nhân dân xã Cồn Mía"),
        ("BAN THƯỜNG TRỰC ỦY BAN MTTQ VIỆT NAM XÃ CỒN MÍA", "Ban Thường trực Ủy ban MTTQ Việt Nam xã Cồn Mía"),
    ],
)
def test_capitals_in_the_case_of_a_sentence(capitals: str, written: str) -> None:
    assert sentence_case(capitals) == written


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Ủy ban nhân dân tỉnh Hà Rừng", Level.PROVINCE),
        ("Ủy ban nhân dân Thành phố Hồ Chí Minh", Level.PROVINCE),
        ("Ủy ban nhân dân thành phố Vị Hồ", Level.DISTRICT),
        ("Phòng Y tế huyện Đèo Cả", Level.DISTRICT),
        ("Sở Y tế", Level.DEPARTMENT),
        ("Ủy ban MTTQ Việt Nam xã Cồn Mía", Level.COMMUNE),
        ("Tổ hợp tác", None),
    ],
)
def test_levels(issuer: str, level: Level | None) -> None:
    assert level_of(issuer) is level
