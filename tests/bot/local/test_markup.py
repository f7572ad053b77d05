"""The stand-in reads Telegram's HTML as strictly as Telegram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local.markup import MarkupError, read, unmarked


def test_formatting_becomes_entities_in_utf16_units() -> None:
    marked = read("<b>Hạn</b> 🙂 <i>trước <u>10/5</u></i>")
    assert marked.text == "Hạn 🙂 trước 10/5"
    assert marked.entities == [
        {"type": "bold", "offset": 0, "length": 3},
        {"type": "italic", "offset": 7, "length": 10},
        {"type": "underline", "offset": 13, "length": 4},
    ]


def test_character_entities_are_read_and_escaped_again() -> None:
    marked = read("a &lt;b&gt; &amp; &quot;c&quot; &#272; &nbsp;")
    assert marked.text == 'a <b> & "c" Đ &nbsp;'
    assert marked.html == "a &lt;b&gt; &amp; &quot;c&quot; Đ &amp;nbsp;"


def test_expandable_quotations_and_links() -> None:
    marked = read('<blockquote expandable>dài</blockquote><a href="https://a.vn/?x=1&amp;y=2">đây</a>')
    assert [entity["type"] for entity in marked.entities] == ["expandable_blockquote", "text_link"]
    assert marked.entities[1]["url"] == "https://a.vn/?x=1&y=2"
    assert '<blockquote class="expandable">dài</blockquote>' in marked.html


def test_a_links_script_never_reaches_the_page() -> None:
    assert "javascript" not in read('<a href="javascript:alert(1)">x</a>').html


def test_spoilers_and_aliases() -> None:
    marked = read('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler><strong>c</strong><del>d</del>')
    assert [entity["type"] for entity in marked.entities] == ["spoiler", "spoiler", "bold", "strikethrough"]


def test_an_empty_tag_leaves_no_entity() -> None:
    assert read("<b></b>a").entities == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>a</p>", 'unsupported start tag "p"'),
        ("<b>a", 'find end tag corresponding to start tag "b"'),
        ("<b><i>a</b></i>", 'expected "</i>", found "</b>"'),
        ("a</b>", "unexpected end tag"),
        ("a < b", "unclosed start tag"),
        ("3 <4> 5", 'unsupported start tag ""'),
        ("<span>a</span>", 'unsupported start tag "span"'),
        ("<blockquote><blockquote>a</blockquote></blockquote>", "can't be nested"),
    ],
)
def test_what_telegram_refuses_is_refused(source: str, words: str) -> None:
    with pytest.raises(MarkupError) as caught:
        read(source)
    assert words in str(caught.value)


@given(st.text())
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert unmarked(text).text == text
    assert "<" not in unmarked(text).html
