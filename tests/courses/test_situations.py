"""Situations that lie across subjects: what happens to a text while something happens to those who read it.

docs/situations.md lists all of them, with the tests elsewhere.
"""

from datetime import date
from pathlib import Path

import pytest

from courses.attempts.answer import answer
from courses.attempts.progress import open_question_ids
from courses.models import Attempt, Completion, Requirement
from courses.todos.status import Status
from handbook.import_export.importer import import_folder
from handbook.models import Kind
from people.employment import begin_absence, join, leave, move
from people.models import Employee, Unit
from people.units import found_unit
from tests.cast import FIRST, MONDAY, TODAY, hire
from tests.support.attempts import answer_all, begin, complete
from tests.support.content_files import change
from tests.support.publication import edit_and_publish
from tests.support.search import publish_speech
from tests.support.sections import again
from tests.support.todos import START, deadlines, do_all, duty_of, new_rule_on, noon
from tests.support.whats_new import updates

DONE = date(2026, 11, 5)
FIRST_WORDS, SECOND_WORDS = ("Et verv kan", "Et verv vil"), ("Du bør", "Du skal")
EVERYTHING = ("title", "message", "roles-speaker", "roles-1", "roles-2", "roles-4", "roles-case-pitch")


def owed(employee: Employee, *, on: date = TODAY) -> dict[str, tuple[str, ...]]:
    """The clauses that somebody owes, by section."""
    return {to_do.section.slug: to_do.owed_section.clauses for to_do in duty_of(employee, on=on).to_dos}


@pytest.fixture
def done(amina, roles, privacy, required) -> Employee:
    """Amina, who has completed version 1 of both sections."""
    do_all(amina, roles, privacy, on=DONE)
    return amina


# Two new rules in a row, with an attempt open


def test_an_attempt_finished_after_a_second_new_rule_leaves_the_second_alone_to_be_owed(done, roles, olav) -> None:
    new_rule_on(roles, olav, on=TODAY)
    attempt = begin(done, again(roles), version=2, since=1)
    new_rule_on(again(roles), olav, on=TODAY, words=SECOND_WORDS)
    assert owed(done) == {"roles": ("roles-1", "roles-2")}

    answer_all(attempt)

    completion = Completion.objects.get(attempt=attempt)
    assert (completion.version.number, completion.payload.facts["clauses"]) == (2, ["roles-1"])
    (to_do,) = duty_of(done).to_dos
    assert (to_do.owed_section.clauses, to_do.owed_section.since) == (("roles-2",), 2)


