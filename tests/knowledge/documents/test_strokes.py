"""Roman numbers counted on the picture, whatever was read of them."""

from pathlib import Path

import pytest

from knowledge.documents.layout import Word
from knowledge.documents.pdf import render
from knowledge.documents.pictures import DPI, grey, turned
from knowledge.documents.strokes import counted
from tests.knowledge.documents.conftest import Sheets


@pytest.mark.parametrize(
    ("written", "read", "meant"),
    [
        ("III/2024.", "II/2024.", "III/2024."),
        ("II.", "I.", "II."),
        ("III.", "H1.", "III."),
        ("I.", "II.", "I."),
        ("II", "IH", "II"),
        ("H.", "H.", "H."),
        ("IV/2024", "I/2024", "I/2024"),
        ("11/2024", "11/2024", "11/2024"),
        ("TH.", "TH.", "TH."),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_upright_strokes_are_counted(
    sheets: Sheets, tmp_path: Path, written: str, read: str, meant: str, *, bold: bool
) -> None:
    sheets.text(100, 100, written, 14, bold=bold)
    width = sheets.width(written, 14, bold=bold)
    picture = grey(render(sheets.save(tmp_path / "a.pdf"), 1, DPI))
    word = Word(read, 100, 88, 100 + width, 103, confidence=70)
    for page in (picture, turned(picture, 0.1)):
        assert counted(page, [word])[0].text == meant


def test_blank_paper_and_the_edge_have_no_strokes(sheets: Sheets, tmp_path: Path) -> None:
    picture = grey(render(sheets.save(tmp_path / "a.pdf"), 1, DPI))
    words = [Word("II.", 100, 88, 120, 103), Word("II.", -50, -20, -20, -5)]
    assert counted(picture, words) == words
