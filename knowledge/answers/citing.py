"""A document that a question names: is it asked about itself, or is it only what the question is about?"""

import re
from dataclasses import replace

from knowledge.answers import about_deadlines, about_topics
from knowledge.answers.about_documents import is_cited
from knowledge.answers.asking import Asked
from knowledge.answers.model import Kind
from knowledge.answers.parts import Cited
from knowledge.answers.ranking import between_spaces, excerpt
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_place
from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import View
from knowledge.plans.model import Reference

_WEIGHT = 3.0
_NEAR = 60
"""Characters before a document's number in which a word of change is about it."""
_ELSE = frozenset({"who", "figure", "amount", "deadline", "when", "tasks", "count", "recipient"})
_ITSELF = frozenset({"issued", "issuer", "signer", "number", "title", "reference"})


_CHANGES = "sua|sua doi|bo sung|thay|thay the|thay cho|bai bo|huy|huy bo|dinh chinh|gia han|dieu chinh"
_DOCUMENTS = "quyet dinh|nghi dinh|nghi quyet|thong tu|chi thi|cong van|ke hoach|van ban|luat|nao|gi|cai"
_RELATION = re.compile(
    rf" (?:bi|duoc|da) (?:{_CHANGES}|bo) | (?:{_CHANGES}) (?:boi|bang|(?:cho |cai )?(?:{_DOCUMENTS})) "
    r"| (?:con|het) hieu luc "
)
_CHANGED = re.compile(rf" (?:{_CHANGES}|het hieu luc) ")


def related(asked: Asked, view: View) -> Reply | None:
    """Return what the plan says that changed the cited document, or that it changed, where that is asked."""
    if asked.cited is None or not _RELATION.search(f" {' '.join(asked.words)} "):
        return None
    number = f" {re.split('[/-]', asked.cited.number)[0]} "
    said = [
        of_place(view, one.passage, one.section, one.quote)
        for one in view.plan.references
        if number in (quote := between_spaces(one.quote)) and _CHANGED.search(quote)
    ]
    about = with_document(asked).topic
    said = said or [
        of_line(view, line, excerpt(line.passage.text, about))
        for line in view.lines
        if number in line.own and _CHANGED.search(_around(line.own, number))
    ]
    itself = [of_place(view, one.passage, one.section, one.quote) for one in _named(asked, view)]
    if not itself:
        return None
    missing = not_found(view, Kind.REFERENCE, "no_change", subject=asked.cited.number, statements=itself, score=0.3)
    return answered(view, Kind.REFERENCE, said, 0.95, subject=asked.cited.number) or missing


def _around(text: str, number: str) -> str:
    before, _, after = text.partition(number)
    return f"{before[-_NEAR:]} {after[:_NEAR]}"


def _named(asked: Asked, view: View) -> list[Reference]:
    return [one for one in view.plan.references if asked.cited and is_cited(asked.cited, one)]


def asks_about_itself(asked: Asked, view: View) -> bool:
    """Tell whether the cited document is what is asked about, and not only named in a question about something else."""
    if asked.cited is None or "who" in asked.wants and not asked.wants & _ITSELF:
        return False
    return not asked.wants & _ELSE or not _subject(asked).terms or _describes(asked, view)


def _describes(asked: Asked, view: View) -> bool:
    """Tell whether all that the question says stands in the plan's own words for the document."""
    quotes = [between_spaces(one.quote) for one in _named(asked, view)]
    return any(all(term.in_text(quote) for term in _subject(asked).terms) for quote in quotes)


def _subject(asked: Asked) -> Topic:
    """Return what the question says beside the document's kind."""
    words = set(asked.cited.kind.split() if asked.cited else ()) | {"so", "nam"}
    return Topic(tuple(term for term in asked.topic.terms if not set(term.said.split()) <= words))


def with_document(asked: Asked) -> Asked:
    """Return the question with the document's number as what a passage must say to be about it."""
    if asked.cited is None:
        return asked
    number = asked.cited.number.split("/")[0].split("-")[0]
    term = Term((f" {number} ", f" {number.zfill(2)} "), _WEIGHT, f"so {number}", exact=True)
    return replace(asked, topic=Topic((*_subject(asked).terms, term)))


def as_document(asked: Asked, view: View) -> Asked:
    """Return 'chỉ tiêu 46' ('CT 46') as the directive that the plan cites, where it has no such target."""
    if asked.indicators is None or asked.cited or " ct " not in f" {asked.text.lower()} ":
        return asked
    number = asked.indicators.numbers[0]
    if any(number in task.indicators for unit in view.plan.units for task in unit.tasks):
        return asked
    cited = any(
        one.kind.lower().startswith("chỉ thị") and _number(one.number) == number for one in view.plan.references
    )
    return replace(asked, indicators=None, cited=Cited("chi thi", str(number))) if cited else asked


def _number(number: str | None) -> int:
    digits = (number or "").replace("-", "/").split("/")[0].strip()
    return int(digits) if digits.isdecimal() else -1


def around(asked: Asked, view: View) -> Reply | None:
    """Return what is asked of the passages that cite a document: who carries it out, by when, how much."""
    asked = with_document(asked)
    if asked.wants & {"when", "deadline"}:
        found = about_deadlines.deadline(asked, view)
        return found if found and found.answer.statements else None
    return about_topics.who(asked, view) if "who" in asked.wants else about_topics.figure(asked, view)
