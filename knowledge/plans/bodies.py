"""Names of bodies in running text: where one begins, and lists of them parted into single names.

A Vietnamese list of bodies parts at commas, semicolons and "và", and so do many single names ("Sở Văn hóa, Thể thao
và Du lịch", "các sở, ban, ngành"): what stands after the sign decides whether a new name begins there.
"""

import re
from collections.abc import Iterator

_LEVELS = (
    r"(?:tỉnh|thành phố|Thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|cấp|Trung ương|trung ương|khu vực|các)"
)
_NAMED = re.compile(
    rf"""(?:
      (?:Sở|Cục|Chi\s[cC]ục|Tổng\s[cC]ục|Vụ|Bộ|Viện|Học\s[vV]iện|Liên\s[mM]inh|Liên\s[đĐ]oàn|Liên\s[hH]iệp|Hiệp\s[hH]ội|Thanh\s[tT]ra
         |Kho\s[bB]ạc|Ngân\s[hH]àng|Bảo\s[hH]iểm|Công\s[tT]y|Tổng\s[cC]ông\s[tT]y|Tập\s[đĐ]oàn|Bệnh\s[vV]iện|Phân\s[hH]iệu|Hợp\s[tT]ác\s[xX]ã)
         \s+(?:[A-ZĐÀ-Ỹ]|{_LEVELS}\b|y\stế|giáo\sdục|nhân\sdân|kiểm\ssát|xã\shội)
    | Phòng\s+(?:[A-ZĐÀ-Ỹ](?!hòng)|chuyên\smôn|giáo\sdục|lao\sđộng|y\stế|tài\schính|văn\shóa|nội\svụ|tư\spháp)
    | Ban\s+(?:[A-ZĐÀ-Ỹ]|chỉ\s(?:đạo|huy)|công\stác|điều\shành|quản\slý|thường\s(?:trực|vụ)|giám\shiệu|vận\sđộng|bảo\svệ|xây\sdựng|đại\sdiện)
    | (?:Ủy|Uỷ)\s[bB]an\b|UBND\b|UB\s?MTTQ\w*|MTTQ\w*|HĐND\b|BHXH\b|BCH\b|BCĐ\b|TAND\b|VKSND\b|Viện\sKSND\b
    | Hội\s+(?!nghị|thảo|thi|diễn)(?:[A-ZĐÀ-Ỹ]|đồng\b|phụ\snữ|nông\sdân|cựu|khuyến|chữ)
    | (?:Tỉnh|Huyện|Thành|Quận|Thị|Xã|Phường)\s[đĐ]oàn\b | Đoàn\s+(?:[A-ZĐÀ-Ỹ]|thanh\sniên|{_LEVELS}\b|TN) | Công\s[đĐ]oàn\b
    | Công\s[aA]n\b | Quân\s[sS]ự\b | Bộ\s[đĐ]ội\b | Trung\s[tT]âm\s+(?!xã\b|huyện\b|trí\b)\S
    | (?:Tòa|Toà)\s[áÁ]n\b | Báo(?=\s(?:và\b|Đài|tỉnh|[A-ZĐÀ-Ỹ])|,|;|$) | Đài\b | Cổng\s[tT]hông\b | Văn\s[pP]hòng\b | Điện\s[lL]ực\b | Bưu\s[đĐ]iện\b
    | Trường\s(?!hợp)\S | Trạm\s\S | Mặt\s[tT]rận\b | Hạt\s[kK]iểm | Đội\s\S | Tổ\s(?!quốc|chức\s|Quốc)\S | Quỹ\s[bB]ảo\b | Nhà\s(?:[tT]hiếu|[vV]ăn)
    | (?:Đảng|Tỉnh|Huyện|Thành|Quận|Thị)\s(?:ủy|uỷ|Ủy|bộ)\b | Chi\sbộ\b | Thường\s[tT]rực\b | Tiểu\s[bB]an\b | Ủy\sviên\b | Lực\slượng\b
    | (?:Đồng|Các\sđồng)\schí\b | Đ/c\b | (?:Phó\s)?(?:Chủ\s[tT]ịch|chủ\stịch)\b | Giám\s[đĐ]ốc\b | (?:Phó\s)?Trưởng\s\S | Thủ\s[tT]rưởng\b
    | Bí\s[tT]hư\b | Hiệu\s[tT]rưởng\b | Chánh\b | Công\s[cC]hức\b | Cán\s[bB]ộ\b | Chuyên\s[vV]iên\b | Người\sđứng\sđầu\b | Các\sPhó\b
    | Huyện\s(?:ủy|đội)\b | VNPT\b | Viettel\b | Doanh\s[nN]ghiệp\b | Hệ\s[tT]hống\s(?:loa|truyền|đài)
    )""",
    re.VERBOSE,
)
_NOUN = (
    r"(?:sở|Sở|ban|ngành|đoàn thể|hội|Hội|phòng|Phòng|cơ quan|đơn vị|địa phương|tổ chức|doanh nghiệp|hệ thống (?:loa|truyền|đài)|"
    r"báo(?! cáo)|đài|nhà trường|trường(?! hợp)|thôn|ấp|bản|buôn|khu phố|xã|phường|thị trấn|huyện|thành phố|thị xã|đặc khu|"
    r"chính quyền|lực lượng|trung tâm|cơ sở|thành viên|đồng chí|đ/c|chi hội|chi đoàn|chủ đầu tư|cá nhân|đại biểu|phó|Phó|"
    r"trạm|bệnh viện|công ty|tổ dân phố|làng|quận|Trung tâm|Ban|Bộ|bộ|cấp(?! bách)|khu dân cư|hội viên|trường học|chuyên viên)"
)
_COLLECTIVE = re.compile(
    rf"(?:(?:[Cc]ác|[Tt]ất cả(?: các)?|[Nn]hững|[Tt]oàn thể|[Mm]ỗi|[Tt]ừng)\s+{_NOUN}(?=[\s,;]|$)"
    r"|[Tt]ất cả (?:lực lượng|cán bộ))"
)
_BARE = re.compile(
    r"(?:các\s+)?(?:[Ss]ở|[Bb]an|[Nn]gành|[Ss]ở ngành|[Bb]an ngành|[Nn]gành đoàn thể|[Đđ]oàn thể|[Hh]ội(?: quần chúng)?|[Pp]hòng|[Cc]ơ quan|"
    r"[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Dd]oanh nghiệp|[Bb]áo|[Đđ]ài|[Cc]á nhân|[Cc]ộng đồng|[Tt]rường học|[Nn]hà trường|[Hh]ệ thống \S+ \S+(?: \S+ \S+)?|"
    r"[Cc]hính quyền(?: địa phương)?|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hành phố|[Đđ]ặc khu|[Tt]hôn|[Tt]x|[Tt]p|làng|ấp|bản|buôn|"
    r"phương tiện|tổ chức chính trị\s?-\s?xã hội(?:[^,;]*)?|lực lượng)"
    r"(?=$|\s(?:tỉnh|huyện|xã|phường|thị trấn|[Tt]hành phố|quận|cấp|thuộc|trực thuộc|có liên quan|liên quan|khác|trên|của|địa phương|ngoài|trong|tham gia|"
    r"ngành|đoàn thể|chuyên môn)\b)"
)
_DEPARTMENTS = re.compile(
    r"(?:[Tt]hủ trưởng |[Gg]iám đốc |[Ll]ãnh đạo )?(?:[Cc]ác )?(?:cơ quan,? )?(?:[Ss]ở|[Bb]an|[Nn]gành|[Pp]hòng)(?:$|[, ](?! ?[A-ZĐÀ-Ỹ]))"
)
_PLACES = re.compile(
    r"(?:các\s+)?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|đặc khu|thôn|ấp|bản|buôn|làng|khu phố|tổ dân phố|tx|tp|khóm|đường phố|cấp xã|cấp huyện)\b"
)
_GENERIC = re.compile(
    r"(?:các\s+|[Tt]ất cả (?:các )?)?(?:[Cc]ơ quan|[Đđ]ơn vị|[Đđ]ịa phương|[Tt]ổ chức|[Dd]oanh nghiệp|[Cc]á nhân|[Cc]ộng đồng|[Ll]ực lượng)\b"
)
_RELATED = re.compile(r"(?:có\s+)?liên quan")
_POLITICAL = re.compile(r"(?:các\s+)?tổ chức (?:chính trị|đoàn thể)")
_FRONT = re.compile(r"(?:Ủy ban |Uỷ ban |UB ?)?(?:Mặt trận Tổ quốc|MTTQ)")
_MEMBERS = re.compile(r"(?:các\s+)?(?:tổ chức (?:thành viên|chính trị)|đoàn thể)")
_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|cùng)\s+")
_PLURAL = re.compile(r"(?:[Cc]ác|[Tt]ất cả các|[Nn]hững)\s+")
_PREVENTION = re.compile(r"[Pp]hòng,?\s+(?:chống|ngừa|tránh)\b")
_PERSON = re.compile(
    r"(?:(?:Các )?(?:[Đđ]ồng chí|[Đđ]/c)|(?:Các )?(?:Phó )?(?:[Cc]hủ tịch|[Tt]rưởng|[Gg]iám đốc)|Chuyên viên|Cán bộ|Công chức|Ủy viên|Uỷ viên|"
    r"Phó|Bí thư|Chánh|Hiệu trưởng)\b"
)
_ONE_PERSON = re.compile(r"(?:Đồng chí|Đ/c|đ/c|đồng chí)\b")
_IN_CHARGE = re.compile(r"phụ trách (?:lĩnh vực|công tác|mảng)")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LEVEL_TAIL = re.compile(r"\s(?:tỉnh|huyện|thành phố|Thành phố|quận|thị xã|xã|phường)$")
_WANTS_LEVEL = re.compile(
    r"(?:Viện kiểm sát nhân dân|(?:Tòa|Toà) án nhân dân|Công an|Bộ Chỉ huy Quân sự|Bộ CHQS)$", re.IGNORECASE
)


