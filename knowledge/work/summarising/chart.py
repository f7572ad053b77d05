"""A picture of a summary for a phone: a bar for each unit, its name above it, who reported nothing at the end."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from knowledge.work.summarising.report_docx import ReportError, number
from knowledge.work.summarising.summary import Summary

WIDTH = 1080
MARGIN = 48
MOST_BARS = 30
"""More units than these are told of in one line: a picture must stay readable without zooming."""

_FONTS = {
    False: ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "arial.ttf"),
    True: ("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "arialbd.ttf"),
}
_INK, _SOFT, _GRID = "#1d2733", "#5d6b7a", "#e8edf2"
_BAR, _NONE, _PAPER = "#2f7dd1", "#c4453c", "#ffffff"
_ROW, _BAR_HEIGHT = 104, 34


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    activities: int
    note: str


def write_chart(summary: Summary, path: Path) -> None:
    """Write a PNG, 1080 pixels wide, of what each unit reported. Raises ReportError without a Vietnamese font."""
    bars = [
        _Bar(unit.name, unit.figures.activities, f"{number(unit.figures.total)} lượt người")
        for unit in (*summary.reporting, *summary.silent)
    ]
    shown, rest = bars[:MOST_BARS], bars[MOST_BARS:]
    canvas = _Canvas(330 + len(shown) * _ROW + (70 if rest else 0))
    canvas.heading(summary)
    most = max((bar.activities for bar in bars), default=1) or 1
    for bar in shown:
        canvas.bar(bar, most)
    if rest:
        silent = sum(not bar.activities for bar in rest)
        canvas.text(f"và {len(rest)} đơn vị nữa, {silent} đơn vị chưa có báo cáo", 28, _SOFT)
    canvas.save(path)


class _Canvas:
    """A white picture that is written from the top down."""

    def __init__(self, height: int) -> None:
        self._image = Image.new("RGB", (WIDTH, height), _PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._top = MARGIN

    def heading(self, summary: Summary) -> None:
        """Say what is shown, with the sums."""
        figures, period = summary.figures, summary.period.name
        self.text("Tiến độ báo cáo theo đơn vị", 46, _INK, bold=True)
        name = f"Kế hoạch {summary.head.number}, " if summary.head.number else ""
        self.text(_cut(self._draw, f"{name}{period}", _font(30), WIDTH - 2 * MARGIN), 30, _SOFT)
        reporting = f"{len(summary.reporting)}/{len(summary.units)} đơn vị"
        sums = f"{reporting} · {number(figures.activities)} hoạt động · {number(figures.total)} lượt người"
        self.text(sums, 34, _INK, bold=True)
        self._top += 24

    def text(self, said: str, size: int, colour: str, *, bold: bool = False) -> None:
        """Write a line."""
        self._draw.text((MARGIN, self._top), said, font=_font(size, bold=bold), fill=colour)
        self._top += round(size * 1.55)

    def bar(self, bar: _Bar, most: int) -> None:
        """Draw a unit: its name, its bar, its number at the end of the bar."""
        label = _font(30)
        self._draw.text(
            (MARGIN, self._top), _cut(self._draw, bar.name, label, WIDTH - 2 * MARGIN), font=label, fill=_INK
        )
        top = self._top + 46
        room = WIDTH - 2 * MARGIN - 330
        self._draw.rounded_rectangle((MARGIN, top, MARGIN + room, top + _BAR_HEIGHT), 8, fill=_GRID)
        if bar.activities:
            length = max(round(room * bar.activities / most), 16)
            self._draw.rounded_rectangle((MARGIN, top, MARGIN + length, top + _BAR_HEIGHT), 8, fill=_BAR)
        said = f"{number(bar.activities)} · {bar.note}" if bar.activities else "chưa có báo cáo"
        font = _font(28, bold=not bar.activities)
        said = _cut(self._draw, said, font, 310)
        self._draw.text((MARGIN + room + 20, top - 3), said, font=font, fill=_INK if bar.activities else _NONE)
        self._top += _ROW

    def save(self, path: Path) -> None:
        """Write the picture as a PNG."""
        try:
            self._image.save(path, "PNG", optimize=True)
        except OSError as error:
            raise ReportError(f"Không ghi được tệp {path.name}: hãy kiểm tra thư mục và dung lượng.") from error


def _cut(draw: Any, text: str, font: Any, width: int) -> str:
    """Return as much of a text as fits into a width, with an ellipsis where some was left out."""
    if draw.textlength(text, font=font) <= width:
        return text
    while text and draw.textlength(text + "…", font=font) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _font(size: int, *, bold: bool = False) -> Any:
    """Return the first font with Vietnamese letters that this machine has. Raises ReportError if it has none."""
    for name in _FONTS[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise ReportError("Máy chủ chưa có phông chữ tiếng Việt để vẽ biểu đồ: hãy cài gói fonts-noto-core.")
