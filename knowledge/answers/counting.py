"""How many there are: the plan's own figure, or the things that it numbers itself, all of which are shown."""

import re
from dataclasses import replace
from itertools import takewhile

from knowledge.answers.asking import Asked
from knowledge.answers.model import Fact, Kind, Status
from knowledge.answers.numbered import is_numbered_kind, opens_with
from knowledge.answers.parts import document_kind
from knowledge.answers.replies import Reply, answered, of_line, of_place
from knowledge.answers.topics import Topic
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import fold

_MOST_WORDS = 4
_NUMBER = re.compile(r"(?:so )?(\d{1,2}) ")
_FEWEST = 2
_HEADED = 0.5
"""So much of what is said beside the thing counted must stand over its items."""
_STOP = frozenset(
    [
        "la",
        "duoc",
        "trong",
        "cua",
        "cho",
        "phai",
        "can",
        "vay",
        "nao",
        "gi",
        "ngay",
        "o",
        "theo",
        "va",
        "de",
        "co",
        "den",
    ]
)


_KINDS = "(?:hoi nghi|cuoc|lan|dot|buoi|lop|cuoc hop|phien|vong|bai|cau|vi|nguoi)"
"""What may stand between a figure and what it counts: '3 hội nghị hiệp thương'."""
_GENERAL = frozenset(["tre", "em", "chau", "nguoi", "hoc", "sinh", "ho"])
"""What is counted under its kind alone where it is clear: '18 mồ côi' are children."""


def reply(asked: Asked, view: View) -> Reply | None:
    """Return how many there are of a thing: by the figure before its name, or all that the plan numbers of it."""
    return None if asked.unit or asked.wants & {"when", "amount"} else found(asked.words, view)


def found(words: Words, view: View) -> Reply | None:
    """Return how many there are of what words count, by whichever of its names the plan counts it."""
    tries = (count(view, noun) for noun in _nouns(words) for count in (said, numbered_of, headed))
    return next(filter(None, tries), None)


def _nouns(words: Words) -> list[Words]:
    """Return the names of what words count: as it stands, without its classifier, or what stands before a lone one."""
    noun = counted_words(words)
    if len(noun) > _FEWEST and noun[0] in _CLASSIFIERS:
        return [noun, noun[1:]]
    if len(noun) == 1 and noun[0] in _CLASSIFIERS:
        at = next(at for at, word in enumerate(words) if word in ("may", "bao"))
        before = [word for word in words[:at] if word not in _STOP and word not in _HAVING]
        return [noun, tuple(before[-_MOST_WORDS:])] if len(before) >= _FEWEST else [noun]
    return [noun] if noun else []


def counted_words(words: Words) -> Words:
    """Return the words for what is counted: those after 'mấy', 'bao nhiêu', up to one that begins something else."""
    for at, word in enumerate(words):
        start = at + 1 if word == "may" else at + 2 if words[at : at + 2] == ("bao", "nhieu") else 0
        if not start:
            continue
        start += words[start : start + 1] == ("cai",)
        noun = takewhile(lambda after: after not in _STOP, words[start : start + _MOST_WORDS])
        return without_praise(tuple(noun))
    return ()


def without_praise(noun: Words) -> Words:
    """Return a name without what ranks the thing and does not name it: 'nội dung lớn', 'nhiệm vụ trọng tâm'."""
    kept = next((noun[: -len(said)] for said in _RANKS if noun[-len(said) :] == said), noun)
    return kept if len(kept) >= _FEWEST else noun


_RANKS = (("trong", "tam"), ("quan", "trong"), ("chu", "yeu"), ("co", "ban"), ("lon",), ("chinh",))
_HAVING = frozenset(["gom", "bao", "tong", "cong", "tat", "ca", "dua", "ra"])
_CLASSIFIERS = frozenset(
    ["cau", "cai", "con", "bai", "loai", "chiec", "cuoc", "lan", "vong", "dot", "buoi", "lop", "vi", "buc", "tam"]
)
"""Words that only count in front of what is counted: 'mấy câu khẩu hiệu', 'mấy lần hiệp thương'."""


