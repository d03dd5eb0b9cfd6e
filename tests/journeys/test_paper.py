"""On paper: what is folded on the screen is open, and what only a screen can do is left out."""

import re
import zlib

import pytest
from playwright.sync_api import expect

MOST_PAGES, FEWEST_LINES = 14, 8


def lines_of_pages(file: bytes) -> list[int]:
    """How many lines of text each page of a PDF has, the number of the page among them."""
    objects = {int(one[1]): one[2] for one in re.finditer(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", file, re.DOTALL)}
    drawn = [
        objects[int(re.findall(rb"/Contents (\d+) 0 R", page)[0])]
        for page in objects.values()
        if b"/Type /Page\n" in page
    ]
    texts = [zlib.decompress(one[one.index(b"stream\n") + 7 : one.rindex(b"\nendstream")]) for one in drawn]
    return [len(set(re.findall(rb"(\S+) Tm", text))) for text in texts]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_first_handbook_has_few_pages_and_none_of_a_line_or_two(language: str, visits) -> None:
    page = visits.page()
    page.goto(f"/handbooks/social-media/print/?language={language}")

    lines = lines_of_pages(page.pdf(format="A4"))

    assert 2 <= len(lines) <= MOST_PAGES
    assert min(lines) >= FEWEST_LINES, " ".join(map(str, lines))
    # Fonts differ from one computer to the next; other sizes end their pages elsewhere, as other fonts do.
    for scale in (0.94, 0.96, 0.98, 1.02, 1.04, 1.06):
        lines = lines_of_pages(page.pdf(format="A4", scale=scale))
        assert min(lines) >= FEWEST_LINES, (scale, " ".join(map(str, lines)))


def test_the_whole_handbook_begins_with_a_list_that_leads_to_each_section(visits) -> None:
    page = visits.page()
    page.goto("/handbooks/social-media/print/")
    contents = page.get_by_role("navigation", name="Kapitler")
    headings = page.locator("article > section > .stack > h2").all_inner_texts()
    titles = contents.get_by_role("link").all_inner_texts()

    assert [f"{number}. {title}" for number, title in enumerate(titles, start=1)] == headings
    for link, heading in zip(contents.get_by_role("link").all(), headings, strict=True):
        assert page.locator(f"{link.get_attribute('href')} h2").first.inner_text() == heading
    page.emulate_media(media="print")
    assert contents.is_visible()


def test_the_line_for_paper_is_on_paper_only(visits) -> None:
    page = visits.page()
    page.goto("/handbooks/social-media/print/")
    line = page.locator("article > p", has_text="skrevet ut")
    expect(line).to_be_hidden()

    page.emulate_media(media="print")

    expect(line).to_be_visible()


def test_on_paper_what_is_for_leaders_is_open(visits, site, facts) -> None:
    page = visits.page(facts.newcomer)
    page.goto(f"/handbooks/{facts.handbook}/")
    addresses = page.locator(".contents a").evaluate_all("all => all.map(element => element.getAttribute('href'))")
    folded = 0
    for address in addresses:
        page.emulate_media(media="screen")
        page.goto(address)
        points = page.locator(".for-others .clause")
        if points.count():
            folded += 1
            expect(points.first).to_be_hidden()
            page.emulate_media(media="print")
            expect(points.first).to_be_visible()  # the browser takes a moment to lay it out for paper
            assert points.first.evaluate("element => element.checkVisibility({ contentVisibilityAuto: true })")
            assert points.first.bounding_box()["height"] > 10
    assert folded


def test_the_whole_handbook_makes_a_file_for_print(visits, facts) -> None:
    page = visits.page()
    page.goto(f"/handbooks/{facts.handbook}/print/")

    file = page.pdf(format="A4")

    assert file.startswith(b"%PDF-")
    assert sum(lines_of_pages(file)) > page.locator("article section h2, article .clause").count()


def test_on_paper_the_law_is_open_and_the_menu_is_gone(visits, facts) -> None:
    page = visits.page(facts.newcomer)
    page.goto(f"/handbooks/{facts.handbook}/{facts.section}/")
    law = page.locator("details .laws dd").first
    expect(law).to_be_hidden()

    page.emulate_media(media="print")

    assert law.bounding_box()["height"] > 10
    assert law.evaluate("element => element.checkVisibility({ contentVisibilityAuto: true })")
    assert [name for name in (".site-header", ".site-footer", ".demo-note") if page.locator(name).is_visible()] == []


def test_on_paper_the_points_for_leaders_are_open(visits, facts) -> None:
    page = visits.page(facts.newcomer)
    page.goto(f"/handbooks/{facts.handbook}/roles/")
    points = page.locator(".for-others .clause")
    assert [point.is_visible() for point in points.all()] == [False] * points.count() != []

    page.emulate_media(media="print")

    assert [point.bounding_box()["height"] > 10 for point in points.all()] == [True] * points.count()


def test_a_section_on_paper_says_whose_it_is_and_has_no_ways_out_of_it(visits, facts) -> None:
    page = visits.page(facts.newcomer)
    address = f"/handbooks/{facts.handbook}/{facts.section}/"
    page.goto(address)

    page.emulate_media(media="print")

    outside = page.locator("a, button, nav").locator("visible=true").and_(page.locator(":not(.clause-number)"))
    assert [element.inner_text() for element in outside.all()] == []
    head = page.locator("main > .print-only").inner_text()
    assert head.startswith("Solvik kommune · ")
    assert "versjon 2" in head.lower()
    assert head.endswith(address)


def test_print_at_a_section_prints_that_section(visits, facts) -> None:
    page = visits.page(facts.newcomer)
    page.goto(f"/handbooks/{facts.handbook}/{facts.section}/")
    title = page.locator("h1").inner_text()

    page.get_by_role("link", name="Skriv ut").click()

    assert page.locator("article section h2").first.inner_text().endswith(title)
    page.emulate_media(media="print")
    assert page.locator(".back, .no-print").locator("visible=true").count() == 0


def test_a_receipt_on_paper_says_which_employer_gave_it(visits, facts) -> None:
    page = visits.page(facts.finisher)
    page.goto(f"/courses/completions/{facts.completion}/")
    page.emulate_media(media="print")
    assert "Solvik kommune" in page.locator(".receipt").inner_text()
    assert page.locator("main > .print-only").inner_text().endswith(f"/courses/completions/{facts.completion}/")


def test_on_paper_the_fingerprints_of_a_receipt_are_open(visits, facts) -> None:
    page = visits.page(facts.finisher)
    page.goto(f"/courses/completions/{facts.completion}/")
    fingerprint = page.locator("details code").first
    expect(fingerprint).to_be_hidden()

    page.emulate_media(media="print")

    expect(fingerprint).to_be_visible()
    assert fingerprint.bounding_box()["height"] > 10


def test_on_paper_nothing_has_the_mark_of_what_can_be_folded(visits, facts) -> None:
    mark = "element => getComputedStyle(element, '::before').display"
    page = visits.page(facts.finisher)
    page.goto(f"/courses/completions/{facts.completion}/")
    assert page.locator("summary >> visible=true").evaluate_all(f"all => all.map({mark})") == ["block"]

    page.emulate_media(media="print")

    assert page.locator("main summary").evaluate_all(f"all => all.map({mark})") == ["none"]


def test_on_paper_a_day_and_what_changed_have_no_forms_and_no_menu(visits, facts) -> None:
    auditor = visits.page("1005")
    addresses = (
        f"/handbooks/{facts.handbook}/as-of/{facts.day}/",
        f"/reports/handbooks/{facts.handbook}/as-of/{facts.day}/employees/{facts.one_led}/",
        f"/handbooks/{facts.handbook}/{facts.changed}/versions/{facts.second}/changes/",
    )
    for address in addresses:
        auditor.goto(address)
        auditor.emulate_media(media="print")
        on_screen_only = (".site-header", ".site-footer", ".demo-note", "main form", ".back")
        assert [name for name in on_screen_only if auditor.locator(name).first.is_visible()] == []
        assert auditor.pdf(format="A4").startswith(b"%PDF-")
    struck, added = auditor.locator("main p del").first, auditor.locator("main p ins").first
    lines = [element.evaluate("element => getComputedStyle(element).textDecorationLine") for element in (struck, added)]
    assert lines == ["line-through", "underline"]
