"""What the conversations about people share: choosing a unit and a role, telling whom it concerns."""

from handlers.context import Context
from handlers.rendering import callback
from handlers.screen import Button, Row, Screen, Stale, columns, owed_buttons, shorten, turner
from knowledge.language.folding import key
from knowledge.plans import browsing
from knowledge.work.chats import outbox
from knowledge.work.members import registered_units
from knowledge.work.members.officials import OfficialRole
from knowledge.work.members.places import places

ROLES = tuple(OfficialRole)
A_PAGE = 8
WANTED_LENGTH = 40
_Data = tuple[str | int, ...]


def wanted_words(context: Context) -> str:
    """Return the folded words after a command, so many letters of them as fit into a button beside its page."""
    return key(" ".join(context.args or ()))[:WANTED_LENGTH]


def unit_choice(context: Context, choosing: _Data, turning: _Data, wanted: str, *, page: int, text: str) -> Screen:
    """Return the units of the published plans as buttons, a page at a time, the most like what is wanted first."""
    found = places(context.connection, wanted)
    shown = found[page * A_PAGE : (page + 1) * A_PAGE]
    rows = columns((Button(shorten(one.shown, 60), callback(*choosing, one.plan, one.position)) for one in shown), 1)
    return Screen(text, (*rows, *turner(page, -(-len(found) // A_PAGE), *turning)))


def registered(context: Context, plan: str, position: int) -> int:
    """Return the id of a plan's unit among the registered ones, registered now if nobody has joined it yet."""
    unit = next((unit for unit in browsing.units(context.connection, plan) if unit.position == position), None)
    if unit is None:
        raise Stale
    issuer = browsing.head(context.connection, plan).issuer or ""
    return registered_units.register(context.connection, unit.name, issuer=issuer).id


def tell(context: Context, chat: int, html: str, rows: tuple[Row, ...] = ()) -> None:
    """Owe somebody else a message: it goes out through the outbox."""
    outbox.owe(context.connection, chat, html, now=context.now, buttons=owed_buttons(rows))
