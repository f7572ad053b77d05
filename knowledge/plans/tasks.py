"""Tasks: which passages tell whom to do what. An ordered list of rules over the sections of the outline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.plans.labels import Label, LabelKind, label_of
from knowledge.plans.model import Passage, PassageKind, Role, Section, Task
from knowledge.plans.outline import PREAMBLE, Outline
from knowledge.plans.predicates import indicators_of, role_of
from knowledge.plans.registry import Registry
from knowledge.plans.subjects import Subject, heading_bodies, owners_of, partners_of, subject_of
from knowledge.plans.table_tasks import row_owners
from knowledge.plans.zones import Zone, zone_of, zone_of_title

_FOOTNOTE = re.compile(r"\[\d{1,2}\]\s")
_CLOSING = re.compile(r"Trên đây là\b|Kế hoạch này (?:thay thế|có hiệu lực)|\(.*(?:kèm theo|đính kèm).*\)$|\(Chi tiết")
_EMPTY = re.compile(
    r"(?:(?:tổ chức|nghiêm túc|chủ động|phối hợp|khẩn trương|triển khai|thực hiện|nghiêm|đầy đủ|có hiệu quả|hiệu quả|tốt|Kế hoạch này|nội dung|các|"
    r"những|và|trên|này|theo đúng|quy định|của|Kế hoạch|để|việc)[\s,;]*)+[./]*$"
)
_INTRODUCES = re.compile(
    r"(?:(?:hoạt động|nhiệm vụ|nội dung|công việc|giải pháp|biện pháp|việc|chỉ tiêu|vấn đề)[^.:;]{0,40}?(?:sau|sau đây|dưới đây)|như sau|sau đây|cụ thể)\s*:$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Block:
    """The passages of one section, with what was found around them."""

    section: Section
    passages: list[Passage]
    zone: Zone
    is_parent: bool = False
    owners: tuple[str, ...] = ()
    role: Role = Role.CARRY_OUT
    heading: bool = False
    pending: list[Passage] = field(default_factory=list)


def gather(tree: Outline) -> Registry:
    """Return the units of a plan with their tasks, read from its outline."""
    registry = Registry()
    sections = {section.path: section for section in tree.sections}
    owners: dict[str, tuple[tuple[str, ...], Role]] = {}
    waiting: list[Passage] = []
    for path, group in groupby(tree.passages, key=lambda passage: passage.section):
        if path == PREAMBLE or path not in sections:
            continue
        block = _block(sections[path], list(group), sections, owners)
        waiting = _read_block(block, registry, tree.passages, waiting)
    _release(waiting, registry)
    return registry


def _block(
    section: Section,
    passages: list[Passage],
    sections: Mapping[str, Section],
    owners: dict[str, tuple[tuple[str, ...], Role]],
) -> _Block:
    """Return a section's passages with the bodies of its heading, or of the heading above it."""
    titled = (
        {section.path}
        if passages[0].kind is PassageKind.HEADING or ": " in passages[0].text[: len(section.title) + 2]
        else set()
    )
    block = _Block(section, passages, zone_of(section.path, sections, untitled=not titled))
    block.is_parent = any(other.parent == section.path for other in sections.values())
    first = passages[0]
    named = heading_bodies(first.text) if first.label == section.label and first.kind is PassageKind.HEADING else None
    if named and block.zone is not Zone.NONE and (section.parent or len(sections) < 12):
        owners[section.path] = named
        block.heading = True
    above: str | None = section.path
    while above is not None and above not in owners:
        above = sections[above].parent if above in sections else None
    is_closing = passages[0].kind is PassageKind.PARAGRAPH and not passages[0].label and len(passages) == 1
    if above is not None and not (is_closing and above != section.path):
        block.owners, block.role = owners[above]
    return block


