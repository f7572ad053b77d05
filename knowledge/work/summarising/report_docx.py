"""The consolidated report as a Word file, written from the office's template.

What the template may use stands in `context` and `FILTERS`; texts are escaped, and what XML cannot hold is left out.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from knowledge.errors import UserError
from knowledge.plans.model import Head, Level
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.figures import people_in
from knowledge.work.summarising.progress import Doer, UnitProgress
from knowledge.work.summarising.report_template import TEMPLATE
from knowledge.work.summarising.summary import Summary

EXAMPLES = 3
"""How many activities are told of under a task; the annex has all of them."""

_CONTROL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LAST = " .;:,"
_COMMITTEE = "ỦY BAN NHÂN DÂN"


class ReportError(UserError):
    """A report that cannot be written; its message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the report. What is None or empty is left for a person to fill in."""

    issuer: str
    superior: str | None = None
    has_superior: bool = False
    code: str | None = None
    place: str | None = None
    signer: tuple[str, ...] = ()


def letterhead(head: Head) -> Letterhead:
    """Return the letterhead of a plan's own issuer; a department stands under a superior that a person fills in."""
    return Letterhead(
        issuer=head.issuer or "",
        has_superior=head.level is Level.DEPARTMENT,
        code=head.number.rsplit("-", 1)[1] if head.number and "-" in head.number else None,
        place=head.place,
        signer=tuple(filter(None, re.split(r",\s*", head.signer_role or ""))),
    )


def write_docx(
    summary: Summary, path: Path, *, letterhead: Letterhead | None = None, template: Path = TEMPLATE
) -> None:
    """Write the report. Raises ReportError if the template is missing or damaged, or the file cannot be written."""
    try:
        document = DocxTemplate(template)
        document.render(context(summary, letterhead), _environment(), autoescape=True)
        document.save(path)
    except OSError as error:
        raise ReportError(f"Không ghi được tệp {path.name}: hãy kiểm tra thư mục và mẫu báo cáo.") from error
    except Exception as error:
        if type(error).__module__.split(".")[0] not in ("jinja2", "docx", "lxml", "zipfile"):
            raise
        raise ReportError(f"Mẫu báo cáo {template.name} bị hỏng: hãy khôi phục mẫu gốc rồi làm lại.") from error


def context(summary: Summary, head: Letterhead | None = None) -> dict[str, Any]:
    """Return all that the template may say."""
    head = head or letterhead(summary.head)
    period, before = summary.period.name, summary.period.year_before().name
    return asdict(head) | {
        "issuer_upper": head.issuer.upper().replace(_COMMITTEE + " ", _COMMITTEE + "\n"),
        "plan_name": _plan_name(summary.head),
        "subject": _subject(summary.head),
        "period": period,
        "period_start": period[0].upper() + period[1:],
        "period_before": before,
        "examples": EXAMPLES,
        "comparison": _comparison(summary),
        "reporting": summary.reporting,
        "silent": summary.silent,
        **{name: getattr(summary, name) for name in _FROM_SUMMARY},
    }


_FROM_SUMMARY = (
    *("parts", "figures", "before", "units", "untouched", "difficulties"),
    *("proposals", "upcoming", "targets", "activities", "waiting"),
)


def number(value: float | None) -> str:
    """Return a number as Vietnamese write it: 1.234.567 or 2,5; empty for None."""
    if value is None:
        return ""
    whole = f"{value:,.10g}" if value != int(value) else f"{int(value):,}"
    return whole.translate(str.maketrans(",.", ".,"))


def days(details: Details) -> str:
    """Return when an activity was: "ngày 5/3/2026" or "từ ngày 5/3 đến ngày 7/3/2026"."""
    if details.date is None:
        return ""
    first, last = details.date, details.end_date
    if last is None:
        return f"Ngày {first.day}/{first.month}/{first.year}"
    year = "" if first.year == last.year else f"/{first.year}"
    return f"Từ ngày {first.day}/{first.month}{year} đến ngày {last.day}/{last.month}/{last.year}"


def short_days(details: Details) -> str:
    """Return when an activity was, for a narrow column: "05/03/2026" or "05/03-07/03/2026"."""
    if details.date is None:
        return ""
    if details.end_date is None:
        return f"{details.date:%d/%m/%Y}"
    year = "" if details.date.year == details.end_date.year else "/%Y"
    return f"{details.date.strftime('%d/%m' + year)}-{details.end_date:%d/%m/%Y}"


def _things(quantities: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{number(amount)} {word}" for word, amount in quantities)


def _units(by: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{name} ({count})" for name, count in by)


def _costs(units: Iterable[UnitProgress]) -> str:
    return "; ".join(f"{unit.name} {number(unit.figures.cost)} đồng" for unit in units if unit.figures.cost)


def _given(doers: Iterable[Doer]) -> str:
    return "; ".join(f"{doer.name} ({doer.role})" for doer in doers)


def _unended(text: str) -> str:
    """Return a text without the mark that ends it, so that another can follow."""
    return text.rstrip(_LAST)


def _item(text: str) -> str:
    """Return a text as a dash introduces it: a capital first, no mark at its end."""
    return _unended(text[:1].upper() + text[1:])


FILTERS = {
    "so": number,
    "ngay": days,
    "ngay_gon": short_days,
    "so_nguoi": lambda details: people_in(details) or None,
    "hien_vat": _things,
    "don_vi": _units,
    "kinh_phi": _costs,
    "duoc_giao": _given,
    "cuoi": _unended,
    "muc": _item,
}
"""What the template writes behind "|": Vietnamese names, because the office edits it."""


def _environment() -> Environment:
    environment = Environment(undefined=StrictUndefined, autoescape=True, finalize=_printable)
    environment.filters.update(FILTERS)
    return environment


def _printable(value: object) -> object:
    return _CONTROL.sub("", value) if isinstance(value, str) else value


def _plan_name(head: Head) -> str:
    """Return how a report names the plan: by its number and date, or by its title where it has no number."""
    if head.number is None:
        return head.title.replace("KẾ HOẠCH", "Kế hoạch", 1)
    day = "/".join(reversed(head.issue_date.split("-"))) if head.issue_date else None
    return f"Kế hoạch số {head.number}" + (f" ngày {day}" if day else "")


def _subject(head: Head) -> str:
    """Return what the plan is about, in small letters at the beginning; empty where its title is its name."""
    subject = re.sub(r"^kế hoạch\s+(?:về\s+)?", "", head.title, flags=re.IGNORECASE)
    return subject[:1].lower() + subject[1:] if head.number else ""


def _comparison(summary: Summary) -> list[dict[str, Any]]:
    """Return the rows of the comparison with the year before."""
    if summary.before is None:
        return []
    names = {
        "activities": "Số hoạt động",
        "children": "Trẻ em tham gia (lượt)",
        "adults": "Người lớn tham gia (lượt)",
        "total": "Tổng số người tham gia (lượt)",
        "cost": "Kinh phí (đồng)",
    }
    return [_row(name, getattr(summary.figures, each), getattr(summary.before, each)) for each, name in names.items()]


def _row(name: str, now: int, before: int) -> dict[str, Any]:
    change = now - before
    sign = "+" if change > 0 else "-" if change < 0 else ""
    share = f" ({number(round(abs(change) * 100 / before, 1))}%)" if before and change else ""
    return {"name": name, "now": now, "before": before, "change": f"{sign}{number(abs(change))}{share}"}
