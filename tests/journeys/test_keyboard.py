"""The Tab key from the top of a page. The way through every page is walked in test_every_page.py."""

import pytest

from tests.journeys.hands import Keyboard
from tests.journeys.visits import PHONE, SMALLEST, WIDE

MOST_STOPS_TO_CONFIRM = 6


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_first_stop_leads_past_the_menu(width: int, visits, facts) -> None:
    page = visits.page(facts.newcomer, width=width)
    page.goto("/")
    hand = Keyboard(page)

    hand.activate(page.locator(".skip"))

    assert page.evaluate("() => document.activeElement.id") == "main"
    first = hand.tab()
    assert first
    assert first.name.startswith("a  «Start")


@pytest.mark.parametrize("width", [SMALLEST, PHONE, WIDE])
def test_the_confirmation_is_a_few_stops_after_the_skip_link(width: int, visits, facts) -> None:
    page = visits.page(facts.newcomer, width=width)
    page.goto(f"/handbooks/{facts.handbook}/{facts.section}/")
    hand = Keyboard(page)
    hand.activate(page.locator(".skip"))

    stops = hand.reach(page.get_by_role("link", name="Til bekreftelsen"))
    page.keyboard.press("Enter")
    stops += hand.reach(page.get_by_role("button", name="Bekreft at jeg har lest"))

    assert len(stops) <= MOST_STOPS_TO_CONFIRM
