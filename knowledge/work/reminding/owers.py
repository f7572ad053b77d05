"""Which units owe what a deadline asks of a collective ("các cơ quan, ban, ngành, đoàn thể; UBND các xã, thị trấn")."""

import re
from collections.abc import Iterable
from enum import Flag, auto

from knowledge.language.folding import key


class Body(Flag):
    """What kinds of bodies there are under an issuer; a collective's words may mean several."""

    AGENCY = auto()
    ORGANISATION = auto()
    LOCAL = auto()


_WORDS = {
    "ubnd": Body.LOCAL,
    "uy ban nhan dan": Body.LOCAL,
    "xa": Body.LOCAL,
    "phuong": Body.LOCAL,
    "thi tran": Body.LOCAL,
    "dac khu": Body.LOCAL,
    "huyen": Body.LOCAL,
    "thon": Body.LOCAL,
    "dia phuong": Body.LOCAL,
    "so": Body.AGENCY,
    "phong": Body.AGENCY,
    "ban": Body.AGENCY,
    "nganh": Body.AGENCY,
    "co quan": Body.AGENCY,
    "cong an": Body.AGENCY,
    "uy ban": Body.ORGANISATION,
    "doan the": Body.ORGANISATION,
    **dict.fromkeys(("tinh doan", "thanh doan", "huyen doan", "quan doan", "xa doan"), Body.ORGANISATION),
    **dict.fromkeys(("tinh uy", "thanh uy", "huyen uy", "quan uy", "dang uy", "huyen doi", "xa doi"), Body.AGENCY),
    "hoi": Body.ORGANISATION,
    "doan": Body.ORGANISATION,
    "to chuc": Body.ORGANISATION,
    "mat tran": Body.ORGANISATION,
    "lien doan": Body.ORGANISATION,
    "don vi": Body.AGENCY | Body.ORGANISATION,
}
_PLURAL = re.compile(r"(?<!quản lý )(?<!liên hiệp )\b(?:các|những|mọi|toàn bộ|tất cả)\b")
"""With its marks: "môi trường" is no "mọi"; "Ban Quản lý các khu công nghiệp" and "Liên hiệp các hội" are one body."""
_KINDS = ("so ban nganh", "phong ban", "ubnd cap ", "uy ban nhan dan cap ", "cap xa", "cap huyen")


def is_collective(who: str) -> bool:
    """Tell whether words name several bodies by their kind: "các sở, ban, ngành", "UBND các xã", "UBND cấp xã"."""
    return _PLURAL.search(who.lower()) is not None or key(who).startswith(_KINDS)


def bodies(words: str) -> Body:
    """Return the kinds that a collective's words mean: "UBND các xã" is local though "ban" stands in it."""
    text = f" {key(words)} "
    found = Body(0)
    for word, kind in sorted(_WORDS.items(), key=lambda item: -len(item[0])):
        if f" {word} " in text:
            found |= kind
            text = text.replace(f" {word} ", " ")
    return found


def body(unit: str) -> Body:
    """Return what kind of body a unit is, by the word that its name begins with: an agency where no word tells."""
    text = f"{key(unit)} "
    begins = [word for word in _WORDS if text.startswith(f"{word} ")]
    return _WORDS[max(begins, key=len)] if begins else Body.AGENCY


def owers(who: Iterable[str], units: Iterable[str], aliases: dict[str, str]) -> set[str]:
    """Return which of the registered units owe what is asked of `who`.

    `aliases` maps folded names to a unit's canonical one, so that "Phòng LĐTBXH" meets its full name.
    """
    named = list(units)
    wanted = {aliases.get(key(name), key(name)) for name in who if not is_collective(name)}
    kinds = [bodies(name) for name in who if is_collective(name)]
    return {
        unit
        for unit in named
        if aliases.get(key(unit), key(unit)) in wanted or any(body(unit) & kind for kind in kinds)
    }
