"""Vietnamese spelling: what can be a syllable and what cannot."""

import pytest

from knowledge.language.syllables import allows_tone, is_syllable


@pytest.mark.parametrize(
    "words", ["nghiem tre em gi giong quyet khuya nguyen thuong xoong y yeu ky quy gieng khuyu duong hoac ghe"]
)
def test_syllables(words: str) -> None:
    assert [word for word in words.split() if not is_syllable(word)] == []


@pytest.mark.parametrize("words", ["ngiem kan ce wa phongf tuw coong ddo nghan ghan zalo bc treem nghanh q"])
def test_what_is_no_syllable(words: str) -> None:
    assert [word for word in words.split() if is_syllable(word)] == []


def test_a_stop_carries_two_tones_only() -> None:
    assert allows_tone("phap", "s")
    assert not allows_tone("phap", "f")
    assert not allows_tone("phap", "")
    assert allows_tone("phong", "f")
