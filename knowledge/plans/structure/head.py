"""The head and foot of a plan: its number, place and date, issuer, title, years, and who signed it.

What the plan does not state stays None: the number and date of the superior plan that it carries out are not its own.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.documents.document import Block, Paragraph, Table
from knowledge.language.letters import CAPITALS, SMALL
from knowledge.plans.model import Head
from knowledge.plans.structure.issuers import issuer_of, level_of
from knowledge.plans.structure.parts import Parts

_NUMBER = re.compile(r"\bSố\s*:?\s*(\d{1,5}\s*(?:/\s*\d{4}\s*)?[/-]\s*[A-ZĐa-z][\w&Đđ.,]*(?:\s?[-/&]\s?[\w&Đđ.]+)*)")
_DATED = re.compile(
    rf"([{CAPITALS}][^,\d\n]{{1,40}}?)\s*,\s*[Nn]gày\s+(\d{{1,2}})\s*tháng\s+(\d{{1,2}})\s*năm\s+(\d{{4}})"
)
_DAY = re.compile(r"ngày\s+(\d{1,2})(?:\s*tháng\s+|[/.-])(\d{1,2})(?:\s*năm\s+|[/.-])(\d{4})")
_PERIOD = re.compile(
    r"(?:giai đoạn|từ năm|các năm|năm học|niên độ|mùa khô|mùa mưa(?: bão)?|mùa|vụ|năm)\s+"
    r"(20\d\d)\s*(?:[-–]|đến(?: năm)?|và)\s*(20\d\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"đến năm\s+(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!tháng \d )(?<!tháng \d\d )(?<!đến )năm\s+(20\d\d)", re.IGNORECASE)
_CITED = re.compile(
    r"số\s+\S+(?:\s+ngày\s+\S+(?:\s+tháng\s+\d+\s+năm\s+\d{4})?)?"
    r"|ngày\s+\d{1,2}\s*tháng\s+\d{1,2}\s*năm\s+\d{4}",
    re.IGNORECASE,
)
_TERM = re.compile(r"nhiệm kỳ\s+20\d\d\s*[-–]\s*20\d\d", re.IGNORECASE)
_SUPERIOR = re.compile(
    r"(?:Thực hiện|Triển khai|Căn cứ)[^.;]{0,40}?Kế hoạch(?:\s+số)?\s+(\d{1,5}\s*[-/]\s?KH[-/][\w&Đ]+(?:-[\w&Đ]+)*)"
)
_SIGNED_AS = re.compile(rf"(?:(?:TM|KT|TL|TUQ|Q)\.\s*)?[{CAPITALS}\s.,/–-]{{3,}}$")
_NAME = re.compile(rf"(?:[{CAPITALS}][{SMALL}]*\s+){{1,5}}[{CAPITALS}][{SMALL}]*")
_JOINED = re.compile(rf"((?:TM|KT|TL|TUQ|Q)\.[{CAPITALS}\s.,/–-]+|[{CAPITALS}\s]{{8,}})\s+({_NAME.pattern})")
_RANK = re.compile(r"(?:(?:Thượng|Đại|Trung|Thiếu)\s+(?:tá|tướng|úy)|(?:ThS|TS|BS|PGS|GS|CN|KS)\.)\s*", re.IGNORECASE)
_BROKEN_BODY = re.compile(r"(?<=BAN NHÂN), (?=DÂN)|(?<=BAN), (?=NHÂN DÂN)|(?<=MẶT), (?=TRẬN)|(?<=TRẬN), (?=TỔ)")
_NO_NAME = re.compile(r"nơi nhận|lưu|ký|đã ký|bản điện tử|như trên|chủ tịch|giám đốc|trưởng|thủ trưởng", re.IGNORECASE)


def head_of(parts: Parts, text: str) -> Head:
    """Return the head of a plan from its parts; `text` is the document's text, which the blocks' spans refer to."""
    front = " ".join(_texts(parts.front))
    preamble = " ".join(block.text for block in parts.preamble if isinstance(block, Paragraph))
    title = _title(parts.title)
    number = _NUMBER.search(front)
    place, issued = _dated(parts.front)
    issuer = issuer_of(parts.front, preamble)
    year, year_to = _years(title, preamble, issued)
    superior = _SUPERIOR.search(preamble)
    signer, signed_as = _signature(parts.foot, text)
    return Head(
        number=re.sub(r"\s+", "", number[1]).rstrip(".,") if number else None,
        title=title,
        issuer=issuer,
        level=level_of(issuer) if issuer else None,
        place=place,
        issue_date=issued,
        year=year,
        year_to=year_to,
        signer=signer,
        signer_role=signed_as,
        superior=re.sub(r"\s+", "", superior[1]) if superior else None,
    )


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text


def _title(blocks: Sequence[Paragraph]) -> str:
    return " ".join(block.text for block in blocks)


def _dated(front: Sequence[Block]) -> tuple[str | None, str | None]:
    """Return the place and the ISO day of issue, as the line under the motto gives them."""
    for text in _texts(front):
        if match := _DATED.search(text):
            place = re.sub(r"^.*\s{3,}", "", match[1]).strip()
            place = re.sub(rf"^Số\s*:.*?(?=[{CAPITALS}][{SMALL}])", "", place).strip()
            return place or None, _iso(match[2], match[3], match[4])
    return None, None


def _iso(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _years(title: str, preamble: str, issued: str | None) -> tuple[int | None, int | None]:
    """Return the year that the plan is for, and the last one of a period: from the title, else from its dates."""
    own = _TERM.sub("", _CITED.sub("", title))
    if period := _PERIOD.search(own):
        return int(period[1]), int(period[2])
    until = _UNTIL.search(own)
    last = int(until[1]) if until else None
    if year := _YEAR.search(own):
        return int(year[1]), last
    if issued:
        return int(issued[:4]), last
    years = [int(match[3]) for match in _DAY.finditer(f"{title} {preamble}")]
    return (max(years), None) if years else (None, None)


def _signature(foot: Sequence[Block], text: str) -> tuple[str | None, str | None]:
    """Return who signed, and the words above the signature ("KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")."""
    lines = [line for line in _foot_lines(foot, text) if not line.startswith(("-", "–", "+"))]
    names = [line for line in lines if _is_name(line)]
    roles = ", ".join(line for line in lines if _SIGNED_AS.fullmatch(line) and "NƠI NHẬN" not in line)
    return (_RANK.sub("", names[-1]).strip() if names else None), (_BROKEN_BODY.sub(" ", roles) or None)


def _foot_lines(foot: Sequence[Block], text: str) -> Iterator[str]:
    for block in foot:
        cells = [cell.span for row in block.rows for cell in row] if isinstance(block, Table) else [block.span]
        for span in cells:
            for line in filter(None, (" ".join(line.split()) for line in text[span.start : span.end].splitlines())):
                joined = _JOINED.fullmatch(line)
                yield from joined.groups() if joined else [line]


def _is_name(line: str) -> bool:
    bare = _RANK.sub("", line).strip()
    return _NAME.fullmatch(bare) is not None and _NO_NAME.search(bare) is None and len(bare.split()) <= 6
