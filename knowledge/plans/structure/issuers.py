"""Who issued a plan, and at which level: read from the head's first column, else from the preamble's last sentence."""

import re
from collections.abc import Iterator, Sequence

from knowledge.documents.document import Block, Table
from knowledge.documents.marks import is_capitals
from knowledge.language.folding import fold, squeeze
from knowledge.language.tables import any_of
from knowledge.plans.model import Level

_BODIES = (
    "Ủy ban; Uỷ ban; UBND; Sở; Phòng; Ban; Hội; Đoàn; Chi cục; Cục; Trung tâm; Công an; Tiểu ban; Văn phòng; "
    "Trường; Bộ Chỉ huy; Thành đoàn; Tỉnh đoàn; Huyện đoàn; Liên đoàn; Mặt trận; Bảo hiểm; Kho bạc; Viện; "
    "Thanh tra; Đảng ủy; Huyện ủy; Tỉnh ủy; Thành ủy; Bệnh viện; Trạm"
)
_ISSUES = re.compile(
    rf"(?:^|[.;,]\s+)((?:(?:Ban )?Thường trực )?{any_of(_BODIES)}\b[^.;]{{0,160}}?)"
    r"\s+(?:ban hành|xây dựng)\s+[Kk]ế hoạch"
)
_STOP = re.compile(r"\bSỐ\s*:|^SỐ\s+\d", re.IGNORECASE)
_MOTTO = re.compile(r"CỘNG\s+H|CHỦ\s+NGHĨA|ĐẢNG\s+CỘNG|ĐỘC\s+LẬP", re.IGNORECASE)
_OWN_BODY = re.compile(
    r"(?:SỞ|PHÒNG|BAN|TRUNG TÂM|CHI CỤC|CỤC|TIỂU BAN|VĂN PHÒNG|TRƯỜNG|THANH TRA|HỘI|CÔNG AN|BỆNH VIỆN|TRẠM|VIỆN|"
    r"ĐẢNG ỦY|ĐẢNG UỶ|CHI BỘ|ĐOÀN|LIÊN ĐOÀN|HẠT|KHO BẠC|ĐIỆN LỰC)\s"
)
_PLACE = re.compile(r"\s((?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s.+)$")
_RULE = re.compile(r"[-_=*~–—]{3,}")
_SMALL = re.compile(
    r"\b(?:Nhân Dân|Tỉnh|Thành Phố(?! Hồ)|Huyện|Quận|Thị Xã|Xã(?! Hội)|Phường|Thị Trấn|Đặc Khu|Và|Của|Các|Cho|Vì|Về)\b"
)
_FIELDS = re.compile(
    r"^(Sở|Phòng|Ban Chỉ Đạo|Ban(?! Thường)|Chi Cục|Cục|Trung Tâm|Văn Phòng|Thanh Tra|Hội|Tiểu Ban)\s+(.+)$"
)
_BETWEEN = re.compile(r"(\s*[,–-]\s*|\s+(?:Và|và)\s+)")
_BEFORE_PLACE = re.compile(r"\s(?=(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s)")
_SPELT = (
    "Bảo hiểm xã hội; Kho bạc Nhà nước; Công an; Bộ Chỉ huy Quân sự; Ban Chỉ huy Quân sự; Liên hiệp Phụ nữ; "
    "Hội Nông dân; Liên đoàn Lao động; Cựu chiến binh; Trung tâm; Bệnh viện; Tiểu học; Trung học cơ sở; "
    "Trung học phổ thông; Mầm non; Đảng ủy; Tỉnh ủy; Huyện ủy; Thành ủy; Tiểu ban; Ban Chỉ đạo; Văn phòng; "
    "Chi cục; Thanh tra; Chữ thập đỏ"
)
_TERMS = (
    ("Ủy Ban", "Ủy ban"),
    ("Uỷ Ban", "Ủy ban"),
    ("Hội Đồng", "Hội đồng"),
    ("Ban Thường Trực", "Ban Thường trực"),
    ("Mặt Trận Tổ Quốc", "Mặt trận Tổ quốc"),
    *((" ".join(map(str.capitalize, term.split())), term) for term in map(str.strip, _SPELT.split(";"))),
    ("Ủy ban Bầu Cử", "Ủy ban bầu cử"),
    ("Ủy ban bầu Cử", "Ủy ban bầu cử"),
)
_INITIALS = frozenset({"UBND", "HĐND", "MTTQ", "TNCS", "UBMTTQ", "MTTQVN"})
_CENTRAL = ("ho chi minh", "ha noi", "hai phong", "da nang", "can tho", "hue")


