"""Who a sentence tells to do something: the bodies before its predicate, and the role they get."""

import re
from dataclasses import dataclass

from knowledge.language.letters import CAPITALS, SMALL
from knowledge.language.tables import any_of
from knowledge.plans.assigning.predicates import find_predicate
from knowledge.plans.assigning.roles import role_of
from knowledge.plans.model import Role
from knowledge.plans.naming.bodies import (
    begins_body,
    begins_named,
    is_collective,
    is_general,
    is_person,
    split_bodies,
)
from knowledge.plans.naming.listed_offices import listed_offices
from knowledge.plans.structure.labels import LabelKind, label_of

_CHARGE = re.compile(
    r"(?:(?:Ủy ban nhân dân|UBND|Ban Thường trực|Ban Chỉ đạo|Sở|Chủ tịch)[^.;:,]{0,60}?\s+)?"
    r"(đề nghị|giao|yêu cầu|phân công|đối với|trách nhiệm của|nhiệm vụ của)\s*(?:cho\s+)?",
    re.IGNORECASE,
)
_CHARGED_WITH = re.compile(
    r"\s+(?:(?:có|chịu) trách nhiệm|có nhiệm vụ)(?:\s+(?:thực hiện|triển khai))?"
    r"(?:\s+(?:các|những) (?:nội dung|nhiệm vụ|công việc|việc)(?: sau| sau đây)?)?$"
)
_LATER = re.compile(r"[.;]\s+(Giao|Đề nghị|Phân công)\s+(?:cho\s+)?")
_SENTENCE = re.compile(rf"(?<=[{SMALL}\d)])\.\s+(?=[{CAPITALS}])")
_DUTY = re.compile(
    r"(?:(?:Chế độ )?(?:[Bb]áo cáo|[Tt]hông tin|[Ss]ơ kết|[Tt]ổng kết|[Kk]iểm tra)"
    r"|(?:Từ |Trước |Trong )?(?:[Tt]háng|[Qq]uý|[Nn]ăm|[Nn]gày|[Tt]uần)\b)[^:.;]{0,30}:\s*"
)
_IN_CAPITALS = re.compile(rf"[{CAPITALS}][{CAPITALS}\s,–-]{{5,90}}[.:]\s+")
_ANY_LABEL = re.compile(r"[^.:;]{4,60}:\s+(?![Cc]ác\s)")
_COLON = re.compile(r"\s*:\s*")
_CLAUSES = (
    "Căn cứ; Trên cơ sở; Trong quá trình; Quá trình; Theo; Trong phạm vi; Định kỳ; Hằng năm; Hàng năm; Sau khi; "
    "Khi; Để; Nhằm; Tùy; Tuỳ; Kết thúc; Đối với; Riêng; Trường hợp; Trước khi; Ngoài; Bên cạnh; Từ"
)
_CLAUSE = re.compile(rf"{any_of(_CLAUSES)}\b")
_AFTER_COMMA = re.compile(r"(?:,|vướng mắc|phát sinh)\s+(?:thì\s+)?(?:đề nghị\s+|yêu cầu\s+)?")
_PARTNERS = re.compile(r"(?:[Pp]hối hợp|[Pp]hối kết hợp)\s+(?:chặt chẽ\s+|đồng bộ\s+)?(?:với\s+|cùng(?: với)?\s+)?")
_GUIDED = re.compile(r"theo (?:sự )?hướng dẫn của\s+")
_CHARGED_TO = "chủ trì; phối hợp; thực hiện; triển khai; phụ trách; và; hoặc"
_ASSIGNED = re.compile(
    rf"được (?:giao|phân công)(?:[\s,]+{any_of(_CHARGED_TO)})*"
    rf"(?:\s(?:các |những )?{any_of('nhiệm vụ; nội dung; hoạt động; công việc; chỉ tiêu')})?\b"
)
_LEADS = re.compile(r"[,\s]+(?:là (?:cơ quan |đơn vị )?)?chủ trì\b")
_JOINS = re.compile(r"([^:]{3,90}?)\s+(?:cùng |tham gia )?phối hợp(?: thực hiện)?")
_ASKED = re.compile(r"(Đề nghị|Giao|Yêu cầu|Phân công)\s*:?\s+(?:cho\s+)?")
_LONGEST_SUBJECT = 420
_LONGEST_NAME = 170


