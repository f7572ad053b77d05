"""The sentences and clauses of a passage, as spans of its text; its folded text, worked out once."""

import re
from functools import lru_cache

from knowledge.language.folding import fold

folded_once = lru_cache(maxsize=4096)(fold)
has_digit = re.compile(r"\d").search
_END = re.compile(r"\.(?:/\.|(?<=[^\d\s.]\.)(?=\s+[^\sa-z])|(?<=\d\.)(?=\s+[A-ZĐÀ-Ỹ])|\s*$)|;|\s\|\s|\n")


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences and of the clauses that semicolons part; parentheses are kept whole."""
    spans, start = [], 0
    for match in _END.finditer(text):
        inside = text.count("(", start, match.start()) > text.count(")", start, match.start())
        if match.start() > start and not inside:
            spans.append((start, match.start()))
            start = match.end()
    if text[start:].strip(" .;/"):
        spans.append((start, len(text)))
    return tuple(spans)
