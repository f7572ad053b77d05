"""A message of any length is answered in time."""

from knowledge.answers.question import LONGEST, Question


def test_what_lies_beyond_the_longest_question_is_left_out() -> None:
    question = Question("phòng " * 900, context=("a" * 4096, "ai"))
    assert len(question.text) == LONGEST
    assert [len(text) for text in question.context] == [LONGEST, 2]
