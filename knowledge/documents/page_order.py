"""Photographs of pages that were sent in another order than the paper's, told by the numbers printed on the pages."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.documents.furniture import printed_number
from knowledge.documents.pages import Page, page_items

_SORTED = "Các ảnh đã được xếp lại theo số trang in trên giấy (thứ tự gửi: {sent})."
_DOUBTED = (
    "Số trang in trên giấy không liền nhau theo thứ tự gửi ({sent}): nếu thiếu trang hoặc sai thứ tự, hãy bỏ bản này và"
    " gửi lại đủ các ảnh theo đúng thứ tự."
)
_UNKNOWN = "?"


def in_order(pages: Sequence[Page]) -> tuple[list[Page], tuple[str, ...]]:
    """Return pages as the paper counts them, and what is to be said of it.

    They are sorted where their numbers are exactly 1 to the last (the first page mostly bears none); where numbers do
    not follow each other otherwise, that is said. An appendix may begin to count anew.
    """
    found = [printed_number(page_items(page), page.height) for page in pages]
    sent = ", ".join(str(number or _UNKNOWN) for number in found)
    numbers = [number or 1 for number in found]
    if found.count(None) <= 1 and sorted(numbers) == list(range(1, len(pages) + 1)):
        placed = sorted(zip(numbers, pages, strict=True), key=lambda pair: pair[0])
        is_moved = numbers != sorted(numbers)
        return [replace(page, number=number) for number, page in placed], (_SORTED.format(sent=sent),) * is_moved
    is_doubted = any(a and b and b not in (a + 1, 1, 2) for a, b in pairwise(found))
    return list(pages), (_DOUBTED.format(sent=sent),) * is_doubted
