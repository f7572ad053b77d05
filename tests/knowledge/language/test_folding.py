"""One spelling for all the ways in which the same words are typed, as long as what was typed."""

import pytest

from knowledge.language.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("", ""),
        ("ĐƯỜNG “Nguyễn Huệ” – số 5…", "duong “nguyen hue” – so 5…"),
        ("Ủy ban\tnhân dân\n", "uy ban\tnhan dan\n"),
        ("Đường số ① ở Đắk Lắk", "duong so ① o dak lak"),  # ① is no sign that plans are written in
        ("\ud800 Ủy", "\ud800 uy"),
    ],
)
def test_folded_words(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_letter_folds_alike_and_keeps_its_length_beside_signs_that_plans_do_not_use() -> None:
    for letter in map(chr, range(0x3000)):
        assert fold(f"①{letter}") == f"①{fold(letter)}"
        assert len(fold(letter)) == 1
