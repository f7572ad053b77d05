"""The rows as one Markdown table and as a picture: how far each ratio is from its goal."""

import re
from collections.abc import Iterable, Sequence
from math import log10
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from benchmarks.measuring import Row

HEADER = "| measured | yardstick | value | goal | | quality | p50 / p99, ms | why |\n|---|---|--:|--:|---|---|---|---|"
_MARKS = re.compile(r"(<!-- rows -->\n).*?(<!-- /rows -->)", re.S)
_SAID = {True: "reached", False: "**missed**", None: ""}
_WIDTH, _LINE, _LEFT, _EDGE = 1200, 30, 620, 20
_DECADES = 2.0
_COLOURS = {True: "#2e7d57", False: "#c4622d"}


def lines(rows: Iterable[Row]) -> Iterable[str]:
    """Yield the table's lines."""
    yield HEADER
    for row in rows:
        sign = "≥" if row.at_least else "≤"
        value = "-" if row.value is None else f"{written(row.value)}{row.unit}"
        goal = "-" if row.goal is None else f"{sign} {written(row.goal)}{row.unit}"
        cells = (row.measured, row.yardstick, value, goal, _SAID[row.reached], row.quality, row.figures, row.note)
        yield f"| {' | '.join(cells)} |"


def written(value: float) -> str:
    """Write a value with three figures."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def put_into(page: Path, rows: Sequence[Row]) -> None:
    """Put the table between the marks of a page. Raises ValueError where the page has none."""
    text = page.read_text("utf-8")
    table = "\n".join(lines(rows))
    put, times = _MARKS.subn(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text)
    if not times:
        raise ValueError(f"{page} has no marks for the rows")
    page.write_text(put, "utf-8")


def draw(rows: Sequence[Row], path: Path) -> None:
    """Draw a bar for each row with a goal: to the left of the line it is reached; each unit is ten times as far."""
    shown = [row for row in rows if row.reached is not None]
    picture = Image.new("RGB", (_WIDTH, _LINE * (len(shown) + 2)), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(15)
    middle = (_LEFT + _WIDTH - _EDGE) / 2
    for at, row in enumerate(shown, 1):
        top = at * _LINE
        far = _distance(row)
        end = middle + far / _DECADES * (middle - _LEFT)
        pen.text((_EDGE, top + 5), f"{row.measured} / {row.yardstick}".rstrip(" /")[:84], "black", font)
        pen.rectangle((min(middle, end), top + 5, max(middle, end), top + _LINE - 5), _COLOURS[bool(row.reached)])
    for decade in range(-int(_DECADES), int(_DECADES) + 1):
        x = middle + decade / _DECADES * (middle - _LEFT)
        pen.line((x, _LINE, x, _LINE * (len(shown) + 1)), "#333333" if decade == 0 else "#dddddd")
        name = "goal" if decade == 0 else f"{10.0**decade:g} x"
        pen.text((x - 16, _LINE * (len(shown) + 1) + 6), name, "#333333", font)
    picture.save(path)


def _distance(row: Row) -> float:
    """Return how many powers of ten a row is beyond its goal, negative where it is reached."""
    if not row.value or not row.goal:
        return -_DECADES
    ratio = row.goal / row.value if row.at_least else row.value / row.goal
    return max(-_DECADES, min(_DECADES, log10(ratio)))
