"""Finding clauses again: which block of a new text is which clause of the version before (content format, chapter 8).

A pure function of two lists in the same language: no randomness, no clock, no order of hashes. Where two answers are
equally good, the older and the earlier one wins.
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
POSSIBLE = 0.40
BETWEEN_NEIGHBOURS = 0.30
"""Enough for a possible match where the block stands between the two neighbours that the lost clause had."""
RIVAL_MARGIN = 0.10
BETTER_MARGIN = 0.20
DIFFERENT = 0.30
CONTAINED, ENTIRELY_CONTAINED, HALF_CONTAINED = 0.80, 0.95, 0.50
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """An old clause, or a block of a new text: its id, if any, and its reading text."""

    id: str | None
    text: str


def pieces(text: SourceText) -> tuple[Piece, ...]:
    return tuple(Piece(clause.id, reading_text(clause)) for clause in text.clauses)


def lone_headings(old: Iterable[Piece]) -> dict[str, str]:
    """The clauses that are a heading and nothing else."""
    return {piece.id: piece.text for piece in old if piece.id and re.fullmatch("##+ [^\n]*", piece.text)}


def with_headings_split_off(text: SourceText, headings: Mapping[str, str]) -> SourceText:
    """Where the `§` line below a lone heading is gone, the grammar makes one clause of the heading and the block below
    it. That block is a block without an id again, so that it can be found. Whoever means it gives the clause an origin.
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
    """What became of each old clause, and what each new block is; by position, ids that are gone last.

    New ids are `<slug>-<n>`, above all of `ever_used`. `retired` has the last text of ids that an earlier version
    removed.
    """
    found = Comparison(old, new, retired or {})
    found.find()
    return found.proposals(slug, ever_used)


def match_by_position(source: Sequence[str], new: Sequence[Piece]) -> tuple[Found, ...]:
    """A translation without an earlier version has nothing to be like. Blocks without an id between two known
    neighbours (or the ends of the text) get the ids that are missing there, in order, if their number is the same."""
    here = {piece.id for piece in new}
    known = [(-1, -1)]
    known += [(place, source.index(piece.id)) for place, piece in enumerate(new) if piece.id in source]
    known.append((len(new), len(source)))
    found = []
    for (left, from_), (right, to) in pairwise(known):
        blocks = range(left + 1, right)
        missing = [id_ for id_ in source[from_ + 1 : to] if id_ not in here]
        if len(missing) == len(blocks) and all(new[place].id is None for place in blocks):
            found += [Found(id_, place, "likely", "") for id_, place in zip(missing, blocks, strict=True)]
    return tuple(found)


