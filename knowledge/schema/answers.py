"""Tables of what an office adds to the words that answers understand, and of what its questions lacked."""

from sqlite_utils import Database


def m030_own_words(database: Database) -> None:
    """Other names of units, words that mean the same, offices that took over work; why a question waits, of which plan.

    What is removed keeps its row, for the audit log points to it.
    """
    database.executescript(
        """
        create table own_word (
            id integer primary key,
            kind text not null check (kind in ('alias', 'synonym')),
            said text not null, folded text not null, meant text not null, meant_folded text not null, plan text,
            by integer references official on update cascade, at text not null, removed_at text
        );
        create unique index own_word_once on own_word (kind, folded, meant_folded) where removed_at is null;
        create table own_successor (
            id integer primary key,
            level text not null, old text not null, since text not null, until text,
            name text not null, what text not null, basis text not null,
            by integer references official on update cascade, at text not null, removed_at text
        );
        alter table unanswered add column reason text not null default '';
        alter table unanswered add column plan text;
        """
    )


MIGRATIONS = (m030_own_words,)
