"""Sendings: gathered, taken one at a time, gone on with after a stop."""

from datetime import timedelta

import pytest

from knowledge.database import connect
from knowledge.work.plan_life import uploads
from knowledge.work.plan_life.uploads import Sent, UploadError
from tests.talking import START

LATER = START + uploads.ALBUM_PAUSE


def sent(message, *, album=None, chat=7):
    return Sent(chat, chat, message, f"file{message}", f"trang-{message}.jpg", album)


@pytest.fixture
def connection():
    return connect(":memory:")


def test_an_album_is_one_sending_in_the_order_of_its_messages(connection):
    for message in (12, 10, 11):
        upload = uploads.receive(connection, sent(message, album="a"), now=START)

    assert [file.message for file in upload.files] == [10, 11, 12]
    assert uploads.claim(connection, now=START + timedelta(seconds=1)) is None
    assert uploads.claim(connection, now=LATER).id == upload.id


def test_more_than_an_album_holds_comes_as_two_and_is_one_sending(connection):
    first = uploads.receive(connection, sent(1, album="a"), now=START)
    soon = START + timedelta(seconds=3)

    assert uploads.receive(connection, sent(2, album="b"), now=soon).id == first.id
    assert uploads.receive(connection, sent(3), now=soon).id != first.id
    assert uploads.receive(connection, sent(4, album="c"), now=soon + uploads.ALBUM_PAUSE).id != first.id


def test_the_same_message_again_is_the_same_sending(connection):
    first = uploads.receive(connection, sent(1), now=START)

    assert uploads.receive(connection, sent(1), now=START) == first


def test_one_sending_is_read_at_a_time_the_oldest_first(connection):
    first, second = (uploads.receive(connection, sent(message), now=START) for message in (1, 2))

    assert uploads.claim(connection, now=START).id == first.id
    assert uploads.claim(connection, now=START) is None
    uploads.became(connection, first.id, "mot", ["Trang 2 mờ."])
    uploads.finish(connection, first.id)
    assert uploads.claim(connection, now=START).id == second.id
    assert (uploads.find(connection, first.id).state, uploads.find(connection, first.id).plan) == ("done", "mot")


def test_what_was_not_shown_before_a_stop_is_read_again(connection):
    upload = uploads.receive(connection, sent(1), now=START)
    uploads.claim(connection, now=START)
    uploads.became(connection, upload.id, "mot", ["Trang 2 mờ."])
    uploads.recover(connection)

    assert uploads.claim(connection, now=START).id == upload.id
    assert uploads.notes_on(connection, "mot") == ("Trang 2 mờ.",)
    uploads.fail(connection, upload.id, "hỏng")
    uploads.finish(connection, upload.id)
    assert uploads.find(connection, upload.id).state == "failed"


def test_a_stop_in_the_middle_goes_on_and_gives_up_in_the_end(connection):
    upload = uploads.receive(connection, sent(1), now=START)
    for _ in range(uploads.TRIES):
        assert uploads.claim(connection, now=START).id == upload.id
        uploads.recover(connection)

    assert uploads.claim(connection, now=START) is None
    assert uploads.find(connection, upload.id).state == "failed"


def test_a_stop_that_was_asked_for_is_no_try(connection):
    upload = uploads.receive(connection, sent(1), now=START)
    for _ in range(2 * uploads.TRIES):
        uploads.claim(connection, now=START)
        uploads.put_back(connection, upload.id)

    assert uploads.find(connection, upload.id).state == "waiting"


def test_pages_that_come_too_late_or_too_many_are_refused(connection):
    uploads.receive(connection, sent(1, album="a"), now=START)
    uploads.claim(connection, now=LATER)
    with pytest.raises(UploadError, match="một lượt"):
        uploads.receive(connection, sent(2, album="a"), now=LATER)
    for message in range(100, 100 + uploads.MOST_FILES):
        uploads.receive(connection, sent(message, album="b"), now=LATER)
    with pytest.raises(UploadError, match="nhiều nhất"):
        uploads.receive(connection, sent(300, album="b"), now=LATER)
    assert len(uploads.find(connection, 2).files) == uploads.MOST_FILES


def test_a_chat_has_only_so_much_waiting(connection):
    for message in range(uploads.MOST_WAITING):
        uploads.receive(connection, sent(message), now=START)
    with pytest.raises(UploadError, match="chờ đọc"):
        uploads.receive(connection, sent(100), now=START)


def test_what_a_chat_sent_is_forgotten(connection):
    uploads.receive(connection, sent(1), now=START)
    uploads.forget(connection, 7)

    assert connection.execute("select count(*) from upload_page").fetchone()[0] == 0
