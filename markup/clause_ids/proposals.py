"""Proposals for the ids of clauses, from comparing a text with its earlier version. They change nothing by themselves.

A `position` is the place of a block in the new text, from 0. The names of the classes are stored: see `prompt_key`.
"""

from dataclasses import dataclass
from typing import Literal

Certainty = Literal["certain", "likely", "possible"]
"""Certain and likely matches are preselected in the question to the editor; possible ones are not."""


@dataclass(frozen=True, slots=True)
class Held:
    """The block has the id that it had before. Needs no answer."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Found:
    """A block without an id, or with a new one, resembles a clause whose id is missing."""

    id: str
    position: int
    certainty: Certainty
    new_id: str
    """The id if the editor says that it is another clause: the block's own new id, or the next number."""


@dataclass(frozen=True, slots=True)
class Swapped:
    """Two blocks have each other's ids. The proposal is that the ids follow the texts."""

    id: str
    position: int
    other: str
    other_position: int


@dataclass(frozen=True, slots=True)
class OtherText:
    """A block has an old id and another text: the same rule rewritten, or a new rule."""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A second block with an id that another block keeps."""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class Split:
    """A part of an old clause, whose id another part keeps. `is_named` if it has a new id of its own already."""

    id: str
    position: int
    new_id: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """The id ends: its words are now in the block with the id `into`."""

    id: str
    into: str
    position: int


@dataclass(frozen=True, slots=True)
class Removed:
    """The id ends, since its text is no longer there."""

    id: str


@dataclass(frozen=True, slots=True)
class New:
    """A block that resembles no old clause. `is_named` if it has this id already."""

    id: str
    position: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The block is at another place among the others. Needs no answer."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Returned:
    """An id that an earlier version removed is back, with a similar text."""

    id: str
    position: int


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that an earlier version removed is back with another text: the error `id-retired`."""

    id: str
    position: int
    new_id: str


@dataclass(frozen=True, slots=True)
class MovedToSection:
    """A clause has moved to another section of the same import, and keeps its id."""

    id: str
    position: int
    origin: str
    """The section it came from."""
    certainty: Certainty
    is_named: bool
    """Whether it has the id there already, which needs no answer."""


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
    """Whether an editor has to answer before the ids are accepted."""
    match proposal:
        case Held() | Merged() | Removed() | Moved() | Returned():
            return False
        case New(is_named=named) | Split(is_named=named) | MovedToSection(is_named=named):
            return not named
        case _:
            return True
