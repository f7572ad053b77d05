"""Who owes what to whom, and by when.

Three places hold deadlines: a time column of a table, a labelled line ("Thời gian thực hiện: ..."), and sentences. In
sentences, dates of cited documents, periods ("giai đoạn 2021-2030"), past events and slogans are no deadlines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.language.folding import fold, squeeze
from knowledge.plans.assigning.fields import Field, Layout, column_field, line_field
from knowledge.plans.dating.binding import binds, is_of_citation
from knowledge.plans.dating.dates import written
from knowledge.plans.dating.moments import Point, Written
from knowledge.plans.dating.owners import Owners, addressee
from knowledge.plans.dating.wording import (
    FEWEST_OWN_WORDS,
    PARENTHESIS,
    TIME_WORDS,
    clause_before,
    part_due,
    period_of,
    says_only_when,
)
from knowledge.plans.model import Deadline, Head, Passage, PassageKind, Unit
from knowledge.plans.naming.bodies import split_bodies
from knowledge.plans.structure.sentences import folded_once, sentences

_NOT_HERE = re.compile(
    r"danh gia tinh hinh|thuc trang|dac diem tinh hinh|^ket qua (?:thuc hien|dat duoc)|khau hieu|de cuong|"
    r"can cu (?:phap ly|xay dung)"
)
_REPORT = re.compile(r"\b(?:bao cao|tong hop|so ket|tong ket|gui|nop)\b")
_UNDATED = re.compile(
    r"\bdot xuat\b|\bdinh ky\b|\bcuoi (?:cua )?ky bao cao\b|"
    r"\b(?:hang|moi) (?:nam|quy|thang|tuan|ngay)\b|\btheo quy dinh(?! (?:cua|tai|phap))"
)
_WITHIN = re.compile(r"\b\d+\s(?:ngay|gio|thang)(?: lam viec)?(?: dau)?,?\s(?:ke )?tu (?:ngay|khi)")
_WITHIN_HOURS = re.compile(r"\btrong (?:vong |thoi han )?\d+\s(?:gio|ngay|phut)\b")
_TOLD_OF = re.compile(r"\b(?:bao cao|thong bao|bao ngay|phan hoi|thong tin)\b")
_MAY_BE_DUE = ("gio", "thong bao", "bao cao", "so ket", "tu ngay", "tu khi", "hang tuan", "moi tuan")
_WEEKDAY = re.compile(
    r"\b(?:(?:hang|moi) tuan\b[^.;]{0,30}\b(?:thu \w+|chu nhat)|(?:thu \w+|chu nhat) (?:hang|moi) tuan)\b"
)
_IF_ANY = re.compile(r"\bneu (?:co|gap|phat sinh)|\bkho khan|\bvuong mac|\bphat sinh")
_HALF_YEAR = re.compile(r"(?:trong )?0?6 thang (dau|cuoi) nam(?:\s(\d{4}))?")
LONGEST_DATE, LONGEST_WORK = 60, 300
_EVERY_YEAR = re.compile(r"\b(?:hang|moi) nam\b")
_OF_PERIOD = re.compile(r"(?:báo cáo )?(?:cả )?(?:năm|quý|0?6 tháng|tháng)\s(?:trước|chậm nhất|vào)", re.IGNORECASE)
_UP_TO_PERIOD = re.compile(r"[:,(]?\s(?:định kỳ )?(?:0?6 tháng|quý|năm|tháng|trước|chậm nhất)\b")


@dataclass(frozen=True, slots=True)
class _Plan:
    layout: Layout
    owners: Owners
    year: int | None
    years: int
    issued: str | None


def deadlines(
    passages: Sequence[Passage], units: Sequence[Unit] = (), head: Head | None = None
) -> tuple[Deadline, ...]:
    """Return the plan's deadlines in reading order; those without a date ("định kỳ", "đột xuất") too."""
    issued = head.issue_date if head else None
    year = (head.year if head else None) or (int(issued[:4]) if issued else None)
    layout = Layout(passages)
    years = head.year_to - year + 1 if head and year and head.year_to else 1
    plan = _Plan(layout, Owners(units, layout), year, years, issued)
    found: list[Deadline] = []
    elsewhere = layout.sections_under(_NOT_HERE)
    for passage in passages:
        if passage.section in elsewhere:
            continue
        for deadline in _of_passage(passage, plan):
            if not _announced(deadline, found):
                found.append(deadline)
    return tuple(found)


