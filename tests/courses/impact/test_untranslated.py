"""How many would be asked questions in the source language, as HR sees it before publishing."""

import pytest

from handbook.models import Kind, Section
from handbook.versions.drafts import save_draft
from people.models import Employee
from tests.cast import MONDAY, Solvik, hire
from tests.support.attempts import complete
from tests.support.backoffice import signed_in
from tests.support.impact import impact
from tests.support.publication import draft_with_question
from tests.support.queries import queries
from tests.support.text import page_text

pytestmark = pytest.mark.usefixtures("required")


@pytest.fixture
def readers(solvik: Solvik, roles: Section) -> dict[str, Employee]:
    """One who has completed the section in nynorsk, one who has not and chose nynorsk, one English leader, two others."""
    readers = {
        "done": hire("3001", "Eli", "Dahl", solvik.south),
        "new": hire("3002", "Mia", "Berg", solvik.south, language="nn"),
        "leader": hire("3003", "Per", "Moen", solvik.south, language="en", is_leader=True),
        "source": hire("3004", "Ola", "Lie", solvik.south, language="nb"),
        "unknown": hire("3005", "Ane", "Vik", solvik.south),
    }
    complete(readers["done"], roles, language="nn")
    return readers


@pytest.mark.usefixtures("readers")
def test_an_added_question_is_met_by_those_who_still_owe_the_section(roles: Section) -> None:
    assert impact(draft_with_question(roles)).asked_in_source == {"nn": 1, "en": 1}


@pytest.mark.usefixtures("readers")
def test_with_a_new_rule_that_it_tests_it_is_met_by_those_who_are_asked_again_too(roles: Section) -> None:
    draft = draft_with_question(roles)
    source = draft.source_nb.replace("Et verv kan", "Et verv vil")
    draft = save_draft(draft=draft, texts={"source_nb": source}, revision=draft.revision, by=None, at=MONDAY)
    assert impact(draft).asked_in_source == {"nn": 2, "en": 1}
    assert impact(draft, Kind.CLARIFICATION).asked_in_source == {"nn": 1, "en": 1}


@pytest.mark.usefixtures("readers")
def test_a_question_for_leaders_is_met_by_leaders_alone(roles: Section) -> None:
    assert impact(draft_with_question(roles, marks=" (leaders)")).asked_in_source == {"nn": 0, "en": 1}


def test_who_completes_it_meets_it_no_more(readers: dict[str, Employee], roles: Section) -> None:
    complete(readers["new"], roles, language="nn")
    assert impact(draft_with_question(roles)).asked_in_source == {"nn": 0, "en": 1}


@pytest.mark.usefixtures("readers")
def test_the_review_page_says_how_many_and_in_which_language(olav: Employee, roles: Section) -> None:
    page = signed_in(olav).get(f"/admin/handbook/version/{draft_with_question(roles).pk}/review/")
    assert (
        "Norsk (nynorsk) : 1 spørsmål mangler eller er utdatert: Spørsmål 4. 1 ansatt får 1 spørsmål på bokmål inntil videre."
        in page_text(page)
    )
    assert "hele kapittelet på kildespråket" not in page_text(page)


def test_counting_takes_the_same_queries_for_one_and_for_many(
    olav: Employee, solvik: Solvik, readers: dict[str, Employee], roles: Section
) -> None:
    client, address = signed_in(olav), f"/admin/handbook/version/{draft_with_question(roles).pk}/review/"
    with queries() as few:
        client.get(address)
    for number in range(4):
        complete(hire(f"31{number:02}", "Kim", f"Nummer {number}", solvik.top, language="nn"), roles, language="nn")
    with queries() as many:
        client.get(address)
    assert len(many) == len(few)
