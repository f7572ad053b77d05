"""The task that an activity belongs to: by what is rare in the plan, the unit's own tasks first."""

from dataclasses import dataclass

import pytest

from knowledge.work.reporting.drafts.features import features, is_bare
from knowledge.work.reporting.drafts.matching import Candidates, best_tasks


@dataclass(frozen=True)
class Duty:
    """A task as the plan's model has it, as far as the scorer needs it."""

    text: str
    section: str = "III.2"


SWIM = Duty("Phối hợp mở các lớp phổ cập bơi cho học sinh tiểu học; phòng, chống đuối nước ở các hồ, sông, suối")
NET = Duty("Kiểm tra các điểm kinh doanh internet, trò chơi điện tử gần trường học; xử lý nghiêm vi phạm")
HEALTH = Duty("Khám sức khỏe định kỳ, theo dõi dinh dưỡng cho trẻ em dưới 6 tuổi tại trạm y tế")
FORUM = Duty("Tổ chức Diễn đàn trẻ em các cấp, lắng nghe nguyện vọng của trẻ em")
MONTH = Duty("Phát động Tháng hành động vì trẻ em, Ngày Quốc tế thiếu nhi, Tết Trung thu")
HELP = Duty("Thăm hỏi, trợ giúp trẻ em có hoàn cảnh đặc biệt; nhân rộng phong trào đỡ đầu học sinh vượt khó")
LAW = Duty("Phổ biến pháp luật; đăng ký khai sinh cho trẻ em mới sinh")
REPORT = Duty("Xây dựng kế hoạch, tổng hợp báo cáo kết quả thực hiện công tác trẻ em về Ủy ban nhân dân huyện")
DUTIES = (SWIM, NET, HEALTH, FORUM, MONTH, HELP, LAW, REPORT)


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("dạy bơi cho học sinh lớp 3", SWIM),
        ("day boi cho hoc sinh lop 3", SWIM),
        ("cắm biển cấm tắm quanh hồ", SWIM),
        ("ktra 4 tiệm net", NET),
        ("kiem tra 4 quan game", NET),
        ("cho trẻ uống vitamin A", HEALTH),
        ("mở diễn đàn trẻ em, trẻ hỏi lãnh đạo xã", FORUM),
        ("rước đèn, phá cỗ cho các cháu", MONTH),
        ("phat dong thang hanh dong", MONTH),
        ("trao xe đạp cho học sinh nghèo", HELP),
        ("tham tang qua tre mo coi", HELP),
        ("làm giấy khai sinh lưu động", LAW),
    ],
)
def test_the_nearest_task(text: str, duty: Duty) -> None:
    assert best_tasks(text, Candidates(own=DUTIES))[0].text == duty.text


def test_what_a_word_means_by_its_marks() -> None:
    assert "=phát thanh" not in features("nâng cao thông tin, gọi tổng đài", bare=False)
    assert any("thăm" in name for name in features("thăm trẻ", bare=False))
    assert not any(name.startswith("=hỗ") for name in features("tham mưu cho huyện", bare=False))


def test_tone_marks_stand_on_either_vowel() -> None:
    assert features("hoà giải", bare=False) == features("hòa giải", bare=False)


@pytest.mark.parametrize(
    ("text", "bare"), [("day boi o ho", True), ("dạy bơi", False), ("", True), ("TT dạy bơi", False)]
)
def test_texts_without_marks(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


def test_a_clearly_better_task_elsewhere_wins() -> None:
    candidates = Candidates(own=(REPORT, LAW), others=(SWIM, NET))
    assert best_tasks("dạy bơi ở hồ bơi cho 20 em", candidates)[0].text == SWIM.text
    assert best_tasks("làm giấy khai sinh cho trẻ ở làng ven hồ", candidates)[0].text == LAW.text


def test_the_name_of_the_unit_is_no_topic() -> None:
    own = Duty("Mặt trận Tổ quốc giám sát việc thực hiện quyền của trẻ em")
    told = "Mặt trận Tổ quốc huyện trao xe đạp"
    named = best_tasks(told, Candidates(own=(own, HELP)), unit="Mặt trận Tổ quốc huyện")
    assert named[0].text == HELP.text


def test_a_long_task_is_as_near_as_its_best_clause() -> None:
    long = Duty(". ".join(duty.text for duty in (REPORT, LAW, FORUM, HEALTH)))
    assert best_tasks("kiểm tra quán net", Candidates(own=(long, NET)))[0].text == NET.text
    assert best_tasks("khám sức khỏe cho trẻ", Candidates(own=(long, NET)))[0].text == long.text
