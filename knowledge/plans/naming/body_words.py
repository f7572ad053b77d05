"""The words by which names of bodies begin, in tables from which `bodies` builds its patterns.

Words of one cell are parted by semicolons. In a name every word may be written with a capital ("Trung Tâm"); in a
collective all are small, but the first.
"""

import re

from knowledge.language.letters import CAPITALS
from knowledge.language.tables import words

LEVELS = "tỉnh; thành phố; huyện; quận; thị xã; xã; phường; thị trấn; đặc khu"
PLACES = f"{LEVELS}; thôn; ấp; bản; buôn; làng; khu phố; tổ dân phố; khóm; đường phố; tx; tp; cấp xã; cấp huyện"

# heads that a capital or one of the words beside them must follow: "Sở Y tế", "Phòng chuyên môn", not "phòng, chống"
FOLLOWED = (
    (
        "Sở; Cục; Chi cục; Tổng cục; Vụ; Bộ; Viện; Học viện; Liên minh; Liên đoàn; Liên hiệp; Hiệp hội; "
        "Thanh tra; Kho bạc; "
        "Ngân hàng; Bảo hiểm; Công ty; Tổng công ty; Tập đoàn; Bệnh viện; Phân hiệu; Hợp tác xã; Bảo tàng; "
        "Thư viện; Nhà hát; Viễn thông",
        f"{LEVELS}; cấp; trung ương; khu vực; các; y tế; giáo dục; nhân dân; kiểm sát; xã hội",
    ),
    ("Phòng", "chuyên môn; giáo dục; lao động; y tế; tài chính; văn hóa; nội vụ; tư pháp"),
    (
        "Ban",
        "chỉ đạo; chỉ huy; công tác; điều hành; quản lý; thường trực; thường vụ; giám hiệu; vận động; bảo vệ; "
        "xây dựng; đại diện",
    ),
    ("Hội", "đồng; phụ nữ; nông dân; cựu; khuyến; chữ"),
    ("Đoàn", f"{LEVELS}; các; thanh niên; TN"),
    ("Báo", "và; Đài; tỉnh"),
    ("Hệ thống", "loa; truyền; đài"),
    ("Cổng", "thông tin"),
)

# heads that stand by themselves: bodies, then offices held by one person
FREE = (
    "Ủy ban; Uỷ ban; Tòa án; Toà án; Công an; Quân sự; Bộ đội; Công đoàn; Đài; Văn phòng; Điện lực; Bưu điện; "
    "Mặt trận; Trạm; "
    "Tiểu ban; Thường trực; Ấp đội; Xã đội; Thôn đội; Trung đoàn; Tiểu đoàn; Lữ đoàn; Đồn; Chi bộ; Lực lượng; "
    "Doanh nghiệp; Tỉnh đoàn; Huyện đoàn; Thành đoàn; Quận đoàn; Thị đoàn; Xã đoàn; Phường đoàn; Đảng ủy; "
    "Đảng uỷ; Đảng bộ; Tỉnh ủy; Huyện ủy; Thành ủy; Quận ủy; Thị ủy; Huyện đội; VNPT; Viettel"
)
SMALL_HEADS = "sở; phòng; hội; trung tâm; trạm; đoàn; công an"
SHORT = r"UBND\b|UB\s?MTTQ\w*|MTTQ\w*|HĐND\b|BHXH\b|BCH\b|BCĐ\b|TAND\b|VKSND\b|Viện\sKSND\b|Đ/c\b|Các\sPhó\b"
PERSONS = (
    "Đồng chí; Các đồng chí; Chủ tịch; Phó Chủ tịch; Giám đốc; Phó Giám đốc; Thủ trưởng; Bí thư; Hiệu trưởng; "
    "Chánh; Ủy viên; Phó Hiệu trưởng; Phó Bí thư; Phó Chánh; "
    "Công chức; Viên chức; Cán bộ; Chuyên viên; Nhân viên; Cộng tác viên; Chỉ huy trưởng; Trạm trưởng; Đội trưởng; "
    "Giáo viên; Tổng phụ trách; Kế toán; "
    "Người đứng đầu"
)
OPEN = (
    r"Hạt\s[kK]iểm|Quỹ\s[bB]ảo|Nhà\s(?:[tT]hiếu|[vV]ăn)|"
    r"Trường\s(?!hợp)\S|(?:Phó\s)?Trưởng\s\S|Đội\s\S|Tổ\s(?!quốc|Quốc|chức\s)\S|Trung\s[tT]âm\s(?!xã\b|huyện\b|trí\b)\S"
)
NEVER = r"Hội\s(?:nghị|thảo|thi|diễn)|Báo\scáo|Phòng\sPhòng"

# nouns of collectives: departments, bodies in general, localities, people
DEPARTMENTS = "sở; ban; ngành; phòng"
GENERIC = "cơ quan; đơn vị; địa phương; tổ chức; doanh nghiệp; cá nhân; cộng đồng; lực lượng"
BARE = (
    f"sở ngành; ban ngành; ngành đoàn thể; {DEPARTMENTS}; đoàn thể; hội quần chúng; hội; {GENERIC}; báo; đài; "
    f"trường học; "
    f"nhà trường; chính quyền địa phương; chính quyền; phương tiện; {PLACES}"
)
BARE_TAILS = (
    f"{LEVELS}; Thành phố; cấp; thuộc; trực thuộc; có liên quan; liên quan; khác; trên; của; địa phương; ngoài; "
    f"trong; tham gia; "
    "ngành; đoàn thể; chuyên môn"
)
COLLECTIVE = (
    f"{DEPARTMENTS}; {GENERIC}; {PLACES}; đoàn thể; hội; hệ thống loa; hệ thống truyền; đài; nhà trường; "
    f"chính quyền; trung tâm; "
    "cơ sở; thành viên; đồng chí; đ/c; chi hội; chi đoàn; chủ đầu tư; đại biểu; phó; trạm; bệnh viện; công ty; "
    "công chức; cán bộ; cấp; khu dân cư; hội viên; chi bộ; đảng bộ; "
    "chi, đảng bộ; cấp ủy; tổ; đội; viên chức; ủy viên; chủ rừng; trường học; chuyên viên; bộ; báo; trường"
)


def in_names(table: str) -> str:
    """Return a pattern for words in a name: the first letter as written, every later word with or without a capital."""
    return "|".join(r"\s+".join([first, *map(_either_case, later)]) for first, *later in map(str.split, words(table)))


def in_text(table: str) -> str:
    """Return a pattern for words in a collective: the first letter with or without a capital."""
    return "|".join(_either_case(word).replace(" ", r"\s+") for word in words(table))


def _either_case(word: str) -> str:
    return f"[{word[0].lower()}{word[0].upper()}]{re.escape(word[1:])}".replace(r"\ ", " ")


def named() -> re.Pattern[str]:
    """Return the pattern of a name's beginning."""
    followed = (rf"(?:{in_names(heads)})\s+(?:[{CAPITALS}]|(?:{in_text(tails)})\b)" for heads, tails in FOLLOWED)
    free = rf"(?:{in_names(FREE)}|{in_names(PERSONS)})\b"
    small = rf"(?:{in_names(SMALL_HEADS)})\s+[{CAPITALS}]"
    return re.compile(rf"(?!{NEVER})(?:{'|'.join(followed)}|Báo(?=,|;|$)|{SHORT}|{free}|{OPEN}|{small})")
