"""/nammoi: a plan carried into the next year as a draft; units that have changed since are asked about one by one."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import correcting, drafts
from handlers.rendering import callback, label, render
from handlers.screen import Button, Screen, Stale, columns, paged, replace, send, shorten
from knowledge.database import transaction
from knowledge.plans import reviewing
from knowledge.plans.loading import load
from knowledge.plans.model import Plan
from knowledge.plans.reviewing import Correction, mark
from knowledge.plans.store import PlanStatus
from knowledge.work.plan_life import new_year
from knowledge.work.plan_life.new_year import Succession

PLANS_SHOWN = 12
KEEP = "k"


async def choose_plan(update: Update, context: Context) -> None:
    """Send the published plans that this person may carry into the next year."""
    entries = drafts.manageable(context, PlanStatus.PUBLISHED)
    buttons = (Button(shorten(one.head.title, 60), callback("ny", one.id, 0)) for one in entries[:PLANS_SHOWN])
    await send(update, Screen(render("nextyear/which", count=len(entries)), columns(buttons, 1)))


async def show(update: Update, context: Context, parts: Parts) -> None:
    """Show what of a plan goes into the next year, what it leaves open and which units have changed."""
    plan = _published(context, parts.word(0))
    year = new_year.next_year(plan.head, context.today)
    draft = new_year.carried(plan, year)
    html = render(
        "nextyear/preview",
        plan=plan,
        draft=draft,
        year=year,
        tasks=sum(len(unit.tasks) for unit in draft.units),
        left=new_year.open_points(context.connection, plan),
        changed=new_year.successions(
            context.connection, plan, issued=new_year.issued_on(plan.head), today=context.today
        ),
    )
    rows = ((Button(label("begin_year", year), callback("nb", plan.id)),),)
    await replace(update, paged(html, parts.number(1), "ny", plan.id, rows=rows))


async def begin(update: Update, context: Context, parts: Parts) -> None:
    """Make the draft, and ask about the first unit whose successor is in doubt."""
    plan = _published(context, parts.word(0))
    by = context.official.telegram_id
    draft = new_year.begin(context.connection, plan.id, by=by, now=context.now, today=context.today)
    await _next(update, context, draft)


async def ask(update: Update, context: Context, parts: Parts) -> None:
    """Ask about the next unit of a draft whose successor is in doubt."""
    await _next(update, context, drafts.draft_of(context, parts.word(0)).id)


async def settle(update: Update, context: Context, parts: Parts) -> None:
    """Give a unit of a draft the name that was chosen, or leave it, and ask about the next one."""
    plan = drafts.draft_of(context, parts.word(0))
    at, chosen = parts.number(1), parts.word(3)
    one = next((each for each in _doubtful(context, plan) if each.unit == at), None)
    if one is None or mark(one.name) != parts.word(2):
        raise Stale
    by = context.official.telegram_id
    if chosen == KEEP:
        with transaction(context.connection):
            reviewing.look_at(context.connection, plan, at, by=by, now=context.now)
    elif chosen.isdecimal() and int(chosen) < len(one.choices):
        name = one.choices[int(chosen)].name
        correcting.change(context, plan.id, Correction("name", at, 0, name, parts.word(2)))
    else:
        raise Stale
    await _next(update, context, plan.id)


async def _next(update: Update, context: Context, draft: str) -> None:
    plan = load(context.connection, draft)
    doubtful = _doubtful(context, plan)
    if not doubtful:
        await replace(update, drafts.summary(context.connection, draft))
        return
    one = doubtful[0]
    place = (draft, one.unit, mark(one.name))
    buttons = [
        Button(shorten(choice.name, 60), callback("nm", *place, at)) for at, choice in enumerate(one.choices)
    ]  # fmt: skip
    buttons.append(Button(label("keep_name"), callback("nm", *place, KEEP)))
    html = render("nextyear/successor", one=one, unit=plan.units[one.unit], left=len(doubtful))
    await replace(update, paged(html, 0, "nq", draft, rows=columns(buttons, 1)))


def _doubtful(context: Context, plan: Plan) -> list[Succession]:
    """Return the units of a draft that somebody must decide on: changed since the old plan, not looked at yet."""
    before = new_year.plan_before(context.connection, plan.id)
    if before is None:
        return []
    issued = new_year.issued_on(load(context.connection, before).head)
    looked = reviewing.looked_at(context.connection, plan)
    found = new_year.successions(context.connection, plan, issued=issued, today=context.today)
    return [one for one in found if one.unit not in looked and one.name not in {each.name for each in one.choices}]


def _published(context: Context, plan_id: str) -> Plan:
    """Return a published plan that the person may manage. Raises Stale, NotAllowed."""
    return load(context.connection, drafts.entry_of(context, plan_id, PlanStatus.PUBLISHED).id)
