"""Tables of people and of their reports. Times are UTC in ISO, days are ISO days: both compare as texts."""

import json

from sqlite_utils import Database

_PEOPLE = """
create table registered_unit (
    id integer primary key, name text not null, folded text not null,
    issuer text not null, issuer_folded text not null, closed_at text,
    unique (folded, issuer_folded)
);
create table membership (
    telegram_id integer not null references official on update cascade,
    unit integer not null references registered_unit,
    role text not null check (role in ('officer', 'head', 'coordinator', 'admin')),
    since text not null,
    primary key (telegram_id, unit)
) without rowid;
create index membership_by_unit on membership (unit);
create table invitation (
    id integer primary key, code_hash text not null unique,
    unit integer not null references registered_unit,
    role text not null check (role in ('officer', 'head', 'coordinator', 'admin')),
    uses_left integer not null check (uses_left >= 0),
    expires_at text not null, revoked_at text,
    created_by integer references official on update cascade, created_at text not null
);
create table invitation_use (
    invitation integer not null references invitation,
    telegram_id integer not null references official on update cascade, used_at text not null,
    primary key (invitation, telegram_id)
) without rowid;
create table join_request (
    telegram_id integer primary key, name text not null, wanted text not null, asked_at text not null
);
create table audit (
    id integer primary key, at text not null,
    actor integer references official on update cascade,
    action text not null,
    official integer references official on update cascade,
    unit integer references registered_unit, plan text, activity integer,
    before text not null default '{}', after text not null default '{}'
);
create index audit_by_official on audit (official);
create index audit_by_actor on audit (actor);
create index audit_by_activity on audit (activity) where activity is not null;
"""


def m010_people(database: Database) -> None:
    """Units that officials belong to, who belongs to them, how people join, and what was changed by whom.

    `official.unit` is the unit that an official speaks for at present; `membership` lists all of them. Whoever asks to
    be forgotten gets a new negative telegram_id: every reference follows it.
    """
    database.executescript(_PEOPLE)


_ACTIVITIES = """
create table activity (
    id integer primary key,
    state text not null check (state in ('draft', 'cancelled', 'submitted', 'returned', 'accepted')),
    version integer not null default 0,
    author integer not null references official on update cascade,
    unit integer not null references registered_unit,
    plan text, task_section text, task_text text,
    what text not null, date text, end_date text, place text,
    children integer, adults integer, total integer, cost integer, difficulty text, proposal text,
    guided integer not null default 0, asking text, skipped text not null default '[]',
    chat integer, message integer, part integer not null default 0,
    comment text, created_at text not null, changed_at text not null, submitted_at text,
    unique (chat, message, part)
);
create index activity_of_author on activity (author, state);
create index activity_of_unit on activity (unit, coalesce(end_date, date));
create index activity_by_day on activity (coalesce(end_date, date), id);
create index activity_of_plan on activity (plan, coalesce(end_date, date));
create table activity_quantity (
    activity integer not null references activity, position integer not null,
    word text not null, number real not null,
    primary key (activity, position)
) without rowid;
create table activity_version (
    activity integer not null references activity, version integer not null,
    state text not null, at text not null, by integer references official on update cascade,
    details text not null, comment text,
    primary key (activity, version)
) without rowid;
create virtual table activity_index using fts5 (words, tokenize="ascii");
create table evidence (
    id integer primary key, activity integer not null references activity,
    kind text not null check (kind in ('photo', 'document', 'location')),
    file_id text, file_unique_id text, file_name text, album text, latitude real, longitude real,
    added_at text not null,
    unique (activity, file_unique_id)
);
create index evidence_by_album on evidence (album) where album is not null;
"""


def m011_activities(database: Database) -> None:
    """Reports of activities: the present state of each, its quantities, its history, its evidence, its words.

    A report names its plan and task by the plan's id, section and words, so that it outlives the plan's row.
    """
    database.executescript(_ACTIVITIES)


def m012_news(database: Database) -> None:
    """How each coordinator wants to hear of new reports, and until when the digests have told of them."""
    database.executescript(
        """
        create table news_choice (
            telegram_id integer primary key references official on update cascade on delete cascade,
            news text not null check (news in ('at_once', 'daily', 'never')), told_until text not null
        );
        create index activity_by_sending on activity (submitted_at) where submitted_at is not null;
        """
    )


def m013_index_of_reports(database: Database) -> None:
    """Up to which entry of the audit log the reports' words are in `activity_index`.

    What the log is not looked up by is not indexed: reports (a report's history is `activity_version`), and whom a
    change is about where that is who made it.
    """
    database.executescript(
        """
        create table activity_indexed (logged integer not null);
        insert into activity_indexed select coalesce(max(id), 0) from audit;
        drop index audit_by_activity;
        drop index audit_by_official;
        create index audit_by_official on audit (official) where official is not actor;
        """
    )


def m014_forgotten(database: Database) -> None:
    """Who asked to be forgotten and when, as a mark that only the account's own number leads to."""
    database.executescript("create table forgotten (mark text primary key, at text not null) without rowid;")


def m015_masked_histories(database: Database) -> None:
    """Personal data that reports' words hold no longer are masked in their earlier versions too."""
    from knowledge.work.reporting.activity import details_of
    from knowledge.work.reporting.histories import mask_gone

    latest = (
        "select activity, details, max(version) from activity_version where json_valid(details)"
        " group by activity having count(*) > 1"
    )
    for activity, details, _ in database.execute(latest).fetchall():
        mask_gone(database.conn, activity, details_of(json.loads(details)))


MIGRATIONS = (m010_people, m011_activities, m012_news, m013_index_of_reports, m014_forgotten, m015_masked_histories)
