"""Tasks whose owners stand on lines of their own under them: "* Thực hiện: ...", "Cơ quan chủ trì: ..."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.plans.assigning.giving import give
from knowledge.plans.assigning.requirements import is_requirement
from knowledge.plans.assigning.subjects import charges_of, owners_of, subject_of
from knowledge.plans.model import Passage, PassageKind, Role
from knowledge.plans.naming.registry import Registry
from knowledge.plans.naming.unit_keys import unit_key
from knowledge.plans.structure.blocks import Block
from knowledge.plans.structure.labels import Label, LabelKind
from knowledge.plans.structure.markers import FOOTNOTE

_ONLY_DOES_IT = re.compile(r"(?:triển khai )?thực hiện\b")
_ONLY_A_ROLE = re.compile(
    r"(?:(?:là|làm)\b[^,;]{0,20})?(?:tổ chức |triển khai )?(?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối)\b"
)
_SHORTEST_DUTY = 30
"""Letters after a body's name that say what it must do, and not only in what role."""


def has_owner_lines(block: Block) -> bool:
    """Tell whether a section has lines that name owners."""
    return any(label.kind is LabelKind.OWNER for label in block.labels.values())


@dataclass(slots=True)
class _Run:
    """What was read since the last owners: the contents, the owners of their lines, a label whose items follow."""

    block: Block
    registry: Registry
    contents: list[tuple[Passage, str]] = field(default_factory=list)
    owners: list[tuple[str, Role]] = field(default_factory=list)
    duties: list[tuple[str, Role, Passage, str]] = field(default_factory=list)
    open_label: tuple[int, Label] | None = None

    def close(self) -> None:
        """Give the contents to the owners; without contents it is the heading that they carry out."""
        if self.owners:
            contents = self.contents or [(self.block.first, self.block.first.text)]
            _give_all(contents, self.owners, self.registry, only=self._joint_owners())
            for name, role, passage, text in self.duties:
                give(self.registry, name, passage, role, text=text)
        else:
            for passage, text in self.contents:
                give(self.registry, None, passage, Role.CARRY_OUT, text=text)
        self.contents, self.owners, self.duties = [], [], []

    def _joint_owners(self) -> list[tuple[str, Role]]:
        """Return the owners of the contents: those without a duty of their own, and the first if they only help."""
        own = {unit_key(name) for name, *_ in self.duties}
        joint = [owner for owner in self.owners if unit_key(owner[0]) not in own]
        helping = all(role is Role.COORDINATE for _, role in joint)
        return self.owners[:1] + joint if helping and self.owners[:1] != joint[:1] else joint

    def read(self, passage: Passage) -> None:
        label = self.block.labels.get(passage.position)
        if self.open_label and passage.lead_in == self.open_label[0]:
            self.owners.extend(_under_label(passage, self.open_label[1], self.registry))
            return
        self.open_label = None
        if label and label.kind is LabelKind.OWNER:
            self.owners.extend(owners_of(label.value, label.role))
            self.duties.extend((name, role, passage, text) for name, role, text in _own_duties(label))
            self.open_label = None if label.value else (passage.position, label)
        elif not (label and label.kind is LabelKind.ATTRIBUTE) and not FOOTNOTE.match(passage.text):
            self._take(passage, label)

    def _take(self, passage: Passage, label: Label | None) -> None:
        if self.owners:
            self.close()
        text = label.value if label and label.kind is LabelKind.CONTENT else passage.text
        if text and not text.endswith(":") and not is_requirement(text):
            self.contents.append((passage, text))


def _own_duties(label: Label) -> list[tuple[str, Role, str]]:
    """Return who of an owners' line has a duty of its own there: "Sở A lập ...; các xã đếm ... và gửi về Sở A"."""
    return [
        (name, label.role if label.role is Role.LEAD else subject.role, clause)
        for subject, clause in charges_of(label.value)
        if len(clause) - subject.start >= _SHORTEST_DUTY and not _ONLY_A_ROLE.match(clause, subject.start)
        for name in subject.names
    ]


def read_labelled(block: Block, registry: Registry, waiting: Sequence[Passage]) -> None:
    """Give what stands above each run of owners' lines to the owners; `waiting` are sentences of earlier siblings."""
    run = _Run(block, registry, [(passage, passage.text) for passage in waiting])
    first = block.first
    if first.label and ("." in first.label or first.kind is PassageKind.PARAGRAPH) and not first.text.endswith(":"):
        run.contents.append((first, first.text))
    for passage in block.passages[1:] if first.label == block.section.label else block.passages:
        run.read(passage)
    run.close()


def _under_label(passage: Passage, label: Label, registry: Registry) -> list[tuple[str, Role]]:
    """Read an item under "Cơ quan thực hiện:": an owner of what stands above, or a body with a task of its own."""
    subject = subject_of(passage.text)
    if not subject or subject.role is not Role.CARRY_OUT or _ONLY_DOES_IT.match(passage.text, subject.start):
        return owners_of(passage.text, label.role)
    for name in subject.names:
        give(registry, name, passage, subject.role)
    return []


def _give_all(
    contents: Sequence[tuple[Passage, str]],
    owners: Sequence[tuple[str, Role]],
    registry: Registry,
    *,
    only: Sequence[tuple[str, Role]],
) -> None:
    """Give each task to each owner of `only`, in the first role that it has; the other owners are its partners.

    A body that an item itself names has the role that the item gives it; an owner whom it gives none keeps its own.
    """
    roles: dict[str, Role] = {}
    for name, role in only:
        roles.setdefault(name, role)
    every = tuple(dict.fromkeys(name for name, _ in owners))
    keys = {unit_key(name) for name in roles}
    for passage, text in contents:
        own = subject_of(text, clauses=False) if passage.kind is PassageKind.BULLET else None
        for name in own.names if own else ():
            if own and not (own.role is Role.CARRY_OUT and unit_key(name) in keys):
                give(registry, name, passage, own.role, text=text)
        for name, role in roles.items():
            give(registry, name, passage, role, text=text, partners=tuple(other for other in every if other != name))
