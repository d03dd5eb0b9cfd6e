"""What an attempt that is begun now pins: which clauses and questions, read against which versions."""

from dataclasses import dataclass

from courses.models import Attempt, Reason, Scope
from courses.todos.owed_clauses import WHOLE
from courses.todos.owed_sections import OwedSection
from handbook.history import section_history
from handbook.models import Audience
from handbook.public.reader_editions import ReaderEdition
from handbook.quizzes import quiz_of
from markup.quiz.types import Question
from markup.quiz.wording import has_wording


@dataclass(frozen=True, slots=True)
class AttemptScope:
    """What an attempt pins at its start. The panel below the text, the card at home and the start itself all ask this."""

    shown: ReaderEdition
    since: int
    leaders_since: int | None
    """None: leaders' clauses are not asked for."""
    scope: Scope
    reason: Reason
    clauses: tuple[str, ...]

    @property
    def audience(self) -> Audience:
        return Audience.EVERYONE if self.leaders_since is None else Audience.LEADERS

    @property
    def questions(self) -> list[Question]:
        """Whoever owes the whole for an audience (or repeats it by their own wish) is asked all that it is asked;
        whoever owes some clauses, only what tests those. What is withdrawn is asked of nobody."""
        # The quiz in the handbook's source language alone says which clauses a question tests, and whom it is for.
        in_source = {question.id: question for question in quiz_of(self.shown.source).questions}
        asked = [question for question in quiz_of(self.shown.edition).questions if self._asks(in_source[question.id])]
        withdrawn = section_history(self.shown.version.section).withdrawn
        languages = self.shown.source.language, self.shown.edition.language
        return [
            question
            for question in asked
            if not has_wording(
                dict(zip(languages, (in_source[question.id], question), strict=True)), withdrawn.get(question.id, ())
            )
        ]

    def _asks(self, question: Question) -> bool:
        since = self.leaders_since if question.audience == Audience.LEADERS.value else self.since
        if since is None:
            return False
        return since == WHOLE or not set(self.clauses).isdisjoint(question.tests)

    def moved(self, attempt: Attempt) -> str:
        """What has moved since an attempt was begun: the `text`, the `language` it is read in, or what is `asked`.
        Empty: it asks what one begun now would, and goes on."""
        if attempt.version_id != self.shown.version.pk:
            return "text"
        if attempt.language != self.shown.edition.language:
            return "language"
        begun_with = (attempt.since, attempt.leaders_since, attempt.scope, tuple(attempt.clauses))
        return "" if begun_with == (self.since, self.leaders_since, self.scope, self.clauses) else "asked"


def attempt_scope(shown: ReaderEdition, owes: OwedSection | None, audience: str) -> AttemptScope:
    """What an attempt would pin. `audience` is what the reader reads as: whoever owes nothing and repeats the section
    by their own wish is asked all of it for that; what is owed says itself whose clauses it asks for."""
    if owes:
        return AttemptScope(shown, owes.since, owes.leaders_since, owes.scope, owes.reason, owes.clauses)
    history = section_history(shown.version.section)
    leads = audience == Audience.LEADERS
    clauses = history.clauses(Audience.EVERYONE) + (history.clauses(Audience.LEADERS) if leads else ())
    return AttemptScope(shown, WHOLE, WHOLE if leads else None, Scope.WHOLE, Reason.REFRESHER, clauses)
