"""The one journey that is walked on every database: signing in, one section, the receipt."""

import re

from playwright.sync_api import expect

from tests.journeys.hands import Mouse
from tests.journeys.section_walk import answer_all_right, completions_of, sign_in
from tests.journeys.visits import PHONE


def test_an_employee_gets_a_receipt(visits, site, newcomers) -> None:
    number = next(newcomers)
    page = visits.page(width=PHONE)
    hand = Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    hand.activate(page.locator(".next .ds-button"))
    section = page.url.rstrip("/").rpartition("/")[2]
    hand.activate(page.get_by_role("button", name="Bekreft at jeg har lest"))
    answer_all_right(hand, site, section)
    hand.activate(page.get_by_role("link", name=re.compile("^Kvittering ")))

    expect(page.get_by_role("heading", level=1)).to_have_text("Kvittering")
    expect(page.locator(".receipt")).to_contain_text(number)
    assert completions_of(site, number) == [section]
