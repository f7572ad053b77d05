"""The question set over the sample plans: right, refused where nothing is to be found, the same without diacritics."""

from collections import Counter

from tests.asking import answers
from tests.judging import Asked, faults, made_up, pairs, questions, same_answer, share
from tests.samples import IDS

RIGHT = 0.97
REFUSED = 0.95  # of the questions that the plans cannot answer
WRONGLY_REFUSED = 0.02  # of those that they can
SAME_WITHOUT_DIACRITICS = 0.98
KINDS = {
    *("unit_tasks", "unit_topic", "unit_role", "who", "topic", "deadline", "target", "reference", "funding", "contact"),
    *("meta", "outline", "list", "count", "compare", "followup", "false_premise", "ambiguous", "emergency", "abstain"),
}
STYLES = {"formal", "no_diacritics", "colloquial", "abbrev", "typo"}


def wrong(asked: Asked) -> list[str]:
    return faults(asked, answers()[asked["id"]])


def refusable(asked: Asked) -> bool:
    return bool(asked["status"] == "not_found") and "answered" not in asked.get("accept_status", ())


def test_the_set_is_large_and_varied() -> None:
    asked = questions()
    assert len(asked) >= 300
    assert len({one["id"] for one in asked}) == len(asked)
    assert {one["kind"] for one in asked} == KINDS
    assert {one["style"] for one in asked} == STYLES
    assert {one["plan"] for one in asked} == {*IDS, None}
    assert sum(refusable(one) for one in asked) >= 60
    assert len(pairs()) >= 100


def test_answers_are_right() -> None:
    failed = {one["id"]: wrong(one) for one in questions() if wrong(one)}
    right = 1 - len(failed) / len(questions())
    assert right >= RIGHT, f"{right:.1%} right; wrong: {failed}"


def test_what_the_plans_do_not_say_is_refused() -> None:
    said = answers()
    asked = [one for one in questions() if refusable(one)]
    answered = [one["q"] for one in asked if said[one["id"]]["status"] == "answered"]
    assert share(one["q"] not in answered for one in asked) >= REFUSED, answered


def test_what_the_plans_say_is_not_refused() -> None:
    said = answers()
    asked = [
        one for one in questions() if one["status"] == "answered" and "not_found" not in one.get("accept_status", ())
    ]
    refused = [one["q"] for one in asked if said[one["id"]]["status"] == "not_found"]
    assert len(refused) <= WRONGLY_REFUSED * len(asked), refused


def test_diacritics_change_nothing() -> None:
    said = answers()
    asked = {one["id"]: one["q"] for one in questions()}
    changed = [asked[one] for one, other in pairs() if not same_answer(said[one], said[other])]
    assert 1 - len(changed) / len(pairs()) >= SAME_WITHOUT_DIACRITICS, changed


def test_no_quote_is_made_up() -> None:
    assert not {key: made_up(said) for key, said in answers().items() if made_up(said)}


def test_every_answer_cites_its_plan() -> None:
    uncited = Counter(said["status"] for said in answers().values() if not said["citations"])
    assert uncited["answered"] == 0
