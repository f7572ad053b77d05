"""A plan's dates as officials write them."""

import re
from collections.abc import Callable
from datetime import date

from knowledge.language.months import QUARTERS

_SHAPES: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"--(\d\d)-(\d\d)", lambda month, day: f"{day}/{month} hằng năm"),
    (r"--(\d\d)", lambda month: f"tháng {int(month)} hằng năm"),
    (r"---(\d\d)", lambda day: f"ngày {day} hằng tháng"),
    (r"-?-Q(\d)", lambda quarter: f"quý {QUARTERS[int(quarter) - 1]} hằng năm"),
    (r"(\d{4})-Q(\d)", lambda year, quarter: f"quý {QUARTERS[int(quarter) - 1]}/{year}"),
    (r"(\d{4})-(\d\d)", lambda year, month: f"tháng {int(month)}/{year}"),
    (r"(\d{4})", lambda year: f"năm {year}"),
    (r"T(\d\d:\d\d)", lambda hour: f"{hour} hằng ngày"),
)


def shown(iso: str) -> str:
    """Return an ISO date of `knowledge.plans.model` as officials write it: 10/05/2026, 10/05 hằng năm, quý II/2026.

    What is no such date comes back as it is.
    """
    first, _, last = iso.partition("/")
    if last:
        return f"từ {shown(first)} đến {shown(last)}"
    for pattern, shape in _SHAPES:
        if found := re.fullmatch(pattern, iso):
            return shape(*found.groups())
    try:
        return f"{date.fromisoformat(iso):%d/%m/%Y}"
    except ValueError:
        return iso
