"""Activity messages read into drafts: `read_draft` is the one way in."""

from knowledge.work.reporting.drafts.model import Doubt, Draft, DraftedActivity, PersonalDatum, PersonalKind
from knowledge.work.reporting.drafts.personal_data import find_personal_data
from knowledge.work.reporting.drafts.reading import read_draft

__all__ = ["Doubt", "Draft", "DraftedActivity", "PersonalDatum", "PersonalKind", "find_personal_data", "read_draft"]
