"""When things are due in a plan, as its own words say it."""

import re
from dataclasses import replace

from knowledge.answers.asking import Asked
from knowledge.answers.dues import Due, dues
from knowledge.answers.items import described, is_label, owned
from knowledge.answers.model import Kind, Statement
from knowledge.answers.parts import Period
from knowledge.answers.ranking import ENOUGH, best, between_spaces, clauses, excerpt, ranked
from knowledge.answers.refusing import nearest
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_place
from knowledge.answers.topics import Topic
from knowledge.answers.units import covers
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold, folded_words
from knowledge.plans.model import Deadline, PassageKind

_BESIDE = 0.9
_MOST_DUE = 12
_MOST_HEADED = 4
_OF_REPORTS = frozenset({"half", "quarter", "year_report", "monthly", "quarterly", "weekly"})
_WITHIN = re.compile(r" \d+ (?:\w+ )?ngay (?:lam viec )?(?:\w+ ){0,2}(?:ke tu|tu khi|sau khi|tu ngay) ")
_RHYTHMS = {
    **{f"hang {time}": (f"hang {time}", f"moi {time}") for time in ("nam", "quy", "thang", "tuan", "ngay")},
    "thuong xuyen": ("thuong xuyen",),
    "dinh ky": ("dinh ky",),
}
"""What says how often something is done, as questions say it and as plans do."""
_ASKING_ELSE = frozenset({"when", "deadline", "figure", "count", "who"})
_HALF = (" 6 thang ", " 06 thang ", " sau thang ")


def deadline(asked: Asked, view: View) -> Reply | None:
    """Return the dates that the question asks for; a period that the plan does not have is not found."""
    aimless = not (asked.topic.terms or asked.unit or asked.period or asked.wants & {"deadline", "report"})
    if aimless and "han" not in asked.words and not _of_whole(asked, view):
        return not_found(view, Kind.DEADLINE, "no_deadline", score=0.2)
    scored = [
        (_score(asked, due), due.deadline)
        for due in dues(view)
        if fits(asked.period, due.deadline, reports="report" in asked.wants)
        and (asked.unit or asked.topic.solid(due.own, due.around))
    ]
    scored = sorted((pair for pair in scored if pair[0] >= ENOUGH), key=lambda pair: -pair[0])
    if not scored and asked.period and asked.period.kind == "day" and "yes_no" in asked.wants:
        return _instead(asked, view)
    kept = [one for score, one in scored if score >= _BESIDE * scored[0][0]]
    if asked.unit and all(set(term.said.split()) <= {"bao", "cao"} for term in asked.topic.terms):
        kept = [one for _, one in scored if any(covers(asked.unit, who) for who in one.who)] or kept
    kept = kept[:4] or _of_whole(asked, view)
    if kept:
        statements = [_of_deadline(view, one) for one in kept]
        return answered(view, Kind.DEADLINE, statements, scored[0][0] if scored else ENOUGH, subject=asked.topic.said)
    return _dated_line(asked, view)


def within(asked: Asked, view: View) -> Reply | None:
    """Return the passages that set a number of days from an event on ('10 ngày kể từ ngày nhận'), those asked about."""
    lines = [line for line in view.lines if _WITHIN.search(line.own)]
    said = [word for word in dict.fromkeys(asked.words) if word not in _OF_ASKING]
    shares = [(sum(word in line.words for word in said), line) for line in lines]
    top = max((share for share, _ in shares), default=0)
    kept = [line for share, line in shares if share == top and share >= _SAID * len(said)]
    statements = [of_line(view, line, _clause_within(line.passage.text)) for line in kept[:2]]
    return answered(view, Kind.DEADLINE, statements, 0.8, subject=asked.topic.said)


_SAID = 0.4
_OF_ASKING = frozenset(
    folded_words("trong mấy bao nhiêu ngày bữa hôm lâu phải thì là kể từ vòng thời hạn nào rồi cái này mình của")
)


def _clause_within(text: str) -> str:
    """Return the sentences of a passage that set a number of days."""
    kept = [clause for clause in clauses(text) if _WITHIN.search(between_spaces(clause))]
    return " … ".join(kept) or text


