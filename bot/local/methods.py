"""The methods of the Bot API that the stand-in knows, each as a function of the world and a call."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from bot.local import markup
from bot.local.markup import Marked, MarkupError
from bot.local.world import BOT, Json, StoredFile, World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
CALLBACK_LIMIT = 64
ALERT_LIMIT = 200
BUTTON_LIMIT = 100
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20


class ApiError(Exception):
    """A refusal as Telegram words it."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True, slots=True)
class Call:
    """A call's parameters, and its uploads as (name, content, mime) by the name that refers to them."""

    parameters: dict[str, Any]
    uploads: dict[str, Any]

    def get(self, name: str) -> Any:
        """Return a parameter, None if it is not given."""
        return self.parameters.get(name)


def send_message(world: World, call: Call) -> Json:
    """Add a text to a chat."""
    marked = _marked(call, "text", TEXT_LIMIT)
    if not marked.text.strip():
        raise ApiError(400, "Bad Request: message text is empty")
    content: Json = {"text": marked.text, "entities": marked.entities, **_keyboard(call)}
    chat_id = _chat(world, call)
    about = world.chat(chat_id).messages.get((call.get("reply_parameters") or {}).get("message_id", 0))
    if about is not None:
        content["reply_to_message"] = {name: value for name, value in about.json.items() if name != "reply_to_message"}
    return world.add(chat_id, BOT, content, marked)


def edit_message_text(world: World, call: Call) -> Json:
    """Replace a message's text and buttons."""
    marked = _marked(call, "text", TEXT_LIMIT)
    chat_id, message_id = _own_message(world, call)
    message = world.chat(chat_id).messages[message_id]
    new: Json = {"text": marked.text, "entities": marked.entities, **_keyboard(call)}
    old = {name: message.json[name] for name in ("text", "entities", "reply_markup") if name in message.json}
    if new == old:
        raise ApiError(400, "Bad Request: message is not modified: specified new message content and reply markup are "
                            "exactly the same as a current content and reply markup of the message")  # fmt: skip
    message.json.pop("reply_markup", None)
    message.json.update(new)
    message.html = marked.html
    return world.edited(chat_id, message_id)


def edit_reply_markup(world: World, call: Call) -> Json:
    """Replace a message's buttons."""
    chat_id, message_id = _own_message(world, call)
    message = world.chat(chat_id).messages[message_id]
    new = _keyboard(call)
    if new.get("reply_markup") == message.json.get("reply_markup"):
        raise ApiError(400, "Bad Request: message is not modified")
    message.json.pop("reply_markup", None)
    message.json.update(new)
    return world.edited(chat_id, message_id)


def delete_message(world: World, call: Call) -> bool:
    """Take a message away."""
    chat_id, message_id = _chat(world, call), call.get("message_id")
    if message_id not in world.chat(chat_id).messages:
        raise ApiError(400, "Bad Request: message to delete not found")
    world.delete(chat_id, message_id)
    return True


def send_document(world: World, call: Call) -> Json:
    """Add a file to a chat."""
    stored = _file(world, call, "document", call.get("document"))
    return _add_media(world, call, {"document": _document(stored)})


def send_photo(world: World, call: Call) -> Json:
    """Add a photo to a chat."""
    stored = _file(world, call, "photo", call.get("photo"))
    return _add_media(world, call, {"photo": photo_sizes(stored)})


def send_media_group(world: World, call: Call) -> list[Json]:
    """Add an album: 2 to 10 photos or files."""
    media = call.get("media") or []
    if not 2 <= len(media) <= 10:
        raise ApiError(400, "Bad Request: wrong number of messages in the album")
    sent = []
    for item in media:
        stored = _file(world, call, item["type"], item["media"])
        part = {"photo": photo_sizes(stored)} if item["type"] == "photo" else {"document": _document(stored)}
        single = Call({**call.parameters, **{key: item.get(key) for key in ("caption", "parse_mode")}}, {})
        sent.append(_add_media(world, single, {**part, "media_group_id": str(id(media))}))
    return sent


def get_file(world: World, call: Call) -> Json:
    """Say where a file can be downloaded."""
    stored = world.files.get(call.get("file_id"))
    if stored is None:
        raise ApiError(400, "Bad Request: invalid file_id")
    return {
        "file_id": stored.id,
        "file_unique_id": stored.id,
        "file_size": len(stored.content),
        "file_path": f"{stored.id}/file",
    }


