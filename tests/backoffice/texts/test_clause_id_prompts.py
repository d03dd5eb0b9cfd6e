"""HR is asked which point a block is, when a save leaves that unclear; nothing is reassigned unasked."""

import pytest

from handbook.models import Kind, Version
from handbook.versions.clause_id_prompts import OpenIdQuestion
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from markup.clause_ids.prompts import IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS
from tests.cast import MONDAY
from tests.support.backoffice import open_editor, signed_in, type_over

pytestmark = pytest.mark.sqlite_only

OFFICE = "Et verv kan komme i konflikt med jobben din."
CLEAR = "Du bør være tydelig på hvem du snakker for."
MARK = "§ roles-2 (guideline)\n"
OTHER = "Bilder av barn legges aldri ut uten skriftlig samtykke fra begge foreldre."


@pytest.fixture
def client(siri):
    return signed_in(siri, "en")


@pytest.fixture
def draft(client, roles) -> Version:
    return open_editor(client, roles)


def stored(draft: Version, language: str = "nb") -> str:
    return Version.objects.get(pk=draft.pk).text("source", language)


def asked(client, draft: Version, language: str = "nb") -> list[OpenIdQuestion]:
    return client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text={language}").context["open_ids"]


def prompts(questions: list[OpenIdQuestion]) -> list[tuple[int, str, list[str], str]]:
    """Line, sentence, the values to choose among, the one preselected."""
    return [
        (question.line, question.sentence, [answer.value for answer in question.answers], question.chosen)
        for question in questions
    ]


def choose(client, draft: Version, *values: str, language: str = "nb", action: str = "save"):
    """Answer the questions of the page, in order."""
    questions = asked(client, draft, language)
    chosen = {open_id_question.field: value for open_id_question, value in zip(questions, values, strict=True)}
    return type_over(client, draft, {}, language=language, action=action, **chosen)


def test_an_id_that_was_taken_away_is_offered_and_comes_back_with_its_marks(client, draft) -> None:
    before = stored(draft)
    type_over(client, draft, {"source": (MARK, "")})
    assert prompts(asked(client, draft)) == [
        (7, "This has the same words as roles-2.", ["roles-2", "roles-5"], "roles-2")
    ]
    choose(client, draft, "roles-2")
    assert (stored(draft), asked(client, draft)) == (before, [])


def test_a_mark_that_cannot_be_read_gives_way_to_the_one_that_is_chosen(client, draft) -> None:
    before = stored(draft)
    type_over(client, draft, {"source": (MARK, MARK.replace("roles-2", "rolls 2"))})
    choose(client, draft, "roles-2")
    assert (stored(draft), asked(client, draft)) == (before, [])


def test_a_line_that_says_more_than_a_mark_stays(client, draft) -> None:
    type_over(client, draft, {"source": (MARK, "§ 5 i loven sier noe om dette.\n")})
    choose(client, draft, "roles-2")
    assert f"{MARK}§ 5 i loven sier noe om dette.\n" in stored(draft)


def test_marks_that_were_typed_with_a_mistyped_id_are_kept(client, draft) -> None:
    type_over(client, draft, {"source": (MARK, "§ rolls 2 (advice)\n")})
    choose(client, draft, "roles-2")
    assert f"§ roles-2 (advice)\n{CLEAR}" in stored(draft)


def test_the_radio_buttons_are_on_the_page_with_the_likely_one_chosen(client, draft) -> None:
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}", CLEAR.replace("hvem", "hvem det er"))})
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/").content.decode()
    (question,) = asked(client, draft)
    assert f'<input type="radio" name="{question.field}" value="roles-2" checked>' in page
    assert f'<input type="radio" name="{question.field}" value="roles-5">' in page
    assert page.index(question.field) < page.index('name="source"')
    assert "This is probably roles-2." in page


def test_what_is_only_possible_is_not_preselected(client, draft) -> None:
    anew = "Gjør det tydelig hvem du snakker for, når noen kan ta feil av rollen."
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}", anew)})
    (question,) = asked(client, draft)
    assert prompts([question]) == [(7, "This may be roles-2.", ["roles-2", "roles-5"], "")]
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/").content.decode()
    assert " checked" not in page[page.index('id="which"') : page.index("</section>", page.index('id="which"'))]
    choose(client, draft, "roles-2")
    assert f"{MARK}{anew}" in stored(draft)


def test_a_new_point_gets_the_next_number_and_is_not_asked_about_again(client, draft) -> None:
    type_over(client, draft, {"source": (MARK, "")})
    choose(client, draft, "roles-5")
    assert f"§ roles-5 (guideline)\n{CLEAR}" in stored(draft)
    assert asked(client, draft) == []


