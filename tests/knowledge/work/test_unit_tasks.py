"""What a unit may report on, out of the database; and the contract of `draft` on top of it."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document, Span
from knowledge.plans import store
from knowledge.plans.model import Head, Passage, PassageKind, Plan, Role, Section, Task, Unit
from knowledge.work.reporting.contract import draft_json
from knowledge.work.reporting.unit_tasks import unit_tasks

SPAN = Span(0, 10)
TEXTS = (
    "Tổ chức truyền thông phòng, chống đuối nước cho trẻ em trong dịp hè",
    "Kiểm tra các điểm kinh doanh trò chơi điện tử trên địa bàn",
    "Các thôn rà soát ao hồ, cắm biển cảnh báo nguy hiểm",
    "Tổ chức Tết Trung thu cho thiếu nhi",
    "Ngày Gia đình Việt Nam được tổ chức vào tháng 6 hằng năm",
)


def _task(position: int) -> Task:
    return Task(text=TEXTS[position], role=Role.CARRY_OUT, section="II", passage=position)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    head = Head(None, "KẾ HOẠCH", "UBND xã Mây", None, None, None, 2026, None, None, None)
    passages = tuple(Passage(at, "II", PassageKind.BULLET, text, SPAN) for at, text in enumerate(TEXTS))
    units = (
        Unit("Trạm Y tế xã", ("trạm y tế",), "II", (_task(0),)),
        Unit("Công an xã", ("CAX",), "II", (_task(1),)),
        Unit("các thôn", (), "II", (_task(2),), is_group=True),
        Unit(None, (), "II", (_task(3),)),
    )
    plan = Plan("may-2026", head, (Section("II", "II", "Nhiệm vụ", None, SPAN),), passages, units, (), (), (), (), ())
    connection = connect(tmp_path / "plans.db")
    store.save(connection, plan, Document("may.txt", "\n".join(TEXTS), ()), now=datetime(2026, 1, 5, tzinfo=UTC))
    yield connection
    connection.close()


def test_own_tasks_then_everybodys_then_the_rest(connection: sqlite3.Connection) -> None:
    found = unit_tasks(connection, plan="may-2026", unit="Trạm y tế")
    assert [task.text for task in found.own] == [TEXTS[0]]
    assert [task.text for task in found.general] == [TEXTS[2], TEXTS[3]]
    assert TEXTS[4] in [task.text for task in found.others]


def test_a_name_of_two_units_means_both(connection: sqlite3.Connection) -> None:
    found = unit_tasks(connection, plan="may-2026", unit="Công an, Trạm Y tế xã")
    assert [task.text for task in found.own] == [TEXTS[0], TEXTS[1]]


def test_an_unknown_unit_or_plan_has_no_own_tasks(connection: sqlite3.Connection) -> None:
    assert unit_tasks(connection, plan="may-2026", unit="Sở Tài chính").own == ()
    assert unit_tasks(connection, plan=None, unit="Công an xã").own == ()
    assert unit_tasks(connection, plan="khong-co", unit=None).general == ()


def test_the_contract(connection: sqlite3.Connection) -> None:
    request = {"text": "hôm qua tổ chức trung thu cho 80 cháu ở thôn 2", "plan": "may-2026", "unit": "các thôn"}
    draft = draft_json(connection, {**request, "today": "2026-09-26"})
    assert draft["is_report"]
    assert draft["missing"] == []
    (activity,) = draft["activities"]
    assert (activity["date"], activity["place"], activity["children"]) == ("2026-09-25", "thôn 2", 80)
    assert activity["task"] == {"text": TEXTS[3], "section": "II"}


def test_the_day_stands_in_where_the_request_has_none(connection: sqlite3.Connection) -> None:
    draft = draft_json(connection, {"text": "hôm qua họp 9 đ/c"}, today=date(2026, 6, 18))
    assert draft["activities"][0]["date"] == "2026-06-17"
    assert not draft_json(connection, {"text": None})["is_report"]
    with pytest.raises(ValueError, match="isoformat"):
        draft_json(connection, {"text": "x", "today": "hôm nay"})
