"""The number that HR is shown before publishing is the number that is asked afterwards."""

from datetime import timedelta

import pytest

from courses.impact.preview import UnitImpact
from courses.models import Requirement
from handbook.models import Kind, Section
from handbook.versions.publication_decision import PublicationDecision
from handbook.versions.publish import publish
from markup.time_needed import TimeNeeded, count_words
from people.employment import leave
from people.models import Position
from tests.cast import MONDAY, TODAY, hire
from tests.support.attempts import answer_all, begin, complete
from tests.support.drafts import ROLES_1, ROLES_3, changed
from tests.support.impact import asked_again, impact
from tests.support.queries import queries

ENGLISH = {"source_en": ("An office can", "An office will")}


def test_only_those_are_counted_who_completed_and_are_asked(
    amina, kari, ida, geir, siri, olav, roles, required
) -> None:
    for employee in (amina, kari, ida):
        complete(employee, roles)
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    counted = impact(draft)
    assert (counted.asked, counted.completed, counted.under_way) == (3, 3, 0)
    assert counted.by_unit == (UnitImpact("Helse og omsorg", 3, 0),)
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    assert asked_again(roles, {"roles-1"}) == {"1001", "1002", "1008"}


@pytest.mark.parametrize("kind", [Kind.CORRECTION, Kind.CLARIFICATION])
def test_what_is_no_new_rule_asks_nobody(kind: Kind, amina, olav, roles, required) -> None:
    complete(amina, roles)
    assert impact(changed(roles, {"source_nb": ROLES_1}, olav), kind).asked == 0


def test_a_leaders_clause_asks_the_leaders_alone(amina, kari, olav, roles, required) -> None:
    complete(amina, roles)
    complete(kari, roles)
    draft = changed(roles, {"source_nb": ROLES_3}, olav)
    assert impact(draft).asked == 1
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    assert asked_again(roles, {"roles-3"}) == {"1002"}


def test_a_leader_is_one_person_whatever_is_changed(kari, olav, roles, required) -> None:
    complete(kari, roles)
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    draft = changed(roles, {"source_nb": ROLES_3}, olav)
    counted = impact(draft)
    assert (counted.asked, dict(counted.alone)) == (1, {("roles-1", ""): 1, ("roles-3", ""): 1})


def test_what_two_translations_change_counts_the_readers_of_each(amina, ida, olav, roles, required) -> None:
    complete(amina, roles, language="en")
    complete(ida, roles, language="nn")
    draft = changed(roles, ENGLISH | {"source_nn": ("Eit verv kan", "Eit verv vil")}, olav)
    counted = impact(draft)
    assert (counted.asked, dict(counted.alone)) == (2, {("roles-1", "nn"): 1, ("roles-1", "en"): 1})


def test_what_one_translation_changes_asks_its_readers(amina, ida, olav, roles, required) -> None:
    answer_all(begin(amina, roles, language="en"))
    complete(ida, roles)
    draft = changed(roles, ENGLISH, olav)
    counted = impact(draft)
    assert (counted.asked, dict(counted.by_language)) == (1, {"en": 1})
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    assert asked_again(roles, {"roles-1"}) == {"1001"}


def test_a_rollback_counts_those_who_completed_what_is_rolled_back(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    publish(
        draft=changed(roles, {"source_nb": ROLES_1}, olav),
        decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True),
        by=olav,
        at=MONDAY,
    )
    complete(ida, Section.objects.select_related("handbook").get(pk=roles.pk), version=2)
    draft = changed(roles, {"source_nb": ROLES_1[::-1]}, olav)
    assert impact(draft).asked == 1
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    assert asked_again(roles, {"roles-1"}) == {"1008"}


def test_whoever_is_not_covered_has_left_or_must_do_it_all_again_is_not_counted(
    amina, kari, ida, olav, solvik, roles, required
) -> None:
    other = hire("1020", "Nils", "Lie", solvik.schools)
    for employee in (amina, kari, ida, other):
        complete(employee, roles)
    Requirement.objects.update(unit=solvik.health)
    leave(employee=ida, last_day=TODAY - timedelta(days=1), by=None, at=MONDAY)
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    assert impact(draft).asked == 2
    Requirement.objects.update(valid_months=1)
    later = TODAY + timedelta(days=60)
    assert impact(draft, on=later).asked == 0
    publish(draft=draft, decision=PublicationDecision(Kind.NEW_RULE, although_not_ready=True), by=olav, at=MONDAY)
    assert asked_again(roles, {"roles-1"}) == {"1001", "1002"}
    assert asked_again(roles, {"roles-1"}, on=later) == set()


def test_those_under_way_are_counted_among_those_asked(amina, ida, olav, roles, required) -> None:
    complete(amina, roles)
    complete(ida, roles)
    begin(amina, roles)
    counted = impact(changed(roles, {"source_nb": ROLES_1}, olav))
    assert (counted.asked, counted.under_way, counted.by_unit) == (2, 1, (UnitImpact("Helse og omsorg", 2, 1),))


def test_an_impact_takes_the_same_queries_for_one_and_for_twelve(olav, solvik, roles, required) -> None:
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    counts = []
    for number in range(12):
        complete(hire(f"2{number:03}", "Berit", f"Ås {number}", solvik.south, is_leader=number == 0), roles)
        if number in (1, 11):
            with queries() as made:
                impact(draft)
            counts.append(len(made))
    assert counts[0] == counts[1]


def test_its_minutes_are_those_of_somebody_who_leads_nobody_unless_it_is_for_leaders_alone(
    amina, olav, roles, required
) -> None:
    both = changed(roles, {"source_nb": ROLES_1}, olav)
    alone = impact(both).time
    both = changed(roles, {"source_nb": ROLES_3}, olav)
    assert impact(both).time == alone
    for_leaders = changed(roles, {"source_nb": ROLES_1[::-1]}, olav)
    assert impact(for_leaders).time == TimeNeeded(count_words("Det en leder sier, blir alltid koblet til jobben."), 1)


def test_nobody_is_due_before_their_first_deadline(amina, olav, roles, required) -> None:
    """One requirement gives newcomers longer than a change does: the first deadline of all is the later one."""
    complete(amina, roles)
    Requirement.objects.update(from_day=TODAY, newcomer_days=30, change_days=14)
    counted = impact(changed(roles, {"source_nb": ROLES_1}, olav))
    assert (counted.due_on, counted.is_due_later_for_some) == (TODAY + timedelta(days=30), False)


def test_newcomers_who_keep_a_later_deadline_are_told_of(amina, olav, roles, required) -> None:
    complete(amina, roles)
    Requirement.objects.update(from_day=TODAY - timedelta(days=60), newcomer_days=30, change_days=14)
    Position.objects.update(from_day=TODAY - timedelta(days=60))
    draft = changed(roles, {"source_nb": ROLES_1}, olav)
    before = impact(draft)
    assert (before.due_on, before.is_due_later_for_some) == (TODAY + timedelta(days=14), False)
    Position.objects.filter(employee=amina).update(from_day=TODAY - timedelta(days=15))
    assert impact(draft).is_due_later_for_some
