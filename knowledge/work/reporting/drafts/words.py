"""Words that the reading of messages goes by: what officials do, where they do it, what they number."""

from collections.abc import Iterable

from knowledge.language.patterns import compiled, exact


def _longest_first(words: str) -> str:
    """Return alternatives so ordered that 'sân vận động' is tried before 'sân'."""
    return "|".join(sorted(words.split("|"), key=len, reverse=True))


ACTION_WORDS = (
    r"làm khai sinh|làm giấy|làm thủ tục|làm hồ sơ|làm lễ|làm sân|làm biển|làm xong"
    r"|đăng ký khai sinh|phổ biến|quán triệt"
    r"|biểu dương|khen|tuyên dương|khai giảng|gặp mặt|họp mặt|giám định|cải tạo|nâng cấp|mua sắm"
    r"|giáo dục|cứu|tổ chức|tuyên truyền|truyền thông|t\.?truyền|tập huấn|bồi dưỡng|kiểm tra|ktra|ktr"
    r"|giám sát|thanh tra"
    r"|rà soát|khảo sát"
    r"|phát động|ra quân|phát thanh|phát loa|phát sóng|phát|trao|tặng|thăm|tham gia|tham dự|tham mưu|khám|tư vấn"
    r"|hội nghị|hội thảo|tọa đàm|toạ đàm|diễn đàn|hội thi|họp|giao ban|làm việc|phối hợp|triển khai"
    r"|thực hiện|hoàn thành"
    r"|treo|dán|cắm|đặt|lắp|xây|sửa|rào|cấp phát|cấp|cập nhật|nhập|lập|hỗ trợ|giúp|đỡ đầu|nhận nuôi|vận động|quyên góp"
    r"|xét xử|xử lý|xử phạt|xử|tiếp nhận|giải cứu|can thiệp|mở|dạy|sinh hoạt|giao lưu|rước đèn|phá cỗ"
    r"|văn nghệ|liên hoan"
    r"|đăng|viết|quay|gỡ|chặn|quét|ký|ban hành|in|biên soạn|cấp giấy|tiêm|uống|cân|đo|tẩy giun|chuyển gửi|dự|đi"
    r"|tt|hn|nói chuyện|hướng dẫn|đưa|đón|nạo vét|dọn|trồng|chi|nghiệm thu|nhắc nhở|bắt|khởi tố|truy tố"
    r"|tuần tra|chiếu|bàn giao|khánh thành|khai mạc"
    r"|bế mạc|tổng kết"
    r"|số hóa|số hoá|huấn luyện|diễn tập|đào tạo|bố trí|kiện toàn|củng cố|niêm yết|công bố|phê duyệt|kết nối"
    r"|thử nghiệm|cài đặt|trang bị|giải quyết|thu hồi|tịch thu|triệt phá|triệt xóa|truy quét|luân chuyển|ủng hộ"
    r"|thu gom|phun|khử khuẩn|sửa chữa|tu sửa|khắc phục|di dời|sơ tán|cứu hộ|ứng cứu|tiếp dân|kết nạp|bầu cử"
    r"|chấm điểm|bình chọn|làm chuyên đề|ra mắt|nhắc|tiếp nhận|tiếp"
    r"|sơ kết|ký kết|đối thoại|tiếp xúc|lấy ý kiến|thống kê|điều tra|phúc tra|thẩm định|xác minh|hòa giải|hoà giải"
)
ACTION = compiled(rf"(?<!\w)(?:{_longest_first(ACTION_WORDS)})(?!\w)")
"""What officials do."""

EVENT = compiled(
    r"(?<!\w)(?:ngày hội|lễ|buổi|hội trại|trại hè|chương trình|chiến dịch|cuộc thi|hội thao|mít tinh"
    r"|diễu hành|lớp học|lớp"
    r"|đêm hội|liên hoan|phiên tòa|đợt)(?!\w)"
)
"""What takes place: a report has at least one of these or a verb."""

