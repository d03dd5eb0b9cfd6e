"""A handbook is offered in some of the languages of the site: nothing is shown or asked for in the others."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from handbook.models import Edition, Handbook, Kind, Section
from handbook.public.reader_editions import section_for_reader
from handbook.translations.offered import offer_languages
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import NothingChanged, publish
from handbook.versions.validation import check_version
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import open_editor, reviewed, signed_in
from tests.support.sections import again
from tests.support.text import page_text

ROLES = "/handbooks/small/roles/"


def offer(handbook: Handbook, *languages: str) -> Handbook:
    return offer_languages(handbook=handbook, languages=languages, by=None, at=MONDAY)


def shown(section: Section, language: str) -> str:
    return section_for_reader(again(section), language=language, audience="leaders").edition.language


def test_readers_get_the_source_until_their_language_is_offered_again(roles, small) -> None:
    before = again(roles).change_stamp
    assert offer(small, "en").languages == ("nb", "en")
    assert [shown(roles, language) for language in ("nb", "nn", "en")] == ["nb", "nb", "en"]
    assert (again(roles).change_stamp != before, Edition.objects.filter(version__section=roles).count()) == (True, 3)
    offer(small, "nn", "en")
    assert [shown(roles, language) for language in ("nb", "nn", "en")] == ["nb", "nn", "en"]


def test_the_source_is_always_offered_and_the_same_languages_are_no_change(small) -> None:
    assert offer(small).languages == ("nb",)
    offer(small, "nb")
    event = Event.objects.get(what="handbook edited")
    assert event.details["changes"]["language_codes"] == ["nb nn en", "nb"]


def test_the_front_page_has_no_words_left_in_a_language_that_is_not_offered(amina, small) -> None:
    small.contacts = [{part: {"nb": "HR", "nn": "Personal", "en": "Staff"} for part in ("about", "who", "how")}]
    small.save()
    stored = offer(small, "nb")
    assert (stored.title_nb, stored.title_nn, stored.lead_nn, stored.in_short_en) == ("Liten håndbok", "", "", "")
    page = page_text(signed_in(amina, "nn").get("/handbooks/small/"))
    assert "Liten håndbok" in page
    assert "Personal" not in page
    assert stored.misconception("M05", "nn")["text"] == "Jeg må spørre"
    assert Event.objects.get(what="handbook edited").details["changes"]["title_nn"] == ["Lita handbok", ""]


def test_a_language_that_is_new_has_empty_words_and_nothing_is_left_out(small) -> None:
    contact = {part: {"nb": "HR"} for part in ("about", "who", "how")}
    Handbook.objects.filter(pk=small.pk).update(
        language_codes="nb", contacts=[contact], misconceptions={"M05": {"side": "cautious", "nb": "Jeg må spørre"}}
    )
    stored = offer(small, "nn")
    assert (stored.contacts_in("nn"), stored.misconception("M05", "nn")["text"], stored.is_wholly_readable) == (
        [dict.fromkeys(("about", "who", "how"), ("HR", "nb"))],
        "Jeg må spørre",
        True,
    )


def test_a_reader_whose_language_is_not_offered_is_told_so_and_not_that_it_is_late(amina, small) -> None:
    offer(small, "nb")
    page = page_text(signed_in(amina, "nn").get(ROLES))
    assert "Denne teksten finst berre på bokmål." in page
    assert "ikkje klar" not in page


def test_a_draft_is_checked_and_published_in_the_languages_that_are_offered(roles, small, olav) -> None:
    offer(small, "nb")
    draft = open_draft(section=roles, by=olav, at=MONDAY)
    with pytest.raises(NothingChanged):
        publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE), by=olav, at=MONDAY)
    texts = {"source_nb": draft.source_nb.replace("Et verv kan", "Et verv vil"), "source_nn": "<b>"}
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=olav, at=MONDAY)
    assert check_version(again_with_handbook(draft)).errors == ()
    # A new rule that is missing in another language would stop it if the handbook were offered in that.
    decision = PublicationDecision(Kind.NEW_RULE, reviewed=frozenset({"board"}))
    version = publish(draft=draft, decision=decision, by=olav, at=MONDAY)
    assert [edition.language for edition in version.editions.all()] == ["nb"]
    assert open_draft(section=roles, by=olav, at=MONDAY).source_nn == "<b>"


def again_with_handbook(draft):
    return type(draft).objects.select_related("section__handbook").get(pk=draft.pk)


def test_the_desk_speaks_of_no_other_language(olav, roles, small) -> None:
    offer(small, "nb", "en")
    client = signed_in(olav)
    draft = open_editor(client, roles)
    editor = client.get(f"/admin/handbook/version/{draft.pk}/edit/?text=nn")
    assert (editor.context["language"], [tab["code"] for tab in editor.context["tabs"]]) == ("nb", ["nb", "en"])
    review = client.get(reviewed(client, roles))
    assert [state.language for state in review.context["states"]] == ["nb", "en"]
    assert client.get(f"/admin/handbook/handbook/{small.pk}/languages/").context["languages"] == ["en"]
    assert client.get(f"/admin/handbook/section/{roles.pk}/translation/?text=nn").status_code == 404
    form = client.get(f"/admin/handbook/handbook/{small.pk}/change/").content.decode()
    assert re.findall(r'name="(title_\w+)"', form) == ["title_nb", "title_en"]


def test_the_overview_names_no_language_that_is_not_offered(siri, roles, small, required) -> None:
    Section.objects.filter(pk=roles.pk).update(
        translation_status={"number": 1, "languages": {"nb": ["everyone", "leaders"]}}
    )
    Handbook.objects.filter(pk=small.pk).update(language_codes="nb en")
    page = signed_in(siri).get("/reports/overview/")
    assert [row["language"] for row in page.context["untranslated"]] == ["en"]


def test_the_database_takes_no_handbook_that_is_not_offered_in_its_source(small) -> None:
    for codes in ("nn", "", "nb da", "nn nb"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Handbook.objects.filter(pk=small.pk).update(language_codes=codes)


def test_a_title_says_in_which_language_it_is() -> None:
    handbook = Handbook(source_language="en", title_en="Ethics", title_nn="Etikk", language_codes="nn en")
    shown = []
    for language in ("nb", "nn", "en"):
        with translation.override(language):
            shown.append((handbook.title, handbook.title_language))
    assert shown == [("Etikk", "nn"), ("Etikk", "nn"), ("Ethics", "en")]


def test_entries_that_cannot_be_read_are_kept_and_the_event_names_what_was_extended(small) -> None:
    contact = {part: {"nb": "HR"} for part in ("about", "who", "how")}
    misconception = {"side": "cautious", "nb": "Jeg må spørre"}
    Handbook.objects.filter(pk=small.pk).update(
        language_codes="nb", contacts=["Ring HR", contact], misconceptions={"M01": 5, "M05": misconception}
    )
    stored = offer(small, "nn")
    assert stored.contacts == ["Ring HR", {part: {"nn": "", "nb": "HR"} for part in ("about", "who", "how")}]
    assert stored.misconceptions == {"M01": 5, "M05": {"nn": "", **misconception}}
    event = Event.objects.get(what="handbook edited")
    assert event.details["fields"] == ["language_codes", "contacts", "misconceptions"]
    assert event.details["changes"] == {"language_codes": ["nb", "nb nn"]}


@pytest.mark.parametrize("odd", ["Ring HR", {"M05": "x"}, 5])
def test_columns_that_are_no_list_at_all_are_kept(odd: object, small) -> None:
    Handbook.objects.filter(pk=small.pk).update(contacts=odd, misconceptions=[odd])
    stored = offer(small, "nn")
    assert (stored.contacts, stored.misconceptions) == (odd, [odd])
