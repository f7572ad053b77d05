"""What follows a body's name when it is told to do something: the verb, the role it gives, and what it refers to."""

import re

from knowledge.plans.model import Role

_VERBS = """
chủ trì|phối hợp|tham mưu|chỉ đạo|hướng dẫn|thực hiện|triển khai|xây dựng|ban hành|bố trí|tổ chức|tăng cường|đẩy mạnh|tiếp tục|
theo dõi|đôn đốc|kiểm tra|giám sát|rà soát|cập nhật|tổng hợp|báo cáo|gửi|phản ánh|đề xuất|quan tâm|phát huy|vận động|huy động|
tuyên truyền|phổ biến|truyền thông|đăng tải|lồng ghép|quán triệt|nghiên cứu|cụ thể hóa|chuẩn bị|bảo đảm|đảm bảo|cử|chọn|
kiện toàn|nâng cao|hoàn thiện|hoàn thành|lập|trình|cấp|cung cấp|hỗ trợ|tạo điều kiện|cân đối|phân bổ|phân công|giao|tiến hành|
thành lập|duy trì|ký kết|khuyến khích|sử dụng|quản lý|theo|căn cứ|trên cơ sở|trong phạm vi|tùy|tuỳ|có trách nhiệm|chịu trách nhiệm|
có nhiệm vụ|có kế hoạch|có văn bản|được giao|được phân công|phải|cần|khẩn trương|chủ động|tích cực|thường xuyên|định kỳ|đột xuất|
kịp thời|nghiêm túc|làm|tham gia|đưa|đề ra|ưu tiên|nắm|phát động|phát hành|in ấn|tập trung|phụ trách|lãnh đạo|điều hành|trực tiếp|
hằng năm|hàng năm|hàng tháng|hằng tháng|hàng quý|hằng quý|tổ chức thực hiện|xem xét|thẩm định|tiếp nhận|xử lý|thu thập|khảo sát|
thống kê|sơ kết|tổng kết|đánh giá|nhân rộng|lựa chọn|đào tạo|bồi dưỡng|tập huấn|thông tin|thông báo|công bố|công khai|niêm yết|
vận hành|khai thác|kết nối|tư vấn|trợ giúp|giải quyết|ngăn chặn|đấu tranh|điều tra|truy tố|xét xử|bám sát|giúp|đầu tư|
mở|là|sẽ|huấn luyện|dạy|kể|khám|mua|viết|quay|sửa|trồng|trang bị|chăm lo|thăm hỏi|tặng|khen thưởng|biểu dương|đề nghị|yêu cầu|góp ý|tiếp thu|ký|dự toán|mua sắm|gắn|coi trọng|lấy
"""
_VERB = "|".join(sorted((verb.strip() for verb in _VERBS.split("|")), key=len, reverse=True))
PREDICATE = re.compile(rf"(?:(?<=\s)|(?<=[\w)],\s))(?:{_VERB})(?=[\s,:.;]|$)")
_NOUN_BEFORE = re.compile(
    r"(?:các|những|và|từng|mỗi|hoặc|cùng|công tác|cơ quan,|đơn vị,|quan,|vị,|phương,|nghiệp,|đồng,|ban,|ngành,|thể,)\s$"
)
_NOT_VERB = re.compile(
    r"(?:tổ chức(?=\s*(?:chính trị|xã hội|thành viên|đoàn thể|,|có liên quan|liên quan|khác|tôn giáo|quốc tế|kinh tế|đảng|và|$))|thông tin(?= (?:điện tử|cơ sở|và truyền|đại chúng))|theo quy|cấp(?= (?:tỉnh|xã|huyện|cơ sở|trên|dưới|ủy|uỷ|thành|trung))|giúp(?= việc)|thường xuyên(?=\s*[.;])|quản lý(?= (?:nhà nước|giáo dục|đô thị|các khu|dự án))|chỉ đạo(?= (?:công tác|\d|cấp|phòng))|đào tạo(?=\s*(?:,|và|tỉnh|huyện))|lao động|điều hành(?= (?:bảo vệ|trẻ))|phụ trách(?= (?:công tác|lĩnh vực))|đầu tư(?= xây dựng công)|thực hiện(?= (?:nghị quyết|chương trình) số)|kiểm tra(?= (?:đảng|huyện|tỉnh)))"
)
_AFTER_LEVEL = re.compile(  # after the level that ends a name, a small word begins the predicate
    r"(?<=\s)(?:tỉnh|huyện|[Tt]hành phố|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+"
    r"(?!(?:và|hoặc|các|trên|thuộc|trực|có|liên|hội|ủy|uỷ|đoàn|đội|viên|phường|thị|khác|nơi|trong|về|cùng|ven|biên|vùng|phía|đã|theo|sau|"
    r"triển|được|không|nông|miền|do|ở|tại|tự|cấp|phê|quản|đến|vào|giao|với|hằng|hàng|năm)\b)(?=[a-zà-ỹđ])"
)
_PASSIVE = re.compile(r"(?:được|bị)\s$")
_NAMES_A_BODY = re.compile(
    r"(?:chủ trì|phối hợp|thực hiện|tham mưu|quản lý|chỉ đạo|điều hành|kiểm tra|phụ trách|tổ chức|truyền thông|thông tin|tuyên truyền|"
    r"giám sát|lãnh đạo|vận động|thẩm định|tiếp nhận|xây dựng|đại diện|giúp|tư vấn|trợ giúp|đánh giá|hỗ trợ|điều tra|đào tạo|tập huấn|"
    r"truyền|thống kê|cung cấp|sử dụng|xử lý)\b"
)
_FIELD = re.compile(r"(?:lĩnh vực|công tác|nhiệm vụ|việc|về|mảng|và)\s$")
_GLUED_NOUN = re.compile(
    r"(?:[Bb]an|[Cc]ông tác|[Cc]ơ quan|[Đđ]ơn vị|[Tt]iểu ban|[Tt]ổ|[Đđ]ội|[Cc]án bộ|[Cc]hủ|[Hh]ệ thống|[Ll]ực lượng) $"
)

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.LEAD, re.compile(r"chủ trì\b|làm đầu mối\b|là đầu mối\b|là cơ quan (?:chủ trì|đầu mối|thường trực)")),
    (Role.COORDINATE, re.compile(r"phối hợp\b")),
    (Role.ADVISE, re.compile(r"tham mưu\b")),
    (Role.DIRECT, re.compile(r"chỉ đạo\b")),
)
_ADVERBS = re.compile(
    r"(?:(?:đồng thời|khẩn trương|chủ động|tích cực|thường xuyên|kịp thời|tiếp tục|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|được giao|"
    r"phải|cần|tăng cường|định kỳ|hằng năm|hàng năm|là cơ quan)[\s,]+)+",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|Trong phạm vi|Trong quá trình|Tùy|Tuỳ|Với|Để|Nhằm|Hằng năm|Hàng năm|Định kỳ)\b",
    re.IGNORECASE,
)
_INDICATORS = re.compile(
    r"[Cc]hỉ tiêu\s+(?:số\s+)?(\d{1,2}(?:\s*(?:,|;|và|đến|-|–)\s*(?:số\s+)?\d{1,2})*)(?![\d%.]|\s*%|/)"
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:đến|-|–)\s*(\d{1,2})")


