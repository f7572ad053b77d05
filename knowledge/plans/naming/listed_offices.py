"""Offices listed under one noun: "các Sở: Y tế, Tài chính, Văn hóa, Thể thao và Du lịch".

The noun belongs to each of them. A comma and "và" part the offices and stand inside some names; those are known here.
"""

import re

from knowledge.language.letters import CAPITALS
from knowledge.language.tables import any_of
from knowledge.plans.assigning.predicates import VERBS
from knowledge.plans.naming.body_words import in_text, named

_FIELDS = (
    "Văn hóa, Thể thao và Du lịch; Văn hóa, Khoa học và Thông tin; Kinh tế, Hạ tầng và Đô thị; Giáo dục và Đào tạo; "
    "Khoa học và Công nghệ; Nông nghiệp và Môi trường; Dân tộc và Tôn giáo; Văn hóa và Thông tin; Kinh tế và Hạ tầng; "
    "Kế hoạch và Đầu tư; Tài nguyên và Môi trường; Thông tin và Truyền thông; Nông nghiệp và Phát triển nông thôn; "
    "Lao động - Thương binh và Xã hội; Lao động, Thương binh và Xã hội; Nông nghiệp và PTNT; Văn hóa và Thể thao"
)
_NOUNS = "sở; phòng; ban; hội; chi cục; trung tâm; trạm; trường; xã; phường; thôn; đơn vị; cơ quan; ngành; tổ chức"
_GENERAL = ("đơn vị", "cơ quan", "ngành", "tổ chức")
_OPENING = re.compile(
    rf"(?:[Cc]ác\s+)?({in_text(_NOUNS)})\s*:\s*(?=[{CAPITALS}])|[Cc]ác\s+([Ss]ở)\s+(?=[{CAPITALS}][^;:]*,)"
)
_NAMED = named()
_KNOWN = re.compile(any_of(_FIELDS), re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng)\s+")
_COMMA, _AND = "\x01", "\x02"  # stand for the signs inside a known name while the list is parted
_LONGEST = 60
_SHORT = 2  # words; a longer field that begins with a verb and has no other capital is no name
_TELLS = re.compile(rf"(?!quản lý|tổng hợp){any_of(VERBS)}\\b", re.IGNORECASE)


def listed_offices(text: str) -> tuple[str, ...]:
    """Return the full names of offices listed under one noun, none where the text is no such list."""
    opening = _OPENING.match(text)
    if not opening:
        return ()
    noun = (opening[1] or opening[2]).capitalize()
    kept = _KNOWN.sub(lambda found: found[0].replace(",", _COMMA).replace(" và ", _AND), text[opening.end() :])
    fields = [field.strip(" .:").replace(_COMMA, ",").replace(_AND, " và ") for field in _BETWEEN.split(kept)]
    fields = [field for field in fields if field]
    if len(fields) < 2 or not all(map(_is_name, fields)):
        return ()
    if noun.lower() in _GENERAL:
        return tuple(fields) if all(map(_NAMED.match, fields)) else ()
    return tuple(field if _NAMED.match(field) else f"{noun} {field}" for field in fields)


def _is_name(field: str) -> bool:
    """Tell a name from something to do: "Quản lý Du lịch", not "Báo cáo kết quả tháng"."""
    tells = _TELLS.match(field) is not None and field[1:] == field[1:].lower() and len(field.split()) > _SHORT
    return field[0].isupper() and len(field) <= _LONGEST and not tells
