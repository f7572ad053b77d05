"""The .ics file reads back as it was meant: days, words with all their marks, alarms, lines within RFC 5545."""

from datetime import UTC, date, datetime, timedelta

import icalendar

from knowledge.plans.browsing import PlanDeadline
from knowledge.plans.model import Deadline, Head
from knowledge.work.reminding.calendar_file import calendar_file
from knowledge.work.reminding.upcoming import Due

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
WORDS = "Ủy ban nhân dân các xã, phường; các đơn vị; nghiêng ngả, gửi về Phòng Văn hóa – Xã hội " * 4


def due(number=1):
    deadline = Deadline(WORDS, ("Công an xã",), None, "--05-10", "--05-09", "yearly", WORDS, "III.2", 0)
    head = Head("12/KH-UBND", "KẾ HOẠCH", None, None, None, None, 2026, None, None, None)
    return Due(date(2026, 5, 9), 5, PlanDeadline(number, "kh", head, deadline))


def test_the_file_reads_back():
    content = calendar_file([due()], now=NOW)
    read = icalendar.Calendar.from_ical(content)
    (event,) = read.walk("VEVENT")
    assert event["summary"] == f"Hạn: {WORDS.strip()}" or event["summary"].strip() == f"Hạn: {WORDS}".strip()
    assert event.decoded("dtstart").isoformat() == "2026-05-09T08:00:00+07:00"
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=-1)
    assert [str(zone["tzid"]) for zone in read.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]


def test_lines_are_folded_between_letters():
    for line in calendar_file([due()], now=NOW).split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_the_same_deadline_keeps_its_uid():
    first, again = (icalendar.Calendar.from_ical(calendar_file([due(n)], now=NOW)).walk("VEVENT")[0] for n in (1, 2))
    assert first["uid"] == again["uid"]
