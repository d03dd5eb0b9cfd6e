"""Attempts that nothing asks for any more are ended, and no others."""

from datetime import timedelta

from courses.attempts.end import end_unowed
from courses.models import Attempt, Requirement
from handbook.sections import withdraw_section
from tests.cast import MONDAY, TODAY
from tests.support.attempts import begin, ended

TOMORROW = MONDAY + timedelta(days=1)


def test_what_is_owed_and_what_somebody_wished_goes_on(amina, kari, roles, privacy, required) -> None:
    begin(amina, privacy)
    assert end_unowed(at=MONDAY) == []
    Requirement.objects.all().delete()
    requested_language = begin(kari, privacy)
    (lifted,) = end_unowed(at=MONDAY)
    assert (lifted.employee, requested_language.reason, Attempt.objects.open().get()) == (
        amina,
        "refresher",
        requested_language,
    )


def test_a_withdrawn_section_lifts_its_attempts_once(amina, roles, privacy, olav, required) -> None:
    attempt, other = begin(amina, privacy), begin(amina, roles)
    withdraw_section(section=privacy, on=TODAY + timedelta(days=1), by=olav, at=MONDAY)
    assert end_unowed(at=MONDAY) == []
    assert [end_unowed(at=TOMORROW), end_unowed(at=TOMORROW)] == [[attempt], []]
    assert ended(attempt) == [("lifted", None, TOMORROW, {"ending": "lifted"})]
    assert ended(other) == []


def test_whoever_has_left_has_nothing_to_go_on_with(amina, privacy, required) -> None:
    attempt = begin(amina, privacy)
    amina.positions.update(to_day=TODAY)
    assert end_unowed(at=TOMORROW) == [attempt]
