"""What an attempt pins at its start: whose clauses, read against which versions; and whether an open one still does."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from courses.attempts.answer import AttemptExpired, answer
from courses.attempts.progress import open_question_ids
from courses.attempts.start import TextHasChanged
from courses.models import Attempt, LatestCompletion, Requirement
from courses.todos.todo_list import owed_in_section, unowed_attempts
from handbook.models import Kind
from people.employment import join
from people.models import Employee, Position, Unit
from tests.cast import FIRST, MONDAY, TODAY
from tests.support.attempts import answer_all, begin, complete
from tests.support.clients import client_of
from tests.support.publication import edit_and_publish, new_rule, reclassify_newest
from tests.support.sections import again
from tests.support.todos import fresh

WHOLE_FOR_EVERYONE = ("title", "message", "roles-speaker", "roles-1", "roles-2", "roles-4", "roles-case-pitch")
A_YEAR_LATER = datetime(2027, 12, 1, 12, tzinfo=UTC)


def lead(employee: Employee, unit: Unit) -> Employee:
    join(employee=employee, unit=unit, from_day=TODAY, is_leader=True, is_main=False, by=None, at=MONDAY)
    return fresh(employee)


def pinned_by(attempt: Attempt) -> tuple[object, ...]:
    return attempt.audience, attempt.since, attempt.leaders_since, attempt.scope, attempt.reason


def latest_of(employee: Employee) -> list[tuple[object, ...]]:
    rows = LatestCompletion.objects.filter(employee=employee).order_by("audience")
    return list(rows.values_list("audience", "number"))


def words_of(employee: Employee, address: str, language: str = "nb") -> str:
    """The words of a page."""
    body = client_of(fresh(employee), language).get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition("<main")[2].partition("</main>")[0]))


# Whose clauses are asked for


@pytest.fixture
def leading_elsewhere(amina, small, solvik) -> Employee:
    """Amina leads the schools; only what lies below health is required to read."""
    Requirement.objects.create(handbook=small, unit=solvik.health, from_day=FIRST.date())
    return lead(amina, solvik.schools)


def test_leading_outside_what_a_requirement_covers_completes_nothing_for_leaders(
    leading_elsewhere, roles, solvik
) -> None:
    assert "Etterpå: 2 spørsmål." in words_of(leading_elsewhere, "/handbooks/small/roles/")
    attempt = begin(leading_elsewhere, roles, leaders_since=None)
    answer_all(attempt)

    assert (*pinned_by(attempt), attempt.clauses, sorted(attempt.question_ids)) == (
        *("everyone", 0, None, "whole", "new"),
        list(WHOLE_FOR_EVERYONE),
        ["board", "clear"],
    )
    assert latest_of(leading_elsewhere) == [("everyone", 1)]
    assert owed_in_section(lead(leading_elsewhere, solvik.health), roles, on=TODAY)[0].clauses == ("roles-3",)


def test_a_change_for_everyone_asks_a_leader_outside_nothing_of_the_leaders(leading_elsewhere, roles, olav) -> None:
    complete(leading_elsewhere, roles, leaders_since=None)
    new_rule(roles, olav)
    attempt = begin(leading_elsewhere, again(roles), version=2, since=1, leaders_since=None)
    answer_all(attempt)
    assert (pinned_by(attempt), attempt.question_ids) == (("everyone", 1, None, "changed", "change"), ["board"])
    assert latest_of(leading_elsewhere) == [("everyone", 2)]


def test_whoever_leads_anywhere_may_repeat_the_leaders_questions_by_their_own_wish(leading_elsewhere, roles) -> None:
    complete(leading_elsewhere, roles, leaders_since=None)
    attempt = begin(leading_elsewhere, roles)
    answer_all(attempt)
    assert (*pinned_by(attempt), sorted(attempt.question_ids)) == (
        *("leaders", 0, 0, "whole", "refresher"),
        ["board", "clear", "sharp"],
    )
    assert latest_of(leading_elsewhere) == [("everyone", 1), ("leaders", 1)]


# Against which versions


@pytest.fixture
def leader_again(amina, roles, olav, solvik, required) -> Employee:
    """Amina completed version 1 as a leader and version 3 as an employee, and leads again."""
    leading = lead(amina, solvik.schools)
    complete(leading, roles)
    Position.objects.filter(employee=amina, is_leader=True).update(is_leader=False)
    new_rule(roles, olav, "Det ledere sier", "Det en leder sier")
    new_rule(roles, olav)
    complete(fresh(amina), again(roles), version=3, since=1)
    Position.objects.filter(employee=amina, unit=solvik.schools).update(is_leader=True)
    return fresh(amina)


def test_leaders_clauses_are_read_against_the_version_completed_as_a_leader(leader_again, roles) -> None:
    page = client_of(leader_again, "nb").get("/handbooks/small/roles/").content.decode()
    assert re.findall(r'name="((?:leaders_)?since)" value="(\d*)"', page) == [("since", "3"), ("leaders_since", "1")]

    completion = complete(leader_again, again(roles), version=3, since=3, leaders_since=1)

    facts = completion.payload.facts
    assert {name: facts[name] for name in ("since", "leaders_since", "scope", "clauses", "questions")} == {
        "since": 3,
        "leaders_since": 1,
        "scope": "changed",
        "clauses": ["roles-3"],
        "questions": ["sharp"],
    }
    assert (completion.since, completion.leaders_since) == (3, 1)


@pytest.mark.parametrize("sent", ["", "0", "3"])
def test_a_page_that_showed_the_leaders_clauses_against_another_version_confirms_nothing(
    leader_again, roles, sent: str
) -> None:
    before = Attempt.objects.count()
    response = client_of(leader_again, "nb").post(
        "/courses/small/roles/start/", {"version": 3, "language": "nb", "since": 3, "leaders_since": sent}
    )
    assert response["Location"].startswith("/handbooks/small/roles/?moved=")
    assert Attempt.objects.count() == before


def test_the_form_of_an_employee_says_that_leaders_clauses_are_not_asked_for(amina, roles, required) -> None:
    page = client_of(amina, "nb").get("/handbooks/small/roles/").content.decode()
    assert re.findall(r'name="((?:leaders_)?since)" value="(\d*)"', page) == [("since", "0"), ("leaders_since", "")]
    with pytest.raises(TextHasChanged):
        begin(amina, roles, leaders_since=0)


# By one's own wish


def test_a_repetition_by_ones_own_wish_names_the_clauses_that_were_asked_for(amina, kari, roles, required) -> None:
    by_number = {}
    for reader in (amina, kari):
        complete(reader, roles)
        facts = complete(reader, roles).payload.facts
        by_number[facts["number"]] = (facts["reason"], facts["audience"], tuple(facts["clauses"]))
    assert by_number == {
        "1001": ("refresher", "everyone", WHOLE_FOR_EVERYONE),
        "1002": ("refresher", "leaders", (*WHOLE_FOR_EVERYONE, "roles-3")),
    }


# What an open attempt still is


@pytest.fixture
def half_done(amina, roles, olav, required) -> Attempt:
    """Amina completed version 1, and has begun on the one clause of version 2."""
    Requirement.objects.update(valid_months=12)
    complete(amina, roles)
    new_rule(roles, olav)
    return begin(amina, again(roles), version=2, since=1)


def test_what_has_run_out_is_not_renewed_by_one_question_of_an_old_attempt(amina, roles, half_done) -> None:
    with pytest.raises(AttemptExpired):
        answer(attempt=half_done, question="board", options=frozenset("a"), sequence=1, at=A_YEAR_LATER)
    assert half_done.answers.count() == 0
    assert owed_in_section(fresh(amina), again(roles), on=A_YEAR_LATER.date())[0].clauses == WHOLE_FOR_EVERYONE


def test_an_answer_after_it_has_run_out_leads_back_to_the_text(amina, roles, half_done) -> None:
    Requirement.objects.update(again_from="2026-11-24")
    response = client_of(amina, "nb").post(
        f"/courses/attempts/{half_done.pk}/questions/board/", {"sequence": 1, "option": "a"}
    )
    assert (response.status_code, response["Location"]) == (302, "/handbooks/small/roles/?moved=asked")
    assert half_done.answers.count() == 0
    assert "Det du blir spurt om, er endret siden du begynte" in words_of(amina, "/handbooks/small/roles/")
    assert "Fortsett" not in words_of(amina, "/")


def test_confirming_after_it_has_run_out_begins_again_with_the_whole(amina, roles, half_done) -> None:
    fresh_one = begin(amina, again(roles), version=2, at=A_YEAR_LATER)
    assert (pinned_by(fresh_one), sorted(fresh_one.question_ids)) == (
        ("everyone", 0, None, "whole", "expired"),
        ["board", "clear"],
    )
    assert Attempt.objects.get(pk=half_done.pk).ending == "restarted"


def test_whoever_becomes_a_leader_meanwhile_begins_again_and_keeps_right_answers(
    amina, roles, solvik, required
) -> None:
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    leading = lead(amina, solvik.schools)
    assert "Det du blir spurt om, er endret siden du begynte" in words_of(leading, "/handbooks/small/roles/")
    fresh_one = begin(leading, roles)
    assert (fresh_one.pk != attempt.pk, sorted(open_question_ids(fresh_one))) == (True, ["board", "sharp"])


def test_an_attempt_whose_rule_was_judged_down_is_no_longer_owed(amina, kari, roles, privacy, half_done) -> None:
    other = begin(kari, privacy)
    assert unowed_attempts([half_done, other], on=TODAY) == []
    reclassify_newest(roles, "roles-1", Kind.CORRECTION)
    assert unowed_attempts([half_done, other], on=TODAY) == [half_done]

    wish = begin(amina, again(roles), version=2)
    assert (Attempt.objects.get(pk=half_done.pk).ending, wish.reason) == ("lifted", "refresher")
    assert unowed_attempts([wish], on=TODAY) == []


def test_an_open_attempt_that_asks_the_same_goes_on(amina, roles, half_done) -> None:
    assert begin(amina, again(roles), version=2, since=1, at=MONDAY + timedelta(days=2)) == half_done
    assert "Du har begynt på spørsmålene" in words_of(amina, "/handbooks/small/roles/")


# Another language


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("nb", "Du begynte på nynorsk. Riktige svar følger med."),
        ("nn", "Du byrja på bokmål. Rette svar følgjer med."),
        ("en", "You began in bokmål. Right answers are kept."),
    ],
)
def test_another_language_is_not_another_text(language: str, notice: str, amina, roles, required) -> None:
    begin(amina, roles, language="nn" if language == "nb" else "nb")
    for address in ("/handbooks/small/roles/", "/"):
        page = words_of(amina, address, language)
        assert notice in page
        assert re.findall(r"er endret siden du begynte|er endra sidan du byrja|has changed since you began", page) == []


def test_right_answers_are_kept_in_another_language(amina, roles, olav, required) -> None:
    attempt = begin(amina, roles)
    answer(attempt=attempt, question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    answer(attempt=attempt, question="board", options=frozenset("b"), sequence=2, at=MONDAY)
    in_nynorsk = begin(amina, roles, language="nn")
    assert open_question_ids(in_nynorsk) == ["board"]
    edit_and_publish(again(roles), {"quiz_nb": ("Når er du tydelig?", "Når er en tydelig?"), "source_nb": ("Et verv", "Verv")}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)  # fmt: skip
    assert sorted(open_question_ids(begin(amina, again(roles), version=2))) == ["board", "clear"]
