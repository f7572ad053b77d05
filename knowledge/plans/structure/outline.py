"""The outline: blocks become sections, addressed as the plan numbers them, and passages, the smallest things quoted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.documents.document import Block, Paragraph, Span, Table
from knowledge.language.letters import CAPITALS
from knowledge.plans.model import Passage, PassageKind, Section
from knowledge.plans.structure.markers import Mark, Rank, mark_of
from knowledge.plans.structure.parts import Attachment, Parts
from knowledge.plans.structure.rows import header_of, table_rows

PREAMBLE = "Mở đầu"
_DEEPEST = Rank.SUB_BULLET + 1
_LONGEST_HEADING = 400
_LONGEST_TITLE = 160
_SENTENCE_END = re.compile(rf"(?<!\s\d)(?<!\s\d\d)[.!?…][”\")]?\s+(?=[{CAPITALS}])")
_INLINE = re.compile(r":\s+(?=\S)")
_CLOSING = re.compile(r"Trên đây là\b")
_LABEL_ALONE = re.compile(
    r"(?:Mục tiêu|Nội dung|Nội dung thực hiện|Thời gian|Hình thức|Yêu cầu|Chỉ tiêu|Giải pháp)\s*:?$"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan's sections and passages, in reading order."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class _Node:
    rank: Rank
    label: str
    path: str


@dataclass(slots=True)
class _Writer:
    """Builds the outline with a stack of open sections, the deepest last."""

    base: str = ""
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)
    stack: list[_Node] = field(default_factory=list)
    leads: list[tuple[int, int]] = field(default_factory=list)
    header: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return self.stack[-1].path if self.stack else self.base

    def open(self, mark: Mark, title: str, span: Span) -> None:
        """Open the section of a mark under the section it belongs to; a number that was there is told apart."""
        parent = self._parent(mark)
        label = mark.label
        prefix = self._prefix(parent, mark)
        path = self.add_section(f"{prefix}.{label}" if prefix else label, label, title, span, self.path or None)
        self.stack.append(_Node(mark.rank, label, path))
        self.leads.clear()

    def add_section(self, path: str, label: str, title: str, span: Span, parent: str | None) -> str:
        """Add a section; return its path, made unambiguous."""
        unique, count = path, 1
        while unique in self.paths:
            count += 1
            unique = f"{path}({count})"
        self.paths.add(unique)
        self.sections.append(Section(unique, label, title, parent, span))
        return unique

    def _parent(self, mark: Mark) -> _Node | None:
        """Close what the mark ends; return the section that stays open."""
        while self.stack and not self._is_above(self.stack[-1], mark):
            self.stack.pop()
        return self.stack[-1] if self.stack else None

    def _is_above(self, node: _Node, mark: Mark) -> bool:
        if node.rank == mark.rank == Rank.NUMBER:
            return mark.label.startswith(node.label + ".")
        return node.rank < mark.rank

    def _prefix(self, parent: _Node | None, mark: Mark) -> str:
        """Return the path before the label: "3.2.1" carries its own "3.2", so it stands under the section above."""
        if parent is None:
            return self.base
        if parent.rank == mark.rank == Rank.NUMBER:
            above = next((node for node in reversed(self.stack) if node.rank < Rank.NUMBER), None)
            return above.path if above else self.base
        return parent.path

    def write(
        self,
        kind: PassageKind,
        text: str,
        span: Span,
        rank: Rank,
        label: str = "",
        *,
        columns: tuple[tuple[str, str], ...] = (),
        doubtful: bool = False,
    ) -> None:
        """Add a passage to the section that is open; one without a mark goes on under whatever introduced it."""
        position = len(self.passages)
        unmarked = kind is PassageKind.PARAGRAPH and not label
        while self.leads and self.leads[-1][0] >= (_DEEPEST if unmarked else rank):
            self.leads.pop()
        lead = self.leads[-1][1] if self.leads else None
        self.passages.append(Passage(position, self.path, kind, text, span, label, lead, columns, doubtful))
        if text.endswith(":") or _LABEL_ALONE.match(text):
            while self.leads and self.leads[-1][0] >= rank:
                self.leads.pop()
            self.leads.append((rank, position))


def outline(parts: Parts) -> Outline:
    """Return the sections and passages of a plan's preamble, body and attachments; the foot has none."""
    writer = _Writer(base=PREAMBLE)
    if parts.preamble:
        span = Span(parts.preamble[0].span.start, parts.preamble[-1].span.end, parts.preamble[0].span.page)
        writer.add_section(PREAMBLE, "", "Phần mở đầu", span, None)
        _write_blocks(writer, parts.preamble)
    writer.base = ""
    writer.stack.clear()
    _write_blocks(writer, parts.body)
    _write_notes(writer, parts.notes)
    for attachment in parts.attached:
        _write_attachment(writer, attachment)
    return Outline(tuple(writer.sections), tuple(writer.passages))


def _write_notes(writer: _Writer, notes: Sequence[Paragraph]) -> None:
    """Write the footnotes that stand after the signature into the last of the high sections."""
    del writer.stack[1:]
    writer.leads.clear()
    for note in notes if writer.path else ():
        writer.write(PassageKind.PARAGRAPH, note.text, note.span, Rank.LETTER, doubtful=note.doubtful)


