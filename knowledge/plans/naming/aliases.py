"""Other names of a unit, by the rules by which offices shorten them: initials, "Sở GD&ĐT", UBND, without the level.

An ordered list of small rules; each yields names from a name. What two units of one plan would share is left out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from knowledge.language.folding import key
from knowledge.language.letters import CAPITALS

_LEVEL = re.compile(rf"(?<!cấp)\s+(tỉnh|huyện|[Tt]hành phố|quận|thị xã|xã|phường|thị trấn)(?:\s+[{CAPITALS}].*)?$")
_FIELD = re.compile(
    r"(Sở|Phòng|Ban|Bộ|Cục|Chi cục|Trung tâm|Trung Tâm|Hội|Liên đoàn|Đài|Cổng|Kho bạc|Văn phòng|Thanh tra)\s+(.+)"
)
_DIVIDER = re.compile(r"\s+và\s+|\s*,\s*|\s*[-–]\s*|\s*&\s*")
_SHORT_HEADS = {
    "Sở": ("Sở ", "S"),
    "Phòng": ("Phòng ", "P", "P."),
    "Ban": ("Ban ", "B"),
    "Bộ": ("Bộ ", "B"),
    "Trung tâm": ("Trung tâm ", "TT"),
    "Trung Tâm": ("Trung tâm ", "TT"),
    "Hội": ("Hội ", "H"),
    "Đài": ("Đài ",),
    "Cổng": ("Cổng ",),
    "Văn phòng": ("Văn phòng ", "VP "),
    "Liên đoàn": ("Liên đoàn ", "LĐ"),
}
_PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Ủy ban nhân dân", ("UBND", "Ủy ban")),
    ("Hội đồng nhân dân", ("HĐND",)),
    ("Viện kiểm sát nhân dân", ("Viện kiểm sát", "VKSND", "VKS")),
    ("Tòa án nhân dân", ("Tòa án", "TAND")),
    ("Chỉ huy Quân sự", ("CHQS",)),
    ("Bộ Chỉ huy", ("BCH", "BCH ")),
    ("Ban Chỉ huy", ("BCH",)),
    ("Phòng thủ dân sự", ("PTDS",)),
    ("Liên hiệp Phụ nữ", ("LHPN", "Phụ nữ")),
    ("Cựu chiến binh", ("CCB",)),
    ("Liên đoàn Lao động", ("LĐLĐ", "Công đoàn")),
    ("Bảo hiểm xã hội", ("BHXH",)),
    ("Kho bạc Nhà nước", ("KBNN", "Kho bạc")),
    ("Thanh niên Cộng sản Hồ Chí Minh", ("TNCS Hồ Chí Minh", "thanh niên", "TN")),
    ("TNCS Hồ Chí Minh", ("TNCS", "thanh niên", "TN")),
    ("Công an", ("CA",)),
    ("Bộ đội Biên phòng", ("BĐBP", "Biên phòng")),
    ("Cổng Thông tin điện tử", ("Cổng TTĐT",)),
    ("Phát thanh - Truyền hình", ("PTTH", "PT-TH")),
    ("Truyền thanh - Truyền hình", ("TTTH", "TT-TH")),
)
_LONG = (
    ("UBND", "Ủy ban nhân dân"),
    ("CHQS", "Chỉ huy Quân sự"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("HĐND", "Hội đồng nhân dân"),
    ("TNCS", "Thanh niên Cộng sản"),
    ("LĐTB&XH", "Lao động - Thương binh và Xã hội"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
)
_FRONT = re.compile(r"(?:Ủy ban |Uỷ ban |UB ?)?(?:Mặt trận Tổ quốc|MTTQ)(?: ?Việt Nam|VN)?")
_FRONT_TAIL = re.compile(r"\s+và (?:các )?(?:tổ chức|đoàn thể).*$")
_YOUTH = re.compile(r"Đoàn (?:TNCS|Thanh niên)", re.IGNORECASE)
_LOCAL = re.compile(
    r"(?:(?:Ủy|Uỷ) ban nhân dân|UBND)\s+(?:các\s+|cấp\s+)?"
    r"((?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận)\b.*)"
)
_CALLED = re.compile(
    r"\((?:sau đây |dưới đây )?(?:được )?(?:gọi|viết) (?:tắt|chung)\s*(?:là|:)\s*[“\"]?([^)”\"]{2,60})"
)
_MOST = 24
_SPELLINGS = 6
_LONGEST_INITIALS = 9


def aliases_of(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Return the other names under which people know a unit: the plan's own spellings first, then those by rule."""
    names = dict.fromkeys(spellings)
    for known in (name, *list(names)[:_SPELLINGS]):
        names.update(dict.fromkeys(_by_rule(known)))
    distinct: dict[str, str] = {_distinct(name): name}
    for alias in names:
        distinct.setdefault(_distinct(alias), alias)
    return tuple(distinct.values())[1 : _MOST + 1]


