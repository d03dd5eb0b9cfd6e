"""What is proposed of a clause or a block when a text is compared with the version before. Nothing is done by itself.

A `position` is the place of a block in the new text, from 0.
"""

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["certain", "likely", "possible"]
"""Certain and likely are preselected when a person is asked; possible is not."""


@dataclass(frozen=True, slots=True)
class Held:
    """The block stands under the id it had. Nothing is asked."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Found:
    """An id that is gone, and a block without one (or with one that never existed) that reads like it."""

    id: str
    position: int
    certainty: Certainty
    new_id: str
    """For whoever says that it is another clause: the id that it has, if nothing else ever had it, or the next."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two blocks stand under each other's ids. Proposed: the ids follow the texts."""

    id: str
    position: int
    other: str
    other_position: int


@dataclass(frozen=True, slots=True)
class OtherText:
    """Under the same id stands something else. The same rule, written anew, or a new one?"""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A second block under an id that another one holds."""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class Split:
    """A part of an old clause, whose id another part holds. `is_named`: it has a new id of its own already."""

    id: str
    position: int
    new_id: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The id ends: its words stand in the block that holds another one."""

    id: str
    into: str
    position: int


@dataclass(frozen=True, slots=True)
class Removed:
    """The id ends, and so does its text."""

    id: str


@dataclass(frozen=True, slots=True)
class New:
    """A block that is like nothing that was there. `is_named`: it has this id already."""

    id: str
    position: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The block has changed places with others. Asks nobody."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Returned:
    """An id that was removed in an earlier version is back, with much the same text."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that was removed in an earlier version is back with another text: `id-retired`."""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class MovedToSection:
    """A clause that is gone from its section stands in another one of the same import, and keeps its id."""

    id: str
    position: int
    origin: str
    """The section it came from."""
    certainty: Certainty
    is_named: bool
    """It has the id there already: nothing is asked."""


Proposal = (
    Held
    | Found
    | Swapped
    | OtherText
    | Copied
    | Split
    | Merged
    | Removed
    | New
    | Moved
    | Returned
    | Retired
    | MovedToSection
)


def is_open(proposal: Proposal) -> bool:
    """Whether somebody has to say what is so before the ids can stand as they do."""
    match proposal:
        case Held() | Merged() | Removed() | Moved() | Returned():
            return False
        case New(is_named=named) | Split(is_named=named) | MovedToSection(is_named=named):
            return not named
        case _:
            return True
