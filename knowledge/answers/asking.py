"""What a question asks: its parts put together in one place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from knowledge.answers import parts
from knowledge.answers.anchors import anchored
from knowledge.answers.bodies import level_at, own_places
from knowledge.answers.known_words import Known, known_words
from knowledge.answers.mending import Wording, cleaned, wording
from knowledge.answers.numbered import Numbered, as_plan_says, exact, numbered
from knowledge.answers.own_words import synonym_lines
from knowledge.answers.topics import Topic, content, topic
from knowledge.answers.units import Named, named
from knowledge.answers.views import KEPT_PLANS, View
from knowledge.answers.vocabulary import QUESTIONS, Words, cues, ignored, is_everyday, ordinary, phrases, position
from knowledge.language import tables
from knowledge.language.folding import folded_words
from knowledge.plans.model import Role

_CUES = frozenset(
    tables.words(
        "deadline; when; within; report; who; figure; target; amount; count; reference; contact; phone; funding; "
        "where_from; report_outline; list; percent; basis; outline; compare; plans; signer; issued; issuer; "
        "number; title; plan; head; check; tasks; yes_no; recipient; person; purpose; sent_to; lead; coordinate"
    )
)
SPENT = frozenset(
    tables.words(
        "percent; deadline; when; who; count; list; tasks; yes_no; compare; plans; where_from; signer; issued; number; "
        "purpose"
    )
)
"""Cues whose words are no part of the subject."""
_OF_UNITS = frozenset({"tasks", "lead", "coordinate"})
_FEW = 4
"""So few words that a role among them is what is asked ('ai phối hợp?'), and no subject."""
_THROUGH = frozenset(["tren", "len", "qua"])
_MEDIA = frozenset(["bao", "dai"])
"""'trên báo đài' says where something is told, and names no office."""
_RHYTHM_ASKED = re.compile(r"\b(?:bao lau|may (?:ngay|tuan|thang|quy|nam))\b.*\b(?:mot|1) (?:lan|ky|dot)\b")
_MEASURES = frozenset(["ty", "trieu", "nghin", "dong", "thang", "ngay"])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood against one plan.

    `wants` names the cues that it gives; `topic` is the subject without the unit, `whole` with it.
    """

    text: str
    words: Words
    wants: frozenset[str]
    period: parts.Period | None
    indicators: parts.Indicators | None
    cited: parts.Cited | None
    document_kind: str
    roles: tuple[Role, ...]
    unit: Named | None
    topic: Topic
    runs: tuple[Words, ...]
    whole: Topic
    other: Named | None = None
    numbered: Numbered | None = None


@lru_cache(maxsize=QUESTIONS)
def read(text: str, view: View) -> Asked:
    """Return the question as it is understood beside a plan."""
    text = cleaned(text)
    return read_wording(text, wording(parts.without_number(text), known_of(view)), view)


@lru_cache(maxsize=KEPT_PLANS)
def known_of(view: View) -> Known:
    """Return the words that a plan knows."""
    names = [name.core for _, found in view.units for name in found] + list(phrases(synonym_lines(view.own, view.id)))
    return known_words(view.words, names)


def read_wording(text: str, said: Wording, view: View) -> Asked:
    """Return the parts of a question whose words are mended already."""
    words = said.words
    found = _wants(words, said)
    other_words = _other_words(said, found, view)
    period = parts.period(words)
    asking = _asking(words, found, said)
    if period:
        asking |= set(range(period.start, period.end))
    no_name = said.numbers_said | said.unlike | asking
    unit = named(words, view, blocked=no_name)
    other = _second(words, unit, view, no_name) if found & _OF_UNITS else None
    one_of = as_plan_says(view, numbered(words))
    spent = [*_spent(text, words, found), *parts.due(words), *(one_of.spans if one_of else ())]
    spent += [other.span] if other else []
    runs = _runs(words, [*spent, *_of_unit(unit, words)], view, other_words)
    runs = () if unit and ignored().of_units.issuperset(chain.from_iterable(runs)) else runs
    if unit and not unit.units and not found & _OF_UNITS and (runs or "list" in found):
        words, unit, other_words = _spelled_out(words, unit), None, {}
        spent = _spent(text, words, found)
        runs = _runs(words, spent, view, other_words)
    whole = _runs(words, spent, view, other_words) if unit else runs
    weigh = _weigher(view, one_of, numbers_too="yes_no" not in found)
    about = anchored(weigh(runs), words, view)
    return Asked(
        text=text,
        words=words,
        wants=frozenset(found),
        period=period,
        indicators=parts.indicators(words),
        cited=parts.document(text),
        document_kind=parts.document_kind(words),
        roles=parts.roles(_beside(words, unit)),
        unit=unit,
        topic=about,
        runs=runs,
        whole=weigh(whole) if unit else about,
        other=other,
        numbered=one_of or numbered(words),
    )


