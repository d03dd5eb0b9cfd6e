"""HR is asked which question a renamed one is, and whether letters were swapped; answers stay with the words."""

import pytest

from courses.attempts.progress import open_question_ids
from courses.models import Answer
from courses.statistics.first_answers import clause_statistics
from handbook.models import Kind, Section, Version
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from markup.clause_ids.prompts import IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS
from tests.cast import MONDAY
from tests.support.attempts import answer_letters, begin, first_answer, hire_people
from tests.support.backoffice import open_editor, signed_in, type_over
from tests.support.sections import again

LANGUAGES = ("nb", "nn", "en")
B, C = "b) Tie (M05)\n  > Fordi det er slik 1b.", "c) Vente (M13)\n  > Fordi det er slik 1c."
SWAPPED = {"quiz": (f"{B}\n- [ ] {C}", f"c{B[1:]}\n- [ ] b{C[1:]}")}


@pytest.fixture
def client(siri):
    return signed_in(siri, "en")


@pytest.fixture
def draft(client, roles) -> Version:
    return open_editor(client, roles)


def rename(client, draft: Version, language: str = "nb", old: str = "board", new: str = "boards") -> str:
    """Type another id in the editor and press «See the consequences»; where that leads."""
    typed = {"quiz": (f"## {old}", f"## {new}")}
    return type_over(client, draft, typed, language=language, action="review")["Location"]


def prompts(client, draft: Version, language: str = "nb") -> list[tuple[int, str, list[str], str]]:
    """Line, sentence, the values to choose among, the one preselected."""
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text={language}")
    return [
        (question.line, question.sentence, [answer.value for answer in question.answers], question.chosen)
        for question in page.context["open_quiz_ids"]
    ]


def choose(client, draft: Version, *values: str, language: str = "nb", action: str = "save"):
    """Answer the prompts about questions of the page, in order."""
    page = client.get(f"/admin/handbook/version/{draft.pk}/markdown/?text={language}")
    questions = page.context["open_quiz_ids"]
    chosen = {question.field: value for question, value in zip(questions, values, strict=True)}
    return type_over(client, draft, {}, language=language, action=action, **chosen)


def quiz(draft: Version, language: str = "nb") -> str:
    return Version.objects.get(pk=draft.pk).text("quiz", language)


def test_a_renamed_question_is_proposed_back_and_nothing_is_reassigned_unasked(client, draft) -> None:
    before = quiz(draft)
    editor = f"/admin/handbook/version/{draft.pk}/markdown/?text=nb"
    assert rename(client, draft) == editor
    page = client.get(editor).content.decode()
    assert "First say which point or question each of these is." in page
    assert "Which question is this?" in page
    assert "Which point is this?" not in page
    assert prompts(client, draft) == [(1, "This has the same words as board.", ["board", "boards"], "board")]
    assert "## boards" in quiz(draft)
    choose(client, draft, "board")
    assert quiz(draft) == before
    assert prompts(client, draft) == []


def test_a_question_that_is_new_keeps_its_id_and_is_not_asked_about_again(client, draft) -> None:
    rename(client, draft)
    choose(client, draft, "boards")
    assert "## boards" in quiz(draft)
    assert prompts(client, draft) == []
    assert Version.objects.get(pk=draft.pk).resolved_ids == ["question Found board boards"]


def test_a_translation_gets_the_id_back_that_the_source_got_back(client, draft) -> None:
    for language in LANGUAGES:
        rename(client, draft, language)
    assert prompts(client, draft, "nn") == []
    choose(client, draft, "board")
    for language in ("nn", "en"):
        expected = [(1, "This has the same words as board.", ["board", "boards"], "board")]
        assert prompts(client, draft, language) == expected
        choose(client, draft, "board", language=language)
    assert [quiz(draft, language).partition("\n")[0] for language in LANGUAGES] == ["## board"] * 3


def test_swapped_letters_are_proposed_back(client, draft) -> None:
    before = quiz(draft)
    type_over(client, draft, SWAPPED)
    assert prompts(client, draft) == [
        (11, "board: options b and c have swapped texts.", [IDS_FOLLOW_TEXTS, LEAVE_AS_IT_IS], IDS_FOLLOW_TEXTS)
    ]
    choose(client, draft, IDS_FOLLOW_TEXTS)
    assert quiz(draft) == before
    assert prompts(client, draft) == []


def test_letters_that_were_meant_are_left_and_not_asked_about_again(client, draft) -> None:
    type_over(client, draft, SWAPPED)
    choose(client, draft, LEAVE_AS_IT_IS)
    assert prompts(client, draft) == []
    assert Version.objects.get(pk=draft.pk).resolved_ids == ["option board Swapped b c"]
    assert choose(client, draft, action="review")["Location"].endswith("/review/")


def test_a_question_renamed_with_swapped_letters_is_put_back_in_one_step(client, draft) -> None:
    before = quiz(draft)
    type_over(client, draft, SWAPPED)
    rename(client, draft)
    assert len(prompts(client, draft)) == 2
    choose(client, draft, "board", IDS_FOLLOW_TEXTS)
    assert quiz(draft) == before


def test_a_draft_of_the_first_version_is_asked_about_nothing(client, draft, roles) -> None:
    Version.objects.filter(pk=draft.pk).update(base=0)
    rename(client, draft)
    assert prompts(client, draft) == []


# What it protects


def published(draft: Version, by) -> Section:
    draft.refresh_from_db()
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=by, at=MONDAY)
    return again(draft.section)


@pytest.mark.parametrize(("chosen", "left", "answers"), [("board", ["clear"], 5), ("boards", ["boards", "clear"], 0)])
def test_answers_and_figures_stay_with_the_words_if_hr_says_that_it_is_the_same_question(
    chosen: str, left: list[str], answers: int, client, draft, solvik, amina, olav, roles
) -> None:
    for employee in hire_people(solvik, 5):
        first_answer(employee, roles, "board", "a")
    answer_letters(begin(amina, roles), "board", "a")
    for language in LANGUAGES:
        rename(client, draft, language)
    for language in LANGUAGES if chosen == "board" else ["nb"]:
        choose(client, draft, chosen, language=language)
    type_over(client, draft, {"source": ("Et verv kan", "Et verv vil")})
    section = published(draft, olav)
    attempt = begin(amina, section, version=2)
    assert sorted(open_question_ids(attempt)) == left
    assert Answer.objects.filter(attempt=attempt, is_carried=True).count() == (chosen == "board")
    assert clause_statistics(section, 2)["roles-1"].answers == answers
