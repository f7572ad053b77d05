"""A figure or a day told after the report: 'thêm 10 phụ huynh nữa', 'kinh phí 500k', 'hôm qua mới đúng'."""

from dataclasses import replace
from datetime import date

from knowledge.language.dates import DateKind, FoundDate, find_dates
from knowledge.language.money import find_money
from knowledge.language.patterns import compiled
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts.people import count_people
from knowledge.work.reporting.drafts.words import blanked

_AROUND = compiled(
    r"(?<!\w)(?:à|ừ|dạ|vâng|và|với|thêm|có|cả|còn|nữa|khoảng|nhầm|cũng|nhé|ạ|mới đúng|là|vào|tham gia|tham dự|dự"
    r"|kinh phí|kp|chi phí|chi|hết|tốn)(?!\w)|[\s,.;!+\x00]+"
)
_MORE = compiled(r"(?<!\w)(?:thêm|nữa)(?!\w)")
_DAYS = (DateKind.DAY, DateKind.WEEKDAY, DateKind.DAY_OF_MONTH, DateKind.RANGE)
_PARTS = ("children", "adults")


def added(details: Details, said: str) -> Details | None:
    """Return the details with the people or the cost that words tell and nothing else; None for any other words.

    'thêm', 'nữa' count on from what the report has already.
    """
    money = find_money(said)
    rest = blanked(said, [(one.start, one.end) for one in money])
    people = count_people(rest)
    if not (people.spans or money) or len(money) > 1 or _AROUND.sub("", blanked(rest, people.spans)):
        return None
    more = _MORE.search(said) is not None
    names = [name for name in _PARTS if getattr(people, name) is not None] or (["total"] if people.spans else [])
    told = {name: getattr(people, name) + (more * (getattr(details, name) or 0)) for name in names}
    if money:
        told["cost"] = money[0].amount + (more * (details.cost or 0))
    return replace(details, **told)


def dated(said: str, *, today: date) -> FoundDate | None:
    """Return the one day or range that words tell and nothing else, None for any other words."""
    found = find_dates(said, today=today)
    if len(found) != 1 or found[0].kind not in _DAYS:
        return None
    return None if _AROUND.sub("", blanked(said, [(found[0].start, found[0].end)])) else found[0]
