"""Telling courtesies from questions: a message that is nothing but greetings and thanks asks for nothing."""

from knowledge.answers.vocabulary import manners
from knowledge.language.folding import folded_words

_MORE = frozenset(
    folded_words(phrase)
    for phrase in (
        *(
            "ok",
            "oke",
            "okie",
            "dạ",
            "vâng",
            "ừ",
            "nhiều",
            "lắm",
            "tốt",
            "rất",
            "quá",
            "em",
            "anh",
            "chị",
            "bạn",
            "bot",
        ),
        *("đồng chí", "thank", "thank you", "chúc", "ngày mới tốt lành", "buổi sáng", "trợ lý", "tạm biệt", "cảm ơn"),
        "đã rõ",
    )
)


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
