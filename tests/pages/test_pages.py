"""Every page opens, for those it is for, in every language."""

import re

import pytest

from tests.support.attempts import answer_all, begin
from tests.support.clients import LANGUAGES, client_of


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/handbooks/",
        "/handbooks/small/",
        "/handbooks/small/print/",
        "/handbooks/small/as-of/",
        "/handbooks/small/as-of/2026-11-23/",
        "/handbooks/small/roles/",
        "/handbooks/small/roles/versions/",
        "/handbooks/small/roles/versions/1/",
        "/handbooks/small/roles/versions/1/changes/",
        "/search/",
        "/remarks/",
        "/remarks/sent/",
        "/courses/completions/",
        "/reports/team/",
        "/reports/team/?handbook=small&status=overdue",
        "/reports/team.csv",
        "/reports/overview/",
        "/reports/overview/?handbook=nonsense",
        "/reports/overview.csv",
        "/reports/handbooks/small/as-of/",
        "/reports/handbooks/small/as-of/2026-11-23/employees/1001/",
    ],
)
def test_a_page_opens(address: str, language: str, kari, amina, required) -> None:
    kari.is_auditor = True
    kari.save()
    response = client_of(kari, language).get(address)
    assert response.status_code == 200
    if address.endswith("/"):
        assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/handbooks/", "/handbooks/small/", "/handbooks/small/roles/", "/sign-in/"])
def test_a_page_opens_signed_out(address: str, required) -> None:
    assert client_of(None, "nb").get(address).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_from_reading_to_the_receipt(language: str, amina, roles, required) -> None:
    client = client_of(amina, language)
    page = client.get("/handbooks/small/roles/").content.decode()
    assert 'name="since" value="0"' in page
    started = client.post("/courses/small/roles/start/", {"version": 1, "language": language, "since": 0}, follow=True)
    attempt = amina.attempts.get()
    assert started.status_code == 200
    for question in attempt.question_ids:
        first = client.get(f"/courses/attempts/{attempt.pk}/questions/{question}/")
        assert first.status_code == 200
        unsure = client.post(first.request["PATH_INFO"], {"sequence": attempt.answers.count() + 1, "option": "unsure"})
        assert client.get(unsure["Location"]).status_code == 200
    assert client.get(f"/courses/attempts/{attempt.pk}/result/").status_code == 200
    assert client.get("/").status_code == 200
    answer_all(attempt)
    assert client.get(f"/courses/attempts/{attempt.pk}/result/").status_code == 200
    completion = amina.completions.get()
    for address in (
        f"/courses/completions/{completion.pk}/",
        "/courses/completions/handbooks/small/",
        "/courses/completions/",
    ):
        assert completion.code in client.get(address).content.decode()
    assert client.get("/handbooks/small/roles/").status_code == 200


def test_a_wrong_number_of_ticks_keeps_them(amina, privacy, required) -> None:
    attempt = begin(amina, privacy)
    client = client_of(amina, "en")
    for question in attempt.question_ids:
        response = client.post(
            f"/courses/attempts/{attempt.pk}/questions/{question}/", {"sequence": 1, "option": ["a", "b", "c"]}
        )
        assert response.status_code == 422
        assert "<title>Error:" in response.content.decode()
    assert attempt.answers.count() == 0


@pytest.mark.parametrize("address", ["/", "/handbooks/", "/courses/completions/", "/reports/team/"])
def test_the_menu_says_where_one_is(address: str, kari, required) -> None:
    """In both menus, the wide one and the one on small screens."""
    page = client_of(kari, "nb").get(address).content.decode()
    assert re.findall(r'<a href="([^"]*)" aria-current="page">', page) == [address, address]


def test_the_menu_says_nothing_where_it_does_not_lead(kari, required) -> None:
    page = client_of(kari, "nb").get("/handbooks/small/roles/").content.decode()
    menus, content = page.partition("<main")[::2]
    assert 'aria-current="page"' not in menus
    assert content.count('aria-current="page"') == 1, "the section itself, among those at its side"


@pytest.mark.parametrize("address", ["/sign-in/", "/", "/remarks/?page=/handbooks/small/roles/"])
def test_no_label_ends_in_a_colon(address: str, small) -> None:
    labels = re.findall(r"<label[^>]*>([^<]+)</label>", client_of(None, "nb").get(address).content.decode())
    assert labels
    assert [label for label in labels if label.endswith(":")] == []


def test_no_label_of_a_filter_ends_in_a_colon(kari, amina, required) -> None:
    labels = re.findall(r"<label[^>]*>([^<]+)</label>", client_of(kari, "nb").get("/reports/team/").content.decode())
    assert labels == ["Håndbok", "Status"]


@pytest.mark.parametrize("address", ["/sign-out/", "/language/", "/courses/small/roles/start/"])
def test_an_address_that_takes_a_form_alone_leads_on_to_a_page(address: str, amina, required) -> None:
    response = client_of(amina, "nb").get(address, follow=True)
    assert response.status_code == 200
    assert response.wsgi_request.user == amina
    assert response.redirect_chain == [("/handbooks/small/roles/" if "start" in address else "/", 302)]


def test_a_wrong_password_forgets_neither_why_one_is_there_nor_the_way_back(amina, required) -> None:
    client = client_of(None, "nb")
    back = "/courses/completions/?not_saved=1"
    for response in (
        client.get("/sign-in/", {"next": back}),
        client.post("/sign-in/", {"username": "1001", "password": "wrong", "next": back}),
    ):
        body = response.content.decode()
        assert f'<input type="hidden" name="next" value="{back}">' in body
        assert "Du ble logget ut i mellomtiden." in body
