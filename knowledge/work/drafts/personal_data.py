"""Personal data in a message: telephone and identity numbers, a child's name, birth, address and class.

Nothing is decided here: what is seen is shown to the officer before anything is stored (Law 91/2025/QH15 on personal
data; Decree 130/2021/ND-CP on secrets of children). Public numbers and officials' names in their office stay.
"""

import re
from collections.abc import Iterator

from knowledge.language.folding import fold
from knowledge.language.patterns import compiled, exact
from knowledge.work.drafts.model import PersonalDatum, PersonalKind

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME_WORD = rf"(?:[{_UPPER}][^\W\d_A-Z]*\.?|[{_UPPER}]\.)"
_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai Trương Lâm Cao Châu Tạ Hà
Lương Vương Tô Thái Quách Điểu Thị Rơ Ksor Siu Nay Kpă Giàng Vàng Sùng Thào Lò Lầu Mùa Quàng Cầm Vi Lục Nông Ma Hứa Chu
Triệu Bàn Đàm Kiều Thạch Sơn Kim Danh Chau Rah Rcom Blup
"""
_FOLDED_SURNAMES = frozenset(fold(name) for name in _SURNAMES.split())
_CHILD = (
    r"(?:cháu gái|cháu trai|cháu bé|cháu|em học sinh|em|bé gái|bé trai|bé|trẻ tên|trẻ|con gái|con trai|con|hs"
    r"|học sinh|nạn nhân|bạn)"
)
_PARENT = (
    r"(?:con anh|con chị|con ông|con bà|bố là|mẹ là|cha là|ba là|bố|mẹ|cha|mẹ tên|bố tên|con của|nhà anh"
    r"|nhà chị|nhà ông|nhà bà|phụ huynh|ông nội|bà nội|bà ngoại|ông ngoại|người giám hộ|bố đẻ|mẹ đẻ|đối tượng"
    r"|hộ ông|hộ bà|hộ anh|hộ chị|hộ)"
)
_NAMED = re.compile(
    compiled(rf"(?<!\w)(?:{_CHILD}|{_PARENT})(?: (?:là|tên là|tên|họ tên|anh|chị|ông|bà|:))*\s*:?\s+").pattern
    + rf"(?-i:(?P<name>{_NAME_WORD}(?:\s*{_NAME_WORD}){{0,4}}))",
    re.IGNORECASE,
)
_LOWER_NAMED = compiled(
    rf"(?<!\w)(?:{_CHILD}|{_PARENT})(?: (?:là|tên là|tên))*\s*:?\s+(?P<name>[^\W\d_]+(?: [^\W\d_]+){{1,3}})(?!\w)"
)
_FULL_NAME = re.compile(rf"(?<!\w){_NAME_WORD}(?: {_NAME_WORD}){{1,3}}(?!\w)")
_TITLE_BEFORE = compiled(
    r"(?<!\w)(?:đ/c|đồng chí|thầy|bác sĩ|trường|thcs|thpt|th|tiểu học|mầm non|mn|mẫu giáo|đường|phố|phường|giải|huyện"
    r"|tỉnh|thôn|thị trấn|tt|thành phố|tp|liên đội|chi đội|công viên|thư viện|clb|chủ tịch|trưởng phòng|phó|gv|nvh|quận"
    r"|làng|bệnh viện|nhân dịp|cô giáo|trưởng thôn|hiệu trưởng|giám đốc|bí thư|chị hội trưởng"
    rf"|{exact('ông|bà|cô|bác|bs|xã|ấp|bản|chợ|cán bộ|quỹ')})\s*:?\s*$"
)
_NO_NAME = re.compile(
    r"(?:thcs|thpt|ubnd|tntt|mttq|hđnd|quốc tế|trường|lớp|đội|thôn|xã|huyện|phòng|hội|khu|ngày|thiếu|mầm|tiểu|tổ|ấp|bản"
    r"|buôn|làng|dân tộc|kinh|mông|ê đê|gia rai|ba na|xơ đăng|liên đội|chi đội)\b|.*việt nam|đoàn$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\d.,/])(?:\+?84|0)(?:[\s.\-]?\d){8,9}(?![\d/]|[.,]\d)")
_IDENTITY = re.compile(r"(?<![\d.,/])(?:\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3})(?![\d/]|[.,]\d)")
_OLD_IDENTITY = compiled(
    r"(?:cmnd|cmt|cccd|căn cước|mã định danh|số định danh|định danh|đdcn|bhyt|thẻ bhyt|số thẻ|stk"
    r"|số tài khoản)\s*(?:số|là|:"
    r"|\.)*\s*(?P<value>[a-z]{0,2}[\d .]{8,16}\d)"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\w")
_PUBLIC_BEFORE = compiled(
    r"(?:đường dây nóng|hotline|tổng đài|đdn|số nóng|gọi ngay|số nóng|đường dây)\s*(?:số|là|:|của \S+|\s)*$"
)
_BIRTH = compiled(
    r"(?<!\w)(?:sinh ngày|sinh năm|ngày sinh|năm sinh|sinh|sn"
    r"|ns)\s*:?\s*(?P<value>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{1,2}\s*/\s*\d{4}"
    r"|ngày \d{1,2} tháng \d{1,2} năm \d{4}|(?:19|20)\d\d|\d{1,2} tháng \d{1,2} năm \d{4})"
)
_LEVELS = r"(?:tổ|thôn|ấp|bản|xóm|khu phố|kp|xã|phường|thị trấn|tt|khóm|đường|huyện|buôn|làng|số)"
_ADDRESS = compiled(
    r"(?<!\w)(?:số nhà|nhà số|thường trú(?: tại)?|tạm trú(?: tại)?|địa chỉ|đ/c nhà|cư trú(?: tại)?|ngụ(?: tại)?|hktt"
    r"|hộ khẩu(?: tại)?|(?<!bán\x20)(?<!nội\x20)trú(?: tại)?|(?:nhà|ở nhà|nhà ở)(?: tại| ở)?(?=\s+"
    + _LEVELS
    + r"(?!\w)))"
    r"(?!\w)\s*:?\s*(?P<value>[^,;.\n()]{2,60}(?:,\s*" + _LEVELS + r"\s[^,;.\n()]{1,40})*)"
)
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
    r"(?P<value>(?:ở |tại )?(?:thôn|ấp|bản|xóm|buôn|làng|sóc|khóm|khu phố|kp|tổ)\s?[^\s,;.()]+(?:\s[^\s,;.()]+){0,4})"
)
_CIRCUMSTANCE = compiled(
    r"(?<!\w)(?:xâm hại|bạo lực|bạo hành|đánh đập|bị đánh|dâm ô|hiếp|đuối nước|tử vong|chết đuối|tai nạn"
    r"|tntt|khuyết tật|tim bẩm sinh|hiv|bệnh|ung thư|mồ côi"
    r"|bỏ rơi|bỏ học|tảo hôn|mang thai|có thai|lấy chồng|nghỉ học|cháu|trẻ|học sinh"
    r"|tự tử|tự kỷ|trầm cảm|nghèo|khó khăn|hoàn cảnh|bóc lột"
    r"|lao động trẻ em|mất tích|bắt cóc|mua bán|ly hôn|nghiện|vi phạm|bị"
    r"|hỗ trợ|thăm|trao|tặng|mổ|điều trị|nhập viện|bảo trợ|đỡ đầu|can thiệp)(?!\w)"
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
    """Names behind a word for a child or its family: 'cháu Nguyễn Thị H.', 'bé My', 'con anh Điểu Bình'."""
    for match in _NAMED.finditer(text):
        words = fold(match["name"]).replace(".", " ").split()
        if _is_plain_word(match["name"]) or text[: match.start()].rstrip().lower().endswith(
            ("trẻ", "các", "những", "của")
        ):
            continue
        if len(words) == 1 and (match["name"].isupper() and len(match["name"].strip(".")) > 2):
            continue
        yield PersonalKind.NAME, match.start("name"), match.start("name") + len(match["name"].rstrip(" "))


def _is_plain_word(name: str) -> bool:
    """Tell whether capitalised words are no name of a person: a unit, a place, a people, 'Việt Nam'."""
    return bool(_NO_NAME.match(name))


def _lower_names(text: str, _seen: bool) -> _Seen:
    """Names typed without capitals: they begin with a family name ('chau nguyen van an')."""
    for match in _LOWER_NAMED.finditer(text):
        words = fold(match["name"]).split()
        if (
            words[0] in _TYPED_SURNAMES
            and not _is_plain_word(match["name"])
            and (len(words) > 2 or words[1] in ("thi", "van"))
        ):
            stop = next((at for at, word in enumerate(words[2:], 2) if word in _AFTER_NAME), len(words))
            start = match.start("name")
            yield PersonalKind.NAME, start, start + len(" ".join(words[:stop]))


_TYPED_SURNAME_WORDS = "nguyen tran le pham hoang huynh phan vu vo dang bui ngo duong dinh trinh truong dieu"
_TYPED_SURNAMES = frozenset(_TYPED_SURNAME_WORDS.split())
_AFTER_NAME_WORDS = "bi o lop sinh da duoc hoc tai la con va trong truong xa thon ap nha mo"
_AFTER_NAME = frozenset(_AFTER_NAME_WORDS.split())


def _other_names(text: str, _seen: bool) -> _Seen:
    """Full names in a message that tells of a child's circumstances, but for officials' and those of places."""
    if not _CIRCUMSTANCE.search(text):
        return
    for match in _FULL_NAME.finditer(text):
        words = fold(match[0]).split()
        if (
            words[0] in _FOLDED_SURNAMES
            and not _is_plain_word(match[0])
            and not _TITLE_BEFORE.search(text[: match.start()])
        ):
            yield PersonalKind.NAME, match.start(), match.end()


def _addresses(text: str, seen: bool) -> _Seen:
    for match in _ADDRESS.finditer(text):
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


_RULES = (_numbers, _emails, _births, _names, _lower_names, _other_names, _addresses, _hamlets, _classes)
