"""The names of bodies, brought to one form: abbreviations written out by the rule by which they are formed."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from knowledge.answers.vocabulary import Words, lines, longest_by_opening
from knowledge.language.folding import fold, folded_words
from knowledge.language.syllables import is_syllable

CONNECTING = frozenset(["va", "cac", "cap", "cua", "thuoc", "nhung", "moi", "tung"])
"""Words that join the parts of a name, and are no part of its abbreviation."""

LEVELS: dict[Words, str] = {
    ("tinh",): "province",
    ("thanh", "pho"): "city",
    ("tp",): "city",
    ("huyen",): "district",
    ("thi", "xa"): "district",
    ("quan",): "district",
    ("xa",): "commune",
    ("phuong",): "commune",
    ("thi", "tran"): "commune",
    ("dac", "khu"): "commune",
}
ASKERS = frozenset(["em", "minh", "toi", "tui", "tao", "ta", "ben", "chung", "nha"])
"""Words by which askers speak of themselves."""
OPENERS = frozenset(["cac", "con", "the", "vay", "thi"])
"""Words that say nothing before a name."""
_OPENING_LEVELS = frozenset(words[0] for words in LEVELS)
_JOINT = re.compile(r"[&,/.-]")
_IN_PARTS = re.compile(r"[^\W\d_]+(?:\s?[&,/.-]\s?[^\W\d_]+)+")
_NO_LEVEL_BEFORE = frozenset(
    [
        "hoi",
        "su",
        "ly",
        "chung",
        "uy",
        "khau",
        "doi",
        "tinh",
        "duc",
        "hinh",
        "nguyen",
        "trang",
        "than",
        "cam",
        "chat",
        "thuong",
        "bieu",
        "an",
        "phap",
        "tien",
        "cham",
        "huong",
        "thuc",
        "tam",
        "he",
        "trong",
        "triet",
        "diem",
    ]
)
"""'xã hội', 'quân sự', 'quản lý' begin like a level and are none."""
_NO_LEVELS = frozenset(
    {("co", "quan"), ("dia", "phuong"), ("hai", "quan"), ("lien", "quan"), ("lang", "xa"), ("luc", "luong")}
)


def glued(text: str) -> str:
    """Return the text with abbreviations that are written in parts ('TT&TT', 'VH,TT&DL', 'TC-KH') as one word each."""
    return _IN_PARTS.sub(_as_one, text) if _JOINT.search(text) else text


def _as_one(found: re.Match[str]) -> str:
    parts = re.findall(r"[^\W\d_]+", found[0])
    short = all(len(part) <= 5 and not is_syllable(fold(part)) for part in parts)
    return "".join(parts) if short else found[0]


def initials(words: Words) -> str:
    """Return the first letters of the words, joining words left out."""
    return "".join(word[0] for word in words if word not in CONNECTING)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The known names: fields of offices, bodies, and the forms that are rewritten to another."""

    fields: tuple[Words, ...]
    bodies: tuple[Words, ...]
    same: dict[Words, Words]
    short: dict[str, tuple[Words, ...]]
    longest: dict[str, int]
    """How many words the longest form to be rewritten has that begins with a word."""


@cache
def known() -> Bodies:
    """Return the names of bodies.txt with their abbreviations."""
    fields: list[Words] = []
    bodies: list[Words] = []
    same: dict[Words, Words] = {}
    for line in lines("bodies.txt"):
        kind, _, said = line.partition(":")
        if kind == "same":
            meant, _, other = said.partition("=")
            same[folded_words(other)] = same[folded_words(glued(other))] = folded_words(meant)
        else:
            (fields if kind == "field" else bodies).append(folded_words(said))
    short: dict[str, list[Words]] = {}
    for name in (*fields, *bodies):
        for letters in {initials(name), "".join(word[0] for word in name)}:
            if len(letters) > 1:
                short.setdefault(letters, []).append(name)
    same[("ubnd",)] = ("uy", "ban", "nhan", "dan")
    same |= {meant: meant for meant in tuple(same.values())}
    for head, letter in (("so", "s"), ("phong", "p")):
        for field in fields:
            short.setdefault(letter + initials(field), []).append((head, *field))
    return Bodies(
        tuple(fields),
        tuple(bodies),
        same,
        {letters: tuple(found) for letters, found in short.items()},
        longest_by_opening(same),
    )


class Token(NamedTuple):
    """A canonical word of a name or question, with the words [start, end) of the original that it stands for."""

    word: str
    start: int
    end: int


def canonical(words: Words) -> tuple[Token, ...]:
    """Return the words with every known form of a body rewritten to its one form."""
    found: list[Token] = []
    at = 0
    while at < len(words):
        end, meant = _rewritten(words, at)
        found.extend(Token(word, at, end) for word in meant)
        at = end
    return tuple(found)


def _rewritten(words: Words, at: int) -> tuple[int, Words]:
    same = known().same
    for end in range(min(len(words), at + known().longest.get(words[at], 0)), at, -1):
        if words[at:end] in same:
            return end, same[words[at:end]]
    return at + 1, (words[at],)


_LETTERS = {"p": "phong", "s": "so", "t": "tinh", "h": "huyen", "q": "quan", "x": "xa"}
"""What a letter by itself stands for in an office's name as it is typed: 'P. Tư pháp H. Hòa An'."""
_MOST_READINGS = 8


def readings(words: Words) -> list[str]:
    """Return the folded names that an office's typed name may stand for, each with its abbreviations written out."""
    found: list[Words] = [()]
    for word in words:
        if word in _LETTERS:
            meant: tuple[Words, ...] = ((_LETTERS[word],),)
        elif (word,) in known().same:
            meant = (known().same[(word,)],)
        else:
            meant = () if is_syllable(word) else known().short.get(word, ())
        found = [(*before, *after) for before in found for after in meant or ((word,),)][:_MOST_READINGS]
    return [" ".join(reading) for reading in found]


def level_at(words: Words, at: int) -> tuple[int, str] | None:
    """Return the end and the level of a level's word at a place: 'huyện', 'thị xã', 'các xã'; None for 'xã hội'."""
    if words[at] not in _OPENING_LEVELS:
        return None
    for size in (2, 1):
        level = LEVELS.get(words[at : at + size]) if at + size <= len(words) else None
        if level and not (size == 1 and is_syllable(words[at]) and _is_other_word(words, at)):
            return at + size, level
    return None


def _is_other_word(words: Words, at: int) -> bool:
    """Tell whether a level's word is part of another: 'xã hội', 'cơ quan', 'địa phương'."""
    after = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    if (before,) in LEVELS and (words[at],) in LEVELS and before != "tinh":
        return False
    return after in _NO_LEVEL_BEFORE or (before, words[at]) in _NO_LEVELS


def own_places(words: Words) -> list[tuple[int, int]]:
    """Return where the asker speaks of their own place ('xã em', 'phường tụi mình'), which is no subject."""
    return [
        (at, level[0] + 1)
        for at in range(len(words))
        if (level := level_at(words, at)) and level[0] < len(words) and words[level[0]] in ASKERS
    ]
