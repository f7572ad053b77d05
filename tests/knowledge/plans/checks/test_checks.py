"""Each rule on plans that have its fault, and on plans that look like it and have not."""

from dataclasses import replace

import pytest

from knowledge.plans.checks import RULES, check
from knowledge.plans.checks.messages import MESSAGES
from knowledge.plans.dating.deadlines import deadlines
from knowledge.plans.facts.targets import targets
from knowledge.plans.model import Finding, Plan
from tests.knowledge.plans.markup import Case, cases, columns

CASES = cases("checks.txt")


def findings(case: Case) -> tuple[Finding, ...]:
    return check(read(case.plan))


def read(plan: Plan) -> Plan:
    """Return the plan with the facts that the rules compare."""
    return replace(
        plan,
        deadlines=deadlines(plan.passages, plan.units, plan.head),
        targets=targets(plan.passages),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_check(case: Case) -> None:
    shown = [[f.kind, f.message, *(q.text for q in f.quotes)] for f in findings(case)]
    expected = list(columns(case.expected))
    assert [row[: len(want)] for row, want in zip(shown, expected, strict=False)] == expected
    assert [row[0] for row in shown] == [row[0] for row in expected]


def test_every_kind_of_finding_has_its_case() -> None:
    assert {f.kind for case in CASES for f in findings(case)} == set(MESSAGES)


def test_every_finding_quotes_the_plan_and_says_one_sentence() -> None:
    for case in CASES:
        plan = case.plan
        own = [*(p.text for p in plan.passages), *(cell for p in plan.passages for _, cell in p.columns)]
        for found in findings(case):
            assert found.quotes
            assert found.message.endswith(".")
            for quote in found.quotes:
                words = quote.text.split(". ", 1)[-1] if "number" in found.kind else quote.text
                assert any(words.split(") ", 1)[-1] in text for text in own)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_an_empty_plan_has_no_fault(rule: object) -> None:
    assert list(rule(Case("").plan)) == []  # type: ignore[operator]
