"""The tables of courses. Import models from here; each file holds what belongs together."""

from courses.models.attempts import Answer, Attempt, AttemptQuerySet, Credit, Ending, Reason, Scope
from courses.models.completions import Completion, CompletionQuerySet, LatestCompletion
from courses.models.profiles import CompletedVersion, EmployeeProfile, Profile, completed_versions
from courses.models.requirements import Requirement, RequirementQuerySet

__all__ = (
    "Answer",
    "Attempt",
    "AttemptQuerySet",
    "CompletedVersion",
    "Completion",
    "CompletionQuerySet",
    "Credit",
    "EmployeeProfile",
    "Ending",
    "LatestCompletion",
    "Profile",
    "Reason",
    "Requirement",
    "RequirementQuerySet",
    "Scope",
    "completed_versions",
)
