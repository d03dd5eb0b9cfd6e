"""Withdraw a question: it is no longer asked, and counts as right in the open attempts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.completions.complete import complete_each
from courses.models import Answer, Attempt, AttemptQuerySet, Completion, Credit
from courses.todos.todo_list import expired_attempts
from handbook.history import section_history
from handbook.models import Edition, Section, Version, WithdrawnQuestion
from handbook.translations.questions import question_by_language
from handbook.translations.status import renew_status
from markup.quiz.types import Question
from markup.quiz.wording import FullWording, full_wording_of, has_wording, wording_digest
from people.models import Employee
from records.models import record
from records.refusal import Refusal

BATCH_SIZE = 500
"""Attempts that are credited, or completed, together."""


class QuestionAlreadyWithdrawn(Refusal):
    """The question is already withdrawn in this wording, in every language."""

    sentence = _("The question is already withdrawn. Nothing was done.")


class QuestionNotPublished(Exception):
    """The version does not have this question, or is not published."""


class WithdrawalReasonMissing(Exception):
    """A reason is required: employees who are credited may ask for it."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A withdrawn question, with the attempts that were credited and the completions that followed."""

    question: WithdrawnQuestion
    credited: Sequence[Credit]
    completed: Sequence[Completion]


@dataclass(frozen=True, slots=True)
class AffectedAttempts:
    """The open attempts that ask a question and have no right answer to it."""

    attempt_ids: Sequence[UUID]
    done: Sequence[Attempt]
    """The attempts that have nothing else left to answer, and are completed."""


@transaction.atomic
def withdraw_question(*, version: Version, question: str, reason: str, by: Employee, at: datetime) -> Withdrawal:
    """Withdraw a question in the wording of this published version, in every language and every version that has it.

    It is credited in every open attempt without a right answer to it; attempts with nothing else left are completed.
    Raises QuestionAlreadyWithdrawn, QuestionNotPublished, WithdrawalReasonMissing.
    """
    if not reason.strip():
        raise WithdrawalReasonMissing(question)
    # Locks in the order of `start`: the section, then the attempts. A start waits; an answer in progress is waited for.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=version.section_id)
    words = published_question(version, question)
    if has_wording(words, section_history(section).withdrawn.get(question, ())):
        raise QuestionAlreadyWithdrawn(question)
    wording = full_wording_of(words)
    withdrawn = WithdrawnQuestion.objects.create(
        section=section,
        version=version,
        question=question,
        wording=wording,
        wording_digest=wording_digest(wording),
        reason=reason.strip(),
        by=by,
        at=at,
    )
    renew_status(section)
    affected = affected_attempts(
        section, question, wording, on=timezone.localdate(at), among=Attempt.objects.select_for_update()
    )
    credited = Credit.objects.bulk_create(
        (
            Credit(attempt_id=attempt, question=question, reason=withdrawn.reason, by=by, at=at)
            for attempt in affected.attempt_ids
        ),
        batch_size=BATCH_SIZE,
    )
    completions = [
        completion
        for start in range(0, len(affected.done), BATCH_SIZE)
        for completion in complete_each(attempts=affected.done[start : start + BATCH_SIZE], by=by, at=at)
    ]
    record(
        "question withdrawn",
        withdrawn,
        by=by,
        at=at,
        section=section.slug,
        question=question,
        version=version.number,
    )
    return Withdrawal(withdrawn, credited, completions)


def published_question(version: Version, question: str) -> dict[str, Question]:
    """A question of a published version, by language. Raises QuestionNotPublished."""
    words = question_by_language(question, editions_of(version))
    if version.section.handbook.source_language not in words:
        raise QuestionNotPublished(question)
    return words


def editions_of(version: Version) -> list[Edition]:
    """The editions of a version, with what tells in which language their questions are asked: one query."""
    return list(version.editions.select_related("version__section__handbook").defer("html", "source"))


def affected_attempts(
    section: Section, question: str, wording: FullWording, *, on: date, among: AttemptQuerySet | None = None
) -> AffectedAttempts:
    """The open attempts that the withdrawal of a question affects.

    The same few queries for any number of attempts, and a few more for each five hundred that may be done.
    `among` is a queryset that locks them, if something is to be written.
    """
    # Not `among or …`: the truth value of a queryset fetches, and locks, everything in it.
    attempts = (Attempt.objects.all() if among is None else among).open().filter(section=section).order_by("pk")
    asking: dict[UUID, set[str]] = {}
    editions = _editions_asking(section, question, wording)
    for pk, version, language, questions in attempts.values_list("pk", "version", "language", "questions"):
        ids = {str(id_) for id_, _drawn in questions}
        if question in ids and (version, language) in editions:
            asking[pk] = ids
    right = _right_or_credited(section)
    affected = [pk for pk in asking if question not in right[pk]]
    done = [pk for pk in affected if asking[pk] <= right[pk] | {question}]
    completable = [attempt for batch in _batches(done) for attempt in _completable(batch, on)]
    return AffectedAttempts(affected, completable)


def _editions_asking(section: Section, question: str, wording: FullWording) -> set[tuple[int, str]]:
    """Version and language of each edition that has an open attempt and asks the question in this wording."""
    versions: dict[int, dict[str, Edition]] = defaultdict(dict)
    begun = Attempt.objects.open().filter(section=section).values("version")
    editions_begun = Edition.objects.filter(version__in=begun).select_related("version__section__handbook")
    for edition in editions_begun.defer("html", "source"):
        versions[edition.version_id][edition.language] = edition
    return {
        (version, language)
        for version, editions in versions.items()
        for language in editions
        if (words := question_by_language(question, (editions[section.handbook.source_language], editions[language])))
        and has_wording(words, [wording])
    }


def _right_or_credited(section: Section) -> dict[UUID, set[str]]:
    """The questions answered right or credited in each open attempt of a section: two queries."""
    in_open_attempts = {"attempt__section": section, "attempt__ended_at": None}
    right: dict[UUID, set[str]] = defaultdict(set)
    answers = Answer.objects.filter(**in_open_attempts).order_by("sequence")
    for attempt, question, is_right in answers.values_list("attempt", "question", "is_right").iterator():
        if is_right:
            right[attempt].add(question)
        else:
            right[attempt].discard(question)
    for attempt, question in Credit.objects.filter(**in_open_attempts).values_list("attempt", "question"):
        right[attempt].add(question)
    return right


def _batches(keys: Sequence[UUID]) -> Iterator[list[Attempt]]:
    """The attempts with these keys, five hundred at a time."""
    for start in range(0, len(keys), BATCH_SIZE):
        attempts = Attempt.objects.filter(pk__in=keys[start : start + BATCH_SIZE]).select_related("employee")
        yield list(attempts.order_by("pk"))


def _completable(attempts: Sequence[Attempt], on: date) -> list[Attempt]:
    """The attempts that an answer could complete: the reading is confirmed, the employee is still employed, and no
    completion that the attempt builds on has expired."""
    employed = set(
        Employee.objects.employed(on)
        .filter(pk__in={attempt.employee_id for attempt in attempts})
        .values_list("pk", flat=True)
    )
    confirmed = [attempt for attempt in attempts if attempt.reading_confirmed_at and attempt.employee_id in employed]
    expired = {attempt.pk for attempt in expired_attempts(confirmed, on=on)}
    return [attempt for attempt in confirmed if attempt.pk not in expired]
