"""Matches the blocks of a new text with the clauses of the earlier version (content format, chapter 8).

The result depends on nothing but the two texts, which are in the same language. Of two equally good matches the earlier
one wins, never hash order.

Each step takes what is matched so far and returns it with more; `match` has them in their order, which matters.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

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
from markup.slugs import stem_of_ids

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
    becomes one without an id, so that it can be matched. A clause whose `§` line names an origin is left whole: there it is intended.
    """
    clauses: list[SourceClause] = []
    for clause in text.clauses:
        first, *rest = clause.blocks
        is_known = clause.id in headings if clause.id else block_lines(first)[0] in headings.values()
        if rest and isinstance(first, Heading) and (clause.origin is None or clause.has_default_origin) and is_known:
            clauses.append(replace(clause, blocks=(first,), origin=None))
            below = replace(
                clause, id=None, origin=None, blocks=tuple(rest), laws=(), illustrates=(), line=rest[0].line
            )
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
    matches = match_by_ids(old, new, retired or {})
    return proposals_of(match_by_words(matches), slug, ever_used)


def match_by_position(source: Sequence[str], new: Sequence[Piece]) -> tuple[Found, ...]:
    """Match a translation that has no earlier version, by position instead of words. `source` has the source's ids.

    Blocks without an id between two known neighbours, or the ends of the text, get the ids that are missing there, in
    order, if there are as many blocks as ids.
    """
    used_ids = {piece.id for piece in new}
    places = {id_: place for place, id_ in reversed(list(enumerate(source)))}
    known = [(-1, -1)]
    known += [(place, places[piece.id]) for place, piece in enumerate(new) if piece.id in places]
    known.append((len(new), len(source)))
    matches = []
    for (left, from_), (right, to) in pairwise(known):
        blocks = range(left + 1, right)
        missing = [id_ for id_ in source[from_ + 1 : to] if id_ not in used_ids]
        if len(missing) == len(blocks) and all(new[place].id is None for place in blocks):
            matches += [Found(id_, place, "likely", "") for id_, place in zip(missing, blocks, strict=True)]
    return tuple(matches)


@dataclass(frozen=True, slots=True)
class ComparedTexts:
    """The old clauses and the new blocks of one section. Clauses are numbers in `old_…`, blocks positions in `new_…`."""

    old_ids: tuple[str, ...]
    old_texts: tuple[TokenizedText, ...]
    new_ids: tuple[str | None, ...]
    new_texts: tuple[TokenizedText, ...]
    retired: Mapping[str, str]
    """The last text of each id that an earlier version removed."""
    known_ids: frozenset[str]
    """Those of the old clauses, and those that were removed."""
    _scores: dict[tuple[int, int], float] = field(default_factory=dict, compare=False)

    def score(self, old: int, block: int) -> float:
        """Return the similarity of an old clause and a block, computed once."""
        key = old, block
        if key not in self._scores:
            self._scores[key] = similarity(self.old_texts[old], self.new_texts[block])
        return self._scores[key]

    def pair(self, old: int, block: int) -> tuple[TokenizedText, TokenizedText]:
        return self.old_texts[old], self.new_texts[block]

    def own_new_id(self, block: int) -> str:
        """Return the id above a block if no clause ever had it, or else an empty string."""
        id_ = self.new_ids[block] or ""
        return "" if id_ in self.known_ids else id_


@dataclass(frozen=True, slots=True)
class Matches:
    """What is decided so far about the clauses and blocks of a section."""

    texts: ComparedTexts
    block_of: Mapping[int, int] = field(default_factory=dict)
    """By clause: the block that holds its id."""
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    """By block: what is proposed, if it does not simply hold an id."""
    ended: Mapping[int, Proposal] = field(default_factory=dict)
    """By clause: where its text went, if its id ends here."""
    swapped: frozenset[int] = frozenset()
    """The clauses whose blocks have each other's ids."""
    copies: Mapping[int, int] = field(default_factory=dict)
    """By block: the clause whose id it has too."""

    @property
    def unmatched_clauses(self) -> list[int]:
        return [old for old in range(len(self.texts.old_ids)) if old not in self.block_of and old not in self.ended]

    @property
    def unmatched_blocks(self) -> list[int]:
        decided = {*self.block_of.values(), *self.proposals}
        return [block for block in range(len(self.texts.new_ids)) if block not in decided]


