"""The smallest phone, the text spacing a reader may need, and text twice as large: nothing is lost."""

from tests.journeys.looking import TWICE_AS_LARGE, WITH_SPACING, cut, dress, overlapping, too_wide
from tests.journeys.pages import Sample, each_page, open_sample
from tests.journeys.visits import HEIGHTS, PHONE, SMALLEST, WIDE

LANGUAGES = ("nb", "nn", "en")
STYLES = (
    ("spacing on the smallest phone", WITH_SPACING, SMALLEST),
    ("spacing", WITH_SPACING, WIDE),
    ("twice as large on a phone", TWICE_AS_LARGE, PHONE),
    ("twice as large", TWICE_AS_LARGE, WIDE),
)


@each_page
def test_nothing_is_wider_than_the_smallest_phone(sample: Sample, desk, site, facts) -> None:
    found = {}
    for language in LANGUAGES:
        page = desk.page(sample.number(facts), width=SMALLEST, language=language)
        open_sample(sample, page, site, facts, language)
        for menu in page.locator(".site-menu:not([open]) summary:visible").all():
            menu.click()
        found[language] = too_wide(page) + cut(page) + overlapping(page)
    assert found == {language: [] for language in LANGUAGES}


@each_page
def test_a_reader_s_own_style_cuts_nothing(sample: Sample, desk, site, facts) -> None:
    page = desk.page(sample.number(facts))
    open_sample(sample, page, site, facts)
    found = {}
    for name, style, width in STYLES:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        dress(page, style)
        found[name] = too_wide(page) + cut(page) + overlapping(page)
    assert found == {name: [] for name, _style, _width in STYLES}
