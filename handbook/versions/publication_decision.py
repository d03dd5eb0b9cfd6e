"""What somebody decides before a draft is published, at once or at a later moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from handbook.models import Kind

ChangeKey = tuple[str, str]
"""A change of a version: its clause, and its language (empty: all)."""
Kinds = Kind | Mapping[ChangeKey, str]
"""The kind of each change, or one for them all."""


@dataclass(frozen=True, slots=True)
class PublicationDecision:
    """The kinds of the changes, and all else that is decided on the review page."""

    kinds: Kinds
    news: Mapping[str, str] = field(default_factory=dict)
    """The sentence about what is new, by the draft's columns: `news_nb`."""
    reviewed: frozenset[str] = frozenset()
    """The ids of the questions that somebody has reviewed."""
    although_not_ready: bool = False
    """Publish even if questions are not reviewed or a new rule is missing in a language."""
    revision: int | None = None
    """The revision of the draft that was reviewed. None: the draft as it is stored."""

    def to_json(self) -> dict[str, Any]:
        """As it is kept with a scheduled version, whose row holds the news already and is not written in any more."""
        kinds = (
            self.kinds.value
            if isinstance(self.kinds, Kind)
            else [[clause, language, str(kind)] for (clause, language), kind in self.kinds.items()]
        )
        return {"kinds": kinds, "reviewed": sorted(self.reviewed), "although_not_ready": self.although_not_ready}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The decision that `to_json` has written."""
        kinds = stored["kinds"]
        return cls(
            kinds=Kind(kinds)
            if isinstance(kinds, str)
            else {(clause, language): kind for clause, language, kind in kinds},
            reviewed=frozenset(stored["reviewed"]),
            although_not_ready=stored["although_not_ready"],
        )
