"""The text of an attempt: its edition, and a question in it."""

from datetime import datetime

from django.utils import timezone

from courses.models import Attempt
from handbook.models import Audience, Edition
from handbook.public.reader_editions import PAGE_FIELDS
from handbook.translations.questions import asked_questions
from markup.quiz.types import Question
from people.models import Employee


class NoSuchQuestion(Exception):
    """The attempt does not ask this question, or the question has no such option."""


def edition_of(attempt: Attempt) -> Edition:
    """The frozen edition that an attempt is about, with the fields of a page; the quiz is fetched on first use."""
    editions = Edition.objects.select_related("version__section__handbook").only(*PAGE_FIELDS)
    return editions.get(version=attempt.version_id, language=attempt.language)


def question_in(attempt: Attempt, question: str) -> Question:
    """A question in the frozen wording of an attempt, by its id. Raises NoSuchQuestion."""
    if question not in attempt.question_ids:
        raise NoSuchQuestion(question)
    return asked_questions(edition_of(attempt))[question].question


def audience_of(employee: Employee, at: datetime) -> str:
    return Audience.LEADERS if employee.is_leader(timezone.localdate(at)) else Audience.EVERYONE
