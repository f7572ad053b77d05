"""The words of a report follow its figures: where a figure is corrected, the text that told it is corrected too."""

from collections.abc import Callable
from dataclasses import replace

from knowledge.language.money import find_money
from knowledge.language.numbers import find_numbers
from knowledge.work.reporting.activity import LENGTHS, Details
from knowledge.work.reporting.drafts.people import count_people
from knowledge.work.reporting.drafts.quantities import find_quantities

Reads = Callable[[str], bool]
"""Whether a text tells a figure."""

_PEOPLE = ("children", "adults", "total")


def rewritten(before: Details, after: Details) -> Details:
    """Return the details with every corrected figure corrected in `what` as well, where it stands there with its noun.

    A number that the text tells as something else (a hamlet's, a day's) stays. What was itself changed is left alone.
    """
    if before.what != after.what:
        return after
    what = after.what
    for name in _PEOPLE:
        was, now = getattr(before, name), getattr(after, name)
        if name == "total" and was in (before.children, before.adults):
            continue  # the text tells the part
        if was is not None and now is not None and was != now:
            what = _exchanged(what, was, now, _tells_people(name, now))
    for (word, was_amount), (noun, amount) in zip(before.quantities, after.quantities, strict=False):
        if word == noun and was_amount != amount:
            what = _exchanged(what, was_amount, amount, _tells_thing(word, amount))
    if before.cost is not None and after.cost is not None and before.cost != after.cost:
        what = _with_cost(what, before.cost, after.cost)
    return replace(after, what=what) if len(what) <= LENGTHS["what"] else after


def _exchanged(text: str, was: float, now: float, reads: Reads) -> str:
    """Put a number in the place of another where the text then tells the new figure; else return it as it was."""
    if reads(text):
        return text
    for found in find_numbers(text):
        changed = text[: found.start] + _written(now) + text[found.end :]
        if found.value == was and reads(changed):
            return changed
    return text


def _written(number: float) -> str:
    return f"{number:,.10g}".translate(str.maketrans(",.", ".,"))


def _tells_people(name: str, now: int) -> Reads:
    return lambda text: bool(getattr(count_people(text), name) == now)


def _tells_thing(word: str, now: float) -> Reads:
    return lambda text: (word, now) in find_quantities(text)


def _with_cost(text: str, was: int, now: int) -> str:
    for found in find_money(text):
        if found.amount == was:
            return text[: found.start] + f"{now:,} đồng".replace(",", ".") + text[found.end :]
    return text
