"""Rules on the cited documents: numbers and dates that contradict each other or the plan's own date."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from knowledge.language.folding import folded_words, key
from knowledge.plans.checks.messages import finding, quote, shown
from knowledge.plans.facts.references import Cited, cited, grouped
from knowledge.plans.model import Finding, Plan, Quote

SAME_SUBJECT = 0.55  # share of common words from which two descriptions mean one document: see the tests
MOST_QUOTES = 4


def two_numbers(plan: Plan) -> Iterator[Finding]:
    """One document under several numbers: the same kind, serial and date with another year or other signs."""
    for group in _by_document(plan):
        spellings: dict[object, Cited] = {}
        for citation in group:
            spellings.setdefault(citation.mention.key, citation)
        if len(spellings) > 1:
            numbers = "; ".join(dict.fromkeys(c.mention.number for c in spellings.values()))
            yield finding("reference_numbers", _quotes(list(spellings.values())), numbers=numbers)


def two_dates(plan: Plan) -> Iterator[Finding]:
    """One number with two dates: of one document if what it is about is the same, else of two documents."""
    for first, second in _same_number(plan):
        one, other = first.mention, second.mention
        if not (one.about and other.about):
            same = one.year is not None or (one.date or "")[:4] == (other.date or "")[:4]
            if not same:
                continue  # numbers begin again every year: two documents, as far as the plan tells
        else:
            same = _same_subject(one.about, other.about)
        if same:
            dates = " và ".join(shown(d) for d in (one.date, other.date) if d)
            yield finding("reference_dates", _quotes([first, second]), number=one.number, dates=dates)
        elif key(one.issuer or "") == key(other.issuer or "") or not (one.issuer and other.issuer):
            dates = " và ".join(f"ngày {shown(d)}" for d in (one.date, other.date) if d)
            yield finding("reference_shared", _quotes([first, second]), number=one.number, dates=dates)


def after_plan(plan: Plan) -> Iterator[Finding]:
    """A cited document dated after the plan's own date."""
    issued = plan.head.issue_date
    if not issued:
        return
    for citation in _first_each(plan):
        mention = citation.mention
        if mention.date and mention.date > issued and _on_calendar(mention.date):
            yield finding(
                "reference_after",
                _quotes([citation]),
                number=mention.number,
                date=shown(mention.date),
                issued=shown(issued),
            )


def year_of_number(plan: Plan) -> Iterator[Finding]:
    """A number that carries another year than its date; not where another rule tells of the same number."""
    told = {q for rule in (two_numbers, two_dates, after_plan) for found in rule(plan) for q in found.quotes}
    for citation in _first_each(plan):
        mention = citation.mention
        if not (mention.year and mention.date) or int(mention.date[:4]) == mention.year:
            continue
        quotes = _quotes([citation])
        if not told.intersection(quotes):
            yield finding("reference_year", quotes, number=mention.number, date=shown(mention.date))


def no_such_day(plan: Plan) -> Iterator[Finding]:
    """A date of issue that no calendar has: 31/6/2024."""
    for citation in _first_each(plan):
        mention = citation.mention
        if mention.date and not _on_calendar(mention.date):
            yield finding("reference_no_such_day", _quotes([citation]), number=mention.number, date=shown(mention.date))


def _by_document(plan: Plan) -> list[list[Cited]]:
    """Return the numbered citations by document: of one kind, serial, date and letters, however they are parted."""
    merged: dict[tuple[str, str, str, str], list[Cited]] = {}
    for group in grouped(cited(plan.passages, plan.head)):
        numbered = [c for c in group if c.mention.code]
        if numbered and (day := numbered[0].mention.date):
            first = numbered[0].mention
            letters = re.sub(r"[^a-zđ]", "", first.code.casefold())
            merged.setdefault((first.kind, first.serial.lstrip("0"), letters, day), []).extend(numbered)
    return list(merged.values())


def _first_each(plan: Plan) -> list[Cited]:
    """Return the first citation of each document with its date."""
    firsts: dict[tuple[object, str | None], Cited] = {}
    for citation in cited(plan.passages, plan.head):
        if citation.mention.code and citation.mention.date:
            firsts.setdefault((citation.mention.key, citation.mention.date), citation)
    return list(firsts.values())


def _same_number(plan: Plan) -> Iterator[tuple[Cited, Cited]]:
    for first, second in combinations(_first_each(plan), 2):
        if first.mention.key == second.mention.key and first.mention.date != second.mention.date:
            yield first, second


def _same_subject(one: str, other: str) -> bool:
    """Tell whether two descriptions are of one document: most words of the shorter one stand in the longer."""
    words, others = set(folded_words(one)), set(folded_words(other))
    return len(words & others) >= SAME_SUBJECT * min(len(words), len(others))


def _on_calendar(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _quotes(citations: Sequence[Cited]) -> list[Quote]:
    return [quote(c.passage, c.mention.start, c.mention.end) for c in citations[:MOST_QUOTES]]
