"""What the pages of a quiz show of an attempt."""

import pytest

from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids, progress_of
from courses.attempts.question_page import question_view, worth_another_look
from courses.attempts.quiz import edition_of
from courses.home import handbook_plans
from courses.todos.todo_list import employee_statuses
from handbook.models import Audience, Kind
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, answer_letters, begin, complete
from tests.support.backoffice import signed_in
from tests.support.publication import edit_and_publish, new_rule
from tests.support.text import page_text

pytestmark = pytest.mark.usefixtures("required")


def unsure_of(attempt, *questions: str) -> None:
    for question in questions:
        sequence = attempt.answers.count() + 1
        answer(attempt=attempt, question=question, options=frozenset(), sequence=sequence, at=MONDAY)


def test_the_clauses_behind_first_answers_that_were_wrong_are_worth_another_look(amina, roles) -> None:
    attempt = begin(amina, roles)
    unsure_of(attempt, "clear")
    answer_all(attempt)
    attempt.refresh_from_db()

    assert [clause.clause for clause in worth_another_look(attempt, edition_of(attempt), stamp=None)] == ["roles-2"]


def test_whoever_was_right_at_once_is_not_sent_back(amina, roles) -> None:
    attempt = begin(amina, roles)
    answer_all(attempt)
    unsure = [clause.clause for clause in worth_another_look(attempt, edition_of(attempt), stamp=None)]
    assert unsure == []


def test_the_last_feedback_and_the_result_link_to_what_is_worth_another_look(amina, roles) -> None:
    attempt = begin(amina, roles)
    unsure_of(attempt, "clear")
    client = signed_in(amina)
    link = 'href="/handbooks/small/roles/#roles-2"><span>1.2 '
    result = f"/courses/attempts/{attempt.pk}/result/"
    assert link not in client.get(result).content.decode()
    answer_all(attempt)
    assert link in client.get(result).content.decode()
    assert link in client.get(f"/courses/attempts/{attempt.pk}/questions/board/feedback/").content.decode()


def test_wrong_answers_come_again_after_the_others(amina, roles) -> None:
    attempt = begin(amina, roles)
    first, second = attempt.question_ids
    client, base = signed_in(amina), f"/courses/attempts/{attempt.pk}"
    unsure_of(attempt, first)
    page = client.get(f"{base}/questions/{first}/feedback/").content.decode()
    assert f'href="{base}/questions/{second}/"' in page
    assert "Spørsmålet kommer igjen til slutt." in page
    unsure_of(attempt, second)
    page = client.get(f"{base}/questions/{second}/feedback/").content.decode()
    assert "Én gang til: 2 spørsmål" in page
    assert f'href="{base}/questions/{first}/"' in page
    assert f'href="{base}/questions/{first}/"' in client.get(f"{base}/result/").content.decode()
    assert progress_of(attempt).next_after(first) == second


def test_a_question_that_comes_again_has_its_options_in_another_order(amina, roles) -> None:
    attempt = begin(amina, roles)
    first, second = attempt.question_ids

    def shown(question: str) -> list[str]:
        return [option.id for option in question_view(attempt, question).options]

    drawn = shown(first)
    unsure_of(attempt, first)
    assert shown(first) == drawn  # the button «Back» shows the page as it was
    unsure_of(attempt, second)
    assert shown(first) != drawn
    assert sorted(shown(first)) == sorted(drawn)


def test_who_is_unsure_is_told_that_it_is_all_right(amina, roles) -> None:
    attempt = begin(amina, roles)
    unsure_of(attempt, "board")
    page = signed_in(amina).get(f"/courses/attempts/{attempt.pk}/questions/board/feedback/").content.decode()
    assert "Helt greit å være usikker – spørsmål" in page
    assert "Ikke helt" not in page


def test_home_says_how_many_questions_are_to_be_taken_again(amina, roles) -> None:
    attempt = begin(amina, roles)
    seen = []
    for question in attempt.question_ids:
        unsure_of(attempt, question)
        (employee_status,) = employee_statuses([amina], on=TODAY)
        (plan,) = handbook_plans(employee_status, language="nb", audience=Audience.EVERYONE, stamp=None)
        progress = plan.next.progress
        seen.append((progress.next_number, len(progress.unanswered), len(progress.wrong)))
    assert seen == [(2, 1, 1), (1, 0, 2)]
    assert "Svar på nytt på 2 spørsmål" in signed_in(amina).get("/").content.decode()


