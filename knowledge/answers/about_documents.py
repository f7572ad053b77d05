"""Documents that a plan cites, carries out or replaces, as its own words say them."""

import re
from collections.abc import Iterable

from knowledge.answers.asking import Asked
from knowledge.answers.model import Kind, Statement
from knowledge.answers.parts import Cited, asks_what_is_followed, issuer_asked, kind_asked
from knowledge.answers.ranking import ENOUGH, between_spaces
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_place
from knowledge.answers.topics import Topic
from knowledge.answers.views import View
from knowledge.language.folding import fold, folded_words
from knowledge.plans.model import Reference

_REPLACES = re.compile(r"\bthay the\b|\bthay cho (?:ke hoach|van ban|quyet dinh)\b")
_REPLACING = re.compile(r" thay the (?:cho )?(?:cac )?(?:ke hoach|quyet dinh|van ban|cong van|chuong trinh) so ")
_OF_CITING = frozenset(folded_words("để làm theo thực hiện triển khai ra ban hành căn cứ về số mấy ngày của có mang"))
_ALIKE = 0.97


def reference(asked: Asked, view: View) -> Reply | None:
    """Return the cited documents that the question asks about, by number or by what they are about."""
    if asked.cited and not (asked.wants & {"basis"} and not asked.cited.number):
        found = [one for one in view.plan.references if is_cited(asked.cited, one)]
        statements = _of_references(view, found)
        if statements:
            return answered(view, Kind.REFERENCE, statements, 0.95, subject=asked.cited.number)
        return not_found(view, Kind.REFERENCE, "no_such_document", subject=asked.cited.number, score=0.2)
    return _by_subject(asked, view)


def is_cited(cited: Cited, one: Reference) -> bool:
    """Tell whether a reference is the document that a question names: its kind, its number or the number's start."""
    number = fold(one.number or "").replace(" ", "")
    kind = " ".join(folded_words(one.kind))
    if cited.kind and cited.kind != "van ban" and cited.kind not in kind and kind not in cited.kind:
        return False
    wanted = cited.number
    return (
        number == wanted or number.startswith((f"{wanted}/", f"{wanted}-")) or number.lstrip("0") == wanted.lstrip("0")
    )


def _of_references(view: View, found: Iterable[Reference]) -> list[Statement]:
    """Return each document once, by its fullest quotation."""
    fullest: dict[tuple[str, str | None], Reference] = {}
    for one in found:
        key = (fold(one.kind), one.number)
        if key not in fullest or len(one.quote) > len(fullest[key].quote):
            fullest[key] = one
    return [of_place(view, one.passage, one.section, one.quote, note=_about(one)) for one in fullest.values()]


def _about(one: Reference) -> str:
    """Return what the plan says elsewhere that a document is about, where its fullest quotation does not say it."""
    return "" if not one.about or one.about in one.quote else one.about


def _by_subject(asked: Asked, view: View) -> Reply | None:
    if "basis" in asked.wants and not asked.topic.terms:
        return _basis(view, asked.document_kind)
    scored = []
    year = str(asked.period.year) if asked.period and asked.period.year else ""
    of = issuer_asked(asked.words)
    for one in view.plan.references:
        if asked.document_kind not in ("", "van ban") and asked.document_kind not in fold(one.kind):
            continue
        if year and year not in f"{one.date} {one.number}":
            continue
        own = _words_of(one)
        if of and not any(pair in own for pair in of):
            continue
        scored.append((asked.topic.covered(own) if asked.topic.terms else 0.7, one))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < (0.75 if asked.wants & {"when"} else ENOUGH):
        return None
    many = "list" in asked.wants and "reference" not in asked.wants
    kept = [one for score, one in scored if score >= (0.8 if many else _ALIKE) * scored[0][0]]
    return answered(view, Kind.REFERENCE, _of_references(view, kept[: 20 if many else 3]), scored[0][0])


def _words_of(one: Reference) -> str:
    """Return all that a plan says of a document, folded."""
    return between_spaces(f"{one.kind} {one.issuer or ''} {one.about} {one.quote}")


def document(asked: Asked, view: View) -> Reply | None:
    """Return the document of a kind whose number is asked for by who issued it, or by what it carries out."""
    kind = kind_asked(asked.words)
    number = f" {asked.cited.number.split('/')[0]} " if asked.cited else ""
    terms = tuple(term for term in asked.whole.terms if not set(term.said.split()) <= _OF_CITING | set(kind.split()))
    if not kind or not (terms or number):
        return _basis(view, kind) if asks_what_is_followed(asked.words) else None
    of = issuer_asked(asked.words)
    scored = []
    for one in view.plan.references:
        own = _words_of(one)
        other = not asked.cited or not is_cited(asked.cited, one)
        if kind in fold(one.kind) and other and number in own and (not of or any(pair in own for pair in of)):
            scored.append((Topic(terms).covered(own) if terms else ENOUGH, one))
    top = max((score for score, _ in scored), default=0.0)
    kept = [one for score, one in scored if score >= max(ENOUGH, _ALIKE * top)]
    return answered(view, Kind.REFERENCE, _of_references(view, kept)[:3], top)


def _basis(view: View, kind: str) -> Reply | None:
    """Return the documents that the plan's opening says it carries out."""
    opening = [
        one
        for one in view.plan.references
        if one.passage <= 6 and one.section == view.plan.passages[0].section and kind in fold(one.kind)
    ]
    return answered(view, Kind.REFERENCE, _of_references(view, opening[:12]), 0.8)


def replaced(asked: Asked, view: View) -> Reply | None:
    """Return which documents the plan says that it replaces, where that is asked."""
    if not _REPLACES.search(" ".join(asked.words)) or asked.unit and asked.unit.units and asked.topic.terms:
        return None
    lines = [line for line in view.lines if asked.document_kind and _REPLACING.search(line.own)]
    return answered(view, Kind.REFERENCE, [of_line(view, line) for line in lines], 0.9)
