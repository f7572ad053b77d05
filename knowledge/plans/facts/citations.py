"""Where a text cites a document by its number: "Quyết định số 45/QĐ-TTg ngày 09/01/2026 của Thủ tướng Chính phủ".

One `Mention` for each place. Numbers broken by spaces are mended ("12/2024/TT- BVH"), a number without a date takes the
date of the list it stands in ("số 22/CĐ-UBND và số 23/CĐ-UBND ngày 04/9/2026"), a list of numbers shares its kind.
How numbers are formed: Nghị định 30/2020/NĐ-CP, Appendix I and III; the party's documents: Hướng dẫn 36-HD/VPTW.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.language.folding import fold
from knowledge.plans.structure.sentences import folded_once, has_digit

KINDS = (
    "Thông báo kết luận",
    "Thông tư liên tịch",
    "Nghị quyết liên tịch",
    "Chương trình phối hợp",
    "Chương trình hành động",
    "Quy chế phối hợp",
    "Văn bản hợp nhất",
    "Kết luận",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Chỉ thị",
    "Thông tư",
    "Thông tri",
    "Thông báo",
    "Công điện",
    "Công văn",
    "Kế hoạch",
    "Chương trình",
    "Tờ trình",
    "Hướng dẫn",
    "Phương án",
    "Báo cáo",
    "Đề án",
    "Quy định",
    "Quy chế",
    "Pháp lệnh",
    "Bộ luật",
    "Luật",
    "Văn bản",
)
_KIND_OF_FOLDED = {fold(kind): kind for kind in KINDS}
_KIND_OF_CODE = {
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "KH": "Kế hoạch",
    "CĐ": "Công điện",
    "CTr": "Chương trình",
    "TTr": "Tờ trình",
    "HD": "Hướng dẫn",
    "PA": "Phương án",
    "BC": "Báo cáo",
    "ĐA": "Đề án",
}
_ISSUER_OF_CODE = (("TTg", "Thủ tướng Chính phủ"), ("CP", "Chính phủ"), ("QH", "Quốc hội"))

_SEGMENT = r"[A-ZĐƯÂ]{2,}[A-Za-zĐđƯưÂâ0-9&]*"
_NUMBER = re.compile(
    r"(?<![\w/.,\-])(?P<serial>\d{1,5})"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d))?"
    r"(?P<sep>\s?[/\-–]\s?|\s-\s)"
    rf"(?P<code>{_SEGMENT}(?:(?:\s?[/.\-–]|[/\-–]\s){_SEGMENT})*)"
)
_BARE = re.compile(
    r"(?P<kind>nghi quyet|quyet dinh|nghi dinh|chi thi|thong tu|ke hoach|cong van)\s+(?:so\s+)?"
    r"(?P<serial>\d{1,4})(?![\d/.,%]|\s?[-–/]\s?\w)"
)
_KIND = re.compile(r"\b(?:" + "|".join(sorted(_KIND_OF_FOLDED, key=len, reverse=True)) + r")\b")
_ISSUED = re.compile(
    r"[\s,(]*(?:(?:ky|ban hanh)\s+)?ngay\s+(\d{1,2})\s*"
    r"(?:[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})|thang\s*(\d{1,2})\s*(?:/|,?\s*nam)\s*(\d{4}))"
)
_ISSUED_BY = re.compile(
    r"[\s,)]*\b(?:cua|do)\s[^,;.()\d]{2,90}?(?<!truoc)(?<!tu)(?<!den)(?<!sau)(?<!het)(?=\sngay\s\d)"
)
_ISSUER_BEFORE_DATE = re.compile(r"\b(?:cua|do)\s([^,;.()\d]{2,90}?)\s(?:ban hanh\s)?ngay\s\d")
_SO = re.compile(r"\bso\s*:?\s*$")
_BETWEEN = re.compile(r"\s*(?:,|;|va|hoac|, va)\s*")
_LISTED = re.compile(r"[\s,;]*(?:va|hoac)?[\s,]*(?:so)?\s*")
_ISSUER = re.compile(r"[\s,)]*\b(?:cua|do)\s")
_ISSUER_END = re.compile(
    r"[;:()\"“”\[|]|,(?! the thao)|\.(?:\s|$|/)|"
    r"\s(?:ve|v/v|ban hanh|phe duyet|thong qua|quy dinh|trien khai|thuc hien|huong dan|sua doi|trong|nham|de|dat|"
    r"cong bo|theo|truoc|da|duoc|cho|tang cuong|tiep tuc|khoa|va (?:cac|" + "|".join(_KIND_OF_FOLDED) + r"))\b"
)
_PROPOSED_BY = re.compile(r"\bcua\s+([^,;.()\d]{3,90}?)\s+tai\s*$")
_CLAUSE_END = re.compile(
    r";|\||\./\.|\.(?=\s+[A-ZĐÀ-Ỹ]|$)|…|\s?\((?:sau đây|gọi tắt)"
    r"|[,.]\s(?=(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Sở|Phòng|Ban|Hội)\s[^,;]{0,110}?(?:ban hành|xây dựng)\s[Kk]ế hoạch)"
)
LONGEST_QUOTE = 420


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation: characters [start, end) hold kind, number and date; `number` is mended, `code` its letters.

    `number` of a bare mention ("Nghị quyết số 9") is the serial alone and its `code` empty.
    """

    start: int
    end: int
    kind: str
    serial: str
    year: int | None
    code: str
    number: str
    date: str | None = None
    issuer: str | None = None
    about: str = ""
    quote: str = ""

    @property
    def key(self) -> tuple[str, int | None, str]:
        """Equal for two spellings of one number: serial without leading zeros, year, letters without case."""
        return (self.serial.lstrip("0"), self.year, self.code.casefold())


