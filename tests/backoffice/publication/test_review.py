"""Publishing has a page of its own, with the consequences, and a kind for each change."""

import re

import pytest

from handbook.models import Change, Version
from records.models import Event
from tests.support.attempts import answer_all, begin, complete
from tests.support.backoffice import (
    ALTHOUGH,
    NEWS,
    ROLES_1,
    ROLES_1_EDITED,
    fields_of,
    open_editor,
    publish_as,
    reviewed,
    signed_in,
    type_over,
)
from tests.support.drafts import ask_for
from tests.support.sections import again
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


def test_a_new_rule_says_what_is_new_in_each_language_that_readers_are_shown(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (ROLES_1, ROLES_1_EDITED)})
    draft.refresh_from_db()
    type_over(client, draft, {"source": ("Eit verv kan", "Eit verv kan lett")}, language="nn", vouched="on")
    address = f"/admin/handbook/version/{draft.pk}/review/"
    button: dict[str, object] = {"action": "publish:0", "although": ALTHOUGH}
    refused = publish_as(client, address, {"roles-1": "new_rule"}, **button, news_nn=" ", news_en="")
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"news_nn": ["Skriv i én setning på nynorsk hva som er nytt."]}
    publish_as(client, address, {"roles-1": "new_rule"}, **button, news_en="")  # shown to nobody: it is not ready
    assert Version.objects.published().filter(section=roles).count() == 2


def sentences(page) -> list[tuple[str, str]]:
    """All that the page says is missing, and where."""
    return [(gap.sentence, gap.address) for gap in page.context["gaps"]]


