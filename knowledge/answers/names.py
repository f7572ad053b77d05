"""Which unit a question names: its words laid beside the names that are known, abbreviations and levels included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from knowledge.answers.bodies import CONNECTING, Token, canonical, glued, initials, known, level_at
from knowledge.answers.posts import DEPUTY, is_deputy_of, is_post, joins_field, without_charge
from knowledge.answers.vocabulary import QUESTIONS, Words, position
from knowledge.language import tables
from knowledge.language.folding import folded_words
from knowledge.language.syllables import is_syllable

GENERIC = frozenset(
    [
        "so",
        "phong",
        "ban",
        "hoi",
        "trung",
        "tam",
        "chi",
        "cuc",
        "uy",
        "van",
        "cong",
        "chuc",
        "truong",
        "nha",
        "can",
        "bo",
        "cac",
    ]
)
_HEADLESS_AFTER = frozenset(["ben", "nganh", "con", "the", "khoi", "phia", "ong", "anh"])
_SENIOR = {"so": frozenset({"province", "city"}), "phong": frozenset({"district", "commune", "city"})}
_LONG_HEADS = frozenset(("trung", "hoi", "van"))
_LONGEST_JUMP = 2
_GLUED = 3
"""So many of a name's words may be written as one."""

NAMELESS = frozenset(
    tables.words(
        "cac; co; quan; don; vi; dia; phuong; to; chuc; ca; nhan; lien; nganh; khac; huu; thuoc; "
        "doanh; nghiep; cong; dong; trung; uong"
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name in canonical words: `core` without levels and joining words, `levels` apart."""

    shown: str
    core: Words
    levels: frozenset[str]


@lru_cache(maxsize=65536)
def read_name(shown: str) -> Name:
    """Return a name ('Phòng LĐTB&XH các huyện') in canonical form."""
    words = tuple(token.word for token in canonical(folded_words(glued(shown))))
    core: list[str] = []
    levels: set[str] = set()
    at = 0
    while at < len(words):
        level = level_at(words, at)
        if level and (core or not _is_head(words, level[0])):
            levels.add(level[1])
            at = level[0]
            continue
        if words[at] not in CONNECTING or not core:
            core.extend(_written_out(words, at))
        at += 1
    named = tuple(word for word in core if word not in CONNECTING) or words
    return Name(shown, without_charge(named), frozenset(levels))


def _is_head(words: Words, end: int) -> bool:
    """Tell whether a level's word opens the name and is all of it ('Xã An Dương')."""
    return end < len(words)


def _written_out(words: Words, at: int) -> Words:
    names = known().short.get(words[at], ())
    return tuple(word for word in names[0] if word not in CONNECTING) if len(names) == 1 else (words[at],)


class Mention(NamedTuple):
    """A name that the question holds: where (in the question's words), how much of it, at which level."""

    name: Name
    start: int
    end: int
    matched: int
    share: float
    levels: frozenset[str]
    headed: bool

    @property
    def strength(self) -> tuple[int, float]:
        """Order mentions: more words first, then the larger part of the name."""
        return (self.matched, self.share)


class Roll:
    """Names by the words and letters with which a question may begin to name them."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self._opening: dict[str, list[int]] = {}
        self._headless: dict[str, list[int]] = {}
        for at, name in enumerate(self.names):
            for opening in dict.fromkeys((*name.core[:1], *(word[0] for word in name.core[:1]))):
                self._opening.setdefault(opening, []).append(at)
            for second in name.core[1:2]:
                self._headless.setdefault(second, []).append(at)

    def heard(self, heard: "_Heard") -> list[Name]:
        """Return the names that may be among a question's words, in order."""
        found = {at for word in heard.places for at in self._opening.get(word, ())}
        found.update(at for word in heard.headless for at in self._headless.get(word, ()))
        if heard.short:
            short = {word for word, _ in heard.short}
            found |= {at for at, name in enumerate(self.names) if not short.isdisjoint(_abbreviations(name.core))}
        return [name for at in sorted(found) if heard.goes_on(name := self.names[at])]


@lru_cache(maxsize=16384)
def _abbreviations(core: Words) -> frozenset[str]:
    """Return what may abbreviate a run of a name's words: its initials, or two or three words written as one."""
    size = len(core)
    runs = [core[start:end] for start in range(size) for end in range(start + 2, size + 1)]
    return frozenset(chain(map(initials, runs), ("".join(run) for run in runs if len(run) <= _GLUED)))


def mentions(words: Words, names: Roll, *, blocked: frozenset[int] = frozenset()) -> list[Mention]:
    """Return where the question's words name one of the names, best first.

    `blocked` holds places of words that can open no name ('số', which folds like 'sở').
    """
    heard = _heard(words, blocked)
    found = (_best(name, heard) for name in names.heard(heard))
    return sorted((one for one in found if one), key=lambda mention: mention.strength, reverse=True)


@dataclass(frozen=True, slots=True)
class _Heard:
    """A question's words and the places at which a name can begin, by word.

    `headless` are those at which it can begin with its second word, `letters` and `short` those of single letters and
    of what can only be an abbreviation.
    """

    tokens: Sequence[Token]
    words: Words
    said: frozenset[str]
    places: dict[str, list[int]]
    headless: dict[str, list[int]]
    letters: tuple[tuple[str, list[int]], ...]
    short: tuple[tuple[str, list[int]], ...]
    abbreviates: bool

    def goes_on(self, name: Name) -> bool:
        """Tell whether more of a name than its opening, which alone is no mention, may be among the words."""
        return len(name.core) == 1 or self.abbreviates or not self.said.isdisjoint(name.core[1:])


@lru_cache(maxsize=QUESTIONS)
def _heard(words: Words, blocked: frozenset[int]) -> _Heard:
    """Return the words of a question by place; the same ones are looked for among several plans' names."""
    tokens = canonical(words)
    places: dict[str, list[int]] = {}
    headless: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        if token.start not in blocked:
            places.setdefault(token.word, []).append(at)
            if at and tokens[at - 1].word in _HEADLESS_AFTER:
                headless.setdefault(token.word, []).append(at)
    said = frozenset(token.word for token in tokens)
    abbreviating = {word for word in said if len(word) > 1 and word.isalpha() and not is_syllable(word)}
    letters = tuple((word, where) for word, where in places.items() if len(word) == 1)
    short = tuple((word, where) for word, where in places.items() if word in abbreviating)
    words = tuple(token.word for token in tokens)
    return _Heard(tokens, words, said, places, headless, letters, short, bool(abbreviating))


def _best(name: Name, heard: _Heard) -> Mention | None:
    best: Mention | None = None
    for start in _starts(name, heard):
        mention = _align(heard.tokens, heard.words, name, start)
        if mention and (best is None or mention.strength > best.strength):
            best = mention
    return best


def _starts(name: Name, heard: _Heard) -> set[int]:
    """Return where a name can begin: at its first word or letter, after 'bên' at its second, at initials."""
    starts = {at for word in name.core[:1] for at in heard.places.get(word, ())}
    starts.update(at for word in name.core[1:2] for at in heard.headless.get(word, ()))
    for word, places in heard.letters:
        if word == name.core[0][0]:
            starts.update(places)
    for word, places in heard.short:
        if _initials_at(name.core, 0, word) is not None:
            starts.update(places)
    return starts


def _initials_at(core: Words, start: int, letters: str) -> tuple[int, int] | None:
    """Return the run of a name's words that the letters abbreviate; None for a syllable of its own."""
    if not letters.isalpha() or is_syllable(letters):
        return None
    for first in range(start, len(core) - len(letters) + 1):
        if initials(core[first : first + len(letters)]) == letters:
            return first, first + len(letters)
    for first in range(start, len(core) - 1):
        for end in (first + 2, first + 3):
            if "".join(core[first:end]) == letters:
                return first, end
    return None


def _align(tokens: Sequence[Token], words: Words, name: Name, start: int) -> Mention | None:
    core, done, matched, at, end = name.core, 0, 0, start, start
    levels: set[str] = set()
    headed = joined = False
    while at < len(words):
        step = _step(core, done, words[at])
        level = level_at(words, at)
        if (
            step
            and not (level and (level[0] > at + 1 or step[0] > done + 3))
            and (joined or not _jumps(core, matched, headed, step, done))
        ):
            headed |= step[0] == 0
            matched += step[1] - step[0]
            done, at = step[1], at + 1
            end = at
        elif level and matched:
            levels.add(level[1])
            at = level[0]
            end = min(at, len(words))
        elif words[at] in CONNECTING and matched:
            at += 1
        elif matched > 1 and (joint := joins_field(words, at)) and is_post(core):
            joined = True
            at += joint
        else:
            break
    if not matched or is_deputy_of(words, start, core[0]) or not _counts(core, matched, headed, tokens, start):
        return None
    share = matched / len(core)
    return Mention(name, tokens[start].start, tokens[end - 1].end, matched, share, frozenset(levels), headed)


def _jumps(core: Words, matched: int, headed: bool, step: tuple[int, int], done: int) -> bool:
    """Tell whether words would be matched across too much of a name ('sở … du lịch' by 'sở dữ', 'tổ chức … hội').

    Nothing is matched across 'phó': who asks for the head means no deputy.
    """
    if DEPUTY in core[done : step[0]]:
        return True
    return step[0] > done + _LONGEST_JUMP or matched == 1 and headed and step[0] > done and core[0] in GENERIC


def _step(core: Words, done: int, word: str) -> tuple[int, int] | None:
    """Return the words [from, to) of the name that a question's word stands for, at or after `done`."""
    if word in core:
        at = position(core, (word,), done)
        if at >= 0:
            return at, at + 1
    if len(word) == 1 and done == 0 and core[0][0] == word:
        return 0, 1
    return _initials_at(core, done, word) if len(word) > 1 else None


def _counts(core: Words, matched: int, headed: bool, tokens: Sequence[Token], start: int) -> bool:
    """Tell whether so much of a name is a mention of it: a generic head alone is none, a part after 'bên' is."""
    if headed and core[0] not in GENERIC:
        return matched > len(core) * 0.5 or matched >= 3
    if headed:
        return matched == len(core) or matched >= 2 + (core[0] in _LONG_HEADS)
    before = tokens[start - 1].word if start else ""
    return matched >= 2 and matched >= (len(core) - 1) * 0.5 and before in _HEADLESS_AFTER


def is_same(one: Name, other: Name) -> bool:
    """Tell whether two names are of one unit: they have the same words, and no levels that exclude each other."""
    return one.core == other.core and not (one.levels and other.levels and not one.levels & other.levels)


def fits_level(mention: Mention) -> bool:
    """Tell whether the level that the question says is one that the name can have."""
    if not mention.levels:
        return True
    own = mention.name.levels or _SENIOR.get(mention.name.core[0], frozenset())
    return not own or bool(own & mention.levels)
