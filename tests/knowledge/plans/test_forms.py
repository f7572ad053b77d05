"""The forms in which plans give tasks: each file of `forms` is a body, and the tasks that must be read from it."""

from pathlib import Path

import pytest

from knowledge.documents.text import text_document
from knowledge.plans.model import Plan, Task
from knowledge.plans.naming.units import units
from knowledge.plans.reading import read_plan
from knowledge.plans.structure.outline import outline
from knowledge.plans.structure.parts import divide

FORMS = sorted((Path(__file__).parent / "forms").glob("*.txt"))
HEAD = "KẾ HOẠCH\n\nThử cách giao việc năm 2026\n\nỦy ban nhân dân tỉnh Hà Rừng ban hành Kế hoạch như sau:\n\n"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_form_gives_its_tasks_to_their_owners(path: Path) -> None:
    body, _, wanted = path.read_text(encoding="utf-8").partition("=====\n")
    document = text_document(HEAD + body)
    found = [(unit.name, task) for unit in units(outline(divide(document.blocks))) for task in unit.tasks]
    lines = wanted.splitlines()
    assert [
        shown(name, task, line) for (name, task), line in zip(found, sorted_like(found, lines), strict=True)
    ] == lines


def sorted_like(found: list[tuple[str | None, Task]], lines: list[str]) -> list[str]:
    """Return the wanted lines; more or fewer tasks than lines are shown as a difference, not as a broken zip."""
    return (lines + ["" for _ in found])[: len(found)]


def shown(name: str | None, task: Task, line: str) -> str:
    """Return a task as the line that wants it says it: only as many of its words, partners only where asked for."""
    fields = [field.strip() for field in line.split(" | ")]
    words = fields[3] if len(fields) > 3 and task.text.startswith(fields[3]) else task.text
    text = f"{name or '-'} | {task.role} | {task.section} | {words}"
    for field in fields[4:]:
        if field.startswith("with "):
            text += f" | with {', '.join(task.partners)}"
        if field.startswith("indicators "):
            text += f" | indicators {', '.join(map(str, task.indicators))}"
    return text


def plan_of(body: str) -> Plan:
    return read_plan(text_document(HEAD + body))


def test_a_name_and_its_spellings_are_one_unit() -> None:
    plan = plan_of(
        "I. PHÂN CÔNG\n\n1. Công an huyện\n\n- Tuần tra.\n\n"
        "2. Phòng Lao động - Thương binh và Xã hội\n\n- Lập danh sách.\n\n"
        "II. CHẾ ĐỘ BÁO CÁO\n\n- Giao Phòng LĐTB&XH tổng hợp báo cáo gửi Công an huyện trước ngày 05/5/2026.\n\n"
        "- UBND các xã, thị trấn gửi báo cáo tháng.\n\n- Ủy ban nhân dân cấp xã lập sổ theo dõi.\n"
    )
    names = [unit.name for unit in plan.units]
    assert names == ["Công an huyện", "Phòng Lao động - Thương binh và Xã hội", "UBND các xã, thị trấn"]
    assert [len(unit.tasks) for unit in plan.units] == [1, 2, 2]
    assert plan.units[2].is_group
    assert not plan.units[0].is_group


def test_the_foot_gives_no_tasks() -> None:
    plan = plan_of(
        "I. NHIỆM VỤ\n\n1. Sở Y tế khám cho 300 cháu.\n\nTrên đây là Kế hoạch, đề nghị các đơn vị thực hiện./.\n\n"
        "Nơi nhận:\n- Sở Tài chính (để thực hiện);\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNông Thị Bích\n"
    )
    assert [(unit.name, len(unit.tasks)) for unit in plan.units] == [("Sở Y tế", 1)]
    assert plan.head.signer == "Nông Thị Bích"


def test_many_bodies_are_a_group_and_one_is_none() -> None:
    plan = plan_of(
        "I. PHÂN CÔNG\n\n1. Phòng Nội vụ các huyện, thị xã\n\n- Lập danh sách.\n\n2. Báo và Phát thanh, Truyền hình "
        "tỉnh Hà Rừng\n\n- Mở chuyên mục.\n\n3. Chủ tịch UBND xã: Chỉ đạo lực lượng tại chỗ.\n\n4. Các chủ rừng\n\n"
        "- Ký cam kết giữ rừng với Ủy ban nhân dân xã và không đốt nương trong những tháng khô hanh của năm.\n"
    )
    assert [(unit.name, unit.is_group) for unit in plan.units] == [
        ("Phòng Nội vụ các huyện, thị xã", True),
        ("Báo và Phát thanh, Truyền hình tỉnh Hà Rừng", False),
        ("Chủ tịch UBND xã", False),
        ("Các chủ rừng", True),
    ]