def _wants(words: Words, said: Wording) -> set[str]:
    """Return the names of the cues that the words give."""
    found = {*_CUES.intersection(cues().heard(words))}
    if words[-1:] == ("ha",):
        found.add("yes_no")
    if words[-1:] == ("khong",) and "co" in words[:-1]:
        found.add("yes_no")
    period = parts.period(words)
    if _RHYTHM_ASKED.search(" ".join(words)):
        found = (found | {"when"}) - {"figure", "amount", "percent", "within"}
    if "tien" in words and found & {"where_from", "figure"}:
        found.add("funding")
    if parts.due(words) or ("yes_no" in found and period and period.kind == "day"):
        found.add("when")
    if all(words[end : end + 1] == ("tram",) for _, end in cues().all("count", words)):
        found.discard("count")  # 'mấy phần trăm' counts no parts
    if not _who_places(words, said):
        found.discard("who")
    return found


def _who_places(words: Words, said: Wording) -> list[tuple[int, int]]:
    places = cues().all("who", words)
    return [place for place in places if not (_is_number(words, place[0], said) or _ends_other(words, place[0]))]


def _ends_other(words: Words, at: int) -> bool:
    """Tell whether 'ban nào' at a place is the end of 'văn bản nào' or 'địa bàn nào'."""
    return words[at] == "ban" and at > 0 and words[at - 1] in ("van", "dia")


def _asking(words: Words, found: set[str], said: Wording) -> set[int]:
    """Return the places of words that ask or count, and so name no unit."""
    asking = {at for start, end in _who_places(words, said) for at in range(start, end)} | parts.counted_places(words)
    asking |= {at for at in range(1, len(words)) if words[at - 1 : at + 1] == ("co", "so")}
    asking |= {at for at in range(1, len(words)) if words[at - 1] in _THROUGH and words[at] in _MEDIA}
    if not found & {"tasks"} and (at := position(words, ("so", "ke", "hoach"))) >= 0:
        asking.add(at)
    return asking


def _spelled_out(words: Words, unit: Named) -> Words:
    """Return the words with a unit's abbreviation written out, as the plan's passages have it."""
    return (*words[: unit.span[0]], *folded_words(unit.shown), *words[unit.span[1] :])


def _is_number(words: Words, at: int, said: Wording) -> bool:
    """Tell whether 'so nao' at a place asks for a number ('số nào', 'con số nào') and for no sở."""
    return at in said.numbers_said or (words[at] == "so" and at > 0 and words[at - 1] == "con")


def _beside(words: Words, unit: Named | None) -> Words:
    """Return the words without the unit's name, in which 'phụ trách' is no role."""
    return words if unit is None else (*words[: unit.span[0]], "", *words[unit.span[1] :])


def _second(words: Words, unit: Named | None, view: View, blocked: frozenset[int]) -> Named | None:
    """Return the second unit that the words name, after the first."""
    if unit is None or not unit.units:
        return None
    rest = blocked | frozenset(range(unit.span[1]))
    found = named(words, view, blocked=rest)
    return found if found and found.units and found.core != unit.core and found.span[0] >= unit.span[1] else None


