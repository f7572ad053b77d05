"""What Telegram is handed stays within its limits and stays whole."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound

from handlers.rendering import callback, pages, plain, render, units, written_day, written_role, written_time

TAG = re.compile(r"<[^>]*>")


def shown(page: str) -> str:
    """Return what a reader sees of a page."""
    return html.unescape(TAG.sub("", page))


def balanced(page: str) -> bool:
    """Tell whether every tag of a page is closed in order."""
    opened: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z]+)[^>]*>", page):
        if not slash:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened


def test_a_short_text_is_one_page() -> None:
    assert pages("  <b>Hạn</b> 9/5 \n") == ["<b>Hạn</b> 9/5"]


def test_nothing_has_no_pages() -> None:
    assert pages(" \n ") == []


def test_it_cuts_between_paragraphs_first() -> None:
    assert pages("một hai ba\n\nbốn năm sáu\nbảy", 20) == ["một hai ba", "bốn năm sáu\nbảy"]


def test_it_cuts_between_lines_then_words() -> None:
    assert pages("một hai\nba bốn", 9) == ["một hai", "ba bốn"]
    assert pages("một hai ba bốn", 8) == ["một hai", "ba bốn"]


def test_a_word_above_the_limit_is_cut_in_pieces() -> None:
    assert "".join(pages("a" * 25, 10)) == "a" * 25


def test_a_quotation_over_two_pages_is_closed_and_opened_again() -> None:
    first, second = pages("<blockquote expandable>một hai\nba bốn</blockquote>", 9)
    assert first == "<blockquote expandable>một hai</blockquote>"
    assert second == "<blockquote expandable>ba bốn</blockquote>"


def test_entities_count_one_and_are_not_cut() -> None:
    assert pages("&amp;" * 12, 5) == ["&amp;" * 5, "&amp;" * 5, "&amp;" * 2]


def test_more_than_a_hundred_entities_are_two_pages() -> None:
    found = pages("<b>a</b> " * 150)
    assert [page.count("<b>") for page in found] == [100, 50]


def test_emoji_count_two() -> None:
    assert units("đ🙂") == 3
    assert [units(page) for page in pages("🙂" * 5, 4)] == [4, 4, 2]


words = st.text(alphabet="aốđ🙂&<> \n", min_size=1, max_size=40)


@given(
    st.lists(st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", "<blockquote><b>{}</b></blockquote>"]), words)),
    st.integers(8, 60),
)
def test_pages_lose_nothing_and_keep_within_the_limit(pieces: list[tuple[str, str]], limit: int) -> None:
    text = "".join(form.format(html.escape(word)) for form, word in pieces)
    found = pages(text, limit)
    assert all(balanced(page) and 0 < units(shown(page)) <= limit for page in found)
    assert "".join("".join(map(shown, found)).split()) == "".join(shown(text).split())


def test_callback_data_is_joined_and_bounded() -> None:
    assert callback("muc", "xa-an-2026", 3) == "muc:xa-an-2026:3"
    with pytest.raises(ValueError, match="64"):
        callback("muc", "ố" * 30)


def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        render("no-such-thing")


def test_plain_is_what_a_reader_sees() -> None:
    assert plain("<b>Hạn:</b> trước <i>9 &amp; 10/5</i> &lt;sáng&gt;") == "Hạn: trước 9 & 10/5 <sáng>"


def test_days_and_times_are_written_as_officials_do() -> None:
    assert written_day(date(2026, 5, 9)) == "09/05/2026"
    assert written_day("2026-05-09") == "09/05/2026"
    assert written_day("2026-Q2") == "2026-Q2"
    assert written_time(datetime(2026, 5, 9, 1, 30, tzinfo=UTC)) == "08:30 ngày 09/05/2026"


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH", "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó chủ tịch"),
        ("GIÁM ĐỐC", "Giám đốc"),
        ("CHỦ TỊCH UBND XÃ MÂY", "CHỦ TỊCH UBND XÃ MÂY"),
        ("Phó Chủ tịch", "Phó Chủ tịch"),
        ("", ""),
    ],
)
def test_a_signers_role_is_written_small_unless_it_names_somebody(role: str, shown: str) -> None:
    assert written_role(role) == shown
