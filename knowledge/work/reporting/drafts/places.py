"""Where an activity took place: a phrase after 'tại' or 'ở', else the first name that begins as a place does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.folding import folded_words
from knowledge.language.patterns import compiled, exact, just_before, vietnamese
from knowledge.work.reporting.drafts.words import ACTION, PLACE_HEAD

_AT = compiled(
    rf"(?<!\w)(?:tại|ở|o(?!\w)|ven|quanh|xung quanh|trên địa bàn"
    rf"|địa điểm:?|đ/đ:?|{exact('dưới|dọc|xuống')})\s+(?!(?:nạn|liệu|khoản|trợ|chính)(?!\w))(?P<rest>\S)"
)
_NO_PLACE = compiled(
    r"(?:nhà(?! (?:văn|vh|sh|sinh|thiếu|thi|rông|cộng|họp|thờ|máy|trẻ|riêng))|đây|đó|kia|mức|dạng|ngoài|trong"
    r"|tuổi|độ tuổi|mạng|trên mạng|chỗ|nơi|thể|môi trường|lứa|cộng đồng|địa bàn|cơ sở(?! \w)|gia đình|địa phương)(?!\w)"
)
_STOP = compiled(
    r"[;\n.!?()\x00\"“”']|,|\s[-–]\s|(?<!\w)(?:cho|với|về|để|và có|có|do|nhân|vào|lúc|hồi|được|gồm|thu hút|hơn|khoảng"
    r"|trên"
    r"|gần|tổng|kinh phí|kp|hết|nhằm|đã|bị|trong đó|bằng|phục vụ|cùng|cùng với|đúng|dịp|tham gia|theo|báo|từ"
    r"|đến|làm|x)(?!\w)"
)
_NAMED = compiled(
    r"(?<!\w)(?P<head>hội trường|phòng họp|nhà văn hóa|nhà văn hoá|nvh|ht|nhà sinh hoạt cộng đồng|nhà thiếu nhi"
    r"|bể bơi|hồ bơi|nhà khách|nhà thi đấu|quảng trường|khách sạn|trụ sở"
    r"|trạm y tế|tyt|ttyt|trung tâm y tế|trung tâm văn hóa|ttvh|trung tâm"
    r"|(?<!môi\x20)(?<!đến\x20)(?<!tới\x20)trường|trg|thcs|thpt|tiểu học|mầm non|mẫu giáo|thôn|ấp(?! phích)"
    r"|buôn(?! bán)|làng|xóm|khóm|khu phố"
    r"|tổ dân phố|tdp|khu dân cư|xã(?! hội)"
    r"|phường|thị trấn|sân (?:trường|vận động|ubnd|nhà|bóng|thể thao|đình|trụ sở)|công viên|nhà rông"
    r"|điểm trường|bệnh viện|mái ấm|làng trẻ|ubnd xã"
    rf"|{exact('chợ|chùa|sóc')}|{exact('bản')}(?! (?:tin|đồ|thân|cam|sao|án|chất|quyền|kiểm|ghi|vẽ)))(?!\w)"
)
_NEEDS_NAME = compiled(
    r"(?:ubnd xã|thcs|thpt|trường|trg|tiểu học|mầm non|mẫu giáo|thôn|ấp|bản|buôn|làng|xóm|khóm|sóc|khu phố"
    r"|tổ dân phố|tdp|xã"
    r"|phường|thị trấn|trung tâm|khu dân cư|chùa|chợ)"
)
_LEVEL = compiled(
    r"(?:ubnd xã|thcs|thpt|th|mn|tiểu học|mầm non|mẫu giáo|ptdtbt|ptdtnt|ubnd|xã|thôn|huyện|ấp|phường|tt)(?!\w)"
)
_INSTITUTION = compiled(r"(?:trung tâm|ttyt|tyt|trạm y tế|bệnh viện|ttvh|ubnd xã)(?!\w)")
_AREA = compiled(r"(?:xã|phường|thị trấn|thôn|ấp)(?!\w)")
_APART = re.compile(r"[.,;\n]\s*$")
_DOES = re.compile(vietnamese(r"\s*(?:(?:đã|vừa|cùng|đến|đi|tới) )?") + ACTION.pattern, re.IGNORECASE)
_COUNT_BEFORE = re.compile(r"\d\s*$")
_NO_PLACES_COUNTED = compiled(r"(?:tuổi|giờ|h|ngày|tháng|năm|%|người|cháu|trẻ|em|độ|phút)(?!\w)|$")
_MANY_BEFORE = compiled(
    r"(?<!\w)(?:các|những|mỗi|từng|nhiều|một số|hội|đoàn|hpn|công chức|chức|cán bộ|phòng|toàn|bí thư|chi bộ"
    rf"|ctv|cộng tác viên"
    rf"|{exact('hộ')})\s*$"
)
_LONGEST = 10


def find_place(text: str) -> str | None:
    """Return where an activity took place, as written, None where its text names no place.

    `text` has its dates, amounts and counts of people blanked (see `blanked`), so that a place ends before them.
    """
    by_preposition = list(_after_preposition(text))
    uncounted = [place for place in by_preposition if not place[:1].isdecimal()]
    if uncounted:
        return uncounted[0]
    named = list(_by_name(text))
    elsewhere = [one.words for one in named if not one.is_doer]
    if named and named[0].is_acting_area:
        elsewhere = [*(one.words for one in named if one.stands_apart), *elsewhere]
    return next(iter((*elsewhere, *(one.words for one in named), *by_preposition)), None)


def _after_preposition(text: str) -> Iterator[str]:
    for match in _AT.finditer(text):
        start = match.start("rest")
        if _NO_PLACE.match(text, start):
            continue
        place = _extent(text, start, after_preposition=True)
        if place and (PLACE_HEAD.match(place) or place[0].isupper() or _is_plain(place)):
            yield place


def _is_plain(place: str) -> bool:
    """Tell whether a phrase in lower case may be a place: no verb opens it, a number counts places ('3 điểm')."""
    if place[0].isdecimal():
        return not _NO_PLACES_COUNTED.match(place.lstrip("0123456789., "))
    return not ACTION.match(place) and len(place.split()) <= 6


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a place: is it the institution that did it, or the commune, or does it stand behind a comma?"""

    words: str
    is_doer: bool
    is_acting_area: bool
    stands_apart: bool


