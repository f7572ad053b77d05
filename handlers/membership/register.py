"""Joining and leaving: an administrator's link, asking and being approved, /toi and what is stored about me."""

from telegram import Update

from handlers.actions import Parts
from handlers.context import Context
from handlers.gate import known
from handlers.help import welcome
from handlers.membership.choosing import A_PAGE, ROLES, registered, tell, unit_choice, wanted_words
from handlers.rendering import callback, label, render
from handlers.screen import Button, Row, Screen, Stale, columns, replace, send, shorten
from knowledge.work.members import invitations, officials, own_data, people, registered_units, requests
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.people import Person
from knowledge.work.members.requests import JoinRequest
from knowledge.work.members.rights import Action, may
from knowledge.work.reminding import news
from knowledge.work.reminding.news import News

USES = (1, 20)


async def start(update: Update, context: Context) -> None:
    """Let in whoever opens an administrator's link; greet whoever is in already."""
    user = update.effective_user
    if user is None:
        return
    if context.args:
        joined = invitations.redeem(context.connection, context.args[0], user.id, user.full_name, now=context.now)
        await send(update, Screen(render("people/joined", person=joined)))
        context.official = _official(joined)
    elif known(context, user.id, user.full_name) is None:
        await send(update, Screen(render("errors/stranger", telegram_id=user.id, in_danger=False)))
        return
    await welcome(update, context)


async def ask_to_join(update: Update, context: Context) -> None:
    """Keep a stranger's request to join a unit, and tell the administrators of a new one."""
    user, wanted = update.effective_user, " ".join(context.args or ())
    if user is None:
        return
    if not wanted:
        await send(update, Screen(render("people/which_unit")))
        return
    if requests.ask(context.connection, user.id, user.full_name, wanted, now=context.now):
        request = JoinRequest(user.id, user.full_name, wanted, context.now)
        for admin in people.admins(context.connection):
            tell(context, admin.telegram_id, render("people/request", request=request), _answers(request))
    await send(update, Screen(render("people/asked")))


async def list_requests(update: Update, context: Context) -> None:
    """Send those who wait to be let in."""
    waiting = requests.waiting(context.connection)
    await send(update, Screen(render("people/requests", count=len(waiting))))
    for request in waiting[:A_PAGE]:
        await send(update, Screen(render("people/request", request=request), _answers(request)))


async def approve(update: Update, context: Context, parts: Parts) -> None:
    """Offer the units that a person who asked can be let into, those that they seem to mean first."""
    asker = parts.number(0)
    wanted = next((one.wanted for one in requests.waiting(context.connection) if one.telegram_id == asker), "")
    text = render("people/choose_unit", wanted=wanted)
    await replace(update, unit_choice(context, ("ja", asker), ("jp", asker), wanted, page=parts.number(1), text=text))


async def approve_into(update: Update, context: Context, parts: Parts) -> None:
    """Let a person who asked into a unit as an officer, and tell them."""
    asker, plan, position = parts.number(0), parts.word(1), parts.number(2)
    joined = invitations.approve(
        context.connection,
        asker,
        unit=registered(context, plan, position),
        role=OfficialRole.OFFICER,
        by=context.official.telegram_id,
        now=context.now,
    )
    tell(context, asker, render("people/joined", person=joined))
    await replace(update, Screen(render("people/let_in", person=joined)))


async def refuse(update: Update, context: Context, parts: Parts) -> None:
    """Turn down a person who asked, and tell them."""
    asker = parts.number(0)
    invitations.refuse(context.connection, asker, by=context.official.telegram_id, now=context.now)
    tell(context, asker, render("people/turned_down"))
    await replace(update, Screen(render("people/refused")))


async def invite(update: Update, context: Context) -> None:
    """Offer the units that somebody can be invited to, those most like the words after the command first."""
    await send(update, _invitable(context, wanted_words(context), 0))


async def turn_invite(update: Update, context: Context, parts: Parts) -> None:
    """Show another page of the units to invite to."""
    wanted, page = (parts.word(0), parts.number(1)) if len(parts) > 1 else ("", parts.number(0))
    await replace(update, _invitable(context, wanted, page))


def _invitable(context: Context, wanted: str, page: int) -> Screen:
    turning = ("ip", wanted) if wanted else ("ip",)
    return unit_choice(context, ("iu",), turning, wanted, page=page, text=render("people/invite"))


