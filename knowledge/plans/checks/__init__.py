"""The inconsistencies of a plan itself: `check` runs every rule, one small function each, in a fixed order."""

from knowledge.plans.checks.checking import RULES, check

__all__ = ["RULES", "check"]
