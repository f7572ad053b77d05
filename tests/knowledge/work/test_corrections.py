"""What is typed while a draft is open goes where it belongs; what the draft lacks is asked for, and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.reporting.activity import Activity, ActivityError, Details, DetailsError, State, TaskPlace
from knowledge.work.reporting.corrections import NotUnderstood, advance, correction
from knowledge.work.reporting.fields import FIELDS, next_question

TODAY = date(2026, 6, 15)
MOMENT = datetime(2026, 6, 15, tzinfo=UTC)
DETAILS = Details(
    what="Truyền thông đuối nước",
    date=date(2026, 6, 14),
    place="thôn 3, xã Nậm Tre",
    children=45,
    adults=12,
    total=57,
    cost=2_500_000,
    quantities=(("tờ rơi", 100), ("phần quà", 20)),
)


def draft(details=DETAILS, **more):
    values = {
        "id": 1,
        "state": State.DRAFT,
        "version": 0,
        "author": 3,
        "author_name": "Cán bộ",
        "unit": RegisteredUnit(1, "Phòng Tư pháp"),
        "plan": None,
        "details": details,
        "guided": False,
        "asking": None,
        "skipped": (),
        "comment": None,
        "created_at": MOMENT,
        "changed_at": MOMENT,
        "submitted_at": None,
    }
    return Activity(**values | more)


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("không phải 45 mà 54", {"children": 54, "total": 66}),
        ("khong phai 45 ma la 54", {"children": 54, "total": 66}),
        ("ko phải 45 cháu mà 54 cháu", {"children": 54, "total": 66}),
        ("à nhầm, không phải 12 mà 10", {"adults": 10, "total": 55}),
        ("54 chứ không phải 45", {"children": 54, "total": 66}),
        ("sửa 45 thành 54", {"children": 54, "total": 66}),
        ("45 -> 54", {"children": 54, "total": 66}),
        ("không phải 100 mà 120", {"quantities": (("tờ rơi", 120), ("phần quà", 20))}),
        ("không phải 2tr5 mà 3tr", {"cost": 3_000_000}),
        ("không phải thôn 3 mà thôn 5", {"place": "thôn 5, xã Nậm Tre"}),
        ("khong phai nam tre ma Bản Hạ", {"place": "thôn 3, xã Bản Hạ"}),
        ("không phải 14/6 mà 13/6", {"date": date(2026, 6, 13)}),
        ("không phải hôm qua mà hôm nay", {"date": date(2026, 6, 15)}),
        ("trẻ em: 54", {"children": 54, "total": 66}),
        ("sửa số trẻ em thành 54", {"children": 54, "total": 66}),
        ("dia diem: nhà văn hóa thôn 5", {"place": "nhà văn hóa thôn 5"}),
        ("ngày là 12/6", {"date": date(2026, 6, 12)}),
        ("ngày: từ 12 đến 14/6", {"date": date(2026, 6, 12), "end_date": date(2026, 6, 14)}),
        ("kinh phí: 500k", {"cost": 500_000}),
        ("kinh phí: không có", {"cost": None}),
        ("người lớn: bỏ trống", {"adults": None, "total": 45}),
        ("số lượng: 1.500 tờ gấp, 2,5 lít sơn", {"quantities": (("tờ gấp", 1500), ("lít sơn", 2.5))}),
        ("đề xuất: thêm kinh phí", {"proposal": "thêm kinh phí"}),
        ("tổng: 60", {"total": 60}),
    ],
)
def test_corrections_go_where_the_old_value_stands(said, changed):
    assert advance(draft(), said, today=TODAY).details == replace(DETAILS, **changed)
    assert correction(DETAILS, said, today=TODAY) == replace(DETAILS, **changed)


@pytest.mark.parametrize(
    ("said", "error", "says"),
    [
        ("không phải 46 mà 54", NotUnderstood, "không có chỗ nào"),
        ("trẻ em: nhiều lắm", DetailsError, "con số"),
        ("trẻ em: 0", DetailsError, "từ 1"),
        ("ngày: bữa nọ", DetailsError, "đọc được ngày"),
        ("ngày: 1/1/2099", DetailsError, "chưa tới"),
        ("kinh phí: ít", DetailsError, "số tiền"),
        ("số lượng: nhiều", DetailsError, "số lượng"),
        ("Phòng Tư pháp phải làm gì", NotUnderstood, "không phải 45 mà 54"),
        ("nội dung: không", DetailsError, ""),
    ],
)
def test_what_cannot_be_put_in_is_said_and_the_draft_is_as_it_was(said, error, says):
    before = draft()
    if says:
        with pytest.raises(error, match=says):
            advance(before, said, today=TODAY)
    else:
        assert advance(before, said, today=TODAY).details.what == "không"
    assert before == draft()


def test_a_value_that_stands_in_two_places_is_asked_about():
    twice = replace(DETAILS, children=12, total=24)
    with pytest.raises(NotUnderstood, match="nhiều mục"):
        advance(draft(twice), "không phải 12 mà 15", today=TODAY)


def test_the_total_follows_its_parts_only_while_it_was_their_sum():
    own_total = replace(DETAILS, total=100)
    assert advance(draft(own_total), "trẻ em: 50", today=TODAY).details.total == 100
    assert advance(draft(own_total), "trẻ em: 95", today=TODAY).details.total == 107
    no_total = replace(DETAILS, total=None)
    assert advance(draft(no_total), "trẻ em: 50", today=TODAY).details.total == 62


def test_what_must_not_be_missing_is_asked_for_first_and_one_at_a_time():
    asked = draft(Details())
    assert next_question(asked).name == "what"
    asked = advance(asked, "Tập huấn cho cộng tác viên", today=TODAY)
    assert next_question(asked).name == "date"
    with pytest.raises(DetailsError):
        advance(asked, "không", today=TODAY)
    asked = advance(asked, "hôm qua", today=TODAY)
    assert next_question(asked) is None
    assert (asked.details.what, asked.details.date) == ("Tập huấn cho cộng tác viên", date(2026, 6, 14))


def test_whoever_wants_to_be_asked_is_asked_for_everything_once():
    asked = draft(Details(task=TaskPlace("Mở lớp bơi", "III")), guided=True)
    answers = ("Mở lớp bơi", "hôm nay", "bể bơi huyện", "30 cháu", "bỏ qua", "không có", "2 triệu", "không", "ko")
    questions = []
    for answer in answers:
        questions.append(next_question(asked).name)
        asked = advance(asked, answer, today=TODAY)

    assert questions == [field.name for field in FIELDS if field.name not in ("task", "total")]
    assert next_question(asked) is None
    assert asked.details == Details(
        what="Mở lớp bơi",
        date=TODAY,
        place="bể bơi huyện",
        children=30,
        total=30,
        cost=2_000_000,
        task=TaskPlace("Mở lớp bơi", "III"),
    )


def test_the_field_that_is_being_changed_takes_the_answer_and_is_asked_no_more():
    changed = advance(draft(asking="place"), "sân vận động", today=TODAY)
    assert (changed.details.place, changed.asking) == ("sân vận động", None)

    emptied = advance(draft(asking="cost"), "bỏ trống", today=TODAY)
    assert (emptied.details.cost, emptied.asking, emptied.skipped) == (None, None, ("cost",))

    corrected = advance(draft(asking="place"), "không phải 45 mà 54", today=TODAY)
    assert (corrected.details.children, corrected.details.place) == (54, DETAILS.place)


def test_an_answer_in_words_may_sound_like_a_correction():
    answered = advance(draft(asking="difficulty"), "phụ huynh không phải ai cũng đến", today=TODAY)
    assert answered.details.difficulty == "phụ huynh không phải ai cũng đến"


def test_a_task_is_chosen_or_left_out_never_typed():
    asked = draft(asking="task")
    with pytest.raises(DetailsError, match="nút"):
        advance(asked, "mở lớp bơi", today=TODAY)
    assert advance(asked, "bỏ qua", today=TODAY).skipped == ("task",)
    with pytest.raises(DetailsError, match="nút"):
        advance(asked, "nhiệm vụ: mở lớp bơi", today=TODAY)
    assert advance(draft(), "ngày: 13/6", today=TODAY).details.end_date is None


def test_what_was_sent_is_no_draft():
    with pytest.raises(ActivityError, match="Sửa"):
        advance(draft(state=State.SUBMITTED), "trẻ em: 5", today=TODAY)
