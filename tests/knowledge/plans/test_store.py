"""Plans go into the database and come out as they were; what fails leaves it as it was."""

import sqlite3
from datetime import UTC, datetime

import pytest

from knowledge.database import DatabaseError, connect
from knowledge.documents.document import Document, Span
from knowledge.plans import store
from knowledge.plans.contract import export
from knowledge.plans.loading import PlanUnknown, load
from knowledge.plans.model import (
    Contact,
    Deadline,
    Finding,
    Head,
    Level,
    Passage,
    PassageKind,
    Plan,
    Quote,
    Reference,
    Role,
    Section,
    Target,
    Task,
    Unit,
)

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
DOCUMENT = Document(name="thu.txt", text="", blocks=(), sha256="abc")
PLAN = Plan(
    id="thu-2026",
    head=Head(
        "7/KH-UBND", "KẾ HOẠCH Thử", "UBND xã Mây", Level.COMMUNE, "Mây", "2026-01-02", 2026, None, "A", "CHỦ TỊCH"
    ),
    sections=(
        Section("I", "I.", "NHIỆM VỤ", None, Span(0, 10, 1)),
        Section("I.1", "1.", "Công an xã", "I", Span(10, 90)),
    ),
    passages=(
        Passage(0, "I", PassageKind.HEADING, "NHIỆM VỤ", Span(0, 10, 1), "I."),
        Passage(1, "I.1", PassageKind.BULLET, "Chủ trì tuần tra đường làng.", Span(20, 50, 2), "-", lead_in=0),
        Passage(2, "I.1", PassageKind.ROW, "Báo cáo", Span(50, 90, 2), columns=(("Hạn", "10/5"),), doubtful=True),
    ),
    units=(
        Unit(
            "Công an xã",
            ("CA xã",),
            "I.1",
            (Task("Chủ trì tuần tra đường làng.", Role.LEAD, "I.1", 1, ("Đoàn xã",), (3, 4), 0.9),),
        ),
        Unit(None, (), "I", (Task("Báo cáo", Role.CARRY_OUT, "I.1", 2),)),
    ),
    deadlines=(
        Deadline(
            "báo cáo", ("Công an xã",), "UBND xã", "--05-10", "--05-09", "yearly", "trước ngày 10/5", "I.1", 2, 0.8
        ),
    ),
    targets=(Target("100% ngõ có đèn", 100.0, "%", "2026", "I.1", 1, 3),),
    references=(Reference("Luật", None, None, "Quốc hội", "cư trú", "Luật Cư trú", "I", 0),),
    contacts=(Contact("đường dây nóng", "111", "gọi 111", "I.1", 1),),
    report_outline=("Kết quả", "Khó khăn"),
    findings=(Finding("two_leads", "Hai đơn vị cùng chủ trì.", (Quote("a", "I"), Quote("b", "I.1"))),),
)


@pytest.fixture
def connection() -> sqlite3.Connection:
    return connect(":memory:")


def test_a_plan_comes_out_as_it_went_in(connection):
    store.save(connection, PLAN, DOCUMENT, now=NOW)

    assert load(connection, PLAN.id) == PLAN


def test_the_same_id_and_the_same_file_are_refused_and_nothing_changes(connection):
    store.save(connection, PLAN, DOCUMENT, now=NOW)

    with pytest.raises(store.PlanExists):
        store.save(connection, PLAN, Document("khac.txt", "", (), "def"), now=NOW)
    with pytest.raises(store.PlanExists):
        store.save(connection, Plan("khac", *_parts_of(PLAN)), DOCUMENT, now=NOW)

    assert [entry.id for entry in store.entries(connection)] == [PLAN.id]


def _parts_of(plan):
    return [getattr(plan, name) for name in Plan.__slots__ if name != "id"]


def test_a_deleted_plan_leaves_nothing_behind(connection):
    store.save(connection, PLAN, DOCUMENT, now=NOW)
    assert _found(connection, "tuan_tra") == 1

    store.delete(connection, PLAN.id)

    assert _found(connection, "tuan_tra") == 0
    assert connection.execute("select count(*) from task").fetchone()[0] == 0
    with pytest.raises(PlanUnknown):
        load(connection, PLAN.id)
    with pytest.raises(PlanUnknown):
        store.delete(connection, PLAN.id)


def _found(connection, term):
    return connection.execute("select count(*) from passage_index where words match ?", (f'"{term}"',)).fetchone()[0]


def test_a_failure_in_the_middle_rolls_back(connection):
    broken = Plan(**{name: getattr(PLAN, name) for name in Plan.__slots__} | {"targets": (object(),)})

    with pytest.raises(AttributeError):
        store.save(connection, broken, DOCUMENT, now=NOW)

    assert store.entries(connection) == []
    assert connection.execute("select count(*) from passage").fetchone()[0] == 0


def test_the_list_counts_what_was_read_and_can_be_narrowed_to_a_status(connection):
    store.save(connection, PLAN, DOCUMENT, now=NOW, status=store.PlanStatus.DRAFT)

    (entry,) = store.entries(connection)
    assert (entry.units, entry.tasks, entry.head.number) == (1, 2, "7/KH-UBND")
    assert store.entries(connection, status=store.PlanStatus.PUBLISHED) == []

    store.set_status(connection, PLAN.id, store.PlanStatus.PUBLISHED)
    assert len(store.entries(connection, status=store.PlanStatus.PUBLISHED)) == 1
    with pytest.raises(PlanUnknown):
        store.set_status(connection, "không có", store.PlanStatus.DRAFT)


def test_the_contract_has_its_keys(connection):
    exported = export(PLAN)

    assert exported["units"][0]["tasks"][0]["role"] == "chủ trì"
    assert exported["units"][0]["tasks"][0]["with"] == ["Đoàn xã"]
    assert (
        exported["deadlines"][0] | {"to": "UBND xã", "recurs": "yearly", "last_day": "--05-09"}
        == exported["deadlines"][0]
    )
    assert exported["findings"][0]["quotes"] == [{"text": "a", "section": "I"}, {"text": "b", "section": "I.1"}]


def test_a_database_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "kehoach.db"
    connection = connect(path)
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values ('kehoach', 'm999', '')"
    )
    connection.close()

    with pytest.raises(DatabaseError, match="mới hơn"):
        connect(path)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "hong.db"
    path.write_bytes(b"not a database at all, but long enough to be read as one" * 20)

    with pytest.raises(DatabaseError, match="Không mở được"):
        connect(path)
