"""Vietnamese numbers in digits and in words: '1.200', '2,5', '02', 'bốn mươi lăm', 'hai trăm linh ba', 'một nghìn hai'.

A full stop or a comma before exactly three digits separates thousands, else it is the decimal sign.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.language.folding import fold
from knowledge.language.patterns import compiled, exact, just_before

NUMBER = r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?"
"""A number in digits, for use in patterns; `number_value` reads it."""

_DIGITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_LETTERS = {
    **{word: str(digit) for word, digit in _DIGITS.items()},
    "mốt": "a", "tư": "d", "lăm": "e", "nhăm": "e", "mười": "M", "mươi": "M", "chục": "M", "trăm": "T", "linh": "L",
    "lẻ": "L", "rưỡi": "H", "nghìn": "K", "ngàn": "K", "triệu": "R", "tỷ": "Y", "tỉ": "Y",
}  # fmt: skip
_GROUP = re.compile(
    r"(?:(?P<h>[1-9]?)T)?"
    r"(?:L(?P<l>[1-9])|(?P<t>[1-9]?)M(?P<u>[1-9ade]?)|(?P<x>[1-9])(?P<y>[ade])|(?P<z>[1-9ad]))?(?P<half>H)?"
)
_SCALE_OF = {"K": 10**3, "R": 10**6, "Y": 10**9}
_WORDS = tuple(_LETTERS)
_BY_FOLD = {fold(word): word for word in reversed(_WORDS)}
_TOKEN = re.compile(r"[^\W_]+")
_IN_DIGITS = re.compile(rf"(?<![\w.,/])(?:{NUMBER})(?![\d/]|[.,]\d)")
_TIMES = compiled(rf" (?:(?P<ten>chục)|{exact('trăm')})(?! (?:tr|triệu|tỷ|tỉ|nghìn|ngàn|k|đồng)(?!\w))(?!\w)")
_ABOUT = compiled(r"(?:hơn|trên|khoảng|gần|độ|chừng|ước|tầm|cỡ|dưới|>|~)\s*$")
_LONGEST = 20  # words of one number
_ABOUT_A_HUNDRED = frozenset({"hơn", "gần", "cả", "trên", "ngót"})
_OPENS = re.compile(r"(?:^|[.;:!?\n+•-])\s*$")
_UNSAFE_BARE = frozenset({"sau", "bay", "tam", "tu", "lam", "chin", "bon", "ba", "nam"})
_NOT_AFTER = {"năm": "trong cả hàng hằng mỗi đầu cuối từng những các một qua", "hai": "xam gay thiet ton nguy tac bi"}
_NOT_BEFORE = {"ba": "mẹ má me", "năm": "học nay ngoái trước sau qua tới hoc truoc toi"}


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number: characters [start, end) of the text, its value, and whether it is said to be about so many."""

    start: int
    end: int
    value: float
    about: bool = False
    in_words: bool = False


def number_value(written: str) -> float:
    """Return the value of a number in digits ('1.200': 1200; '2,5': 2.5); whole numbers as int."""
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", written):
        return int(re.sub(r"[.,]", "", written))
    value = float(written.replace(",", "."))
    return int(value) if value.is_integer() else value


def find_numbers(text: str) -> list[FoundNumber]:
    """Return the numbers of an NFC text in reading order, in digits and in words.

    A number word that means something else as often ('năm', 'ba', 'tư' alone; 'sau', 'tam' without marks) counts only
    in a longer number or where its neighbours leave no doubt. Dates, fractions and document numbers are not told apart.
    """
    found = [_in_digits(text, match) for match in _IN_DIGITS.finditer(text)]
    found.extend(_in_words(text))
    return sorted(found, key=lambda number: number.start)


