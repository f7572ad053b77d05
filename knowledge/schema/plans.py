"""Tables of plans and of all that was read from them; what is searched stands in `passage_index`."""

from sqlite_utils import Database

_PLANS = """
create table plan (
    id text primary key,
    status text not null default 'published' check (status in ('draft', 'published', 'withdrawn')),
    number text, title text not null, issuer text, level text, place text, issue_date text,
    year integer, year_to integer, signer text, signer_role text, superior text,
    file_name text not null, sha256 text not null, added_at text not null
);
create table section (
    plan text not null references plan on delete cascade,
    position integer not null, path text not null, label text not null, title text not null,
    parent text, start integer not null, end integer not null, page integer,
    primary key (plan, position)
) without rowid;
create index section_by_path on section (plan, path);
create table passage (
    id integer primary key,
    plan text not null references plan on delete cascade,
    position integer not null, section text not null, kind text not null, text text not null,
    label text not null, lead_in integer, columns text not null, doubtful integer not null,
    start integer not null, end integer not null, page integer,
    unique (plan, position)
);
create virtual table passage_index using fts5 (words, content='', detail=full,
    tokenize="ascii tokenchars '_'");
create table unit (
    id integer primary key,
    plan text not null references plan on delete cascade,
    position integer not null, name text, section text not null, is_group integer not null,
    unique (plan, position)
);
create table unit_alias (
    folded text not null, unit integer not null references unit on delete cascade,
    position integer not null, alias text not null,
    primary key (folded, unit)
) without rowid;
create index unit_alias_by_unit on unit_alias (unit);
create table task (
    id integer primary key,
    unit integer not null references unit on delete cascade,
    position integer not null, passage integer not null references passage on delete cascade,
    section text not null, role text not null, text text not null, partners text not null,
    confidence real not null
);
create index task_by_unit on task (unit, position);
create index task_by_passage on task (passage);
create table task_indicator (
    task integer not null references task on delete cascade, number integer not null,
    primary key (task, number)
) without rowid;
create table deadline (
    id integer primary key,
    plan text not null references plan on delete cascade,
    passage integer not null references passage on delete cascade,
    what text not null, who text not null, addressee text, date text, last_day text, recurs text,
    quote text not null, section text not null, confidence real not null
);
create index deadline_by_plan on deadline (plan);
create index deadline_by_passage on deadline (passage);
create table target (
    id integer primary key,
    plan text not null references plan on delete cascade,
    passage integer not null references passage on delete cascade,
    text text not null, value real, unit text, by text, indicator integer, section text not null
);
create index target_by_plan on target (plan);
create table reference (
    id integer primary key,
    plan text not null references plan on delete cascade,
    passage integer not null references passage on delete cascade,
    kind text not null, number text, date text, issuer text, about text not null,
    quote text not null, section text not null
);
create index reference_by_plan on reference (plan);
create table contact (
    id integer primary key,
    plan text not null references plan on delete cascade,
    passage integer not null references passage on delete cascade,
    what text not null, value text not null, quote text not null, section text not null
);
create index contact_by_plan on contact (plan);
create table report_heading (
    plan text not null references plan on delete cascade,
    position integer not null, text text not null,
    primary key (plan, position)
) without rowid;
create table finding (
    id integer primary key,
    plan text not null references plan on delete cascade,
    kind text not null, message text not null, quotes text not null
);
create index finding_by_plan on finding (plan);
"""


def m001_plans(database: Database) -> None:
    """Plans and all that was read from them."""
    database.executescript(_PLANS)


_REVIEWS = """
create table upload (
    id integer primary key,
    chat integer not null, official integer not null, album text, name text not null,
    state text not null default 'waiting' check (state in ('waiting', 'reading', 'done', 'failed')),
    attempts integer not null default 0, progress integer, plan text, reason text,
    came_at text not null, due_at text not null,
    unique (chat, album)
);
create index upload_open on upload (due_at) where state in ('waiting', 'reading');
create table upload_page (
    chat integer not null, message integer not null,
    upload integer not null references upload on delete cascade, file_id text not null, name text not null,
    primary key (chat, message)
) without rowid;
create index upload_page_of on upload_page (upload, message);
create table plan_looked_at (
    plan text not null references plan on delete cascade, unit text not null,
    by integer not null, at text not null,
    primary key (plan, unit)
) without rowid;
create table plan_correction (
    id integer primary key,
    plan text not null references plan on delete cascade, field text not null,
    unit integer not null, item integer not null, mark text not null
);
create table plan_link (
    plan text not null references plan on delete cascade,
    kind text not null check (kind in ('version', 'replaces', 'supplements', 'next_year')),
    other text not null references plan on delete cascade,
    primary key (plan, kind, other)
) without rowid;
create index plan_link_to on plan_link (other);
"""


def m004_reviews(database: Database) -> None:
    """Files that were sent and wait to be read, what was looked at of a draft, and how plans belong together.

    A file is kept as Telegram's file id; `page` holds the files of one sending, in the order of their messages.
    """
    database.executescript(_REVIEWS)


def m005_plan_by_status(database: Database) -> None:
    """How many plans there are of each status, and when the last came, without reading the plans."""
    database.execute("create index plan_by_status on plan (status, added_at)")


def m006_page_pictures(database: Database) -> None:
    """Small pictures of a draft's pages that were read from pictures, and what of its text stands where on them."""
    database.executescript(
        """
        create table page_picture (
            plan text not null references plan on delete cascade, page integer not null, image blob not null,
            primary key (plan, page)
        ) without rowid;
        create table page_place (
            plan text not null references plan on delete cascade,
            start integer not null, end integer not null, page integer not null,
            x0 integer not null, top integer not null, x1 integer not null, bottom integer not null,
            primary key (plan, start, page, top, x0)
        ) without rowid;
        """
    )


def m007_quick_reading(database: Database) -> None:
    """What questions look for in a plan, a number that tells its states apart, a unit's names in one piece of an index.

    `gist` is as `knowledge.plans.gist` packs it; a plan of before gets its own when the program starts.
    """
    database.executescript(
        """
        create table plan_gist (
            id integer primary key,
            plan text not null unique references plan on delete cascade, gist blob not null
        );
        alter table plan add column revision integer not null default 0;
        drop index unit_alias_by_unit;
        create index unit_alias_by_unit on unit_alias (unit, position, alias);
        """
    )


def m008_recipients(database: Database) -> None:
    """Whom a plan is sent to, as its foot says."""
    database.execute(
        """
        create table recipient (
            plan text not null references plan on delete cascade,
            position integer not null, text text not null,
            primary key (plan, position)
        ) without rowid
        """
    )


MIGRATIONS = (
    m001_plans,
    m004_reviews,
    m005_plan_by_status,
    m006_page_pictures,
    m007_quick_reading,
    m008_recipients,
)
