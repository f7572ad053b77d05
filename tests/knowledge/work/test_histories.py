"""A report's history tells that words were changed, and keeps no child's name that was corrected away."""

import json
from contextlib import closing
from dataclasses import replace

import pytest
from sqlite_utils import Database

from knowledge.database import connect, migrations
from knowledge.work.reporting import activities
from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.reports import history
from tests.knowledge.test_migrations import IN_TIME, made_by

NAMED = "Thăm cháu Lò Thị Mỷ lớp 3B, số máy mẹ cháu 0912345678, tặng quà"
CALM = "Thăm một cháu có hoàn cảnh khó khăn, tặng quà"


def sent(office, now, what=NAMED):
    details = Details(what, now.date(), place="thôn 3", total=1, children=1)
    draft = activities.open_draft(
        office.connection, author=office.officer, unit=office.justice.id, details=details, now=now
    )
    return activities.submit(office.connection, draft.id, by=office.officer, now=now)


def kept(office, report):
    rows = office.connection.execute("select details, comment from activity_version where activity = ?", (report.id,))
    return "\n".join(f"{row['details']} {row['comment']}" for row in rows)


@pytest.mark.parametrize("after", [CALM, "Thăm cháu [đã che] lớp [đã che], số máy mẹ cháu [đã che], tặng quà"])
def test_what_was_corrected_away_is_masked_in_every_earlier_version(office, now, after):
    report = sent(office, now)
    assert "Lò Thị Mỷ" in kept(office, report)
    activities.send_back(office.connection, report.id, "Bỏ tên cháu Lò Thị Mỷ đi nhé", by=office.coordinator, now=now)
    activities.correct(office.connection, report.id, replace(report.details, what=after), by=office.officer, now=now)

    for datum in ("Lò Thị Mỷ", "Mỷ", "0912345678", "3B"):
        assert datum not in kept(office, report), datum
    versions = history(office.connection, report.id)
    assert [one.state for one in versions] == ["submitted", "returned", "submitted"]
    assert versions[0].details.what.endswith("tặng quà")
    assert versions[1].comment == "Bỏ tên cháu [đã che] đi nhé"
    assert versions[0].details.place == "thôn 3"
    assert versions[-1].details.what == after


def test_what_is_taken_out_between_undoing_and_sending_anew_is_masked_too(office, now):
    report = sent(office, now)
    draft = activities.undo(office.connection, report.id, by=office.officer, now=now)
    activities.save_draft(office.connection, replace(draft, details=replace(draft.details, what=CALM)), now=now)
    activities.submit(office.connection, report.id, by=office.officer, now=now)
    assert "Mỷ" not in kept(office, report)


def test_what_still_stands_in_the_report_and_what_is_nobodys_stays(office, now):
    report = sent(office, now)
    activities.accept(office.connection, report.id, by=office.coordinator, now=now)
    more = replace(report.details, children=2, total=2, difficulty="thiếu áo phao")
    activities.correct(office.connection, report.id, more, by=office.officer, now=now)
    versions = history(office.connection, report.id)
    assert [one.details.what for one in versions] == [NAMED] * 3
    assert [one.details.children for one in versions] == [1, 1, 2]


def test_histories_of_before_are_masked_when_the_database_comes_up_to_date(tmp_path):
    path = tmp_path / "k.db"
    with closing(made_by(path, [name for name in IN_TIME if name != "m015_masked_histories"])) as old:
        old.execute("insert into official values (1, 'A', null, 'officer', '')")
        old.execute("insert into registered_unit values (1, 'A', 'a', 'B', 'b', null)")
        old.execute(
            "insert into activity (id, state, author, unit, what, created_at, changed_at)"
            " values (1, 'submitted', 1, 1, ?, '', '')",
            (CALM,),
        )
        for version, what in ((1, NAMED), (2, CALM)):
            details = json.dumps(Details(what).to_json(), ensure_ascii=False)
            old.execute(
                "insert into activity_version values (1, ?, 'submitted', '2026-01-01', 1, ?, null)", (version, details)
            )
    with closing(connect(path)) as new:
        first, last = [one.details.what for one in history(new, 1)]
        assert "Mỷ" not in first
        assert "[đã che]" in first
        assert last == CALM
        assert not migrations.pending(Database(new))
