"""Ten years of a province's work as rows: reports with their history, obligations, reminders, messages, questions.

The rows are those that the program would have written, straight through SQL, and none of what it prunes.
"""

import json
import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from benchmarks import province
from benchmarks.province import Member, Province
from knowledge.database import connect
from knowledge.language.folding import folded_words, key
from knowledge.plans.browsing import PlanDeadline, deadlines, heads
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding.events import FESTIVALS
from knowledge.work.reminding.owed import Owed, Places, owed, places_by_issuer

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 1, 10, tzinfo=UTC)
"""Ten past eight on a Monday in Viet Nam."""
YEARS = range(2017, 2027)
STATES = ("accepted",) * 185 + ("submitted",) * 8 + ("returned",) * 3 + ("cancelled",) * 3 + ("draft",)
_WHAT = (
    "tổ chức truyền thông cho {people} học sinh tại thôn {place}",
    "tập huấn kỹ năng cho {people} phụ huynh và giáo viên ở nhà văn hóa thôn {place}",
    "kiểm tra {people} điểm vui chơi, ao hồ ở thôn {place}",
    "thăm hỏi, tặng {people} suất quà cho gia đình khó khăn thôn {place}",
    "phát {people} tờ rơi và treo băng rôn tuyên truyền tại thôn {place}",
    "họp ban chỉ đạo, rà soát {people} hồ sơ tại trụ sở",
    "khám sức khỏe định kỳ cho {people} trẻ em trường mầm non thôn {place}",
)
_HARD = ("Thiếu kinh phí tổ chức", "Thời tiết mưa kéo dài", "Cán bộ kiêm nhiệm nhiều việc", "Dân cư phân tán")
_BATCH = 20_000
Row = tuple[Any, ...]


def build(path: Path, *, activities: int, officials: int) -> None:
    """Make the database at a path where none is."""
    connection = connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.execute("pragma foreign_keys = off")
    connection.execute("pragma cache_size = -400000")
    made = province.write(connection, YEARS, officials=officials)
    chance = random.Random(2017)
    members: dict[int, list[Member]] = defaultdict(list)
    for member in made.members:
        members[member.unit].append(member)
    connection.execute("begin")
    _write_activities(connection, made, members, chance, activities)
    _write_obligations(connection, members, chance)
    _write_messages(connection, made, chance)
    _write_chats(connection, made, chance)
    connection.execute("update activity_indexed set logged = (select max(id) from audit)")
    connection.execute("commit")
    connection.execute("insert into activity_index (activity_index) values ('optimize')")
    connection.execute("pragma journal_mode = wal")
    connection.close()


