"""Which languages are behind, and the desk where somebody says that a translation still matches."""

import re

import pytest

from handbook.history import section_history
from handbook.models import Kind, Section, TranslationCheck, Version
from handbook.translations.status import outdated_in
from tests.cast import MONDAY
from tests.support.backoffice import open_editor, signed_in, type_over
from tests.support.publication import edit_and_publish
from tests.support.queries import queries
from tests.support.text import page_text


@pytest.fixture
def behind(roles, olav):
    """Version 2 has another title and another first clause in the source alone, as new rules."""
    words = {"source_nb": ("Et verv kan", "Et verv vil"), "title_nb": ("Rollene dine", "Rollene du har")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    return roles


def desk(section, language: str = "nn") -> str:
    return f"/admin/handbook/section/{section.pk}/translation/?text={language}"


COUNTED = {
    "nb": "1 punkt, overskrifter og annen tekst",
    "nn": "1 punkt, overskrifter og annan tekst",
    "en": "1 point, headings and other text",
}


def test_the_table_counts_what_each_language_lacks(siri, behind, small) -> None:
    page = signed_in(siri).get(f"/admin/handbook/handbook/{small.pk}/languages/")
    cells = {
        row["section"].slug: {cell["language"]: (cell["outdated"], cell["is_ready"]) for cell in row["cells"]}
        for row in page.context["rows"]
    }
    assert cells == {
        "roles": {"nn": (1, False), "en": (1, False)},
        "privacy": {"nn": (0, True), "en": (0, True)},
    }
    for language, words in COUNTED.items():  # the point is numbered, the title is not
        assert words in page_text(signed_in(siri, language).get(f"/admin/handbook/handbook/{small.pk}/languages/"))
    assert re.findall(r'href="([^"]+translation[^"]+)"', page.content.decode()) == [
        desk(behind, "nn"),
        desk(behind, "en"),
    ]


def test_the_table_and_the_desk_ask_the_same_however_much_is_behind(siri, behind, small) -> None:
    client = signed_in(siri)
    addresses = (f"/admin/handbook/handbook/{small.pk}/languages/", desk(behind))

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with queries() as statements:
                assert client.get(address).status_code == 200
            counts.append(len(statements))
        return counts

    before = asked()
    for old, new in (("Du bør være", "Du skal være"), ("om du er habil", "om du er inhabil")):
        edit_and_publish(behind, {"source_nb": (old, new)}, kinds=Kind.NEW_RULE, by=None, at=MONDAY)
    assert asked() == before


def test_the_desk_shows_the_source_before_and_now_and_the_translation_beside(siri, behind) -> None:
    page = signed_in(siri).get(desk(behind))
    assert [(row.clause, row.matched, row.old, row.new, row.translation) for row in page.context["rows"]] == [
        ("title", 1, "Rollene dine", "Rollene du har", "Rollene dine"),
        (
            "roles-1",
            1,
            "Et verv kan komme i konflikt med jobben din.",
            "Et verv vil komme i konflikt med jobben din.",
            "Eit verv kan kome i konflikt med jobben din.",
        ),
    ]
    assert "Et verv Fjernet: kan Nytt: vil komme i konflikt" in page_text(page)


def test_ticking_what_matches_clears_the_mark_and_nothing_else(siri, behind) -> None:
    client = signed_in(siri)
    done = client.post(desk(behind), {"number": 2, "clause": ["roles-1"]}, follow=True)
    assert "1 punkt stemmer nå med kildeteksten i versjon 2." in page_text(done)
    assert [row.clause for row in done.context["rows"]] == ["title"]
    history = section_history(Section.objects.get(pk=behind.pk))
    assert (outdated_in(history, "nn"), outdated_in(history, "en")) == (
        ("title",),
        ("title", "roles-1"),
    )
    assert Version.objects.filter(section=behind).count() == 2


def test_nothing_ticked_or_another_version_stores_nothing(siri, behind) -> None:
    client = signed_in(siri)
    answers = [
        client.post(desk(behind), {"number": 2}).status_code,
        client.post(desk(behind), {"number": 1, "clause": ["roles-1"]}).status_code,
        client.post(desk(behind), {"number": "x", "clause": ["roles-1"]}).status_code,
        client.post(desk(behind), {"number": 2, "clause": ["roles-99"]}).status_code,
    ]
    assert (answers, TranslationCheck.objects.count()) == ([422, 409, 409, 409], 0)


def test_a_point_that_is_missing_has_nothing_to_tick(siri, roles, olav) -> None:
    words = {"source_nb": ("§ roles-case-pitch", "§ roles-5 (guideline)\nNytt punkt.\n\n§ roles-case-pitch")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    page = signed_in(siri).get(desk(roles))
    assert [(row.clause, row.matched, row.translation) for row in page.context["rows"]] == [("roles-5", None, "")]
    assert 'type="checkbox"' not in page.content.decode()


def test_the_desk_opens_the_draft_in_its_language(siri, behind) -> None:
    client = signed_in(siri)
    assert f'action="/admin/handbook/section/{behind.pk}/edit/"' in client.get(desk(behind)).content.decode()
    opened = client.post(f"/admin/handbook/section/{behind.pk}/edit/", {"text": "nn"})
    draft = Version.objects.drafts().get(section=behind)
    assert opened["Location"] == f"/admin/handbook/version/{draft.pk}/edit/?text=nn"


def test_the_source_and_unknown_languages_have_no_desk(siri, behind) -> None:
    client = signed_in(siri)
    assert [client.get(desk(behind, language)).status_code for language in ("nb", "se", "")] == [404, 404, 404]


def test_only_those_who_may_edit_text_see_them(amina, ines, behind, small) -> None:
    addresses = (f"/admin/handbook/handbook/{small.pk}/languages/", desk(behind))
    statuses = {who.number: [signed_in(who).get(address).status_code for address in addresses] for who in (amina, ines)}
    assert statuses == {"1001": [403, 403], "1005": [403, 403]}


def test_the_review_lists_title_and_key_message_and_a_correction_leaves_them_current(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    address = type_over(client, draft, {"title": ("Rollene dine", "Rollene du har")}, action="review")["Location"]
    page = client.get(address)
    assert [state.outdated for state in page.context["states"]] == [(), ("title",), ("title",)]
    again = client.post(address, {"revision": 2, "kind-title": "correction", "action": "publish:9"})
    assert [state.outdated for state in again.context["states"]] == [(), (), ()]


def test_the_overview_tells_those_who_edit_which_languages_lack_sections(siri, ines, required, behind) -> None:
    pages = {who.number: signed_in(who).get("/reports/overview/") for who in (siri, ines)}
    lacking = {
        who: [(row["language"], row["sections"]) for row in page.context["untranslated"]] for who, page in pages.items()
    }
    assert lacking == {"1003": [("nn", 1), ("en", 1)], "1005": []}
    address = f"/admin/handbook/handbook/{behind.handbook_id}/languages/"
    assert {who: address in page.content.decode() for who, page in pages.items()} == {"1003": True, "1005": False}