def match_by_ids(old: Sequence[Piece], new: Sequence[Piece], retired: Mapping[str, str]) -> Matches:
    """Match blocks with the clauses whose ids they have, as far as the texts agree."""
    clauses = {piece.id: tokenize(piece.text) for piece in reversed(old) if piece.id}
    texts = ComparedTexts(
        tuple(clauses)[::-1],
        tuple(clauses.values())[::-1],
        tuple(piece.id for piece in new),
        tuple(tokenize(piece.text) for piece in new),
        retired,
        frozenset({*clauses, *retired}),
    )
    return _with_returned_ids(_without_wrong_ids(_with_equal_ids(Matches(texts))))


def _with_equal_ids(matches: Matches) -> Matches:
    """The most similar block with the id of a clause holds it; the others are copies."""
    texts = matches.texts
    blocks_by_id: dict[str | None, list[int]] = {}
    for block, id_ in enumerate(texts.new_ids):
        blocks_by_id.setdefault(id_, []).append(block)
    block_of: dict[int, int] = {}
    copies: dict[int, int] = {}
    for old, id_ in enumerate(texts.old_ids):
        if blocks := blocks_by_id.get(id_):
            best = max(blocks, key=lambda block: (texts.score(old, block), -block))
            block_of[old] = best
            copies |= {block: old for block in blocks if block != best}
    return replace(matches, block_of=block_of, copies=copies)


def _without_wrong_ids(matches: Matches) -> Matches:
    """Find the ids that have another clause's text: swapped, released to be matched by words, or asked about."""
    texts, block_of = matches.texts, matches.block_of
    suspects = [old for old, block in block_of.items() if _is_unlike(texts, old, block)]
    better = {old: other for old in suspects if (other := _better_match(texts, old, block_of[old])) is not None}
    # A short text within a long one is no suspect by itself; if each is under the other's id, both are.
    for old, other in list(better.items()):
        if other in block_of and _better_match(texts, other, block_of[other]) == old:
            better.setdefault(other, old)
    swapped = {old for old, other in better.items() if better.get(other) == old}
    proposals: dict[int, Proposal] = {}
    for old in swapped:
        if old < (other := better[old]):
            block = block_of[old]
            proposals[block] = Swapped(texts.old_ids[old], block, texts.old_ids[other], block_of[other])
    released: set[int] = set()
    for old, other in better.items():
        may_go = other not in block_of or other in better or texts.score(other, block_of[other]) < POSSIBLE
        if may_go and not {old, other} & swapped:
            released |= {old, other}
    for old in set(suspects) - swapped - released:
        if old in better or _is_different(texts, old, block_of[old]):
            proposals[block_of[old]] = OtherText(texts.old_ids[old], block_of[old], "")
    return replace(
        matches,
        block_of={old: block for old, block in block_of.items() if old not in released},
        proposals={**matches.proposals, **proposals},
        swapped=frozenset(swapped),
    )


def _is_unlike(texts: ComparedTexts, old: int, block: int) -> bool:
    return texts.score(old, block) < LIKELY and containment(*texts.pair(old, block)) < CONTAINED


def _better_match(texts: ComparedTexts, old: int, block: int) -> int | None:
    """Return another old clause that the block clearly resembles more than its own."""
    others = (other for other in range(len(texts.old_ids)) if other != old)
    best = max(others, key=lambda other: (texts.score(other, block), -other), default=None)
    if best is None or texts.score(best, block) < max(LIKELY, round(texts.score(old, block) + BETTER_MARGIN, 4)):
        return None
    return best


def _is_different(texts: ComparedTexts, old: int, block: int) -> bool:
    was, is_ = texts.pair(old, block)
    return (
        texts.score(old, block) < DIFFERENT
        and containment(was, is_) < HALF_CONTAINED
        and containment(is_, was) < HALF_CONTAINED
    )


def _with_returned_ids(matches: Matches) -> Matches:
    """An id that an earlier version removed is back with a similar text."""
    texts, retired = matches.texts, matches.texts.retired
    returned: dict[int, Proposal] = {
        block: Returned(id_, block)
        for block in matches.unmatched_blocks
        if (id_ := texts.new_ids[block] or "") in retired
        and similarity(tokenize(retired[id_]), texts.new_texts[block]) >= LIKELY
    }
    return replace(matches, proposals={**matches.proposals, **returned})


