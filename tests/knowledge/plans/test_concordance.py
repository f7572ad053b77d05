"""Where words and phrases stand in some texts."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.plans.concordance import Concordance

TEXTS = (("a", "b", "a", "b"), (), ("b", "a", "a", "a"), ("ab", "c"))
words = st.sampled_from(["a", "b", "c", "ab"])


def test_a_word_stands_in_texts_and_so_often() -> None:
    said = Concordance.of(TEXTS)

    assert list(said.places("a")) == [0, 2]
    assert said.total("a") == 5
    assert list(said.places("d")) == []
    assert "ab" in said
    assert "d" not in said
    assert list(said) == ["a", "b", "ab", "c"]


@given(st.lists(st.lists(words, max_size=5), max_size=5), words, words)
def test_pairs_are_counted_as_a_scan_counts_them(texts: list[list[str]], before: str, word: str) -> None:
    said = Concordance.of(texts)
    pairs = [pair for text in texts for pair in zip(text, text[1:], strict=False)]

    assert said.together(before, word) == pairs.count((before, word))
    assert said.beside(before, word) == ((before, word) in pairs)
    assert list(said.holding(f" {before} {word} ")) == [
        at for at, text in enumerate(texts) if (before, word) in zip(text, text[1:], strict=False)
    ]


def test_no_neighbour_is_beside_nothing() -> None:
    assert not Concordance.of(TEXTS).beside("", "a")
    assert not Concordance.of(TEXTS).beside("a", "")
