"""Deadlines as an .ics file for a phone's calendar (RFC 5545)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from knowledge.clock import VIET_NAM
from knowledge.work.reminding.upcoming import Due

BEGIN, END = time(8), time(17)
"""The hours of the last day, so that its entry stands within the working day."""
ALARM = timedelta(days=-1)


def calendar_file(due: Iterable[Due], *, now: datetime) -> bytes:
    """Return an entry for each deadline on its last day, with an alarm the day before; the same deadline, the same UID.

    So a file that is imported again replaces the entries of the first one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Tro ly Ke hoach//VN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Hạn trong kế hoạch")
    for each in due:
        calendar.add_component(_entry(each, now))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _entry(due: Due, now: datetime) -> Event:
    deadline, entry = due.of.deadline, Event()
    name = f"{due.of.plan}|{deadline.section}|{deadline.quote}|{due.last_day}"
    entry.add("uid", f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@tro-ly-ke-hoach")
    entry.add("dtstamp", now)
    entry.add("dtstart", datetime.combine(due.last_day, BEGIN, VIET_NAM))
    entry.add("dtend", datetime.combine(due.last_day, END, VIET_NAM))
    entry.add("summary", f"Hạn: {deadline.what}")
    place = due.of.head.number or due.of.head.title
    entry.add("description", f"{deadline.quote}\n\nMục {deadline.section}, {place}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Mai là hạn cuối: {deadline.what}")
    alarm.add("trigger", ALARM)
    entry.add_component(alarm)
    return entry
