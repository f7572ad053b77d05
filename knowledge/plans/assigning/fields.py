"""Lines and columns that say when, who and with what: "Thời gian thực hiện: ...", "Cơ quan chủ trì: ...", a table's.

A block is the run of content passages of one section between two runs of such lines: the lines belong to it.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from knowledge.language.folding import fold
from knowledge.plans.model import Passage, PassageKind


class Field(Enum):
    """What a line or a column tells."""

    TIME = "time"
    LEAD = "lead"
    PARTNER = "partner"
    PRODUCT = "product"
    MONEY = "money"
    CONTENT = "content"
    ORDER = "order"


_TAIL = r"\b[^:.;]{0,45}:"
_LINES = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (Field.TIME, rf"(?:thoi (?:gian|han|diem)|tien do|han (?:chot|cuoi|hoan thanh)|ky han|lo trinh){_TAIL}"),
        (
            Field.TIME,
            r"thoi (?:gian|han)(?: (?:thuc hien|hoan thanh|trien khai|to chuc))?\s"
            r"(?=qu[yi] |thang \d|nam \d|tu |sau |trong |truoc |ngay \d|thuong xuyen|hang )",
        ),
        (
            Field.LEAD,
            r"(?:don vi|co quan|bo phan|nguoi|can bo|ca nhan|phong|to chuc) "
            rf"(?:chu tri|thuc hien|chiu trach nhiem|phu trach|dau moi|tham muu|giao){_TAIL}",
        ),
        (Field.LEAD, r"(?:chu tri|thuc hien|chiu trach nhiem|phu trach|dau moi)(?: thuc hien)?\s?:"),
        (Field.PARTNER, rf"(?:(?:don vi|co quan|bo phan) )?(?:cung )?phoi hop{_TAIL}"),
        (Field.PRODUCT, rf"(?:ket qua|san pham|dia diem|hinh thuc|thanh phan|doi tuong|so luong){_TAIL}"),
        (Field.MONEY, rf"(?:kinh phi|nguon kinh phi|du toan){_TAIL}"),
    )
)
_COLUMNS = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        (Field.ORDER, r"(?:tt|stt|so tt|so thu tu)$"),
        (
            Field.TIME,
            r".*\b(?:thoi (?:gian|han|diem)|tien do|ky han|han (?:hoan thanh|chot)|hoan thanh|lo trinh)\b"
            r"|(?:ngay|tuan|thang|quy)(?:,? ?/?(?:thang|nam))?$",
        ),
        (Field.PARTNER, r".*\bphoi hop\b"),
        (
            Field.LEAD,
            r".*\b(?:chu tri|phu trach|chiu trach nhiem|dau moi|phan cong)\b"
            r"|(?:don vi|co quan|bo phan)(?: chu quan)?$"
            r"|.*\b(?:don vi|co quan|bo phan|nguoi|ca nhan|luc luong)\b.*\b(?:thuc hien|tham muu)\b",
        ),
        (Field.MONEY, r".*\b(?:kinh phi|du toan|nguon von)\b"),
        (Field.PRODUCT, r".*\b(?:san pham|ket qua|ghi chu|dia diem|don vi tinh)\b"),
        (
            Field.CONTENT,
            r".*\b(?:noi dung|nhiem vu|cong viec|hoat dong|ten|muc tieu|chi tieu|giai phap|dau viec)\b",
        ),
    )
)


@lru_cache(maxsize=4096)
def line_field(text: str) -> Field | None:
    """Return what a line tells if it is one of the plan's labelled lines."""
    folded = fold(text[:80]).lstrip(" -+*•–")
    return next((field for field, pattern in _LINES if pattern.match(folded)), None)


@lru_cache(maxsize=512)
def column_field(header: str) -> Field | None:
    """Return what a column with this header tells."""
    folded = " ".join(fold(header).split())
    return next((field for field, pattern in _COLUMNS if pattern.match(folded)), None)


_LONGEST = (60, 120)  # characters that count of a numbered paragraph as a title, and of a heading


class Layout:
    """A plan's passages by section, with what each labelled line belongs to."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = {p.position: p for p in passages}
        self._by_section: dict[str, list[Passage]] = {}
        for passage in passages:
            self._by_section.setdefault(passage.section, []).append(passage)
        self._columns = _headed(passages)
        self._openers = {section: _opener(members) for section, members in self._by_section.items()}
        self._titles: dict[str, list[str]] = {}

    def columns(self, row: Passage) -> tuple[tuple[str, str], ...]:
        """Return a row's header and cell texts; a table that goes on without a header has the header before it."""
        return self._columns.get(row.position, row.columns)

    def cells(self, row: Passage, field: Field) -> list[str]:
        """Return the row's texts in the columns of a kind, empty ones left out."""
        return [text for header, text in self.columns(row) if text.strip() and column_field(header) is field]

    def title(self, section: str) -> Passage | None:
        """Return the passage that opens a section: its heading, or the numbered paragraph that it begins with."""
        return self._openers.get(section)

    def block(self, passage: Passage) -> list[Passage]:
        """Return the content passages that a labelled line belongs to; its parent's title if its section has none."""
        members = [p for p in self._by_section.get(passage.section, []) if p.position < passage.position]
        found: list[Passage] = []
        for member in reversed(members):
            if line_field(member.text) is None and member.kind is not PassageKind.ROW:
                found.append(member)
            elif found:
                break
        if found or "." not in passage.section:
            return found[::-1]
        title = self.title(passage.section.rsplit(".", 1)[0])
        return [title] if title else []

    def under(self, title: Passage) -> list[Passage]:
        """Return the passages of a section after its title."""
        return [p for p in self._by_section.get(title.section, []) if p.position > title.position]

    def sections_under(self, title: re.Pattern[str]) -> set[str]:
        """Return the sections that have, or stand under, a title that matches."""
        return {path for path in self._by_section if any(title.search(over) for over in self.titles_over(path))}

    def years_over(self, section: str) -> set[str]:
        """Return the years that the titles over a section name."""
        return {year for title in self.titles_over(section) for year in re.findall(r"\b(?:19|20)\d\d\b", title)}

    def titles_over(self, section: str) -> list[str]:
        """Return the folded titles of a section and of the sections over it."""
        if section not in self._titles:
            above, title = section.rpartition(".")[0], self.title(section)
            own = [fold(title.text[: _LONGEST[title.kind is PassageKind.HEADING]])] if title else []
            self._titles[section] = [*(self.titles_over(above) if above else ()), *own]
        return self._titles[section]


def _opener(members: Sequence[Passage]) -> Passage | None:
    return next((p for p in members if p.kind is PassageKind.HEADING), members[0] if members[0].label else None)


def _headed(passages: Sequence[Passage]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the columns of the rows without headers, with the headers of the last table that is as wide."""
    headers: dict[int, list[str]] = {}
    found = {}
    for passage in passages:
        named = [header for header, _ in passage.columns]
        if any(named):
            headers[len(named)] = named
        elif len(named) in headers:
            texts = (text for _, text in passage.columns)
            found[passage.position] = tuple(zip(headers[len(named)], texts, strict=True))
    return found
