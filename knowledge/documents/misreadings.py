"""What tesseract misreads in administrative documents, mended: tone marks of set phrases, section and row numbers.

Numbers are judged by their order: a section "I." where "II." must follow was misread, because the strokes of Roman
numbers run together; a number that fits nowhere is left as it was read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.documents.grids import Grid, group_heading
from knowledge.documents.marks import is_capitals
from knowledge.documents.numbering import shown
from knowledge.language.folding import key

_PHRASES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b([Cc])hỉ (?=(?:tiết|phí|trả|nhánh|cục|hội|đoàn|bộ|ủy|uỷ|tiêu công)\b)", r"\1hi "),
    (r"\bCHỈ (?=(?:TIẾT|PHÍ|TRẢ|CỤC|BỘ)\b)", "CHI "),
    (r"(?<=mức )chỉ\b|(?<=dự toán )chỉ\b|(?<=nội dung )chỉ(?= (?:ngân sách|đặc thù|thường xuyên))", "chi"),
    (r"\bthị hành\b", "thi hành"),
    (r"\bTHỊ HÀNH\b", "THI HÀNH"),
    (r"\bÑ(?=[A-Z])", "N"),
    (r"(?<=\d)[lI|](?=[\d/])|(?<=[/ ])[lI|](?=\d?/20\d\d)", "1"),
    (r"\(G(?=\d)", "("),
    (r"^ø(?=\))", "g"),
    (r"^[ïìî¡](?=\))|¡(?=[^\W\d_])", "i"),
    (r"(?<=\w)_(?=\s|$)", ""),
    (r"^[—–] ?(?=[^\W\d_])|^-(?=[^\W\d_])", "- "),
    (r" ?—-? ?(?=[^\W\d_])", " – "),
    (r"(?<=Đ)Ð|Ð(?=Đ)", ""),
    (r"Ð", "Đ"),
    (r"(?<=[a-zà-ỹđ] )(Vực|Xảy|Sau|Và|Với|Vì|Vào|Sự|Ở)\b", lambda found: found[1].lower()),
    (r"\b([Cc]ơ) Sở\b", r"\1 sở"),
    (r"(?<=, \d),(?=\d{1,2}[,;] )", ", "),
    (r"\bLưu: ?V[I1Tl]\b", "Lưu: VT"),
    (r"(?<=\b[Qq]u[ýí] )([IVHLTl1|]{1,4})(?=[ /,.;)]|$)", lambda found: _quarter(found[1])),
)
_RULES = tuple((re.compile(wrong, re.MULTILINE), right) for wrong, right in _PHRASES)
_NUMERAL = re.compile(r"([IVXLHTl|!ÏÌÍïìí]{1,5}[1l]?)([.,]|\])?\s+(?=[^\W\d_])")
_STROKES = str.maketrans(dict.fromkeys("L1l|!TÏÌÍïìíỈỊ", "I") | {"H": "II"})
_DIGITS = str.maketrans("ZzlI|T!OoSsBG", "2211111005586")
_ROMAN = re.compile(r"[IVX]{1,6}")
_RESTART = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục|PHẦN|Phần|CHƯƠNG|Chương|ĐỀ CƯƠNG|KẾ HOẠCH\s*$)")
_COUNTERS = {"tt", "stt", "so tt", "so thu tu", "t"}
_LONGEST_HEADING = 160
_LONGEST_COUNTER, _ROWS = 6, 4  # letters of a counting column's heading, and rows that show that it counts
_GAP = 3  # rows that a table may leave out of its count
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(slots=True)
class Misreadings:
    """Mends the texts of one document, called in their order: it counts the sections."""

    section: int = 0

    def __call__(self, text: str) -> str:
        """Return a paragraph's or cell's text as it must have been."""
        for wrong, right in _RULES:
            text = wrong.sub(right, text)
        if _RESTART.match(text):
            self.section = 0
            return text
        return self._heading(text)

    def _heading(self, text: str) -> str:
        found = _NUMERAL.match(text)
        if not found or len(text) > _LONGEST_HEADING:
            return text
        rest = text[found.end() :]
        if not (is_capitals(rest) or (found[2] and set(found[1]) & set("IVXL"))):
            return text
        expected, value = shown(self.section + 1, "upperRoman"), _roman_value(found[1])
        if value > self.section or set(found[1]) & set("VX"):  # what V and X show is read well; plans skip and repeat
            is_next, self.section = value == self.section + 1, value or self.section
            return f"{expected}. {rest}" if is_next and not found[2] else text  # the point was lost
        if not _is_confusable(found[1], expected):
            return text
        self.section += 1
        return f"{expected}. {rest}"


def renumber(grid: Grid) -> None:
    """Mend the numbers in a table's first column: Roman ones count the groups, others the rows of each."""
    if key(grid.rows[0][0].text) not in _COUNTERS:
        if not _is_counter(grid):
            return
        grid.rows[0][0].text = "TT"
    group = number = 0
    above = grid.rows[0]
    for row in grid.rows[1:]:
        if row[0].text and row[0] is not above[0]:
            expected = shown(group + 1, "upperRoman")
            read = row[0].text.strip(". ")
            if group_heading(row, above) and _ROMAN.fullmatch(read) and _is_later(read, expected):
                group, number = _roman_value(read), 0
            elif group_heading(row, above) and _is_confusable(read, expected):
                group, number = group + 1, 0
                row[0].text = expected
            else:
                number = _row_number(row[0].text, number + 1)
                row[0].text = str(number) if number else row[0].text
        above = row


def _is_counter(grid: Grid) -> bool:
    """Tell whether a column whose short heading was misread counts the rows: most of what stands in it are numbers."""
    header, *below = list({id(row[0]): row[0].text.strip(" .") for row in grid.rows}.values())
    if not any(letter.isdigit() for letter in header) or len(header) > _LONGEST_COUNTER or len(below) < _ROWS:
        return False
    return 2 * sum(text.isdigit() or _ROMAN.fullmatch(text) is not None for text in below) > len(below)


def _is_later(read: str, expected: str) -> bool:
    """Tell whether a Roman number is the one expected or comes after it: a table may leave out a group."""
    return _roman_value(read) >= _roman_value(expected)


def _roman_value(text: str) -> int:
    return next((number for number in range(1, 40) if shown(number, "upperRoman") == text), 0)


def _row_number(text: str, expected: int) -> int:
    """Return the number that a cell shows: as it was read, or what must stand there; 0 where it is no number."""
    plain = text.strip(" .,'\"/")
    if plain.isdecimal() and int(plain) <= expected + _GAP:
        return int(plain)
    if len(plain) == 2 and plain.isdecimal() and plain[0] == plain[1]:
        return int(plain[0])
    read = plain.translate(_DIGITS)
    if str(expected) in read or len(plain) <= 2:
        return expected
    return 0


def _quarter(read: str) -> str:
    """Return the quarter whose Roman number was read, as it was where it is none; a plain 1 stays."""
    strokes = read.translate(_STROKES)
    return strokes if strokes in _QUARTERS and not read.isdecimal() else read


def _is_confusable(read: str, expected: str) -> bool:
    """Tell whether a Roman number may have been misread so: the same V and X, nearly as many upright strokes."""
    strokes = read.translate(_STROKES)
    if set(strokes) - set("IVX"):
        return False
    same = all(strokes.count(letter) == expected.count(letter) for letter in "VX")
    return same and abs(strokes.count("I") - expected.count("I")) <= 2
