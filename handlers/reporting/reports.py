"""Reports: one message becomes a filled form, one tap sends it; what is missing is asked for, one thing at a time."""

from dataclasses import replace as changed

from telegram import Message, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.rendering import callback, label, render
from handlers.reporting.forms import TASKS_SHOWN, evidence_rows, files_of, form, html_of, sent, task_rows, tasks_of
from handlers.screen import Button, Screen, Stale, columns, owed_buttons, replace, send
from knowledge.database import transaction
from knowledge.work import audit
from knowledge.work.chats import outbox
from knowledge.work.members import people
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, demand
from knowledge.work.reminding import news
from knowledge.work.reporting import activities
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activities import Source
from knowledge.work.reporting.activity import Activity, ActivityError, State
from knowledge.work.reporting.assignments import Assignments, assignments
from knowledge.work.reporting.corrections import skip
from knowledge.work.reporting.drafts.masking import masked
from knowledge.work.reporting.drafts.model import Draft
from knowledge.work.reporting.drafts.reading import judged, read_draft
from knowledge.work.reporting.fields import FIELDS, next_question


class NoUnit(ActivityError):
    """Somebody who belongs to no unit has nothing to report for."""

    def __init__(self) -> None:
        super().__init__(render("reports/no_unit"))


async def start(update: Update, context: Context) -> None:
    """Open an empty report and ask for it field by field; words after the command are the report."""
    unit = own_unit(context)
    if context.args:
        read, tasks = read_message(context, " ".join(context.args), unit, is_claimed=True)
        await open_all(update, context, read, unit, tasks)
    else:
        await start_for(update, context, unit)


async def start_for(update: Update, context: Context, unit: RegisteredUnit) -> None:
    """Open an empty report for a unit; a press that is handled again opens the same one."""
    source = _source(update)
    if source is None and update.effective_chat is not None:
        source = Source(update.effective_chat.id, -update.update_id)
    draft = activities.open_draft(
        context.connection,
        author=context.official.telegram_id,
        unit=unit.id,
        now=context.now,
        guided=True,
        source=source,
    )
    await send(update, form(context, draft))


async def take(update: Update, context: Context, text: str) -> bool:
    """Take a message that reports what was done; False if it does not. An unclear one is asked about."""
    first = judged(text, today=context.today)
    if first.sure and not first.is_report:
        return False  # a question, before the unit and its tasks are fetched for it
    person = people.find_person(context.connection, context.official.telegram_id)
    if person is None or person.unit is None:
        return False
    read, tasks = read_message(context, text, person.unit)
    if not read.sure:
        rows = ((Button(label("it_is_report"), callback("rr")), Button(label("it_is_question"), callback("rq"))),)
        await reply(update, Screen(render("reports/unclear"), rows))
        return True
    await open_all(update, context, read, person.unit, tasks)
    return True


async def confirm_report(update: Update, context: Context, parts: Parts) -> None:
    """Take the message that was unclear as a report."""
    text = asked_about(update)
    read, tasks = read_message(context, text, own_unit(context), is_claimed=True)
    await open_all(update, context, read, own_unit(context), tasks)


async def submit(update: Update, context: Context, parts: Parts) -> None:
    """Send a draft to the coordinator; the form becomes the confirmation, with ten minutes to undo."""
    await send_in(update, context, _own(context, parts.number(0)))


async def send_in(update: Update, context: Context, draft: Activity) -> None:
    """Send a draft. One whose plan was withdrawn meanwhile leaves it first, and says so."""
    was_draft = draft.state is State.DRAFT
    withdrawn = activities.withdrawn_plan(context.connection, draft) if was_draft else None
    if withdrawn is not None:
        draft = activities.leave_plan(context.connection, draft, now=context.now)
        await replace(update, form(context, draft, withdrawn=withdrawn))
        return
    with transaction(context.connection):
        report = activities.submit(context.connection, draft.id, by=context.official.telegram_id, now=context.now)
        if was_draft:
            tell_coordinators(context, report)
    await replace(update, sent(context, report))


