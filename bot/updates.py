"""What Telegram sends, made fit for the program before anything else touches it, by polling and webhook alike.

Telegram adds fields and kinds at any time, and the library gives up a whole batch at one update that it cannot read,
asks for it again for ever, and writes it into the log. Here such an update is cut down to the parts that the program
stands on, or emptied: its id goes on, so that the next ones come, and the log tells the id, never the content.
"""

import json
import logging
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from telegram import Bot, Update
from telegram.request import HTTPXRequest

_log = logging.getLogger(__name__)

Json = dict[str, Any]
Number = Annotated[int, Field(ge=-(2**53), le=2**53)]
"""An id: Telegram promises at most 52 bits; the database holds 63."""

UpdateId = Annotated[int, Field(ge=0, le=2**53)]


class _Part(BaseModel):
    """A part of an update, as far as the program stands on it; whatever else is there is not looked at."""

    model_config = ConfigDict(strict=True)


class _Number(_Part):
    update_id: UpdateId


class _User(_Part):
    id: Number
    is_bot: bool
    first_name: str
    last_name: str | None = None
    username: str | None = None


class _Chat(_Part):
    id: Number
    type: str


class _Entity(_Part):
    type: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)


class _File(_Part):
    file_id: str
    file_unique_id: str
    width: int | None = None
    height: int | None = None
    file_name: str | None = None
    file_size: int | None = None


class _Location(_Part):
    latitude: float
    longitude: float


class _Message(_Part):
    message_id: Number
    date: int = Field(ge=0, lt=2**32)
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: list[_Entity] = []
    caption_entities: list[_Entity] = []
    photo: list[_File] = []
    document: _File | None = None
    location: _Location | None = None
    media_group_id: str | None = None
    migrate_to_chat_id: Number | None = None
    edit_date: int | None = Field(default=None, ge=0, lt=2**32)
    reply_to_message: "_Message | None" = None


class _Query(_Part):
    id: str
    sender: _User = Field(alias="from")
    chat_instance: str
    data: str | None = None
    message: _Message | None = None


class _Update(_Number):
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Query | None = None


ALLOWED = tuple(name for name in _Update.model_fields if name != "update_id")
"""The kinds of updates that Telegram is asked for."""


class UpdatesRequest(HTTPXRequest):
    """The transport of getUpdates: what comes back can be read to the last update."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """Return Telegram's answer, its updates sound or empty."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        return {**answer, "result": sound(result)} if isinstance(result, list) else answer


def sound(updates: Iterable[Any]) -> list[Json]:
    """Return raw updates with those emptied that cannot be read; what has no id is left out."""
    found = (_sound(_speakable(one)) for one in updates)
    return [one for one in found if one is not None]


def readable(raw: Any, bot: Bot) -> Update | None:
    """Return a raw update as the library reads it, empty where it cannot, None where it has no id."""
    return next((Update.de_json(one, bot) for one in sound([raw])), None)


def _sound(raw: Any) -> Json | None:
    """Return an update as it is, else the parts of it that the program stands on, else its id alone, else None."""
    number = _number(raw)
    try:
        parts = _Update.model_validate(raw).model_dump(by_alias=True, exclude_none=True)
    except ValidationError as error:
        problem = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in error.errors())
        _log.warning("update %s cannot be read and is passed over: %s", number, problem)
        return {"update_id": number} if number is not None else None
    if not any(kind in raw for kind in ALLOWED):
        return {"update_id": number}
    if _survives(raw):
        return dict(raw)
    _log.warning("update %s is read in part at most", number)
    return parts if _survives(parts) else {"update_id": number}


def _number(raw: Any) -> int | None:
    try:
        return _Number.model_validate(raw).update_id
    except ValidationError:
        return None


def _survives(raw: Json) -> bool:
    """Tell whether the library reads an update and can write it down again."""
    try:
        Update.de_json(raw, None).to_json()
    except Exception:  # whatever it trips over
        return False
    return True


def _speakable(raw: Any) -> Any:
    """Return JSON without halves of characters, which no database and no answer can hold."""
    text = json.dumps(raw, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return raw
