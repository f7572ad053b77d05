"""From data to what Telegram shows: one template environment, pages within Telegram's limits, callback data.

The limits are those of the Bot API: a message holds 4,096 UTF-16 units after its entities are parsed and 100 entities,
callback data 64 bytes of UTF-8.
"""

import html as entities
import re
from collections.abc import Iterator
from datetime import date, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from knowledge.clock import VIET_NAM
from knowledge.plans.dating.shown_dates import shown

MESSAGE_LIMIT = 4096
ENTITY_LIMIT = 100
CALLBACK_LIMIT = 64

_ATOM = re.compile(r"<[^>]*>|&[#\w]+;|\n+|[^\S\n]+|[^\s<&]+|.")
_BLANKS = re.compile(r"\n\s*\n\s*\n")
_TAG = re.compile(r"<(/?)([a-zA-Z-]+)[^>]*>")

_ROLE_WORDS = {"ủy", "uỷ", "ban", "nhân", "dân", "chủ", "tịch", "phó", "giám", "đốc",
               "bí", "thư", "thường", "trực", "trưởng", "bộ", "thứ", "thủ", "tướng"}  # fmt: skip


def written_day(day: date | str) -> str:
    """Write a day as officials do (10/05/2026); an ISO string that is no day comes back as it is."""
    try:
        return f"{date.fromisoformat(day) if isinstance(day, str) else day:%d/%m/%Y}"
    except ValueError:
        return str(day)


def written_time(moment: datetime) -> str:
    """Write a moment as Viet Nam's clocks show it: 08:30 ngày 10/05/2026."""
    return f"{moment.astimezone(VIET_NAM):%H:%M ngày %d/%m/%Y}"


def about(title: str) -> str:
    """Return a plan's title without the word for what it is: "KẾ HOẠCH Công tác trẻ em" is about "Công tác trẻ em"."""
    return title[len("KẾ HOẠCH") :].lstrip(" :–-") or title if title.upper().startswith("KẾ HOẠCH") else title


def written_role(role: str) -> str:
    """Write a signer's role in small letters (TM. Ủy ban nhân dân); one with a name in it comes back as it stands."""
    parts = [re.fullmatch(r"((?:[A-ZĐ]+\. ?)*)(.+)", part) for part in role.split(", ")]
    if not role.isupper() or not all(part and set(part[2].lower().split()) <= _ROLE_WORDS for part in parts):
        return role
    return ", ".join(f"{part[1]}{part[2].capitalize()}" for part in parts if part)


def written_number(number: float) -> str:
    """Write a number as officials do: 1.250.000; 2,5."""
    whole = f"{number:,.0f}" if number == int(number) else f"{number:,.2f}".rstrip("0")
    return whole.translate(str.maketrans(",.", ".,"))


