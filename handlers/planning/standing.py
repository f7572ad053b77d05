"""The plan that a button names: it is published still, or the button says why it does nothing any more."""

from handlers.context import Context
from handlers.screen import Stale
from knowledge.plans import browsing
from knowledge.plans.loading import PlanUnknown
from knowledge.plans.model import Head


def published(context: Context, plan: str) -> Head:
    """Return the head of a published plan. Raises PlanWithdrawn, Stale for one that is not there or is a draft."""
    try:
        return browsing.head(context.connection, plan)
    except PlanUnknown:
        raise Stale from None
