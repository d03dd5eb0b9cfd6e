"""On paper: what is folded on the screen is open, and what only a screen can do is left out."""

from playwright.sync_api import expect


def test_the_whole_handbook_makes_a_file_for_print(visits, facts) -> None:
    page = visits.page()
    page.goto(f"/handbooks/{facts.handbook}/print/")

    file = page.pdf(format="A4")

    assert file.startswith(b"%PDF-")
    assert file.count(b"/Type /Page\n") >= page.locator("article section h2").count() / 2


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
    struck, added = auditor.locator("main del").first, auditor.locator("main ins").first
    lines = [element.evaluate("element => getComputedStyle(element).textDecorationLine") for element in (struck, added)]
    assert lines == ["line-through", "underline"]
