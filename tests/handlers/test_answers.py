"""Answers as Telegram shows them and as the command line prints them."""

import pytest

from handlers.asking.answers import show, to_json
from handlers.rendering import pages, plain
from knowledge.answers.model import Answer, Choice, Fact, Kind, Statement, Status

SHORT = Statement("Mở lớp dạy bơi.", "p", "IV.1", 3, 7, "chủ trì", "Phòng A & B", plan_name="Kế hoạch số 1/KH")
LONG = Statement("Tổ chức tập huấn cho cộng tác viên. " * 12, "p", "IV.2", plan_name="Kế hoạch số 1/KH")
STATED = [kind for kind in Kind if kind not in (Kind.CHECK, Kind.NONE)]


@pytest.mark.parametrize("kind", STATED)
@pytest.mark.parametrize("plan", ["p", None])
def test_every_kind_shows_its_quotes(kind: Kind, plan: str | None) -> None:
    facts = (Fact("signer", "Bà Lò Thị Mẩy"),) if kind is Kind.PLAN else (Fact("national", "111"),)
    answer = Answer(Status.ANSWERED, kind, "Phòng A & B", plan, (SHORT, LONG), facts)
    shown = plain(show(answer))
    assert ("Lò Thị Mẩy" if kind is Kind.PLAN and plan else "Mở lớp dạy bơi.") in shown


def test_names_are_escaped_and_long_quotes_folded() -> None:
    shown = show(Answer(Status.ANSWERED, Kind.UNIT_TASKS, "Phòng A & B", "p", (SHORT, LONG)))
    assert "<b>Phòng A &amp; B</b>" in shown
    assert "<blockquote expandable>" in shown
    assert pages(shown)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("unit_without_tasks", "không giao nhiệm vụ riêng cho Phòng A"),
        ("unit_without_topic", "2 nhiệm vụ của Phòng A"),
        ("no_deadline", "không ghi thời hạn"),
        ("no_such_document", "không dẫn văn bản số Phòng A"),
        ("no_change", "không ghi văn bản này sửa đổi"),
        ("no_contact", "không ghi số liên hệ"),
        ("no_amount", "không ghi số tiền"),
        ("no_figure", "không ghi con số"),
        ("no_such_indicator", "không nhắc đến chỉ tiêu"),
        ("no_report_outline", "không kèm đề cương"),
        ("no_person", "không ghi tên"),
        ("head_unknown", "không ghi điều này"),
        ("no_findings", "Chưa thấy chỗ nào mâu thuẫn"),
        ("no_plans", "Chưa có kế hoạch"),
        ("nothing_on_topic", "Không tìm thấy"),
    ],
)
def test_every_reason_has_its_sentence(reason: str, says: str) -> None:
    answer = Answer(Status.NOT_FOUND, Kind.TOPIC, "Phòng A", None, (), (Fact("tasks", "2"),), reason, ("Sở B",))
    shown = plain(show(answer))
    assert says in shown
    assert "Sở B" in shown


@pytest.mark.parametrize("reason", ["no_deadline", "no_figure", "unit_without_topic", "nothing_on_topic"])
def test_a_refusal_with_something_near_denies_nothing(reason: str) -> None:
    answer = Answer(Status.NOT_FOUND, Kind.TOPIC, "Phòng A", "p", (SHORT,), (Fact("tasks", "2"),), reason)
    shown = plain(show(answer))
    assert "hưa tìm thấy" in shown or "Chưa thấy" in shown
    assert "Gần nhất, kế hoạch viết:" in shown
    assert "không ghi" not in shown


def test_a_general_duty_is_marked_as_such() -> None:
    answer = Answer(Status.NOT_FOUND, Kind.UNIT_TASKS, "Sở X", "p", (SHORT,), reason="unit_without_tasks")
    assert "không giao riêng" in plain(show(answer))


def test_a_premise_is_judged() -> None:
    wrong = Answer(Status.ANSWERED, Kind.WHO, "", "p", (SHORT,), (Fact("premise_wrong", "Sở X"),))
    right = Answer(Status.ANSWERED, Kind.WHO, "", "p", (SHORT,), (Fact("premise_right", "Sở X"),))
    assert plain(show(wrong)).startswith("Kế hoạch không giao việc này cho Sở X")
    assert plain(show(right)).startswith("Có.")


def test_the_national_line_is_marked_where_the_plan_has_none() -> None:
    national = Answer(Status.NOT_FOUND, Kind.EMERGENCY, facts=(Fact("national", "111"), Fact("medical", "115")))
    own = Answer(Status.ANSWERED, Kind.EMERGENCY, "", "p", (SHORT,), (Fact("in_plan", "111"),))
    assert "không lấy từ kế hoạch" in plain(show(national))
    assert "115" in plain(show(national))
    assert "không lấy từ kế hoạch" not in plain(show(own))


def test_a_plan_that_is_over_says_so() -> None:
    answer = Answer(Status.ANSWERED, Kind.TOPIC, "", "p", (SHORT,), (Fact("expired", "2024"),))
    assert "hết năm 2024" in plain(show(answer))


def test_the_contract_of_ask() -> None:
    found = Answer(Status.AMBIGUOUS, Kind.UNIT_TASKS, "Sở X", choices=(Choice("Tỉnh A", "Sở X làm gì", "a"),))
    said = to_json(found)
    assert said["status"] == "ambiguous"
    assert said["choices"] == [{"label": "Tỉnh A", "question": "Sở X làm gì", "plan": "a"}]
    assert "Tỉnh A" in str(said["text"])
    cited = to_json(Answer(Status.ANSWERED, Kind.TOPIC, "", "p", (SHORT,)))
    assert cited["citations"] == [{"plan": "p", "section": "IV.1", "quote": "Mở lớp dạy bơi."}]
