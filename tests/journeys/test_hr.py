"""HR changes a paragraph, and the confirmation of it is running."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.section_walk import sign_in
from tests.journeys.visits import PHONE, WIDE

PUBLISHER = "1004"
MOST_CLICKS = 6
SECTIONS = {"mouse": 2, "keyboard": 3, "without script": 4}
"""A section for each way: what one has published, another would find changed."""
NEWS = {"nb": "Prøv dette.", "nn": "Prøv dette.", "en": "Try this."}


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("way", SECTIONS)
def test_a_changed_paragraph_is_asked_about_in_six_clicks(way: str, width: int, visits) -> None:
    page = visits.page(width=width, has_script=way != "without script")
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    page.goto("/")
    sign_in(hand, PUBLISHER)
    hand.activate(page.get_by_role("link", name="Rediger"))
    hand.activate(page.locator(".sections tbody tr").nth(SECTIONS[way]).get_by_role("button"))
    text = page.locator("#id_source")
    was = text.input_value()
    text.fill(was.replace(".", f" ({way}, {width}).", 1))
    hand.activate(page.locator("button[value=review]"))
    hand.choose(page.locator(".kinds").first.locator("input"), "new_rule")
    for language, sentence in NEWS.items():
        page.fill(f"#id_news_{language}", sentence)
    hand.activate(page.locator("button[value^=anyway].when-asking"))

    expect(page.locator(".messagelist")).to_contain_text("er publisert.")
    expect(page.locator(".messagelist")).to_contain_text("må bekrefte på nytt")
    assert hand.clicks <= MOST_CLICKS


def test_the_focus_stays_in_the_preview_when_it_is_shown_anew(visits) -> None:
    page = visits.page()
    hand = Mouse(page)
    page.goto("/")
    sign_in(hand, PUBLISHER)
    hand.activate(page.get_by_role("link", name="Rediger"))
    hand.activate(page.locator(".sections tbody tr").nth(SECTIONS["mouse"]).get_by_role("button"))
    text, link = page.locator("#id_source"), page.locator("#preview a").nth(1)

    text.fill(text.input_value().replace(".", " (fokus).", 1))
    link.focus()

    expect(page.locator("#preview")).to_contain_text("(fokus)")
    expect(link).to_be_focused()
