"""Finds clauses that have moved to another section of the same import (content format, chapter 8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markup.clause_ids.matching import LIKELY, RIVAL_MARGIN, Comparison, Piece
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
    sections = {slug: Comparison(old.get(slug, ()), blocks, retired or {}) for slug, blocks in new.items()}
    # Clauses with equal ids or words elsewhere come first; the others only if their own section has no match.
    _match_across(sections, is_first=True)
    for section in sections.values():
        section.match_the_rest()
    _match_across(sections, is_first=False)
    return {slug: section.proposals(slug, ever_used) for slug, section in sections.items()}


@dataclass(frozen=True, slots=True)
class _CandidatePair:
    """An unmatched clause, an unmatched block of this or another section, and their similarity.

    Both are a section and a number in it.
    """

    clause: tuple[str, int]
    block: tuple[str, int]
    similarity: float


def _match_across(sections: Mapping[str, Comparison], *, is_first: bool) -> None:
    """Match clauses with blocks of other sections, best first; ties in the order of sections and positions."""
    pairs = _candidate_pairs(sections)
    for pair in sorted(pairs, key=lambda pair: -pair.similarity):
        (home, old), (slug, block) = pair.clause, pair.block
        origin, target = sections[home], sections[slug]
        if pair.similarity < LIKELY or home == slug or old in origin.ended or block in target.block_proposals:
            continue
        is_named = target.new_ids[block] == origin.old_ids[old]
        has_same_words = origin.old_texts[old].words == target.new_texts[block].words
        rival = max((other.similarity for other in pairs if _is_rival(other, pair)), default=0)
        certainty: Certainty = "certain" if has_same_words else "likely"
        if rival >= round(pair.similarity - RIVAL_MARGIN, 4) and not is_named:
            certainty = "possible"
        if is_named or not is_first or (has_same_words and certainty == "certain"):
            moved = MovedToSection(origin.old_ids[old], block, home, certainty, is_named)
            origin.ended[old] = target.block_proposals[block] = moved


def _candidate_pairs(sections: Mapping[str, Comparison]) -> list[_CandidatePair]:
    clauses = [(slug, old) for slug, section in sections.items() for old in section.unmatched_clauses]
    blocks = [(slug, block) for slug, section in sections.items() for block in section.unmatched_blocks]
    return [
        _CandidatePair(
            (home, old), (slug, block), similarity(sections[home].old_texts[old], sections[slug].new_texts[block])
        )
        for home, old in clauses
        for slug, block in blocks
    ]


def _is_rival(other: _CandidatePair, pair: _CandidatePair) -> bool:
    return other != pair and (other.clause == pair.clause or other.block == pair.block)
