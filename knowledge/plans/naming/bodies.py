"""Names of bodies in running text: where one begins, and lists of them parted into single names.

A Vietnamese list of bodies parts at commas, semicolons and "và", and so do many single names ("Sở Văn hóa, Thể thao
và Du lịch", "các sở, ban, ngành"): what stands after the sign decides whether a new name begins there.
"""

import re
from collections.abc import Iterator

from knowledge.plans.naming.body_words import (
    BARE,
    BARE_TAILS,
    COLLECTIVE,
    DEPARTMENTS,
    GENERIC,
    PLACES,
    in_names,
    in_text,
    named,
)
from knowledge.plans.naming.listed_offices import listed_offices

_NAMED = named()
_COLLECTIVE = re.compile(
    rf"(?:[Cc]ác|[Tt]ất\s+cả(?:\s+các)?|[Nn]hững|[Tt]oàn\s+thể|[Mm]ỗi|[Tt]ừng)\s+"
    rf"(?!báo\s+cáo|trường\s+hợp|cấp\s+bách)(?:{in_text(COLLECTIVE)})(?=[\s,;:]|$)|[Tt]ất\s+cả\s+cán\s+bộ"
)
_BARE = re.compile(
    rf"(?:các\s+)?(?:{in_text(BARE)}|[Hh]ệ\s+thống(?:\s+[^\W\d]+){{2,4}}|tổ\s+chức\s+chính\s+trị\s?-\s?xã\s+hội[^,;]*)"
    rf"(?=$|\s(?:{in_names(BARE_TAILS)})\b)"
)
_DEPARTMENTS = re.compile(
    rf"(?:[Tt]hủ trưởng |[Gg]iám đốc |[Ll]ãnh đạo )?(?:[Cc]ác )?(?:cơ quan,? )?(?:{in_text(DEPARTMENTS)})"
    rf"(?:$|,|\s(?:{in_names(BARE_TAILS)})\b)"
)
_PLACES = re.compile(rf"(?:các\s+)?(?:{in_names(PLACES)})\b")
_GENERIC = re.compile(rf"(?:các\s+|[Tt]ất cả (?:các )?)?(?:{in_text(GENERIC)})\b")
_GENERAL = re.compile(rf"[Cc]ác\s+(?:{in_text(GENERIC)})(?:(?:,| và)\s(?:các\s)?(?:{in_text(GENERIC)}))*")
_RELATED = re.compile(r"(?:có\s+)?liên quan")
_POLITICAL = re.compile(r"(?:các\s+)?tổ chức (?:chính trị|đoàn thể)")
_FRONT = re.compile(r"(?:Ủy ban |Uỷ ban |UB ?)?(?:Mặt trận Tổ quốc|MTTQ)")
_MEMBERS = re.compile(r"(?:các\s+)?(?:tổ chức (?:thành viên|chính trị)|đoàn thể)")
_SEPARATOR = re.compile(r"\s*;\s*|\s*,\s*(?:và\s+)?|\s+(?:và|hoặc|cùng)\s+")
_PLURAL = re.compile(r"(?:[Cc]ác|[Tt]ất cả các|[Nn]hững)\s+")
_PREVENTION = re.compile(r"[Pp]hòng,?\s+(?:chống|ngừa|tránh)\b")
_PERSON = re.compile(
    r"(?:Các )?(?:[Đđ]ồng chí|[Đđ]/c|(?:Phó )?(?:[Cc]hủ tịch|[Tt]rưởng|[Gg]iám đốc|Hiệu trưởng)|Phó|Chuyên viên|"
    r"Cán bộ|Công chức|Viên chức|Tổ trưởng|"
    r"(?:Ủy|Uỷ) viên|Bí thư|Chánh|Hiệu trưởng)\b"
)
_SMALL_PERSON = re.compile(
    r"(?:cộng tác viên|tình nguyện viên|cán bộ|công chức|viên chức|trưởng (?:thôn|ban|xóm|bản)|bí thư|chủ tịch)\s"
)
_ONE_PERSON = re.compile(r"(?:Đồng chí|Đ/c|đ/c|đồng chí)\b")
_OFFICE_OF = re.compile(r"(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)\b")
_OFFICE_FOR = re.compile(r"Văn phòng\s(?:Đoàn|HĐND|UBND|Hội đồng|Ủy ban|Uỷ ban|Đảng)")
_IN_CHARGE = re.compile(r"phụ trách (?:lĩnh vực|công tác|mảng|khối)")
_TAIL = re.compile(
    r"\s+(?:theo (?:quy định|chức năng(?:, nhiệm vụ)?(?: được giao)?)|"
    r"(?:tham mưu,? (?:và )?)?giúp việc (?:thuộc|của)\s.*)$"
)
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


def is_person(name: str) -> bool:
    """Tell whether a name is that of an office held by a person: "Hiệu trưởng", "Phó Chủ tịch Thường trực"."""
    return _PERSON.match(name) is not None


def is_general(name: str) -> bool:
    """Tell whether a name is a collective of bodies in general alone: "Các cơ quan", "các đơn vị, cá nhân"."""
    return _GENERAL.fullmatch(name) is not None


def split_bodies(text: str) -> tuple[str, ...]:
    """Return the single names of a list of bodies, in order; what stands in parentheses is left out."""
    text = _TAIL.sub("", " ".join(_PARENTHESES.sub("", text).split()).strip(" .,;:/-"))
    if not text:
        return ()
    if listed := listed_offices(text):
        return listed
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
    if _goes_on(before, glue, piece):
        return False
    departments = _DEPARTMENTS.match(before) is not None
    if departments and _POLITICAL.match(piece):
        return False
    if _NAMED.match(piece) or ((_PERSON.match(before) or _SMALL_PERSON.match(before)) and _SMALL_PERSON.match(piece)):
        return True
    if begins_named(piece):
        return not (_PLACES.match(piece) and _ends_in_place(before))
    if not _BARE.match(piece) or _PLACES.match(piece):
        return False
    return _parts_bare(before, glue, piece, departments=departments)


def _goes_on(before: str, glue: str, piece: str) -> bool:
    """Tell whether a piece that could begin a name belongs to the one before it, by what that one is."""
    if ";" in glue:
        return False
    if _FRONT.match(before) and " và " in glue and _MEMBERS.match(piece):
        return True
    if _OFFICE_FOR.match(before) and _OFFICE_OF.match(piece):
        return True
    if "," in glue and _ONE_PERSON.match(before) and _PERSON.match(piece) and not _ONE_PERSON.match(piece):
        return True
    if _IN_CHARGE.search(before) and not _PERSON.match(piece):
        return True
    return before == "Báo" and piece.startswith("Đài")


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
