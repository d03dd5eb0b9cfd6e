"""Which language a reader meets, and what is said about it to caches."""

import re

import pytest
from django.test import Client

from people.models import Employee
from tests.support.attempts import begin


def page_language(response) -> str:
    attribute = re.search(r'<html lang="(\w*)"', response.content.decode())
    assert attribute
    assert response["Content-Language"] == attribute[1]
    return attribute[1]


def client_of(employee: Employee | None, accepts: str = "") -> Client:
    client = Client(headers={"accept-language": accepts} if accepts else {})
    if employee:
        client.force_login(employee)
    return client


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        ("no,en", "nb"),
        ("no", "nb"),
        ("no-NO,no;q=0.9,en;q=0.8", "nb"),
        ("no-NO,en;q=0.8", "nb"),
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6", "nb"),
        ("nn-NO,nn;q=0.9,no;q=0.8,nb;q=0.7", "nn"),
        ("NN", "nn"),
        ("nn;q=0.4,nb;q=0.3", "nn"),
        ("en-GB,en;q=0.9", "en"),
        ("en-US", "en"),
        ("se,no;q=0.8,en;q=0.5", "nb"),
        ("da,sv;q=0.9", "nb"),
        ("pl,en;q=0.5", "en"),
        ("nn;q=0,en;q=0.5", "en"),
        ("*", "nb"),
        ("", "nb"),
        ("\x00", "nb"),
        (";;q=,,nonsense;q=9", "nb"),
        ("no," * 2000, "nb"),
    ],
    ids=lambda text: ascii(text)[:40],
)
def test_the_browsers_wish(accepts: str, language: str, small) -> None:
    assert page_language(client_of(None, accepts).get("/")) == language


def test_the_employees_own_choice_comes_before_cookie_and_browser(amina, small) -> None:
    client = client_of(amina, "en")
    client.cookies["django_language"] = "nb"
    assert page_language(client.get("/")) == "nb"
    client.post("/language/", {"language": "nn"})
    client.cookies["django_language"] = "nb"
    assert page_language(client.get("/")) == "nn"
    assert Employee.objects.get(pk=amina.pk).language == "nn"


def test_a_choice_made_signed_out_is_remembered_in_a_cookie(small) -> None:
    client = client_of(None, "en")
    response = client.post("/language/", {"language": "nn", "next": "/handbooks/"})
    assert (response["Location"], response.cookies["django_language"].value) == ("/handbooks/", "nn")
    cookie = response.cookies["django_language"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    assert page_language(client.get("/handbooks/")) == "nn"


@pytest.mark.parametrize("remembered", ["xx", "", "\x00", "../nn"])
def test_a_cookie_with_nonsense_is_passed_over(remembered: str, small) -> None:
    client = client_of(None, "nn")
    client.cookies["django_language"] = remembered
    assert page_language(client.get("/")) == "nn"


def test_one_visit_in_another_language_is_not_remembered(amina, small) -> None:
    client = client_of(amina, "nb")
    assert page_language(client.get("/?language=en")) == "en"
    assert page_language(client.get("/")) == "nb"
    assert Employee.objects.get(pk=amina.pk).language == ""


@pytest.mark.parametrize("wish", ["xx", "", "no", "nb-NO", "\x00", "nn,en"])
def test_a_wish_that_is_not_offered_is_passed_over(wish: str, small) -> None:
    assert page_language(client_of(None, "nn").get("/", {"language": wish})) == "nn"


def test_the_language_of_one_visit_does_not_reach_the_next(small) -> None:
    assert [page_language(client_of(None, language).get("/")) for language in ("en", "nn", "nb", "")] == [
        "en",
        "nn",
        "nb",
        "nb",
    ]


ADDRESSES = ("/", "/handbooks/", "/handbooks/small/roles/", "/remarks/", "/nonsense/", "/handbooks/small/nonsense/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_shared_cache_keeps_a_page_and_no_cache_mixes_languages(address: str, amina, required) -> None:
    signed_out, signed_in = client_of(None, "nb").get(address), client_of(amina, "nb").get(address)
    for response in (signed_out, signed_in):
        varies = {header.strip().lower() for header in response["Vary"].split(",")}
        assert varies >= {"cookie", "accept-language"}
    assert signed_out["Cache-Control"] == "private, no-cache"
    assert signed_in["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "address",
    ["/courses/completions/", "/reports/team/", "/reports/team.csv", "/reports/overview/", "/reports/overview.csv"],
)
def test_what_is_about_people_is_never_stored(address: str, kari, amina, required) -> None:
    kari.is_auditor = True
    kari.save()
    assert client_of(kari, "nb").get(address)["Cache-Control"] == "private, no-store"


def test_refusals_and_forms_are_never_stored_either(amina, roles, required) -> None:
    attempt = begin(amina, roles)
    client = client_of(amina, "nb")
    checked = Client(enforce_csrf_checks=True)
    checked.force_login(amina)
    answers = [
        client.get("/reports/team/"),
        client.get(f"/courses/attempts/{attempt.pk}/questions/clear/"),
        client.post(f"/courses/attempts/{attempt.pk}/questions/clear/", {"sequence": 1}),
        checked.post("/remarks/", {"text": "x"}),
    ]
    assert [(answer.status_code, answer["Cache-Control"]) for answer in answers] == [
        (403, "private, no-store"),
        (200, "private, no-store"),
        (422, "private, no-store"),
        (403, "private, no-store"),
    ]


def test_the_sign_in_page_is_never_stored(small) -> None:
    cache_control = client_of(None, "nb").get("/sign-in/")["Cache-Control"]
    assert {"no-store", "private"} <= {directive.strip() for directive in cache_control.split(",")}
    assert "public" not in cache_control


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_text_in_another_language_says_so_on_the_part(language: str, amina, roles, required) -> None:
    """Site texts stay in the reader's language; `lang` stands on what is not."""
    body = client_of(amina, language).get("/handbooks/small/roles/").content.decode()
    assert f'<div class="stack fill" lang="{language}">' in body
