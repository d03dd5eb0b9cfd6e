"""Signing in with a pasted number, from a second tab, and without cookies."""

import re

import pytest
from django.test import Client

from people.models import Employee
from tests.support.clients import LANGUAGES, client_of
from tests.support.text import main_text, page_text

PASSWORD = "a good long password"
PASTED = [
    "\u200b1001",
    "1001\u200b",
    " 1001 ",
    "\u00a01001",
    "１００１",
    "10\u200b01",
    "10 01",
    "\ufeff1001\u2060",
    "1001\t",
]


@pytest.mark.parametrize("typed", PASTED, ids=ascii)
def test_what_was_pasted_with_a_number_does_not_matter(amina, typed: str) -> None:
    response = Client().post("/sign-in/", {"username": typed, "password": PASSWORD})

    assert (response.status_code, response.headers.get("Location")) == (302, "/")


def test_the_browser_does_not_cut_what_is_pasted(db) -> None:
    (field,) = re.findall(r'<input[^>]*name="username"[^>]*>', Client().get("/sign-in/").content.decode())

    assert ("maxlength" in field, 'autocomplete="username"' in field) == (False, True)


def test_a_number_is_stored_as_it_is_typed_at_sign_in(solvik, siri) -> None:
    tor = Employee.objects.create_superuser("1", PASSWORD, given_name="Tor", family_name="Haugen")
    sent = {
        "given_name": "Ny",
        "family_name": "Ansatt",
        "password1": "ord 4711 lang nok",
        "password2": "ord 4711 lang nok",
    }
    sent |= {"usable_password": "true", "unit": str(solvik.south.pk), "from_day": "2026-11-23"}
    client_of(tor).post("/admin/people/employee/add/", sent | {"number": "\u200bA\u20117 1"})

    assert Employee.objects.get(given_name="Ny").number == "A-71"


def test_hr_looks_back_with_a_pasted_number(ines, amina, small) -> None:
    response = client_of(ines).get("/reports/handbooks/small/as-of/", {"employee": "\u200b1001 ", "day": "2026-11-20"})

    assert response.headers["Location"] == "/reports/handbooks/small/as-of/2026-11-20/employees/1001/"


def hidden_fields(page: str) -> dict[str, str]:
    """Those of the first form of the page's main part, or else of the page."""
    form = (re.findall(r"<main.*?(<form.*?)</form>", page, re.DOTALL) or [page])[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


class Browser(Client):
    """A browser in which several tabs share the cookies; each tab has the form as it was when it was opened."""

    def __init__(self, language: str = "nb") -> None:
        super().__init__(enforce_csrf_checks=True, headers={"accept-language": language})

    def open_tab(self, page: str = "/sign-in/?next=/courses/completions/") -> dict[str, str]:
        return hidden_fields(self.get(page).content.decode())

    def send(self, tab: dict[str, str], number: str, password: str = PASSWORD):
        return self.post("/sign-in/", tab | {"username": number, "password": password})


def test_the_form_in_a_second_tab_leads_on_to_where_it_was_going(amina) -> None:
    browser = Browser()
    first, second = browser.open_tab("/sign-in/"), browser.open_tab()
    browser.send(first, "1001")
    response = browser.send(second, "\u200b1001")

    assert (response.status_code, response.headers["Location"]) == (302, "/courses/completions/")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "I denne nettleseren er Amina Yusuf (nummer 1001) innlogget."),
        ("nn", "I denne nettlesaren er Amina Yusuf (nummer 1001) innlogga."),
        ("en", "In this browser, Amina Yusuf (number 1001) is signed in."),
    ],
)
@pytest.mark.parametrize("is_fresh", [False, True], ids=["old token", "fresh token"])
def test_somebody_else_in_a_second_tab_is_told_who_is_signed_in(language, sentence, is_fresh, amina, kari) -> None:
    browser = Browser(language)
    first, second = browser.open_tab(), browser.open_tab()
    browser.send(first, "1001")
    if is_fresh:
        second["csrfmiddlewaretoken"] = browser.open_tab("/")["csrfmiddlewaretoken"]
    response = browser.send(second, "1002")

    assert (response.status_code, sentence in page_text(response)) == (409, True)
    assert "Amina Yusuf" in page_text(browser.get("/"))


def test_after_signing_out_in_another_tab_the_form_asks_for_the_password_once_more(amina) -> None:
    browser = Browser()
    first, second = browser.open_tab(), browser.open_tab()
    browser.send(first, "1001")
    browser.post("/sign-out/", browser.open_tab("/"))
    again = browser.send(second, "1001")
    page = again.content.decode()

    assert (again.status_code, "Skriv passordet én gang til." in main_text(page)) == (403, True)
    assert re.search(r'name="username" value="1001"', page)
    assert browser.send(hidden_fields(page), "1001").headers["Location"] == "/courses/completions/"


def test_an_old_form_leads_to_no_other_site(amina) -> None:
    browser = Browser()
    first, second = browser.open_tab(), browser.open_tab()
    browser.send(first, "1001")

    assert browser.send(second | {"next": "https://evil.example/"}, "1001").headers["Location"] == "/"
    assert browser.send(second | {"next": "//evil.example/"}, "1001").headers["Location"] == "/"


NEEDED = {"nb": "Tillat informasjonskapsler", "nn": "Tillat informasjonskapslar", "en": "Allow cookies"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/sign-in/", "/remarks/"])
def test_without_cookies_the_page_says_that_they_are_needed(language: str, address: str, amina) -> None:
    browser = Browser(language)
    tab = browser.open_tab(address)
    browser.cookies.clear()
    response = browser.post(address, tab | {"username": "1001", "password": PASSWORD, "text": "Komma."})

    assert (response.status_code, NEEDED[language] in page_text(response)) == (403, True)


@pytest.mark.parametrize("address", ["/sign-in/", "%2Fsign-in%2F", "/sign-in/?next=/sign-in/", "/sign-in/#x"])
def test_who_is_signed_in_and_asks_to_be_led_to_the_sign_in_page_is_led_home(address: str, amina) -> None:
    response = client_of(amina).get(f"/sign-in/?next={address}")
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ["handbooks/", "x?next=y", "?x=1", "..", "%20/", "./%2F%2Fexample.org"])
def test_an_address_that_the_site_has_not_made_leads_home(address: str, amina) -> None:
    """A browser would count it from the sign-in page, where it leads nowhere."""
    amina.set_password(PASSWORD)
    amina.save()
    for reader in (amina, None):
        client = client_of(reader)
        if reader is None:
            response = client.post(f"/sign-in/?next={address}", {"username": "1001", "password": PASSWORD})
        else:
            response = client.get(f"/sign-in/?next={address}")
        assert (response.status_code, response["Location"]) == (302, "/")
