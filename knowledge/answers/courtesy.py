"""Telling courtesies from questions: a message that is nothing but greetings and thanks asks for nothing."""

from knowledge.answers.vocabulary import manners
from knowledge.language.folding import folded_words

_MORE = {("ok",), ("oke",), ("okie",), ("da",), ("vang",), ("u",), ("nhieu",), ("lam",), ("tot",), ("rat",), ("qua",)}
_MORE |= {("em",), ("anh",), ("chi",), ("ban",), ("dong", "chi"), ("bot",), ("thank", "you"), ("thank",), ("chuc",)}
_MORE |= {("ngay", "moi", "tot", "lanh"), ("buoi", "sang"), ("tro", "ly"), ("tam", "biet"), ("cam", "on"), ("da", "ro")}


def is_courtesy(text: str) -> bool:
    """Tell whether a message holds greetings and thanks and nothing else."""
    words = folded_words(text)
    before, after = manners()
    phrases = {*before, *after, *_MORE}
    at = 0
    while at < len(words):
        taken = next((n for n in range(min(6, len(words) - at), 0, -1) if words[at : at + n] in phrases), 0)
        if not taken:
            return False
        at += taken
    return bool(words)
