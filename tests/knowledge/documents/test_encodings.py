"""Bytes in every encoding that offices use come out as the same text, and clean text is left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents import encodings
from knowledge.documents.document import DocumentError
from knowledge.documents.encodings import decode, from_tcvn3, from_vni, repair
from knowledge.documents.syllables import is_syllable, vietnamese_share

TEXT = """KẾ HOẠCH
Phòng, chống đuối nước cho học sinh năm 2026
1. Mục đích: nâng cao nhận thức của phụ huynh, giáo viên và học sinh về kỹ năng bơi an toàn.
2. Yêu cầu: các trường tổ chức ít nhất một buổi; báo cáo kết quả trước ngày 15/6/2026.
- Đơn vị chủ trì: Phòng Giáo dục; được hỗ trợ bằng nguồn xã hội hóa, thưởng phạt rõ ràng."""

TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: letters whole, tones as combining marks."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        base = "".join(part for part in parts if part not in TONES)
        letters.append(unicodedata.normalize("NFC", base) + "".join(part for part in parts if part in TONES))
    return "".join(letters).encode("cp1258")


def tcvn3(text: str) -> str:
    codes = {ord(chr(letter)): chr(code) for code, letter in encodings._TCVN3.items()}
    small = {ord(chr(letter).upper()): code for letter, code in codes.items() if chr(letter).islower()}
    return text.translate(small | codes)


def vni(text: str) -> str:
    codes = {letter: base + mark for base, marks in encodings._VNI_MARKS.items() for mark, letter in marks.items()}
    codes |= {letter: code for code, letter in encodings._VNI_SINGLE.items()}
    codes |= {letter.upper(): code.upper() for letter, code in codes.items()}
    return "".join(codes.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode(),
        windows_1258(TEXT),
        vni(TEXT).encode("cp1252"),
        vni(TEXT).encode(),
        tcvn3(TEXT).encode("latin-1"),
        tcvn3(TEXT).encode(),
    ],
    ids="utf8 bom crlf cr utf16 le be utf32 nfd 1258 vni vni-in-utf8 tcvn3 tcvn3-in-utf8".split(),  # noqa: SIM905
)
def test_the_same_text_comes_out_of_every_encoding(data: bytes) -> None:
    assert decode(data) == TEXT


def test_capitals_of_tcvn3_are_mended_word_by_word_too() -> None:
    assert from_tcvn3("Thùc hiÖn KÕ HO¹CH tuyªn truyÒn") == "Thực hiện Kế HOẠCH tuyên truyền"


def test_vni_capitals_with_small_marks() -> None:
    assert from_vni("Uûy ban nhaân daân Xaõ") == "Ủy ban nhân dân Xã"


def test_a_vni_letter_before_another_vowel_stands_alone() -> None:
    assert from_vni("öô") == "ươ"


def test_clean_text_with_odd_signs_is_left_alone() -> None:
    clean = TEXT + "\nHạt bụi 25µm ¶"
    assert repair(clean) == clean


def test_plain_ascii_is_left_alone() -> None:
    assert repair("Ke hoach 25") == "Ke hoach 25"


def test_of_mixed_fonts_only_the_wrong_lines_are_mended() -> None:
    mixed = TEXT + "\n" + "\n".join([tcvn3("Thực hiện tốt việc bảo vệ, chăm sóc trẻ nhỏ ở vùng lũ")] * 3) + "\n12/5"
    assert (
        repair(mixed)
        == TEXT + "\n" + "\n".join(["Thực hiện tốt việc bảo vệ, chăm sóc trẻ nhỏ ở vùng lũ"] * 3) + "\n12/5"
    )


def test_one_broken_byte_does_not_spoil_a_long_text() -> None:
    data = (TEXT * 3).encode() + b"\xe1\xba"
    assert decode(data).startswith(TEXT)


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 200, bytes(range(256)) * 20, b"%\x01\x02\x03\x04abc"])
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="không phải là văn bản"):
        decode(data)


def test_text_in_no_vietnamese_encoding_is_refused() -> None:
    with pytest.raises(DocumentError, match="bảng mã"):
        decode("Широкая река течёт на юг, города стоят".encode("cp1251"))


def test_an_empty_text_is_empty() -> None:
    assert decode(b"") == ""


@given(st.text(alphabet=TEXT, max_size=60))
def test_what_was_decoded_stays_the_same(text: str) -> None:
    once = decode(text.encode())
    assert decode(once.encode()) == once


@pytest.mark.parametrize("word", ["nghiêng", "quý", "giữ", "khuỷu", "ĐƯỜNG", "thuở", "xoong", "ở", "yên"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["café́", "über", "hiệncông", "straße", "ngữờ", "zôn"])
def test_not_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_share_counts_only_words_that_tell() -> None:
    assert vietnamese_share("cho an toàn") == 1.0
    assert vietnamese_share("plain words, 25 %") is None
    assert vietnamese_share("an toàn ü") == 0.5
