"""Days that are written like any other and are in no calendar: '31/4', '29/2/2026', 'ngày 30/13'."""

import re
from datetime import date

from knowledge.language.dates.absolute import CUE, END, NO_DATE_BEFORE, NUMBER_AFTER, START, YEAR
from knowledge.language.dates.model import Asked, day_month, full_year
from knowledge.language.patterns import compiled, just_before

_WRITTEN = compiled(
    rf"{START}(?P<cue>{CUE})(?:\d{{1,2}}\s*[-–]\s*)?(?P<d>\d{{1,2}})\s*(?:(?P<sep>[/.\-])|,?\s*tháng)\s*(?P<m>\d{{1,2}})"
    rf"(?:\s*(?:[/.\-]|năm)\s*(?P<y>{YEAR}|\d\d(?!\d)))?{END}(?!\s*\(?(?:âm|âl|al)(?!\w))"
)


def find_impossible(text: str, *, today: date) -> list[tuple[int, int]]:
    """Return where a text names days that do not exist, as [start, end) in reading order.

    Two numbers with a stroke are a day only where they could be one of some month, or where a word or a year says so.
    """
    return [match.span() for match in _WRITTEN.finditer(text) if _is_day(match) and not _exists(match, today)]


def _is_day(match: re.Match[str]) -> bool:
    if match["sep"] is None or match["cue"].strip() or (match["y"] and len(match["y"]) > 2):
        return True
    if match["sep"] != "/" or NO_DATE_BEFORE.search(just_before(match.string, match.start())):
        return False
    if NUMBER_AFTER.match(match.string, match.end()):
        return False
    return 1 <= int(match["d"]) <= 31 and 1 <= int(match["m"]) <= 12


def _exists(match: re.Match[str], today: date) -> bool:
    return day_month(int(match["d"]), int(match["m"]), full_year(match["y"]), Asked(today)) is not None
