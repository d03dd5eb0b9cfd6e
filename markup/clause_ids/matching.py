"""Matches the blocks of a new text with the clauses of the earlier version (content format, chapter 8).

The result depends on nothing but the two texts, which are in the same language. Of two equally good matches the earlier
one wins, never hash order.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markup.clause_ids.marker_lines import highest_number
from markup.clause_ids.proposals import (
    Certainty,
    Copied,
    Found,
    Held,
    Merged,
    Moved,
    MovedToSection,
    New,
    OtherText,
    Proposal,
    Removed,
    Retired,
    Returned,
    Split,
    Swapped,
)
from markup.clause_ids.similarity import TokenizedText, containment, similarity, tokenize
from markup.section.plain_text import block_lines, reading_text
from markup.section.types import Heading, SourceClause, SourceText

LIKELY = 0.60
"""The least similarity of a likely match, which is preselected."""
POSSIBLE = 0.40
"""The least similarity of a possible match."""
BETWEEN_NEIGHBOURS = 0.30
"""The same for a block that is between the two neighbours of the unmatched clause."""
RIVAL_MARGIN = 0.10
"""A match is only possible, not likely, if the similarity of a rival is within this margin."""
BETTER_MARGIN = 0.20
"""An id is taken for wrong if the block resembles another clause by this much more."""
DIFFERENT = 0.30
"""Below this similarity a block under an old id is taken for another text."""
CONTAINED, ENTIRELY_CONTAINED, HALF_CONTAINED = 0.80, 0.95, 0.50
"""Shares of a text that another one contains."""
FEWEST_WORDS = 3
"""Shorter texts are never taken for a part of another one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An old clause or a block of a new text: its id, if it has one, and its reading text."""

    id: str | None
    text: str


def pieces(text: SourceText) -> tuple[Piece, ...]:
    return tuple(Piece(clause.id, reading_text(clause)) for clause in text.clauses)


def lone_headings(old: Iterable[Piece]) -> dict[str, str]:
    """Return the clauses that are a heading alone: their texts by id."""
    return {piece.id: piece.text for piece in old if piece.id and re.fullmatch("##+ [^\n]*", piece.text)}


def with_headings_split_off(text: SourceText, headings: Mapping[str, str]) -> SourceText:
    """Split off the headings that were clauses of their own in the earlier version, `headings`.

    If the `§` line below such a heading is deleted, the parser takes heading and block for one clause. Here the block
    becomes one without an id, so that it can be matched. A clause with an origin is left whole: there it is intended.
    """
    clauses: list[SourceClause] = []
    for clause in text.clauses:
        first, *rest = clause.blocks
        is_known = clause.id in headings if clause.id else block_lines(first)[0] in headings.values()
        if rest and isinstance(first, Heading) and clause.origin is None and is_known:
            clauses.append(replace(clause, blocks=(first,)))
            below = replace(clause, id=None, blocks=tuple(rest), laws=(), illustrates=(), line=rest[0].line)
            clauses.append(replace(below, audience="everyone", made_from=None))
        else:
            clauses.append(clause)
    return replace(text, clauses=tuple(clauses))


def match(
    old: Sequence[Piece],
    new: Sequence[Piece],
    *,
    slug: str,
    ever_used: Collection[str] = (),
    retired: Mapping[str, str] | None = None,
) -> tuple[Proposal, ...]:
    """Return proposals for all blocks, by position, and then for the old clauses whose ids end.

    New ids are `<slug>-<n>`, with numbers above those of `ever_used`. `retired` has the last text of each id that an
    earlier version removed.
    """
    comparison = Comparison(old, new, retired or {})
    comparison.match_the_rest()
    return comparison.proposals(slug, ever_used)


def match_by_position(source: Sequence[str], new: Sequence[Piece]) -> tuple[Found, ...]:
    """Match a translation that has no earlier version, by position instead of words. `source` has the source's ids.

    Blocks without an id between two known neighbours, or the ends of the text, get the ids that are missing there, in
    order, if there are as many blocks as ids.
    """
    used_ids = {piece.id for piece in new}
    known = [(-1, -1)]
    known += [(place, source.index(piece.id)) for place, piece in enumerate(new) if piece.id in source]
    known.append((len(new), len(source)))
    matches = []
    for (left, from_), (right, to) in pairwise(known):
        blocks = range(left + 1, right)
        missing = [id_ for id_ in source[from_ + 1 : to] if id_ not in used_ids]
        if len(missing) == len(blocks) and all(new[place].id is None for place in blocks):
            matches += [Found(id_, place, "likely", "") for id_, place in zip(missing, blocks, strict=True)]
    return tuple(matches)


class Comparison:
    """The old clauses and new blocks of one section while they are matched.

    Old clauses are numbers in `old_ids` and `old_texts`, blocks are positions in `new_ids` and `new_texts`. `block_of`
    has the block that holds the id of each matched clause; `block_proposals` and `ended` have what is decided otherwise
    of blocks and of old clauses. The steps depend on their order: equal ids, wrong ids and retired ids at first,
    then `match_the_rest`, and `proposals` last.
    """

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece], retired: Mapping[str, str]) -> None:
        known = {piece.id: tokenize(piece.text) for piece in reversed(old) if piece.id}
        self.old_ids, self.old_texts = list(known)[::-1], list(known.values())[::-1]
        self.new_texts = [tokenize(piece.text) for piece in new]
        self.new_ids = [piece.id for piece in new]
        self.retired = retired
        self.block_of: dict[int, int] = {}
        self.block_proposals: dict[int, Proposal] = {}
        self.ended: dict[int, Proposal] = {}
        self.swapped: set[int] = set()
        self.copies: dict[int, int] = {}
        self._scores: dict[tuple[int, int], float] = {}
        self._match_equal_ids()
        self._check_wrong_ids()
        self._check_retired_ids()

    def score(self, old: int, block: int) -> float:
        """Return the similarity of an old clause and a block, computed once."""
        key = old, block
        if key not in self._scores:
            self._scores[key] = similarity(self.old_texts[old], self.new_texts[block])
        return self._scores[key]

    @property
    def unmatched_clauses(self) -> list[int]:
        return [old for old in range(len(self.old_texts)) if old not in self.block_of and old not in self.ended]

    @property
    def unmatched_blocks(self) -> list[int]:
        decided = {*self.block_of.values(), *self.block_proposals}
        return [block for block in range(len(self.new_texts)) if block not in decided]

    def _match_equal_ids(self) -> None:
        for old, id_ in enumerate(self.old_ids):
            blocks = [block for block, new_id in enumerate(self.new_ids) if new_id == id_]
            if not blocks:
                continue
            best = max(blocks, key=lambda block: (self.score(old, block), -block))
            self.block_of[old] = best
            self.copies |= {block: old for block in blocks if block != best}

    def _check_wrong_ids(self) -> None:
        suspects = [old for old, block in self.block_of.items() if self._is_unlike(old, block)]
        better = {old: other for old in suspects if (other := self._better_match(old)) is not None}
        # A short text within a long one is no suspect by itself; if each is under the other's id, both are.
        for old, other in list(better.items()):
            if other in self.block_of and self._better_match(other) == old:
                better.setdefault(other, old)
        self.swapped = {old for old, other in better.items() if better.get(other) == old}
        for old in self.swapped:
            if old < (other := better[old]):
                block, other_block = self.block_of[old], self.block_of[other]
                self.block_proposals[block] = Swapped(self.old_ids[old], block, self.old_ids[other], other_block)
        released: set[int] = set()
        for old, other in better.items():
            if not {old, other} & self.swapped and self._may_lose_its_block(other, better):
                released |= {old, other}
        for old in set(suspects) - self.swapped - released:
            if old in better or self._is_different(old):
                self.block_proposals[self.block_of[old]] = OtherText(self.old_ids[old], self.block_of[old], "")
        for old in released:
            self.block_of.pop(old, None)

    def _is_unlike(self, old: int, block: int) -> bool:
        return self.score(old, block) < LIKELY and containment(self.old_texts[old], self.new_texts[block]) < CONTAINED

    def _better_match(self, old: int) -> int | None:
        """Return another old clause that the block clearly resembles more than its own."""
        block = self.block_of[old]
        others = [other for other in range(len(self.old_texts)) if other != old]
        best = max(others, key=lambda other: (self.score(other, block), -other), default=None)
        if best is None or self.score(best, block) < max(LIKELY, round(self.score(old, block) + BETTER_MARGIN, 4)):
            return None
        return best

    def _may_lose_its_block(self, old: int, better: Mapping[int, int]) -> bool:
        return old not in self.block_of or old in better or self.score(old, self.block_of[old]) < POSSIBLE

    def _is_different(self, old: int) -> bool:
        was, is_ = self.old_texts[old], self.new_texts[self.block_of[old]]
        return (
            similarity(was, is_) < DIFFERENT
            and containment(was, is_) < HALF_CONTAINED
            and containment(is_, was) < HALF_CONTAINED
        )

    def _check_retired_ids(self) -> None:
        for block in self.unmatched_blocks:
            id_ = self.new_ids[block] or ""
            if id_ in self.retired and similarity(tokenize(self.retired[id_]), self.new_texts[block]) >= LIKELY:
                self.block_proposals[block] = Returned(id_, block)

    def match_the_rest(self) -> None:
        """Match the remaining clauses and blocks, best first; ties by nearest position, old order, new order."""
        clauses, blocks = self.unmatched_clauses, self.unmatched_blocks
        pairs = [(old, block) for old in clauses for block in blocks if self._is_possible(old, block)]
        pairs.sort(key=lambda pair: (-self.score(*pair), abs(pair[0] - pair[1]), pair))
        matched_before = dict(self.block_of)
        for old, block in pairs:
            if old in self.block_of or block in self.block_proposals:
                continue
            self.block_of[old] = block
            certainty = self._certainty(old, block, clauses, blocks, matched_before)
            self.block_proposals[block] = Found(self.old_ids[old], block, certainty, self._own_new_id(block))

    def _own_new_id(self, block: int) -> str:
        """Return the id above a block if no clause ever had it, or else an empty string."""
        id_ = self.new_ids[block] or ""
        return "" if id_ in self.old_ids or id_ in self.retired else id_

    def _is_possible(self, old: int, block: int) -> bool:
        score = self.score(old, block)
        return score >= POSSIBLE or (score >= BETWEEN_NEIGHBOURS and self._has_same_neighbours(old, block))

    def _has_same_neighbours(self, old: int, block: int) -> bool:
        for step in (-1, 1):
            was, is_ = old + step, block + step
            is_end = not 0 <= was < len(self.old_texts)
            if is_end != (not 0 <= is_ < len(self.new_texts)) or (not is_end and self.block_of.get(was) != is_):
                return False
        return True

    def _certainty(
        self,
        old: int,
        block: int,
        clauses: Collection[int],
        blocks: Collection[int],
        matched_before: Mapping[int, int],
    ) -> Certainty:
        score = self.score(old, block)
        rivals = [self.score(other, block) for other in clauses if other != old]
        rivals += [self.score(old, other) for other in blocks if other != block]
        # Clauses and blocks that were matched before are rivals only if they fit better.
        taken = [self.score(other, block) for other in matched_before]
        taken += [self.score(old, other) for other in matched_before.values()]
        if score < LIKELY or max(rivals, default=0) >= round(score - RIVAL_MARGIN, 4) or max(taken, default=0) > score:
            return "possible"
        return "certain" if self.old_texts[old].words == self.new_texts[block].words else "likely"

    def proposals(self, slug: str, ever_used: Collection[str]) -> tuple[Proposal, ...]:
        """Return the proposals for the blocks, by position, and then for the old clauses whose ids end here."""
        self._find_splits()
        self._find_merges()
        blocks = self._in_reading_order(_IdNumbering(slug, {*ever_used, *self.old_ids, *filter(None, self.new_ids)}))
        ended = [
            self.ended.get(old) or Removed(self.old_ids[old])
            for old in range(len(self.old_texts))
            if old not in self.block_of
        ]
        return (*blocks, *(proposal for proposal in ended if not isinstance(proposal, MovedToSection)))

    def _find_splits(self) -> None:
        for block in self.unmatched_blocks:
            if len(self.new_texts[block].words) < FEWEST_WORDS:
                continue
            split = [old for old in self.block_of if self._is_split(old)]
            shares = {old: containment(self.new_texts[block], self.old_texts[old]) for old in split}
            best = max(shares, key=lambda old: (shares[old], -old), default=None)
            if best is not None and shares[best] >= CONTAINED:
                new_id = self._own_new_id(block)
                self.block_proposals[block] = Split(self.old_ids[best], block, new_id, is_named=bool(new_id))

    def _is_split(self, old: int) -> bool:
        """Whether the block that holds the id is a part of the old clause, and no longer all of it."""
        was, is_ = self.old_texts[old], self.new_texts[self.block_of[old]]
        return containment(is_, was) >= CONTAINED and containment(was, is_) < ENTIRELY_CONTAINED

    def _find_merges(self) -> None:
        for ended in self.unmatched_clauses:
            text = self.old_texts[ended]
            if len(text.words) < FEWEST_WORDS:
                continue
            candidates = [old for old in self.block_of if self._may_contain(old, text)]
            shares = {old: containment(text, self.new_texts[self.block_of[old]]) for old in candidates}
            best = max(shares, key=lambda old: (shares[old], -old), default=None)
            if best is not None and shares[best] >= CONTAINED:
                self.ended[ended] = Merged(self.old_ids[ended], self.old_ids[best], self.block_of[best])

    def _may_contain(self, old: int, part: TokenizedText) -> bool:
        """Whether the block has kept its own text, and that text did not contain the part before."""
        was, is_ = self.old_texts[old], self.new_texts[self.block_of[old]]
        return containment(was, is_) >= LIKELY and containment(part, was) < CONTAINED

    def _in_reading_order(self, numbering: "_IdNumbering") -> list[Proposal]:
        clause_of = {block: old for old, block in self.block_of.items()}
        moved = self._moved_blocks()
        proposals: list[Proposal] = []
        for block, new_id in enumerate(self.new_ids):
            if block in self.block_proposals:
                proposals.append(self.block_proposals[block])
            elif block not in clause_of:
                proposals.append(self._propose_unmatched(block, new_id))
            elif clause_of[block] not in self.swapped:  # the first of two swapped blocks has the proposal for both
                proposals.append(Held(self.old_ids[clause_of[block]], block))
            if block in moved:
                proposals.append(Moved(self.old_ids[clause_of[block]], block))
        return numbering.number(proposals)

    def _propose_unmatched(self, block: int, new_id: str | None) -> Proposal:
        if block in self.copies:
            return Copied(self.old_ids[self.copies[block]], block, "")
        if new_id in self.retired:
            return Retired(new_id or "", block, "")
        # An id whose clause was found elsewhere cannot be reused here.
        if new_id and new_id not in self.old_ids:
            return New(new_id, block, is_named=True)
        return New("", block, is_named=False)

    def _moved_blocks(self) -> set[int]:
        """Return the blocks outside the longest run that kept its order; of equal runs the earliest one counts."""
        places = sorted((block, old) for old, block in self.block_of.items() if old not in self.swapped)
        order = [old for block, old in places if not _is_only_possible(self.block_proposals.get(block))]
        longest = [1] * len(order)
        for place in reversed(range(len(order))):
            after = [longest[later] for later in range(place + 1, len(order)) if order[later] > order[place]]
            longest[place] = 1 + max(after, default=0)
        stays: list[int] = []
        full_length = max(longest, default=0)
        for old, length in zip(order, longest, strict=True):
            if length == full_length - len(stays) and (not stays or old > stays[-1]):
                stays.append(old)
        return {self.block_of[old] for old in order if old not in stays}


def _is_only_possible(proposal: Proposal | None) -> bool:
    return isinstance(proposal, Found) and proposal.certainty == "possible"


class _IdNumbering:
    """Gives new ids such as roles-14, counting on from the highest number that was ever used."""

    def __init__(self, slug: str, ever_used: set[str]) -> None:
        self.slug, self.highest = slug, highest_number(slug, ever_used)

    def number(self, proposals: Iterable[Proposal]) -> list[Proposal]:
        """Number the blocks that are certainly new, in reading order, then those that an editor may declare new."""
        numbered = list(proposals)
        for is_certain in (True, False):
            for place, proposal in enumerate(numbered):
                match proposal:
                    case New(is_named=False) if is_certain:
                        numbered[place] = New(self._next(), proposal.position, is_named=False)
                    case Copied() if is_certain:
                        numbered[place] = Copied(proposal.id, proposal.position, self._next())
                    case Split(is_named=False) if is_certain:
                        numbered[place] = Split(proposal.id, proposal.position, self._next(), is_named=False)
                    case OtherText() | Retired() if not is_certain:
                        numbered[place] = type(proposal)(proposal.id, proposal.position, self._next())
                    case Found(new_id="") if not is_certain:
                        numbered[place] = Found(proposal.id, proposal.position, proposal.certainty, self._next())
        return numbered

    def _next(self) -> str:
        self.highest += 1
        return f"{self.slug}-{self.highest}"