class Comparison:
    """Old clauses and new blocks while they are told apart. Old ones are called by their number, blocks by position."""

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece], retired: Mapping[str, str]) -> None:
        known = {piece.id: tokenize(piece.text) for piece in reversed(old) if piece.id}
        self.ids, self.old = list(known)[::-1], list(known.values())[::-1]
        self.new = [tokenize(piece.text) for piece in new]
        self.names = [piece.id for piece in new]
        self.retired = retired
        self.holder: dict[int, int] = {}
        self.said: dict[int, Proposal] = {}
        self.gone: dict[int, Proposal] = {}
        self.swapped: set[int] = set()
        self.copies: dict[int, int] = {}
        self._like: dict[tuple[int, int], float] = {}
        self._hold()
        self._look_at_wrong_ids()
        self._look_at_retired_ids()

    def like(self, old: int, block: int) -> float:
        key = old, block
        if key not in self._like:
            self._like[key] = similarity(self.old[old], self.new[block])
        return self._like[key]

    @property
    def lost(self) -> list[int]:
        return [old for old in range(len(self.old)) if old not in self.holder and old not in self.gone]

    @property
    def loose(self) -> list[int]:
        held = set(self.holder.values())
        return [block for block in range(len(self.new)) if block not in held and block not in self.said]

    def _hold(self) -> None:
        for old, id_ in enumerate(self.ids):
            blocks = [block for block, name in enumerate(self.names) if name == id_]
            if not blocks:
                continue
            holder = max(blocks, key=lambda block: (self.like(old, block), -block))
            self.holder[old] = holder
            self.copies |= {block: old for block in blocks if block != holder}

    def _look_at_wrong_ids(self) -> None:
        suspects = [old for old, block in self.holder.items() if self._is_unlike(old, block)]
        points = {old: better for old in suspects if (better := self._better(old)) is not None}
        # A short text that the long one holds is no suspect by itself; under each other's ids both are.
        for old, other in list(points.items()):
            if other in self.holder and self._better(other) == old:
                points.setdefault(other, old)
        self.swapped = {old for old, other in points.items() if points.get(other) == old}
        for old in self.swapped:
            if old < (other := points[old]):
                block, other_block = self.holder[old], self.holder[other]
                self.said[block] = Swapped(self.ids[old], block, self.ids[other], other_block)
        loosened: set[int] = set()
        for old, other in points.items():
            if not {old, other} & self.swapped and self._is_loose(other, points):
                loosened |= {old, other}
        for old in set(suspects) - self.swapped - loosened:
            if old in points or self._is_something_else(old):
                self.said[self.holder[old]] = OtherText(self.ids[old], self.holder[old], "")
        for old in loosened:
            self.holder.pop(old, None)

    def _is_unlike(self, old: int, block: int) -> bool:
        return self.like(old, block) < LIKELY and containment(self.old[old], self.new[block]) < CONTAINED

    def _better(self, old: int) -> int | None:
        """Another old clause that the block reads like, and clearly more so than like its own."""
        block = self.holder[old]
        others = [each for each in range(len(self.old)) if each != old]
        best = max(others, key=lambda each: (self.like(each, block), -each), default=None)
        if best is None or self.like(best, block) < max(LIKELY, round(self.like(old, block) + BETTER_MARGIN, 4)):
            return None
        return best

    def _is_loose(self, old: int, points: Mapping[int, int]) -> bool:
        return old not in self.holder or old in points or self.like(old, self.holder[old]) < POSSIBLE

    def _is_something_else(self, old: int) -> bool:
        was, is_ = self.old[old], self.new[self.holder[old]]
        return (
            similarity(was, is_) < DIFFERENT
            and containment(was, is_) < HALF_CONTAINED
            and containment(is_, was) < HALF_CONTAINED
        )

    def _look_at_retired_ids(self) -> None:
        for block in self.loose:
            name = self.names[block] or ""
            if name in self.retired and similarity(tokenize(self.retired[name]), self.new[block]) >= LIKELY:
                self.said[block] = Returned(name, block)

    def find(self) -> None:
        """Lost ids and loose blocks, best first; ties by nearest position, old order, new order."""
        lost, loose = self.lost, self.loose
        pairs = [(old, block) for old in lost for block in loose if self._is_enough(old, block)]
        pairs.sort(key=lambda pair: (-self.like(*pair), abs(pair[0] - pair[1]), pair))
        held = dict(self.holder)
        for old, block in pairs:
            if old in self.holder or block in self.said:
                continue
            self.holder[old] = block
            certainty = self._certainty(old, block, lost, loose, held)
            self.said[block] = Found(self.ids[old], block, certainty, self._own_name(block))

    def _own_name(self, block: int) -> str:
        """The id that stands above a block and never was another clause's."""
        name = self.names[block] or ""
        return "" if name in self.ids or name in self.retired else name

    def _is_enough(self, old: int, block: int) -> bool:
        like = self.like(old, block)
        return like >= POSSIBLE or (like >= BETWEEN_NEIGHBOURS and self._has_the_same_neighbours(old, block))

    def _has_the_same_neighbours(self, old: int, block: int) -> bool:
        for step in (-1, 1):
            was, is_ = old + step, block + step
            is_end = not 0 <= was < len(self.old)
            if is_end != (not 0 <= is_ < len(self.new)) or (not is_end and self.holder.get(was) != is_):
                return False
        return True

    def _certainty(
        self, old: int, block: int, lost: Collection[int], loose: Collection[int], held: Mapping[int, int]
    ) -> Certainty:
        like = self.like(old, block)
        rivals = [self.like(each, block) for each in lost if each != old]
        rivals += [self.like(old, each) for each in loose if each != block]
        # A clause that has its block, or a block that has its id, is a rival only where it fits better.
        taken = [self.like(each, block) for each in held] + [self.like(old, each) for each in held.values()]
        if like < LIKELY or max(rivals, default=0) >= round(like - RIVAL_MARGIN, 4) or max(taken, default=0) > like:
            return "possible"
        return "certain" if self.old[old].words == self.new[block].words else "likely"

    def proposals(self, slug: str, ever_used: Collection[str]) -> tuple[Proposal, ...]:
        self._split()
        self._merge()
        blocks = self._in_order(_IdNumbering(slug, {*ever_used, *self.ids, *filter(None, self.names)}))
        gone = [self.gone.get(old) or Removed(self.ids[old]) for old in range(len(self.old)) if old not in self.holder]
        return (*blocks, *(proposal for proposal in gone if not isinstance(proposal, MovedToSection)))

    def _split(self) -> None:
        for block in self.loose:
            if len(self.new[block].words) < FEWEST_WORDS:
                continue
            parts = {old: containment(self.new[block], self.old[old]) for old in self.holder if self._is_parted(old)}
            best = max(parts, key=lambda old: (parts[old], -old), default=None)
            if best is not None and parts[best] >= CONTAINED:
                own = self._own_name(block)
                self.said[block] = Split(self.ids[best], block, own, is_named=bool(own))

    def _is_parted(self, old: int) -> bool:
        """Whether what holds the id is a part of the old clause, and no longer all of it."""
        holder = self.new[self.holder[old]]
        return (
            containment(holder, self.old[old]) >= CONTAINED and containment(self.old[old], holder) < ENTIRELY_CONTAINED
        )

    def _merge(self) -> None:
        for lost in self.lost:
            if len(self.old[lost].words) < FEWEST_WORDS:
                continue
            homes = {old: containment(self.old[lost], self.new[self.holder[old]]) for old in self.holder}
            homes = {old: share for old, share in homes.items() if self._has_taken_in(old, self.old[lost])}
            best = max(homes, key=lambda old: (homes[old], -old), default=None)
            if best is not None and homes[best] >= CONTAINED:
                self.gone[lost] = Merged(self.ids[lost], self.ids[best], self.holder[best])

    def _has_taken_in(self, old: int, part: TokenizedText) -> bool:
        """A block that has kept its own text; and that text did not hold the part's letters by chance before."""
        was, is_ = self.old[old], self.new[self.holder[old]]
        return containment(was, is_) >= LIKELY and containment(part, was) < CONTAINED

    def _in_order(self, numbers: "_IdNumbering") -> list[Proposal]:
        held = {block: old for old, block in self.holder.items()}
        moved = self._moved()
        found: list[Proposal] = []
        for block, name in enumerate(self.names):
            said = self.said.get(block)
            if said is None and block in held:
                is_other = held[block] in self.swapped  # said at the first of the two
                said = None if is_other else Held(self.ids[held[block]], block)
            elif said is None:
                said = self._unfound(block, name)
            if said is not None:
                found.append(said)
            if block in moved:
                found.append(Moved(self.ids[held[block]], block))
        return numbers.given_to(found)

    def _unfound(self, block: int, name: str | None) -> Proposal:
        if block in self.copies:
            return Copied(self.ids[self.copies[block]], block, "")
        if name in self.retired:
            return Retired(name or "", block, "")
        # An id that was held by what is now elsewhere is no name for this block.
        return New(name, block, is_named=True) if name and name not in self.ids else New("", block, is_named=False)

    def _moved(self) -> set[int]:
        """The blocks outside the longest run that kept its order; of several such runs the one whose blocks stand first."""
        places = sorted((block, old) for old, block in self.holder.items() if old not in self.swapped)
        order = [old for block, old in places if not _is_only_possible(self.said.get(block))]
        longest = [1] * len(order)
        for place in reversed(range(len(order))):
            after = [longest[later] for later in range(place + 1, len(order)) if order[later] > order[place]]
            longest[place] = 1 + max(after, default=0)
        stays: list[int] = []
        wanted = max(longest, default=0)
        for old, length in zip(order, longest, strict=True):
            if length == wanted - len(stays) and (not stays or old > stays[-1]):
                stays.append(old)
        return {self.holder[old] for old in order if old not in stays}


