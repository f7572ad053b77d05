"""Tables of who is known, what was asked, and what goes between Telegram and the database."""

from sqlite_utils import Database


def m002_people(database: Database) -> None:
    """Who is known, and what a chat asked last: context for short follow-ups, and what its buttons stand for."""
    database.executescript(
        """
        create table official (
            telegram_id integer primary key, name text not null, unit text,
            role text not null check (role in ('officer', 'head', 'coordinator', 'admin')), joined_at text not null
        );
        create table chat_question (
            id integer primary key autoincrement,
            chat integer not null, question text not null, plan text, context text not null,
            choices text not null, asked_at text not null
        );
        create index chat_question_by_chat on chat_question (chat, asked_at);
        """
    )


def m003_delivery(database: Database) -> None:
    """What came from Telegram and what is owed to it. Times are UTC in ISO, so that they compare as texts."""
    database.executescript(
        """
        create table inbox (
            update_id integer primary key,
            body text not null, state text not null default 'received'
                check (state in ('received', 'handled', 'set_aside')),
            attempts integer not null default 0, error text, received_at text not null, done_at text
        );
        create index inbox_open on inbox (update_id) where state = 'received';
        create index inbox_done on inbox (done_at) where state = 'handled';
        create table outbox (
            id integer primary key,
            key text unique, chat integer not null, text text not null, buttons text not null,
            state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'given_up')),
            attempts integer not null default 0, reason text, owed_at text not null, due_at text not null, done_at text
        );
        create index outbox_due on outbox (due_at) where state = 'waiting';
        """
    )


MIGRATIONS = (m002_people, m003_delivery)
