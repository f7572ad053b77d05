"""What an activity cost: amounts added or multiplied as the message says; fines and balances are no cost."""

import re

from knowledge.language.folding import fold
from knowledge.language.money import FoundMoney, find_money
from knowledge.language.patterns import compiled, exact

_NO_COST_BEFORE = compiled(
    r"(?<!\w)(?:còn tồn|tồn|còn dư|xử phạt|phạt tiền|thu nhập|lương|dự toán|được giao|định mức|doanh thu|thiệt hại"
    r"|chiếm đoạt|sai sót|sai phạm|thất thoát|thu hồi|chi sai|vphc|thu về|xin thêm|xin"
    rf"|{exact('phạt|còn|dư|nợ|vay|thiếu|cần|lừa')})"
    r"\s*(?:lại|quỹ|là|khoảng|:|\d+\s*\S+\s*\S*)?\s*$"
)
_FINE = compiled(r"(?<!\w)phạt (?:tiền )?$")  # 'phát' is not said of money
_NO_COST_CLAUSE = compiled(rf"(?<!\w)(?:xử phạt|chưa chi|còn tồn|còn dư|{exact('phạt')})(?!\w)[^,;.\n]*$")
_NOT_SPENT_AFTER = compiled(r"\s*(?:đồng|đ)?\s*(?:chưa chi|chưa sử dụng|còn dư|còn tồn)")
_WHOLE = compiled(
    r"(?:tổng|tổng cộng|tổng chi|tổng kinh phí|tổng kp|tổng số tiền|tổng trị giá|tổng tiền|cộng)\s*(?:chi"
    r"|kp|kinh phí|là|:|hết|khoảng|\s)*$"
)
_CUE = compiled(
    r"(?:kinh phí|kp|k\.phí|chi phí|chi|hết|tốn|trị giá|số tiền|nhuận bút|tiền)\s*(?:hết|là|khoảng|:|="
    r"|hỗ trợ|thực hiện|tổ chức|\s)*$"
)
_EACH_BEFORE = compiled(
    r"(?:mỗi|từng|1|một)\s+(?P<noun>\w+)(?:\s+(?!1|một)\w+)?(?:\s+(?:1|một)(?:\s+\w+){1,2})?"
    r"\s*(?:là|được|trị giá|khoảng|:|\s)*$"
)
_TIMES = re.compile(r"[x×*]\s*$", re.IGNORECASE)
_COUNT = compiled(r"(?<![\w.,/])(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,6})\s+(?P<noun>[^\W\d_]+)")
_TIE = compiled(r"[^.;,\n]{0,40}(?:\+|(?<!\w)và(?!\w))\s*")
_EACH_NOUN = re.compile(r"/\s*(?:1\s*)?(\w+)")
_PRICED_WORDS = "suất phần cháu em hs trẻ hộ người bộ"
_PRICED = frozenset((*_PRICED_WORDS.split(), *fold(_PRICED_WORDS).split()))
_PEOPLE_WORDS = "cháu em hs trẻ hộ người học phụ"
_PEOPLE = frozenset((*_PEOPLE_WORDS.split(), *fold(_PEOPLE_WORDS).split()))
_ANY_THING_WORDS = "cái chiếc căn ngôi đôi chai con quyển cuốn tờ thùng hộp gói túi xe"
_ANY_THING = frozenset((*_ANY_THING_WORDS.split(), *fold(_ANY_THING_WORDS).split()))


def find_cost(text: str) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """Return what an activity cost in đồng, None where its text does not say, and the characters that amounts take.

    A stated total wins; else amounts after words such as 'kinh phí'; else all of them together. A price for one is
    multiplied by how many there were ('20 suất x 250k', '2 cháu, mỗi cháu 500k').
    """
    found = find_money(text)
    spans = tuple((money.start, money.end) for money in found)
    spent = [(money, _spent(money, text)) for money in found if _is_cost(money, text)]
    if not spent:
        return None, spans
    whole = next((amount for money, amount in spent if _WHOLE.search(text[: money.start])), None)
    if whole is not None:
        return whole, spans
    groups = _tied(spent, text)
    cued = [group for group in groups if _CUE.search(text[: group[0][0].start])]
    amounts = [amount for group in cued or groups for _, amount in group]
    return _total(amounts), spans


def _is_cost(money: FoundMoney, text: str) -> bool:
    before = text[: money.start]
    if _NOT_SPENT_AFTER.match(text[money.end :]):
        return False
    return not (_FINE.search(before) or _NO_COST_BEFORE.search(before) or _NO_COST_CLAUSE.search(before))


def _spent(money: FoundMoney, text: str) -> int:
    """Return the whole of an amount: a price for one times the number of those."""
    before = text[: money.start]
    times, each = _TIMES.search(before), _EACH_BEFORE.search(before)
    if times:
        return money.amount * _counted(before, None)
    if each:
        return money.amount * _counted(before[: each.start()], each["noun"])
    if money.each:
        noun = _EACH_NOUN.search(text[money.start : money.end])
        return money.amount * _counted(before, noun[1] if noun else None)
    return money.amount


def _counted(before: str, noun: str | None) -> int:
    """Return how many things the price is for: those of its noun, else the last priced things before it."""
    counts = list(_COUNT.finditer(before))
    same = [count for count in counts if noun and count["noun"].lower() == noun.lower()]
    priced = [count for count in counts if count["noun"].lower() in _PRICED]
    things = [count for count in counts if count["noun"].lower() not in _PEOPLE]
    if noun is None:
        chosen = counts[-1:]
    elif noun.lower() in _ANY_THING:
        chosen = same or things[-1:]
    else:
        chosen = same or (priced[-1:] if noun.lower() in _PRICED else [])
    return int(chosen[-1]["count"].replace(".", "")) if chosen else 1


def _tied(spent: list[tuple[FoundMoney, int]], text: str) -> list[list[tuple[FoundMoney, int]]]:
    """Return the amounts in groups that '+' or 'và' ties: a word such as 'kinh phí' before one stands for them all."""
    groups: list[list[tuple[FoundMoney, int]]] = []
    for one in spent:
        if groups and _TIE.fullmatch(text, groups[-1][-1][0].end, one[0].start):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _total(amounts: list[int]) -> int:
    """Return the sum; an amount that is the sum of the others is their total already."""
    whole = max(amounts)
    return whole if len(amounts) > 2 and whole * 2 == sum(amounts) else sum(amounts)
