"""Other names of a unit, by the rules by which offices shorten them: initials, "Sở GD&ĐT", UBND, without the level."""

from collections.abc import Iterable


def aliases_of(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Return the other names under which people know a unit: the plan's own spellings first."""
    return tuple(dict.fromkeys(spelling for spelling in spellings if spelling != name))
