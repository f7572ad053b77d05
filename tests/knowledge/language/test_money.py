"""Amounts of money."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.money import find_money

CASES = """
2tr5 | 2500000
hết 3tr2 | 3200000
1tr26 | 1260000
2tr | 2000000
2 tr 500k | 2500000
2,5 triệu | 2500000
2.5 triệu đồng | 2500000
2 triệu rưỡi | 2500000
2 triệu 500 nghìn | 2500000
2 triệu 5 | 2500000
12tr, 45 cháu | 12000000
500k | 500000
5.250k | 5250000
500 nghìn đồng | 500000
200 ngàn | 200000
1 tỷ 2 | 1200000000
1,2 tỷ đồng | 1200000000
1 tỷ 200 triệu | 1200000000
15.000.000đ | 15000000
15.000.000 đồng | 15000000
350000 vnđ | 350000
kinh phí 3.300.000 | 3300000
tổng chi: 25.200.000 | 25200000
3 x 200k | 600000
200k x 3 | 600000
20 suất x 250k | 250000
200k + 300k | 500000
6tr + 4tr5 | 10500000
2 x 1tr + 500k | 2500000
hai triệu rưỡi | 2500000
năm trăm nghìn đồng | 500000
1tr và 2tr | 1000000 2000000
2 triệu trẻ em | -
1.236 hồ sơ, 1.200 tờ rơi | -
10 nghìn lượt người | -
9 đ/c, 5 trường, 100 tờ rơi, gọi 111 | -
lớp 4A, điểm 10đ, 30 km | -
02713.825.825 | -
"""
LINES = CASES.strip("\n").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_amounts(line: str) -> None:
    text, meant = line.split(" | ")
    assert [money.amount for money in find_money(text)] == [int(amount) for amount in meant.strip("-").split()]


@pytest.mark.parametrize("line", LINES)
def test_amounts_without_diacritics(line: str) -> None:
    text, meant = line.split(" | ")
    assert [money.amount for money in find_money(fold(text))] == [int(amount) for amount in meant.strip("-").split()]


def test_a_price_for_one_is_marked() -> None:
    assert [money.each for money in find_money("30 suất, 200k/suất, tổng 6tr")] == [True, False]


@given(st.integers(1, 999), st.integers(1, 9))
def test_every_amount_in_chat_style_comes_back(whole: int, tenth: int) -> None:
    assert [money.amount for money in find_money(f"hết {whole}tr{tenth}")] == [whole * 10**6 + tenth * 10**5]


@given(st.text(alphabet="0123456789.,/+x đktriệutỷrưỡi", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    found = find_money(text)
    assert all(money.amount >= 0 for money in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