@dataclass(frozen=True, slots=True)
class Subject:
    """The bodies that a sentence charges, the role it gives them, and where what they must do begins."""

    names: tuple[str, ...]
    role: Role
    start: int


def subject_of(text: str, *, clauses: bool = True) -> Subject | None:
    """Return the subject of a sentence that charges bodies with something, None where it names none.

    `clauses` lets an opening clause stand before it ("Căn cứ ..., các sở, ngành xây dựng ...").
    """
    charge = _CHARGE.match(text)
    if charge and begins_body(text[charge.end() :]):
        requested = charge[1].lower() == "đề nghị"
        return _subject(text, charge.end(), Role.REQUESTED if requested else Role.CARRY_OUT)
    if begins_body(text):
        return _subject(text, 0, Role.CARRY_OUT)
    if not clauses:
        return None
    return (_after_clause(text) if _CLAUSE.match(text) else None) or _after_label(text) or _charged_later(text)


def _after_label(text: str) -> Subject | None:
    """Return the subject after a short label: "Báo cáo: Các đơn vị gửi ..."."""
    if label := _DUTY.match(text) or _IN_CAPITALS.match(text):
        return _subject(text, label.end(), Role.CARRY_OUT) if begins_named(text[label.end() :]) else None
    label = _ANY_LABEL.match(text)
    if not label or not begins_named(text[label.end() :]) or (at := find_predicate(text, label.end())) is None:
        return None
    return _subject(text, label.end(), Role.CARRY_OUT) if ":" not in text[label.end() : at] else None


def _charged_later(text: str) -> Subject | None:
    """Return whom a later sentence charges: "... . Giao Trung tâm A thực hiện"."""
    for found in _LATER.finditer(text):
        if begins_named(text[found.end() :]):
            return _subject(text, found.end(), Role.REQUESTED if found[1] == "Đề nghị" else Role.CARRY_OUT)
    for found in _SENTENCE.finditer(text):
        if begins_named(text[found.end() :]) and find_predicate(text, found.end()) is not None:
            return _subject(text, found.end(), Role.CARRY_OUT)
    return None


def _after_clause(text: str) -> Subject | None:
    for comma in _AFTER_COMMA.finditer(text, 0, _LONGEST_SUBJECT):
        if begins_named(text[comma.end() :]) and "." not in text[: comma.start()].replace("./", ""):
            asked = "đề nghị" in comma[0]
            subject = _subject(text, comma.end(), Role.REQUESTED if asked else Role.CARRY_OUT)
            if subject:
                return subject
    return None


def _subject(text: str, start: int, default: Role) -> Subject | None:
    """Return the bodies from `start` to the colon or the predicate that ends their names."""
    colon = _COLON.search(text, start, start + _LONGEST_NAME)
    predicate = find_predicate(text, start, start + _LONGEST_SUBJECT)
    if colon and (predicate is None or colon.start() < predicate) and (own := _listed(text, start, predicate)):
        names, begin = own
    elif colon and (predicate is None or colon.start() < predicate):
        inner = text[colon.end() :]
        if begins_body(inner) and predicate is not None and not _is_person(text[start : colon.start()]):
            names, begin = split_bodies(text[colon.end() : predicate]), predicate
        else:
            names, begin = split_bodies(text[start : colon.start()]), colon.end()
    elif predicate is None or "; " in text[start:predicate] and predicate - start > _LONGEST_NAME * 2:
        return None
    else:
        names, begin = _charged_bodies(text, start, predicate)
    if not names or any(len(name) > _LONGEST_NAME or ". " in name for name in names):
        return None
    return Subject(names, role_of(text[begin:], default), begin)