def said(view: View, noun: Words) -> Reply | None:
    """Return the passages that say the figure before the noun ('3 hội nghị hiệp thương'): two of its words at least."""
    if noun[0] in _GENERAL and len(kind := tuple(word for word in noun if word not in _GENERAL)) >= _FEWEST:
        lines = _after(rf"(?<![\d/.,-])\d{{1,6}}\s+(?:(?:{'|'.join(_GENERAL)})\s+)*", kind, view)
        return answered(view, Kind.COUNT, [of_line(view, line) for line in lines[:3]], 0.8)
    for size in range(len(noun), _FEWEST - 1, -1):
        if lines := _after(rf"(?<![\d/.,-])\d{{1,4}}\s+(?:{_KINDS}\s+)?", noun[:size], view):
            return answered(view, Kind.COUNT, [of_line(view, line) for line in lines[:3]], 0.8)
    return None


def _after(figure: str, noun: Words, view: View) -> list[Line]:
    """Return the lines in which a noun stands after what a pattern of its figure matches."""
    said = " ".join(noun)
    lines = [view.lines[at] for at in view.words.holding(f" {said} ")]
    return [line for line in lines if re.search(rf"{figure}{said}\b", fold(line.passage.text))]


def numbered_of(view: View, noun: Words) -> Reply | None:
    """Return the things that open with the noun and their number ('Đợt 1: …'), where they run from 1 without a gap."""
    for size in range(len(noun), 0, -1):
        opening = f" {' '.join(noun[:size])} "
        found: dict[int, Line] = {}
        for line in (view.lines[at] for at in view.words.holding(opening)):
            number = _NUMBER.match(line.own, len(opening))
            if number and line.own.startswith(opening):
                found.setdefault(int(number[1]), line)
        if len(found) >= _FEWEST and sorted(found) == list(range(1, len(found) + 1)):
            return _shown(view, [found[number] for number in sorted(found)])
    return None


def _is_kind(noun: Words) -> bool:
    """Tell whether words name a kind of document, or of thing that plans number, and no act ('tổ chức', 'xây dựng')."""
    return is_numbered_kind(noun) or document_kind(noun) == " ".join(noun)


def opening(view: View, noun: Words, topic: Topic) -> Reply | None:
    """Return the items that open with the noun ('a) Nghị định về …'), each once, under headings on the rest."""
    rest = Topic(tuple(term for term in topic.terms if not set(term.said.split()) <= set(noun)))
    for size in range(len(noun), _FEWEST - 1, -1):
        kind = f" {' '.join(noun[:size])} "
        if not _is_kind(noun[:size]):
            continue
        lines = [line for line in view.lines if line.passage.label and line.own.startswith(kind)]
        fitting = [line for line in lines if not rest.terms or rest.covered(line.above) >= _HEADED]
        items = {line.own: line for line in reversed(fitting)}
        if len(items) >= _FEWEST:
            return answered(view, Kind.LIST, [of_line(view, line) for line in reversed(items.values())], 0.8)
    return None


def headed(view: View, noun: Words) -> Reply | None:
    """Return what stands under a heading that opens with the noun, numbered from 1 without a gap.

    Words of the noun that the heading leaves out must be the plan's own title: nothing else goes without saying.
    """
    for size in range(len(noun), _FEWEST - 1, -1):
        kind = " ".join(noun[:size])
        if not set(noun[size:]) <= set(view.title.split()):
            return None
        for path in [path for path, heading in view.headings.items() if opens_with(heading, kind)]:
            items = _numbered_under(view, path)
            if len(items) >= _FEWEST:
                return _shown(view, items)
    return None


def _numbered_under(view: View, path: str) -> list[Line]:
    """Return the first line of each numbered part right under a section; none where their numbers have a gap."""
    found: list[Line] = []
    for line in view.lines:
        parent, _, last = line.section.rpartition(".")
        numbered = parent == path and last.isdecimal()
        own = numbered or line.section == path and line.passage.label.strip("().").isdecimal()
        if own and line.passage.label.rstrip(").").rpartition(".")[2].strip("(") == str(len(found) + 1):
            found.append(line)
    return found


def _shown(view: View, lines: list[Line]) -> Reply | None:
    facts = [Fact("count", str(len(lines))), Fact("counted", "")]
    return answered(view, Kind.COUNT, [of_line(view, line) for line in lines], 0.85, facts=facts)


def with_days(found: Reply, view: View) -> Reply:
    """Return a count with the days that stand beside it, where a question asks for both."""
    if found.answer.status is not Status.ANSWERED or found.answer.facts:
        return found
    sections = {one.section for one in found.answer.statements}
    told = {one.quote for one in found.answer.statements}
    days = [
        of_place(view, one.passage, one.section, one.quote)
        for one in view.plan.deadlines
        if one.section in sections and one.last_day and one.quote not in told
    ]
    answer = replace(found.answer, statements=(*found.answer.statements, *days))
    return Reply(answer, found.score)
