"""A command asked for in words."""

import pytest

from knowledge.work.chats.spoken import command_of
from tests.handlers.test_reports import office


@pytest.mark.parametrize(
    ("said", "heard"),
    [("báo cáo", "Đã làm việc gì"), ("Tiến độ", "Tiến độ năm 2026"), ("xem báo cáo đã gửi", "Chưa có báo cáo nào"),
     ("hạn sắp tới", "1 hạn sắp tới"), ("giờ nhắc việc", "Nhắc việc của đồng chí"),
     ("đơn vị nào chưa báo cáo?", "Tiến độ năm 2026"), ("ai chua nop bao cao", "Tiến độ năm 2026"),
     ("xem tiến độ với ạ", "Tiến độ năm 2026"), ("tạm ngừng nhắc", "Nhắc việc của đồng chí"),
     ("đừng nhắc tôi nữa", "Nhắc việc của đồng chí"), ("gửi cho tôi file kế hoạch", "Công tác trẻ em"),
     ("xem các kế hoạch nhé", "Công tác trẻ em"), ("cho em xem tiến độ với ạ", "Tiến độ năm 2026"),
     ("sửa báo cáo hôm qua thành 50 cháu", "Chưa có báo cáo nào"),
     ("em muốn rút lại báo cáo vừa gửi", "Chưa có báo cáo nào"),
     ("nhắc công an xã nộp báo cáo", "Tiến độ năm 2026"), ("tắt nhắc", "Nhắc việc của đồng chí"),
     ("em nghỉ phép đến 30/11, đừng nhắc em", "Nhắc việc của đồng chí"),
     ("tuần này có gì phải nộp không", "1 hạn sắp tới"),
     ("sắp tới đơn vị em phải nộp gì", "1 hạn sắp tới"), ("có báo cáo nào sắp đến hạn không ạ", "1 hạn sắp tới")],
)  # fmt: skip
async def test_a_commands_words_do_what_it_does(tmp_path, said, heard):
    async with office(tmp_path) as (talk, _):
        assert heard in (await talk.say(said)).text


@pytest.mark.parametrize(
    ("said", "may", "heard"),
    [("tổng hợp báo cáo tháng 3", "coordinator", "Tổng hợp báo cáo của kế hoạch nào"),
     ("in báo cáo tổng hợp quý này", "coordinator", "Tổng hợp báo cáo của kế hoạch nào"),
     ("thêm cán bộ mới", "admin", "Mời cán bộ của đơn vị nào"), ("danh sách cán bộ", "admin", "4 người")],
)  # fmt: skip
async def test_what_only_some_may_is_done_for_them_and_a_question_of_others(tmp_path, said, may, heard):
    async with office(tmp_path) as (talk, _):
        assert heard in (await talk.as_(may).say(said)).text
        assert heard not in (await talk.say(said)).text


@pytest.mark.parametrize(
    "said", ["ai tổng hợp báo cáo", "báo cáo tổng hợp nộp khi nào", "công an xã báo cáo gì", "thêm sức mạnh",
             "hạn nộp báo cáo của trạm y tế", "công an xã phải nộp gì",
             "tháng này trạm y tế làm gì", "nhắc nhở học sinh", "kế hoạch tập huấn cán bộ"],
)  # fmt: skip
def test_a_question_that_holds_a_commands_words_is_none(said):
    assert command_of(said) is None
