"""HR's pages in the admin: axe, narrow screens and the policy, in every language, in light and dark."""

import re

import pytest
from playwright.sync_api import Dialog

from handbook.site_pages import shipped_text
from tests.journeys.accessibility import COLOURS, Found, examined, too_wide
from tests.journeys.browser_log import against_the_policy, listening
from tests.journeys.site_states import questions_for_everyone, withdraw
from tests.journeys.visits import SMALLEST, resize, session_of
from tests.live.server import Site
from tests.live.visitor import Visitor
from tests.support.clients import LANGUAGES

HR, PUBLISHER, ADMINISTRATOR = "1003", "1004", "1000"
PAGES = {  # long lists are looked at searched: a hundred rows are no other than ten
    "the index": (HR, "/admin/"),
    "handbooks": (HR, "/admin/handbook/handbook/"),
    "one handbook": (PUBLISHER, "/admin/handbook/handbook/{handbook}/change/"),
    "a new handbook": (PUBLISHER, "/admin/handbook/handbook/add/"),
    "a handbook as readers would see it": (HR, "/admin/handbook/handbook/{handbook}/preview/?text=nn&audience=leaders"),
    "a handbook to be published": (PUBLISHER, "/admin/handbook/handbook/{handbook}/publish/"),
    "a handbook to be copied": (PUBLISHER, "/admin/handbook/handbook/{handbook}/copy/"),
    "a handbook to be withdrawn": (PUBLISHER, "/admin/handbook/handbook/{handbook}/withdraw/"),
    "its languages": (HR, "/admin/handbook/handbook/{handbook}/languages/"),
    "a translation beside its source": (HR, "/admin/handbook/section/{section}/translation/?text=nn"),
    "its history": (PUBLISHER, "/admin/handbook/handbook/{handbook}/history/"),
    "sections": (HR, "/admin/handbook/section/"),
    "one section": (HR, "/admin/handbook/section/{section}/change/"),
    "versions": (HR, "/admin/handbook/version/"),
    "a published version": (HR, "/admin/handbook/version/{published}/change/"),
    "its questions": (PUBLISHER, "/admin/handbook/withdrawnquestion/versions/{questioned}/"),
    "a question to be withdrawn": (PUBLISHER, "/admin/handbook/withdrawnquestion/versions/{questioned}/{question}/"),
    "withdrawn questions": (HR, "/admin/handbook/withdrawnquestion/"),
    "one withdrawn question": (HR, "/admin/handbook/withdrawnquestion/{withdrawn}/change/"),
    "what a published version changed, and how it went": (HR, "/admin/handbook/version/{published}/changes/"),
    "the cards of a draft": (HR, "/admin/handbook/version/{draft}/edit/"),
    "the cards of a translation": (HR, "/admin/handbook/version/{draft}/edit/?text=nn"),
    "cards with faults": (HR, "/admin/handbook/version/{faulty}/edit/"),
    "a draft": (HR, "/admin/handbook/version/{draft}/markdown/"),
    "a draft with faults": (HR, "/admin/handbook/version/{faulty}/markdown/"),
    "a draft with a point to be found again": (HR, "/admin/handbook/version/{unsettled}/markdown/"),
    "a draft's translation": (HR, "/admin/handbook/version/{draft}/markdown/?text=nn"),
    "a draft's questions": (PUBLISHER, "/admin/handbook/version/{draft}/questions/"),
    "the questions of a draft with faults": (HR, "/admin/handbook/version/{faulty}/questions/"),
    "a draft's questions in a translation": (HR, "/admin/handbook/version/{draft}/questions/?text=nn"),
    "a draft as a reader meets it": (HR, "/admin/handbook/version/{draft}/preview/?audience=leaders"),
    "a draft to be thrown away": (HR, "/admin/handbook/version/{draft}/discard/"),
    "the consequences": (PUBLISHER, "/admin/handbook/version/{draft}/review/"),
    "the consequences of faults": (PUBLISHER, "/admin/handbook/version/{faulty}/review/"),
    "the consequences, for an editor": (HR, "/admin/handbook/version/{draft}/review/"),
    "a draft that somebody else is to approve": (HR, "/admin/handbook/version/{approved}/review/"),
    "a version that is published later": (PUBLISHER, "/admin/handbook/version/{scheduled}/review/"),
    "a section to be looked at again": (HR, "/admin/handbook/section/{owned}/change/"),
    "a section to be withdrawn": (PUBLISHER, "/admin/handbook/section/{section}/withdraw/"),
    "pages of the site": (PUBLISHER, "/admin/handbook/pagetext/"),
    "pages of the site, for an editor": (HR, "/admin/handbook/pagetext/"),
    "a page to be edited": (PUBLISHER, "/admin/handbook/pagetext/accessibility/edit/"),
    "a page whose source has changed": (PUBLISHER, "/admin/handbook/pagetext/accessibility/edit/?text=nn"),
    "what a page says now": (PUBLISHER, "/admin/handbook/pagetext/accessibility/history/"),
    "what a page said": (PUBLISHER, "/admin/handbook/pagetext/accessibility/history/?number=0"),
    "laws": (HR, "/admin/handbook/lawtext/"),
    "a law of the release": (HR, "/admin/handbook/lawtext/5/edit/"),
    "a law that HR has changed": (HR, "/admin/handbook/lawtext/8/edit/"),
    "a new law": (HR, "/admin/handbook/lawtext/add/"),
    "a law of HR's own to be removed": (HR, "/admin/handbook/lawtext/1001/remove/"),
    "reports of faults": (HR, "/admin/handbook/remark/"),
    "one report": (HR, "/admin/handbook/remark/{remark}/change/"),
    "people": (HR, "/admin/people/employee/?q=an"),
    "one employee": (HR, "/admin/people/employee/{employee}/change/"),
    "one employee, for the administrator": (ADMINISTRATOR, "/admin/people/employee/{employee}/change/"),
    "a new employee": (ADMINISTRATOR, "/admin/people/employee/add/"),
    "a new password": (ADMINISTRATOR, "/admin/people/employee/{employee}/password/"),
    "units": (HR, "/admin/people/unit/"),
    "a new unit": (ADMINISTRATOR, "/admin/people/unit/add/"),
    "requirements": (HR, "/admin/courses/requirement/"),
    "one requirement": (HR, "/admin/courses/requirement/{requirement}/change/"),
    "receipts": (HR, "/admin/courses/completion/?q=1001"),
    "one receipt": (HR, "/admin/courses/completion/{completion}/change/"),
    "events": (ADMINISTRATOR, "/admin/records/event/?what=joined&p=2"),
    "one event": (ADMINISTRATOR, "/admin/records/event/{event}/change/"),
}
each_page = pytest.mark.parametrize("name", PAGES)


