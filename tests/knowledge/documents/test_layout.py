"""Words at their places: rows, columns, grids and paragraphs, on sheets too small to draw."""

import pytest

from knowledge.documents.furniture import without_furniture
from knowledge.documents.grids import Grid, GridCell, append, continues, grid_of, group_heading
from knowledge.documents.layout import Columns, Row, Word, items_of, rows_of
from knowledge.documents.paragraphs import paragraphs, shapes


def line(text: str, x: float, y: float, *, size: float = 12, bold: bool = False, confidence: float = 96) -> list[Word]:
    """Return a line's words: each letter half as wide as it is tall."""
    found = []
    for word in text.split():
        end = x + len(word) * size / 2
        found.append(Word(word, x, y, end, y + size, bold, confidence))
        x = end + size / 4
    return found


def texts(items: list[Row | Columns]) -> list[str]:
    return [item.text for item in items if isinstance(item, Row)]


def test_words_of_a_line_come_in_order_though_one_stands_higher() -> None:
    words = [*line("tổ chức", 45, 11), *line("Phòng", 10, 10), *line("họp giao ban", 10, 30)]
    assert [row.text for row in rows_of(words)] == ["Phòng tổ chức", "họp giao ban"]


def test_a_signature_that_stands_a_little_higher_is_in_the_right_column() -> None:
    words = line("x " * 60, 10, 10) + line("TM. UỶ BAN", 330, 40)
    words += line("Nơi nhận:", 10, 54) + line("CHỦ TỊCH", 335, 56) + line("- Như trên;", 10, 70)
    items = items_of(words)
    assert len(items) == 2
    assert isinstance(items[1], Columns)
    assert [row.text for row in items[1].right] == ["TM. UỶ BAN", "CHỦ TỊCH"]


def test_a_centred_title_under_a_heading_is_not_its_right_column() -> None:
    words = line("UBND XÃ", 40, 10) + line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 220, 10) + line("Số: 5/KH", 40, 30)
    words += line("Độc lập - Tự do", 260, 30) + line("KẾ HOẠCH", 175, 60)
    items = items_of(words)
    assert texts(items) == ["KẾ HOẠCH"]


def test_a_far_line_is_no_part_of_a_column() -> None:
    words = (
        line("Nơi nhận:", 10, 10) + line("TM. UỶ BAN", 200, 10) + line("- Lưu: VT.", 10, 24) + line("Ghi chú", 10, 400)
    )
    assert texts(items_of(words)) == ["Ghi chú"]


def test_no_words_no_items() -> None:
    assert items_of([]) == []


BOXES = [(0, 0, 20, 20), (20, 0, 100, 20), (100, 0, 180, 20), (0, 20, 20, 60), (20, 20, 100, 40), (20, 40, 100, 60)]


def test_a_cell_stands_in_each_row_it_covers_and_a_missing_one_is_empty() -> None:
    words = (
        line("1", 5, 30, size=8)
        + line("họp", 30, 25, size=8)
        + line("báo", 30, 45, size=8)
        + line("ai", 110, 5, size=8)
    )
    grid = grid_of(BOXES, words, 1)
    assert grid is not None
    assert [[cell.text for cell in row] for row in grid.rows] == [["", "", "ai"], ["1", "họp", ""], ["1", "báo", ""]]
    assert grid.rows[1][0] is grid.rows[2][0]


@pytest.mark.parametrize("boxes", [[(0, 0, 50, 20), (0, 20, 50, 40)], [(0, 0, 50, 20), (50, 0, 90, 20)]])
def test_one_column_or_no_words_make_no_grid(boxes: list[tuple[float, float, float, float]]) -> None:
    assert grid_of(boxes, [], 1) is None


def table(page: int, *rows: tuple[str, ...], edges: tuple[float, ...] = (0, 20, 100, 180)) -> Grid:
    return Grid([[GridCell(text, page) for text in row] for row in rows], list(edges), 0, 100, page)


