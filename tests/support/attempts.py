"""Employees who confirm, answer and complete, and the rows that come of it."""

from django.utils import timezone

from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import edition_of
from courses.attempts.start import start
from courses.models import Attempt, Completion, LatestCompletion
from handbook.models import Audience, Section, Version
from handbook.translations.questions import asked_questions
from people.models import Employee
from records.models import Event
from tests.cast import MONDAY, Solvik, hire

FACTS = (
    "version_id", "language", "audience", "since", "leaders_since", "scope", "reason", "clauses", "ending",
)  # fmt: skip
LATEST = ("audience", "number", "language")


def hire_people(solvik: Solvik, number: int) -> list[Employee]:
    return [hire(f"30{place:02}", "Ansatt", f"Nummer {place}", solvik.south) for place in range(number)]


def begin(
    employee, section, *, version=1, language="nb", since=0, leaders_since=..., requested_language=None, at=MONDAY
) -> Attempt:
    """Confirm what the page shows; a leader reads the leaders' clauses against the same version, if nothing else is said."""
    if leaders_since is ...:
        leaders_since = since if employee.is_leader(timezone.localdate(at)) else None
    return start(
        employee=employee,
        section=section,
        version=version,
        language=language,
        since=since,
        leaders_since=leaders_since,
        requested_language=requested_language or language,
        at=at,
    )


def answer_letters(attempt: Attempt, question: str, letters: str, sequence: int = 1, at=MONDAY) -> None:
    answer(attempt=attempt, question=question, options=frozenset(letters), sequence=sequence, at=at)


def answer_next(attempt: Attempt, question: str, letters: str) -> None:
    answer_letters(attempt, question, letters, attempt.answers.count() + 1)


def answer_all(attempt, at=MONDAY) -> None:
    asked = asked_questions(edition_of(attempt))
    for question in open_question_ids(attempt):
        right = asked[question].question.right
        answer(attempt=attempt, question=question, options=right, sequence=attempt.answers.count() + 1, at=at)


def first_answer(
    employee: Employee, section: Section, question: str, letters: str, *, version: int = 1, language: str = "nb"
) -> Attempt:
    """Confirm the version, and answer one question."""
    section = Section.objects.select_related("handbook").get(pk=section.pk)
    attempt = begin(employee, section, version=version, language=language)
    answer_next(attempt, question, letters)
    return attempt


def complete(employee, section, **facts) -> Completion:
    attempt = begin(employee, section, **facts)
    answer_all(attempt, at=facts.get("at", MONDAY))
    return Completion.objects.get(attempt=attempt)


def ended(attempt: Attempt) -> list[tuple[object, ...]]:
    """How an attempt ended, and who says so."""
    events = Event.objects.filter(what="attempt ended", subject_key=str(attempt.pk))
    return [
        (Attempt.objects.get(pk=attempt.pk).ending, *row) for row in events.values_list("by__number", "at", "details")
    ]


def written(completion: Completion) -> dict[str, object]:
    """All that is on record of it but whose it is, when it was, and in which order it was asked and answered."""
    attempt, facts = completion.attempt, completion.payload.facts
    asked = {id_: sorted(letters) for id_, letters in attempt.questions}
    answers = list(attempt.answers.all())
    last = {answer.question: answer for answer in answers}
    assert [answer.sequence for answer in answers] == list(range(1, len(answers) + 1))
    assert answers[-1].at == attempt.ended_at == completion.completed_at
    events = Event.objects.filter(by=completion.employee, subject_key__in=(attempt.pk, completion.pk))
    assert [event.what for event in events] == ["reading confirmed", "section completed"]
    return {
        "attempt": {name: getattr(attempt, name) for name in FACTS},
        "asked": asked,
        "answers": {id_: (answer.options, answer.is_right, answer.is_carried) for id_, answer in last.items()},
        "facts": {name: facts[name] for name in set(facts) - {"employee", "number", "confirmed_at", "completed_at"}},
        "latest": set(completion.employee.latest_completions.filter(section=completion.section).values_list(*LATEST)),
        "events": [(event.what, event.subject_kind, event.details) for event in events],
    }


def latest_rows() -> list[tuple[object, ...]]:
    """Every derived row, whole."""
    rows = LatestCompletion.objects.order_by("employee__number", "section__slug", "audience")
    return list(rows.values_list("employee__number", "section__slug", "audience", "number", "language", "completed_at"))


def finished(employee: Employee, section: Section, number: int) -> Completion:
    """As much of a completion as the derived rows are made of."""
    version = Version(section=section, number=number)
    return Completion(
        employee=employee,
        section=section,
        version=version,
        language="nb",
        audience=Audience.EVERYONE,
        completed_at=MONDAY,
    )
