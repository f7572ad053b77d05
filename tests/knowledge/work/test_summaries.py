"""The report of a half year: its numbers are SQL's, its headings the plan's, and everybody is accounted for."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.database import connect
from knowledge.documents.document import Document
from knowledge.plans import store
from knowledge.plans.loading import PlanUnknown
from knowledge.plans.model import Plan
from knowledge.work.summarising.outlines import About
from knowledge.work.summarising.periods import Period, PeriodError
from knowledge.work.summarising.progress import total_figures
from knowledge.work.summarising.summaries import REST, summarise
from tests.knowledge.work.office import NOW
from tests.knowledge.work.sample_year import FIRST, LAST, PLAN_ID, sample_plan, sample_year

PERIOD = Period(FIRST, LAST)
SUMS = (
    "select count(*), sum(children), sum(adults), sum(coalesce(total, coalesce(children, 0) + coalesce(adults, 0))),"
    " sum(cost) from activity where state in ('submitted', 'accepted') and date >= '2026-01-01'"
)


def sums(figures):
    return figures.activities, figures.children, figures.adults, figures.total, figures.cost


def test_sums_are_those_of_the_database(year):
    summary = summarise(year, PLAN_ID, FIRST, LAST)

    assert sums(summary.figures) == tuple(year.execute(SUMS).fetchone())
    assert summary.figures.activities == 150 == len(summary.activities)
    things = year.execute(
        "select word, sum(number) from activity_quantity q join activity a on a.id = q.activity"
        " where date >= '2026-01-01' group by word order by 2 desc"
    )
    assert summary.figures.quantities == tuple((word, number) for word, number in things)
    assert summary.figures == total_figures(year, (PLAN_ID,), PERIOD)
    assert (
        summary.waiting
        == year.execute("select count(*) from activity where state='submitted' and date >= '2026'").fetchone()[0]
    )


def test_every_activity_stands_under_one_heading_and_every_unit_in_one_row(year):
    summary = summarise(year, PLAN_ID, FIRST, LAST)

    placed = [
        activity.id
        for part in summary.parts
        for group in part.groups
        for done in group.done
        for activity in done.activities
    ]
    assert sorted(placed) == sorted(activity.id for activity in summary.activities)
    columns = zip(*(sums(unit.figures) for unit in summary.units), strict=True)
    assert tuple(map(sum, columns)) == sums(summary.figures)
    assert len(summary.units) == 12 == len(summary.silent) + len(summary.reporting)
    untouched = sum(group.untouched for part in summary.parts for group in part.groups)
    assert untouched == len(summary.untouched) == 3


def test_tasks_stand_under_the_plan_s_own_headings(year):
    summary = summarise(year, PLAN_ID, FIRST, LAST)

    under = {part.heading: [group.section for group in part.groups] for part in summary.parts if part.groups}
    assert under == {
        "1. Công tác truyền thông, nâng cao nhận thức": ["III.1"],
        "2. Công tác phòng, chống đuối nước, tai nạn thương tích": ["III.2"],
        "3. Công tác chăm sóc sức khỏe, dinh dưỡng": ["III.3"],
        f"6. {REST}": ["III.4", "III.5", ""],
    }
    shows = {part.heading: set(part.shows) for part in summary.parts}
    assert shows["5. Kinh phí thực hiện"] == {"funding"}
    assert shows["III. ĐÁNH GIÁ CHUNG"] == set()
    assert shows["2. Khó khăn, hạn chế"] == {"difficulties"}
    assert shows["3. Nguyên nhân"] == {"fill"}


def test_a_plan_without_an_outline_gets_a_sensible_one():
    connection = connect(":memory:")
    sample_year(connection, count=30, outline=False)
    summary = summarise(connection, PLAN_ID, FIRST, LAST)

    assert [part.about for part in summary.parts] == [
        About.OVERVIEW,
        About.RESULTS,
        About.COMPARISON,
        About.DIFFICULTIES,
        About.PROPOSALS,
        About.NEXT,
    ]
    (results,) = (part for part in summary.parts if part.groups)
    assert [group.section for group in results.groups] == ["III.1", "III.2", "III.3", "III.4", "III.5", ""]
    assert summary.before is None


def test_what_an_outline_lacks_is_added_and_numbered_on():
    connection = connect(":memory:")
    plan = sample_plan()
    outline = ("A. Phần thứ nhất", "B. Kết quả đạt được", "- Khó khăn, vướng mắc")
    store.save(connection, Plan(**_fields(plan) | {"report_outline": outline}), Document("", "", (), ""), now=NOW)

    summary = summarise(connection, PLAN_ID, FIRST, LAST)

    assert [part.heading for part in summary.parts[:3]] == list(outline)
    assert "comparison" in summary.parts[1].shows
    assert [(part.heading, part.about) for part in summary.parts[3:]] == [
        ("III. ĐỀ XUẤT, KIẾN NGHỊ", About.PROPOSALS),
    ]
    assert summary.figures.activities == 0
    assert len(summary.silent) == 12


def _fields(plan):
    return {name: getattr(plan, name) for name in Plan.__slots__}


def test_the_year_before_is_compared_also_in_last_year_s_edition_of_the_plan(year):
    assert summarise(year, PLAN_ID, FIRST, LAST).before.activities == 40

    connection = connect(":memory:")
    sample_year(connection, count=10, before=5)
    connection.execute("update activity set plan = 'khe-may-2025' where date < '2026-01-01'")
    assert summarise(connection, PLAN_ID, FIRST, LAST).before is None
    old = Plan(**_fields(sample_plan()) | {"id": "khe-may-2025"})
    old = Plan(**_fields(old) | {"head": _head(old, "45/KH-UBND năm 2025")})
    store.save(connection, old, Document("", "", (), ""), now=NOW)
    assert summarise(connection, PLAN_ID, FIRST, LAST).before.activities == 5


def _head(plan, number):
    return replace(plan.head, number=number, year=2025, title=plan.head.title.replace("2026", "2025"))


def test_what_comes_next_is_what_the_plan_s_deadlines_ask(year):
    assert [(each.what, each.last_day) for each in summarise(year, PLAN_ID, FIRST, LAST).upcoming] == [
        ("Báo cáo kết quả Tháng hành động", date(2026, 7, 15)),
        ("Báo cáo năm", date(2026, 11, 19)),
    ]


def test_the_same_difficulty_is_told_once_with_all_who_met_it(year):
    for remark in summarise(year, PLAN_ID, FIRST, LAST).difficulties:
        said = year.execute(
            "select count(distinct unit) from activity where difficulty = ? and date >= '2026'", (remark.text,)
        ).fetchone()[0]
        assert len(remark.units) == len(set(remark.units)) == said


def test_an_unknown_plan_and_a_period_that_ends_before_it_begins(year):
    with pytest.raises(PlanUnknown):
        summarise(year, "khong-co", FIRST, LAST)
    with pytest.raises(PeriodError, match="ngày cuối kỳ|Ngày cuối kỳ"):
        summarise(year, PLAN_ID, LAST, FIRST)
