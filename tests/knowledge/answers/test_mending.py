"""A question's words as they were meant."""

import pytest

from knowledge.answers.known_words import known_words
from knowledge.answers.mending import wording
from knowledge.language.folding import folded_words
from knowledge.plans.concordance import Concordance

TEXTS = (
    folded_words("Phòng Tư pháp chủ trì tuyên truyền pháp luật về trẻ em và đăng ký khai sinh"),
    folded_words("Sở Xây dựng báo cáo trước ngày 10/5, chỉ tiêu 14 và trung tâm y tế thị trấn"),
)
KNOWN = known_words(Concordance.of(TEXTS), [("phong", "tu", "phap"), ("so", "xay", "dung")])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("phongf tuw phaps lamf gif", "phòng tư pháp làm gì"),
        ("ai chủ chì tuyên truyền", "ai chủ trì tuyên truyền"),
        ("sở xay dựg lm gì", "sở xay dựng lam gì"),
        ("phòng tư pháp phải lma gi", "phòng tư pháp phải làm gì"),
        ("chỉ tiu 14", "chỉ tiêu 14"),
        ("đ/c trưởng phòng tư pháp làm gì", "đồng chí trưởng phòng tư pháp làm gì"),
        ("bên nào làm AI pháp luật", "bên nào làm trí tuệ nhân tạo pháp luật"),
        ("tro ly ai ve phap luat", "trợ lý trí tuệ nhân tạo về pháp luật"),
        ("ai tuyên truyền pháp luật", "ai tuyên truyền pháp luật"),
        ("tuyên truyền đạt bn %", "tuyên truyền đạt bao nhiêu phần trăm"),
        ("lớp tập huấn l2", "lớp tập huấn lần 2"),
        ("ct 14 của ai", "chỉ tiêu 14 của ai"),
        ("chỉ tiêu14", "chỉ tiêu 14"),
        ("KH này có j", "kế hoạch này có gì"),
        ("phongtuphaplamgi", "phòng tư pháp làm gì"),
        ("trẻ em may %", "trẻ em mấy phần trăm"),
        ("xã, TT làm gì", "xã thị trấn làm gì"),
        ("quý III", "quý III"),
        ("alo shop cho hỏi xíu phòng tư pháp ạ", "phòng tư pháp"),
        ("dạ em chào anh chị, cho em hỏi trẻ em em cảm ơn", "trẻ em"),
        ("Kính gửi đ/c, đề nghị cho biết trẻ em\nTrân trọng cảm ơn!", "trẻ em"),
        ("P.LddTB&XH", "plđtbxh"),
        ("đăng ký khi sinh", "đăng ký khai sinh"),
    ],
)
def test_words_are_mended(typed: str, meant: str) -> None:
    assert wording(typed, KNOWN).words == folded_words(meant)


@pytest.mark.parametrize("typed", ["y te", "sxd lam gi", "facebook"])
def test_what_is_meant_as_it_stands_stays(typed: str) -> None:
    assert wording(typed, KNOWN).words == folded_words(typed)


def test_a_number_is_told_from_an_office() -> None:
    assert wording("số tư pháp", KNOWN).numbers_said == {0}
    assert wording("sở tư pháp", KNOWN).numbers_said == frozenset()


def test_a_mark_tells_a_word_from_an_office_s_abbreviation() -> None:
    assert wording("cả tỉnh", KNOWN).unlike == {0}
    assert wording("ca tinh", KNOWN).unlike == frozenset()
