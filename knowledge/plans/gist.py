"""What questions look for in a plan: its passages in folded words, each with what stands above it.

It is made once, when the plan is stored, and kept beside it: reading it takes a tenth of the time that folding takes.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.language.folding import folded_words
from knowledge.plans.concordance import Concordance
from knowledge.plans.model import Passage, PassageKind, Section

_LONGEST_HEADING = 250
_ZLIB_LEVEL = 4
"""How hard a gist is pressed: in half of the time that zlib takes by itself, to 4 % more."""


@dataclass(frozen=True, eq=False)
class Gist:
    """A plan's passages by position: their `words`, their `sections`, which of them are `headings`.

    `above` are the different texts that stand above passages, folded words between spaces; `under` is its place among
    them for each passage. `items` are the passages that each lead-in introduces.
    """

    words: Concordance
    sections: Sequence[str]
    headings: frozenset[int]
    above: Sequence[str]
    under: Sequence[int]
    items: dict[int, list[int]]

    @cached_property
    def by_above(self) -> list[tuple[str, list[int]]]:
        """Return the texts that stand above passages, each with the passages under it."""
        found: list[tuple[str, list[int]]] = [(text, []) for text in self.above]
        for at, place in enumerate(self.under):
            found[place][1].append(at)
        return found


class Headings:
    """The folded words of an outline's headings."""

    def __init__(self, sections: Iterable[Section], passages: Iterable[Passage]) -> None:
        """Take the outline; of two sections with one path the first counts."""
        self.sections: dict[str, Section] = {}
        for section in sections:
            self.sections.setdefault(section.path, section)
        self._passages = passages
        self._over: dict[str | None, str] = {}

    @cached_property
    def folded(self) -> dict[str, str]:
        """Return the folded words of each section's whole heading, which may say more than its title."""
        found: dict[str, str] = {path: section.title for path, section in self.sections.items()}
        for passage in self._passages:
            longer = len(found.get(passage.section, "")) < len(passage.text) < _LONGEST_HEADING
            if passage.kind is PassageKind.HEADING and longer:
                found[passage.section] = passage.text
        return {path: spaced(text) for path, text in found.items()}

    def above(self, passage: Passage) -> str:
        """Return the folded words of the headings above a passage, whole, the innermost first."""
        if passage.kind is PassageKind.HEADING and passage.section in self.sections:
            return self.over(self.sections[passage.section].parent)
        return self.over(passage.section)

    def over(self, path: str | None) -> str:
        """Return the folded words of a section's heading and of those above it, whole, the innermost first."""
        if path not in self._over:
            self._over[path] = "".join(self._up_from(path))
        return self._over[path]

    def _up_from(self, path: str | None) -> Iterable[str]:
        seen: set[str] = set()
        while path and path in self.sections and path not in seen:
            seen.add(path)
            yield self.folded[path]
            path = self.sections[path].parent


def spaced(text: str) -> str:
    """Return a text's folded words between spaces, as phrases are looked for in it."""
    return f" {' '.join(folded_words(text))} "


def gist_of(sections: Sequence[Section], passages: Sequence[Passage]) -> Gist:
    """Return the gist of a plan's outline and passages."""
    texts = [folded_words(passage.text) for passage in passages]
    headings = Headings(sections, passages)
    above: dict[str, int] = {}
    under: list[int] = []
    items: dict[int, list[int]] = {}
    for at, passage in enumerate(passages):
        said = folded_words(" ".join(name for name, _ in passage.columns))
        if passage.lead_in is not None:
            said += texts[passage.lead_in]
            items.setdefault(passage.lead_in, []).append(at)
        over = f"{headings.above(passage)} {' '.join(said)} "
        under.append(above.setdefault(over, len(above)))
    return Gist(
        Concordance.of(texts),
        [passage.section for passage in passages],
        frozenset(at for at, passage in enumerate(passages) if passage.kind is PassageKind.HEADING),
        list(above),
        under,
        items,
    )


def packed(gist: Gist) -> bytes:
    """Return a gist as the database keeps it."""
    fields = (
        gist.words.written,
        gist.words.by_word,
        gist.sections,
        sorted(gist.headings),
        gist.above,
        gist.under,
        list(gist.items.items()),
    )
    return zlib.compress(json.dumps(fields, separators=(",", ":")).encode(), _ZLIB_LEVEL)


def unpacked(kept: bytes) -> Gist:
    """Return a gist that the database kept."""
    written, places, sections, headings, above, under, items = json.loads(zlib.decompress(kept))
    return Gist(Concordance(written, places), sections, frozenset(headings), above, under, dict(items))
