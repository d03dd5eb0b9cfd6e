"""What a page is made of: a sheet on a tinted ground, the contents at its side, the footer at the bottom."""

import pytest

from tests.journeys.accessibility import LETTERS
from tests.journeys.pages import AUDITOR, LEADER, SAMPLES, open_sample, send_nothing
from tests.journeys.visits import HEIGHTS, PHONE, WIDE, resize

COLOUR = "element => getComputedStyle(element).backgroundColor"
FOLLOWS = "([one, other]) => !!(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING)"
LONELY_BRACKETS = """() => [...document.querySelectorAll(".sums a")].flatMap(link => {
  const edge = (text, at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect();
  };
  const before = link.previousSibling, after = link.nextSibling, lines = [...link.getClientRects()], lonely = [];
  const isOff = (bracket, line) => Math.abs(bracket.top + bracket.height / 2 - line.top - line.height / 2) > 8;
  if (before?.data?.endsWith("(") && isOff(edge(before, before.length - 1), lines[0])) lonely.push("( " + link.textContent);
  if (after?.data?.startsWith(")") && isOff(edge(after, 0), lines.at(-1))) lonely.push(link.textContent + " )");
  return lonely;
})"""
"""Links of the sums whose bracket is on another line."""
OUTLINE = "element => getComputedStyle(element).outlineStyle"


def open_section(visits, facts, width: int):
    page = visits.page(facts.newcomer, width=width)
    page.goto(f"/handbooks/{facts.handbook}/{facts.section}/")
    return page


def test_the_contents_stand_beside_a_section_on_a_wide_screen_and_lead_to_the_others(visits, facts) -> None:
    page = open_section(visits, facts, WIDE)
    contents = page.get_by_role("navigation", name="Kapitler")
    article, beside = page.locator("article").bounding_box(), contents.bounding_box()
    assert beside["x"] > article["x"] + article["width"]
    assert beside["y"] < 200
    assert contents.locator("[aria-current=page]").inner_text().split("\n")[-1] == page.locator("h1").inner_text()
    links = contents.get_by_role("link")
    title = links.nth(1).locator("span").last.inner_text()

    links.nth(1).click()

    assert page.locator("h1").inner_text() == title
    assert links.count() == 10


def test_on_a_phone_and_on_paper_the_contents_do_not_stand_beside(visits, facts) -> None:
    assert not open_section(visits, facts, PHONE).locator(".beside > nav").is_visible()
    wide = open_section(visits, facts, WIDE)
    wide.emulate_media(media="print")
    assert not wide.locator(".beside > nav").is_visible()


@pytest.mark.parametrize(
    ("who", "address", "first", "second"),
    [
        ("leader", "/", ".plan", "section[aria-labelledby=my-team]"),
        ("finisher", "/", ".plan .next", ".done"),
        ("leader", "/handbooks/{handbook}/", "ol.contents", "section[aria-labelledby=contacts]"),
        ("", "/", "main form", "section[aria-labelledby=open-handbooks]"),
        ("leader", "/reports/team/", ".sums", "main table"),
        ("auditor", "/reports/overview/", ".sums", "main table >> nth=0"),
    ],
)
def test_what_comes_second_stands_beside_on_a_wide_screen_and_below_on_a_phone(
    who: str, address: str, first: str, second: str, visits, facts
) -> None:
    number = {"leader": LEADER, "auditor": AUDITOR, "finisher": facts.finisher, "": ""}[who]
    page = visits.page(number)
    page.goto(address.format(handbook=facts.handbook))
    one, other = (page.locator(place) for place in (first, second))
    assert one.bounding_box()["x"] + one.bounding_box()["width"] < other.bounding_box()["x"]
    assert other.bounding_box()["y"] < HEIGHTS[WIDE]
    assert page.evaluate(FOLLOWS, [one.element_handle(), other.element_handle()])

    resize(page, PHONE)

    assert one.bounding_box()["y"] + one.bounding_box()["height"] <= other.bounding_box()["y"]


