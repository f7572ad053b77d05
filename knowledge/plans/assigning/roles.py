"""The role that a sentence gives, told by its first verb, and the indicators that it refers to by number."""

import re

from knowledge.language.tables import any_of
from knowledge.plans.assigning.predicates import VERBS
from knowledge.plans.model import Role

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.LEAD, re.compile(r"chủ trì\b|làm đầu mối\b|là đầu mối\b|là cơ quan (?:chủ trì|đầu mối|thường trực)")),
    (Role.COORDINATE, re.compile(r"phối hợp\b")),
    (Role.ADVISE, re.compile(r"tham mưu\b")),
    (Role.DIRECT, re.compile(r"chỉ đạo\b")),
)
ADVERBS = (
    "đồng thời; khẩn trương; chủ động; tích cực; thường xuyên; kịp thời; tiếp tục; có trách nhiệm; "
    "chịu trách nhiệm; có nhiệm vụ; được giao; phải; cần; tăng cường; định kỳ; hằng năm; hàng năm; là cơ quan"
)
_VERB = re.compile(rf"{any_of(VERBS)}\b")
_ADVERBS = re.compile(rf"(?:{any_of(ADVERBS)}[\s,]+)+", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Trong phạm vi|Trong quá trình|Tùy|Tuỳ|Với|Để|Nhằm|Hằng năm|Hàng năm|Định kỳ|"
    r"Đối với|Ngoài|Bên cạnh|Sau khi|Trước khi)\b",
    re.IGNORECASE,
)
_INDICATORS = re.compile(
    r"[Cc]hỉ tiêu\s+(?:số\s+)?(\d{1,2}(?:\s*(?:,|;|và|đến|-|–)\s*(?:số\s+)?\d{1,2})*)(?!\d|\.\d|\s*%|/)"
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:đến|-|–)\s*(\d{1,2})")


def role_of(text: str, default: Role = Role.CARRY_OUT) -> Role:
    """Return the role that a task's first verb gives; `default` where the verb gives none."""
    body = _main_clause(text)
    if _ROLES[0][1].match(body.lower()):
        return Role.LEAD
    body = body[_end_of(_ADVERBS, body) :]
    for role, verb in _ROLES:
        if verb.match(body.lower()):
            return role
    return default


def _end_of(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _main_clause(text: str) -> str:
    """Return a text without the clause that opens it ("Căn cứ ..., "): from the first role verb after a comma on."""
    if not _ADVERBIAL.match(text):
        return text
    head = text[:400]
    for comma in re.finditer(r",\s+", head):
        rest = head[comma.end() :]
        rest = rest[_end_of(_ADVERBS, rest) :]
        if any(verb.match(rest) for _, verb in _ROLES):
            return rest
        if _VERB.match(head, comma.end()):
            return text[comma.end() :]
    return text


def indicators_of(text: str) -> tuple[int, ...]:
    """Return the numbers of the indicators that a task refers to, in order: "các chỉ tiêu 3, 4 và 11"."""
    numbers: list[int] = []
    for found in _INDICATORS.finditer(text):
        spans = _RANGE.sub(lambda m: ",".join(map(str, range(int(m[1]), int(m[2]) + 1))), found[1])
        numbers.extend(int(number) for number in re.findall(r"\d+", spans))
    return tuple(dict.fromkeys(numbers))
