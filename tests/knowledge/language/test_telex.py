"""Keys of telex and VNI left in a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.folding import fold
from knowledge.language.syllables import TONES, allows_tone, plain_syllables
from knowledge.language.telex import untelex, untelex_word

MENDED = """
phongf tuw phaps lamf gif | phòng tư pháp làm gì
Huyeenj ta baos caos | Huyện ta báo cáo
PHONGF Y TEES | PHÒNG Y TẾ
ddwowcj twf truongwf hocj | được từ trường học
truwowngf lows | trường lớ
giuwax quys | giữa quý
uyr ban nhaan daan | ủy ban nhân dân
hoaf nhaapj | hòa nhập
khuyeens khichs | khuyến khích
dongd vieen | đong viên
muaf muwa | mùa mưa
quar quaan | quả quân
ma tuys | ma túy
khuyur | khuỷu
ngoaif | ngoài
pho2ng lao d9o6ng chu3 tri2 | phòng lao đông chủ trì
d9uo7ng2 tru7o7ng2 xa4 | đường trường xã
ba8ng ro6n ho5p | băng rôn họp
"""

KEPT = """
phong tu phap lam gi
phòng tư pháp làm gì
CAX Tân Hưng gọi TW
file excel google test box cax tw
thon3 lop4A K10 A1 h2so4 7A 2tr5 500k
Ddaxsf qqq nnn wz phonsgf
xsss pho9ng ban24 a2b
"""


@pytest.mark.parametrize("line", MENDED.strip().splitlines())
def test_keys_become_marks(line: str) -> None:
    typed, meant = line.split(" | ")
    assert untelex(typed) == meant


@pytest.mark.parametrize("line", KEPT.strip().splitlines())
def test_everything_else_stays(line: str) -> None:
    assert untelex(line) == line


def test_a_digit_at_the_end_is_a_key_only_where_asked() -> None:
    assert untelex_word("lam2") is None
    assert untelex_word("lam2", vni=True) == "làm"


def _in_telex(plain: str, tone: str) -> str:
    keys = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
    return "".join(keys.get(letter, letter) for letter in plain) + tone


@given(st.sampled_from(sorted(plain_syllables())), st.sampled_from("sfrxj"))
def test_every_syllable_typed_in_telex_comes_back(plain: str, tone: str) -> None:
    if allows_tone(plain, tone) and "oo" not in plain:  # 'goong' is typed as 'gông' is
        typed = _in_telex(plain, tone)
        mended = untelex_word(typed)
        if mended is not None:  # else the keys spell a word as they stand, or a name
            assert fold(mended) == fold(plain)
            assert TONES[tone] in unicodedata.normalize("NFD", mended)


@given(st.text(max_size=60))
def test_any_text_is_survived_and_mended_once(text: str) -> None:
    assert untelex(untelex(text)) == untelex(text)