def begins_body(text: str) -> bool:
    """Tell whether a text begins with the name of a body or with a collective ("các sở, ngành", "các đơn vị")."""
    if _PREVENTION.match(text):
        return False
    return begins_named(text) or is_bare(text)


def begins_named(text: str) -> bool:
    """Tell whether a text begins with a name or a full collective; a bare noun ("đơn vị") is not enough."""
    plural = _PLURAL.match(text)
    return _NAMED.match(text, plural.end() if plural else 0) is not None or _COLLECTIVE.match(text) is not None


def is_bare(text: str) -> bool:
    """Tell whether a text begins with a noun that names no body by itself: "sở, ban, ngành", "địa phương"."""
    head = _SEPARATOR.split(text, maxsplit=1)[0]
    return _BARE.match(head) is not None


def is_collective(name: str) -> bool:
    """Tell whether a name stands for many bodies under the plan's own words."""
    plain = name[:1].lower() + name[1:]
    return (
        _COLLECTIVE.match(name) is not None
        or (is_bare(name) and plain == plain.lower())
        or _DEPARTMENTS.match(name) is not None
    )


def split_bodies(text: str) -> tuple[str, ...]:
    """Return the single names of a list of bodies, in order; what stands in parentheses is left out."""
    text = " ".join(_PARENTHESES.sub("", text).split()).strip(" .,;:/-")
    if not text:
        return ()
    return _with_levels([name.strip(" .,;:") for name in _names(text) if name.strip(" .,;:")])


