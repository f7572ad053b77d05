"""What can be wrong with a document that is offered as a plan."""

from knowledge.errors import UserError


class PlanError(UserError):
    """A document that is no plan; its message is one Vietnamese sentence that says what to do next."""
