"""Tasks: which passages tell whom to do what. An ordered list of rules over the sections of the outline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from knowledge.language.tables import any_of
from knowledge.plans.assigning.giving import give
from knowledge.plans.assigning.inline_owners import inline_owners
from knowledge.plans.assigning.labelled_tasks import has_owner_lines, read_labelled
from knowledge.plans.assigning.roles import role_of
from knowledge.plans.assigning.subjects import Subject, charges_of, heading_bodies, subject_of
from knowledge.plans.assigning.table_tasks import row_owners
from knowledge.plans.model import Passage, PassageKind, Role
from knowledge.plans.naming.registry import Registry
from knowledge.plans.structure.blocks import Block, Context
from knowledge.plans.structure.labels import LabelKind, label_of
from knowledge.plans.structure.markers import FOOTNOTE
from knowledge.plans.structure.outline import Outline
from knowledge.plans.structure.zones import Zone

_CLOSING = re.compile(
    r"Trên đây là\b|Kế hoạch này (?:thay thế|có hiệu lực)|\(.*(?:[Kk]èm theo|đính kèm).*\)$|\(Chi tiết"
)
_IF_IN_TROUBLE = re.compile(r"(?:Trong q|Q)uá trình [^.]{0,60}(?:nếu (?:có|gặp|phát sinh)|liên hệ)")
_EMPTY_WORDS = (
    "tổ chức; nghiêm túc; chủ động; phối hợp; khẩn trương; triển khai; thực hiện; nghiêm; đầy đủ; có hiệu quả; "
    "hiệu quả; tốt; Kế hoạch này; nội dung; các; những; và; trên; này; theo đúng; quy định; của; Kế hoạch; để; "
    "việc"
)
_EMPTY = re.compile(rf"(?:{any_of(_EMPTY_WORDS)}[\s,;]*)+[./]*$")
_INTRODUCED = "hoạt động; nhiệm vụ; nội dung; công việc; giải pháp; biện pháp; việc; chỉ tiêu; vấn đề"
_INTRODUCES = re.compile(
    rf"(?:{any_of(_INTRODUCED)}[^.:;]{{0,40}}?(?:sau|sau đây|dưới đây)|như sau|sau đây|cụ thể)\s*:$", re.IGNORECASE
)
_ASPECT = re.compile(r"(?:Về|Đối với|Riêng)\s[^.;:]{2,60}:")
_EACH = re.compile(r"(?:Mỗi|Từng)\s", re.IGNORECASE)
_SHORT_CHARGE = 70  # letters after the names: "chủ trì, phối hợp với các đơn vị liên quan:"
_LONG_LEAD = 40  # letters; a shorter lead-in is a label, a longer one says itself what to do


def gather(tree: Outline) -> Registry:
    """Return the units of a plan with their tasks, read from its outline."""
    reader = _Reader(Context(tree))
    for block in reader.context.blocks():
        reader.read(block)
    reader.release()
    return reader.registry


@dataclass(slots=True)
class _Reader:
    """Reads sections in order; `waiting` are sentences whose owner may stand under their last sibling."""

    context: Context
    registry: Registry = field(default_factory=Registry)
    waiting: list[Passage] = field(default_factory=list)

    def read(self, block: Block) -> None:
        """Read one section."""
        if block.is_heading:
            for name in block.owners:
                self.registry.name(name, block.section.path, heading=True)
        if self.waiting and not _siblings(self.waiting[-1], block):
            self.release()
        if has_owner_lines(block):
            read_labelled(block, self.registry, self.waiting)
            self.waiting = []
        elif _waits(block):
            self.waiting.append(block.first)
        else:
            self.release()
            self._read_contents(block)

    def release(self) -> None:
        """Give sentences that waited in vain to nobody."""
        for passage in self.waiting:
            give(self.registry, None, passage, role_of(passage.text))
        self.waiting = []

    def _read_contents(self, block: Block) -> None:
        contents = list(_contents(block))
        local: tuple[Passage, Subject] | None = None
        for passage in contents:
            if local and not _under(passage, local[0]):
                local = None
            if named := _local_heading(block, passage):
                local = (passage, named)
                for name in named.names:
                    self.registry.name(name, passage.section, heading=not block.is_heading)
            elif local:
                self._give_each(local[1].names, passage, role_of(passage.text, local[1].role))
            else:
                self._read_passage(block, passage)
        if not contents and _is_bare_heading(block):
            give(self.registry, None, block.first, Role.CARRY_OUT)

    def _read_passage(self, block: Block, passage: Passage) -> None:
        """Apply the rules to one passage, in order; the first that applies ends it."""
        lead = self.context.lead_of(passage)
        if passage.kind is PassageKind.ROW:
            for name, role, text in row_owners(passage, block.owners):
                give(self.registry, name, passage, role, text=text)
        elif block.zone is Zone.NONE or self._read_inline(block, passage) or self._is_said(passage, lead, block):
            return
        elif lead is not None and not block.owners and (charged := _charged(lead)):
            self._give_each(charged.names, passage, role_of(passage.text, charged.role))
        elif charges := charges_of(passage.text):
            self._give_clauses(charges, passage)
        elif subject := subject_of(passage.text, clauses=not block.owners):
            self._give_subject(block, subject, passage)
        elif block.owners:
            led = role_of(lead.text, block.role) if lead is not None and introduces(lead) else block.role
            self._give_each(block.owners, passage, role_of(passage.text, led))
        elif name := self.context.name_among_siblings(passage):
            give(self.registry, name, passage, role_of(passage.text[len(name) + 1 :].strip()))
        elif self._is_anybodys(block, passage):
            give(self.registry, None, passage, role_of(passage.text))

    def _is_anybodys(self, block: Block, passage: Passage) -> bool:
        """Tell whether a passage is a task for which the plan names no owner."""
        placed = block.zone is Zone.TASKS and (passage.label or not block.is_parent)
        return bool(placed) and (not introduces(passage) or self._is_explained(passage))

    def _is_said(self, passage: Passage, lead: Passage | None, block: Block) -> bool:
        """Tell whether a passage is part of the task that introduces it."""
        return lead is not None and (_is_part(passage, lead, block) or self._is_explained(lead))

    def _is_explained(self, lead: Passage) -> bool:
        """Tell whether a lead-in is itself what to do, its items only of what: "..., cụ thể:", "+ Về ...: ..."."""
        if len(lead.text) <= _LONG_LEAD or not introduces(lead) or subject_of(lead.text, clauses=False):
            return False
        passages = self.context.tree.passages
        items = takewhile(lambda one: one.section == lead.section, islice(passages, lead.position + 1, None))
        return any(one.lead_in == lead.position and _ASPECT.match(one.text) for one in items)

    def _give_subject(self, block: Block, subject: Subject, passage: Passage) -> None:
        each = all(map(_EACH.match, subject.names))
        if each and block.owners:
            self._give_each(block.owners, passage, subject.role)
            return
        aim = each and block.zone is not Zone.TASKS
        if aim or _EMPTY.match(passage.text, subject.start) or introduces(passage):
            return
        requested = subject.role is Role.CARRY_OUT and block.role is Role.REQUESTED and block.owners
        if passage.label == block.section.label and not block.owners and len(subject.names) == 1:
            self.registry.name(subject.names[0], passage.section, heading=True)
        self._give_each(subject.names, passage, Role.REQUESTED if requested else subject.role)

    def _give_clauses(self, charges: Sequence[tuple[Subject, str]], passage: Passage) -> None:
        for subject, clause in charges:
            for name in subject.names:
                give(self.registry, name, passage, subject.role, text=clause)

    def _read_inline(self, block: Block, passage: Passage) -> bool:
        """Give a passage to the owners that its own line names, and to its section's unit where they only join it."""
        owners = inline_owners(passage.text)
        if owners and all(role is Role.COORDINATE for _, role in owners):
            owners = [*((name, block.role) for name in block.owners), *owners]
        for name, role in owners:
            give(self.registry, name, passage, role, partners=tuple(other for other, _ in owners if other != name))
        return bool(owners)

    def _give_each(self, names: Sequence[str], passage: Passage, role: Role) -> None:
        for name in names:
            give(self.registry, name, passage, role)


