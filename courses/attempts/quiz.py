"""The text of an attempt: its edition, and a question in it."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from courses.models import Attempt
from handbook.models import Audience, Edition, Section, Version
from handbook.public.reader_editions import PAGE_FIELDS
from handbook.quizzes import quiz_of
from handbook.translations.questions import AskedQuestion, asked_questions
from markup.quiz.types import Question
from people.models import Employee
from records.process_cache import SiteCache


class NoSuchQuestion(Exception):
    """The attempt does not ask this question, or the question has no such option."""


_EDITIONS: SiteCache[Edition] = SiteCache(200)
"""By version and language."""
_NEWEST: SiteCache[int] = SiteCache(500)
"""The number of the newest version, by section."""
_ASKED: SiteCache[Mapping[str, AskedQuestion]] = SiteCache(200)
"""The questions of frozen editions, by version and language. Under the stamp, since a restored backup gives the same ids
to other texts."""


def edition_of(attempt: Attempt, *, stamp: str | None = None) -> Edition:
    """The frozen edition that an attempt is about, with the fields of a page; the quiz is fetched on first use. With the
    site stamp of a request, asked once for each stamp: its section and handbook are today's."""
    editions = Edition.objects.select_related("version__section__handbook").only(*PAGE_FIELDS)
    return _EDITIONS.get_or_make(
        stamp,
        (attempt.version_id, attempt.language),
        lambda: editions.get(version=attempt.version_id, language=attempt.language),
    )


def questions_of(attempt: Attempt, *, stamp: str | None = None) -> Mapping[str, AskedQuestion]:
    """Every question of the frozen edition that an attempt is about, by id, as it is asked."""
    return _ASKED.get_or_make(
        stamp,
        (attempt.version_id, attempt.language),
        lambda: asked_questions(edition_of(attempt, stamp=stamp)),
    )


def question_in(attempt: Attempt, question: str, *, stamp: str | None = None) -> Question:
    """A question in the frozen wording of an attempt, by its id. Raises NoSuchQuestion."""
    if question not in attempt.question_ids:
        raise NoSuchQuestion(question)
    return questions_of(attempt, stamp=stamp)[question].question


def newest_number(section: Section, *, stamp: str | None) -> int:
    """The number of a section's newest version, asked once for each stamp."""

    def ask() -> int:
        numbers = Version.objects.published().filter(section=section).values_list("number", flat=True)
        return numbers.order_by("-number")[0] or 0

    return _NEWEST.get_or_make(stamp, section.pk, ask)


def no_longer_asked(attempt: Attempt, *, stamp: str | None) -> frozenset[str]:
    """The questions of an attempt that HR has removed since: the newest version does not have them. None while the text
    has no page where the reader could go on instead."""
    section, newest = attempt.section, newest_number(attempt.section, stamp=stamp)
    if newest == attempt.version.number or not section.has_address or not section.is_in_force(timezone.localdate()):
        return frozenset()
    editions = Edition.objects.select_related("version__section__handbook").defer("html", "source")
    language = section.handbook.source_language
    source = editions.filter(version__section=section, version__number=newest, language=language).first()
    if source is None:  # `handbook.unreadable` names such a version to HR
        return frozenset()
    return frozenset(attempt.question_ids) - {question.id for question in quiz_of(source).questions}


def audience_of(employee: Employee, at: datetime) -> str:
    return Audience.LEADERS if employee.is_leader(timezone.localdate(at)) else Audience.EVERYONE
