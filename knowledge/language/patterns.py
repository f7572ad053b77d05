"""Patterns that are written in Vietnamese and match with and without diacritics.

'thứ' matches 'thứ' and 'thu' but not 'thư': a text that has diacritics is taken at its word, one without is given the
benefit of the doubt.
"""

import re

from knowledge.language.folding import fold


def vietnamese(pattern: str) -> str:
    """Return a regular expression that takes each marked letter with or without its marks, a space for any spaces.

    The pattern itself must not hold marked letters inside brackets.
    """
    return "".join(_letter(character) for character in pattern)


def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled for any case, diacritics optional (see `vietnamese`)."""
    return re.compile(vietnamese(pattern), re.IGNORECASE)


def _letter(character: str) -> str:
    if character == " ":
        return r"\s+"
    if character.isascii():
        return character
    base = fold(character)
    return f"[{character}{base}]" if base != character else character


def exact(words: str) -> str:
    """Return words, separated by '|', that match with their diacritics only, for use in a pattern.

    For those whose bare form is another word as often: 'hoãn' and 'hoàn', 'chợ' and 'cho', 'hủy' and 'huy'.
    """
    return "".join(character if character.isascii() else f"\\u{ord(character):04x}" for character in words)


def just_before(text: str, at: int) -> str:
    """Return the characters before a place that can tell what stands there: few, so that long texts stay fast."""
    return text[max(0, at - 60) : at]
