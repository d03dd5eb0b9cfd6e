"""The first question of a quiz, as somebody on a phone with bad coverage meets it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import Keyboard
from tests.journeys.site_states import SECTIONS, Studying
from tests.journeys.visits import PHONE, WIDE

MOST_BYTES, MOST_REQUESTS = 100_000, 8
LOWEST_START = 420
"""Pixels from the top, on a phone."""
MOST_STOPS_AFTER_THE_SKIP_LINK = 6
A_THUMB = 44
"""Pixels: the least height of what a thumb must hit."""
CORNERS = ((3, 3), (-3, 3), (3, -3), (-3, -3))


def open_question(
    visits, facts, *, width: int = PHONE, has_touch: bool = False, number: str = "", path: str = ""
) -> Page:
    page = visits.page(number or facts.learner, width=width, has_touch=has_touch)
    page.goto(path or f"/courses/attempts/{facts.attempt}/questions/{facts.question}/")
    return page


def test_it_is_light(visits, facts) -> None:
    page = visits.page(facts.learner, width=PHONE)
    network = page.context.new_cdp_session(page)
    sizes = list[float]()
    network.on("Network.loadingFinished", lambda finished: sizes.append(finished["encodedDataLength"]))
    network.send("Network.enable")

    page.goto(f"/courses/attempts/{facts.attempt}/questions/{facts.question}/", wait_until="networkidle")

    assert len(sizes) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES, sizes


def test_the_first_answer_of_every_question_starts_high_on_a_phone(visits, site, newcomers) -> None:
    number = next(newcomers)
    page = visits.page(number, width=PHONE)
    tops = {}
    for handbook, section in site.rows(SECTIONS):
        studying = Studying(site, number, handbook, section)
        for question in studying.questions:
            page.goto(f"/courses/attempts/{studying.attempt}/questions/{question}/")
            tops[section, question] = page.locator(".answer, .tick").first.bounding_box()["y"]

    assert {question: top for question, top in tops.items() if top >= LOWEST_START} == {}
    assert len(tops) >= 5


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_first_answer_is_a_few_stops_after_the_skip_link(width: int, visits, facts) -> None:
    page = open_question(visits, facts, width=width)
    hand = Keyboard(page)
    hand.activate(page.locator(".skip"))

    stops = hand.reach(page.locator(".answer").first)

    assert len(stops) <= MOST_STOPS_AFTER_THE_SKIP_LINK


def test_the_first_answer_is_a_few_stops_away_on_a_phone_without_skipping(visits, facts) -> None:
    page = open_question(visits, facts)

    _skip, *stops = Keyboard(page).reach(page.locator(".answer").first)

    assert len(stops) <= MOST_STOPS_AFTER_THE_SKIP_LINK


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_every_answer_is_high_enough_for_a_thumb(width: int, visits, facts) -> None:
    buttons = open_question(visits, facts, width=width).locator(".answer")
    path = f"/courses/attempts/{facts.ticking}/questions/{facts.two_answers}/"
    boxes = open_question(visits, facts, width=width, number=facts.ticker, path=path).locator(".tick")

    heights = [button.bounding_box()["height"] for button in [*buttons.all(), *boxes.all()]]

    assert len(heights) >= 7
    assert min(heights) >= A_THUMB


@pytest.mark.parametrize(("x", "y"), CORNERS)
def test_an_answer_can_be_tapped_at_its_corners(x: int, y: int, visits, facts) -> None:
    """The question of somebody who has answered it before: it can be answered as often as one likes."""
    path = f"/courses/attempts/{facts.unsure_attempt}/questions/{facts.last_answered}/"
    page = open_question(visits, facts, has_touch=True, number=facts.unsure, path=path)

    tap_at(page, ".answer.unsure", x, y)

    page.wait_for_url("**/feedback/")


@pytest.mark.parametrize(("x", "y"), CORNERS)
def test_a_box_can_be_ticked_at_its_corners_and_nothing_else_happens(x: int, y: int, visits, facts) -> None:
    path = f"/courses/attempts/{facts.ticking}/questions/{facts.two_answers}/"
    page = open_question(visits, facts, has_touch=True, number=facts.ticker, path=path)
    page.wait_for_load_state("networkidle")
    sent = list[str]()
    page.on("request", lambda request: sent.append(request.url))
    boxes = page.get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [False] * boxes.count()

    tap_at(page, ".tick", x, y)

    expect(boxes.first).to_be_checked()
    assert sent == []


def tap_at(page: Page, row: str, x: int, y: int) -> None:
    """So many pixels inside the first such row; negative: from its right or lower edge."""
    first_row = page.locator(row).first
    first_row.scroll_into_view_if_needed()
    box = first_row.bounding_box()
    page.touchscreen.tap(box["x"] + (x if x > 0 else box["width"] + x), box["y"] + (y if y > 0 else box["height"] + y))