def match_by_words(matches: Matches) -> Matches:
    """Match the remaining clauses and blocks, best first; ties by nearest position, old order, new order."""
    texts, clauses, blocks = matches.texts, matches.unmatched_clauses, matches.unmatched_blocks
    pairs = [(old, block) for old in clauses for block in blocks if _is_possible(matches, old, block)]
    pairs.sort(key=lambda pair: (-texts.score(*pair), abs(pair[0] - pair[1]), pair))
    block_of: dict[int, int] = {}
    proposals: dict[int, Proposal] = {}
    for old, block in pairs:
        if old not in block_of and block not in proposals:
            block_of[old] = block
            certainty = _certainty(matches, old, block, clauses, blocks)
            proposals[block] = Found(texts.old_ids[old], block, certainty, texts.own_new_id(block))
    return replace(matches, block_of={**matches.block_of, **block_of}, proposals={**matches.proposals, **proposals})


def _is_possible(matches: Matches, old: int, block: int) -> bool:
    score = matches.texts.score(old, block)
    return score >= POSSIBLE or (score >= BETWEEN_NEIGHBOURS and _has_same_neighbours(matches, old, block))


def _has_same_neighbours(matches: Matches, old: int, block: int) -> bool:
    for step in (-1, 1):
        was, is_ = old + step, block + step
        is_end = not 0 <= was < len(matches.texts.old_ids)
        if is_end != (not 0 <= is_ < len(matches.texts.new_ids)):
            return False
        if not is_end and matches.block_of.get(was) != is_:
            return False
    return True


def _certainty(matches: Matches, old: int, block: int, clauses: Collection[int], blocks: Collection[int]) -> Certainty:
    """How certain a match is among the clauses and blocks that are left. Those matched before only count if they fit
    better."""
    texts, score = matches.texts, matches.texts.score(old, block)
    rivals = [texts.score(other, block) for other in clauses if other != old]
    rivals += [texts.score(old, other) for other in blocks if other != block]
    if score < LIKELY or max(rivals, default=0) >= round(score - RIVAL_MARGIN, 4):
        return "possible"
    taken = [texts.score(other, block) for other in matches.block_of]
    taken += [texts.score(old, other) for other in matches.block_of.values()]
    if max(taken, default=0) > score:
        return "possible"
    return "certain" if texts.old_texts[old].words == texts.new_texts[block].words else "likely"


def proposals_of(matches: Matches, slug: str, ever_used: Collection[str]) -> tuple[Proposal, ...]:
    """Return the proposals for the blocks, by position, and then for the old clauses whose ids end here."""
    matches = _with_merges(_with_splits(matches))
    old_ids = matches.texts.old_ids
    stem = stem_of_ids(slug)
    highest = highest_number(stem, {*ever_used, *old_ids, *filter(None, matches.texts.new_ids)})
    numbers = count(highest + 1)
    blocks = _numbered(_in_reading_order(matches), lambda: f"{stem}-{next(numbers)}")
    ended = [matches.ended.get(old) or Removed(id_) for old, id_ in enumerate(old_ids) if old not in matches.block_of]
    return (*blocks, *(proposal for proposal in ended if not isinstance(proposal, MovedToSection)))


def _with_splits(matches: Matches) -> Matches:
    """A block that is a part of an old clause, of which the block that holds its id is another part, was split off."""
    texts = matches.texts
    parted = [old for old, block in matches.block_of.items() if _is_part(*texts.pair(old, block))]
    splits: dict[int, Proposal] = {}
    for block in matches.unmatched_blocks:
        part = texts.new_texts[block]
        best = _containing(part, {old: texts.old_texts[old] for old in parted})
        if best is not None:
            new_id = texts.own_new_id(block)
            splits[block] = Split(texts.old_ids[best], block, new_id, is_named=bool(new_id))
    return replace(matches, proposals={**matches.proposals, **splits})


def _is_part(was: TokenizedText, is_: TokenizedText) -> bool:
    """Whether the new text is a part of the old one, and no longer all of it."""
    return was.words != is_.words and containment(is_, was) >= CONTAINED and containment(was, is_) < ENTIRELY_CONTAINED