def _is_person(name: str) -> bool:
    """Tell whether what stands before a colon names one person's office: "Hiệu trưởng (thầy A): Trưởng ban, ..."."""
    return is_person(name) and not is_collective(name)


def _listed(text: str, start: int, predicate: int | None) -> tuple[tuple[str, ...], int] | None:
    """Return offices listed under one noun and their list's end: "Các phòng: A, B: ...", "Các sở: C, D lập ..."."""
    first = text.index(":", start) + 1
    colon = _COLON.search(text, first, start + _LONGEST_SUBJECT)
    ends = [at for at in (predicate, colon.start() if colon else None) if at is not None]
    names = listed_offices(text[start : min(ends)]) if ends else ()
    begin = colon.end() if colon and colon.start() == min(ends, default=-1) else predicate
    return (names, begin) if names and begin is not None else None


def _charged_bodies(text: str, start: int, predicate: int) -> tuple[tuple[str, ...], int]:
    """Return the names before a predicate; bodies in general are told apart by what they were charged with."""
    names = split_bodies(text[start:predicate])
    assigned = _ASSIGNED.match(text, predicate)
    later = find_predicate(text, assigned.end(), start + _LONGEST_SUBJECT) if assigned else None
    if assigned is None or later is None:
        return names, predicate
    if len(names) == 1 and is_general(names[0]):
        return (text[start : assigned.end()].rstrip(" ,"),), later
    return names, later


def charges_of(text: str) -> list[tuple[Subject, str]]:
    """Return whom each clause charges where every clause names its own body: "Sở A lập ...; Sở B cấp ..."."""
    opening = _ASKED.match(text) or _IN_CAPITALS.match(text)
    clauses = _own_clauses(text[opening.end() if opening else 0 :])
    if len(clauses) < 2 or not begins_named(clauses[0]):
        return []
    role = Role.REQUESTED if opening and opening[0].startswith("Đề nghị") else Role.CARRY_OUT
    found = [(_subject(clause, 0, role), clause) for clause in clauses]
    charged = [(subject, clause) for subject, clause in found if subject and find_predicate(clause) is not None]
    return charged if len(charged) == len(clauses) else []


def _own_clauses(text: str) -> list[str]:
    """Return a text parted where a clause names a body and what it does; other clauses go on with the one before."""
    parted = [text]
    for found in re.finditer(r";\s+(?:và\s+)?", text):
        rest = text[found.end() :]
        if begins_named(rest) and find_predicate(rest.partition(";")[0]) is not None:
            parted[-1] = text[len(text) - len(parted[-1]) : found.start()]
            parted.append(rest)
    return parted


def heading_bodies(text: str) -> tuple[tuple[str, ...], Role] | None:
    """Return the bodies that a heading names and nothing else, with the role it gives; None where it says more."""
    charge = _CHARGE.match(text)
    if charge and not begins_body(text[charge.end() :]):
        charge = None  # the name's own words: "Sở Giao thông vận tải"
    name = text[charge.end() if charge else 0 :].strip(" :.;")
    if not begins_body(name) or len(name) > 320 or "://" in name:
        return None
    bare = _CHARGED_WITH.sub("", re.sub(r"\s*\([^()]*\)", "", name))
    if listed := listed_offices(bare):
        return listed, Role.REQUESTED if charge and charge[1].lower() == "đề nghị" else Role.CARRY_OUT
    if find_predicate(bare) is not None or ":" in bare:
        return None
    role = Role.REQUESTED if charge and charge[1].lower() == "đề nghị" else Role.CARRY_OUT
    names = _in_groups(bare)
    return (names, role) if names and all(begins_body(name) for name in names) else None