def _environment() -> Environment:
    """Make the one template environment; it escapes everything and knows no undefined name."""
    environment = Environment(
        loader=PackageLoader("handlers"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"day": written_day, "time": written_time, "number": written_number, "about": about}
    environment.filters["role"] = written_role
    environment.filters["written"] = shown
    return environment


_TEMPLATES = _environment()


def render(name: str, /, **data: object) -> str:
    """Return the template's Telegram HTML; `name` is its path below templates/ without `.html.j2`."""
    return _BLANKS.sub("\n\n", _TEMPLATES.get_template(f"{name}.html.j2").render(data)).strip()


def part(name: str, /, **data: object) -> Markup:
    """Return the template's Telegram HTML as a value that another template prints as it is: the one such there is."""
    return Markup(render(name, **data))  # noqa: S704  (what a template made is escaped)


def macros(name: str) -> TemplateModule:
    """Return the macros of a template that needs no data, for one that does; importing them there takes longer."""
    return _TEMPLATES.get_template(f"{name}.html.j2").module


def label(name: str, /, *values: object, **data: object) -> str:
    """Return one line of plain text, for a button or the menu: the macro of that name in templates/labels.html.j2."""
    macro = getattr(_TEMPLATES.get_template("labels.html.j2").module, name)
    return " ".join(plain(macro(*values, **data)).split())


def plain(html: str) -> str:
    """Return what a reader sees of Telegram HTML."""
    return entities.unescape(_TAG.sub("", html))


def units(text: str) -> int:
    """Count a text's UTF-16 units, which is how Telegram measures."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def callback(*parts: str | int) -> str:
    """Join the parts of a button's callback data with colons. Raises ValueError above 64 bytes."""
    data = ":".join(str(part) for part in parts)
    if len(data.encode()) > CALLBACK_LIMIT:
        raise ValueError(f"callback data above {CALLBACK_LIMIT} bytes: {data}")
    return data


def pages(html: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cut Telegram HTML into messages of at most `limit` visible UTF-16 units and 100 entities each.

    It cuts between paragraphs where it can, else between lines, else between words, never inside a tag or an entity;
    tags that are open at a cut are closed there and opened again on the next page. An empty text has no pages.
    """
    html = html.strip()
    if not html:
        return []
    if units(html) <= limit and html.count("<") <= ENTITY_LIMIT:
        return [html]
    found = [_closed(page) for page in _cut(list(_atoms(html, limit)), limit)]
    return [page for page in found if _TAG.sub("", page).strip()]


def messages(html: str) -> list[str]:
    """Return the messages that Telegram HTML takes: one, unless it is above the limits; an empty text is one too."""
    return pages(html) or [html]


def _atoms(html: str, limit: int) -> Iterator[str]:
    """Yield what must not be cut: tags, entities, runs of white space, words; words above the limit in pieces."""
    for atom in _ATOM.findall(html):
        step = limit // 2 or 1
        if len(atom) <= step or atom[0] in "<&":
            yield atom
        else:
            yield from (atom[start : start + step] for start in range(0, len(atom), step))


def _width(atom: str) -> int:
    """Count the UTF-16 units that an atom shows: none for a tag, one for an entity."""
    if atom.startswith("<") and len(atom) > 1:
        return 0
    if atom.startswith("&") and len(atom) > 1:
        return 1
    return units(atom)


def _cut(atoms: list[str], limit: int) -> Iterator[list[str]]:
    """Yield the pages as lists of atoms; each page starts with the tags that were open at the end of the last."""
    start = 0
    opened: list[str] = []
    while start < len(atoms):
        end = _end_of_page(atoms, start, limit, ENTITY_LIMIT - len(opened))
        page = opened + atoms[start:end]
        yield page
        opened = _open_tags(page)
        start = end


def _end_of_page(atoms: list[str], start: int, limit: int, entities: int) -> int:
    """Return where the page that begins at `start` ends: at its best break among the atoms that fit."""
    shown = tags = 0
    breaks = {}
    end = start
    while end < len(atoms):
        atom = atoms[end]
        shown += _width(atom)
        tags += atom.startswith("<") and not atom.startswith("</") and len(atom) > 1
        if end > start and (shown > limit or tags > entities):
            break
        if atom.isspace():
            breaks[min(atom.count("\n"), 2)] = (end + 1, shown)
        end += 1
    else:
        return end
    return _best(breaks, shown, end)


def _best(breaks: dict[int, tuple[int, int]], shown: int, end: int) -> int:
    """Choose a paragraph's end in the page's second half, a line's end in its last two thirds, else a word's."""
    for newlines, share in ((2, 0.5), (1, 0.33), (0, 0.0)):
        place, before = breaks.get(newlines, (end, 0))
        if before > share * shown:
            return place
    return end


def _open_tags(atoms: list[str]) -> list[str]:
    """Return the tags that the atoms open and do not close, outermost first."""
    opened: list[str] = []
    for atom in atoms:
        if not (tag := _TAG.fullmatch(atom)):
            continue
        if tag[1]:
            opened.pop()
        else:
            opened.append(atom)
    return opened


def _closed(atoms: list[str]) -> str:
    """Join a page's atoms, closing what is still open, without white space around it."""
    closing = [f"</{match[2]}>" for tag in reversed(_open_tags(atoms)) if (match := _TAG.fullmatch(tag))]
    return ("".join(atoms).rstrip() + "".join(closing)).strip()
