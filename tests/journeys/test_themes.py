"""Each kind of page in the themes that the demo does not wear: every colour can be read, in light and dark."""

import pytest

from tests.journeys.accessibility import dressed, too_faint
from tests.journeys.pages import SAMPLES, open_menus, open_sample
from tests.journeys.visits import LOOKS, PHONE, THEME_NAMES, THEMES, WAYS, WIDE, variants

OTHERS = [name for name in THEME_NAMES if name != "blue"]
KINDS = (
    "courses:home signed out",
    "courses:home under way",
    "courses:home of a leader",
    "courses:question",
    "courses:question wrong number of ticks",
    "courses:feedback not right",
    "courses:feedback right, the last one",
    "courses:result completed",
    "courses:completions",
    "courses:completion",
    "courses:changes",
    "handbook:contents",
    "handbook:section not begun",
    "handbook:section of a leader",
    "handbook:print",
    "handbook:search many places",
    "handbook:remarks nothing written",
    "people:sign_in wrong password",
    "reports:team",
    "reports:member",
    "reports:overview",
)
ROLES = {str(sample): sample for sample in SAMPLES}


def test_there_are_two_other_themes() -> None:
    assert OTHERS == ["green", "yellow"]


def test_the_looks_of_the_journeys_are_six_and_differ(visits) -> None:
    seen = set()
    for look in LOOKS:
        page = visits.page(look=look)
        page.goto("/")
        seen.add(tuple(page.evaluate(COLOURS)))

    assert len(LOOKS) == len(seen) == 6
    for row in (0, 3, 6):
        assert {look.theme for _way, _width, look in variants(WAYS, [1, 2, 3])[row : row + 3]} == {*THEME_NAMES}


@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_can_be_read_in_the_other_themes(kind: str, desk, site, facts) -> None:
    """A page in the demo's theme, and the other theme's colours over it."""
    sample = ROLES[kind]
    page = desk.page(sample.number(facts), width=PHONE if "question" in kind else WIDE)
    open_sample(sample, page, site, facts)
    open_menus(page)
    own = page.evaluate(HEADER)
    for theme in OTHERS:
        with dressed(page, (THEMES / f"{theme}.css").read_text().partition("*/")[2]):
            assert page.evaluate(HEADER) != own, theme
            assert too_faint(page) == [], theme


COLOURS = (
    """() => ["body", ".site-header"].map(where => getComputedStyle(document.querySelector(where)).backgroundColor)"""
)
HEADER = "() => getComputedStyle(document.querySelector('.site-header')).backgroundColor"
