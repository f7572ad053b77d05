"""A chat's last questions are context for a while and are then forgotten."""

from datetime import timedelta

from knowledge.database import connect
from knowledge.work.chats import questions
from knowledge.work.chats.questions import CONTEXT_LASTS, CONTEXT_LENGTH, KEPT
from tests.talking import START


def keep(connection: object, update: int, text: str, *, chat: int = 1, after: timedelta = timedelta()) -> None:
    """Store the question of an update."""
    choices = (("Hạn", "hạn nào", None),)
    questions.keep(connection, update, chat, text, plan=None, context=("trước",), choices=choices, now=START + after)


def test_the_last_questions_are_context_oldest_first() -> None:
    connection = connect(":memory:")
    for number in range(CONTEXT_LENGTH + 2):
        keep(connection, number, str(number))
    keep(connection, 100, "của chat khác", chat=2)
    assert questions.context(connection, 1, update_id=8, now=START)[0] == ("2", "3", "4", "5", "6")


def test_context_lasts_a_while() -> None:
    connection = connect(":memory:")
    keep(connection, 7, "một")
    assert questions.context(connection, 1, update_id=8, now=START + CONTEXT_LASTS)[0] == ("một",)
    assert questions.context(connection, 1, update_id=8, now=START + CONTEXT_LASTS + timedelta(seconds=1)) == ((), None)


def test_a_question_is_found_as_it_was_asked() -> None:
    connection = connect(":memory:")
    keep(connection, 7, "một")
    found = questions.find(connection, 1, 7)
    assert found is not None
    assert (found.question, found.plan, found.context, found.choices) == (
        "một", None, ("trước",), (("Hạn", "hạn nào", None),),
    )  # fmt: skip
    assert questions.find(connection, 2, 7) is None
    assert questions.find(connection, 1, 8) is None


def test_old_questions_are_forgotten() -> None:
    connection = connect(":memory:")
    keep(connection, 7, "một")
    keep(connection, 8, "hai", after=timedelta(days=2))
    assert questions.forget_old(connection, now=START + KEPT + timedelta(days=1), most=9) == 1
    assert questions.find(connection, 1, 7) is None
    assert questions.find(connection, 1, 8) is not None


def test_an_update_that_is_handled_again_asks_the_same_question() -> None:
    connection = connect(":memory:")
    keep(connection, 6, "trước đó")
    keep(connection, 7, "một")
    assert questions.context(connection, 1, update_id=7, now=START) == (("trước đó",), None)
    keep(connection, 7, "một")
    assert questions.context(connection, 1, update_id=8, now=START)[0] == ("trước đó", "một")