def _spent(text: str, words: Words, found: set[str]) -> list[tuple[int, int]]:
    """Return the places of words that are read already, by another part than the topic."""
    spans = [place for name in found & SPENT for place in cues().all(name, words)]
    spans.extend(own_places(words))
    if len(words) <= _FEW or "who" in found:
        spans.extend(place for name in ("coordinate", "lead", "advise") for place in cues().all(name, words))
    period, numbers, cited = parts.period(words), parts.indicators(words), parts.document(text)
    if period and (period.kind != "day" or "yes_no" in found):
        spans.append((period.start, period.end))
    if "when" in found:
        once = [
            at for at in range(1, len(words)) if words[at - 1] in ("1", "mot") and words[at] in ("lan", "ky", "dot")
        ]
        spans.extend((at - 1, at + 1) for at in once)
    if "compare" in found:
        years = [at for at, word in enumerate(words) if re.fullmatch(r"20[1-4]\d", word)]
        spans.extend((at - (words[at - 1 : at] == ("nam",)), at + 1) for at in years)
    if numbers:
        spans.append((numbers.start, numbers.end))
    if cited and (number := re.match(r"\d+", cited.number)) and number[0] in words:
        at = words.index(number[0])
        spans.append((at - (words[at - 1 : at] == ("so",)), at + 1))
    return spans


def _of_unit(unit: Named | None, words: Words) -> list[tuple[int, int]]:
    if unit is None:
        return []
    roles = ("coordinate", "lead", "advise", "requested")
    return [unit.span, *(place for name in roles for place in cues().all(name, words))]


def _other_words(said: Wording, found: set[str], view: View) -> dict[int, str]:
    """Return the words, by place, whose marks tell that they are others than the plan's of the same letters.

    'đất' is asked where the plan has 'đặt' only. Everyday words and known phrases count in any spelling.
    """
    words, others = said.words, dict[int, str]()
    heard = {at for name in found for start, end in cues().all(name, words) for at in range(start, end)}
    end = 0
    for at, (word, typed) in enumerate(zip(words, said.typed, strict=True)):
        end = max(end, (view.synonyms.at(words, at) or (0,))[0])
        fits = typed in ("", word) or is_everyday(typed) or view.spellings.has(typed)
        if at >= end and at not in heard and not fits and (word in view.words or word in ordinary()):
            others[at] = typed
    return others


def _runs(words: Words, spans: list[tuple[int, int]], view: View, other_words: Mapping[int, str]) -> tuple[Words, ...]:
    said = tuple(word and other_words.get(at, word) for at, word in enumerate(parts.without(words, spans)))
    return content(_without_places(said, view), view.firmly, view.synonyms)


def _without_figures(run: Words) -> Words:
    """Return the words without the figures and what they count: '10 tỷ', '5 phần trăm'."""
    kept: list[str] = []
    counting = False
    for word in run:
        counting = word.isdecimal() or (counting and word in _MEASURES)
        if not counting:
            kept.append(word)
    return tuple(kept)


def _weigher(view: View, one_of: Numbered | None, *, numbers_too: bool) -> Callable[[tuple[Words, ...]], Topic]:
    """Return what makes a topic of runs; the figures of a question that only checks them are no part of it."""
    pairs = known_of(view).pairs

    def joined(before: str, word: str) -> bool:
        return (before, word) in pairs

    def weigh(runs: tuple[Words, ...]) -> Topic:
        if not numbers_too:
            runs = tuple(_without_figures(run) for run in runs)
        weighed = topic(runs, joined, view.words, view.synonyms, view.title)
        return exact(weighed, one_of) if one_of else weighed

    return weigh


def _without_places(words: tuple[str | None, ...], view: View) -> tuple[str | None, ...]:
    """Drop the plan's own place, which every passage is about ('ở Hớn Quản', 'tỉnh NA')."""
    place = view.place_words
    kept = list(words)
    own = view.plan.head.level
    plain = tuple(word or "" for word in words)
    for at in range(len(words)):
        level = level_at(plain, at)
        if level and own and level[1] == own.value and not (level[0] < len(plain) and plain[level[0]] in place):
            kept[at : level[0]] = [None] * (level[0] - at)
    for at in range(len(words) - 1):
        first, second = words[at], words[at + 1]
        if not (first in place and second in place and f" {first} {second} " in view.place_text):
            continue
        whole = view.place_text.endswith(f" {first} {second} ") or at + 2 == len(words)
        if whole or not level_at(plain, at) or words[at + 2] in place:  # no 'xã phù hợp' beside 'xã Phú Nghĩa'
            kept[at] = kept[at + 1] = None
    return tuple(kept)