def find_predicate(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Return where the predicate of a sentence begins, None where none is found before its first full stop."""
    end = len(text) if end is None else min(end, len(text))
    after_level = _AFTER_LEVEL.search(text, start, end)
    if after_level:
        end = min(end, after_level.end() + 12)
    for found in PREDICATE.finditer(text, start, end):
        at = found.start()
        if after_level and at > after_level.end():
            break
        if _NOT_VERB.match(text, at) or _is_noun(text, at):
            continue
        if _PASSIVE.search(text, max(0, at - 5), at):
            return None
        must = re.compile(r"[^,;.:]{0,60}?\s(phải)\s").match(text, at) if found[0] == "tham gia" else None
        return must.start(1) if must else at
    return after_level.end() if after_level else None


def _is_noun(text: str, at: int) -> bool:
    before = text[max(0, at - 14) : at]
    if _GLUED_NOUN.search(before) and _NAMES_A_BODY.match(text, at):
        return True
    if _FIELD.search(before) and _NAMES_A_BODY.match(text, at):
        return True
    return text.startswith(("tổ chức", "cấp ", "báo cáo", "quản lý"), at) and _NOUN_BEFORE.search(before) is not None


def role_of(text: str, default: Role = Role.CARRY_OUT) -> Role:
    """Return the role that a task's first verb gives; `default` where the verb gives none."""
    body = _main_clause(text)
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
        if re.match(rf"(?:{_VERB})\b", head[comma.end() :]):
            return text[comma.end() :]
    return text


def indicators_of(text: str) -> tuple[int, ...]:
    """Return the numbers of the indicators that a task refers to, in order: "các chỉ tiêu 3, 4 và 11"."""
    numbers: list[int] = []
    for found in _INDICATORS.finditer(text):
        spans = _RANGE.sub(lambda m: ",".join(map(str, range(int(m[1]), int(m[2]) + 1))), found[1])
        numbers.extend(int(number) for number in re.findall(r"\d+", spans))
    return tuple(dict.fromkeys(numbers))