def answer_callback_query(world: World, call: Call) -> bool:
    """End a button's waiting mark, with a note over the chat if there is a text."""
    text = call.get("text") or ""
    if len(text) > ALERT_LIMIT:
        raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
    chat = str(call.get("callback_query_id")).split("-")[0]
    if not chat.isdecimal():
        raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    chat_id = int(chat)
    world.tell(chat_id, {"type": "answer", "text": text, "alert": bool(call.get("show_alert"))})
    return True


def send_chat_action(world: World, call: Call) -> bool:
    """Show that the assistant is at work."""
    world.tell(_chat(world, call), {"type": "action", "action": call.get("action")})
    return True


def set_my_commands(world: World, call: Call) -> bool:
    """Set the menu of commands."""
    commands = call.get("commands") or []
    for command in commands:
        if not 1 <= len(command["command"]) <= 32 or not 1 <= len(command["description"]) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
    world.commands = commands
    return True


def photo_sizes(stored: StoredFile) -> list[Json]:
    """Return a photo's sizes as Telegram lists them: here, the one that was sent."""
    try:
        with Image.open(BytesIO(stored.content)) as image:
            width, height = image.size
    except UnidentifiedImageError:
        raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED") from None
    if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        raise ApiError(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    size = len(stored.content)
    return [{"file_id": stored.id, "file_unique_id": stored.id, "width": width, "height": height, "file_size": size}]


def _document(stored: StoredFile) -> Json:
    return {
        "file_id": stored.id,
        "file_unique_id": stored.id,
        "file_name": stored.name,
        "mime_type": stored.mime,
        "file_size": len(stored.content),
    }


def _add_media(world: World, call: Call, content: Json) -> Json:
    marked = _marked(call, "caption", CAPTION_LIMIT)
    caption = {"caption": marked.text, "caption_entities": marked.entities} if marked.text else {}
    return world.add(_chat(world, call), BOT, {**content, **caption, **_keyboard(call)}, marked)


def _marked(call: Call, name: str, limit: int) -> Marked:
    """Read a text in its parse mode and hold it to the limits."""
    text = call.get(name) or ""
    try:
        marked = markup.read(text) if call.get("parse_mode") == "HTML" else markup.unmarked(text)
    except MarkupError as error:
        raise ApiError(400, f"Bad Request: can't parse entities: {error}") from error
    if len(marked.text.encode("utf-16-le")) // 2 > limit:
        raise ApiError(400, f"Bad Request: message {name if name == 'caption' else 'is'} too long")
    if len(marked.entities) > ENTITY_LIMIT:
        raise ApiError(400, "Bad Request: too many entities")
    return marked


def _chat(world: World, call: Call) -> int:
    """Return the chat of a call: one that has written before."""
    chat_id = call.get("chat_id")
    if chat_id not in world.chats:
        raise ApiError(400, "Bad Request: chat not found")
    return int(chat_id)


def _own_message(world: World, call: Call) -> tuple[int, int]:
    chat_id, message_id = _chat(world, call), call.get("message_id")
    message = world.chat(chat_id).messages.get(message_id)
    if message is None:
        raise ApiError(400, "Bad Request: message to edit not found")
    if not message.json["from"]["is_bot"]:
        raise ApiError(400, "Bad Request: message can't be edited")
    return chat_id, int(message_id)


def _keyboard(call: Call) -> Json:
    """Check the buttons of a call."""
    given = call.get("reply_markup")
    if not given:
        return {}
    rows = given.get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTON_LIMIT:
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise ApiError(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed")
        if not 1 <= len((button.get("callback_data") or button.get("url") or "").encode()) <= CALLBACK_LIMIT:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return {"reply_markup": given}


def _file(world: World, call: Call, name: str, value: Any) -> StoredFile:
    """Return the file of a call: an upload, or one that was sent before."""
    key = value.removeprefix("attach://") if isinstance(value, str) and value.startswith("attach://") else name
    if key in call.uploads:
        file_name, content, mime = call.uploads[key]
        data = content if isinstance(content, bytes) else content.read()
        if not data:
            raise ApiError(400, "Bad Request: file must be non-empty")
        return world.keep(file_name, mime, data)
    if value in world.files:
        return world.files[value]
    raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")


METHODS: dict[str, Callable[[World, Call], Any]] = {
    "getMe": lambda world, call: BOT,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_reply_markup,
    "deleteMessage": delete_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendMediaGroup": send_media_group,
    "getFile": get_file,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
}
