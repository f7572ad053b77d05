"""Where the predicate begins after the names of the bodies that a sentence tells to do something.

The verbs of this genre stand in a table; a word that is a verb elsewhere and part of a name here ("cơ quan thực hiện",
"tổ chức chính trị") is told by the words beside it. Where the verb is not in the table, a small word after the level
that ends a name ("Hội Nông dân xã dạy ...") begins the predicate.
"""

import re

from knowledge.language.letters import SMALL
from knowledge.language.tables import any_of
from knowledge.plans.naming.body_words import LEVELS, in_text

VERBS = """
chủ trì; phối hợp; tham mưu; chỉ đạo; hướng dẫn; thực hiện; triển khai; xây dựng; ban hành; bố trí; tổ chức;
tăng cường; đẩy mạnh; tiếp tục; theo dõi; đôn đốc; kiểm tra; giám sát; rà soát; cập nhật; tổng hợp; báo cáo;
gửi; phản ánh; đề xuất; quan tâm; phát huy; vận động; huy động; tuyên truyền; phổ biến; truyền thông; đăng tải;
lồng ghép; quán triệt; nghiên cứu; cụ thể hóa; chuẩn bị; bảo đảm; đảm bảo; cử; chọn; kiện toàn; nâng cao;
hoàn thiện; hoàn thành; lập; trình; cấp; cung cấp; hỗ trợ; tạo điều kiện; cân đối; phân bổ; phân công; giao;
tiến hành; thành lập; duy trì; ký kết; khuyến khích; sử dụng; quản lý; theo; căn cứ; trên cơ sở; trong phạm vi;
tùy; tuỳ; có trách nhiệm; chịu trách nhiệm; có nhiệm vụ; có kế hoạch; có văn bản; được giao; được phân công;
phải; cần; khẩn trương; chủ động; tích cực; thường xuyên; định kỳ; đột xuất; kịp thời; nghiêm túc; làm;
tham gia; đưa; đề ra; ưu tiên; nắm; phát động; phát hành; in ấn; tập trung; phụ trách; lãnh đạo; điều hành;
trực tiếp; hằng năm; hàng năm; hàng tháng; hằng tháng; hàng quý; hằng quý; tổ chức thực hiện; xem xét;
thẩm định; tiếp nhận; xử lý; thu thập; khảo sát; thống kê; sơ kết; tổng kết; đánh giá; nhân rộng; lựa chọn;
đào tạo; bồi dưỡng; tập huấn; thông tin; thông báo; công bố; công khai; niêm yết; vận hành; khai thác; kết nối;
tư vấn; trợ giúp; giải quyết; ngăn chặn; đấu tranh; điều tra; truy tố; xét xử; bám sát; giúp; đầu tư; mở; là;
sẽ; huấn luyện; dạy; kể; khám; mua; viết; quay; sửa; trồng; trang bị; chăm lo; thăm hỏi; tặng; khen thưởng;
biểu dương; chỉ huy; đề nghị; yêu cầu; phân luồng; lắp đặt; tháo dỡ; tuần tra; sơ tán; di dời;
vận chuyển; lấy mẫu; nhắc nhở; xác minh; bàn giao; đón tiếp; trao giải; giải ngân; quyết toán; thanh toán; ứng phó;
khắc phục; khuyến cáo; cảnh báo; trưng bày; biểu diễn; giới thiệu; cấp phát; đối chiếu; xác nhận; nâng cấp; sửa chữa;
cải tạo; thi công; kiểm soát; trả lời; tiếp công dân; góp ý; tiếp thu; ký; dự toán; mua sắm; gắn; coi trọng; lấy; để;
nhằm; giám định; cắm; treo; nộp; Chủ trì; Phối hợp
"""

