"""A plan and the superior one that it carries out."""

from dataclasses import replace

import pytest

from knowledge.documents.document import Document
from knowledge.documents.reading import read
from knowledge.plans import store
from knowledge.plans.model import Level
from knowledge.plans.reading import read_plan
from knowledge.work.plan_life import chain
from tests.samples import plan_file
from tests.talking import START, commune_plan, database


@pytest.fixture(scope="module")
def plans():
    """Return a province's plan and its department's that carries it out."""
    return tuple(read_plan(read(plan_file(one))) for one in ("tinh-tre-em-2026", "so-y-te-tre-em-2026"))


def test_the_superior_plan_is_found_by_its_number(plans):
    superior, plan = plans
    connection = database(superior, plan, commune_plan(number="18/KH-UBND"))
    other = commune_plan("xa-khac", number="19/KH-UBND")

    assert chain.superior_of(connection, plan.id, plan.head).id == superior.id
    assert chain.superior_of(connection, other.id, other.head) is None
    store.set_status(connection, superior.id, store.PlanStatus.WITHDRAWN)
    store.delete(connection, "xa-an-phu-2026")
    assert chain.superior_of(connection, plan.id, plan.head) is None


def test_of_several_with_the_number_the_nearest_in_time():
    plan = commune_plan("xa", number="1/KH-UBND")
    head = replace(plan.head, superior="064/KH-UBND")
    connection = database(plan)
    for year in (2023, 2025):
        above = commune_plan(f"tinh-{year}", number="64/KH-UBND")
        above = replace(above, head=replace(above.head, year=year, issuer="UBND tỉnh", level=Level.PROVINCE))
        store.save(connection, above, Document("a", "", (), sha256=str(year)), now=START)

    assert chain.superior_of(connection, plan.id, head).id == "tinh-2025"


def test_what_the_superior_plan_says_of_a_task(plans):
    superior, plan = plans
    tasks = [task for unit in plan.units for task in unit.tasks]
    trained = next(task for task in tasks if "tập huấn cho công chức" in task.text)

    found = chain.says(superior, trained)

    assert found is not None
    assert found.unit == "Sở Y tế"
    assert "công chức phụ trách" in found.task.text
    assert chain.says(superior, replace(trained, text="Sơn lại tường rào cơ quan.")) is None


def test_what_the_superior_plan_gives_the_issuer_and_is_left_out(plans):
    superior, plan = plans
    hotline = "Vận hành đường dây nóng"

    found = chain.left_out(superior, plan)
    units = tuple(
        replace(unit, tasks=tuple(t for t in unit.tasks if "đường dây nóng" not in t.text)) for unit in plan.units
    )
    passages = tuple(p for p in plan.passages if "đường dây nóng" not in p.text)
    less = chain.left_out(superior, replace(plan, units=units, passages=passages))

    assert found.is_own
    assert found.asked == sum(len(unit.tasks) for unit in superior.units if unit.name == "Sở Y tế")
    assert not any(hotline in one.task.text for one in found.tasks)
    assert any(hotline in one.task.text for one in less.tasks)


def test_a_commune_is_given_what_all_communes_are(plans):
    superior, _ = plans
    commune = commune_plan()
    other = replace(commune, head=replace(commune.head, issuer="Đoàn Thanh niên", level=None))

    assert chain.left_out(superior, commune).is_own
    assert commune.head.level is Level.COMMUNE
    assert not chain.left_out(superior, other).is_own
