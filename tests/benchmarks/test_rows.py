"""`python -m benchmarks` measures what it says, on a tiny size, so that it is there when it is wanted."""

from itertools import chain
from pathlib import Path

import pytest

from benchmarks import around, ingest, measuring, names, reports, table, yardsticks
from benchmarks.measuring import Row
from tests.samples import IDS

RATIO = Row("a", "b", 2.0, 1.0, quality="all right")


def test_every_row_comes_with_a_value():
    tiny = [
        names.rows(cases=3, names=200),
        reports.rows(3, traced=False),
        ingest.rows(IDS[:1], 1, forms=()),
        around.rows(cases=2, rounds=1),
    ]
    found = list(chain.from_iterable(tiny))
    assert len(found) == 7
    assert all(row.value is not None and row.value > 0 for row in found)


def test_fts5_finds_what_holds_all_the_words_of_a_question():
    texts = ["Dạy bơi cho trẻ em", "Khám sức khỏe cho trẻ em", "Dạy bơi ở ao làng"]
    assert sorted(yardsticks.fts5(texts)("dạy bơi")) == [0, 2]
    assert yardsticks.fts5(texts)("khám bơi") == []
    assert set(yardsticks.fts5(texts, or_any=True)("khám bơi")) == {0, 1, 2}


def test_each_engine_takes_each_case_once_a_round_and_the_first_round_is_dropped():
    taken: list[tuple[str, int]] = []
    engines = {name: lambda case, name=name: taken.append((name, case)) for name in "ab"}
    times = measuring.interleaved(engines, [1, 2], rounds=2)
    assert taken == [("a", 1), ("b", 1), ("a", 2), ("b", 2)] * 3
    assert [len(rounds) for rounds in times["a"]] == [2, 2]


def test_p50_is_of_medians_and_p99_of_least_times():
    times = [[1.0, 3.0, 9.0], [5.0, 5.0, 5.0], [2.0, 4.0, 4.0]]
    assert (measuring.p50(times), measuring.p99(times)) == (4.0, 5.0)
    assert measuring.paired(times, [[1.0, 1.0, 1.0]] * 3) == 4.0


def test_the_table_stands_between_the_marks_of_the_page_and_the_picture_beside_it(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- rows -->\nold\n<!-- /rows -->\nafter\n")
    rows = [RATIO, Row("c", "d", 60.0, 50.0, "/ s", at_least=True), Row("e", "f", None, 1.0, note="not installed")]
    table.put_into(page, rows)
    text = page.read_text()
    assert "| a | b | 2× | ≤ 1× | **missed** | all right |" in text
    assert "| c | d | 60/ s | ≥ 50/ s | reached |" in text
    assert "not installed |" in text
    assert text.startswith("before\n")
    assert text.endswith("<!-- /rows -->\nafter\n")
    assert "old" not in text
    table.draw(rows, tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 0
    page.write_text("no marks")
    with pytest.raises(ValueError, match="no marks"):
        table.put_into(page, rows)
