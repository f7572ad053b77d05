"""An administrator's words for the answers, looked at for harm before they count.

A pair is typed as 'what people say = what the plans say': another name of a unit, or words that mean the same.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from rapidfuzz import fuzz, process

from knowledge.answers import own_words
from knowledge.answers.asking import SPENT
from knowledge.answers.collectives import is_collective
from knowledge.answers.names import GENERIC, Name, Roll, is_same, mentions, read_name
from knowledge.answers.own_words import NotWords, OwnWord, WordKind, WordsError
from knowledge.answers.shortlist import passages_with
from knowledge.answers.units import known_names
from knowledge.answers.vocabulary import Words, abbreviations, cues, ignored, synonyms
from knowledge.language.folding import folded_words, key, normalise, squeeze

LONGEST = 80
"""Characters of one side of a pair."""
_SHORTEST = {WordKind.ALIAS: 3, WordKind.SYNONYM: 2}
"""Letters of a word that stands alone: 'UB' may be anybody, 'hs' is a known way to write."""
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Taught:
    """A word that counts now, the plans that it concerns (newest first), and where its words stand in plans already."""

    word: OwnWord
    plans: tuple[str, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class _Called:
    """A unit of published plans as one of its names has it."""

    name: str
    folded: str
    alias: str
    plan: str


def teach(connection: sqlite3.Connection, kind: WordKind, text: str, *, by: int | None, now: datetime) -> Taught:
    """Add what was typed as a pair and return it; it counts at once. Raises WordsError."""
    said, meant = _pair(text)
    _look_at(kind, said)
    taught = _AS[kind](connection, said, meant)
    word = own_words.add(connection, kind, said, taught[0], by=by, now=now)
    return Taught(word, taught[1], passages_with(connection, folded_words(said)))


def _pair(text: str) -> tuple[str, str]:
    sides = [squeeze(side).strip(" \"'“”.,;:") for side in normalise(text).split("=")]
    if len(sides) != 2 or not all(key(side) for side in sides) or ">" in text:
        raise NotWords("Hãy gõ hai vế trong một tin, giữa có dấu bằng, ví dụ: trạm xá = Trạm Y tế.")
    if max(map(len, sides)) > LONGEST:
        raise WordsError(f"Mỗi vế không quá {LONGEST} ký tự: hãy gõ ngắn lại.")
    if key(sides[0]) == key(sides[1]):
        raise WordsError("Hai vế giống nhau (bot không phân biệt dấu và chữ hoa): hãy gõ lại vế bên trái.")
    return sides[0], sides[1]


def _look_at(kind: WordKind, said: str) -> None:
    """Refuse words that are too short or say nothing by themselves. Raises WordsError."""
    words = folded_words(said)
    letters = sum(sign.isalpha() for sign in "".join(words))
    if letters < _SHORTEST[kind]:
        raise WordsError(f"“{said}” quá ngắn, dễ nhầm với chữ khác: hãy gõ dài hơn.")
    if _says_nothing(words) or (kind is WordKind.ALIAS and (set(words) <= GENERIC or is_collective(said))):
        raise WordsError(f"“{said}” là từ chung mà câu hỏi nào cũng có thể dùng: hãy gõ cụm từ rõ hơn.")
    if len(words) == 1 and words[0] in abbreviations():
        raise WordsError(f"“{said}” đã là chữ viết tắt của từ khác: hãy gõ cách viết khác.")


def _says_nothing(words: Words) -> bool:
    """Tell whether questions are read without these words: they are passed over, or only say what is asked."""
    passed_over = ignored().empty | (ignored().light if len(words) == 1 else frozenset())
    asking = chain.from_iterable(cues().phrases.get(name, ()) for name in SPENT)
    return set(words) <= passed_over or words in ignored().phrases or words in asking


def _alias(connection: sqlite3.Connection, said: str, meant: str) -> tuple[str, tuple[str, ...]]:
    """Return the unit that a name is given to, as its plans write it, with these plans. Raises WordsError."""
    called = _units(connection)
    unit = _unit(called, meant)
    new, own = read_name(said), read_name(unit)
    for other in called:
        if other.folded == key(said) or is_same(read_name(other.alias), new):
            if read_name(other.alias).core == own.core or read_name(other.name).core == own.core:
                raise WordsError(f"Bot đã hiểu “{said}” là {unit}: không cần thêm, hãy thử hỏi lại.")
            raise WordsError(f"“{said}” đang là tên của {other.name}: hãy gõ tên khác.")
    if any(is_same(name, new) and not is_same(name, own) for name in known_names()):
        raise WordsError(f"“{said}” là tên một cơ quan khác. Nếu cơ quan ấy đã đổi, hãy dùng nút Cơ quan đã đổi.")
    for word in own_words.own_words(connection):
        if word.kind is WordKind.ALIAS and key(word.said) == key(said):
            raise WordsError(f"“{word.said}” đã được thêm cho {word.meant}: muốn đổi thì gỡ từ ấy trước.")
    plans = dict.fromkeys(other.plan for other in called if is_same(read_name(other.alias), own))
    return unit, tuple(plans)


def _unit(called: Sequence[_Called], meant: str) -> str:
    """Return the name of the one unit that is meant. Raises WordsError with the nearest where there is none.

    A name under which plans have different units ("Đoàn Thanh niên") stays itself: it is each plan's own.
    """
    exact = [other for other in called if other.folded == key(meant)]
    if exact:
        alike = all(is_same(read_name(other.name), read_name(exact[0].name)) for other in exact)
        return exact[0].name if alike else exact[0].alias
    words = folded_words(meant)
    names: dict[Name, str] = {read_name(other.alias): other.name for other in reversed(called)}
    found = [one for one in mentions(words, Roll(names)) if (one.start, one.end) == (0, len(words))]
    best = [one.name for one in found if one.strength == found[0].strength]
    if best and all(is_same(name, best[0]) for name in best):
        return names[best[0]]
    units = list(dict.fromkeys(names[name] for name in best)) or _nearest(called, meant)
    raise WordsError(
        f"Chưa rõ “{meant}” là đơn vị nào: hãy gõ tên đủ hơn. Gần nhất: {'; '.join(units[:_NEAREST])}."
        if units
        else "Chưa có kế hoạch nào được công bố: hãy công bố kế hoạch rồi thêm tên đơn vị."
    )


def _nearest(called: Sequence[_Called], meant: str) -> list[str]:
    names = list(dict.fromkeys(other.name for other in called))
    found = process.extract(key(meant), names, scorer=fuzz.token_set_ratio, processor=key, limit=_NEAREST)
    return [name for name, _, _ in found]


def _units(connection: sqlite3.Connection) -> list[_Called]:
    rows = connection.execute(
        "select unit.name, folded, alias, unit.plan from unit_alias join unit on unit.id = unit_alias.unit"
        " join plan on plan.id = unit.plan where plan.status = 'published' and name is not null"
        " order by plan.year desc, plan.issue_date desc, plan.id, unit.position, unit_alias.position"
    )
    return [_Called(*row) for row in rows]


def _synonym(connection: sqlite3.Connection, said: str, meant: str) -> tuple[str, tuple[str, ...]]:
    """Return the words that others are to mean. Raises WordsError."""
    _look_at(WordKind.SYNONYM, meant)
    own = own_words.synonym_lines(own_words.own_words(connection))
    if folded_words(meant) in synonyms(own).variants.get(folded_words(said), ()):
        raise WordsError(f"Bot đã biết “{said}” là “{meant}”: không cần thêm.")
    units = {other.folded: other.name for other in _units(connection)}
    for side in (said, meant):
        if name := units.get(key(side)):
            raise WordsError(f"“{side}” là tên của {name}: hãy dùng nút Tên gọi khác.")
    if not any(passages_with(connection, folded_words(side)) for side in (said, meant)):
        raise WordsError(f"Chưa kế hoạch nào viết “{meant}”: hãy gõ đúng từ trong kế hoạch ở vế bên phải.")
    return meant, ()


_AS: dict[WordKind, Callable[[sqlite3.Connection, str, str], tuple[str, tuple[str, ...]]]] = {
    WordKind.ALIAS: _alias,
    WordKind.SYNONYM: _synonym,
}
