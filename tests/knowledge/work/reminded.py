"""A plan with deadlines and the units that owe them, for the tests of what is reminded of."""

from datetime import UTC, datetime, time

from knowledge.clock import VIET_NAM
from knowledge.database import connect
from knowledge.documents.document import Document, Span
from knowledge.plans import store
from knowledge.plans.model import Deadline, Head, Level, Passage, PassageKind, Plan, Unit
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reminding.schedule import Office

ISSUER = "Ủy ban nhân dân huyện Mây"
NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
OFFICE = Office()


def deadline(what, who, date_, last_day=None, recurs=None):
    return Deadline(what, who, "UBND huyện", date_, last_day, recurs, f"{what} trước ngày", "V", 0)


PLAN = Plan(
    id="kh",
    head=Head("1/KH-UBND", "KẾ HOẠCH", ISSUER, Level.DISTRICT, "Mây", "2026-01-05", 2026, None, None, None),
    sections=(),
    passages=(Passage(0, "V", PassageKind.PARAGRAPH, "Báo cáo định kỳ.", Span(0, 10)),),
    units=(Unit("Phòng Tư pháp", ("Phòng TP",), "IV.1", ()),),
    deadlines=(
        deadline("báo cáo 6 tháng", ("Các phòng, ban", "UBND các xã"), "--05-10", "--05-09", "yearly"),
        deadline("báo cáo năm", ("Phòng TP",), "--11-03", "--11-02", "yearly"),
        deadline("báo cáo tháng", ("Công an huyện",), "---20", None, "monthly"),
        deadline("Tháng hành động", (), "2026-06-01/2026-06-30"),
        deadline("báo cáo đột xuất", ("Phòng TP",), None),
    ),
    targets=(),
    references=(),
    contacts=(),
    report_outline=(),
)
UNITS = ("Phòng Tư pháp", "Công an huyện", "UBND xã Mây", "UBND xã Gió")


def reminded_office():
    """Return a database in which the plan is published and each of its units has an officer."""
    connection = connect(":memory:")
    store.save(connection, PLAN, Document("kh.txt", "", ()), now=NOW)
    for number, name in enumerate(UNITS, start=1):
        unit = registered_units.register(connection, name, issuer=ISSUER)
        people.join(connection, number, f"Cán bộ {number}", unit=unit.id, role=OfficialRole.OFFICER, by=None, now=NOW)
    registered_units.register(connection, "Phòng Tư pháp", issuer="Ủy ban nhân dân huyện Khác")
    return connection


def render(digest):
    return "\n".join(f"{item.owing.what} {item.days_left}" for item in digest.items), ((("Đã nộp", "x"),),)


def morning(day):
    """Return eight o'clock of a day: when reminders are sent."""
    return datetime.combine(day, time(8), VIET_NAM)
