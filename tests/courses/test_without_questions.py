"""A section without a quiz: confirming that it was read completes it, and each page says so."""

from pathlib import Path

import pytest

from courses.models import Attempt, Completion, Ending, Scope
from handbook.models import Kind, Section
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from tests.cast import MONDAY, publish_small, published
from tests.support.attempts import begin, complete
from tests.support.backoffice import fields_of, signed_in
from tests.support.clients import LANGUAGES, client_of
from tests.support.content_files import files_below, run
from tests.support.drafts import changed
from tests.support.publication import edit_and_publish
from tests.support.quizzes import question_text
from tests.support.text import page_text

QUIZ = {f"privacy/{language}.quiz.md" for language in LANGUAGES}
NO_QUESTIONS = {
    "nb": "Kapittelet har ingen spørsmål",
    "nn": "Kapittelet har ingen spørsmål",
    "en": "The section has no questions",
}

CONFIRMED = f"Bekreftet {MONDAY.day}. "


@pytest.fixture
def files(content: Path) -> Path:
    for name in QUIZ:
        (content / name).unlink()
    return content


@pytest.fixture
def unquizzed(db, files: Path) -> Section:
    """Privacy, published without a quiz; roles has one."""
    handbook = published(lambda: publish_small(files), of="without a quiz")
    return handbook.sections.select_related("handbook").get(slug="privacy")


def test_files_without_a_quiz_come_in_and_go_out_again(unquizzed: Section, files: Path, tmp_path: Path) -> None:
    folder = tmp_path / "exported" / "small"
    assert run("export_content", "small", folder)[1] == ""
    assert {name for name in files_below(folder) if name.endswith(".quiz.md")} == {
        f"roles/{language}.quiz.md" for language in LANGUAGES
    }
    assert run("import_content", folder, "--publish") == (["small: 0 sections published, 0 drafts, 2 unchanged."], "")


def test_the_files_get_one_warning_and_no_error(files: Path) -> None:
    lines, errors = run("check_content", files)
    assert errors == ""
    assert [line for line in lines if "privacy" in line] == [
        f"warning: content/small/privacy/nb.quiz.md:1: {NO_QUESTIONS['en']}. Confirming that it was read completes it."
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_so_and_confirming_leads_to_the_end(language: str, unquizzed, required, amina) -> None:
    client = client_of(amina, language)
    page = client.get("/handbooks/small/privacy/")
    assert {"nb": "ferdig når du har bekreftet", "nn": "ferdig når du har stadfesta", "en": "once you have confirmed"}[
        language
    ] in page_text(page)
    form = fields_of(page.content.decode())

    response = client.post("/courses/small/privacy/start/", form, follow=True)

    completion = Completion.objects.get(employee=amina)
    assert response.redirect_chain[-1][0] == f"/courses/attempts/{completion.attempt_id}/result/"
    assert completion.payload.facts["questions"] == []
    assert Attempt.objects.get().ending == Ending.COMPLETED
    receipt = page_text(client.get(f"/courses/completions/{completion.pk}/"))
    assert {"nb": "Ingen ble stilt", "nn": "Ingen vart stilte", "en": "None were asked"}[language] in receipt


def test_after_it_was_confirmed_there_is_nothing_to_answer_again(unquizzed, required, amina) -> None:
    complete(amina, unquizzed)
    page = page_text(client_of(amina).get("/handbooks/small/privacy/"))
    assert CONFIRMED in page
    assert "Svar på spørsmålene" not in page


def test_who_owes_nothing_may_still_confirm(unquizzed, amina) -> None:
    page = client_of(amina).get("/handbooks/small/privacy/")
    assert "Bekreft at jeg har lest" in page_text(page)
    client_of(amina).post("/courses/small/privacy/start/", fields_of(page.content.decode()))
    assert Completion.objects.filter(employee=amina, section=unquizzed).count() == 1


def test_a_new_rule_there_asks_for_a_confirmation_alone(unquizzed, required, amina, siri) -> None:
    complete(amina, unquizzed)
    edit_and_publish(unquizzed, {"source_nb": ("setter", "etterlater")}, kinds=Kind.NEW_RULE, by=siri, at=MONDAY)

    attempt = begin(amina, unquizzed, version=2, since=1)

    assert (attempt.scope, attempt.questions) == (Scope.CHANGED, [])
    assert Completion.objects.filter(employee=amina, version__number=2).count() == 1


def test_questions_that_come_later_are_asked_of_those_who_have_not_completed_it(
    unquizzed, required, amina, geir
) -> None:
    complete(amina, unquizzed)
    draft = open_draft(section=unquizzed, by=None, at=MONDAY)
    question = question_text("traces", "Hvem setter spor?", tests="§ privacy-1\n\n", wrong=" (M05)")
    draft = save_draft(draft=draft, texts={"quiz_nb": question}, revision=draft.revision, by=None, at=MONDAY)
    publish(draft=draft, decision=PublicationDecision(Kind.CORRECTION), by=None, at=MONDAY)

    assert "Det er ingen" not in page_text(client_of(geir).get("/handbooks/small/privacy/"))
    attempt = begin(geir, unquizzed, version=2)
    assert (attempt.ending, len(attempt.questions)) == ("", 1)
    assert CONFIRMED in page_text(client_of(amina).get("/handbooks/small/privacy/"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_hr_is_told_before_publishing_and_in_the_figures(language: str, unquizzed, required, amina, siri, ines) -> None:
    complete(amina, unquizzed)
    draft = changed(unquizzed, {"source_nb": ("setter", "etterlater")}, siri)
    client = signed_in(siri, language)
    review = page_text(client.get(f"/admin/handbook/version/{draft.pk}/review/"))
    assert NO_QUESTIONS[language] in review
    overview = page_text(client_of(ines, language).get("/reports/overview/"))
    assert {"nb": "Ingen spørsmål", "nn": "Ingen spørsmål", "en": "No questions"}[language] in overview
    questions = page_text(client_of(ines, language).get("/reports/handbooks/small/privacy/questions/"))
    assert NO_QUESTIONS[language] in questions
