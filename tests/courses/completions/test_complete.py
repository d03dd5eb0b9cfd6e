"""The record of a completion, and the derived row that says which version is the newest."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from courses.attempts.answer import answer
from courses.completions.complete import complete as put_on_record
from courses.completions.complete import number_when_completed, rebuild_latest
from courses.models import Completion, LatestCompletion
from handbook.models import Edition
from people.employment import join
from people.models import Employee
from records.models import Event, Payload, canonical_json, store_payloads
from tests.cast import MONDAY, TODAY
from tests.support.attempts import answer_all, begin, complete, latest_rows
from tests.support.publication import new_rule
from tests.support.sections import again

pytestmark = pytest.mark.usefixtures("required")

LATER = MONDAY + timedelta(hours=1)


def test_the_payload_holds_these_facts_and_no_others(amina, roles) -> None:
    attempt = begin(amina, roles)
    answer_all(attempt, at=LATER)

    completion = Completion.objects.get()
    edition = Edition.objects.get(version__section=roles, language="nb")
    assert completion.payload.facts == {
        "format": "rettesnor completion 4",
        "employee": str(amina.stable_id),
        "number": "1001",
        "handbook": "small",
        "section": "roles",
        "version": 1,
        "language": "nb",
        "audience": "everyone",
        "since": 0,
        "leaders_since": None,
        "scope": "whole",
        "reason": "new",
        "clauses": ["title", "message", "roles-speaker", "roles-1", "roles-2", "roles-4", "roles-case-pitch"],
        "questions": ["board", "clear"],
        "credited": [],
        "section_digest": edition.section_digest,
        "html_digest": edition.html_digest,
        "quiz_digest": edition.quiz_digest,
        "confirmed_at": "2026-11-23T08:00:00Z",
        "completed_at": "2026-11-23T09:00:00Z",
    }


def test_a_payload_names_the_number_of_its_day_and_whose_it_was_after_the_number_has_changed(amina, roles) -> None:
    completion = complete(amina, roles)
    Employee.objects.filter(pk=amina.pk).update(number="2001")
    assert Employee.objects.get(stable_id=completion.payload.facts["employee"]).number == "2001"
    assert number_when_completed(completion.payload.facts) == "1001"


@pytest.mark.parametrize(
    "earlier",
    [
        {"format": "rettesnor completion 2", "employee": "1001"},
        {"format": "rettesnor completion 3", "employee": "1001", "credited": ["board"]},
    ],
    ids=lambda facts: facts["format"],
)
def test_payloads_of_earlier_formats_stay_readable_and_verifiable(earlier, db) -> None:
    (payload,) = store_payloads([earlier])
    stored = Payload.objects.get()
    assert (stored.facts, stored.digest, number_when_completed(stored.facts)) == (earlier, payload.digest, "1001")
    assert number_when_completed(None) == ""


def test_the_payload_of_a_change_names_what_was_read_against_and_what_changed(amina, roles, olav) -> None:
    complete(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    facts = complete(amina, again(roles), version=2, since=1).payload.facts
    assert {fact: facts[fact] for fact in ("version", "since", "scope", "reason", "clauses", "questions")} == {
        "version": 2,
        "since": 1,
        "scope": "changed",
        "reason": "change",
        "clauses": ["roles-1"],
        "questions": ["board"],
    }


def test_nothing_of_the_answers_gets_into_the_payload(amina, olav, privacy) -> None:
    """Two completions, one of them after five wrong answers: but for the employee they say the same."""
    attempt = begin(amina, privacy)
    for sequence, letter in enumerate("bcbcb", start=1):
        answer(attempt=attempt, question="traces", options=frozenset(letter), sequence=sequence, at=MONDAY)
    answer_all(attempt)
    after_wrong_ones = Completion.objects.get().payload.facts
    who = {"employee": str(amina.stable_id), "number": "1001"}
    assert complete(olav, privacy).payload.facts | who == after_wrong_ones


def test_the_same_facts_are_the_same_bytes_under_another_salt(amina, privacy) -> None:
    completion = complete(amina, privacy)
    payload = completion.payload
    assert bytes(payload.content) == canonical_json(json.loads(bytes(payload.content)))
    assert (len(bytes(payload.salt)), completion.payload_digest) == (16, payload.digest)
    complete(amina, privacy, at=LATER)
    assert len({bytes(payload.salt) for payload in Payload.objects.all()}) == 2


def test_the_row_and_the_payload_say_the_same(kari, roles) -> None:
    completion = complete(kari, roles, language="nn")
    facts = completion.payload.facts
    row = {
        "employee": str(completion.employee.stable_id),
        "number": completion.employee.number,
        "section": completion.section.slug,
        "version": completion.version.number,
        **{
            name: getattr(completion, name)
            for name in (
                "language", "audience", "since", "scope", "reason", "section_digest", "html_digest", "quiz_digest",
            )
        },
    }  # fmt: skip
    assert {name: facts[name] for name in row} == row
    assert row["language"] == "nn"


def test_a_completion_is_one_event_by_the_employee(amina, privacy) -> None:
    completion = complete(amina, privacy)
    events = Event.objects.filter(what="section completed")
    assert list(events.values_list("by__number", "subject_kind", "subject_key", "at", "details")) == [
        ("1001", "courses.Completion", str(completion.pk), MONDAY, {})
    ]


def test_no_event_says_what_was_answered(amina, privacy) -> None:
    attempt = begin(amina, privacy)
    answer(attempt=attempt, question="traces", options=frozenset("b"), sequence=1, at=MONDAY)
    answer_all(attempt)
    events = list(Event.objects.filter(subject_kind__startswith="courses.").values_list("what", "details"))
    assert events == [("reading confirmed", {}), ("section completed", {})]


def test_the_database_refuses_a_second_completion_of_an_attempt(amina, privacy) -> None:
    attempt = complete(amina, privacy).attempt
    with pytest.raises(IntegrityError), transaction.atomic():
        put_on_record(attempt=attempt, at=LATER)
    assert (Completion.objects.count(), Payload.objects.count()) == (1, 1)


def test_a_leaders_completion_moves_both_rows(kari, roles, olav) -> None:
    complete(kari, roles)
    new_rule(roles, olav, "Det ledere sier", "Det en leder sier")
    assert latest_rows() == [
        ("1002", "roles", "everyone", 1, "nb", MONDAY),
        ("1002", "roles", "leaders", 1, "nb", MONDAY),
    ]
    complete(kari, again(roles), version=2, since=1, at=LATER)
    assert latest_rows() == [
        ("1002", "roles", "everyone", 2, "nb", LATER),
        ("1002", "roles", "leaders", 2, "nb", LATER),
    ]


def test_an_employees_completion_moves_one_row(amina, roles) -> None:
    complete(amina, roles)
    assert latest_rows() == [("1001", "roles", "everyone", 1, "nb", MONDAY)]


def test_rebuilding_gives_what_was_written(amina, kari, ines, roles, privacy, olav, solvik) -> None:
    """Every way a row can come about: languages, versions, leaders, repetition, and a late end of an old attempt."""
    late = begin(ines, roles)
    complete(amina, roles, language="nn")
    complete(amina, privacy)
    complete(amina, privacy, language="en", at=LATER)
    complete(kari, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    complete(amina, again(roles), version=2, since=1, language="nb", at=LATER)
    complete(kari, again(roles), version=2, since=1, at=LATER)
    answer_all(late, at=LATER + timedelta(hours=1))
    join(employee=ines, unit=solvik.schools, from_day=TODAY, is_leader=True, is_main=False, by=None, at=MONDAY)
    leading = Employee.objects.get(pk=ines.pk)
    complete(leading, again(roles), version=2, since=1, leaders_since=0, at=LATER + timedelta(hours=2))

    written = latest_rows()
    assert len(written) == 6
    LatestCompletion.objects.filter(employee=amina).delete()
    LatestCompletion.objects.filter(employee=kari).update(number=9, language="en")
    assert rebuild_latest() == 6
    assert latest_rows() == written


def test_an_old_attempt_that_ends_late_takes_nothing_back(amina, roles, olav) -> None:
    completion = complete(amina, roles)
    new_rule(roles, olav, "Et verv kan", "Et verv vil")
    complete(amina, again(roles), version=2, since=1, at=LATER)
    before = latest_rows()
    old = begin(amina, again(roles), version=2, since=0, at=LATER)
    type(old).objects.filter(pk=old.pk).update(version=completion.version)
    answer_all(type(old).objects.get(pk=old.pk), at=LATER + timedelta(days=1))
    assert latest_rows() == before


def test_the_command_rebuilds_what_was_lost(amina, roles, required) -> None:
    complete(amina, roles)
    before = list(LatestCompletion.objects.values_list("employee", "section", "audience", "number"))
    LatestCompletion.objects.all().delete()
    call_command("rebuild_latest")
    assert list(LatestCompletion.objects.values_list("employee", "section", "audience", "number")) == before


def test_the_command_compares_and_names_how_many_rows_differ(amina, kari, roles, capsys) -> None:
    complete(amina, roles)
    complete(kari, roles)
    call_command("rebuild_latest", "--check")
    assert capsys.readouterr().out == "Every row is what the completions say.\n"
    LatestCompletion.objects.filter(employee=amina).delete()
    LatestCompletion.objects.filter(employee=kari, audience="leaders").update(number=9)
    with pytest.raises(CommandError, match=r"^2 rows differ"):
        call_command("rebuild_latest", "--check")
    assert LatestCompletion.objects.count() == 2


def test_what_is_rebuilt_hangs_on_no_clock(amina, roles, privacy) -> None:
    """A node whose clock was an hour behind put the second completion on record."""
    complete(amina, privacy, at=LATER)
    complete(amina, privacy, language="nn", at=MONDAY)
    complete(amina, roles, language="en", at=MONDAY)
    written = latest_rows()
    assert [row[4] for row in written] == ["nn", "en"]
    rebuild_latest()
    assert latest_rows() == written
    assert list(Completion.objects.order_by("section", "sequence").values_list("section__slug", "sequence")) == [
        ("roles", 1),
        ("privacy", 1),
        ("privacy", 2),
    ]


def test_the_database_refuses_two_completions_in_the_same_place(amina, kari, privacy) -> None:
    first = complete(amina, privacy)
    again_ = Completion.objects.get(pk=complete(amina, privacy).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.bulk_create(
            [
                Completion(
                    **{
                        concrete_field.attname: getattr(again_, concrete_field.attname)
                        for concrete_field in Completion._meta.concrete_fields
                        if concrete_field.name not in ("id", "sequence", "attempt", "payload")
                    },
                    sequence=first.sequence,
                    attempt=begin(kari, privacy),
                    payload=store_payloads([{}])[0],
                )
            ]
        )
