"""A figure told after the report: 'thêm 10 phụ huynh nữa', '30 em, 5 giáo viên', 'kinh phí 500k'."""

from dataclasses import replace

from knowledge.language.money import find_money
from knowledge.language.patterns import compiled
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts.people import count_people

_AROUND = compiled(
    r"(?<!\w)(?:à|ừ|dạ|vâng|và|với|thêm|có|cả|còn|nữa|khoảng|nhầm|cũng|nhé|ạ|tham gia|tham dự|dự|kinh phí"
    r"|kp|chi phí|chi|hết|tốn)(?!\w)|[\s,.;!+\x00]+"
)
_MORE = compiled(r"(?<!\w)(?:thêm|nữa)(?!\w)")
_PARTS = ("children", "adults")


def added(details: Details, said: str) -> Details | None:
    """Return the details with the people or the cost that words tell and nothing else; None for any other words.

    'thêm', 'nữa' count on from what the report has already.
    """
    money = find_money(said)
    rest = _blanked(said, [(one.start, one.end) for one in money])
    people = count_people(rest)
    if not (people.spans or money) or len(money) > 1 or _AROUND.sub("", _blanked(rest, people.spans)):
        return None
    more = _MORE.search(said) is not None
    names = [name for name in _PARTS if getattr(people, name) is not None] or (["total"] if people.spans else [])
    told = {name: getattr(people, name) + (more * (getattr(details, name) or 0)) for name in names}
    if money:
        told["cost"] = money[0].amount + (more * (details.cost or 0))
    return replace(details, **told)


def _blanked(text: str, spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text
