"""What was not taken is said where the reader looks first, in the reader's language, and nothing untrue with it."""

import re
from datetime import date

import pytest

from courses.attempts.answer import answer
from courses.attempts.end import end
from courses.models import Attempt
from handbook.models import Kind, Section
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, begin, complete
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish
from tests.support.sections import again

pytestmark = pytest.mark.usefixtures("required")


def alerts(response) -> list[str]:
    """What is said in the place that has the focus."""
    body = response.content.decode().partition("<main")[2]
    messages = re.findall(r'role="alert" tabindex="-1" autofocus><p>(.*?)</p>', body)
    assert body.count("autofocus") <= 1
    return messages


def post(reader, attempt: Attempt, question: str, *letters: str, sequence: int, language: str = "nb"):
    address = f"/courses/attempts/{attempt.pk}/questions/{question}/"
    return client_of(reader, language).post(address, {"sequence": sequence, "option": letters})


NOT_SAVED = {
    "nb": "Ikke lagret. Du har svart på noe i et annet vindu siden denne siden ble åpnet. Svar én gang til.",
    "nn": "Ikkje lagra. Du har svart på noko i eit anna vindauge sidan denne sida vart opna. Svar ein gong til.",
    "en": "Not saved. You have answered something in another window since this page was opened. Answer once more.",
}


@pytest.mark.parametrize("language", NOT_SAVED)
def test_an_answer_to_another_question_under_the_same_number_is_not_saved_and_says_so(language, amina, roles) -> None:
    attempt = begin(amina, roles, language=language)
    post(amina, attempt, "board", "a", sequence=1)
    response = post(amina, attempt, "clear", "a", "b", sequence=1, language=language)
    page = response.content.decode()
    assert (response.status_code, alerts(response)) == (409, [NOT_SAVED[language]])
    assert re.search(r"<title>(Ikke lagret|Ikkje lagra|Not saved) ", page)
    assert set(re.findall(r'value="(\w)" id="option-\w"[^>]* checked', page)) == {"a", "b"}
    assert 'name="sequence" value="2"' in page
    assert list(attempt.answers.values_list("question", flat=True)) == ["board"]


def test_another_answer_to_the_same_question_is_shown_the_one_that_counts(amina, roles) -> None:
    attempt = begin(amina, roles)
    post(amina, attempt, "board", "a", sequence=1)
    response = post(amina, attempt, "board", "b", sequence=1)
    assert (response.status_code, alerts(response)) == (
        409,
        ["Et annet svar ble lagret først, i dette eller et annet vindu. Det er dette som gjelder."],
    )


@pytest.mark.parametrize("ending", ["completed", "restarted", "lifted"])
def test_an_answer_to_questions_that_are_closed_is_not_said_to_have_been_overtaken(ending, amina, roles) -> None:
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="board", options=frozenset("a"), sequence=1, at=MONDAY)
    if ending == "completed":
        answer_all(attempt)
    else:
        end(attempt=attempt, ending=ending, by=None, at=MONDAY)
    response = post(amina, attempt, "clear", "a", "c", sequence=9)
    assert (response.status_code, alerts(response)) == (
        409,
        ["Dette svaret ble ikke lagret: Spørsmålene var avsluttet før det kom."],
    )
    for question in ("board", "clear"):
        shown = client_of(amina, "nb").get(f"/courses/attempts/{attempt.pk}/questions/{question}/")
        assert (shown.status_code, shown["Location"]) == (302, f"/courses/attempts/{attempt.pk}/result/")


@pytest.mark.parametrize("sent", [{}, {"version": 2, "language": "nb", "since": 0}])
def test_that_the_text_was_changed_stands_above_it_and_has_the_focus(sent, amina, roles) -> None:
    client = client_of(amina, "nb")
    address = client.post("/courses/small/roles/start/", sent)["Location"]
    response = client.get(address)
    assert address.partition("#") == ("/handbooks/small/roles/?moved=1", "", "")
    assert alerts(response) == ["Teksten ble endret mens du leste. Dette er den nyeste. Ingenting er bekreftet ennå."]
    page = response.content.decode()
    assert page.index("Teksten ble endret") < page.index("<h1>")


def test_a_section_that_is_read_as_usual_has_no_alert(amina, roles) -> None:
    assert alerts(client_of(amina, "nb").get("/handbooks/small/roles/")) == []


# The text that an attempt is about


def links_to_the_text(page: str) -> set[str]:
    return set(re.findall(r'href="(/handbooks/small/roles/[^"]*)"', page))


def test_what_to_read_again_is_the_text_that_was_read(amina, roles, olav) -> None:
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="board", options=frozenset("b"), sequence=1, at=MONDAY)
    client = client_of(amina, "nb")
    pages = [f"/courses/attempts/{attempt.pk}/questions/board/{part}" for part in ("", "feedback/")]

    def links() -> set[str]:
        return set.union(*(links_to_the_text(client.get(page).content.decode()) for page in pages))

    newest = "/handbooks/small/roles/"
    assert links() == {newest, f"{newest}#roles-1", f"{newest}#roles-4"}
    edit_and_publish(
        again(roles), {"source_nb": ("Et verv kan", "Et verv vil")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY
    )
    first = "/handbooks/small/roles/versions/1/"
    # The line that says that there is a newer text leads to it.
    assert links() == {newest, first, f"{first}#roles-1", f"{first}#roles-4"}
    assert 'id="roles-4"' in client.get(first).content.decode()


# Withdrawn


@pytest.mark.parametrize(
    ("section_on", "handbook_on", "sentence"),
    [
        (None, date(2026, 11, 3), "3. november 2026"),
        (date(2026, 11, 5), date(2026, 11, 3), "3. november 2026"),
        (date(2026, 11, 3), date(2026, 11, 5), "3. november 2026"),
        (date(2026, 11, 3), None, "3. november 2026"),
    ],
)
def test_a_section_of_a_withdrawn_handbook_says_so_and_asks_nothing(
    section_on, handbook_on, sentence, amina, roles, small
) -> None:
    complete(amina, roles)
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=section_on)
    small.withdrawn_on = handbook_on
    small.save()
    page = client_of(amina, "nb").get("/handbooks/small/roles/").content.decode()
    assert f"Dette kapittelet ble trukket tilbake {sentence}" in page
    assert 'action="/courses/' not in page


def test_a_withdrawn_handbook_says_so_and_can_still_be_read(amina, roles, small) -> None:
    client = client_of(amina, "nb")
    assert "trukket tilbake" not in client.get("/handbooks/small/").content.decode()
    small.withdrawn_on = TODAY
    small.save()
    page = client.get("/handbooks/small/").content.decode()
    assert "Denne håndboka ble trukket tilbake 23. november 2026" in page
    assert {'href="/handbooks/small/roles/"', 'href="/handbooks/small/privacy/"'} <= set(
        re.findall(r'href="[^"]*"', page)
    )
    assert "Rollene dine" in client.get("/handbooks/small/print/").content.decode()