PLACE_HEAD_WORDS = (
    r"hội trường|ht|trung tâm y tế|trung tâm văn hóa|trung tâm văn hoá|nhà vh|nhà sh|nhà văn hóa"
    r"|nhà văn hoá|nvh|nhà sinh hoạt|nhà thiếu nhi|nhà thi đấu|nhà rông|nhà cộng đồng|nhà họp"
    r"|nhà thờ|chùa|đình|trung tâm|tt ?vh|ttyt|tyt|trạm y tế|trạm|bệnh viện|bv|trường|trg|thcs|thpt|ptdtbt"
    r"|ptdtnt|tiểu học"
    r"|mầm non|mẫu giáo|mn|th|điểm trường|lớp học|sân|sân vận động|svđ|hồ bơi|bể bơi|hồ|ao|suối|sông|đập|bãi biển|bến"
    r"|công viên|quảng trường|chợ|khu công nghiệp|kcn|khu dân cư|kdc|khu phố|kp\.?|tổ dân phố|tdp|tổ|thôn"
    r"|ấp|bản|buôn|làng|xóm|sóc"
    r"|khóm|khối|xã|phường|p\.|thị trấn|tt|thị xã|tx|huyện đoàn|tỉnh đoàn|thành đoàn|quận đoàn|thị đoàn|xã đoàn"
    r"|huyện ủy|huyện uỷ|đảng ủy|đảng uỷ|thị ủy|tỉnh ủy|huyện"
    r"|quận|thành phố|tp|tỉnh|ubnd|trụ sở|văn phòng|phòng họp|cơ sở"
    r"|công ty|cty|nhà máy|xưởng|mái ấm|làng trẻ|quán|tiệm|đường|trục đường|tuyến đường|ngã tư|ngã ba|cổng"
    r"|điểm|các|khuôn viên"
)
PLACE_HEAD = compiled(rf"(?:{_longest_first(PLACE_HEAD_WORDS)})(?!\w)")
"""How the name of a place begins."""

LABEL_BEFORE = compiled(
    r"(?<!\w)(?<!mỗi\x20)(?<!một\x20)(?<!các\x20)(?<!\d\x20)(?:thôn|ấp|bản|buôn|xóm|khóm|khu|khu phố|tổ|đội|lớp|khối"
    r"|đợt|lần|lần thứ|thứ|số|chỉ tiêu|điều|khoản|chương|mục|phần|quý|tháng|t|năm|ngày|tuần|tổng đài|điện thoại|sđt|đt"
    r"|hotline|đường dây nóng|kỳ|khóa|khoá|hạng|(?:trường|hs|học sinh)\s+cấp|quốc lộ|ql|tỉnh lộ|trang|tiết"
    r"|bài|phụ lục|biểu|mẫu|nghị quyết|nq"
    r"|quyết định|qđ|kế hoạch|kh|công văn|cv|chương trình|nhóm tuổi|từ|gọi ngay|gọi|xã hội|zalo|km|quận|phường)"
    r"\s*(?:số\s*)?$"
)
"""What stands before a number that is a name and no count: 'thôn 5', 'chỉ tiêu 14', 'tổng đài 111'."""

UNCOUNTED_AFTER = compiled(
    r"\s*(?:%|h(?!\w)|h\d|g\d|(?:giờ|phút|"
    + exact("giây")
    + r"|tuổi|năm|tháng|tuần|ngày)(?!\w)|lần\s*/|lần trong|buổi\s*/"
    r"|km|m(?!\w)|m2|kg|độ(?!\w)|đ(?![/\w])"
    r"|đồng(?!\w)|tr(?!\w)|triệu|(?:tỷ|tỉ|k|nghìn|ngàn)(?!\w)|/)"
)
"""What stands after a number that counts neither people nor things."""


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text, as long as it was, with some of its characters blanked so that nothing is read across them."""
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text