# a verb that one of the words beside it makes a noun
NOUNS = (
    (
        "tổ chức",
        "chính trị; xã hội; thành viên; dịch vụ; tín dụng; đoàn thể; có liên quan; liên quan; khác; tôn giáo; quốc tế; "
        "kinh tế; đảng; và",
    ),
    ("thông tin", "điện tử; cơ sở; và truyền; đại chúng"),
    ("theo", "quy"),
    ("cấp", "tỉnh; xã; huyện; cơ sở; trên; dưới; ủy; uỷ; thành; trung"),
    ("giúp", "việc; pháp lý"),
    ("quản lý", "nhà nước; giáo dục; đô thị; các khu; dự án"),
    ("chỉ đạo", "công tác; cấp; phòng"),
    ("đào tạo", "và; tỉnh; huyện"),
    ("điều hành", "bảo vệ; trẻ"),
    ("phụ trách", "công tác; lĩnh vực; mảng; khối"),
    ("kiểm tra", "đảng; huyện; tỉnh"),
)
# verbs by which bodies are named: "Ban quản lý", "cơ quan chủ trì", "lĩnh vực giám sát và phản biện"
NAMING = (
    "chủ trì; phối hợp; thực hiện; tham mưu; quản lý; tổng hợp; chỉ đạo; điều hành; kiểm tra; phụ trách; tổ chức; "
    "truyền thông; thông tin; "
    "tuyên truyền; giám sát; lãnh đạo; vận động; thẩm định; tiếp nhận; xây dựng; giúp; tư vấn; trợ giúp; "
    "đánh giá; hỗ trợ; "
    "điều tra; chỉ huy; đào tạo; giới thiệu; kiểm soát; cảnh báo; ứng phó; "
    "tuần tra; khắc phục; tập huấn; thống kê; cần; cung cấp; sử dụng; xử lý"
)
NAMED_BY_VERB = (
    "ban; bộ; tổng; công tác; cơ quan; đơn vị; tiểu ban; tổ; đội; cán bộ; viên chức; công chức; chuyên viên; "
    "ủy viên; chủ; hệ thống; lực lượng; lĩnh vực; nhiệm vụ; "
    "trung tâm; dịch vụ; việc; về; mảng; hậu; và"
)
# fields after which the name of an office ends, unless its place follows
OFFICES = (
    "Xây dựng; Y tế; Tài chính; Nội vụ; Tư pháp; Công Thương; Công thương; Ngoại vụ; Du lịch; Đào tạo; Công nghệ; "
    "Môi trường; Tôn giáo; Đô thị; Xã hội; Hạ tầng"
)
# what may follow a level inside a name
AFTER_LEVEL = (
    "và; hoặc; các; trên; thuộc; trực; có; liên; hội; ủy; uỷ; đoàn; đội; viên; phường; thị; khác; nơi; trong; về; "
    "cùng; ven; biên; "
    "vùng; phía; đã; theo; sau; triển; được; không; nông; miền; do; ở; tại; tự; cấp; phê; quản; đến; vào; giao; "
    "với; hằng; hàng; năm"
)
LISTED = "các; những; và; từng; mỗi; hoặc; cùng; công tác"

PREDICATE = re.compile(rf"(?:(?<=\s)|(?<=[\w)],\s))(?:tự )?{any_of(VERBS)}(?=[\s,:.;]|$)")
_NOUN = re.compile("|".join(rf"{verb}(?=\s+{any_of(beside)}\b)" for verb, beside in NOUNS))
_NOUN_ALONE = re.compile(
    r"(?:tham mưu(?=,? (?:và )?giúp việc (?:thuộc|của)\b)|"
    r"phụ trách(?=\s(?:lĩnh vực|mảng|khối)\b)|"
    r"tổ chức(?=\s*(?:,|$))|đào tạo(?=\s*,)|chỉ đạo(?= \d)|thường xuyên(?=\s*[.;])|thông tin(?=\s*(?:$|[,;.])))"
)
_NAMING = re.compile(rf"{any_of(NAMING)}\b")
_NAMED_BY_VERB = re.compile(rf"(?:{in_text(NAMED_BY_VERB)})\s$")
_AFTER_LEVEL = re.compile(rf"(?<=\s)(?:{in_text(LEVELS)})\s+(?!{any_of(AFTER_LEVEL)}\b)(?=[{SMALL}])")
_AFTER_OFFICE = re.compile(
    rf"(?<![\w])(?:Sở|Phòng)\s[^.:;]{{0,50}}?{any_of(OFFICES)}\s+(?!(?:{any_of(AFTER_LEVEL)}|{in_text(LEVELS)})\b)(?=[{SMALL}])"
)
_LISTED = re.compile(rf"(?:{any_of(LISTED)}|[{SMALL}],)\s$")
_IN_LISTS = ("tổ chức", "cấp ", "báo cáo", "quản lý")
_FOUNDED = re.compile(r"(?:(?<!phân )công|dân|độc|bán công)\s$")
"""Before "lập": "công lập", "dân lập", "độc lập" tell a school's kind."""
_PASSIVE = re.compile(r"(?:được|bị)\s$")
_MUST = re.compile(r"[^,;.:]{0,60}?\s(phải)\s")


def find_predicate(text: str, start: int = 0, end: int | None = None) -> int | None:
    """Return where the predicate of a sentence begins; "
    "None where it has none, or tells what is done to the bodies."""
    end = len(text) if end is None else min(end, len(text))
    level = next((at for at in _AFTER_LEVEL.finditer(text, start, end) if not _NOUN_ALONE.match(text, at.end())), None)
    office = _AFTER_OFFICE.search(text, start, end)
    if office and (level is None or office.end() < level.end()):
        level = office
    for found in PREDICATE.finditer(text, start, min(end, level.end() + 12) if level else end):
        at = found.start()
        if level and at > level.end():
            break
        if _is_noun(text, at):
            continue
        if _PASSIVE.search(text, max(0, at - 5), at):
            return None
        must = _MUST.match(text, at) if found[0] == "tham gia" else None
        return must.start(1) if must else at
    return level.end() if level else None


def _is_noun(text: str, at: int) -> bool:
    """Tell whether a verb of the table is part of a name or of a list of nouns here."""
    if _NOUN.match(text, at) or _NOUN_ALONE.match(text, at):
        return True
    before = text[max(0, at - 14) : at]
    if _NAMING.match(text, at) and _NAMED_BY_VERB.search(before):
        return True
    if text.startswith("thông tin", at) and before.endswith("ông nghệ "):
        return True
    if text.startswith("lập", at) and _FOUNDED.search(before):
        return True
    if text.startswith("tham gia", at) and before.endswith("người "):
        return True
    return text.startswith(_IN_LISTS, at) and _LISTED.search(before) is not None
