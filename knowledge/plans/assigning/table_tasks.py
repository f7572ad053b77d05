"""Tasks in table rows: "Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian"."""

import re
from collections.abc import Iterator, Sequence

from knowledge.language.folding import fold
from knowledge.plans.assigning.roles import role_of
from knowledge.plans.assigning.subjects import owners_of
from knowledge.plans.model import Passage, Role
from knowledge.plans.naming.unit_keys import unit_key

_CONTENT = re.compile(r"\b(?:noi dung|nhiem vu|cong viec|hoat dong|ten|giai phap|viec)\b")
_LEAD = re.compile(r"\bchu tri\b|\bdau moi\b")
_COORDINATE = re.compile(r"\bphoi hop\b")
_CARRY_OUT = re.compile(
    r"\b(?:don vi|co quan|nguoi|bo phan|to chuc)\b.*\bthuc hien\b|\b(?:trach nhiem|phan cong|phu trach)\b"
    r"|^(?:don vi|co quan|phu trach)"
)


def row_owners(passage: Passage, above: Sequence[str] = ()) -> Iterator[tuple[str | None, Role, str]]:
    """Yield who a row charges, with the role of the column and the row's task; nobody where a task has no owner.

    A table without a column for owners holds no tasks, unless bodies `above` name the group that the row stands in.
    """
    columns = [(fold(name), text) for name, text in passage.columns]
    task = next((text for name, text in columns if _CONTENT.search(name) and not _is_owner(name)), None)
    if task is None:
        return
    if not any(_is_owner(name) for name, _ in columns):
        yield from ((unit, role_of(task), task) for unit in above)
        return
    seen: set[str] = set()
    for name, text in columns:
        role = _role(name)
        for unit, own in owners_of(text, role) if role else ():
            if unit_key(unit) not in seen:
                seen.add(unit_key(unit))
                yield unit, own, task
    if not seen:
        yield None, Role.CARRY_OUT, task


def _is_owner(header: str) -> bool:
    return _role(header) is not None


def _role(header: str) -> Role | None:
    if _LEAD.search(header):
        return Role.LEAD
    if _COORDINATE.search(header):
        return Role.COORDINATE
    return Role.CARRY_OUT if _CARRY_OUT.search(header) else None
