"""Runs the rules. A rule is a function from a plan to its findings; it never finds what is not a fault."""

from collections.abc import Callable, Iterator

from knowledge.plans.checks import citing, saying, shape, sharing
from knowledge.plans.model import Finding, Plan

RULES: tuple[Callable[[Plan], Iterator[Finding]], ...] = (
    citing.two_numbers,
    citing.two_dates,
    citing.after_plan,
    citing.year_of_number,
    citing.no_such_day,
    sharing.two_leads,
    sharing.no_lead,
    sharing.lead_without_number,
    sharing.without_owner,
    sharing.lead_is_partner,
    saying.section_twice,
    saying.target_figures,
    saying.deadline_conflict,
    shape.numbering,
    shape.attachment_missing,
    shape.unit_names,
)


def check(plan: Plan) -> tuple[Finding, ...]:
    """Return the plan's inconsistencies, each with its places quoted, in the order of the rules."""
    return tuple(found for rule in RULES for found in rule(plan))
