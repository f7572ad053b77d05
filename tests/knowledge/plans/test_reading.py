"""A document read as a plan, and documents that are none."""

import pytest

from knowledge.documents.builder import Builder
from knowledge.documents.document import Document
from knowledge.documents.text import text_document
from knowledge.plans.errors import PlanError
from knowledge.plans.model import Role
from knowledge.plans.reading import plan_id, read_plan

PLAN = """ỦY BAN NHÂN DÂN
XÃ CỒN MÍA
Số: 9/KH-UBND
Cồn Mía, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Đắp đê bao năm 2026

Căn cứ Luật Đê điều số 79/2006/QH11, Ủy ban nhân dân xã ban hành Kế hoạch như sau:

I. NHIỆM VỤ

1. Đóng cừ tràm dọc bờ trong, chở đất bằng ghe, đắp xong trước mùa nước nổi; nhà nào ở sát đê thì góp thêm công.

- Phấn đấu 90% hộ góp công.

II. TỔ CHỨC THỰC HIỆN

1. Ấp đội các ấp báo cáo số mét đê về Ủy ban nhân dân xã trước ngày 20/6/2026./.

Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Võ Văn Be
"""


def test_a_plan_has_its_facts() -> None:
    plan = read_plan(text_document(PLAN, "de-bao.txt"))
    assert plan.id == "xa-con-mia-9-2026"
    assert plan.head.signer == "Võ Văn Be"
    assert [unit.name for unit in plan.units] == ["Ấp đội các ấp", None]
    assert [deadline.date for deadline in plan.deadlines] == ["2026-06-20"]
    assert [target.value for target in plan.targets] == [90.0]
    assert plan.references[0].number == "79/2006/QH11"


def test_the_id_given_wins_and_a_file_name_helps() -> None:
    document = text_document(PLAN.replace("Số: 9/KH-UBND\n", ""), "Đê bao (bản 2).txt")
    assert read_plan(document).id == "de-bao-ban-2"
    assert read_plan(document, id="con-mia").id == "con-mia"
    assert plan_id(read_plan(document).head, "") == "ke-hoach-dap-de-bao-nam-2026"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("KẾ HOẠCH\n\nI. VIỆC\n\n1. Làm.", "quá ngắn"),
        (PLAN.replace("KẾ HOẠCH\n", "BÁO CÁO\n").replace("Kế hoạch như sau", "báo cáo như sau"), "KẾ HOẠCH"),
        ("KẾ HOẠCH\n\n" + "Làm đường làng từ đầu xóm đến cuối xóm cho kịp Tết. " * 12, "các mục"),
        ("PLAN\n\n1. We build the dike before the flood comes.\n" * 20, "tiếng Việt"),
    ],
)
def test_what_is_no_plan_is_refused_with_one_sentence(text: str, says: str) -> None:
    with pytest.raises(PlanError, match=says):
        read_plan(text_document(text))


def table_document() -> Document:
    """Return a document as a Word reader builds it: its appendix is a table with a header of two rows."""
    builder = Builder()
    for line in PLAN.split("\n\n"):
        for paragraph in line.split("\n"):
            builder.paragraph(paragraph)
    builder.paragraph("Phụ lục: PHÂN CÔNG VIỆC")
    rows = [
        ["TT", "Nội dung công việc", "Phân công", "Phân công", "Thời gian"],
        ["TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian"],
        ["A", "Trên bờ", "Trên bờ", "Trên bờ", "Trên bờ"],
        ["1", "Đóng cừ", "Ấp đội", "Hội Nông dân xã", "Tháng 4"],
        ["TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian"],
        ["2", "Chở đất", "", "", "Tháng 5"],
        ["", "", "", "", ""],
    ]
    builder.table([[builder.cell(text) for text in row] for row in rows])
    return builder.document("de-bao.docx")


