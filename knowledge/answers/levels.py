"""Local governments that a question means by their level alone: 'xã em', 'phường xã', 'các địa phương'."""

from knowledge.answers.bodies import ASKERS, level_at
from knowledge.answers.vocabulary import Words
from knowledge.language import tables

ACTS = frozenset(
    tables.words(
        "phai; lam; co; can; duoc; se; thi; lo; chu; phoi; bao; gui; nop; nhan; ganh; dam; tham; thuc; trien; chiu; nen"
    )
)
"""Words with which it is said that somebody does something, or must."""
_BEFORE = frozenset(tables.words("con; vu; the; thi; vay; ben; phia; duoi; quyen"))
_MANY = frozenset(tables.words("cac; cap; nhung; moi; tung; tat; ca"))
_DUTIES = frozenset(tables.words("vu; nhiem; viec; tro"))
"""The last words of nhiệm vụ, trách nhiệm, việc, vai trò."""
_AFTER_OWNER = frozenset(("", *tables.words("la; gom; trong; ra; the; gi; nhu")))
_JOINED = frozenset(["va", "voi"])
_LOCAL = (("dia", "phuong"), frozenset({"district", "commune"}))


def levels_at(words: Words, at: int) -> tuple[int, frozenset[str]]:
    """Return the end and the levels of a run of levels' words at a place: 'xã', 'phường, xã', 'xã phường và đặc khu'.

    'địa phương' are all those below the province.
    """
    said, every = _LOCAL
    if words[at : at + 2] == said:
        return at + 2, every
    found: set[str] = set()
    end = at
    while end < len(words):
        after = end + (bool(found) and words[end] in _JOINED)
        level = level_at(words, after) if after < len(words) else None
        if level is None:
            break
        found.add(level[1])
        end = level[0]
    return end, frozenset(found)


def speaks_of_itself(words: Words, at: int, end: int) -> bool:
    """Tell whether levels' words are who is asked about: 'xã em', 'các xã phải …', 'nhiệm vụ của phường xã'."""
    after = words[end] if end < len(words) else ""
    many = _MANY | {"may"} if words[-1] == "gi" else _MANY
    before = [word for word in words[max(0, at - 4) : at] if word not in many]
    if before[-1:] == ["cua"] and _DUTIES & set(before):
        return after in _AFTER_OWNER
    return after in ASKERS or (after in ACTS and (not before or before[-1] in _BEFORE))
