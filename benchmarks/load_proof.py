"""The proof that nothing was lost and nothing doubled in the day: the database beside what Telegram was asked."""

import json
import sqlite3
from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from benchmarks.load_people import OPENS, Crowd, day_at
from knowledge.clock import local_date
from knowledge.work.reminding import recording, reminders
from knowledge.work.reminding.schedule import Office


@dataclass(frozen=True, slots=True)
class Proof:
    """What was counted, what was found wrong (every number must be 0), and the reminders' waits in seconds."""

    counted: dict[str, int]
    faults: dict[str, int]
    waited: "array[float]"


def expected_reminders(connection: sqlite3.Connection) -> set[int]:
    """Return who is to be reminded at 8:00, computed beforehand."""
    eight = day_at(time(8))
    recording.bring_up_to_date(connection, local_date(eight))
    return {digest.official.telegram_id for digest in reminders.pending(connection, now=eight, office=Office())}


def prove(connection: sqlite3.Connection, log: Path, crowd: Crowd, expected: set[int]) -> Proof:
    """Compare what people did, what stands in the database and what Telegram was asked."""
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    told = [line for line in lines if line["code"] == 200]
    owed = [line for line in told if line["update"] is None and line["method"] == "sendMessage"]
    faults = {
        **_updates(connection, crowd, told),
        **_questions(connection, crowd, told),
        **_reports(connection, crowd, owed),
        **_owed(connection, owed),
        **_reminders(connection, expected),
    }
    counted = {
        "questions": len(crowd.done.questions),
        "reports": len(crowd.done.reports),
        "of them submitted": len(crowd.done.submits),
        "of them accepted": len(crowd.done.accepts),
        "buttons pressed": len(crowd.done.presses),
        "people to be reminded": len(expected),
        "messages sent unasked": len(owed),
        "requests refused otherwise": sum(line["code"] not in (200, 429) for line in lines),
    }
    return Proof(counted, faults, _waited(connection))


def _updates(connection: sqlite3.Connection, crowd: Crowd, told: list[dict[str, Any]]) -> dict[str, int]:
    """Every update is handled, at the first try; every press is answered once."""
    handled = connection.execute("select count(*) from inbox where state = 'handled'").fetchone()[0]
    again = connection.execute("select count(*) from inbox where attempts > 1").fetchone()[0]
    answers = Counter(line["query"] for line in told if line["query"])
    visible = {line["update"] for line in told if line["update"] is not None}
    return {
        "updates lost": crowd.done.updates - handled,
        "updates tried more than once": again,
        "updates without an answer": crowd.done.updates - len(visible),
        "presses answered never or twice": _not_once(answers, list(crowd.done.presses)),
    }


def _questions(connection: sqlite3.Connection, crowd: Crowd, told: list[dict[str, Any]]) -> dict[str, int]:
    """Every question is kept once for each time that it was asked, and its answer shown once."""
    asked = Counter(crowd.done.questions)
    rows = connection.execute("select id, chat, question from chat_question").fetchall()
    kept = Counter((row["chat"], row["question"]) for row in rows)
    sent = (line["buttons"] for line in told if line["method"] == "sendMessage")
    shown = Counter(int(one.split(":")[1]) for buttons in sent for one in buttons if one and one.startswith("fb:"))
    return {
        "questions lost": sum((asked - kept).values()),
        "questions doubled": len(rows) - len(crowd.done.questions) - crowd.done.choices,
        "answers shown never or twice": sum(shown[row["id"]] != 2 for row in rows),  # 👍 and 👎
    }


def _reports(connection: sqlite3.Connection, crowd: Crowd, owed: list[dict[str, Any]]) -> dict[str, int]:
    """Every report is one draft; submitting and accepting are one version, one line of the audit log, one message."""
    rows = connection.execute("select chat, message from activity where message > 0").fetchall()
    drafts = Counter((row["chat"], row["message"]) for row in rows)
    changed = Counter(
        (row[0], row[1]) for row in connection.execute("select activity, state from activity_version").fetchall()
    )
    logged = Counter(
        (row[0], row[1]) for row in connection.execute("select activity, action from audit where activity > 0")
    )
    arrived = Counter(
        (line["chat"], next(one for one in line["buttons"] if one and one.startswith("va:")))
        for line in owed
        if any(one and one.startswith("va:") for one in line["buttons"])
    )
    keys = connection.execute("select key, chat from outbox where key like 'report:%'").fetchall()
    wanted = [(row["chat"], f"va:{row['key'].split(':')[1]}") for row in keys]
    done = crowd.done
    return {
        "reports lost or doubled": _not_once(drafts, done.reports),
        "submissions lost or doubled": _not_once(changed, [(one, "submitted") for one in done.submits])
        + _not_once(logged, [(one, "report.submitted") for one in done.submits]),
        "acceptances lost or doubled": _not_once(changed, [(one, "accepted") for one in done.accepts])
        + _not_once(logged, [(one, "report.accepted") for one in done.accepts]),
        "coordinators told never or twice": _not_once(arrived, wanted)
        + len(done.submits - {int(row["key"].split(":")[1]) for row in keys}),
    }


def _owed(connection: sqlite3.Connection, owed: list[dict[str, Any]]) -> dict[str, int]:
    """Every message of the outbox is sent once: as many to each chat as there are rows."""
    rows = connection.execute("select chat, count(*) from outbox where state = 'sent' group by chat").fetchall()
    written, sent = Counter({row[0]: row[1] for row in rows}), Counter(line["chat"] for line in owed)
    left = connection.execute("select count(*) from outbox where state <> 'sent'").fetchone()[0]
    return {
        "messages owed and not sent": left + sum((written - sent).values()),
        "messages sent twice": sum((sent - written).values()),
    }


def _reminders(connection: sqlite3.Connection, expected: set[int]) -> dict[str, int]:
    """Whoever was to be reminded has one message of the day, nobody else; none is owed any more."""
    day = local_date(day_at(OPENS))
    rows = connection.execute("select chat from outbox where key like 'digest:%:' || ?", (day,)).fetchall()
    told = Counter(row["chat"] for row in rows)
    return {
        "reminders lost": len(expected - told.keys()),
        "reminders doubled or unexpected": sum(told.values()) - len(told) + len(told.keys() - expected),
    }


def _waited(connection: sqlite3.Connection) -> "array[float]":
    """Return the seconds from 8:00 to each reminder's sending."""
    eight = day_at(time(8))
    rows = connection.execute("select done_at from outbox where key like 'digest:%:' || ?", (local_date(eight),))
    return array("d", ((datetime.fromisoformat(row[0]) - eight) / timedelta(seconds=1) for row in rows))


def _not_once(found: "Counter[Any]", wanted: list[Any]) -> int:
    """Count what was not found exactly once."""
    return sum(found[one] != 1 for one in wanted)
