"""Posts of persons: a deputy is never the head, 'mảng' is 'phụ trách lĩnh vực', a title may stand alone."""

from knowledge.answers.bodies import OPENERS
from knowledge.answers.levels import ACTS
from knowledge.answers.vocabulary import Words, position
from knowledge.language import tables
from knowledge.language.folding import folded_words

DEPUTY = "pho"
_NO_DEPUTY_BEFORE = frozenset(["thanh", "khu", "duong", "to", "dan"])
"""Before 'phố', which folds like 'phó'."""
_TITLES = tuple(
    folded_words(title)
    for title in tables.words(
        "chủ tịch; chủ nhiệm; trưởng ban; trưởng tiểu ban; trưởng phòng; trưởng đoàn; trưởng khoa; giám đốc; "
        "tổ trưởng; hiệu trưởng; bí thư; chánh văn phòng; chánh thanh tra; chỉ huy trưởng; trưởng trạm; trạm trưởng; "
        "đội trưởng; tổng giám đốc; viện trưởng; chi cục trưởng; cục trưởng; kế toán; thư ký; "
        "trưởng thôn; trưởng bản; trưởng ấp"
    )
)
_WORKERS = frozenset(
    folded_words(noun)[:2] for noun in tables.words("cán bộ; chuyên viên; công chức; viên chức; nhân viên; ủy viên")
)
_OPENING = frozenset(title[0] for title in _TITLES)
_ENDING = frozenset(title[-1] for title in _TITLES)
_CHARGE = ("phu", "trach")
_FIELD = (("linh", "vuc"), ("mang",))
_JOINTS = (_CHARGE, *_FIELD, ("khoi",))
"""What joins a post with its field, in a name and in a question."""
_COMRADES = (("cac", "dong", "chi"), ("dong", "chi"), ("cac", "ong"), ("ong",), ("ba",), ("cac",))
_ADDRESSED = frozenset(["dong", "chi", "ong", "ba"])
_ASKS = frozenset(["gi", "nhung", "viec", "cai"])
_STANDING = ("thuong", "truc")
_SHORTEST_POST = 2
"""Words of a post before 'phụ trách': 'Cán bộ phụ trách trẻ em', but 'Tổng phụ trách Đội' is one post."""


def is_deputy_of(words: Words, start: int, first: str) -> bool:
    """Tell whether 'phó' stands before a place at which the name of a head begins."""
    deputy = start > 0 and words[start - 1] == DEPUTY
    return deputy and first in _OPENING and not (start > 1 and words[start - 2] in _NO_DEPUTY_BEFORE)


def is_post(core: Words) -> bool:
    """Tell whether a name is of somebody who holds a post: it opens with a title, or with a word for officials."""
    start = _after_comrades(core)
    return _title_at(core, start) > 0 or core[start : start + 2] in _WORKERS


def title_alone(words: Words) -> tuple[int, int] | None:
    """Return the place of the title with which words open and behind which they say what its holder does."""
    start = 0
    while words[start : start + 1] and (words[start] in OPENERS or words[start] in _ADDRESSED):
        start += 1
    end = _title_at(words, start)
    after = words[end : end + 3]
    acts = bool(after) and (after[0] in ACTS or after[:2] == _CHARGE and after[2:] != () and after[2] in _ASKS)
    return (start, end) if end and acts else None


def _title_at(words: Words, at: int) -> int:
    """Return the end of the title that opens at a place, 0 where none does."""
    start = at + (words[at : at + 1] == (DEPUTY,))
    if start >= len(words) or words[start] not in _OPENING:
        return 0
    end = max((start + len(title) for title in _TITLES if words[start : start + len(title)] == title), default=0)
    if not end:
        return 0
    return end + 2 if words[end : end + 2] == _STANDING else end


def ends_title(words: Words, at: int) -> bool:
    """Tell whether the title of a head, not of a deputy, ends at a place."""
    if not at or words[at - 1] not in _ENDING:
        return False
    starts = (at - len(title) for title in _TITLES if at >= len(title) and words[at - len(title) : at] == title)
    return any(not is_deputy_of(words, start, words[start]) for start in starts)


def names_deputy(name: str) -> bool:
    """Tell whether a name is that of a deputy."""
    return DEPUTY in folded_words(name)[:4] and is_post(folded_words(name))


def _after_comrades(core: Words) -> int:
    return next((len(said) for said in _COMRADES if core[: len(said)] == said), 0)


def opens_with(core: Words, title: Words) -> bool:
    """Tell whether a name's words, whoever is addressed before them, open with a title."""
    start = _after_comrades(core)
    return core[start : start + len(title)] == title


def without_charge(core: Words) -> Words:
    """Return the name of a post without what joins it with its field: 'Phó Chủ tịch phụ trách lĩnh vực văn hóa'."""
    at = position(core, _CHARGE)
    if at < _SHORTEST_POST:
        return core
    end = at + len(_CHARGE)
    while joint := next((said for said in _FIELD if core[end : end + len(said)] == said), None):
        end += len(joint)
    return (*core[:at], *core[end:]) if end < len(core) else core


def joins_field(words: Words, at: int) -> int:
    """Return how many words at a place join a post with its field."""
    return next((len(said) for said in _JOINTS if words[at : at + len(said)] == said), 0)
