"""/tiendo: what was reported for each task; /tonghop: the periodic report as Word, Excel and one picture."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import InputFile, Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning.standing import published
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.plans import browsing, store
from knowledge.plans.loading import load
from knowledge.plans.store import PlanEntry, PlanStatus
from knowledge.work.chats import outbox
from knowledge.work.members import people
from knowledge.work.members.people import Person
from knowledge.work.members.registered_units import UnitError
from knowledge.work.members.registered_units import find as find_unit
from knowledge.work.members.rights import RIGHTS, Action, NotAllowed, Reach, demand, may
from knowledge.work.reporting.activity import TaskPlace
from knowledge.work.reporting.assignments import assignments
from knowledge.work.summarising.chart import write_chart
from knowledge.work.summarising.periods import PERIODS, period_of
from knowledge.work.summarising.progress import progress, silent_units
from knowledge.work.summarising.report_docx import write_docx
from knowledge.work.summarising.report_xlsx import write_xlsx
from knowledge.work.summarising.summaries import summarise
from knowledge.work.summarising.summary import Summary

SILENT_SHOWN = 12
Writer = Callable[[Summary, Path], None]
FILES: tuple[tuple[str, Writer], ...] = (("bao-cao.docx", write_docx), ("so-lieu.xlsx", write_xlsx))


async def choose_progress(update: Update, context: Context) -> None:
    """Send the plans whose progress this person may see; a single one is opened at once."""
    plans = _plans(context, Action.SEE_PROGRESS)
    if len(plans) == 1:
        await send(update, _progress(context, plans[0].id, 0, own=True))
        return
    await send(update, _choice(plans, "tp", "summaries/progress_of"))


async def show_progress(update: Update, context: Context, parts: Parts) -> None:
    """Show the tasks of a plan with what was reported; to an officer those of the unit alone, the others behind."""
    plan = _allowed(context, parts.word(0), Action.SEE_PROGRESS)
    await replace(update, _progress(context, plan, parts.number(1), own=True))


async def show_all_progress(update: Update, context: Context, parts: Parts) -> None:
    """Show all tasks of a plan with what was reported, those without any activity first."""
    plan = _allowed(context, parts.word(0), Action.SEE_PROGRESS)
    await replace(update, _progress(context, plan, parts.number(1), own=False))


async def send_chart(update: Update, context: Context, parts: Parts) -> None:
    """Send the year so far as one picture for a phone."""
    plan = _allowed(context, parts.word(0), Action.SEE_PROGRESS)
    period = period_of("this_year", context.today)
    summary = summarise(context.connection, plan, period.first, period.last)
    chat = update.effective_chat
    if chat is None:
        return
    with TemporaryDirectory(dir=_folder(context)) as folder:
        path = Path(folder) / "tien-do.png"
        await asyncio.to_thread(write_chart, summary, path)
        await chat.send_photo(path.read_bytes())


async def list_silent(update: Update, context: Context, parts: Parts) -> None:
    """Show the units that have not reported this year, each with a button that nudges it."""
    plan = _allowed(context, parts.word(0), Action.NUDGE)
    silent = silent_units(context.connection, load(context.connection, plan), period_of("this_year", context.today))
    known = [unit for unit in silent if unit.unit is not None]
    buttons = [
        Button(label("nudge", name=unit.name), callback("tn", plan, unit.unit or 0)) for unit in known[:SILENT_SHOWN]
    ]
    rows = [*columns(buttons, 1)]
    if len(known) > 1:
        rows.append((Button(label("nudge_all"), callback("tn", plan, 0)),))
    rows.append((Button(label("back"), callback("tp", plan, 0)),))
    await replace(update, Screen(render("summaries/silent", units=silent, known=len(known)), tuple(rows)))


async def nudge(update: Update, context: Context, parts: Parts) -> None:
    """Owe the people of a unit (0: of every silent unit) a word that nothing was reported yet; once a day each."""
    plan = _allowed(context, parts.word(0), Action.NUDGE)
    chosen = parts.number(1)
    silent = silent_units(context.connection, load(context.connection, plan), period_of("this_year", context.today))
    units = [unit for unit in silent if unit.unit is not None and chosen in (0, unit.unit)]
    person = people.person(context.connection, context.official.telegram_id)
    told = sum(_nudge_unit(context, plan, unit.unit or 0, person) for unit in units)
    await send(update, Screen(render("summaries/nudged", people=told, units=len(units))))


async def choose_summary(update: Update, context: Context) -> None:
    """Send the plans that this person may summarise."""
    await send(update, _choice(_plans(context, Action.SUMMARISE), "ts", "summaries/summary_of"))


async def choose_period(update: Update, context: Context, parts: Parts) -> None:
    """Offer the periods to summarise."""
    plan = _allowed(context, parts.word(0), Action.SUMMARISE)
    buttons = (
        Button(_capital(period_of(name, context.today).name), callback("tw", plan, number))
        for number, name in enumerate(PERIODS)
    )
    head = browsing.head(context.connection, plan)
    await replace(update, Screen(render("summaries/which_period", head=head), columns(buttons, 1)))


async def send_summary(update: Update, context: Context, parts: Parts) -> None:
    """Write the report of a period and send it: Word to sign, Excel to check, a picture to show."""
    plan = _allowed(context, parts.word(0), Action.SUMMARISE)
    if parts.number(1) >= len(PERIODS):
        raise Stale
    period = period_of(PERIODS[parts.number(1)], context.today)
    summary = summarise(context.connection, plan, period.first, period.last)
    await replace(update, Screen(render("summaries/summary", summary=summary)))
    chat = update.effective_chat
    if chat is None:
        return
    with TemporaryDirectory(dir=_folder(context)) as folder:
        for name, write in FILES:
            path = Path(folder) / name
            await asyncio.to_thread(write, summary, path)
            await chat.send_document(InputFile(path.read_bytes(), filename=f"{plan}-{name}"))
        picture = Path(folder) / "tong-hop.png"
        await asyncio.to_thread(write_chart, summary, picture)
        await chat.send_photo(picture.read_bytes())


def _capital(text: str) -> str:
    """Return a text with a capital first, the rest as it is: "quý IV" keeps its numeral."""
    return text[:1].upper() + text[1:]


def _choice(plans: list[PlanEntry], prefix: str, template: str) -> Screen:
    buttons = (Button(shorten(plan.head.title, 60), callback(prefix, plan.id, 0)) for plan in plans[:12])
    return Screen(render(template, count=len(plans)), columns(buttons, 1))


def _progress(context: Context, plan: str, page: int, *, own: bool) -> Screen:
    tasks = progress(context.connection, plan, period_of("this_year", context.today))
    head = browsing.head(context.connection, plan)
    person = people.find_person(context.connection, context.official.telegram_id)
    mine = _own_tasks(context, person, plan)
    unit = person.unit if person and own and mine else None
    shown = [task for task in tasks if unit is None or task.task in mine]
    done = sum(task.figures.activities > 0 for task in shown)
    html = render("summaries/progress", head=head, tasks=shown, done=done, year=context.today.year, unit=unit)
    row = [Button(label("chart"), callback("tc", plan))]
    if mine:
        other, prefix = ("all_tasks", "ta") if unit else ("own_tasks", "tp")
        row.append(Button(label(other), callback(prefix, plan, 0)))
    if person is not None and may(person, Action.NUDGE):
        row.append(Button(label("who_is_silent"), callback("tq", plan)))
    return paged(html, page, "ta" if mine and not own else "tp", plan, rows=columns(row, 2))


def _own_tasks(context: Context, person: Person | None, plan: str) -> set[TaskPlace]:
    """Return the tasks of the unit of somebody who reaches no other; none for those who coordinate."""
    if person is None or person.unit is None or may(person, Action.NUDGE):
        return set()
    own = assignments(context.connection, person.unit, context.today).own
    return {task.place for task in own if task.plan == plan}


def _plans(context: Context, action: Action) -> list[PlanEntry]:
    """Return the published plans that the person's role reaches for an action."""
    person = people.person(context.connection, context.official.telegram_id)
    published = store.entries(context.connection, status=PlanStatus.PUBLISHED)
    return [entry for entry in published if _reaches(person, action, entry.head.issuer or "")]


