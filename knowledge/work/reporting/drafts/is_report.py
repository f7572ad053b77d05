"""Whether a message tells of something that was done: a report, and not a question, a plan, an invitation, a wish."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.language.dates import DateKind, Lean, find_dates, find_impossible
from knowledge.language.folding import folded_words
from knowledge.language.money import find_money
from knowledge.language.patterns import compiled, exact, vietnamese
from knowledge.work.reporting.drafts.people import count_people
from knowledge.work.reporting.drafts.quantities import find_quantities
from knowledge.work.reporting.drafts.remarks import find_remarks
from knowledge.work.reporting.drafts.words import ACTION, EVENT, blanked

_QUESTION = compiled(
    r"^\W*(?:ai|sao|mấy giờ|khi nào|bao giờ)(?!\w)|\?\s*(?:$|[^\w\s]|ạ|a\b)"
    r"|(?<!\w)(?:bao nhiêu|khi nào|bao giờ|thế nào|như thế nào|ntn|làm sao|tại sao"
    r"|vì sao|sao lại|ở đâu|chỗ nào"
    r"|ai (?:chịu|phụ|chủ|làm|phối|là|được|phải)|của ai|gồm những gì|những gì|là gì|làm gì|việc gì|cái gì"
    r"|gì vậy|gì không|gì ạ"
    r"|(?:gọi|báo|hỏi|tìm|gặp|gửi|nộp|giao|nhờ|cho|với) ai|(?:về|ở|gửi|nộp|đi|lấy) đâu|ai đây|làm sao đây"
    r"|(?:được|hết|tháng|ngày|thứ|lúc|tầm|khoảng|có|gồm|cần|mất) mấy|mấy cái|mấy triệu"
    r"|mấy (?:buổi|lớp|cuộc|cháu|người|xã|lần|đợt|em|trường|giờ|ngày|nhiệm|chỉ|mục|trẻ|thôn|vụ|hội)"
    r"|(?:nhiệm vụ|đơn vị|phòng|xã|cơ quan|mục|chỉ tiêu|văn bản|ngày|tháng|lớp|trường|việc|hoạt động"
    r"|kế hoạch|nội dung|mẫu|đâu|ai) nào"
    r"|có phải|có được không|được không|đúng không|phải không|hay không|không ạ|không vậy|không anh"
    r"|không chị|không em|chưa ạ|chưa vậy|vậy anh|vậy chị"
    r"|vậy ạ|"
    + exact("hả|nhỉ")
    + r"|cho (?:em|tôi|mình|anh|chị|tui|e|hỏi)(?: xin)? hỏi|cho hỏi|xin hỏi|hỏi (?:chút|xíu|là|về|anh|chị)"
    r"|(?:phải|cần|nên) làm|giúp em (?:xem|với|hỏi|báo|bc)|giúp (?:tôi|mình|tui|với)"
    r"|(?:xem|kiểm tra|sửa|gửi|tra|duyệt|đọc|làm) (?:lại |thử )?(?:giúp|giùm|dùm|hộ(?= (?:em|tôi|mình|với))))(?!\w)"
)
_ENDS_AS_QUESTION = compiled(
    rf"(?<!\w)(?:không|ko|hông|hong|k|kg|khg|chưa|vậy|z|gì|j|nào|ntn|bn|{exact('nhỉ|hả|à|sao|đâu|ai')})"
    rf"\s*(?:anh|em|vậy|shop|ad|admin|bot|bạn|sếp|mọi người|cả nhà|{exact('ạ|chị|nhé|nhỉ')})?[\s.!…]*$"
)
_WISH = compiled(
    r"^\W*(?:dạ,? |alo,? |(?:anh|chị|em|ad|admin|bot|sếp)(?: ơi)?,? )*(?:cho (?:em|tôi|mình|anh|chị|xin|tui"
    r"|e)|xin (?:mẫu|phép|ý kiến|file|số|danh|cấp|hỗ|được|kinh|gia)|"
    + exact("nhờ|cần|tìm|xóa|xoá|đổi|bỏ|hãy|đừng|hủy|huỷ")
    + r"|sửa(?! (?:xong|chữa|được|sân|đường|cầu|cống|trường|nhà|lại (?:sân|đường|cầu|trường|nhà)))"
    r"|giúp|gửi (?:em|cho|giúp)"
    r"|xem lại|nhắc|đề nghị|kiến nghị|đề xuất|yêu cầu|kính đề"
    r"|làm ơn|mong|muốn|xem|tra|liệt kê|tóm tắt|hướng dẫn|so sánh"
    r"|(?:mẫu|biểu) (?:báo|biểu|số)|thêm|sửa lại|cần \d+|không phải|phản ánh|khiếu nại|tố cáo|báo (?:động"
    r"|khẩn)|đăng ký)(?!\w)"
)
_INVITATION = compiled(
    r"(?<!\w)(?:kính mời|trân trọng mời|giấy mời|mời (?:anh|chị|các|đ/c|đồng chí|quý|đại|đoàn|mọi|toàn|cả"
    r"|bà|em|ông|thầy|cô|dự|họp|tham)|(?:các|quý|toàn thể) (?:đ/c|đồng chí|anh chị|cô chú)(?: \w+){0,3}"
    r" (?:tham gia|dự|có mặt|đến|chuẩn bị|lưu ý|nhớ)"
    r"|(?:các|đề nghị các) (?:thôn|trường|xã|đơn vị|ban|ngành|ấp)(?: \w+){0,2} (?:có mặt|chuẩn bị|lưu ý|sắp xếp)"
    r"|(?:tham gia|dự|có mặt) (?:đầy đủ|đúng giờ)|thông báo (?:mời|lịch|họp|về việc|v/v))(?!\w)"
)
_PLANNED = compiled(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|"
    + exact("em định|mình định|tôi định|xã định|hoãn|dời|lùi|hủy|huỷ|nhớ")
    + r"|dự định|lên kế hoạch|có kế hoạch|tới đây|sắp tới|chưa (?:tổ chức|làm|triển khai|thực hiện|tiến hành"
    r"|họp|phát|mở)"
    r"|hoan (?:vi|do|lai|buoi)|phai hoan|không tổ chức|không thực hiện|ko tổ chức|phải hoãn|tạm dừng"
    r"|đang chờ|chưa có kế hoạch|nhé mọi người"
    r"|lịch (?:họp|tuần|công tác)|(?:kế hoạch|chương trình)(?: công tác| hoạt động)? (?:tuần|tháng|quý)"
    r" (?:tới|sau|này|\d+))(?!\w)"
)
_COMPLAINT = compiled(
    r"(?<!\w)(?:bức xúc|phản ánh|khiếu nại|tố cáo|chậm quá|quá chậm|lâu quá|mãi chưa|vẫn chưa (?:nhận|có"
    r"|thấy|được|trả)|"
    + exact("sao mãi|sao lại|sao vẫn")
    + r"|sao (?:chưa|không|ko)|không ai|ko ai|kém quá|không (?:vào|mở|đăng nhập"
    r"|gửi|dùng|xem) được"
    r"|bị lỗi|lỗi rồi|tệ quá|chán quá|vô lý|không hài lòng|mất điện|cúp điện|bot (?:sai|lỗi|trả lời))(?!\w)"
)
_DONE = compiled(r"(?<!\w)(?:đã|vừa|xong|hoàn thành|vừa xong|đã xong|báo cáo|bc|kết quả|rồi)(?!\w)")
_DID = re.compile(vietnamese(r"(?<!\w)(?:đã|vừa) (?:(?:cùng|được|phối hợp) )?") + ACTION.pattern, re.IGNORECASE)
"""Words that say that something was done."""
_CHAT = compiled(
    rf"^\W*(?:ok|oke|okie|vâng|alo|a lô|chào|xin chào|hello|hi|cảm ơn|cám ơn|thank|thanks|tks|test|đúng rồi"
    rf"|tốt|good"
    rf"|{exact('dạ|ừ|thử|nhận|rõ|hay')})(?!\w)"
)
_WELL_WISHES = compiled(r"^\W*(?:chúc|xin chúc|chúc mừng|mừng sinh nhật)(?!\w)")
_DUTY = compiled(
    r"(?<!hành\x20)(?<!dựng\x20)(?<!ký\x20)(?<!khai\x20)(?<!hiện\x20)(?<!mưu\x20)(?<!triệt\x20)(?<!\w)(?:nhiệm vụ"
    r"|chỉ tiêu|kế hoạch|hạn|thời hạn|quy định|căn cứ|nghị quyết|quyết định) (?:của|về"
    r"|năm|số|báo cáo|\d+|là|nộp|gửi)(?!\w)"
)


_SENT = compiled(
    r"(?<!\w)(?:nộp|gửi|chuyển|nhận)(?: được| lại)? (?:báo cáo|bc|file|danh sách|số liệu|biểu|mẫu"
    r"|công văn|văn bản|mail|rồi)"
)
_TO_SOMEBODY = compiled(r"(?<!\w)(?:cho|bên|tới|với) (?:anh|chị|em|sếp|ad|cô|chú)(?!\w)|(?:rồi|ạ|nhé|nha|đó)\W*$")
_A_DAY = 2  # what a day alone counts
_WITHOUT_VERB = 3  # a past day, and things or people: 'tối 17/9 thôn Đông, 60 cháu'
_ALL_TOLD = 5  # a past day, people, and things or money: nobody asks like that
_TELLING = 9  # words: fewer than that, without any figure or day, are chat: 'da gui roi nha chi'
_FARTHEST = timedelta(days=400)  # a date beyond that is a slip of the finger, not a plan


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a message is a report, and whether that is clear."""

    is_report: bool
    sure: bool


