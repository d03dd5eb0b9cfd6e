"""A long section takes time in proportion to its clauses."""

from time import process_time

import pytest

from markup.clause_ids.matching import Piece, match
from markup.clause_ids.proposals import Held, Moved, New

CLAUSES = 1_000
MOST_SECONDS = 2.0
"""Comparing every block with every clause would take ten times as long, and more."""


def clauses(first: int, *, with_ids: bool = True) -> list[Piece]:
    """A thousand clauses of twelve words each, no two alike."""
    return [
        Piece(f"roles-{number}" if with_ids else None, " ".join(f"ord{number * 7 + place}" for place in range(12)))
        for number in range(first, first + CLAUSES)
    ]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (clauses(1), {Held: CLAUSES}),
        (clauses(1) + clauses(2001, with_ids=False), {Held: CLAUSES, New: CLAUSES}),
        (clauses(1) + clauses(2001), {Held: CLAUSES, New: CLAUSES}),
        (clauses(1)[::-1], {Held: CLAUSES, Moved: CLAUSES - 1}),
    ],
    ids=["unchanged", "new blocks without an id", "new clauses", "turned round"],
)
def test_a_thousand_clauses_are_matched_in_two_seconds(new: list[Piece], expected: dict[type, int]) -> None:
    begun = process_time()
    proposals = match(clauses(1), new, slug="roles")
    seconds = process_time() - begun
    assert {kind: sum(type(proposal) is kind for proposal in proposals) for kind in expected} == expected
    assert len(proposals) == sum(expected.values())
    assert seconds < MOST_SECONDS
