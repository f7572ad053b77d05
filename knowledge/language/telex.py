"""Telex and VNI keys that were left in a text because the phone's Vietnamese keyboard was off: 'phongf tuw phaps'.

A word is turned only when it is no Vietnamese syllable as it stands and becomes one by its keys, so names, foreign
words and abbreviations stay. The rules are those of the two input methods.
"""

import re
import unicodedata
from functools import lru_cache

from knowledge.language.folding import fold
from knowledge.language.syllables import TONES, allows_tone, is_syllable, plain_syllables

_MOST_KEYS = 12
"""Keys of one syllable: 'nghieengs' has nine; a longer word is none, whatever its keys."""
_MOST_WORDS = 4096
_WORD = re.compile(r"[^\W\d_]+\d*(?:[^\W_]+)?")
_INNER_VNI = re.compile(r"[A-Za-z]+(?:\d{1,2}[A-Za-z]+)+\d?")
_VOWELS = frozenset("aăâeêioôơuưy")
_CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
_HORN = {"a": "ă", "o": "ơ", "u": "ư"}
_MARKED = frozenset("ăâêôơư")
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_MARKS = {"6": "âêô", "7": "ơư", "8": "ă"}
_KEPT_WORDS = """
tw cax tax fax max box mix fox sex sms test post list last best cost west host pos as is us es ios or for from
er her per car bar door poor boss pass mass class os dos gas bus plus ups pr cs px ok zoom room
book look good too soon food cool school
google facebook tiktok fanpage fb net web wifi win win32 new news now how low show slow view row tv wc dow flow
excel file clip video photo app sheet drive docx xlsx pdf form link feed need see free week been meet team seen
dak lak lac pleiku krong ea hleo drang ia grai kbang ayun pa plei ktang
"""
_KEPT = frozenset(_KEPT_WORDS.split())


def untelex(text: str) -> str:
    """Return the text with every word that only telex or VNI keys keep from being Vietnamese turned into Vietnamese.

    A word in capitals is taken for an abbreviation unless the whole text is in capitals.
    """
    shouting = text.upper() == text
    vni = any(map(_has_inner_vni, _WORD.findall(text))) if _INNER_VNI.search(text) else False

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if not word.isascii() or (word.isupper() and len(word) > 1 and not shouting):
            return word
        return untelex_word(word, vni=vni) or word

    return _WORD.sub(mend, text)


@lru_cache(maxsize=_MOST_WORDS)
def untelex_word(word: str, *, vni: bool = False) -> str | None:
    """Return the syllable that the keys of a word spell, in the word's case; None where they spell none.

    With `vni`, a digit at the word's end counts as a key too ('lam2'); inside a word it always does ('pho2ng').
    """
    lower = word.lower()
    if len(word) > _MOST_KEYS or is_syllable(lower) or lower in _KEPT:
        return None
    if any(character.isdecimal() for character in lower):
        spelled = _from_vni(lower) if vni or _has_inner_vni(lower) else None
    else:
        spelled = _from_telex(lower)
    return _in_case_of(word, spelled) if spelled else None


def _has_inner_vni(word: str) -> bool:
    """Tell whether a word has a VNI key before its last letter, as no number glued to a word has."""
    if len(word) > _MOST_KEYS:
        return False
    return bool(_INNER_VNI.fullmatch(word)) and _from_vni(word.lower()) is not None


def _from_telex(keys: str) -> str | None:
    plain, tone = "", ""
    for key in keys:
        has_vowel = any(letter in _VOWELS for letter in plain)
        if key in TONES and has_vowel:
            if tone:
                return None
            tone = key
        elif key == "w":
            plain = _with_horn(plain)
        elif key == "d" and "d" in plain[:1]:
            plain = "đ" + plain[1:]
        elif key in _CIRCUMFLEX and key in plain and not set(plain) & _MARKED:
            at = plain.rindex(key)
            plain = plain[:at] + _CIRCUMFLEX[key] + plain[at + 1 :]
        else:
            plain += key
    return _spelled(plain, tone) if plain != keys else None


def _with_horn(plain: str) -> str:
    """Apply telex's w: uo becomes ươ, else the last a, o, u its horn or breve; with none of them it is ư itself."""
    start = 2 if plain.startswith("qu") else 0
    if "uo" in plain[start:]:
        at = plain.index("uo", start)
        return plain[:at] + "ươ" + plain[at + 2 :]
    if "ưo" in plain[start:]:
        return plain.replace("ưo", "ươ")
    for at in range(len(plain) - 1, start - 1, -1):
        if plain[at] in _HORN:
            if plain[at] == "a" and plain[at - 1 : at] == "u" and at > start:
                return plain[: at - 1] + "ư" + plain[at:]
            return plain[:at] + _HORN[plain[at]] + plain[at + 1 :]
    return plain + "ư"


def _from_vni(keys: str) -> str | None:
    plain, tone = "", ""
    for key in keys:
        if key in _VNI_TONES and plain and not tone:
            tone = _VNI_TONES[key]
        elif key in _VNI_MARKS:
            plain = _with_vni_mark(plain, _VNI_MARKS[key])
        elif key == "9" and plain.startswith("d"):
            plain = "đ" + plain[1:]
        elif key.isdecimal():
            return None
        else:
            plain += key
    return _spelled(plain, tone) if plain != keys else None


def _with_vni_mark(plain: str, marked: str) -> str:
    if "ơ" in marked and "uo" in plain:
        return plain.replace("uo", "ươ")
    for at in range(len(plain) - 1, -1, -1):
        for letter in marked:
            if plain[at] == fold(letter):
                return plain[:at] + letter + plain[at + 1 :]
    return plain


def _spelled(plain: str, tone: str) -> str | None:
    if plain not in plain_syllables() or not allows_tone(plain, tone):
        return None
    at = _tone_position(plain)
    return unicodedata.normalize("NFC", plain[: at + 1] + TONES[tone] + plain[at + 1 :])


def _tone_position(plain: str) -> int:
    """Return where the tone mark stands: on the last marked vowel, else by the place of the vowel in its rhyme."""
    start = 2 if plain.startswith(("qu", "gi")) and len(plain) > 2 and plain[2] in _VOWELS else 0
    vowels = [at for at in range(start, len(plain)) if plain[at] in _VOWELS]
    marked = [at for at in vowels if plain[at] in _MARKED]
    if marked:
        return marked[-1]
    closed = vowels[-1] + 1 < len(plain)
    if len(vowels) == 1:
        return vowels[0]
    return vowels[1] if len(vowels) == 3 or closed else vowels[0]


def _in_case_of(word: str, spelled: str) -> str:
    if word.isupper() and len(word) > 1:
        return spelled.upper()
    return spelled.capitalize() if word[0].isupper() else spelled
