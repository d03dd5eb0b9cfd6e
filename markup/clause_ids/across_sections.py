"""Clauses that have moved to another section of the same import (content format, chapter 8)."""

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
    """`match` for all sections of one import; a clause lost in one and found in another keeps its id."""
    sections = {slug: Comparison(old.get(slug, ()), blocks, retired or {}) for slug, blocks in new.items()}
    # What stands elsewhere under its own id, or word for word, is found first; the rest only where its own section
    # has nothing like it.
    _match_across(sections, is_first=True)
    for section in sections.values():
        section.find()
    _match_across(sections, is_first=False)
    return {slug: section.proposals(slug, ever_used) for slug, section in sections.items()}


@dataclass(frozen=True, slots=True)
class _CandidatePair:
    """An id lost in a section, a loose block of this or another one, and how alike they are."""

    lost: tuple[str, int]
    loose: tuple[str, int]
    like: float


def _match_across(sections: Mapping[str, Comparison], *, is_first: bool) -> None:
    """Best first; of equals, in the order of sections and places."""
    pairs = _candidate_pairs(sections)
    for pair in sorted(pairs, key=lambda pair: -pair.like):
        (home, old), (slug, block) = pair.lost, pair.loose
        origin, target = sections[home], sections[slug]
        if pair.like < LIKELY or home == slug or old in origin.gone or block in target.said:
            continue
        is_named, is_same = target.names[block] == origin.ids[old], origin.old[old].words == target.new[block].words
        rival = max((each.like for each in pairs if _is_rival(each, pair)), default=0)
        certainty: Certainty = "certain" if is_same else "likely"
        if rival >= round(pair.like - RIVAL_MARGIN, 4) and not is_named:
            certainty = "possible"
        if is_named or not is_first or (is_same and certainty == "certain"):
            moved = MovedToSection(origin.ids[old], block, home, certainty, is_named)
            origin.gone[old] = target.said[block] = moved


def _candidate_pairs(sections: Mapping[str, Comparison]) -> list[_CandidatePair]:
    lost = [(slug, old) for slug, section in sections.items() for old in section.lost]
    loose = [(slug, block) for slug, section in sections.items() for block in section.loose]
    return [
        _CandidatePair((home, old), (slug, block), similarity(sections[home].old[old], sections[slug].new[block]))
        for home, old in lost
        for slug, block in loose
    ]


def _is_rival(other: _CandidatePair, pair: _CandidatePair) -> bool:
    return other != pair and (other.lost == pair.lost or other.loose == pair.loose)
