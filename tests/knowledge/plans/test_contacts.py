"""Numbers, addresses and contact points, each once, and no document number or sum among them."""

import pytest

from knowledge.plans.facts.contacts import contacts
from tests.knowledge.plans.markup import Case, cases, columns


@pytest.mark.parametrize("case", cases("contacts.txt"), ids=lambda case: case.name)
def test_contacts(case: Case) -> None:
    found = contacts(case.plan.passages)
    assert [[c.what, c.value] for c in found] == list(columns(case.expected))


def test_values_stand_in_their_quotes() -> None:
    for case in cases("contacts.txt"):
        for contact in contacts(case.plan.passages):
            assert contact.value in contact.quote
