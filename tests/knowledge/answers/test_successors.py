"""Who does now what an office of an old plan did."""

from datetime import UTC, date, datetime

import pytest

from knowledge.answers.successors import joined, predecessors, successors, table
from tests.knowledge.answers.conftest import Ask

OLD, NEW, TODAY = date(2024, 2, 1), date(2025, 9, 1), date(2026, 3, 2)


def test_every_line_has_its_basis() -> None:
    assert table()
    assert all(row.basis and row.what and row.name for row in table())


def test_a_dissolved_office_has_successors() -> None:
    found = successors("Sở LĐTB&XH", issued=OLD, today=TODAY, of_district=False)
    assert "Sở Y tế" in [row.name for row in found]


def test_a_plan_made_after_the_change_needs_no_note() -> None:
    assert not successors("Sở LĐTB&XH", issued=NEW, today=TODAY, of_district=False)


def test_before_the_change_there_is_none() -> None:
    assert not successors("Sở LĐTB&XH", issued=OLD, today=date(2025, 1, 1), of_district=False)


@pytest.mark.parametrize(
    "issuer", ["UBND tỉnh Bình Phước", "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", "Sở Y tế tỉnh Bình Phước"]
)
def test_a_province_was_joined_to_another(issuer: str) -> None:
    assert [row.name for row in joined(issuer, issued=OLD, today=TODAY)] == ["tỉnh Đồng Nai"]
    assert not joined(issuer, issued=NEW, today=TODAY)
    assert not joined("UBND tỉnh Đồng Nai", issued=OLD, today=TODAY)


def test_sixty_three_provinces_became_thirty_four() -> None:
    rows = [row for row in table() if row.level == "place"]
    assert len({row.old for row in rows}) == len(rows) == 63 - 34
    assert not {row.old for row in rows} & {row.name for row in rows}


def test_the_district_level_ended() -> None:
    assert successors("Công an huyện", issued=OLD, today=TODAY, of_district=True)
    assert successors("Phòng Tư pháp", issued=OLD, today=TODAY, of_district=True)
    assert not successors("Sở Tư pháp", issued=OLD, today=TODAY, of_district=False)
    assert not successors("Ủy ban nhân dân các xã", issued=OLD, today=TODAY, of_district=True)


def test_a_new_office_knows_whose_work_it_took() -> None:
    found = predecessors("Sở Xây dựng", issued=OLD, today=TODAY)
    assert [row.old for row in found] == ["Sở Giao thông vận tải"]


def test_an_answer_tells_who_does_it_now(ask: Ask) -> None:
    now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    found = ask("phòng gd làm gì", plan="van-son", now=now)
    assert [one.since for one in found.moved] == ["2025-07-01"]
    assert not ask("phòng gd làm gì", plan="son-ha", now=now).moved
    assert not ask("phòng gd làm gì", plan="van-son").moved
