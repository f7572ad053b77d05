"""A command asked for in words."""

import pytest

from tests.handlers.test_reports import office


@pytest.mark.parametrize(
    ("said", "heard"),
    [("báo cáo", "Đã làm việc gì"), ("Tiến độ", "Tiến độ năm 2026"), ("xem báo cáo đã gửi", "Chưa có báo cáo nào"),
     ("hạn sắp tới", "1 hạn sắp tới"), ("giờ nhắc việc", "Nhắc việc của đồng chí"),
     ("đơn vị nào chưa báo cáo?", "Tiến độ năm 2026"), ("ai chua nop bao cao", "Tiến độ năm 2026"),
     ("xem tiến độ với ạ", "Tiến độ năm 2026"), ("tạm ngừng nhắc", "Nhắc việc của đồng chí"),
     ("đừng nhắc tôi nữa", "Nhắc việc của đồng chí"), ("gửi cho tôi file kế hoạch", "Công tác trẻ em"),
     ("xem các kế hoạch nhé", "Công tác trẻ em")],
)  # fmt: skip
async def test_a_commands_words_do_what_it_does(tmp_path, said, heard):
    async with office(tmp_path) as (talk, _):
        assert heard in (await talk.say(said)).text
