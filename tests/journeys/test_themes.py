"""Each kind of page in the themes that the demo does not wear: axe has nothing to say, in light and dark. The
colours of every kind of element in them are looked at in test_every_page.py."""

import pytest
from playwright.sync_api import Page

from tests.journeys.accessibility import OTHER_THEMES, dressed, examined_in_both_schemes
from tests.journeys.pages import HR, SAMPLES, open_menus, open_sample
from tests.journeys.visits import LOOKS, PHONE, THEME_NAMES, WAYS, WIDE, variants

KINDS = (
    "courses:home signed out",
    "courses:home under way",
    "courses:home of a leader",
    "handbook:section not begun",
    "courses:question",
    "courses:question wrong number of ticks",
    "courses:feedback not right",
    "courses:feedback right, the last one",
    "courses:handbook_completion all done",
    "handbook:contents",
    "courses:completions",
    "courses:changes",
    "handbook:print",
    "handbook:search many places",
    "handbook:remarks nothing written",
    "reports:team",
    "reports:overview",
)
"""The front page, home, a section, a question and what is said of the answer, the end, the contents, receipts, what is new,
paper, search, a form with errors, and the pages of managers."""
ROLES = {str(sample): sample for sample in SAMPLES}


def test_there_are_two_other_themes() -> None:
    assert list(OTHER_THEMES) == ["green", "yellow"]


def test_the_looks_of_the_journeys_are_six_and_differ(visits) -> None:
    seen = set()
    for look in LOOKS:
        page = visits.page(look=look)
        page.goto("/")
        seen.add(tuple(page.evaluate(COLOURS)))

    assert len(LOOKS) == len(seen) == 6
    walked = variants(WAYS, [1, 2, 3])
    assert {look for _way, _width, look in walked} == {*LOOKS}
    for meets in (*WAYS, 1, 2, 3):
        own = [look for way, width, look in walked if meets in (way, width)]
        assert {look.theme for look in own} == {*THEME_NAMES}
        assert {look.is_dark for look in own} == {False, True}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_in_the_other_themes(kind: str, desk, site, facts) -> None:
    """A page in the demo's theme, and the other theme's colours over it."""
    sample = ROLES[kind]
    page = desk.page(sample.number(facts), width=PHONE if "question" in kind else WIDE)
    open_sample(sample, page, site, facts)
    open_menus(page)
    own = page.evaluate(HEADER)
    for theme, style in OTHER_THEMES.items():
        with dressed(page, style):
            assert page.evaluate(HEADER) != own, theme
            assert examined_in_both_schemes(page) == [], theme


@pytest.mark.parametrize("address", ["/admin/", "/admin/people/employee/", "/admin/courses/requirement/add/"])
def test_hrs_pages_wear_the_theme_too_and_can_be_read(address: str, desk, site) -> None:
    page = desk.page(HR)
    page.goto("/")
    header = {theme: dressed_header(page, ".site-header", style) for theme, style in OTHER_THEMES.items()}
    page.goto(address)
    assert {theme: dressed_header(page, "#header", style) for theme, style in OTHER_THEMES.items()} == header
    for theme, style in OTHER_THEMES.items():
        with dressed(page, style):
            assert [line for line in examined_in_both_schemes(page) if "WCAG" in line] == [], theme


def dressed_header(page: Page, header: str, style: str) -> list[str]:
    """The colours of the header's ground and of the line below it."""
    with dressed(page, style):
        return page.locator(header).evaluate(HEADER_COLOURS)


HEADER_COLOURS = """header => {
  const style = getComputedStyle(header);
  return [style.backgroundColor, style.borderBlockEndColor];
}"""
COLOURS = (
    """() => ["body", ".site-header"].map(where => getComputedStyle(document.querySelector(where)).backgroundColor)"""
)
HEADER = "() => getComputedStyle(document.querySelector('.site-header')).backgroundColor"
