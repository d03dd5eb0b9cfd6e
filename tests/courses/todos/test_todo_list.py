"""Deadlines and statuses, by the calendar."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from courses.models import LatestCompletion, Reason, Requirement
from courses.todos.coverage import expires_on
from courses.todos.status import Status
from courses.todos.todo_list import employee_statuses, owed_in_section
from handbook.import_export.importer import import_folder
from handbook.models import Change, Handbook, Kind, Section
from people.employment import begin_absence, join, leave, move
from people.models import Employee, Position
from reports.team import members, team_of, totals
from tests.cast import FIRST, TODAY
from tests.support.attempts import begin
from tests.support.sections import again
from tests.support.todos import START, deadlines, do_all, duty_of, fresh, new_rule_on, noon

FIRST_DEADLINE = date(2026, 12, 2)


# Deadlines


def test_the_first_deadline_counts_from_the_first_day_covered(amina, required) -> None:
    assert deadlines(amina) == {"roles": FIRST_DEADLINE, "privacy": FIRST_DEADLINE}


def test_a_newcomer_has_the_days_of_a_newcomer_from_the_first_day_at_work(solvik, required) -> None:
    newcomer = Employee.objects.create_user("1100", given_name="Liv", family_name="Berg")
    join(employee=newcomer, unit=solvik.south, from_day=date(2026, 11, 20), by=None, at=FIRST)
    assert deadlines(newcomer, on=date(2026, 11, 19)) == {}
    assert deadlines(newcomer) == {"roles": date(2026, 12, 20), "privacy": date(2026, 12, 20)}


def test_a_text_published_after_the_first_day_counts_from_its_own(amina, required) -> None:
    Requirement.objects.update(from_day=date(2026, 9, 1))
    assert deadlines(amina) == {"roles": date(2026, 11, 16), "privacy": date(2026, 11, 16)}


def test_the_later_of_the_two_starts_with_its_days_decides(amina, required) -> None:
    Requirement.objects.update(from_day=date(2026, 10, 10), newcomer_days=30, change_days=5)
    assert set(deadlines(amina).values()) == {date(2026, 11, 9)}
    Requirement.objects.update(change_days=14)
    assert set(deadlines(amina).values()) == {date(2026, 11, 16)}


def test_a_new_rule_has_the_days_of_a_change(amina, roles, privacy, olav, required) -> None:
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    new_rule_on(roles, olav, on=date(2026, 12, 10))
    assert deadlines(amina, on=date(2026, 12, 10)) == {"roles": date(2026, 12, 24)}


def test_a_further_version_never_moves_an_open_deadline(amina, roles, privacy, olav, required) -> None:
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    new_rule_on(roles, olav, on=date(2026, 12, 10))
    new_rule_on(again(roles), olav, on=date(2026, 12, 20), words=("Et verv vil", "Et verv må"))
    new_rule_on(again(roles), olav, on=date(2026, 12, 21), words=("Du bør", "Du skal"))
    (to_do,) = duty_of(amina, on=date(2026, 12, 22)).to_dos
    assert (to_do.due_on, to_do.owed_section.clauses, to_do.owed_section.since) == (
        date(2026, 12, 24),
        ("roles-1", "roles-2"),
        1,
    )


def test_several_requirements_the_earliest_day_counts(amina, small, solvik, required) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.health, from_day=START, newcomer_days=20, change_days=14)
    Requirement.objects.create(handbook=small, unit=solvik.schools, from_day=START, newcomer_days=3, change_days=3)
    assert set(deadlines(amina).values()) == {date(2026, 11, 22)}


def test_the_days_of_leave_since_the_start_are_added(amina, required) -> None:
    begin_absence(employee=amina, from_day=date(2026, 10, 20), to_day=date(2026, 11, 4), by=None, at=FIRST)
    begin_absence(employee=amina, from_day=date(2026, 11, 10), to_day=date(2026, 11, 14), by=None, at=FIRST)
    begin_absence(employee=amina, from_day=date(2027, 1, 1), to_day=date(2027, 1, 31), by=None, at=FIRST)
    # Three days in November of the first, five of the second; the third has not come.
    assert set(deadlines(amina).values()) == {FIRST_DEADLINE + timedelta(days=8)}


def test_leave_that_still_goes_on_is_added_day_by_day(ida, required) -> None:
    assert set(deadlines(ida, on=TODAY).values()) == {FIRST_DEADLINE + timedelta(days=11)}
    assert set(deadlines(ida, on=TODAY + timedelta(days=10)).values()) == {FIRST_DEADLINE + timedelta(days=21)}


# What runs out, and what is asked for again


@pytest.mark.parametrize(
    ("completed_on", "months", "runs_out"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 15), 24, date(2028, 6, 15)),
        (date(2026, 6, 15), None, None),
        (date(2026, 6, 15), 95_682, date(9999, 12, 15)),
        (date(2026, 6, 15), 95_683, date.max),
        (date(2026, 6, 15), 2**31 - 1, date.max),
    ],
)
def test_a_completion_runs_out_on_the_same_day_of_the_month_or_its_last(completed_on, months, runs_out) -> None:
    assert expires_on(Requirement(valid_months=months), completed_on) == runs_out


def test_what_has_run_out_is_owed_whole_from_that_day(amina, roles, privacy, required) -> None:
    Requirement.objects.update(valid_months=12)
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    assert duty_of(amina, on=date(2027, 11, 4)).to_dos == ()
    first, _second = duty_of(amina, on=date(2027, 11, 5)).to_dos
    assert (first.owed_section.reason, first.owed_section.scope, first.owed_section.since, first.due_on) == (
        Reason.EXPIRED,
        "whole",
        0,
        date(2027, 11, 5),
    )


def test_the_shortest_validity_counts(amina, roles, privacy, small, required) -> None:
    Requirement.objects.update(valid_months=24)
    Requirement.objects.create(handbook=small, from_day=START, valid_months=12)
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    assert [len(duty_of(amina, on=day).to_dos) for day in (date(2027, 11, 4), date(2027, 11, 5))] == [0, 2]


def test_a_completion_that_does_not_run_out_leaves_the_other_requirement_alone(
    amina, roles, privacy, small, required
) -> None:
    Requirement.objects.create(handbook=small, from_day=START, valid_months=12)
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    assert set(deadlines(amina, on=date(2027, 11, 5)).values()) == {date(2027, 11, 5)}


def test_everybody_again_from_a_day(amina, kari, roles, privacy, required) -> None:
    Requirement.objects.update(again_from=date(2027, 2, 1))
    do_all(amina, roles, privacy, on=date(2027, 1, 31))
    do_all(kari, roles, privacy, on=date(2027, 2, 1))
    assert duty_of(amina, on=date(2027, 1, 31)).to_dos == ()
    again_, _second = duty_of(amina, on=date(2027, 2, 1)).to_dos
    assert (again_.owed_section.reason, again_.owed_section.scope, again_.due_on) == (
        Reason.AGAIN,
        "whole",
        date(2027, 3, 3),
    )
    assert duty_of(kari, on=date(2027, 2, 10)).to_dos == ()


def test_a_fresh_round_of_one_requirement_has_its_own_deadline(amina, roles, privacy, small, required) -> None:
    Requirement.objects.create(handbook=small, from_day=START, again_from=date(2027, 2, 1), newcomer_days=30)
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    assert set(deadlines(amina, on=date(2027, 2, 1)).values()) == {date(2027, 3, 3)}


# Statuses, the first that holds


def test_the_statuses_in_order(amina, roles, privacy, required) -> None:
    after = FIRST_DEADLINE + timedelta(days=1)
    statuses = [duty_of(amina).status, duty_of(amina, on=FIRST_DEADLINE).status, duty_of(amina, on=after).status]
    begin(fresh(amina), roles)
    statuses += [duty_of(amina).status, duty_of(amina, on=after).status]
    do_all(amina, privacy)
    statuses += [duty_of(amina).status, duty_of(amina, on=after).status]
    do_all(amina, roles)
    statuses += [duty_of(amina).status, duty_of(amina, on=after).status]
    begin_absence(employee=amina, from_day=after, by=None, at=FIRST)
    statuses += [duty_of(amina).status, duty_of(amina, on=after).status]
    assert statuses == [
        *(Status.NOT_STARTED, Status.NOT_STARTED, Status.OVERDUE),
        *(Status.UNDER_WAY, Status.OVERDUE),
        *(Status.UNDER_WAY, Status.OVERDUE),
        *(Status.DONE, Status.DONE),
        *(Status.DONE, Status.ON_LEAVE),
    ]


def test_on_leave_comes_before_overdue_and_before_done(ida, roles, privacy, required) -> None:
    long_after = FIRST_DEADLINE + timedelta(days=400)
    assert duty_of(ida, on=long_after).status == Status.ON_LEAVE
    do_all(ida, roles, privacy)
    assert duty_of(ida, on=long_after).status == Status.ON_LEAVE


def test_leave_begins_and_ends_with_its_days(amina, required) -> None:
    begin_absence(employee=amina, from_day=TODAY, to_day=TODAY + timedelta(days=1), by=None, at=FIRST)
    days = [TODAY + timedelta(days=offset) for offset in (-1, 0, 1, 2)]
    assert [duty_of(amina, on=day).is_on_leave for day in days] == [False, True, True, False]


def test_those_on_leave_are_in_neither_number(amina, ida, kari, roles, privacy, solvik, required) -> None:
    do_all(amina, roles, privacy)
    do_all(ida, roles, privacy)
    (total,) = totals(team_of([solvik.south], on=TODAY), [solvik.south])
    assert (total.sums.done, total.sums.overdue, total.sums.of, total.sums.on_leave) == (1, 0, 2, 1)


# Who owes anything


def test_whoever_has_left_owes_nothing(geir, required) -> None:
    employee_status = duty_of(geir)
    assert (employee_status.to_dos, employee_status.required, employee_status.due_on) == ((), (), None)
    assert team_of([], on=TODAY).listed("") == []


def test_somebody_owes_on_the_last_day_and_not_on_the_day_after(amina, required) -> None:
    leave(employee=amina, last_day=TODAY, by=None, at=FIRST)
    assert [len(duty_of(amina, on=day).to_dos) for day in (TODAY, TODAY + timedelta(days=1))] == [2, 0]


def test_a_second_position_brings_its_units_requirement(amina, small, solvik) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.schools, from_day=START)
    assert duty_of(amina).to_dos == ()
    join(employee=amina, unit=solvik.schools, from_day=date(2026, 11, 10), is_main=False, by=None, at=FIRST)
    assert set(deadlines(amina).values()) == {date(2026, 12, 10)}


def test_with_two_positions_the_earlier_first_day_counts(amina, solvik, required) -> None:
    join(employee=amina, unit=solvik.schools, from_day=TODAY, is_main=False, by=None, at=FIRST)
    assert set(deadlines(amina).values()) == {FIRST_DEADLINE}


def test_leading_in_a_second_position_owes_the_leaders_clauses_by_its_own_first_day(
    amina, roles, privacy, solvik, required
) -> None:
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    join(
        employee=amina, unit=solvik.schools, from_day=date(2027, 3, 1), is_leader=True, is_main=False, by=None, at=FIRST
    )
    assert deadlines(amina, on=date(2027, 2, 28)) == {}
    assert deadlines(amina, on=date(2027, 3, 1)) == {"roles": date(2027, 3, 31)}


def test_a_requirement_covers_its_unit_and_all_below(amina, kari, siri, small, solvik) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.health, from_day=START)
    assert {employee.given_name: len(duty_of(employee).to_dos) for employee in (amina, kari, siri)} == {
        "Amina": 2,
        "Kari": 2,
        "Siri": 0,
    }


def test_a_requirement_holds_from_its_first_to_its_last_day(amina, required) -> None:
    Requirement.objects.update(to_day=date(2026, 11, 30))
    days = (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 30), date(2026, 12, 1))
    assert [len(duty_of(amina, on=day).to_dos) for day in days] == [0, 2, 2, 0]


def test_a_withdrawn_section_and_a_withdrawn_handbook_owe_nothing(amina, roles, small, required) -> None:
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=TODAY)
    assert set(deadlines(amina)) == {"privacy"}
    assert owed_in_section(fresh(amina), again(roles), on=TODAY)[0] is None
    small.withdrawn_on = TODAY
    small.save()
    assert deadlines(amina) == {}


def test_a_section_is_owed_until_the_day_it_is_withdrawn(amina, roles, required) -> None:
    Section.objects.filter(pk=roles.pk).update(withdrawn_on=TODAY)
    assert set(deadlines(amina, on=TODAY - timedelta(days=1))) == {"roles", "privacy"}


def test_to_dos_stand_by_deadline_then_in_reading_order(amina, roles, privacy, olav, required) -> None:
    assert list(deadlines(amina).items()) == [("roles", FIRST_DEADLINE), ("privacy", FIRST_DEADLINE)]
    do_all(amina, roles, on=date(2026, 11, 5))
    new_rule_on(roles, olav, on=date(2026, 12, 10))
    assert list(deadlines(amina, on=date(2026, 12, 10)).items()) == [
        ("privacy", FIRST_DEADLINE),
        ("roles", date(2026, 12, 24)),
    ]


def test_a_team_is_told_what_each_of_its_people_is_told(amina, kari, ida, roles, privacy, required) -> None:
    do_all(kari, roles)
    do_all(amina, roles, privacy)
    people = [amina, kari, ida]
    together = employee_statuses([fresh(person) for person in people], on=TODAY)
    assert [
        (employee_status.status, employee_status.to_dos, employee_status.required) for employee_status in together
    ] == [(alone.status, alone.to_dos, alone.required) for alone in map(duty_of, people)]
    assert LatestCompletion.objects.count() == 4


def test_a_day_of_two_leaves_is_added_once(amina, required) -> None:
    for _twice in range(2):
        begin_absence(employee=amina, from_day=date(2026, 11, 10), to_day=date(2026, 11, 14), by=None, at=FIRST)
    assert set(deadlines(amina).values()) == {FIRST_DEADLINE + timedelta(days=5)}


def test_what_was_rolled_back_in_between_starts_no_deadline(amina, roles, privacy, olav, required) -> None:
    do_all(amina, roles, privacy, on=date(2026, 11, 5))
    new_rule_on(roles, olav, on=date(2026, 12, 10))
    new_rule_on(again(roles), olav, on=date(2026, 12, 11), words=("Et verv vil", "Et verv kan"))
    assert deadlines(amina, on=date(2027, 3, 1)) == {}
    new_rule_on(again(roles), olav, on=date(2027, 3, 1), words=("Et verv kan", "Et verv skal"))
    assert deadlines(amina, on=date(2027, 3, 1)) == {"roles": date(2027, 3, 15)}


# From the first day covered, over all positions


OVERDUE = date(2027, 1, 10)


def test_moving_within_what_is_required_gives_no_new_days(amina, solvik, required) -> None:
    move(employee=amina, unit=solvik.schools, from_day=OVERDUE, by=None, at=FIRST)
    assert (duty_of(amina, on=OVERDUE).status, set(deadlines(amina, on=OVERDUE).values())) == (
        Status.OVERDUE,
        {FIRST_DEADLINE},
    )
    # A team is told the same.
    assert [member.due_on for member in members(team_of([solvik.schools], on=OVERDUE).listed(""), on=OVERDUE)] == [
        FIRST_DEADLINE
    ]


def test_moving_into_what_is_required_counts_from_that_day(amina, small, solvik) -> None:
    Requirement.objects.create(handbook=small, unit=solvik.schools, from_day=START)
    move(employee=amina, unit=solvik.schools, from_day=OVERDUE, by=None, at=FIRST)
    assert set(deadlines(amina, on=OVERDUE).values()) == {OVERDUE + timedelta(days=30)}


def test_whoever_comes_back_after_a_day_away_has_the_days_of_a_newcomer(amina, solvik, required) -> None:
    leave(employee=amina, last_day=OVERDUE - timedelta(days=2), by=None, at=FIRST)
    join(employee=amina, unit=solvik.schools, from_day=OVERDUE, by=None, at=FIRST)
    assert set(deadlines(amina, on=OVERDUE).values()) == {OVERDUE + timedelta(days=30)}


def test_positions_that_overlap_are_one_run(amina, solvik, required) -> None:
    second = join(employee=amina, unit=solvik.schools, from_day=date(2026, 12, 1), is_main=False, by=None, at=FIRST)
    Position.objects.filter(pk=second.pk).update(to_day=date(2027, 2, 1))
    Position.objects.filter(employee=amina, is_main=True).update(to_day=date(2026, 12, 20))
    join(employee=amina, unit=solvik.top, from_day=date(2027, 2, 2), by=None, at=FIRST)
    assert set(deadlines(amina, on=date(2027, 2, 10)).values()) == {FIRST_DEADLINE}


def test_a_leader_who_moves_to_lead_elsewhere_has_no_new_days_for_the_leaders_clauses(
    kari, roles, privacy, solvik, required
) -> None:
    move(employee=kari, unit=solvik.schools, from_day=OVERDUE, is_leader=True, by=None, at=FIRST)
    Position.objects.filter(employee=kari, unit=solvik.south).update(is_leader=False)
    do_all(kari, privacy)
    (to_do,) = duty_of(kari, on=OVERDUE).to_dos
    assert to_do.due_on == FIRST_DEADLINE
    LatestCompletion.objects.create(
        employee=kari, section=roles, audience="everyone", number=1, language="nb", completed_at=noon(START)
    )
    # As a leader she is covered from the day she leads.
    assert deadlines(kari, on=OVERDUE) == {"roles": OVERDUE + timedelta(days=30)}
    Position.objects.filter(employee=kari, unit=solvik.south).update(is_leader=True)
    assert deadlines(kari, on=OVERDUE) == {"roles": FIRST_DEADLINE}


# The first version, however it is judged


def test_a_first_version_that_is_no_new_rule_leaves_everybody_the_days_of_a_change(content, amina) -> None:
    import_folder(folder=content, publish_as=Kind.CLARIFICATION, replace_drafts=False, by=None, at=noon(TODAY))
    Requirement.objects.create(handbook=Handbook.objects.get(), from_day=date(2026, 1, 1))
    assert deadlines(amina) == dict.fromkeys(("roles", "privacy"), TODAY + timedelta(days=14))


def test_judging_the_first_version_again_moves_no_deadline(amina, roles, required) -> None:
    Requirement.objects.update(from_day=date(2026, 1, 1))
    before = deadlines(amina)
    for change in list(Change.objects.filter(version__section=roles)):
        Change.objects.create(
            version=change.version, clause=change.clause, what=change.what, kind="correction", at=noon(TODAY)
        )
    Section.objects.filter(pk=roles.pk).update(change_stamp=uuid4())
    assert deadlines(amina) == before
