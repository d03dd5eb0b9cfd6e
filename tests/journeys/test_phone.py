"""Every page in its states, opened once: the content security policy is kept, and with the text spacing a reader may need,
text twice as large, a thumb, and the Tab key alone nothing is lost. At a desk of its own: axe makes reports itself."""

from playwright.sync_api import Page

from tests.journeys.counting import astray
from tests.journeys.listening import against_the_policy, listening
from tests.journeys.looking import LETTERS, WITH_SPACING, dressed, lost, too_low, twice_as_large
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import PHONE, SMALLEST, WIDE, resize


@each_page
def test_the_policy_is_kept_nothing_is_lost_a_thumb_hits_and_the_tab_key_reaches_everything(
    sample: Sample, listening_desk, site, facts
) -> None:
    page = listening_desk.page(sample.number(facts), width=PHONE)
    with listening(page) as heard:
        open_sample(sample, page, site, facts)
    found = against_the_policy(page, heard, site)
    found["too low for a thumb"] = too_low(page)
    with dressed(page, WITH_SPACING):
        found |= lost_at(page, "spacing", SMALLEST, PHONE, WIDE)
    with twice_as_large(page):
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 2 * LETTERS
        found |= lost_at(page, "twice as large", PHONE, WIDE)
    for width in (PHONE, WIDE):
        resize(page, width)
        found[f"keys, {width}"] = astray(page)
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
