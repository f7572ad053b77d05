"""Tables of what is owed and of who was told. Times are UTC in ISO, days are ISO days: both compare as texts."""

from sqlite_utils import Database


def m020_obligations(database: Database) -> None:
    """What each unit owes for each period, every change of it, who was told when, and what each person wished.

    An obligation names its plan and deadline by the plan's id and the deadline's words, so that it outlives the plan's
    row; one for a deadline, a unit and a period, however often the plan is read.
    """
    database.executescript(
        """
        create table obligation (
            id integer primary key,
            plan text not null, deadline text not null, unit integer not null references registered_unit,
            period text not null, what text not null, addressee text, quote text not null, section text not null,
            last_day text not null, daily integer not null default 0,
            state text not null default 'open' check (state in ('open', 'done', 'waived')),
            unique (plan, deadline, unit, period)
        );
        create index obligation_open on obligation (last_day) where state = 'open';
        create index obligation_by_unit on obligation (unit, last_day);
        create table obligation_change (
            id integer primary key,
            obligation integer not null references obligation on delete cascade,
            state text not null, last_day text not null, reason text not null default '',
            by integer references official on update cascade, at text not null
        );
        create index obligation_change_of on obligation_change (obligation);
        create table reminder_told (
            official integer not null references official on update cascade on delete cascade,
            obligation integer not null references obligation on delete cascade,
            day text not null, snoozed_until text,
            primary key (official, obligation)
        ) without rowid;
        create table reminder_wish (
            official integer primary key references official on update cascade on delete cascade,
            paused_until text, hour text, last_digest text
        );
        """
    )


def m021_prompts(database: Database) -> None:
    """What a chat's next typed message answers, where a button has asked for words."""
    database.executescript(
        """
        create table prompt (
            chat integer primary key, purpose text not null, subject integer not null, asked_at text not null
        );
        """
    )


def m022_unanswered(database: Database) -> None:
    """Questions that nothing answered, or not well: counted, without whoever asked."""
    database.executescript(
        """
        create table unanswered (
            id integer primary key, folded text not null, question text not null,
            lack text not null check (lack in ('not_found', 'disliked')),
            count integer not null, last_at text not null,
            unique (folded, lack)
        );
        """
    )


def m023_announcements(database: Database) -> None:
    """Events that are announced and not owed, to whom they were; quiet hours; what is done once a period.

    `event` follows from the published plans and is written anew whenever they change; `event_told` outlives it.
    """
    database.executescript(
        """
        create table event (
            id integer primary key,
            plan text not null, issuer_folded text not null, what text not null,
            first_day text not null, last_day text not null, quote text not null, section text not null
        );
        create table event_told (
            official integer not null references official on update cascade on delete cascade,
            what text not null, first_day text not null,
            primary key (official, what, first_day)
        ) without rowid;
        create table done_once (name text primary key, period text not null) without rowid;
        alter table reminder_wish add column quiet_from text;
        alter table reminder_wish add column quiet_to text;
        """
    )


def m024_outbox_indexes(database: Database) -> None:
    """What is on its way, found without looking through all that was ever sent."""
    database.executescript(
        """
        create index outbox_sending on outbox (chat) where state = 'sending';
        create index outbox_done on outbox (done_at) where state = 'sent';
        """
    )


def m025_groups(database: Database) -> None:
    """Group chats in which the assistant answers."""
    database.execute(
        "create table admitted_group (chat integer primary key, title text not null, admitted_at text not null)"
    )


def m026_ten_years(database: Database) -> None:
    """What is open, told, dated or to be forgotten, found without looking through all that there ever was."""
    database.executescript(
        """
        create index reminder_told_of on reminder_told (obligation);
        create index reminder_snoozed on reminder_told (official) where snoozed_until is not null;
        create index event_told_by_day on event_told (first_day);
        create index activity_draft on activity (changed_at) where state = 'draft';
        create index activity_cancelled on activity (changed_at) where state = 'cancelled';
        create index inbox_by_state on inbox (state);
        create index outbox_by_state on outbox (state);
        create index chat_question_by_day on chat_question (asked_at);
        create index deadline_by_year on deadline (
            substr(coalesce(last_day, date), instr(coalesce(last_day, date), '/') + 1, 4)
        );
        """
    )


MIGRATIONS = (
    m020_obligations,
    m021_prompts,
    m022_unanswered,
    m023_announcements,
    m024_outbox_indexes,
    m025_groups,
    m026_ten_years,
)
