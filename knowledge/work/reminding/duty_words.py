"""What a coordinator types about an obligation: a thing and its last day, or a new day and the reason for it."""

import re
from datetime import date, timedelta

from knowledge.errors import UserError
from knowledge.language.dates import find_dates
from knowledge.language.dates.model import FoundDate, Lean

_BEFORE = re.compile(r"trước\s+(?:ngày\s*)?$", re.IGNORECASE)
_LEADING = re.compile(
    r"[\s,;:.–-]*(?:(?:hạn(?: cuối)?(?: là)?|xong|chậm nhất(?: là)?|đến(?: hết)?|trước|vào|sang|ngày)[\s:]*)+$",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"^[\s,;:.–-]*(?:(?:vì|do|lý do|lí do)[\s:]+)?", re.IGNORECASE)


class DutyWordsError(UserError):
    """Words from which no day, no thing or no reason can be read; its message says what to type."""


def read_duty(text: str, today: date) -> tuple[str, date]:
    """Return what is to be done and its last day: "báo cáo nhanh, trước ngày 20/5" ends on 19 May."""
    found, last_day = _day(text, today)
    what = " ".join(f"{_LEADING.sub('', text[: found.start])} {text[found.end :]}".split()).strip(" ,;:.–-")
    if not what:
        raise DutyWordsError("Chưa rõ việc gì: hãy gõ việc và hạn trong một tin, ví dụ: báo cáo nhanh, hạn 20/5.")
    return what, last_day


def read_move(text: str, today: date) -> tuple[date, str]:
    """Return the new last day and the reason: "20/5 vì hoãn họp"."""
    found, last_day = _day(text, today)
    rest = f"{_LEADING.sub('', text[: found.start])} {text[found.end :]}".strip()
    reason = " ".join(_BECAUSE.sub("", rest).split()).strip(" ,;:.–-")
    if not reason:
        raise DutyWordsError("Cần cả lý do: hãy gõ ngày mới và lý do trong một tin, ví dụ: 20/5 vì hoãn họp.")
    return last_day, reason


def read_day(text: str, today: date) -> date:
    """Return the day that a text names, today or later. Raises DutyWordsError."""
    return _day(text, today)[1]


def _day(text: str, today: date) -> tuple[FoundDate, date]:
    """Return the date that a text names and the last day that it means. Raises DutyWordsError without one to come."""
    found = find_dates(text, today=today, lean=Lean.FUTURE)
    if not found:
        raise DutyWordsError("Chưa thấy ngày: hãy gõ lại kèm ngày, ví dụ 20/5 hoặc thứ sáu tuần sau.")
    day = found[0].last
    if _BEFORE.search(text[: found[0].start]) or found[0].text.lower().startswith("trước"):
        day -= timedelta(days=1)
    if day < today:
        raise DutyWordsError(f"Ngày {day:%d/%m/%Y} đã qua: hãy gõ lại với một ngày từ hôm nay trở đi.")
    return found[0], day
