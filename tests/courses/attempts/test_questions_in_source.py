"""A question that is missing or outdated in a language is asked there in the source language; the text stays."""

import pytest

from courses.attempts.progress import open_question_ids
from courses.attempts.quiz import edition_of, question_in
from courses.models import Attempt, Completion
from courses.statistics.question_history import question_histories
from courses.todos.todo_list import owed_in_section
from handbook.models import Edition, Kind, Section
from handbook.public.reader_editions import section_for_reader
from handbook.translations.questions import asked_questions, outdated_questions
from people.models import Employee
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, answer_next, begin, complete
from tests.support.clients import client_of
from tests.support.publication import add_question, edit_and_publish, translate_question
from tests.support.question_withdrawal import withdraw
from tests.support.sections import again
from tests.support.text import page_text, words_by_language

pytestmark = pytest.mark.usefixtures("required")

LINE_NN = "Spørsmålet er ikkje omsett enno. Du får det på språket det er skrive på."


def asked_in(section: Section, language: str, number: int) -> dict[str, str]:
    """The language of each question that the readers of a version's edition are asked."""
    edition = Edition.objects.select_related("version__section__handbook").get(
        version__section=section, version__number=number, language=language
    )
    return {id_: asked.language for id_, asked in asked_questions(edition).items()}


def shown(section: Section, language: str) -> tuple[int | None, str]:
    reader_edition = section_for_reader(again(section), language=language, audience="everyone")
    return reader_edition.version.number, reader_edition.edition.language


def test_an_added_question_is_asked_in_the_source_language_and_all_else_stays_in_the_readers(roles: Section) -> None:
    add_question(roles)
    assert [shown(roles, language) for language in ("nb", "nn", "en")] == [(2, "nb"), (2, "nn"), (2, "en")]
    assert asked_in(roles, "nn", 2) == {"board": "nn", "clear": "nn", "sharp": "nn", "added": "nb"}
    assert asked_in(roles, "nb", 2) == {"board": "nb", "clear": "nb", "sharp": "nb", "added": "nb"}


def test_a_reworded_question_is_asked_in_the_source_language_until_its_words_come_back(roles: Section) -> None:
    for old, new in (("Når er du tydelig?", "Når er du klar?"), ("Når er du klar?", "Når er du tydelig?")):
        edit_and_publish(again(roles), {"quiz_nb": (old, new)}, kinds=Kind.CORRECTION, by=None, at=MONDAY)
    assert asked_in(roles, "en", 2) == {"board": "en", "clear": "nb", "sharp": "en"}
    assert asked_in(roles, "en", 3) == {"board": "en", "clear": "en", "sharp": "en"}


def test_new_words_of_a_translation_that_nobody_confirmed_are_not_asked(roles: Section) -> None:
    add_question(roles, "nn")
    assert asked_in(roles, "nn", 2)["added"] == "nb"
    assert asked_in(roles, "en", 2)["added"] == "nb"


def test_an_edition_from_before_this_was_kept_is_asked_the_same(roles: Section) -> None:
    add_question(roles)
    edition = Edition.objects.get(version__section=roles, version__number=2, language="nn")
    edition.outdated_questions = None  # as a row that the migration found; what is frozen is not changed
    assert edition.quiz_serves_everyone is False
    assert outdated_questions(edition) == {"added"}


def test_it_is_answered_graded_and_completed_like_any_other(amina: Employee, roles: Section) -> None:
    add_question(roles)
    completion = complete(amina, roles, version=2, language="nn")
    assert completion.language == "nn"
    assert set(completion.attempt.question_ids) == {"board", "clear", "added"}
    assert question_in(completion.attempt, "added").legend == "Hva er nytt?"
    assert question_in(completion.attempt, "board").legend == "Kva gjer du med vervet?"


def test_its_page_says_so_in_one_line_and_marks_its_language(amina: Employee, roles: Section) -> None:
    add_question(roles)
    attempt = begin(amina, roles, version=2, language="nn")
    client, questions = client_of(amina, "nn"), f"/courses/attempts/{attempt.pk}/questions"
    assert LINE_NN not in page_text(client.get(f"{questions}/board/"))
    page = client.get(f"{questions}/added/")
    words = words_by_language(page)
    assert words["nb"] == {"Hva er nytt?", "Ja", "Nei", "Kanskje"}
    assert LINE_NN in words["nn"]
    answer_next(attempt, "added", "b")
    feedback = words_by_language(client.get(f"{questions}/added/feedback/"))
    assert feedback["nb"] == {"Hva er nytt?", "Nei", "Ja", "Derfor added b.", "Derfor added a."}