def open_draft(visitor: Visitor, section: int) -> str:
    answer = visitor.post(f"/admin/handbook/section/{section}/edit/", {})
    return answer.location.split("/")[-3]


@pytest.fixture(scope="package")
def keys(site: Site) -> dict[str, str]:
    """What stands for the names in the addresses."""

    def first(question: str) -> str:
        return str(site.rows(question)[0][0])

    sections = [row[0] for row in site.rows("SELECT id FROM handbook_section ORDER BY position")]
    with Visitor(site.address, session_of(site, PUBLISHER)) as olav:
        good, faulty, unsettled = (open_draft(olav, sections[number]) for number in (8, 9, 7))
        source = first(f"SELECT source_nb FROM handbook_version WHERE id = {good}")
        save(olav, good, source.replace("Du har kunnskap", "Du har mye kunnskap"), site)
        save(olav, faulty, "§ accountability-1\nUten opphav, og <b>med</b> HTML.\n", site)
        source = first(f"SELECT source_nb FROM handbook_version WHERE id = {unsettled}")
        save(olav, unsettled, source.replace("§ intent-2 (guideline)\n", ""), site)
        approved, scheduled = (open_draft(olav, sections[number]) for number in (5, 6))
        for draft in (approved, scheduled):
            source = first(f"SELECT source_nb FROM handbook_version WHERE id = {draft}")
            save(olav, draft, source, site, title="En ny tittel")
        have_it_published_later(olav, scheduled, site)
        move(olav, approved, site, action="review")
        move(olav, approved, site, action="note", name="Advokat Lund")
        own(olav, sections[4])
        edit_page(olav)
        keep_laws(olav)
        assert site.rows("SELECT count(*) FROM handbook_version WHERE stage = 'scheduled'") == [(1,)]
        assert site.rows("SELECT count(*) FROM handbook_section WHERE review_on IS NOT NULL") == [(1,)]
        assert site.rows("SELECT count(*) FROM handbook_pagetext") == [(1,)]
        assert site.rows("SELECT law FROM handbook_lawtext ORDER BY number") == [("L8",), ("L1001",)]
        olav.post("/remarks/", {"text": "Punkt 1.1 har en skrivefeil.", "name": "", "page": "", "clause": ""})
    ((last,),) = site.rows(f"SELECT slug FROM handbook_section WHERE id = {sections[9]}")
    *_, question, withdrawn = questions_for_everyone(site, last)
    return {
        "questioned": withdraw(site, last, withdrawn),
        "question": question,
        "withdrawn": first("SELECT id FROM courses_withdrawnquestion"),
        "handbook": first("SELECT id FROM handbook_handbook"),
        "section": str(sections[8]),
        "published": first("SELECT id FROM handbook_version WHERE number = 1"),
        "draft": good,
        "faulty": faulty,
        "unsettled": unsettled,
        "approved": approved,
        "scheduled": scheduled,
        "owned": str(sections[4]),
        "remark": first("SELECT id FROM handbook_remark"),
        "employee": first("SELECT id FROM people_employee WHERE number = '1001'"),
        "requirement": first("SELECT id FROM courses_requirement"),
        "completion": first("SELECT id FROM courses_completion"),
        "event": first("SELECT id FROM records_event"),
    }


