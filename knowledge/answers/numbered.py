"""One of several of a kind, named by its number ('dự án 7', 'đợt 2', 'lần thứ ba'): that one and no other."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from knowledge.answers.topics import Term, Topic
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import Words, lines
from knowledge.language.folding import folded_words

_SPELLED = {"mot": 1, "nhat": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6}
_WRITTEN = {1: ("nhat", "dau tien", "dau", "i"), 2: ("hai", "ii"), 3: ("ba", "iii"), 4: ("tu", "iv"), 5: ("nam", "v")}
_WEIGHT = 4.0
_ALIKE = ("lan", "dot", "vong")
_LARGEST = 99


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number `number` of a kind (`noun`, folded words); `start:end` are the question's words for it."""

    noun: str
    number: int
    start: int
    end: int

    @property
    def phrases(self) -> tuple[str, ...]:
        """Return how a plan may write it, between spaces."""
        forms = [str(self.number), f"{self.number:02}", *_WRITTEN.get(self.number, ())]
        return tuple(f" {self.noun} {joint}{form} " for joint in ("", "thu ", "so ") for form in forms)


def is_numbered_kind(noun: Words) -> bool:
    """Tell whether words are a kind of thing that plans tell apart by number."""
    return noun in _nouns()


@cache
def _nouns() -> list[Words]:
    found = [folded_words(noun) for line in lines("numbered.txt") for noun in line.split(",")]
    return sorted(found, key=len, reverse=True)


@lru_cache(maxsize=256)
def numbered(words: Words) -> Numbered | None:
    """Return what the words name by its number among others of its kind; None where they name none."""
    for noun in _nouns():
        for start in range(len(words) - len(noun)):
            if words[start : start + len(noun)] != noun:
                continue
            after = start + len(noun)
            joint = words[after] in ("thu", "so")
            word = words[after + joint] if after + joint < len(words) else ""
            counts = joint or noun in (("lan",), ("dot",))
            number = int(word) if word.isdecimal() else _SPELLED.get(word, 0) if counts else 0
            if 0 < number <= _LARGEST:
                return Numbered(" ".join(noun), number, start, after + joint + 1)
    return None


def as_plan_says(view: View, one: Numbered | None) -> Numbered | None:
    """Return it under the word by which the plan counts ('lần' for 'đợt'); None where it counts nothing of the kind."""
    if one is None:
        return None
    forms = [one, *(replace(one, noun=other) for other in _ALIKE if one.noun in _ALIKE)]
    return next((form for form in forms if is_kind_of(view, form)), None)


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
