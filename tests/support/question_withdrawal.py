"""A question that HR withdraws."""

from datetime import timedelta

from courses.question_withdrawal import Withdrawal, withdraw_question
from handbook.models import Section, Version
from people.models import Employee
from tests.cast import MONDAY

LATER = MONDAY + timedelta(hours=1)
WHY = "To svar er riktige."


def withdraw(section: Section, question: str, by: Employee, *, version: int = 1, at=LATER) -> Withdrawal:
    published = Version.objects.select_related("section__handbook").get(section=section, number=version)
    return withdraw_question(version=published, question=question, reason=WHY, by=by, at=at)
