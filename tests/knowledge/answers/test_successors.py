"""Who does now what an office of an old plan did."""

import sqlite3
from datetime import UTC, date, datetime
from functools import partial

import pytest

from knowledge.answers import successors as of_offices
from knowledge.answers.own_words import WordsError
from knowledge.answers.successors import read_successor, shipped
from knowledge.database import connect
from tests.knowledge.answers.conftest import NOW, Ask

OLD, NEW, TODAY = date(2024, 2, 1), date(2025, 9, 1), date(2026, 3, 2)
EMPTY = connect(":memory:")
successors = partial(of_offices.successors, EMPTY)
predecessors = partial(of_offices.predecessors, EMPTY)
joined = partial(of_offices.joined, EMPTY)
TYPED = """cũ: Trung tâm Y tế huyện
mới: Trạm Y tế xã
từ: 01/8/2025
đến: 01/6/2026
việc: y tế dự phòng
căn cứ: Nghị quyết số 12/2025/NQ-HĐND ngày 15/7/2025"""


def test_every_line_has_its_basis() -> None:
    assert shipped()
    assert all(row.basis and row.what and row.name for row in shipped())


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
    rows = [row for row in shipped() if row.level == "place"]
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


def test_a_new_plan_tells_of_an_office_that_was_gone_before_it(ask: Ask) -> None:
    now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    found = ask("sở lao động thương binh và xã hội làm gì", now=now)
    assert {one.name for one in found.moved} == {"Sở Y tế", "Sở Nội vụ"}


def test_typed_lines_are_a_successor_from_its_day_to_its_end() -> None:
    connection = connect(":memory:")
    row = of_offices.add(connection, read_successor(TYPED), by=None, now=NOW)

    def now_of(unit: str, today: date) -> list[str]:
        found = of_offices.successors(connection, unit, issued=OLD, today=today, of_district=False)
        return [one.name for one in found if one.level == "district" and one.old != "*"]

    assert (row.level, row.since, row.until) == ("district", date(2025, 8, 1), date(2026, 6, 1))
    assert now_of("Trung tâm Y tế", TODAY) == ["Trạm Y tế xã"]
    assert now_of("Trung tâm Y tế tỉnh", TODAY) == []
    assert now_of("Trung tâm Y tế", date(2026, 6, 1)) == []
    with pytest.raises(WordsError, match="đã có dòng này"):
        of_offices.add(connection, read_successor(TYPED), by=None, now=NOW)
    of_offices.remove(connection, row.id or 0, by=None, now=NOW)
    assert now_of("Trung tâm Y tế", TODAY) == []
    assert _logged(connection) == ["successor.add", "successor.remove"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("từ: 01/8/2025", ""), "Thiếu dòng “từ:”"),
        (("01/8/2025", "tháng tám"), "cần một ngày"),
        (("01/8/2025", "31/2/2025"), "cần một ngày"),
        (("01/6/2026", "01/6/2025"), "phải sau ngày"),
        (("Nghị quyết số 12/2025/NQ-HĐND ngày 15/7/2025", "theo quyết định của cấp trên"), "số văn bản"),
        (("Trạm Y tế xã", "trung tam y te huyen"), "giống nhau"),
    ],
)
def test_lines_that_say_no_successor(change: tuple[str, str], says: str) -> None:
    with pytest.raises(WordsError, match=says):
        read_successor(TYPED.replace(*change))


def _logged(connection: sqlite3.Connection) -> list[str]:
    return [row["action"] for row in connection.execute("select action from audit order by id")]