def _in_digits(text: str, match: re.Match[str]) -> FoundNumber:
    """Return a number in digits; 'trăm' or 'chục' behind it belongs to it ('2 trăm cháu', '3 chục cuốn')."""
    about = bool(_ABOUT.search(just_before(text, match.start())))
    value, times = number_value(match[0]), _TIMES.match(text, match.end())
    if times:
        return FoundNumber(match.start(), times.end(), _whole(float(value * (10 if times["ten"] else 100))), about)
    return FoundNumber(match.start(), match.end(), value, about)


def _number_word(written: str) -> str | None:
    """Return the number word that a word is, taken at its marks where it has any."""
    lower = written.lower()
    if lower in _WORDS:
        return lower
    return _BY_FOLD.get(lower) if lower.isascii() else None


def _in_words(text: str) -> Iterator[FoundNumber]:
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        end = at
        while (
            end < min(len(tokens), at + _LONGEST) and _number_word(tokens[end][0]) and _adjoins(text, tokens, at, end)
        ):
            end += 1
        value, used = _value([_number_word(token[0]) or "" for token in tokens[at:end]])
        if used and value and (used > 1 or _is_number_alone(text, tokens, at)):
            start, stop = tokens[at].start(), tokens[at + used - 1].end()
            yield FoundNumber(start, stop, value, bool(_ABOUT.search(just_before(text, start))), in_words=True)
        at += max(used, 1)


def _adjoins(text: str, tokens: list[re.Match[str]], first: int, at: int) -> bool:
    return at == first or text[tokens[at - 1].end() : tokens[at].start()] == " "


def _is_number_alone(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    written = tokens[at][0].lower()
    if tokens[at][0][0].isupper() and not text.isupper() and not _OPENS.search(just_before(text, tokens[at].start())):
        return False  # a name: 'anh Ba'
    word = _number_word(written) or ""
    if word == "trăm" == written:
        return at > 0 and tokens[at - 1][0].lower() in _ABOUT_A_HUNDRED
    if word not in _DIGITS and word != "mười":
        return False
    if written in _UNSAFE_BARE and written != word:
        return False
    before = fold(tokens[at - 1][0]) if at else ""
    after = tokens[at + 1][0].lower() if at + 1 < len(tokens) else ""
    not_after = {fold(other) for other in _NOT_AFTER.get(word, "").split()}
    return before not in not_after and not after.isdecimal() and after not in _NOT_BEFORE.get(word, "").split()


def _value(words: list[str]) -> tuple[float, int]:
    """Return the value of the longest number at the beginning of some number words, and how many words it takes."""
    letters = "".join(_LETTERS[word] for word in words)
    total, scale, at = 0.0, 0, 0
    while at < len(letters):
        if letters[at] == "H" and scale:
            return _whole(total + scale / 2), at + 1
        match = _GROUP.match(letters, at)
        group = _group_value(match) if match else 0.0
        end = match.end() if match else at
        next_scale = _SCALE_OF.get(letters[end : end + 1], 0)
        if next_scale:
            total += (group or 1) * next_scale
            scale, at = next_scale, end + 1
            continue
        is_tenth = scale and match and match["z"] and end - at == 1
        return _whole(total + group * (scale / 10 if is_tenth else 1)), end
    return _whole(total), at


def _group_value(match: re.Match[str]) -> float:
    """Return a number below a thousand: hundreds, tens and units; a bare digit after a hundred counts tens."""
    value = 100.0 * (_digit(match["h"]) or 1) if match["h"] is not None else 0.0
    if match["l"]:
        value += _digit(match["l"])
    elif match["t"] is not None:
        value += 10 * (_digit(match["t"]) or 1) + _digit(match["u"])
    elif match["x"]:
        value += 10 * _digit(match["x"]) + _digit(match["y"])
    elif match["z"]:
        value += _digit(match["z"]) * (10 if match["h"] is not None else 1)
    return value + (50 if match["half"] and match["h"] is not None else 0)


def _digit(letter: str) -> int:
    return {"a": 1, "d": 4, "e": 5, "": 0}.get(letter) or int(letter or 0)


def _whole(value: float) -> float:
    return int(value) if value.is_integer() else value