def _reaches(person: Person, action: Action, issuer: str) -> bool:
    if person.is_admin:
        return True
    return any(
        RIGHTS[action][each.role] is not Reach.NONE and (not each.unit.issuer or each.unit.under(issuer))
        for each in person.memberships
    )


def _allowed(context: Context, plan: str, action: Action) -> str:
    """Return the plan's id if the person may do it there. Raises PlanWithdrawn, Stale, NotAllowed."""
    published(context, plan)
    if plan not in {entry.id for entry in _plans(context, action)}:
        raise NotAllowed
    return plan


def _nudge_unit(context: Context, plan: str, unit: int, by: Person) -> int:
    """Owe each member of a unit a nudge; return how many were new today."""
    try:
        place = find_unit(context.connection, unit)
    except UnitError:
        return 0
    demand(by, Action.NUDGE, place)
    html = render("summaries/nudge", by=by.name, unit=place, head=browsing.head(context.connection, plan))
    return sum(
        outbox.owe(
            context.connection,
            member.telegram_id,
            html,
            now=context.now,
            key=f"nudge:{plan}:{unit}:{member.telegram_id}:{context.today}",
        )
        for member in people.people(context.connection, unit=unit)
    )


def _folder(context: Context) -> Path:
    context.bot_data.files.mkdir(parents=True, exist_ok=True)
    return context.bot_data.files
