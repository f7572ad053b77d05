"""Word's automatic numbering made visible: the "1.", "a)" or "- " that Word paints and does not store.

Follows ECMA-376 part 1, 17.9: lists (`num`) over their definitions (`abstractNum`), nine levels, paragraph styles that
bring a list along, counters shared by the lists of one definition. A number is written as Word shows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_KEPT_BULLETS = "+*"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition, as numbering.xml has it."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    style: str | None = None
    restart: int | None = None


@dataclass(slots=True)
class Style:
    """What a paragraph style says of its paragraphs, before what it is based on."""

    based_on: str | None = None
    number: str | None = None
    level: int | None = None
    bold: bool | None = None
    centred: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a Word file and where each stands; `label` must be called once a paragraph, in order."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], Level | int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """Return what Word paints before a paragraph, with a space after it; empty where it is in no list."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        level = self._level(number, depth)
        if level is None or level.kind == "none":
            return ""
        counts = self._count(number, depth, level)
        if level.kind == "bullet":
            return f"{level.text} " if level.text in _KEPT_BULLETS and level.text else "- "
        text = _PLACE.sub(lambda place: self._shown(number, int(place[1]) - 1, counts, legal=level.legal), level.text)
        return f"{text.strip()} " if text.strip() else ""

    def style_chain(self, paragraph: Element) -> Iterator[Style]:
        """Yield the paragraph's style and the styles that it is based on, nearest first."""
        named = under(paragraph, "pPr", "pStyle")
        name = named.get(VAL) if named is not None else self.default
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = self.styles[name].based_on

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, else its style's."""
        number, depth = _num_pr(under(paragraph, "pPr", "numPr"))
        if number is None:
            number, style_depth = self._style_place(paragraph)
            depth = style_depth if depth is None else depth
        if number is None or number == "0" or number not in self.lists:
            return None
        return number, min(max(depth or 0, 0), 8)

    def _style_place(self, paragraph: Element) -> tuple[str | None, int | None]:
        named = under(paragraph, "pPr", "pStyle")
        for style in self.style_chain(paragraph):
            if style.number is not None:
                return style.number, self._style_level(style, named.get(VAL) if named is not None else None)
        return None, None

    def _style_level(self, style: Style, name: str | None) -> int | None:
        levels = self.definitions.get(self.lists.get(style.number or "", ""), {})
        linked = (depth for depth, level in levels.items() if level.style is not None and level.style == name)
        return next(linked, style.level)

    def _level(self, number: str, depth: int) -> Level | None:
        override = self.overrides.get((number, depth))
        if isinstance(override, Level):
            return override
        return self.definitions.get(self.lists[number], {}).get(depth)

    def _start(self, number: str, depth: int) -> int:
        level = self._level(number, depth)
        return level.start if level else 1

    def _count(self, number: str, depth: int, level: Level) -> dict[int, int]:
        """Move the list's counter on by one and set back those below it."""
        counts = self._counters.setdefault(self.lists[number], {})
        override = self.overrides.get((number, depth))
        if override is not None and (number, depth) not in self._started:
            counts[depth] = override if isinstance(override, int) else override.start
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = level.start
        self._started.add((number, depth))
        for below in [deeper for deeper in counts if deeper > depth]:
            if self._restarts(number, below, depth):
                del counts[below]
        return counts

    def _restarts(self, number: str, below: int, depth: int) -> bool:
        level = self._level(number, below)
        return level is None or level.restart is None or depth < level.restart

    def _shown(self, number: str, depth: int, counts: dict[int, int], *, legal: bool) -> str:
        level = self._level(number, depth)
        kind = "decimal" if legal or level is None else level.kind
        return shown(counts.get(depth, self._start(number, depth)), kind)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """Return the lists and styles of a Word file from its two parts, either of which may be missing."""
    result = Numbering(styles=dict(_styles(styles)), default=_default_style(styles))
    if numbering is None:
        return result
    linked: dict[str, str] = {}
    for definition in numbering.iter(f"{W}abstractNum"):
        name = definition.get(f"{W}abstractNumId", "")
        result.definitions[name] = {_depth(level): _read_level(level) for level in definition.iter(f"{W}lvl")}
        link = definition.find(f"{W}numStyleLink")
        if link is not None:
            linked[name] = link.get(VAL, "")
    for listed in numbering.findall(f"{W}num"):
        _read_list(listed, result)
    _follow_links(result, linked)
    return result