def judge(text: str, *, today: date) -> Verdict:
    """Return whether a message reports an activity. What has not happened yet, is asked, wished or offered is none."""
    rest = find_remarks(text).rest.replace("\x00", " ").strip()
    if len(folded_words(rest)) < 3 or _is_something_else(text, rest, today):
        return Verdict(is_report=False, sure=True)
    facts = _facts_told(rest, today)
    if facts < 0:
        return Verdict(is_report=False, sure=True)
    if facts <= _A_DAY and _SENT.search(rest) and _TO_SOMEBODY.search(rest):
        return Verdict(is_report=False, sure=facts == 0)
    if not (ACTION.search(rest) or EVENT.search(rest)):
        return Verdict(is_report=facts >= _WITHOUT_VERB and not _DUTY.search(rest), sure=facts < 2)
    claimed = 2 * bool(_DONE.search(rest)) - bool(_DUTY.search(rest)) - 2 * bool(re.match(r"\s*/", rest))
    if facts == 0:
        return Verdict(is_report=False, sure=claimed <= 0 or len(folded_words(rest)) < _TELLING)
    score = facts + claimed
    return Verdict(is_report=score >= 2, sure=score >= 3 or score <= 0)


def names_deed(text: str, *, today: date) -> bool:
    """Tell whether a text names what was done, though it tells too little to be a report: 'buổi họp ở thôn 3'."""
    rest = find_remarks(text).rest.replace("\x00", " ").strip()
    named = bool(ACTION.search(rest) or EVENT.search(rest))
    return named and not _is_something_else(text, rest, today) and _facts_told(rest, today) >= 0