@lru_cache(maxsize=4096)
def _by_rule(name: str) -> tuple[str, ...]:
    plain = name.replace("Uỷ", "Ủy").replace("–", "-")
    return tuple(dict.fromkeys(alias for rule in _RULES for alias in rule(plain) if len(alias) > 2))


@lru_cache(maxsize=16384)
def _distinct(name: str) -> str:
    """Return what tells two aliases apart: the folded words, and whether an ampersand stands for "và"."""
    return f"{key(name)}|{'&' in name}"


def called(texts: Iterable[str], names: Sequence[str]) -> dict[str, list[str]]:
    """Return the short names that a plan gives its units itself: "Sở X (sau đây gọi tắt là ...)"."""
    found: dict[str, list[str]] = {}
    for text in texts:
        for match in _CALLED.finditer(text) if "gọi " in text or "viết tắt" in text else ():
            before = text[: match.start()].rstrip()
            owner = next((name for name in names if before.endswith(name)), None)
            if owner:
                found.setdefault(owner, []).append(match[1].strip())
    return found


def without_shared(aliases: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return the aliases by unit name without those that mean two units, or that are another unit's name."""
    names = {key(name) for name in aliases}
    counts = Counter(alias for own in aliases.values() for alias in {key(a) for a in own})
    return {
        name: tuple(a for a in own if counts[key(a)] == 1 and (key(a) not in names or key(a) == key(name)))
        for name, own in aliases.items()
    }


def _without_level(name: str) -> Iterator[str]:
    if _LEVEL.search(name) and not _LOCAL.match(name) and "," not in name and " các " not in name:
        yield _LEVEL.sub("", name).rstrip(" ,")


def _initials(name: str) -> Iterator[str]:
    """Yield "Sở GD&ĐT", "Sở GDĐT", "P.GDĐT" for an office that is named after its fields."""
    match = _FIELD.match(_LEVEL.sub("", name))
    if not match or match[1] not in _SHORT_HEADS or not match[2][0].isupper() or " các" in name:
        return
    for short in field_initials(match[2]):
        for head in _SHORT_HEADS[match[1]]:
            if 1 < len(short) <= _LONGEST_INITIALS:
                yield head + short


def field_initials(fields: str) -> tuple[str, ...]:
    """Return the initials of a list of fields, with and without the signs between them: LĐTBXH, LĐ-TB&XH."""
    parts = [part for part in _DIVIDER.split(fields) if part]
    letters = ["".join(word[0] for word in part.split()).upper().replace("Ủ", "U") for part in parts]
    signs = [
        "&" if "và" in found or "&" in found else "-" if "-" in found or "–" in found else ""
        for found in _DIVIDER.findall(fields)
    ]
    plain = "".join(letters)
    signed = "".join(letter + sign for letter, sign in zip(letters, [*signs, ""], strict=False))
    joined = "".join(letter + ("&" if sign == "&" else "") for letter, sign in zip(letters, [*signs, ""], strict=False))
    return tuple(dict.fromkeys((plain, signed, joined, "-".join(letters), signed.replace("&", ""))))


def _first_field(name: str) -> Iterator[str]:
    """Yield "Phòng Giáo dục" for "Phòng Giáo dục và Đào tạo", and the branch: "ngành giáo dục"."""
    match = re.match(rf"(Sở|Phòng|Ban|Hội)\s+([{CAPITALS}].+)", _LEVEL.sub("", name))
    if not match:
        return
    first = _DIVIDER.split(match[2])[0]
    if first != match[2]:
        yield f"{match[1]} {first}"
    if match[1] in ("Sở", "Phòng"):
        yield f"ngành {first.lower()}"


def _phrases(name: str) -> Iterator[str]:
    """Yield the name with each of its known phrases shortened, with and without its level."""
    lower = name.lower()
    for phrase, shorts in _PHRASES if not re.match(r"[Cc]ác\s", name) else ():
        at = lower.find(phrase.lower())
        if at >= 0:
            for short in shorts:
                shortened = (name[:at] + short + name[at + len(phrase) :]).strip()
                yield " ".join(shortened.split())
                if _LEVEL.search(shortened) and not _LOCAL.match(name):
                    yield _LEVEL.sub("", shortened).strip()


def _spelt_out(name: str) -> Iterator[str]:
    for short, long in _LONG:
        if short in name and re.search(rf"\b{re.escape(short)}\b", name):
            yield re.sub(rf"\b{re.escape(short)}\b", long, name)


def _acronym(name: str) -> Iterator[str]:
    """Yield the initials of a whole name that begins in capitals: "TTYT", "TTYT huyện"."""
    level = _LEVEL.search(name)
    bare = _LEVEL.sub("", name)
    if re.match(r"Trung [tT]âm|Đài\b|Bệnh viện|Bưu điện|Điện lực|Ngân hàng|Kho bạc", bare) and len(bare.split()) <= 7:
        short = "".join(word[0] for word in re.findall(r"[^\W\d_]+", bare) if word.lower() != "và").upper()
        if len(short) > 2:
            yield short
            if level:
                yield f"{short} {level[1]}"


def _front(name: str) -> Iterator[str]:
    """Yield the names of the Fatherland Front, alone and with its level."""
    if not _FRONT.match(name):
        return
    base = _FRONT_TAIL.sub("", name)
    level = _LEVEL.search(base)
    tail = f" {level[1]}" if level else ""
    yield base
    for short in ("MTTQ", "UBMTTQ", "UBMTTQVN", "Mặt trận Tổ quốc", "Mặt trận", "Ủy ban MTTQ", "Ủy ban MTTQ Việt Nam"):
        yield short + tail
        yield short


def _youth(name: str) -> Iterator[str]:
    level = _LEVEL.search(name)
    if _YOUTH.match(name):
        yield "Đoàn thanh niên"
        yield "Đoàn TN"
        if level:
            yield f"{level[1].capitalize()} đoàn"
    elif match := re.match(r"(Tỉnh|Huyện|Thành|Quận|Xã|Thị) đoàn$", name, re.IGNORECASE):
        yield from ("Đoàn thanh niên", "Đoàn TN", "Đoàn TNCS Hồ Chí Minh", f"Đoàn thanh niên {match[1].lower()}")


def _local(name: str) -> Iterator[str]:
    """Yield the names of local governments: "UBND xã", "UBND cấp xã", "các xã, phường", "ủy ban xã"."""
    match = _LOCAL.match(name)
    if not match:
        return
    places = [
        place.strip() for place in re.split(r",|\bvà\b", re.sub(r"\s+(?:trên|trong|thuộc|có liên).*$", "", match[1]))
    ]
    cap = "huyện" if "huyện" in places else "xã" if "xã" in places else places[0]
    yield from (
        f"UBND các {match[1]}",
        f"Ủy ban nhân dân các {match[1]}",
        f"UBND {match[1]}",
        f"UBND cấp {cap}",
        f"các {match[1]}",
    )
    for place in places:
        yield from (f"UBND {place}", f"các {place}")
    yield f"ủy ban {cap}"


def _collective(name: str) -> Iterator[str]:
    """Yield a collective without its plural word and without its commas: "sở ban ngành", "sở ngành"."""
    bare = re.sub(r"^(?:[Tt]hủ trưởng |[Gg]iám đốc )?[Cc]ác\s+", "", name)
    if bare != name and not _LOCAL.match(bare):
        yield bare
    if re.match(r"(?:[Ss]ở|[Bb]an|[Nn]gành|[Pp]hòng),", bare):
        core = re.match(r"(?:(?:sở|ban|ngành|đoàn thể|phòng|hội)(?:, |$|(?= )))+", bare.lower())
        if core:
            plain = core[0].strip(" ,")
            yield from (f"các {plain}", plain.replace(",", ""))


_RULES: tuple[Callable[[str], Iterator[str]], ...] = (
    _spelt_out,
    _local,
    _without_level,
    _front,
    _youth,
    _initials,
    _phrases,
    _acronym,
    _first_field,
    _collective,
)
