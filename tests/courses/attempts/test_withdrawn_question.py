"""What an employee meets in the browser when a question is withdrawn while it is being answered."""

import pytest
from django.utils import timezone

from courses.attempts.answer import QuestionWithdrawn
from courses.attempts.end import AttemptEnded, end
from courses.models import Attempt, Completion, Ending
from tests.support.attempts import answer_letters, begin
from tests.support.clients import client_of
from tests.support.question_withdrawal import LATER, WHY, withdraw
from tests.support.sections import again
from tests.support.text import main_text

pytestmark = pytest.mark.usefixtures("required")

TOLD = {
    "nb": "Det var en feil i et spørsmål, og det er trukket tilbake. Det teller som riktig for deg.",
    "nn": "Det var ein feil i eit spørsmål, og det er trekt tilbake. Det tel som rett for deg.",
    "en": "There was a mistake in a question, and it has been withdrawn. It counts as right for you.",
}


@pytest.mark.parametrize("language", TOLD)
def test_whoever_answers_it_afterwards_is_told_and_goes_on(amina, roles, olav, language) -> None:
    attempt = begin(amina, roles, language=language)
    withdraw(roles, "board", olav)
    client, base = client_of(amina, language), f"/courses/attempts/{attempt.pk}"
    page = client.post(f"{base}/questions/board/", {"sequence": 1, "option": "a"})
    assert page.status_code == 409
    assert f"{base}/questions/clear/" in page.content.decode()
    assert attempt.answers.count() == 0
    assert client.get(f"{base}/questions/board/")["Location"] == f"{base}/result/"
    for address in (f"{base}/questions/clear/", f"{base}/result/"):
        assert TOLD[language] in client.get(address).content.decode()
    # The number is still free: nothing was lost of it.
    assert client.post(f"{base}/questions/clear/", {"sequence": 1, "option": ["a", "b"]}).status_code == 302
    assert TOLD[language] in client.get(f"{base}/questions/clear/feedback/").content.decode()
    receipt = Completion.objects.get(attempt=attempt)
    assert TOLD[language] in client.get(f"/courses/completions/{receipt.pk}/").content.decode()


def test_whoever_answers_the_last_question_as_it_is_withdrawn_has_the_receipt(amina, privacy, olav) -> None:
    attempt = begin(amina, privacy)
    withdraw(privacy, "traces", olav)
    address = f"/courses/attempts/{attempt.pk}/questions/traces/"
    page = client_of(amina).post(address, {"sequence": 1, "option": "a"})
    assert page.status_code == 409
    assert Completion.objects.get().code in page.content.decode()
    with pytest.raises(QuestionWithdrawn):
        answer_letters(attempt, "traces", "a")


def test_an_answer_that_was_saved_before_is_that_same_answer(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer_letters(attempt, "board", "b")
    withdraw(roles, "board", olav)
    address = f"/courses/attempts/{attempt.pk}/questions/board/"
    page = client_of(amina).post(address, {"sequence": 1, "option": "b"}, follow=True)
    assert page.redirect_chain == [(f"{address}feedback/", 302)]
    text = page.content.decode()
    assert TOLD["nb"] in text
    assert "Svar på nytt" not in text


def test_what_was_right_before_cannot_be_made_wrong_after(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer_letters(attempt, "board", "a")
    withdraw(roles, "board", olav)
    with pytest.raises(QuestionWithdrawn):
        answer_letters(attempt, "board", "b", sequence=2)
    answer_letters(attempt, "clear", "ab", sequence=2)
    with pytest.raises(AttemptEnded):
        answer_letters(attempt, "clear", "ab", sequence=3)


@pytest.mark.parametrize("credited", [True, False])
@pytest.mark.parametrize("ending", ["left", "lifted", "restarted"])
def test_in_an_attempt_that_was_closed_nobody_is_told_that_it_counts(amina, roles, olav, ending, credited) -> None:
    attempt = begin(amina, roles)
    answer_letters(attempt, "board", "b" if credited else "a")
    withdraw(roles, "board", olav)
    end(attempt=attempt, ending=Ending(ending), by=None, at=LATER)
    page = client_of(amina).post(f"/courses/attempts/{attempt.pk}/questions/board/", {"sequence": 2, "option": "c"})
    text = page.content.decode()
    assert (page.status_code, attempt.credits.count()) == (409, int(credited))
    assert "Dette svaret ble ikke lagret: Spørsmålene var avsluttet før det kom." in text
    assert "teller som riktig" not in text


def test_a_question_at_error_is_not_worth_another_look(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer_letters(attempt, "board", "b")
    withdraw(roles, "board", olav)
    answer_letters(attempt, "clear", "ab", sequence=2)
    page = client_of(amina).get(f"/courses/attempts/{attempt.pk}/result/")
    assert page.context["look_at"] == []


def test_what_was_right_in_the_end_before_it_was_withdrawn_is_not_worth_another_look(amina, kari, roles, olav) -> None:
    """Kari has completed the section before, Amina after; neither is credited."""
    for employee, language in ((amina, "nb"), (kari, "nn")):
        attempt = begin(employee, again(roles), language=language)
        answer_letters(attempt, "board", "b")
        answer_letters(attempt, "board", "a", sequence=2)
        answer_letters(attempt, "clear", "ab", sequence=3)
    answer_letters(Attempt.objects.get(employee=kari), "sharp", "c", sequence=4)
    answer_letters(Attempt.objects.get(employee=kari), "sharp", "b", sequence=5)

    def looked_at() -> list[list[str]]:
        pages = [client_of(attempt.employee).get(f"/courses/attempts/{attempt.pk}/result/") for attempt in attempts]
        return [[clause.clause for clause in page.context["look_at"]] for page in pages]

    attempts = list(Attempt.objects.order_by("employee__number"))
    before = looked_at()
    withdraw(roles, "board", olav)
    assert [len(clauses) > 0 for clauses in before] == [True, True]
    assert looked_at() == [[], ["roles-3"]]


def test_home_tells_once_whom_it_completed(amina, privacy, olav) -> None:
    attempt = begin(amina, privacy)
    client = client_of(amina)
    assert client.get("/").context["completed"] == []
    withdraw(privacy, "traces", olav, at=timezone.now())
    receipt = Completion.objects.get(attempt=attempt)
    first, second = client.get("/"), client.get("/")
    assert [response.context["completed"] for response in (first, second)] == [[receipt], []]
    assert f"/courses/completions/{receipt.pk}/" in first.content.decode()
    assert "Det var en feil i et spørsmål i « Personvern »" in main_text(first.content.decode())


def test_home_goes_on_at_the_question_that_is_left(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    withdraw(roles, "clear", olav)
    (plan,) = client_of(amina).get("/").context["plans"]
    assert (plan.next.progress.next_number, plan.next.progress.of) == (attempt.question_ids.index("board") + 1, 2)


def test_leaders_see_nothing_of_it(amina, kari, solvik, privacy, roles, olav) -> None:
    begin(amina, privacy)
    begin(amina, roles)
    for section, question in ((privacy, "traces"), (roles, "board")):
        withdraw(section, question, olav)
    client = client_of(kari)
    for address in ("/reports/team/", f"/reports/team/{solvik.south.pk}/", "/reports/team.csv", "/reports/team/employees/1001/"):  # fmt: skip
        page = client.get(address).content.decode()
        assert [word for word in ("trukket tilbake", WHY, "board", "traces") if word in page] == []
