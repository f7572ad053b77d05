"""A chat's last questions are context for a while and are then forgotten."""

from datetime import timedelta

from knowledge.database import connect
from knowledge.work.chats import questions
from knowledge.work.chats.questions import CONTEXT_LASTS, CONTEXT_LENGTH, KEPT
from tests.talking import START


def keep(connection: object, text: str, *, chat: int = 1, after: timedelta = timedelta()) -> int:
    """Store a question."""
    return questions.keep(
        connection, chat, text, plan=None, context=("trước",), choices=(("Hạn", "hạn nào", None),), now=START + after
    )


def test_the_last_questions_are_context_oldest_first() -> None:
    connection = connect(":memory:")
    for number in range(CONTEXT_LENGTH + 2):
        keep(connection, str(number))
    keep(connection, "của chat khác", chat=2)
    assert questions.context(connection, 1, now=START)[0] == ("2", "3", "4", "5", "6")


def test_context_lasts_a_while() -> None:
    connection = connect(":memory:")
    keep(connection, "một")
    assert questions.context(connection, 1, now=START + CONTEXT_LASTS)[0] == ("một",)
    assert questions.context(connection, 1, now=START + CONTEXT_LASTS + timedelta(seconds=1)) == ((), None)


def test_a_question_is_found_as_it_was_asked() -> None:
    connection = connect(":memory:")
    number = keep(connection, "một")
    found = questions.find(connection, 1, number)
    assert found is not None
    assert (found.question, found.plan, found.context, found.choices) == (
        "một", None, ("trước",), (("Hạn", "hạn nào", None),),
    )  # fmt: skip
    assert questions.find(connection, 2, number) is None
    assert questions.find(connection, 1, number + 1) is None


def test_old_questions_are_forgotten_and_their_ids_not_used_again() -> None:
    connection = connect(":memory:")
    first = keep(connection, "một")
    assert questions.forget_old(connection, now=START + KEPT + timedelta(days=1), most=9) == 1
    second = keep(connection, "hai", after=KEPT + timedelta(days=1))
    assert questions.find(connection, 1, first) is None
    assert second > first
