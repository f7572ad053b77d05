"""Doubtful words settled by the rest of the document: a phrase read one way often was not read another way once."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from knowledge.documents.layout import Word
from knowledge.language.folding import fold

_SURE = 92.0  # confidence from which a word is left as it was read
_CERTAIN = 96.5  # confidence above which not even a set phrase changes a word
_NOISE = 45.0  # confidence below which a word of signs alone is a speck on the paper
_DASHES = "-–—+*"
_SPECKS = set("~`^_|¬⁄\\¢£¥")
_ROMAN = set("IVX")
_USUAL = 3  # times as often as with one stroke more, an abbreviation is read rightly
_OFFICES = ("UBND", "HĐND", "UBMTTQ", "GD&ĐT", "GDĐT", "KH&ĐT", "KH&CN", "TN&MT", "TT&TT", "NN&PTNT", "LĐTB&XH",
            "VH&TT", "VHTT&DL", "VHXH")  # fmt: skip
_MARKS = set("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")  # of tones, and of â, ă, ơ
_STOPS = ".;:,"
_EDGES = " .,;:()“”\"'…"

# Words that stand beside each other in every plan and, without their marks, are nothing else; | parts two spellings.
_KNOWN = """bình đẳng, tăng cường, hằng năm|hàng năm, hằng tháng|hàng tháng, hằng quý|hàng quý, hằng ngày|hàng ngày,
chủ đề, tồn tại, tuyên truyền, truyền thông, thi hành, chi tiết, chi phí, chi trả, kinh phí, cộng đồng,
dân cư, xã hội, phối hợp, chủ trì, tổ chức, thực hiện, kế hoạch, nhiệm vụ, báo cáo, ủy ban|uỷ ban, nhân dân, tổng hợp,
chỉ đạo, hướng dẫn, kiểm tra, giám sát, thời gian, hoàn thành, quy định, pháp luật, nâng cao, nhận thức, trách nhiệm,
đánh giá, kết quả, định kỳ|định kì, đơn vị, địa phương, cán bộ, công chức, viên chức, tập huấn, bồi dưỡng, chăm sóc,
tinh thần, bảo vệ, tham mưu, đề xuất, đôn đốc, triển khai, nguồn lực, ngân sách, giải pháp, mục đích, yêu cầu, nội dung,
chất lượng, hiệu quả, cơ quan, chương trình, quyết định, nghị quyết, nghị định, thông tư, công văn, hội đồng,
thường trực, thành phố, thị xã, thị trấn, đề án, dự án, tư pháp, an toàn, phát triển, giáo dục, đào tạo, lao động,
thương binh, tài chính, y tế, trẻ em, học sinh, gia đình, quyền lợi, dịch vụ, hỗ trợ, nghiên cứu"""

Pair = tuple[str, str]
_Known = dict[tuple[str, str], frozenset[tuple[str, str]]]


def agreed(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Return the pages' words, each doubtful one spelled as the document spells it beside the same word elsewhere.

    Only marks change, never letters: to what set phrases have, or to what was read at least twice as often; but for a
    stroke too many in an abbreviation.
    """
    phrased = [_phrased(page) for page in _without_strokes(pages)]
    counts = _counts(word for page in phrased for word in page)
    return [_settled(page, counts) for page in phrased]