@lru_cache(maxsize=2048)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return every citation by number, in order; bare ones ("Nghị quyết số 9") too."""
    if not has_digit(text):
        return ()
    folded = folded_once(text)
    found = _numbered(text, folded)
    found += _bare(folded, found)
    found.sort(key=lambda m: m.start)
    return tuple(_described(text, folded, found))


def _numbered(text: str, folded: str) -> list[Mention]:
    found: list[Mention] = []
    floor = 0
    for match in _NUMBER.finditer(text):
        start, kind = _kind_before(text, folded, floor, match.start())
        if not _is_number(match, folded, kind):
            continue
        if kind is None:
            kind = _carried(folded, found, match.start()) or _KIND_OF_CODE.get(re.split(r"[\-–/.]", match["code"])[0])
        found.append(_mention(match, folded, start, kind or "Văn bản"))
        floor = found[-1].end
    return found


def _mention(match: re.Match[str], folded: str, start: int, kind: str) -> Mention:
    code = re.sub(r"\s", "", match["code"]).replace("–", "-")
    separator = match["sep"].strip().replace("–", "-")
    year = int(match["year"]) if match["year"] else None
    number = f"{match['serial']}{'/' + match['year'] if year else ''}{separator}{code}"
    date, end = _date_after(folded, match.end())
    return Mention(start, end, kind, match["serial"], year, code, number, date)


def _is_number(match: re.Match[str], folded: str, kind: str | None) -> bool:
    """Tell a document's number from "10 - UBND các xã": a lone code or a spaced dash needs a kind or "số" before it."""
    if kind is not None or _SO.search(folded, 0, match.start()):
        return True
    lone = not re.search(r"[\-–/.]", match["code"])
    return not (lone and not match["year"]) and not match["sep"].startswith(" ") and "–" not in match["sep"]


def _kind_before(text: str, folded: str, floor: int, at: int) -> tuple[int, str | None]:
    """Return where the citation starts and its kind: the nearest kind word before the number in the same clause."""
    low = max(floor, at - 130)
    window = folded[low:at]
    cut = max(window.rfind(";"), window.rfind(". "), window.rfind(":"))
    best: tuple[int, str] | None = None
    for match in _KIND.finditer(window, cut + 1):
        rest = window[match.end() :].strip()
        adjacent = rest in ("", "so", "so so", "so:")
        named = rest.endswith(" so") and text[low + match.start()].isupper()
        if adjacent or named:
            best = (low + match.start(), _KIND_OF_FOLDED[match[0]])
    if best:
        return best
    word = re.search(r"\bso\s*$", window)
    return (low + word.start() if word else at), None


