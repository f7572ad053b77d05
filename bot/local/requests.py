"""What a request of the page says: who makes it, and its body."""

import json

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.local.personas import Persona, by_key


def persona_of(request: Request) -> Persona:
    """Return who makes a request. Raises HTTPException for somebody who is not there."""
    found = by_key(request.path_params["persona"])
    if found is None:
        raise HTTPException(404)
    return found


async def body_of(request: Request) -> dict[str, object]:
    """Return a request's JSON object. Raises HTTPException for anything else, halves of characters among it."""
    try:
        given = await request.json()
        json.dumps(given, ensure_ascii=False).encode()
    except ValueError:
        raise HTTPException(400) from None
    if not isinstance(given, dict):
        raise HTTPException(400)
    return given