def _is_only_possible(said: Proposal | None) -> bool:
    return isinstance(said, Found) and said.certainty == "possible"


class _IdNumbering:
    """Ids such as roles-14: one above the highest that was ever used, and on from there."""

    def __init__(self, slug: str, ever_used: set[str]) -> None:
        self.slug, self.highest = slug, highest_number(slug, ever_used)

    def given_to(self, found: Iterable[Proposal]) -> list[Proposal]:
        """First to what is surely new, in reading order; then to what may be, for whoever says so."""
        numbered = list(found)
        for is_sure in (True, False):
            for place, proposal in enumerate(numbered):
                match proposal:
                    case New(is_named=False) if is_sure:
                        numbered[place] = New(self._next(), proposal.position, is_named=False)
                    case Copied() if is_sure:
                        numbered[place] = Copied(proposal.id, proposal.position, self._next())
                    case Split(is_named=False) if is_sure:
                        numbered[place] = Split(proposal.id, proposal.position, self._next(), is_named=False)
                    case OtherText() | Retired() if not is_sure:
                        numbered[place] = type(proposal)(proposal.id, proposal.position, self._next())
                    case Found(new_id="") if not is_sure:
                        numbered[place] = Found(proposal.id, proposal.position, proposal.certainty, self._next())
        return numbered

    def _next(self) -> str:
        self.highest += 1
        return f"{self.slug}-{self.highest}"
