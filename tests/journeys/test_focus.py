"""Where the focus is after a page has answered, and what its title says."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.pages import send_nothing, sign_in_wrongly, tick_one_of_two
from tests.journeys.visits import PHONE


def test_after_an_answer_the_verdict_has_the_focus_and_begins_the_title(visits, facts) -> None:
    page = visits.page(facts.unsure, width=PHONE)
    page.goto(f"/courses/attempts/{facts.unsure_attempt}/questions/{facts.last_answered}/")

    page.get_by_role("button", name="Jeg er usikker").click()

    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Helt greit å være usikker")
    expect(heading).to_be_focused()
    expect(page).to_have_title(re.compile("^Helt greit å være usikker – spørsmål "))


def test_the_last_right_answer_says_first_that_the_section_is_done(visits, facts) -> None:
    page = visits.page(facts.finisher, width=PHONE)
    page.goto(f"/courses/attempts/{facts.finished_attempt}/questions/{facts.last_right}/feedback/")

    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title(re.compile("^Ferdig: "))


def test_after_a_wrong_number_of_ticks_the_summary_has_the_focus_and_leads_to_the_first_answer(
    visits, site, facts
) -> None:
    page = visits.page(facts.ticker, width=PHONE)
    page.goto(f"/courses/attempts/{facts.ticking}/questions/{facts.two_answers}/")

    tick_one_of_two(page, site, facts)

    expect(page).to_have_title(re.compile("^Feil: "))
    see_summary_lead_to(page, "Velg to svar", "[type=checkbox] >> nth=0")
    assert [checkbox.is_checked() for checkbox in page.get_by_role("checkbox").all()][:2] == [False, True]
    assert page.locator(".ds-validation-message").inner_text() == "Velg to svar"


def test_after_a_wrong_password_the_summary_has_the_focus_and_leads_to_the_number(visits, site, facts) -> None:
    page = visits.page(width=PHONE)
    page.goto("/sign-in/")

    sign_in_wrongly(page, site, facts)

    expect(page).to_have_title(re.compile("^Feil: "))
    see_summary_lead_to(page, "", "[name=username]")


def test_after_an_empty_remark_the_summary_has_the_focus_and_leads_to_the_text(visits, site, facts) -> None:
    page = visits.page(width=PHONE)
    page.goto("/remarks/")

    send_nothing(page, site, facts)

    expect(page).to_have_title(re.compile("^Feil: "))
    see_summary_lead_to(page, "", "[name=text]")


def see_summary_lead_to(page: Page, text: str, field: str) -> None:
    summary = page.get_by_role("group", name="Du må rette opp dette")
    expect(summary).to_be_focused()
    page.keyboard.press("Tab")
    link = summary.get_by_role("link")
    expect(link).to_be_focused()
    expect(link).to_contain_text(text)
    page.keyboard.press("Enter")
    expect(page.locator(field)).to_be_focused()
