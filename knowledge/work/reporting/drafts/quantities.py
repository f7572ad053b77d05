"""What was handed out, put up, checked or held, in numbers: '100 tờ rơi', '4 chuyên mục', '30 lượt spot'."""

import re

from knowledge.language.folding import fold
from knowledge.language.numbers import find_numbers
from knowledge.language.patterns import compiled, exact, just_before
from knowledge.work.reporting.drafts.words import LABEL_BEFORE, PLACE_HEAD, UNCOUNTED_AFTER

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 2
_NO_THING_WORDS = "x và va đến ở o tại cho trẻ em cháu chau là để"
_NO_THINGS = frozenset(_NO_THING_WORDS.split())
_ADDED = compiled(r"(?<!\w)(?:phát|tặng|trao|treo|dán|cắm|lắp|đặt|cấp|thêm|và|tổ chức|mở)\s*(?:thêm|được)?\s*$")
_ENDING_WORDS = """
cho ở o tại về với và để từ đến du có đã đang được bị không ko của do trong ngoài trên dưới là như nếu khi mà
nay này do theo phòng quảng liên hiện nhắc yêu báo xâm mới mỗi mời tổng hết chi kp kinh trị giá thuộc nhân dịp tham
nơi nói truyền tuyên từng dân dán dùng dụng khai trẻ em cháu chau địa giúp mở mợ văn vận vẫn quanh dọc đường đợt vào
lúc hội hỏi x trao phát tặng cấp lắp làm thêm còn đám đảm chưa gần bằng cùng cũng người nguy
"""
_ENDS = frozenset(_ENDING_WORDS.split())
_ENDS_BARE = frozenset(fold(_ENDING_WORDS).split())
_CLASSIFIER = compiled(rf"\s*(?:{exact('cái|chiếc')}|cai(?= \w)|chiec)(?= [^\W\d])")
_ALONE_WORDS = "vụ buổi cuộc hộ trường lớp thôn ấp xã điểm đội tin ca đợt"
_ALONE = frozenset(_ALONE_WORDS.split())
_ALONE_BARE = frozenset(fold(_ALONE_WORDS).split())
_COMPOUND = compiled(
    r"(?:trường hợp|hồ sơ|đối tượng|hộ gia đình|ca bệnh|tin bài|điểm trường|điểm đen|điểm vui|đội hình|lớp học"
    r"|đợt kiểm|áp phích)(?!\w)"
)
_PAIRS = compiled(
    r"(?:học bổng|quần áo|cảnh báo|cấm tắm|hướng dẫn|báo(?! cáo| động| v)"
    r"|tập vở|khai sinh|bảo hiểm|nhu yếu|giáo khoa|cấm bơi|cứu sinh|vui chơi"
    r"|tuyên truyền|truyền thông|văn nghệ|dinh dưỡng|y tế|học tập|đồ chơi|mũ bảo|áo phao|cam kết|gia đình)(?!\w)"
)
_CONTAINER = compiled(r"(?:hộp|thùng|cuốn|quyển|gói|bộ|túi|suất|phần|bình|chai|máy|xe)")
_PREPOSITION = compiled(r"(?:quanh|tại|ở|o|cho|về|và|từ|trong|đến|cùng|của|x|trị|mỗi|hết|với|các|ven|dọc)(?!\w)")
_EACH = compiled(r"(?:mỗi|một|từng)\s+\w+(?:\s+\w+)?\s*(?:là|được|có|nhận)?\s*$")


def find_quantities(text: str) -> tuple[tuple[str, float], ...]:
    """Return the counted things of an activity's text as (unit words, number), in reading order.

    Dates, money and people are blanked in the text already. The same things counted twice are added.
    """
    found: dict[str, float] = {}
    for number in find_numbers(text):
        before, after = just_before(text, number.start), text[number.end :]
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
    after = _CLASSIFIER.sub("", after, count=1) if _CLASSIFIER.match(after) else after
    if not after.startswith(" ") and not after[:1].isalpha():
        return None
    words: list[str] = []
    at, longest = 0, _LONGEST
    for match in _WORD.finditer(after):
        gap = after[at : match.start()]
        pairs = len(words) == 1 and bool(_PAIRS.match(after, match.start()))
        kept = pairs or (len(words) == longest - 1 == _LONGEST and not _PREPOSITION.match(after, match.start()))
        if gap.strip() or "\n" in gap or len(words) == longest or (not kept and _breaks(match[0], first=not words)):
            break
        words.append(match[0])
        wide = pairs or (len(words) == 1 and _CONTAINER.fullmatch(words[0]))
        at, longest = match.end(), _LONGEST + 1 if wide else longest
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
    return word[0].isupper() or (word in _ENDS_BARE if word.isascii() else word.lower() in _ENDS)
