"""A session ends in the middle of a quiz: nothing that was answered is lost, nor the place."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.hands import Mouse
from tests.journeys.section_walk import sign_in
from tests.journeys.visits import PHONE
from tests.live.server import Site
from tests.live.visitor import SESSION


def test_after_signing_in_again_the_same_question_is_there(visits, site, newcomers) -> None:
    number = next(newcomers)
    page = visits.page(width=PHONE)
    hand = Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    page.locator(".next .ds-button").click()
    page.get_by_role("button", name="Bekreft at jeg har lest").click()
    page.get_by_role("button", name="Jeg er usikker").click()
    following = page.get_by_role("link", name="Neste spørsmål")
    question = following.get_attribute("href")

    end_session(site, page)
    following.click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    sign_in(hand, number)

    expect(page).to_have_url(f"{site.address}{question}")
    assert answers_of(site, number) == [(1, "[]")]


def test_an_answer_sent_after_the_session_has_ended_leads_back_to_its_question(visits, site, newcomers) -> None:
    number = next(newcomers)
    page = visits.page(width=PHONE)
    hand = Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    page.locator(".next .ds-button").click()
    page.get_by_role("button", name="Bekreft at jeg har lest").click()
    question = page.url

    page.context.clear_cookies(name=SESSION)
    page.get_by_role("button", name="Jeg er usikker").click()
    expect(page.get_by_text("Du ble logget ut")).to_be_visible()
    sign_in(hand, number)

    expect(page).to_have_url(f"{question}?not_saved=1")
    expect(page.get_by_role("alert")).to_contain_text("Ikke lagret – prøv igjen")
    assert answers_of(site, number) == []
    page.get_by_role("button", name="Jeg er usikker").click()
    expect(page).to_have_url(f"{question}feedback/")
    assert answers_of(site, number) == [(1, "[]")]


def end_session(site: Site, page: Page) -> None:
    """As time does: the browser still sends its cookie, and the server no longer knows it."""
    (key,) = [cooky["value"] for cooky in page.context.cookies() if cooky["name"] == SESSION]
    sessions = "from people.models import Session"
    site.run("manage.py", "shell", "-c", f"{sessions}; Session.objects.filter(pk='{key}').delete()")


def answers_of(site: Site, number: str) -> list[tuple[int, str]]:
    """What is on record: the number of each answer in its attempt, and the letters."""
    return site.rows(
        "SELECT answer.sequence, answer.options FROM courses_answer AS answer"
        " JOIN courses_attempt AS attempt ON attempt.id = answer.attempt_id"
        f" JOIN people_employee AS employee ON employee.id = attempt.employee_id WHERE employee.number = '{number}'"
    )
