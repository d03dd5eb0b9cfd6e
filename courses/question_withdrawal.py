"""A question is at fault: it is asked no more, and counts as right in the attempts that are open."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from courses.completions.complete import complete_each
from courses.models import Answer, Attempt, AttemptQuerySet, Completion, Credit
from courses.todos.owed_clauses import history_of
from courses.todos.todo_list import expired_attempts
from handbook.models import Edition, Section, Version, WithdrawnQuestion
from handbook.quizzes import question_by_language
from handbook.translations.status import renew_status
from markup.quiz.types import Question
from markup.quiz.wording import FullWording, full_wording_of, is_worded, wording_digest
from people.models import Employee
from records.models import record

AT_ONCE = 500
"""Attempts that are credited, or completed, together."""


class QuestionAlreadyWithdrawn(Exception):
    """The question is withdrawn in these words, in every language."""


class QuestionNotPublished(Exception):
    """The version does not have this question, or is not published."""


class WithdrawalReasonMissing(Exception):
    """Those who are credited may ask why."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing a question did."""

    question: WithdrawnQuestion
    credited: Sequence[Credit]
    completed: Sequence[Completion]


@dataclass(frozen=True, slots=True)
class AffectedAttempts:
    """The open attempts that ask a question and do not have it right."""

    attempts: Sequence[UUID]
    done: Sequence[Attempt]
    """Those of them that want nothing more without it, and are completed."""


@transaction.atomic
def withdraw_question(*, version: Version, question: str, reason: str, by: Employee, at: datetime) -> Withdrawal:
    """Ask the question no more in the words that this published version has, in any language and any version; credit it
    in every open attempt that has it not right; and complete those that then want nothing more.

    Raises QuestionAlreadyWithdrawn, QuestionNotPublished, WithdrawalReasonMissing.
    """
    if not reason.strip():
        raise WithdrawalReasonMissing(question)
    # As in `start`: first the section, then the attempts. Whoever begins waits; whoever answers is waited for.
    locked = Section.objects.select_for_update(of=("self",), no_key=True)
    section = locked.select_related("handbook").get(pk=version.section_id)
    words = published_question(version, question)
    if is_worded(words, history_of(section).withdrawn.get(question, ())):
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
    concerned = affected_attempts(
        section, question, wording, on=timezone.localdate(at), among=Attempt.objects.select_for_update()
    )
    credited = Credit.objects.bulk_create(
        (
            Credit(attempt_id=attempt, question=question, reason=withdrawn.reason, by=by, at=at)
            for attempt in concerned.attempts
        ),
        batch_size=AT_ONCE,
    )
    completions = [
        completion
        for start in range(0, len(concerned.done), AT_ONCE)
        for completion in complete_each(attempts=concerned.done[start : start + AT_ONCE], by=by, at=at)
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
    """A question of a published version, by language. Raises NoSuchQuestion."""
    words = question_by_language(question, version.editions.defer("html", "source"))
    if version.section.handbook.source_language not in words:
        raise QuestionNotPublished(question)
    return words


def affected_attempts(
    section: Section, question: str, wording: FullWording, *, on: date, among: AttemptQuerySet | None = None
) -> AffectedAttempts:
    """Which open attempts the withdrawal of a question concerns: the same few queries for any number of them, and a few
    more for each five hundred that may be done. `among` locks them, where something is to be written."""
    # Not `among or …`: asked whether it is true, a queryset fetches, and locks, everything in it.
    attempts = (Attempt.objects.all() if among is None else among).open().filter(section=section).order_by("pk")
    asking: dict[UUID, set[str]] = {}
    edited = _editions_with(section, question, wording)
    for pk, version, language, questions in attempts.values_list("pk", "version", "language", "questions"):
        ids = {str(id_) for id_, _drawn in questions}
        if question in ids and (version, language) in edited:
            asking[pk] = ids
    settled = _settled(section)
    concerned = [pk for pk in asking if question not in settled[pk]]
    done = [pk for pk in concerned if asking[pk] <= settled[pk] | {question}]
    return AffectedAttempts(concerned, [attempt for attempts in _by_key(done) for attempt in _that_count(attempts, on)])


def _editions_with(section: Section, question: str, wording: FullWording) -> set[tuple[int, str]]:
    """Version and language of each edition that open attempts are about and that says the question in these words."""
    versions: dict[int, dict[str, Edition]] = defaultdict(dict)
    begun = Attempt.objects.open().filter(section=section).values("version")
    for edition in Edition.objects.filter(version__in=begun).defer("html", "source"):
        versions[edition.version_id][edition.language] = edition
    return {
        (version, language)
        for version, editions in versions.items()
        for language in editions
        if (said := question_by_language(question, (editions[section.handbook.source_language], editions[language])))
        and language in said
        and is_worded(said, [wording])
    }


def _settled(section: Section) -> dict[UUID, set[str]]:
    """What is answered right or credited in each open attempt of a section: two queries."""
    of_open = {"attempt__section": section, "attempt__ended_at": None}
    settled: dict[UUID, set[str]] = defaultdict(set)
    answers = Answer.objects.filter(**of_open).order_by("sequence").values_list("attempt", "question", "is_right")
    for attempt, question, is_right in answers.iterator():
        (settled[attempt].add if is_right else settled[attempt].discard)(question)
    for attempt, question in Credit.objects.filter(**of_open).values_list("attempt", "question"):
        settled[attempt].add(question)
    return settled


def _by_key(keys: Sequence[UUID]) -> Iterator[list[Attempt]]:
    """These attempts, five hundred at a time."""
    for start in range(0, len(keys), AT_ONCE):
        found = Attempt.objects.filter(pk__in=keys[start : start + AT_ONCE]).select_related("employee")
        yield list(found.order_by("pk"))


def _that_count(attempts: Sequence[Attempt], on: date) -> list[Attempt]:
    """Those that can be completed as an answer would complete them: what was read is confirmed, whoever began still works
    here, and what it builds on has not run out."""
    working = set(
        Employee.objects.employed(on)
        .filter(pk__in={attempt.employee_id for attempt in attempts})
        .values_list("pk", flat=True)
    )
    confirmed = [attempt for attempt in attempts if attempt.reading_confirmed_at and attempt.employee_id in working]
    run_out = {expired_attempt.pk for expired_attempt in expired_attempts(confirmed, on=on)}
    return [attempt for attempt in confirmed if attempt.pk not in run_out]
