"""Personal data in messages; the cases stand in personal_data.txt."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts.masking import MASK, masked
from knowledge.work.reporting.drafts.personal_data import PersonalKind, find_personal_data

CASES = [
    tuple(part.strip() for part in line.split(" | "))
    for line in Path(__file__).with_name("personal_data.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "seen"), [case for case in CASES if case[1] != "-"])
def test_what_leads_to_a_child_is_seen(text: str, seen: str) -> None:
    found = [datum.text for datum in find_personal_data(text)]
    missed = [part for part in seen.split("; ") if not any(part in one or one in part for one in found)]
    assert missed == [], found


@pytest.mark.parametrize("text", [text for text, seen in CASES if seen == "-"])
def test_what_leads_to_nobody_is_not(text: str) -> None:
    assert find_personal_data(text) == ()
    assert find_personal_data(fold(text)) == ()


def test_the_kinds_and_places() -> None:
    text = "Cháu Vi Văn Nam sinh năm 2013, đt 0912345678"
    found = find_personal_data(text)
    assert [datum.kind for datum in found] == [PersonalKind.NAME, PersonalKind.BIRTH, PersonalKind.PHONE]
    assert all(text[datum.start : datum.end] == datum.text for datum in found)


@given(st.from_regex(r"0[35789]\d{8}", fullmatch=True), st.sampled_from(["", " ", "."]))
def test_every_mobile_number_is_seen(number: str, gap: str) -> None:
    written = gap.join((number[:4], number[4:7], number[7:]))
    assert [datum.text for datum in find_personal_data(f"gọi {written} nhé")] == [written]


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    found = find_personal_data(text)
    assert all(text[datum.start : datum.end] == datum.text for datum in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


def test_a_hamlet_stays_the_place_of_a_report() -> None:
    text = "thăm cháu Vi Văn Nam, thôn Hạ bị bỏng"
    details = masked(Details(what=text, place="thôn Hạ"), find_personal_data(text))
    assert details.what == f"thăm cháu {MASK}, {MASK} bị bỏng"
    assert details.place == "thôn Hạ"


def test_a_house_is_masked_in_the_place() -> None:
    text = "thăm cháu Vi Văn Nam ở tổ 3 ấp Đông bị bỏng"
    details = masked(Details(what=text, place="tổ 3 ấp Đông bị bỏng"), find_personal_data(text))
    assert "tổ 3" not in (details.place or "")
