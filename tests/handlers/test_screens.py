"""Plans, units and deadlines leafed through with buttons, in place."""

import dataclasses
from datetime import timedelta
from pathlib import Path

from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from tests.talking import Hands, commune_plan, database, talking


async def test_plans_are_listed_and_leafed_through(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.say("/kehoach")
        assert "Công tác trẻ em năm 2026" in heard.text
        assert "Số 12/KH-UBND, ngày 15/01/2026" in heard.text
        heard = await chat.press("12/KH-UBND")
        assert heard.kinds == ["edit", "answer"]
        assert heard.labels[:3] == ["I. Mục đích", "II. Tổ chức thực hiện", "III. Chế độ báo cáo"]
        heard = await chat.press("II. Tổ chức")
        assert heard.labels == ["1. Công an xã", "2. Trạm Y tế", "☰ Mục lục", "II.1 ▶"]
        heard = await chat.press("2. Trạm Y tế")
        assert "– Khám sức khỏe" in heard.text
        assert heard.labels == ["▲ II", "III ▶"]
        assert (await chat.press("III ▶")).labels == ["☰ Mục lục"]
        assert "Chọn mục để đọc" in (await chat.press("Mục lục")).text


async def test_an_ampersand_is_shown_as_it_is(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        await chat.say("/kehoach")
        await chat.press("12/KH-UBND")
        heard = await chat.press("I. Mục đích")
    assert "an toàn & khỏe mạnh" in heard.text


async def test_many_plans_are_turned(tmp_path: Path) -> None:
    plans = [commune_plan(f"xa-{number}", number=f"{number}/KH-UBND") for number in range(1, 9)]
    async with talking(database(*plans), tmp_path) as chat:
        heard = await chat.say("/kehoach")
        assert "8 kế hoạch" in heard.text
        assert heard.labels[-2:] == ["1/2", "▶"]
        heard = await chat.press("▶")
        assert heard.labels == ["7. 7/KH-UBND", "8. 8/KH-UBND", "◀", "2/2"]
        assert "đã cũ" in (await chat.press_data(heard.last["id"], "k:7")).alert


async def test_without_plans_every_list_says_so(tmp_path: Path) -> None:
    connection = database()
    store.set_status(connection, "xa-an-phu-2026", PlanStatus.WITHDRAWN)
    async with talking(connection, tmp_path) as chat:
        assert "Chưa có kế hoạch" in (await chat.say("/kehoach")).text
        assert "Chưa có kế hoạch" in (await chat.say("/donvi")).text
        assert "Không còn hạn" in (await chat.say("/han")).text
        assert "chưa có kế hoạch" in (await chat.say("/start")).text


async def test_a_withdrawn_plans_buttons_are_stale(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        await chat.say("/kehoach")
        store.set_status(connection, "xa-an-phu-2026", PlanStatus.WITHDRAWN)
        assert "12/KH-UBND của UBND xã An Phú đã được thu hồi" in (await chat.press("12/KH-UBND")).alert
        plan = "xa-an-phu-2026"
        for data in (f"m:{plan}:0:0", f"u:{plan}:0", f"v:{plan}:0", f"h:{plan}:0", f"hc:{plan}", f"ex:{plan}"):
            assert "đã được thu hồi: gõ /kehoach" in (await chat.press_data(2, data)).alert
        for data in ("m:gone:0:0", "u:gone:0", "v:gone:99", "p:gone", "h:gone:0", "hc:gone"):
            assert "đã cũ" in (await chat.press_data(2, data)).alert


async def test_an_answers_buttons_do_not_serve_a_withdrawn_plan(tmp_path: Path) -> None:
    connection = database(commune_plan(tasks=12))
    async with talking(connection, tmp_path) as chat:
        heard = await chat.say("công an xã phải làm gì?")
        assert "II.1" in heard.text
        buttons = [button["callback_data"] for row in heard.last["buttons"] for button in row]
        store.set_status(connection, "xa-an-phu-2026", PlanStatus.WITHDRAWN)
        tried = [data for data in buttons if data.split(":")[0] in ("a", "c", "m")]
        assert {data[0] for data in tried} == {"a", "c", "m"}
        for data in tried:
            assert "đã được thu hồi" in (await chat.press_data(heard.last["id"], data)).alert


async def test_units_of_the_only_plan_and_a_units_tasks(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.say("/donvi")
        assert heard.labels == ["Công an xã (3)", "Trạm Y tế (1)", "☰ Mục lục"]
        heard = await chat.press("Trạm Y tế")
    assert "Khám sức khỏe" in heard.text
    assert heard.kinds == ["message", "answer"]


async def test_units_of_one_of_several_plans(tmp_path: Path) -> None:
    plans = (commune_plan("a", number="1/KH-UBND"), commune_plan("b", number="2/KH-UBND"))
    async with talking(database(*plans), tmp_path) as chat:
        heard = await chat.say("/donvi")
        assert "kế hoạch nào" in heard.text
        assert len(heard.labels) == 2
        heard = await chat.press("Công tác trẻ em")
        assert heard.labels[0] == "Công an xã (3)"
        assert "đã cũ" in (await chat.press_data(heard.last["id"], "u:a:9")).alert


async def test_deadlines_to_come_with_days_left(tmp_path: Path) -> None:
    clock = Hands()
    async with talking(database(), tmp_path, clock=clock) as chat:
        heard = await chat.say("/han")
        assert "1 hạn sắp tới" in heard.text
        assert "09/05/2026 · còn 68 ngày" in heard.text
        assert "Ai: các đơn vị → UBND xã" in heard.text
        clock.move(timedelta(days=67))
        assert "ngày mai" in (await chat.say("/han")).text
        clock.move(timedelta(days=1))
        assert "hôm nay" in (await chat.say("/han")).text
        heard = await chat.press("📖 1")
        assert "Các đơn vị báo cáo về UBND xã" in heard.text
        clock.move(timedelta(days=1))
        assert "Không còn hạn nào" in (await chat.say("/han")).text


async def test_deadlines_of_one_plan_are_turned_within_it(tmp_path: Path) -> None:
    plans = [commune_plan(f"xa-{number}", number=f"{number}/KH-UBND") for number in range(1, 8)]
    async with talking(database(*plans), tmp_path) as chat:
        heard = await chat.say("/han")
        assert heard.labels[-3:-1] == ["1/2", "▶"]
        assert "6. 09/05/2026" in (await chat.press("▶")).text
        assert "đã cũ" in (await chat.press_data(heard.last["id"], "h:*:7")).alert
        await chat.say("/kehoach")
        await chat.press("3/KH-UBND")
        heard = await chat.press("⏰ Hạn")
        assert "1 hạn sắp tới" in heard.text
        assert "Mục lục" in heard.labels[-1]


async def test_deadlines_of_the_plans_that_name_ones_unit_come_first(tmp_path: Path) -> None:
    plan = commune_plan("cua-toi", number="1/KH-UBND")
    justice = dataclasses.replace(plan.units[1], name="Phòng Tư pháp", aliases=("PTP",))
    own = dataclasses.replace(plan, units=(plan.units[0], justice))
    async with talking(database(own, commune_plan("khac", number="2/KH-UBND")), tmp_path) as chat:
        heard = await chat.say("/han")
        assert "1 hạn sắp tới" in heard.text
        assert "Trong các kế hoạch có Phòng Tư pháp" in heard.text
        assert "1/KH-UBND" in heard.text
        heard = await chat.press("mọi kế hoạch")
        assert "2 hạn sắp tới" in heard.text
        heard = await chat.press("đơn vị tôi")
        assert "1 hạn sắp tới" in heard.text


async def test_a_screen_above_what_a_message_holds_becomes_several(tmp_path: Path) -> None:
    plan = commune_plan()
    titled = dataclasses.replace(plan, head=dataclasses.replace(plan.head, title="Công tác trẻ em " + "🙂" * 2500))
    async with talking(database(titled), tmp_path) as chat:
        await chat.say("/kehoach")
        opened = await chat.press("12/KH-UBND")
    assert opened.kinds == ["message", "message", "message", "answer"]
    assert not opened.messages[0]["buttons"]
    assert opened.labels[:1] == ["I. Mục đích"]