def test_its_translation_asks_nobody_and_carries_the_right_answer_over(amina: Employee, roles: Section) -> None:
    add_question(roles)
    first = begin(amina, roles, version=2, language="nn")
    answer_next(first, "added", "a")
    answer_next(first, "board", "a")
    translate_question(roles, "nn")
    assert asked_in(roles, "nn", 3) == {"board": "nn", "clear": "nn", "sharp": "nn", "added": "nn"}
    second = begin(amina, roles, version=3, language="nn")
    assert open_question_ids(second) == ["clear"]
    answer_all(second)
    assert owed_in_section(amina, again(roles), on=TODAY)[0] is None
    translate_question(roles, "en")
    assert owed_in_section(amina, again(roles), on=TODAY)[0] is None


def test_who_has_completed_is_asked_nothing_by_an_added_question_nor_by_its_translation(
    amina: Employee, roles: Section
) -> None:
    complete(amina, roles, language="nn")
    add_question(roles)
    translate_question(roles, "nn")
    assert owed_in_section(amina, again(roles), on=TODAY)[0] is None


def test_withdrawn_it_is_asked_in_no_language_and_credited_in_each(
    amina: Employee, kari: Employee, olav: Employee, roles: Section
) -> None:
    add_question(roles)
    attempt = begin(amina, roles, version=2, language="nn")
    answer_next(attempt, "board", "a")
    answer_next(attempt, "clear", "ab")
    withdraw(roles, "added", olav, version=2)
    assert Completion.objects.get(attempt=attempt).payload.facts["credited"] == ["added"]
    for language in ("nb", "nn", "en"):
        assert "added" not in begin(kari, again(roles), version=2, language=language).question_ids
    translate_question(roles, "nn")  # of words that are withdrawn in the source
    assert "added" not in begin(kari, again(roles), version=3, language="nn").question_ids


def test_a_question_removed_from_the_source_is_asked_in_no_language(amina: Employee, roles: Section) -> None:
    add_question(roles)
    added = roles.versions.get(number=2).quiz_nb.partition("\n## added")[2]
    edit_and_publish(again(roles), {"quiz_nb": (f"\n## added{added}", "")}, kinds=Kind.CORRECTION, by=None, at=MONDAY)
    assert asked_in(roles, "nn", 3) == {"board": "nn", "clear": "nn", "sharp": "nn"}


def test_its_first_answers_are_counted_with_those_of_every_language(amina: Employee, roles: Section) -> None:
    add_question(roles)
    attempt = begin(amina, roles, version=2, language="nn")
    answer_next(attempt, "added", "b")
    history = question_histories([again(roles)])[roles.pk]
    version = Attempt.objects.get(pk=attempt.pk).version
    assert history.misconceptions[version.pk]["added", "b"] == "M05"
    assert edition_of(attempt).language == "nn"


def test_the_receipt_names_both_quizzes_that_were_asked(amina: Employee, roles: Section) -> None:
    add_question(roles)
    completion = complete(amina, roles, version=2, language="nn")
    page = client_of(amina, "nb").get(f"/courses/completions/{completion.pk}/")
    digests = dict(Edition.objects.filter(version=completion.version).values_list("language", "quiz_digest"))
    assert completion.quiz_digest == completion.payload.facts["quiz_digest"] == digests["nn"]
    in_source = {"questions": ["added"], "language": "nb", "quiz_digest": digests["nb"]}
    assert completion.payload.facts["in_source"] == in_source
    assert f"Spørsmålene {digests['nn']} Spørsmålene på bokmål {digests['nb']}" in page_text(page)
    assert "Språk Norsk (nynorsk) ; 1 spørsmål på bokmål" in page_text(page)


def test_a_receipt_of_questions_in_one_language_names_one(amina: Employee, roles: Section) -> None:
    completion = complete(amina, roles, language="nn")
    assert "in_source" not in completion.payload.facts
    page = client_of(amina, "nb").get(f"/courses/completions/{completion.pk}/")
    assert "på bokmål" not in page_text(page)
