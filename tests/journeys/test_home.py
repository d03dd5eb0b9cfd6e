"""Home is a plan that is seen at once: no long page, whatever is left to do."""

import re

import pytest

from tests.journeys.pages import AMINA
from tests.journeys.site_states import SECTIONS
from tests.journeys.visits import PHONE

HIGHEST = 1_500
"""Pixels, on a phone, with ten sections."""
LATE = """
SELECT number FROM people_employee AS employee
 WHERE NOT EXISTS (SELECT 1 FROM people_position WHERE employee_id = employee.id AND is_leader)
   AND (SELECT min(from_day) FROM people_position WHERE employee_id = employee.id AND to_day IS NULL) < date('now', '-300 days')
   AND NOT EXISTS (SELECT 1 FROM courses_latestcompletion WHERE employee_id = employee.id)
   AND NOT EXISTS (SELECT 1 FROM people_absence WHERE employee_id = employee.id)
"""
"""Those who were there when the handbook came, and have not completed anything: all of it is overdue."""


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_ten_sections_are_no_long_page(language: str, desk, site, facts) -> None:
    people = {
        "has not begun": facts.newcomer,
        "is under way": facts.learner,
        "is done": facts.done,
        "has new rules to read": AMINA,
        "is overdue": site.rows(LATE)[0][0],
    }
    assert len(site.rows(SECTIONS)) == 10

    heights = {}
    for who, number in people.items():
        page = desk.page(number, width=PHONE, language=language)
        page.goto("/")
        assert page.locator(".plan").count() == 1
        assert (page.get_by_text(re.compile("Fristen var|The deadline was")).count() > 0) == (who == "is overdue")
        heights[who] = page.evaluate("document.documentElement.scrollHeight")

    assert {who: height for who, height in heights.items() if height > HIGHEST} == {}