def _is_something_else(text: str, rest: str, today: date) -> bool:
    stripped = text.strip()
    if _CHAT.match(stripped) and len(folded_words(stripped)) < 8:
        return True
    if is_question(text) and not _only_tells_of_one(text, rest, today):
        return True
    patterns = (_WISH, _WELL_WISHES, _INVITATION, _COMPLAINT)
    return any(pattern.search(stripped) for pattern in patterns) or bool(_PLANNED.search(rest))


def _only_tells_of_one(text: str, rest: str, today: date) -> bool:
    """Tell whether the words of a question stand in a report of a past day, people and things: 'chị H hỏi về ...'."""
    asks = "?" in text or _ENDS_AS_QUESTION.search(text.strip())
    return not asks and _facts_told(rest, today) >= _ALL_TOLD


def _facts_told(rest: str, today: date) -> int:
    """Return how many facts of a report are told: past dates, people, things, money; below 0 where it lies ahead.

    What is said to be done lies not ahead, whatever its date: a slip of the finger, as is a day of no calendar.
    """
    impossible = find_impossible(rest, today=today)
    rest = blanked(rest, impossible)
    did = _DID.search(rest) is not None
    found = find_dates(rest, today=today, lean=Lean.PAST)
    dates = [one for one in found if one.kind is not DateKind.YEAR and one.first - today < _FARTHEST]
    days = [one for one in dates if one.kind is not DateKind.FESTIVAL]
    begun = [one for one in dates if one.first <= today]
    money = find_money(rest)
    undated = blanked(rest, [*((one.start, one.end) for one in found), *((one.start, one.end) for one in money)])
    people = count_people(undated)
    things = find_quantities(blanked(undated, people.spans))
    told = 2 * (people.total is not None) + bool(money) + bool(things)
    if dates and not [one for one in days if one in begun] and len(begun) < len(dates):
        return told if did and told else -1
    return 2 * (any(one in begun for one in days) or (did and bool(impossible))) + told


def is_question(text: str) -> bool:
    """Tell whether a text asks something."""
    return bool(_QUESTION.search(text) or _ENDS_AS_QUESTION.search(text.strip()))