def revision_of(draft: str, site: Site) -> int:
    ((revision,),) = site.rows(f"SELECT revision FROM handbook_version WHERE id = {draft}")
    return int(revision)


def have_it_published_later(visitor: Visitor, draft: str, site: Site) -> None:
    chosen: dict[str, str | int | list[str]] = {
        "revision": revision_of(draft, site),
        "kind-title": "clarification",
        "publish_at": "2099-01-04T07:00",
    }
    visitor.post(
        f"/admin/handbook/version/{draft}/review/", {**chosen, "although": ["questions"], "action": "schedule"}
    )


def move(visitor: Visitor, draft: str, site: Site, **button: str) -> None:
    visitor.post(f"/admin/handbook/version/{draft}/review/", {"revision": revision_of(draft, site), **button})


def edit_page(visitor: Visitor) -> None:
    """The accessibility statement gets a heading of its own, in bokmål."""
    text = shipped_text("accessibility", "nb")
    source = text.source.replace("## Si fra", "## Kommunens egne sider\n\nHer er de samlet.\n\n## Si fra")
    typed: dict[str, str | int | list[str]] = {"text": "nb", "action": "save", "opened_nb": text.digest}
    visitor.post("/admin/handbook/pagetext/accessibility/edit/", {**typed, "title_nb": text.title, "source_nb": source})


def keep_laws(visitor: Visitor) -> None:
    """One law of the release is changed, and one of HR's own is added."""
    words = {
        f"{part}_{language}": f"Kommunens {part}"
        for part in ("act", "section", "says")
        for language in ("nb", "nn", "en")
    }
    for page in ("8/edit", "add"):
        visitor.post(f"/admin/handbook/lawtext/{page}/", {**words, "certainty": "known", "opened": 0})


def own(visitor: Visitor, section: int) -> None:
    """It was to be looked at again some time ago."""
    sent: dict[str, str | int | list[str]] = {
        "review_on": "2026-01-01",
        "review_months": "12",
        "versions-TOTAL_FORMS": 0,
        "versions-INITIAL_FORMS": 0,
    }
    visitor.post(f"/admin/handbook/section/{section}/change/", {**sent, "owner": ""})


def save(visitor: Visitor, draft: str, source: str, site: Site, **more: str) -> None:
    columns = "title_nb, message_nb, quiz_nb, laws, revision"
    ((title, message, quiz, laws, revision),) = site.rows(f"SELECT {columns} FROM handbook_version WHERE id = {draft}")
    typed = {"title": title, "message": message, "source": source, "quiz": quiz, "laws": laws, "revision": revision}
    visitor.post(f"/admin/handbook/version/{draft}/markdown/", {**typed, **more, "text": "nb", "action": "save"})


@each_page
def test_the_policy_is_kept_axe_finds_nothing_and_the_smallest_phone_shows_all(name: str, desk, site, keys) -> None:
    number, address = PAGES[name]
    assert findings_at(address.format(**keys), number, desk, site) == {}


HAS_IDS = {
    "a draft",  # the raw text, and what is typed in it
    "a draft with faults",
    "a draft with a point to be found again",
    "a draft's translation",
    "a published version",  # its texts as they were written
    "events",  # the record of everything, for the administrator
    "one event",
}
"""Pages on which an id is what is meant."""


