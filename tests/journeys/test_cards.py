"""HR writes on cards with script: points move, part, join and come back, paragraphs are pasted, and words save themselves."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Locator, Page

from tests.journeys.browser_log import LISTEN, against_the_policy, listening
from tests.journeys.visits import SMALLEST, Visits, session_of
from tests.live.server import Filled, Site, serving
from tests.live.visitor import Visitor
from tests.support.clients import LANGUAGES

HR, PUBLISHER = "1003", "1004"
SAMPLES = Path(__file__).parent / "pasted"
SECTION = 3
"""Its position."""
PASTE = """(field, [html, text]) => {
  const clipboard = new DataTransfer();
  if (html) clipboard.setData("text/html", html);
  clipboard.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def site(filled: Filled) -> Iterator[Site]:
    """A site of its own: what other journeys leave in drafts is not what is published."""
    with serving(filled) as own:
        yield own


@contextmanager
def opened(site: Site, position: int) -> Iterator[str]:
    """A draft with the words of the published version, thrown away afterwards."""
    ((section,),) = site.rows(f"SELECT id FROM handbook_section WHERE position = {position}")
    with Visitor(site.address, session_of(site, HR)) as siri:
        draft = siri.post(f"/admin/handbook/section/{section}/edit/", {}).location.split("/")[-3]
        yield draft
        ((revision,),) = site.rows(f"SELECT revision FROM handbook_version WHERE id = {draft}")
        siri.post(f"/admin/handbook/version/{draft}/discard/", {"revision": revision})


@pytest.fixture
def draft(site: Site) -> Iterator[str]:
    with opened(site, SECTION) as own:
        yield own


@pytest.fixture
def page(visits: Visits, draft: str) -> Page:
    opened = visits.page(HR)
    opened.add_init_script(LISTEN)
    opened.goto(f"/admin/handbook/version/{draft}/edit/")
    return opened


def source(site: Site, draft: str) -> str:
    return str(site.rows(f"SELECT source_nb FROM handbook_version WHERE id = {draft}")[0][0])


def ids(text: str) -> list[str]:
    return re.findall(r"^§ (\S+)", text, re.MULTILINE)


def text_of(page: Page, key: str) -> Locator:
    return page.locator(f"[name='text-{key}']")


def keys(page: Page) -> list[str]:
    return [str(card.get_attribute("value")) for card in page.locator("#cards [name='card']").all()]


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Lagre utkast").first.click()


def first_rule(page: Page) -> str:
    return str(page.locator(".kind-guideline [name='card']").first.get_attribute("value"))


def two_rules(page: Page) -> tuple[str, str]:
    """Two points beside each other, each a rule."""
    cards = page.locator("#cards > .card").all()
    kinds = [str(card.get_attribute("class")) for card in cards]
    at = next(at for at in range(len(kinds)) if all("kind-guideline" in kind for kind in kinds[at : at + 2]))
    order = keys(page)
    return order[at], order[at + 1]


@pytest.mark.parametrize("part", ["edit", "questions"])
def test_untouched_cards_keep_every_byte(visits: Visits, site: Site, part: str) -> None:
    """Criterion 1 of the editor, with script, for every text and every quiz that ships."""
    page = visits.page(HR)
    untouched = (
        "SELECT title_{0}, message_{0}, source_{0}, quiz_{0}, laws, revision FROM handbook_version WHERE id = {1}"
    )
    for position in range(1, 11):
        with opened(site, position) as draft:
            for language in LANGUAGES:
                before = site.rows(untouched.format(language, draft))
                page.goto(f"/admin/handbook/version/{draft}/{part}/?text={language}")
                save(page)
                assert site.rows(untouched.format(language, draft)) == before


def test_alt_and_an_arrow_moves_a_point_with_its_id(page: Page, site: Site, draft: str) -> None:
    before = ids(source(site, draft))
    above, below = two_rules(page)
    text_of(page, below).press("Alt+ArrowUp")
    assert page.locator(":focus").get_attribute("name") == f"text-{below}"
    assert page.locator("#card-status").text_content().startswith("Nå nummer ")
    save(page)
    at = before.index(above)
    assert ids(source(site, draft)) == [*before[:at], below, above, *before[at + 2 :]]


def test_two_enters_part_a_point_and_backspace_joins_it_again(page: Page, site: Site, draft: str) -> None:
    before = source(site, draft)
    key = first_rule(page)
    field = text_of(page, key)
    words = field.input_value()
    field.evaluate("(field, at) => { field.focus(); field.setSelectionRange(at, at); }", len(words) - 5)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert text_of(page, key).input_value() == words[:-5].rstrip()
    new = keys(page)[keys(page).index(key) + 1]
    assert (text_of(page, new).input_value(), page.locator(":focus").get_attribute("name")) == (
        words[-5:],
        f"text-{new}",
    )
    page.keyboard.press("Backspace")
    assert new not in keys(page)
    text_of(page, key).fill(words)
    save(page)
    assert source(site, draft) == before


def test_the_part_with_more_of_the_words_keeps_the_id(page: Page) -> None:
    key = first_rule(page)
    field = text_of(page, key)
    words = field.input_value()
    field.evaluate("(field) => { field.focus(); field.setSelectionRange(3, 3); }")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert text_of(page, key).input_value() == words[3:].strip()
    above = keys(page)[keys(page).index(key) - 1]
    assert text_of(page, above).input_value() == words[:3].strip()


def test_enter_at_the_very_start_takes_no_id_away(page: Page) -> None:
    before = keys(page)
    field = text_of(page, first_rule(page))
    field.evaluate("(field) => { field.focus(); field.setSelectionRange(0, 0); }")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert keys(page) == before


def press_in(page: Page, key: str, button: str) -> None:
    page.locator(f"button[value='{button}:{key}']").evaluate("button => button.click()")


def test_all_is_undone_step_by_step_and_every_id_is_back(page: Page, site: Site, draft: str) -> None:
    before, order = source(site, draft), keys(page)
    above, below = two_rules(page)
    press_in(page, below, "join")
    press_in(page, above, "remove")
    press_in(page, order[-1], "up")
    press_in(page, order[0], "add")
    assert keys(page) != order
    for _step in range(4):
        page.get_by_role("button", name="Angre").click()
    assert keys(page) == order
    assert page.get_by_role("button", name="Angre").count() == 0
    save(page)
    assert source(site, draft) == before


def test_what_is_saved_by_itself_meanwhile_is_undone_too(page: Page, site: Site, draft: str) -> None:
    page.get_by_role("button", name="Nytt punkt", exact=True).click()
    text_of(page, keys(page)[-1]).fill("Et nytt punkt.")
    press_in(page, keys(page)[-1], "up")
    until(page, lambda: "Lagret av seg selv" in str(page.locator("#card-status").text_content()))
    page.get_by_role("button", name="Angre").click()
    new = keys(page)[-1]
    assert text_of(page, new).input_value() == "Et nytt punkt."
    save(page)
    assert source(site, draft).endswith("(guideline)\nEt nytt punkt.\n")


def test_words_of_a_link_are_pasted_whatever_its_address(page: Page) -> None:
    page.get_by_role("button", name="Nytt punkt", exact=True).click()
    links = '<a href="https://solvik.example/veiledning">veilederen</a> og <a href="#_ftn1">[1]</a> til slutt'
    text_of(page, keys(page)[-1]).evaluate(PASTE, [f"<p>Les {links}.</p>", ""])
    pasted = text_of(page, keys(page)[-1]).input_value()
    assert pasted == "Les [veilederen](https://solvik.example/veiledning) og til slutt."


def test_alt_and_an_arrow_opens_a_list_and_moves_nothing(page: Page) -> None:
    before = keys(page)
    page.locator("#cards select").first.press("Alt+ArrowDown")
    assert keys(page) == before


def test_control_and_z_brings_a_removed_point_back(page: Page) -> None:
    order = keys(page)
    press_in(page, first_rule(page), "remove")
    assert len(keys(page)) == len(order) - 1
    page.keyboard.press("Control+z")
    assert keys(page) == order


@pytest.mark.parametrize("sample", ["word", "writer", "docs"])
def test_a_pasted_document_becomes_points_and_the_policy_is_kept(
    visits: Visits, site: Site, draft: str, sample: str
) -> None:
    """Criteria 4 and 5 of the editor."""
    page = visits.page(HR)
    page.add_init_script(LISTEN)
    with listening(page) as heard:
        page.goto(f"/admin/handbook/version/{draft}/edit/")
        page.get_by_role("button", name="Nytt punkt", exact=True).click()
        new = keys(page)[-1]
        text_of(page, new).press_sequentially("Skrevet. ")
        text_of(page, new).fill("")
        text_of(page, new).evaluate(PASTE, [(SAMPLES / f"{sample}.html").read_text(encoding="utf-8"), ""])
        assert against_the_policy(page, heard, site) == []
        save(page)
    expected = (SAMPLES / f"{sample}.md").read_text(encoding="utf-8")
    pasted = source(site, draft).split("\n§ ")[-expected.count("§") :]
    assert re.sub(r"^§ \S+", "§", "§ " + "\n§ ".join(pasted), flags=re.MULTILINE) == expected


def test_three_pasted_lines_are_three_points(page: Page, site: Site, draft: str) -> None:
    count = len(keys(page))
    page.get_by_role("button", name="Nytt punkt", exact=True).click()
    text_of(page, keys(page)[-1]).evaluate(PASTE, ["", "Første linje.\nAndre linje.\r\nTredje linje.\n"])
    assert [text_of(page, key).input_value() for key in keys(page)[count:]] == [
        "Første linje.",
        "Andre linje.",
        "Tredje linje.",
    ]
    save(page)
    assert len(ids(source(site, draft))) == count + 3


def test_one_pasted_line_goes_where_the_caret_is(page: Page) -> None:
    key = first_rule(page)
    words = text_of(page, key).input_value()
    text_of(page, key).evaluate("(field) => { field.focus(); field.setSelectionRange(0, 0); }")
    text_of(page, key).evaluate(PASTE, ["<b style='font-weight:normal'>Nå: <b>alltid</b> </b>", "x"])
    assert text_of(page, key).input_value() == f"Nå: **alltid**{words}"


def write_course(page: Page, *, has_script: bool) -> None:
    """One course of edits from top to bottom: with script on the spot, without it by what is typed and by a button that
    saves."""

    def edit(key: str, at: int, pasted: list[str]) -> None:
        """Part a point there, and paste paragraphs in between."""
        field, words = text_of(page, key), text_of(page, key).input_value()
        if not has_script:
            field.fill("\n\n".join(filter(None, [words[:at].rstrip(), *pasted, words[at:].lstrip()])))
            save(page)
            return
        field.evaluate("(field, at) => { field.focus(); field.setSelectionRange(at, at); }", at)
        if pasted:
            field.evaluate(PASTE, ["", "\n".join(pasted)])
        else:
            page.keyboard.press("Enter")
            page.keyboard.press("Enter")

    def press(key: str, button: str) -> None:
        with nullcontext() if has_script else page.expect_navigation():
            press_in(page, key, button)

    def below(key: str) -> str:
        return keys(page)[keys(page).index(key) + 1]

    points = page.locator(":is(.kind-guideline, .kind-law, .kind-advice) [name='card']").all()
    rules = [str(card.get_attribute("value")) for card in points]
    page.locator(f"[name='leaders-{rules[0]}']").check()
    page.locator(f"[name='heading-{rules[0]}']").evaluate("field => { field.value = 'Først'; }")
    edit(rules[0], 4, [])
    edit(rules[1], len(text_of(page, rules[1]).input_value()) - 4, [])
    edit(rules[2], 0, ["Limt inn først.", "Limt inn så."])
    edit(rules[3], 5, ["Limt inn midt i.", "Også midt i."])
    first, second, *_ = [key for key in rules[4:-1] if below(key) in rules]
    press(first, "add")  # which is empty, and takes no id from the point that is joined to it
    press(below(below(first)), "join")
    press(second, "add")
    text_of(page, below(second)).fill("Et nytt punkt.")
    press(below(below(second)), "join")  # a published one outlives it
    press(rules[4], "up")
    if has_script:
        press(rules[4], "remove")
        page.get_by_role("button", name="Angre").click()
    save(page)


def test_a_course_of_edits_is_stored_alike_with_and_without_script(visits: Visits, site: Site) -> None:
    texts = {}
    for has_script in (True, False):
        with opened(site, SECTION) as draft:
            before = source(site, draft)
            page = visits.page(HR, has_script=has_script)
            page.goto(f"/admin/handbook/version/{draft}/edit/")
            write_course(page, has_script=has_script)
            texts[has_script] = source(site, draft)
            assert {*ids(before)} < {*ids(texts[has_script])}
    assert texts[True] == texts[False]


def until(page: Page, holds: Callable[[], bool]) -> None:
    for _moment in range(80):
        if holds():
            return
        page.wait_for_timeout(250)
    pytest.fail("It never came to be.")


def test_words_save_themselves_and_a_new_point_keeps_its_words(page: Page, site: Site, draft: str) -> None:
    def saves() -> int:
        return int(site.rows(f"SELECT count(*) FROM records_event WHERE what = 'draft saved' AND subject_key = '{draft}'")[0][0])  # fmt: skip

    page.get_by_role("button", name="Nytt punkt", exact=True).click()
    key = keys(page)[-1]
    text_of(page, key).press_sequentially("Av seg selv.")
    until(page, lambda: "Av seg selv." in source(site, draft))
    new = ids(source(site, draft))[-1]
    until(page, lambda: keys(page)[-1] == new)
    assert page.locator("#card-status").text_content().startswith("Lagret av seg selv kl. ")
    text_of(page, new).press_sequentially(" Og mer.")
    until(page, lambda: "Av seg selv. Og mer." in source(site, draft))
    assert ids(source(site, draft))[-1] == new
    assert saves() == 1
    save(page)  # and what it saved itself is nobody else's
    assert page.locator("[role='alert']").count() == 0


def test_somebody_elses_words_are_not_overwritten_by_themselves(
    page: Page, site: Site, draft: str, visits: Visits
) -> None:
    other = visits.page(PUBLISHER)
    other.goto(f"/admin/handbook/version/{draft}/edit/")
    key = first_rule(other)
    text_of(other, key).fill("Olavs ord.")
    save(other)
    text_of(page, key).fill("Siris ord.")
    until(page, lambda: "ble lagret på nytt" in str(page.locator("#card-status").text_content()))
    assert "Olavs ord." in source(site, draft)
    assert text_of(page, key).input_value() == "Siris ord."
    save(page)
    assert page.locator("[role='alert'] h2").text_content() == "Noen andre lagret i mellomtiden"
    assert text_of(page, key).input_value() == "Siris ord."


@pytest.mark.parametrize("has_script", [True, False])
def test_back_gives_the_typed_words_again(visits: Visits, draft: str, has_script: bool) -> None:
    """Criterion 10 of the editor."""
    page = visits.page(HR, has_script=has_script)
    page.goto(f"/admin/handbook/version/{draft}/edit/")
    key = first_rule(page)
    text_of(page, key).fill("Ord som ikke er lagret.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.go_back()
    page.wait_for_timeout(300)
    assert text_of(page, key).input_value() == "Ord som ikke er lagret."


def test_leaving_with_unsaved_words_is_asked_about(page: Page) -> None:
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    text_of(page, first_rule(page)).press_sequentially("x")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_the_smallest_phone_shows_the_whole_width(visits: Visits, draft: str) -> None:
    page = visits.page(HR, width=SMALLEST)
    page.goto(f"/admin/handbook/version/{draft}/edit/")
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("2. Ansvar\na) Leder har ansvar.\nb) Ansatt følger.", ["Ansvar", "a) Leder har ansvar.\nb) Ansatt følger."]),
        (
            "(1) Bilen skal låses.\n\n(2) Bilen vaskes.\n\n5. Siste.",
            ["1. Bilen skal låses.", "2. Bilen vaskes.", "5. Siste."],
        ),
        ("Ta med:\n- ett\n- to\nSlutt.", ["Ta med:\n\n- ett\n- to", "Slutt."]),
        ("1. En.\n2. To.\n4. Fire.", ["1. En.\n2. To.", "4. Fire."]),
    ],
)
def test_pasted_numbers_and_letters_stay_as_they_were(page: Page, typed: str, points: list[str]) -> None:
    count = len(keys(page))
    page.get_by_role("button", name="Nytt punkt", exact=True).click()
    text_of(page, keys(page)[-1]).evaluate(PASTE, ["", typed])
    assert [text_of(page, key).input_value() for key in keys(page)[count:]] == points


@pytest.mark.parametrize(
    "address", ["/admin/handbook/version/{draft}/questions/", "/admin/handbook/version/{draft}/markdown/"]
)
def test_other_pages_of_the_editor_ask_before_words_are_left(visits: Visits, draft: str, address: str) -> None:
    page = visits.page(HR)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.goto(address.format(draft=draft))
    page.goto("/admin/")
    assert asked == []
    page.goto(address.format(draft=draft))
    page.locator("form.draft textarea").first.press_sequentially("x")
    page.goto("/admin/")
    assert asked == ["beforeunload"]
