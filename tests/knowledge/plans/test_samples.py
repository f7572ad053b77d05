"""The reader on the sample plans, against what a careful person finds in them."""

from functools import cache

import pytest

from knowledge.documents.text import read_text
from knowledge.plans.model import Plan
from knowledge.plans.reading import read_plan
from tests.samples import IDS, expected, plan_file
from tests.truth import Score, compare, head_faults

AT_LEAST = {"units": 0.98, "tasks": 0.97, "roles": 0.95, "deadlines": 0.95, "targets": 0.95, "references": 0.98}


@cache
def read(plan_id: str) -> Plan:
    return read_plan(read_text(plan_file(plan_id)), id=plan_id)


def scores() -> dict[str, Score]:
    sums = {kind: Score() for kind in AT_LEAST}
    for plan_id in IDS:
        for kind, score in compare(expected(plan_id), read(plan_id)).items():
            sums[kind].add(score)
    return sums


@pytest.mark.parametrize("plan_id", IDS)
def test_head_is_right(plan_id: str) -> None:
    assert head_faults(expected(plan_id), read(plan_id)) == []


@pytest.mark.parametrize("kind", AT_LEAST)
def test_facts_are_found(kind: str) -> None:
    score = scores()[kind]
    assert score.f1 >= AT_LEAST[kind], f"{score.hit} of {score.total}, {score.offered} offered; lost: {score.lost}"


@pytest.mark.parametrize("plan_id", IDS)
def test_nothing_of_the_foot_is_a_task(plan_id: str) -> None:
    texts = [task.text for unit in read(plan_id).units for task in unit.tasks]
    assert not [
        text for text in texts if "Nơi nhận" in text or "Lưu: VT" in text or expected(plan_id)["signer"] in text
    ]


def test_the_office_of_justice_has_its_four_tasks() -> None:
    units = {unit.name: unit for unit in read("huyen-tre-em-2024-2027").units}
    assert [task.section for task in units["Phòng Tư pháp"].tasks] == ["III.1", "IV.3", "IV.3", "IV.3"]


@pytest.mark.parametrize("plan_id", IDS)
def test_contacts_are_found(plan_id: str) -> None:
    values = {"".join(c for c in contact.value if c.isalnum()) for contact in read(plan_id).contacts}
    wanted = {"".join(c for c in fact["value"] if c.isalnum()) for fact in expected(plan_id)["contacts"]}
    assert {value for value in wanted if value.isdigit()} <= values


def test_the_report_outline_is_read() -> None:
    outline = [heading.casefold() for heading in read("tinh-tre-em-2026").report_outline]
    for heading in expected("tinh-tre-em-2026")["report_outline"]:
        bare = heading.split(" ", 1)[1].casefold()
        assert any(bare in line for line in outline), heading


def test_a_plan_names_the_plan_that_it_carries_out() -> None:
    assert read("so-y-te-tre-em-2026").head.superior == expected("tinh-tre-em-2026")["number"]
