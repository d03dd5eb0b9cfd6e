"""Every question of the shipped handbook on a phone, in three languages: its answers start high, and after a wrong one the
way on is near."""

from statistics import median

import pytest

from tests.journeys.site_states import SECTIONS, Studying, right_answers
from tests.journeys.visits import PHONE

LOWEST_START = 420
"""Pixels from the top of the page to the first answer."""
FARTHEST_BUTTON = 420
"""Pixels from the verdict to the button, for half of the questions."""
TOP = "element => element.getBoundingClientRect().top + scrollY"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_answers_start_high_and_after_a_wrong_one_the_button_is_near(language: str, desk, site, newcomers) -> None:
    number = next(newcomers)
    page = desk.page(number, width=PHONE, language=language)
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

    assert len(ways) >= 50
    assert {question: top for question, top in starts.items() if top >= LOWEST_START} == {}
    assert median(ways.values()) <= FARTHEST_BUTTON
