"""/canbo: who belongs to which unit; another role, another unit, no longer; the links that are still open."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.membership.choosing import A_PAGE, ROLES, registered, tell, unit_choice, wanted_words
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send, shorten, turner
from knowledge.database import transaction
from knowledge.work.members import invitations, people
from knowledge.work.members.people import Person


async def list_members(update: Update, context: Context) -> None:
    """Send everybody who is registered; words after the command look for names and units."""
    await send(update, _members(context, wanted_words(context), 0))


async def turn(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of the members."""
    await replace(update, _members(context, parts.word(0), parts.number(1)))


async def open_member(update: Update, context: Context, parts: Parts) -> None:
    """Show one person: units, roles, what can be changed."""
    await replace(update, _member(people.person(context.connection, parts.number(0))))


async def choose_role(update: Update, context: Context, parts: Parts) -> None:
    """Offer the roles that a member may have in a unit."""
    person, unit = _member_of(context, parts)
    buttons = (
        Button(label("invite_role", role=role, uses=1), callback("gs", person.telegram_id, unit, number))
        for number, role in enumerate(ROLES)
    )
    await replace(update, Screen(_about(person), (*columns(buttons, 1), _back(person))))


async def set_role(update: Update, context: Context, parts: Parts) -> None:
    """Give a member another role, and tell them."""
    person, unit = _member_of(context, parts)
    role = parts.number(2)
    if role >= len(ROLES):
        raise Stale
    by, now = context.official.telegram_id, context.now
    with transaction(context.connection):
        changed = people.change_role(
            context.connection, person.telegram_id, unit=unit, role=ROLES[role], by=by, now=now
        )
        _tell(context, changed)
    await replace(update, _member(changed))


async def choose_unit(update: Update, context: Context, parts: Parts) -> None:
    """Offer the units that a member can move to."""
    person, unit = _member_of(context, parts)
    text = render("people/move", person=person)
    choice = unit_choice(
        context,
        ("gt", person.telegram_id, unit),
        ("gm", person.telegram_id, unit),
        "",
        page=parts.number(2),
        text=text,
    )
    await replace(update, Screen(choice.html, (*choice.rows, _back(person))))


async def move(update: Update, context: Context, parts: Parts) -> None:
    """Move a member to another unit in the same role, and tell them."""
    person, unit = _member_of(context, parts)
    by, now = context.official.telegram_id, context.now
    with transaction(context.connection):
        to = registered(context, parts.word(2), parts.number(3))
        moved = people.move(context.connection, person.telegram_id, unit=unit, to=to, by=by, now=now)
        _tell(context, moved)
    await replace(update, _member(moved))


async def ask_leave(update: Update, context: Context, parts: Parts) -> None:
    """Ask whether somebody is really to belong to a unit no longer."""
    person, unit = _member_of(context, parts)
    sure = Button(label("sure"), callback("gy", person.telegram_id, unit))
    name = next(each.unit.name for each in person.memberships if each.unit.id == unit)
    rows = ((sure, Button(label("keep_me"), callback("go", person.telegram_id))),)
    await replace(update, Screen(render("people/leave", person=person, unit=name), rows))


async def leave(update: Update, context: Context, parts: Parts) -> None:
    """End a membership, and tell whose it was."""
    person, unit = _member_of(context, parts)
    with transaction(context.connection):
        left = people.leave(
            context.connection, person.telegram_id, unit, by=context.official.telegram_id, now=context.now
        )
        _tell(context, left)
    await replace(update, _member(left))


async def dismiss_admin(update: Update, context: Context, parts: Parts) -> None:
    """Take an administrator's rights, and tell them."""
    person = people.person(context.connection, parts.number(0))
    if not person.is_admin:
        raise Stale
    with transaction(context.connection):
        dismissed = people.dismiss_admin(
            context.connection, person.telegram_id, by=context.official.telegram_id, now=context.now
        )
        _tell(context, dismissed)
    await replace(update, _member(dismissed))


async def list_links(update: Update, context: Context, parts: Parts) -> None:
    """Show the invitations that still let somebody in."""
    await replace(update, _links(context))


async def revoke(update: Update, context: Context, parts: Parts) -> None:
    """Make one of the listed invitations useless, and show what is left."""
    invitations.revoke(context.connection, parts.number(0), by=context.official.telegram_id, now=context.now)
    await replace(update, _links(context))


def _members(context: Context, wanted: str, page: int) -> Screen:
    found = people.listed(context.connection, wanted)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    if found and not shown:
        raise Stale
    buttons = (
        Button(shorten(" · ".join(filter(None, (one.name, one.units))), 60), callback("go", one.telegram_id))
        for one in shown
    )
    links = invitations.usable(context.connection, now=context.now)
    rows = (
        *columns(buttons, 1),
        *turner(page, -(-len(found) // A_PAGE), "gl", wanted),
        *(((Button(label("open_links", count=len(links)), callback("gi")),),) if links else ()),
    )
    return Screen(render("people/members", count=len(found), wanted=wanted), rows)


def _member(person: Person) -> Screen:
    rows: list[Row] = []
    for each in person.memberships:
        of = shorten(each.unit.name, 24) if len(person.memberships) > 1 else ""
        data = (person.telegram_id, each.unit.id)
        rows.append((Button(label("role_in", unit=of), callback("gr", *data)),))
        rows.append((Button(label("move_from", unit=of), callback("gm", *data, 0)),))
        rows.append((Button(label("leave_unit", unit=of), callback("gx", *data)),))
    if person.is_admin:
        rows.append((Button(label("dismiss_admin"), callback("ga", person.telegram_id)),))
    rows.append((Button(label("all_members"), callback("gl", "", 0)),))
    return Screen(_about(person), tuple(rows))


def _about(person: Person) -> str:
    return render("people/member", person=person)


def _back(person: Person) -> Row:
    return (Button(label("back"), callback("go", person.telegram_id)),)


def _links(context: Context) -> Screen:
    found = invitations.usable(context.connection, now=context.now)[:A_PAGE]
    buttons = (Button(label("revoke_number", number=at), callback("gv", one.id)) for at, one in enumerate(found, 1))
    rows = (*columns(buttons), (Button(label("all_members"), callback("gl", "", 0)),))
    return Screen(render("people/links", links=found), rows)


def _member_of(context: Context, parts: Parts) -> tuple[Person, int]:
    """Return the person and the unit that a button names. Raises Stale where they belong together no longer."""
    person, unit = people.person(context.connection, parts.number(0)), parts.number(1)
    if unit not in {each.unit.id for each in person.memberships}:
        raise Stale
    return person, unit


def _tell(context: Context, person: Person) -> None:
    tell(context, person.telegram_id, render("people/changed", person=person))
