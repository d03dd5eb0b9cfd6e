"""HR looks after a version that is published: judges again, undoes, goes back."""

import pytest
from django.utils import timezone

from courses.todos.todo_list import employee_statuses
from handbook.models import Change, Kind, Version
from handbook.translations.offered import offer_languages
from handbook.versions.drafts import discard_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.drafts import drafted
from tests.support.publication import edit_and_publish
from tests.support.text import page_text


@pytest.fixture
def second(roles, olav, required, amina) -> Version:
    """Published now, as a new rule; Amina completed the first."""
    complete(amina, roles)
    return edit_and_publish(
        roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=timezone.now()
    )


def address(version: Version, part: str = "changes") -> str:
    return f"/admin/handbook/version/{version.pk}/{part}/"


def owes(amina) -> list[str]:
    (employee_status,) = employee_statuses([amina], on=timezone.localdate())
    return [
        clause
        for to_do in employee_status.to_dos
        if to_do.section.slug == "roles"
        for clause in to_do.owed_section.clauses
    ]


def test_a_publisher_judges_a_change_again_with_a_reason(amina, olav, second) -> None:
    client = signed_in(olav)
    choice = {"clause": "roles-1", "language": "", "kind": "correction"}
    refused = client.post(address(second), choice)
    assert refused.status_code == 422
    assert "Skriv hvorfor, i en setning." in page_text(refused)
    # The points keep readers' numbers, as before the error.
    assert '<option value="roles-1" selected>Punkt 1.1</option>' in refused.content.decode()
    done = client.post(address(second), choice | {"reason": "Bare språket."}, follow=True)
    assert "Bare språket." in page_text(done)
    assert owes(amina) == []
    assert Change.objects.filter(version=second).count() == 2


UNDONE = {
    "nb": "Versjon 2 av «Rollene dine» slutter å gjelde. Den forrige teksten kommer tilbake som en ny versjon.",
    "nn": "Versjon 2 av «Rollene dine» sluttar å gjelde. Den førre teksten kjem tilbake som ein ny versjon.",
    "en": "Version 2 of “Rollene dine” is no longer in force. The previous text comes back as a new version.",
}


def test_a_publication_is_undone_within_ten_minutes(amina, olav, second) -> None:
    client = signed_in(olav)
    assert f'href="{address(second, "undo")}"' in client.get(address(second)).content.decode()
    for language, words in UNDONE.items():
        asked = signed_in(olav, language).get(address(second, "undo"))
        assert (asked.status_code, words in page_text(asked)) == (200, True)
    assert not Version.objects.filter(section=second.section, number__gt=second.number).exists()
    done = client.post(address(second, "undo"), follow=True)
    assert "Publiseringen er angret. Versjon 3 har den forrige teksten." in page_text(done)
    assert owes(amina) == []


def test_an_editor_looks_but_neither_judges_nor_undoes(siri, second) -> None:
    client = signed_in(siri)
    page = page_text(client.get(address(second)))
    assert "Angre publisering" not in page
    assert "Endre hva slags endring det var" not in page
    assert client.post(address(second), {}).status_code == 403
    assert client.post(address(second, "undo")).status_code == 403
    assert client.get(address(second, "undo"))["Location"] == address(second)
    assert not Version.objects.filter(section=second.section, number__gt=second.number).exists()


def test_going_back_opens_a_draft_on_its_review_page(olav, roles, second) -> None:
    client = signed_in(olav)
    first = Version.objects.get(section=roles, number=1)
    page = client.post(address(first, "roll-back"), follow=True)
    draft = Version.objects.drafts().get(section=roles)
    assert page.redirect_chain[-1][0] == f"/admin/handbook/version/{draft.pk}/review/"
    again = client.post(address(first, "roll-back"), follow=True)
    assert "Kapittelet har et utkast" in page_text(again)


def test_publishing_leads_to_the_page_with_the_ways_back(olav, roles) -> None:
    draft = edit_and_publish(
        roles, {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.CORRECTION, by=olav, at=timezone.now()
    )
    page = page_text(signed_in(olav).get(address(draft)))
    assert "Se kapittelet slik leserne ser det" in page
    assert "Den gjelder nå." in page


def test_the_list_of_versions_has_the_news_in_the_readers_language(amina, olav, roles, required) -> None:
    """Also where the text itself is not ready in it."""
    draft = drafted(roles, olav)
    news = {"nb": "Nå gjelder dette.", "nn": "No gjeld dette.", "en": "This applies now."}
    columns = {f"news_{language}": sentence for language, sentence in news.items()}
    decision = PublicationDecision(Kind.NEW_RULE, news=columns, although_not_ready=True)
    publish(draft=draft, decision=decision, by=olav, at=timezone.now())
    for language, sentence in news.items():
        page = signed_in(amina, language).get("/handbooks/small/roles/versions/").content.decode()
        assert [other for other in news.values() if other in page] == [sentence]


def test_what_was_typed_in_a_draft_that_is_gone_stands_under_the_title_of_its_section(siri, roles, required) -> None:
    draft = drafted(roles, siri)
    discard_draft(draft=draft, revision=draft.revision, by=siri, at=timezone.now())
    typed = {"section": roles.pk, "text": "nb", "revision": draft.revision, "title": "Ny tittel", "action": "save"}
    page = signed_in(siri).post(f"/admin/handbook/version/{draft.pk}/markdown/", typed)
    crumbs = page.content.decode().split('class="breadcrumbs"')[1].split("</div>")[0]
    assert ("Rollene dine" in crumbs, "› roles" in " ".join(crumbs.split())) == (True, False)


def test_a_published_version_folds_its_raw_text_and_shows_the_languages_of_its_handbook(
    siri, olav, small, roles
) -> None:
    offer_languages(handbook=small, languages=["nn"], by=olav, at=timezone.now())
    page = signed_in(siri).get(address(roles.versions.get(number=1), "change")).content.decode()
    words, raw = page.split("Markdown", 1)
    assert "Rollene dine" in words
    assert ("§ roles-1" in words, "§ roles-1" in raw) == (False, True)
    assert ('lang="nn"' in page, "field-title_en" in page) == (True, False)
    assert 'href="/handbooks/small/roles/versions/1/"' in page
    assert "None" not in page_text(signed_in(siri).get(address(roles.versions.get(number=1), "change")))
