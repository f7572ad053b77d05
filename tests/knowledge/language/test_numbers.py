"""Numbers in digits and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.numbers import find_numbers, number_value

CASES = """
bốn mươi lăm cháu | 45
hai lăm | 25
mười lăm em | 15
hai trăm linh ba | 203
một nghìn hai trăm | 1200
ba triệu hai | 3200000
hai triệu rưỡi | 2500000
một trăm hai | 120
một trăm hai mươi | 120
trăm rưỡi | 150
nghìn rưỡi | 1500
một tỷ hai | 1200000000
ba trăm năm mươi nghìn | 350000
tám chục | 80
chín mươi chín | 99
mười một | 11
02 và 1.200 với 2,5 | 2 1200 2.5
12.350.000đ | 12350000
hai cháu, ba lớp | 2 3
năm cháu | 5
năm 2026 | 2026
trong năm trẻ em được | -
ba mẹ các cháu | -
lớp 4 | 4
3/5, A1, 12.3.4 | -
"""


@pytest.mark.parametrize("line", CASES.strip("\n").splitlines())
def test_numbers(line: str) -> None:
    text, meant = line.split(" | ")
    assert [number.value for number in find_numbers(text)] == [float(value) for value in meant.strip("-").split()]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("bon muoi lam chau", [45]),
        ("phong chong xam hai tre em", []),
        ("sau nam nay", []),
        ("ba me", []),
        ("mot chau", [1]),
    ],
)
def test_numbers_without_diacritics(text: str, meant: list[int]) -> None:
    assert [number.value for number in find_numbers(text)] == meant


def test_about_so_many() -> None:
    assert [number.about for number in find_numbers("hơn 200 em và 8 cô, khoảng hai chục phụ huynh")] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("written", "value"), [("1.200", 1200), ("1,200", 1200), ("2,5", 2.5), ("2.50", 2.5), ("007", 7)]
)
def test_number_value(written: str, value: float) -> None:
    assert number_value(written) == value


_UNITS = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def _spelled(number: int) -> str:
    """Write a number below a thousand in words, by the rules of the school."""
    hundreds, tens, units = number // 100, number // 10 % 10, number % 10
    words = [_UNITS[hundreds], "trăm"] if hundreds else []
    if tens > 1:
        words += [_UNITS[tens], "mươi", {1: "mốt", 5: "lăm"}.get(units, _UNITS[units])]
    elif tens == 1:
        words += ["mười", "lăm" if units == 5 else _UNITS[units]]
    elif units:
        words += (["linh"] if hundreds else []) + [_UNITS[units]]
    return " ".join(word for word in words if word)


@given(st.integers(10, 999), st.sampled_from(["", "nghìn", "triệu"]), st.booleans())
def test_every_number_that_is_spelled_comes_back(number: int, scale: str, bare: bool) -> None:
    text = f"{_spelled(number)} {scale}".strip()
    found = find_numbers(fold(text) if bare else text)
    assert [one.value for one in found] == [number * {"": 1, "nghìn": 10**3, "triệu": 10**6}[scale]]


@given(st.text(alphabet="0123456789.,/ xhaibốnmươilămtrămnghìntriệurưỡi", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find_numbers(text))
