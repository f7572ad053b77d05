"""The marks that begin a block in an administrative text, and the words on which a line cannot end.

Used where broken lines are mended: a line that begins with a mark never continues the line before it.
"""

import re

from knowledge.language.letters import CAPITALS, SMALL
from knowledge.language.tables import any_of


def _spaced(table: str) -> str:
    """Return a table's alternatives for a verbose pattern, whose plain spaces mean nothing."""
    return any_of(table).replace(" ", r"\ ")


_LETTERS = "a-eghiklmnopqrstuvxyđ"
_BLOCK = re.compile(
    rf"""\s*(?:
        [-–—+*•●▪◦■➢✓]\s*(?=\S)                      # a bullet
      | [IVX]{{1,5}}\s*(?:[.)]|/(?![vV]\b))\s*(?=\S|$)                # a Roman number
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,4}}\s?[.)](?!\d)\s*(?=\D|\d{{1,3}}[\s%]|$)  # 1. 2.1. 3)
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+(?=[^\W\d_])  # 2.1 without its dot
      | [IVX]{{1,5}}\s?[-–]\s?(?=[{CAPITALS}](?![IVX]*\b)\S)  # "I- MỤC ĐÍCH", as the Party numbers
      | (?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[{_LETTERS}])\s?[-–]\s?(?=[{CAPITALS}][{SMALL}])  # "1- Vận động", "a- Giúp"
      | \(\d{{1,2}}\)\s                               # (1)
      | [{_LETTERS}]\)\s*(?=\S)                       # a)
      | [{_LETTERS}]\.\s+(?=[{CAPITALS}])             # a. with a capital after it
      | [A-HĐ]\.\s+(?=[^\W\d_])                        # A.
    )""",
    re.VERBOSE,
)
_ALONE = re.compile(r"\s*(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,4})\s*[.)]\s*")
_OPENING_WORDS = "Nơi nhận; Trên đây là; PHỤ LỤC; ĐỀ CƯƠNG"
_OPENING_LABELS = "Nơi nhận; Lưu ý; Ghi chú; Kính gửi"
_OPENING_STEMS = (
    "Cơ quan; Đơn vị; Chủ trì; Phối hợp; Thời gian; Thời hạn; Kinh phí; Mục tiêu; Nội dung; Hình thức; Địa điểm; "
    "Kết quả; Sản phẩm"
)
_OPENING = re.compile(
    rf"""\s*(?:{_spaced(_OPENING_WORDS)}\b | {_spaced(_OPENING_LABELS)}\s*: | {_spaced(_OPENING_STEMS)}[^:.;,]{{0,30}}:
      | (?:PHẦN|Phần)\ (?:thứ|[IVX\d]+)\b | (?:CHƯƠNG|Chương)\ [IVX\d]+\b | Điều\ \d+\. | KẾ\ HOẠCH\s*$
      | Phụ\ lục(?:\ số)?(?:\ [IVX\d]+)?\s*$ | Căn\ cứ\ [{CAPITALS}]
      | (?:Nhiệm\ vụ|Hoạt\ động|Bước|Giai\ đoạn|Nhóm)\ \d{{1,2}}\s*[:.])""",
    re.VERBOSE,
)
_WHOLE = re.compile(r"\s*(?:KẾ HOẠCH|(?:PHỤ LỤC|Phụ lục)(?: số)?(?: [IVX\d]+)?|ĐỀ CƯƠNG|BÁO CÁO)\s*$")
_DANGLING_WORDS = (
    "và; của; các; những; về; với; cho; theo; tại; từ; đến; trong; ngoài; trên; là; hoặc; do; bởi; số; ngày; "
    "tháng; năm; khoản; điểm; Điều; để; nhằm; được; bị; có; không; đã; sẽ; việc; một; mọi; từng; giữa; như; Bộ; "
    "Sở; Phòng; Thủ; Nghị; Quyết; Ủy; Uỷ; Hội đồng nhân; Liên hiệp; Ủy ban; Uỷ ban; Ủy ban nhân; Uỷ ban nhân; "
    "Bộ Chỉ huy; Ban Chỉ huy"
)
_DANGLING = re.compile(rf"(?:[,(–“-]|(?<!\w){any_of(_DANGLING_WORDS)})\s*$")
_DASHED_TAIL = re.compile(rf"\s*[-–]\s*(?:\d{{4}}\b|[{SMALL}]|Thương binh|Truyền hình|Kế hoạch(?=[,;. ])|Thông tin\b)")
_DASHED_HEAD = re.compile(
    r"(?:\b\d{4}|Lao động|[Cc]hính trị|[Kk]inh tế|Phát thanh|Truyền thanh|Tài chính|Văn hóa|Văn hoá)\s*$"
)
_CAPITAL = re.compile(rf"[{CAPITALS}]")
_SMALL_WORD = re.compile(rf"[{SMALL}]{{2}}")
_TERMINAL = re.compile(r"[.;:!?…/][”\")]?\s*$")


def begins_block(line: str) -> bool:
    """Tell whether a line opens a block: a bullet, a number, a letter, or one of the genre's opening words."""
    return _BLOCK.match(line) is not None or _OPENING.match(line) is not None


def is_mark_alone(line: str) -> bool:
    """Tell whether a line holds a number and nothing else: its text stands on the next line."""
    return _ALONE.fullmatch(line) is not None


def stands_alone(line: str) -> bool:
    """Tell whether a line is a block of its own by its words: KẾ HOẠCH, PHỤ LỤC II."""
    return _WHOLE.match(line) is not None


def is_dangling(line: str) -> bool:
    """Tell whether a line ends on a word or sign after which something must follow."""
    return _DANGLING.search(line) is not None


def is_terminal(line: str) -> bool:
    """Tell whether a line ends as a sentence, a clause or a lead-in does."""
    return _TERMINAL.search(line) is not None


def is_dashed_name(before: str, line: str) -> bool:
    """Tell whether the dash that opens a line is inside a name or a span of years broken over two lines."""
    if not _DASHED_TAIL.match(line) or is_terminal(before):
        return False
    return _DASHED_HEAD.search(before) is not None or line.lstrip(" -–")[:1].islower()


def is_capitals(line: str) -> bool:
    """Tell whether a line is written in capitals."""
    return _SMALL_WORD.search(line) is None and len(_CAPITAL.findall(line)) > 2


def starts_small(line: str) -> bool | None:
    """Tell whether a line's first letter is small; None where a figure or a sign stands before any letter."""
    for letter in line:
        if letter.isalpha():
            return letter.islower()
        if letter.isdecimal():
            return None
    return None