def _read_block(
    block: _Block, registry: Registry, all_passages: Sequence[Passage], waiting: list[Passage]
) -> list[Passage]:
    """Read a section; return the passages that wait for an owner's line in the next sibling."""
    if block.heading:
        for name in block.owners:
            registry.name(name, block.section.path, heading=True)
    labels = {
        passage.position: label_of(passage.text) for passage in block.passages if passage.kind is not PassageKind.ROW
    }
    if any(label and label.kind is LabelKind.OWNER for label in labels.values()):
        block.pending = waiting
        _read_labelled(block, registry, labels)
        return []
    if waiting and not _siblings(waiting[-1], block):
        _release(waiting, registry)
        waiting = []
    if _waits(block):
        return [*waiting, block.passages[0]]
    _release(waiting, registry)
    contents = list(_contents(block, labels))
    for passage in contents:
        _read_passage(block, passage, registry, all_passages)
    first = block.passages[0]
    if (
        not contents
        and len(block.passages) > 1
        and not block.is_parent
        and first.kind is PassageKind.HEADING
        and block.zone is Zone.TASKS
    ):
        _give(registry, None, first, first.text, Role.CARRY_OUT)
    return []


def _siblings(passage: Passage, block: _Block) -> bool:
    return passage.section.rpartition(".")[0] == block.section.path.rpartition(".")[0]


def _waits(block: _Block) -> bool:
    """Tell whether a section is one sentence "3.1. ...", whose owner may stand under its last sibling."""
    first = block.passages[0]
    alone = len(block.passages) == 1 and first.kind is PassageKind.PARAGRAPH and "." in first.label
    if not alone or block.zone is not Zone.TASKS or block.owners or label_of(first.text):
        return False
    return subject_of(first.text) is None


def _release(waiting: Sequence[Passage], registry: Registry) -> None:
    """Give passages that waited in vain to nobody."""
    for passage in waiting:
        _give(registry, None, passage, passage.text, Role.CARRY_OUT)


def _contents(block: _Block, labels: Mapping[int, Label | None]) -> Iterator[Passage]:
    """Yield the passages of a section that may be tasks: no headings, footnotes, closing words, dates or aims."""
    skipped: set[int] = set()
    under_attribute = False
    for passage in block.passages:
        label = labels.get(passage.position)
        attribute = label is not None and label.kind is LabelKind.ATTRIBUTE
        if label is not None:
            under_attribute = attribute and not label.value and passage.kind is PassageKind.BULLET
        if attribute or under_attribute or (passage.lead_in in skipped):
            skipped.add(passage.position)
        elif label and label.kind is LabelKind.CONTENT and not label.value:
            continue
        elif (
            (passage.kind is not PassageKind.HEADING or _is_task_heading(block, passage))
            and not _FOOTNOTE.match(passage.text)
            and not _CLOSING.match(passage.text)
        ):
            yield passage


def _is_task_heading(block: _Block, passage: Passage) -> bool:
    """Tell whether a unit's lettered heading is itself what it must do: "h) Chủ trì ..., bao gồm:"."""
    own = bool(block.owners) and not block.heading
    return own and passage.text.endswith(":") and len(passage.text) > 60 and not _INTRODUCES.search(passage.text)


def _read_passage(block: _Block, passage: Passage, registry: Registry, all_passages: Sequence[Passage]) -> None:
    """Apply the rules to one passage, in order; the first that finds an owner wins."""
    if passage.kind is PassageKind.ROW:
        for name, role, text in row_owners(passage):
            _give(registry, name, passage, text, role)
        return
    lead = all_passages[passage.lead_in] if passage.lead_in is not None else None
    if block.zone is Zone.NONE or (lead is not None and _is_part(passage, lead, block)):
        return
    if lead is not None and _INTRODUCES.search(lead.text) and (charged := subject_of(lead.text)) and not block.owners:
        for name in charged.names:
            _give(registry, name, passage, passage.text, role_of(passage.text, charged.role))
        return
    subject = subject_of(passage.text, clauses=not block.owners)
    if subject:
        _give_subject(block, subject, passage, registry)
    elif block.owners:
        led = role_of(lead.text, block.role) if lead is not None and _INTRODUCES.search(lead.text) else block.role
        for name in block.owners:
            _give(registry, name, passage, passage.text, role_of(passage.text, led))
    elif block.zone is Zone.TASKS and not _INTRODUCES.search(passage.text) and (passage.label or not block.is_parent):
        _give(registry, None, passage, passage.text, role_of(passage.text))