def shown(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_a_grid_continues_only_one_of_the_same_columns_on_the_page_before() -> None:
    first = table(1, ("TT", "Việc", "Ai"))
    assert continues(table(2, ("2", "b", "c")), first)
    assert continues(table(2, ("2", "b", "c"), edges=(5, 25, 105, 185)), first), "the page was shifted"
    assert not continues(table(1, ("2", "b", "c")), first)
    assert not continues(table(2, ("2", "b", "c"), edges=(0, 60, 100, 180)), first)
    assert not continues(table(2, ("2", "b"), edges=(0, 20, 180)), first)


def test_a_merged_cell_goes_on_over_the_page() -> None:
    first = table(1, ("Đơn vị", "Việc", "Hạn"), ("Sở Y tế", "Tập huấn.", "Quý I"))
    append(first, table(2, ("", "Kiểm tra.", "Quý II"), ("Sở Nội vụ", "Thi đua.", "Quý III")))
    assert shown(first)[2:] == [["Sở Y tế", "Kiểm tra.", "Quý II"], ["Sở Nội vụ", "Thi đua.", "Quý III"]]


def test_a_cut_row_is_closed_where_its_sentence_goes_on() -> None:
    first = table(1, ("Đơn vị", "Việc", "Hạn"), ("Sở Y tế", "Tập huấn cho", "Quý I"))
    append(first, table(2, ("", "cán bộ xã", "")))
    assert shown(first)[1:] == [["Sở Y tế", "Tập huấn cho cán bộ xã", "Quý I"]]


def test_a_page_that_only_repeats_the_header_adds_nothing() -> None:
    first = table(1, ("TT", "Việc", "Ai"), ("1", "a", "b"))
    append(first, table(2, ("TT", "Việc", "Ai")))
    assert shown(first) == [["TT", "Việc", "Ai"], ["1", "a", "b"]]


def test_group_headings() -> None:
    number, title, other = GridCell("I", 1), GridCell("CHUNG", 1), GridCell("x", 1)
    assert group_heading([title, title, title], []) == [title]
    assert group_heading([number, title, title], []) == [number, title]
    assert group_heading([number, title, title], [number, other, other]) == [], "merged down from above"
    assert group_heading([number, title, other], []) == []
    assert group_heading([number, title], []) == []
    assert group_heading([number, GridCell("", 1)], []) == []
    assert group_heading([title], []) == []


def grouped(*lines: list[Word]) -> list[str]:
    rows = [Row(words) for words in lines]
    return [" ".join(row.text for row in group) for group in paragraphs(rows, shapes(rows))]


FULL = "xx " * 20


def test_a_short_line_ends_its_paragraph() -> None:
    lines = [line(FULL, 10, 10), line("hết.", 10, 26), line(FULL, 10, 42), line("xong.", 10, 58)]
    assert grouped(*lines) == [f"{FULL}hết.", f"{FULL}xong."]


def test_a_ragged_line_goes_on_with_a_small_letter() -> None:
    lines = [line(FULL, 10, 10), line("Rà soát danh sách", 10, 26), line("học sinh của xã.", 10, 42)]
    assert grouped(*lines)[-1].endswith("danh sách học sinh của xã.")


def test_a_number_alone_belongs_to_what_follows() -> None:
    assert grouped(line(f"{FULL[:-1]}.", 10, 10), line("1.", 10, 40), line("Mục đích", 10, 70))[1:] == ["1. Mục đích"]


def test_a_wide_space_parts_but_not_inside_a_phrase() -> None:
    lines = [
        line(FULL, 10, 10),
        line(FULL, 10, 26),
        line(FULL, 10, 42),
        line(FULL, 10, 80),
        line(f"{FULL[:-6]} của", 10, 96),
    ]
    assert len(grouped(*lines, line("xã.", 10, 140))) == 2


def test_lines_in_the_middle_are_one_heading_while_of_one_kind() -> None:
    body = [line(FULL, 10, 100), line(FULL, 10, 116)]
    heading = [line("KẾ HOẠCH", 137, 10), line("a" * 40, 40, 26), line("của xã", 143, 42)]
    assert grouped(*heading, *body)[:2] == ["KẾ HOẠCH", f"{'a' * 40} của xã"]


def test_what_stands_at_the_edges_of_three_pages_is_furniture() -> None:
    pages = [[Row(line(f"UBND xã {n}", 10, 20)), Row(line(f"Ý {n}", 10, 400)), Row(line("IE", 10, 800, confidence=20))]
             for n in range(3)]  # fmt: skip
    assert [texts(page) for page in without_furniture(pages, [842] * 3)] == [["Ý 0"], ["Ý 1"], ["Ý 2"]]


def test_rules_are_furniture_and_numbers_inside_a_page_are_not() -> None:
    page = [Row(line("x", 10, 300)), Row(line("12", 10, 400)), Row(line("-------", 10, 420)), Row(line("y", 10, 500))]
    assert texts(without_furniture([page], [842])[0]) == ["x", "12", "y"]


def test_lines_that_hang_below_their_mark_are_one_item() -> None:
    lines = [line(f"- {FULL[:-3]}", 10, 10), line(FULL[:-3], 30, 26), line("và Xã.", 30, 42), line("- Hai.", 10, 58)]
    assert [text[-6:] for text in grouped(*lines)] == ["và Xã.", "- Hai."]


def test_an_item_that_stands_in_begins_though_the_line_before_has_no_end() -> None:
    lines = [line(FULL, 10, 10), line(f"1. {FULL[:-9]}", 40, 26), line("- Mục tiêu chung", 40, 42)]
    assert grouped(*lines)[-1] == "- Mục tiêu chung"


def test_a_dash_inside_a_name_begins_nothing() -> None:
    lines = [line(f"{FULL[:-12]} Lao động", 10, 10), line("- Thương binh và Xã hội", 10, 26)]
    assert len(grouped(*lines)) == 1


def test_a_heading_in_capitals_ends_where_small_letters_begin() -> None:
    lines = [line("A" * 45 + " BCD", 10, 10), line("Thực hiện các việc sau", 10, 26)]
    assert len(grouped(*lines)) == 2


def test_a_phrase_that_dangles_goes_on_after_a_full_line() -> None:
    lines = [line(f"{FULL[:-9]} các", 10, 10), line("- Sở", 40, 26), line(FULL, 10, 42)]
    assert "các - Sở xx" in grouped(*lines)[0]


def test_what_only_few_of_many_pages_repeat_is_text() -> None:
    last = ["Chủ trì: Văn phòng"] * 3 + ["một", "hai", "ba", "bốn", "năm"]
    pages = [[Row(line(f"y {n}", 10, 400)), Row(line(text, 10, 790))] for n, text in enumerate(last)]
    assert [len(page) for page in without_furniture(pages, [842] * 8)] == [2] * 8
