"""A report that was sent: its author corrects it, its evidence is seen by whoever may read it."""

from io import BytesIO

from PIL import Image

from knowledge.work.reporting import reports
from knowledge.work.reporting.activity import State
from tests.handlers.test_reports import LINE, office, sent


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    return file.getvalue()


async def test_a_returned_report_is_corrected_by_its_author_and_the_coordinator_hears_again(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        (report,) = sent(connection)
        coordinator = talk.as_("coordinator")
        await coordinator.say("/nhatky")
        assert not any("Sửa" in label for label in (await coordinator.press("1")).labels)
        await coordinator.press("Trả lại")
        await coordinator.say("Xem lại số trẻ")
        told = connection.execute("select buttons from outbox where chat = ?", (talk.chat,)).fetchone()
        assert f"ve:{report.id}" in told["buttons"]

        await talk.say("/nhatky")
        await talk.press("1")
        assert "Xem lại số trẻ" in (await talk.press("Sửa")).text
        assert "Chưa rõ" in (await talk.say("hừm")).text
        fixed = await talk.say("không phải 45 mà 54")

        assert "54 trẻ em" in fixed.text
        again = reports.find(connection, report.id)
        assert (again.state, again.details.children) == (State.SUBMITTED, 54)
        assert "54 cháu" in again.details.what
        owed = connection.execute("select text from outbox where chat = ? order by id", (coordinator.chat,)).fetchall()
        assert "đã sửa báo cáo" in owed[-1]["text"]


async def test_an_accepted_report_and_somebody_elses_are_not_corrected(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        card = await talk.press("Gửi")
        (report,) = sent(connection)
        stranger = talk.as_("coordinator")
        await stranger.say("/nhatky")
        await stranger.press("1")
        await stranger.press("Nhận")
        assert "trả lại để sửa" in (await talk.press_data(card.last["id"], f"ve:{report.id}")).alert


async def test_a_new_report_after_the_button_is_a_new_report(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.press("Gửi")
        await talk.press("Sửa")
        form = await talk.say("hôm qua khám sức khỏe ở thôn 5, 30 cháu")
        assert "Báo cáo hoạt động" in form.text
        assert sent(connection)[0].details.children == 45


async def test_evidence_is_counted_and_sent_to_whoever_may_read_the_report(tmp_path):
    async with office(tmp_path) as (talk, connection):
        await talk.say(LINE)
        await talk.send({"photo": [{"file_id": "gone", "file_unique_id": "a1", "width": 10, "height": 10}]})
        await talk.send({"location": {"latitude": 11.5, "longitude": 106.6}})
        await talk.send_file("danh-sach.txt", b"45 chau")
        await talk.send_file("lop-hoc.png", picture(), "image/png")
        card = await talk.press("Gửi")
        assert "4 minh chứng" in card.text
        owed = connection.execute("select text, buttons from outbox").fetchone()
        assert "4 minh chứng" in owed["text"]
        assert "vf:" in owed["buttons"]

        coordinator = talk.as_("coordinator")
        await coordinator.say("/nhatky")
        assert "4 minh chứng" in (await coordinator.press("1")).text
        heard = await coordinator.press("Xem minh chứng (4)")
        assert "11.5, 106.6" in heard.text
        assert "không còn giữ" in heard.text
        assert [bool(message["photo"]) for message in heard.messages] == [False, False, False, True]
        assert heard.messages[2]["document"]["name"] == "danh-sach.txt"


async def test_a_photos_story_that_names_a_phone_number_is_a_report(tmp_path):
    async with office(tmp_path) as (talk, connection):
        story = (
            "chiều qua mở buổi hỏi đáp ở thôn 3, 60 người nghe, phát 150 tờ gấp, chị H sđt 0912345678 hỏi về giám hộ"
        )
        photo = [{"file_id": "a", "file_unique_id": "a1", "width": 10, "height": 10}]
        await talk.send({"photo": photo, "caption": story})
        await talk.press("Gửi")
        (report,) = sent(connection)
        assert report.details.total == 60
        assert "0912345678" not in report.details.what
        assert connection.execute("select activity from evidence").fetchone()[0] == report.id
