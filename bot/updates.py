"""What Telegram sends, made fit for the program before anything else touches it, by polling and webhook alike.

Telegram adds fields and kinds at any time, and the library gives up a whole batch at one update that it cannot read,
asks for it again for ever, and writes it into the log. Here such an update is cut down to the parts that the program
stands on, or emptied: its id goes on, so that the next ones come, and the log tells the id, never the content.
"""

import json
import logging
from collections.abc import Iterable, Iterator
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


AS_IT_CAME = "as_it_came"
"""The field in which an update carries its own JSON: the library keeps what it does not know (`api_kwargs`)."""


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
    found = (_read(one, None) for one in updates)
    return [raw for raw, _ in filter(None, found)]


def readable(raw: Any, bot: Bot | None) -> Update | None:
    """Return a raw update as the library reads it, empty where it cannot, None where it has no id."""
    found = _read(raw, bot)
    return found[1] if found else None


def text_of(update: Update) -> str:
    """Return an update's JSON: as it came, or written anew where it has only its id or did not come through here."""
    return str(update.api_kwargs.get(AS_IT_CAME) or update.to_json())


def _read(raw: Any, bot: Bot | None) -> tuple[Json, Update] | None:
    """Return the most of a raw update that the library reads, and what it reads; None where it has no id."""
    for part in _parts(raw):
        try:
            return part, Update.de_json(part, bot)
        except Exception:  # whatever it trips over
            _log.warning("update %s is read in part at most", part["update_id"])
    return None


def _parts(raw: Any) -> Iterator[Json]:
    """Yield an update as it is, then the parts of it that the program stands on, then its id alone."""
    raw, text = _speakable(raw)
    try:
        parts = _Update.model_validate(raw)
    except ValidationError as error:
        number = _number(raw)
        problem = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in error.errors())
        _log.warning("update %s cannot be read and is passed over: %s", number, problem)
    else:
        number = parts.update_id
        if any(kind in raw for kind in ALLOWED):
            yield {**raw, AS_IT_CAME: text}
            cut = parts.model_dump(by_alias=True, exclude_defaults=True)
            yield {**cut, AS_IT_CAME: json.dumps(cut, ensure_ascii=False)}
    if number is not None:
        yield {"update_id": number}


def _number(raw: Any) -> int | None:
    try:
        return _Number.model_validate(raw).update_id
    except ValidationError:
        return None


def _speakable(raw: Any) -> tuple[Any, str]:
    """Return JSON and its text without halves of characters, which no database and no answer can hold."""
    text = json.dumps(raw, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return json.loads(text), text
    return raw, text
