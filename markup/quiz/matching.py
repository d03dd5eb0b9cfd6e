"""Matches questions, and the options of each, with the earlier version, as clauses are (content format, chapter 8)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from markup.clause_ids.matching import Piece, match
from markup.clause_ids.proposals import (
    Copied,
    Found,
    Held,
    Merged,
    Moved,
    New,
    OtherText,
    Proposal,
    Removed,
    Retired,
    Split,
    Swapped,
)
from markup.clause_ids.similarity import tokenize
from markup.quiz.types import Question, QuizText

_OPTION_SLUG = "option"


@dataclass(frozen=True, slots=True)
class QuizMatching:
    """Proposals for the questions of a quiz, and for the options of each question that is still there."""

    questions: tuple[Proposal, ...]
    options: Mapping[str, tuple[Proposal, ...]]
    """By the question's earlier id. A proposal's `position` is the option's place in its question."""

    @property
    def places(self) -> dict[str, int]:
        """The place of each question in the new quiz, by its earlier id."""
        return {match.id: match.position for match in self.questions if isinstance(match, Held | Found)}


def match_quiz(
    old: QuizText, new: QuizText, *, ever_used: Collection[str] = (), retired: Mapping[str, str] | None = None
) -> QuizMatching:
    """Match a quiz with the earlier version in the same language. New questions get ids like `question-3`."""
    proposals = match(
        _question_pieces(old), _question_pieces(new), slug="question", ever_used=ever_used, retired=retired
    )
    options = {
        proposal.id: match_options(before, new.questions[proposal.position])
        for proposal in proposals
        if isinstance(proposal, Held | Found) and (before := old.question(proposal.id))
    }
    return QuizMatching(proposals, options)


def match_options(old: Question, new: Question) -> tuple[Proposal, ...]:
    """Match the options of a question. Their ids are letters; their order in the file does not matter.

    Options with equal words come first, however alike the others are: explanations often repeat each other.
    """
    before, after = _option_pieces(old), _option_pieces(new)
    equal = _equal_options(before, after)
    others = [place for place in range(len(after)) if place not in equal]
    matched = match(
        [piece for piece in before if piece.id not in equal.values()],
        [after[place] for place in others],
        slug=_OPTION_SLUG,
    )
    proposals = [proposal for place in equal if (proposal := _of_equal(place, equal, before, after))]
    proposals += [_at_places(proposal, others) for proposal in matched if not isinstance(proposal, Moved)]
    taken = {piece.id for piece in (*before, *after)}
    free = iter(letter for letter in ascii_lowercase if letter not in taken)
    return tuple(
        _with_letter(proposal, next(free, "")) if _has_generated_id(proposal, taken) else proposal
        for proposal in sorted(proposals, key=_position)
    )


def _equal_options(before: Sequence[Piece], after: Sequence[Piece]) -> dict[int, str]:
    """Return the earlier letter of each new option, by its place, if its words are those of that option and no other."""
    old_words, new_words = ([tokenize(piece.text).words for piece in pieces] for pieces in (before, after))
    return {
        place: before[old_words.index(words)].id or ""
        for place, words in enumerate(new_words)
        if old_words.count(words) == new_words.count(words) == 1
    }


def _of_equal(place: int, equal: Mapping[int, str], before: Sequence[Piece], after: Sequence[Piece]) -> Proposal | None:
    """Return the proposal for a new option with the words of an earlier one; None for the second of two swapped ones."""
    earlier, letter = equal[place], after[place].id or ""
    if letter == earlier:
        return Held(earlier, place)
    for other, other_earlier in equal.items():
        if (after[other].id, other_earlier) == (earlier, letter):
            return Swapped(letter, place, earlier, other) if letter < earlier else None
    return Found(earlier, place, "certain", "" if letter in {piece.id for piece in before} else letter)


def _at_places(proposal: Proposal, places: Sequence[int]) -> Proposal:
    """Return the proposal with the places of its options among all options of the question."""
    if isinstance(proposal, Removed):
        return proposal
    if isinstance(proposal, Swapped):
        proposal = replace(proposal, other_position=places[proposal.other_position])
    return replace(proposal, position=places[proposal.position])


def _position(proposal: Proposal) -> tuple[bool, int]:
    """Order by place; options that end come last."""
    return isinstance(proposal, Removed | Merged), -1 if isinstance(proposal, Removed) else proposal.position


def question_text(question: Question) -> str:
    """Return situation, legend, and the options sorted by letter, one line each."""
    options = [f"{option.id}) {option.text}" for option in sorted(question.options, key=lambda option: option.id)]
    return "\n".join([*question.situation, question.legend, *options])


def _question_pieces(quiz: QuizText) -> tuple[Piece, ...]:
    return tuple(Piece(question.id or None, question_text(question)) for question in quiz.questions)


def _option_pieces(question: Question) -> tuple[Piece, ...]:
    """Return option texts with their explanations, without which short answers would look alike."""
    return tuple(Piece(option.id or None, f"{option.text}\n{option.why}") for option in question.options)


def _has_generated_id(proposal: Proposal, taken: Collection[str | None]) -> bool:
    """Whether the proposal has a generated id such as option-5, which a letter has to replace."""
    if isinstance(proposal, New):
        return not proposal.is_named
    return isinstance(proposal, Found | OtherText | Copied | Split | Retired) and proposal.new_id not in taken


def _with_letter(proposal: Proposal, letter: str) -> Proposal:
    """Return the proposal with this letter as its new id."""
    if isinstance(proposal, New):
        return replace(proposal, id=letter)
    if isinstance(proposal, Found | OtherText | Copied | Split | Retired):
        return replace(proposal, new_id=letter)
    return proposal
