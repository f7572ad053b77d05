"""Group chats: silent until an administrator admits one; then answers about plans for whoever speaks to it."""

from itertools import count

import pytest
from telegram import Update

from bot.local.markup import unmarked
from bot.local.personas import by_key
from bot.local.sender import user
from bot.local.world import BOT
from tests.talking import Heard, database, talking

CHAT = {"id": -1001234567890, "type": "supergroup", "title": "Tổ công tác <trẻ em>"}
NAME = f"@{BOT['username']}"
OUTSIDER = {"id": 555000, "is_bot": False, "first_name": "Khách"}


class Group:
    """What is said in a group, and what the assistant says there."""

    def __init__(self, talk):
        self.talk = talk
        self.ids = count(5000)
        talk.world.chat(CHAT["id"])

    async def say(self, sender, text, **more):
        if text.startswith("/"):
            more["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        elif NAME.lower() in text.lower():
            at = text.lower().index(NAME.lower())
            more["entities"] = [{"type": "mention", "offset": at, "length": len(NAME)}]
        message = self.talk.world.add(CHAT["id"], sender, {"text": text, **more}, unmarked(text))
        return await self.put({"message": {**message, "chat": CHAT}})

    async def press(self, sender, label):
        for number, message in reversed(self.talk.world.chat(CHAT["id"]).messages.items()):
            for row in message.json.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return await self.press_data(sender, number, button["callback_data"])
        raise AssertionError(label)

    async def press_data(self, sender, number, data):
        message = {**self.talk.world.chat(CHAT["id"]).messages[number].json, "chat": CHAT}
        query = {"id": str(next(self.ids)), "from": sender, "chat_instance": "1", "message": message, "data": data}
        return await self.put({"callback_query": query})

    async def put(self, content):
        before = self.talk.world.version(CHAT["id"])
        update = Update.de_json({"update_id": next(self.ids), **content}, self.talk.application.bot)
        await self.talk.application.update_queue.put(update)
        await self.talk.application.update_queue.join()
        return Heard(self.talk.world.chat(CHAT["id"]).events[before:])


ADMIN, OFFICER = user(by_key("admin")), user(by_key("officer"))


async def test_a_group_is_silent_until_an_administrator_admits_it(tmp_path):
    async with talking(database(), tmp_path) as talk:
        group = Group(talk)
        assert not (await group.say(OFFICER, f"{NAME} trạm y tế làm gì")).messages
        assert not (await group.say(OFFICER, "/nhom")).messages
        assert not (await group.say(OFFICER, "/kehoach")).messages

        assert NAME in (await group.say(ADMIN, "/nhom")).text

        answer = await group.say(OFFICER, f"{NAME} trạm y tế làm gì")
        assert "Khám sức khỏe" in answer.text
        sent = talk.world.chat(CHAT["id"]).messages[answer.last["id"]].json
        assert "trạm y tế làm gì" in sent["reply_to_message"]["text"]


async def test_whoever_is_in_an_admitted_group_may_ask_but_only_when_speaking_to_it(tmp_path):
    async with talking(database(), tmp_path) as talk:
        group = Group(talk)
        await group.say(ADMIN, "/nhom")
        assert not (await group.say(OUTSIDER, "trạm y tế làm gì")).messages
        answer = await group.say(OUTSIDER, f"{NAME.upper()}, trạm y tế làm gì")
        assert "Khám sức khỏe" in answer.text
        number = answer.last["id"]
        replied = {"message_id": number, "date": 1, "chat": CHAT, "from": BOT, "text": "x"}
        assert "Công an" in (await group.say(OUTSIDER, "còn công an xã?", reply_to_message=replied)).text
        assert "Công tác trẻ em" in (await group.say(OUTSIDER, "/kehoach")).text
        assert (await group.press(OUTSIDER, "📖")).messages
        assert NAME in (await group.say(OUTSIDER, NAME)).text


@pytest.mark.parametrize("text", ["/nhatky", "/tiendo", "/toi", "/canbo", "/baocao"])
async def test_what_is_a_units_own_is_never_shown_in_a_group(tmp_path, text):
    async with talking(database(), tmp_path) as talk:
        group = Group(talk)
        await group.say(ADMIN, "/nhom")
        for sender in (OUTSIDER, OFFICER, ADMIN):
            assert (await group.say(sender, text)).text == "Việc này chỉ làm được khi nhắn riêng với tôi."


async def test_a_report_said_in_a_group_becomes_no_draft_and_forged_buttons_are_left_alone(tmp_path):
    connection = database()
    async with talking(connection, tmp_path) as talk:
        group = Group(talk)
        number = (await group.say(ADMIN, "/nhom")).last["id"]
        await group.say(OFFICER, f"{NAME} sáng nay truyền thông ở thôn 3, 45 cháu")
        assert connection.execute("select count(*) from activity").fetchone()[0] == 0
        for data in ("vp:0:", "tp:xa-an-phu-2026:0", "tx", "gl::0", "rs:1", "nothing"):
            assert not (await group.press_data(OUTSIDER, number, data)).events


async def test_a_group_is_dismissed_from_a_private_chat(tmp_path):
    async with talking(database(), tmp_path) as talk:
        group = Group(talk)
        await group.say(ADMIN, "/nhom")
        listed = await talk.as_("admin").say("/nhom")
        assert "Tổ công tác <trẻ em>" in listed.text
        assert "Chưa trả lời" in (await talk.as_("admin").press("Thôi trả lời")).text
        assert not (await group.say(OFFICER, f"{NAME} trạm y tế làm gì")).messages


async def test_a_group_that_became_a_supergroup_stays_admitted(tmp_path):
    connection = database()
    async with talking(connection, tmp_path) as talk:
        group = Group(talk)
        await group.say(ADMIN, "/nhom")
        old, new = CHAT["id"], -1009876543210
        connection.execute("update admitted_group set chat = -77")
        service = {"message_id": 9, "date": 1, "chat": {**CHAT, "id": -77, "type": "group"}, "from": ADMIN}
        await group.put({"message": {**service, "migrate_to_chat_id": new}})
        assert [row[0] for row in connection.execute("select chat from admitted_group")] == [new]
        assert old != new


async def test_danger_said_to_the_assistant_in_a_group_comes_first(tmp_path):
    async with talking(database(), tmp_path) as talk:
        group = Group(talk)
        await group.say(ADMIN, "/nhom")
        assert "111" in (await group.say(OUTSIDER, f"{NAME} có cháu bé bị đánh, giúp với")).text
