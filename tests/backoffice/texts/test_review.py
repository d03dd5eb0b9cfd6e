"""Publishing has a page of its own, with the consequences, and a kind for each change."""

import pytest

from handbook.models import Change, Version
from records.models import Event
from tests.support.attempts import answer_all, begin
from tests.support.backoffice import (
    NEWS,
    ROLES_1,
    ROLES_1_EDITED,
    open_editor,
    publish_as,
    reviewed,
    signed_in,
    type_over,
)
from tests.support.text import page_text
from tests.support.todos import owed


def test_the_page_shows_what_changes_how_the_languages_stand_and_whom_it_asks(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    page = client.get(reviewed(client, roles))
    assert '<ins><span class="visually-hidden" lang="nb">Nytt: </span> lett</ins>' in page.content.decode()
    assert "1 ansatt må bekrefte på nytt , av 1 som har fullført kapittelet." in page_text(page)
    assert [(state.language, state.is_ready) for state in page.context["states"]] == [
        ("nb", True),
        ("nn", False),
        ("en", False),
    ]
    assert [state.outdated for state in page.context["states"]] == [(), ("roles-1",), ("roles-1",)]
    assert [
        (unit_impact.unit, unit_impact.asked, unit_impact.under_way) for unit_impact in page.context["impact"].by_unit
    ] == [("Helse og omsorg", 1, 0)]
    assert [question.id for question in page.context["questions"]] == ["board"]


def test_nothing_is_preselected_and_nothing_is_published_without_a_kind(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    assert "checked" not in client.get(address).content.decode()
    refused = publish_as(client, address, {}, action="publish:0")
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"kind-roles-1": ["Velg hva slags endring det er."]}
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_new_rule_says_in_every_language_what_is_new(olav, roles) -> None:
    client = signed_in(olav)
    refused = publish_as(client, reviewed(client, roles), {"roles-1": "new_rule"}, action="anyway:0", news_nn=" ")
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"news_nn": ["Skriv i én setning hva som er nytt."]}


def test_each_change_has_a_kind_of_its_own_and_only_the_new_rule_asks(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (ROLES_1, ROLES_1_EDITED)})
    draft.refresh_from_db()
    address = type_over(client, draft, {"source": ("Du bør være", "Du skal være")}, action="review")["Location"]
    kinds = {"roles-1": "clarification", "roles-2": "new_rule"}
    done = publish_as(client, address, kinds, action="anyway:1")
    assert "1 ansatt som hadde fullført kapittelet, må bekrefte på nytt." in page_text(done)
    assert owed(amina, roles) == ["roles-2"]
    changes = Change.objects.filter(version__number=2, version__section=roles)
    assert {change.clause: change.kind for change in changes} == kinds
    newest = Version.objects.get(section=roles, number=2)
    assert newest.editions.get(language="nb").news == NEWS["news_nb"]


