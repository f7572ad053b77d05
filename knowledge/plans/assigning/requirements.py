"""Lines beside a task that only say how it is to be done: they are no tasks of their own."""

import re

from knowledge.language.tables import any_of

_THINGS = (
    "Việc; Nội dung; Hình thức; Công tác; Phương pháp; Quá trình; Hồ sơ; Tài liệu; Các văn bản; Văn bản; Kế hoạch; "
    "Báo cáo; Các hoạt động; Hoạt động; Các nội dung; Các tài liệu; Kết quả; Chương trình; Thời gian; Các bước"
)
_QUALITIES = (
    "thống nhất; đúng; dân chủ; phù hợp; tính; tiến độ; chất lượng; khách quan; công khai; nghiêm túc; trang trọng; "
    "tiết kiệm; thiết thực; kịp thời; đầy đủ; chính xác; hiệu quả; an toàn, tiết kiệm; đồng bộ; minh bạch; trung thực"
)
_MANNERS = (
    "Đa dạng; Phong phú; Nghiêm túc; Thiết thực; Trang trọng; Kịp thời; Công khai; Dân chủ; Ngắn gọn; Gọn nhẹ; "
    "Khách quan; Chính xác; Đúng quy định; Đúng tiến độ; Phù hợp; Đồng bộ; Thống nhất; Tiết kiệm; Tập trung vào"
)
_REQUIREMENT = re.compile(
    rf"{any_of(_THINGS)}\b[^.;:]{{0,120}}?\s(?:phải|cần)\s"
    rf"|(?:Phải )?(?:[Bb]ảo|[Đđ]ảm) (?:đảm|bảo) {any_of(_QUALITIES)}\b"
    rf"|{any_of(_MANNERS)}(?=[\s,])"
)


def is_requirement(text: str) -> bool:
    """Tell whether a line says of a task above it what it must be like: 'Việc in ấn phải …', 'Bảo đảm đúng …'."""
    return _REQUIREMENT.match(text) is not None
