"""HR brings a guideline of her own, alone and in the browser, and an employee completes it."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.hands import Hand, Keyboard, Mouse
from tests.journeys.section_walk import DONE, sign_in
from tests.journeys.visits import PHONE, WIDE, Visits
from tests.live.server import Filled, Site, serving

HR, READER, COLLEAGUE = "1004", "1001", "1002"
MOST_CLICKS = 40
WAYS = {"mouse": WIDE, "keyboard": WIDE, "without script": WIDE}
TITLES = {way: f"Hjemmekontor ({way})" for way in WAYS}
POINTS = ("Du avtaler hjemmekontor med lederen din.", "Du er til å nå i kjernetida.")
ANSWERS = (("Spør lederen", "Da er det avtalt."), ("Blir hjemme", "Da vet ingen det."), ("Venter", "Da blir det sent."))
PASTED = "Kommunen låner ut skjerm.\n\nDu henter skjermen selv.\n\nDu leverer den tilbake når du slutter."


@pytest.fixture(scope="module")
def own_site(filled: Filled) -> Iterator[Site]:
    """A site of its own, where one publisher is HR staff as well."""
    with serving(filled) as site:
        both = f"from people.models import Employee; Employee.objects.filter(number='{HR}').update(is_hr_staff=True)"
        site.run("manage.py", "shell", "-c", both)
        yield site


@pytest.fixture(scope="module")
def own_visits(browser: Browser, own_site: Site) -> Iterator[Visits]:
    with closing(Visits(browser, own_site)) as visits:
        yield visits


def button(page: Page, name: str, *, exact: bool = False) -> Locator:
    return page.locator("#content").get_by_role("button", name=name, exact=exact).first


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name).first


def hand_of(way: str, visits: Visits) -> Hand:
    page = visits.page(width=WAYS[way], has_script=way != "without script")
    return Keyboard(page) if way == "keyboard" else Mouse(page)


def region(page: Page, title: str) -> Locator:
    """What is left to do in a handbook, on somebody's home page."""
    return page.get_by_role("region", name=title, exact=True)


def rewrite(hand: Hand, words: str, field: Locator) -> None:
    """Write in place of what a field says."""
    if not isinstance(hand, Keyboard):
        hand.write(words, field)
        return
    hand.reach(field)
    hand.page.keyboard.press("Control+a")
    hand.page.keyboard.type(words)


def begin_handbook(hand: Hand, title: str) -> None:
    page = hand.page
    page.goto("/")
    sign_in(hand, HR)
    hand.activate(link(page, "Administrer"))
    if not link(page, "Ny håndbok").count():
        hand.activate(page.locator("#content").get_by_role("link", name="Håndbøker").first)
    hand.activate(page.locator("[href$='/handbook/handbook/add/']").first)
    hand.write(title, page.get_by_label("Tittel"))
    hand.activate(button(page, "Opprett håndboka"))


def begin_chapter(hand: Hand, title: str, message: str) -> None:
    hand.write(title, hand.page.get_by_label("Tittel på det nye kapittelet"))
    hand.activate(button(hand.page, "Nytt kapittel"))
    hand.write(message, hand.page.locator("#id_message"))


def write_point(hand: Hand, words: str) -> None:
    below, text = hand.page.locator("button[value='add:']"), hand.page.locator("#cards textarea").last
    if not isinstance(hand, Keyboard):
        hand.activate(below)
        hand.write(words, text)
        return
    hand.reach(below)  # with script there is no new page, and the focus is in the new point
    hand.page.keyboard.press("Space")
    hand.clicks += 1
    expect(text).to_be_focused()
    hand.page.keyboard.type(words)


def write_question(hand: Hand, number: int, point: int) -> None:
    """A question with two answers, the first of them right."""
    page = hand.page
    hand.activate(page.locator("button[value='add:']"))
    card = page.locator(".question-card").last
    hand.write(f"Hva gjør du i tilfelle {number}?", card.locator("[name^='legend-']"))
    answers = card.locator(".answer")
    for place in range(answers.count()):
        words, why = ANSWERS[place]
        if not place:
            hand.activate(card.locator("[name^='right-']").first)
        hand.write(f"{words} {number}", answers.nth(place).locator("textarea").nth(0))
        hand.write(why, answers.nth(place).locator("textarea").nth(1))
    hand.activate(card.locator(".points > summary"))
    hand.activate(card.locator("[name^='point-']").nth(point))


