"""A danger to anybody, told as it happens, gets the lines to call; a question about the theme does not."""

import pytest

from knowledge.answers import emergencies
from knowledge.answers.model import Kind, Status
from knowledge.language.folding import folded_words
from tests.knowledge.answers.conftest import Ask


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("ông nhà em đột quỵ không thở gọi số nào", {"115"}),
        ("chong say ruou cam dao duoi vo ngoai duong, goi ai", {"113"}),
        ("cháy nhà hàng xóm rồi, cứu với", {"114"}),
        ("có người đang đuối nước gọi ai", {"114", "115"}),
        ("con em uống nhầm thuốc trừ sâu, cấp cứu gọi số mấy", {"111", "115"}),
    ],
)
def test_a_danger_gets_its_lines(ask: Ask, said: str, numbers: set[str]) -> None:
    found = ask(said)
    assert found.kind is Kind.EMERGENCY
    assert numbers <= {fact.value for fact in found.facts}


@pytest.mark.parametrize(
    "said",
    [
        "con em bị bố dượng đánh hằng ngày",
        "be gai bi hang xom sam so",
        "bé 5 tuổi bị bắt cóc",
        "co tre dang duoi nuoc",
        "cháu bé đang bị nhốt trong nhà",
        "em không muốn sống nữa",
    ],
)
def test_one_child_that_suffers_needs_no_other_urgency(said: str) -> None:
    assert emergencies.tells_of_danger(folded_words(said))


@pytest.mark.parametrize(
    "said",
    [
        "hôm qua thăm cháu bé bị bạo hành ở thôn 3, hỗ trợ 500k",
        "trẻ em bị xâm hại thì phòng tư pháp làm gì",
        "tuyên truyền cho con em hội viên không bị đuối nước",
        "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu",
        "đơn vị nào xử lý cháy rừng",
        "bây giờ ai phụ trách cấp cứu ngộ độc thực phẩm",
        "nhà bị sập được hỗ trợ gì",
        "diễn tập chữa cháy ai chủ trì",
        "bệnh viện huyện làm gì về cấp cứu đuối nước",
    ],
)
def test_a_theme_is_no_alarm(said: str) -> None:
    assert not emergencies.tells_of_danger(folded_words(said))


def test_a_grown_up_in_danger_gets_no_words_of_the_plan(ask: Ask) -> None:
    found = ask("có người cầm dao đuổi chém nhau, gọi ai gấp")
    assert (found.status, found.statements) == (Status.NOT_FOUND, ())
