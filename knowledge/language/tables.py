"""Word tables: words parted by semicolons, and the alternatives of a regular expression that they make."""

import re


def words(table: str) -> list[str]:
    """Return the words of a table, the longest first, so that a longer word wins over its beginning."""
    return sorted({word.strip() for word in table.split(";") if word.strip()}, key=lambda word: (-len(word), word))


def any_of(table: str) -> str:
    """Return a pattern, in a group of its own, for any word of a table."""
    return f"(?:{'|'.join(map(re.escape, words(table)))})".replace(r"\ ", " ")
