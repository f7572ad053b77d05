"""The questions that are asked of a country's plans: those of the sample set, and runs of the plans' own words."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from benchmarks.country_plans import Sample, names_of_places, plan_id, samples
from knowledge.answers.question import Question
from knowledge.language.folding import fold
from tests.judging import questions

NOW = datetime(2026, 4, 1, 2, tzinfo=UTC)
_KINDS = {"unit": ("unit_tasks",), "topic": ("topic", "who")}
_PLACED = {"province": "tỉnh", "department": "tỉnh", "district": "huyện", "commune": "xã"}
_SHORTEST_RUN, _LONGEST_RUN = 3, 11
"""Words of a question that is a run of a plan's words."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a group; `group` is the row of the table, its first word the goal."""

    group: str
    text: str
    plan: str | None = None
    unit: str | None = None

    def question(self) -> Question:
        """Return the question as the answers take it."""
        return Question(self.text, plan=self.plan, unit=self.unit, now=NOW)


def cases(plans: int, most: int) -> list[Case]:
    """Return the questions, as many of every group, each about a plan of its own."""
    made, places = samples(), names_of_places()
    chance = random.Random(7)
    found: list[Case] = []
    for kind in ("unit", "topic"):
        for number in (chance.randrange(plans) for _ in range(most)):
            sample = made[number % len(made)]
            own = [one["q"] for one in questions() if one["plan"] == sample.first and _is_of(kind, one)]
            found += _variants(kind, chance.choice(own), number, sample, places)
    for number in (chance.randrange(plans) for _ in range(most)):
        found.append(Case("words, whole country", _run(chance, made[number % len(made)], number, places)))
    chance.shuffle(found)
    return found


def _is_of(kind: str, one: Any) -> bool:
    return one["kind"] in _KINDS[kind] and one["status"] == "answered" and not one.get("context")


def _variants(kind: str, said: str, number: int, sample: Sample, places: dict[str, list[str]]) -> Iterator[Case]:
    change = sample.change(number, places)
    text = change.text(sample.cut(said)).rstrip("?. ")
    yield Case(f"{kind}, plan given", text, plan=plan_id(number))
    level = _PLACED[str(sample.plan.head.level)]
    where = f" ở {level} {change.put[sample.places[0]]} năm {change.put[str(sample.plan.head.year)]}"
    yield Case(f"{kind}, place named", text + (where if said != fold(said) else fold(where)))
    if kind == "unit":
        units = [unit.name for unit in sample.plan.units if unit.name and not unit.is_group]
        yield Case("unit, the asker's known", text, unit=change.text(sample.cut(units[number % len(units)])))
    else:
        yield Case("topic, whole country", text)


def _run(chance: random.Random, sample: Sample, number: int, places: dict[str, list[str]]) -> str:
    """Return neighbouring words of a passage, half of the runs folded, a third with words that ask."""
    long = [passage.text for passage in sample.plan.passages if len(passage.text.split()) > _LONGEST_RUN]
    words = sample.change(number, places).text(sample.cut(chance.choice(long))).split()
    size = chance.randint(_SHORTEST_RUN, _LONGEST_RUN)
    start = chance.randint(0, len(words) - size)
    asks = chance.choice(("", "", " thế nào"))
    text = " ".join(words[start : start + size]).strip(".,;:-") + asks
    return chance.choice((text, fold(text)))
