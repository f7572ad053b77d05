"""What stands after a label that the question says: 'chủ đề là gì' finds 'Chủ đề: …', 'ở đâu' finds 'Địa điểm: …'."""

from dataclasses import replace
from functools import lru_cache

from knowledge.answers.asking import Asked
from knowledge.answers.model import Kind, Statement, Status
from knowledge.answers.replies import Reply, answered, of_line, with_under
from knowledge.answers.topics import Topic
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import Words, position
from knowledge.language.folding import folded_words

_LONGEST = 4
_WIDEST = 40  # characters of a label
_SHORTEST = 2
_ENOUGH = 0.5
_MOST = 3
_PLACES = (("o", "dau"), ("cho", "nao"), ("noi", "nao"), ("dia", "diem"))
_PLACE: Words = ("dia", "diem")
_ELSE = frozenset({"who", "when", "deadline", "figure", "count", "amount", "funding", "where_from", "contact", "tasks"})


def label_words(line: Line) -> Words:
    """Return the folded words of a passage's label, empty where it has none: 'Chủ đề: …' has two."""
    text = line.passage.text
    colon = text.find(":", 0, _WIDEST)
    return _words_of(text[:colon]) if colon > 0 and text[colon + 1 :].strip() else ()


@lru_cache(maxsize=4096)
def _words_of(label: str) -> Words:
    words = folded_words(label)
    return words if _SHORTEST <= len(words) <= _LONGEST else ()


def _opened_by(words: Words, view: View) -> list[Line]:
    """Return the lines that begin with one of the words, as those do whose label the words say."""
    places = {at for word in words for at in view.words.places(word) if view.words.written[at].startswith(f" {word} ")}
    return [view.lines[at] for at in sorted(places)]


def labelled(asked: Asked, view: View) -> Reply | None:
    """Return the passages whose label the question says, where the rest of it fits them or their headings."""
    if asked.unit or asked.wants & _ELSE or (asked.numbered and asked.numbered.others):
        return None
    if asks_where(asked.words):
        return answered(view, Kind.TOPIC, _places(asked, view), 0.8, subject=asked.topic.said)
    opened = _opened_by(asked.words, view)
    said = [line for line in opened if (label := label_words(line)) and position(asked.words, label) >= 0]
    fitting = [line for line in said if _fits(asked, line, label_words(line))][:_MOST]
    found = [one for line in fitting for one in with_under(view, line)]
    return answered(view, Kind.TOPIC, found, 0.85, subject=asked.topic.said)


def with_place(found: Reply | None, asked: Asked, view: View) -> Reply | None:
    """Return a reply with the place too, where the question asks for both: 'làm hôm nào, ở đâu'."""
    if found is None or found.answer.status is not Status.ANSWERED or not asks_where(asked.words):
        return found
    sections = {one.section for one in found.answer.statements}
    near = {section.rpartition(".")[0] for section in sections} | sections
    beside = tuple(
        of_line(view, line)
        for line in _opened_by(_PLACE[:1], view)
        if label_words(line) == _PLACE and {line.section, line.section.rpartition(".")[0]} & near
    )
    told = {one.quote for one in found.answer.statements}
    places = tuple(one for one in beside if one.quote not in told)
    return replace(found, answer=replace(found.answer, statements=(*found.answer.statements, *places)))


def asks_where(words: Words) -> bool:
    """Tell whether a question asks for a place."""
    return any(position(words, said) >= 0 for said in _PLACES)


def _places(asked: Asked, view: View) -> list[Statement]:
    lines = [line for line in _opened_by(_PLACE[:1], view) if label_words(line) == _PLACE]
    return [of_line(view, line) for line in lines if _fits(asked, line, _PLACE)][:_MOST]


def _fits(asked: Asked, line: Line, label: Words) -> bool:
    """Tell whether what the question says beside the label stands in the passage or over it."""
    rest = Topic(tuple(term for term in asked.topic.terms if not set(term.said.split()) <= {*label, "o", "dau"}))
    own = tuple(term for term in rest.terms if not term.common)
    return not own or rest.covered(line.own, line.above) >= _ENOUGH
