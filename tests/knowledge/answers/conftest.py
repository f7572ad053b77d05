"""Two small plans of offices that do not exist, in a database."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from knowledge.answers.answering import answer
from knowledge.answers.model import Answer
from knowledge.answers.question import Question
from knowledge.answers.views import View, view
from knowledge.database import connect
from knowledge.documents.text import text_document
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)

DISTRICT = """ỦY BAN NHÂN DÂN
HUYỆN SƠN HẠ
Số: 61/KH-UBND
Sơn Hạ, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Phòng, chống đuối nước trẻ em năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh Vân Sơn về phòng, chống đuối nước, \
Ủy ban nhân dân huyện Sơn Hạ ban hành Kế hoạch như sau:

I. MỤC TIÊU
1. Giảm ít nhất 8% số trẻ em tử vong do đuối nước so với năm 2025.
2. Chỉ tiêu 3: 65% học sinh tiểu học được học bơi.

II. NHIỆM VỤ
1. Truyền thông
- Phát tờ rơi về kỹ năng an toàn dưới nước đến từng gia đình; treo biển cảnh báo ở bến sông.
- Thời gian: Quý II/2026.
2. Hướng dẫn việc thông báo, tố giác hành vi xâm hại trẻ em đến Ủy ban nhân dân cấp xã \
và Tổng đài điện thoại quốc gia bảo vệ trẻ em (số 111).

III. KINH PHÍ
Kinh phí 350 triệu đồng được bố trí trong dự toán ngân sách huyện năm 2026.

IV. TỔ CHỨC THỰC HIỆN
1. Phòng Giáo dục và Đào tạo
- Chủ trì thực hiện chỉ tiêu 3; mở lớp dạy bơi tại các trường tiểu học trong dịp hè.
- Phối hợp với Phòng Văn hóa và Thông tin tổ chức hội thi cứu đuối.
2. Phòng Văn hóa và Thông tin
- Chủ trì, phối hợp với Huyện đoàn quản lý các bể bơi trên địa bàn huyện.
- Tăng thời lượng phát thanh về phòng, chống đuối nước.
3. Công an huyện
Tuần tra các bến đò, xử lý nghiêm phương tiện chở quá số người quy định.
4. Các cơ quan, ban, ngành, đoàn thể huyện
Căn cứ chức năng, nhiệm vụ được giao lồng ghép nội dung phòng, chống đuối nước vào hoạt động của mình.
5. Ủy ban nhân dân các xã, thị trấn
- Rà soát, cắm biển cảnh báo tại các điểm nguy hiểm; bố trí người trông coi trong mùa mưa.
- Gửi báo cáo 6 tháng trước ngày 12/6/2026 về Phòng Giáo dục và Đào tạo.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lò Thị Mẩy
"""

PROVINCE = """ỦY BAN NHÂN DÂN
TỈNH VÂN SƠN
Số: 12/KH-UBND
Vân Sơn, ngày 05 tháng 01 năm 2025

KẾ HOẠCH
Phát triển văn hóa đọc trong trường học năm 2025

Ủy ban nhân dân tỉnh Vân Sơn ban hành Kế hoạch phát triển văn hóa đọc trong trường học như sau:

I. MỤC TIÊU
Mỗi trường phổ thông có ít nhất một tủ sách lớp học, 90% học sinh đọc từ bốn cuốn sách mỗi học kỳ.

II. TỔ CHỨC THỰC HIỆN
1. Sở Giáo dục và Đào tạo
- Chủ trì tổ chức Ngày hội đọc sách cấp tỉnh vào tháng 4/2025.
- Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2025.
2. Phòng Giáo dục và Đào tạo các huyện
Hướng dẫn các trường xây dựng tủ sách, luân chuyển sách giữa các lớp.
3. Công an tỉnh
Kiểm tra việc phát hành xuất bản phẩm không phép quanh trường học.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Sùng A Dế
"""

Ask = Callable[..., Answer]


def _database(*texts: tuple[str, str]) -> sqlite3.Connection:
    connection = connect(":memory:")
    for plan_id, text in texts:
        document = text_document(text.replace("\n", "\n\n"), f"{plan_id}.txt", sha256=plan_id)
        save(connection, read_plan(document, id=plan_id), document, now=NOW)
    return connection


@pytest.fixture(scope="session")
def plans() -> sqlite3.Connection:
    """Return a database that holds both plans."""
    return _database(("son-ha", DISTRICT), ("van-son", PROVINCE))


@pytest.fixture(scope="session")
def empty() -> sqlite3.Connection:
    """Return a database without plans."""
    return _database()


@pytest.fixture
def district(plans: sqlite3.Connection) -> View:
    """Return the district's plan as the answers look at it."""
    return view(plans, "son-ha")


@pytest.fixture
def ask(plans: sqlite3.Connection) -> Ask:
    """Return what asks the district's plan; `plan=None` asks both."""

    def ask_(text: str, *context: str, plan: str | None = "son-ha", **more: object) -> Answer:
        return answer(plans, Question(text, plan, context, **more))  # type: ignore[arg-type]

    return ask_
