"""The documents that a plan cites: one `Reference` for each distinct number and date, laws without a number too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.language.folding import key
from knowledge.plans.facts.citations import Mention, mentions
from knowledge.plans.facts.laws import named_documents
from knowledge.plans.model import Head, Passage, Reference
from knowledge.plans.structure.markers import FOOTNOTE


@dataclass(frozen=True, slots=True)
class Cited:
    """A mention with the passage it stands in."""

    mention: Mention
    passage: Passage


def cited(passages: Iterable[Passage], head: Head | None = None) -> list[Cited]:
    """Return every citation by number, in reading order; the plan's own number is none."""
    own = _own_key(head)
    return [
        Cited(mention, passage)
        for passage in passages
        for mention in mentions(passage.text)
        if not _is_own(mention, passage, own, head)
    ]


def references(passages: Sequence[Passage], head: Head | None = None) -> tuple[Reference, ...]:
    """Return each cited document once, in the order of first mention.

    Spellings of one document are merged: the number without its date, without its year, with the year of its date, or
    the serial alone ("Nghị quyết số 9"). The same number with two dates makes two, unless the other date stands in a
    footnote only: that contradiction is told by the plan's check. A date that cannot be gives way to one that can.
    """
    groups = _plausible(grouped(cited(passages, head)), head)
    told = {group[0].mention.key for group in groups if not _in_notes(group)}
    kept = [group for group in groups if not (_in_notes(group) and group[0].mention.key in told)]
    return tuple(_reference(group) for group in kept) + named_documents(passages)


def _plausible(groups: Sequence[Sequence[Cited]], head: Head | None) -> list[Sequence[Cited]]:
    """Return the groups without those of a date that cannot be, where the same document has one that can."""
    sound = {group[0].mention.key for group in groups if _can_be(group[0].mention, head)}
    kept = [group for group in groups if _can_be(group[0].mention, head) or group[0].mention.key not in sound]
    told = list(dict.fromkeys(group[0].mention.key for group in groups))
    return sorted(kept, key=lambda group: told.index(group[0].mention.key))


def _can_be(mention: Mention, head: Head | None) -> bool:
    """Tell whether a document can be of its date: of its number's year, and not issued after the plan that cites it."""
    if mention.date is None:
        return True
    later = bool(head and head.issue_date and mention.date > head.issue_date)
    return not later and mention.year in (None, int(mention.date[:4]))


def _in_notes(group: Sequence[Cited]) -> bool:
    return all(FOOTNOTE.match(citation.passage.text) for citation in group)


def grouped(citations: Sequence[Cited]) -> list[list[Cited]]:
    """Return the citations gathered by document."""
    groups: list[list[Cited]] = []
    dated = [c for c in citations if c.mention.date and c.mention.code]
    undated = [c for c in citations if not c.mention.date and c.mention.code]
    bare = [c for c in citations if not c.mention.code]
    for rule, members in ((_same_dated, dated), (_same_undated, undated), (_same_bare, bare)):
        for citation in members:
            home = next((g for g in groups if rule(g[0].mention, citation.mention)), None)
            if home is not None:
                home.append(citation)
            elif citation.mention.code or citation.mention.date:
                groups.append([citation])
    return sorted(groups, key=lambda g: min((c.passage.position, c.mention.start) for c in g))


def _same_dated(known: Mention, new: Mention) -> bool:
    return known.date == new.date and _alike(known, new)


def _same_undated(known: Mention, new: Mention) -> bool:
    if not _alike(known, new):
        return False
    year = int(known.date[:4]) if known.date else known.year
    return known.year == new.year or new.year in (None, year)


def _same_bare(known: Mention, new: Mention) -> bool:
    return known.kind == new.kind and known.serial.lstrip("0") == new.serial.lstrip("0")


def _alike(known: Mention, new: Mention) -> bool:
    return known.key[0] == new.key[0] and known.key[2] == new.key[2]


def _reference(group: Sequence[Cited]) -> Reference:
    first = min(
        group, key=lambda c: (c.mention.date is None, c.mention.quote.isupper(), c.passage.position, c.mention.start)
    )
    mention = first.mention
    number = next(
        (c.mention.number for c in group if c.mention.key == mention.key and not c.mention.code.isupper()),
        mention.number,
    )
    richest = max(group, key=lambda c: (bool(c.mention.about), c is first))
    return Reference(
        kind=mention.kind,
        number=number,
        date=mention.date,
        issuer=next((c.mention.issuer for c in [first, *group] if c.mention.issuer), None),
        about=mention.about or richest.mention.about,
        quote=mention.quote,
        section=first.passage.section,
        passage=first.passage.position,
    )


def _own_key(head: Head | None) -> str:
    return key(head.number) if head and head.number else ""


def _is_own(mention: Mention, passage: Passage, own: str, head: Head | None) -> bool:
    if mention.start < 6 and passage.text.lstrip().casefold().startswith(("số:", "số :")):
        return True
    return bool(own and head and key(mention.number) == own and mention.date in (None, head.issue_date))