def test_all_that_is_missing_is_said_at_once_each_with_its_place(olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    address = reviewed(signed_in(siri), roles)
    client = signed_in(olav)
    editor = address.replace("/review/", "/edit/")
    not_ready = [
        ("1 spørsmål om det som er endret, er ikke kontrollert.", "#questions"),
        ("Engelsk er ikke klart. En ny regel venter til alle språk er klare.", f"{editor}?text=en"),
        ("Nynorsk er ikke klart. En ny regel venter til alle språk er klare.", f"{editor}?text=nn"),
        ("Mangler: godkjenning av en annen.", "#approvals"),
    ]
    first = client.get(address)
    assert sentences(first) == [("1 endring har ikke fått noen type ennå.", "#id_kind-roles-1_0"), *not_ready]
    refused = publish_as(client, address, {"roles-1": "new_rule"}, action="publish:0", news_nb="")
    assert sentences(refused) == [("Skriv i én setning på bokmål hva som er nytt.", "#id_news_nb"), *not_ready]
    assert [f'href="{place}"' in refused.content.decode() for _sentence, place in sentences(refused)] == [True] * 5


def test_a_correction_lacks_nothing(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    page = client.post(address, {"revision": 2, "action": "text-nb", "kind-roles-1": "correction"})
    assert (page.status_code, sentences(page)) == (200, [])
    assert "Ingenting mangler" in page_text(page)


def test_what_is_missing_has_a_named_box_above_the_one_button(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    page = client.get(address)
    words = page_text(page)
    boxes = [
        "Publiser selv om spørsmål ikke er kontrollert",
        "Publiser selv om engelsk ikke er klart. De som leser på det språket, får kapittelet på bokmål",
        "Publiser selv om nynorsk ikke er klart. De som leser på det språket, får kapittelet på bokmål",
    ]
    assert [words.count(box) for box in boxes] == [1, 1, 1]
    assert re.findall(r'name="action" value="(publish[^"]*)"', page.content.decode()) == ["publish:0"]
    for ticked in ((), ("questions", "nn"), ("nn", "en")):
        refused = publish_as(client, address, {"roles-1": "new_rule"}, action="publish:0", although=ticked)
        assert (refused.status_code, refused.context["although"]) == (409, list(ticked))
    publish_as(client, address, {"roles-1": "new_rule"}, action="publish:0", although=ALTHOUGH)
    assert _put_on_record(roles) == {"reviewed": [], "not_reviewed": ["board"], "languages": ["en", "nn"]}


CHOSEN = {
    "kind-roles-1": "new_rule",
    "reviewed": ["board"],
    "although": ["nn"],
    **NEWS,
    "publish_at": "2099-01-04T07:00",
}


@pytest.mark.parametrize("action", ["approve", "approve-legally", "note", "send-back", "text-nn"])
def test_each_button_that_does_not_publish_keeps_what_is_chosen_and_typed(action: str, olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True, needs_legal_sign_off=True)
    author, other = signed_in(siri), signed_in(olav)
    address = reviewed(author, roles)
    author.post(address, {"revision": 2, "action": "review"})
    page = other.post(address, {"revision": 2, "action": action, "name": "Advokat Lund", "comment": "Nei.", **CHOSEN})
    form = page.context["form"]
    assert {name: form[name].value() for name in CHOSEN} == CHOSEN
    html = page.content.decode()
    assert '<input type="radio" name="kind-roles-1" value="new_rule" id="id_kind-roles-1_2" checked>' in html
    assert 'name="reviewed" value="board" checked' in html
    assert NEWS["news_nn"] in html


def test_what_is_chosen_about_other_words_is_not_taken_over(olav, siri, roles) -> None:
    ask_for(roles.handbook, needs_four_eyes=True)
    address = reviewed(signed_in(siri), roles)
    type_over(signed_in(siri), Version.objects.drafts().get(section=roles), {"source": ("Du bør være", "Du skal være")})
    page = signed_in(olav).post(address, {"revision": 2, "action": "approve", **CHOSEN})
    form = page.context["form"]
    assert "Se gjennom det én gang til." in page_text(page)
    assert (form["revision"].value(), form["kind-roles-1"].value(), form["reviewed"].value()) == (3, None, None)
    assert form["news_nn"].value() == NEWS["news_nn"]


def test_the_changes_are_shown_in_the_language_of_the_tab_and_the_source_first(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (ROLES_1, ROLES_1_EDITED)})
    draft.refresh_from_db()
    type_over(client, draft, {"source": ("Eit verv kan", "Eit verv kan ofte")}, language="nn")
    draft.refresh_from_db()
    type_over(client, draft, {"source": ("You should be", "You must be")}, language="en")
    address = f"/admin/handbook/version/{draft.pk}/review/"
    shown = {
        code: [(row.change.clause, row.change.shown_in) for row in client.get(f"{address}?text={code}").context["rows"]]
        for code in ("nb", "nn", "en", "xx")
    }
    assert shown == {
        "nb": [("roles-1", "nb"), ("roles-2", "en")],
        "nn": [("roles-1", "nn"), ("roles-2", "en")],
        "en": [("roles-1", "nb"), ("roles-2", "en")],
        "xx": [("roles-1", "nb"), ("roles-2", "en")],
    }
    assert 'lang="nn">Nytt: </span> ofte' in client.get(f"{address}?text=nn").content.decode().replace(
        'lang="nb"', 'lang="nn"'
    )
    assert "Her er ingen ord endret på engelsk. Ordene er på bokmål." in page_text(client.get(f"{address}?text=en"))


def test_a_translation_that_catches_up_is_told_as_such_and_asks_nobody(olav, amina, roles, required) -> None:
    client = signed_in(olav)
    publish_as(client, reviewed(client, roles), {"roles-1": "new_rule"}, action="publish:0", although=ALTHOUGH)
    answer_all(begin(amina, again(roles), version=2))
    draft = open_editor(client, roles)
    address = type_over(
        client, draft, {"source": ("Eit verv kan", "Eit verv kan lett")}, language="nn", vouched="on", action="review"
    )["Location"]
    page = client.get(address)
    assert "Med dette sier nynorsk det samme som det som gjelder fra før. Ingen blir spurt på nytt." in page_text(page)
    assert ([row.field for row in page.context["rows"]], sentences(page)) == ([None], [])
    publish_as(client, address, {}, action="publish:0")
    (change,) = Change.objects.filter(version__number=3, version__section=roles)
    assert (change.clause, change.language, change.kind) == ("roles-1", "nn", "correction")
    assert owed(amina, again(roles)) == []


def test_an_untouched_draft_is_not_sent_to_review(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/review/"
    page = client.get(address)
    assert "Utkastet sier det samme som versjon 1. Det er ingenting å publisere eller godkjenne." in page_text(page)
    assert 'name="action"' not in page.content.decode()
    refused = client.post(address, {"revision": 1, "action": "review"})
    assert "Utkastet er likt den publiserte versjonen. Det er ingenting å se gjennom." in page_text(refused)
    assert Version.objects.drafts().get(section=roles).stage == "draft"


def test_that_all_questions_are_gone_is_said_on_top(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    for language in ("nb", "nn", "en"):
        draft.refresh_from_db()
        form = fields_of(client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text={language}").content.decode())
        client.post(f"/admin/handbook/version/{draft.pk}/markdown/", form | {"quiz": "", "action": "save"})
    words = page_text(client.get(f"/admin/handbook/version/{draft.pk}/review/"))
    gone = "fjernet. Alle spørsmålene er fjernet. Den som bekrefter lesingen, har dermed fullført kapittelet."
    assert words.index("Dette er endret") < words.index(gone) < words.index("Kort om det nye")


@pytest.mark.parametrize("is_asked_for", [True, False])
def test_the_author_is_told_that_somebody_must_approve_only_where_the_handbook_asks(
    is_asked_for: bool, olav, roles
) -> None:
    ask_for(roles.handbook, needs_four_eyes=is_asked_for)
    client = signed_in(olav)
    words = page_text(client.get(reviewed(client, roles)))
    assert ("Du har skrevet i dette utkastet: En annen må godkjenne det." in words) is is_asked_for
    assert ("Gjennomsyn og godkjenning" in words) is is_asked_for
    assert ("Publiser uten ny bekreftelse" in words) is not is_asked_for


def test_each_change_has_a_kind_of_its_own_and_only_the_new_rule_asks(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (ROLES_1, ROLES_1_EDITED)})
    draft.refresh_from_db()
    address = type_over(client, draft, {"source": ("Du bør være", "Du skal være")}, action="review")["Location"]
    kinds = {"roles-1": "clarification", "roles-2": "new_rule"}
    done = publish_as(client, address, kinds, action="publish:1", although=ALTHOUGH)
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
    done = publish_as(client, reviewed(client, roles), {"roles-1": kind}, action="publish:0", although=ALTHOUGH)
    assert "Ingen blir bedt om å bekrefte på nytt." in page_text(done)
    assert owed(amina, roles) == []


def test_a_button_that_says_another_number_than_the_choice_leads_to_publishes_nothing(
    olav, amina, roles, required
) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    address = reviewed(client, roles)
    again = publish_as(client, address, {"roles-1": "new_rule"}, action="publish:0", although=ALTHOUGH)
    assert again.status_code == 409
    assert "Med disse valgene må 1 ansatt bekrefte på nytt." in page_text(again)
    assert again.context["form"]["kind-roles-1"].value() == "new_rule"
    assert Version.objects.published().filter(section=roles).count() == 1
    publish_as(client, address, {"roles-1": "new_rule"}, action="publish:1", although=ALTHOUGH)
    assert owed(amina, roles) == ["roles-1"]


def test_questions_about_what_changed_are_seen_to_or_the_override_is_on_record(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    kinds = {"roles-1": "clarification"}
    refused = publish_as(client, address, kinds, action="publish:0")
    assert refused.status_code == 409
    assert "1 spørsmål om det som er endret, er ikke kontrollert." in page_text(refused)
    assert Version.objects.published().filter(section=roles).count() == 1
    publish_as(client, address, kinds, action="publish:0", although=ALTHOUGH)
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
    publish_as(client, address, kinds, action="publish:0", although=ALTHOUGH, reviewed=["board"])
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
    publish_as(client, address, {"roles-2": "clarification"}, action="publish:0", although=ALTHOUGH, rest="correction")
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
    assert [(error.language, error.label, error.sentence, error.address) for error in page.context["errors"]] == [
        (
            "nb",
            "Tekst",
            "Linje 4: roles-1: et eksempel skrives med > først på hver linje. Skriv >, eller velg en annen type.",
            f"/admin/handbook/version/{draft.pk}/markdown/?text=nb#id_source",
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
    assert "Flyttet, uten at noen må bekrefte på nytt: Punkt 1.4." in page_text(page)
    assert (page.context["rows"], page.context["impact"].asked) == ([], 0)
    publish_as(client, page.request["PATH_INFO"], {}, action="publish:0")
    assert Version.objects.published().filter(section=roles).count() == 2
    assert owed(amina, roles) == []


def test_the_minutes_in_all_are_those_of_each_times_the_employees(olav, amina, kari, roles, required) -> None:
    """A point that takes half a minute is shown as one minute to each reader, and so two readers need two."""
    for reader in (amina, kari):
        complete(reader, roles)
    client = signed_in(olav)
    page = client.get(reviewed(client, roles))
    assert page.context["impact"].asked == 2
    assert "Ca. 1 min per ansatt, 2 min i alt." in page_text(page)
