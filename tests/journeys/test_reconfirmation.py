"""A clause becomes a new rule: whoever has completed the section reads what is new, answers what tests it, and is done."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.section_walk import DONE, answer_all_right, completions_of, sign_in
from tests.journeys.site_states import SECTIONS, Studying, right_answers
from tests.journeys.visits import PHONE, SMALLEST, WAYS, WIDE, Look, variants

MOST_CLICKS = 6
CLAUSE = """
SELECT clause.clause FROM handbook_clausetext AS clause
  JOIN handbook_edition AS edition ON edition.id = clause.edition_id
  JOIN handbook_version AS version ON version.id = edition.version_id
  JOIN handbook_section AS section ON section.id = version.section_id
 WHERE section.slug = '{section}' AND edition.language = 'nb' AND clause.number = 1 AND version.number = 1
"""
PLACE = 4
"""Of the section: one of those that HR's journey publishes. From the sixth on, the pages of the admin have drafts open."""


@pytest.mark.parametrize(("way", "width", "look"), variants(WAYS, [SMALLEST, PHONE, WIDE]), ids=str)
def test_a_new_rule_is_confirmed_in_six_clicks(way: str, width: int, look: Look, visits, site, newcomers) -> None:
    handbook, section = site.rows(SECTIONS)[PLACE]
    ((clause,),) = site.rows(CLAUSE.format(section=section))
    number = next(newcomers)
    studying = Studying(site, number, handbook, section)
    for question in studying.questions:
        studying.answer(question, sorted(right_answers(site, section)[question]))
    word = f"{way.replace(' ', '')}{width}"
    site.run("-m", "tests.journeys.new_rule", section, clause, word)

    page = visits.page(width=width, has_script=way != "without script", look=look)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, number)
    hand.activate(page.get_by_role("link", name="Se hva som er nytt"))
    expect(page.locator("ins").filter(has_text=f"({word})")).to_be_visible()
    expect(page.locator(".key-message")).to_have_text(f"Nytt: {word}.")
    hand.activate(page.get_by_role("button", name="Bekreft at jeg har lest det nye"))
    asked = answer_all_right(hand, site, section)

    expect(page.get_by_role("heading", level=1)).to_have_text(DONE)
    assert completions_of(site, number) == [section, section]
    assert 0 < len(asked) < len(studying.questions)
    assert hand.clicks <= MOST_CLICKS
