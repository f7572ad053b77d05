"""The people of the page: who one can be when trying the assistant out."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.local.world import World
from handlers.rendering import label
from knowledge.plans import store
from knowledge.work.members import officials, people, registered_units
from knowledge.work.members.officials import Official, OfficialRole
from knowledge.work.members.rights import Action, may


@dataclass(frozen=True, slots=True)
class Persona:
    """A person on the page. `role` is None for a stranger."""

    key: str
    telegram_id: int
    name: str
    role: OfficialRole | None
    unit: str | None = None


PERSONAS: tuple[Persona, ...] = (
    Persona("officer", 1001, "Nguyễn Thị Mai", OfficialRole.OFFICER, "Phòng Tư pháp"),
    Persona("head", 1005, "Đỗ Thanh Nam", OfficialRole.HEAD, "Phòng Tư pháp"),
    Persona("coordinator", 1002, "Trần Văn Hòa", OfficialRole.COORDINATOR, "Phòng Lao động - Thương binh và Xã hội"),
    Persona("admin", 1003, "Lê Minh Anh", OfficialRole.ADMIN),
    Persona("stranger", 1004, "Phạm Quốc Bảo", None),
)


def by_key(key: str) -> Persona | None:
    """Return a persona, None if there is none of that key."""
    return next((persona for persona in PERSONAS if persona.key == key), None)


def shown(connection: sqlite3.Connection, persona: Persona) -> dict[str, str | bool]:
    """Return who a persona is at this moment, as the page needs it: who, a member, a reviewer of plans."""
    person = people.find_person(connection, persona.telegram_id)
    if person is None or not person.is_active:
        says = label("persona", role="stranger", unit=None)
        return {"key": persona.key, "name": persona.name, "says": says, "member": False, "manages": False}
    first = person.memberships[0] if person.memberships else None
    role = first.role if first else OfficialRole.ADMIN
    says = label("persona", role=role, unit=first.unit.name if first else None)
    manages = may(person, Action.MANAGE_PLANS)
    return {"key": persona.key, "name": persona.name, "says": says, "member": True, "manages": manages}


def register(connection: sqlite3.Connection, *, now: datetime) -> None:
    """Make the personas known to the assistant, each a member of its unit; the stranger is left out."""
    for persona in PERSONAS:
        if persona.role is None or people.find_person(connection, persona.telegram_id) is not None:
            continue
        if persona.unit is None:
            official = Official(persona.telegram_id, persona.name, persona.role)
            officials.add(connection, official, now=now)
            continue
        issuer = store.issuer_naming(connection, persona.unit) or ""
        unit = registered_units.register(connection, persona.unit, issuer=issuer)
        people.join(connection, persona.telegram_id, persona.name, unit=unit.id, role=persona.role, by=None, now=now)


def are_known(connection: sqlite3.Connection) -> bool:
    """Tell whether the page was served from a database: its people and plans are invented, its clock may be ahead."""
    found = ((persona, people.find_person(connection, persona.telegram_id)) for persona in PERSONAS)
    return any(person is not None and person.name == persona.name for persona, person in found)


def open_chats(world: World) -> None:
    """Make every persona's chat exist, as if each had opened it once: the assistant may write to them."""
    for persona in PERSONAS:
        world.chat(persona.telegram_id)
