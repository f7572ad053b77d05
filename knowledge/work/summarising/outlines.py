"""The outline of a periodic report: the plan's own headings, or sensible ones, and what each of them is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log

from knowledge.language.folding import folded_words, key

DEFAULT = (
    "I. TÌNH HÌNH CHUNG VÀ CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
    "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
    "III. SỐ LIỆU TỔNG HỢP VÀ SO SÁNH VỚI CÙNG KỲ",
    "IV. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN",
    "V. ĐỀ XUẤT, KIẾN NGHỊ",
    "VI. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI",
)


class About(StrEnum):
    """What a heading of a report is about."""

    OVERVIEW = "overview"
    RESULTS = "results"
    TARGETS = "targets"
    FUNDING = "funding"
    COMPARISON = "comparison"
    DIFFICULTIES = "difficulties"
    PROPOSALS = "proposals"
    NEXT = "next"
    TOPIC = "topic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its depth (1 is the highest), what it is about, and whether it has headings under it."""

    text: str
    depth: int
    about: About
    is_leaf: bool = True


# In this order: the first rule whose words a heading has, or begins with after "^", decides. Folded words.
_RULES = (
    (About.COMPARISON, ("so sanh", "cung ky", "so lieu", "bieu mau", "thong ke", "tong hop so")),
    (
        About.NEXT,
        ("phuong huong", "thoi gian toi", "tiep theo", "nam sau", "cuoi nam", "quy toi", "thang toi", "^ke hoach"),
    ),
    (About.DIFFICULTIES, ("kho khan", "vuong mac", "ton tai", "han che", "nguyen nhan", "bat cap")),
    (About.PROPOSALS, ("de xuat", "kien nghi", "giai phap de nghi")),
    (About.FUNDING, ("kinh phi", "ngan sach", "nguon luc tai chinh")),
    (About.TARGETS, ("chi tieu", "muc tieu")),
    (About.RESULTS, ("ket qua", "trien khai thuc hien", "noi dung thuc hien", "cong viec da")),
    (About.OVERVIEW, ("tinh hinh", "dac diem", "boi canh", "danh gia", "nhan xet", "uu diem")),
)
_ROMAN = re.compile(r"(?:[IVX]+|[A-Z])[.)/]\s")
_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)/]?\s")
_LETTER = re.compile(r"(?:[a-zđ][.)]|[-+•*])\s")
_LABEL = re.compile(rf"(?:{_ROMAN.pattern}|{_NUMBER.pattern}|{_LETTER.pattern})")
_GENERAL = ("tung noi dung", "tung nhiem vu", "tung linh vuc", "cac nhiem vu", "nhiem vu khac", "noi dung khac")
_COMMON = set(
    folded_words(
        "và các cho của theo về trong tại trên đối với công tác kết quả thực hiện nội dung nhiệm vụ"
        " chủ trì phối hợp chỉ đạo hướng dẫn tham mưu đề nghị triển khai"
    )
)
"""Words that say nothing about a topic: those of every report, and those of roles, which every task has."""
LEAST_LIKENESS = 0.25
"""The share of a heading's weight that a task must have to stand under it; see the test of the same name."""


def headings(outline: Sequence[str]) -> list[Heading]:
    """Return the headings of a report outline in order; a heading without a place of its own takes its parent's."""
    lines = [line for line in outline if key(line)]
    depths = list(_depths(lines))
    found: list[Heading] = []
    parents: dict[int, About] = {}
    for position, (line, depth) in enumerate(zip(lines, depths, strict=True)):
        above = max((level for level in parents if level < depth), default=None)
        about = _about(line, parents[above] if above else None)
        if about is About.RESULTS and any(heading.about is About.RESULTS for heading in found):
            about = About.OVERVIEW
        parents = {level: kind for level, kind in parents.items() if level < depth} | {depth: about}
        is_leaf = position + 1 == len(lines) or depths[position + 1] <= depth
        found.append(Heading(line, depth, about, is_leaf))
    return found


def _depths(lines: Sequence[str]) -> Iterator[int]:
    """Yield how deep each line stands: Roman numbers, numbers, letters and dashes, as far as there are any."""
    kinds = [_kind(line) for line in lines]
    order = sorted(set(kinds))
    for kind, line in zip(kinds, lines, strict=True):
        extra = line.split()[0].strip(".)/").count(".") if kind == 1 else 0
        yield order.index(kind) + 1 + extra


def _kind(line: str) -> int:
    if _ROMAN.match(line):
        return 0
    if _NUMBER.match(line):
        return 1
    return 2 if _LETTER.match(line) else 0


def _about(line: str, parent: About | None) -> About:
    words = f"^{key(_LABEL.sub('', line))} ".replace("^", " ^ ")
    for about, cues in _RULES:
        if any(f" {cue} ".replace("^", "^ ") in words for cue in cues):
            return _under(about, parent)
    return About.TOPIC if parent in (About.RESULTS, About.TOPIC) else parent or About.OTHER


def _under(about: About, parent: About | None) -> About:
    """Return what a heading is about, given its parent: "kết quả" under results is one of its topics."""
    if parent in (About.RESULTS, About.TOPIC) and about in (About.RESULTS, About.OVERVIEW, About.NEXT):
        return About.TOPIC
    if parent is About.NEXT:
        return About.NEXT
    return about


def place(tasks: Sequence[str], found: Sequence[Heading]) -> list[int | None]:
    """Return for each task (its words and those of the sections above it) the position of the topic it stands under.

    None where no topic shares enough of its words, weighted by how few topics have them.
    """
    topics = {
        position: set(folded_words(_LABEL.sub("", heading.text))) - _COMMON
        for position, heading in enumerate(found)
        if heading.about is About.TOPIC and heading.is_leaf and not is_general(heading)
    }
    weight = {
        word: log(1 + len(topics) / sum(word in words for words in topics.values()))
        for word in set().union(*topics.values())
    }
    return [_best(set(folded_words(task)), topics, weight) for task in tasks]


def is_general(heading: Heading) -> bool:
    """Tell whether a topic takes whatever has no other place."""
    return heading.about is About.TOPIC and any(cue in key(heading.text) for cue in _GENERAL)


def _best(task: set[str], topics: dict[int, set[str]], weight: dict[str, float]) -> int | None:
    best, likeness = None, LEAST_LIKENESS
    for position, words in topics.items():
        whole = sum(weight[word] for word in words)
        share = sum(weight[word] for word in words & task) / whole if whole else 0.0
        if share > likeness:
            best, likeness = position, share
    return best
