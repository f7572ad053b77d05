"""Date expressions in running text; the cases stand in dates.txt."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.dates import DateKind, FoundDate, Lean, find_dates, find_impossible
from knowledge.language.folding import fold

IMPOSSIBLE = [
    ("ngày 31/02", "ngày 31/02"),
    ("31/4 họp thôn", "31/4"),
    ("29/2/2026; 29/2/2024", "29/2/2026"),
    ("sáng 30/13 và hôm 32/10", "sáng 30/13; hôm 32/10"),
    ("31 tháng 4 năm 2026", "31 tháng 4 năm 2026"),
    ("từ 28-31/2", "28-31/2"),
    ("10/5, 31/12/2026, 29 tháng 2 năm 2028", ""),
    ("đạt 30/2; số 31/4; 40/45 cháu; 12.13 điểm; 31/4 triệu", ""),
    ("30/2 âm lịch", ""),
    ("ngày 0/5, ngày 00 tháng 6", "ngày 0/5; ngày 00 tháng 6"),
]


@pytest.mark.parametrize(("text", "meant"), IMPOSSIBLE)
def test_days_of_no_calendar(text: str, meant: str) -> None:
    found = find_impossible(text, today=date(2026, 11, 22))
    assert "; ".join(text[start:end] for start, end in found) == meant


CASES = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("dates.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def _written(found: FoundDate) -> str:
    return found.first.isoformat() + ("" if found.is_one_day else f"/{found.last.isoformat()}")


@pytest.mark.parametrize(("today", "text", "meant"), CASES)
def test_what_is_found(today: str, text: str, meant: str) -> None:
    found = find_dates(text, today=date.fromisoformat(today))
    assert " ".join(map(_written, found)) == meant.strip("-")


@pytest.mark.parametrize(("today", "text", "meant"), [case for case in CASES if case[2] != "-"])
def test_without_diacritics_it_is_the_same(today: str, text: str, meant: str) -> None:
    found = find_dates(fold(text), today=date.fromisoformat(today))
    assert " ".join(map(_written, found)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ngày 10/5/2024", "2024-05-10"),
        ("trước ngày 10 tháng 5 năm 2024", "2024-05-10"),
        ("ngày 10/5", ""),
        ("tháng 9/2021 và quý II/2024", "2021-09-01/2021-09-30 2024-04-01/2024-06-30"),
        ("hôm qua, tuần sau, thứ 5, tháng trước, 3 ngày nữa, ngày 5, cuối tháng, quý này, năm nay", ""),
        ("từ ngày 01/6/2024 đến hết ngày 30/6/2024", "2024-06-01/2024-06-30"),
        ("Tết Trung thu năm 2026", "2026-09-25"),
        ("6 tháng đầu năm; rằm tháng 8; 2 tháng trước; từ thứ 2 đến thứ 3; 12-14/6; 9 và 10/6", ""),
    ],
)
def test_without_today_only_what_is_complete(text: str, meant: str) -> None:
    assert " ".join(map(_written, find_dates(text))) == meant


@pytest.mark.parametrize(
    ("text", "lean", "meant"),
    [
        ("10/5", Lean.PAST, "2026-05-10"),
        ("10/5", Lean.FUTURE, "2026-05-10"),
        ("10/1", Lean.FUTURE, "2027-01-10"),
        ("10/1", Lean.PAST, "2026-01-10"),
        ("10/12", Lean.NEAREST, "2026-12-10"),
        ("10/8", Lean.PAST, "2026-08-10"),
        ("10/9", Lean.PAST, "2025-09-10"),
        ("thứ 2", Lean.FUTURE, "2026-06-22"),
        ("thứ 2", Lean.PAST, "2026-06-15"),
        ("cuối tuần", Lean.FUTURE, "2026-06-20/2026-06-21"),
        ("cuối tuần", Lean.PAST, "2026-06-13/2026-06-14"),
        ("ngày 15", Lean.FUTURE, "2026-07-15"),
        ("ngày 15", Lean.PAST, "2026-06-15"),
        ("cuối tháng", Lean.FUTURE, "2026-06-21/2026-06-30"),
        ("trung thu", Lean.FUTURE, "2026-09-25"),
        ("trung thu", Lean.PAST, "2025-10-06"),
        ("trung thu", Lean.NEAREST, "2026-09-25"),
    ],
)
def test_which_way_is_meant(text: str, lean: Lean, meant: str) -> None:
    found = find_dates(text, today=date(2026, 6, 18), lean=lean)
    assert " ".join(map(_written, found)) == meant


def test_a_found_date_knows_its_place_and_kind() -> None:
    found = find_dates("Họp sáng thứ 5 tuần trước ở xã", today=date(2026, 6, 18))
    assert found == [
        FoundDate(4, 25, "sáng thứ 5 tuần trước", date(2026, 6, 11), date(2026, 6, 11), DateKind.WEEKDAY, relative=True)
    ]


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.sampled_from(["{d}/{m}/{y}", "ngày {d} tháng {m} năm {y}"]))
def test_every_day_that_is_written_out_comes_back(day: date, form: str) -> None:
    found = find_dates(form.format(d=day.day, m=day.month, y=day.year))
    assert [(one.first, one.last, one.certain) for one in found] == [(day, day, True)]


_NOISE = st.text(alphabet="0123456789/.-– ,ngàythángtừđếnquýIVnămtuầnmaitrướcsau", max_size=60)


@given(_NOISE, st.dates(date(1902, 1, 1), date(2098, 1, 1)), st.sampled_from(Lean))
def test_any_text_is_survived_and_spans_do_not_overlap(text: str, today: date, lean: Lean) -> None:
    found = find_dates(text, today=today, lean=lean)
    assert all(one.first <= one.last and text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
