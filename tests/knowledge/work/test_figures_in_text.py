"""A corrected figure is corrected in the report's words too, and nothing else is."""

from datetime import date

import pytest

from knowledge.work.reporting.activity import Details
from knowledge.work.reporting.corrections import correction
from knowledge.work.reporting.drafts.reading import read_draft

TODAY = date(2026, 3, 2)


def told(text: str) -> Details:
    (one,) = read_draft(text, today=TODAY, unit=None).activities
    return one.details


@pytest.mark.parametrize(
    ("text", "said", "now"),
    [
        ("sáng nay dạy bơi 37 cháu ở hồ xã", "không phải 37 mà 73", "sáng nay dạy bơi 73 cháu ở hồ xã"),
        ("sáng nay dạy bơi 37 cháu ở thôn 37", "trẻ em: 73", "sáng nay dạy bơi 73 cháu ở thôn 37"),
        ("sáng nay họp 20 phụ huynh, phát 20 tờ rơi", "người lớn: 25", "sáng nay họp 25 phụ huynh, phát 20 tờ rơi"),
        ("sáng nay họp 30 phụ huynh, phát 20 tờ rơi", "20 -> 50", "sáng nay họp 30 phụ huynh, phát 50 tờ rơi"),
        ("sáng nay dạy bơi 37 cháu, hết 2tr5", "kinh phí: 3tr", "sáng nay dạy bơi 37 cháu, hết 3.000.000 đồng"),
        ("sáng nay dạy bơi 37 cháu", "nội dung: dạy bơi", "dạy bơi"),
    ],
)  # fmt: skip
def test_the_text_follows_the_figure(text, said, now):
    assert correction(told(text), said, today=TODAY).what == now
