"""Names of children and their families in a message: behind a word for a child, in small letters, by a surname.

Names of officials in their office, of places, schools, funds and companies are none.
"""

import re
from collections.abc import Iterator

from knowledge.language.folding import fold
from knowledge.language.patterns import compiled, exact

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME_WORD = rf"(?:[{_UPPER}][^\W\d_A-Z]*\.?|[{_UPPER}]\.)"
_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Mai Trương Lâm Cao Châu Tạ Hà
Lương Vương Tô Thái Quách Điểu Thị Rơ Ksor Siu Nay Kpă Giàng Vàng Sùng Thào Lò Lầu Mùa Quàng Cầm Vi Lục Nông Ma Hứa Chu
Triệu Bàn Đàm Kiều Thạch Sơn Kim Danh Chau Rah Rcom Blup Vừ Hờ Ly Phùng Tống Tăng Lưu Mạc Nghiêm Quan Tôn Đào Đậu Đồng
Doãn Chử Lại Lã Lữ Mã Ninh Âu Bạch Diệp Giáp Khổng Khương Nhan Nhâm Sầm Thân Tiêu Tòng Cháng Hạng Lù Sèn Tẩn Chảo Alăng
Zơrâm Niê Êban Mlô Rmah Puih Kpuih H Y
"""
_FOLDED_SURNAMES = frozenset(fold(name) for name in _SURNAMES.split())
_MARKED_SURNAMES = frozenset(name.lower() for name in _SURNAMES.split())
_CHILD = (
    rf"(?:cháu gái|cháu trai|cháu bé|cháu|em học sinh|em|bé gái|bé trai|bé|trẻ tên|trẻ|con gái|con trai|(?<!bà\x20)con"
    rf"|hs|học sinh|nạn nhân|{exact('bạn')})"
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
    rf"(?<!\w)(?:{_CHILD}|{_PARENT})(?: (?:là|tên là|tên))*\s*:?\s+(?=(?P<name>[^\W\d_]+(?: [^\W\d_]+){{1,3}})(?!\w))"
)
_FULL_NAME = re.compile(rf"(?<!\w){_NAME_WORD}(?: {_NAME_WORD}){{1,3}}(?!\w)")
_TITLE_BEFORE = compiled(
    r"(?<!\w)(?:đ/c|đồng chí|thầy|bác sĩ|trường|thcs|thpt|th|tiểu học|mầm non|mn|mẫu giáo|đường|phố|phường|giải|huyện"
    r"|tỉnh|thôn|thị trấn|tt|thành phố|tp|liên đội|chi đội|công viên|thư viện|clb|chủ tịch|trưởng phòng|phó|gv|nvh|quận"
    r"|diễn giả|thẩm phán|luật sư|chủ tọa|kiểm sát viên|hội thẩm|nghệ sĩ|nhà văn|nhà thơ|công ty|doanh nghiệp|tập đoàn"
    r"|trung tâm|nhà thiếu nhi|cung thiếu nhi|rạp|khách sạn|mái ấm|chùa|(?<!gia\x20)đình|đập|anh hùng|giải thưởng"
    r"|bảo tàng|lăng|quảng trường|sông|bến"
    r"|nhóm trẻ|siêu thị|học bổng|cơ sở|sân vận động|nhà hàng|quán|khu công nghiệp"
    r"|làng|bệnh viện|nhân dịp|cô giáo|trưởng thôn|hiệu trưởng|giám đốc|bí thư|chị hội trưởng"
    rf"|{exact('ông|bà|cô|bác|bs|xã|ấp|bản|chợ|cán bộ|quỹ|cầu|hồ|suối')}|(?:o|tai) ban|xa|ap|quy|can bo)\s*:?\s*$"
)
_NO_NAME = re.compile(
    r"(?:th\s|mn\s|ban (?:chỉ|chi|điều|dieu|quản|quan|tổ|to|đại|giám|giam|dân|thường)"
    r"|ptdtbt|ptdtnt|sos|clb|trung tâm|bệnh viện|nhà|làng|thcs"
    r"|thpt|ubnd|tntt|mttq|hđnd|quốc tế|trường|lớp|đội|thôn|xã|huyện|phòng|hội|khu|ngày|thiếu|mầm|tiểu|tổ|ấp|bản"
    r"|buôn|làng|dân tộc|kinh|mông|ê đê|gia rai|ba na|xơ đăng|liên đội|chi đội)\b|hồ chí minh|.*việt nam|đoàn$",
    re.IGNORECASE,
)
_CIRCUMSTANCE = compiled(
    r"(?<!\w)(?:xâm hại|bạo lực|bạo hành|đánh đập|bị đánh|dâm ô|hiếp|đuối nước|tử vong|chết đuối|tai nạn"
    r"|tntt|khuyết tật|tim bẩm sinh|hiv|bệnh|ung thư|mồ côi"
    r"|bỏ rơi|bỏ học|tảo hôn|mang thai|có thai|lấy chồng|nghỉ học|cháu|trẻ|học sinh"
    r"|tự tử|tự kỷ|trầm cảm|nghèo|khó khăn|hoàn cảnh|bóc lột"
    r"|lao động trẻ em|mất tích|bắt cóc|mua bán|ly hôn|nghiện|vi phạm|bị"
    r"|hỗ trợ|thăm|trao|tặng|mổ|điều trị|nhập viện|bảo trợ|đỡ đầu|can thiệp)(?!\w)"
)

Spans = Iterator[tuple[int, int]]


def named(text: str) -> Spans:
    """Names behind a word for a child or its family: 'cháu Nguyễn Thị H.', 'bé My', 'con anh Điểu Bình'."""
    for match in _NAMED.finditer(text):
        words = fold(match["name"]).replace(".", " ").split()
        cue = match[0][: match.start("name") - match.start()].strip().lower()
        if (cue in _UNSURE_CUES and (len(words) < 2 or not _is_surname(match["name"].split()[0]))) or (
            cue == "chau" and words[0] in _CONTINENTS
        ):
            continue
        if _is_plain_word(match["name"]) or text[: match.start()].rstrip().lower().endswith(
            ("trẻ", "các", "những", "của")
        ):
            continue
        if len(words) == 1 and (match["name"].isupper() and len(match["name"].strip(".")) > 2):
            continue
        yield match.start("name"), match.start("name") + len(match["name"].rstrip(" "))


def _is_surname(word: str) -> bool:
    """Tell whether a word is a family name, taken at its marks where it has any: 'Chư' is not 'Chu'."""
    return fold(word) in _FOLDED_SURNAMES if word.isascii() else word.lower() in _MARKED_SURNAMES


_UNSURE_CUES = ("bo", "ho", "cha", "con")  # 'bộ', 'hồ', 'chả', 'còn' as often, without their marks
_CONTINENTS = ("phi", "au", "my", "a", "uc")


def _is_plain_word(name: str) -> bool:
    """Tell whether capitalised words are no name of a person: a unit, a place, a people, 'Việt Nam'."""
    return bool(_NO_NAME.match(name))


def lower_names(text: str) -> Spans:
    """Names typed without capitals: they begin with a family name ('chau nguyen van an va le thi be')."""
    for match in _LOWER_NAMED.finditer(text):
        at: int | None = match.start("name")
        is_child = bool(_CHILD_CUE.match(match[0]))
        while at is not None and (end := _end_of_lower_name(text, at, is_child=is_child)):
            yield at, end
            another = _ANOTHER_NAME.match(text, end)
            at = another.end() if another else None


def _end_of_lower_name(text: str, start: int, *, is_child: bool) -> int | None:
    """Return where a name that opens with a family name ends, None where none stands there."""
    written = _LOWER_WORDS.match(text, start)
    words = fold(written[0]).split() if written else []
    if len(words) < 2 or not written or _is_plain_word(written[0]):
        return None
    first = written[0].split()[0]
    length = next((at for at, word in enumerate(words[1:], 1) if word in _AFTER_NAME), len(words))
    if words[1] in ("thi", "van"):
        is_name = length > 1 and (words[0] in _TYPED_SURNAMES | _UNSURE_SURNAMES or _is_surname(first))
    elif first.isascii():
        is_name = length > 2 and words[0] in (_TYPED_SURNAMES if is_child else _SAFE_SURNAMES)
    else:
        is_name = length > 2 and _is_surname(first)
    if not is_name:
        return None
    return start + len(" ".join(words[:length]))


def called(text: str) -> Spans:
    """A child's name in small letters behind 'tên' or before its parent's: 'be gai ten ngan', 'tuan con anh hung'."""
    for pattern in (_CALLED, _CHILD_OF):
        for match in pattern.finditer(text):
            for name in (name for name in match.groupdict() if fold(match[name]) not in _AFTER_NAME):
                yield match.start(name), match.end(name)


_LOWER_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,3}(?!\w)")
_ANOTHER_NAME = compiled(r"(?:,| và|, và) ")
_CALLED = compiled(rf"(?<!\w){_CHILD}(?: gái| trai| nữ| nam)? tên(?: là)? (?P<name>[^\W\d_]+)(?!\w)")
_CHILD_OF = compiled(r"(?<!\w)(?:cháu|em|bé) (?P<name>[^\W\d_]+) con (?:anh|chị|ông|bà) (?P<parent>[^\W\d_]+)(?!\w)")
_CHILD_CUE = compiled(_CHILD)
_SAFE_SURNAME_WORDS = "nguyen tran le pham hoang huynh phan vu vo dang bui ngo dinh trinh dieu"
_SAFE_SURNAMES = frozenset(_SAFE_SURNAME_WORDS.split())
_TYPED_SURNAME_WORDS = "duong luong ha lo ly vang sung thao giang mua dam trieu luc nong hua doan chu quach phung luu"
_TYPED_SURNAMES = _SAFE_SURNAMES | frozenset(_TYPED_SURNAME_WORDS.split())
_UNSURE_SURNAME_WORDS = "truong ho mai cao ta to do la lam tang dao dau ma mac vi"
_UNSURE_SURNAMES = frozenset(_UNSURE_SURNAME_WORDS.split())
_AFTER_NAME_WORDS = """
sn sdt me bo cha ong ba anh chi dang vua con hien bi o lop sinh da duoc hoc tai la va trong truong xa thon ap nha mo mn
th thcs thpt tieu mam ngheo can tre em moi khuyet tat kho khan dan toc mau giao co khong duoi tren tu den cung tham du
cho khai tro vui choi tong hop hang dong hoan canh nu tuoi ket qua thu ngay hom sang chieu toi nay
"""
_AFTER_NAME = frozenset(_AFTER_NAME_WORDS.split())


def other_names(text: str) -> Spans:
    """Full names in a message that tells of a child's circumstances, but for officials' and those of places."""
    if not _CIRCUMSTANCE.search(text):
        return
    for match in _FULL_NAME.finditer(text):
        if (
            _is_surname(match[0].split()[0])
            and not _is_plain_word(match[0])
            and not _TITLE_BEFORE.search(text[: match.start()])
        ):
            yield match.start(), match.end()