def _give_subject(block: _Block, subject: Subject, passage: Passage, registry: Registry) -> None:
    if _EMPTY.match(passage.text[subject.start :]) or _INTRODUCES.search(passage.text):
        return
    role = subject.role
    if role is Role.CARRY_OUT and block.role is Role.REQUESTED and block.owners:
        role = Role.REQUESTED
    own_section = passage.label == block.section.label and not block.owners
    for name in subject.names:
        if own_section and len(subject.names) == 1:
            registry.name(name, passage.section, heading=True)
        _give(registry, name, passage, passage.text, role)


def _is_part(passage: Passage, lead: Passage, block: _Block) -> bool:
    """Tell whether a passage only goes on with the one that introduces it, itself a task: "..., bao gồm:"."""
    if lead.section != passage.section or _INTRODUCES.search(lead.text):
        return False
    if lead.kind is PassageKind.HEADING:
        return _is_task_heading(block, lead)
    return label_of(lead.text) is None and len(lead.text) > 40


def _read_labelled(block: _Block, registry: Registry, labels: Mapping[int, Label | None]) -> None:
    """Give what stands above each run of owner's lines to the owners that it names."""
    heading = block.passages[0]
    content: list[tuple[Passage, str]] = [(passage, passage.text) for passage in block.pending]
    if heading.label and ("." in heading.label or heading.kind is PassageKind.PARAGRAPH):
        content.append((heading, heading.text))
    owners: list[tuple[str, Role]] = []
    open_label: tuple[int, Label] | None = None
    for passage in block.passages[1:] if heading.label == block.section.label else block.passages:
        label = labels.get(passage.position)
        if open_label and passage.lead_in == open_label[0]:
            owners.extend(_under_label(passage, open_label[1], registry))
            continue
        open_label = None
        if label and label.kind is LabelKind.OWNER:
            owners.extend(owners_of(label.value, label.role))
            open_label = (passage.position, label) if not label.value else None
        elif label and label.kind is LabelKind.ATTRIBUTE:
            continue
        elif not _FOOTNOTE.match(passage.text):
            if owners:
                _give_all(content or [(heading, heading.text)], owners, registry)
                content, owners = [], []
            text = label.value if label and label.kind is LabelKind.CONTENT else passage.text
            if text and not text.endswith(":"):
                content.append((passage, text))
    if owners:
        _give_all(content or [(heading, heading.text)], owners, registry)
    elif content:
        _release([passage for passage, _ in content], registry)


def _under_label(passage: Passage, label: Label, registry: Registry) -> list[tuple[str, Role]]:
    """Read an item under "Cơ quan thực hiện:": an owner of what stands above, or a body with a task of its own."""
    subject = subject_of(passage.text)
    if (
        subject
        and subject.role is Role.CARRY_OUT
        and not re.match(r"(?:triển khai )?thực hiện\b", passage.text[subject.start :])
    ):
        for name in subject.names:
            _give(registry, name, passage, passage.text, subject.role)
        return []
    return owners_of(passage.text, label.role)


def _give_all(content: Sequence[tuple[Passage, str]], owners: Sequence[tuple[str, Role]], registry: Registry) -> None:
    """Give each task to each owner; the others are its partners."""
    names = dict(reversed(owners))
    first = {name: role for name, role in reversed(list(names.items()))}
    for passage, text in content:
        if (own := subject_of(text, clauses=False)) and passage.kind is PassageKind.BULLET:
            for name in own.names:
                _give(registry, name, passage, text, own.role)
        for name, role in first.items():
            partners = tuple(other for other in first if other != name)
            _give(registry, name, passage, text, role, partners)


def _give(
    registry: Registry,
    name: str | None,
    passage: Passage,
    text: str,
    role: Role,
    partners: tuple[str, ...] | None = None,
) -> None:
    task = Task(
        text=text,
        role=role,
        section=passage.section,
        passage=passage.position,
        partners=partners_of(text) if partners is None else partners,
        indicators=indicators_of(text),
        confidence=0.6 if passage.doubtful else 1.0,
    )
    registry.add(name, task)


def zone_of_label(title: str) -> Zone | None:
    """Return the zone that a label names; the checks use it too."""
    return zone_of_title(title)
