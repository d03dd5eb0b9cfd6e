"""HR writes a draft in the admin."""

import re

import pytest
from django.test import Client

from handbook.laws.register import all_laws
from handbook.models import Edition, Kind, Version
from handbook.versions.drafts import open_draft
from handbook.versions.publication_plan import plan_publication
from handbook.versions.validation import check_version
from records.models import Event
from tests.cast import MONDAY
from tests.support.backoffice import fields_of, open_editor, signed_in, type_over

OLD, NEW = "Et verv kan komme i konflikt med jobben din.", "Et verv kan lett komme i konflikt med jobben din."


def test_edit_opens_the_draft_and_opens_it_again(siri, roles) -> None:
    client = signed_in(siri)
    first, second = open_editor(client, roles), open_editor(client, roles)
    assert first == second
    assert first.base == 1
    assert first.text("source", "nb") == Version.objects.published().get(section=roles).text("source", "nb")


def test_what_is_typed_is_saved_and_shown_word_by_word(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    saved = type_over(client, draft, {"source": (OLD, NEW)})
    assert saved.status_code == 302
    assert NEW in Version.objects.get(pk=draft.pk).text("source", "nb")
    page = client.get(saved["Location"]).content.decode()
    assert '<ins><span class="visually-hidden" lang="nb">Nytt: </span> lett</ins>' in page


def test_an_error_is_named_at_its_field_and_line_and_nothing_typed_is_lost(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    saved = type_over(client, draft, {"source": (OLD, "<script>alert(1)</script>")})
    page = client.get(saved["Location"])
    assert "<script>alert(1)</script>" in Version.objects.get(pk=draft.pk).text("source", "nb")
    assert [error[:15] for error in page.context["form"].errors["source"]] == ["Linje 5: HTML ("]
    assert "<script>alert" not in page.content.decode()


def test_saving_tidies_a_text_without_errors(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (OLD, f"{OLD}   \n\n\n")})
    assert Version.objects.get(pk=draft.pk).text("source", "nb") == Version.objects.get(section=roles, number=1).text(
        "source", "nb"
    )


def test_a_new_block_gets_an_id_that_was_never_used(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (OLD, f"{OLD}\n\nSi fra tidlig.")})
    assert "§ roles-5 (guideline)\nSi fra tidlig." in Version.objects.get(pk=draft.pk).text("source", "nb")


