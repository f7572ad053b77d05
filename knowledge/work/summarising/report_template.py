"""Make the Word template of the periodic report: `python -m knowledge.work.summarising.report_template`.

The layout is that of Nghị định 30/2020/NĐ-CP, Appendix I. The office may edit the file that this makes; what is run
again overwrites it. Tags are docxtpl's: `{%p ... %}` takes its paragraph away, `{%tr ... %}` its table row. Every
"[...]" is a place that a person fills in, and is highlighted.
"""

from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt, RGBColor

from knowledge.work.summarising.word_shapes import (
    Column,
    add_table,
    draw_rule,
    line,
    number_pages,
    plain_table,
    set_page,
    set_styles,
    write,
    write_first,
)

TEMPLATE = Path(__file__).parent / "templates" / "bao-cao.docx"
WORDS = TEMPLATE.with_suffix(".txt")

_LEFT, _RIGHT, _MIDDLE = ALIGN.LEFT, ALIGN.RIGHT, ALIGN.CENTER
_COMPARISON = (
    Column("Nội dung", 5.2, "{{ row.name }}"),
    Column("Kỳ này", 2.9, "{{ row.now|so }}", align=_RIGHT),
    Column("Cùng kỳ năm trước", 2.9, "{{ row.before|so }}", align=_RIGHT),
    Column("Tăng (+), giảm (-)", 5.0, "{{ row.change }}", align=_RIGHT),
)
_UNITS = (
    Column("TT", 1.0, "{{ loop.index }}", align=_MIDDLE),
    Column("Đơn vị", 5.2, "{{ unit.name }}", "Tổng cộng"),
    *(
        Column(head, width, f"{{{{ unit.figures.{name}|so }}}}", f"{{{{ figures.{name}|so }}}}", _RIGHT)
        for head, width, name in (
            ("Số hoạt động", 1.7, "activities"),
            ("Trẻ em (lượt)", 1.7, "children"),
            ("Người lớn (lượt)", 1.9, "adults"),
            ("Tổng số (lượt)", 1.8, "total"),
            ("Kinh phí (đồng)", 2.7, "cost"),
        )
    ),
)
_QUANTITIES = (
    Column("TT", 1.0, "{{ loop.index }}", align=_MIDDLE),
    Column("Tên gọi", 11.0, "{{ word }}"),
    Column("Số lượng", 4.0, "{{ number|so }}", align=_RIGHT),
)
_ACTIVITIES = (
    Column("TT", 1.1, "{{ loop.index }}", align=_MIDDLE),
    Column("Ngày", 2.3, "{{ activity.details|ngay_gon }}"),
    Column("Đơn vị", 4.0, "{{ activity.unit.name }}"),
    Column("Nội dung", 6.0, "{{ activity.details.what }}"),
    Column("Địa điểm", 3.2, "{{ activity.details.place or '' }}"),
    Column("Trẻ em", 1.4, "{{ activity.details.children|so }}", align=_RIGHT),
    Column("Người lớn", 1.5, "{{ activity.details.adults|so }}", align=_RIGHT),
    Column("Tổng số", 1.5, "{{ activity.details|so_nguoi|so }}", align=_RIGHT),
    Column("Kinh phí (đồng)", 2.3, "{{ activity.details.cost|so }}", align=_RIGHT),
    Column("Mục", 1.4, "{{ activity.details.task.section if activity.details.task else '' }}"),
)
_UNTOUCHED = (
    Column("TT", 1.0, "{{ loop.index }}", align=_MIDDLE),
    Column("Mục", 1.6, "{{ result.task.section }}"),
    Column("Nhiệm vụ", 8.4, "{{ result.task.text }}"),
    Column("Đơn vị được giao", 5.0, "{{ result.doers|duoc_giao }}"),
)


def make(path: Path = TEMPLATE) -> None:
    """Write the template."""
    document = docx.Document()
    set_styles(document)
    set_page(document.sections[0])
    number_pages(document.sections[0])
    _draft_note(document.sections[0])
    _letterhead(document)
    words, values = _words()
    for style, text in words:
        if style == "TABLE":
            add_table(document, "row in comparison", _COMPARISON, together=True)
        else:
            line(document, text, style)
    _signature(document)
    _annexes(document, values["issuer"])
    path.parent.mkdir(exist_ok=True)
    document.core_properties.author = "Trợ lý Kế hoạch"
    document.core_properties.title = "Mẫu báo cáo định kỳ"
    file = BytesIO()
    document.save(file)
    _write_undated(file, path)


def _write_undated(file: BytesIO, path: Path) -> None:
    """Write a Word file so that the same parts make the same bytes: its members bear no time of writing."""
    with ZipFile(file) as made, ZipFile(path, "w", ZIP_DEFLATED) as written:
        for name in made.namelist():
            written.writestr(ZipInfo(name), made.read(name), ZIP_DEFLATED)


