"""Greetings and thanks are answered kindly; a question with a greeting around it stays a question."""

import pytest

from knowledge.answers.courtesy import is_courtesy


@pytest.mark.parametrize("said", ["xin chào", "Cảm ơn em nhiều nhé", "dạ vâng ạ", "ok", "chào bạn", "cam on dong chi"])
def test_courtesies(said: str) -> None:
    assert is_courtesy(said)


@pytest.mark.parametrize("said", ["xin chào, hạn báo cáo?", "cảm ơn, còn phòng tài chính?", "😀", "", "công an", "111"])
def test_anything_else(said: str) -> None:
    assert not is_courtesy(said)
