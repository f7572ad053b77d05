"""A message taken apart: its heading and the activities that it tells of, one text each."""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.language.dates import DateKind, FoundDate, find_dates
from knowledge.language.folding import fold
from knowledge.language.patterns import compiled, vietnamese
from knowledge.work.reporting.drafts.people import count_people
from knowledge.work.reporting.drafts.remarks import find_remarks
from knowledge.work.reporting.drafts.words import ACTION

_ITEM = re.compile(r"(?m)^\s*(?:\d{1,2}\s*[.)/:](?!\d)|[-+•*–]|[a-dđ][.)])\s*(?=\S)")
_INLINE_ITEM = re.compile(r"(?:^|(?<=\s))(\d)[.)]\s+(?=\S)")
_DETAIL = compiled(
    r"\s*(?:số lượng|số người|thành phần|thời gian|địa điểm|nội dung|kinh phí|kp|tổng|kết quả|khó khăn|kk"
    r"|hạn chế|đề xuất"
    r"|kiến nghị|đề nghị|phát|tặng|trao|có|hết|chi|\d)(?!\w)"
)
_HEADING = re.compile(r"[^:;.\n]{2,80}:(?=\s)")
_BREAK = re.compile(r"[;\n]+|(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s+\S|$)|,(?=\s)")
_PART_OF_DAY = compiled(r"\s*(?:và |còn |sau đó |đến )?(?:sáng|chiều|tối|trưa)(?!\w)")
_SOME_PART_OF_DAY = compiled(r"(?<!\w)(?:sáng|chiều|tối|trưa)(?!\w)")
_THEN = vietnamese(r"\s*(?:và |còn )?(?P<part>sáng|chiều|tối|trưa)(?: cùng ngày| \d{1,2}/\d{1,2})?,? ")
_THEN_DID = re.compile(_THEN + ACTION.pattern, re.IGNORECASE)
_FOR_EACH = compiled(r"[.;\n]\s*(?P<each>mỗi (?:nơi|điểm|buổi|chỗ|cuộc|đợt) [^.;\n]+)[\s.]*$")
_AT_PLACE = compiled(r"(?<!\w)(?:tại|ở) \S")
_DAYS = (DateKind.DAY, DateKind.WEEKDAY, DateKind.DAY_OF_MONTH, DateKind.RANGE)


@dataclass(frozen=True, slots=True)
class Parts:
    """The heading that holds for all activities ('' without one), and the text of each activity."""

    heading: str
    texts: tuple[str, ...]


def take_apart(text: str, *, today: date) -> Parts:
    """Return the activities of a message: its list items, else the phrases that begin with another date or place."""
    for pattern in (_ITEM, _INLINE_ITEM):
        items = list(pattern.finditer(text))
        if len(items) > 1 and (parts := _listed(text, items)):
            return parts
    heading = _heading(text)
    body = text[len(heading) :]
    starts = _starts(body, today)
    ends = [*starts[1:], len(body)]
    texts = [body[start:end].strip(" ,;\n") for start, end in zip(starts, ends, strict=True)]
    return Parts(heading.rstrip(": "), tuple(_told_of_each(texts)))


def _told_of_each(texts: list[str]) -> list[str]:
    """Return the texts with what the last one says of each of them: 'Mỗi nơi chi 600k'."""
    each = _FOR_EACH.search(texts[-1])
    if each is None:
        return texts
    return [*(f"{text}. {each['each']}" for text in texts[:-1]), texts[-1]]


def _listed(text: str, items: list[re.Match[str]]) -> Parts | None:
    """Return the items of a list where at least two tell of an activity of their own."""
    heading = text[: items[0].start()]
    ends = [*(item.start() for item in items[1:]), len(text)]
    texts = [text[item.end() : end].strip(" ;\n") for item, end in zip(items, ends, strict=True)]
    told = [bool(ACTION.search(one)) and not (_DETAIL.match(one) and _is_activity(heading)) for one in texts]
    if sum(told) < 2:
        return None
    joined: list[str] = []
    for one, tells in zip(texts, told, strict=True):
        if tells or not joined:
            joined.append(one)
        else:
            joined[-1] += ". " + one
    return Parts(heading.strip().rstrip(":"), tuple(joined))


def _is_activity(heading: str) -> bool:
    return bool(ACTION.search(heading)) and len(heading.split()) > 4


def _heading(text: str) -> str:
    """Return what stands before the first colon where it introduces and tells nothing: 'Tuần trước công an xã:'."""
    match = _HEADING.match(text)
    if not match:
        return ""
    return match[0] if len(match[0].split()) <= 8 and count_people(match[0]).total is None else ""


def _starts(body: str, today: date) -> list[int]:
    """Return where the activities of a text without list items begin."""
    rest = find_remarks(body).rest
    dates = [one for one in find_dates(rest, today=today) if one.kind in _DAYS]
    starts = [0]
    breaks = [*(match for match in _BREAK.finditer(rest)), None]
    for match, following in zip(breaks, breaks[1:], strict=False):
        if match is None:
            break
        end = following.start() if following else len(rest)
        before, phrase = rest[starts[-1] : match.start()], rest[match.end() : end]
        tail = rest[match.end() :]
        if _begins_activity(before, phrase, tail, match, dates, starts[-1]):
            starts.append(match.end())
    return starts


def _begins_activity(
    before: str, phrase: str, tail: str, at: re.Match[str], dates: list[FoundDate], since: int
) -> bool:
    """Tell whether a phrase begins another activity than the one that `before` tells of."""
    if not _tells(before):
        return False
    own = [one for one in dates if at.end() <= one.start < at.end() + len(phrase)]
    had = [one for one in dates if since <= one.start < at.start()]
    opens_with_date = bool(own) and not phrase[: own[0].start - at.end()].strip()
    if at[0] == ",":
        sentence = re.split(r"[;\n]|\.\s", tail)[0]
        is_later = _opens_other_part_of_day(before, tail)
        is_other = is_later or (opens_with_date and bool(had) and own[0].first != had[-1].first)
        return is_other and bool(had) and _tells(sentence)
    if own and had and own[0].first != had[-1].first:
        return _tells(_sentence(tail))
    if _PART_OF_DAY.match(phrase) and had:
        return _tells(_sentence(tail))
    both_placed = bool(_AT_PLACE.search(before) and _AT_PLACE.search(_sentence(tail)))
    return both_placed and count_people(before).total is not None and count_people(_sentence(tail)).total is not None


def _opens_other_part_of_day(before: str, tail: str) -> bool:
    """Tell whether a phrase goes on with a later part of the day and what was done in it: ', chiều 5/6 mở hội thi'."""
    now, earlier = _THEN_DID.match(tail), _SOME_PART_OF_DAY.findall(before)
    return now is not None and bool(earlier) and fold(now["part"]) != fold(earlier[-1])


def _sentence(tail: str) -> str:
    return re.split(r"[;\n]|\.\s", tail)[0]


def _tells(text: str) -> bool:
    return bool(ACTION.search(text)) or count_people(text).total is not None
