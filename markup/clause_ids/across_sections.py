"""Finds clauses that have moved to another section of the same import (content format, chapter 8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markup.clause_ids.matching import (
    LIKELY,
    RIVAL_MARGIN,
    Matches,
    Piece,
    match_by_ids,
    match_by_words,
    proposals_of,
)
from markup.clause_ids.proposals import Certainty, MovedToSection, Proposal
from markup.clause_ids.similarity import similarity


def match_sections(
    old: Mapping[str, Sequence[Piece]],
    new: Mapping[str, Sequence[Piece]],
    *,
    ever_used: Collection[str] = (),
    retired: Mapping[str, str] | None = None,
) -> dict[str, tuple[Proposal, ...]]:
    """Match all sections of one import, as `match` does; a clause that moved to another section keeps its id."""
    sections = {slug: match_by_ids(old.get(slug, ()), blocks, retired or {}) for slug, blocks in new.items()}
    # Clauses with equal ids or words elsewhere come first; the others only if their own section has no match.
    sections = _matched_across(sections, is_first=True)
    sections = {slug: match_by_words(section) for slug, section in sections.items()}
    sections = _matched_across(sections, is_first=False)
    return {slug: proposals_of(section, slug, ever_used) for slug, section in sections.items()}


@dataclass(frozen=True, slots=True)
class _CandidatePair:
    """An unmatched clause, an unmatched block of this or another section, and their similarity.

    Both are a section and a number in it.
    """

    clause: tuple[str, int]
    block: tuple[str, int]
    similarity: float


def _matched_across(sections: Mapping[str, Matches], *, is_first: bool) -> dict[str, Matches]:
    """Match clauses with blocks of other sections, best first; ties in the order of sections and positions."""
    pairs = _candidate_pairs(sections)
    rivals: dict[tuple[str, str, int], list[_CandidatePair]] = {}
    for pair in pairs:
        rivals.setdefault(("clause", *pair.clause), []).append(pair)
        rivals.setdefault(("block", *pair.block), []).append(pair)
    moves: dict[_CandidatePair, MovedToSection] = {}
    decided: set[tuple[str, str, int]] = set()
    for pair in sorted(pairs, key=lambda pair: -pair.similarity):
        (home, old), (slug, block) = pair.clause, pair.block
        origin, target = sections[home].texts, sections[slug].texts
        sides = {("clause", *pair.clause), ("block", *pair.block)}
        if pair.similarity < LIKELY or home == slug or sides & decided:
            continue
        is_named = target.new_ids[block] == origin.old_ids[old]
        has_same_words = origin.old_texts[old].words == target.new_texts[block].words
        certainty: Certainty = "certain" if has_same_words else "likely"
        rival = max((other.similarity for side in sides for other in rivals[side] if other != pair), default=0)
        if rival >= round(pair.similarity - RIVAL_MARGIN, 4) and not is_named:
            certainty = "possible"
        if is_named or not is_first or (has_same_words and certainty == "certain"):
            moves[pair] = MovedToSection(origin.old_ids[old], block, home, certainty, is_named)
            decided |= sides
    return {slug: _with_moves(section, slug, moves) for slug, section in sections.items()}


def _with_moves(section: Matches, slug: str, moves: Mapping[_CandidatePair, MovedToSection]) -> Matches:
    ended = {pair.clause[1]: move for pair, move in moves.items() if pair.clause[0] == slug}
    proposals = {pair.block[1]: move for pair, move in moves.items() if pair.block[0] == slug}
    return replace(section, ended={**section.ended, **ended}, proposals={**section.proposals, **proposals})


def _candidate_pairs(sections: Mapping[str, Matches]) -> list[_CandidatePair]:
    clauses = [(slug, old) for slug, section in sections.items() for old in section.unmatched_clauses]
    blocks = [(slug, block) for slug, section in sections.items() for block in section.unmatched_blocks]
    return [
        _CandidatePair(
            (home, old),
            (slug, block),
            similarity(sections[home].texts.old_texts[old], sections[slug].texts.new_texts[block]),
        )
        for home, old in clauses
        for slug, block in blocks
    ]
