"""The clock strikes: every chore is done, and one that fails is not in the way of the others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Attempt
from handbook.models import Kind, Version
from handbook.sections import withdraw_section
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.schedule import schedule
from tests.support.attempts import begin
from tests.support.content_files import run
from tests.support.drafts import drafted

pytestmark = pytest.mark.usefixtures("required")


def schedule_a_minute_ago(section, by) -> Version:
    now = timezone.now()
    return schedule(
        draft=drafted(section, by),
        publish_at=now - timedelta(minutes=1),
        decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True),
        by=by,
        at=now - timedelta(hours=1),
    )


def test_it_does_what_is_due_and_says_so_and_then_says_nothing(amina, olav, roles, privacy) -> None:
    schedule_a_minute_ago(roles, olav)
    begin(amina, privacy, at=timezone.now())
    withdraw_section(section=privacy, on=timezone.localdate(), by=olav, at=timezone.now())
    attempt = Attempt.objects.get()
    assert run("tick") == (
        [
            "scheduled versions published or held back: Rollene dine, versjon 2.",
            f"attempts no longer owed ended: {attempt}.",
            "profiles of employees renewed: 2.",
        ],
        "",
    )
    assert run("tick") == ([], "")


def test_a_chore_that_fails_is_told_and_the_next_one_is_done(amina, olav, roles, privacy) -> None:
    version = schedule_a_minute_ago(roles, olav)
    Version.objects.filter(pk=version.pk).update(decision={"kinds": "nonsense"})
    begin(amina, privacy, at=timezone.now())
    withdraw_section(section=privacy, on=timezone.localdate(), by=olav, at=timezone.now())
    written, refused = run("tick")
    assert refused == "Failed: scheduled versions published or held back. The rest is done."
    assert any("'nonsense' is not a valid Kind" in line for line in written)
    assert not Attempt.objects.open().exists()
