"""Questions about the asker's own unit: 'tôi phải làm gì', 'việc của đơn vị mình', 'hạn của tôi'."""

from knowledge.answers.mending import cleaned
from knowledge.language.patterns import compiled

_ME = r"(?:(?:chúng|bọn|tụi) )?(?:tôi|tui|mình|em|tớ)"
_BODY = r"(?:đơn vị|cơ quan|phòng|ban|ngành|bên|phía|hội|đoàn|trạm)"
_OWN = rf"(?P<own>{_BODY} (?:của )?{_ME}|{_ME})"
_OF_OWN = rf"(?:của {_OWN.replace('<own>', '<of>')}|(?P<body>{_BODY} (?:của )?{_ME}))"
_END = r"(?: (?:là|có|gồm) (?:những )?(?:gì|khi nào|ngày nào))?\W*$"
_DUTY = r"(?:nhiệm vụ|công việc|phần việc|việc|trách nhiệm)"
_TASKS = (
    compiled(
        rf"^(?:vậy |thế )?{_OWN} (?:(?:thì|sẽ|đang|phải|cần|nên|được|có|giao|phân công|chủ trì|phối hợp|phụ trách"
        rf"|thực hiện|làm|nộp|chịu|những|các|năm nay|sắp tới|hiện nay) )*(?:gì|(?:{_DUTY}) (?:gì|nào))(?!\w)"
    ),
    compiled(rf"^(?:các |những )?{_DUTY}(?: \w+){{0,2}}? {_OF_OWN}{_END}"),
    compiled(rf"^{_DUTY} {_OWN} (?:phải|cần) làm\W*$"),
    compiled(rf"^(?:thế |vậy )?còn {_OWN}(?: thì sao)?\W*$"),
    compiled(rf"^{_OWN} thì sao\W*$"),
)
_DEADLINES = compiled(
    rf"^(?:các |những )?(?:hạn|thời hạn|deadline|lịch)(?: \w+){{0,2}}? {_OF_OWN}{_END}"
    rf"|^{_OWN} (?:còn |có |sắp |đang |tới |đến )*(?:những )?(?:hạn|deadline)(?: \w+)? (?:gì|nào)(?!\w)"
)


def asks_own_deadlines(text: str) -> bool:
    """Tell whether a question asks what the asker's own unit owes and by when."""
    return _DEADLINES.search(cleaned(text)) is not None


def asks_own_tasks(text: str) -> bool:
    """Tell whether a question asks what the asker's own unit must do."""
    return any(pattern.search(cleaned(text)) for pattern in _TASKS)


def naming(text: str, unit: str) -> str:
    """Return a question about the asker's own unit with the unit named; every other one as it is."""
    said = cleaned(text)
    for pattern in _TASKS:
        if match := pattern.search(said):
            name = next(name for name, words in match.groupdict().items() if words)
            return f"{said[: match.start(name)]}{unit}{said[match.end(name) :]}"
    return text
