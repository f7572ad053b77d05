"""What a section is about, told by its title: aims, targets and funding hold no tasks unless they name an owner."""

import re
from collections.abc import Mapping
from enum import Enum

from knowledge.language.folding import fold
from knowledge.language.tables import any_of
from knowledge.plans.model import Section


class Zone(Enum):
    """What may stand in a section: tasks without owner, tasks with an owner only, or none at all."""

    TASKS = "tasks"
    OWNED = "owned"
    NONE = "none"


_WORK = (
    "nhiem vu; giai phap; noi dung; to chuc thuc hien; phan cong; hoat dong; trach nhiem; bien phap; cong viec; "
    "trien khai; che do bao cao; tien do thuc hien"
)
_TASKS = re.compile(rf"\b{any_of(_WORK)}\b")
_NONE = re.compile(
    r"\b(?:muc dich|yeu cau(?! (?:cac|co quan|don vi|ubnd|uy ban|so|phong|ban|truong|thu truong|chu tich|giam doc)\b)"
    r"|quan diem|nguyen tac|tinh hinh|thuc trang|khau hieu|ton tai|can cu|su can thiet)\b"
)
_AIMS = (
    "muc tieu; chi tieu; kinh phi; pham vi; doi tuong; nguon luc; nguon von; thoi gian; dia diem; chu de; "
    "thong diep; hinh thuc; bao cao; kien nghi; thanh phan; tien do; lo trinh"
)
_OWNED = re.compile(rf"\b{any_of(_AIMS)}\b")
_APPENDIX, _REPORT = "PL", "ĐC"


def zone_of_title(title: str) -> Zone | None:
    """Return the zone that a title names, None where it names none."""
    name = fold(title)
    if len(name) > 160:
        return None
    if _NONE.search(name) and not re.match(r"(?:nhiem vu|giai phap|noi dung|to chuc thuc hien)\b", name):
        return Zone.NONE
    if _TASKS.search(name) and not re.match(r"(?:muc tieu|kinh phi|chi tieu|thoi gian)\b", name):
        return Zone.TASKS
    return Zone.OWNED if _OWNED.match(name) or (_OWNED.search(name) and len(name) < 60) else None


def zone_of(section: str, sections: Mapping[str, Section], *, untitled: bool = False) -> Zone:
    """Return the zone of a section by its own title, or by the nearest title above that names one.

    An appendix holds tasks of owners only, the outline of a report none.

    `untitled` says that the section is a numbered sentence, whose words are no title.
    """
    at: str | None = section
    if section.startswith(_REPORT) or section not in sections:
        return Zone.NONE
    if section.startswith(_APPENDIX):
        return Zone.OWNED
    while at is not None and at in sections:
        here = sections[at]
        short = (here.parent is None or len(here.title) <= 70) and not (untitled and at == section)
        zone = zone_of_title(here.title) if short else None
        if zone is not None:
            return zone
        at = here.parent
    return Zone.OWNED