def test_a_block_whose_id_was_taken_away_gets_no_new_one(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    saved = type_over(client, draft, {"source": ("§ roles-2 (guideline)\n", "")})
    assert "roles-5" not in Version.objects.get(pk=draft.pk).text("source", "nb")
    assert "er ikke plassert i noe punkt" in client.get(saved["Location"]).context["form"].errors["source"][0]


def test_another_tab_saves_first(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    moved = type_over(client, draft, {"source": (OLD, NEW)}, action="text-nn")
    assert moved["Location"].endswith("/markdown/?text=nn")
    page = client.get(moved["Location"]).content.decode()
    assert "Eit verv kan kome i konflikt med jobben din." in page
    assert NEW in page  # the source beside it


def test_a_translation_is_vouched_for_against_the_source_as_it_stands(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (OLD, NEW)})
    before = Version.objects.get(pk=draft.pk).text("made_from", "nn")
    type_over(client, draft, {}, language="nn", vouched="on")
    after = Version.objects.get(pk=draft.pk).text("made_from", "nn")
    assert after != before
    assert len(after) == 16


def test_vouching_counts_for_points_and_questions_with_marks_of_their_own_too(siri, roles) -> None:
    """As they come from files where each was translated by itself. One save, one event."""
    client = signed_in(siri)
    draft = open_editor(client, roles)
    type_over(client, draft, {"source": (OLD, NEW)})
    type_over(
        client,
        draft,
        {
            "source": ("§ roles-1\n", "§ roles-1 (from 0123456789abcdef)\n"),
            "quiz": ("## board\n", "## board (from 0123456789abcdef)\n"),
        },
        language="nn",
    )
    assert not is_available_to(draft, "nn")
    before = Event.objects.count()
    type_over(client, draft, {}, language="nn", vouched="on")
    assert is_available_to(draft, "nn")
    saved = Event.objects.latest("pk")
    assert (Event.objects.count(), saved.what, saved.details) == (
        before + 1,
        "draft saved",
        {"revision": 4, "vouched": "nn"},
    )


def is_available_to(draft: Version, language: str) -> bool:
    """Whether every point and question of a translation is current in the draft as stored."""
    stored = Version.objects.select_related("section__handbook").get(pk=draft.pk)
    planned = plan_publication(stored, check_version(stored))
    return language not in planned.not_ready(planned.classified_as(Kind.NEW_RULE))


@pytest.mark.parametrize(("action", "right"), [("insert-1", 1), ("insert-2", 2)])
def test_a_question_is_inserted_and_one_sentence_says_what_to_fill_in(siri, roles, action: str, right: int) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    saved = type_over(client, draft, {}, action=action)
    assert saved["Location"].endswith("?text=nb#id_quiz")
    page = client.get(saved["Location"])
    begun = Version.objects.get(pk=draft.pk).text("quiz", "nb").split("## new-question-1")[1].split("\n## ")[0]
    assert begun.count("- [x]") == right
    (message,) = page.context["form"].errors["quiz"]
    assert message.startswith("new-question-1 er nytt.")


def test_a_question_with_a_gap_or_two_is_told_of_each(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    type_over(client, draft, {}, action="insert-1")
    quiz = Version.objects.get(pk=draft.pk).text("quiz", "nb")
    begun = quiz.split("## new-question-1")[1].split("\n## ")[0]
    filled = re.sub(r"  > ?$", "  > Fordi.", begun, flags=re.MULTILINE).replace("§ ", "§ roles-2", 1)
    filled = filled.replace("  > Fordi.", "  > ", 1)
    page = client.get(type_over(client, draft, {"quiz": (begun, filled)})["Location"])
    assert [error.split(": ", 1)[1] for error in page.context["form"].errors["quiz"]] == [
        "new-question-1: svar a har ingen forklaring. Skriv > og hvorfor under."
    ]


def test_a_new_question_stands_above_those_for_leaders(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    before = re.findall(r"^## .*", Version.objects.get(pk=draft.pk).text("quiz", "nb"), re.MULTILINE)
    type_over(client, draft, {}, action="insert-1")
    after = re.findall(r"^## .*", Version.objects.get(pk=draft.pk).text("quiz", "nb"), re.MULTILINE)
    (leaders,) = [heading for heading in before if "lead" in heading]
    assert [heading for heading in after if heading != "## new-question-1"] == before
    assert after[after.index(leaders) - 1] == "## new-question-1"


def test_an_empty_title_is_named_at_its_field_without_a_line(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    page = client.get(type_over(client, draft, {"title": ("Rollene dine", "")})["Location"])
    assert page.context["form"].errors["title"] == ["Skriv en tittel."]
    # What is said of the errors says already that the draft is saved.
    body = page.content.decode()
    assert "Utkastet er lagret." not in body
    assert "Utkastet er lagret slik det er." in body


def test_the_editor_lists_the_codes_that_a_text_may_hold(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    body = client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text=nn").content.decode()
    listed = re.findall(r"<dt><code>(\w+)</code>", body)
    assert {"guideline", "law", "advice", "example", "leaders"} | {law.id for law in all_laws("nb")} | set(
        roles.handbook.misconceptions
    ) == set(listed)


def test_two_editors_on_one_draft_see_both_texts_and_nothing_is_overwritten(siri, olav, roles) -> None:
    client, theirs = signed_in(siri), signed_in(olav)
    draft = open_editor(client, roles)
    form = fields_of(client.get(f"/admin/handbook/version/{draft.pk}/markdown/").content.decode())
    type_over(theirs, draft, {"source": (OLD, NEW)})

    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    refused = client.post(address, form | {"title": "Rollene dine nå", "action": "save"})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert NEW in page
    assert "Rollene dine nå" in page
    assert "Olav Strand" in page
    assert Version.objects.get(pk=draft.pk).text("title", "nb") == "Rollene dine"

    chosen = fields_of(page)
    assert client.post(address, chosen | {"action": "save"}).status_code == 302
    assert Version.objects.get(pk=draft.pk).text("title", "nb") == "Rollene dine nå"


def test_a_draft_is_not_lost_with_the_session(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(address).content.decode()) | {"action": "save"}
    form["source"] = form["source"].replace(OLD, NEW)
    client.logout()

    asked = client.post(address, form)
    assert asked.status_code == 401
    assert NEW not in Version.objects.get(pk=draft.pk).text("source", "nb")

    carried = fields_of(asked.content.decode())
    wrong = client.post(address, carried | {"username": "1003", "password": "something else"})
    assert wrong.status_code == 401
    again = client.post(
        address, fields_of(wrong.content.decode()) | {"username": "1003", "password": "a good long password"}
    )
    assert again.status_code == 302
    assert NEW in Version.objects.get(pk=draft.pk).text("source", "nb")


def test_an_expired_form_gives_back_what_was_typed_but_no_password(siri, roles) -> None:
    draft = open_draft(section=roles, by=siri, at=MONDAY)
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "nb"})
    client.force_login(siri)
    typed = {"source": "En lang tekst som ikke skal bli borte, for den tok tid.", "password": "x" * 60}
    refused = client.post(f"/admin/handbook/version/{draft.pk}/markdown/", typed)
    assert refused.status_code == 403
    assert typed["source"] in refused.content.decode()
    assert typed["password"] not in refused.content.decode()


def test_the_preview_shows_leaders_questions_to_leaders_alone(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/preview/"
    question = "Hva bør lederen regne med?"
    assert question not in client.get(address).content.decode()
    assert question in client.get(f"{address}?audience=leaders").content.decode()


def test_the_live_preview_shows_what_is_typed_and_stores_nothing(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    typed = {
        "title": "Ny tittel",
        "message": "m",
        "source": "§ roles-1 (guideline)\nBare dette. <b onclick=x>nei</b>",
        "quiz": "",
    }
    shown = client.post(f"/admin/handbook/version/{draft.pk}/preview/", typed | {"text": "nb", "audience": "everyone"})
    assert "Bare dette." in shown.content.decode()
    assert "onclick=x>" not in shown.content.decode()
    assert Version.objects.get(pk=draft.pk).text("title", "nb") == "Rollene dine"


def test_a_draft_is_thrown_away_after_one_question(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/discard/"
    assert client.get(address).status_code == 200
    assert Version.objects.filter(pk=draft.pk).exists()
    asked = fields_of(client.get(address).content.decode())
    client.post(address, asked)
    assert not Version.objects.filter(pk=draft.pk).exists()


def test_a_draft_that_a_colleague_saved_meanwhile_is_not_thrown_away(siri, olav, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/discard/"
    asked = fields_of(client.get(address).content.decode())
    type_over(signed_in(olav), draft, {"source": (OLD, NEW)})

    refused = client.post(address, asked)
    assert refused.status_code == 409
    assert "Olav Strand" in refused.content.decode()
    assert NEW in Version.objects.get(pk=draft.pk).text("source", "nb")
    assert client.post(address).status_code == 409  # without a revision nothing is thrown away either

    client.post(address, fields_of(refused.content.decode()))
    assert not Version.objects.filter(pk=draft.pk).exists()


def test_a_published_version_is_read_only(olav, roles) -> None:
    client = signed_in(olav)
    version = Version.objects.get(section=roles, number=1)
    before = list(Edition.objects.filter(version=version).values())
    for part in ("review", "discard"):
        response = client.post(f"/admin/handbook/version/{version.pk}/{part}/", {"title": "Nytt", "revision": 1})
        assert response["Location"] == f"/admin/handbook/version/{version.pk}/change/"
    assert client.post(f"/admin/handbook/version/{version.pk}/markdown/", {"title": "Nytt"}).status_code == 409
    page = client.get(f"/admin/handbook/version/{version.pk}/change/")
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()
    assert client.post(f"/admin/handbook/version/{version.pk}/change/", {"title_nb": "Nytt"}).status_code == 403
    assert client.post(f"/admin/handbook/version/{version.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(Edition.objects.filter(version=version).values()) == before
    assert Version.objects.get(pk=version.pk).text("title", "nb") == "Rollene dine"


def published_meanwhile(draft: Version, olav) -> None:
    """Olav changes a word, and publishes."""
    client = signed_in(olav)
    review = type_over(client, draft, {"source": (OLD, NEW)}, action="review")["Location"]
    revision = client.get(review).context["form"]["revision"].value()
    client.post(review, {"revision": revision, "kind-roles-1": "correction", "action": "publish:0"})
    assert Version.objects.get(pk=draft.pk).number == 2


@pytest.mark.parametrize("is_published", [True, False])
def test_what_is_typed_outlives_its_draft(siri, olav, roles, is_published: bool) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(address).content.decode()) | {"title": "Rollene dine nå", "laws": "L6"}
    if is_published:
        published_meanwhile(draft, olav)
    else:
        discard = f"/admin/handbook/version/{draft.pk}/discard/"
        client.post(discard, fields_of(client.get(discard).content.decode()))

    refused = client.post(address, form | {"action": "save"})
    kept = fields_of(refused.content.decode())
    assert refused.status_code == 409
    assert {name: kept[name] for name in ("title", "message", "laws", "quiz")} == {
        name: form[name] for name in ("title", "message", "laws", "quiz")
    }
    assert kept["source"].split() == form["source"].split()
    assert not Version.objects.drafts().exists()

    beside = client.post(address, kept | {"action": "new-draft"})
    opened = Version.objects.drafts().get(section=roles)
    assert beside.status_code == 409
    assert opened.base == (2 if is_published else 1)
    assert [(field["name"], field["typed"]) for field in beside.context["fields"] if field["name"] != "source"] == [
        ("title", "Rollene dine nå"),
        ("laws", "L6"),
    ]
    assert opened.text("title", "nb") == "Rollene dine"

    chosen = fields_of(beside.content.decode())
    saved = client.post(f"/admin/handbook/version/{opened.pk}/markdown/", chosen | {"action": "save"})
    assert saved.status_code == 302
    opened.refresh_from_db()
    assert (opened.text("title", "nb"), opened.laws) == ("Rollene dine nå", "L6")


def test_what_is_typed_outlives_its_draft_and_the_session(siri, olav, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(address).content.decode()) | {"title": "Rollene dine nå", "action": "save"}
    published_meanwhile(draft, olav)
    client.logout()
    carried = fields_of(client.post(address, form).content.decode())
    back = client.post(address, carried | {"username": "1003", "password": "a good long password"})
    assert back.status_code == 409
    assert fields_of(back.content.decode())["title"] == "Rollene dine nå"


def test_a_tick_that_a_translation_was_compared_does_not_outlive_its_draft(siri, olav, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/markdown/?text=nn"
    form = fields_of(client.get(address).content.decode()) | {"title": "Rollene dine no", "vouched": "on"}
    published_meanwhile(draft, olav)
    kept = fields_of(client.post(address, form | {"action": "save"}).content.decode())
    assert kept["title"] == "Rollene dine no"
    assert "vouched" not in kept


def test_laws_are_compared_as_well_when_two_have_saved(siri, olav, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    address = f"/admin/handbook/version/{draft.pk}/markdown/"
    form = fields_of(client.get(address).content.decode())
    type_over(signed_in(olav), draft, {"laws": ("", "L7")})
    refused = client.post(address, form | {"laws": "L6", "action": "save"})
    assert [(field["name"], field["typed"], field["saved"]) for field in refused.context["fields"]] == [
        ("laws", "L6", "L7")
    ]
    assert Version.objects.get(pk=draft.pk).laws == "L7"
    client.post(address, fields_of(refused.content.decode()) | {"action": "save"})
    assert Version.objects.get(pk=draft.pk).laws == "L6"


def test_a_form_that_is_refused_does_not_say_that_it_was_saved(siri, roles) -> None:
    client = signed_in(siri)
    draft = open_editor(client, roles)
    kept = client.get(f"/admin/handbook/version/{draft.pk}/markdown/").context["is_refused"]
    refused = type_over(client, draft, {"title": ("Rollene dine", "å" * 201)})
    assert (kept, refused.status_code, refused.context["is_refused"]) == (False, 422, True)
    assert fields_of(refused.content.decode())["title"] == "å" * 201
    assert Version.objects.get(pk=draft.pk).text("title", "nb") == "Rollene dine"
