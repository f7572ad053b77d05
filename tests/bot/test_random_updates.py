"""Whatever people send and press, and whatever callback data somebody forges, no update meets a bug."""

import random
from pathlib import Path

import pytest

from handlers.commands import COMMANDS, PRESSES
from tests.talking import Talk, commune_plan, database, talking

PEOPLE = ("officer", "head", "coordinator", "admin", "stranger")
TEXTS = (
    "tram y te lam gi", "<b>", "&amp; x", "🙂" * 50, "a" * 4096, "/start " + "A" * 64, "45 cháu", "không phải 45 mà 54",
    "gửi", "1", "sửa", "'; drop table plan;--", "{{ 7 * 7 }}", "\x00\x01", "so sánh", "hạn", "ai phối hợp?", "12/5",
    "sáng nay dạy bơi ở thôn 2, 30 cháu, 1tr", "\u200b\u200b", "e\u0301\u0323",
)  # fmt: skip
PARTS = ("0", "1", "5", "99", "-1", "*", "-", "x", "", "xa-an-phu-2026", "9" * 30)
OTHER = (
    {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    {"location": {"latitude": 1.0, "longitude": 2.0}},
    {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]},
    {"document": {"file_id": "none", "file_unique_id": "none"}},
    {"contact": {"phone_number": "1", "first_name": "A"}},
)


async def press(dice: random.Random, talk: Talk) -> None:
    """Press a button that is there, or send forged data under a message that is."""
    messages = talk.world.chat(talk.chat).messages
    if not messages:
        return
    number = dice.choice(list(messages)[-6:])
    keyboard = messages[number].json.get("reply_markup", {}).get("inline_keyboard", [])
    offered = [button["callback_data"] for row in keyboard for button in row]
    forged = ":".join([dice.choice(PRESSES).prefix, *dice.choices(PARTS, k=dice.randint(0, 3))])
    await talk.press_data(number, dice.choice(offered) if offered and dice.random() < 0.6 else forged)


@pytest.mark.parametrize("seed", range(4))
async def test_no_update_meets_a_bug(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    async with talking(database(commune_plan(), commune_plan("xa-khac")), tmp_path) as talk:
        for _ in range(120):
            person = talk.as_(dice.choice(PEOPLE))
            chance = dice.random()
            if chance < 0.35:
                await person.say(dice.choice(TEXTS))
            elif chance < 0.5:
                await person.say(f"/{dice.choice(COMMANDS).name}{dice.choice(('', ' x', ',5'))}")
            elif chance < 0.55:
                await person.send(dice.choice(OTHER))
            else:
                await press(dice, person)
