"""A reader reports an error in the text."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from handbook.models import Kind, Remark
from handbook.public.remarks import handle_remark, send_remark
from records.models import Event
from tests.cast import MONDAY
from tests.support.publication import edit_and_publish
from tests.support.text import page_text

CLAUSES = ["", "roles-speaker", "roles-1", "roles-2", "roles-3", "roles-4", "roles-case-pitch"]
"""The whole section, then each of its clauses."""


def send(client: Client, **sent: str):
    return client.post("/remarks/", {"text": "Det mangler et komma.", **sent})


def facts() -> list[tuple[object, ...]]:
    return list(Remark.objects.values_list("text", "page", "section__slug", "clause", "version", "language", "name"))


def test_a_remark_is_kept_with_the_page_clause_version_and_language(roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    client = Client(headers={"accept-language": "nn"})
    response = send(client, page="/handbooks/small/roles/", clause="roles-2")
    assert (response.status_code, response["Location"]) == (302, "/remarks/sent/?page=%2Fhandbooks%2Fsmall%2Froles%2F")
    assert "Tilbake til « Rollene dine »" in page_text(client.get(response["Location"]))
    for nothing in ("", "?page=https://example.org/handbooks/small/", "?page=/handbooks/small/none/", "?page=%00"):
        assert "Tilbake til" not in page_text(client.get(f"/remarks/sent/{nothing}"))
    assert facts() == [("Det mangler et komma.", "/handbooks/small/roles/", "roles", "roles-2", 2, "nn", "")]


@pytest.mark.parametrize(
    ("page", "version"),
    [
        ("/handbooks/small/roles/versions/1/", 1),
        ("/handbooks/small/roles/versions/2/", 2),
        ("/handbooks/small/roles/versions/", 2),
        ("/handbooks/small/roles/versions/7/", 2),
        ("/handbooks/small/roles/versions/²/", 2),
        (f"/handbooks/small/roles/versions/{'9' * 30}/", 2),
    ],
)
def test_a_remark_is_about_the_version_whose_page_it_came_from(page: str, version: int, roles, olav) -> None:
    edit_and_publish(roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    send(Client(headers={"accept-language": "nb"}), page=page)
    assert [(fact[2], fact[4]) for fact in facts()] == [("roles", version)]


def test_a_remark_about_a_section_without_a_version_is_about_none(small) -> None:
    small.sections.create(slug="intent", position=3)
    send(Client(headers={"accept-language": "nb"}), page="/handbooks/small/intent/")
    assert [(fact[2], fact[4]) for fact in facts()] == [("intent", None)]


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
    assert [fact[2] for fact in facts()] == [None]


def test_the_page_with_the_form_carries_the_page_and_clause_it_is_about(small) -> None:
    body = Client().get("/remarks/", {"page": "/handbooks/small/roles/", "clause": "roles-2"}).content.decode()
    assert 'name="page" value="/handbooks/small/roles/"' in body
    assert '<option value="roles-2" selected>' in body


def test_the_form_says_which_section_it_is_about_and_offers_its_points(small) -> None:
    client = Client(headers={"accept-language": "nb"})
    body = client.get("/remarks/", {"page": "/handbooks/small/roles/versions/"}).content.decode()
    assert '<strong lang="nb">Rollene dine</strong>' in body
    points = re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)</option>', body)
    assert [clause for clause, _words in points] == CLAUSES
    assert [words for clause, words in points if clause == "roles-2"] == [
        "1.2 Du bør være tydelig på hvem du snakker for."
    ]
    by_clause = dict(points)
    assert by_clause["roles-speaker"] == "Hvem snakker du for?"
    assert by_clause["roles-case-pitch"].startswith("Eksempel: Banen: Hamid leder")
    assert "<select" not in client.get("/remarks/", {"page": "/privacy/"}).content.decode()


def test_what_was_typed_into_a_form_that_expired_is_given_back_however_short(small) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nb"})
    refused = client.post("/remarks/", {"text": "Komma.", "name": "Amina", "page": "/handbooks/small/"})
    assert refused.status_code == 403
    assert re.findall(r"<label[^>]*>([^<]*)</label><textarea[^>]*>([^<]*)<", refused.content.decode()) == [
        ("Hva er galt?", "Komma."),
        ("Navnet ditt (valgfritt)", "Amina"),
    ]


def test_a_remark_is_handled_once_and_by_whom(roles, siri) -> None:
    remark = send_remark(text="Feil.", name="", page="", section=roles, clause="", version=1, language="nb", at=MONDAY)
    handle_remark(remark=remark, by=siri, at=MONDAY)
    assert list(Remark.objects.values_list("handled_at", "handled_by__number", "text")) == [(MONDAY, "1003", "Feil.")]
    assert list(Event.objects.filter(what="remark handled").values_list("by__number", "subject_key")) == [
        ("1003", str(remark.pk))
    ]


def test_who_handled_a_remark_first_stands(roles, siri, olav) -> None:
    remark = send_remark(text="Feil.", name="", page="", section=roles, clause="", version=1, language="nb", at=MONDAY)
    handle_remark(remark=remark, by=siri, at=MONDAY)
    handle_remark(remark=remark, by=olav, at=MONDAY + timedelta(days=1))
    assert list(Remark.objects.values_list("handled_at", "handled_by__number")) == [(MONDAY, "1003")]
    assert Event.objects.filter(what="remark handled").count() == 1


def sent(client: Client, **changed: str) -> int:
    """Send a remark, changed so; the number of remarks thereafter."""
    client.post(
        "/remarks/", {"text": "Komma.", "name": "", "page": "/handbooks/small/roles/", "clause": "roles-1"} | changed
    )
    return Remark.objects.count()


def test_a_remark_sent_again_is_one_remark_from_whichever_tab_or_browser(roles, siri) -> None:
    assert [sent(Client()), sent(Client()), sent(Client(), text="Komma.  ")] == [1, 1, 1]
    assert Event.objects.filter(what="remark sent").count() == 1
    assert [sent(Client(), clause="roles-2"), sent(Client(), name="Amina"), sent(Client(), text="Punktum.")] == [
        2,
        3,
        4,
    ]
    handle_remark(remark=Remark.objects.get(clause="roles-1", name="", text="Komma."), by=siri, at=MONDAY)
    assert [sent(Client()), sent(Client())] == [5, 5]


def test_the_database_holds_one_waiting_remark_in_the_same_words(roles) -> None:
    sent(Client())
    remark = Remark.objects.get()
    remark.pk = None
    with pytest.raises(IntegrityError, match=r"words_digest|same_words"), transaction.atomic():
        remark.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_presses_at_the_same_moment_are_one_remark() -> None:
    def press(_number: int) -> None:
        try:
            send_remark(text="Feil.", name="", page="", section=None, clause="", version=None, language="nb", at=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, range(8)))
    assert (Remark.objects.count(), Event.objects.filter(what="remark sent").count()) == (1, 1)