def shown(number: int, kind: str) -> str:
    """Return a number as Word writes it in a format: decimal, roman, letters ("aa" after "z"), two digits."""
    if kind in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    elif kind in ("lowerLetter", "upperLetter") and number > 0:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    else:
        text = f"{number:02d}" if kind == "decimalZero" else str(number)
    return text.upper() if kind.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN + _ROMAN_SMALL:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _read_list(listed: Element, result: Numbering) -> None:
    number = listed.get(f"{W}numId", "")
    result.lists[number] = _value(listed, "abstractNumId") or ""
    for override in listed.findall(f"{W}lvlOverride"):
        level, start = override.find(f"{W}lvl"), _whole(_value(override, "startOverride"))
        if level is not None:
            result.overrides[number, _depth(override)] = _read_level(level)
        elif start is not None:
            result.overrides[number, _depth(override)] = start


def _follow_links(result: Numbering, linked: dict[str, str]) -> None:
    """Give a definition that only names a list style that style's levels."""
    for name, style in linked.items():
        number = result.styles[style].number if style in result.styles else None
        target = result.lists.get(number or "", "")
        if not result.definitions[name]:
            result.definitions[name] = result.definitions.get(target, {})


def _read_level(level: Element) -> Level:
    return Level(
        kind=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText") or "",
        start=_whole(_value(level, "start"), 1) or 0,
        legal=is_on(level.find(f"{W}isLgl")) is True,
        style=_value(level, "pStyle"),
        restart=_whole(_value(level, "lvlRestart")),
    )


def _styles(styles: Element | None) -> Iterator[tuple[str, Style]]:
    for style in styles.findall(f"{W}style") if styles is not None else ():
        number, level = _num_pr(under(style, "pPr", "numPr"))
        alignment = under(style, "pPr", "jc")
        yield (
            style.get(f"{W}styleId", ""),
            Style(
                based_on=_value(style, "basedOn"),
                number=number,
                level=level,
                bold=is_on(under(style, "rPr", "b")),
                centred=alignment.get(VAL) == "center" if alignment is not None else None,
                caps=is_on(under(style, "rPr", "caps")),
                hidden=is_on(under(style, "rPr", "vanish")),
            ),
        )


def _default_style(styles: Element | None) -> str | None:
    for style in styles.findall(f"{W}style") if styles is not None else ():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            return style.get(f"{W}styleId")
    return None


def _num_pr(element: Element | None) -> tuple[str | None, int | None]:
    if element is None:
        return None, None
    return _value(element, "numId"), _whole(_value(element, "ilvl"))


def _depth(element: Element) -> int:
    return _whole(element.get(f"{W}ilvl"), 0) or 0


def _value(element: Element, child: str) -> str | None:
    found = element.find(f"{W}{child}")
    return found.get(VAL) if found is not None else None


def _whole(text: str | None, default: int | None = None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else default


def under(element: Element, *tags: str) -> Element | None:
    """Return the first element that stands under Word's tags, one in the other: quicker than a path of them."""
    found = [element]
    for tag in tags:
        found = [inner for outer in found for inner in outer.findall(f"{W}{tag}")]
    return found[0] if found else None


def is_on(element: Element | None) -> bool | None:
    """Tell what a switch says: on, off, or nothing."""
    return None if element is None else element.get(VAL, "true") not in ("0", "false", "off", "none")
