"""A leader sees how the team stands."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.pages import LEADER
from tests.journeys.section_walk import sign_in
from tests.journeys.visits import PHONE, SMALLEST, WAYS, WIDE, Look, variants

MOST_CLICKS = {WIDE: 2, PHONE: 3}
"""Sign in, the team; on a phone the menu is opened first."""


@pytest.mark.parametrize(("way", "width", "look"), variants(WAYS, [PHONE, WIDE]), ids=str)
def test_a_leader_sees_how_the_team_stands(way: str, width: int, look: Look, visits) -> None:
    page = visits.page(width=width, has_script=way != "without script", look=look)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, LEADER)
    if width == PHONE:
        hand.activate(page.locator(".site-menu summary"))
    hand.activate(page.get_by_role("link", name="Teamet mitt").locator("visible=true"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Teamet mitt: Hjemmetjenesten sør")
    expect(page.get_by_role("row").filter(has_text="Amina Yusuf")).to_be_visible()
    assert hand.clicks <= MOST_CLICKS[width]


@pytest.mark.parametrize(("way", "width", "look"), variants(WAYS, [SMALLEST, PHONE, WIDE]), ids=str)
def test_a_leader_comes_to_those_who_are_overdue_in_two_clicks(way: str, width: int, look: Look, visits) -> None:
    page = visits.page(width=width, has_script=way != "without script", look=look)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, LEADER)
    hand.activate(page.locator("main a[href^='/reports/team/']").first)

    expect(page.locator("table tbody tr").first).to_contain_text("over fristen")
    assert hand.clicks == 2