def _write_attachment(writer: _Writer, attachment: Attachment) -> None:
    writer.stack.clear()
    writer.base = ""
    first = attachment.blocks[0]
    title = first.text if isinstance(first, Paragraph) else "Phụ lục"
    writer.add_section(attachment.path, attachment.path, title, first.span, None)
    writer.base = attachment.path
    _write_blocks(writer, attachment.blocks)


def _write_blocks(writer: _Writer, blocks: Sequence[Block]) -> None:
    closing = _closing(blocks)
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            _write_table(writer, block)
        else:
            if index == closing:
                del writer.stack[1:]
                writer.leads.clear()
            _write_paragraph(writer, block, blocks[index + 1] if index + 1 < len(blocks) else None)


def _closing(blocks: Sequence[Block]) -> int | None:
    """Return the index of the paragraph that closes the body: unmarked, after items, or "Trên đây là ..."."""
    for index in range(len(blocks) - 1, max(len(blocks) - 3, 0), -1):
        block, before = blocks[index], blocks[index - 1]
        if not isinstance(block, Paragraph) or mark_of(block.text):
            return None
        if _CLOSING.match(block.text):
            return index
        if isinstance(before, Paragraph) and mark_of(before.text) and before.text.endswith((".", ";", "…")):
            return index
    return None


def _write_paragraph(writer: _Writer, block: Paragraph, following: Block | None) -> None:
    mark = mark_of(block.text)
    if mark is None:
        writer.write(PassageKind.PARAGRAPH, block.text, block.span, Rank.LETTER, doubtful=block.doubtful)
        return
    text = block.text[mark.end :]
    if mark.rank >= Rank.BULLET:
        writer.write(PassageKind.BULLET, text, block.span, mark.rank, mark.label, doubtful=block.doubtful)
        return
    heading = is_heading(text, mark, following)
    writer.open(mark, title_of(text), block.span)
    kind = PassageKind.HEADING if heading else PassageKind.PARAGRAPH
    writer.write(kind, text, block.span, mark.rank, mark.label, doubtful=block.doubtful)


def is_heading(text: str, mark: Mark, following: Block | None) -> bool:
    """Tell whether a numbered block is a heading: one clause without an end, or one sentence that owns what follows."""
    if mark.rank <= Rank.ROMAN:
        return len(text) <= _LONGEST_HEADING and not _runs_on(text)
    if text.endswith("./."):
        return False
    if len(text) > _LONGEST_HEADING or _SENTENCE_END.search(text):
        return False
    if not text.endswith((".", ";", "!")):
        return True
    if text.endswith(";") or not isinstance(following, Paragraph) or _INLINE.search(text):
        return False
    next_mark = mark_of(following.text)
    if next_mark is None:
        return len(text) <= _LONGEST_TITLE and following.text[:1].isupper() and not following.text.endswith("./.")
    return next_mark.rank > mark.rank


def _runs_on(text: str) -> bool:
    """Tell whether a high heading's line goes on with its text: "C. BÁO CÁO. Các xã gửi ...", "IV. Hội A: Mở ..."."""
    return text.endswith((".", ";")) and (_INLINE.search(text) or _SENTENCE_END.search(text)) is not None


def title_of(text: str) -> str:
    """Return the title of a numbered block: what stands before its colon or its first sentence's end."""
    inline = _INLINE.search(text)
    sentence = _SENTENCE_END.search(text)
    if inline and inline.start() <= _LONGEST_TITLE and not (sentence and sentence.start() < inline.start()):
        return text[: inline.start()].strip()
    title = text[: sentence.start()] if sentence else text.rstrip(" .;:/")
    if len(title) <= _LONGEST_TITLE * 2:
        return title.strip()
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _write_table(writer: _Writer, table: Table) -> None:
    """Write a table's rows: a group heading opens a section, a row is one of its own under the group it stands in."""
    base = writer.path
    groups: list[tuple[str, str]] = []
    rows = table_rows(table, writer.header)
    writer.header = header_of(table) or writer.header
    for count, row in enumerate(rows, start=1):
        label = row.label or str(count)
        while groups and _leaves(groups[-1][0], label, is_group=row.is_group):
            groups.pop()
        own = groups and label.startswith(groups[-1][0] + ".")
        prefix = (groups[-2][1] if len(groups) > 1 else base) if own else (groups[-1][1] if groups else base)
        parent = (groups[-1][1] if groups else base) or None
        path = writer.add_section(
            f"{prefix}.{label}" if prefix else label, label, title_of(row.title), row.span, parent
        )
        writer.stack.append(_Node(Rank.LETTER, label, path))
        kind = PassageKind.HEADING if row.is_group else PassageKind.ROW
        columns = () if row.is_group else row.columns
        writer.write(kind, row.text, row.span, Rank.LETTER, label, columns=columns, doubtful=row.doubtful)
        writer.stack.pop()
        if row.is_group:
            groups.append((label, path))


def _leaves(group: str, label: str, *, is_group: bool) -> bool:
    """Tell whether a row's label ends the group that is open: "II" ends "I", "2" ends the group "1" but not "I"."""
    if not group[0].isdecimal():
        return is_group and not label[0].isdecimal()
    if label.startswith(group + "."):
        return False
    return is_group or not label.isdecimal() or (group.isdecimal() and int(label) == int(group) + 1)
