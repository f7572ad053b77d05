"""The figures a plan sets out to reach, told apart from those that describe, pay or name."""

import pytest

from knowledge.plans.facts.targets import targets
from tests.knowledge.plans.markup import Case, cases, columns


@pytest.mark.parametrize("case", cases("targets.txt"), ids=lambda case: case.name)
def test_targets(case: Case) -> None:
    found = targets(case.plan.passages)
    shown = [
        [f"{t.value:g}" if t.value is not None else "None", *map(str, (t.unit, t.by, t.indicator, t.text))]
        for t in found
    ]
    expected = list(columns(case.expected))
    assert [row[: len(want)] for row, want in zip(shown, expected, strict=False)] == expected
    assert len(shown) == len(expected)


def test_texts_are_the_plans_own() -> None:
    for case in cases("targets.txt"):
        plan = case.plan
        for target in targets(plan.passages):
            assert target.text in plan.passages[target.passage].text
            assert target.section == plan.passages[target.passage].section
