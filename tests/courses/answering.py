"""People who answer, for tests of what their answers amount to."""

from courses.attempts.answer import answer
from courses.models import Attempt
from handbook.models import Section
from people.models import Employee
from tests.cast import MONDAY, Solvik, hire
from tests.courses.attempts.test_answer import begin


def hire_people(solvik: Solvik, number: int) -> list[Employee]:
    return [hire(f"30{each:02}", "Ansatt", f"Nummer {each}", solvik.south) for each in range(number)]


def answer_next(attempt: Attempt, question: str, letters: str) -> None:
    sequence = attempt.answers.count() + 1
    answer(attempt=attempt, question=question, options=frozenset(letters), sequence=sequence, at=MONDAY)


def first_answer(
    employee: Employee, section: Section, question: str, letters: str, *, version: int = 1, language: str = "nb"
) -> Attempt:
    """Confirm the version, and answer one question."""
    section = Section.objects.select_related("handbook").get(pk=section.pk)
    attempt = begin(employee, section, version=version, language=language)
    answer_next(attempt, question, letters)
    return attempt
