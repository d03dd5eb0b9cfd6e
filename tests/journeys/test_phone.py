"""The text spacing a reader may need, text twice as large, and a thumb: nothing is lost. A page is opened once."""

from playwright.sync_api import Page

from tests.journeys.looking import LETTERS, WITH_SPACING, dressed, lost, too_low, twice_as_large
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import PHONE, SMALLEST, WIDE, resize


@each_page
def test_spacing_and_letters_twice_as_large_cut_nothing_and_a_thumb_hits_what_stands_by_itself(
    sample: Sample, desk, site, facts
) -> None:
    page = desk.page(sample.number(facts), width=PHONE)
    open_sample(sample, page, site, facts)
    found = {"too low for a thumb": too_low(page)}
    with dressed(page, WITH_SPACING):
        found |= lost_at(page, "spacing", SMALLEST, PHONE, WIDE)
    with twice_as_large(page):
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 2 * LETTERS
        found |= lost_at(page, "twice as large", PHONE, WIDE)
    assert {what: lines for what, lines in found.items() if lines} == {}


def test_the_button_of_the_menu_stays_where_it_is(visits, facts) -> None:
    page = visits.page(facts.newcomer, width=PHONE)
    page.goto("/")
    button = page.locator(".site-menu summary")
    before = button.bounding_box()
    button.click()
    assert page.locator(".site-menu nav").is_visible()
    assert button.bounding_box() == before


def lost_at(page: Page, how: str, *widths: int) -> dict[str, list[str]]:
    found = {}
    for width in widths:
        resize(page, width)
        found[f"{how}, {width}"] = lost(page)
    return found