async def undo(update: Update, context: Context, parts: Parts) -> None:
    """Make a report a draft again."""
    report = _own(context, parts.number(0))
    draft = activities.undo(context.connection, report.id, by=context.official.telegram_id, now=context.now)
    await replace(update, form(context, draft))


async def cancel(update: Update, context: Context, parts: Parts) -> None:
    """Give a draft up."""
    draft = _own(context, parts.number(0))
    activities.cancel(context.connection, draft.id, now=context.now)
    await replace(update, Screen(render("reports/cancelled", draft=draft)))


async def edit(update: Update, context: Context, parts: Parts) -> None:
    """Offer the fields of a draft to change."""
    draft = _own_draft(context, parts.number(0))
    buttons = [Button(label("field", field=field), callback("rf", draft.id, n)) for n, field in enumerate(FIELDS)]
    back = (Button(label("back"), callback("ro", draft.id)),)
    await replace(update, Screen(html_of(context, draft), (*columns(buttons, 3), back)))


async def show(update: Update, context: Context, parts: Parts) -> None:
    """Show a draft's form, or a report that was sent."""
    draft = _own(context, parts.number(0))
    await replace(update, form(context, draft) if draft.state is State.DRAFT else sent(context, draft))


async def ask_field(update: Update, context: Context, parts: Parts) -> None:
    """Ask for one field of a draft anew."""
    draft = _own_draft(context, parts.number(0))
    if parts.number(1) >= len(FIELDS):
        raise Stale
    draft = changed(draft, asking=FIELDS[parts.number(1)].name)
    await replace(update, form(context, activities.save_draft(context.connection, draft, now=context.now)))


async def skip_field(update: Update, context: Context, parts: Parts) -> None:
    """Leave the field that is asked for empty."""
    draft = _own_draft(context, parts.number(0))
    field = next_question(draft)
    if field is not None and not field.required:
        draft = activities.save_draft(context.connection, skip(draft, field.name), now=context.now)
    await replace(update, form(context, draft))


async def choose_task(update: Update, context: Context, parts: Parts) -> None:
    """Put a report under another task of the unit."""
    draft = _own_draft(context, parts.number(0))
    tasks = tasks_of(context, draft.unit).all
    if parts.number(1) >= len(tasks):
        raise Stale
    chosen = tasks[parts.number(1)]
    draft = changed(draft, plan=chosen.plan, asking=None, details=changed(draft.details, task=chosen.place))
    await replace(update, form(context, activities.save_draft(context.connection, draft, now=context.now)))


async def list_tasks(update: Update, context: Context, parts: Parts) -> None:
    """Offer all tasks of the unit for a report, a page at a time."""
    draft, page = _own_draft(context, parts.number(0)), parts.number(1)
    tasks = tasks_of(context, draft.unit)
    first = page * TASKS_SHOWN
    shown = tasks.offered[first : first + TASKS_SHOWN]
    if not shown:
        raise Stale
    rows = task_rows(draft, tasks, shown, first)
    turning = [Button("◀", callback("rl", draft.id, page - 1))] if page else []
    if first + TASKS_SHOWN < len(tasks.offered):
        turning.append(Button("▶", callback("rl", draft.id, page + 1)))
    back = (*turning, Button(label("back"), callback("ro", draft.id)))
    await replace(update, Screen(render("reports/tasks", tasks=list(enumerate(shown, first + 1))), (*rows, back)))


async def keep_personal_data(update: Update, context: Context, parts: Parts) -> None:
    """Put back the personal data that were masked, where the person has the right; it is logged."""
    draft = _own_draft(context, parts.number(0))
    person = people.person(context.connection, context.official.telegram_id)
    demand(person, Action.KEEP_PERSONAL_DATA, draft.unit)
    read, _ = read_message(context, asked_about(update), draft.unit, is_claimed=True)
    if parts.number(1) >= len(read.activities):
        raise Stale
    full = read.activities[parts.number(1)].details
    kept = changed(draft.details, what=full.what, place=full.place, difficulty=full.difficulty, proposal=full.proposal)
    saved = activities.save_draft(context.connection, changed(draft, details=kept), now=context.now)
    log = audit.Change("personal_data.keep", person.telegram_id, unit=draft.unit.id, activity=draft.id)
    audit.log(context.connection, log, now=context.now)
    await replace(update, form(context, saved))