def _of_passage(passage: Passage, plan: _Plan) -> Iterator[Deadline]:
    if passage.kind is PassageKind.ROW and passage.columns:
        yield from _of_row(passage, plan)
    elif line_field(passage.text) is Field.TIME:
        yield from _of_line(passage, plan)
    elif (whole := _all_date(passage, plan)) is not None:
        yield from _of_dated_heading(passage, whole, plan)
    else:
        told = line_field(passage.text) is None or passage.kind is PassageKind.PARAGRAPH
        yield from (d for d in _of_sentences(passage, plan) if told or d.date)


# Rows and labelled lines


def _all_date(passage: Passage, plan: _Plan) -> Written | None:
    """Return the date that a heading consists of ("Tháng 01/2026", "Quý II"), None for any other passage."""
    if passage.kind is not PassageKind.HEADING or len(passage.text) > LONGEST_DATE:
        return None
    dates = _field_dates(passage.text, plan)
    if len(dates) != 1:
        return None
    rest = passage.text[: dates[0].start] + passage.text[dates[0].end :]
    return None if re.search(r"\w{2}", TIME_WORDS.sub(" ", fold(rest))) else dates[0]


def _of_dated_heading(passage: Passage, date: Written, plan: _Plan) -> Iterator[Deadline]:
    """Yield the work of a section that is headed by its time alone."""
    work = [p.text.strip(" ;.") for p in plan.layout.under(passage)]
    what = "; ".join(work)[:LONGEST_WORK]
    if what and not date.recurs:
        yield _deadline(passage, date, what, plan.owners.of_sentence(passage, what), None, passage.text)


def _of_row(passage: Passage, plan: _Plan) -> Iterator[Deadline]:
    columns, layout = plan.layout.columns(passage), plan.layout
    content = layout.cells(passage, Field.CONTENT) or [
        text for header, text in columns if column_field(header) is None and text.strip()
    ]
    what = content[0] if content else passage.text
    who = tuple(
        name
        for cell in layout.cells(passage, Field.LEAD)
        for part in re.split(r"\s*;\s*|\s*\n\s*", cell)
        for name in split_bodies(part) or (part,)
        if name
    )
    for cell in layout.cells(passage, Field.TIME):
        yield from _of_field(passage, squeeze(cell), what, who, plan)


def _of_line(passage: Passage, plan: _Plan) -> Iterator[Deadline]:
    block = plan.layout.block(passage)
    label, colon, value = passage.text.partition(":")
    own_words = len(TIME_WORDS.sub(" ", fold(label)).split()) if colon else 0
    told = not block or "thoi gian" in fold(block[0].text) or own_words >= FEWEST_OWN_WORDS
    what = label if told else block[0].text
    if what.endswith(":") and len(block) > 1:
        what = f"{what} {block[1].text}"
    who = plan.owners.of_block(passage, block)
    yield from _of_field(passage, squeeze(value if colon else passage.text), squeeze(what), who, plan)


def _of_field(passage: Passage, value: str, what: str, who: tuple[str, ...], plan: _Plan) -> Iterator[Deadline]:
    """Yield one deadline for each date of a time column or line; one without a date where it names none."""
    dates = [w for w in _field_dates(value, plan) if not is_of_citation(w, value)] if value else []
    quote = value if passage.kind is PassageKind.ROW else passage.text
    for date in dates:
        yield _deadline(passage, date, what, who, addressee(what), quote)
    if value and not dates and not re.search(r"\b(?:lo trinh|phan|muc)\s(?:tai|\()", fold(value)):
        yield Deadline(
            what, who, addressee(what), None, None, period_of(value), quote, passage.section, passage.position
        )


def _field_dates(value: str, plan: _Plan) -> list[Written]:
    """Return the dates of a time field, where a bare year is one."""
    if bare := re.fullmatch(r"(?:trong )?((?:19|20)\d\d)\.?", value.strip(), flags=re.I):
        return list(written(f"năm {bare[1]}"))
    if (half := _HALF_YEAR.fullmatch(fold(value).strip(" .;"))) and (year := int(half[2] or 0) or plan.year):
        months = (1, 6) if half[1] == "dau" else (7, 12)
        return [Written(0, len(value), Point(year, months[1]), Point(year, months[0]))]
    found = [w for w in written(value) if not (w.point.hour and not w.recurs)]
    return [_once(w, plan) if w.recurs is None else w for w in found]


def _once(date: Written, plan: _Plan) -> Written:
    """Return it in the plan's year; in a plan of several years a day without a year recurs."""
    if plan.years == 1 and plan.year and not date.first and date.point.day and not date.point.year:
        return replace(date, point=replace(date.point, year=plan.year))
    return date.of_year(plan.year)


# Sentences


