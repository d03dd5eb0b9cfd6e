"""An attempt ends once, and it is on record how."""

import pytest

from courses.attempts.end import AttemptEnded, end
from courses.models import Attempt, Ending
from tests.cast import MONDAY
from tests.support.attempts import begin, complete, ended

pytestmark = pytest.mark.usefixtures("required")


def test_ending_an_attempt_is_one_event(amina, siri, privacy) -> None:
    attempt = end(attempt=begin(amina, privacy), ending=Ending.LIFTED, by=siri, at=MONDAY)
    assert ended(attempt) == [("lifted", "1003", MONDAY, {"ending": "lifted"})]


def test_beginning_again_ends_the_earlier_attempt_by_the_employee(amina, privacy) -> None:
    attempt = begin(amina, privacy)
    begin(amina, privacy, language="nn")
    assert ended(attempt) == [("restarted", "1001", MONDAY, {"ending": "restarted"})]


def test_what_has_ended_cannot_end_in_another_way(amina, privacy) -> None:
    open_still = begin(amina, privacy)
    attempt = complete(amina, privacy).attempt
    with pytest.raises(AttemptEnded):
        # The row was read before the last answer came.
        end(attempt=open_still, ending=Ending.RESTARTED, by=amina, at=MONDAY)
    assert Attempt.objects.get(pk=attempt.pk).ending == Ending.COMPLETED
    assert ended(attempt) == []
