"""A document read as a plan: its parts, its outline, and the facts that stand in the outline."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from pathlib import Path, PurePath

from knowledge.documents.document import Document
from knowledge.documents.gathering import read_files
from knowledge.documents.reading import Progress
from knowledge.language.folding import fold, folded_words
from knowledge.plans.checks.checking import check
from knowledge.plans.dating.deadlines import deadlines
from knowledge.plans.errors import PlanError
from knowledge.plans.facts.contacts import contacts
from knowledge.plans.facts.recipients import recipients
from knowledge.plans.facts.references import references
from knowledge.plans.facts.report_outline import report_outline
from knowledge.plans.facts.targets import targets
from knowledge.plans.model import Head, Plan
from knowledge.plans.naming.aliases import field_initials
from knowledge.plans.naming.units import units
from knowledge.plans.structure.head import head_of
from knowledge.plans.structure.outline import Outline, outline
from knowledge.plans.structure.parts import Parts, divide

_TOO_SHORT = "Văn bản quá ngắn nên chưa phải là một kế hoạch, hãy gửi đủ toàn văn kế hoạch."
_NO_PLAN = "Văn bản không có tiêu đề KẾ HOẠCH, hãy kiểm tra lại tệp rồi gửi đúng văn bản kế hoạch."
_NO_OUTLINE = "Không tìm thấy các mục (I, II, 1, 2...) của kế hoạch, hãy gửi văn bản có đủ phần nội dung."
_FOREIGN = "Văn bản không phải tiếng Việt có dấu nên không đọc được, hãy gửi bản kế hoạch tiếng Việt."
_OFFICE = re.compile(r"(Sở|Phòng|Ban|Hội|Trung tâm|Tiểu ban)\s+(.+?)(?=\s(?:tỉnh|thành phố|huyện|xã|phường)\s|$)")
_PLACE = re.compile(r"\b(tinh|thanh pho|huyen|quan|thi xa|xa(?! hoi)|phuong|thi tran|dac khu) (?!va\b)(.+)$")
_LONGEST_INITIALS = 7
_FEWEST_WORDS = 60
_MARKED = re.compile(r"[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)


def read_plan(document: Document, *, id: str | None = None) -> Plan:
    """Return the plan that a document holds; `id` is its own where none is given. Raises PlanError for no plan."""
    parts = divide(document.blocks)
    _check_text(document, parts)
    tree = outline(parts)
    _check_outline(tree)
    head = head_of(parts, document.text)
    found = units(tree)
    plan = Plan(
        id=id or plan_id(head, document.name),
        head=head,
        sections=tree.sections,
        passages=tree.passages,
        units=found,
        deadlines=deadlines(tree.passages, found, head),
        targets=targets(tree.passages),
        references=references(tree.passages, head),
        contacts=contacts(tree.passages),
        report_outline=report_outline(tree.passages, tree.sections),
        recipients=recipients(parts.foot, document.text),
    )
    return replace(plan, findings=check(plan))


def read_plan_files(paths: Sequence[Path], *, progress: Progress | None = None) -> tuple[Document, Plan]:
    """Return the document that lies in files, and the plan that it holds. Raises DocumentError, PlanError."""
    document = read_files(paths, progress=progress)
    return document, read_plan(document)


def plan_id(head: Head, name: str) -> str:
    """Return an id for a plan: its issuer in short, its number and year; without a number the file's name."""
    if head.number and head.issuer:
        year = head.issue_date[:4] if head.issue_date else str(head.year or "")
        return "-".join(word for word in (*_short(head.issuer), folded_words(head.number)[0], year) if word)
    slug = "-".join(folded_words(PurePath(name).stem))
    return slug or "-".join(folded_words(head.title))[:60] or "ke-hoach"


def _short(issuer: str) -> list[str]:
    """Return an issuer's short words: "so-gddt", "tinh-ha-rung", "tp-vi-ho"."""
    office = _OFFICE.match(issuer)
    place = _PLACE.search(fold(issuer))
    initials = fold(field_initials(office[2])[0]) if office else ""
    words = [*folded_words(office[1]), *([initials] if len(initials) <= _LONGEST_INITIALS else [])] if office else []
    if place:
        words += ["tp" if place[1] == "thanh pho" else place[1].replace(" ", "-"), *folded_words(place[2])]
    return words or list(folded_words(issuer)[-3:])


def _check_text(document: Document, parts: Parts) -> None:
    words = len(document.text.split())
    if words < _FEWEST_WORDS:
        raise PlanError(_TOO_SHORT)
    enough = ceil(min(words, 4000) * 0.2)
    if sum(1 for _ in islice(_MARKED.finditer(document.text, 0, 20_000), enough)) < enough:
        raise PlanError(_FOREIGN)
    if not parts.title:
        raise PlanError(_NO_PLAN)


def _check_outline(tree: Outline) -> None:
    if not any(section.parent is None and section.label for section in tree.sections):
        raise PlanError(_NO_OUTLINE)