def test_texts_that_were_swapped_get_their_ids_back(client, draft) -> None:
    before = stored(draft)
    swapped = before.replace(OFFICE, "…").replace(CLEAR, OFFICE).replace("…", CLEAR)
    type_over(client, draft, {"source": (before, swapped)})
    question = (4, "roles-1 and roles-2 have swapped texts.", [IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS], IDS_FOLLOW_TEXTS)
    assert prompts(asked(client, draft)) == [question]
    choose(client, draft, IDS_FOLLOW_TEXTS)
    assert f"§ roles-2 (guideline)\n{CLEAR}\n\n§ roles-1 (guideline)\n{OFFICE}" in stored(draft)
    assert asked(client, draft) == []


def test_texts_that_were_swapped_on_purpose_are_left_so_and_not_asked_about_again(client, draft) -> None:
    before = stored(draft)
    swapped = before.replace(OFFICE, "…").replace(CLEAR, OFFICE).replace("…", CLEAR)
    type_over(client, draft, {"source": (before, swapped)})
    choose(client, draft, LEAVE_AS_IT_IS)
    assert (stored(draft), asked(client, draft)) == (swapped, [])


@pytest.mark.parametrize(("value", "id_"), [(LEAVE_AS_IT_IS, "roles-2"), ("roles-5", "roles-5")])
def test_another_text_under_the_same_id_is_the_same_rule_or_a_new_one(value: str, id_: str, client, draft) -> None:
    type_over(client, draft, {"source": (CLEAR, OTHER)})
    sentence = "roles-2 has a different text than before. Is it the same rule, rewritten?"
    assert prompts(asked(client, draft)) == [(7, sentence, [LEAVE_AS_IT_IS, "roles-5"], "")]
    choose(client, draft, value)
    assert f"§ {id_} (guideline)\n{OTHER}" in stored(draft)
    assert asked(client, draft) == []


def test_a_new_text_may_be_one_of_the_ids_that_are_gone(client, draft) -> None:
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}", OTHER)})
    assert prompts(asked(client, draft)) == [
        (7, "This resembles nothing that was here before.", ["roles-5", "roles-2"], "roles-5")
    ]
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/")
    assert page.context["ended_points"] == ["roles-2 ends: its text has been removed."]
    choose(client, draft, "roles-2")
    assert f"{MARK}{OTHER}" in stored(draft)


def test_an_answer_finds_its_block_when_the_text_was_changed_meanwhile(client, draft) -> None:
    type_over(client, draft, {"source": (MARK, "")})
    (question,) = asked(client, draft)
    added = f"§ roles-children (guideline)\n{OTHER}\n\n§ roles-1 "
    type_over(client, draft, {"source": ("§ roles-1 ", added)}, **{question.field: "roles-2"})
    assert f"{MARK}{CLEAR}" in stored(draft)
    assert OTHER in stored(draft)


def test_an_answer_that_was_not_offered_is_passed_over(client, draft) -> None:
    type_over(client, draft, {"source": (MARK, "")})
    before = stored(draft)
    choose(client, draft, "roles-3")
    type_over(client, draft, {}, **{"block-0123456789abcdef": "roles-2"})
    assert stored(draft) == before


def test_the_consequences_wait_until_every_block_is_known(client, draft) -> None:
    response = type_over(client, draft, {"source": (CLEAR, OTHER)}, action="review")
    assert response["Location"] == f"/admin/handbook/version/{draft.pk}/markdown/?text=nb"
    assert "First say which point or question each of these is." in client.get(response["Location"]).content.decode()
    response = choose(client, draft, LEAVE_AS_IT_IS, action="review")
    assert response["Location"] == f"/admin/handbook/version/{draft.pk}/review/"


def test_a_translation_is_asked_about_in_its_own_language(client, draft) -> None:
    before = stored(draft, "nn")
    response = type_over(client, draft, {"source": ("§ roles-2\n", "")}, language="nn", action="review")
    assert response["Location"] == f"/admin/handbook/version/{draft.pk}/markdown/?text=nn"
    assert prompts(asked(client, draft, "nn")) == [
        (7, "This has the same words as roles-2.", ["roles-2", LEAVE_AS_IT_IS], "roles-2")
    ]
    choose(client, draft, "roles-2", language="nn")
    assert (stored(draft, "nn"), asked(client, draft, "nn")) == (before, [])


def test_a_translation_that_nobody_published_gets_ids_by_place(client, small) -> None:
    section = small.sections.create(slug="intent", position=3)
    draft = open_draft(section=section, by=None, at=MONDAY)
    source = "§ intent-1 (guideline)\nTenk først.\n\n§ intent-2 (guideline)\nSkriv så.\n"
    texts = {"source_nb": source, "source_nn": "§ intent-1\nTenk først.\n\nSkriv så.\n"}
    save_draft(draft=draft, texts=texts, revision=1, by=None, at=MONDAY)
    assert [prompt[2:] for prompt in prompts(asked(client, draft, "nn"))] == [
        (["intent-2", LEAVE_AS_IT_IS], "intent-2")
    ]


