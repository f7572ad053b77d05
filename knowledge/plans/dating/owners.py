"""Who owes a deadline and to whom it goes, from the plan's units and the words of the sentence."""

import re
from collections.abc import Iterable, Sequence

from knowledge.language.folding import fold, squeeze
from knowledge.plans.assigning.fields import Field, Layout, line_field
from knowledge.plans.model import Passage, Role, Unit

LONGEST_NAME = 120
_OWING = (Role.LEAD, Role.CARRY_OUT, Role.REQUESTED, Role.ADVISE)
_BODY = (
    r"(?:UBND|HĐND|MTTQ|Ủy ban|Uỷ ban|Hội đồng|Chủ tịch|Thường trực|Sở(?! hữu)|Phòng(?! chống|,)|Ban(?! hành)|"
    r"Bộ(?! tiêu| chỉ tiêu| luật| nhận)|Văn phòng|Công an|Trung tâm|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Cục|Chi cục|"
    r"Tổng cục|Thủ tướng|Chính phủ|Hội(?! nghị| thảo| thi)|Tiểu ban|Quỹ|Báo và|Đài|Viện|Tòa án|Đồng chí|Liên đoàn|"
    r"Đoàn|Tổ(?! chức))"
)
_SENT_TO = re.compile(rf"\b(?:về|gửi|cho|trình|báo cáo)\s+(?:cho\s|về\s)?(?={_BODY}\b)")
_ADDRESSEE_END = re.compile(
    r"\s(?:trước|chậm nhất|để|theo|kết quả|tình hình|tổng hợp|vào|trong|xem xét|định kỳ|hằng|hàng|khi|đồng thời|"
    r"xử lý|chỉ đạo|biết|đề xuất|"
    r"qua (?:email|thư|hòm thư|hệ thống|zalo|địa chỉ|số)|công nhận|phê duyệt|quyết định|ban hành|"
    r"thông qua|và (?:đột xuất|gửi|báo)|về (?:kết|tình|việc|công))\b"
    r"|\s\d|[.;:]|,\s(?!Thể thao|Ban |Sở |UBND|Ủy ban|Thường trực)|$"
)
_INLINE_LEAD = re.compile(r"[;.,]\s*(?:đơn vị|cơ quan)\s(?:chủ trì|thực hiện)[^:;.]{0,20}:\s*([^;.]+)", re.I)
_NOT_THROUGH = re.compile(r"\s*\((?!qua|thông qua).*$")
_SUBJECT_END = re.compile(
    r"\s(?:gửi|báo cáo|nộp|xây dựng|tổ chức|triển khai|chủ trì|phối hợp|tổng hợp|thực hiện|định kỳ|đột xuất|hoàn thành|"
    r"có trách nhiệm|tham mưu|căn cứ|hằng|hàng|chịu|rà soát|chủ động|kịp thời|ban hành|tiếp tục|được (?:phân|giao))\b"
)
_SUBJECT = re.compile(
    rf"^(?:Yêu cầu|Đề nghị|Giao|Định kỳ,?)?\s*((?:[Cc]ác\s|{_BODY}\b|[Cc]ơ quan|[Đđ]ơn vị|[Tt]hủ trưởng).*)"
)


class Owners:
    """Finds who owes what: the units with a task in the same passage, those the sentence names, the section's own."""

    def __init__(self, units: Sequence[Unit], layout: Layout) -> None:
        self._layout = layout
        self._by_passage: dict[int, list[tuple[str, Role, str]]] = {}
        self._by_section: dict[str, list[str]] = {}
        for unit in units:
            if unit.name is None:
                continue
            self._by_section.setdefault(unit.section, []).append(unit.name)
            for task in unit.tasks:
                self._by_passage.setdefault(task.passage, []).append((unit.name, task.role, task.text))

    def of_sentence(self, passage: Passage, sentence: str) -> tuple[str, ...]:
        """Return who owes what a sentence says: its tasks' units, else its subject, else its section's unit."""
        here = [t for t in self._by_passage.get(passage.position, ()) if t[2] == passage.text or sentence in t[2]]
        named = self._owing(here) or tuple(dict.fromkeys(name for name, role, _ in here if role is Role.DIRECT))
        if named:
            return named
        said = subject(sentence) or subject(passage.text)
        return said or self._of_role_line(passage, reach=8) or self._of_section(passage.section)

    def of_block(self, line: Passage, block: Sequence[Passage]) -> tuple[str, ...]:
        """Return who owes what a labelled line belongs to: its tasks' units, else the line "Cơ quan chủ trì: ..."."""
        positions = [line.position, *(p.position for p in block)]
        pairs = [pair for at in positions for pair in self._by_passage.get(at, ())]
        named = self._owing(p for p in pairs if p[1] is Role.LEAD) or self._owing(pairs)
        return named or self._of_role_line(line, reach=3) or self._of_section(line.section)

    def _of_role_line(self, line: Passage, reach: int) -> tuple[str, ...]:
        """Return whom the line itself or the nearest line "Đơn vị chủ trì: ..." of the same section names."""
        if inline := _INLINE_LEAD.search(line.text):
            return tuple(squeeze(part) for part in re.split(r",\s(?=[A-ZĐ])", inline[1].strip(" .")))
        for at in (*range(line.position - 1, line.position - 4, -1), *range(line.position + 1, line.position + reach)):
            near = self._layout.passages.get(at)
            if near and near.section == line.section and line_field(near.text) is Field.LEAD:
                value = re.split(r",?\s(?:chủ trì|phối hợp)", near.text.partition(":")[2].strip(" ."))[0]
                return tuple(squeeze(part) for part in value.split(";") if part.strip())
        return ()

    def _of_section(self, section: str) -> tuple[str, ...]:
        while section:
            if section in self._by_section:
                return tuple(dict.fromkeys(self._by_section[section]))
            if titled := self._of_title(section):
                return titled
            section = section.rpartition(".")[0]
        return ()

    def _of_title(self, section: str) -> tuple[str, ...]:
        """Return the body that a section's short title names."""
        title = self._layout.title(section)
        if not title or not title.label or len(title.text) > LONGEST_NAME or _SUBJECT_END.search(title.text):
            return ()
        named = _SUBJECT.match(title.text)
        return (squeeze(named[1].rstrip(" :.")),) if named else ()

    @staticmethod
    def _owing(given: Iterable[tuple[str, Role, str]]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, role, _ in given if role in _OWING))


def subject(sentence: str) -> tuple[str, ...]:
    """Return who a sentence begins with, if it begins with bodies; parted at commas before a new body."""
    opening = _SUBJECT.match(sentence)
    if not opening:
        return ()
    words = opening[1]
    closing = _SUBJECT_END.search(words)
    if not closing or closing.start() > 220:
        return ()
    named = words[: closing.start()].strip(" ,:")
    return tuple(part.strip() for part in re.split(rf"(?:,| và|;)\s(?=(?:{_BODY})\b)", named) if part.strip())


def addressee(sentence: str) -> str | None:
    """Return to whom a report goes ("về UBND huyện (qua Phòng Tư pháp)"), the last named one; None if nobody."""
    if not re.search(r"bao cao|gui|trinh", fold(sentence)):
        return None
    found = None
    for opening in _SENT_TO.finditer(sentence):
        closing = _ADDRESSEE_END.search(sentence, opening.end())
        end = closing.start() if closing else len(sentence)
        found = found or squeeze(sentence[opening.end() : end]).strip(" ,")
    return _NOT_THROUGH.sub("", found) if found else None
