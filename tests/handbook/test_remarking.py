"""A reader reports a fault in the text."""

import pytest
from django.test import Client

from handbook.models import Kind, Remark
from handbook.remarking import handle_remark, send_remark
from records.models import Event
from tests.cast import MONDAY
from tests.handbook.editing import edit_and_publish


def send(client: Client, **sent: str):
    return client.post("/remarks/", {"text": "Det mangler et komma.", **sent})


def facts() -> list[tuple[object, ...]]:
    return list(Remark.objects.values_list("text", "page", "section__slug", "clause", "version", "language", "name"))


def test_a_remark_is_kept_with_the_page_clause_version_and_language(roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    client = Client(headers={"accept-language": "nn"})
    response = send(client, page="/handbooks/small/roles/", clause="roles-2")
    assert (response.status_code, response["Location"]) == (302, "/remarks/sent/")
    assert facts() == [("Det mangler et komma.", "/handbooks/small/roles/", "roles", "roles-2", 2, "nn", "")]


@pytest.mark.parametrize(
    "page", ["/handbooks/small/", "/handbooks/small/nonsense/", "/privacy/", "", "nonsense", "/handbooks/"]
)
def test_a_remark_about_another_page_is_about_no_section(page: str, small) -> None:
    send(Client(headers={"accept-language": "nb"}), page=page)
    assert facts() == [("Det mangler et komma.", page, None, "", None, "nb", "")]


def test_who_sent_it_is_kept_only_if_a_name_is_given(amina, small) -> None:
    client = Client(headers={"accept-language": "nb"})
    client.force_login(amina)
    send(client)
    assert list(Remark.objects.values_list("name", flat=True)) == [""]
    (event,) = Event.objects.filter(what="remark sent")
    assert (event.by, event.details) == (None, {})
    send(client, name="Amina")
    assert set(Remark.objects.values_list("name", flat=True)) == {"", "Amina"}


def test_a_section_the_reader_may_not_read_is_not_given_away(roles, small) -> None:
    small.open_to_all = False
    small.save()
    send(Client(headers={"accept-language": "nb"}), page="/handbooks/small/roles/")
    assert [each[2] for each in facts()] == [None]


def test_the_page_with_the_form_carries_the_page_and_clause_it_is_about(small) -> None:
    body = Client().get("/remarks/", {"page": "/handbooks/small/roles/", "clause": "roles-2"}).content.decode()
    assert 'name="page" value="/handbooks/small/roles/"' in body
    assert 'name="clause" value="roles-2"' in body


def test_a_remark_is_handled_once_and_by_whom(roles, siri) -> None:
    remark = send_remark(text="Feil.", name="", page="", section=roles, clause="", version=1, language="nb", at=MONDAY)
    handle_remark(remark=remark, by=siri, at=MONDAY)
    assert list(Remark.objects.values_list("handled_at", "handled_by__number", "text")) == [(MONDAY, "1003", "Feil.")]
    assert list(Event.objects.filter(what="remark handled").values_list("by__number", "subject_key")) == [
        ("1003", str(remark.pk))
    ]
