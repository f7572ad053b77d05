"""Personal data in a message: telephone and identity numbers, a child's name, birth, address and class.

Nothing is decided here: what is seen is shown to the officer before anything is stored (Law 91/2025/QH15 on personal
data; Decree 130/2021/ND-CP on secrets of children). Public numbers and officials' names in their office stay.
"""

import re
from collections.abc import Iterator

from knowledge.language.patterns import compiled, exact
from knowledge.work.reporting.drafts.model import PersonalDatum, PersonalKind
from knowledge.work.reporting.drafts.names import called, lower_names, named, other_names

_PHONE = re.compile(r"(?<![\d.,/])(?:\+?84|0)(?:[\s.\-]?\d){8,9}(?![\d/]|[.,]\d)")
_IDENTITY = re.compile(
    r"(?<![\d.,/])(?:\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\d/]|[.,]\d)|(?<!\w)[A-Z]{2}(?: ?\d){13}(?!\w)"
)
_OLD_IDENTITY = compiled(
    r"(?:cmnd|cmt|cccd|căn cước|mã định danh|số định danh|định danh|đdcn|bhyt|thẻ bhyt|số thẻ|stk"
    r"|số tài khoản)(?: của(?: \w+){1,3}?)?\s*(?:số|là|:"
    r"|\.)*\s*(?P<value>[a-z]{0,2}[\d .]{8,16}\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")
_PUBLIC_BEFORE = compiled(
    r"(?:đường dây nóng|hotline|tổng đài|đdn|số nóng|gọi ngay|số nóng|đường dây)\s*(?:số|là|:|của \S+|\s)*$"
)
_BIRTH = compiled(
    r"(?<!\w)(?<!khi\x20)(?<!nữ\x20)(?<!học\x20)(?<!vệ\x20)(?<!thí\x20)(?<!phát\x20)(?<!khai\x20)(?<!sư\x20)"
    r"(?:sinh ngày|sinh năm|ngày sinh|năm sinh|sinh|sn"
    r"|ns)\s*:?\s*(?P<value>\d{1,2}\s*[/.-]\s*(?:0?[1-9]|1[0-2])\s*[/.-]\s*\d{2,4}|\d{1,2}\s*/\s*\d{4}"
    r"|ngày \d{1,2} tháng \d{1,2} năm \d{4}|(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm \d{4})"
)
_LEVELS = r"(?:tổ|thôn|ấp|bản|xóm|khu phố|kp|xã|phường|thị trấn|tt|khóm|đường|huyện|buôn|làng|số)"
_ADDRESS = compiled(
    r"(?<!\w)(?:số nhà|nhà số|thường trú(?: tại)?|tạm trú(?: tại)?|địa chỉ|đ/c nhà|cư trú(?: tại)?|ngụ(?: tại)?|hktt"
    r"|hộ khẩu(?: tại)?|(?<!bán\x20)(?<!nội\x20)"
    + exact("trú")
    + r"(?: tại)?|(?:nhà|ở nhà|nhà ở)(?: tại| ở)?(?=\s+"
    + _LEVELS
    + r"(?!\w)))"
    r"(?!\w)\s*:?\s*(?P<value>[^,;.\n()]{2,60}(?:,\s*" + _LEVELS + r"\s[^,;.\n()]{1,40})*)"
)
_LIVES = compiled(r"(?:thường trú|tạm trú|cư trú|ngụ|trú|nhà|ở nhà|số nhà)")
_OPENS_ADDRESS = compiled(r"(?:tại |ở )?(?:" + _LEVELS.replace("|số)", ")") + r"(?!\w)|số \d|\d)")
_HOUSE = compiled(
    r"(?<!\w)(?P<value>(?:số )?\d{1,4}(?:/\d{1,4})? đường [^,;.\n()]{2,40}|(?:hẻm|ngõ"
    r"|kiệt) \d+[^,;.\n()]{0,40}|tổ \d{1,2},? (?:thôn|ấp|khu phố|kp|xóm|bản|khóm|làng) [^,;.\n()]{1,30})"
)
_CLASS = compiled(
    r"(?<!\w)(?P<value>(?:học\s+)?(?:học sinh lớp|hs lớp|lớp)\s*\d{1,2}\s*[a-h]?\d?(?!\w)"
    r"(?:,?\s*(?:trường\s+)?(?:thcs|thpt|tiểu học|th|mầm non|mn|ptdtbt|trường)\s+[^,;.\n()]{2,40})?)"
)
_ONE_CHILD = compiled(
    r"(?<!\w)(?:(?:1|01|một)\s+(?:em|cháu|trẻ|học sinh|hs|bé|nữ sinh|nam sinh)|(?<!\d\x20)(?:cháu|em|bé|học sinh|hs)"
    r"(?: gái| trai| nữ| nam)?\s+(?:học\s+)?lớp)(?!\w)"
)
_HARM = compiled(
    r"(?<!\w)(?:bị|xâm hại|bạo hành|dâm ô|hiếp dâm|mang thai|có thai|tự tử|hiv|mồ côi|khuyết tật|ly hôn"
    r"|bỏ học|bỏ rơi|tự kỷ"
    r"|trầm cảm|tảo hôn|nghiện|mất tích|tử vong|ung thư|bệnh)(?!\w)"
)
_HAMLET = compiled(
    r"(?:(?:(?:cháu|em|bé|sn|sinh năm|hs|học sinh)\s[^;\n()]{1,40}|\([^()\n]{0,20})(?:,|\(| ở| tại)|\()\s*"
    r"(?P<value>(?:ở |tại )?(?:thôn|ấp|bản|xóm|buôn|làng|sóc|khóm|khu phố|kp|tổ)"
    r"\s?[^\s,;.()]+(?:\s(?!(?:hôm|ngày|cho|bị|đã|và|từ|vào|với|do|được|\d)(?!\w))"
    r"[^\s,;.()]+){0,4})"
)