def introduces(passage: Passage) -> bool:
    """Tell whether a passage only says that what is to be done follows: "... các hoạt động sau:", "Sở A chủ trì:"."""
    if not passage.text.endswith(":"):
        return False
    if _INTRODUCES.search(passage.text):
        return True
    subject = subject_of(passage.text, clauses=False)
    return subject is not None and 0 < len(passage.text) - subject.start <= _SHORT_CHARGE


def _charged(lead: Passage) -> Subject | None:
    return subject_of(lead.text) if introduces(lead) else None


def _siblings(passage: Passage, block: Block) -> bool:
    return passage.section.rpartition(".")[0] == block.section.path.rpartition(".")[0]


def _waits(block: Block) -> bool:
    """Tell whether a section is one sentence "3.1. ...", whose owner may stand under its last sibling."""
    first = block.first
    alone = len(block.passages) == 1 and first.kind is PassageKind.PARAGRAPH and "." in first.label
    if not alone or block.zone is not Zone.TASKS or block.owners or label_of(first.text):
        return False
    return subject_of(first.text) is None and not inline_owners(first.text)


def _contents(block: Block) -> Iterator[Passage]:
    """Yield the passages of a section that may be tasks: no headings, footnotes, closing words, dates or aims."""
    skipped: set[int] = set()
    under_attribute = False
    for passage in block.passages:
        label = block.labels.get(passage.position)
        attribute = label is not None and label.kind is LabelKind.ATTRIBUTE
        if label is not None:
            under_attribute = attribute and not label.value and passage.kind is PassageKind.BULLET
        if attribute or under_attribute or passage.lead_in in skipped:
            skipped.add(passage.position)
        elif not (label and label.kind is LabelKind.CONTENT and not label.value) and _may_be_task(block, passage):
            yield passage