def test_each_answer_stands_once_with_its_explanation_and_the_point_is_quoted(amina, roles) -> None:
    attempt = begin(amina, roles)
    letter = next(option.id for option in question_view(attempt, "board").options if not option.is_right)
    sequence = attempt.answers.count() + 1
    answer(attempt=attempt, question="board", options=frozenset(letter), sequence=sequence, at=MONDAY)
    view = question_view(attempt, "board")
    page = signed_in(amina).get(f"/courses/attempts/{attempt.pk}/questions/board/feedback/").content.decode()

    assert [option.id for option in view.chosen] == [letter]
    for option in [*view.chosen, *view.missed]:
        assert (page.count(f">{option.text}<"), page.count(f">{option.why}<")) == (1, 1)
    assert "<p>Et verv kan komme i konflikt med jobben din.</p>" in page


def test_the_end_of_a_section_says_what_comes_next_and_the_last_one_thanks(amina, roles, privacy) -> None:
    client = signed_in(amina)
    first = begin(amina, roles)
    answer_all(first)
    page = page_text(client.get(f"/courses/attempts/{first.pk}/questions/board/feedback/"))
    assert "Bra, Amina! « Rollene dine » er ferdig 1 av 2. Bare ett igjen. Neste: Personvern" in page
    last = begin(amina, privacy)
    answer_all(last)
    response = client.get(f"/courses/attempts/{last.pk}/result/")
    assert "Takk, Amina. Du er ferdig med hele «Liten håndbok»" in page_text(response)
    assert 'href="/courses/completions/handbooks/small/"' in response.content.decode()


def test_the_receipt_for_the_whole_handbook_links_to_what_remains(amina, roles) -> None:
    answer_all(begin(amina, roles))
    body = signed_in(amina).get("/courses/completions/handbooks/small/").content.decode()
    assert '<a class="link" href="/handbooks/small/privacy/">Personvern</a>' in body
    assert 'href="/handbooks/small/roles/"' not in body


def test_whoever_owes_nothing_and_has_done_nothing_sees_no_empty_heading(geir) -> None:
    body = signed_in(geir).get("/").content.decode()
    assert 'id="done"' not in body
    assert 'href="/courses/completions/"' in body


def test_a_deadline_names_the_day_of_the_week(amina) -> None:
    assert "Frist onsdag 2. desember 2026" in signed_in(amina).get("/").content.decode()


def test_at_the_end_of_a_section_those_with_a_new_rule_are_told_as_at_home(amina, olav, roles, privacy) -> None:
    complete(amina, roles)
    new_rule(roles, olav)
    attempt = begin(amina, privacy)
    answer_all(attempt)
    client = signed_in(amina)
    sentence = "2 av 2 kapitler er ferdige – ett har fått en ny regel"
    assert sentence in page_text(client.get(f"/courses/attempts/{attempt.pk}/result/"))
    assert sentence in page_text(client.get("/"))


def test_where_the_law_decides_no_other_answer_is_merely_better(amina, roles) -> None:
    attempt = begin(amina, roles)
    client, decides = signed_in(amina), {}
    for sequence, (question, wrong) in enumerate({"board": "b", "clear": "ac"}.items(), start=1):
        answer(attempt=attempt, question=question, options=frozenset(wrong), sequence=sequence, at=MONDAY)
        page = page_text(client.get(f"/courses/attempts/{attempt.pk}/questions/{question}/feedback/"))
        decides[question] = ("Riktig svar:" in page, "Bedre svar:" in page)
    assert decides == {"board": (True, False), "clear": (False, True)}


@pytest.mark.parametrize("letters", ["ab", "abcdef"])
def test_a_question_may_have_two_options_or_six(amina, roles, siri, letters: str) -> None:
    more = "".join(f"- [ ] {letter}) Ringe {letter}{letter}\n  > Nei.\n" for letter in letters[2:])
    last = {
        "nb": "- [ ] c) Vente (M13)\n  > Fordi det er slik 1c.\n",
        "nn": "- [ ] c) Vente\n  > Fordi det er slik 1c.\n",
        "en": "- [ ] c) Wait\n  > Because it is so 1c.\n",
    }
    quizzes = {f"quiz_{language}": (old, more) for language, old in last.items()}
    edit_and_publish(roles, quizzes, kinds=Kind.CORRECTION, by=siri, at=MONDAY)

    attempt = begin(amina, roles, version=2)
    view = question_view(attempt, "board")
    assert sorted(option.id for option in view.question.options) == [*letters]
    answer_letters(attempt, "board", "a")
    assert open_question_ids(attempt) == ["clear"]
