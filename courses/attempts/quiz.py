"""The text of an attempt: its edition, and a question in it."""

from datetime import datetime

from django.utils import timezone

from courses.models import Attempt
from handbook.models import Audience, Edition, Version
from handbook.public.reader_editions import PAGE_FIELDS
from handbook.quizzes import quiz_of
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


def no_longer_asked(attempt: Attempt) -> frozenset[str]:
    """The questions of an attempt that HR has removed since: the newest version does not have them. None while the text
    has no page where the reader could go on instead."""
    section = attempt.section
    newest = Version.objects.published().filter(section=section).order_by("-number").values_list("pk", flat=True)[0]
    if newest == attempt.version_id or not section.has_address or not section.is_in_force(timezone.localdate()):
        return frozenset()
    editions = Edition.objects.select_related("version__section__handbook").defer("html", "source")
    source = editions.filter(version=newest, language=section.handbook.source_language).first()
    if source is None:  # `handbook.unreadable` names such a version to HR
        return frozenset()
    return frozenset(attempt.question_ids) - {question.id for question in quiz_of(source).questions}


def audience_of(employee: Employee, at: datetime) -> str:
    return Audience.LEADERS if employee.is_leader(timezone.localdate(at)) else Audience.EVERYONE
