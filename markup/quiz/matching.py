"""Finding questions again, and options within a question: as clauses are (content format, chapter 8)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase

from markup.clause_ids.matching import Piece, match
from markup.clause_ids.proposals import Copied, Found, Held, Moved, New, OtherText, Proposal, Retired, Split
from markup.quiz.types import Question, QuizText

_OPTION_SLUG = "option"


@dataclass(frozen=True, slots=True)
class QuizMatching:
    """What became of the questions of a quiz, and of the options of each that is still there."""

    questions: tuple[Proposal, ...]
    options: Mapping[str, tuple[Proposal, ...]]
    """By the id that the question had. `position` is that of the option in its question."""


def match_quiz(
    old: QuizText, new: QuizText, *, ever_used: Collection[str] = (), retired: Mapping[str, str] | None = None
) -> QuizMatching:
    """`old` is the version before in the same language. New questions are `question-<n>` until somebody names them."""
    found = match(_question_pieces(old), _question_pieces(new), slug="question", ever_used=ever_used, retired=retired)
    options = {
        proposal.id: match_options(before, new.questions[proposal.position])
        for proposal in found
        if isinstance(proposal, Held | Found) and (before := old.question(proposal.id))
    }
    return QuizMatching(found, options)


def match_options(old: Question, new: Question) -> tuple[Proposal, ...]:
    """Letters are ids: those that were swapped are proposed back. The order in the file means nothing."""
    before, after = _option_pieces(old), _option_pieces(new)
    found = [proposal for proposal in match(before, after, slug=_OPTION_SLUG) if not isinstance(proposal, Moved)]
    taken = {piece.id for piece in (*before, *after)}
    free = iter(letter for letter in ascii_lowercase if letter not in taken)
    return tuple(
        _with_letter(proposal, next(free, "")) if _has_generated_id(proposal, taken) else proposal for proposal in found
    )


def question_text(question: Question) -> str:
    """Situation, legend, and the options by letter, whatever their order in the file."""
    options = [f"{option.id}) {option.text}" for option in sorted(question.options, key=lambda each: each.id)]
    return "\n".join([*question.situation, question.legend, *options])


def _question_pieces(quiz: QuizText) -> tuple[Piece, ...]:
    return tuple(Piece(question.id or None, question_text(question)) for question in quiz.questions)


def _option_pieces(question: Question) -> tuple[Piece, ...]:
    """What an option says and why: short answers are told apart by their explanations."""
    return tuple(Piece(option.id or None, f"{option.text}\n{option.why}") for option in question.options)


def _has_generated_id(said: Proposal, taken: Collection[str | None]) -> bool:
    """Whether a new id was made for it, which has to be a letter here."""
    if isinstance(said, New):
        return not said.is_named
    return isinstance(said, Found | OtherText | Copied | Split | Retired) and said.new_id not in taken


def _with_letter(said: Proposal, letter: str) -> Proposal:
    """With a letter instead of a number."""
    if isinstance(said, New):
        return replace(said, id=letter)
    if isinstance(said, Found | OtherText | Copied | Split | Retired):
        return replace(said, new_id=letter)
    return said
