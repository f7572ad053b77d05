"""Follow-ups lean on the question before; a new topic does not."""

import pytest

from knowledge.answers.model import Answer, Kind, Status
from tests.knowledge.answers.conftest import Ask


def quotes(found: Answer) -> str:
    return " / ".join(one.quote for one in found.statements)


@pytest.mark.parametrize(
    ("context", "question", "said"),
    [
        (("phòng gd làm gì",), "còn công an huyện?", "Tuần tra"),
        (("phòng gd làm gì",), "thế kinh phí?", "350 triệu đồng"),
        (("ubnd xã phải làm gì",), "thế hạn báo cáo?", "12/6/2026"),
        (("chỉ tiêu 3 là gì",), "vậy ai chủ trì?", "Chủ trì thực hiện chỉ tiêu 3"),
        (("hạn báo cáo 6 tháng",), "gửi về đâu?", "về Phòng Giáo dục và Đào tạo"),
        (("phòng văn hóa làm gì về bể bơi",), "ai phối hợp?", "Huyện đoàn"),
        (("công an huyện làm gì", "còn phòng văn hóa?"), "thế đuối nước thì sao", "phát thanh"),
        (("phòng gd làm gì",), "cái số 2 nói rõ hơn", "hội thi cứu đuối"),
    ],
)
def test_a_follow_up_is_filled_from_the_context(ask: Ask, context: tuple[str, ...], question: str, said: str) -> None:
    found = ask(question, *context)
    assert found.status is Status.ANSWERED
    assert said in quotes(found)


def test_a_whole_question_drops_the_context(ask: Ask) -> None:
    assert ask("ai quản lý các bể bơi", "công an huyện làm gì").statements[0].unit == "Phòng Văn hóa và Thông tin"


def test_an_ordinal_that_is_not_there_is_no_answer_before(ask: Ask) -> None:
    assert ask("cái số 9 nói rõ hơn", "công an huyện làm gì").kind is not Kind.UNIT_TASKS


def test_a_follow_up_stays_with_the_plan_of_its_context(ask: Ask) -> None:
    assert ask("còn công an?", "phòng gd huyện Sơn Hạ làm gì", plan=None).plan == "son-ha"
