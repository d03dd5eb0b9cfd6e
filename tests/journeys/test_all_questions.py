"""Every question of the shipped handbook on a phone, in three languages: its answers start high, and after a wrong one the
way on is near."""

from collections.abc import Iterator
from contextlib import closing
from statistics import median

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.site_states import SECTIONS, Studying, newcomers_of, right_answers
from tests.journeys.visits import PHONE, Visits
from tests.live.server import Filled, Site, serving

LOWEST_START = 420
"""Pixels from the top of the page to the first answer."""
FARTHEST_BUTTON = 420
"""Pixels from the verdict to the button, for half of the questions."""
EMPLOYEES = {"nb": 0, "nn": 1, "en": 2}
TOP = "element => element.getBoundingClientRect().top + scrollY"


@pytest.fixture(scope="module")
def untouched(filled: Filled) -> Iterator[Site]:
    """A site of its own: on the shared one other tests publish sections that are not ready in every language."""
    with serving(filled) as running:
        yield running


@pytest.fixture(scope="module")
def numbers(untouched: Site) -> list[str]:
    return newcomers_of(untouched)


@pytest.mark.parametrize("language", EMPLOYEES)
def test_answers_start_high_and_after_a_wrong_one_the_button_is_near(
    language: str, browser: Browser, untouched: Site, numbers: list[str]
) -> None:
    number = numbers[EMPLOYEES[language]]
    with closing(Visits(browser, untouched)) as visits:
        starts, ways = walked(untouched, visits.page(number, width=PHONE), number, language)
    assert len(ways) >= 50
    assert {question: top for question, top in starts.items() if top >= LOWEST_START} == {}
    assert median(ways.values()) <= FARTHEST_BUTTON


def walked(site: Site, page: Page, number: str, language: str) -> tuple[dict[str, float], dict[str, float]]:
    """By question, where its first answer starts, and how far it is from the verdict to the button after a wrong one."""
    starts, ways = dict[str, float](), dict[str, float]()
    for handbook, section in site.rows(SECTIONS):
        studying = Studying(site, number, handbook, section, language)
        right = right_answers(site, section)
        for question in studying.questions:
            address = f"/courses/attempts/{studying.attempt}/questions/{question}/"
            page.goto(f"{address}?language={language}")
            options = page.locator("[name=option]:not([value=unsure])")
            assert options.locator("xpath=ancestor-or-self::*[@lang][1]").first.get_attribute("lang") == language
            starts[f"{section}: {question}"] = page.locator(".answer, .tick").first.evaluate(TOP)
            letters = options.evaluate_all("all => all.map(element => element.value)")
            wrong = [letter for letter in letters if letter not in right[question]][:1]
            studying.answer(question, [*wrong, *sorted(right[question])[1:]])
            page.goto(f"{address}feedback/?language={language}")
            verdict, button = page.locator("h1"), page.locator("main .ds-button").first
            ways[f"{section}: {question}"] = button.evaluate(TOP) - verdict.evaluate(TOP)

    return starts, ways
