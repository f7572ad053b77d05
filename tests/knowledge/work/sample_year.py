"""A half year of a fictional district: a plan, twelve units, 150 activities, the same for the same seed."""

import random
import sqlite3
from datetime import UTC, date, datetime, time, timedelta

from knowledge.documents.document import Document, Span
from knowledge.plans import store
from knowledge.plans.model import (
    Deadline,
    Head,
    Level,
    Passage,
    PassageKind,
    Plan,
    Role,
    Section,
    Target,
    Task,
    Unit,
)
from knowledge.work.members import people, registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details, TaskPlace

ISSUER = "Ủy ban nhân dân huyện Khe Mây"
PLAN_ID = "khe-may-2026"
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
ADMIN = 1000

_SECTIONS = (
    ("III", "NHIỆM VỤ VÀ GIẢI PHÁP", None),
    ("III.1", "Truyền thông, nâng cao nhận thức về bảo vệ trẻ em", "III"),
    ("III.2", "Phòng, chống đuối nước và tai nạn, thương tích", "III"),
    ("III.3", "Chăm sóc sức khỏe và dinh dưỡng cho trẻ em", "III"),
    ("III.4", "Hỗ trợ trẻ em có hoàn cảnh khó khăn", "III"),
    ("III.5", "Văn hóa, vui chơi dịp hè & Tết Trung thu", "III"),
)
_UNITS = (
    "Phòng Nội vụ",
    "Phòng Y tế",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa, Khoa học và Thông tin",
    "Phòng Tư pháp",
    "Công an huyện",
    "Trung tâm Y tế huyện",
    "Huyện đoàn",
    "Hội Liên hiệp Phụ nữ huyện",
    "Ủy ban nhân dân xã Nậm Tre",
    "Ủy ban nhân dân xã Bản Hạ",
    "Ủy ban nhân dân thị trấn Khe Mây",
)
_TASKS = (
    ("III.1", "Tổ chức các buổi nói chuyện về quyền trẻ em tại trường học và nhà văn hóa thôn", (2, 4)),
    ("III.1", "Phát tờ gấp, treo băng rôn về Tổng đài 111 tại nơi đông người qua lại", (0, 9)),
    ("III.1", "Xây dựng chuyên mục phát thanh hằng tuần về chăm sóc trẻ em", (3,)),
    ("III.2", "Mở lớp dạy bơi an toàn cho trẻ từ 6 đến 15 tuổi trong dịp hè", (2, 7)),
    ("III.2", "Rà soát, cắm biển cảnh báo tại ao, hồ, công trình có hố sâu", (9, 10, 11)),
    ("III.2", "Tuần tra, nhắc nhở thanh thiếu niên vi phạm an toàn giao thông", (5,)),
    ("III.3", "Khám sức khỏe định kỳ cho học sinh mầm non và tiểu học", (1, 6)),
    ("III.3", "Cân, đo, theo dõi trẻ dưới 5 tuổi suy dinh dưỡng và hướng dẫn cha mẹ nấu ăn bổ sung", (6,)),
    ("III.4", "Lập hồ sơ, thăm tặng quà trẻ em mồ côi, trẻ em khuyết tật", (0, 8)),
    ("III.4", "Vận động nguồn lực xã hội trao học bổng cho trẻ em hộ nghèo", (8, 7)),
    ("III.4", "Trợ giúp pháp lý miễn phí cho trẻ em thuộc hộ cận nghèo", (4,)),
    ("III.5", "Tổ chức Tết thiếu nhi 1/6 và Tết Trung thu tại các xã, thị trấn", (7, 9, 10, 11)),
    ("III.5", "Mở cửa thư viện, sân chơi miễn phí vào cuối tuần", (3,)),
    ("III.5", "Bàn giao học sinh về sinh hoạt hè tại địa bàn dân cư", (2,)),
)
_PLACES = ("thôn Nà Pán", "Trường Tiểu học Bản Hạ", "nhà văn hóa thị trấn", "xã Nậm Tre", "sân vận động huyện")
_DONE = (
    "Tổ chức buổi truyền thông trực tiếp kết hợp hỏi đáp có thưởng",
    "Phối hợp với nhà trường và phụ huynh ra quân, ghi chép đầy đủ",
    "Tập huấn cho cộng tác viên thôn, bản theo tài liệu của tỉnh",
    "Kiểm tra thực tế, lập biên bản và thống nhất cách khắc phục",
    "Thăm hỏi, trao quà & động viên các gia đình <có hoàn cảnh đặc biệt>",
)
_THINGS = ("tờ rơi", "phần quà", "biển cảnh báo", "suất học bổng", "áo phao")
_DIFFICULTIES = (
    "Kinh phí cấp chậm so với tiến độ",
    "Đường vào bản bị sạt lở, khó đi lại",
    "Thiếu cộng tác viên ở thôn",
)
_PROPOSALS = ("Bổ sung kinh phí cho đợt hè", "Mở lớp tập huấn cho cộng tác viên mới")
_OUTLINE = (
    "I. TÌNH HÌNH CHUNG",
    "II. KẾT QUẢ THỰC HIỆN",
    "1. Công tác truyền thông, nâng cao nhận thức",
    "2. Công tác phòng, chống đuối nước, tai nạn thương tích",
    "3. Công tác chăm sóc sức khỏe, dinh dưỡng",
    "4. Kết quả thực hiện các chỉ tiêu",
    "5. Kinh phí thực hiện",
    "III. ĐÁNH GIÁ CHUNG",
    "1. So sánh với cùng kỳ năm trước",
    "2. Khó khăn, hạn chế",
    "3. Nguyên nhân",
    "IV. PHƯƠNG HƯỚNG THỜI GIAN TỚI",
    "V. KIẾN NGHỊ, ĐỀ XUẤT",
)