def issuer_of(front: Sequence[Block], preamble: str) -> str | None:
    """Return the issuing body's full name, in the case of a sentence; None where none is named."""
    stated = _stated(front)
    named = [match[1] for match in _ISSUES.finditer(preamble)]
    told = _spelt_out(named[-1]) if named else None
    if stated is None:
        return told
    return _in_case(stated, told or "")


def _in_case(stated: str, told: str) -> str:
    """Return a name in capitals in the case of the sentence that tells it, as far as both go together."""
    words, known = sentence_case(stated).split(), told.split()
    same = 0
    while same < min(len(words), len(known)) and fold(words[same]) == fold(known[same]):
        same += 1
    return " ".join(known[:same] + words[same:])


def _spelt_out(name: str) -> str:
    name = squeeze(name)
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    return re.sub(r"^Uỷ ban\b", "Ủy ban", name)


def _stated(front: Sequence[Block]) -> str | None:
    """Return the issuer that the head's first column names: its last body, with the place of the one above it."""
    lines: list[str] = []
    for text in _column(front):
        if _STOP.search(text):
            break
        if is_capitals(text) and not _MOTTO.search(text):
            lines.append(squeeze(_RULE.sub(" ", text)))
    own = max((i for i, line in enumerate(lines[:5]) if _OWN_BODY.match(line)), default=0)
    above, name = " ".join(lines[:own]), " ".join(lines[own : own + 3])
    if not own:
        return name or None
    if name.startswith("BAN THƯỜNG TRỰC"):
        return f"{name} {above}"
    place = _PLACE.search(above)
    return f"{name} {place[1]}" if place and place[1] not in name and not _PLACE.search(f" {name}") else name


def _column(front: Sequence[Block]) -> Iterator[str]:
    for block in front:
        if isinstance(block, Table):
            yield from (row[0].text for row in block.rows)
        else:
            yield block.text


def sentence_case(name: str) -> str:
    """Return a name written in capitals as it stands in a sentence: "Sở Nội vụ tỉnh ...", "Ủy ban nhân dân xã ..."."""
    text = " ".join(word if word in _INITIALS else word.capitalize() for word in name.split())
    for found, written in _TERMS:
        text = text.replace(found, written)
    text = _SMALL.sub(lambda match: match[0].lower(), text)
    text = _FIELDS.sub(lambda match: f"{match[1].capitalize()} {_fields(match[2])}", text)
    text = re.sub(r"^UBND\b", "Ủy ban nhân dân", text)
    return text[:1].upper() + text[1:]


def _fields(text: str) -> str:
    """Return the fields of an office with a capital at the beginning of each: "Văn hóa, Thể thao và Du lịch"."""
    if text.startswith(("Ủy ban", "UBND", "Đảng")):
        return text
    fields, *place = _BEFORE_PLACE.split(text, maxsplit=1)
    parts = _BETWEEN.split(fields)
    written = "".join(part.lower() if index % 2 else part.capitalize() for index, part in enumerate(parts))
    return " ".join([written, *place])


def level_of(issuer: str) -> Level | None:
    """Return the level of an issuer by the words of its name."""
    name = fold(issuer)
    if re.search(r"\b(?:xa(?! hoi)|phuong|thi tran|dac khu|cap xa)\b", name):
        return Level.COMMUNE
    if re.search(r"\b(?:huyen|quan(?! su| ly| doi)|thi xa)\b", name) or name.startswith("phong "):
        return Level.DISTRICT
    if re.match(r"(?:so|ban|chi cuc|cuc|van phong|thanh tra|bo chi huy|cong an|lien doan|hoi|doan|tinh doan)\b", name):
        return Level.DEPARTMENT
    if re.search(r"\btinh\b", name) or ("thanh pho" in name and any(city in name for city in _CENTRAL)):
        return Level.PROVINCE
    return Level.DISTRICT if "thanh pho" in name else None
