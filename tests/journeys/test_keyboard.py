"""The Tab key from the top of a page. The way through every page is walked in test_every_page.py."""

import pytest

from tests.journeys.hands import Keyboard
from tests.journeys.visits import PHONE, WIDE


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
