"""The passages of a stored plan, read when they are asked for."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from knowledge.documents.document import Span
from knowledge.plans.model import Passage, PassageKind

_KINDS = {kind.value: kind for kind in PassageKind}
_FEW = 16
"""So many passages of a plan are read one by one before all are read at once."""
_PASSAGE = (
    'select start, "end", page, position, section, kind, text, label, lead_in, columns, doubtful'
    " from passage where plan = ?"
)


class Passages(Sequence[Passage]):
    """The passages of a stored plan: a few are read one by one, more of them all at once."""

    def __init__(self, rows: Callable[..., Iterable[tuple[Any, ...]]]) -> None:
        """Take what yields the rows of a statement about the plan."""
        self._rows = rows
        self._read: dict[int, Passage] = {}

    @cached_property
    def _all(self) -> tuple[Passage, ...]:
        return tuple(_passage(*row) for row in self._rows(f"{_PASSAGE} order by position"))

    @cached_property
    def _size(self) -> int:
        ((size,),) = self._rows("select count(*) from passage where plan = ?")
        return int(size)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._size

    def __iter__(self) -> Iterator[Passage]:
        """Yield them in reading order."""
        return iter(self._all)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Passage]: ...
    def __getitem__(self, at: int | slice) -> Passage | Sequence[Passage]:
        """Return one, or some."""
        if isinstance(at, slice) or len(self._read) >= _FEW or not 0 <= at < len(self):
            return self._all[at]
        if at not in self._read:
            (row,) = self._rows(f"{_PASSAGE} and position = ?", at)
            self._read[at] = _passage(*row)
        return self._read[at]


def _passage(
    start: int, end: int, page: int | None, position: int, section: str, kind: str, text: str, label: str, *rest: Any
) -> Passage:
    lead_in, columns, doubtful = rest
    span = Span(start, end, page)
    return Passage(position, section, _KINDS[kind], text, span, label, lead_in, _pairs(columns), bool(doubtful))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return () if text == "[]" else tuple((name, value) for name, value in json.loads(text))
