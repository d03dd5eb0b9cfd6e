"""HR changes a paragraph, and the confirmation of it is running."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hands import Hand, Keyboard, Mouse, card_with
from tests.journeys.section_walk import sign_in
from tests.journeys.visits import PHONE, WIDE, Visits, session_of
from tests.live.server import Filled, Site, serving
from tests.live.visitor import Visitor

PUBLISHER = "1004"
MOST_CLICKS = 6
SECTIONS = {"mouse": 2, "keyboard": 3, "without script": 4}
"""A section for each way: what one has published, another would find changed."""
MOST_SCREENS = 3
TOP = "element => (element.getBoundingClientRect().top + scrollY) / innerHeight"
"""How many screens down the page an element begins."""
NEWS = {"nb": "Prøv dette.", "nn": "Prøv dette.", "en": "Try this."}


@pytest.fixture(scope="module")
def ready_visits(browser: Browser, filled: Filled) -> Iterator[Visits]:
    """A site of its own, whose sections have one language and no questions: nothing is missing once one is changed."""
    with serving(filled) as site, Visitor(site.address, session_of(site, PUBLISHER)) as olav:
        for row in SECTIONS.values():
            keep_one_language(olav, site, row + 1)
        with closing(Visits(browser, site)) as visits:
            yield visits


def keep_one_language(olav: Visitor, site: Site, position: int) -> None:
    ((section,),) = site.rows(f"SELECT id FROM handbook_section WHERE position = {position}")
    draft = olav.post(f"/admin/handbook/section/{section}/edit/", {}).location.split("/")[-3]
    texts = f"SELECT revision, title_nb, message_nb, source_nb, laws FROM handbook_version WHERE id = {draft}"
    for language in ("nn", "en", "nb"):
        ((revision, title, message, source, laws),) = site.rows(texts)
        words = {"title": title, "message": message, "source": source, "laws": laws} if language == "nb" else {}
        typed: dict[str, str | int | list[str]] = {"revision": revision, "text": language, "action": "save", **words}
        olav.post(f"/admin/handbook/version/{draft}/markdown/", typed)
    ((revision, *_),) = site.rows(texts)
    olav.post(f"/admin/handbook/version/{draft}/review/", {"revision": revision, "action": "publish:0"})
    assert site.rows(f"SELECT stage FROM handbook_version WHERE id = {draft}") == [("published",)]


def change(hand: Hand, way: str, width: int) -> None:
    """Sign in, change a paragraph, and say what kind of change it is and what is new."""
    page = hand.page
    page.goto("/")
    sign_in(hand, PUBLISHER)
    hand.activate(page.get_by_role("link", name="Rediger"))
    hand.activate(page.locator(".sections tbody tr").nth(SECTIONS[way]).locator("[action$='/edit/'] button"))
    text = card_with(page, ".")
    text.fill(text.input_value().replace(".", f" ({way}, {width}).", 1))
    hand.activate(page.locator("button[value=review]").last)
    hand.choose(page.locator(".kinds").first.locator("input"), "new_rule")
    for language, sentence in NEWS.items():
        if page.locator(f"#id_news_{language}").count():
            page.fill(f"#id_news_{language}", sentence)


def expect_published(page: Page) -> None:
    expect(page.locator(".messagelist")).to_contain_text("er publisert.")
    expect(page.locator(".messagelist")).to_contain_text("må bekrefte på nytt")


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("way", SECTIONS)
def test_a_changed_paragraph_is_asked_about_in_six_clicks(way: str, width: int, ready_visits: Visits) -> None:
    page = ready_visits.page(width=width, has_script=way != "without script")
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    change(hand, way, width)
    hand.activate(page.locator("button[value^=publish].when-asking"))

    expect_published(page)
    assert hand.clicks <= MOST_CLICKS


@pytest.mark.parametrize(("way", "width"), [("mouse", WIDE), ("keyboard", PHONE)])
def test_all_that_is_missing_costs_a_click_each(way: str, width: int, visits: Visits) -> None:
    """Two languages are not ready and a question is not checked: each has a box with its name above the button."""
    page = visits.page(width=width)
    hand = Keyboard(page) if way == "keyboard" else Mouse(page)
    change(hand, way, width)
    button, boxes = page.locator("button[value^=publish].when-asking"), page.locator("[name=although]")
    assert button.evaluate(TOP) <= MOST_SCREENS
    for box in boxes.all():
        hand.choose(box, box.get_attribute("value"))
    hand.activate(button)

    expect_published(page)
    assert hand.clicks <= MOST_CLICKS + 3


def test_the_focus_stays_in_the_preview_when_it_is_shown_anew(visits) -> None:
    page = visits.page()
    hand = Mouse(page)
    page.goto("/")
    sign_in(hand, PUBLISHER)
    hand.activate(page.get_by_role("link", name="Rediger"))
    hand.activate(page.locator(".sections tbody tr").nth(SECTIONS["mouse"]).locator("[action$='/edit/'] button"))
    text, link = card_with(page, "."), page.locator("#preview a").nth(1)

    text.fill(text.input_value().replace(".", " (fokus).", 1))
    link.focus()

    expect(page.locator("#preview")).to_contain_text("(fokus)")
    expect(link).to_be_focused()
