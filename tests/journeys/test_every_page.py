"""Every page of the URL configuration, in its states, in every language, in light and dark, wide and narrow. A page is
opened once a language and looked at in every way there."""

from collections import Counter

from playwright.sync_api import Page

from tests.journeys.accessibility import (
    COLOURS,
    LETTERS,
    WITH_SPACING,
    Found,
    dressed,
    lost,
    too_low,
    twice_as_large,
)
from tests.journeys.browser_log import against_the_policy, listening
from tests.journeys.hands import astray
from tests.journeys.pages import NO_PAGE, SAMPLES, Sample, each_page, open_menus, open_sample, routes
from tests.journeys.visits import PHONE, SMALLEST, WIDE, resize

LANGUAGES = ("nb", "nn", "en")
FIRST_OF_ITS_ROUTE = tuple({sample.route: sample for sample in reversed(SAMPLES)}.values())
"""On a wide screen the states of a page have one frame around them: the Tab key walks through one of them."""


def test_every_route_has_a_sample_or_a_reason_to_have_none() -> None:
    assert {sample.route for sample in SAMPLES} | set(NO_PAGE) == set(routes())


def test_no_sample_has_the_name_of_another() -> None:
    assert [name for name, count in Counter(map(str, SAMPLES)).items() if count > 1] == []


@each_page
def test_everybody_can_use_the_page(sample: Sample, desk, site, facts) -> None:
    """The policy is kept; axe finds nothing; a reader's own letters and spacing, a thumb, the Tab key and the smallest
    phone lose nothing. All of it in bokmål; what hangs on the words in each language."""
    findings = Found()
    for language in LANGUAGES:
        page = desk.page(sample.number(facts), language=language)
        with listening(page) as heard:
            open_sample(sample, page, site, facts, language)
        # First of all: axe makes complaints of its own.
        findings.note(language, against_the_policy(page, heard, site))
        for scheme, lines in COLOURS.examined(page):
            findings.note(f"{language} {scheme}", lines)
        if language == LANGUAGES[0]:
            look_at_it_in_every_way(page, findings, is_first=sample in FIRST_OF_ITS_ROUTE)
        resize(page, SMALLEST)
        open_menus(page)
        findings.note(f"{language} {SMALLEST}", lost(page))
    assert findings == {}


def look_at_it_in_every_way(page: Page, findings: Found, *, is_first: bool) -> None:
    resize(page, PHONE)
    findings.note("a thumb", too_low(page))
    with dressed(page, WITH_SPACING):
        for width in (SMALLEST, PHONE, WIDE):
            resize(page, width)
            findings.note(f"spacing, {width}", lost(page))
    with twice_as_large(page):
        assert page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)") == 2 * LETTERS
        for width in (PHONE, WIDE):
            resize(page, width)
            findings.note(f"twice as large, {width}", lost(page))
    for width in (PHONE, WIDE) if is_first else (PHONE,):
        resize(page, width)
        findings.note(f"keys, {width}", astray(page))
