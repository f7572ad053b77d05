"""A plan as Excel, a unit's tasks as one page of Word."""

import shutil
import subprocess
from dataclasses import replace

import docx
import openpyxl
import pypdfium2
import pytest

from knowledge.documents.reading import read
from knowledge.plans.model import Target
from knowledge.plans.reading import read_plan
from knowledge.work.plan_life.plan_files import deadlines_of, write_plan_xlsx, write_unit_docx
from knowledge.work.summarising.report_docx import ReportError
from tests.samples import plan_file
from tests.talking import commune_plan


def rows(path, sheet):
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2)]


def test_excel_holds_every_task_unit_deadline_and_target(tmp_path):
    plan = commune_plan()
    plan = replace(plan, targets=(Target("Giảm đuối nước", 10.0, "%", "2026", "I", 1),))
    path = tmp_path / "a.xlsx"

    write_plan_xlsx(plan, path)

    assert [row[3] for row in rows(path, "Nhiệm vụ")] == [task.text for unit in plan.units for task in unit.tasks]
    assert rows(path, "Đơn vị")[0] == ["Công an xã", "CAX", "II.1", 3, 3, 0]
    assert rows(path, "Thời hạn")[0][4:6] == ["10/05 hằng năm", "09/05 hằng năm"]
    assert rows(path, "Chỉ tiêu") == [["I", "Giảm đuối nước", 10, "%", "2026"]]


def test_a_plan_that_begins_with_a_sign_of_formulas_is_text(tmp_path):
    plan = commune_plan()
    task = replace(plan.units[1].tasks[0], text='=HYPERLINK("http://x")', partners=("+1", "@x"))
    path = tmp_path / "a.xlsx"

    write_plan_xlsx(replace(plan, units=(replace(plan.units[1], tasks=(task,)),)), path)

    cell = openpyxl.load_workbook(path)["Nhiệm vụ"]["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x")')


def test_a_units_page_says_its_tasks_and_deadlines(tmp_path):
    plan = commune_plan()
    unit = replace(plan.units[0], tasks=(replace(plan.units[0].tasks[0], partners=("Đoàn xã",), text="Tuần\x0btra"),))
    plan = replace(plan, deadlines=(replace(plan.deadlines[0], who=("Công an xã",)), plan.deadlines[1]))
    path = tmp_path / "a.docx"

    write_unit_docx(plan, unit, path)

    document = docx.Document(path)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert cells[1] == ["1", "Tuầntra", "Chủ trì, cùng Đoàn xã", "II.1"]
    assert cells[3] == ["Báo cáo kết quả", "09/05 hằng năm", "UBND xã"]
    assert "Nhiệm vụ theo Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND xã An Phú" in [
        paragraph.text for paragraph in document.paragraphs
    ]
    assert deadlines_of(plan, replace(unit, name="CAX", aliases=("Công an xã",))) == (plan.deadlines[0],)


def test_a_plan_without_a_number_is_called_by_its_title(tmp_path):
    plan = commune_plan(number=None)
    write_unit_docx(plan, replace(plan.units[1], name=None), tmp_path / "a.docx")

    texts = [paragraph.text for paragraph in docx.Document(tmp_path / "a.docx").paragraphs]
    assert texts[:2] == ["(CHƯA RÕ ĐƠN VỊ)", f"Nhiệm vụ theo {plan.head.title}"]


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    plan = commune_plan()
    for write in (lambda path: write_unit_docx(plan, plan.units[0], path), lambda path: write_plan_xlsx(plan, path)):
        with pytest.raises(ReportError, match="Không ghi được"):
            write(tmp_path / "gone" / "a.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
def test_the_longest_lists_of_tasks_are_one_page(tmp_path):
    longest = []
    for name in ("so-y-te-tre-em-2026", "tinh-chuyen-doi-so-2026", "tinh-phong-thu-dan-su-2027"):
        plan = read_plan(read(plan_file(name)))
        unit = max(plan.units, key=lambda unit: sum(len(task.text) for task in unit.tasks))
        longest.append(tmp_path / f"{name}.docx")
        write_unit_docx(plan, unit, longest[-1])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, longest)]
    subprocess.run(command, check=True, capture_output=True, timeout=90)

    for path in longest:
        with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
            assert len(pdf) == 1, path.name