def find_personal_data(text: str) -> tuple[PersonalDatum, ...]:
    """Return the personal data of a normalised message in reading order; spans may touch but not overlap."""
    found: list[PersonalDatum] = []
    for rule in _RULES:
        for kind, start, end in rule(text, bool(found)):
            if end > start and not any(start < one.end and one.start < end for one in found):
                found.append(PersonalDatum(kind, text[start:end], start, end))
    return tuple(sorted(found, key=lambda one: one.start))


_Seen = Iterator[tuple[PersonalKind, int, int]]


def _numbers(text: str, _seen: bool) -> _Seen:
    for match in _OLD_IDENTITY.finditer(text):
        yield PersonalKind.IDENTITY, match.start("value"), match.end("value")
    for match in _IDENTITY.finditer(text):
        yield PersonalKind.IDENTITY, match.start(), match.end()
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        is_phone = len(digits) in (10, 11) and not digits.startswith(("000", "1800", "1900"))
        if is_phone and not _PUBLIC_BEFORE.search(text[: match.start()]):
            yield PersonalKind.PHONE, match.start(), match.end()


def _emails(text: str, _seen: bool) -> _Seen:
    yield from ((PersonalKind.EMAIL, match.start(), match.end()) for match in _EMAIL.finditer(text))


def _births(text: str, _seen: bool) -> _Seen:
    yield from ((PersonalKind.BIRTH, match.start("value"), match.end("value")) for match in _BIRTH.finditer(text))


def _names(text: str, _seen: bool) -> _Seen:
    for rule in (named, lower_names, called, other_names):
        yield from ((PersonalKind.NAME, start, end) for start, end in rule(text))


def _addresses(text: str, seen: bool) -> _Seen:
    for match in _ADDRESS.finditer(text):
        if _LIVES.match(match[0]) and not (_OPENS_ADDRESS.match(match["value"]) or match["value"][0].isupper()):
            continue
        yield PersonalKind.ADDRESS, match.start("value"), match.start("value") + len(match["value"].rstrip())
    if seen:
        for match in _HOUSE.finditer(text):
            yield PersonalKind.ADDRESS, match.start("value"), match.start("value") + len(match["value"].rstrip())


def _hamlets(text: str, seen: bool) -> _Seen:
    """The hamlet right behind what leads to a child: 'cháu H. (2014, ấp 3 xã Mây)'."""
    if seen:
        for match in _HAMLET.finditer(text):
            yield PersonalKind.ADDRESS, match.start("value"), match.start("value") + len(match["value"].rstrip())


def _classes(text: str, seen: bool) -> _Seen:
    """A class, with its school, in a message that names a child or tells what happened to a single one."""
    is_single = bool(_ONE_CHILD.search(text)) and bool(_HARM.search(text))
    if seen or is_single:
        for match in _CLASS.finditer(text):
            yield PersonalKind.CLASS, match.start("value"), match.start("value") + len(match["value"].rstrip())


_RULES = (_numbers, _emails, _births, _names, _addresses, _hamlets, _classes)
