"""A plan's parts: what stands before its title, the preamble, the body, the foot, and what is attached."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.documents.document import Block, Paragraph, Table
from knowledge.documents.marks import is_capitals
from knowledge.plans.structure.markers import FOOTNOTE, Rank, mark_of

_TITLE = re.compile(r"\s*(?:\(?DỰ THẢO\)?\s*)?KẾ\s+HOẠCH\b")
_FOOT = re.compile(r"\s*(?:[-–]\s*)?Nơi nhận\b|\s*(?:(?:TM|KT|TL|TUQ|Q)\.|[TK]/[MTL]\.?)\s*[A-ZĐƯỦ]{2}")
_SIGNED = re.compile(
    r"(?:PHÓ )?(?:(?:TỔNG )?GIÁM ĐỐC|CHỦ TỊCH|TRƯỞNG (?:PHÒNG|BAN|TIỂU BAN|TRẠM|THÔN)|(?:THỦ|HIỆU|CỤC|CHI CỤC|VIỆN|HẠT|"
    r"TRẠM|ĐỘI|TỔ|CHỈ HUY) TRƯỞNG(?: ĐƠN VỊ)?|BÍ THƯ|CHỦ NHIỆM|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)|VIỆN TRƯỞNG)$"
)
_ATTACHED = re.compile(r"\s*(?:(PHỤ LỤC|Phụ lục)|(ĐỀ CƯƠNG)|(DANH MỤC|BIỂU MẪU|MẪU|BIỂU)\b)")
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?(?:\s*[IVX\d]{1,4})?[.:]?")
_ATTACHED_NUMBER = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ|số))?[\s:.]*([IVX]{1,5}|\d{1,2})?(?=[\s.:]|$)")
_PREAMBLE = re.compile(r"(?:Căn cứ|Xét|Thực hiện|Để|Nhằm|Thi hành|Trên cơ sở|Tiếp tục|Triển khai|Trong)\b")


@dataclass(slots=True)
class Attachment:
    """What is attached after the foot. `path` begins the paths of its sections: PL, PL2, ĐC."""

    path: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Parts:
    """The blocks of a plan by the part they belong to; `notes` are the footnotes that stand after the signature."""

    front: list[Block] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    foot: list[Block] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)


def divide(blocks: Sequence[Block]) -> Parts:
    """Return the blocks divided into the parts of a plan; a document without a title leaves `title` empty."""
    parts = Parts()
    at = next((i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_title(block)), None)
    if at is None:
        parts.body = list(blocks)
        return parts
    parts.front = list(blocks[:at])
    at = _take_title(parts, blocks, at)
    body = next((i for i in range(at, len(blocks)) if _opens_body(blocks[i])), len(blocks))
    foot = next((i for i in range(at, len(blocks)) if is_foot(blocks[i]) or _opens_appendix(blocks[i])), len(blocks))
    body = min(body, foot)
    parts.preamble = list(blocks[at:body])
    parts.body = list(blocks[body:foot])
    after = blocks[foot:]
    parts.notes = [block for block in after if isinstance(block, Paragraph) and FOOTNOTE.match(block.text)]
    _take_attached(parts, [block for block in after if block not in parts.notes])
    return parts


def is_foot(block: Block) -> bool:
    """Tell whether a block opens the foot: the recipients, or the words above the signature."""
    if isinstance(block, Table):
        return any(_FOOT.match(cell.text) for cell in block.rows[0])
    return _FOOT.match(block.text) is not None or _SIGNED.match(block.text) is not None


def _is_title(block: Paragraph) -> bool:
    return _TITLE.match(block.text) is not None and (is_capitals(block.text[:11]) or len(block.text) < 12)


def _take_title(parts: Parts, blocks: Sequence[Block], at: int) -> int:
    """Collect the title: KẾ HOẠCH, the line after it, and what goes on in capitals or without an end."""
    opening = blocks[at]
    if not isinstance(opening, Paragraph):
        return at
    parts.title.append(opening)
    alone = len(opening.text.split()) <= 2
    at += 1
    while at < len(blocks):
        block = blocks[at]
        if not isinstance(block, Paragraph) or _opens_body(block) or not _goes_on(parts, block, alone):
            break
        parts.title.append(block)
        at += 1
    return at


def _goes_on(parts: Parts, block: Paragraph, alone: bool) -> bool:
    text = block.text
    if text.endswith((".", ";", ":", "./")) or len(text) > 600:
        return False
    if alone and len(parts.title) == 1:
        return True
    return len(parts.title) < 5 and _PREAMBLE.match(text) is None


def _opens_body(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return isinstance(block, Table) and len(block.rows[0]) > 2
    mark = mark_of(block.text)
    return mark is not None and mark.rank <= Rank.NUMBER


def _opens_appendix(block: Block) -> bool:
    """Tell whether a block is the title of an appendix, for a plan whose foot is missing."""
    return isinstance(block, Paragraph) and _APPENDIX.fullmatch(block.text) is not None


def _take_attached(parts: Parts, blocks: Sequence[Block]) -> None:
    """Divide what follows the body: the foot, then attachments, each with its own foot left out."""
    in_foot = True
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        opening = _ATTACHED.match(text) if text else None
        if opening and (in_foot or not opening[3]) and len(text) < 200:
            parts.attached.append(Attachment(_path(text, opening, parts.attached)))
            in_foot = False
        elif isinstance(block, Table) and len(block.rows[0]) > 2 and in_foot:
            parts.attached.append(Attachment(_unused("PL", parts.attached)))
            in_foot = False
        elif not in_foot and is_foot(block):
            in_foot = True
        if in_foot:
            parts.foot.append(block) if not parts.attached else None
        else:
            parts.attached[-1].blocks.append(block)


def _path(text: str, opening: re.Match[str], known: Sequence[Attachment]) -> str:
    if opening[2]:
        return _unused("ĐC", known)
    number = _ATTACHED_NUMBER.match(text.strip())
    return _unused("PL" + (number[1] or "" if number else ""), known)


def _unused(path: str, known: Sequence[Attachment]) -> str:
    taken = {attachment.path for attachment in known}
    candidate, count = path, 1
    while candidate in taken:
        count += 1
        candidate = f"{path}({count})"
    return candidate