def _words() -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the report's paragraphs as (style, text), and what is put in their places."""
    lines = [each for each in WORDS.read_text("utf-8").splitlines() if each and not each.startswith("#")]
    pairs = [each.split(": ", 1) for each in lines]
    values = {name[1:]: text for name, text in pairs if name.startswith("@")}
    return [(style, Template(text).substitute(values)) for style, text in pairs if not style.startswith("@")], values


def _draft_note(section: Any) -> None:
    """Say in the foot of the first page who wrote what; it is to be deleted before signing."""
    paragraph = section.first_page_footer.paragraphs[0]
    text = (
        "Dự thảo do Trợ lý Kế hoạch tổng hợp từ {{ figures.activities|so }} báo cáo hoạt động của các đơn vị. "
        "Chỗ có dấu [...] tô vàng là phần cán bộ điền; phần còn lại do Trợ lý viết. Xóa dòng này trước khi trình ký."
    )
    write(paragraph, text, italic=True, size=9)
    for run in paragraph.runs:
        run.font.color.rgb = RGBColor(0x55, 0x55, 0x55)


def _letterhead(document: Any) -> None:
    table = plain_table(document, (6.0, 10.0))
    left, right = table.rows[0].cells
    write_first(
        left, "{% if superior %}{{ superior }}{% else %}[...]{% endif %}", "Giua", size=13, only_if="has_superior"
    )
    line(left, "{% if issuer %}{{ issuer_upper }}{% else %}[...]{% endif %}", "Giua", bold=True, size=13)
    draw_rule(left, 1.9)
    write_first(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Giua", bold=True, size=13)
    line(right, "Độc lập - Tự do - Hạnh phúc", "Giua", bold=True, size=14)
    draw_rule(right, 1.75)
    row = table.add_row().cells
    write_first(row[0], "Số: [...]/BC-{% if code %}{{ code }}{% else %}[...]{% endif %}", "Giua", size=13)
    date_line = "{% if place %}{{ place }}{% else %}[...]{% endif %}, ngày [...] tháng [...] năm [...]"
    write_first(row[1], date_line, "Giua", italic=True, size=14)
    line(document, "BÁO CÁO", "Giua", bold=True).paragraph_format.space_before = Pt(14)
    line(document, "Kết quả thực hiện {{ plan_name }}", "Giua", bold=True)
    line(document, "{{ period_start }}", "Giua", bold=True)
    draw_rule(document, 5.4)
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)


def _signature(document: Any) -> None:
    document.add_paragraph(style="Cau dan")
    left, right = plain_table(document, (7.5, 8.5)).rows[0].cells
    write_first(left, "Nơi nhận:", "Noi nhan", bold=True, italic=True, size=12)
    for recipient in ("- [...] (để b/c);", "- Các đơn vị thực hiện Kế hoạch;", "- Lưu: VT, [...]."):
        line(left, recipient, "Noi nhan")
    write_first(right, "{%p for each in signer %}", "Giua")
    line(right, "{{ each }}", "Giua", bold=True)
    line(right, "{%p else %}", "Giua")
    line(right, "[...]", "Giua", bold=True)
    line(right, "{%p endfor %}", "Giua")
    for _ in range(4):
        line(right, "", "Giua")
    line(right, "[...]", "Giua", bold=True)
    document.add_paragraph(style="Bang")


def _annex(document: Any, issuer: str, number: str, title: str, *, landscape: bool = False) -> None:
    """Begin an annex on a page of its own, its pages numbered from 1."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, landscape=landscape)
    number_pages(section)
    line(document, f"Phụ lục {number}", "Giua", bold=True)
    line(document, title, "Giua", bold=True)
    line(document, "{{ period_start }}", "Giua", bold=True)
    attached = (
        "(Kèm theo Báo cáo số [...]/BC-{% if code %}{{ code }}{% else %}[...]{% endif %} ngày [...] của " + issuer + ")"
    )
    line(document, attached, "Giua", italic=True).paragraph_format.space_after = Pt(8)


def _annexes(document: Any, issuer: str) -> None:
    _annex(document, issuer, "I", "SỐ LIỆU TỔNG HỢP THEO ĐƠN VỊ")
    add_table(document, "unit in units", _UNITS)
    line(document, "{%p if figures.quantities %}", "Bang")
    line(document, "Hiện vật, sản phẩm", "Giua", bold=True).paragraph_format.space_before = Pt(12)
    add_table(document, "word, number in figures.quantities", _QUANTITIES)
    line(document, "{%p endif %}", "Bang")
    _annex(document, issuer, "II", "DANH SÁCH HOẠT ĐỘNG", landscape=True)
    add_table(document, "activity in activities", _ACTIVITIES, size=11)
    _annex(document, issuer, "III", "NHIỆM VỤ CHƯA GHI NHẬN HOẠT ĐỘNG TRONG KỲ")
    line(document, "{%p if untouched %}", "Bang")
    add_table(document, "result in untouched", _UNTOUCHED)
    line(document, "{%p else %}", "Bang")
    line(document, "Mọi nhiệm vụ của Kế hoạch đều đã ghi nhận hoạt động trong kỳ.", "Than bai")
    line(document, "{%p endif %}", "Bang")


if __name__ == "__main__":
    make()
