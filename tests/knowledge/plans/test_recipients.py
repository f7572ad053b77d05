"""Whom a plan is sent to."""

import pytest

from knowledge.documents.document import Block, Cell, Paragraph, Span, Table
from knowledge.plans.facts.recipients import recipients

WRITTEN = {
    "one under the other": (
        "Nơi nhận:\n\n- Sở Y tế (b/c);\n\n- UBND các xã;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nVũ Thị Na",
        ("Sở Y tế (b/c)", "UBND các xã"),
    ),
    "the signature beside them": (
        "Nơi nhận:                    KT. CHỦ TỊCH\n- Sở Y tế;                  PHÓ CHỦ TỊCH\n- Trạm Y tế.\n   Vũ Na",
        ("Sở Y tế", "Trạm Y tế"),
    ),
    "one goes on in the next line": (
        "Nơi nhận:\n- Chủ tịch, các Phó Chủ tịch\nhuyện (để báo cáo);\n- Lưu: VT.",
        ("Chủ tịch, các Phó Chủ tịch huyện (để báo cáo)",),
    ),
    "a second list": (
        "Nơi nhận:\n- Trưởng thôn (t/h);\n- Lưu: VT.\nBản điện tử:\n- Trạm Y tế (p/h).",
        ("Trưởng thôn (t/h)", "Trạm Y tế (p/h)"),
    ),
    "a list that has ended": (
        "Nơi nhận:\n- Trạm Y tế;\nBản điện tử:\n(gửi qua mạng)\n(trong ngày)",
        ("Trạm Y tế",),
    ),
    "on the line itself": ("Nơi nhận: - Các thôn;\n- Lưu VT.", ("Các thôn",)),
    "the signature alone": ("TM. BAN CHỈ ĐẠO\n- Trưởng ban\nVũ Thị Na", ()),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_recipients_are_read_line_by_line(text, expected):
    foot: list[Block] = [Paragraph(text.replace("\n", " "), Span(0, len(text)))]
    assert recipients(foot, text) == expected


def test_recipients_in_a_table_stand_in_its_first_cell():
    left, right = "Nơi nhận:\n- Sở Y tế;\n- Lưu: VT.", "KT. CHỦ TỊCH\nVũ Thị Na"
    text = f"{left}\n{right}"
    cells = (Cell(left, Span(0, len(left))), Cell(right, Span(len(left) + 1, len(text))))
    assert recipients([Table((cells,), Span(0, len(text)))], text) == ("Sở Y tế",)
