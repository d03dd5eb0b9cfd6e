"""Each kind of page in the themes that the demo does not wear: every colour can be read, in light and dark."""

from pathlib import Path

import pytest

from tests.journeys.accessibility import dressed, too_faint
from tests.journeys.pages import SAMPLES, open_menus, open_sample
from tests.journeys.visits import PHONE, WIDE

THEMES = Path(__file__).resolve().parents[2] / "static" / "themes"
OTHERS = sorted(path.stem for path in THEMES.glob("*.css") if path.stem != "blue")
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


HEADER = "() => getComputedStyle(document.querySelector('.site-header')).backgroundColor"
