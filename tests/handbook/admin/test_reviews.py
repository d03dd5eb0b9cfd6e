"""Publishing has a page of its own, with the consequences and one question."""

from courses.duties import duties
from handbook.models import Change, Version
from tests.cast import TODAY
from tests.courses.test_studying import answer_all, begin
from tests.handbook.admin.desk import open_editor, signed_in, type_over

OLD, NEW = "Et verv kan komme i konflikt med jobben din.", "Et verv kan lett komme i konflikt med jobben din."
NEWS = {"news_nb": "Se nøyere på verv.", "news_nn": "Sjå nøyare på verv.", "news_en": "Look closer at offices."}


def reviewed(client, roles) -> str:
    """The address of the review page of a changed draft."""
    draft = open_editor(client, roles)
    return type_over(client, draft, {"source": (OLD, NEW)}, action="review")["Location"]


def test_the_page_shows_what_changes_how_the_languages_stand_and_whom_it_asks(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    page = client.get(reviewed(client, roles))
    said = page.content.decode()
    assert '<ins><span class="visually-hidden">Nytt: </span> lett</ins>' in said
    assert "1 ansatt som har fullført kapittelet, må bekrefte på nytt" in said
    assert [(state.language, state.is_ready) for state in page.context["states"]] == [
        ("nb", True),
        ("nn", False),
        ("en", False),
    ]
    assert [state.stale for state in page.context["states"]] == [(), ("roles-1",), ("roles-1",)]


def test_nothing_is_preselected_and_nothing_is_published_without_an_answer(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    page = client.get(address)
    assert "checked" not in page.content.decode()
    refused = client.post(address, {"revision": page.context["form"]["revision"].value()} | NEWS)
    assert refused.status_code == 422
    assert "Velg en av de to." in refused.content.decode()
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_new_rule_says_in_every_language_what_is_new(olav, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    revision = client.get(address).context["form"]["revision"].value()
    refused = client.post(address, {"revision": revision, "must_confirm": "yes", **NEWS, "news_nn": " "})
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"news_nn": ["Skriv i én setning hva som er nytt."]}


def test_a_new_rule_asks_again_and_a_clarification_nobody(olav, amina, roles, required) -> None:
    answer_all(begin(amina, roles))
    client = signed_in(olav)
    for answer, owed in (("no", []), ("yes", ["roles-2"])):
        draft = open_editor(client, roles)
        replaced = (
            ("tydelig på hvem", f"veldig {answer} tydelig på hvem")
            if answer == "no"
            else ("veldig no tydelig", "svært tydelig")
        )
        address = type_over(client, draft, {"source": replaced}, action="review")["Location"]
        revision = client.get(address).context["form"]["revision"].value()
        done = client.post(address, {"revision": revision, "must_confirm": answer, **NEWS}, follow=True)
        assert "er publisert" in done.content.decode()
        (duty,) = duties([amina], on=TODAY)
        mine = [to_do for to_do in duty.to_dos if to_do.section == roles]
        assert [clause for to_do in mine for clause in to_do.owing.clauses] == owed
    newest = Version.objects.get(section=roles, number=3)
    assert [(each.clause, each.kind) for each in newest.changes.all()] == [("roles-2", "new_rule")]
    assert Change.objects.filter(version__number=2, version__section=roles).get().kind == "clarification"
    assert newest.editions.get(language="nb").news == NEWS["news_nb"]


def test_an_editor_sees_the_consequences_but_cannot_publish(siri, roles) -> None:
    client = signed_in(siri)
    address = reviewed(client, roles)
    page = client.get(address)
    assert "Du kan redigere, men ikke publisere." in page.content.decode()
    assert client.post(address, {"revision": 2, "must_confirm": "yes", **NEWS}).status_code == 403
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_saved_after_the_review_is_reviewed_again(olav, siri, roles) -> None:
    client = signed_in(olav)
    address = reviewed(client, roles)
    revision = client.get(address).context["form"]["revision"].value()
    type_over(signed_in(siri), Version.objects.drafts().get(section=roles), {"title": ("Rollene dine", "Rollene")})
    refused = client.post(address, {"revision": revision, "must_confirm": "no", **NEWS})
    assert refused.status_code == 409
    assert "Se gjennom det én gang til." in refused.content.decode()
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_with_a_fault_has_no_button_to_publish(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    address = type_over(client, draft, {"source": ("§ roles-1 (guideline)", "§ roles-1")}, action="review")["Location"]
    page = client.get(address)
    assert [line.split(":")[0] for _fault, line in page.context["faults"]] == ["roles/nb.md"]
    assert 'name="must_confirm"' not in page.content.decode()
    assert client.post(address, {"revision": 2, "must_confirm": "no", **NEWS}).status_code == 409
    assert Version.objects.published().filter(section=roles).count() == 1


def test_a_draft_that_changes_nothing_is_refused(olav, roles) -> None:
    client = signed_in(olav)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/review/"
    refused = client.post(address, {"revision": draft.revision, "must_confirm": "no", **NEWS})
    assert refused.status_code == 409
    assert "sier det samme" in refused.content.decode()
