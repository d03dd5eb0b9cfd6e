"""What is there on a phone alone."""

import pytest

from handbook.templatetags.frozen import frozen
from tests.journeys.visits import PHONE, SMALLEST


def test_the_button_of_the_menu_stays_where_it_is(visits, facts) -> None:
    page = visits.page(facts.newcomer, width=PHONE)
    page.goto("/")
    button = page.locator(".site-menu summary")
    before = button.bounding_box()
    button.click()
    assert page.locator(".site-menu nav").is_visible()
    assert button.bounding_box() == before


COLUMNS = ("Frist", "Arbeidsmiljølovgivningen", "Hvem", "Varslingsrutine", "Tilsynsmyndighet", "Merknad")
TORN = """() => [...document.querySelectorAll('th, td')].flatMap(cell => {
  const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode()
  if (!text) return []
  return [...text.data.matchAll(/\\S+/g)].filter(word => {
    const range = document.createRange()
    range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length)
    return new Set([...range.getClientRects()].map(box => box.top)).size > 1
  }).map(word => word[0])
})"""


@pytest.mark.parametrize("width", [SMALLEST, PHONE])
@pytest.mark.parametrize("columns", [2, 4, 6])
def test_no_word_of_a_table_is_torn(columns: int, width: int, visits, facts) -> None:
    rows = "".join(f"<tr>{'<td>Sykepleiefaglig ansvarlig</td>' * columns}</tr>" for _row in range(2))
    head = "".join(f'<th scope="col">{heading}</th>' for heading in COLUMNS[:columns])
    table = frozen(f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    page = visits.page(facts.newcomer, width=width)
    page.goto("/handbooks/social-media/")
    page.goto(page.locator(".contents a").first.get_attribute("href") or "")

    page.locator(".clause").first.evaluate("(clause, table) => { clause.innerHTML = table }", table)

    assert page.evaluate(TORN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tree = page.locator(".clause").first.aria_snapshot()
    assert (tree.count("row "), tree.count("columnheader"), tree.count("cell ")) == (3, columns, 2 * columns)
