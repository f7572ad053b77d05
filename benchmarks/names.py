"""Unit names typed with one slip, a third of them abbreviated, among as many as a country has, beside rapidfuzz.

The names are those of the known offices at made-up places. rapidfuzz's `WRatio`, by `extractOne`, takes long, so it is
asked fewer of the same questions.
"""

import random
from collections.abc import Iterator
from itertools import chain

from rapidfuzz import fuzz, process

from benchmarks.country_plans import names_of_places
from benchmarks.measuring import CASES, Row, interleaved, p50
from knowledge.answers.bodies import initials, known, readings
from knowledge.language.folding import key
from knowledge.language.nearest import Names

NAMES = 100_000
_GOAL = 0.05
_ABBREVIATED = 0.3
_LETTERS = "abcdeghiklmnopqrstuvxy"
_SHORT = (("phong ", "p "), ("so ", "s "), (" huyen ", " h "), (" xa ", " x "), (" tinh ", " t "))
_ROUNDS = 1
Typed = tuple[str, str]


def offices(most: int, chance: random.Random) -> list[str]:
    """Return so many folded names of offices, each with its place."""
    places, fields = names_of_places(), [" ".join(words) for words in known().fields]
    bodies = [" ".join(words) for words in known().bodies]
    made = chain(
        (f"so {field} tinh {key(place)}" for place in places["province"] for field in fields),
        (f"phong {field} huyen {key(place)}" for place in places["district"] for field in fields),
        (f"{body} xa {key(place)}" for place in places["commune"] for body in bodies),
    )
    every = list(dict.fromkeys(made))
    return chance.sample(every, min(most, len(every)))


def typed(name: str, chance: random.Random) -> str:
    """Return a name as somebody types it in haste: perhaps abbreviated, with one slip."""
    if chance.random() < _ABBREVIATED:
        name = _abbreviated(name, chance)
    at = chance.choice([at for at, letter in enumerate(name) if letter != " "])
    before, letter, after = name[:at], name[at], name[at + 1 :]
    slips = [
        before + after,
        before + chance.choice(_LETTERS) + letter + after,
        before + chance.choice(_LETTERS) + after,
    ]
    if after[:1].strip():
        slips.append(before + after[0] + letter + after[1:])
    return chance.choice(slips)


def _abbreviated(name: str, chance: random.Random) -> str:
    long = [words for words in (*known().fields, *known().bodies) if len(words) > 2 and " ".join(words) in name]
    if long and chance.random() < 0.5:
        words = max(long, key=len)
        return name.replace(" ".join(words), initials(words), 1)
    for said, short in _SHORT:
        name = f" {name}".replace(f" {said.strip()} ", f" {short.strip()} ")[1:]
    return name


def rows(cases: int = CASES, names: int = NAMES) -> Iterator[Row]:
    """Yield the row of names with a slip."""
    chance = random.Random(3)
    every = offices(names, chance)
    asked = [(typed(name, chance), name) for name in chance.sample(every, cases)]
    index = Names(every)

    def ours(one: Typed) -> str | None:
        found = index.nearest(*readings(tuple(one[0].split())))
        return index.names[found[0]] if found else None

    def wratio(one: Typed) -> str | None:
        return process.extractOne(one[0], every, scorer=fuzz.WRatio)[0]

    times = interleaved({"ours": ours, "WRatio": wratio}, asked, _ROUNDS)
    right = [sum(find(one) == one[1] for one in asked) / len(asked) for find in (ours, wratio)]
    figures = "; ".join(f"{name} {p50(spent):.3g}" for name, spent in times.items())
    quality = f"right {right[0]:.1%} / {right[1]:.1%} of {len(asked)}"
    measured = f"unit names with a slip among {len(every):,}"
    ratio = p50(times["ours"]) / p50(times["WRatio"])
    yield Row(measured, "rapidfuzz WRatio extractOne", ratio, _GOAL, figures=figures, quality=quality)
