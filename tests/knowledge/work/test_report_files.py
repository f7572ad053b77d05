"""The files of a summary: a Word file in the prescribed layout, an Excel file without formulas, a picture."""

import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from PIL import Image, ImageFont

from knowledge.database import connect
from knowledge.plans.model import Level
from knowledge.work.reporting.activity import Details
from knowledge.work.summarising import report_template
from knowledge.work.summarising.chart import WIDTH, write_chart
from knowledge.work.summarising.progress import UnitProgress
from knowledge.work.summarising.report_docx import (
    Letterhead,
    ReportError,
    days,
    letterhead,
    number,
    short_days,
    write_docx,
)
from knowledge.work.summarising.report_xlsx import write_activities_xlsx, write_xlsx
from knowledge.work.summarising.summaries import summarise
from tests.knowledge.work.sample_year import FIRST, LAST, PLAN_ID, sample_plan, sample_year


@pytest.fixture(scope="module")
def summary():
    connection = connect(":memory:")
    sample_year(connection, before=40)
    return summarise(connection, PLAN_ID, FIRST, LAST)


@pytest.fixture
def report(summary, tmp_path):
    path = tmp_path / "bao-cao.docx"
    write_docx(summary, path)
    return docx.Document(path)


def words(document):
    """Return all the texts of a document's body, those of its tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_report_says_what_was_summed_up(report, summary):
    said = words(report)

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "ỦY BAN NHÂN DÂN\nHUYỆN KHE MÂY" in said
    assert "Kết quả thực hiện Kế hoạch số 45/KH-UBND ngày 15/01/2026" in said
    for part in summary.parts:
        assert part.heading in said
    figures = summary.figures
    assert f"10/12 đơn vị đã báo cáo 150 hoạt động, {number(figures.total)} lượt người" in said
    assert f"kinh phí {number(figures.cost)} đồng" in said
    assert "Đơn vị chưa có báo cáo trong kỳ (2): Phòng Tư pháp; Ủy ban nhân dân xã Bản Hạ." in said
    assert "So với 6 tháng đầu năm 2025" in said
    assert "động viên các gia đình <có hoàn cảnh đặc biệt>" in said
    assert "{" not in said
    assert "None" not in said


def test_the_annexes_hold_every_unit_activity_and_untouched_task(report, summary):
    tables = {table.rows[0].cells[1].text: table for table in report.tables if len(table.rows[0].cells) > 2}

    assert len(tables["Ngày"].rows) == 1 + 150
    assert len(tables["Đơn vị"].rows) == 1 + 12 + 1
    assert tables["Đơn vị"].rows[-1].cells[2].text == "150"
    assert [row.cells[1].text for row in tables["Mục"].rows[1:]] == ["III.4", "III.5", "III.5"]
    assert all(table.rows[0]._tr.trPr.xpath("w:tblHeader") for table in tables.values())


def test_the_layout_is_the_prescribed_one(report):
    first = report.sections[0]

    assert [round(first.page_width.cm, 1), round(first.page_height.cm, 1)] == [21.0, 29.7]
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]
    assert all(section.different_first_page_header_footer for section in report.sections)
    assert all("PAGE" in section.header._element.xml for section in report.sections)
    assert [section.orientation for section in report.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    body = report.styles["Than bai"]
    assert body.font.size.pt == 14
    assert report.styles["Normal"].font.name == "Times New Roman"
    for section in report.sections:
        assert len(section._sectPr.xpath("w:pgNumType")) == 1


def test_what_a_person_fills_in_is_highlighted_and_nothing_else(report):
    runs = [run for paragraph in report.paragraphs for run in paragraph.runs if run.text]

    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert set(marked) == {"[...]"}
    assert not [run.text for run in runs if "[...]" in run.text and run.font.highlight_color is None]
    assert "Dự thảo do Trợ lý" in report.sections[0].first_page_footer.paragraphs[0].text


def test_a_half_year_is_written_in_time(summary, tmp_path):
    started = time.perf_counter()
    write_docx(summary, tmp_path / "a.docx")
    write_xlsx(summary, tmp_path / "a.xlsx")
    write_chart(summary, tmp_path / "a.png")
    assert time.perf_counter() - started < 3


def test_the_template_in_the_repository_is_what_the_program_makes(tmp_path):
    made = tmp_path / "mau.docx"
    report_template.make(made)

    with zipfile.ZipFile(made) as new, zipfile.ZipFile(report_template.TEMPLATE) as kept:
        assert new.namelist() == kept.namelist()
        assert [new.read(name) for name in new.namelist()] == [kept.read(name) for name in kept.namelist()]


def test_texts_with_marks_of_xml_jinja_and_control_characters_stay_texts(summary, tmp_path):
    nasty = "A & B <b>\x00{{ 7*7 }}{% raw %}\x0b\nhai dòng"
    activity = replace(summary.activities[0], details=replace(summary.activities[0].details, what=nasty))
    path = tmp_path / "la.docx"
    write_docx(replace(summary, activities=(activity,)), path)

    assert "A & B <b>{{ 7*7 }}{% raw %}\nhai dòng" in words(docx.Document(path))


def test_an_empty_half_year_of_a_plan_that_says_little_of_itself(tmp_path):
    connection = connect(":memory:")
    plan = sample_year(connection, count=0, outline=False)
    summary = summarise(connection, PLAN_ID, FIRST, LAST)
    head = replace(plan.head, number=None, issuer=None, place=None, signer_role=None, level=Level.DEPARTMENT)
    path = tmp_path / "trong.docx"
    write_docx(replace(summary, head=head, upcoming=(), targets=()), path)
    write_chart(summary, tmp_path / "trong.png")
    write_xlsx(summary, tmp_path / "trong.xlsx")

    said = words(docx.Document(path))
    assert "Kết quả thực hiện Kế hoạch Bảo vệ, chăm sóc trẻ em" in said
    assert "không báo cáo khó khăn" not in said
    assert "Khó khăn, vướng mắc: [...] (12/12 đơn vị chưa báo cáo trong kỳ)" in said
    assert "Đề xuất, kiến nghị: [...] (12/12 đơn vị chưa báo cáo trong kỳ)" in said
    assert "Hệ thống chưa có số liệu 6 tháng đầu năm 2025 để so sánh" in said
    assert "0/12 đơn vị đã báo cáo 0 hoạt động." in said


def test_the_office_s_own_letterhead_and_template(summary, tmp_path):
    path = tmp_path / "so.docx"
    office = Letterhead(
        issuer="Sở Y tế", superior="UBND TỈNH MÂY", has_superior=True, code="SYT", place="Mây", signer=("GIÁM ĐỐC",)
    )
    write_docx(summary, path, letterhead=office)
    said = words(docx.Document(path))
    assert "UBND TỈNH MÂY" in said
    assert "SỞ Y TẾ" in said
    assert "/BC-SYT" in said

    with pytest.raises(ReportError, match="kiểm tra"):
        write_docx(summary, tmp_path / "không có" / "a.docx")
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"not a Word file")
    with pytest.raises(ReportError, match="bị hỏng"):
        write_docx(summary, path, template=broken)
    edited = docx.Document(report_template.TEMPLATE)
    edited.add_paragraph("{{ khong_co }}")
    edited.save(str(broken))
    with pytest.raises(ReportError, match="bị hỏng"):
        write_docx(summary, path, template=broken)


def test_a_letterhead_follows_from_the_plan():
    head = sample_plan().head
    assert letterhead(head) == Letterhead(
        issuer=head.issuer,
        code="UBND",
        place="Khe Mây",
        signer=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    )


def test_the_workbook_has_all_activities_and_no_formula(summary, tmp_path):
    typed = (
        "=1+1",
        "@SUM(A1)",
        "+84 909",
        "-5",
        "https://example.org",
        "12345678901234567890",
        "\x01bẩn",
        "x" * 40_000,
    )
    nasty = [
        replace(activity, details=replace(activity.details, what=text))
        for activity, text in zip(summary.activities, typed, strict=False)
    ]
    path = tmp_path / "a.xlsx"
    write_xlsx(replace(summary, activities=(*nasty, *summary.activities[len(typed) :])), path)

    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    rows = list(book["Hoạt động"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 150
    assert [row[5] for row in rows[: len(typed)]] == [*typed[:6], "bẩn", "x" * 32_767]
    assert sum(row[10] or 0 for row in rows) == summary.figures.cost
    assert rows[0][1].date() == summary.activities[0].details.date
    units = list(book["Theo đơn vị"].iter_rows(min_row=2, values_only=True))
    assert units[-1][:2] == ("Tổng cộng", 150)
    assert sum(row[5] for row in units[:-1]) == units[-1][5] == summary.figures.cost
    tasks = list(book["Theo nhiệm vụ"].iter_rows(min_row=2, values_only=True))
    assert sum(row[3] for row in tasks) == 150
    assert len(tasks) == 15


def test_a_workbook_of_reports_alone(summary, tmp_path):
    write_activities_xlsx(summary.activities[:3], tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["Hoạt động"].max_row == 4
    with pytest.raises(ReportError):
        write_activities_xlsx([], tmp_path / "không có" / "b.xlsx")


def test_the_picture_fits_a_phone_however_many_units_there_are(summary, tmp_path):
    path = tmp_path / "a.png"
    many = summary.units + tuple(
        UnitProgress(f"Ủy ban nhân dân xã có tên rất dài số {n} " * 4, None, summary.figures) for n in range(25)
    )
    write_chart(replace(summary, units=many), path)
    with Image.open(path) as image:
        assert image.width == WIDTH
        assert image.height < 4000
        assert len(image.getcolors(1 << 20)) > 3
    with pytest.raises(ReportError, match="kiểm tra"):
        write_chart(summary, tmp_path / "không có" / "a.png")


def test_a_machine_without_fonts_is_told_which_package(summary, tmp_path, monkeypatch):
    def nothing(*args: object) -> None:
        raise OSError

    monkeypatch.setattr(ImageFont, "truetype", nothing)
    with pytest.raises(ReportError, match="fonts-noto-core"):
        write_chart(summary, tmp_path / "a.png")


def test_days_and_numbers_are_written_as_vietnamese_write_them():
    details = Details("x", date(2026, 3, 5))
    assert (days(details), short_days(details)) == ("Ngày 5/3/2026", "05/03/2026")
    span = replace(details, end_date=date(2026, 3, 7))
    assert (days(span), short_days(span)) == ("Từ ngày 5/3 đến ngày 7/3/2026", "05/03-07/03/2026")
    over = replace(details, end_date=date(2027, 1, 2))
    assert (days(over), short_days(over)) == ("Từ ngày 5/3/2026 đến ngày 2/1/2027", "05/03/2026-02/01/2027")
    assert (days(Details()), short_days(Details())) == ("", "")
    assert [number(value) for value in (None, 0, 1234567, 2.5, 1234.25)] == ["", "0", "1.234.567", "2,5", "1.234,25"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
def test_the_report_opens_and_its_letters_come_from_one_family(summary, tmp_path):
    write_docx(summary, tmp_path / "a.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    fonts = subprocess.run(["pdffonts", str(tmp_path / "a.pdf")], check=True, capture_output=True, text=True).stdout
    names = {line.split()[0].split("+")[-1] for line in fonts.splitlines()[2:]}
    assert names
    assert all(name.startswith(("LiberationSerif", "TimesNewRoman")) for name in names)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, text=True
    )
    pages = text.stdout.split("\f")
    assert pages[1].split()[0] == "2"
    closing = next(page for page in pages if "Nơi nhận" in page)
    assert "Trên đây là báo cáo" in closing
    assert Path(tmp_path / "a.pdf").stat().st_size > 10_000
