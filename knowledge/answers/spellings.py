"""How a plan writes a word: the diacritics of the passages in which its folded form stands."""

import re
from collections.abc import Iterator
from functools import cached_property

from knowledge.language.folding import fold
from knowledge.language.marks import agrees
from knowledge.plans.loading import StoredPlan

_MOST_WORDS = 1024


class Spellings:
    """The words of a plan as it writes them, each looked up when it is first asked for."""

    def __init__(self, plan: StoredPlan) -> None:
        self._plan = plan
        self._known: dict[str, bool] = {}

    def has(self, typed: str) -> bool:
        """Tell whether the plan has a word with the marks that were typed, or more; True where it has no marks."""
        if not self._is_marked:
            return True
        if typed not in self._known:
            if len(self._known) >= _MOST_WORDS:
                self._known.clear()
            self._known[typed] = any(agrees(typed, form) for form in self._forms(fold(typed)))
        return self._known[typed]

    @cached_property
    def _is_marked(self) -> bool:
        return any(fold(passage.text) != passage.text.lower() for passage in self._plan.passages)

    def _forms(self, word: str) -> Iterator[str]:
        whole = re.compile(rf"(?<![0-9a-z]){word}(?![0-9a-z])")
        for at in self._plan.gist.words.places(word):
            text = self._plan.passages[at].text
            yield from (text[found.start() : found.end()] for found in whole.finditer(fold(text)))