def _by_name(text: str) -> Iterator[_Named]:
    """Yield the names of places in a text, in reading order."""
    for match in _NAMED.finditer(text):
        if _COUNT_BEFORE.search(text[: match.start()]) or _MANY_BEFORE.search(text[: match.start()]):
            continue
        place = _extent(text, match.start(), after_preposition=False)
        if place and (len(place.split()) > len(match["head"].split()) or not _NEEDS_NAME.fullmatch(match["head"])):
            yield _named(text, match, place)


def _named(text: str, match: re.Match[str], place: str) -> _Named:
    acts = bool(_DOES.match(text, match.start() + len(place)))
    opens = acts and len(folded_words(text[: match.start()])) <= 2
    is_apart = not acts and bool(_APART.search(just_before(text, match.start())))
    head = match["head"]
    return _Named(place, opens and bool(_INSTITUTION.match(head)), opens and bool(_AREA.match(head)), is_apart)


def _extent(text: str, start: int, *, after_preposition: bool) -> str:
    """Return the phrase of a place from its first character to where something else begins."""
    end = start
    words = 0
    while words < _LONGEST and (word := re.compile(r"\s*([^\s,;:.!?()\x00\"“”']+)").match(text, end)):
        if words and _ends_before(text, word, after_preposition=after_preposition):
            break
        head = PLACE_HEAD.match(text, word.start(1))
        end, words = max(word.end(), head.end() if head else 0), words + 1
    place = text[start:end].strip(" ,;:.-–")
    return place + _second_place(text, end) if after_preposition else place


def _ends_before(text: str, word: re.Match[str], *, after_preposition: bool) -> bool:
    at = word.start(1)
    if word[1] in ("TT", "Tt") and text[word.end() : word.end() + 2].strip().islower():
        return True  # 'truyền thông', not 'thị trấn'
    if "\n" in word[0] or (_STOP.match(text, at) and not (text[at].isupper() and not text.isupper())):
        return True
    if _is_action(text, at):
        return True
    if after_preposition:
        return False
    is_name = word[1][0].isupper() or word[1][0].isdecimal() or bool(PLACE_HEAD.match(text, at))
    return not is_name and not _is_lower(text)


def _is_lower(text: str) -> bool:
    """Tell whether a text is typed without capitals, so that names have none."""
    return sum(character.isupper() for character in text) <= 1


def _is_action(text: str, at: int) -> bool:
    """Tell whether a verb stands here that ends a place; short ones only with their marks ('mở', not 'mo')."""
    match = ACTION.match(text, at)
    if not match or _LEVEL.match(text, at) or text[at].isupper():
        return False
    return len(match[0]) >= 4 or not match[0].isascii()


def _second_place(text: str, end: int) -> str:
    """Return ', suối' of 'các hồ, suối': a second plain place word right behind the first."""
    match = compiled(rf",\s*(?:{_SECOND})(?!\w)(?=\s*(?:[,.;\n\x00]|$|từ|vào|ngày))").match(text, end)
    return match[0] if match else ""


_SECOND = (
    r"suối|sông|hồ|ao|trường học|trường|chợ|thôn|ấp|trạm y tế|nhà văn hóa|công viên|đập|kênh|mương|khu dân cư|bãi tắm"
)
