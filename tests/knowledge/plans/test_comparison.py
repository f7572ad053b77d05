"""Two versions of a plan: a sample with twenty changes, compared rightly."""

from dataclasses import replace

import pytest

from knowledge.documents.reading import read
from knowledge.documents.text import text_document
from knowledge.plans.comparison import compare, likeness
from knowledge.plans.reading import read_plan
from tests.samples import IDS, plan_file
from tests.talking import commune_plan

REWORDED = (
    ("Kiểm tra hố công trình, ao nuôi thủy sản;", "Kiểm tra các hố công trình và ao nuôi thủy sản trong xã;"),
    ("đặt hộp thư góp ý của trẻ em.", "đặt hộp thư góp ý và bảng thông tin dành cho trẻ em."),
    ("điểm truy cập mạng không nhận học sinh sau 21 giờ.", "điểm truy cập mạng không nhận học sinh sau 20 giờ."),
    ("hướng dẫn cha mẹ sơ cứu khi trẻ bị hóc, bỏng,", "mở lớp hướng dẫn cha mẹ sơ cứu khi trẻ bị bỏng,"),
    ("giới thiệu thợ mộc giúp đóng giá sách với giá thấp.", "mời thợ mộc đóng giá sách với giá thấp."),
)
ADDED = (
    ("5. Công an xã", "- Rà soát, kiểm định xe đưa đón học sinh trên địa bàn xã."),
    ("6. Trạm Y tế xã", "- Tổ chức tiêm chủng bổ sung cho trẻ em dưới 24 tháng tuổi."),
    ("2. Phòng Kinh tế", "- Lắp đèn chiếu sáng ở các sân chơi thôn chưa có điện."),
    ("1. Phòng Văn hóa - Xã hội", "- In sổ tay đọc sách cho học sinh lớp một."),
)
GONE = (
    "- Tiếp nhận tin báo về trẻ em bị bạo lực, bỏ rơi; lập kế hoạch hỗ trợ và theo dõi đến khi trẻ an toàn.",
    "- Phối hợp với Phòng Văn hóa - Xã hội xác minh ngay tin báo trẻ em bị xâm hại.",
    "- Đăng tin, ảnh hoạt động trên trang thông tin điện tử và hệ thống truyền thanh thông minh; bố trí hội trường khi"
    " có yêu cầu.",
    "- Trường Trung học cơ sở Phú Ngần cử giáo viên thể dục dạy bơi, bảo quản bể bơi di động.",
)
MOVED = (
    ("2.4. Thời gian: ngày 21/4/2026.", "2.4. Thời gian: ngày 23/4/2026.", "2026-04-23"),
    ("1.4. Thời gian: Quý II và quý III/2026.", "1.4. Thời gian: Quý III/2026.", "2026-Q3"),
    ("4.3. Thời gian: Quý IV/2026.", "4.3. Thời gian: Quý III/2026.", "2026-Q3"),
    ("6.4. Thời gian: ngày 25/9/2026 (rằm", "6.4. Thời gian: ngày 24/9/2026 (rằm", "2026-09-24"),
    ("Thời gian: từ ngày 10/6/2026 đến ngày 31/7/2026.", "Thời gian: từ ngày 15/6/2026 đến ngày 31/7/2026.",
     "2026-06-15/2026-07-31"),
)  # fmt: skip
GIVEN_ANEW = (
    ("- Bố trí đất, cát sạch", "3. Văn phòng HĐND và UBND xã"),
    ("- Dành một góc đọc sách", "6. Trạm Y tế xã"),
)


def flat(text):
    """Return the sample with each paragraph on one line, so that sentences can be changed."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def newer(text):
    """Return the sample in its new version."""
    for old, new, *_ in (*REWORDED, *MOVED):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    for gone in GONE:
        assert gone in text, gone
        text = text.replace(gone, "")
    for line, unit in GIVEN_ANEW:
        whole = next(paragraph for paragraph in text.split("\n\n") if paragraph.startswith(line))
        text = text.replace(whole, "").replace(f"\n\n{unit}\n\n", f"\n\n{unit}\n\n{whole}\n\n")
    for unit, task in ADDED:
        text = text.replace(f"\n\n{unit}\n\n", f"\n\n{unit}\n\n{task}\n\n")
    return text


@pytest.fixture(scope="module")
def versions():
    text = flat(plan_file("xa-van-hoa-doc-2026").read_text(encoding="utf-8"))
    return read_plan(text_document(text)), read_plan(text_document(newer(text)), id="moi")


def test_twenty_changes_of_a_sample_plan(versions):
    changes = compare(*versions)

    assert {given.task.text for given in changes.added} == {task.lstrip("- ") for _, task in ADDED}
    assert {given.task.text for given in changes.gone} == {task.lstrip("- ") for task in GONE}
    for old, new in REWORDED:
        assert any(old in pair.old.task.text and new in pair.new.task.text for pair in changes.reworded), old
    assert len(changes.reworded) == len(REWORDED)
    assert {moved.new.date for moved in changes.moved} == {date for *_, date in MOVED}
    assert {pair.old.task.text[:20] for pair in changes.given_anew} == {
        line.lstrip("- ")[:20] for line, _ in GIVEN_ANEW
    }


@pytest.mark.parametrize("plan_id", IDS)
def test_a_plan_is_the_same_as_itself(plan_id):
    plan = read_plan(read(plan_file(plan_id)))

    changes = compare(plan, plan)

    assert changes.count == 0
    assert len(changes.tasks) == sum(len(unit.tasks) for unit in plan.units)


def test_another_role_of_a_unit_is_a_change():
    plan = commune_plan()
    task = plan.units[0].tasks[0]
    other = replace(plan.units[0], tasks=(replace(task, role=plan.units[1].tasks[0].role), *plan.units[0].tasks[1:]))

    changes = compare(plan, replace(plan, units=(other, plan.units[1])))

    assert [pair.old.task for pair in changes.given_anew] == [task]
    assert changes.count == 1


def test_likeness_is_not_fooled_by_order_and_sees_other_things():
    assert likeness("kham suc khoe cho tre em", "cho tre em kham suc khoe") > 90
    assert likeness("kham suc khoe cho tre em", "mo lop boi cho hoc sinh") < 62
