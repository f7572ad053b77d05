"""The headings that a plan prescribes for its reports."""

from knowledge.plans.facts.report_outline import report_outline
from tests.knowledge.plans.markup import plan_of

HEADINGS = ("I. Tình hình chung", "1. Thuận lợi", "II. Kết quả")


def test_an_attached_outline_is_read_to_its_foot() -> None:
    plan = plan_of(
        [
            "# IV Tổ chức thực hiện",
            "- Báo cáo theo đề cương kèm theo.",
            "# PL ĐỀ CƯƠNG báo cáo 6 tháng",
            "# PL.I Tình hình chung",
            "# PL.I.1 Thuận lợi",
            "- Nêu ngắn gọn.",
            "# PL.II Kết quả;",
            "Nơi nhận:",
            "# PL.III Không thuộc đề cương",
        ]
    )
    assert report_outline(plan.passages, plan.sections) == HEADINGS


def test_an_outline_after_a_paragraph_is_read_without_sections() -> None:
    plan = plan_of(["Mẫu đề cương báo cáo", "I. Tình hình chung", "1. Thuận lợi", "Chữ thường", "II. Kết quả"])
    assert report_outline(plan.passages) == HEADINGS


def test_an_outline_that_is_only_announced_is_none() -> None:
    plan = plan_of(["# V Báo cáo", "Đề cương báo cáo theo phụ lục kèm theo Kế hoạch này.", "1. Việc khác"])
    assert report_outline(plan.passages, plan.sections) == ()
