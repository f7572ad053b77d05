"""When two names are one unit: keys that are equal for the spellings of a name inside one plan."""

import re
from functools import lru_cache

from knowledge.language.folding import key
from knowledge.language.tables import any_of

_SHORT = (
    (r"\bub mttq(?:vn)?\b|\bubmttq(?:vn)?\b", "uy ban mat tran to quoc viet nam"),
    (r"\bmttq(?:vn)?\b", "mat tran to quoc viet nam"),
    (r"\bviet nam viet nam\b", "viet nam"),
    (r"\bmat tran to quoc viet nam\b", "mat tran to quoc"),
    (r"\bmat tran to quoc\b", "mat tran to quoc viet nam"),
    (r"\bubnd\b|\buy ban nhan\b(?! dan)", "uy ban nhan dan"),
    (r"\bhdnd\b", "hoi dong nhan dan"),
    (r"\bbchqs\b|\bbo chqs\b", "bo chi huy quan su"),
    (r"\bbch\b", "ban chi huy"),
    (r"\bptds\b", "phong thu dan su"),
    (r"\bbhxh\b", "bao hiem xa hoi"),
    (
        r"\bldtb xh\b|\bldtbxh\b|\bld tb ?& ?xh\b|\bld tbxh\b|\bld tb xh\b|\bldtb& ?xh\b",
        "lao dong thuong binh va xa hoi",
    ),
    (r"\blao dong tb ?(?:& )?xh\b|\blao dong tbxh\b", "lao dong thuong binh va xa hoi"),
    (r"\bgd ?& ?dt\b|\bgddt\b|\bgd dt\b", "giao duc va dao tao"),
    (r"\btncs\b", "thanh nien cong san"),
    (r"\blhpn\b", "lien hiep phu nu"),
    (r"\bccb\b", "cuu chien binh"),
    (r"\bvksnd\b|\bvien ksnd\b", "vien kiem sat nhan dan"),
    (r"\btand\b", "toa an nhan dan"),
    (r"\bttyt\b", "trung tam y te"),
)
_FRONT = re.compile(
    r"((?:uy ban )?mat tran to quoc\b.*?) (?:va|cung) (?:cac )?"
    r"(?:to chuc )?(?:thanh vien|chinh tri xa hoi|doan the|hoi doan the)"
    r"(?: (?:chinh tri xa hoi|thanh vien|cung cap|khac))*"
    r"((?: (?:cac cap|tinh|huyen|thanh pho|xa|phuong))?)$"
)
"""The Fatherland Front with its members: one body, whichever of its members' names a plan writes."""
_SHORTHANDS = tuple((re.compile(short), full) for short, full in _SHORT)
_LED = (
    "so; ban; nganh; phong; uy ban; co quan; don vi; thon; ap; buon; lang; khu pho; to dan pho; tram; truong; doan the"
)
_LEVELS = "tinh; thanh pho; huyen; quan; thi xa; xa; phuong; thi tran; dac khu"
_PERSON = re.compile(
    rf"(?:thu truong|giam doc|lanh dao|nguoi dung dau|truong|"
    rf"chu tich(?! uy ban nhan dan {any_of(_LEVELS)}(?:$| \w+ \w+$)))"
    rf"\s+(?=(?:cac )?{any_of(_LED)}\b)"
)
_COMRADE = re.compile(r"\b(?:dong chi|d c) ")
_LOCAL = re.compile(
    r"(?:uy ban nhan dan )?(?:cap|cac)? ?"
    r"((?:(?:cac|cap|va|xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|co so|tx|tp) ?)+)"
    r"(?: ?(?:lien quan|co lien quan|tren dia ban.*|trong tinh|toan tinh|thuoc.*|tinh))?$"
)
_DEPARTMENT_NOUNS = (
    "so; ban; nganh; doan the; hoi; phong; don vi; co quan; to chuc chinh tri xa hoi; cac; va; hoi doan the; "
    "truc thuoc; chuyen mon; quan chung"
)
_DEPARTMENT_TAILS = (
    "tinh; huyen; thanh pho; xa; phuong; quan; thi xa; cap tinh; cap huyen; cap xa; cap thanh pho; lien quan; "
    "co lien quan; khac; o dia phuong; dia phuong; chuc nang"
)
_DEPARTMENTS = re.compile(
    rf"(?:cac )?(?:co quan (?:chuyen mon )?)?(?:so|ban|nganh|phong)(?: {any_of(_DEPARTMENT_NOUNS)})*"
    rf"(?: (?:{any_of(_DEPARTMENT_TAILS)}|(?:thuoc|cua|truc thuoc) .*))*$"
)
_LEVEL_TAIL = re.compile(r" (?:tinh|huyen|thanh pho|quan|thi xa|xa|phuong|thi tran)$")
COMMUNES, DISTRICTS, DEPARTMENTS = "#communes", "#districts", "#departments"


@lru_cache(maxsize=8192)
def unit_key(name: str) -> str:
    """Return the key of a unit's name: local governments and the departments together have one key each."""
    text = key(name.replace("&", " va "))
    for short, full in _SHORTHANDS:
        text = short.sub(full, text)
    text = _FRONT.sub(r"\1\2 va thanh vien", text) if "mat tran" in text else text
    text = _COMRADE.sub("", _PERSON.sub("", text))
    plural = re.match(r"(?:tat ca )?(?:cac|nhung|moi|tung) ", text)
    text = text[plural.end() :] if plural else text
    return _local_key(text) or (
        DEPARTMENTS if plural and text == "so" or _is_departments(text) else re.sub(r"\b(?:va|the) ", "", text)
    )


def _is_departments(text: str) -> bool:
    return _DEPARTMENTS.match(text) is not None and text not in ("so", "ban", "phong")


def _local_key(text: str) -> str | None:
    match = _LOCAL.match(text)
    if not match or text in (
        "xa",
        "huyen",
        "thanh pho",
        "uy ban nhan dan",
        "uy ban nhan dan thanh pho",
        "uy ban nhan dan huyen",
    ):
        return None
    places = match[1].replace("thi xa", "thixa")
    if re.search(r"\b(?:huyen|quan|thixa|thanh pho|tp|tx)\b", places):
        return DISTRICTS
    if re.search(r"\b(?:xa|phuong|thi tran|dac khu|co so)\b", places):
        return COMMUNES
    return None


def without_level(unit: str) -> str:
    """Return a key without the level at its end: "cong an huyen" and "cong an" are one in a district's plan."""
    return _LEVEL_TAIL.sub("", unit)
