"""How many children and adults took part. Numbers that count no people are left alone."""

import re
from dataclasses import dataclass
from pathlib import Path

from knowledge.language.numbers import FoundNumber, find_numbers
from knowledge.language.patterns import compiled, exact, just_before
from knowledge.work.reporting.drafts.words import LABEL_BEFORE

_SMALL = exact("nhí")
_CHILDREN = compiled(
    r"\s*(?:là\s+)?(?:lượt\s+)?(?:em học sinh|em hs|em nhỏ|em thiếu nhi|em|bạn nhỏ|bạn học sinh|bạn hs|bạn trẻ|cháu"
    r"|chau|trẻ|học sinh"
    r"|h\.?sinh|hs|hssv|bé|te|thiếu niên|thiếu nhi|thanh thiếu nhi|thanh thiếu niên|đội viên|nhi đồng"
    r"|trẻ em|mầm non|con em|trại viên|" + exact("bạn") + rf"|(?:[^\W\d_]+ ){{1,3}}{_SMALL})(?!\w)"
)


def _titles() -> str:
    """Return the alternatives of adults.txt, the longest first; those in brackets with their marks only."""
    lines = Path(__file__).with_name("adults.txt").read_text(encoding="utf-8").splitlines()
    titles = [title.strip() for line in lines if not line.startswith("#") for title in line.split("|")]
    titles.sort(key=len, reverse=True)
    return "|".join(exact(title[1:-1]) if title.startswith("[") else title for title in titles if title)


_ANY_TITLE = rf"(?!công |bệnh |học |thư |tu |y )[^\W\d_]{{2,7}} (?:[^\W\d_]{{2,7}} )?{exact('viên|trưởng|phó')}"
_ADULTS = compiled(
    rf"\s*(?:là\s+)?(?:lượt\s+)?(?:nữ |nam )?(?!(?:lao động|bảo vệ) trẻ)"
    rf"(?:{_titles()}|{_ANY_TITLE}(?! (?:trẻ em|mầm non)))(?!\w)(?! (?:khuyết|{_SMALL}))"
)
_ANYONE = compiled(
    r"\s*(?:lượt\s+)?(?:người|ng|khán giả)(?!\w)(?!\s*(?:chăm|dân|lớn))"
    r"|\s*lượt(?=\s*(?:[,.;)\n]|$|tham gia|tham dự|dự))"
)
_QUALIFIED = compiled(
    r"\s*(?:em\s+)?(?:khuyết tật|hcđb|hoàn cảnh|có hoàn cảnh|mồ côi|nghèo|dân tộc|nữ|nam|nguy cơ|có nguy cơ"
    r"|suy dinh dưỡng"
    r"|bỏ học|cận nghèo|bị)(?!\w)"
)
_SHARE = compiled(r"(?<![\w/.,])(?P<part>\d{1,5})/\d{1,5}(?=\s*[^\W\d])")
_PART = compiled(
    r"(?:trong đó|gồm|bao gồm|chia ra|\(|riêng|phát hiện"
    r"|khen thưởng|khen|tuyên dương|biểu dương|thưởng|trao giải cho)[^.;\n]*$"
)
_WHOLE = compiled(r"(?:tổng|tổng cộng|tổng số|tất cả|cộng)\s*(?:có|là|:|cộng|số)?\s*$|=\s*$")
_GROUPS = compiled(
    r"(?<![\w.,/])(?P<count>\d{1,4})\s*(?:lớp|điểm|đợt|buổi|trường|thôn|ấp|xã|nhóm|đội|bàn|ca"
    r"|tổ)\s*(?:[x×*]|,?\s*mỗi\s+\w+"
    r"(?:\s+\w+)?|,?\s*\w+\s+mỗi\s+\w+)\s*(?:có |khoảng |hơn |gần |là |\s)*$"
)
_EACH = compiled(
    r"(?:mỗi|từng|một)\s+(?P<noun>lớp|điểm|buổi|trường|thôn|ấp|xã|nhóm|đội|ca|tổ)\s*(?:có |khoảng |hơn |gần |là |\s)*$"
)
_LEFT_OUT = compiled(r"(?<!\w)(?:còn|thiếu|vắng)\s*(?:lại\s*)?$")
_NOUN_FIRST = compiled(
    r"(?<!\w)(?:(?P<children>trẻ em|trẻ|học sinh|hs|thiếu nhi|cháu|em)|(?P<adults>phụ huynh|ph|giáo viên|gv"
    r"|đại biểu|cán bộ"
    r"|cb|hội viên|đoàn viên|người lớn|đại biểu)|(?P<anyone>số người|người dự|người tham gia|tham dự"
    r"|số lượng))\s*[:=]?\s*$"
)
_BY_SEX = compiled(
    r"(?<![\w.,/])(?P<boys>\d{1,4}) (?:(?P<young>trai)|nam)\s*(?:,|và|\+|&|-)?\s*(?P<girls>\d{1,4}) (?:gái|nữ)(?!\w)"
)
_YOUNG = compiled(r"(?<!\w)(?:học sinh|hs|cháu|em|trẻ|thiếu nhi|thiếu niên|nhi đồng|đội viên)(?!\w)")
_ADDENDS = re.compile(r"(?<![\w.,/])\d{1,4}(?:\s*\+\s*\d{1,4})*\s*\+\s*$")
_FATHER = compiled(r"\s*(?:cháu|em|bé)\s*(?:\x00|(?:sđt|số|đt|điện thoại|tên|là)(?!\w))")
_NO_NOUN_AFTER = re.compile(r"\s*(?:[,;.)\n]|$)")