def rhythmic(asked: Asked, view: View) -> Reply | None:
    """Return what is done every year, every quarter, all the time, where a question asks for all of it."""
    text = f" {' '.join(asked.words)} "
    forms = next((forms for said, forms in _RHYTHMS.items() if f" {said} " in text), ())
    own = {word for form in (*forms, "lam viec") for word in form.split()}
    subject = [term for term in asked.topic.terms if not term.common and not own.issuperset(term.said.split())]
    if not forms or subject or asked.wants & _ASKING_ELSE or not asked.wants & {"list", "tasks"}:
        return None
    units = {unit.name for unit in asked.unit.units} if asked.unit else set()
    found: dict[int, Line] = {}
    for line in (line for line in view.lines if any(f" {form} " in line.own for form in forms)):
        spoken_of = described(view, line) if is_label(line) else [line]
        found.update((one.position, one) for one in reversed(spoken_of))
    statements = [said for line in found.values() for said in owned(view, line, line.passage.text)]
    kept = [one for one in statements if not units or one.unit in units]
    return answered(view, Kind.LIST, kept[:_MOST_DUE], 0.8)


def _of_whole(asked: Asked, view: View) -> list[Deadline]:
    """Return when all that the plan is about takes place, where a question asks no more: 'Thời gian: từ … đến …'."""
    if asked.unit or asked.period or not all(term.common for term in asked.topic.terms):
        return []
    if not asked.topic.terms and "plan" not in asked.wants:
        return []
    return [
        one
        for one in view.plan.deadlines
        if one.date and between_spaces(one.quote).startswith(" thoi gian ") and _heads_time(view, one.section)
    ][:1]


def _heads_time(view: View, section: str) -> bool:
    return any(" thoi gian " in view.headings.get(path, "") for path in (section, section.rpartition(".")[0]))


def _instead(asked: Asked, view: View) -> Reply | None:
    """Return what the plan says where a question takes a day for granted that is not the plan's."""
    return deadline(replace(asked, period=None), view)


def _score(asked: Asked, due: Due) -> float:
    """Return how well a deadline fits the question."""
    one, own = due.deadline, due.addressed
    covered = asked.topic.covered(own, due.around) if asked.topic.terms else 0.6
    if asked.unit and any(covers(asked.unit, who) for who in one.who):
        covered += 0.25
    elif asked.unit:
        covered = max(covered - 0.05, asked.whole.covered(own, due.around))
    covered -= 0.2 if one.date is None else 0.0
    if "report" in asked.wants:
        covered += 0.2 if " bao cao " in own else -0.3
    return covered


def _of_deadline(view: View, one: Deadline) -> Statement:
    note = "" if one.what in one.quote else one.what
    return of_place(view, one.passage, one.section, one.quote, note=note)


def fits(period: Period | None, one: Deadline, *, reports: bool = False) -> bool:
    """Tell whether a deadline is of the period that the question names; `reports`: of a report for that period."""
    if period is None:
        return True
    if period.kind in ("half", "year_report"):
        return _of_report(period.kind, one)
    if period.kind == "quarter" and reports:
        return _of_quarter(one)
    if period.kind == "quarterly":
        return _of_quarter(one)
    if period.kind == "weekly":
        return bool(re.search(r" (?:hang|moi|thu \w+ hang) tuan ", between_spaces(f"{one.what} {one.quote}")))
    if period.kind == "monthly":
        return " thang " in between_spaces(one.what) and one.recurs == "monthly"
    if period.kind == "quarter":
        return _in_quarter(period.number, one)
    if period.kind == "month":
        return _in_month(period.number, one)
    if period.kind == "year" and period.year:
        said = one.date or one.last_day or ""
        return bool(one.recurs) or not said or str(period.year) in said
    return True


def _of_quarter(one: Deadline) -> bool:
    """Tell whether a deadline is of the quarters' reports, or in one of them."""
    return bool(re.search(r" (?:quy|qui) (?:\d|i)| hang quy | bao cao quy ", between_spaces(f"{one.what} {one.quote}")))


def _of_report(kind: str, one: Deadline) -> bool:
    """Tell whether a deadline is of the half-year's or the year's report: its label tells before its sentence."""
    label = between_spaces(one.what.split(":", 1)[0])
    said = label if any(word in label for word in (*_HALF, " nam ")) else between_spaces(f"{one.what} {one.quote}")
    half = any(word in said for word in _HALF)
    return half if kind == "half" else " nam " in said.replace(" dau nam ", " ") and (not half or said != label)


_DAY = re.compile(r"(?:(\d{4})|-)-(\d{2})")


