"""What was handed out, put up, checked or held, in numbers: '100 tờ rơi', '4 chuyên mục', '30 lượt spot'."""

import re

from knowledge.language.folding import fold
from knowledge.language.numbers import find_numbers
from knowledge.language.patterns import compiled
from knowledge.work.drafts.words import LABEL_BEFORE, PLACE_HEAD, UNCOUNTED_AFTER

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2
_NO_THING_WORDS = "x và va đến ở o tại cho trẻ em cháu chau là để"
_NO_THINGS = frozenset(_NO_THING_WORDS.split())
_ADDED = compiled(r"(?<!\w)(?:phát|tặng|trao|treo|dán|cắm|lắp|đặt|cấp|thêm|và|tổ chức|mở)\s*(?:thêm|được)?\s*$")
_ENDING_WORDS = """
cho o tai ve voi va de tu den du co da dang duoc bi khong ko cua do trong ngoai tren duoi la nhu neu khi ma
nay do theo phong quang lien hien nhac yeu bao xam moi tong het chi kp kinh tri gia thuoc nhan dip va tham noi
truyen tuyen tung tren dan dung khai tre em chau dia giup mo van quanh doc duong tai dot vao luc hoi x trao
phat tang cap lam them con dam chua gan bang cung nguoi nguy
"""
_ENDS = frozenset(_ENDING_WORDS.split())
_ALONE_WORDS = "vụ buổi cuộc hộ trường lớp thôn ấp xã điểm đội tin ca đợt"
_ALONE = frozenset(_ALONE_WORDS.split())
_ALONE_BARE = frozenset(fold(_ALONE_WORDS).split())
_COMPOUND = compiled(
    r"(?:trường hợp|hồ sơ|đối tượng|hộ gia đình|ca bệnh|tin bài|điểm trường|điểm đen|điểm vui|đội hình|lớp học"
    r"|đợt kiểm|áp phích)(?!\w)"
)
_PAIRS = compiled(
    r"(?:học bổng|quần áo|cảnh báo|hướng dẫn|tập vở|khai sinh|bảo hiểm|nhu yếu|giáo khoa|cấm bơi|cứu sinh|vui chơi"
    r"|tuyên truyền|truyền thông|văn nghệ|dinh dưỡng|y tế|học tập|đồ chơi|mũ bảo|áo phao|cam kết|gia đình)(?!\w)"
)
_EACH = compiled(r"(?:mỗi|một|từng)\s+\w+(?:\s+\w+)?\s*(?:là|được|có|nhận)?\s*$")
_MULTIPLIED = re.compile(r"\s*[x×*]\s*\d", re.IGNORECASE)


def find_quantities(text: str) -> tuple[tuple[str, float], ...]:
    """Return the counted things of an activity's text as (unit words, number), in reading order.

    Dates, money and people are blanked in the text already. The same things counted twice are added.
    """
    found: dict[str, float] = {}
    for number in find_numbers(text):
        before, after = text[: number.start], text[number.end :]
        if LABEL_BEFORE.search(before) or UNCOUNTED_AFTER.match(after) or _EACH.search(before):
            continue
        noun = _noun(after)
        if noun in found and not _ADDED.search(before):
            continue
        if noun and number.value > 0:
            found[noun] = found.get(noun, 0) + number.value
    return tuple(found.items())


def _noun(after: str) -> str | None:
    """Return the words that name what was counted: two, three for such as 'suất học bổng', fewer before a break."""
    if not after.startswith(" ") and not after[:1].isalpha():
        return None
    words: list[str] = []
    at, longest = 0, _LONGEST
    for match in _WORD.finditer(after):
        gap = after[at : match.start()]
        pairs = len(words) == 1 and bool(_PAIRS.match(after, match.start()))
        kept = pairs or len(words) == longest - 1 == _LONGEST
        if gap.strip() or "\n" in gap or len(words) == longest or (not kept and _breaks(match[0], first=not words)):
            break
        words.append(match[0])
        at, longest = match.end(), _LONGEST + 1 if pairs else longest
        if _stands_alone(words[0]) and not _COMPOUND.match(after.strip()):
            break
    noun = " ".join(words)
    return noun if len(noun) > 1 and fold(noun) not in _NO_NOUNS else None


_NO_NOUNS = ("tr", "ng", "cho", "va")


def _stands_alone(word: str) -> bool:
    """Tell whether a word names a thing by itself: 'vụ', 'buổi'; what follows it says which."""
    return word.lower() in _ALONE or (word.isascii() and word.lower() in _ALONE_BARE)


def _breaks(word: str, *, first: bool) -> bool:
    if first:
        return word.lower() in _NO_THINGS
    if word.isupper() and len(word) > 2:
        return bool(PLACE_HEAD.fullmatch(word))  # 'thẻ BHYT'
    return fold(word) in _ENDS or word[0].isupper()
