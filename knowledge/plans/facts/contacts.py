"""Where to turn: hotlines, telephone numbers, e-mail addresses, places, and the contact points a plan names."""

import re
from collections.abc import Iterator, Sequence

from knowledge.language.folding import fold, squeeze
from knowledge.language.letters import CAPITALS, SMALL
from knowledge.plans.facts.citations import mentions
from knowledge.plans.model import Contact, Passage
from knowledge.plans.structure.sentences import folded_once, has_digit, sentences

_CALL = re.compile(
    r"\b(?:tong dai|duong day nong|hotline|(?:so )?dien thoai|dt|sdt|zalo|fax|so may|lien he|"
    r"goi (?:so|ngay|dien|\d)|truc ban so)"
)
_SHORT = re.compile(
    r"\b(?:tong dai|duong day nong|hotline|goi)\b[^.;()]{0,80}?\(?(?:so\s|dien thoai:?\s)?"
    r"(?<![\d/.,])(1\d\d|1[89]\d\d)(?![\d/.,]\d|\d)"
)
_FURTHER = re.compile(r"(?:,|\s(?:va|hoac|hay))\s(1\d\d|1[89]\d\d)(?![\d/.,]\d|\d)")
_LONG = re.compile(r"(?<![\d/.,\-])(?:\+84|0|1800|1900)[\s.]?(?:\(?\d{1,4}\)?[\s.\-]{0,2}){1,4}\d{2,4}(?!\d|/)")
_PHONE_SHAPE = re.compile(r"0(?<![\d/.,\-]0)\d{2,3}[.\s]\d{1,4}[.\s]\d{3}(?:[.\s]\d{3})?(?![\d/]|[.,]\d)")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PLACE = re.compile(r"\bdia chi\s?:\s?")
_POINT = (
    re.compile(r"\bphan anh (?:kip thoi )?(?:ve|den|toi|voi)\s"),
    re.compile(r"\b(?:trao doi|lien he) (?:voi|ve|den|truc tiep voi)\s"),
    re.compile(r"\bbao cao bang van ban ve\s"),
    re.compile(r"\b(?:bao cao|thong tin|phan anh)\s(?:ve\s)?(?=ubnd|uy ban|so |ban |phong )"),
    re.compile(r"\b(?:thong qua|qua) (?:dau moi\s|(?=phong |so |ban |van phong ))"),
)
_TROUBLE = re.compile(r"\b(?:vuong mac|kho khan|phat sinh|dau moi)\b")
_POINT_END = re.compile(
    r"\s(?:de|tong hop|xem xet|theo|trong|nham|phoi hop|bang)\b|;|\.(?:\s|$|/)|,(?! (?:the thao|cham soc|bao ve))|$"
)
_POINT_WORD = re.compile(r"\b(?:dau moi|phan anh|vuong mac|kho khan|trao doi)\b")
_NAME = re.compile(r"(?:tổng đài|đường dây nóng|hotline|số điện thoại|email|thư điện tử|hòm thư)\b.*", re.I)
_LABEL = re.compile(r"(?:số )?(?:điện thoại|di động)|sđt|đt|zalo", re.I)
_LISTED = re.compile(r"(?:\s1\d\d(?:,|\s(?:và|hoặc|hay))?)+$")
_PERSON = re.compile(rf"(?:ông|bà|đồng chí|[đĐ]/c)\s(?:[{CAPITALS}][{SMALL}]*\s?){{1,5}}")
_MAY_TELL = (
    *("tong dai", "duong day nong", "hotline", "dien thoai", "dt", "zalo", "fax", "so may", "lien he", "goi "),
    *("truc ban", "@", "dia chi", "dau moi", "phan anh", "vuong mac", "kho khan", "trao doi"),
)
FEWEST_DIGITS, MOST_DIGITS = 8, 12


def contacts(passages: Sequence[Passage]) -> tuple[Contact, ...]:
    """Return the plan's contacts in reading order, each number once, with the words that introduce it."""
    found: dict[str, Contact] = {}
    for passage in passages:
        for contact in _of_passage(passage):
            found.setdefault(_identity(contact.value), contact)
    return tuple(found.values())


