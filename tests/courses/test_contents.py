"""The contents of a handbook say how far the reader has come, as home does."""

from datetime import timedelta

from django.template.defaultfilters import date as written
from django.test import Client
from django.utils import timezone

from courses.templatetags.short_days import short_day
from handbook.models import Version
from handbook.versions.rollback import undo_publication
from tests.cast import MONDAY
from tests.support.attempts import complete
from tests.support.clients import client_of
from tests.support.publication import new_rule
from tests.support.sections import again
from tests.support.text import page_text

CONTENTS = "/handbooks/small/"


def test_they_tick_what_is_done_with_its_day(amina, roles, privacy, required) -> None:
    complete(amina, roles)
    page = page_text(client_of(amina).get(CONTENTS))
    assert "1 av 2 kapitler er ferdige" in page
    assert f"1. Rollene dine ✓ Ferdig {short_day(timezone.localdate(MONDAY))} · " in page
    assert "2. Personvern 1 min" in page
    assert written(MONDAY, "j. ") in page


def test_what_has_a_new_rule_is_no_longer_ticked_and_the_bar_stays(amina, olav, roles, privacy, required) -> None:
    complete(amina, roles)
    new_rule(roles, olav)
    page = page_text(client_of(amina).get(CONTENTS))
    assert "1 av 2 kapitler er ferdige" in page
    assert "1. Rollene dine Ny regel · " in page
    assert "✓" not in page


def test_a_new_rule_that_was_undone_is_not_called_one(amina, olav, roles, privacy, required) -> None:
    new_rule(roles, olav)
    complete(amina, again(roles), version=2)
    version = Version.objects.get(section=roles, number=2)
    undo_publication(version=version, by=olav, at=MONDAY + timedelta(minutes=5))
    for address in (CONTENTS, "/"):
        page = page_text(client_of(amina).get(address))
        assert "En ny regel er angret" in page
        assert "Ny regel" not in page


def test_who_must_not_complete_it_or_is_not_signed_in_sees_the_sections_alone(amina, roles, privacy) -> None:
    for client in (client_of(amina), Client()):
        page = page_text(client.get(CONTENTS))
        assert "Rollene dine" in page
        assert "er ferdig" not in page


def test_those_beside_a_section_tick_what_is_done_and_owes_nothing_new(amina, olav, roles, privacy, required) -> None:
    def beside() -> str:
        return page_text(client_of(amina).get(f"{CONTENTS}privacy/")).rpartition(" Kapitler ")[2]

    assert beside().startswith("1 Rollene dine 2 Personvern")
    complete(amina, roles)
    assert beside().startswith("1 Rollene dine ✓ Ferdig 2 Personvern")
    new_rule(roles, olav)
    assert beside().startswith("1 Rollene dine 2 Personvern")


def test_those_beside_a_section_tick_nothing_for_who_is_not_signed_in(amina, roles, privacy, required) -> None:
    complete(amina, roles)
    assert "✓" not in page_text(Client().get(f"{CONTENTS}privacy/"))