def _with_merges(matches: Matches) -> Matches:
    """A clause whose text is in a block that has kept its own was merged with it."""
    texts = matches.texts
    unmatched = matches.unmatched_clauses
    # A block with the words of before contains no more than before.
    grown = {
        old: texts.pair(old, block)
        for old, block in matches.block_of.items()
        if unmatched and texts.old_texts[old].words != texts.new_texts[block].words
    }
    kept = {old: (was, is_) for old, (was, is_) in grown.items() if containment(was, is_) >= LIKELY}
    merged: dict[int, Proposal] = {}
    for ended in unmatched:
        part = texts.old_texts[ended]
        into = {old: is_ for old, (was, is_) in kept.items() if containment(part, was) < CONTAINED}
        best = _containing(part, into)
        if best is not None:
            merged[ended] = Merged(texts.old_ids[ended], texts.old_ids[best], matches.block_of[best])
    return replace(matches, ended={**matches.ended, **merged})


def _containing(part: TokenizedText, texts: Mapping[int, TokenizedText]) -> int | None:
    """Return the number of the text that contains most of a part, if one does; of equal ones the first."""
    if len(part.words) < FEWEST_WORDS:
        return None
    shares = {old: containment(part, text) for old, text in texts.items()}
    best = max(shares, key=lambda old: (shares[old], -old), default=None)
    return best if best is not None and shares[best] >= CONTAINED else None


def _in_reading_order(matches: Matches) -> list[Proposal]:
    texts = matches.texts
    clause_of = {block: old for old, block in matches.block_of.items()}
    moved = _moved_blocks(matches)
    proposals: list[Proposal] = []
    for block in range(len(texts.new_ids)):
        if block in matches.proposals:
            proposals.append(matches.proposals[block])
        elif block not in clause_of:
            proposals.append(_unmatched(matches, block))
        elif clause_of[block] not in matches.swapped:  # the first of two swapped blocks has the proposal for both
            proposals.append(Held(texts.old_ids[clause_of[block]], block))
        if block in moved:
            proposals.append(Moved(texts.old_ids[clause_of[block]], block))
    return proposals


def _unmatched(matches: Matches, block: int) -> Proposal:
    texts, id_ = matches.texts, matches.texts.new_ids[block] or ""
    if block in matches.copies:
        return Copied(texts.old_ids[matches.copies[block]], block, "")
    if id_ in texts.retired:
        return Retired(id_, block, "")
    # An id whose clause was found elsewhere cannot be reused here.
    own_id = texts.own_new_id(block)
    return New(own_id, block, is_named=bool(own_id))


def _moved_blocks(matches: Matches) -> set[int]:
    """Return the blocks outside the longest run that kept its order; of equal runs the earliest one counts."""
    places = sorted((block, old) for old, block in matches.block_of.items() if old not in matches.swapped)
    order = [old for block, old in places if not _is_only_possible(matches.proposals.get(block))]
    # By the length of a run that begins at a clause or behind it: the highest clause that begins one.
    beginnings: list[int] = []
    lengths: list[int] = []
    for old in reversed(order):
        shorter = bisect_left(beginnings, -old)
        beginnings[shorter : shorter + 1] = [-old]
        lengths.append(shorter + 1)
    stays: list[int] = []
    for old, length in zip(order, reversed(lengths), strict=True):
        if length == len(beginnings) - len(stays) and (not stays or old > stays[-1]):
            stays.append(old)
    return {matches.block_of[old] for old in {*order} - {*stays}}


def _is_only_possible(proposal: Proposal | None) -> bool:
    return isinstance(proposal, Found) and proposal.certainty == "possible"


def _numbered(proposals: Iterable[Proposal], next_id: Callable[[], str]) -> list[Proposal]:
    """Number the blocks that are certainly new, in reading order, then those that an editor may declare new."""
    numbered = list(proposals)
    for place, proposal in enumerate(numbered):
        match proposal:
            case New(is_named=False):
                numbered[place] = replace(proposal, id=next_id())
            case Copied() | Split(is_named=False):
                numbered[place] = replace(proposal, new_id=next_id())
    for place, proposal in enumerate(numbered):
        match proposal:
            case OtherText() | Retired() | Found(new_id=""):
                numbered[place] = replace(proposal, new_id=next_id())
    return numbered
