"""Glued words, typos and chat shorthand, against a small vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.spelling import Vocabulary, mend, nearest, shorthand, split_glued

WORDS = Vocabulary(
    {
        "phong": 90, "tu": 40, "phap": 40, "phong tu phap": 12, "lam": 30, "gi": 10, "bao": 80, "cao": 60,
        "bao cao": 50, "nghiep": 25, "phai": 20, "han": 15, "tre": 200, "em": 200, "tre em": 180, "duoi": 20,
        "nuoc": 20, "duoi nuoc": 15, "xam": 9, "hai": 12, "chu": 30, "tri": 30, "huyen": 50, "truong": 45,
        "internet": 4, "kinh phi": 20, "phoi hop": 30,
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("glued", "words"),
    [
        ("phongtuphaplamgi", "phong tu phap lam gi"),
        ("hanbaocao", "han bao cao"),
        ("treem", "tre em"),
        ("duoinuoctreem", "duoi nuoc tre em"),
        ("kinhphixahoi", "kinh phi xa hoi"),
        ("internettreem", "internet tre em"),
    ],
)
def test_glued_words_come_apart(glued: str, words: str) -> None:
    assert split_glued(glued, WORDS) == tuple(words.split())


@pytest.mark.parametrize(
    "word", ["internet", "truong", "zalo", "facebook", "bc", "qwrtp", "luong", "x" * 200, "phong2"]
)
def test_what_is_not_glued_stays(word: str) -> None:
    assert split_glued(word, WORDS) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nghep", "nghiep"),
        ("phogn", "phong"),
        ("baoo", "bao"),
        ("huyeb", "huyen"),
        ("truogn", "truong"),
        ("intenet", "internet"),
        ("phapp", "phap"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert nearest(typed, WORDS) == meant


@pytest.mark.parametrize("typed", ["phong", "14", "tr", "zalo", "xyzxyz", "k3t"])
def test_what_is_known_or_far_is_not(typed: str) -> None:
    assert nearest(typed, WORDS) is None


def test_a_letter_beside_on_the_keyboard_is_likelier() -> None:
    words = Vocabulary({"cam": 5, "cao": 5})
    assert nearest("can", words) == "cam"


def test_mend_tries_gluing_before_typos() -> None:
    assert mend("baocao", WORDS) == ("bao", "cao")
    assert mend("nghep", WORDS) == ("nghiep",)
    assert mend("phong", WORDS) == ("phong",)
    assert mend("2024", WORDS) == ("2024",)
    assert mend("wwwww", WORDS) == ("wwwww",)


def test_the_shorthand_file_is_read_once_and_has_no_empty_entry() -> None:
    assert shorthand() is shorthand()
    assert all(shorthand().keys())
    assert all(shorthand().values())


@given(st.lists(st.sampled_from(sorted(WORDS.words)), min_size=2, max_size=8))
def test_no_letter_is_lost_in_splitting(words: list[str]) -> None:
    parts = split_glued("".join(words), WORDS)
    assert parts is None or "".join(parts) == "".join(words)