def sample_plan(*, outline: bool = True) -> Plan:
    """Return the plan; without an outline of its own if so wanted."""
    return Plan(
        id=PLAN_ID,
        head=Head(
            number="45/KH-UBND",
            title="KẾ HOẠCH Bảo vệ, chăm sóc trẻ em trên địa bàn huyện Khe Mây năm 2026",
            issuer=ISSUER,
            level=Level.DISTRICT,
            place="Khe Mây",
            issue_date="2026-01-15",
            year=2026,
            year_to=None,
            signer="Vàng Thị Mẩy",
            signer_role="TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
        ),
        sections=tuple(Section(path, path, title, parent, Span(0, 0)) for path, title, parent in _SECTIONS),
        passages=tuple(
            Passage(position, section, PassageKind.BULLET, text, Span(0, 0))
            for position, (section, text, _) in enumerate(_TASKS)
        ),
        units=tuple(Unit(name, (), "IV", tuple(_tasks_of(number))) for number, name in enumerate(_UNITS)),
        deadlines=(
            Deadline("Báo cáo năm", ("Các phòng",), ISSUER, "--11-20", "--11-19", "yearly", "", "V", 0),
            Deadline(
                "Báo cáo kết quả Tháng hành động", (_UNITS[0],), ISSUER, "2026-07-15", "2026-07-15", None, "", "V", 0
            ),
        ),
        targets=(
            Target("100% xã, thị trấn có ít nhất một điểm vui chơi cho trẻ em", 100, "%", "2026", "II", 0),
            Target("95% học sinh tiểu học được khám sức khỏe định kỳ", 95, "%", "2026", "II", 0),
        ),
        references=(),
        contacts=(),
        report_outline=_OUTLINE if outline else (),
    )


def _tasks_of(unit: int) -> list[Task]:
    return [
        Task(text, Role.LEAD if doers[0] == unit else Role.COORDINATE, section, position)
        for position, (section, text, doers) in enumerate(_TASKS)
        if unit in doers
    ]


def sample_year(
    connection: sqlite3.Connection, *, seed: int = 2026, count: int = 150, outline: bool = True, before: int = 0
) -> Plan:
    """Store the plan, its units with one official each, and `count` reports; `before` more a year earlier.

    Two of the twelve units report nothing, and two tasks have no activity.
    """
    chance = random.Random(seed)
    plan = sample_plan(outline=outline)
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    store.save(connection, plan, Document("mau.txt", "", (), ""), now=moment)
    people.ensure_admins(connection, [ADMIN], now=moment)
    units = [registered_units.register(connection, name, issuer=ISSUER) for name in _UNITS]
    for number, unit in enumerate(units):
        role = OfficialRole.COORDINATOR if number == 0 else OfficialRole.OFFICER
        people.join(connection, number + 1, f"Cán bộ {number + 1}", unit=unit.id, role=role, by=ADMIN, now=moment)
    for _ in range(count):
        _report(connection, chance, units, FIRST)
    for _ in range(before):
        _report(connection, chance, units, FIRST.replace(year=FIRST.year - 1))
    return plan


def _report(
    connection: sqlite3.Connection, chance: random.Random, units: list[registered_units.RegisteredUnit], first: date
) -> None:
    section, text, doers = chance.choice([task for task in _TASKS[:-2] if set(task[2]) - {4, 10}])
    unit = chance.choice([doer for doer in doers if doer not in (4, 10)])
    day = first + timedelta(days=chance.randrange(170))
    moment = datetime.combine(day + timedelta(days=1), time(3), tzinfo=UTC)
    children, adults = chance.randrange(10, 200), chance.randrange(5, 80)
    details = Details(
        what=chance.choice(_DONE),
        date=day,
        end_date=day + timedelta(days=1) if chance.random() < 0.1 else None,
        place=chance.choice(_PLACES),
        children=children if chance.random() < 0.9 else None,
        adults=adults if chance.random() < 0.7 else None,
        total=children + adults if chance.random() < 0.5 else None,
        cost=chance.randrange(5, 150) * 100_000 if chance.random() < 0.6 else None,
        quantities=((chance.choice(_THINGS), chance.randrange(5, 300)),) if chance.random() < 0.6 else (),
        difficulty=chance.choice(_DIFFICULTIES) if chance.random() < 0.15 else None,
        proposal=chance.choice(_PROPOSALS) if chance.random() < 0.1 else None,
        task=TaskPlace(text, section) if chance.random() < 0.95 else None,
    )
    draft = activities.open_draft(
        connection, author=unit + 1, unit=units[unit].id, plan=PLAN_ID, details=details, now=moment
    )
    activities.submit(connection, draft.id, by=unit + 1, now=moment)
    if chance.random() < 0.6:
        activities.accept(connection, draft.id, by=1, now=moment + timedelta(days=1))
