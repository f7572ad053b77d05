"""The headings that a periodic report must have, where the plan prescribes them ("ĐỀ CƯƠNG báo cáo")."""

import re
from collections.abc import Sequence

from knowledge.language.folding import fold, squeeze
from knowledge.plans.model import Passage, Section

_OUTLINE = re.compile(r"^\W*(?:mau )?de cuong\b(?!.{0,60}\bkem theo)")
_NUMBERED = re.compile(r"^(?:[ivx]+|\d+(?:\.\d+)*|[a-z])\s?[.)]\s")
_OVER = re.compile(r"^\W*(?:noi nhan|thu truong don vi|nguoi lap|tm\.|kt\.|phu luc|bieu (?:mau )?(?:so )?\d)")
LONGEST_LABEL = 6


def report_outline(passages: Sequence[Passage], sections: Sequence[Section] = ()) -> tuple[str, ...]:
    """Return the prescribed report's headings in order, with their labels; () where the plan prescribes none."""
    opening = _opening(passages, sections)
    if opening is None:
        return ()
    start, under = opening
    headings: list[str] = []
    for passage in passages:
        if passage.position < start or (under is not None and not _is_under(passage.section, under)):
            continue
        if _OVER.match(fold(passage.text[:60])) and headings:
            break
        if heading := _heading(passage):
            headings.append(heading)
    return tuple(headings)


def _opening(passages: Sequence[Passage], sections: Sequence[Section]) -> tuple[int, str | None] | None:
    """Return where the outline begins and the section that holds it, if one does."""
    for section in sections:
        if _OUTLINE.match(fold(section.title[:80])):
            first = next((p.position for p in passages if _is_under(p.section, section.path)), None)
            if first is not None:
                return first, section.path
    for passage in passages:
        if _OUTLINE.match(fold(passage.text[:80])):
            return passage.position + 1, None
    return None


def _is_under(path: str, over: str) -> bool:
    return path == over or path.startswith(over + ".")


def _heading(passage: Passage) -> str | None:
    """Return a numbered passage as a heading: "II. Kết quả thực hiện"."""
    text = squeeze(passage.text).strip(" ;")
    if _OUTLINE.match(fold(text[:80])):
        return None
    if passage.label and len(passage.label) <= LONGEST_LABEL and passage.label[0].isalnum():
        return f"{passage.label.rstrip('.)')}. {text}"
    return text if _NUMBERED.match(fold(text[:12])) else None
