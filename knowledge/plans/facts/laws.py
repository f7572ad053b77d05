"""Documents cited by their name alone: laws, codes, conventions, the constitution, named programmes and strategies."""

import re
from collections.abc import Iterable

from knowledge.language.folding import key
from knowledge.plans.model import Passage, Reference
from knowledge.plans.structure.sentences import folded_once

# Names of laws that hold a comma or a conjunction, where a rule by capitals would cut them short (folded).
_LONG_NAMES = (
    "bau cu dai bieu quoc hoi va dai bieu hoi dong nhan dan",
    "bao ve va phat trien rung",
    "ban hanh van ban quy pham phap luat",
    "ban hanh van ban qppl",
    "can bo, cong chuc",
    "giao duc quoc phong va an ninh",
    "khieu nai, to cao",
    "nghia vu quan su",
    "ngan sach nha nuoc",
    "nguoi lao dong viet nam di lam viec o nuoc ngoai theo hop dong",
    "phong chay, chua chay va cuu nan, cuu ho",
    "phong chay va chua chay",
    "phong, chong bao luc gia dinh",
    "phong chong bao luc gia dinh",
    "phong, chong ma tuy",
    "phong, chong mua ban nguoi",
    "phong, chong tac hai cua ruou, bia",
    "phong, chong tham nhung",
    "phong, chong thien tai",
    "phong, chong benh truyen nhiem",
    "quan ly, su dung vu khi, vat lieu no va cong cu ho tro",
    "tiep can thong tin",
    "thuc hanh tiet kiem, chong lang phi",
    "thuc hien dan chu o co so",
    "tieu chuan va quy chuan ky thuat",
    "to chuc chinh phu va luat to chuc chinh quyen dia phuong",
    "to chuc chinh quyen dia phuong",
    "tre em",
    "trat tu, an toan giao thong duong bo",
    "xu ly vi pham hanh chinh",
)
_LAW = re.compile(r"\b(bo luat|luat|phap lenh)\s+(?!so\b|su\b|nay\b|gia\b|do\b|hien\b)(?=\w)")
_NAME_END = re.compile(
    r"[,;:.()\"“”/\[!|]|\s\d|$|\s(?:va|cac|cua|so|nam(?=\s\d)|quy dinh|de|cho|doi voi|trong|theo|duoc|"
    r"den|ve|la|co|tren|khi|nay|hoac|gan|nham|ban hanh|co hieu luc|tai|bao gom|phu hop|o)\b"
)
_AMENDING = re.compile(r"sua doi, bo sung mot so dieu cua (?:bo )?luat\s")
_YEAR = re.compile(r"\s+nam\s+(\d{4})")
_CONVENTION = re.compile(r"\bcong uoc\s+(?:cua\s)?(?:lien hop quoc|quoc te|ve)\b[^,;.()]{0,80}")
_CONSTITUTION = re.compile(r"\bhien phap(?:\s+nam)?\s+(\d{4})")
_TERM = r"(?:giai doan \d{4}\s?-\s?\d{4}|den nam \d{4})"
_PROGRAMME = re.compile(
    r"\b(chuong trinh|de an|chien luoc)\s+(?!tai\b|nay\b)(?:[“\"][^”\"]{12,200}[”\"]"
    rf"|[^;:.\"“”]{{10,200}}?{_TERM}(?:,? (?:dinh huong|tam nhin|va tam nhin) den nam \d{{4}})?)"
)
_KINDS = {"chuong trinh": "Chương trình", "de an": "Đề án", "chien luoc": "Chiến lược"}
_LAW_KINDS = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh"}


def named_documents(passages: Iterable[Passage]) -> tuple[Reference, ...]:
    """Return the documents cited without a number, each once by its folded name, in the order of first mention."""
    found: dict[str, Reference] = {}
    for passage in passages:
        folded = folded_once(passage.text)
        for kind, start, end in _spans(passage.text, folded):
            name = passage.text[start:end].strip()
            found.setdefault(
                re.sub(r"\snam \d{4}$", "", key(name)),
                Reference(kind, None, None, None, name, name, passage.section, passage.position),
            )
    return tuple(found.values())


def _spans(text: str, folded: str) -> list[tuple[str, int, int]]:
    spans = []
    if "luat" in folded or "phap lenh" in folded:
        spans += [law for match in _LAW.finditer(folded) if (law := _law(text, folded, match))]
    if "cong uoc" in folded:
        spans += [("Công ước", m.start(), m.end()) for m in _CONVENTION.finditer(folded) if text[m.start()] == "C"]
    if "hien phap" in folded:
        spans += [("Hiến pháp", m.start(), m.end()) for m in _CONSTITUTION.finditer(folded)]
    if "chuong trinh" in folded or "de an" in folded or "chien luoc" in folded:
        for match in _PROGRAMME.finditer(folded):
            if text[match.start()].isupper() and text[match.start() + 1].islower():
                spans.append((_KINDS[match[1]], match.start(), match.end()))
    return sorted(spans, key=lambda s: s[1])


def _law(text: str, folded: str, match: re.Match[str]) -> tuple[str, int, int] | None:
    """Return a law's kind and span; a lower-case "luật" is the word, not a name."""
    if not text[match.start()].isupper() or text[match.start() : match.end()].isupper():
        return None
    amending = _AMENDING.match(folded, match.end())
    at = amending.end() if amending else match.end()
    rest = folded[at:]
    long = max((n for n in _LONG_NAMES if rest.startswith(n)), key=len, default="")
    closing = _NAME_END.search(folded, at)
    end = at + len(long) if long or not closing else closing.start()
    if not text[at].isupper() and not long:
        return None
    if end - at > 80 or end - at < 3:
        return None
    if year := _YEAR.match(folded, end):
        end = year.end()
    return _LAW_KINDS[match[1]], match.start(), end