@each_page
def test_no_id_of_a_point_or_a_question_is_among_the_words_of_a_page(name: str, site: Site, keys) -> None:
    number, address = PAGES[name]
    ids = {row[0] for row in site.rows("SELECT DISTINCT clause FROM handbook_clausetext")}
    quizzes = site.rows("SELECT quiz_nb FROM handbook_version")
    ids |= {id_ for (quiz,) in quizzes for id_ in re.findall(r"^## (\S+-\S+)", quiz or "", re.MULTILINE)}
    assert len(ids) > 200
    with Visitor(site.address, session_of(site, number)) as visitor:
        answer = visitor.get(address.format(**keys))
    assert answer.status == 200
    page = re.sub(r"<(script|style|template)\b.*?</\1>", " ", answer.text, flags=re.DOTALL)
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", re.sub(r"<[^>]+>", " ", page)))
    assert bool(ids & words) == (name in HAS_IDS - {"events", "one event"}), ids & words


def test_leaving_what_was_chosen_about_a_publication_is_asked_about(desk, keys) -> None:
    asked: list[str] = []
    page = desk.page(PUBLISHER, language="nb")

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto(PAGES["a draft that somebody else is to approve"][1].format(**keys))
    page.goto("/admin/")
    assert asked == []
    page.goto(PAGES["a draft that somebody else is to approve"][1].format(**keys))
    page.locator("[type=radio][value=new_rule]").first.focus()
    page.keyboard.press("Space")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_what_is_typed_in_one_form_is_asked_about_when_another_is_sent(visits, site: Site) -> None:
    asked: list[str] = []
    page = visits.page(PUBLISHER)

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    ((handbook,),) = site.rows("SELECT id FROM handbook_handbook WHERE slug = 'social-media'")
    page.goto(f"/admin/handbook/handbook/{handbook}/change/?part=front-page")
    page.on("dialog", stay)
    words = page.locator("#front-page textarea").first
    before = words.input_value()
    words.press_sequentially("x")
    page.locator("#chapters form button").first.evaluate("button => button.click()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert words.input_value() != before


def test_the_same_of_a_handbook_before_its_first_publication(desk, site: Site) -> None:
    with Visitor(site.address, session_of(site, PUBLISHER)) as olav:
        made = olav.post(
            "/admin/handbook/handbook/add/", {"title": "Etikk", "source_language": "nb", "languages": "nn"}
        )
        olav.post(made.location, {"part": "new-section", "title": "Gaver"})
        try:
            assert findings_at(f"{made.location}?part=readers", PUBLISHER, desk, site) == {}
        finally:
            olav.post(made.location.replace("/change/", "/remove/"), {})
    assert site.rows("SELECT id FROM handbook_handbook WHERE slug = 'etikk'") == []


def findings_at(address: str, number: str, desk, site: Site) -> Found:
    """What is wrong with a page in any language, in light or dark, or on the smallest phone."""
    findings = Found()
    for language in LANGUAGES:
        page = desk.page(number, language=language)
        with listening(page) as heard:
            assert page.goto(address).status == 200
        assert page.locator("html").get_attribute("lang") == language
        findings.note(language, against_the_policy(page, heard, site))  # first of all: axe makes complaints of its own
        for scheme, lines in COLOURS.examined(page, themes={}):
            # Good practice beyond it is Django's own to mend.
            findings.note(f"{language} {scheme}", [line for line in lines if line.startswith("WCAG")])
        resize(page, SMALLEST)
        findings.note(f"{language} {SMALLEST}", too_wide(page))
    return findings


def test_a_draft_that_is_gone_gives_back_what_was_typed(visits, site: Site) -> None:
    """Somebody throws it away while somebody else writes on a phone."""
    ((section,),) = site.rows("SELECT id FROM handbook_section WHERE position = 8")
    page = visits.page(HR, width=SMALLEST)
    with Visitor(site.address, session_of(site, PUBLISHER)) as olav:
        draft = open_draft(olav, section)
        page.goto(f"/admin/handbook/version/{draft}/markdown/")
        page.locator("#id_title").fill("Det jeg skrev i stad")
        ((revision,),) = site.rows(f"SELECT revision FROM handbook_version WHERE id = {draft}")
        olav.post(f"/admin/handbook/version/{draft}/discard/", {"revision": str(revision)})
    assert site.rows(f"SELECT id FROM handbook_version WHERE id = {draft}") == []
    page.locator(".submit-row button[value=save]").last.click()
    for where in ("here it is", "beside the new draft"):
        assert page.locator("#id_title").input_value() == "Det jeg skrev i stad", where
        assert [line for line in examined(page) if line.startswith("WCAG")] == []
        assert too_wide(page) == []
        if where == "here it is":
            page.locator("button[value=new-draft]").click()
    page.locator("button[value=save]").click()
    assert page.locator("#id_title").input_value() == "Det jeg skrev i stad"
    assert page.locator("#draft").count() == 1