def _without_strokes(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Return the pages' words, a stroke too many taken out of an abbreviation that is known or often read so."""
    counts = Counter(word.text.strip(_EDGES) for page in pages for word in page)
    return [[_without_stroke(word, counts) for word in page] for page in pages]


def _without_stroke(word: Word, counts: Counter[str]) -> Word:
    bare = word.text.strip(_EDGES)
    if not bare.isupper() or "I" not in bare or set(bare) <= _ROMAN:
        return word
    shorter = {bare[:at] + bare[at + 1 :] for at, letter in enumerate(bare) if letter == "I"}
    usual = max(sorted(shorter), key=lambda text: (text in _OFFICES, counts[text]))
    if usual not in _OFFICES and counts[usual] < _USUAL * counts[bare]:
        return word
    return replace(word, text=word.text.replace(bare, usual))


@cache
def _known() -> _Known:
    """Return the set phrases by their folded words."""
    known: dict[tuple[str, str], frozenset[tuple[str, str]]] = {}
    for phrase in _KNOWN.replace("\n", " ").split(","):
        pairs = [(words[0], words[1]) for spelling in phrase.split("|") if (words := spelling.split())]
        known[fold(pairs[0][0]), fold(pairs[0][1])] = frozenset(pairs)
    return known


def _phrased(words: Sequence[Word]) -> list[Word]:
    """Return the words with set phrases spelled as they are: the spelling that changes the fewest words."""
    phrased = list(words)
    for index in range(len(words) - 1):
        bare = [word.text.strip(_EDGES) for word in phrased[index : index + 2]]
        spellings = _known().get((fold(bare[0]), fold(bare[1])))
        read = (bare[0].lower(), bare[1].lower())
        if not spellings or read in spellings or phrased[index].text[-1:] in _STOPS:
            continue
        best = min(sorted(spellings), key=lambda pair: _distance(pair[0], read[0]) + _distance(pair[1], read[1]))
        for offset in (0, 1):
            word = phrased[index + offset]
            if read[offset] == best[offset] or word.confidence > _CERTAIN:
                continue
            spelled = _in_case_of(bare[offset], best[offset])
            phrased[index + offset] = replace(word, text=word.text.replace(bare[offset], spelled))
    return phrased


def without_specks(words: Iterable[Word]) -> list[Word]:
    """Return the words without what is no word: specks, and signs that the recogniser itself hardly believes."""
    believed = (word for word in words if word.confidence >= _NOISE or _says_something(word.text))
    return [word for word in believed if not set(word.text) <= _SPECKS and not _is_no_letter(word.text)]


def _is_no_letter(text: str) -> bool:
    """Tell whether a text is one letter with a mark that Vietnamese does not have: ÿ."""
    return len(text) == 1 and not set(unicodedata.normalize("NFD", text)[1:]) <= _MARKS


def _says_something(text: str) -> bool:
    return any(letter.isalnum() or letter in _DASHES for letter in text)


def _distance(spelling: str, read: str) -> int:
    """Return how many marks part two spellings of the same letters."""
    marks = [Counter(unicodedata.normalize("NFD", word)) for word in (spelling, read)]
    return (marks[0] - marks[1]).total() + (marks[1] - marks[0]).total()


def _counts(words: Iterable[Word]) -> dict[Pair, Counter[str]]:
    """Count how a word is spelled after (">") or before ("<") another, all but the spelling of the word the same."""
    counts: dict[Pair, Counter[str]] = {}
    before = ""
    for word in words:
        bare = word.text.strip(_EDGES)
        if before and bare:
            counts.setdefault((f"{before.lower()}>", fold(bare)), Counter())[bare.lower()] += 1
            counts.setdefault((f"<{bare.lower()}", fold(before)), Counter())[before.lower()] += 1
        before = "" if word.text[-1:] in _STOPS else bare
    return counts


def _settled(words: Sequence[Word], counts: dict[Pair, Counter[str]]) -> list[Word]:
    settled = list(words)
    for index, word in enumerate(words):
        bare = word.text.strip(_EDGES)
        if word.confidence >= _SURE or len(bare) < 2 or not bare.isalpha():
            continue
        better = next(_better(bare, index, words, counts), None)
        if better is not None:
            settled[index] = replace(word, text=word.text.replace(bare, better))
    return settled


def _better(bare: str, index: int, words: Sequence[Word], counts: dict[Pair, Counter[str]]) -> Iterator[str]:
    """Yield the spellings that the neighbours speak for."""
    neighbours = []
    if index > 0:
        neighbours.append(f"{words[index - 1].text.strip(_EDGES).lower()}>")
    if index + 1 < len(words):
        neighbours.append(f"<{words[index + 1].text.strip(_EDGES).lower()}")
    for neighbour in neighbours:
        seen = counts.get((neighbour, fold(bare)), Counter())
        for spelling, count in seen.most_common(1):
            if spelling != bare.lower() and count >= 2 * seen[bare.lower()] and count >= 2:
                yield _in_case_of(bare, spelling)


def _in_case_of(model: str, word: str) -> str:
    if model.isupper():
        return word.upper()
    return word.capitalize() if model[0].isupper() else word
