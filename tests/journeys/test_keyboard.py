"""Every page with the Tab key alone: each control is reached once, is seen to be, and the way leads out again."""

from itertools import groupby

import pytest

from tests.journeys.counting import Keyboard
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import PHONE, WIDE, resize

ALL = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
CONTROLS = """all => {
  const controls = [...document.querySelectorAll(all)].filter(each => each.checkVisibility({ visibilityProperty: true }));
  controls[0].focus();
  return controls.length;
}"""
"""How many there are. The first has the focus now, wherever it was."""


@each_page
def test_every_control_is_reached_and_seen_to_be(sample: Sample, desk, site, facts) -> None:
    page = desk.page(sample.number(facts), width=PHONE)
    open_sample(sample, page, site, facts)
    # In a field for a day the Tab key stops at each of its parts, and at the button of its calendar.
    days = set(page.locator("input[type=date]").evaluate_all("all => all.map(each => `input ${each.id} «»`)"))
    for width in (PHONE, WIDE):
        resize(page, width)
        controls = page.evaluate(CONTROLS, ALL)

        stops = Keyboard(page).walk()

        reached = [key for key, _parts in groupby(stops, key=lambda each: each.name if each.name in days else id(each))]
        assert len(reached) == controls - 1, (width, [each.name for each in stops])


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
