"""What was reported by task, who is silent, and the periodic report sent as files."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook

from tests.handlers.test_reports import LINE, office


async def test_progress_shows_what_lacks_first_and_a_chart(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say(LINE)
        await talk.press("Gửi")

        said = await talk.say("/tiendo")

        assert said.text.index("Chưa có hoạt động") < said.text.index("Đã có hoạt động")
        assert "57 lượt người" in said.text
        chart = await talk.press("Biểu đồ")
        assert chart.last["photo"]


async def test_an_officer_sees_no_silent_units_and_a_coordinator_nudges_them(tmp_path):
    async with office(tmp_path) as (talk, connection):
        assert not any("Ai chưa" in label for label in (await talk.say("/tiendo")).labels)
        coordinator = talk.as_("coordinator")
        await coordinator.say("/tiendo")
        said = await coordinator.press("Ai chưa báo cáo")
        assert "Công an xã" in said.text

        done = await coordinator.press("Nhắc Công an xã")
        assert "2 người" in done.text
        await coordinator.press("Nhắc Công an xã")
        told = connection.execute("select count(*) from outbox where text like '%chưa có báo cáo%'").fetchone()[0]
        assert told == 2


async def test_the_periodic_report_comes_as_word_excel_and_a_picture(tmp_path):
    async with office(tmp_path) as (talk, _):
        await talk.say(LINE)
        await talk.press("Gửi")
        coordinator = talk.as_("coordinator")
        await coordinator.say("/tonghop")
        await coordinator.press("Công tác trẻ em")
        said = await coordinator.press("Quý I năm 2026")

        assert "1 hoạt động" in said.text
        names = [message["document"]["name"] for message in said.messages if message["document"]]
        assert [name.rsplit(".", 1)[1] for name in names] == ["docx", "xlsx"]
        files = list(talk.world.files.values())
        word = next(file.content for file in files if file.name.endswith(".docx"))
        assert any("45" in paragraph.text for paragraph in Document(BytesIO(word)).paragraphs)
        book = load_workbook(BytesIO(next(file.content for file in files if file.name.endswith(".xlsx"))))
        assert "Hoạt động" in book.sheetnames


async def test_an_officer_may_not_summarise(tmp_path):
    async with office(tmp_path) as (talk, _):
        assert "dành cho" in (await talk.say("/tonghop")).text
        assert "dành cho" in (await talk.press_data(1, "tw:xa-an-phu-2026:0")).alert


async def test_an_officer_sees_the_units_tasks_first_and_all_behind_a_button(tmp_path):
    async with office(tmp_path) as (talk, _):
        said = await talk.say("/tiendo")
        assert "3 nhiệm vụ của Công an xã" in said.text
        assert "Khám sức khỏe" not in said.text
        assert "Khám sức khỏe" in (await talk.press("Mọi nhiệm vụ")).text
        assert "Khám sức khỏe" not in (await talk.press("Của đơn vị tôi")).text
        coordinator = await talk.as_("coordinator").say("/tiendo")
        assert "Khám sức khỏe" in coordinator.text
        assert not any("Mọi nhiệm vụ" in label for label in coordinator.labels)
