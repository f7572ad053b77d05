"""Albums as they never should come: mixed, doubled, out of order, half of them missing, from people without a right."""

import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from handlers.planning import readings
from knowledge.documents.document import DocumentError
from tests.talking import Hands, Talk, database, talking

SENDERS = ("officer", "head", "coordinator", "admin", "stranger")
MAY_SEND = {"coordinator", "admin"}
CAPTIONS = ("", "", "", "Sáng nay truyền thông đuối nước ở thôn 3, 45 cháu", "/kehoach", "trang 2", "<b>x</b>",
            "phòng tư pháp phải làm gì?", "em Nguyễn Văn A 0912345678")  # fmt: skip
REFUSED = "Không thấy chữ nào."

Piece = tuple[str, dict[str, Any]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the names of the files of each sending that is read; none is legible."""
    found: list[list[str]] = []

    def illegible(work: object, paths: list[Path], *, progress: object) -> None:
        found.append([path.name for path in paths])
        raise DocumentError(REFUSED)

    monkeypatch.setattr(readings, "confined", illegible)
    return found


def piece(chat: Talk, dice: random.Random, album: str) -> dict[str, Any]:
    """Return a photo, a file or a video of an album, which Telegram may not hand out."""
    stored = chat.world.keep("a.jpg", "image/jpeg", dice.randbytes(9))
    file_id = dice.choice((stored.id, stored.id, stored.id, "gone"))
    one = {"file_id": file_id, "file_unique_id": stored.id, "width": 20, "height": 20, "file_size": 9}
    named = one | {"file_name": dice.choice(("a.pdf", "../x.txt", ""))}
    content = dice.choice(({"photo": [one]}, {"photo": [one]}, {"document": named}, {"video": one | {"duration": 1}}))
    caption = dice.choice(CAPTIONS)
    return content | {"media_group_id": album} | ({"caption": caption} if caption else {})


def pieces(chat: Talk, dice: random.Random) -> list[Piece]:
    """Return three albums, their pieces out of order, some twice, some missing."""
    found: list[Piece] = []
    for album in "abc":
        sender = dice.choice(SENDERS)
        whole = [(sender, piece(chat, dice, album)) for _ in range(dice.randrange(1, 7))]
        found += dice.sample(whole, dice.randrange(1, len(whole) + 1)) + dice.sample(whole, dice.randrange(2))
    return dice.sample(found, len(found))


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_comes_of_albums_everybody_is_answered_and_nothing_waits_for_ever(
    tmp_path: Path, read: list[list[str]], seed: int
) -> None:
    dice, clock, connection = random.Random(seed), Hands(), database()
    async with talking(connection, tmp_path, clock=clock) as chat:
        for sender, content in pieces(chat, dice):
            await chat.as_(sender).send(content)
            clock.move(timedelta(seconds=dice.choice((0, 0, 1, 60))))
        clock.move(timedelta(minutes=5))
        for sender in SENDERS:
            assert (await chat.as_(sender).say("/trogiup")).messages
        may = [chat.as_(sender).chat for sender in MAY_SEND]
    uploads = connection.execute("select chat, state from upload").fetchall()
    assert all(upload["state"] == "failed" and upload["chat"] in may for upload in uploads)
    assert all(".." not in name for names in read for name in names)
    assert connection.execute("select count(*) from upload_page").fetchone()[0] >= sum(map(len, read))


async def test_pages_of_two_people_with_one_albums_name_stay_apart(tmp_path: Path, read: list[list[str]]) -> None:
    clock = Hands()
    connection = database()
    async with talking(connection, tmp_path, clock=clock) as chat:
        for sender in ("admin", "coordinator", "admin"):
            stored = chat.world.keep("a.jpg", "image/jpeg", sender.encode())
            photo = {"file_id": stored.id, "file_unique_id": stored.id, "width": 9, "height": 9}
            await chat.as_(sender).send({"photo": [photo], "media_group_id": "album"})
        clock.move(timedelta(minutes=5))
        await chat.as_("admin").say("/trogiup")
    assert sorted(map(len, read)) == [1, 2]