def _write_activities(
    connection: sqlite3.Connection, made: Province, members: dict[int, list[Member]], chance: random.Random, number: int
) -> None:
    """Write the reports in the order of their days, each with its versions, audit log, quantities, evidence, words."""
    units = [(unit, office) for office in made.offices for unit in office.units]
    first, days = date(YEARS[0], 1, 2), (TODAY - date(YEARS[0], 1, 2)).days
    tables: dict[str, list[Row]] = defaultdict(list)
    for at in range(1, number + 1):
        day = first + timedelta(days=at * days // (number + 1))
        unit, office = chance.choice(units)
        tasks, author = office.tasks[day.year, unit], chance.choice(members[unit]).telegram_id
        task = chance.choice(tasks) if chance.random() < 0.85 else None
        state = chance.choice(STATES)
        if state == "submitted" and (TODAY - day).days > 60:
            state = "accepted"
        decider = made.members[province.ADMINS + province.COORDINATORS * made.offices.index(office)].telegram_id
        _add(tables, at, day, (state, author, unit, decider), office.plans[day.year], task, chance)
        if at % _BATCH == 0:
            _flush(connection, tables)
    _flush(connection, tables)


def _add(
    tables: dict[str, list[Row]],
    at: int,
    day: date,
    who: tuple[str, int, int, int],
    plan: str,
    task: province.PlanTask | None,
    chance: random.Random,
) -> None:
    state, author, unit, _ = who
    people, cost = chance.randint(10, 300), chance.randint(1, 90) * 100_000
    what = chance.choice(_WHAT).format(people=people, place=chance.randint(1, 15))
    hard = chance.choice(_HARD) if chance.random() < 0.1 else None
    place = f"thôn {chance.randint(1, 15)}"
    sent = datetime(day.year, day.month, day.day, 3, tzinfo=UTC) + timedelta(minutes=at % 400)
    steps = {"accepted": ("submitted", "accepted"), "submitted": ("submitted",), "returned": ("submitted", "returned")}
    versions = steps.get(state, ())
    said = [task.section, task.text] if task else [None, None]
    tables["activity"].append(
        (at, state, len(versions), author, unit, plan, *said, what, str(day), place, people, 0, people, cost, hard)
        + (author, 1_000_000 + at, "không rõ" if state == "returned" else None, sent.isoformat(), sent.isoformat())
        + (sent.isoformat() if versions else None,)
    )
    tables["activity_quantity"].append((at, 0, "tờ rơi", float(people)))
    details = {"what": what, "date": str(day), "place": place, "children": people, "total": people, "cost": cost}
    _add_versions(tables, at, who, plan, versions, sent, details)
    if versions:
        words = " ".join(word for text in (what, place, hard, said[1]) if text for word in folded_words(text))
        tables["activity_index"].append((at, words))
    if chance.random() < 0.3:
        tables["evidence"].append((at, "photo", f"file-{at}", f"unique-{at}", sent.isoformat()))


def _add_versions(
    tables: dict[str, list[Row]],
    at: int,
    who: tuple[str, int, int, int],
    plan: str,
    versions: tuple[str, ...],
    sent: datetime,
    details: dict[str, object],
) -> None:
    _, author, unit, decider = who
    before = {"state": "draft", "version": 0}
    for version, to in enumerate(versions, 1):
        by, when = (author, sent) if version == 1 else (decider, sent + timedelta(days=1))
        after = {"state": to, "version": version}
        tables["activity_version"].append(
            (at, version, to, when.isoformat(), by, json.dumps(details, ensure_ascii=False), None)
        )
        tables["audit"].append(
            (when.isoformat(), by, f"report.{to}", author, unit, plan, at, json.dumps(before), json.dumps(after))
        )
        before = after


_COLUMNS = {
    "activity": "id, state, version, author, unit, plan, task_section, task_text, what, date, place, children, adults,"
    " total, cost, difficulty, chat, message, comment, created_at, changed_at, submitted_at",
    "activity_quantity": "activity, position, word, number",
    "activity_version": "activity, version, state, at, by, details, comment",
    "audit": "at, actor, action, official, unit, plan, activity, before, after",
    "activity_index": "rowid, words",
    "evidence": "activity, kind, file_id, file_unique_id, added_at",
    "obligation": "id, plan, deadline, unit, period, what, addressee, quote, section, last_day, daily, state",
    "obligation_change": "obligation, state, last_day, reason, by, at",
    "reminder_told": "official, obligation, day",
    "event_told": "official, what, first_day",
    "reminder_wish": "official, last_digest",
    "outbox": "key, chat, text, buttons, state, attempts, owed_at, due_at, done_at",
    "inbox": "update_id, body, state, attempts, received_at, done_at",
    "chat_question": "chat, question, plan, context, choices, asked_at",
    "unanswered": "folded, question, lack, count, last_at",
    "news_choice": "telegram_id, news, told_until",
    "done_once": "name, period",
}


def _flush(connection: sqlite3.Connection, tables: dict[str, list[Row]]) -> None:
    for table, rows in tables.items():
        columns = _COLUMNS[table]
        marks = ",".join("?" * len(columns.split(",")))
        connection.executemany(f"insert or ignore into {table} ({columns}) values ({marks})", rows)
        rows.clear()


def _write_all(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rest = iter(rows)
    while batch := [*islice(rest, _BATCH)]:
        _flush(connection, {table: batch})


def _write_obligations(connection: sqlite3.Connection, members: dict[int, list[Member]], chance: random.Random) -> None:
    """Write what was owed in ten years and what became of it, and who was told: officers and heads of the unit."""
    number, places = 0, places_by_issuer(connection)
    items = deadlines(connection, dict(heads(connection)))
    for year in YEARS:
        tables: dict[str, list[Row]] = defaultdict(list)
        last = min(date(year, 12, 31), TODAY + timedelta(days=60))
        for each in [*_owed(connection, items, places, date(year, 1, 1), last)]:
            number += 1
            deadline, day = each.of.deadline, each.occurrence.last_day
            state = _state(day, chance)
            tables["obligation"].append(
                (number, *each.key, deadline.what, deadline.to, deadline.quote, deadline.section, str(day))
                + (deadline.recurs == "daily", state)
            )
            at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC).isoformat()
            if state != "open":
                by = members[each.unit][0].telegram_id
                tables["obligation_change"].append((number, state, str(day), "", by, at))
                before = json.dumps({"obligation": number, "state": "open", "day": str(day)})
                after = json.dumps({"state": state, "day": str(day)})
                tables["audit"].append(
                    (at, by, f"obligation_{state}", None, each.unit, each.key[0], None, before, after)
                )
            if day - timedelta(days=14) < TODAY:
                told = str(min(day, TODAY - timedelta(days=3)))
                tables["reminder_told"] += [(one.telegram_id, number, told) for one in members[each.unit]]
        _flush(connection, tables)


def _owed(
    connection: sqlite3.Connection, items: Sequence[PlanDeadline], places: Places, first: date, last: date
) -> Iterator[Owed]:
    for _, of_plan in groupby(items, key=lambda item: item.plan):
        yield from owed(connection, of_plan, places, first, last)


def _state(day: date, chance: random.Random) -> str:
    """Return what became of an obligation: of the old ones one in a hundred is open still."""
    if day >= TODAY:
        return "open"
    met = 0.99 if (TODAY - day).days > 60 else 0.7
    return "open" if chance.random() > met else "waived" if chance.random() < 0.02 else "done"


def _write_messages(connection: sqlite3.Connection, made: Province, chance: random.Random) -> None:
    """Write the messages and the updates that are kept, who was told of which event, and what people wish."""
    text = "🔔 <b>Nhắc việc</b> · báo cáo quý, hạn 30/6. " + "Nội dung của nhiệm vụ như kế hoạch đã nêu. " * 18
    buttons = json.dumps([[["✅ Đã xong", "od:1"], ["📝 Báo cáo", "ob:1"]]], ensure_ascii=False)

    def messages() -> Iterator[Row]:
        for back in range(90):
            at = (NOW - timedelta(days=back + 1)).isoformat()
            for member in made.members:
                if chance.random() < 0.25:
                    key_ = f"digest:{member.telegram_id}:{TODAY - timedelta(days=back + 1)}"
                    yield key_, member.telegram_id, text, buttons, "sent", 1, at, at, at

    def updates() -> Iterator[Row]:
        """A month since the last start."""
        for number in range(300_000):
            at = (NOW - timedelta(days=30) + timedelta(seconds=8 * number)).isoformat()
            yield number + 1, "", "handled", 1, at, at

    _write_all(connection, "outbox", messages())
    _write_all(connection, "inbox", updates())
    told = [
        (one.telegram_id, each.what, str(each.days(year)[0]))
        for year in YEARS
        for each in FESTIVALS
        if each.days(year)[0] < TODAY
        for one in made.members
    ]
    _write_all(connection, "event_told", told)
    _write_all(connection, "reminder_wish", ((one.telegram_id, "2026-05-29") for one in made.members))
    coordinators = [one for one in made.members if one.role is OfficialRole.COORDINATOR]
    until = "2026-05-31T09:30:00+00:00"
    _write_all(connection, "news_choice", ((one.telegram_id, "daily", until) for one in coordinators[::2]))


def _write_chats(connection: sqlite3.Connection, made: Province, chance: random.Random) -> None:
    """Write a month's questions, those of people who asked no more since, and the questions without an answer."""
    choices = json.dumps([["Hạn của việc này", "hạn báo cáo khi nào", None]] * 4, ensure_ascii=False)

    def asked() -> Iterator[Row]:
        for back in range(400):
            at = (NOW - timedelta(days=400 - back)).isoformat()
            for member in chance.sample(made.members, min(len(made.members), 5000 if back > 370 else 100)):
                yield member.telegram_id, "ai phối hợp tuyên truyền", None, "[]", choices, at

    _write_all(connection, "chat_question", asked())
    words = "cấp phép xây dựng đất đai hộ tịch hộ khẩu thuế học phí bảo hiểm lương thưởng nghỉ xe công".split()  # noqa: SIM905

    def missed() -> Iterator[Row]:
        for number in range(40_000):
            text = f"{' '.join(chance.choices(words, k=5))} số {number}"
            at = (NOW - timedelta(days=chance.randint(1, 3600))).isoformat()
            yield key(text), text, "not_found", 1 + (number % 50 == 0), at

    _write_all(connection, "unanswered", missed())
