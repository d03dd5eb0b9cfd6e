"""From the signed-out front page to the result: with a mouse, with the keyboard alone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.section_walk import DONE, answer_all_right, completions_of, next_card, sign_in
from tests.journeys.site_states import SECTIONS
from tests.journeys.visits import PHONE, SMALLEST, WAYS, WIDE, Look, variants

TO_THE_FIRST_QUESTION = 3
"""Sign in, start, confirm."""
MOST_CLICKS_FOR_ALL = 117
"""The whole shipped handbook, by somebody who has not begun and answers right."""


def clicks_allowed(options: list[int]) -> int:
    """Twelve for five questions: an answer and «Neste» each, and after the last no «Neste». Where two answers are to be
    ticked, the second tick and «Svar» come on top."""
    ticks = sum(count for count in options if count > 1)
    return TO_THE_FIRST_QUESTION + 2 * len(options) - 1 + ticks


def test_five_questions_are_allowed_twelve_clicks() -> None:
    assert clicks_allowed([1, 1, 1, 1, 1]) == 12


@pytest.mark.parametrize(("way", "width", "look"), variants(WAYS, [SMALLEST, PHONE, WIDE]), ids=str)
def test_an_employee_comes_from_the_front_page_to_the_result(
    way: str, width: int, look: Look, visits, site, newcomers, facts
) -> None:
    number = next(newcomers)
    page = visits.page(width=width, has_script=way != "without script", look=look)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    card = next_card(page)
    title = card.get_by_role("heading").inner_text()
    hand.activate(card.get_by_role("link"))
    section = page.url.rstrip("/").rpartition("/")[2]
    hand.activate(page.get_by_role("button", name="Bekreft at jeg har lest"))

    options = answer_all_right(hand, site, section)

    expect(page.get_by_role("heading", level=1)).to_have_text(DONE)
    expect(page).to_have_title(re.compile(f"^Ferdig: {re.escape(title)} – "))
    assert completions_of(site, number) == [section]
    assert hand.clicks == clicks_allowed(options)


@pytest.mark.parametrize(
    ("way", "width", "look"), [variants(WAYS, [SMALLEST, PHONE, WIDE])[place] for place in (1, 3, 8)], ids=str
)
def test_the_whole_handbook_is_completed_from_nothing(
    way: str, width: int, look: Look, visits, site, newcomers
) -> None:
    number = next(newcomers)
    page = visits.page(width=width, has_script=way != "without script", look=look)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    hand.activate(next_card(page).get_by_role("link"))
    sections = [section for _handbook, section in site.rows(SECTIONS)]
    completed, allowed = list[str](), 1
    while len(completed) < len(sections):
        completed.append(page.url.rstrip("/").rpartition("/")[2])
        hand.activate(page.get_by_role("button", name="Bekreft at jeg har lest"))
        allowed += clicks_allowed(answer_all_right(hand, site, completed[-1])) - 1  # signed in already
        if len(completed) < len(sections):
            hand.activate(page.get_by_role("link", name=re.compile("^Neste: ")))

    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Takk, .* Du er ferdig med hele «"))
    assert sorted(completions_of(site, number)) == sorted(completed) == sorted(sections)
    assert hand.clicks == allowed
    assert hand.clicks <= MOST_CLICKS_FOR_ALL
