"""The small parts of understanding, each alone: time, indicators, documents, roles."""

import pytest

from knowledge.answers import parts
from knowledge.language.folding import folded_words
from knowledge.plans.model import Role


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("báo cáo quý II nộp khi nào", "quarter", 2),
        ("việc của quý 3", "quarter", 3),
        ("quí tư", "quarter", 4),
        ("báo cáo 6 tháng", "half", 1),
        ("báo cáo 06 tháng cuối năm", "half", 2),
        ("trong tháng 9/2026", "month", 9),
        ("ngày 30/4 phải không", "day", 4),
        ("hạn báo cáo năm", "year_report", 0),
        ("còn cả năm", "year_report", 0),
        ("báo cáo tháng nộp lúc nào", "monthly", 0),
        ("đến năm 2030 đạt bao nhiêu", "year", 0),
    ],
)
def test_a_time_is_read(said: str, kind: str, number: int) -> None:
    found = parts.period(folded_words(said))
    assert found is not None
    assert (found.kind, found.number) == (kind, number)


def test_the_year_beside_a_time_is_kept() -> None:
    found = parts.period(folded_words("quý I năm 2027"))
    assert found is not None
    assert found.year == 2027


@pytest.mark.parametrize("said", ["quy định nào", "năm nay", "tháng hành động", "báo cáo năm nay thế nào"])
def test_what_only_looks_like_a_time_is_none(said: str) -> None:
    assert parts.period(folded_words(said)) is None


@pytest.mark.parametrize(
    ("said", "word", "numbers"),
    [
        ("chỉ tiêu 14 ai làm", "chi tieu", (14,)),
        ("chỉ tiêu số 05", "chi tieu", (5,)),
        ("các chỉ tiêu 3, 4 và 7", "chi tieu", (3, 4, 7)),
        ("mục tiêu 6 gồm gì", "muc tieu", (6,)),
    ],
)
def test_indicators_are_read_by_number(said: str, word: str, numbers: tuple[int, ...]) -> None:
    found = parts.indicators(folded_words(said))
    assert found is not None
    assert (found.word, found.numbers) == (word, numbers)


def test_a_year_after_the_word_is_no_indicator() -> None:
    assert parts.indicators(folded_words("chỉ tiêu 2026 thế nào")) is None


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("Thông tư 13/2021 hướng dẫn gì", "thong tu", "13/2021"),
        ("QĐ 1855 của ai", "quyet dinh", "1855"),
        ("Chỉ thị số 28-CT/TW", "chi thi", "28-ct/tw"),
        ("văn bản 95/UBND-KGVX nói gì", "van ban", "95/ubnd-kgvx"),
        ("số 07/KH-UBND là của xã nào", "", "07/kh-ubnd"),
    ],
)
def test_a_document_is_read_by_kind_and_number(said: str, kind: str, number: str) -> None:
    assert parts.document(said) == parts.Cited(kind, number)


@pytest.mark.parametrize("said", ["ct 14 của ai", "văn bản nào quy định", "kế hoạch này"])
def test_no_document_is_read_where_none_is_named(said: str) -> None:
    assert parts.document(said) is None


def test_the_letters_of_a_number_name_no_unit() -> None:
    assert parts.without_number("theo Kế hoạch số 174/KH-UBND thì sao") == "theo Kế hoạch số 174 thì sao"


def test_the_kind_of_document_prefers_another_than_the_plan() -> None:
    assert parts.document_kind(folded_words("quyết định nào trong kế hoạch")) == "quyet dinh"
    assert parts.document_kind(folded_words("ai làm")) == ""


def test_roles_are_read() -> None:
    assert parts.roles(folded_words("chủ trì hay phối hợp")) == (Role.COORDINATE, Role.LEAD)
    assert parts.roles(folded_words("tham mưu việc gì")) == (Role.ADVISE,)