def save(hand: Hand) -> None:
    """With the button below the cards, which is the next one for the Tab key."""
    hand.activate(hand.page.get_by_role("button", name="Lagre utkast").last)


def write_handbook(hand: Hand, title: str) -> None:
    page = hand.page
    begin_handbook(hand, title)
    begin_chapter(hand, "Avtale", "Avtal hjemmekontor først.")
    for words in POINTS:
        write_point(hand, words)
    save(hand)
    hand.activate(page.locator("button[value='page-questions']"))
    write_question(hand, 1, 0)
    write_question(hand, 2, 1)
    save(hand)
    hand.activate(page.locator(".breadcrumbs").get_by_role("link", name=title))
    for chapter, words in (("Utstyr", PASTED), ("Orden", "Du rydder etter deg.")):
        begin_chapter(hand, chapter, f"{chapter} er ditt ansvar.")
        write_point(hand, words)
        save(hand)
        hand.activate(page.locator(".breadcrumbs").get_by_role("link", name=title))


def require_of_unit(hand: Hand) -> None:
    page = hand.page
    hand.activate(link(page, "Bestem hvem som må fullføre den"))
    page.locator("#id_unit").select_option(
        label=page.locator("#id_unit option", has_text="Hjemmetjenesten sør").first.inner_text()
    )
    hand.clicks += 1
    if not page.locator("#id_from_day").input_value():
        hand.write(f"{datetime.now(tz=UTC):%Y-%m-%d}", page.locator("#id_from_day"))
    hand.activate(page.locator("[name='_save']"))
    if page.locator("#id_confirmed[type=checkbox]").count():
        hand.activate(page.locator("#id_confirmed"))
        hand.activate(page.locator("[name='_save']"))


def publish(hand: Hand) -> None:
    hand.activate(link(hand.page, "Publiser håndboka"))
    hand.activate(button(hand.page, "Publiser 3 kapitler"))


def complete_chapter(page: Page, *, questions: int) -> None:
    """Read, confirm, and answer what is asked: the right answer is the one that tells to ask."""
    page.get_by_role("main").get_by_role("button", name="Bekreft").click()
    for number in range(questions):
        page.get_by_role("button", name="Spør lederen").click()
        if number + 1 < questions:
            page.get_by_role("link", name="Neste spørsmål").click()


@pytest.mark.parametrize("way", WAYS)
def test_from_nothing_to_readers_in_forty_clicks(way: str, own_visits: Visits, own_site: Site) -> None:
    title = TITLES[way]
    hand = hand_of(way, own_visits)
    page = hand.page
    write_handbook(hand, title)
    require_of_unit(hand)
    publish(hand)

    expect(page.locator(".messagelist")).to_contain_text("publisert")
    assert hand.clicks <= MOST_CLICKS

    reader = own_visits.page(READER, width=PHONE, has_script=way != "without script")
    reader.goto("/")
    expect(reader.get_by_role("main")).to_contain_text(title)
    slug = str(own_site.rows(f"SELECT slug FROM handbook_handbook WHERE title_nb = '{title}'")[0][0])
    for chapter, questions in (("avtale", 2), ("utstyr", 0), ("orden", 0)):
        reader.goto(f"/handbooks/{slug}/{chapter}/")
        complete_chapter(reader, questions=questions)
    completed = (
        "SELECT count(*) FROM courses_completion AS completion JOIN people_employee AS employee"
        " ON employee.id = completion.employee_id JOIN handbook_section AS section ON section.id = completion.section_id"
        f" JOIN handbook_handbook AS handbook ON handbook.id = section.handbook_id"
        f" WHERE employee.number = '{READER}' AND handbook.slug = '{slug}'"
    )
    assert own_site.rows(completed) == [(3,)]


def outside(site: Site) -> str:
    """The number of somebody who reads bokmål and works in a unit that owes nothing of these handbooks."""
    in_another = (
        "SELECT employee.number FROM people_employee AS employee JOIN people_position AS position"
        " ON position.employee_id = employee.id JOIN people_unit AS unit ON unit.id = position.unit_id"
        " WHERE position.to_day IS NULL AND unit.name = 'Hjemmetjenesten nord' ORDER BY employee.number LIMIT 1"
    )
    return str(site.rows(in_another)[0][0])


