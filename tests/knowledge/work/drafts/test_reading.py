"""Drafts as a whole: bad input, doubts, missing fields, tasks."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.work.reporting.activity import TaskPlace, check
from knowledge.work.reporting.drafts import Doubt, read_draft
from knowledge.work.reporting.drafts.matching import Candidates, best_tasks

TODAY = date(2026, 6, 18)


@dataclass(frozen=True)
class Duty:
    """A task as the plan's model has it, as far as the reader needs it."""

    text: str
    section: str = "III.2"


DUTIES = (
    Duty("Tổ chức truyền thông phòng, chống tai nạn thương tích, đuối nước cho trẻ em trong dịp hè"),
    Duty("Rà soát, lập danh sách trẻ em có hoàn cảnh đặc biệt, vận động nguồn lực hỗ trợ"),
    Duty("Kiểm tra các điểm kinh doanh dịch vụ internet, trò chơi điện tử"),
)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("hôm qua truyền thông cho 0 cháu ở thôn 3", Doubt.NO_PEOPLE),
        ("hôm qua truyền thông cho 1.000.000.000 cháu", Doubt.TOO_MANY_PEOPLE),
        ("đã truyền thông cho 45 cháu ngày 5/6/2099", Doubt.FUTURE_DATE),
        ("đã truyền thông cho 45 cháu ở trường ngày 15/12/2026", Doubt.FUTURE_DATE),
        ("da truyen thong o truong ngay 15/12/2026, 45 chau", Doubt.FUTURE_DATE),
        ("đã phát 100 tờ rơi ngày 30/6", Doubt.FUTURE_DATE),
        ("đã truyền thông cho 45 cháu ngày 31/02", Doubt.IMPOSSIBLE_DATE),
        ("đã truyền thông ở thôn 3 ngày 31/4", Doubt.IMPOSSIBLE_DATE),
        ("truyền thông cho 45 cháu 29/2/2026, phát 100 tờ rơi", Doubt.IMPOSSIBLE_DATE),
        ("đã truyền thông cho 45 cháu, ngày 30/13", Doubt.IMPOSSIBLE_DATE),
        ("đã truyền thông cho 45 cháu ngày 31 tháng 4 năm 2026", Doubt.IMPOSSIBLE_DATE),
        ("hôm qua truyền thông ở thôn 3, -5 cháu", Doubt.NEGATIVE_PEOPLE),
        ("hôm qua truyền thông cho -5 cháu và 12 phụ huynh", Doubt.NEGATIVE_PEOPLE),
        ("đã truyền thông cho 45 cháu ngày 5/6/1924", Doubt.OLD_DATE),
        ("đã tập huấn cho 45 gv từ 10/6 đến 2/6", Doubt.REVERSED_DATES),
        ("đã tập huấn cho 45 gv từ 20/6 đến 10/5", Doubt.REVERSED_DATES),
        ("đã tập huấn cho 45 gv từ 1/1/2024 đến 1/6/2026", Doubt.LONG_PERIOD),
        ("hôm qua tập huấn cho 45 gv, kinh phí 999999 tỷ", Doubt.TOO_MUCH_MONEY),
        ("hôm qua <b>truyền thông</b> cho 45 cháu", Doubt.MARKUP),
        ("hôm qua truyền thông cho 45 cháu" + ", vui" * 1500, Doubt.CUT_SHORT),
    ],
)
def test_values_that_no_report_may_have_are_left_out_with_a_doubt(text: str, doubt: Doubt) -> None:
    draft = read_draft(text, today=TODAY, unit=None)
    assert draft.is_report
    assert doubt in draft.activities[0].doubts
    check(draft.activities[0].details, today=TODAY)
    assert draft.to_json()["activities"][0]["doubts"]


@pytest.mark.parametrize(
    "text", ["", " ", "😀" * 4096, "<script>alert(1)</script>", "\x00\x00", "1/1/1/1", "- - -\n- -"]
)
def test_noise_is_no_report(text: str) -> None:
    assert not read_draft(text, today=TODAY, unit=None).is_report


def test_what_must_not_be_missing_is_named() -> None:
    draft = read_draft("đã truyền thông cho 45 cháu thôn 3", today=TODAY, unit=None)
    assert draft.missing == ("date", "task")
    draft = read_draft("hôm qua truyền thông đuối nước cho 45 cháu", today=TODAY, unit=None, tasks=DUTIES)
    assert draft.missing == ()


def test_personal_data_is_seen_in_what_is_no_report() -> None:
    draft = read_draft("cháu Trần Thị Bé ở đâu", today=TODAY, unit=None)
    assert not draft.is_report
    assert draft.to_json()["personal_data"] == ["Trần Thị Bé"]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("hôm qua TT đuối nước ở thôn 3, 45 cháu", 0),
        ("hom qua tham 3 chau mo coi o thon 3, tang qua 300k", 1),
        ("tối qua ktra 4 tiệm net", 2),
    ],
)
def test_the_task_that_it_belongs_to(text: str, task: int) -> None:
    (activity,) = read_draft(text, today=TODAY, unit=None, tasks=DUTIES).activities
    assert activity.details.task == TaskPlace(DUTIES[task].text, "III.2")


def test_the_next_best_tasks_follow() -> None:
    text = "hôm qua rà soát trẻ em, kiểm tra internet, truyền thông đuối nước cho 45 cháu"
    (activity,) = read_draft(text, today=TODAY, unit=None, tasks=DUTIES).activities
    assert activity.details.task
    assert len(activity.next_best) == 2
    assert len(activity.to_json()["next_best"]) == 2


def test_own_tasks_come_before_those_of_everybody() -> None:
    own, general = Duty("Truyền thông về đuối nước"), Duty("Truyền thông phòng chống đuối nước")
    assert best_tasks("truyền thông đuối nước", Candidates(own=(own,), general=(general,)))[0].text == own.text
    only_general = best_tasks("truyền thông đuối nước", Candidates(general=(general,)))
    assert [task.text for task in only_general] == [general.text]
    assert best_tasks("truyền thông đuối nước", Candidates()) == ()
    assert best_tasks("nấu cơm", Candidates(own=(own,))) == ()


def test_at_most_twenty_activities() -> None:
    text = "\n".join(f"- ngày {day}/5 tập huấn cho {day} gv" for day in range(1, 31))
    assert len(read_draft(text, today=TODAY, unit=None).activities) == 20


_PIECES = (
    "hôm qua|sáng 9/6|từ 2 đến 5/6|truyền thông|phát|tờ rơi|45|0|1.200|2tr5|x|+|cháu|phụ huynh|người|trong đó|mỗi|ở|tại"
    "|thôn 3|trường THCS|khó khăn|:|đề nghị|;|.|,|\n- |1.|cho|kinh phí|hết|lớp|tổng|đã"
)


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=25))
def test_every_draft_can_be_stored_as_it_is(words: list[str]) -> None:
    draft = read_draft("đã họp hôm qua " + " ".join(words), today=TODAY, unit=None, tasks=DUTIES)
    for activity in draft.activities:
        check(activity.details, today=TODAY)