def _may_be_task(block: Block, passage: Passage) -> bool:
    if FOOTNOTE.match(passage.text) or _CLOSING.match(passage.text):
        return False
    if not passage.label and _IF_IN_TROUBLE.match(passage.text):
        return False
    return passage.kind is not PassageKind.HEADING or _is_task_heading(block, passage)


def _is_task_heading(block: Block, passage: Passage) -> bool:
    """Tell whether a unit's lettered heading is itself what it must do: "h) Chủ trì ..., bao gồm:"."""
    own = bool(block.owners) and not block.is_heading
    return own and passage.text.endswith(":") and len(passage.text) > _LONG_LEAD and not introduces(passage)


def _is_bare_heading(block: Block) -> bool:
    """Tell whether a heading has nothing under it but when or with what it is done: it is the task itself."""
    dated = any(label.kind is LabelKind.ATTRIBUTE for label in block.labels.values())
    heading = block.first.kind is PassageKind.HEADING and block.section.parent is not None and dated
    return heading and block.zone is Zone.TASKS and not block.is_parent and not block.owners


def _is_part(passage: Passage, lead: Passage, block: Block) -> bool:
    """Tell whether a passage only goes on with the one that introduces it, itself a task: "..., bao gồm:"."""
    if lead.section != passage.section or introduces(lead):
        return False
    if lead.kind is PassageKind.HEADING:
        return _is_task_heading(block, lead)
    return label_of(lead.text) is None and len(lead.text) > _LONG_LEAD and heading_bodies(lead.text) is None


def _local_heading(block: Block, passage: Passage) -> Subject | None:
    """Return the bodies of an unnumbered heading: "- Sở A:" above its items, or a line that names a body alone."""
    if block.zone is Zone.NONE or passage.kind is PassageKind.ROW or passage.text.endswith((".", ";", ",")):
        return None
    if passage.kind is PassageKind.BULLET and not passage.text.endswith(":"):
        return None
    named = heading_bodies(passage.text)
    return Subject(named[0], named[1], len(passage.text)) if named else None


def _under(passage: Passage, heading: Passage) -> bool:
    """Tell whether a passage stands under an unnumbered heading."""
    return passage.lead_in == heading.position or heading.kind is not PassageKind.BULLET
