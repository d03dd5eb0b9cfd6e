"""The scope of an attempt: which clauses and questions it asks for, compared with which versions."""

from dataclasses import dataclass

from courses.models import Attempt, Reason, Scope
from courses.todos.owed_clauses import WHOLE
from courses.todos.owed_sections import OwedSection
from handbook.history import section_history
from handbook.models import Audience
from handbook.public.reader_editions import ReaderEdition
from handbook.public.reader_questions import reader_questions
from markup.quiz.types import Question


@dataclass(frozen=True, slots=True)
class AttemptScope:
    """The scope of an attempt that is started now; the attempt keeps it. The panel below the text, the plan on the home
    page and the start itself all use it."""

    shown: ReaderEdition
    since: int
    leaders_since: int | None
    """None if leaders' clauses are not asked for."""
    scope: Scope
    reason: Reason
    clauses: tuple[str, ...]

    @property
    def audience(self) -> Audience:
        return Audience.EVERYONE if self.leaders_since is None else Audience.LEADERS

    @property
    def questions(self) -> list[Question]:
        """All questions for an audience that owes the whole section or repeats it by choice; where only some clauses
        are owed, the questions that test those. Withdrawn questions are never asked. Each in the language in which it
        is asked."""
        return [question.asked for question in reader_questions(self.shown) if self._asks(question.source)]

    def _asks(self, question: Question) -> bool:
        since = self.leaders_since if question.audience == Audience.LEADERS.value else self.since
        if since is None:
            return False
        return since == WHOLE or not set(self.clauses).isdisjoint(question.tests)

    def changed_since(self, attempt: Attempt) -> str:
        """The change since an attempt was started: `text`, `language` (in which it is read) or `asked` (its scope).

        Empty if it asks exactly what one started now would: then it continues.
        """
        if attempt.version_id != self.shown.version.pk:
            return "text"
        if attempt.language != self.shown.edition.language:
            return "language"
        begun_with = (attempt.since, attempt.leaders_since, attempt.scope, tuple(attempt.clauses))
        return "" if begun_with == (self.since, self.leaders_since, self.scope, self.clauses) else "asked"


def attempt_scope(shown: ReaderEdition, owed: OwedSection | None, audience: str) -> AttemptScope:
    """The scope of an attempt started now. `audience` counts only where nothing is owed and the section is
    repeated by choice: all of it for that audience is asked. An owed section itself says which audiences it
    asks for."""
    if owed:
        return AttemptScope(shown, owed.since, owed.leaders_since, owed.scope, owed.reason, owed.clauses)
    history = section_history(shown.version.section)
    leads = audience == Audience.LEADERS
    clauses = history.clauses(Audience.EVERYONE) + (history.clauses(Audience.LEADERS) if leads else ())
    return AttemptScope(shown, WHOLE, WHOLE if leads else None, Scope.WHOLE, Reason.REFRESHER, clauses)
