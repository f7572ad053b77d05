"""One of several of a kind, named by its number ('dự án 7', 'đợt 2', 'lần thứ ba'): that one and no other."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import QUESTIONS, Words, lines
from knowledge.language.folding import folded_words

_SPELLED = {"mot": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6}
_WRITTEN = {1: ("nhat", "dau tien", "dau", "i"), 2: ("hai", "ii"), 3: ("ba", "iii"), 4: ("tu", "iv"), 5: ("nam", "v")}
_WEIGHT = 4.0
_ALIKE = ("lan", "dot", "vong")
_LARGEST = 99
LAST = -1
_MOST_ALIKE = 6
_NEAR = 4
"""So many words behind its kind 'cuối' may stand: 'vòng hiệp thương cuối'."""
_ENDING = ("cuoi", "chot")


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number `number` of a kind (`noun`, folded words); `start:end` are the question's words for it.

    `others` are numbers of the same kind that the question names too ('lần hai với lần ba'); `LAST` is the highest.
    """

    noun: str
    number: int
    start: int
    end: int
    others: tuple["Numbered", ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return how a plan may write it, between spaces."""
        forms = [str(self.number), f"{self.number:02}", *_WRITTEN.get(self.number, ())]
        own = tuple(f" {self.noun} {joint}{form} " for joint in ("", "thu ", "so ") for form in forms)
        return own + tuple(phrase for other in self.others for phrase in other.phrases)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the places of the question's words for it and for the others."""
        return ((self.start, self.end), *(span for other in self.others for span in other.spans))

    def under(self, noun: str) -> "Numbered":
        """Return the same numbers of another kind."""
        return replace(self, noun=noun, others=tuple(other.under(noun) for other in self.others))


def is_numbered_kind(noun: Words) -> bool:
    """Tell whether words are a kind of thing that plans tell apart by number."""
    return noun in _nouns()


@cache
def _nouns() -> list[Words]:
    found = [folded_words(noun) for line in lines("numbered.txt") for noun in line.split(",")]
    return sorted(found, key=len, reverse=True)


@lru_cache(maxsize=QUESTIONS)
def numbered(words: Words) -> Numbered | None:
    """Return what the words name by its number among others of its kind; None where they name none."""
    for noun in (noun for noun in _nouns() if noun[0] in words):
        starts = (start for start in range(len(words) - len(noun)) if words[start : start + len(noun)] == noun)
        found = [one for start in starts if (one := _numbered_at(words, noun, start))]
        if found:
            return replace(found[0], others=(*found[0].others, *found[1:]))
    return None


def _numbered_at(words: Words, noun: Words, start: int) -> Numbered | None:
    """Return what the words name by the kind that stands at a place; the last of its kind is told by 'cuối' near it."""
    after = start + len(noun)
    joint = words[after] in ("thu", "so")
    word = words[after + joint] if after + joint < len(words) else ""
    counts = joint or noun in (("lan",), ("dot",))
    number = int(word) if word.isdecimal() else _SPELLED.get(word, 0) if counts else 0
    if 0 < number <= _LARGEST:
        return Numbered(" ".join(noun), number, start, after + joint + 1, _next(words, noun, after + joint + 1, number))
    if " ".join(noun) in _ALIKE and not {"ngay", "thang", "nam"} & set(words[after : after + _NEAR]):
        last = next((at for at in range(after, min(after + _NEAR, len(words))) if words[at] in _ENDING), None)
        end = None if last is None else Numbered("", LAST, last, last + 1 + (words[last + 1 : last + 2] == ("cung",)))
        return end and Numbered(" ".join(noun), LAST, start, after, (replace(end, noun=" ".join(noun)),))
    return None


def _next(words: Words, noun: Words, at: int, number: int) -> tuple[Numbered, ...]:
    """Return the next number of the kind where it stands behind one: 'đợt 1 và 2', 'lần 2, 3'."""
    joint = words[at : at + 1] == ("va",)
    if words[at + joint : at + joint + 1] != (str(number + 1),):
        return ()
    end = at + joint + 1
    return (Numbered(" ".join(noun), number + 1, at, end, _next(words, noun, end, number + 1)),)


def as_plan_says(view: View, one: Numbered | None) -> Numbered | None:
    """Return it under the word by which the plan counts ('lần' for 'đợt'); None where it counts nothing of the kind."""
    if one is None:
        return None
    forms = [one, *(one.under(other) for other in _ALIKE if one.noun in _ALIKE)]
    found = next((form for form in forms if is_kind_of(view, form)), None)
    return _highest(view, found) if found and found.number == LAST else found


def _highest(view: View, one: Numbered) -> Numbered | None:
    """Return the last of a kind that the plan numbers."""
    numbers = range(1, _MOST_ALIKE + 1)
    found = [
        n for n in numbers if any(view.words.holding(phrase) for phrase in replace(one, number=n, others=()).phrases)
    ]
    if not found:
        return None
    return replace(one, number=found[-1], others=tuple(replace(other, number=found[-1]) for other in one.others))


def is_kind_of(view: View, one: Numbered) -> bool:
    """Tell whether the plan numbers things of this kind at all."""
    return bool(re.search(rf" {one.noun} (?:thu |so )?(?:\d{{1,2}}|nhat|hai|ba|i+|iv|v) ", f" {view.text} "))


def exact(topic: Topic, one: Numbered) -> Topic:
    """Return a topic that only a passage on this one covers."""
    not_after = next((" ".join(noun[: -len(one.noun.split())]) for noun in _nouns() if _extends(noun, one.noun)), "")
    term = Term(one.phrases, _WEIGHT, f"{one.noun} {one.number}", exact=True, not_after=not_after)
    others = (other for other in topic.terms if not other.exact or other.said.rsplit(" ", 1)[0] != one.noun)
    return Topic((*others, term))


def _extends(noun: Words, other: str) -> bool:
    return len(noun) > len(other.split()) and " ".join(noun).endswith(f" {other}")


def labelled(view: View, one: Numbered) -> Line | None:
    """Return the passage that is the n-th under a heading that opens with the kind ('KHẨU HIỆU …': '7. …')."""
    paths = [path for path, heading in view.headings.items() if opens_with(heading, one.noun)]
    for line in view.lines:
        under = any(line.section in (path, f"{path}.{one.number}") for path in paths)
        if under and line.passage.label.strip("().") == str(one.number):
            return line
    return None


def opens_with(heading: str, noun: str) -> bool:
    """Tell whether a heading's folded words, its number left out, begin with a noun."""
    return re.match(rf" (?:[ivx]+ |\d+ )*(?:cac |mot so |nhung )?{noun} ", heading) is not None