def offer_nynorsk(hand: Hand) -> None:
    page = hand.page
    part = page.locator("details.part", has=page.locator("form#languages"))
    hand.activate(part.locator("summary"))
    hand.activate(part.locator("input[value='nn']"))
    hand.activate(part.locator("button[type='submit']"))
    expect(page).to_have_url(re.compile("#languages$"))
    page.goto(page.url.partition("#")[0])  # to its top: the chapters stand above the languages


def open_chapter(hand: Hand, title: str) -> None:
    hand.activate(hand.page.locator(".sections tr", has_text=title).get_by_role("button", name="Rediger"))


def tick_all_that_is_missing(hand: Hand) -> None:
    for box in hand.page.locator("[name='although']").all():
        hand.activate(box)


@pytest.mark.parametrize("way", WAYS)
def test_a_second_language_and_a_changed_rule_ask_only_those_they_concern(
    way: str, own_visits: Visits, own_site: Site
) -> None:
    title, hand = f"Hjemmekontor (to språk, {way})", hand_of(way, own_visits)
    page, has_script = hand.page, way != "without script"
    write_handbook(hand, title)
    require_of_unit(hand)
    publish(hand)
    slug = str(own_site.rows(f"SELECT slug FROM handbook_handbook WHERE title_nb = '{title}'")[0][0])
    reader = own_visits.page(READER, width=PHONE, has_script=has_script)
    for chapter, questions in (("avtale", 2), ("utstyr", 0), ("orden", 0)):
        reader.goto(f"/handbooks/{slug}/{chapter}/")
        complete_chapter(reader, questions=questions)

    offer_nynorsk(hand)
    open_chapter(hand, "Orden")
    hand.activate(page.locator("button[value='text-nn']"))
    hand.write("Orden", page.locator("#id_title"))
    hand.write("Orden er ditt ansvar.", page.locator("#id_message"))
    hand.write("Du ryddar etter deg.", page.locator("#cards textarea").first)
    hand.activate(page.locator("button[value='review']").last)
    tick_all_that_is_missing(hand)
    hand.activate(page.locator("button[value='publish:0']").locator("visible=true").first)
    expect(page.locator(".messagelist")).to_contain_text("Ingen blir bedt om å bekrefte på nytt.")
    reader.goto(f"/handbooks/{slug}/orden/?language=nn")
    expect(reader.get_by_role("main")).to_contain_text("Du ryddar etter deg.")

    page.goto("/admin/handbook/handbook/")
    hand.activate(page.locator("#content").get_by_role("link", name=title).first)
    open_chapter(hand, "Avtale")
    first = page.locator("#cards textarea").first
    rewrite(hand, "Du avtaler hjemmekontor skriftlig med lederen din.", first)
    hand.activate(page.locator("button[value='review']").last)
    hand.choose(page.locator(".kinds").first.locator("input"), "new_rule")
    hand.write("Avtalen skal være skriftlig.", page.locator("#id_news_nb"))
    tick_all_that_is_missing(hand)
    hand.activate(page.locator("button[value='publish:1']").locator("visible=true").first)
    expect(page.locator(".messagelist")).to_contain_text("1 ansatt")

    reader.goto("/")
    expect(region(reader, title)).to_contain_text("ett har fått en ny regel")
    expect(region(reader, title)).to_contain_text("1 punkt å lese, så 1 spørsmål")
    colleague, stranger = (own_visits.page(number, width=PHONE) for number in (COLLEAGUE, outside(own_site)))
    for other in (colleague, stranger):
        other.goto("/")
        expect(other.get_by_role("heading", level=1)).to_contain_text("Hei")
    expect(region(colleague, title)).to_contain_text("0 av 3 kapitler er ferdige")
    expect(region(colleague, title)).not_to_contain_text(re.compile("ny regel", re.IGNORECASE))
    expect(stranger.get_by_text(title)).to_have_count(0)

    reader.goto(f"/handbooks/{slug}/avtale/")
    reader.get_by_role("main").get_by_role("button", name="Bekreft").click()
    reader.get_by_role("button", name="Spør lederen 1").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(DONE)
