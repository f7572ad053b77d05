"""Lines that open with a label: who does it ("Cơ quan chủ trì: ..."), what ("Nội dung: ..."), when, with what end."""

import re
from dataclasses import dataclass
from enum import Enum

from knowledge.language.folding import fold
from knowledge.language.tables import any_of
from knowledge.plans.model import Role
from knowledge.plans.naming.bodies import begins_body


class LabelKind(Enum):
    """What a labelled line says of the task beside it."""

    OWNER = "owner"
    CONTENT = "content"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled line: its kind, the role that the label gives, and the text after the colon."""

    kind: LabelKind
    role: Role
    value: str


_COLON = re.compile(r"\s*:\s*")
_WHO = "co quan; don vi; to chuc; ca nhan; bo phan; nguoi; dau moi; so; nganh"
_DOES = (
    "chu tri; phoi hop; thuc hien; tham muu; chiu trach nhiem; phu trach; dau moi; giup viec; duoc giao; "
    "trien khai; to chuc; chinh; nhiem vu; huong dan; phan cong; trach nhiem; va"
)
_ALONE = (
    "chu tri; phoi hop; thuc hien; trien khai; phu trach; phan cong; trach nhiem thuc hien; to chuc thuc hien; giao; "
    "dau moi; trach nhiem"
)
_OWNER = re.compile(
    rf"(?:(?:cac )?{any_of(_WHO)}(?:,? (?:va )?{any_of(_WHO)})*(?:[ ,]+{any_of(_DOES)})+"
    rf"|{any_of(_ALONE)}(?:[ ,]+{any_of(_DOES)})*)$"
)
_GIVEN = (
    "thoi gian; thoi han; tien do; kinh phi; nguon kinh phi; ket qua; san pham; dia diem; hinh thuc; muc tieu; "
    "doi tuong; chi tieu; nguon; so luong; thanh phan; yeu cau; muc dich; phuong phap; chu de; lo trinh; "
    "pham vi; nguyen tac; tai lieu; hoan thanh; thoi diem; dau ra; luc luong; phuong tien; vat chat"
)
_ATTRIBUTE = re.compile(rf"(?:du kien )?{any_of(_GIVEN)}\b")
_CONTENT = re.compile(
    r"(?:noi dung|nhiem vu|cong viec|hoat dong|giai phap|cach thuc|bien phap|luu y|ghi chu)\b[^,;]{0,30}$"
)
_LONGEST = 70
_CHARGES = re.compile(r"(?:yeu cau|luc luong|to chuc)\b")
_CHARGE = re.compile(r"[Yy]êu cầu\s+")


def label_of(text: str) -> Label | None:
    """Return the label that a passage opens with, None where it opens with none."""
    colon = _COLON.search(text[: _LONGEST + 4])
    name = fold(text[: colon.start()] if colon else text).strip(" .-*")
    if not colon and len(text) > 40 and not _ATTRIBUTE.match(name):
        return None
    value = text[colon.end() :].strip() if colon else ""
    if _CHARGES.match(name) and begins_body(_CHARGE.sub("", text)):
        return None
    if colon and _OWNER.match(name):
        role = Role.COORDINATE if "phoi hop" in name and "chu tri" not in name else Role.CARRY_OUT
        role = Role.LEAD if "chu tri" in name or "dau moi" in name else role
        return Label(LabelKind.OWNER, role, value)
    if _ATTRIBUTE.match(name) and (colon or len(name) < 40 or name.startswith("thoi gian thuc hien")):
        return Label(LabelKind.ATTRIBUTE, Role.CARRY_OUT, value)
    if _CONTENT.match(name) and len(name) < 45:
        return Label(LabelKind.CONTENT, Role.CARRY_OUT, value)
    return None
