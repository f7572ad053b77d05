"""Telling words from noise: 'asdfgh', '...' and '?' ask nothing, and lean on no question before them."""

from knowledge.language.folding import folded_words
from knowledge.language.syllables import is_syllable


def has_words(text: str) -> bool:
    """Tell whether a text holds a number or something that could be a Vietnamese word."""
    return any(word.isdecimal() or is_syllable(word) for word in folded_words(text))
