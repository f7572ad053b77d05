"""Questions and their answers over two small plans."""

import sqlite3
from dataclasses import replace

import pytest

from knowledge.answers.answering import answer, parts_of
from knowledge.answers.model import Answer, Kind, Status
from knowledge.answers.question import Question
from knowledge.answers.views import View
from tests.knowledge.answers.conftest import NOW, Ask


def quotes(found: Answer) -> str:
    return " / ".join(one.quote for one in found.statements)


@pytest.mark.parametrize(
    ("question", "kind", "said"),
    [
        ("phòng gd làm gì", Kind.UNIT_TASKS, "mở lớp dạy bơi"),
        ("Phòng Văn hóa và Thông tin làm gì về bể bơi?", Kind.UNIT_TOPIC, "quản lý các bể bơi"),
        ("ai quản lý các bể bơi", Kind.WHO, "quản lý các bể bơi"),
        ("chỉ tiêu 3 là gì", Kind.WHO, "65% học sinh tiểu học"),
        ("ai chủ trì chỉ tiêu 3", Kind.WHO, "Chủ trì thực hiện chỉ tiêu 3"),
        ("hạn nộp báo cáo 6 tháng", Kind.DEADLINE, "12/6/2026"),
        ("truyền thông vào thời gian nào", Kind.DEADLINE, "Quý II/2026"),
        ("tử vong do đuối nước giảm bao nhiêu phần trăm", Kind.TARGET, "8%"),
        ("kinh phí lấy ở đâu", Kind.FUNDING, "ngân sách huyện"),
        ("tổng kinh phí là bao nhiêu tiền", Kind.FUNDING, "350 triệu đồng"),
        ("tổng kinh phí 900 triệu phải không", Kind.FUNDING, "350 triệu đồng"),
        ("Kế hoạch 12 ngày nào", Kind.REFERENCE, "05/01/2026"),
        ("tổng đài bảo vệ trẻ em số mấy", Kind.CONTACT, "111"),
        ("ai ký kế hoạch này", Kind.PLAN, "Lò Thị Mẩy"),
        ("kế hoạch có mấy phần", Kind.OUTLINE, "MỤC TIÊU"),
        ("những đơn vị nào được giao nhiệm vụ", Kind.COUNT, "Công an huyện"),
        ("kế hoạch có bao nhiêu chỉ tiêu", Kind.COUNT, "Chỉ tiêu 3"),
        ("treo biển cảnh báo ở đâu", Kind.TOPIC, "bến sông"),
        ("hành vi xâm hại trẻ em thì thông báo cho ai", Kind.EMERGENCY, "Ủy ban nhân dân cấp xã"),
        ("việc gì làm trong quý II", Kind.DEADLINE, "Quý II/2026"),
        ("đơn vị nào phối hợp với Phòng Văn hóa và Thông tin", Kind.WHO, "hội thi cứu đuối"),
        ("phòng gd và phòng văn hóa cùng làm việc gì", Kind.WHO, "hội thi cứu đuối"),
        ("UBND huyện phải làm gì", Kind.UNIT_TASKS, "Phát tờ rơi"),
    ],
)
def test_a_question_is_answered_in_the_plans_words(ask: Ask, question: str, kind: Kind, said: str) -> None:
    found = ask(question)
    assert (found.status, found.kind) == (Status.ANSWERED, kind)
    assert said in quotes(found)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("phòng nông nghiệp làm gì", "unit_without_tasks"),
        ("công an huyện làm gì về khai sinh", "unit_without_topic"),
        ("hạn nộp báo cáo quý III", "no_deadline"),
        ("báo cáo tháng gửi ngày nào", "no_deadline"),
        ("Nghị định 999/2020/NĐ-CP nói gì", "no_such_document"),
        ("số điện thoại phòng gd", "no_contact"),
        ("mức phạt tiền là bao nhiêu", "no_amount"),
        ("tỷ lệ trẻ em suy dinh dưỡng là bao nhiêu", "no_figure"),
        ("chỉ tiêu 17 ai làm", "no_such_indicator"),
        ("mẫu báo cáo gồm gì", "no_report_outline"),
        ("ai là bí thư huyện ủy", "no_person"),
        ("kế hoạch có chỗ nào mâu thuẫn không", "no_findings"),
        ("giá xăng hôm nay", "nothing_on_topic"),
    ],
)
def test_what_the_plan_does_not_say_is_not_found(ask: Ask, question: str, reason: str) -> None:
    found = ask(question)
    assert (found.status, found.reason) == (Status.NOT_FOUND, reason)


