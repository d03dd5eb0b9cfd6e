"""Four eyes on a text: written by one, looked at in all tabs by the other, sent back, mended, approved, published."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.hands import Hand, Keyboard, Mouse, card_with
from tests.journeys.visits import PHONE, WIDE, Visits
from tests.live.server import Filled, Site, serving

AUTHOR, APPROVER = "1003", "1004"
COMMENT = "Skriv hvem som skal gjøre det."
NEWS = {"nb": "Si hvem.", "nn": "Sei kven.", "en": "Say who."}


@pytest.fixture(scope="module")
def own_site(filled: Filled) -> Iterator[Site]:
    """A site of its own: a handbook that waits for approvals is in the way of other journeys."""
    with serving(filled) as running:
        yield running


@pytest.fixture
def own_visits(browser: Browser, own_site: Site) -> Iterator[Visits]:
    with closing(Visits(browser, own_site)) as visits:
        yield visits


def hand_of(visits: Visits, number: str, way: str, width: int) -> Hand:
    page = visits.page(number, width=width)
    return Keyboard(page) if way == "keyboard" else Mouse(page)


def ask_for_four_eyes(page: Page) -> None:
    page.goto("/admin/handbook/handbook/")
    page.get_by_role("link", name="Rediger").first.click()
    part = page.locator("details.part", has=page.locator("#approvals"))
    part.locator("summary").click()
    part.locator("[name=needs_four_eyes]").check()
    part.get_by_role("button").click()


def write(hand: Hand, old: str, new: str) -> None:
    """Replace words in the editor, look at what follows from it, and send the draft to review."""
    text = card_with(hand.page, old)
    text.fill(text.input_value().replace(old, new, 1))
    expect(hand.page.locator("#preview")).to_contain_text(new.strip())  # it is drawn anew, and would lose the focus
    hand.activate(hand.page.locator("button.default[value=review]").last)
    hand.activate(hand.page.locator("button[value=review]").last)
    expect(hand.page.locator(".messagelist")).to_contain_text("Utkastet er sendt til gjennomsyn.")


def follow_task(hand: Hand, words: str) -> None:
    """The link of HR's front page in the line with these words."""
    hand.page.goto("/admin/")
    hand.activate(hand.page.locator(".desk-list li", has_text=words).get_by_role("link"))


def look_everywhere(hand: Hand) -> None:
    """Every tab of the editor, the preview and the button that saves."""
    hand.activate(hand.page.get_by_role("link", name="Tilbake til utkastet").last)
    for language in ("nn", "en", "nb"):
        hand.activate(hand.page.locator(f"button[value=text-{language}]"))
        expect(hand.page.locator(".messagelist")).to_have_count(0)
    hand.activate(hand.page.locator(".submit-row button[value=save]").last)
    expect(hand.page.locator(".messagelist")).to_contain_text("Ingenting var endret")
    hand.page.go_back()


@pytest.mark.parametrize(("way", "width", "row"), [("mouse", WIDE, 3), ("keyboard", PHONE, 4)])
def test_written_looked_at_sent_back_mended_approved_published(way, width, row, own_visits, own_site) -> None:
    author, approver = (hand_of(own_visits, number, way, width) for number in (AUTHOR, APPROVER))
    ask_for_four_eyes(own_visits.page(APPROVER))
    ((section, slug),) = own_site.rows(f"SELECT id, slug FROM handbook_section WHERE position = {row}")

    author.page.goto(f"/admin/handbook/section/{section}/change/")
    author.activate(author.page.locator("[action$='/edit/'] button"))
    write(author, ".", " (slik).")
    assert author.page.get_by_role("button", name="Godkjenn").count() == 0

    follow_task(approver, "sendt av Siri Bakken")
    look_everywhere(approver)
    follow_task(approver, "sendt av Siri Bakken")
    expect(approver.page.get_by_role("button", name="Godkjenn", exact=True)).to_be_visible()
    approver.write(COMMENT, approver.page.locator("#id_comment"))
    approver.activate(approver.page.locator("button[value=send-back]"))
    expect(approver.page.locator(".messagelist")).to_contain_text("sendt tilbake")

    follow_task(author, COMMENT)
    expect(author.page.get_by_text(COMMENT)).to_be_visible()
    write(author, " (slik).", " (slik, av lederen).")

    follow_task(approver, "sendt av Siri Bakken")
    expect(approver.page.locator("[aria-labelledby=mended]")).to_contain_text("av lederen")
    approver.activate(approver.page.get_by_role("button", name="Godkjenn", exact=True))
    expect(approver.page.locator(".messagelist")).to_contain_text("Du har godkjent utkastet")
    approver.choose(approver.page.locator(".kinds").first.locator("input"), "clarification")
    for language, sentence in NEWS.items():
        approver.page.fill(f"#id_news_{language}", sentence)
    approver.activate(approver.page.locator(".buttons button:visible").last)
    expect(approver.page.locator(".messagelist")).to_contain_text("er publisert.")

    approver.page.goto(f"/handbooks/social-media/{slug}/")
    expect(approver.page.get_by_role("main")).to_contain_text("(slik, av lederen)")
