"""Everybody with a password can change it, on record."""

import pytest
from django.test import Client

from people.models import Employee
from records.models import Event
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import page_text

OLD, NEW = "a good long password", "et nytt langt passord"
PAGE = {"nb": "Passordet ditt er endret.", "nn": "Passordet ditt er endra.", "en": "Your password is changed."}


def typed(old: str = OLD, first: str = NEW, second: str = NEW) -> dict[str, str]:
    return {"old_password": old, "new_password1": first, "new_password2": second}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_password_is_on_record_and_ends_the_other_sessions(amina, language: str) -> None:
    here, elsewhere = client_of(amina, language), client_of(amina)
    assert 'href="/password/"' in here.get("/").content.decode()
    changed = here.post("/password/", typed(), follow=True)

    assert PAGE[language] in page_text(changed)
    assert elsewhere.get("/courses/completions/").status_code == 302
    assert Employee.objects.get(pk=amina.pk).check_password(NEW)
    event = Event.objects.latest("pk")
    assert (event.what, event.by, event.subject_key, event.details) == (
        "own password changed", amina, str(amina.pk), {"is_usable": True},
    )  # fmt: skip


@pytest.mark.parametrize(
    "sent", [typed(old="wrong"), typed(second="another long one"), typed(first="short", second="short"), {}]
)
def test_a_refused_one_stays_as_it_was(amina, sent: dict[str, str]) -> None:
    response = client_of(amina).post("/password/", sent)

    assert (response.status_code, "Du må rette opp dette" in page_text(response)) == (422, True)
    assert Employee.objects.get(pk=amina.pk).check_password(OLD)
    assert not Event.objects.filter(what="own password changed").exists()


def test_the_admin_leads_to_the_same_page(siri) -> None:
    assert client_of(siri).get("/admin/password_change/").headers["Location"] == "/password/"


def test_an_administrators_own_password_set_in_the_admin_is_on_record_too(solvik) -> None:
    tor = Employee.objects.create_superuser("1000", OLD, given_name="Tor", family_name="Haugen")
    sent = {"usable_password": "true", "password1": NEW, "password2": NEW}
    client_of(tor).post(f"/admin/people/employee/{tor.pk}/password/", sent)

    assert Event.objects.latest("pk").what == "own password changed"


def test_whoever_has_none_is_offered_no_change(amina) -> None:
    amina.set_unusable_password()
    amina.save()
    client = client_of(amina)

    assert 'href="/password/"' not in client.get("/").content.decode()
    assert client.get("/password/").status_code == 403
    assert Client().get("/password/").status_code == 302