def own_unit(context: Context) -> RegisteredUnit:
    """Return the unit that the person speaks for. Raises NoUnit."""
    person = people.find_person(context.connection, context.official.telegram_id)
    if person is None or person.unit is None:
        raise NoUnit
    return person.unit


async def reply(update: Update, screen: Screen) -> Message | None:
    """Send a screen as a reply to the message that it is about: its buttons find the words there."""
    message = update.effective_message
    return await send(update, screen, reply_to=message.message_id if message else None)


def read_message(
    context: Context, text: str, unit: RegisteredUnit, *, is_claimed: bool = False
) -> tuple[Draft, Assignments]:
    """Return a message read as a report of a unit's, and the tasks that it may belong to."""
    tasks = assignments(context.connection, unit, context.today)
    read = read_draft(text, today=context.today, unit=unit.name, tasks=tasks.candidates, is_claimed=is_claimed)
    return read, tasks


async def open_all(
    update: Update, context: Context, read: Draft, unit: RegisteredUnit, tasks: Assignments, *, first: int = 0
) -> None:
    """Open a draft for each activity of a message, from one on, and show its form."""
    for part in range(first, len(read.activities)):
        draft = open_one(update, context, read, unit, tasks, part)
        await reply(update, form(context, draft, read=read, part=part))


def open_one(
    update: Update, context: Context, read: Draft, unit: RegisteredUnit, tasks: Assignments, part: int
) -> Activity:
    """Open a draft for one activity of a message."""
    source = _source(update)
    details = masked(read.activities[part].details, read.personal_data)
    return activities.open_draft(
        context.connection,
        author=context.official.telegram_id,
        unit=unit.id,
        now=context.now,
        details=details,
        plan=tasks.plan_of(details.task),
        source=changed(source, part=part) if source else None,
    )


def _own(context: Context, activity: int) -> Activity:
    """Return a report of this person's. Raises ActivityError, NotAllowed."""
    report = stored.find(context.connection, activity)
    person = people.person(context.connection, context.official.telegram_id)
    own = report.author == context.official.telegram_id
    demand(person, Action.CORRECT_REPORT, report.unit, own=own)
    return report


def _own_draft(context: Context, activity: int) -> Activity:
    draft = _own(context, activity)
    if draft.state is not State.DRAFT:
        raise Stale
    return draft


def _source(update: Update) -> Source | None:
    message = update.effective_message
    if message is not None and update.callback_query is not None:
        message = message.reply_to_message
    return Source(message.chat_id, message.message_id) if message else None


def asked_about(update: Update) -> str:
    """Return the words of the message that a reply of the assistant's is about. Raises Stale where they are gone."""
    message = update.effective_message
    about = message.reply_to_message if message else None
    text = (about.text or about.caption) if about else None
    if not text:
        raise Stale
    return text


def tell_coordinators(context: Context, report: Activity, *, corrected: bool = False) -> None:
    """Owe the coordinators of the unit's issuer a message about a report, with what they can do."""
    evidence = evidence_rows(context, report)
    html = render(
        "reports/arrived", report=report, details=report.details, files=files_of(context, report), corrected=corrected
    )
    buttons: outbox.Buttons = (
        ((label("accept"), callback("va", report.id)), (label("send_back"), callback("vb", report.id))),
        *owed_buttons(evidence),
    )
    for person in news.told_at_once(context.connection, report.unit):
        if person.telegram_id != report.author:
            key = f"report:{report.id}:{report.version}:{person.telegram_id}"
            outbox.owe(context.connection, person.telegram_id, html, now=context.now, key=key, buttons=buttons)
