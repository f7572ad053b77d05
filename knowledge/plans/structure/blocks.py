"""The passages of one section with what is known around them: the zone, and the bodies whose section it is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from knowledge.plans.assigning.predicates import find_predicate
from knowledge.plans.assigning.subjects import heading_bodies, subject_of
from knowledge.plans.model import Passage, PassageKind, Role, Section
from knowledge.plans.structure.labels import Label, label_of
from knowledge.plans.structure.outline import PREAMBLE, Outline
from knowledge.plans.structure.zones import Zone, zone_of, zone_of_title

_LONGEST_NAME = 90
_FEW_WORDS = 6
_FEWEST_SIBLINGS = 3
_FEW_SECTIONS = 12  # a short plan may give its top-level sections to units


@dataclass(slots=True)
class Block:
    """A section's passages. `is_heading` marks the section whose own heading names the owners."""

    section: Section
    passages: list[Passage]
    zone: Zone
    labels: Mapping[int, Label]
    is_parent: bool = False
    owners: tuple[str, ...] = ()
    role: Role = Role.CARRY_OUT
    is_heading: bool = False

    @property
    def first(self) -> Passage:
        return self.passages[0]


@dataclass(slots=True)
class Context:
    """What the reading of a plan's tasks keeps from section to section."""

    tree: Outline
    sections: dict[str, Section] = field(default_factory=dict)
    parents: set[str | None] = field(default_factory=set)
    owners: dict[str, tuple[tuple[str, ...], Role]] = field(default_factory=dict)
    charging: Counter[str | None] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.sections = {section.path: section for section in self.tree.sections}
        self.parents = {section.parent for section in self.tree.sections}
        self._own_headings()

    def blocks(self) -> Iterator[Block]:
        """Yield the plan's sections in reading order, the preamble left out."""
        for path, group in groupby(self.tree.passages, key=lambda passage: passage.section):
            if path != PREAMBLE and path in self.sections:
                yield self._block(self.sections[path], list(group))

    def lead_of(self, passage: Passage) -> Passage | None:
        """Return the passage that introduces this one."""
        return None if passage.lead_in is None else self.tree.passages[passage.lead_in]

    def _block(self, section: Section, passages: list[Passage]) -> Block:
        first = passages[0]
        titled = first.kind is PassageKind.HEADING or first.text[len(section.title) :][:2] in (": ", ". ")
        labelled = ((p.position, label_of(p.text)) for p in passages if p.kind is not PassageKind.ROW)
        block = Block(
            section,
            passages,
            zone_of(section.path, self.sections, untitled=not titled),
            {position: label for position, label in labelled if label},
            is_parent=section.path in self.parents,
        )
        self._own(block)
        return block

    def _own(self, block: Block) -> None:
        """Note the bodies of a section's heading, or of the nearest heading above it that names some."""
        path, first = block.section.path, block.first
        block.is_heading = path in self.owners and first.kind is PassageKind.HEADING
        above: str | None = path
        while above is not None and above not in self.owners:
            above = self.sections[above].parent if above in self.sections else None
        closing = first.kind is PassageKind.PARAGRAPH and not first.label and len(block.passages) == 1
        if above is not None and not (closing and above != path):
            block.owners, block.role = self.owners[above]

    def _own_headings(self) -> None:
        """Note which headings name bodies; a name of unknown words is one among siblings that are known."""
        unknown: list[Passage] = []
        for passage in self.tree.passages:
            section = self.sections.get(passage.section)
            heads = section and passage.kind is PassageKind.HEADING and passage.label == section.label
            if not section or not heads or zone_of(section.path, self.sections) is Zone.NONE:
                continue
            named = heading_bodies(passage.text) or _charged_in(passage.text)
            if named and (section.parent or len(self.sections) < _FEW_SECTIONS):
                self.owners[section.path] = named
            elif section.parent and not named:
                unknown.append(passage)
        self.charging = self._parents_of_subjects()
        known = {self.sections[path].parent for path in self.owners} | self.charging.keys()
        for passage in unknown:
            if self.sections[passage.section].parent in known and may_be_a_name(passage.text):
                self.owners[passage.section] = ((passage.text.strip(" :."),), Role.CARRY_OUT)

    def name_among_siblings(self, passage: Passage) -> str | None:
        """Return the unknown words before a colon where sentences beside it tell bodies so: "6. Lễ tân: đón khách."."""
        section = self.sections.get(passage.section)
        name = passage.text[: max(0, passage.text.find(":", 0, _LONGEST_NAME))].strip()
        if not name or section is None or passage.label != section.label or len(name.split()) > _FEW_WORDS:
            return None
        return name if self.charging[section.parent] >= _FEWEST_SIBLINGS and may_be_a_name(name) else None

    def _parents_of_subjects(self) -> Counter[str | None]:
        """Count the numbered sentences under each section that tell a body what to do: "1. Sở A: ..."."""
        return Counter(
            self.sections[passage.section].parent
            for passage in self.tree.passages
            if passage.kind is PassageKind.PARAGRAPH
            and passage.section in self.sections
            and passage.label
            and (colon := passage.text.find(":", 0, _LONGEST_NAME)) > 0
            and heading_bodies(passage.text[:colon])
        )


def _charged_in(heading: str) -> tuple[tuple[str, ...], Role] | None:
    """Return whom a heading tells what its items say: "2. Sở A tổ chức các hoạt động sau:"."""
    subject = subject_of(heading, clauses=False) if heading.endswith(":") else None
    return (subject.names, subject.role) if subject else None


def may_be_a_name(text: str) -> bool:
    """Tell whether a heading could be a body's name: short, a single clause, with no verb, no theme of a section."""
    name = text.strip(" :.")
    sentence = f" {name[:1].lower()}{name[1:]}"
    one = len(name) <= _LONGEST_NAME and not any(sign in name for sign in ":;")
    return one and zone_of_title(name) is None and find_predicate(sentence) is None