def test_merged_cells_headers_of_two_rows_and_repeated_headers() -> None:
    plan = read_plan(table_document())
    rows = {passage.section: passage for passage in plan.passages if passage.section.startswith("PL")}
    assert list(rows) == ["PL", "PL.A", "PL.A.1", "PL.A.2"]
    assert rows["PL.A"].text == "Trên bờ"
    assert dict(rows["PL.A.1"].columns)["Phân công Chủ trì"] == "Ấp đội"
    tasks = {
        (unit.name, task.role, task.text) for unit in plan.units for task in unit.tasks if task.section[:2] == "PL"
    }
    assert tasks == {
        ("Ấp đội", Role.LEAD, "Đóng cừ"),
        ("Hội Nông dân xã", Role.COORDINATE, "Đóng cừ"),
        (None, Role.CARRY_OUT, "Chở đất"),
    }


def test_footnotes_after_the_signature_are_read_and_tell_a_date_once() -> None:
    notes = (
        "\n[1] Quyết định số 77/QĐ-UBND ngày 12/3/2025 của UBND tỉnh về đê bao.\n\n"
        "[2] Luật Đê điều số 79/2006/QH11 ngày 29/11/2006.\n"
    )
    dated = PLAN.replace("79/2006/QH11", "79/2006/QH11 ngày 29/11/2007")
    plan = read_plan(text_document(dated + notes))
    assert plan.head.signer == "Võ Văn Be"
    assert [r.number for r in plan.references if r.number] == ["79/2006/QH11", "77/QĐ-UBND"]
    assert "reference_dates" in [finding.kind for finding in plan.findings]
    assert [unit.name for unit in plan.units] == ["Ấp đội các ấp", None]


@pytest.mark.parametrize(
    "signed",
    [
        "T/M BAN CHỈ ĐẠO\nTRƯỞNG BAN",
        "CHI CỤC TRƯỞNG",
        "VIỆN TRƯỞNG",
        "K/T CHỦ TỊCH",
        "PHÓ TỔNG GIÁM ĐỐC",
        "TRƯỞNG TRẠM",
    ],
)
def test_who_signs_is_no_task(signed: str) -> None:
    plan = read_plan(text_document(PLAN.replace("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH", signed)))
    assert plan.head.signer == "Võ Văn Be"
    assert not [task for unit in plan.units for task in unit.tasks if "Võ Văn Be" in task.text]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Giữ rừng mùa khô 2026 - 2027", (2026, 2027)),
        ("Nhiệm vụ năm học 2025-2026", (2025, 2026)),
        ("Đắp đê bao năm 2026", (2026, None)),
    ],
)
def test_seasons_and_school_years(title: str, years: tuple[int, int | None]) -> None:
    head = read_plan(text_document(PLAN.replace("Đắp đê bao năm 2026", title))).head
    assert (head.year, head.year_to) == years


def test_an_issuer_in_capitals_is_written_as_in_a_sentence() -> None:
    head = read_plan(text_document(PLAN.replace("ỦY BAN NHÂN DÂN\nXÃ CỒN MÍA", "BẢO HIỂM XÃ HỘI\nTỈNH LÂM AN"))).head
    assert head.issuer == "Bảo hiểm xã hội tỉnh Lâm An"


def test_a_plan_of_a_party_committee_is_read() -> None:
    text = (
        PLAN.replace(
            "ỦY BAN NHÂN DÂN\nXÃ CỒN MÍA\nSố: 9/KH-UBND", "ĐẢNG BỘ TỈNH LÂM AN\nĐẢNG ỦY XÃ CỒN MÍA\n*\nSố 9-KH/ĐU"
        )
        .replace("II. TỔ", "II- TỔ")
        .replace("I. NHIỆM", "I- NHIỆM")
        .replace("1. ", "1- ")
    )
    plan = read_plan(text_document(text))
    assert (plan.head.number, plan.head.issuer) == ("9-KH/ĐU", "Đảng ủy xã Cồn Mía")
    assert [section.path for section in plan.sections[1:]] == ["I", "I.1", "II", "II.1"]
    assert [unit.name for unit in plan.units] == ["Ấp đội các ấp", None]
