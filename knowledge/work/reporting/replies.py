"""What a typed answer to one question of the form tells: sometimes another field, or more than one."""

from knowledge.language.folding import fold, squeeze
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.drafts.people import People, count_people

_PARTS = ("children", "adults")
_AT = ("o", "tai")


def told(details: Details, field: str, said: str) -> dict[str, str]:
    """Return the fields that an answer fills with the words for each: those asked for, or those that it names itself.

    "25 người lớn" tells the adults whatever was asked; "ở nhà văn hóa, 25 người" tells the place and the people.
    """
    people = count_people(said)
    if field in (*_PARTS, "total") and (people.children is not None or people.adults is not None):
        return _parts(people)
    if field == "place":
        return _place(details, said, people)
    return {field: said}


def _parts(people: People) -> dict[str, str]:
    numbers = {name: getattr(people, name) for name in _PARTS}
    return {name: str(number) for name, number in numbers.items() if number is not None}


def _place(details: Details, said: str, people: People) -> dict[str, str]:
    """Return the place without "ở", and the people behind it where the report has none yet."""
    rest = said
    for start, end in sorted(people.spans, reverse=True):
        rest = rest[:start] + rest[end:]
    known = (details.children, details.adults, details.total) != (None, None, None)
    place = _without_preposition(said if known else squeeze(rest).strip(" ,;.-"))
    if known or not people.spans or not place:
        return {"place": _without_preposition(said)}
    return {"place": place, **(_parts(people) or {"total": str(people.total)})}


def _without_preposition(said: str) -> str:
    first, _, rest = said.partition(" ")
    return rest if rest and fold(first) in _AT else said
