"""Brings a site to where a live test begins. Runs on the site's own database, outside the tests' process: see `readers`."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from django.test import Client
from django.utils import timezone

from config.demo.rollout import begin_section
from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import edition_of
from courses.models import Attempt
from handbook.models import Section
from handbook.public.reader_editions import ReaderEdition, section_for_reader
from handbook.quizzes import quiz_of
from people.models import Employee
from tests.live.server import Site

Form = dict[str, str | int | list[str]]


@dataclass(frozen=True)
class Reader:
    """An employee who is signed in, and where they stand in the first section."""

    number: str
    session: str
    page: str
    """Where the section is read."""
    start: str
    """Where confirming is posted, and what is confirmed."""
    confirmation: Form
    other_language: str
    """Where the same is confirmed in a language that the reader has not chosen."""
    other_confirmation: Form
    right: dict[str, list[str]]
    """The letters of each question's right answer."""
    attempt: str = ""
    """Empty: not begun."""
    submit: str = ""
    """Where the next answer is posted, and the right one."""
    submission: Form | None = None


def readers(site: Site, count: int, *, questions_left: int | None = None) -> list[Reader]:
    """So many signed-in employees, who have so many questions left of the first section (None: have not begun)."""
    script = f"from tests.live import readers; readers.prepare({count}, {questions_left})"
    return [Reader(**load) for load in json.loads(site.run("manage.py", "shell", "-v0", "-c", script))]


def prepare(count: int, questions_left: int | None) -> None:
    """Print the readers as JSON."""
    at = timezone.now()
    employed = Employee.objects.employed(timezone.localdate(at)).filter(absences=None).order_by("number")[:count]
    section = Section.objects.select_related("handbook").order_by("handbook", "position")[0]
    print(json.dumps([asdict(_reader(employee, section, questions_left, at)) for employee in employed]))  # noqa: T201 - its use


def _reader(employee: Employee, section: Section, questions_left: int | None, at: datetime) -> Reader:
    shown = section_for_reader(section, language=employee.language or "nb", audience="everyone")
    client = Client()
    client.force_login(employee)
    start, other = f"/courses/{section.handbook.slug}/{section.slug}/start/", _other_language(shown)
    facts = {
        "number": employee.number,
        "session": client.cookies["sessionid"].value,
        "page": f"/handbooks/{section.handbook.slug}/{section.slug}/",
        "start": start,
        "other_language": f"{start}?language={other}",
        "other_confirmation": _confirmation(employee, shown, other),
        "right": {question.id: sorted(question.right) for question in quiz_of(shown.edition).questions},
    }
    confirmation = _confirmation(employee, shown, shown.edition.language)
    if questions_left is None:
        return Reader(**facts, confirmation=confirmation)
    attempt = begin_section(employee, section, at=at)
    while len(open_question_ids(attempt)) > questions_left:
        _answer_one(attempt, at)
    question = open_question_ids(attempt)[0]
    return Reader(
        **facts,
        confirmation=confirmation,
        attempt=str(attempt.pk),
        submit=f"/courses/attempts/{attempt.pk}/questions/{question}/",
        submission={"sequence": attempt.answers.count() + 1, "option": facts["right"][question]},
    )


def _other_language(shown: ReaderEdition) -> str:
    return "nn" if shown.edition.language == "nb" else "nb"


def _confirmation(employee: Employee, shown: ReaderEdition, language: str) -> Form:
    leaders_since = "0" if employee.is_leader(timezone.localdate()) else ""
    return {"version": shown.version.number or 0, "language": language, "since": 0, "leaders_since": leaders_since}


def _answer_one(attempt: Attempt, at: datetime) -> None:
    question = open_question_ids(attempt)[0]
    right = quiz_of(edition_of(attempt)).question(question).right
    answer(attempt=attempt, question=question, options=right, sequence=attempt.answers.count() + 1, at=at)