def _names(text: str) -> Iterator[str]:
    """Yield the names of a list: a piece that cannot begin a name belongs to the one before it."""
    current = ""
    glue = ""
    at = 0
    for found in [*_SEPARATOR.finditer(text), None]:
        piece = text[at : found.start() if found else len(text)]
        if current and not _parts(current, glue, piece):
            current += glue + piece
        else:
            if current:
                yield current
            current = piece
        glue, at = (found[0], found.end()) if found else ("", at)
    yield current


def _parts(before: str, glue: str, piece: str) -> bool:
    """Tell whether a new name begins with this piece."""
    if _FRONT.match(before) and " và " in glue and _MEMBERS.match(piece):
        return False
    if before.startswith("Văn phòng") and re.match(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\b", piece):
        return ";" in glue
    if "," in glue and _ONE_PERSON.match(before) and _PERSON.match(piece) and not _ONE_PERSON.match(piece):
        return False
    if _IN_CHARGE.search(before) and ";" not in glue and not _PERSON.match(piece):
        return False
    if before == "Báo" and piece.startswith("Đài"):
        return False
    if _NAMED.match(piece):
        return True
    departments = _DEPARTMENTS.match(before) is not None
    if departments and _POLITICAL.match(piece):
        return False
    if begins_named(piece):
        return not (_PLACES.match(piece) and _ends_in_place(before))
    if not _BARE.match(piece):
        return False
    if _PLACES.match(piece):
        return False
    return _parts_bare(before, glue, piece, departments=departments)


def _parts_bare(before: str, glue: str, piece: str, *, departments: bool) -> bool:
    """Tell whether a bare noun begins a new group: after departments the localities and the related bodies do."""
    if departments:
        related = _RELATED.search(piece) is not None and "," not in glue
        return _GENERIC.match(piece) is not None and (piece.startswith("địa phương") or related)
    if _GENERIC.match(before):
        return False
    return not (is_bare(before) or _COLLECTIVE.match(before))


def _ends_in_place(before: str) -> bool:
    last = _SEPARATOR.split(before)[-1]
    return (
        _PLACES.match(last) is not None
        or re.search(r"(?:UBND|Ủy ban nhân dân)(?: các)? \S+(?: \S+)?$", before) is not None
    )


def _with_levels(names: list[str]) -> tuple[str, ...]:
    """Give a name the level that its list states once, at its end: "Viện kiểm sát nhân dân, Tòa án nhân dân huyện"."""
    level = ""
    mended = []
    for name in reversed(names):
        tail = _LEVEL_TAIL.search(name)
        if _WANTS_LEVEL.search(name) and level:
            name += level
        mended.append(name)
        level = tail[0] if tail else level
    return tuple(reversed(mended))
