"""Drafts whose plan was withdrawn meanwhile."""

from knowledge.plans import store
from tests.handlers.test_reports import LINE, office, sent


async def test_a_draft_whose_plan_was_withdrawn_says_so_and_goes_out_without_its_task(tmp_path):
    async with office(tmp_path) as (talk, connection):
        form = await talk.say(LINE)
        store.set_status(connection, "xa-an-phu-2026", store.PlanStatus.WITHDRAWN)

        heard = await talk.press_data(form.last["id"], "rs:1")
        assert "Kế hoạch số 12/KH-UBND của UBND xã An Phú đã được thu hồi" in heard.text
        assert "Nhiệm vụ" not in heard.text
        assert sent(connection) == []

        assert "Đã gửi báo cáo" in (await talk.press("Gửi")).text
        (report,) = sent(connection)
        assert (report.plan, report.details.task, report.details.children) == (None, None, 45)


async def test_a_guided_draft_whose_plan_was_withdrawn_does_not_ask_for_its_task_again(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say("/baocao")
        await talk.say(LINE)
        store.set_status(connection, "xa-an-phu-2026", store.PlanStatus.WITHDRAWN)
        heard = await talk.press("Gửi")
        assert "thu hồi" in heard.text
        assert "Thuộc nhiệm vụ nào" not in heard.text