def _carried(folded: str, found: list[Mention], at: int) -> str | None:
    """Return the kind of the list that this number continues, or that a plural before a colon names."""
    if found and _LISTED.fullmatch(folded, found[-1].end, at):
        return found[-1].kind
    plural = re.search(r"cac\s+(" + "|".join(_KIND_OF_FOLDED) + r")\s*:?\s*(?:so\s*)?$", folded[max(0, at - 60) : at])
    return _KIND_OF_FOLDED[plural[1]] if plural else None


def _date_after(folded: str, at: int) -> tuple[str | None, int]:
    match = _ISSUED.match(folded, at)
    if not match and (body := _ISSUED_BY.match(folded, at)):
        match = _ISSUED.match(folded, body.end())
    if not match:
        return None, at
    day, month, year, month_word, year_word = match.groups()
    iso = f"{int(year or year_word):04}-{int(month or month_word):02}-{int(day):02}"
    return iso, match.end()


def _bare(folded: str, numbered: list[Mention]) -> list[Mention]:
    found = []
    for match in _BARE.finditer(folded):
        if any(m.start <= match.start() < m.end for m in numbered) or re.match(
            r"\s?(?:thang|nam|ngay(?!\s\d))\b", folded[match.end() :]
        ):
            continue
        date, end = _date_after(folded, match.end())
        kind = _KIND_OF_FOLDED[match["kind"]]
        found.append(Mention(match.start(), end, kind, match["serial"], None, "", match["serial"], date))
    return found


def _described(text: str, folded: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions with dates shared in lists, issuers, what they are about, and their words."""
    described: list[Mention] = []
    following: Mention | None = None
    for mention in reversed(found):
        joined = following and _BETWEEN.fullmatch(folded[mention.end : following.start])
        if joined and following and not mention.date and mention.code and ";" not in joined[0]:
            mention = replace(mention, date=following.date)
        issuer, at = _issuer(text, folded, mention)
        if (
            issuer is None
            and joined
            and following
            and (";" not in joined[0] or folded.startswith("so ", following.start))
        ):
            issuer = following.issuer
        about, end = _about(text, mention, at, following)
        quote = text[mention.start : max(end, mention.end)].strip(" ,;")[:LONGEST_QUOTE]
        following = replace(mention, issuer=issuer, about=about, quote=quote)
        described.append(following)
    return described[::-1]


def _issuer(text: str, folded: str, mention: Mention) -> tuple[str | None, int]:
    """Return who issued it and where its name ends."""
    if by := _ISSUER_BEFORE_DATE.search(folded, mention.start, mention.end):
        return text[by.start(1) : by.end(1)].strip(), mention.end
    opening = _ISSUER.match(folded, mention.end)
    if opening:
        closing = _ISSUER_END.search(folded, opening.end())
        end = min(closing.start() if closing else len(text), opening.end() + 110)
        return text[opening.end() : end].strip(" ,-") or None, end
    proposer = _PROPOSED_BY.search(folded[max(0, mention.start - 110) : mention.start])
    if proposer:
        low = max(0, mention.start - 110)
        return text[low + proposer.start(1) : low + proposer.end(1)].strip(), mention.end
    known = next((name for code, name in _ISSUER_OF_CODE if re.search(rf"(?:^|-){code}(?:\d+)?$", mention.code)), None)
    return known, mention.end


def _about(text: str, mention: Mention, at: int, following: Mention | None) -> tuple[str, int]:
    """Return what the plan says the document is about, and where that ends: at the clause, or at the next of a list."""
    closing = _CLAUSE_END.search(text, at)
    end = closing.start() if closing else len(text)
    if following and at <= following.start < end and re.search(r"(?:,|\bvà)\s*$", text[at : following.start]):
        end = max(at, text.rfind(",", at, following.start), text.rfind(" và", at, following.start))
    about = text[at:end].strip(" ,.:-")
    if ")" in about and "(" not in about.partition(")")[0]:
        about, end = about.partition(")")[0].strip(), text.index(")", at)
    name = re.sub(r"(?:\s*\bsố)+\s*$", "", text[mention.start : text.find(mention.serial, mention.start)], flags=re.I)
    title = name[len(mention.kind) :].strip() if fold(name).startswith(fold(mention.kind)) else ""
    return f"{title}; {about}".strip("; ")[:LONGEST_QUOTE], end