def _of_sentences(passage: Passage, plan: _Plan) -> Iterator[Deadline]:
    text = passage.text
    folded = folded_once(text)
    dates = [_of_plan(w, folded, plan) for w in written(text)]
    if not dates and not _may_be_due(folded):
        return
    for start, end in sentences(text):
        sentence = folded[start:end]
        here = [w for w in dates if start <= w.start < end]
        timed = start > 0 and line_field(text[start:end].strip()) is Field.TIME
        owed = [w for w in here if binds(w, text, folded, sentence, plan.issued) or (timed and not w.point.hour)]
        for at, date in enumerate(owed):
            low = owed[at - 1].end if at else start
            yield _stated(passage, date, (start, end), low if len(owed) > 1 else None, plan)
        if _may_be_due(sentence):
            yield from _undated(passage, (start, end), owed, plan)


def _may_be_due(folded: str) -> bool:
    """Tell cheaply whether a text can hold a report or a term without a date."""
    return any(words in folded for words in _MAY_BE_DUE)


def _of_plan(date: Written, folded: str, plan: _Plan) -> Written:
    """Return it with the plan's year, or yearly where its sentence says so or the plan runs over years."""
    point = date.point
    if date.recurs or point.year or not (point.month or point.quarter):
        return date.of_year(plan.year)
    start = max(folded.rfind(stop, 0, date.start) for stop in (";", ". ", "\n")) + 1
    if plan.years > 1 or _EVERY_YEAR.search(folded, start, date.start):
        return replace(date, recurs="yearly")
    return date.of_year(plan.year)


def _stated(passage: Passage, date: Written, span: tuple[int, int], low: int | None, plan: _Plan) -> Deadline:
    """Return what a sentence says of a date; `low` is where its part of the sentence begins if it has several."""
    sentence = passage.text[slice(*span)].strip(" .;-")
    what = sentence if low is None else part_due(passage.text, date, span, low)
    if span[0] and line_field(sentence) is Field.TIME:
        what = passage.text[slice(*sentences(passage.text)[0])]
    elif span[0] and says_only_when(passage.text, date, span):
        what = passage.text[slice(*clause_before(passage.text, span))]
    to = addressee(sentence)
    if span[0] and _OF_PERIOD.match(what):
        said = passage.text[slice(*clause_before(passage.text, span))]
        what, to = f"{what.strip()}: {_UP_TO_PERIOD.split(said)[0].strip(' .;-')}", to or addressee(said)
    who = plan.owners.of_sentence(passage, sentence)
    recurs = "daily" if date.point.hour else date.recurs
    return _deadline(passage, date, squeeze(what).strip(" :,"), who, to, sentence, recurs)


def _undated(passage: Passage, span: tuple[int, int], dated: list[Written], plan: _Plan) -> Iterator[Deadline]:
    """Yield a report or a term without a date: "đột xuất", "định kỳ", "trong 07 ngày kể từ khi được giao"."""
    sentence = passage.text[slice(*span)].strip(" .;-")
    folded = fold(sentence)
    within = _WITHIN.search(folded) or (_TOLD_OF.search(folded) and _WITHIN_HOURS.search(folded))
    told = within or _WEEKDAY.search(folded)
    if told is None and not ("bao cao" in folded or "so ket" in folded):
        return
    if told is None and not (_UNDATED.search(folded) and _REPORT.search(folded) and not _IF_ANY.search(folded)):
        return
    if dated and within is None and "dot xuat" not in folded:
        return
    what = sentence if not dated or within else f"báo cáo đột xuất: {PARENTHESIS.sub('', sentence)}"
    who = plan.owners.of_sentence(passage, sentence)
    recurs = None if within or dated else period_of(folded)
    yield Deadline(
        squeeze(what), who, addressee(sentence), None, None, recurs, sentence, passage.section, passage.position, 0.8
    )


def _deadline(
    passage: Passage,
    date: Written,
    what: str,
    who: tuple[str, ...],
    to: str | None,
    quote: str,
    recurs: str | None = None,
) -> Deadline:
    open_ended = date.limit == "sau" or date.recurs == "quarterly"
    return Deadline(
        what=what,
        who=who,
        to=to,
        date=None if open_ended or (date.point.quarter and not date.point.year) else date.iso,
        last_day=None if open_ended else date.last_day,
        recurs=recurs or date.recurs,
        quote=quote,
        section=passage.section,
        passage=passage.position,
    )


def _announced(new: Deadline, found: list[Deadline]) -> bool:
    """Tell a day that is only mentioned again: the end of a range, or the same absolute day, already announced."""
    if new.date is None or not new.date[0].isdecimal() or new.last_day != new.date or len(new.date) != 10:
        return False
    return any(d.date and d.date.rsplit("/", 1)[-1] == new.date for d in found)