@dataclass(frozen=True, slots=True)
class People:
    """Who took part: None where the message does not say. `end` of `spans` are the characters that were read."""

    children: int | None = None
    adults: int | None = None
    total: int | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Count:
    kind: str
    number: int
    start: int
    end: int
    is_part: bool
    is_whole: bool
    is_qualified: bool


def count_people(text: str) -> People:
    """Return the children, adults and all people that an activity's text counts.

    Parts ('60 người, trong đó 15 trẻ em') are not added to their whole; '4 lớp x 25 em' is multiplied; of '21/25
    thành viên' 21 took part.
    """
    text = _SHARE.sub(lambda match: match["part"].ljust(len(match[0])), text)
    counts = [count for number in find_numbers(text) if (count := _count(number, text)) is not None]
    counts += _by_sex(text, counts)
    children = _sum([count for count in counts if count.kind == "children"])
    adults = _sum([count for count in counts if count.kind == "adults"])
    anyone = _sum([count for count in counts if count.kind == "anyone"])
    spans = tuple((count.start, count.end) for count in counts)
    if anyone is None:
        total = None if children is None and adults is None else (children or 0) + (adults or 0)
        return People(children, adults, total, spans)
    return _with_crowd(children, adults, anyone, counts, spans)


def _by_sex(text: str, counts: list[_Count]) -> list[_Count]:
    """Return a count in boys and girls ('các cháu: 22 trai 19 gái') or men and women, where none else says as much."""
    pair = _BY_SEX.search(text)
    if pair is None:
        return []
    is_young = bool(pair["young"] or _YOUNG.search(just_before(text, pair.start())))
    if counts if not is_young else any(count.kind == "children" for count in counts):
        return []
    number = int(pair["boys"]) + int(pair["girls"])
    return [_Count("children" if is_young else "anyone", number, *pair.span(), False, False, False)]


def _with_crowd(
    children: int | None, adults: int | None, anyone: int, counts: list[_Count], spans: tuple[tuple[int, int], ...]
) -> People:
    """Return the counts where some are of 'người': a whole of which children are a part, or beside them."""
    known = (children or 0) + (adults or 0)
    if not known:
        return People(None, None, anyone, spans)
    crowd = next(count for count in counts if count.kind == "anyone")
    has_parts = any(count.is_part for count in counts if count.kind != "anyone")
    is_whole = crowd.is_whole or has_parts or (counts[0] is not crowd and anyone == known)
    if is_whole and anyone >= known:
        if adults is None:
            return People(children, anyone - known or None, anyone, spans)
        return People(children if children is not None else anyone - known or None, adults, anyone, spans)
    return People(children, (adults or 0) + anyone, known + anyone, spans)


def _count(number: FoundNumber, text: str) -> _Count | None:
    if number.in_words and text[number.start : number.end].lower() == "ba" and _FATHER.match(text, number.end):
        return None
    before, after = just_before(text, number.start), text[number.end :]
    opens = number.start - len(before)
    kind, noun_end = _kind(after)
    noun_first = _kind_before(before, after) if kind is None and not 1900 < number.value < 2100 else None
    kind = kind or noun_first
    if kind is None or float(number.value) != int(number.value) or not (noun_first or _is_count(number, before, kind)):
        return None
    count, start = int(number.value), number.start
    groups = _GROUPS.search(before)
    if addends := _ADDENDS.search(before):
        count += sum(int(addend) for addend in re.findall(r"\d+", addends[0]))
        start = opens + addends.start()
    elif groups:
        count, start = count * int(groups["count"]), opens + groups.start()
    elif each := _EACH.search(before):
        many = _groups_before(text[: opens + each.start()], each["noun"])
        count *= many
    is_part = bool(_PART.search(before))
    is_qualified = bool(_QUALIFIED.match(after, noun_end))
    return _Count(kind, count, start, number.end + noun_end, is_part, bool(_WHOLE.search(before)), is_qualified)


def _is_count(number: FoundNumber, before: str, kind: str) -> bool:
    if before.rstrip().endswith(("/", "-")) and before.rstrip()[:-1][-1:].isdecimal():
        return False
    if _LEFT_OUT.search(before):
        return False
    label = LABEL_BEFORE.search(before)
    return not label or label[0].strip().lower() in ("phần", "phan", "từ", "tu", "lần", "lan", "số", "so", "cấp", "cap")


def _groups_before(before: str, noun: str) -> int:
    found = re.findall(rf"(?<![\w.,/])(\d{{1,4}})\s*{re.escape(noun)}(?!\w)", before, re.IGNORECASE)
    return int(found[-1]) if found else 1


def _kind(after: str) -> tuple[str | None, int]:
    for kind, pattern in (("adults", _ADULTS), ("children", _CHILDREN), ("anyone", _ANYONE)):
        match = pattern.match(after)
        if match:
            return kind, match.end()
    return None, 0


def _kind_before(before: str, after: str) -> str | None:
    """Return who is counted where the noun comes first: 'đại biểu 80, thiếu nhi: 200'."""
    match = _NOUN_FIRST.search(before) if _NO_NOUN_AFTER.match(after) else None
    return match.lastgroup if match else None


def _sum(counts: list[_Count]) -> int | None:
    """Return the sum of counts of one sort; a stated whole wins, parts of an earlier whole are not added."""
    if not counts:
        return None
    whole = next((count.number for count in counts if count.is_whole), None)
    if whole is not None:
        return whole
    first = counts[0]
    return first.number + sum(count.number for count in counts[1:] if not _is_part_of(count, first))


def _is_part_of(count: _Count, first: _Count) -> bool:
    """Tell whether people are among the first ones: 'trong đó', or some of them by what they are ('trẻ khuyết tật')."""
    if count.is_part and not first.is_part:
        return True
    return count.is_qualified and not first.is_qualified and count.number < first.number