def test_an_edit_that_leaves_every_id_asks_nothing(client, draft) -> None:
    type_over(client, draft, {"source": (OFFICE, f"{OFFICE}\n\n{OTHER}")})
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/")
    assert (page.context["open_ids"], page.context["ended_points"]) == ([], [])
    assert 'id="which"' not in page.content.decode()
    assert f"§ roles-5 (guideline)\n{OTHER}" in stored(draft)


def test_a_clause_taken_away_asks_nothing(client, draft) -> None:
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}\n\n", "")})
    assert asked(client, draft) == []
    assert "roles-2" not in stored(draft)


def test_what_was_answered_holds_for_this_draft_alone(client, draft, siri, roles) -> None:
    type_over(client, draft, {"source": (CLEAR, OTHER)})
    choose(client, draft, LEAVE_AS_IT_IS)
    assert Version.objects.get(pk=draft.pk).resolved_ids == ["OtherText roles-2"]
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=siri, at=MONDAY)
    following = open_editor(client, roles)
    assert following.resolved_ids == []
    type_over(client, following, {"source": (OTHER, CLEAR)})
    assert [open_id_question.sentence[:8] for open_id_question in asked(client, following)] == ["roles-2 "]


def test_an_id_that_was_another_rule_is_an_error_of_the_draft_and_a_new_one_is_offered(
    client, draft, siri, roles
) -> None:
    for language in ("nb", "nn", "en"):
        text = stored(draft, language)
        start = text.index("§ roles-2")
        type_over(client, draft, {"source": (text[start : text.index("§ roles-3")], "")}, language=language)
    draft = Version.objects.get(pk=draft.pk)
    quiz = {"quiz_nb": draft.quiz_nb.replace("§ roles-2", "§ roles-4")}
    draft = save_draft(draft=draft, texts=quiz, revision=draft.revision, by=siri, at=MONDAY)
    publish(draft=draft, decision=PublicationDecision(Kind.CLARIFICATION, although_not_ready=True), by=siri, at=MONDAY)
    following = open_editor(client, roles)
    type_over(client, following, {"source": ("§ roles-3 ", f"{MARK}{OTHER}\n\n§ roles-3 ")})
    page = client.get(f"/admin/handbook/version/{following.pk}/markdown/")
    assert page.context["form"].errors["source"] == ["Line 7: roles-2 was another rule until version 1. Use a new id."]
    assert [prompt[1:] for prompt in prompts(page.context["open_ids"])] == [
        ("roles-2 was another rule in an earlier version.", ["roles-5"], "roles-5")
    ]
    choose(client, following, "roles-5")
    assert f"§ roles-5 (guideline)\n{OTHER}" in stored(following)


def test_two_blocks_of_the_same_words_are_asked_about_apart(client, draft) -> None:
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}", f"{OTHER}\n\n{OTHER}")})
    first, second = asked(client, draft)
    assert first.field != second.field
    choose(client, draft, "roles-2", "roles-6")
    assert f"{MARK}{OTHER}\n\n§ roles-6 (guideline)\n{OTHER}" in stored(draft)


def test_a_translation_is_offered_no_point_that_its_source_has_no_more(client, draft) -> None:
    type_over(client, draft, {"source": (f"{MARK}{CLEAR}\n\n", "")})
    type_over(client, draft, {"source": ("§ roles-2\n", "")}, language="nn")
    assert asked(client, draft, "nn") == []


def test_a_part_split_off_gets_its_id_on_saving_and_is_not_asked_about(client, draft) -> None:
    """It has an id that nothing else ever had: there is nothing to decide, and the consequences need not wait."""
    type_over(client, draft, {"source": (OFFICE, f"{OFFICE} {OTHER}")})
    publish(draft=Version.objects.get(pk=draft.pk), decision=PublicationDecision(Kind.CORRECTION), by=None, at=MONDAY)
    parted = open_editor(client, draft.section)
    type_over(client, parted, {"source": (f"{OFFICE} {OTHER}", f"{OFFICE}\n\n{OTHER}")})
    assert f"{OFFICE}\n\n§ roles-5 (guideline)\n{OTHER}" in stored(parted)
    assert asked(client, parted) == []


def test_a_block_that_fell_below_a_heading_is_asked_about_and_gives_the_heading_no_origin(client, draft) -> None:
    before = stored(draft)
    type_over(client, draft, {"source": ("§ roles-1 (guideline)\n", "")})
    assert "§ roles-speaker\n## " in stored(draft)
    assert prompts(asked(client, draft)) == [
        (4, "This has the same words as roles-1.", ["roles-1", "roles-5"], "roles-1")
    ]
    choose(client, draft, "roles-1")
    assert (stored(draft), asked(client, draft)) == (before, [])
