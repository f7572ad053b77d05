"""A year of the sample plans with registered officials: every reminder on its day, computed here in another way.

Here nothing is shared with the schedule: the days off are typed from the Government's notices, the days are found by
walking the calendar from the first to the last, and who owes what is written down by hand.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document, Span
from knowledge.documents.reading import read
from knowledge.plans import store
from knowledge.plans.model import Deadline, Head, Passage, PassageKind, Plan
from knowledge.plans.reading import read_plan
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding import reminders
from knowledge.work.reminding.schedule import Office, Urgency
from tests.samples import IDS, plan_file

FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
DAYS_OFF = {
    date(2026, 1, 1), date(2026, 1, 2),
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),
    date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1),
    date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 24),
    date(2027, 1, 1),
}  # fmt: skip
"""Tết Dương lịch, Tết Bính Ngọ, Giỗ Tổ (in lieu), 30/4 and 1/5, Quốc khánh, Ngày Văn hóa; 2/1 and 31/8 are swapped."""
MADE_UP = {date(2026, 1, 10), date(2026, 8, 22)}
"""Saturdays that are worked for 2 January and 31 August."""
LOCALS = ("Ủy ban nhân dân xã Mẫu Một", "Ủy ban nhân dân phường Mẫu Hai")
EVERYBODY_BUT_LOCALS = "all but local"
AGENCIES = "agencies"
COLLECTIVES = {
    "Ủy ban nhân dân các xã, thị trấn": LOCALS,
    "Ủy ban nhân dân các xã, phường": LOCALS,
    "UBND cấp xã": LOCALS,
    "Các cơ quan, ban, ngành, đoàn thể huyện": EVERYBODY_BUT_LOCALS,
    "Các sở, ban, ngành, đoàn thể tỉnh": EVERYBODY_BUT_LOCALS,
    "các sở, ban, ngành": AGENCIES,
    "Các sở, ban, ngành": AGENCIES,
    "Các đơn vị trong ngành": EVERYBODY_BUT_LOCALS,
    "Các thôn": LOCALS,
}
ORGANISATIONS = ("Huyện đoàn", "Tỉnh đoàn", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Hội")


def is_worked(day):
    return day in MADE_UP or (day.weekday() < 5 and day not in DAYS_OFF)


def last_days(deadline, year):
    """Walk the year and yield the days on which a period of the deadline ends."""
    written = deadline.last_day or deadline.date or ""
    day = date(year, 1, 1)
    while day.year == year:
        ends_month = (day + timedelta(days=1)).day == 1
        ends_quarter = ends_month and day.month % 3 == 0
        last = written.split("/")[-1]
        names = {
            day.isoformat(),
            f"--{day:%m-%d}",
            f"---{day:%d}",
            f"{day:%Y-%m}" if ends_month else "",
            f"--{day:%m}" if ends_month else "",
            f"{day.year}-Q{day.month // 3}" if ends_quarter else "",
            str(day.year) if (day.month, day.day) == (12, 31) else "",
        }
        if last and last in names:
            yield day
        day += timedelta(days=1)


def owing_units(deadline, units):
    for who in deadline.who:
        kind = COLLECTIVES.get(who)
        if kind is EVERYBODY_BUT_LOCALS:
            yield from (unit for unit in units if unit not in LOCALS)
        elif kind is AGENCIES:
            yield from (unit for unit in units if unit not in LOCALS and not unit.startswith(ORGANISATIONS))
        else:
            yield from kind or (who,)


def reminded_days(last_day):
    for ahead in (14, 7, 3, 1, 0):
        day = last_day - timedelta(days=ahead)
        while ahead and not is_worked(day):
            day -= timedelta(days=1)
        yield day


def office(plan):
    """Return a database with the plan, its named units and two local ones, an officer in each, and their names."""
    connection = connect(":memory:")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    store.save(connection, plan, Document(f"{plan.id}.txt", "", ()), now=now)
    named = {who for deadline in plan.deadlines for who in deadline.who if who not in COLLECTIVES}
    units = sorted({*named, *LOCALS})
    for number, name in enumerate(units, 1):
        unit = registered_units.register(connection, name, issuer=plan.head.issuer or "")
        people.join(connection, number, name, unit=unit.id, role=OfficialRole.OFFICER, by=None, now=now)
    return connection, units


@pytest.mark.parametrize("plan_id", IDS)
def test_every_obligation_of_a_sample_plan_is_reminded_of_on_the_right_days(plan_id):
    plan = read_plan(read(plan_file(plan_id)), id=plan_id)
    connection, units = office(plan)
    issued = date.fromisoformat(plan.head.issue_date)
    first = max(FIRST, issued)
    assert {who for deadline in plan.deadlines for who in deadline.who} <= {*COLLECTIVES, *units}

    found = {
        (sent.at.date(), sent.official.name, sent.about.what, sent.about.last_day)
        for sent in reminders.forecast(connection, first, LAST, office=Office())
        if sent.level in (Urgency.AHEAD, Urgency.LAST_DAY)
    }

    expected = set()
    for deadline in plan.deadlines:
        for last_day in (*last_days(deadline, 2026), *last_days(deadline, 2027)):
            recurs = (deadline.last_day or deadline.date or "").startswith("-")
            beyond = last_day.year > (plan.head.year_to or plan.head.year) and last_day > date(
                (plan.head.year_to or plan.head.year) + 1, 1, 31
            )
            if recurs and (beyond or last_day < issued):
                continue
            for unit in owing_units(deadline, units):
                expected |= {(day, unit, deadline.what, last_day) for day in reminded_days(last_day)}
    begun = first
    while not is_worked(begun):
        begun += timedelta(days=1)
    inside = {each for each in expected if begun < each[0] <= LAST}
    assert {each for each in found if each[0] > begun} == inside
    assert inside or plan_id == "tinh-phong-thu-dan-su-2027"


def festive_plan():
    words = "Tổ chức Tết Trung thu; thăm, tặng quà dịp Tết Nguyên đán; hưởng ứng Tháng hành động vì trẻ em."
    passages = (Passage(0, "III", PassageKind.PARAGRAPH, words, Span(0, len(words))),)
    head = Head(
        "5/KH", "KẾ HOẠCH Chăm lo cho trẻ em giai đoạn 2026 - 2027", "UBND xã Suối Trong", None, "Suối Trong",
        "2026-01-10", 2026, 2027, None, None,
    )  # fmt: skip
    deadline = Deadline("Báo cáo quý", (LOCALS[0],), None, "2026-04-30", "2026-04-30", None, "đến 30/4", "III", 0)
    return Plan(
        id="le-tet", head=head, sections=(), passages=passages, units=(), deadlines=(deadline,), targets=(),
        references=(), contacts=(), report_outline=(),
    )  # fmt: skip


def test_festivals_are_announced_by_the_lunar_calendar_a_week_ahead():
    connection, units = office(festive_plan())

    said = [
        (sent.at.date(), sent.official.name, sent.about.what, sent.about.first_day)
        for sent in reminders.forecast(connection, date(2026, 2, 1), date(2027, 12, 31), office=Office())
        if sent.level == reminders.ANNOUNCED
    ]

    expected = [
        (date(2026, 2, 9), "Tết Nguyên đán", date(2026, 2, 16)),
        (date(2026, 5, 25), "Tháng hành động vì trẻ em", date(2026, 6, 1)),
        (date(2026, 9, 18), "Tết Trung thu", date(2026, 9, 25)),
        (date(2027, 1, 29), "Tết Nguyên đán", date(2027, 2, 5)),
        (date(2027, 5, 25), "Tháng hành động vì trẻ em", date(2027, 6, 1)),
        (date(2027, 9, 8), "Tết Trung thu", date(2027, 9, 15)),
    ]
    assert sorted(said) == sorted((day, unit, what, begin) for day, what, begin in expected for unit in units)


def test_the_last_day_of_april_is_reminded_of_though_nobody_works():
    connection, _ = office(festive_plan())

    days = [
        sent.at.date()
        for sent in reminders.forecast(connection, date(2026, 4, 1), date(2026, 4, 30), office=Office())
        if sent.level in (Urgency.AHEAD, Urgency.LAST_DAY)
    ]

    # 27 April is off in lieu of Giỗ Tổ (a Sunday), so that three days before falls back to the Friday.
    assert days == [date(2026, 4, day) for day in (16, 23, 24, 29, 30)]
