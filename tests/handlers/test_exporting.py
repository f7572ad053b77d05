"""A plan out again in the chat: Excel, and a unit's page of Word."""

from io import BytesIO

import docx
import openpyxl

from tests.talking import database, talking


def sent(chat, heard):
    document = next(message["document"] for message in heard.messages if message["document"])
    return document["name"], BytesIO(chat.world.files[document["id"]].content)


async def test_a_plan_as_excel_and_a_units_page_of_word(tmp_path):
    async with talking(database(), tmp_path) as chat:
        await chat.say("/kehoach")
        await chat.press("12/KH")
        name, content = sent(chat, await chat.press("Excel"))
        assert name == "xa-an-phu-2026.xlsx"
        assert openpyxl.load_workbook(content).sheetnames == ["Nhiệm vụ", "Đơn vị", "Thời hạn", "Chỉ tiêu"]
        await chat.press("In trang")
        name, content = sent(chat, await chat.press("Trạm Y tế"))
        assert name == "tram-y-te.docx"
        assert "TRẠM Y TẾ" in [paragraph.text for paragraph in docx.Document(content).paragraphs]
        assert not list((tmp_path / "files").iterdir())


async def test_stale_buttons(tmp_path):
    async with talking(database(), tmp_path) as chat:
        shown = await chat.say("/kehoach")
        for forged in ("ex:gone", "eu:xa-an-phu-2026:9", "ed:xa-an-phu-2026:99"):
            assert "đã cũ" in (await chat.press_data(shown.last["id"], forged)).alert
