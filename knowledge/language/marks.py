"""The diacritics of a word: whether what was typed can be what is written, where some were left out."""

import unicodedata
from functools import lru_cache

_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "r", "\u0323": "j"}
"""The combining marks of tones; many cannot tell hỏi from ngã."""


@lru_cache(maxsize=8192)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    """Return a word's tone and its letters, each with the marks that it has beside the tone."""
    tone, letters = "", list[str]()
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign in _TONES:
            tone = _TONES[sign]
        elif unicodedata.combining(sign) and letters:
            letters[-1] += sign
        else:
            letters.append("d-" if sign == "đ" else sign)
    return tone, tuple(letters)


def agrees(typed: str, written: str) -> bool:
    """Tell whether a word, with marks left out or all there, is another of the same folded letters.

    'tâp' may be 'tập', for it lacks a mark only; 'đất' is no 'đặt', and 'cá' is no 'ca'.
    """
    tone, letters = _read(typed)
    written_tone, written_letters = _read(written)
    same = all(len(one) == 1 or one == other for one, other in zip(letters, written_letters, strict=False))
    return tone in ("", written_tone) and same
