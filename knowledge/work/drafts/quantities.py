"""What was handed out, put up, checked or held, in numbers: '100 tờ rơi', '4 chuyên mục', '30 lượt spot'."""

import re

from knowledge.language.folding import fold
from knowledge.language.numbers import find_numbers
from knowledge.language.patterns import compiled
from knowledge.work.drafts.words import LABEL_BEFORE, UNCOUNTED_AFTER

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2
_NO_THING_WORDS = "x và va đến ở o tại cho trẻ em cháu chau là để"
_NO_THINGS = frozenset(_NO_THING_WORDS.split())
_PART = compiled(
    r"(?:yêu cầu|nhắc nhở|nhắc|phạt|xử phạt|trong đó|có|phát hiện|còn|đình chỉ|lập biên bản|riêng|được)\s*$"
)
_ENDING_WORDS = """
cho o tai ve voi va de tu den du co da dang duoc bi khong ko cua do trong ngoai tren duoi la nhu neu khi ma
nay do theo phong quang lien hien nhac yeu bao xam moi tong het chi kp kinh tri gia thuoc nhan dip va tham noi
truyen tuyen tung tren dan dung khai tre em chau dia giup mo van quanh doc duong tai dot vao luc hoi x trao
phat tang cap lam them con dam chua gan bang cung nguoi nguy qua
"""
_ENDS = frozenset(_ENDING_WORDS.split())
_ALONE_WORDS = "vu buoi cuoc ho truong lop thon ap xa diem doi tin ca dot"
_ALONE = frozenset(_ALONE_WORDS.split())
_THREE_WORDS = compiled(r"(?:suất|phần|túi|bộ|cuốn|quyển|tủ|giấy|sổ|thẻ|gói|chiếc|cái|bảng|biển|tấm|lượt) \S+ \S+")
_COMPOUND = compiled(r"(?:trường hợp|hộ gia đình|ca bệnh|tin bài|điểm trường|điểm đen|đội hình|lớp học|đợt kiểm)")
_KEEPS_THIRD = compiled(
    r"\S+ (?:học bổng|quần áo|cảnh báo|hướng dẫn|tập vở|khai sinh|bảo hiểm|nhu yếu|sách giáo|cấm bơi|áo phao)"
)
_EACH = compiled(r"(?:mỗi|một|từng)\s+\w+(?:\s+\w+)?\s*(?:là|được|có|nhận)?\s*$")
_MULTIPLIED = re.compile(r"\s*[x×*]\s*\d", re.IGNORECASE)


def find_quantities(text: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[tuple[str, float], ...]:
    """Return the counted things of an activity's text as (unit words, number), in reading order.

    `taken` are the characters that people, money and dates were read from. The same things counted twice are added.
    """
    found: dict[str, float] = {}
    for number in find_numbers(text):
        if any(number.start < end and start < number.end for start, end in taken):
            continue
        before, after = text[: number.start], text[number.end :]
        if LABEL_BEFORE.search(before) or UNCOUNTED_AFTER.match(after) or _EACH.search(before):
            continue
        noun = _noun(after)
        if noun in found and _PART.search(before):
            continue
        if noun and number.value > 0:
            found[noun] = found.get(noun, 0) + number.value
    return tuple(found.items())


def _noun(after: str) -> str | None:
    """Return the words that name what was counted: two, three for such as 'suất học bổng', fewer before a break."""
    if not after.startswith(" ") and not after[:1].isalpha():
        return None
    longest = 3 if _THREE_WORDS.match(after.strip()) and _KEEPS_THIRD.match(after.strip()) else _LONGEST
    words: list[str] = []
    at = 0
    for match in _WORD.finditer(after):
        gap = after[at : match.start()]
        if gap.strip() or "\n" in gap or len(words) == longest or _breaks(match[0], first=not words):
            break
        words.append(match[0])
        at = match.end()
        if fold(words[0]) in _ALONE and not _COMPOUND.match(after.strip()):
            break
    noun = " ".join(words)
    return noun if len(noun) > 1 and not (len(words) == 1 and fold(noun) in ("x", "k", "tr", "h", "ng")) else None


def _breaks(word: str, *, first: bool) -> bool:
    if first:
        return word.lower() in _NO_THINGS
    return fold(word) in _ENDS or word[0].isupper()
