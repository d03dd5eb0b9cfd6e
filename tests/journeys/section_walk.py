"""An employee's way through a section, walked with either hand."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.journeys.hands import Hand
from tests.journeys.site_states import right_answers
from tests.live.server import Site
from tests.live.visitor import DEMO_PASSWORD

DONE = re.compile(r"«.*» er ferdig$|^Takk, .* Du er ferdig med hele «.*»$")
"""The heading after the last right answer of a section."""
RIGHT = re.compile(f"^Riktig$|{DONE.pattern}")


def sign_in(hand: Hand, number: str) -> None:
    """With the form of the page that is open."""
    hand.write(number, hand.page.get_by_label("Ansattnummer"))
    hand.write(DEMO_PASSWORD, hand.page.get_by_label("Passord"))
    hand.activate(hand.page.get_by_role("main").get_by_role("button", name="Logg inn"))


def next_card(page: Page) -> Locator:
    """The to-do with the button, which comes next."""
    return page.locator(".next").first


def answer_right(hand: Hand, site: Site, section: str) -> int:
    """The question that is open. Returns how many options its answer has."""
    hand.page.wait_for_load_state()  # the address is there before the options are
    letters = right_answers(site, section)[question_of(hand.page)]
    # In the order of the page, which is the order in which the Tab key comes to them.
    shown = hand.page.locator("[name=option]").evaluate_all("all => all.map(option => option.value)")
    for letter in (letter for letter in shown if letter in letters):
        hand.activate(hand.page.locator(f"[name=option][value={letter}]"))
    if len(letters) > 1:
        hand.activate(hand.page.get_by_role("button", name="Svar", exact=True))
    expect(hand.page.get_by_role("heading", level=1)).to_have_text(RIGHT)
    return len(letters)


def answer_all_right(hand: Hand, site: Site, section: str) -> list[int]:
    """From the question that is open to the result. Returns, for each question, how many options its answer has."""
    options = [answer_right(hand, site, section)]
    following = hand.page.get_by_role("link", name="Neste spørsmål")
    while following.count():
        hand.activate(following)
        expect(hand.page.locator("#question")).to_be_visible()
        options.append(answer_right(hand, site, section))
    return options


def question_of(page: Page) -> str:
    """/courses/attempts/<uuid>/questions/<question>/"""
    return urlsplit(page.url).path.split("/")[5]


def completions_of(site: Site, number: str) -> list[str]:
    """The sections that this employee has completed."""
    rows = site.rows(
        "SELECT section.slug FROM courses_completion AS completion"
        " JOIN people_employee AS employee ON employee.id = completion.employee_id"
        f" JOIN handbook_section AS section ON section.id = completion.section_id WHERE employee.number = '{number}'"
    )
    return [slug for (slug,) in rows]
