"""Word's numbering: each format, each level, and when a list begins anew."""

from xml.etree import ElementTree

import pytest

from knowledge.documents.numbering import Numbering, read_numbering, shown

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def listed(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def numbering(xml: str, styles: str = "") -> Numbering:
    parts = (f"<w:numbering {W}>{xml}</w:numbering>", f"<w:styles {W}>{styles}</w:styles>")
    return read_numbering(*(ElementTree.fromstring(part) for part in parts))


def labels(lists: Numbering, *places: tuple[int, int]) -> list[str]:
    return [lists.label(paragraph(f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>')) for number, depth in places]


def paragraph(num_pr: str = "", style: str = "") -> ElementTree.Element:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return ElementTree.fromstring(f"<w:p {W}><w:pPr>{named}<w:numPr>{num_pr}</w:numPr></w:pPr></w:p>")


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 1999, "mcmxcix"),
        ("lowerLetter", 5, "e"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 0, "0"),
        ("ordinal", 2, "2"),
    ],
)
def test_formats(kind: str, number: int, text: str) -> None:
    assert shown(number, kind) == text


def test_levels_count_within_each_other() -> None:
    lists = numbering(
        definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "decimal", "%2.%3"))
        + listed(1, 0)
    )
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 2)]
    assert labels(lists, *places) == ["I. ", "1. ", "2. ", "2.1 ", "2.2 ", "II. ", "1. ", "1.1 "]


def test_a_level_that_was_skipped_counts_from_its_start() -> None:
    lists = numbering(definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + listed(1, 0))
    assert labels(lists, (1, 1), (1, 0)) == ["1.1. ", "1. "]


def test_a_level_that_never_restarts() -> None:
    lists = numbering(
        definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
        + listed(1, 0)
    )
    assert labels(lists, (1, 0), (1, 1), (1, 0), (1, 1)) == ["I. ", "1. ", "II. ", "2. "]


def test_two_lists_of_one_definition_go_on_unless_one_starts_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(definition(0, level(0, "lowerLetter", "%1)")) + listed(1, 0) + listed(2, 0) + listed(3, 0, start))
    assert labels(lists, (1, 0), (2, 0), (3, 0), (3, 0)) == ["a) ", "b) ", "a) ", "b) "]


def test_a_list_may_bring_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "(%1)")}</w:lvlOverride>'
    lists = numbering(definition(0, level(0, "decimal", "%1.")) + listed(1, 0, own))
    assert labels(lists, (1, 0), (1, 0)) == ["(1) ", "(2) "]


def test_a_list_starts_where_it_says() -> None:
    lists = numbering(definition(0, level(0, "decimal", "Điều %1.", '<w:start w:val="5"/>')) + listed(1, 0))
    assert labels(lists, (1, 0), (1, 0)) == ["Điều 5. ", "Điều 6. "]


def test_legal_numbering_writes_figures_only() -> None:
    lists = numbering(
        definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + listed(1, 0)
    )
    assert labels(lists, (1, 0), (1, 1)) == ["I. ", "1.1 "]


@pytest.mark.parametrize(("sign", "shown_as"), [("\uf0b7", "- "), ("-", "- "), ("+", "+ "), ("*", "* "), ("", "- ")])
def test_bullets(sign: str, shown_as: str) -> None:
    lists = numbering(definition(0, level(0, "bullet", sign)) + listed(1, 0))
    assert labels(lists, (1, 0)) == [shown_as]


def test_no_number_where_none_is_shown() -> None:
    lists = numbering(definition(0, level(0, "none", "%1"), level(1, "decimal", "")) + listed(1, 0))
    assert labels(lists, (1, 0), (1, 1), (1, 5), (0, 0), (9, 0)) == [""] * 5


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"/>
<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="N"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>
<w:style w:type="paragraph" w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>"""


def test_a_style_brings_its_list_and_its_level() -> None:
    lists = numbering(
        definition(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", '<w:pStyle w:val="MucCon"/>'))
        + listed(1, 0),
        STYLES,
    )
    found = [lists.label(paragraph(style=style)) for style in ("Muc", "MucCon", "MucCon", "Muc", "Vong", "N")]
    assert found == ["I. ", "1. ", "2. ", "II. ", "", ""]


def test_a_paragraph_may_take_its_style_s_number_off() -> None:
    lists = numbering(definition(0, level(0, "decimal", "%1.")) + listed(1, 0), STYLES)
    assert lists.label(paragraph('<w:numId w:val="0"/>', "Muc")) == ""


def test_a_definition_may_be_another_style_s() -> None:
    link = '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Muc"/></w:abstractNum>'
    lists = numbering(definition(0, level(0, "decimal", "%1/")) + link + listed(1, 0) + listed(2, 4), STYLES)
    assert labels(lists, (2, 0)) == ["1/ "]


def test_without_lists_nothing_is_numbered() -> None:
    assert read_numbering(None, None).label(paragraph('<w:numId w:val="1"/>')) == ""
