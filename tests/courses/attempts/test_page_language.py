"""A quiz in another language than the site: each part of its pages is marked with the language it is in."""

import pytest
from django.test import Client
from django.utils import timezone

from courses.attempts.answer import answer
from courses.models import Attempt
from handbook.models import Section
from handbook.sections import withdraw_section
from people.models import Employee
from tests.cast import MONDAY
from tests.support.attempts import answer_all, begin
from tests.support.clients import client_of
from tests.support.publication import new_rule
from tests.support.queries import queries
from tests.support.text import page_text, words_by_language

pytestmark = pytest.mark.usefixtures("required")

Pages = dict[str, dict[str, set[str]]]
"""By page and language: the runs of words."""


def confirm(client: Client, *, version: int, language: str) -> Attempt:
    client.post("/courses/small/roles/start/", {"version": version, "language": language, "since": 0})
    attempt = Attempt.objects.get()
    assert (attempt.version.number, attempt.language) == (version, language)
    return attempt


def pages_of(attempt: Attempt, client: Client) -> Pages:
    """The pages from the first question, through wrong answers to both, to the receipt."""
    questions, result = f"/courses/attempts/{attempt.pk}/questions", f"/courses/attempts/{attempt.pk}/result/"
    pages = {
        "question": words_by_language(client.get(f"{questions}/board/")),
        "question with two answers": words_by_language(client.get(f"{questions}/clear/")),
    }
    client.post(f"{questions}/board/", {"sequence": 1, "option": "b"})
    pages["feedback"] = words_by_language(client.get(f"{questions}/board/feedback/"))
    client.post(f"{questions}/clear/", {"sequence": 2, "option": ["a", "c"]})
    pages["feedback with what is left"] = words_by_language(client.get(f"{questions}/clear/feedback/"))
    pages["result with what is left"] = words_by_language(client.get(result))
    answer_all(attempt)
    pages["feedback when done"] = words_by_language(client.get(f"{questions}/board/feedback/"))
    pages["result when done"] = words_by_language(client.get(result))
    return pages


def handbook_words(
    *, title: str, board: str, clear: str, options: tuple[str, str, str], why: str, clauses: tuple[str, str, str]
) -> dict[str, set[str]]:
    """The words of the handbook on each of those pages."""
    (right, wrong, _other), (office, speaker, impartial) = options, clauses
    return {
        "question": {title, board, *options},
        "question with two answers": {title, clear, *options},
        "feedback": {title, board, right, wrong, f"{why} 1a.", f"{why} 1b.", office, impartial},
        "feedback with what is left": {
            title,
            clear,
            *options,
            f"{why} 2a.",
            f"{why} 2b.",
            f"{why} 2c.",
            speaker,
        },
        "result with what is left": {title},
        "feedback when done": {title, board, right, f"{why} 1a.", *clauses},
        "result when done": {title, *clauses},
    }


BOKMAAL = handbook_words(
    title="Rollene dine",
    board="Hva gjør du med vervet?",
    clear="Når er du tydelig?",
    options=("Si fra", "Tie", "Vente"),
    why="Fordi det er slik",
    clauses=(
        "Et verv vil komme i konflikt med jobben din.",
        "Du bør være tydelig på hvem du snakker for.",
        "Du må vurdere om du er habil.",
    ),
)
ENGLISH = handbook_words(
    title="Your roles",
    board="What do you do about the office?",
    clear="When are you clear?",
    options=("Speak up", "Keep silent", "Wait"),
    why="Because it is so",
    clauses=(
        "An office can conflict with your job.",
        "You should be clear about whom you speak for.",
        "You must consider whether you are impartial.",
    ),
)


def test_whoever_reads_nynorsk_and_is_asked_in_bokmaal_has_the_bokmaal_marked(
    amina: Employee, roles: Section, olav: Employee
) -> None:
    new_rule(roles, olav)  # of which there is no nynorsk yet
    client = client_of(amina, "nn")
    pages = pages_of(confirm(client, version=2, language="nb"), client)
    assert {page: words["nb"] for page, words in pages.items()} == BOKMAAL
    assert {language for words in pages.values() for language in words} == {"nn", "nb"}
    assert {page: words["nn"] & words["nb"] for page, words in pages.items() if words["nn"] & words["nb"]} == {}


def test_whoever_began_in_english_and_reads_the_site_in_bokmaal_has_the_english_marked(
    amina: Employee, roles: Section
) -> None:
    client = client_of(amina, "en")
    attempt = confirm(client, version=1, language="en")
    client.post("/language/", {"language": "nb"})
    pages = pages_of(attempt, client)
    assert {page: words["en"] for page, words in pages.items()} == ENGLISH
    assert {language for words in pages.values() for language in words} == {"nb", "en"}
    assert {"Bra, Amina! «", "» er ferdig"} <= pages["result when done"]["nb"]


def test_another_language_is_offered_where_its_text_can_be_confirmed(
    amina: Employee, roles: Section, olav: Employee
) -> None:
    client = client_of(amina, "en")
    question = f"/courses/attempts/{confirm(client, version=1, language='en').pk}/questions/board/"
    assert "Switch to" not in page_text(client.get(question))
    client.post("/language/", {"language": "nn"})
    assert "Byt til nynorsk" in page_text(client.get(question))
    withdraw_section(section=roles, on=timezone.localdate(), by=olav, at=MONDAY)
    assert "Byt til" not in page_text(client.get(question))


@pytest.mark.parametrize("page", ["questions/board/feedback/", "result/"])
def test_a_page_that_offers_no_other_language_reads_no_text_in_it(page: str, amina: Employee, roles: Section) -> None:
    asked = {}
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="board", options=frozenset(), sequence=1, at=MONDAY)
    for language in ("nb", "en"):
        client = client_of(amina, language)
        client.get(f"/courses/attempts/{attempt.pk}/{page}")
        with queries() as asked[language]:
            assert client.get(f"/courses/attempts/{attempt.pk}/{page}").status_code == 200
    assert len(asked["en"]) == len(asked["nb"])
