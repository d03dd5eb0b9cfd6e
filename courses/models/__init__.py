"""The tables of courses. Import models from here; each file holds what belongs together."""

from courses.models.attempts import Answer, Attempt, AttemptQuerySet, Credit, Ending, Reason, Scope
from courses.models.completions import Completion, CompletionQuerySet, LatestCompletion
from courses.models.requirements import Requirement, RequirementQuerySet

__all__ = (
    "Answer",
    "Attempt",
    "AttemptQuerySet",
    "Completion",
    "CompletionQuerySet",
    "Credit",
    "Ending",
    "LatestCompletion",
    "Reason",
    "Requirement",
    "RequirementQuerySet",
    "Scope",
)
