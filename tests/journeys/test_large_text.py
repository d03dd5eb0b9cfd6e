"""A reader's own letters, large on a small phone: no heading, button or line of the header is torn within a word."""

import pytest

from tests.journeys.accessibility import larger, too_wide
from tests.journeys.pages import SAMPLES, open_menus, open_sample
from tests.journeys.visits import PHONE, SMALLEST, resize

SAID = {str(sample): sample for sample in SAMPLES}
KINDS = (
    "courses:home signed out",
    "courses:home under way",
    "courses:home of a leader",
    "courses:question",
    "courses:feedback not right",
    "courses:feedback right, the last one",
    "courses:completions",
    "courses:changes",
    "handbook:contents",
    "handbook:section not begun",
    "handbook:section of a leader",
    "handbook:print",
    "handbook:search many places",
    "handbook:privacy",
    "handbook:accessibility",
    "people:sign_in",
    "reports:team",
    "reports:overview",
)
SIZES = (1.0, 1.5, 2.0)
TORN = """() => {
  const torn = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, holder = text.parentElement;
    if (!holder.closest("h1, h2, h3, header, button, summary, .ds-button, .ds-tag")) continue;
    if (!holder.checkVisibility({ contentVisibilityAuto: true })) continue;
    let hidden = false;
    for (let at = holder; at; at = at.parentElement) hidden ||= getComputedStyle(at).clipPath !== "none";
    if (hidden) continue;
    for (const word of text.data.matchAll(/[^\\s\u00ad\\/–-]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""
HYPHENS = "(selector) => getComputedStyle(document.querySelector(selector)).hyphens"


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_torn(kind: str, desk, site, facts) -> None:
    page = desk.page(SAID[kind].number(facts), width=SMALLEST)
    open_sample(SAID[kind], page, site, facts)
    open_menus(page)
    for times in SIZES:
        with larger(page, times):
            for width in (SMALLEST, PHONE):
                resize(page, width)
                assert (times, width, page.evaluate(TORN), too_wide(page)) == (times, width, [], [])


def test_running_text_is_divided_between_syllables_and_a_heading_is_not(desk, site, facts) -> None:
    page = desk.page(facts.newcomer)
    page.goto(f"/handbooks/{facts.handbook}/{facts.section}/")
    assert page.evaluate(HYPHENS, ".clause p") == "auto"
    assert page.locator("[lang=nb] .clause p").count() > 0
    assert [page.evaluate(HYPHENS, heading) for heading in ("h1", "h2")] == ["manual", "manual"]
