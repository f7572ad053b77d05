"""What each kind of finding says: one Vietnamese sentence, part of the contract of `check`."""

from collections.abc import Sequence

from knowledge.plans.model import Finding, Passage, Quote

MESSAGES = {
    "reference_numbers": "Cùng một văn bản nhưng được ghi bằng nhiều số hiệu khác nhau: {numbers}.",
    "reference_dates": "Văn bản số {number} được ghi bằng nhiều ngày ban hành khác nhau: {dates}.",
    "reference_shared": "Số {number} được ghi cho hai văn bản khác nhau, {dates}.",
    "reference_after": "Văn bản số {number} ghi ngày {date}, sau ngày ban hành kế hoạch ({issued}).",
    "reference_year": "Năm trong số hiệu {number} khác với năm của ngày ban hành {date}.",
    "reference_no_such_day": "Ngày ban hành của văn bản số {number} không có trong lịch: {date}.",
    "indicator_leads": "Chỉ tiêu {indicator} có nhiều đơn vị cùng chủ trì: {units}.",
    "indicator_no_lead": "Chỉ tiêu {indicator} chỉ có đơn vị phối hợp, không có đơn vị chủ trì.",
    "lead_without_indicator": "{unit} chủ trì thực hiện chỉ tiêu nhưng không ghi số chỉ tiêu như các đơn vị khác.",
    "task_without_owner": "Nhiệm vụ này không ghi đơn vị thực hiện trong khi các nhiệm vụ cùng mục đều ghi.",
    "lead_is_partner": "{unit} vừa chủ trì vừa phối hợp trong cùng một nhiệm vụ.",
    "section_twice": "Mục “{title}” được viết hai lần ({sections}).",
    "section_twice_figures": "Mục “{title}” được viết hai lần ({sections}) với số liệu khác nhau: {figures}.",
    "target_figures": "Cùng một chỉ tiêu nhưng ghi hai mức khác nhau: {figures}.",
    "deadline_conflict": "Hai thời hạn mâu thuẫn nhau: {dates}.",
    "attachment_missing": "Kế hoạch nhắc đến {what} kèm theo nhưng văn bản không có.",
    "unit_names": "Một đơn vị được gọi bằng hai tên: {names}.",
    "section_number_twice": "Hai mục cùng đánh số {label}.",
    "section_number_skipped": "Đánh số nhảy từ {before} sang {after}, thiếu {missing}.",
}


def finding(kind: str, quotes: Sequence[Quote], **words: object) -> Finding:
    """Return a finding of a kind with its message filled in."""
    return Finding(kind, MESSAGES[kind].format(**words), tuple(quotes))


def quote(passage: Passage, start: int = 0, end: int | None = None) -> Quote:
    """Return a passage's own words, or a part of them, with their section."""
    return Quote(passage.text[start:end].strip(), passage.section)


def shown(iso: str) -> str:
    """Return an ISO day as officials write it: 05/10/2024."""
    return "/".join(reversed(iso.split("-")))
