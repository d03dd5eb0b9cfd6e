"""Who enters the admin, and what they see there."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import Answer, Attempt
from handbook.models import Handbook, Section, Version
from handbook.public.remarks import send_remark
from people.models import Employee, Unit
from records.models import Event
from tests.cast import MONDAY, hire
from tests.support.attempts import answer_all, begin
from tests.support.backoffice import fields_of, signed_in, typed_in_part


def sections_of(client) -> set[str]:
    return {model["object_name"] for app in client.get("/admin/").context["app_list"] for model in app["models"]}


def test_editors_see_texts_staff_see_people_and_publishers_see_texts(siri, olav, small) -> None:
    texts = {"Handbook", "Section", "Version", "LawText", "Remark", "PageText", "WithdrawnQuestion"}
    people = {"Employee", "Unit", "Requirement", "Completion"}
    assert sections_of(signed_in(siri)) == texts | people
    assert sections_of(signed_in(olav)) == texts


def test_whoever_is_signed_out_signs_in_on_the_site_and_comes_back(client) -> None:
    assert client.get("/admin/handbook/version/")["Location"] == "/sign-in/?next=/admin/handbook/version/"


@pytest.mark.parametrize("who", ["amina", "kari", "ines", "geir"])
def test_nobody_else_enters(who: str, request, small) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/handbook/handbook/").status_code == 403


def test_attempts_and_answers_are_not_registered() -> None:
    assert not {Attempt, Answer} & set(admin.site._registry)


def test_the_list_of_receipts_names_what_was_read(siri, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(siri, "nn")
    page = client.get("/admin/courses/completion/?q=1001").content.decode()
    assert "Amina Yusuf" in page
    assert "Rollene dine" in page
    english = signed_in(siri, "en").get("/admin/courses/completion/?q=1001").content.decode()
    assert re.search(r'<td [^>]*class="field-section_title">Your roles</td>', english)
    completion = amina.completions.get()
    detail = client.get(f"/admin/courses/completion/{completion.pk}/change/").content.decode()
    assert completion.section_digest in detail
    assert client.post(f"/admin/courses/completion/{completion.pk}/change/", {"language": "en"}).status_code == 403
    assert client.post(f"/admin/courses/completion/{completion.pk}/delete/", {"post": "yes"}).status_code == 403


def test_sections_are_called_by_their_titles_in_the_readers_language(siri, roles) -> None:
    send_remark(text="Feil her", name="", page="/x/", section=roles, clause="", version=1, language="nb", at=MONDAY)
    client = signed_in(siri, "en")
    pages = {
        address: client.get(f"/admin/handbook/{address}").content.decode()
        for address in ("remark/", f"section/{roles.pk}/change/", f"version/{roles.versions.get().pk}/change/")
    }
    assert re.search(r'<td [^>]*class="field-section_title">Your roles</td>', pages["remark/"])
    assert "<h2>Your roles</h2>" in pages[f"section/{roles.pk}/change/"]
    assert "<h2>Your roles, version 1</h2>" in pages[f"version/{roles.versions.get().pk}/change/"]


@pytest.mark.parametrize(
    ("language", "labels"), [("nb", ("publisert av", "lagret av")), ("nn", ("publisert av", "lagra av"))]
)
def test_the_list_of_versions_says_who_in_the_readers_language(language: str, labels, siri, roles) -> None:
    page = signed_in(siri, language).get("/admin/handbook/version/").content.decode().lower()
    assert [label in page for label in labels] == [True, True]
    assert "published by" not in page
    assert "saved by" not in page


def test_an_employees_page_offers_a_new_password_and_a_choice_of_languages(solvik, amina) -> None:
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    client = signed_in(administrator)
    page = client.get(f"/admin/people/employee/{amina.pk}/change/").content.decode()
    assert amina.password.rpartition("$")[2] not in page
    assert "salt" not in page
    assert f'<a href="/admin/people/employee/{amina.pk}/password/">Sett et nytt passord</a>' in page
    assert re.findall('<option value="([a-z]*)"', page) == ["", "nb", "nn", "en"]


def test_whoever_only_sees_people_is_offered_no_password(siri, amina) -> None:
    page = signed_in(siri).get(f"/admin/people/employee/{amina.pk}/change/").content.decode()
    assert "passord" not in page


def test_history_names_whoever_did_it(solvik, small) -> None:
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    client = signed_in(administrator)
    address = f"/admin/handbook/handbook/{small.pk}/change/"
    fields = typed_in_part(client, address, "front-page")
    assert client.post(address, fields | {"title_nb": "Ny"}).status_code == 302
    assert "Tor Haugen (2003)" in client.get(f"/admin/handbook/handbook/{small.pk}/history/").content.decode()


def test_every_page_of_the_admin_leads_to_help(siri, small) -> None:
    page = signed_in(siri).get("/admin/handbook/handbook/").content.decode()
    for address in ("/accessibility/", "/privacy/", "/remarks/?page=/admin/handbook/handbook/"):
        assert f'href="{address}"' in page


def test_groups_are_not_shown(solvik) -> None:
    administrator = hire("2003", "Tor", "Haugen", solvik.top, is_superuser=True)
    assert "Group" not in sections_of(signed_in(administrator))


def test_remarks_are_marked_as_handled(siri, roles) -> None:
    remark = send_remark(
        text="Feil her", name="", page="/x/", section=roles, clause="", version=1, language="nb", at=MONDAY
    )
    signed_in(siri).post("/admin/handbook/remark/", {"action": "handled", "_selected_action": remark.pk})
    remark.refresh_from_db()
    assert remark.handled_by == siri


def test_saving_the_page_of_a_remark_stores_nothing(siri, roles) -> None:
    remark = send_remark(
        text="Feil", name="", page="/x/", section=roles, clause="", version=1, language="nb", at=MONDAY
    )
    before = Event.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert signed_in(siri).post(f"/admin/handbook/remark/{remark.pk}/change/", {"text": "Noe"}).status_code == 302
    assert not [query["sql"] for query in queries if query["sql"].startswith('UPDATE "handbook_remark"')]
    remark.refresh_from_db()
    assert (remark.text, Event.objects.count()) == ("Feil", before)


def test_the_administrator_hires_somebody_with_a_first_position(solvik, small) -> None:
    boss = Employee.objects.create_superuser("1000", "a good long password", given_name="Tor", family_name="Haugen")
    typed = {
        "number": "2001", "given_name": "Liv", "family_name": "Berg", "usable_password": "true",
        "password1": "a good long password 2", "password2": "a good long password 2",
        "unit": solvik.south.pk, "from_day": "2026-11-01", "title": "lege",
    }  # fmt: skip
    response = signed_in(boss).post("/admin/people/employee/add/", typed)
    assert response.status_code == 302, response.context["errors"]
    hired = Employee.objects.get(number="2001")
    assert [(position.unit, position.title, position.is_main) for position in hired.positions.all()] == [
        (solvik.south, "lege", True)
    ]
    assert Event.objects.filter(what="hired", subject_key=str(hired.pk), by=boss).exists()


@pytest.fixture
def tor(solvik) -> Employee:
    """The administrator."""
    return Employee.objects.create_superuser("1000", "a good long password", given_name="Tor", family_name="Haugen")


def newest_event() -> tuple[str, str, str, object]:
    event = Event.objects.latest("pk")
    return event.what, event.subject_key, event.by.number, event.details


def test_a_role_given_and_taken_is_on_record_with_what_it_was(tor, siri) -> None:
    client = signed_in(tor)
    address = f"/admin/people/employee/{siri.pk}/change/"
    typed = fields_of(client.get(address).content.decode()) | {
        "number": "1003",
        "given_name": "Siri",
        "family_name": "Vik",
    }
    typed |= dict.fromkeys(("is_active", "is_hr_staff", "is_auditor"), "on")
    assert client.post(address, typed).status_code == 302
    assert newest_event() == (
        "employee edited",
        str(siri.pk),
        "1000",
        {
            "fields": ["family_name", "is_hr_editor", "is_auditor"],
            "roles": {"is_hr_editor": [True, False], "is_auditor": [False, True]},
        },
    )
    siri.refresh_from_db()
    assert (siri.family_name, siri.is_hr_editor, siri.is_hr_staff, siri.is_auditor) == ("Vik", False, True, True)


def test_a_password_that_is_set_for_somebody_is_on_record(tor, amina) -> None:
    client = signed_in(tor)
    address = f"/admin/people/employee/{amina.pk}/password/"
    typed = {"usable_password": "true", "password1": "a good long password 2", "password2": "a good long password 2"}
    before = Event.objects.count()
    assert client.post(address, typed | {"password2": "another"}).status_code == 200
    assert client.get(address).status_code == 200
    assert client.post(address, {"usable_password": "false"}).status_code == 302  # the wrong button
    assert Event.objects.count() == before
    assert client.post(address, typed).status_code == 302
    assert newest_event() == ("password set", str(amina.pk), "1000", {"is_usable": True})
    amina.refresh_from_db()
    assert amina.check_password("a good long password 2")
    assert client.post(address, {"usable_password": "false", "unset-password": "Disable"}).status_code == 302
    assert newest_event() == ("password set", str(amina.pk), "1000", {"is_usable": False})


def test_a_unit_is_renamed_on_record(tor, solvik) -> None:
    assert signed_in(tor).post(f"/admin/people/unit/{solvik.south.pk}/change/", {"name": "Sør"}).status_code == 302
    changes = {"changes": {"name": ["Hjemmetjenesten sør", "Sør"]}}
    assert newest_event() == ("unit renamed", str(solvik.south.pk), "1000", changes)


def test_staff_see_people_and_change_nothing(siri, amina) -> None:
    client = signed_in(siri)
    page = client.get(f"/admin/people/employee/{amina.pk}/change/")
    assert page.status_code == 200
    assert amina.password not in page.content.decode()
    assert "md5" not in page.content.decode()
    assert client.post(f"/admin/people/employee/{amina.pk}/change/", {"is_superuser": "on"}).status_code == 403
    assert client.get("/admin/people/employee/add/").status_code == 403
    assert client.get(f"/admin/people/employee/{amina.pk}/password/").status_code == 403


def test_a_unit_is_founded_below_its_parent(solvik, small) -> None:
    boss = Employee.objects.create_superuser("1000", "a good long password", given_name="Tor", family_name="Haugen")
    signed_in(boss).post("/admin/people/unit/add/", {"name": "Natt", "parent": solvik.south.pk})
    assert Unit.objects.get(name="Natt").path.startswith(solvik.south.path)


def test_the_words_of_the_front_page_are_saved_in_each_language(siri, small) -> None:
    client = signed_in(siri)
    address = f"/admin/handbook/handbook/{small.pk}/change/"
    fields = typed_in_part(client, address, "front-page")
    client.post(address, fields | {"title_nn": "Ei lita handbok"})
    changed = Handbook.objects.get(pk=small.pk)
    assert (changed.title_nb, changed.title_nn) == ("Liten håndbok", "Ei lita handbok")
    assert Event.objects.filter(what="handbook edited", by=siri).count() == 1


@pytest.mark.parametrize("address", ["/admin/handbook/handbook/x/change/", "/admin/handbook/version/999/markdown/", "/admin/handbook/version/999/review/", "/admin/handbook/version/x/change/"])  # fmt: skip
def test_what_is_not_there_is_no_error_of_ours(olav, small, address: str) -> None:
    assert signed_in(olav).get(address).status_code in (302, 404)


NO_KEYS = ("²", "٣", "9" * 23, "9" * 5000, "-1", "1.0")
"""Digits to Python, or too many for a database: no row has them."""


@pytest.mark.parametrize("key", NO_KEYS, ids=lambda key: key[:5])
def test_what_only_looks_like_a_number_is_no_error_of_ours(olav, small, key: str) -> None:
    client = signed_in(olav)
    for kind in ("version", "handbook", "section"):
        assert client.get(f"/admin/handbook/{kind}/{key}/change/").status_code in (302, 404)
    for kind in ("version", "remark"):
        assert client.get(f"/admin/handbook/{kind}/?section={key}").status_code in (200, 302)
    typed = {"section": key, "action": "new-draft", "source": "x"}
    assert client.post("/admin/handbook/version/999/markdown/", typed).status_code == 404
    assert Version.objects.drafts().count() == 0


def test_the_list_of_sections_shows_titles(siri, small) -> None:
    page = signed_in(siri, "en").get("/admin/handbook/section/").content.decode()
    assert "Your roles" in page
    assert Section.objects.count() == 2
