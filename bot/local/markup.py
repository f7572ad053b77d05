"""Telegram's HTML, read as strictly as Telegram reads it: the shown text, its entities, and safe HTML for a page.

The tags are those of the Bot API ("HTML style"); anything else is refused as Telegram refuses it.
"""

import html as escapes
import re
from dataclasses import dataclass, field
from typing import Any

_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w-]*)?([^>]*)(>?)|&(#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);|[^<&]+|.", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?""")
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "a": "text_link", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
}  # fmt: skip
_SHOWN = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "expandable_blockquote": "blockquote", "spoiler": "span", "text_link": "a",
}  # fmt: skip


class MarkupError(ValueError):
    """HTML that Telegram would refuse; the message is Telegram's."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as Telegram keeps it: what is shown, its entities (UTF-16 offsets), and the same as safe HTML."""

    text: str
    entities: list[dict[str, Any]]
    html: str


@dataclass(slots=True)
class _Open:
    """A tag that is not closed yet."""

    tag: str
    entity: dict[str, Any]


@dataclass(slots=True)
class _Reader:
    """What was read so far."""

    source: str
    text: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        """Take plain text."""
        self.text.append(text)
        self.html.append(escapes.escape(text))
        self.length += len(text.encode("utf-16-le")) // 2

    def open(self, tag: str, attributes: str, at: int) -> None:
        """Take a start tag."""
        tag = tag.lower()
        given = {name: (double or single) for name, double, single in _ATTRIBUTE.findall(attributes)}
        if tag not in _TYPES or (tag == "span" and given.get("class") != "tg-spoiler"):
            raise MarkupError(f'unsupported start tag "{tag}" at byte offset {at}')
        if tag == "blockquote" and any(one.tag == "blockquote" for one in self.opened):
            raise MarkupError(f"blockquote can't be nested at byte offset {at}")
        kind = "expandable_blockquote" if tag == "blockquote" and "expandable" in given else _TYPES[tag]
        entity: dict[str, Any] = {"type": kind, "offset": self.length, "length": 0}
        if kind == "text_link":
            entity["url"] = escapes.unescape(given.get("href", ""))
        self.opened.append(_Open(tag, entity))
        self.html.append(_start(entity))

    def close(self, tag: str, at: int) -> None:
        """Take an end tag."""
        tag = tag.lower()
        if not self.opened:
            raise MarkupError(f"unexpected end tag at byte offset {at}")
        last = self.opened.pop()
        if tag not in (last.tag, ""):
            raise MarkupError(f'unmatched end tag at byte offset {at}, expected "</{last.tag}>", found "</{tag}>"')
        last.entity["length"] = self.length - last.entity["offset"]
        if last.entity["length"]:
            self.entities.append(last.entity)
        self.html.append(f"</{_SHOWN[last.entity['type']]}>")


def read(source: str) -> Marked:
    """Return the text of Telegram HTML. Raises MarkupError where Telegram would refuse it."""
    reader = _Reader(source)
    for token in _TOKEN.finditer(source):
        if token[0].startswith("<"):
            at = len(source[: token.start()].encode())
            if not token[4]:
                raise MarkupError(f"unclosed start tag at byte offset {at}")
            if token[1]:
                reader.close(token[2] or "", at)
            else:
                reader.open(token[2] or "", token[3], at)
        else:
            reader.add(escapes.unescape(token[0]) if token[5] else token[0])
    if reader.opened:
        raise MarkupError(f'can\'t find end tag corresponding to start tag "{reader.opened[-1].tag}"')
    entities = sorted(reader.entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return Marked("".join(reader.text), entities, "".join(reader.html))


def unmarked(text: str) -> Marked:
    """Return a text without formatting."""
    return Marked(text, [], escapes.escape(text))


def _start(entity: dict[str, Any]) -> str:
    """Return the start tag that a page shows for an entity: known tags and attributes only."""
    kind = entity["type"]
    if kind == "expandable_blockquote":
        return '<blockquote class="expandable">'
    if kind == "spoiler":
        return '<span class="spoiler">'
    if kind == "text_link":
        safe = entity["url"] if re.match(r"https?://|tg://|mailto:|tel:", entity["url"]) else "#"
        return f'<a href="{escapes.escape(safe)}" target="_blank" rel="noopener noreferrer">'
    return f"<{_SHOWN[kind]}>"