def _months(one: Deadline) -> frozenset[int]:
    """Return the months that a deadline is about: a quarter's three, all of a range, the one of a day."""
    said = one.date or one.recurs or one.last_day or ""
    if quarter := re.search(r"Q(\d)", said):
        last = 3 * int(quarter[1])
        return frozenset(range(last - 2, last + 1))
    found = [int(month[2]) for month in _DAY.finditer(said)]
    if "/" in said and len(found) > 1:
        return frozenset(range(found[0], found[-1] + 1)) or frozenset(found)
    return frozenset(found or [int(month[2]) for month in _DAY.finditer(one.last_day or "")])


def _in_quarter(number: int, one: Deadline) -> bool:
    return bool(_months(one) & set(range(3 * number - 2, 3 * number + 1)))


def _in_month(number: int, one: Deadline) -> bool:
    return number in _months(one)


def _dated_line(asked: Asked, view: View) -> Reply | None:
    """Return the passage on the subject where it says a time in words ('sau khi có Quy chế'), or None."""
    if asked.period is not None and asked.period.kind in _OF_REPORTS:
        return not_found(view, Kind.DEADLINE, "no_deadline", subject=asked.topic.said, score=0.3)
    found = best(ranked(view, asked.topic), most=2, enough=0.6)
    timed = [
        one for one in found if _says_time(one.line.own) or any(_is_time(name) for name, _ in one.line.passage.columns)
    ]
    statements = [_of_timed(view, asked.topic, one.line) for one in timed]
    if not found and asked.topic.terms and not asked.unit:
        return nearest(asked, view)  # that it has no time cannot be said of what was not found
    if not statements:
        return not_found(view, Kind.DEADLINE, "no_deadline", subject=asked.topic.said, score=0.3)
    return answered(view, Kind.DEADLINE, statements, timed[0].covered, subject=asked.topic.said)


def _says_time(own: str) -> bool:
    return bool(
        re.search(
            r" (?:ngay|thang|quy|gio|nam|lan|nhat) (?:\d|i)|\d (?:lan|ngay|gio)|hang (?:nam|thang|ngay)"
            r"| sau khi | khi co | khi phat ",
            own,
        )
    )


def _is_time(column: str) -> bool:
    return any(word in fold(column) for word in ("thoi gian", "thoi han", "hoan thanh", "tien do"))


def _of_timed(view: View, topic: Topic, line: Line) -> Statement:
    times = [cell for name, cell in line.passage.columns if _is_time(name) and cell]
    return of_line(view, line, excerpt(line.passage.text, topic), note="; ".join(times))


_OF_DOING = frozenset(
    folded_words(
        "hoàn thành xong việc nào phải làm trong năm có hoạt động nội dung công tác gì trọng tâm tập trung ưu tiên "
        "chính chủ yếu nói cho dân biết nghe tuyên truyền"
    )
)


def asks_for_period(asked: Asked) -> bool:
    """Tell whether a question names a time and no subject beside it: 'tháng 3 có hoạt động gì'."""
    return all(term.common or set(term.said.split()) <= _OF_DOING for term in asked.topic.terms)


def in_period(asked: Asked, view: View) -> Reply | None:
    """Return what the plan has for a quarter or month: each deadline with the heading of its section."""
    period = asked.period
    if period is None or period.kind not in ("quarter", "month", "year"):
        return None
    terms = [term for term in asked.topic.terms if not set(term.said.split()) <= _OF_DOING]
    if period.kind == "year" and (terms or not {"hoan", "xong"} & set(asked.words)):
        return None
    statements = []
    for one in view.plan.deadlines:
        if fits(period, one) and (one.date or one.last_day):
            section = view.sections.get(one.section)
            note = one.what if section is None or one.what == section.title else f"{section.title}: {one.what}"
            statements.append(of_place(view, one.passage, one.section, one.quote, note=note))
            statements.extend(_headed(one, view))
    return answered(view, Kind.DEADLINE, statements[:_MOST_DUE] or _under_period(period, view), 0.7)


def _headed(one: Deadline, view: View) -> list[Statement]:
    """Return what stands under a heading that is a time ('Đợt 1: trong tháng 12')."""
    if view.plan.passages[one.passage].kind is not PassageKind.HEADING:
        return []
    return [of_line(view, line) for line in view.under(one.passage)][:_MOST_HEADED]


def _under_period(period: Period, view: View) -> list[Statement]:
    """Return what stands under a heading that names the month ('Đợt 1: trong tháng 12/2026')."""
    said = tuple(
        f" thang {form}{f' {period.year}' if period.year else ''} " for form in (period.number, f"{period.number:02}")
    )
    paths = [path for path, heading in view.headings.items() if any(form in heading for form in said)]
    return [of_line(view, line) for line in view.lines if line.section in paths][:_MOST_DUE]
