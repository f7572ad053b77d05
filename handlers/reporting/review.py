"""Reports after they were sent: /nhatky, accepting, returning with a comment; the author is told."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context, chat_of
from handlers.rendering import callback, label, render
from handlers.reporting.forms import FIXABLE, evidence_rows, files_of, fix_button
from handlers.screen import Button, Screen, Stale, columns, paged, replace, send
from knowledge.database import transaction
from knowledge.work.chats import outbox, prompts
from knowledge.work.chats.prompts import Prompt
from knowledge.work.members import people
from knowledge.work.members.people import Person
from knowledge.work.members.rights import RIGHTS, Action, Reach, demand, may
from knowledge.work.reporting import activities
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, State
from knowledge.work.reporting.reports import Sought

A_PAGE = 6
COMMENT = "return"
"""The purpose of a prompt: the next message says why a report goes back."""


async def list_reports(update: Update, context: Context) -> None:
    """Send the reports that this person may read, the newest first; words after the command search them."""
    await send(update, _list(context, 0, " ".join(context.args or ())))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of the reports."""
    words = ":".join(parts.word(place) for place in range(1, len(parts)))
    await replace(update, _list(context, parts.number(0), words))


async def open_report(update: Update, context: Context, parts: Parts) -> None:
    """Show one report whole, with its history and what may be done."""
    await replace(update, _report(context, _readable(context, parts.number(0))))


async def accept(update: Update, context: Context, parts: Parts) -> None:
    """Accept a report and tell its author."""
    report = _decidable(context, parts.number(0))
    was = report.state
    with transaction(context.connection):
        report = activities.accept(context.connection, report.id, by=context.official.telegram_id, now=context.now)
        if was is not State.ACCEPTED:
            _tell_author(context, report)
    await replace(update, _report(context, report))


async def ask_comment(update: Update, context: Context, parts: Parts) -> None:
    """Ask why a report goes back: the next message is the comment."""
    report = _decidable(context, parts.number(0))
    prompts.ask(context.connection, chat_of(update), Prompt(COMMENT, report.id), now=context.now)
    await send(update, Screen(render("reports/why_return", report=report)))


async def comment(update: Update, context: Context, report_id: int, text: str) -> None:
    """Return a report with the comment that was asked for, and tell its author."""
    report = _decidable(context, report_id)
    with transaction(context.connection):
        by = context.official.telegram_id
        report = activities.send_back(context.connection, report.id, text, by=by, now=context.now)
        _tell_author(context, report)
    await send(update, _report(context, report))


def daily(person: Person, reports: list[Activity]) -> str:
    """Return the digest of the reports that came in since the last one."""
    return render("reports/daily", reports=reports, person=person)


def readable(person: Person) -> Sought:
    """Return which reports a person may read: all, those of the issuer's units, or those of the unit."""
    reach = max((RIGHTS[Action.READ_REPORTS][membership.role] for membership in person.memberships), default=Reach.NONE)
    if person.is_admin:
        return Sought()
    if reach is Reach.ISSUER and person.unit is not None:
        return Sought(issuer=person.unit.issuer)
    return Sought(unit=person.unit.id if person.unit else 0)


def _list(context: Context, page: int, words: str) -> Screen:
    person = people.find_person(context.connection, context.official.telegram_id)
    sought = readable(person) if person else Sought(unit=0)
    found = stored.reports(context.connection, _with_words(sought, words), limit=A_PAGE + 1, offset=page * A_PAGE)
    if page and not found:
        raise Stale
    shown = found[:A_PAGE]
    first = page * A_PAGE + 1
    openers = (Button(str(number), callback("vo", report.id)) for number, report in enumerate(shown, first))
    rows = [*columns(openers, A_PAGE)]
    turning = [Button("◀", _page(page - 1, words))] if page else []
    if len(found) > A_PAGE:
        turning.append(Button("▶", _page(page + 1, words)))
    if turning:
        rows.append(tuple(turning))
    html = render("reports/list", reports=shown, first=first, words=words, page=page)
    return Screen(html, tuple(rows))


def _page(page: int, words: str) -> str:
    """Return the callback data of a page; search words that do not fit are cut at a character."""
    room = 64 - len(f"vp:{page}:".encode())
    return callback("vp", page, words.encode()[:room].decode(errors="ignore"))


def _with_words(sought: Sought, words: str) -> Sought:
    return Sought(unit=sought.unit, issuer=sought.issuer, words=words)


def _report(context: Context, report: Activity) -> Screen:
    versions = stored.history(context.connection, report.id)
    files = files_of(context, report)
    html = render("reports/report", report=report, details=report.details, versions=versions, files=files)
    person = people.person(context.connection, context.official.telegram_id)
    buttons = []
    if report.state is State.SUBMITTED and may(person, Action.DECIDE_REPORT, report.unit):
        buttons += [Button(label("accept"), callback("va", report.id))]
        buttons += [Button(label("send_back"), callback("vb", report.id))]
    if report.state in FIXABLE and report.author == person.telegram_id:
        buttons.append(fix_button(report))
    return paged(html, 0, "vo", report.id, rows=(*columns(buttons, 2), *evidence_rows(context, report)))


def _readable(context: Context, activity: int) -> Activity:
    report = stored.find(context.connection, activity)
    demand(people.person(context.connection, context.official.telegram_id), Action.READ_REPORTS, report.unit)
    return report


def _decidable(context: Context, activity: int) -> Activity:
    report = stored.find(context.connection, activity)
    demand(people.person(context.connection, context.official.telegram_id), Action.DECIDE_REPORT, report.unit)
    return report


def _tell_author(context: Context, report: Activity) -> None:
    by = context.official.name
    html = render("reports/decided", report=report, details=report.details, by=by)
    key = f"decided:{report.id}:{report.version}"
    fix = fix_button(report)
    buttons = (((fix.label, fix.data),),) if report.state in FIXABLE else ()
    outbox.owe(context.connection, report.author, html, now=context.now, key=key, buttons=buttons)
