"""Which of a unit's tasks an activity belongs to: shared words and word pairs, rare ones weighing more.

The scorer is BM25 over the unit's own tasks, on folded words, pairs of neighbours, and the groups of synonyms.txt;
words that stand in every plan weigh little.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import Protocol

from knowledge.language.folding import folded_words, key
from knowledge.work.activity import TaskPlace


class TaskLike(Protocol):
    """What the scorer needs of a task of a plan."""

    @property
    def text(self) -> str: ...

    @property
    def section(self) -> str: ...


_COMMON_WORDS = """
va cua cac cho o tai ve voi den tu trong tren theo khi de la co duoc nhung mot nay do tham muu to chuc thuc
hien trien khai phoi hop chu tri cong tac hoat dong noi dung ke hoach nam huyen xa tinh thi tran thon dia ban
don vi co quan ban nganh doan the lien quan tiep tuc tang cuong day manh dam bao nham gop phan quy dinh tre em
bao ve cham soc giao duc uy nhan dan nguoi phong so hoi cap doi vao bang qua lam nhu cung dong chi sang chieu
toi ngay thang gio dot lan buoi phat bao cao kinh phi tong so truong khoang hon da moi
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_GROUP, _WEAK_GROUP, _PAIR, _SAME_WORDS, _COMMON_PAIR, _SYLLABLE, _COMMON_WORD = 2.2, 0.4, 1.2, 0.4, 0.5, 0.2, 0.05
_WEAK_GROUPS = frozenset(("=tre em", "=truong hoc", "=cong tac vien"))
_SATURATION, _LENGTH = 1.0, 0.3
_GENERAL = (1.0, 0.95, 0.6, 0.5)  # by the number of own tasks: the more there are, the likelier one of them is meant
_OTHERS = (0.8, 0.75, 0.4, 0.3)
_LEAST = 1.2


@cache
def _groups() -> dict[tuple[str, ...], str]:
    """Return the phrases of synonyms.txt with the name of their group; a phrase's first group holds."""
    lines = Path(__file__).with_name("synonyms.txt").read_text(encoding="utf-8").splitlines()
    groups: dict[tuple[str, ...], str] = {}
    for line in lines:
        if line.strip() and not line.startswith("#"):
            phrases = [tuple(phrase.split()) for phrase in line.split("|")]
            for phrase in phrases:
                groups.setdefault(phrase, "=" + " ".join(phrases[0]))
    return groups


@cache
def _inner_pairs() -> frozenset[tuple[str, ...]]:
    """Return the pairs of words inside the phrases of synonyms.txt: shared with the group, they count little again."""
    return frozenset(phrase[at : at + 2] for phrase in _groups() for at in range(len(phrase) - 1))


@lru_cache(maxsize=8192)
def features(text: str) -> Counter[str]:
    """Return the weighted features of a text: its folded words, pairs of neighbours, and synonym groups."""
    words = [word for word in folded_words(text) if not word.isdigit() or word == "111"]
    found: Counter[str] = Counter(word for word in words if len(word) > 1)
    found.update(f"{one} {other}" for one, other in zip(words, words[1:], strict=False))
    groups = _groups()
    for length in (1, 2, 3, 4):
        for at in range(len(words) - length + 1):
            group = groups.get(tuple(words[at : at + length]))
            if group:
                found[group] += 1
    return found


@dataclass(frozen=True, slots=True)
class Candidates:
    """What an activity may belong to: the unit's own tasks; those of groups and of nobody by name; all else that the
    plan says is to be done."""

    own: Sequence[TaskLike] = ()
    general: Sequence[TaskLike] = ()
    others: Sequence[TaskLike] = ()

    def weighted(self) -> list[tuple[TaskLike, float]]:
        """Return each distinct task with what likeness to it counts: less for those that are not the unit's own."""
        own = min(len({key(task.text) for task in self.own}), len(_GENERAL) - 1)
        tiers = (
            (self.own, 1.0),
            (self.general, _GENERAL[own]),
            (self.others, _OTHERS[own]),
        )
        distinct: dict[str, tuple[TaskLike, float]] = {}
        for tasks, weight in tiers:
            for task in tasks:
                distinct.setdefault(key(task.text), (task, weight))
        return list(distinct.values())


def best_tasks(text: str, candidates: Candidates, *, count: int = 3) -> tuple[TaskPlace, ...]:
    """Return the tasks that an activity's text most likely belongs to, best first; none where little is shared."""
    weighted = candidates.weighted()
    sets = [features(task.text) for task, _ in weighted]
    asked = features(text)
    frequency = Counter(feature for one in sets for feature in one)
    mean = sum(sum(one.values()) for one in sets) / max(len(sets), 1)
    scored = [
        (_score(asked, one, frequency, len(sets), mean) * weight, -at, task)
        for at, (one, (task, weight)) in enumerate(zip(sets, weighted, strict=True))
    ]
    scored.sort(key=lambda one: one[:2], reverse=True)
    return tuple(TaskPlace(task.text, task.section) for score, _, task in scored[:count] if score >= _LEAST)


def _score(asked: Counter[str], task: Counter[str], frequency: Counter[str], tasks: int, mean: float) -> float:
    length = 1 - _LENGTH + _LENGTH * sum(task.values()) / max(mean, 1.0)
    score = 0.0
    for feature in asked.keys() & task.keys():
        count = task[feature]
        rarity = log(1.0 + (tasks - frequency[feature] + 0.5) / (frequency[feature] + 0.5)) + 0.3
        score += _weight(feature) * rarity * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return score


def _weight(feature: str) -> float:
    """Return what sharing a feature counts: a group most, single syllables little, for half of them share by chance."""
    if feature.startswith("="):
        return _WEAK_GROUP if feature in _WEAK_GROUPS else _GROUP
    words = tuple(feature.split())
    if words in _groups() or words in _inner_pairs():
        return _SAME_WORDS
    is_common = all(word in _COMMON for word in words)
    if len(words) > 1:
        return _COMMON_PAIR if is_common else _PAIR
    return _COMMON_WORD if is_common else _SYLLABLE