@pytest.mark.parametrize("kind", ["correction", "clarification"])
def test_what_is_no_new_rule_asks_nobody(kind: str, olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    done = publish_as(client, reviewed(client, roles), {"roles-1": kind}, action="anyway:0")
    assert "Ingen blir bedt om å bekrefte på nytt." in page_text(done)
    assert owed(amina, roles) == []


def test_a_button_that_says_another_number_than_the_choice_leads_to_publishes_nothing(
    olav, amina, roles, required
) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    address = reviewed(client, roles)
    again = publish_as(client, address, {"roles-1": "new_rule"}, action="anyway:0")
    assert again.status_code == 409
    assert "Med disse valgene må 1 ansatt bekrefte på nytt." in page_text(again)
    assert again.context["form"]["kind-roles-1"].value() == "new_rule"
    assert Version.objects.published().filter(section=roles).count() == 1
    publish_as(client, address, {"roles-1": "new_rule"}, action="anyway:1")
    assert owed(amina, roles) == ["roles-1"]


def test_questions_about_what_changed_are_seen_to_or_the_override_is_on_record(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    kinds = {"roles-1": "clarification"}
    refused = publish_as(client, address, kinds, action="publish:0")
    assert refused.status_code == 409
    assert "1 spørsmål om det som er endret, er ikke kontrollert." in page_text(refused)
    assert Version.objects.published().filter(section=roles).count() == 1
    publish_as(client, address, kinds, action="anyway:0")
    assert _put_on_record(roles) == {"reviewed": [], "not_reviewed": ["board"], "languages": []}


def test_a_question_that_is_ticked_is_seen_to_and_a_correction_needs_none(olav, roles) -> None:
    client = signed_in(olav)
    publish_as(client, reviewed(client, roles), {"roles-1": "clarification"}, action="publish:0", reviewed=["board"])
    assert _put_on_record(roles) == {"reviewed": ["board"], "not_reviewed": [], "languages": []}
    address = type_over(client, open_editor(client, roles), {"source": ("lett komme", "lett kome")}, action="review")
    publish_as(client, address["Location"], {"roles-1": "correction"}, action="publish:0")
    assert Version.objects.published().filter(section=roles).count() == 3


def test_a_question_changed_in_the_draft_counts_as_seen_to(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    texts = {"source": (ROLES_1, ROLES_1_EDITED), "quiz": ("Hva gjør du med vervet?", "Hva gjør du først med vervet?")}
    address = type_over(client, draft, texts, action="review")["Location"]
    publish_as(client, address, {"roles-1": "clarification"}, action="publish:0")
    assert Version.objects.published().filter(section=roles).count() == 2


def test_a_new_rule_waits_for_every_language_unless_the_override_is_on_record(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    kinds = {"roles-1": "new_rule"}
    refused = publish_as(client, address, kinds, action="publish:0", reviewed=["board"])
    assert refused.status_code == 409
    assert "En ny regel venter til alle språk er klare." in page_text(refused)
    publish_as(client, address, kinds, action="anyway:0", reviewed=["board"])
    assert _put_on_record(roles) == {"reviewed": ["board"], "not_reviewed": [], "languages": ["en", "nn"]}


def _put_on_record(roles) -> dict[str, list[str]]:
    newest = Version.objects.published().filter(section=roles).first()
    details = Event.objects.get(what="version published", subject_key=str(newest.pk)).details
    return {
        "reviewed": details["questions_reviewed"],
        "not_reviewed": details["questions_not_reviewed"],
        "languages": details["languages_not_ready"],
    }


def test_many_changes_can_be_judged_with_one_choice(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": ("Et verv kan komme", "Et styreverv kan komme")})
    draft.refresh_from_db()
    type_over(client, draft, {"source": ("Du bør være", "Du skal være")})
    draft.refresh_from_db()
    type_over(client, draft, {"source": ("Det ledere sier", "Det en leder sier")})
    draft.refresh_from_db()
    address = type_over(client, draft, {"source": ("om du er habil", "om du er inhabil")}, action="review")["Location"]
    publish_as(client, address, {"roles-2": "clarification"}, action="anyway:0", rest="correction")
    changes = Change.objects.filter(version__number=2, version__section=roles)
    assert {change.clause: change.kind for change in changes} == {
        "roles-1": "correction",
        "roles-2": "clarification",
        "roles-3": "correction",
        "roles-4": "correction",
    }


def test_an_editor_sees_the_consequences_but_cannot_publish(siri, roles) -> None:
    client = signed_in(siri)
    address = reviewed(client, roles)
    page = client.get(address)
    assert "Du kan redigere, men ikke publisere." in page_text(page)
    assert client.post(address, {"revision": 2, "action": "publish:0", **NEWS}).status_code == 403
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_saved_after_the_review_is_reviewed_again(olav, siri, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    revision = client.get(address).context["form"]["revision"].value()
    type_over(signed_in(siri), Version.objects.drafts().get(section=roles), {"laws": ("", "L6")})
    refused = client.post(address, {"revision": revision, "kind-roles-1": "correction", "action": "publish:0", **NEWS})
    assert refused.status_code == 409
    assert "Se gjennom det én gang til." in page_text(refused)
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_with_an_error_has_no_button_to_publish(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    address = type_over(client, draft, {"source": ("§ roles-1 (guideline)", "§ roles-1 (example)")}, action="review")[
        "Location"
    ]
    page = client.get(address)
    assert [(error.language, error.field, error.message) for error in page.context["errors"]] == [
        (
            "nb",
            "source",
            "Linje 4: roles-1: et eksempel skrives med > først på hver linje. Skriv >, eller velg en annen type.",
        )
    ]
    assert 'name="action"' not in page.content.decode()
    assert client.post(address, {"revision": 2, "action": "publish:0", **NEWS}).status_code == 409
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_that_changes_nothing_is_refused(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/review/"
    refused = client.post(address, {"revision": draft.revision, "action": "publish:0", **NEWS})
    assert refused.status_code == 409
    assert "Utkastet er likt den publiserte versjonen" in page_text(refused)


def shown(client, roles, **replacements):
    """The review page of a draft with these words changed in the source text."""
    draft = open_editor(client, roles)
    for old, new in replacements["source"]:
        type_over(client, draft, {"source": (old, new)})
        draft.refresh_from_db()
    return client.get(f"/admin/handbook/version/{draft.pk}/review/")


@pytest.mark.parametrize(
    ("old", "new", "is_suggested"),
    [
        ("konflikt med", "konflikkt med", True),
        ("Et verv kan komme", "Et verv skal komme", False),
        ("jobben din.", "jobben din, ofte.", False),
    ],
    ids=["a letter doubled", "kan becomes skal", "a word more"],
)
def test_what_is_only_spelling_is_suggested_as_a_correction_and_never_chosen(
    old: str, new: str, is_suggested: bool, olav, roles
) -> None:
    page = shown(signed_in(olav), roles, source=[(old, new)])
    assert ("Ser ut som språkretting." in page_text(page)) is is_suggested
    assert " checked" not in page.content.decode()


def test_a_moved_clause_is_said_to_be_moved_and_asks_nobody(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    two = "§ roles-2 (guideline)\nDu bør være tydelig på hvem du snakker for.\n\n"
    page = shown(client, roles, source=[(two, ""), ("§ roles-case-pitch", f"{two}§ roles-case-pitch")])
    assert "Flyttet, uten at noen må bekrefte på nytt: roles-2." in page_text(page)
    assert (page.context["rows"], page.context["impact"].asked) == ([], 0)
    publish_as(client, page.request["PATH_INFO"], {}, action="publish:0")
    assert Version.objects.published().filter(section=roles).count() == 2
    assert owed(amina, roles) == []