def test_an_attempt_begun_again_after_a_second_new_rule_asks_both_and_keeps_what_was_right(done, roles, olav) -> None:
    words = {"source_nb": FIRST_WORDS, "message_nb": ("Gjør det tydelig", "Gjør det klart")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    edit_and_publish(again(roles), {"source_nb": SECOND_WORDS}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    earlier = begin(done, again(roles), version=3, since=1)
    answer(attempt=earlier, question="clear", options=frozenset("ab"), sequence=1, at=MONDAY)
    new_rule_on(again(roles), olav, on=TODAY, words=("om du er habil", "om du er inhabil"))

    attempt = begin(done, again(roles), version=4, since=1)

    assert Attempt.objects.get(pk=earlier.pk).ending == "restarted"
    assert attempt.clauses == ["message", "roles-1", "roles-2", "roles-4"]
    assert (sorted(attempt.question_ids), open_question_ids(attempt)) == (["board", "clear"], ["board"])


# What a text becomes


def test_a_clause_that_was_for_leaders_and_becomes_everybodys_is_owed_by_everybody(
    amina, kari, roles, olav, required
) -> None:
    complete(amina, roles)
    complete(kari, roles)
    for_all = {
        "source_nb": ("§ roles-3 (guideline, leaders)", "§ roles-3 (guideline)"),
        "quiz_nb": ("## sharp (leaders)", "## sharp"),
    }
    edit_and_publish(roles, for_all, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert (owed(amina)["roles"], owed(kari)["roles"]) == (("roles-3",), ("roles-3",))
    assert begin(amina, again(roles), version=2, since=1).question_ids == ["sharp"]


def test_a_new_rule_that_no_question_tests_is_completed_by_confirming_alone(done, roles, olav) -> None:
    added = ("§ roles-case-pitch", "§ roles-5 (guideline)\nSpør når du er i tvil.\n\n§ roles-case-pitch")
    edit_and_publish(roles, {"source_nb": added}, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert owed(done) == {"roles": ("roles-5",)}
    attempt = begin(done, again(roles), version=2, since=1)
    assert (attempt.question_ids, Attempt.objects.get(pk=attempt.pk).ending) == ([], "completed")
    assert (Completion.objects.get(attempt=attempt).payload.facts["clauses"], owed(done)) == (["roles-5"], {})


def test_other_questions_about_the_same_text_ask_nobody(done, roles, olav) -> None:
    words = {"quiz_nb": ("Når er du tydelig?", "Når er du tydelig nok?")}
    version = edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert (version.number, version.changes.count(), owed(done)) == (2, 0, {})


def test_sections_in_another_order_ask_nobody(done, ida, small, content: Path) -> None:
    assert list(owed(ida)) == ["roles", "privacy"]
    change(content / "handbook.toml", '["roles", "privacy"]', '["privacy", "roles"]')
    import_folder(
        folder=content, publish_as=Kind.NEW_RULE, replace_drafts=False, by=None, at=MONDAY, replace_metadata=True
    )
    assert (owed(done), list(owed(ida))) == ({}, ["privacy", "roles"])


def test_a_new_section_is_owed_whole_by_everybody_who_was_done(done, content: Path) -> None:
    assert duty_of(done).status == Status.DONE
    publish_speech(content)
    (to_do,) = duty_of(done).to_dos
    assert (to_do.section.slug, to_do.owed_section.scope, to_do.owed_section.reason) == ("speech", "whole", "new")


def test_wrong_english_is_owed_by_whoever_read_it_although_they_read_bokmaal_now(amina, roles, olav, required) -> None:
    complete(amina, roles, language="en")
    words = {"source_en": ("An office can", "An office will")}
    edit_and_publish(roles, words, kinds=Kind.NEW_RULE, by=olav, at=MONDAY)
    assert owed(amina)["roles"] == ("roles-1",)
    assert updates(amina, roles, "nb") == [
        ("roles-1", "new_rule", True, "<p>An office <del>can</del><ins>will</ins> conflict with your job.</p>")
    ]


# What becomes of those who read


def test_whoever_stops_leading_owes_the_leaders_clauses_no_more(kari, roles, privacy, olav, solvik, required) -> None:
    do_all(kari, roles, privacy, on=DONE)
    new_rule_on(roles, olav, on=TODAY, words=("Det ledere sier", "Det en leder sier"))
    new_rule_on(again(roles), olav, on=TODAY)
    assert owed(kari) == {"roles": ("roles-1", "roles-3")}
    move(employee=kari, unit=solvik.schools, from_day=TODAY, by=None, at=FIRST)
    assert owed(kari) == {"roles": ("roles-1",)}


def put_below(unit: Unit, parent: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(parent=parent, path=f"{parent.path}00009")


def test_a_unit_that_is_moved_owes_what_is_required_where_it_stands(small, roles, privacy, solvik, olav) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.health, from_day=START)
    nurses = found_unit(name="Skolehelsetjenesten", parent=solvik.schools, by=None, at=FIRST)
    liv = hire("1200", "Liv", "Berg", nurses)
    assert owed(liv) == {}
    put_below(nurses, solvik.health)
    assert {slug: clauses[:2] for slug, clauses in owed(liv).items()} == {
        "roles": ("title", "message"),
        "privacy": ("title", "message"),
    }
    do_all(liv, roles, privacy)
    put_below(nurses, solvik.schools)
    new_rule_on(roles, olav, on=TODAY)
    assert owed(liv) == {}
    put_below(nurses, solvik.health)
    assert owed(liv) == {"roles": ("roles-1",)}


def test_whoever_returns_from_leave_owes_the_new_rule_with_all_the_days_of_a_change(done, roles, olav) -> None:
    begin_absence(employee=done, from_day=date(2026, 11, 10), to_day=date(2027, 1, 9), by=None, at=FIRST)
    new_rule_on(roles, olav, on=date(2026, 11, 20))
    away, back = date(2027, 1, 9), date(2027, 1, 10)
    assert (duty_of(done, on=away).status, duty_of(done, on=back).status) == (Status.ON_LEAVE, Status.NEW_RULE)
    assert owed(done, on=back) == {"roles": ("roles-1",)}
    # Fourteen days from the first day back.
    assert deadlines(done, on=back) == {"roles": date(2027, 1, 24)}


def test_whoever_left_and_is_employed_again_owes_only_what_changed_meanwhile(done, roles, olav, solvik) -> None:
    leave(employee=done, last_day=date(2026, 11, 10), by=None, at=FIRST)
    new_rule_on(roles, olav, on=date(2026, 11, 20))
    assert owed(done) == {}
    join(employee=done, unit=solvik.schools, from_day=date(2027, 2, 1), by=None, at=FIRST)
    assert owed(done, on=date(2027, 2, 1)) == {"roles": ("roles-1",)}
    assert deadlines(done, on=date(2027, 2, 1)) == {"roles": date(2027, 3, 3)}


def test_whoever_moves_out_of_what_is_required_owes_nothing_and_keeps_the_receipts(
    amina, roles, privacy, small, solvik
) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.health, from_day=START)
    do_all(amina, roles, on=DONE)
    assert list(owed(amina)) == ["privacy"]
    move(employee=amina, unit=solvik.schools, from_day=TODAY, by=None, at=FIRST)
    assert (owed(amina), Completion.objects.filter(employee=amina).count()) == ({}, 1)
    assert noon(DONE) == Completion.objects.get(employee=amina).completed_at
