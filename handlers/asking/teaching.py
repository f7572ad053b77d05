"""Out of /cauhoi: names of units, words that mean the same, offices that took over: added, listed, removed."""

from telegram import Update

from handlers.actions import Parts
from handlers.asking import ask
from handlers.asking.unanswered import find
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send, turner
from knowledge.answers import own_words, successors
from knowledge.answers.own_words import OwnWord, WordKind
from knowledge.answers.successors import Successor
from knowledge.answers.teaching import Taught, teach
from knowledge.plans import store
from knowledge.work.chats import prompts, unanswered
from knowledge.work.chats.prompts import Prompt
from knowledge.work.members import people
from knowledge.work.members.rights import Action, demand

A_PAGE = 8
PLANS_OFFERED = 4
"""Plans to which an alias can be narrowed with a button."""
ALIAS, SYNONYM, SUCCESSOR = "teach_alias", "teach_synonym", "teach_successor"
"""Purposes of prompts: the next message is a pair of words for a question (0: for none), or lines of a successor."""


async def ask_alias(update: Update, context: Context, parts: Parts) -> None:
    """Ask for another name of a unit."""
    await _ask(update, context, Prompt(ALIAS, parts.number(0)), "teaching/alias")


async def ask_synonym(update: Update, context: Context, parts: Parts) -> None:
    """Ask for words that mean the same."""
    await _ask(update, context, Prompt(SYNONYM, parts.number(0)), "teaching/synonym")


async def ask_successor(update: Update, context: Context, parts: Parts) -> None:
    """Ask which office does now what another did."""
    await _ask(update, context, Prompt(SUCCESSOR, 0), "teaching/successor")


async def add_alias(update: Update, context: Context, question: int, text: str) -> None:
    """Add another name of a unit as typed and show what the question gets now. Raises WordsError."""
    await _add(update, context, WordKind.ALIAS, question, text)


async def add_synonym(update: Update, context: Context, question: int, text: str) -> None:
    """Add words that mean the same as typed and show what the question gets now. Raises WordsError."""
    await _add(update, context, WordKind.SYNONYM, question, text)


async def add_successor(update: Update, context: Context, question: int, text: str) -> None:
    """Add a successor as typed. Raises WordsError."""
    by = _teacher(context)
    row = successors.add(context.connection, successors.read_successor(text), by=by, now=context.now)
    buttons = (Button(label("remove_word"), callback("qr", "s", row.id or 0)), _to_words())
    await send(update, Screen(render("teaching/succeeded", row=row), (buttons,)))


async def narrow(update: Update, context: Context, parts: Parts) -> None:
    """Let an alias count in one plan only."""
    word, plan = parts.number(0), parts.word(1)
    if not store.is_published(context.connection, plan):
        raise Stale
    own_words.narrow(context.connection, word, plan, by=_teacher(context), now=context.now)
    await replace(update, _words(context, 0))


async def ask_again(update: Update, context: Context, parts: Parts) -> None:
    """Show what a question of the list gets now."""
    one = find(context, parts.number(0))
    await ask.ask_again(update, context, one.question)


async def list_words(update: Update, context: Context, parts: Parts) -> None:
    """Show what the office added."""
    await replace(update, _words(context, parts.number(0)))


async def remove(update: Update, context: Context, parts: Parts) -> None:
    """Let an added word or successor count no longer."""
    kind, number, by = parts.word(0), parts.number(1), _teacher(context)
    gone: OwnWord | Successor
    if kind == "s":
        gone = successors.remove(context.connection, number, by=by, now=context.now)
    else:
        gone = own_words.remove(context.connection, number, by=by, now=context.now)
    await replace(update, _words(context, 0, gone))


async def _ask(update: Update, context: Context, prompt: Prompt, template: str) -> None:
    one = find(context, prompt.subject) if prompt.subject else None
    if update.effective_chat is not None:
        prompts.ask(context.connection, update.effective_chat.id, prompt, now=context.now)
        await send(update, Screen(render(template, one=one)))


async def _add(update: Update, context: Context, kind: WordKind, question: int, text: str) -> None:
    by = _teacher(context)
    taught = teach(context.connection, kind, text, by=by, now=context.now)
    one = unanswered.find(context.connection, question)
    html = render("teaching/taught", taught=taught, plan=None, asked=one is not None)
    await send(update, Screen(html, _taught_rows(context, taught, question if one else 0)))
    if one is not None:
        await ask.ask_again(update, context, one.question)


def _taught_rows(context: Context, taught: Taught, question: int) -> tuple[Row, ...]:
    """Return the buttons under a word that was added: only in one plan, not at all, the question is done."""
    plans = taught.plans[:PLANS_OFFERED] if len(taught.plans) > 1 else ()
    narrowing = (
        Button(label("only_in", _plan_name(context, plan)), callback("qn", taught.word.id, plan)) for plan in plans
    )
    row = [Button(label("remove_word"), callback("qr", "w", taught.word.id))]
    row.append(Button(label("settled"), callback("qx", question)) if question else _to_words())
    return (*columns(narrowing, 1), tuple(row))


def _words(context: Context, page: int, gone: OwnWord | Successor | None = None) -> Screen:
    found: list[OwnWord | Successor] = [*own_words.own_words(context.connection), *successors.added(context.connection)]
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    if page and not shown:
        raise Stale
    first = page * A_PAGE + 1
    removing = (
        Button(f"✖ {number}", callback("qr", "w" if isinstance(one, OwnWord) else "s", one.id or 0))
        for number, one in enumerate(shown, first)
    )
    rows = (
        *columns(removing, 4),
        *turner(page, -(-len(found) // A_PAGE), "qw"),
        (Button(label("add_alias"), callback("qa", 0)), Button(label("add_synonym"), callback("qs", 0))),
        (Button(label("add_successor"), callback("qe", 0)), Button(label("back"), callback("qp", 0))),
    )
    named = [(one, _plan_name(context, one.plan) if isinstance(one, OwnWord) else "") for one in shown]
    html = render("teaching/words", shown=named, first=first, count=len(found), gone=gone)
    return Screen(html, rows)


def _to_words() -> Button:
    return Button(label("own_words"), callback("qw", 0))


def _plan_name(context: Context, plan: str | None) -> str:
    """Return how to call a plan on a button, '' for none; one that is gone by its id."""
    entry = store.entry(context.connection, plan) if plan else None
    return label("plan_name", entry.head) if entry else plan or ""


def _teacher(context: Context) -> int:
    """Return the id of the person, who may add words. Raises NotAllowed."""
    demand(people.person(context.connection, context.official.telegram_id), Action.TEACH_WORDS)
    return context.official.telegram_id