def _identity(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    return digits if len(digits) >= 3 and "@" not in value else fold(value)


def _of_passage(passage: Passage) -> Iterator[Contact]:
    folded = folded_once(passage.text)
    shaped = has_digit(folded) and _PHONE_SHAPE.search(folded) is not None
    if not shaped and not any(words in folded for words in _MAY_TELL):
        return
    calls = shaped or bool(_CALL.search(folded))
    if not (calls or "@" in folded or "dia chi" in folded or _POINT_WORD.search(folded)):
        return
    for start, end in sentences(passage.text):
        yield from _of_sentence(passage, folded, start, end, calls=calls)


def _of_sentence(passage: Passage, folded: str, start: int, end: int, *, calls: bool) -> Iterator[Contact]:
    text = passage.text
    spans: list[tuple[int, int]] = []
    if calls:
        spans += [s for m in _LONG.finditer(folded, start, end) if _is_number(text, (s := m.span()))]
        spans += [s for s in _short_numbers(folded, start, end) if not any(low <= s[0] < high for low, high in spans)]
    spans += [m.span() for m in _MAIL.finditer(text, start, end)]
    for low, high in sorted(spans):
        yield _contact(passage, (low, high), _introduction(text, start, low), (start, end))
    for place in _PLACE.finditer(folded, start, end):
        stop = re.search(r"[;(]|$", text[place.end() : end])
        high = place.end() + (stop.start() if stop else end - place.end())
        yield _contact(passage, (place.end(), high), "địa chỉ", (start, end))
    if _TROUBLE.search(folded, start, end) and (point := _point(folded, start, end)):
        yield _contact(passage, point, "nơi phản ánh, đầu mối", (start, end))


def _short_numbers(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of short numbers, those of a list too: "gọi 113, 114 hoặc 115"."""
    for found in _SHORT.finditer(folded, start, end):
        yield found.span(1)
        at = found.end(1)
        while further := _FURTHER.match(folded, at, end):
            yield further.span(1)
            at = further.end(1)


def _is_number(text: str, span: tuple[int, int]) -> bool:
    digits = re.sub(r"\D", "", text[slice(*span)])
    cited = any(m.start <= span[0] < m.end for m in mentions(text))
    return FEWEST_DIGITS <= len(digits) <= MOST_DIGITS and not cited


def _introduction(text: str, start: int, at: int) -> str:
    """Return the words that say whose number it is: what stands before it, back to a comma, "và" or "với"."""
    before = re.sub(r"\(?\s*(?:số)?\s*:?\s*\(?\s*$", "", text[start:at]).strip(" :(-,")
    before = _LISTED.sub("", before)
    part = re.split(r"[,;()]|\.\s|\b(?:và|với|đến|về|hoặc)\b", before)[-1].strip(" :-").removesuffix(" theo")
    if _LABEL.fullmatch(part) and (persons := _PERSON.findall(before)):
        return f"{persons[-1].strip()}, {part}"
    named = _NAME.search(part)
    return squeeze(named[0] if named else part or before)[-160:]


def _point(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the body to turn to: "thông qua phòng ...", "phản ánh về ...", "trao đổi với ..."."""
    for pattern in _POINT:
        opening = pattern.search(folded, start, end)
        if opening is None:
            continue
        low = opening.end()
        stop = _POINT_END.search(folded, low, end)
        high = stop.start() if stop else end
        return (low, high) if high - low > 2 else None
    return None


def _contact(passage: Passage, span: tuple[int, int], what: str, sentence: tuple[int, int]) -> Contact:
    value = squeeze(passage.text[slice(*span)]).strip(" ,;:")
    value = value.removesuffix(")") if "(" not in value else value
    value = value if ")" in value else value.partition("(")[0].strip()
    quote = squeeze(passage.text[slice(*sentence)]).strip(" ;-")
    return Contact(what or value, value, quote, passage.section, passage.position)
