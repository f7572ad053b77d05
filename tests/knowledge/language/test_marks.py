"""A word typed with marks is another of the same letters only where no mark contradicts."""

import pytest

from knowledge.language.marks import agrees


@pytest.mark.parametrize(
    ("typed", "written"),
    [("tập", "tập"), ("tâp", "tập"), ("dat", "đất"), ("hổ", "hỗ"), ("hoà", "hòa"), ("đuợc", "được"), ("Trẻ", "TRẺ")],
)
def test_marks_left_out_or_mixed_up_agree(typed: str, written: str) -> None:
    assert agrees(typed, written)


@pytest.mark.parametrize(("typed", "written"), [("đất", "đặt"), ("cá", "ca"), ("điện", "diện"), ("hôn", "hơn")])
def test_marks_that_contradict_do_not(typed: str, written: str) -> None:
    assert not agrees(typed, written)