async def invite_to(update: Update, context: Context, parts: Parts) -> None:
    """Offer the roles that somebody can be invited in."""
    unit = registered_units.find(context.connection, registered(context, parts.word(0), parts.number(1)))
    buttons = (
        Button(label("invite_role", role=role, uses=uses), callback("il", unit.id, number, uses))
        for number, role in enumerate(ROLES)
        for uses in (USES if role is OfficialRole.OFFICER else USES[:1])
    )
    await replace(update, Screen(render("people/which_role", unit=unit), columns(buttons, 1)))


async def make_link(update: Update, context: Context, parts: Parts) -> None:
    """Make an invitation and show its link, with a button that revokes it."""
    role, uses = parts.number(1), parts.number(2)
    if role >= len(ROLES) or uses not in USES:
        raise Stale
    made = invitations.invite(
        context.connection,
        unit=parts.number(0),
        role=ROLES[role],
        by=context.official.telegram_id,
        now=context.now,
        uses=uses,
    )
    html = render("people/link", invitation=made, bot=context.bot.username)
    await replace(update, Screen(html, ((Button(label("revoke"), callback("ix", made.id)),),)))


async def revoke(update: Update, context: Context, parts: Parts) -> None:
    """Make an invitation useless from now on."""
    invitations.revoke(context.connection, parts.number(0), by=context.official.telegram_id, now=context.now)
    await replace(update, Screen(render("people/revoked")))


async def me(update: Update, context: Context) -> None:
    """Send who I am here, what I may do and what is stored about me."""
    await send(update, _me(context))


async def speak_for(update: Update, context: Context, parts: Parts) -> None:
    """Make one of my units the one that I speak for."""
    people.speak_for(context.connection, context.official.telegram_id, parts.number(0))
    await replace(update, _me(context))


async def ask_to_be_forgotten(update: Update, context: Context, parts: Parts) -> None:
    """Ask whether everything about me is really to be deleted."""
    rows = ((Button(label("forget_me"), callback("tx")), Button(label("keep_me"), callback("tm"))),)
    await replace(update, Screen(render("people/forget"), rows))


async def forget(update: Update, context: Context, parts: Parts) -> None:
    """Make me anonymous: reports stay with the unit, nothing leads to me any more."""
    person = context.official.telegram_id
    own_data.forget(context.connection, person, by=person, now=context.now)
    await replace(update, Screen(render("people/forgotten")))


async def choose_news(update: Update, context: Context, parts: Parts) -> None:
    """Hear of new reports at once or in a daily digest."""
    if parts.word(0) not in set(News):
        raise Stale
    news.choose(context.connection, context.official.telegram_id, News(parts.word(0)), now=context.now)
    await replace(update, _me(context))


async def show_me(update: Update, context: Context, parts: Parts) -> None:
    """Show /toi again."""
    await replace(update, _me(context))


def _me(context: Context) -> Screen:
    person = people.find_person(context.connection, context.official.telegram_id)
    if person is None:
        return Screen(render("people/admin_by_settings", official=context.official))
    about = own_data.about(context.connection, person.telegram_id)
    others = [each.unit for each in person.memberships[1:]]
    switches = columns((Button(shorten(unit.name, 60), callback("tu", unit.id)) for unit in others), 1)
    choice = news.chosen(context.connection, person.telegram_id)
    other = News.DAILY if choice is News.AT_ONCE else News.AT_ONCE
    decides = may(person, Action.DECIDE_REPORT)
    news_row = ((Button(label("news", news=other), callback("tz", other)),),) if decides else ()
    delete = ((Button(label("delete_me"), callback("td")),),)
    html = render("people/me", about=about, person=person, news=choice if decides else None)
    return Screen(html, (*switches, *news_row, *delete))


def _official(person: Person) -> officials.Official:
    found = person.memberships[0] if person.memberships else None
    role = OfficialRole.ADMIN if person.is_admin else found.role if found else OfficialRole.OFFICER
    return officials.Official(person.telegram_id, person.name, role, found.unit.name if found else None)


def _answers(request: JoinRequest) -> tuple[Row, ...]:
    return (
        (
            Button(label("let_in"), callback("jp", request.telegram_id, 0)),
            Button(label("turn_down"), callback("jx", request.telegram_id)),
        ),
    )
