"""Where a plan names a unit to which it gives nothing: its words, read as the plan wrote them."""

import re
from functools import lru_cache

from knowledge.answers.bodies import CONNECTING, canonical, known
from knowledge.answers.model import Statement
from knowledge.answers.replies import of_line
from knowledge.answers.units import Named
from knowledge.answers.views import Line, View
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import fold
from knowledge.language.syllables import is_syllable

_MOST_MENTIONS = 2
_SHORTEST_MENTION = 2
_SHORT_NAME = 3
_CLAUSES = re.compile(r"[,;:.!?…()“”\"/]")
_WORD = re.compile(r"[^\W_]+")


def mentioned(named: Named, view: View) -> list[Statement]:
    """Return where the plan names the unit without giving it a task of its own."""
    core = f" {' '.join(named.core)} "
    if len(named.core) < _SHORTEST_MENTION:
        return []
    spelled = _spelled(named.core[-1])
    places = sorted({at for word in spelled for at in view.words.places(word)})
    lines = (view.lines[at] for at in places if _names(view.lines[at], core))
    return [of_line(view, line, note="mention") for line in lines][:_MOST_MENTIONS]


def _names(line: Line, core: str) -> bool:
    """Tell whether a passage holds a name: a short one within one clause ('thành công, an toàn' names no công an)."""
    if core not in _canonical_text(line.words):
        return False
    text = line.passage.text
    clauses = _CLAUSES.split(text) if len(core.split()) <= _SHORT_NAME else [text]
    return any(core in _canonical_text(_as_written(clause)) for clause in clauses)


def _as_written(text: str) -> Words:
    """Return folded words without those in small letters that only look like an abbreviation ('cá' like 'CA')."""
    same = known().same
    words = ((word, fold(word)) for word in _WORD.findall(text))
    return tuple(
        "" if word.islower() and (folded,) in same and is_syllable(folded) else folded for word, folded in words
    )


@lru_cache(maxsize=512)
def _spelled(word: str) -> frozenset[str]:
    """Return the words of which a text holds one wherever its canonical form holds a word of a unit's name."""
    return frozenset((word, *(said[0] for said, meant in known().same.items() if word in meant)))


@lru_cache(maxsize=4096)
def _canonical_text(words: Words) -> str:
    return f" {' '.join(token.word for token in canonical(words) if token.word not in CONNECTING)} "
