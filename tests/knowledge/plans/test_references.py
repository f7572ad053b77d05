"""The cited documents: every form of number, date, issuer and list that plans write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.plans.facts.citations import LONGEST_QUOTE, mentions
from knowledge.plans.facts.references import references
from tests.knowledge.plans.markup import Case, cases, columns


@pytest.mark.parametrize("case", cases("references.txt"), ids=lambda case: case.name)
def test_references(case: Case) -> None:
    plan = case.plan
    found = references(plan.passages, plan.head)
    shown = [[str(x) for x in (r.kind, r.number, r.date, r.issuer, r.about)] for r in found]
    expected = list(columns(case.expected))
    assert [row[: len(want)] for row, want in zip(shown, expected, strict=False)] == expected
    assert len(shown) == len(expected)


def test_quotes_are_verbatim_and_placed() -> None:
    text = "Căn cứ Quyết định số 45/QĐ-TTg ngày 09/01/2026 của Thủ tướng Chính phủ về sách; Luật Trẻ em."
    (numbered,) = mentions(text)
    assert numbered.quote in text
    assert text[numbered.start : numbered.end] == "Quyết định số 45/QĐ-TTg ngày 09/01/2026"


def test_a_long_subject_is_cut() -> None:
    (mention,) = mentions("Kế hoạch số 1/KH-UBND ngày 01/02/2026 về " + "việc đọc sách " * 60)
    assert len(mention.about) <= LONGEST_QUOTE
    assert len(mention.quote) <= LONGEST_QUOTE


@given(
    st.integers(1, 9999),
    st.sampled_from(["KH-UBND", "QĐ-TTg", "NQ-HĐND", "CT-TTg", "TTr-SVHTT"]),
    st.dates(),
    st.booleans(),
)
def test_any_number_and_day_is_read_in_both_ways_of_writing(serial: int, code: str, day: object, spelled: bool) -> None:
    date = day.isoformat()  # type: ignore[attr-defined]
    year, month, number = date.split("-")
    written = f"ngày {int(number)} tháng {int(month)} năm {year}" if spelled else f"ngày {number}/{month}/{year}"
    (mention,) = mentions(f"Văn bản số {serial}/{code} {written} của cơ quan cấp trên.")
    assert (mention.number, mention.date) == (f"{serial}/{code}", date)
