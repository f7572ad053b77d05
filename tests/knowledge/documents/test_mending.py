"""Broken lines mended: each file of `breaks` is a text as files have it, and the blocks that must come of it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.document import Block, DocumentError, Line, Span, Table
from knowledge.documents.joining import join
from knowledge.documents.mending import mend
from knowledge.documents.text import lines_of, read_text, text_document

BREAKS = sorted((Path(__file__).parent / "breaks").glob("*.txt"))


def shown(block: Block) -> list[str]:
    if isinstance(block, Table):
        return [f"| {' | '.join(cell.text for cell in row)} |" for row in block.rows]
    return [block.text]


@pytest.mark.parametrize("path", BREAKS, ids=lambda path: path.stem)
def test_lines_become_paragraphs_and_tables(path: Path) -> None:
    text, _, wanted = path.read_text(encoding="utf-8").partition("=====\n")
    blocks = text_document(text).blocks
    assert [line for block in blocks for line in shown(block)] == wanted.splitlines()


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


@pytest.mark.parametrize("path", BREAKS, ids=lambda path: path.stem)
def test_every_block_keeps_the_span_it_was_read_from(path: Path) -> None:
    document = text_document(path.read_text(encoding="utf-8").partition("=====\n")[0])
    for block in document.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
        for cell in cells:
            there = squeezed(document.text[cell.span.start : cell.span.end])
            assert squeezed(cell.text)[:20] in there or cell.text.startswith("[")


def test_a_form_feed_counts_a_page_and_is_no_letter() -> None:
    document = text_document("KẾ HOẠCH\n\nI. VIỆC LÀM\n\n- Sửa cống.\n\f\n- Vá đường.\n")
    assert [(block.span.page, shown(block)) for block in document.blocks][-1] == (2, ["- Vá đường."])
    assert document.pages == 2


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "rong.txt"
    empty.write_text("  \n\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="không có chữ"):
        read_text(empty)


def test_a_file_is_known_by_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text("KẾ HOẠCH\nVá đường", encoding="utf-8")
    document = read_text(path)
    assert document.name == "ke-hoach.txt"
    assert len(document.sha256) == 64


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["số 08/KH-", "UBND ngày"], "số 08/KH-UBND ngày"),
        (["năm 2021-", "2030"], "năm 2021-2030"),
        (["kinh tế -", "xã hội"], "kinh tế - xã hội"),
        (["QĐ", "/TTg"], "QĐ/TTg"),
        (["một", "  hai  ba"], "một hai ba"),
    ],
)
def test_numbers_broken_over_lines_are_closed_up(parts: list[str], text: str) -> None:
    assert join(parts) == text


words = st.text(alphabet="aăbcdđeghiklm ơưTRẦN0123456789.,;:-|()/\n\t", max_size=400)


@given(words)
def test_no_letter_is_lost_but_rules_and_page_numbers(text: str) -> None:
    kept = "".join(line for block in mend(tuple(lines_of(text))) for line in shown(block))
    letters = [letter for letter in text if letter.isalpha()]
    assert sorted(letters) == sorted(letter for letter in kept if letter.isalpha())


@given(words)
def test_spans_stay_inside_the_text(text: str) -> None:
    for block in mend(tuple(lines_of(text))):
        assert 0 <= block.span.start <= block.span.end <= len(text)


def test_lines_without_any_text_make_no_blocks() -> None:
    assert mend(()) == ()
    assert mend((Line("", Span(0, 0)), Line("12", Span(1, 3)))) == ()
