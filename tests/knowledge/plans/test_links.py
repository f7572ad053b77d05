"""How plans belong together: versions, replacing, supplementing."""

from dataclasses import replace

import pytest

from knowledge.documents.document import Document
from knowledge.plans import links, store
from knowledge.plans.links import LinkKind
from knowledge.plans.store import PlanStatus
from tests.talking import START, commune_plan, database

OLD = commune_plan()


def newer(*, number="12/KH-UBND", said="", **head):
    plan = commune_plan("moi", number=number)
    passages = (replace(plan.passages[1], text=said or plan.passages[1].text), *plan.passages[2:])
    return replace(plan, head=replace(plan.head, **head), passages=(plan.passages[0], *passages))


@pytest.mark.parametrize(
    ("plan", "is_version"),
    [
        (newer(), True),
        (newer(number=" 012/KH-UBND"), True),
        (newer(number=None), True),
        (newer(number="13/KH-UBND"), False),
        (newer(year=2027), False),
        (newer(issuer="UBND xã Khác"), False),
        (newer(number=None, title="KẾ HOẠCH Trồng cây"), False),
    ],
)
def test_a_newer_version_has_the_number_or_the_title_of_the_old_one(plan, is_version):
    found = links.earlier_version(database(OLD), plan)

    assert (found is not None) is is_version


def test_nothing_is_a_version_of_a_draft_or_of_itself():
    connection = database(OLD)
    assert links.earlier_version(connection, OLD) is None
    store.set_status(connection, OLD.id, PlanStatus.DRAFT)
    assert links.earlier_version(connection, newer()) is None


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 15/01/2026.", [LinkKind.REPLACES]),
        ("Bổ sung một số nội dung của Kế hoạch số 12 /KH-UBND.", [LinkKind.SUPPLEMENTS]),
        ("Thực hiện Kế hoạch số 12/KH-UBND.", []),
        ("Bổ sung kinh phí. Kế hoạch số 12/KH-UBND vẫn giữ nguyên.", []),
        ("Thay thế Kế hoạch số 99/KH-UBND.", []),
    ],
)
def test_what_a_plan_says_it_replaces_or_supplements(said, kinds):
    found = links.named(database(OLD), newer(number="30/KH-UBND", said=said))

    assert [one.kind for one in found] == kinds


def test_links_are_kept_both_ways_and_go_with_their_plans():
    connection = database(OLD)
    plan = newer(number="30/KH-UBND")
    store.save(connection, plan, Document("a", "", (), sha256="a"), now=START)
    links.link(connection, plan.id, LinkKind.REPLACES, OLD.id)
    links.link(connection, plan.id, LinkKind.REPLACES, OLD.id)

    assert [(one.kind, one.other.id) for one in links.links_of(connection, plan.id)] == [(LinkKind.REPLACES, OLD.id)]
    assert [one.other.id for one in links.links_to(connection, OLD.id)] == [plan.id]
    store.set_status(connection, plan.id, PlanStatus.DRAFT)
    assert links.links_to(connection, OLD.id) == ()
    store.delete(connection, plan.id)
    assert links.links_to(connection, OLD.id) == ()
