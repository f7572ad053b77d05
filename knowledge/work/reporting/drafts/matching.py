"""Which of a unit's tasks an activity belongs to: what its text shares with one sentence of a task, rare things most.

Rarity is taken from the plan's own text: what every task says tells nothing. A task is as near as its best clause,
so that a long one is not nearer for its length. The unit's own tasks come first; a clearly better one elsewhere wins.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Protocol

from knowledge.language.folding import fold, key
from knowledge.work.reporting.activity import TaskPlace
from knowledge.work.reporting.drafts.features import features, folded, groups, is_bare


class TaskLike(Protocol):
    """What the scorer needs of a task of a plan."""

    @property
    def text(self) -> str: ...

    @property
    def section(self) -> str: ...


_COMMON_WORDS = """
và của các cho ở tại về với đến từ trong trên theo khi để là có được những một này do tham mưu tổ chức thực
hiện triển khai phối hợp chủ trì công tác hoạt động nội dung kế hoạch năm huyện xã tỉnh thị trấn thôn địa bàn
đơn vị cơ quan ban ngành đoàn thể liên quan tiếp tục tăng cường đẩy mạnh đảm bảo nhằm góp phần quy định trẻ em
bảo vệ chăm sóc giáo dục ủy nhân dân người phòng sở hội cấp đợt vào bằng qua làm như cùng đồng chi sáng chiều
tối ngày tháng giờ lần buổi phát báo cáo kinh phí tổng số trường khoảng hơn đã mỗi cháu học sinh phụ huynh tham
gia dự kp hết đ hs gv
"""
_COMMON = frozenset(fold(_COMMON_WORDS).split())
_TOPIC, _DEED, _PAIR, _SAME_WORDS, _COMMON_PAIR, _SYLLABLE, _COMMON_WORD = 2.2, 1.2, 1.0, 0.5, 0.3, 0.2, 0.02
_SATURATION, _LENGTH = 0.6, 0.2
_WHOLE = 0.3  # what the rest of a task counts beside its best clause
_GENERAL = (1.0, 0.8, 0.55, 0.45)  # by the number of own tasks: the more there are, the likelier one of them is meant
_OTHERS = (0.8, 0.7, 0.45, 0.35)
_LEAST = 1.2
_CLAUSE = re.compile(r"[.;\n]\s+|\s[-–+]\s")
_SHORTEST_CLAUSE = 20


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


def best_tasks(text: str, candidates: Candidates, *, unit: str | None = None, count: int = 3) -> tuple[TaskPlace, ...]:
    """Return the tasks that an activity's text most likely belongs to, best first; none where little is shared.

    What the text says of the reporting unit itself is left out: its name is no topic.
    """
    weighted = candidates.weighted()
    bare = is_bare(text)
    asked = _without_name(features(text, bare=bare, guessing=bare), unit, bare=bare)
    clauses = [[features(clause, bare=bare) for clause in _clauses(task.text)] for task, _ in weighted]
    wholes = [features(task.text, bare=bare) for task, _ in weighted]
    rarity = _Rarity.of(wholes, (one for several in clauses for one in several))
    scored = []
    for at, ((task, weight), parts, whole) in enumerate(zip(weighted, clauses, wholes, strict=True)):
        best = max(rarity.likeness(asked, part) for part in parts)
        scored.append(((best + _WHOLE * rarity.likeness(asked, whole)) * weight, -at, task))
    scored.sort(key=lambda one: one[:2], reverse=True)
    return tuple(TaskPlace(task.text, task.section) for score, _, task in scored[:count] if score >= _LEAST)


def _clauses(text: str) -> list[str]:
    """Return the sentences of a task; short ones stay with the one before."""
    clauses: list[str] = []
    for part in _CLAUSE.split(text):
        if clauses and len(part) < _SHORTEST_CLAUSE:
            clauses[-1] += " " + part
        else:
            clauses.append(part)
    return clauses


def _without_name(asked: Mapping[str, float], unit: str | None, *, bare: bool) -> Mapping[str, float]:
    name = features(unit or "", bare=bare)
    pairs = {feature for feature in name if " " in feature}
    return {feature: times for feature, times in asked.items() if feature not in pairs}


@dataclass(frozen=True, slots=True)
class _Rarity:
    """How many tasks of a plan have each feature, and how long its clauses are."""

    frequency: Counter[str]
    tasks: int
    mean: float

    @classmethod
    def of(cls, wholes: Sequence[Mapping[str, float]], clauses: Iterable[Mapping[str, float]]) -> "_Rarity":
        lengths = [sum(one.values()) for one in clauses]
        frequency = Counter(feature for one in wholes for feature in one)
        return cls(frequency, len(wholes), sum(lengths) / max(len(lengths), 1))

    def likeness(self, asked: Mapping[str, float], told: Mapping[str, float]) -> float:
        """Return what two texts share, each feature by its weight and its rarity in the plan (BM25)."""
        length = 1 - _LENGTH + _LENGTH * sum(told.values()) / max(self.mean, 1.0)
        score = 0.0
        for feature in asked.keys() & told.keys():
            had = self.frequency[feature]
            rare = log(1.0 + (self.tasks - had + 0.5) / (had + 0.5)) + 0.1
            times = told[feature]
            score += (
                _weight(feature)
                * min(asked[feature], 1.0)
                * rare
                * times
                * (_SATURATION + 1)
                / (times + _SATURATION * length)
            )
        return score


@lru_cache(maxsize=65536)
def _weight(feature: str) -> float:
    """Return what sharing a feature counts: a group most, single syllables little, for half of them share by chance."""
    if feature.startswith("="):
        return _DEED if feature in groups().deeds else _TOPIC
    words = tuple(feature.split())
    plain = tuple(folded(word) for word in words)
    is_common = all(word in _COMMON for word in plain)
    if len(words) > 1:
        if plain in groups().bare:
            return _SAME_WORDS
        return _COMMON_PAIR if is_common else _PAIR
    return _COMMON_WORD if is_common else _SYLLABLE