def test_the_number_of_a_receipt_stands_on_one_line(visits, facts) -> None:
    page = visits.page(facts.finisher)
    page.goto("/courses/completions/")
    code = page.locator("main table td a").first
    assert code.bounding_box()["height"] < 2 * LETTERS


@pytest.mark.parametrize("width", [PHONE, WIDE])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_bracket_stays_with_its_words(language: str, width: int, visits, facts) -> None:
    page = visits.page(AUDITOR, width=width)
    page.goto(f"/reports/overview/?language={language}")
    assert "(" in page.locator(".sums").inner_text()
    assert page.evaluate(LONELY_BRACKETS) == []


def test_the_text_lies_on_a_sheet_on_a_tinted_ground(visits, facts) -> None:
    page = open_section(visits, facts, WIDE)
    sheet, ground = (page.locator(name).evaluate(COLOUR) for name in ("article", "body"))
    assert sheet == "rgb(255, 255, 255)"
    assert ground not in (sheet, "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_footer_is_at_the_bottom_of_a_short_page(width: int, visits) -> None:
    page = visits.page(width=width)
    page.goto("/remarks/sent/")
    box = page.locator("footer").bounding_box()
    assert box["y"] + box["height"] >= HEIGHTS[width] - 1


def test_a_heading_that_gets_the_focus_has_no_ring_and_a_link_has_one(visits, facts) -> None:
    page = visits.page(facts.finisher)
    page.goto(f"/courses/attempts/{facts.finished_attempt}/questions/{facts.last_right}/feedback/")
    heading = page.locator("h1")
    assert heading.evaluate("element => element === document.activeElement")
    assert heading.evaluate(OUTLINE) == "none"

    page.keyboard.press("Tab")

    assert page.locator(":focus").evaluate(OUTLINE) == "solid"


def test_an_error_summary_is_tinted_and_has_no_ring_though_it_has_the_focus(visits, site, facts) -> None:
    page = visits.page(width=PHONE)
    page.goto("/remarks/")
    send_nothing(page, site, facts)
    summary = page.get_by_role("group", name="Du må rette opp dette")
    assert summary.evaluate("element => element === document.activeElement")
    assert summary.evaluate(OUTLINE) == "none"
    assert summary.evaluate("element => getComputedStyle(element).boxShadow") == "none"
    assert summary.evaluate(COLOUR) not in ("rgba(0, 0, 0, 0)", page.locator("body").evaluate(COLOUR))


@pytest.mark.parametrize(
    "kind",
    [
        "courses:home signed out",
        "courses:question wrong number of ticks",
        "courses:completions",
        "handbook:contents",
        "handbook:choose_day not come yet",
        "handbook:versions",
        "handbook:remarks nothing written",
        "handbook:remarks the token is lost",
        "people:sign_in wrong password",
        "people:change_password",
        "reports:team",
        "reports:member",
        "reports:overview",
        "reports:section_questions",
        "reports:choose_whose_day nobody",
        "reports:as_seen",
    ],
)
def test_fields_tables_errors_and_ways_back_are_components_of_designsystemet(kind: str, desk, site, facts) -> None:
    sample = next(sample for sample in SAMPLES if str(sample) == kind)
    page = desk.page(sample.number(facts))
    open_sample(sample, page, site, facts)
    assert page.evaluate(HAND_MADE) == []


HAND_MADE = """() => {
  const inputs = "main :is(input:not([type=hidden]), select, textarea)";
  const wanted = [
    [inputs, ".ds-field .ds-input"],
    ["main table", ".ds-table, .clause table"],
    ["main [id$=error]", ".ds-validation-message"],
    ["main .back a", ".ds-breadcrumbs .ds-link"],
    ["main [role=group][autofocus]", ".ds-error-summary"],
  ];
  return wanted.flatMap(([all, component]) =>
    [...document.querySelectorAll(all)].filter(one => !one.matches(component)).map(one => one.outerHTML.slice(0, 120)));
}"""