def test_a_unit_without_tasks_is_told_the_general_duty_and_who_has_tasks(ask: Ask) -> None:
    found = ask("Hội Nông dân huyện làm gì")
    assert found.status is Status.NOT_FOUND
    assert "lồng ghép nội dung" in quotes(found)
    assert "Công an huyện" in found.nearest


def test_a_false_premise_is_corrected(ask: Ask) -> None:
    found = ask("chỉ tiêu 3 do công an huyện chủ trì đúng không")
    assert found.statements[0].unit == "Phòng Giáo dục và Đào tạo"
    assert [fact.name for fact in found.facts] == ["premise_wrong"]


def test_a_true_premise_is_confirmed(ask: Ask) -> None:
    found = ask("phòng văn hóa chủ trì quản lý bể bơi phải không")
    assert [fact.name for fact in found.facts] == ["premise_right"]


def test_two_questions_in_one_message_are_both_answered(ask: Ask) -> None:
    found = ask("công an huyện làm gì và ai ký kế hoạch?")
    assert "Tuần tra" in quotes(found)
    assert "Lò Thị Mẩy" in quotes(found)


def test_one_question_with_and_is_not_parted(district: View) -> None:
    assert parts_of("phòng gd và phòng văn hóa làm gì", district) == ["phòng gd và phòng văn hóa làm gì"]


def test_diacritics_change_nothing(ask: Ask) -> None:
    assert ask("phòng giáo dục làm gì").statements == ask("phong giao duc lam gi").statements


def test_every_statement_names_its_plan(ask: Ask) -> None:
    found = ask("công an huyện làm gì")
    assert {one.plan for one in found.statements} == {"son-ha"}
    assert "61/KH-UBND" in found.statements[0].plan_name


def test_a_unit_of_several_plans_is_a_choice(ask: Ask) -> None:
    found = ask("phòng gd phải làm gì", plan=None)
    assert found.status is Status.AMBIGUOUS
    assert {choice.plan for choice in found.choices} == {"son-ha", "van-son"}


def test_a_follow_up_goes_to_the_plan_of_the_last_answer(ask: Ask) -> None:
    found = ask("còn công an?", "phòng gd phải làm gì", plan=None, last="son-ha")
    assert (found.status, found.plan) == (Status.ANSWERED, "son-ha")


def test_the_plan_in_force_of_the_askers_unit_comes_first(ask: Ask) -> None:
    found = ask("phòng gd phải làm gì", plan=None, unit="Phòng Giáo dục và Đào tạo", now=NOW)
    assert (found.status, found.plan) == (Status.ANSWERED, "son-ha")


@pytest.mark.parametrize(
    "question",
    [
        "công an huyện Sơn Hạ làm gì",
        "KH 61: công an làm gì",
        "trong kế hoạch phòng chống đuối nước công an huyện làm gì",
    ],
)
def test_a_plan_is_chosen_by_place_number_or_title(ask: Ask, question: str) -> None:
    assert ask(question, plan=None).plan == "son-ha"


def test_a_unit_of_one_plan_finds_it(ask: Ask) -> None:
    assert ask("sở giáo dục làm gì", plan=None).plan == "van-son"


def test_plans_are_compared(ask: Ask) -> None:
    found = ask("so sánh nhiệm vụ của công an ở Sơn Hạ và Vân Sơn", plan=None)
    assert found.kind is Kind.COMPARE
    assert {one.plan for one in found.statements} == {"son-ha", "van-son"}


def test_the_plans_are_listed(ask: Ask) -> None:
    assert len(ask("có những kế hoạch nào", plan=None).statements) == 2


def test_a_plan_of_past_years_says_so(ask: Ask) -> None:
    assert [fact.value for fact in ask("công an tỉnh làm gì", plan="van-son", now=NOW).facts] == ["2025"]
    assert not ask("công an huyện làm gì", now=NOW).facts


def test_without_plans_nothing_is_found(empty: sqlite3.Connection) -> None:
    assert answer(empty, Question("phòng gd làm gì")).reason == "no_plans"


def test_an_answered_question_must_cite() -> None:
    with pytest.raises(ValueError, match="cites"):
        replace(Answer(Status.NOT_FOUND, Kind.TOPIC), status=Status.ANSWERED)
