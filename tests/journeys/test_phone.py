"""The smallest phone, the text spacing a reader may need, and text twice as large: nothing is lost."""

from playwright.sync_api import Page

from tests.journeys.looking import (
    LETTERS,
    WITH_SPACING,
    cut,
    dress,
    narrow_captions,
    overlapping,
    too_low,
    too_wide,
    twice_as_large,
)
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import HEIGHTS, PHONE, SMALLEST, WIDE

LANGUAGES = ("nb", "nn", "en")


@each_page
def test_nothing_is_wider_than_the_smallest_phone(sample: Sample, desk, site, facts) -> None:
    found = {}
    for language in LANGUAGES:
        page = desk.page(sample.number(facts), width=SMALLEST, language=language)
        open_sample(sample, page, site, facts, language)
        for menu in page.locator(".site-menu:not([open]) summary:visible").all():
            menu.click()
        found[language] = lost(page)
    assert found == {language: [] for language in LANGUAGES}


@each_page
def test_the_spacing_that_a_reader_needs_cuts_nothing(sample: Sample, desk, site, facts) -> None:
    page = desk.page(sample.number(facts))
    open_sample(sample, page, site, facts)
    dress(page, WITH_SPACING)
    assert lost_at_each_width(page) == {SMALLEST: [], PHONE: [], WIDE: []}


@each_page
def test_letters_twice_as_large_cut_nothing(sample: Sample, desk, site, facts) -> None:
    page = desk.page(sample.number(facts))
    open_sample(sample, page, site, facts)
    with twice_as_large(page):
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 2 * LETTERS
        assert lost_at_each_width(page, PHONE, WIDE) == {PHONE: [], WIDE: []}


@each_page
def test_a_thumb_hits_what_stands_by_itself(sample: Sample, desk, site, facts) -> None:
    page = desk.page(sample.number(facts), width=PHONE)
    open_sample(sample, page, site, facts)
    assert too_low(page) == []


def test_the_button_of_the_menu_stays_where_it_is(visits, facts) -> None:
    page = visits.page(facts.newcomer, width=PHONE)
    page.goto("/")
    button = page.locator(".site-menu summary")
    before = button.bounding_box()
    button.click()
    assert page.locator(".site-menu nav").is_visible()
    assert button.bounding_box() == before


def lost_at_each_width(page: Page, *widths: int) -> dict[int, list[str]]:
    found = {}
    for width in widths or (SMALLEST, PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        found[width] = lost(page)
    return found


def lost(page: Page) -> list[str]:
    """What is beyond the edge of the screen, cut, under something else, or a caption a letter a line."""
    return narrow_captions(page) + too_wide(page) + cut(page) + overlapping(page)
