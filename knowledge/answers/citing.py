"""A document that a question names: is it asked about itself, or is it only what the question is about?"""

from dataclasses import replace

from knowledge.answers.asking import Asked
from knowledge.answers.parts import Cited
from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import View

_WEIGHT = 3.0
_ELSE = frozenset({"who", "figure", "amount", "deadline", "when", "tasks", "count", "recipient"})
_ITSELF = frozenset({"issued", "issuer", "signer", "number", "title", "reference"})
_ABOUT = frozenset({"ve", "noi", "la", "cua", "do"})


def asks_about_itself(asked: Asked, view: View) -> bool:
    """Tell whether the cited document is what is asked about, and not only named in a question about something else."""
    if asked.cited is None:
        return False
    if not asked.wants & _ELSE or (asked.wants & _ITSELF and not _subject(asked).terms):
        return True
    return not _subject(asked).terms


def _subject(asked: Asked) -> Topic:
    """Return what the question says beside the document's kind and issuer."""
    words = {"thu", "tuong", "chinh", "phu", "quoc", "hoi", "bo", "tinh", "uy", "ubnd", "so", "nam", *_ABOUT}
    if asked.cited:
        words |= set(asked.cited.kind.split())
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
    return int(digits) if digits.isdigit() else -1
