"""HR removes a question while somebody is answering: it is not asked any more, and the right answers are kept."""

import re

import pytest
from django.test import Client

from courses.attempts.answer import answer
from courses.models import Attempt
from handbook.models import Kind, Section
from handbook.versions.drafts import open_draft, save_draft
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from people.models import Employee
from tests.cast import MONDAY
from tests.support.attempts import begin
from tests.support.clients import client_of
from tests.support.sections import again
from tests.support.text import page_text

pytestmark = pytest.mark.usefixtures("required")


def remove(section: Section, *questions: str) -> None:
    """Publish a version without these questions, in each language."""
    draft = open_draft(section=again(section), by=None, at=MONDAY)
    texts = {}
    for column in ("quiz_nb", "quiz_nn", "quiz_en"):
        texts[column] = getattr(draft, column)
        for question in questions:
            texts[column], count = re.subn(rf"(?ms)^## {question}\b.*?(?=^## |\Z)", "", texts[column])
            assert count == 1
    draft = save_draft(draft=draft, texts=texts, revision=draft.revision, by=None, at=MONDAY)
    decision = PublicationDecision(Kind.CORRECTION, although_not_ready=True)
    assert publish(draft=draft, decision=decision, by=None, at=MONDAY).number == 2


def goes_on_at(client: Client, attempt: Attempt) -> str:
    return client.get(f"/courses/attempts/{attempt.pk}/")["Location"]


def right_answer(attempt: Attempt, question: str) -> None:
    options = frozenset({"a"} if question == "board" else {"a", "b"})
    assert answer(attempt=attempt, question=question, options=options, sequence=1, at=MONDAY).is_right


def test_the_other_questions_go_on_without_it(amina: Employee, roles: Section) -> None:
    client, attempt = client_of(amina, "nb"), begin(amina, roles)
    remove(roles, "clear")
    questions = f"/courses/attempts/{attempt.pk}/questions"
    assert goes_on_at(client, attempt) == f"{questions}/board/"
    assert client.get(f"{questions}/clear/")["Location"] == f"/courses/attempts/{attempt.pk}/"
    assert client.get(f"{questions}/board/").status_code == 200


def test_with_nothing_else_left_the_newest_text_is_confirmed_and_the_right_answers_are_kept(
    amina: Employee, roles: Section
) -> None:
    client, attempt = client_of(amina, "nb"), begin(amina, roles)
    right_answer(attempt, "board")
    remove(roles, "clear")
    assert goes_on_at(client, attempt) == "/handbooks/small/roles/?moved=questions"
    page = client.get(goes_on_at(client, attempt))
    assert "Spørsmålene du hadde igjen, blir ikke stilt lenger." in page_text(page)
    client.post("/courses/small/roles/start/", {"version": 2, "language": "nb", "since": 0})
    completion = amina.completions.get()
    assert (completion.version.number, completion.attempt.question_ids) == (2, ["board"])
    assert [(kept.question, kept.is_carried) for kept in completion.attempt.answers.all()] == [("board", True)]
    attempt.refresh_from_db()
    assert attempt.ending == "restarted"


def test_with_all_of_them_gone_confirming_the_newest_text_completes_it(amina: Employee, roles: Section) -> None:
    client, attempt = client_of(amina, "nb"), begin(amina, roles)
    remove(roles, *(question for question in re.findall(r"(?m)^## ([\w-]+)", open_quiz(roles))))
    assert goes_on_at(client, attempt) == "/handbooks/small/roles/?moved=questions"
    client.post("/courses/small/roles/start/", {"version": 2, "language": "nb", "since": 0})
    assert amina.completions.get().version.number == 2


def open_quiz(section: Section) -> str:
    return str(section.versions.get(number=1).quiz_nb)


def test_a_question_that_both_versions_ask_says_in_which_language_it_was_begun_and_leads_to_the_newest_text(
    amina: Employee, roles: Section
) -> None:
    client, attempt = client_of(amina, "nb"), begin(amina, roles, language="nn")
    remove(roles, "clear")
    page = client.get(f"/courses/attempts/{attempt.pk}/questions/board/")
    words = page_text(page)
    assert "Disse spørsmålene gjelder teksten slik den var da du begynte, på nynorsk." in words
    assert 'href="/handbooks/small/roles/"' in page.content.decode()
    assert "Gå over til den på nynorsk" in words
    newest = client.post("/language/", {"next": "/handbooks/small/roles/", "language": "nn"}, follow=True)
    assert '<html lang="nn"' in newest.content.decode()
