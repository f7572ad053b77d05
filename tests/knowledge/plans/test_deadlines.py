"""Who owes what to whom and by when: columns, labelled lines, sentences, and the dates that are no deadlines."""

import pytest

from knowledge.plans.assigning.fields import Field, column_field, line_field
from knowledge.plans.dating.deadlines import deadlines
from knowledge.plans.dating.owners import addressee, subject
from knowledge.plans.structure.sentences import sentences
from tests.knowledge.plans.markup import Case, cases, columns, plan_of


@pytest.mark.parametrize("case", cases("deadlines.txt"), ids=lambda case: case.name)
def test_deadlines(case: Case) -> None:
    plan = case.plan
    found = deadlines(plan.passages, plan.units, plan.head)
    shown = [[str(x) for x in (d.date, d.last_day, d.recurs, "; ".join(d.who) or None, d.to, d.what)] for d in found]
    expected = list(columns(case.expected))
    assert [row[: len(want)] for row, want in zip(shown, expected, strict=False)] == expected
    assert len(shown) == len(expected)


def test_every_quote_stands_in_its_passage() -> None:
    for case in cases("deadlines.txt"):
        plan = case.plan
        for deadline in deadlines(plan.passages, plan.units, plan.head):
            passage = plan.passages[deadline.passage]
            texts = [passage.text, *(cell for _, cell in passage.columns)]
            assert any(deadline.quote in text for text in texts)
            assert deadline.section == passage.section


def test_the_year_of_issue_serves_where_the_plan_names_none() -> None:
    plan = plan_of(["! issued=2026-02-01", "# IV Việc", "- Xong từ ngày 01/6 đến ngày 10/6."])
    (deadline,) = deadlines(plan.passages, (), plan.head)
    assert deadline.date == "2026-06-01/2026-06-10"


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("- Thời gian hoàn thành: Quý I", Field.TIME),
        ("Thời gian Quý II/2026.", Field.TIME),
        ("Tiến độ: tháng 5", Field.TIME),
        ("Cơ quan thực hiện: Sở Y tế", Field.LEAD),
        ("Đơn vị chủ trì tham mưu thực hiện: Sở Y tế", Field.LEAD),
        ("Đơn vị phối hợp: các sở", Field.PARTNER),
        ("Kết quả: Kế hoạch được ban hành", Field.PRODUCT),
        ("Kinh phí: ngân sách xã", Field.MONEY),
        ("Thời gian qua, công tác trẻ em đạt kết quả", None),
        ("Phối hợp với Sở Y tế tổ chức lớp tập huấn", None),
    ],
)
def test_labelled_lines(line: str, field: Field | None) -> None:
    assert line_field(line) is field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("STT", Field.ORDER),
        ("Thời gian hoàn thành", Field.TIME),
        ("Cơ quan chủ trì", Field.LEAD),
        ("Đơn vị thực hiện", Field.LEAD),
        ("Đơn vị phối hợp", Field.PARTNER),
        ("Sản phẩm dự kiến", Field.PRODUCT),
        ("Nội dung, nhiệm vụ", Field.CONTENT),
        ("Kinh phí", Field.MONEY),
        ("Người ký", None),
    ],
)
def test_columns(header: str, field: Field | None) -> None:
    assert column_field(header) is field


@pytest.mark.parametrize(
    ("sentence", "to"),
    [
        ("gửi báo cáo về Sở Nội vụ trước ngày 5/6 để tổng hợp", "Sở Nội vụ"),
        ("báo cáo Sở Văn hóa, Thể thao và Du lịch kết quả hằng năm", "Sở Văn hóa, Thể thao và Du lịch"),
        ("trình UBND tỉnh phê duyệt trong quý I", "UBND tỉnh"),
        ("gửi danh sách về thôn", None),
        ("tổ chức dạy bơi cho Phòng Y tế", None),
    ],
)
def test_addressee(sentence: str, to: str | None) -> None:
    assert addressee(sentence) == to


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Đề nghị Hội Phụ nữ và Đoàn xã phối hợp", ("Hội Phụ nữ", "Đoàn xã")),
        ("Sở Y tế chủ trì, phối hợp với các sở", ("Sở Y tế",)),
        ("Tổ chức phát động thi đọc sách", ()),
        ("Các xã " + "miền núi " * 40 + "báo cáo", ()),
        ("Sở Y tế", ()),
    ],
)
def test_subject(sentence: str, who: tuple[str, ...]) -> None:
    assert subject(sentence) == who


def test_sentences_keep_parentheses_and_numbers_whole() -> None:
    text = "Giảm 1.000 ca (xã A; xã B) trong năm 2026. Tăng 5%; giữ nguyên./."
    assert [text[slice(*span)].strip() for span in sentences(text)] == [
        "Giảm 1.000 ca (xã A; xã B) trong năm 2026",
        "Tăng 5%",
        "giữ nguyên",
    ]