def _in_groups(text: str) -> tuple[str, ...]:
    return tuple(name for group in text.split(";") for name in split_bodies(group))


def partners_of(text: str) -> tuple[str, ...]:
    """Return the bodies with which a sentence tells to coordinate, as it names them."""
    names: list[str] = []
    for found in _PARTNERS.finditer(text):
        if begins_body(text[found.end() :]):
            names.extend(split_bodies(text[found.end() : _list_end(text, found.end())]))
    return tuple(dict.fromkeys(name for name in names if len(name) <= _LONGEST_NAME))


def _list_end(text: str, start: int) -> int:
    predicate = find_predicate(text, start, start + _LONGEST_SUBJECT)
    stop = re.compile(rf"[.:](?:\s|$)|\s(?:trong|để|nhằm|về|tại|cho|việc|vào)\s|;\s(?=[{SMALL}])").search(text, start)
    ends = [at for at in (predicate, stop.start() if stop else None) if at is not None]
    return min(ends, default=min(len(text), start + _LONGEST_NAME))


def owners_of(value: str, default: Role) -> list[tuple[str, Role]]:
    """Return who the text after an owner's label names, each with a role, in order."""
    value = value.strip(" .;/")
    if (charge := _CHARGE.match(value)) and begins_body(value[charge.end() :]):
        value = value[charge.end() :]
    owners: list[tuple[str, Role]] = []
    if guide := _GUIDED.search(value):
        owners.extend((name, Role.GUIDE) for name in split_bodies(value[guide.end() :]))
        value = value[: guide.start()]
    if lead := _LEADS.search(value):
        head = [(name, Role.LEAD) for name in _in_groups(value[: lead.start()])]
        return head + [(name, Role.COORDINATE) for name in _coordinating(value[lead.end() :])] + owners
    segments = [segment for segment in re.split(rf"(?<=[^{CAPITALS}])[.;]\s+", value) if segment.strip()]
    found = [pair for segment in segments for pair in _labelled_segment(segment, default)]
    return found + owners


def _labelled_segment(segment: str, default: Role) -> list[tuple[str, Role]]:
    """Return the bodies of a clause that may have a label of its own: "...; phối hợp: Phòng B"."""
    label = label_of(segment)
    if label and label.kind is LabelKind.OWNER:
        return _segment(label.value, label.role) if label.value else []
    return _segment(segment, default)


def _coordinating(text: str) -> tuple[str, ...]:
    found = _PARTNERS.search(text)
    if not found:
        return ()
    return _in_groups(text[found.end() : _list_end_of_owners(text, found.end())])


def _list_end_of_owners(text: str, start: int) -> int:
    predicate = find_predicate(text, start)
    return len(text) if predicate is None else predicate


def _segment(text: str, default: Role) -> list[tuple[str, Role]]:
    """Return the bodies of one clause; a predicate after them may give another role than the label."""
    if joins := _JOINS.fullmatch(text):
        return [(name, Role.COORDINATE) for name in split_bodies(joins[1])]
    if not begins_body(text) and not begins_body(text[:1].upper() + text[1:]):
        subject = subject_of(text)
        return [(name, subject.role) for name in subject.names] if subject else _unknown(text, default)
    predicate = find_predicate(text)
    names = split_bodies(text[:predicate])
    role = default
    if predicate is not None and default is not Role.LEAD:
        role = role_of(text[predicate:], default)
        role = default if role is Role.COORDINATE and partners_of(text[predicate:]) else role
    partners = partners_of(text[predicate:]) if predicate is not None else ()
    return [(name, role) for name in names] + [(name, Role.COORDINATE) for name in partners]


def _unknown(text: str, default: Role) -> list[tuple[str, Role]]:
    """Take a short value as one name although its words are not known."""
    names = split_bodies(text) if len(text) <= 90 and find_predicate(text) is None else ()
    return [(name, default) for name in names]
