"""Difficulties and proposals: what follows their words at the beginning of a phrase, up to its end."""

import re
from dataclasses import dataclass

from knowledge.language.patterns import compiled
from knowledge.work.reporting.drafts.words import blanked

_OPENS = r"(?:^|(?<=[.;,\n(:!?\-–+•])|(?<=[.;,\n(:!?\-–+•]\x20))\s*"
_ALSO = r"(?:cũng |tuy nhiên,? |nhưng |có |một số |những |về |do |em |xã |đơn vị |còn |\d[.)] )?"
_DIFFICULTY = compiled(
    rf"{_OPENS}{_ALSO}(?P<cue>khó khăn, vướng mắc|khó khăn vướng mắc|khó khăn|kó khăn|kk|k\.khăn|hạn chế"
    rf"|tồn tại, hạn chế|tồn tại"
    r"|vướng mắc|vướng|trở ngại|bất cập|khó là|khó nhất là|cái khó|khó(?=\s*:))(?!\w)"
    r"\s*(?:hiện nay|lớn nhất)?\s*(?:là|:|-|–)*\s*"
)
_DESPITE = compiled(rf"{_OPENS}(?P<cue>tuy nhiên|tuy vậy|nhưng|song|có điều)(?!\w),?\s*(?=\S)")
_FAILED = compiled(  # what could not be done, said in plain words: 'đường sạt nên xe không vô được'; up to a figure
    r"(?:(?<=[.;,\n])|(?<=nhưng)|(?<=song))\s+(?P<words>(?!trong đó|gồm)[^.;,\n]*(?<!\w)(?:không|ko|hông|chưa|chẳng)"
    r"(?: (?!được|đc)\w+){1,3} (?:được|đc)(?! (?:không|ko|chưa))(?!\w)"
    r"[^.;,\n]*(?:,(?=[^\d.;\n]*(?:[.;\n]|$))[^.;,\n]*)*)"
)
_PROPOSAL = compiled(
    rf"{_OPENS}{_ALSO}(?P<cue>đề nghị|đề xuất, kiến nghị|đề xuất kiến nghị|đề xuất|kiến nghị"
    rf"|kiến nghị, đề xuất|đx|kn|đ\.xuất|xin đề nghị|mong muốn"
    r"|mong|xin kiến nghị|rất mong|đ/n|xin (?=(?:cấp|hỗ trợ|bổ sung|trang bị)(?!\w)))(?:(?<=\s)|(?!\w))"
    r"\s*(?:là|:|-|–)*\s*"
)
_ENDS = compiled(
    r"[.;\n](?!\d)|(?:,|\s-)\s*(?=(?:đề nghị|đề xuất|kiến nghị|đx|khó khăn|kk|hạn chế|tồn tại|vướng mắc"
    r"|kinh phí|kp|tổng chi|tổng kinh phí)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class Remarks:
    """A difficulty and a proposal, as written, and the text without them."""

    difficulty: str | None
    proposal: str | None
    rest: str


def find_remarks(text: str) -> Remarks:
    """Return the difficulty and the proposal of a message; 'học sinh khó khăn' in a sentence is none.

    `rest` is as long as the text: remarks are blanked, so that places in it are places in the text.
    """
    proposal, rest = _taken(text, _PROPOSAL)
    difficulty, rest = _taken(rest, _DIFFICULTY)
    if difficulty is None:
        difficulty, rest = _taken(rest, _DESPITE)
    if difficulty is None and (failed := _FAILED.search(rest)) is not None:
        difficulty = failed["words"].replace("\x00", " ").strip(" ,:-–()")
        rest = blanked(rest, [failed.span("words")])
    return Remarks(difficulty, proposal, rest)


def _taken(text: str, cue: re.Pattern[str]) -> tuple[str | None, str]:
    """Return what follows the cue's matches, joined, and the text with them blanked."""
    said: list[str] = []
    while (match := cue.search(text)) is not None:
        end = _ENDS.search(text, match.end())
        stop = end.start() if end else len(text)
        words = text[match.end() : stop].strip(" \t\x00,;:.-–()")
        said.append(words)
        text = blanked(text, [(match.start(), stop)])
    joined = "; ".join(words.replace("\x00", " ").strip() for words in said if words.strip("\x00 "))
    return joined or None, text
